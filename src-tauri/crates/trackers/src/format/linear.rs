//! Linear: CSV files for its importer, and the CSV files that it exports.
//!
//! The importer knows no parents: every slice is an issue of its own, in the order of the backlog,
//! with a label that names its epic and a description that begins with what it is part of. Linear
//! puts a `'` before what a spreadsheet could take for a formula, and takes it away again.
//! <https://linear.app/docs/import-issues>

use std::borrow::Cow;

use slicing::Status;

use super::{Read, Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::markdown::Flavour;
use crate::prose::Prose;
use crate::rows::{Field, Rows};
use crate::sheet::{Column, RowOrder, Sheet};
use crate::table::Known;
use crate::text::GUARD;
use crate::ticket::Shape;

pub(crate) const TRACKER: Tracker = Tracker {
    id: "linear-csv",
    title: "Linear (CSV)",
    about: "Issues in the order of the backlog, labelled with their epic, for Linear’s importer.",
    extension: "csv",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "Install Linear’s command line importer: npm install --global @linear/import.",
        "Create a personal API key in Linear: Settings, Security & access.",
        "Run linear-import, choose “Linear (CSV export)”, the file and the team. Nothing is updated: every run creates issues.",
        "It creates the labels, and states that the team does not have: Backlog, In Progress, Done and Canceled are the usual ones.",
        "Sub-issues are connected by hand: the description says what an issue is part of.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("Title", |ticket| ticket.title().into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
            Column::One("Status", |ticket| state(ticket.card.slice.status).into()),
            Column::One("Estimate", |ticket| ticket.points().into()),
            Column::One("Labels", |ticket| ticket.labels().collect::<Vec<_>>().join(", ").into()),
        ],
        rows: RowOrder::LevelByLevel,
        shield,
        ..Sheet::PLAIN
    })),
    read: Some(Read::Rows(Rows {
        columns: COLUMNS,
        separators: &[','],
        gap: " ",
        prose: PROSE,
        unshield,
        shape: &SHAPE,
        ..Rows::PLAIN
    })),
    ..Tracker::PLAIN
};

/// Everything is in the description too, because there it reads back exactly.
const KEEPS: &[(Fact, Keep)] = &[
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::LINES),
    (Fact::Status, Keep::As("the states Backlog, In Progress, Done and Canceled")),
    (Fact::Pattern, Keep::LINES),
    (Fact::Persona, Keep::LINES),
    (Fact::Step, Keep::LINES),
    (Fact::Value, Keep::LINES),
    (Fact::Effort, Keep::As("estimates in points of half a day")),
    (Fact::Mvp, Keep::As("the label MVP")),
    (Fact::Release, Keep::LINES),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::LINES),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::As("labels without commas before spaces")),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

const PROSE: Prose = Prose::Markdown(Flavour::Plain);

const SHAPE: Shape = Shape {
    levels: 1,
    longest_title: 255,
    prose: PROSE,
    label: without_separators,
    labels_mvp: true,
    labels_epic: Some("Epic: "),
    ..Shape::PLAIN
};

/// The importer takes every `, ` for the end of a label.
fn without_separators(tag: &str) -> Cow<'_, str> {
    if tag.contains(", ") { Cow::Owned(tag.replace(", ", " ")) } else { Cow::Borrowed(tag) }
}

fn state(status: Status) -> &'static str {
    match status {
        Status::Open => "Backlog",
        Status::Doing => "In Progress",
        Status::Done => "Done",
        Status::Dropped => "Canceled",
    }
}

/// A `'` before what Linear takes one away from, and a guard before one that it would take away.
fn shield(text: &str) -> Cow<'_, str> {
    if is_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else if is_quoted_formula(text) {
        Cow::Owned(format!("{GUARD}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What was before the sign in front, if there is one.
fn unshield(text: &str) -> &str {
    let formula = text.strip_prefix('\'').filter(|rest| is_formula(rest));
    let quoted = || text.strip_prefix(GUARD).filter(|rest| is_quoted_formula(rest));
    formula.or_else(quoted).unwrap_or(text)
}

/// Whether a `'` is there, guards aside, which Linear would take away.
fn is_quoted_formula(text: &str) -> bool {
    text.trim_start_matches(GUARD).strip_prefix('\'').is_some_and(is_formula)
}

/// What begins with one of the characters that Linear shields.
fn is_formula(text: &str) -> bool {
    text.starts_with(|c| "+-=@∑√∏<>＜＞≤≥＝≠±÷×".contains(c))
}

const COLUMNS: Known<Field> = &[
    ("id", Field::Key),
    ("title", Field::Title),
    ("description", Field::Description),
    ("status", Field::Status),
    ("estimate", Field::Points),
    ("labels", Field::Label),
    ("parentissue", Field::Parent),
    ("blockedby", Field::Needs),
    ("blocks", Field::Blocks),
    ("projectmilestone", Field::Version),
    ("completed", Field::Closed),
    ("archived", Field::Archived),
];

#[cfg(test)]
mod tests {
    use slicing::Status;

    use super::*;
    use crate::{Format, Incoming, Severity};

    fn read(text: &str) -> Incoming {
        crate::read(Format::LinearCsv, text.as_bytes()).unwrap()
    }

    const EXPORT: &str = "\
ID,Team,Title,Description,Status,Estimate,Priority,Project,Creator,Assignee,Labels,Cycle Number,\
Cycle Name,Cycle Start,Cycle End,Created,Updated,Started,Completed,Canceled,Archived,Parent issue
SHOP-2,Shop,Pay by card,\"As a buyer I want to pay.

## Acceptance criteria

- Given 12.50
- Paid\",In Review,3,High,,ann@shop.example,,\"web, pay,now, MVP\",,,,,2026-03-01T09:00:00.000Z,Mon Mar 02 2026 10:00:00 GMT+0000 (GMT),,,,,SHOP-1
SHOP-1,Shop,'=Payment,,Backlog,,No priority,,,,,,,,,2026-03-01,,,,,,
SHOP-3,Shop,Pay by fax,,Canceled,,,,,,,,,,,,,,,2026-03-04,,
SHOP-4,Shop,Pay by cheque,'- no,Ideas,many,,,,,,,,,,,,,,,,
SHOP-5,Shop,Pay in gold,,Done,,,,,,,,,,,,,,,,2026-03-04,
";

    #[test]
    fn an_export_is_read_with_its_parents_labels_and_states() {
        let incoming = read(EXPORT);
        let tree: Vec<_> =
            incoming.slices.iter().map(|slice| (slice.title.as_str(), slice.parent)).collect();
        let expected = [
            ("=Payment", None),
            ("Pay by card", Some(0)),
            ("Pay by fax", None),
            ("Pay by cheque", None),
        ];
        assert_eq!(tree, expected);
        let story = &incoming.slices[1];
        assert_eq!(story.narrative, "As a buyer I want to pay.");
        assert_eq!(story.acceptance, ["Given 12.50", "Paid"]);
        assert_eq!(story.tags, ["pay,now", "web"]);
        assert_eq!((story.effort, story.in_mvp, story.status), (Some(3), true, Status::Doing));
        assert_eq!(story.tracker_key.as_deref(), Some("SHOP-2"));
        assert_eq!(incoming.slices[2].status, Status::Dropped);
        assert_eq!(incoming.slices[3].narrative, "- no");
    }

    #[test]
    fn what_an_export_says_in_vain_is_told() {
        let incoming = read(EXPORT);
        let told = |severity| -> Vec<_> {
            incoming.report.of(severity).map(|note| note.what.as_str()).collect()
        };
        let skipped = told(Severity::Skipped);
        assert!(skipped[0].starts_with("columns: Team, Priority, Project, Creator, Assignee,"));
        assert_eq!(
            skipped[1..],
            ["the points “many”, which are no effort", "1 row that was archived"]
        );
        assert!(told(Severity::Guessed).contains(&"the status “Ideas” of 1 row: taken for open"));
    }

    #[test]
    fn labels_are_parted_by_a_comma_and_a_space_and_by_nothing_else() {
        let tags = |labels: &str| {
            let text = format!("Title,Description,Labels\nPay,,\"{labels}\"\n");
            read(&text).slices[0].tags.clone()
        };
        assert_eq!(tags("x,y"), ["x,y"]);
        assert_eq!(tags("b, a"), ["a", "b"]);
        assert_eq!(without_separators("x,y"), "x,y");
        assert_eq!(without_separators("first, second"), "first second");
    }

    #[test]
    fn every_formula_is_shielded_and_comes_back() {
        for c in "+-=@∑√∏<>＜＞≤≥＝≠±÷×".chars() {
            let text = format!("{c}1");
            assert_eq!(shield(&text), format!("'{text}"));
            assert_eq!(unshield(&shield(&text)), text);
        }
        for text in ["pay", "'quoted'", "'=1", "''=1", "\u{2060}'=1", ""] {
            assert_eq!(unshield(&shield(text)), text);
        }
        assert_eq!(unshield("'quoted'"), "'quoted'");
        assert_eq!(shield("'=1"), "\u{2060}'=1");
    }

    #[test]
    fn what_the_team_changed_in_linear_wins_over_what_was_handed_over() {
        let text = "\
ID,Title,Description,Status,Estimate,Labels
SHOP-2,Pay by debit card,\"**Details**

- MVP: yes
- Tag: first, second
- Reference: carpaccio:x:S7\",Done,3,\"first second, urgent, Epic: Payment\"
";
        let slice = &read(text).slices[0];
        assert_eq!(slice.title, "Pay by debit card");
        assert_eq!((slice.status, slice.in_mvp), (Status::Done, false));
        assert_eq!(slice.tags, ["first, second", "urgent"]);
    }
}
