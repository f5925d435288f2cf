//! The script for GitHub as the shell runs it, with a `gh` that answers from files.

use std::fs::{self, read_to_string};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use slicing::{SliceId, Status, Workshop};
use tempfile::TempDir;
use trackers::Format;

use crate::workshops::{small, written};

/// Keeps what it is sent, one call a line, and gives issues the numbers from 11.
const GH: &str = r#"#!/bin/sh
set -eu
cd "$STATE"
shift
method=GET
while [ $# -gt 0 ]; do
    case $1 in
        --method) method=$2; shift ;;
        --input | --jq) shift ;;
        --paginate) ;;
        *) path=${1#repos/\{owner\}/\{repo\}/} ;;
    esac
    shift
done
path=${path%%\?*}
list=$(echo "$path" | tr / -)
if [ "$method" = GET ]; then
    if [ -f "$list" ]; then cat "$list"; fi
    exit
fi
if [ -f down ] && [ "$(wc -l <log)" -ge "$(cat down)" ]; then exit 1; fi
body=$(cat)
printf '%s %s %s\n' "$method" "$path" "$body" >>log
field() { printf '%s' "$body" | sed "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/"; }
case "$method $path" in
    'POST labels') field name >>labels; echo >>labels ;;
    'POST milestones') echo 1 | tee milestones ;;
    'POST issues')
        touch issues
        number=$(($(wc -l <issues) + 11))
        reference=$(printf '%s' "$body" | sed 's/.*\(carpaccio:[^ :]*:S[0-9]*\).*/\1/')
        echo "$reference $number 90$number 1" >>issues
        echo "$number 90$number" ;;
    'POST '*/sub_issues) field sub_issue_id >>"$list"; echo >>"$list" ;;
    'POST '*/blocked_by) field issue_id >>"$list"; echo >>"$list" ;;
esac
"#;

struct Github {
    folder: TempDir,
}

impl Github {
    fn new() -> Self {
        let github = Self { folder: TempDir::new().unwrap() };
        github.put("gh", GH);
        github.put("sleep", "#!/bin/sh\n");
        fs::write(github.path().join("log"), "").unwrap();
        github
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs the script of a workshop.
    fn run(&self, workshop: &Workshop, arguments: &[&str]) -> Output {
        self.put("script", &written(Format::GithubScript, workshop).0);
        Command::new("/bin/sh")
            .arg(self.path().join("script"))
            .args(arguments)
            .env("PATH", format!("{}:/usr/bin:/bin", self.path().display()))
            .env("STATE", self.path())
            .current_dir(self.path())
            .output()
            .unwrap()
    }

    fn succeed(&self, workshop: &Workshop, arguments: &[&str]) -> String {
        let output = self.run(workshop, arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What was written since the last time: method and path, and the JSON.
    fn sent(&self) -> Vec<(String, Value)> {
        let log = read_to_string(self.path().join("log")).unwrap();
        fs::write(self.path().join("log"), "").unwrap();
        let call = |line: &str| {
            let at = line.find('{').unwrap();
            (line[..at].trim().to_owned(), serde_json::from_str(&line[at..]).unwrap())
        };
        log.lines().map(call).collect()
    }
}

fn calls(sent: &[(String, Value)]) -> Vec<&str> {
    sent.iter().map(|(call, _)| call.as_str()).collect()
}

fn hostile() -> Workshop {
    let mut workshop = small();
    let slices = workshop.tree.walk().map(|(slice, _)| {
        let mut slice = slice.clone();
        if slice.id == SliceId(3) {
            slice.title = "Don't $(touch broken) `touch broken` \\\" %s".into();
            slice.narrative = "JSON\n'; touch broken #\n$HOME ${x} \\n".into();
            slice.tags = vec!["it's -n $(touch broken)".into(), "-e".into()];
        }
        if slice.id == SliceId(7) {
            slice.status = Status::Done;
        }
        slice
    });
    workshop.tree = slicing::Tree::from_slices(slices.collect::<Vec<_>>());
    workshop
}

#[test]
fn the_script_creates_parents_first_then_links() {
    let github = Github::new();
    github.succeed(&small(), &[]);
    let sent = github.sent();
    let expected = [
        ["POST labels"; 4].as_slice(),
        &["POST issues"; 7],
        &["POST issues/11/sub_issues", "POST issues/12/sub_issues", "POST issues/12/sub_issues"],
        &["POST issues/14/sub_issues", "POST issues/15/sub_issues", "POST issues/16/sub_issues"],
        &["POST issues/13/dependencies/blocked_by"],
    ]
    .concat();
    assert_eq!(calls(&sent), expected);
    assert_eq!(sent[4].1["title"], "Claim =expenses= & more");
    assert_eq!(sent[11].1["sub_issue_id"], 9012);
    assert_eq!(sent.last().unwrap().1["issue_id"], 9014);
}

#[test]
fn a_second_run_updates_and_creates_nothing() {
    let github = Github::new();
    let mut workshop = hostile();
    github.succeed(&workshop, &[]);
    github.sent();
    workshop.about.title = "Other".into();
    github.succeed(&workshop, &[]);
    let sent = github.sent();
    assert!(calls(&sent).iter().all(|call| call.starts_with("PATCH") || call.ends_with("/labels")));
    assert_eq!(sent.iter().filter(|(_, body)| body["title"].is_string()).count(), 7);
}

#[test]
fn an_interrupted_run_goes_on_where_it_ended() {
    let github = Github::new();
    fs::write(github.path().join("down"), "7").unwrap();
    let failed = github.run(&small(), &[]);
    assert!(!failed.status.success());
    assert_eq!(github.sent().len(), 7);
    fs::remove_file(github.path().join("down")).unwrap();
    github.succeed(&small(), &[]);
    let issues = read_to_string(github.path().join("issues")).unwrap();
    assert_eq!(issues.lines().count(), 7);
}

#[test]
fn a_dry_run_writes_nothing_and_says_what_it_would() {
    let github = Github::new();
    let said = github.succeed(&small(), &["--dry-run"]);
    assert!(github.sent().is_empty());
    assert!(said.contains("would create S3 Type it in, then \"send\"\n"), "{said}");
    assert_eq!(said.matches("would put ").count(), 6, "{said}");
}

#[test]
fn no_text_of_a_workshop_is_code() {
    let github = Github::new();
    let workshop = hostile();
    let said = github.succeed(&workshop, &[]);
    assert!(!github.path().join("broken").exists());
    let title = &workshop.tree.get(SliceId(3)).unwrap().title;
    assert!(said.contains(title.as_str()));
    let sent = github.sent();
    let (_, story) = sent.iter().find(|(_, body)| body["title"] == title.as_str()).unwrap();
    assert!(story["body"].as_str().unwrap().starts_with("JSON\n'; touch broken "));
    assert_eq!(story["labels"], serde_json::json!(["it's -n $(touch broken)", "-e"]));
}

#[test]
fn what_is_done_is_closed() {
    let github = Github::new();
    github.succeed(&hostile(), &[]);
    let sent = github.sent();
    let closed: Vec<_> = sent.iter().filter(|(_, body)| body["state"] == "closed").collect();
    assert_eq!(closed.len(), 1);
    assert!(closed[0].0.starts_with("PATCH issues/"));
}

#[test]
fn a_new_order_is_told_to_github() {
    let github = Github::new();
    github.succeed(&small(), &[]);
    github.sent();
    let below = github.path().join("issues-12-sub_issues");
    let turned: Vec<_> = read_to_string(&below).unwrap().lines().rev().map(String::from).collect();
    fs::write(&below, turned.join("\n") + "\n").unwrap();
    github.succeed(&small(), &[]);
    let sent = github.sent();
    let (_, body) = sent.iter().find(|(call, _)| call.ends_with("sub_issues/priority")).unwrap();
    assert_eq!(body, &serde_json::json!({ "sub_issue_id": 9014, "after_id": 9013 }));
}

#[test]
fn wrong_usage_is_refused() {
    let output = Github::new().run(&small(), &["--fast"]);
    assert_eq!(output.status.code(), Some(2));
}
