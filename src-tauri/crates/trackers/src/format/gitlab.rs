//! GitLab: CSV files for the import of issues, and the CSV files that a list of issues exports.
//!
//! The import reads a title and a description; everything else is asked for by quick actions at the
//! end of the description. A milestone is one of them and no column, because the import refuses a
//! whole file that names a milestone which does not exist, while an action is passed over.
//! **No line of a text begins with a slash, and no title mentions anybody.**
//! <https://docs.gitlab.com/user/project/issues/csv_import/>

use std::borrow::Cow;

use super::{Read, Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::markdown::Flavour;
use crate::prose::Prose;
use crate::report::Report;
use crate::rows::{Field, Rows};
use crate::sheet::{Column, Sheet};
use crate::table::Known;
use crate::ticket::{Shape, Ticket};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "gitlab-csv",
    title: "GitLab (CSV)",
    about: "Issues with labels, a milestone and estimates, for GitLab’s import of issues.",
    extension: "csv",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "Create the labels and the milestones, such as MVP, in the project first: what does not exist is passed over in silence.",
        "In the project, open Plan, Issues, then Import CSV behind the three dots, and choose the file.",
        "An e-mail tells when it is done. An import cannot be taken back: try it in an empty project.",
        "Parents and dependencies stand in the descriptions, because the import cannot make them.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("title", |ticket| ticket.title().into()),
            Column::Told("description", description),
        ],
        // GitLab.com takes 10 MB.
        most_bytes: 10_000_000,
        ..Sheet::PLAIN
    })),
    read: Some(Read::Rows(Rows {
        columns: COLUMNS,
        separators: &[','],
        prose: SHAPE.prose,
        shape: &SHAPE,
        unshield: without_actions,
        ..Rows::PLAIN
    })),
    ..Tracker::PLAIN
};

/// Everything is in the description too, because there it reads back exactly.
const KEEPS: &[(Fact, Keep)] = &[
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::LINES),
    (Fact::Status, Keep::LINES),
    (Fact::Pattern, Keep::LINES),
    (Fact::Persona, Keep::LINES),
    (Fact::Step, Keep::LINES),
    (Fact::Value, Keep::LINES),
    (Fact::Effort, Keep::As("estimates in hours, four for half a day")),
    (Fact::Mvp, Keep::As("the milestone MVP")),
    (Fact::Release, Keep::As("a milestone each")),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::LINES),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::As("labels, with hyphens for commas and apostrophes for quotation marks")),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

const SHAPE: Shape = Shape {
    levels: 1,
    longest_title: 255,
    title: unmentioned,
    prose: Prose::Markdown(Flavour::GitLab),
    // GitLab takes 1,048,576; the rest is for the actions.
    longest_description: 1_000_000,
    label,
    ..Shape::PLAIN
};

/// What stands between a mark and what it would refer to: it shows nothing and breaks no line.
const WORD_JOINER: char = '\u{2060}';

/// Titles are no Markdown, but people and issues are looked for in them.
fn unmentioned(title: &str) -> Cow<'_, str> {
    if !title.contains(['@', '#', '!', '~', '%', '&', '$']) {
        return Cow::Borrowed(title);
    }
    let mut out = String::with_capacity(title.len() + 8);
    let mut before = None;
    let mut chars = title.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        let within_word = before.is_some_and(char::is_alphanumeric);
        if !within_word && chars.peek().is_some_and(|after| refers(c, *after)) {
            out.push(WORD_JOINER);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// Whether these two begin a reference.
fn refers(mark: char, after: char) -> bool {
    match mark {
        '@' => after.is_alphanumeric() || after == '_',
        '~' | '%' => after.is_alphanumeric() || after == '"',
        '#' | '!' | '&' | '$' => after.is_ascii_digit(),
        _ => false,
    }
}

fn label(tag: &str) -> Cow<'_, str> {
    if tag.contains([',', '"']) {
        Cow::Owned(tag.replace(',', "-").replace('"', "'"))
    } else {
        Cow::Borrowed(tag)
    }
}

/// The text, then the actions, a line each.
fn description(ticket: Ticket<'_>, report: &mut Report) -> String {
    let mut text = ticket.description(report).trim_end_matches('\n').to_owned();
    let labels: Vec<_> = ticket.labels().map(|label| format!("~\"{label}\"")).collect();
    let version = ticket.version();
    let milestone = label(&version);
    let hours = ticket.hours();
    let actions = [
        (!labels.is_empty()).then(|| format!("/label {}", labels.join(" "))),
        (!milestone.is_empty()).then(|| format!("/milestone %\"{milestone}\"")),
        (!hours.is_empty()).then(|| format!("/estimate {hours}h")),
    ];
    for (at, action) in actions.into_iter().flatten().enumerate() {
        text.push_str(if at == 0 { "\n\n" } else { "\n" });
        text.push_str(&action);
    }
    text
}

/// A description without the actions at its end, as it is in a file that was not imported yet.
fn without_actions(cell: &str) -> &str {
    match cell.trim_end().rsplit_once("\n\n") {
        Some((text, end)) if end.lines().all(|line| line.starts_with('/')) => text,
        _ => cell,
    }
}

const COLUMNS: Known<Field> = &[
    ("issueid", Field::Key),
    ("title", Field::Title),
    ("description", Field::Description),
    ("state", Field::Status),
    ("milestone", Field::Version),
    ("weight", Field::Points),
    ("labels", Field::Label),
    ("closedatutc", Field::Closed),
    ("url", Field::Ignored),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use slicing::Status;

    use super::*;
    use crate::format::testing::{files, slice, written};
    use crate::{Format, Severity};

    #[test]
    fn the_actions_are_the_last_lines_of_a_description() {
        let mut card = slice(1, None, "Pay");
        card.tags = vec!["first, \"big\" release".into(), "web".into()];
        card.effort = Some(3);
        card.in_mvp = true;
        let (text, _) = written(Format::GitlabCsv, vec![card.clone()]);
        let end = "\n- Reference: carpaccio:x:S1\n\n/label ~\"\"first- 'big' release\"\" ~\"\"web\"\"\n\
                   /milestone %\"\"MVP\"\"\n/estimate 12h\"\r\n";
        assert!(text.ends_with(end), "{text}");
        let incoming = crate::read(Format::GitlabCsv, text.as_bytes()).unwrap();
        assert_eq!((&incoming.slices[0].tags, incoming.slices[0].in_mvp), (&card.tags, true));
    }

    #[test]
    fn no_line_of_a_text_is_an_action() {
        let mut card = slice(1, None, "/close");
        card.narrative = "/close\n - /assign @ann\n\n```\n/spend 3h\n```".into();
        card.notes = "> /label ~x\n/tableflip".into();
        let (text, _) = written(Format::GitlabCsv, vec![card]);
        let acts = |line: &&str| line.starts_with('/') && !line.starts_with("/close,");
        assert_eq!(text.lines().filter(acts).collect::<Vec<_>>(), ["/estimate 12h\""]);
    }

    #[test]
    fn a_title_mentions_nobody_and_comes_back() {
        let (text, _) =
            written(Format::GitlabCsv, vec![slice(1, None, "@all see #12, R&D, a@b.c")]);
        assert!(text.contains("@\u{2060}all see #\u{2060}12, R&D, a@b.c"), "{text}");
        let incoming = crate::read(Format::GitlabCsv, text.as_bytes()).unwrap();
        assert_eq!(incoming.slices[0].title, "@all see #12, R&D, a@b.c");
    }

    #[test]
    fn the_header_is_short_and_has_a_comma_by_which_the_separator_is_known() {
        let (text, _) = written(Format::GitlabCsv, vec![slice(1, None, "Pay")]);
        let header = text.lines().next().unwrap();
        assert_eq!(header, "title,description");
    }

    #[test]
    fn more_than_ten_megabytes_go_into_several_files() {
        let large = |id| {
            let mut card = slice(id, None, "Large");
            card.narrative = "word ".repeat(180_000).trim_end().to_owned();
            card
        };
        let (files, report) = files(Format::GitlabCsv, (1..=12).map(large).collect());
        let rows =
            |text: &str| crate::read(Format::GitlabCsv, text.as_bytes()).unwrap().slices.len();
        assert_eq!(files.iter().map(|(_, text)| rows(text)).collect::<Vec<_>>(), [11, 1]);
        assert!(files.iter().all(|(_, text)| text.len() <= 10_000_000));
        let told = |what: &str| report.of(Severity::Flattened).any(|note| note.what.contains(what));
        assert!(told("several files"), "{report:?}");
    }

    #[test]
    fn an_export_is_read() {
        let text = "\
Title,Description,Issue ID,URL,State,Author,Due Date,Closed At (UTC),Milestone,Weight,Labels
Pay by card,\"As a buyer I want to pay.

## Acceptance criteria

- [x] Given 12.50
- [ ] Paid\",7,https://gitlab.example/7,Open,Ann,2026-03-01,,MVP,3,\"web,first release\"
Ask the bank,,8,https://gitlab.example/8,Closed,Ann,,2026-02-01 10:00:00,,heavy,
";
        assert_eq!(crate::guess(Some("issues.csv"), text.as_bytes()), Format::GitlabCsv);
        let incoming = crate::read(Format::GitlabCsv, text.as_bytes()).unwrap();
        let card = &incoming.slices[0];
        assert_eq!(card.narrative, "As a buyer I want to pay.");
        assert_eq!(card.acceptance, ["Given 12.50", "Paid"]);
        assert_eq!(card.tags, ["first release", "web"]);
        assert_eq!((card.effort, card.in_mvp), (Some(3), true));
        assert_eq!(card.tracker_key.as_deref(), Some("7"));
        assert_eq!(incoming.slices[1].status, Status::Done);
        let skipped = incoming.report.of(Severity::Skipped);
        let told: Vec<_> = skipped.map(|note| (note.line, note.what.as_str())).collect();
        let expected = [
            (Some(1), "columns: Author, Due Date"),
            (Some(8), "the points “heavy”, which are no effort"),
        ];
        assert_eq!(told, expected);
    }

    proptest! {
        #[test]
        fn a_title_reads_as_before_without_the_joiners(title in "[ -~é]{0,30}") {
            prop_assert_eq!(unmentioned(&title).replace(WORD_JOINER, ""), title);
        }
    }
}
