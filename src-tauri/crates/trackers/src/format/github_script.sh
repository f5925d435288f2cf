# Every text below stands in a quoted here-document or between single quotes:
# the shell takes it as it is.
set -eu

usage() {
    cat <<'USAGE'
Usage: sh FILE [--repo OWNER/NAME] [--dry-run]

Creates the issues below, or updates those that an earlier run has made: it
finds them by the reference in their text. It can be interrupted and run again.

  --repo OWNER/NAME   another repository than that of the current folder
  --dry-run           reads from GitHub and says what would be written
USAGE
}

dry_run=
while [ $# -gt 0 ]; do
    case $1 in
        --repo) [ $# -ge 2 ] || { usage >&2; exit 2; }
            GH_REPO=$2; export GH_REPO; shift ;;
        --dry-run) dry_run=yes ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
command -v gh >/dev/null || { echo 'This needs gh, https://cli.github.com' >&2; exit 1; }

at='repos/{owner}/{repo}'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# fetch PATH FILTER: all pages of a list.
fetch() { gh api --paginate "$at/$1" --jq "$2" </dev/null; }

# send METHOD PATH FILTER: writes the JSON from standard input, one a second,
# which is what GitHub asks for.
send() {
    if [ -n "$dry_run" ]; then cat >/dev/null; echo new; return; fi
    gh api --method "$1" "$at/$2" --input - --jq "$3" || return 1
    sleep 1
}

# say WHAT: what is done, or would be.
say() { printf '%s%s\n' "${dry_run:+would }" "$1"; }

# known NUMBER PATH FILTER: a list that belongs to an issue; empty where the
# issue is only going to be created.
known() { case $1 in new-*) ;; *) fetch "issues/$1/$2?per_page=100" "$3" ;; esac; }

# of ID COLUMN: the number (2) or the id (3) of the issue of a slice, or its
# milestone (4); nothing for one that is not there.
of() { awk -v reference="$workshop:$1" -v column="$2" '$1 == reference { found = $column } END { print found }' "$folder/issues"; }

# label NAME: creates a label, whose JSON comes on standard input.
label() {
    if grep -Fxqi -e "$1" "$folder/labels"; then cat >/dev/null; return; fi
    say "create the label $1"
    send POST labels .name >/dev/null
}

# milestone TITLE: finds or creates the milestone.
milestone() {
    mvp=$(fetch 'milestones?state=all&per_page=100' ".[] | select(.title == \"$1\") | .number" | head -n 1)
    if [ -n "$mvp" ]; then cat >/dev/null; return; fi
    say "create the milestone $1"
    mvp=$(send POST milestones .number)
}

# issue ID MVP STATE TITLE: creates or updates an issue. Standard input has its
# title and text on one line and its labels on the next, both as JSON.
issue() {
    IFS= read -r text
    IFS= read -r labels
    text=${text%\}}
    number=$(of "$1" 2)
    if [ -n "$number" ]; then update "$@"; else create "$@"; fi
    if [ "$3" = closed ]; then
        printf '%s' '{"state":"closed","state_reason":"completed"}' | send PATCH "issues/$(of "$1" 2)" .number >/dev/null
    fi
}

create() {
    say "create $1 $4"
    more=
    if [ "$2" = mvp ]; then more=",\"milestone\":$mvp"; fi
    made=$(printf '%s,"labels":%s%s}' "$text" "$labels" "$more" | send POST issues '"\(.number) \(.id)"')
    if [ -n "$dry_run" ]; then made="new-$1 new-$1"; fi
    echo "$workshop:$1 $made -" >>"$folder/issues"
}

update() {
    say "update #$number $4"
    more=
    if [ "$2" = mvp ]; then
        more=",\"milestone\":$mvp"
    elif [ -n "$mvp" ] && [ "$(of "$1" 4)" = "$mvp" ]; then
        more=',"milestone":null'
    fi
    printf '%s%s}' "$text" "$more" | send PATCH "issues/$number" .number >/dev/null
    if [ "$labels" != '[]' ]; then
        printf '{"labels":%s}' "$labels" | send POST "issues/$number/labels" length >/dev/null
    fi
}

# sub_issues ID ID…: hangs the others below the first, in this order.
sub_issues() {
    parent=$(of "$1" 2)
    above=$1
    shift
    known "$parent" sub_issues '.[].id' >"$folder/below"
    : >"$folder/wanted"
    for child; do
        id=$(of "$child" 3)
        echo "$id" >>"$folder/wanted"
        if grep -Fxq -e "$id" "$folder/below"; then continue; fi
        say "put $child below $above"
        printf '{"sub_issue_id":%s,"replace_parent":true}' "$id" | send POST "issues/$parent/sub_issues" .number >/dev/null
        echo "$id" >>"$folder/below"
    done
    grep -Fx -f "$folder/wanted" "$folder/below" >"$folder/now" || :
    if [ -n "$dry_run" ] || cmp -s "$folder/wanted" "$folder/now"; then return; fi
    say "put what is below $above in order"
    before=
    for child; do
        id=$(of "$child" 3)
        if [ -n "$before" ]; then
            printf '{"sub_issue_id":%s,"after_id":%s}' "$id" "$before" | send PATCH "issues/$parent/sub_issues/priority" .number >/dev/null
        fi
        before=$id
    done
}

# blocked_by ID ID…: the first needs the others first.
blocked_by() {
    number=$(of "$1" 2)
    waiting=$1
    shift
    known "$number" dependencies/blocked_by '.[].id' >"$folder/before"
    for needed; do
        id=$(of "$needed" 3)
        if grep -Fxq -e "$id" "$folder/before"; then continue; fi
        say "let $waiting wait for $needed"
        printf '{"issue_id":%s}' "$id" | send POST "issues/$number/dependencies/blocked_by" .number >/dev/null
    done
}

mvp=
fetch 'labels?per_page=100' '.[].name' >"$folder/labels"
fetch 'issues?state=all&per_page=100' '.[] | select(.pull_request == null)
    | ([(.body // "") | scan("carpaccio:[^\\s:]+:S[0-9]+")] | last) as $reference | select($reference != null)
    | "\($reference) \(.number) \(.id) \(.milestone.number // "-")"' >"$folder/issues"
