//! Azure DevOps: CSV files for the import of work items, and the CSV files that its queries export.
//!
//! The level of a work item is the column of its title: `Title 1`, `Title 2` and so on, and `Title`
//! alone where there is one level. Rows come depth first, in the order of the backlog. The processes
//! differ in what they call a story and its size, and in the number of levels; the level above the
//! lowest one is always that of stories, because a backlog orders only what has the type of its
//! level. <https://learn.microsoft.com/azure/devops/boards/queries/import-work-items-from-csv>

use slicing::Role;

use super::{Read, Tracker, Write};
use crate::Format;
use crate::fact::{Fact, Keep};
use crate::prose::Prose;
use crate::report::Report;
use crate::rows::{Field, Rows};
use crate::sheet::{Column, Sheet};
use crate::table::{self, Known};
use crate::ticket::{Shape, Ticket};

pub(crate) const AGILE: Tracker = Tracker {
    id: "azure-csv",
    title: "Azure DevOps, Agile (CSV)",
    about: "Epics, features, user stories and tasks, for projects with the process Agile.",
    extension: "csv",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "In Azure DevOps, open Boards, Queries, then Import work items, and choose the file; the process of the project must be this one.",
        "Items with warnings are marked: mend them in the list, nothing is stored yet.",
        "Choose Save items. A backlog shows them once area and iteration are those of your team.",
        "What is in the MVP has the tag MVP. Dependencies stand in the descriptions only, because the import knows no links but parents.",
        "One import takes 1000 items: more are split into several files.",
    ],
    write: Some(Write::Sheet(sheet(AGILE_COLUMNS))),
    read: Some(Read::Rows(ROWS)),
    ..Tracker::PLAIN
};

pub(crate) const SCRUM: Tracker = Tracker {
    id: "azure-scrum-csv",
    title: "Azure DevOps, Scrum (CSV)",
    about: "Epics, features, product backlog items and tasks, for projects with the process Scrum.",
    shape: Shape { types: SCRUM_TYPES, ..SHAPE },
    write: Some(Write::Sheet(sheet(SCRUM_COLUMNS))),
    ..AGILE
};

pub(crate) const BASIC: Tracker = Tracker {
    id: "azure-basic-csv",
    title: "Azure DevOps, Basic (CSV)",
    about: "Epics, issues and tasks, for projects with the process Basic.",
    shape: Shape { types: BASIC_TYPES, levels: 3, ..SHAPE },
    write: Some(Write::Sheet(sheet(SCRUM_COLUMNS))),
    ..AGILE
};

pub(crate) const CMMI: Tracker = Tracker {
    id: "azure-cmmi-csv",
    title: "Azure DevOps, CMMI (CSV)",
    about: "Epics, features, requirements and tasks, for projects with the process CMMI.",
    shape: Shape { types: CMMI_TYPES, ..SHAPE },
    write: Some(Write::Sheet(sheet(CMMI_COLUMNS))),
    ..AGILE
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
    (Fact::Effort, Keep::As("points of half a day, and hours for tasks")),
    (Fact::Mvp, Keep::As("the tag MVP")),
    (Fact::Release, Keep::LINES),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::LINES),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::As("tags, with hyphens for commas and semicolons")),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

const SHAPE: Shape = Shape {
    types: &types("Feature", "User Story"),
    levels: 4,
    longest_title: 255,
    prose: Prose::Html,
    label: tag,
    labels_mvp: true,
    ..Shape::PLAIN
};

const SCRUM_TYPES: &[(Role, &str)] = &types("Feature", "Product Backlog Item");
const BASIC_TYPES: &[(Role, &str)] = &types("Issue", "Issue");
const CMMI_TYPES: &[(Role, &str)] = &types("Feature", "Requirement");

/// Leaves of every kind are stories, because a backlog shows no tasks that are not below one.
const fn types(feature: &'static str, story: &'static str) -> [(Role, &'static str); 6] {
    [
        (Role::Epic, "Epic"),
        (Role::Split, feature),
        (Role::Slice, story),
        (Role::Spike, story),
        (Role::Task, story),
        (Role::Part, "Task"),
    ]
}

const AGILE_COLUMNS: &[Column] = &columns("Story Points");
const SCRUM_COLUMNS: &[Column] = &columns("Effort");
const CMMI_COLUMNS: &[Column] = &columns("Size");

/// New work items have neither an id nor a state.
const fn columns(size: &'static str) -> [Column; 6] {
    [
        Column::One("Work Item Type", |ticket| work_item_type(ticket).into()),
        Column::ByLevel("Title", |ticket| ticket.title().into()),
        Column::One("Tags", |ticket| ticket.labels().collect::<Vec<_>>().join("; ").into()),
        Column::One(size, |ticket| {
            if is_story(ticket) { ticket.points() } else { "".into() }.into()
        }),
        Column::One("Remaining Work", |ticket| match ticket.role() {
            Role::Part => ticket.hours().into(),
            _ => "".into(),
        }),
        Column::Told("Description", description),
    ]
}

const fn sheet(columns: &'static [Column]) -> Sheet {
    Sheet { columns, most_rows: 1000, ..Sheet::PLAIN }
}

/// What has parts on the lowest level is a story, whatever it was split from.
fn work_item_type(ticket: Ticket<'_>) -> &str {
    match ticket.role() {
        Role::Split if ticket.level() + 2 == ticket.levels() => ticket.type_name_of(Role::Slice),
        _ => ticket.type_name(),
    }
}

/// Epics, features and tasks have no field for points.
fn is_story(ticket: Ticket<'_>) -> bool {
    matches!(ticket.role(), Role::Slice | Role::Spike | Role::Task)
        || ticket.role() == Role::Split && ticket.level() + 2 == ticket.levels()
}

/// The import swallows line ends, and fails on some beside quotation marks.
fn description(ticket: Ticket<'_>, report: &mut Report) -> String {
    ticket.description(report).replace('\n', "<br>")
}

/// Tags are parted by semicolons, and by commas where people type them.
fn tag(tag: &str) -> std::borrow::Cow<'_, str> {
    if tag.contains([';', ',']) { tag.replace([';', ','], "-").into() } else { tag.into() }
}

const ROWS: Rows =
    Rows { columns: COLUMNS, separators: &[';'], prose: Prose::Html, shape: &SHAPE, ..Rows::PLAIN };

const COLUMNS: Known<Field> = &[
    ("id", Field::Key),
    ("workitemtype", Field::Type),
    ("title", Field::Title),
    ("title1", Field::TitleAt(1)),
    ("title2", Field::TitleAt(2)),
    ("title3", Field::TitleAt(3)),
    ("title4", Field::TitleAt(4)),
    ("title5", Field::TitleAt(5)),
    ("title6", Field::TitleAt(6)),
    ("title7", Field::TitleAt(7)),
    ("title8", Field::TitleAt(8)),
    ("title9", Field::TitleAt(9)),
    ("parent", Field::Parent),
    ("state", Field::Status),
    ("tags", Field::Label),
    ("storypoints", Field::Points),
    ("effort", Field::Points),
    ("size", Field::Points),
    ("originalestimate", Field::Hours),
    ("remainingwork", Field::Hours),
    ("description", Field::Description),
    ("acceptancecriteria", Field::Acceptance),
];

/// The process that a table of work items is of, by the first type that only one has.
pub(super) fn process(text: &str) -> Format {
    let columns = table::shown(text, usize::MAX);
    let types = columns.iter().find(|(header, _)| header.eq_ignore_ascii_case("work item type"));
    let process = |name: &String| match name.as_str() {
        "Product Backlog Item" => Some(Format::AzureScrumCsv),
        "Issue" => Some(Format::AzureBasicCsv),
        "Requirement" => Some(Format::AzureCmmiCsv),
        "User Story" => Some(Format::AzureCsv),
        _ => None,
    };
    types.and_then(|(_, names)| names.iter().find_map(process)).unwrap_or(Format::AzureCsv)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use slicing::{Slice, Status};

    use crate::format::testing::{files, slice, written};
    use crate::{Format, Incoming, Severity};

    fn chain(levels: u32) -> Vec<Slice> {
        (1..=levels).map(|id| slice(id, (id > 1).then(|| id - 1), &format!("Level {id}"))).collect()
    }

    /// The types and titles that are written, without what follows.
    fn rows(format: Format, slices: Vec<Slice>) -> String {
        let (text, _) = written(format, slices);
        let until = |line: &str| line.split(",<h3>").next().unwrap_or_default().to_owned();
        text.lines().map(until).collect::<Vec<_>>().join("\n")
    }

    fn check(format: Format, slices: Vec<Slice>, expect: Expect) {
        expect.assert_eq(&rows(format, slices));
    }

    #[test]
    fn the_column_of_a_title_is_its_level() {
        check(
            Format::AzureCsv,
            chain(5),
            expect![[r#"
            Work Item Type,Title 1,Title 2,Title 3,Title 4,Tags,Story Points,Remaining Work,Description
            Epic,Level 1,,,,,,
            Feature,,Level 2,,,,,
            User Story,,,Level 3,,,,
            Task,,,,Level 4,,,
            Task,,,,Level 5,,,12"#]],
        );
        check(
            Format::AzureBasicCsv,
            chain(4),
            expect![[r#"
            Work Item Type,Title 1,Title 2,Title 3,Tags,Effort,Remaining Work,Description
            Epic,Level 1,,,,,
            Issue,,Level 2,,,,
            Task,,,Level 3,,,
            Task,,,Level 4,,,12"#]],
        );
    }

    #[test]
    fn a_flat_file_has_one_column_called_title() {
        check(
            Format::AzureScrumCsv,
            vec![slice(1, None, "One"), slice(2, None, "Two")],
            expect![[r#"
                Work Item Type,Title,Tags,Effort,Remaining Work,Description
                Product Backlog Item,One,,3,
                Product Backlog Item,Two,,3,"#]],
        );
    }

    #[test]
    fn descriptions_have_no_line_ends_and_code_comes_back() {
        let mut card = slice(1, None, "Pay");
        card.narrative = "Say \"so\":\n\n```\na\n\"b\"\n```".into();
        let (text, _) = written(Format::AzureCsv, vec![card.clone()]);
        assert_eq!(text.lines().count(), 2, "{text}");
        let incoming = crate::read(Format::AzureCsv, text.as_bytes()).unwrap();
        assert_eq!(incoming.slices[0].narrative, card.narrative);
    }

    #[test]
    fn more_than_a_thousand_items_go_into_several_files() {
        let (files, _) =
            files(Format::AzureCsv, (1..=1500).map(|id| slice(id, None, "One")).collect());
        let rows: Vec<_> = files.iter().map(|(_, text)| text.lines().count() - 1).collect();
        assert_eq!(rows, [1000, 500]);
        assert!(files.iter().all(|(_, text)| text.starts_with("Work Item Type,Title,Tags")));
    }

    #[test]
    fn tags_are_parted_by_semicolons_and_the_mvp_is_one() {
        let mut card = slice(1, None, "Pay");
        card.tags = vec!["a, b; c".into(), "web".into()];
        card.in_mvp = true;
        let (text, _) = written(Format::AzureCsv, vec![card.clone()]);
        assert!(text.contains(",\"a- b- c; web; MVP\","), "{text}");
        let incoming = crate::read(Format::AzureCsv, text.as_bytes()).unwrap();
        assert_eq!((&incoming.slices[0].tags, incoming.slices[0].in_mvp), (&card.tags, true));
    }

    const EXPORT: &str = "\
ID,Work Item Type,Title 1,Title 2,Title 3,Assigned To,State,Tags,Story Points,Remaining Work,Description,Acceptance Criteria
7,Epic,Payment,,,,New,,,,,
8,User Story,,Pay by card,,Ann <ann@shop.example>,Active,web; MVP,3,,\"<div>As a buyer I want <b>to pay</b>.</div>\",\"<ul><li>Given 12.50</li><li>Paid</li></ul>\"
9,Task,,,Ask the bank,,Removed,,,6,,
10,Bug,Typo,,,,Design,,,,,
";

    fn read() -> Incoming {
        crate::read(Format::AzureCsv, EXPORT.as_bytes()).unwrap()
    }

    #[test]
    fn an_export_with_levels_in_columns_and_html_is_read() {
        let incoming = read();
        let tree: Vec<_> = incoming.slices.iter().map(|s| (s.title.as_str(), s.parent)).collect();
        let expected = [
            ("Payment", None),
            ("Pay by card", Some(0)),
            ("Ask the bank", Some(1)),
            ("Typo", None),
        ];
        assert_eq!(tree, expected);
        let card = &incoming.slices[1];
        assert_eq!(card.narrative, "As a buyer I want **to pay**.");
        assert_eq!(card.acceptance, ["Given 12.50", "Paid"]);
        assert_eq!((card.tags.as_slice(), card.in_mvp), (&["web".to_owned()][..], true));
        assert_eq!((card.effort, card.status), (Some(3), Status::Doing));
        assert_eq!(card.tracker_key.as_deref(), Some("8"));
        let bank = &incoming.slices[2];
        assert_eq!((bank.kind.id(), bank.effort, bank.status), ("task", Some(2), Status::Dropped));
    }

    #[test]
    fn what_an_export_says_in_vain_is_told() {
        let report = read().report;
        let skipped: Vec<_> = report.of(Severity::Skipped).map(|note| note.what.as_str()).collect();
        assert_eq!(skipped, ["columns: Assigned To"]);
        let guessed: Vec<_> = report.of(Severity::Guessed).map(|note| note.what.as_str()).collect();
        let expected = [
            "the status “Design” of 1 row: taken for open",
            "the type “Bug” of 1 row: taken for a slice",
            "1 row with hours: read as half days",
            "1 row with points: read as half days",
        ];
        assert_eq!(guessed, expected);
    }

    #[test]
    fn the_process_of_a_file_is_seen_by_its_stories() {
        for format in
            [Format::AzureCsv, Format::AzureScrumCsv, Format::AzureBasicCsv, Format::AzureCmmiCsv]
        {
            let (text, _) = written(format, chain(5));
            assert_eq!(crate::guess(Some("items.csv"), text.as_bytes()), format);
        }
    }
}
