//! Redmine: CSV files for the import of issues, and the CSV files that a list of issues exports.
//!
//! Parents and relations name rows by their `Unique ID`, so that their order is free: depth first,
//! in the order of the backlog. The captions are those of the English interface, which maps them
//! by itself.
//!
//! **Redmine guesses separator and quotation mark by counting them in the first 4096 bytes.** Every
//! field stands between quotation marks and every column that Redmine can map is there, also the
//! empty ones: that outnumbers the semicolons and apostrophes of any ordinary text. Where it does
//! not, that is told.

use slicing::Role;

use super::{Read, Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::gather::{Above, Draft};
use crate::markdown::Flavour;
use crate::prose::Prose;
use crate::report::{Report, Severity};
use crate::rows::{Field, Rows};
use crate::sheet::{Column, Sheet};
use crate::table::{Known, Quotes};
use crate::ticket::Shape;

pub(crate) const TRACKER: Tracker = Tracker {
    id: "redmine-csv",
    title: "Redmine (CSV)",
    about: "Issues with parents, relations and versions, for Redmine’s import of issues.",
    extension: "csv",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "In the project, open Issues, and choose Import behind the three dots. It needs the right to import issues.",
        "Check that the separator is a comma and the wrapper a double quote: Redmine only guesses them. The encoding is UTF-8.",
        "In an English interface the columns map themselves; in another one choose Unique ID, Parent task and Blocked by by hand.",
        "A row with an unknown tracker fails: if yours are not called Feature and Support, choose one of yours for all rows.",
        "Let Redmine create the missing versions, such as MVP, if that is offered. An import cannot be taken back.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("Unique ID", |ticket| ticket.number().into()),
            Column::One("Tracker", |ticket| ticket.type_name().into()),
            Column::One("Subject", |ticket| ticket.title().into()),
            Column::One("Parent task", |ticket| ticket.parent_number().into()),
            Column::One("Blocked by", |ticket| ticket.needs_by_number(",").into()),
            Column::One("Target version", |ticket| ticket.version()),
            Column::One("Estimated time", |ticket| ticket.hours().into()),
            Column::One("Status", |_| "".into()),
            Column::One("Priority", |_| "".into()),
            Column::One("Category", |_| "".into()),
            Column::One("Start date", |_| "".into()),
            Column::One("Due date", |_| "".into()),
            Column::One("% Done", |_| "".into()),
            Column::One("Blocks", |_| "".into()),
            Column::One("Related to", |_| "".into()),
            Column::One("Precedes", |_| "".into()),
            Column::One("Follows", |_| "".into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
        ],
        quotes: Quotes::Everywhere,
        glance,
        ..Sheet::PLAIN
    })),
    read: Some(Read::Rows(Rows {
        columns: COLUMNS,
        separators: &[','],
        prose: SHAPE.prose,
        shape: &SHAPE,
        also: without_hashes,
        ..Rows::PLAIN
    })),
    ..Tracker::PLAIN
};

/// Everything is in the description too, because there it reads back exactly.
const KEEPS: &[(Fact, Keep)] = &[
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::As("trackers and lines of the description")),
    (Fact::Status, Keep::LINES),
    (Fact::Pattern, Keep::LINES),
    (Fact::Persona, Keep::LINES),
    (Fact::Step, Keep::LINES),
    (Fact::Value, Keep::LINES),
    (Fact::Effort, Keep::As("hours, four for half a day")),
    (Fact::Mvp, Keep::As("the version MVP")),
    (Fact::Release, Keep::As("a version each")),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::Field),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::LINES),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

/// The trackers that a new Redmine has.
const SHAPE: Shape = Shape {
    types: &[
        (Role::Epic, "Feature"),
        (Role::Split, "Feature"),
        (Role::Slice, "Feature"),
        (Role::Spike, "Support"),
        (Role::Task, "Support"),
    ],
    longest_title: 255,
    // Redmine notifies whoever a description mentions.
    prose: Prose::Markdown(Flavour::GitHub),
    ..Shape::PLAIN
};

/// Tells when Redmine would guess wrongly from how the file begins.
fn glance(head: &[u8], report: &mut Report) {
    let count = |wanted: u8| head.iter().filter(|byte| **byte == wanted).count();
    for (right, wrong, name, right_name) in [
        (b',', b';', "a semicolon separates the columns", "comma"),
        (b'"', b'\'', "apostrophes are quotation marks", "double quote"),
    ] {
        if count(wrong) > count(right) {
            let what = format!(
                "nothing here, but Redmine will guess that {name}: choose the {right_name} in its dialog"
            );
            report.note(Severity::Flattened, what);
        }
    }
}

const COLUMNS: Known<Field> = &[
    // Issues are exported with their number below a bare hash.
    ("", Field::Key),
    ("uniqueid", Field::Id),
    ("tracker", Field::Type),
    ("subject", Field::Title),
    ("parenttask", Field::Parent),
    ("blockedby", Field::Needs),
    ("blocks", Field::Blocks),
    ("targetversion", Field::Version),
    ("estimatedtime", Field::Hours),
    ("status", Field::Status),
    ("tags", Field::Label),
    ("description", Field::Description),
    ("parenttasksubject", Field::Ignored),
    ("priority", Field::Ignored),
    ("category", Field::Ignored),
    ("startdate", Field::Ignored),
    ("duedate", Field::Ignored),
    ("done", Field::Ignored),
    ("relatedto", Field::Ignored),
    ("precedes", Field::Ignored),
    ("follows", Field::Ignored),
];

/// An export says `#12` for the issue whose number is 12.
fn without_hashes(_: &crate::table::Row<'_, Field>, draft: &mut Draft, _: &mut Report) {
    let bare = |name: &mut String| {
        if let Some(number) = name.strip_prefix('#') {
            *name = number.to_owned();
        }
    };
    if let Above::Named(name) = &mut draft.parent {
        bare(name);
    }
    draft.needs.iter_mut().chain(&mut draft.blocks).for_each(bare);
}

#[cfg(test)]
mod tests {
    use slicing::{Kind, Slice, SliceId, Status, Workshop};

    use crate::{Format, Handover, Incoming, Report, Severity};

    fn read(text: &str) -> Incoming {
        crate::read(Format::RedmineCsv, text.as_bytes()).unwrap()
    }

    fn write(narrative: &str) -> (String, Report) {
        let mut slice = Slice::new(SliceId(1), None, slicing::OrderKey::first(), "Pay");
        slice.narrative = narrative.to_owned();
        let workshop =
            Workshop { tree: slicing::Tree::from_slices([slice]), ..Workshop::default() };
        let handover = Handover { workshop: &workshop, identity: "x", backlog: &[] };
        let mut bytes = Vec::new();
        let report = crate::write(Format::RedmineCsv, &handover, &mut bytes).unwrap();
        (String::from_utf8(bytes).unwrap(), report)
    }

    fn told(report: &Report) -> Vec<&str> {
        report.of(Severity::Flattened).map(|note| note.what.as_str()).collect()
    }

    const EXPORT: &str = "\
#;Project;Tracker;Parent task;Parent task subject;Status;Priority;Subject;Target version;Estimated time;Blocked by;Description
12;Shop;Feature;#11;Payment;In Progress;High;Pay by card;MVP;12,00;#13;\"As a buyer I want to pay.

**Acceptance criteria**

* Given 12.50
* Paid\"
13;Shop;Support;#11;Payment;Rejected;Low;Ask the bank;;soon;;
11;Shop;Feature;;;Waiting for legal;Normal;Payment;;;;
14;Shop;Bug;#99;Elsewhere;Closed;Normal;Typo;;;;
";

    #[test]
    fn an_export_with_hashes_and_decimal_commas_is_read() {
        let incoming = read(EXPORT);
        let tree: Vec<_> =
            incoming.slices.iter().map(|slice| (slice.title.as_str(), slice.parent)).collect();
        let expected = [
            ("Payment", None),
            ("Pay by card", Some(0)),
            ("Ask the bank", Some(0)),
            ("Typo", None),
        ];
        assert_eq!(tree, expected);
        let card = &incoming.slices[1];
        assert_eq!(card.narrative, "As a buyer I want to pay.");
        assert_eq!(card.acceptance, ["Given 12.50", "Paid"]);
        assert_eq!((card.effort, card.in_mvp, card.status), (Some(3), true, Status::Doing));
        assert_eq!((card.needs.as_slice(), card.tracker_key.as_deref()), (&[2][..], Some("12")));
        let bank = &incoming.slices[2];
        assert_eq!((bank.kind, bank.status), (Kind::Task, Status::Dropped));
        assert_eq!(incoming.slices[3].status, Status::Done);
    }

    #[test]
    fn what_an_export_says_in_vain_is_told() {
        let told: Vec<_> =
            read(EXPORT).report.notes.into_iter().map(|note| (note.line, note.what)).collect();
        let expected = [
            (Some(1), "columns: Project"),
            (Some(8), "the hours “soon”, which are no effort"),
            (None, "the status “Waiting for legal” of 1 row: taken for open"),
            (None, "the type “Bug” of 1 row: taken for a slice"),
            (None, "1 row with hours: read as half days"),
            (Some(10), "the parent “99”, which is not in this file"),
        ];
        assert_eq!(told, expected.map(|(line, what)| (line, what.to_owned())));
    }

    #[test]
    fn ordinary_text_does_not_mislead_the_guess_of_separator_and_quotes() {
        let (text, report) = write(&"It's Ann's; don't ask; isn't it; ".repeat(3));
        let head = &text[..text.len().min(4096)];
        let count = |wanted: char| head.matches(wanted).count();
        assert!(count(',') > count(';') && count('"') > count('\''));
        assert!(told(&report).iter().all(|note| !note.contains("guess")), "{report:?}");
    }

    #[test]
    fn a_text_full_of_semicolons_is_told_because_redmine_would_guess_wrongly() {
        let (_, report) = write(&"';".repeat(500));
        let expected = [
            "nothing here, but Redmine will guess that a semicolon separates the columns: choose \
             the comma in its dialog",
            "nothing here, but Redmine will guess that apostrophes are quotation marks: choose the \
             double quote in its dialog",
        ];
        let told = told(&report);
        assert_eq!(told[told.len() - 2..], expected);
    }

    #[test]
    fn a_title_that_is_too_long_is_whole_in_the_description() {
        let title = "long ".repeat(60);
        let slice = Slice::new(SliceId(1), None, slicing::OrderKey::first(), title.trim());
        let workshop =
            Workshop { tree: slicing::Tree::from_slices([slice]), ..Workshop::default() };
        let handover = Handover { workshop: &workshop, identity: "x", backlog: &[] };
        let mut bytes = Vec::new();
        crate::write(Format::RedmineCsv, &handover, &mut bytes).unwrap();
        let incoming = crate::read(Format::RedmineCsv, &bytes).unwrap();
        assert_eq!(incoming.slices[0].title, title.trim());
        let text = String::from_utf8(bytes).unwrap();
        let subject = text.split('"').nth(41).unwrap();
        assert!((200..=255).contains(&subject.chars().count()), "{subject}");
    }
}
