//! Jira: CSV files for the importers of Cloud and of Server or Data Center, and the CSV files that
//! either exports.
//!
//! Three levels: epics, stories and sub-tasks. An epic without children is a story. Whatever is
//! deeper becomes a sub-task of the story above, and its description begins with what it is part
//! of. Rows come level by level, parents first, in the order of the backlog.
//! <https://support.atlassian.com/jira/kb/keep-issue-parent-child-mapping-during-csv-import-to-jira-cloud>

use std::borrow::Cow;

use slicing::Role;

use super::{Read, Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::prose::Prose;
use crate::rows::{Field, Rows};
use crate::sheet::{Column, RowOrder, Sheet};
use crate::table::Known;
use crate::ticket::{Shape, Ticket, hyphenated};

pub(crate) const CLOUD: Tracker = Tracker {
    id: "jira-csv",
    title: "Jira Cloud (CSV)",
    about: "Epics, stories and sub-tasks in the order of the backlog, for Jira Cloud’s importer.",
    extension: "csv",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "In Jira, open Settings, System, External system import, and choose CSV. It needs the right to administer Jira.",
        "Choose the file and the project. Leave the encoding at UTF-8 and the separator at a comma.",
        "Map the columns of the same names; Work item ID and Parent carry the hierarchy.",
        "Create the version MVP, and those of later releases, in the project first. With a column of keys, issues that are there are updated.",
        "Run the validation before the import, then look at one epic and one sub-task.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("Work type", |ticket| ticket.type_name().into()),
            Column::Many("Work item key", key),
            Column::One("Work item ID", |ticket| ticket.number().into()),
            Column::One("Parent", |ticket| above(ticket).into()),
            Column::One("Summary", |ticket| ticket.title().into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
            Column::Many("Labels", |ticket| ticket.labels().collect()),
            Column::One("Fix versions", |ticket| ticket.version()),
            Column::One("Story point estimate", |ticket| ticket.points().into()),
        ],
        rows: RowOrder::LevelByLevel,
        ..Sheet::PLAIN
    })),
    read: Some(Read::Rows(Rows {
        columns: COLUMNS,
        separators: &[' '],
        prose: Prose::Wiki,
        shape: &SHAPE,
        ..Rows::PLAIN
    })),
    ..Tracker::PLAIN
};

pub(crate) const SERVER: Tracker = Tracker {
    id: "jira-server-csv",
    title: "Jira Server, Data Center (CSV)",
    about: "Epics with their names and links, stories and sub-tasks, for the importer of Jira on one’s own server.",
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("Issue Type", |ticket| ticket.type_name().into()),
            Column::Many("Issue Key", key),
            Column::One("Issue Id", |ticket| ticket.number().into()),
            Column::One("Parent Id", |ticket| match ticket.role() {
                Role::Part => above(ticket).into(),
                _ => "".into(),
            }),
            Column::One("Epic Name", |ticket| epic_name(ticket).into()),
            Column::One("Epic Link", |ticket| match ticket.role() {
                Role::Part => "".into(),
                _ => ticket.parent().map(epic_name).unwrap_or_default().into(),
            }),
            Column::One("Summary", |ticket| ticket.title().into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
            Column::Many("Labels", |ticket| ticket.labels().collect()),
            Column::One("Fix Version/s", |ticket| ticket.version()),
            Column::One("Story Points", |ticket| ticket.points().into()),
        ],
        rows: RowOrder::LevelByLevel,
        ..Sheet::PLAIN
    })),
    guide: &[
        "In Jira, open Administration, System, External system import, CSV. It needs the right to administer Jira.",
        "Choose the file and the project; UTF-8, separated by commas.",
        "Map the columns of the same names; Issue Id and Parent Id carry the sub-tasks, Epic Name and Epic Link the epics.",
        "Map the values of Issue Type if your project calls them otherwise.",
        "Run the validation before the import, then look at one epic and one sub-task.",
    ],
    ..CLOUD
};

/// Everything is in the description too, because there it reads back exactly.
const KEEPS: &[(Fact, Keep)] = &[
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::As("work types and lines of the description")),
    (Fact::Status, Keep::LINES),
    (Fact::Pattern, Keep::LINES),
    (Fact::Persona, Keep::LINES),
    (Fact::Step, Keep::LINES),
    (Fact::Value, Keep::LINES),
    (Fact::Effort, Keep::As("story points of half a day")),
    (Fact::Mvp, Keep::As("the version MVP")),
    (Fact::Release, Keep::As("a version each")),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::LINES),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::As("labels, with hyphens for spaces")),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

const SHAPE: Shape = Shape {
    types: &[
        (Role::Epic, "Epic"),
        (Role::Split, "Story"),
        (Role::Slice, "Story"),
        (Role::Spike, "Task"),
        (Role::Task, "Task"),
        (Role::Part, "Sub-task"),
    ],
    levels: 3,
    longest_title: 255,
    prose: Prose::Wiki,
    longest_description: 32_767,
    label: hyphenated,
    ..Shape::PLAIN
};

/// By its key an issue that is there already is updated; without any there is no such column.
fn key(ticket: Ticket<'_>) -> Vec<Cow<'_, str>> {
    ticket.key().map(Cow::Borrowed).into_iter().collect()
}

fn above(ticket: Ticket<'_>) -> String {
    ticket.parent().map(|parent| parent.number()).unwrap_or_default()
}

/// What stories are linked to their epic by, which must be unique.
fn epic_name(epic: Ticket<'_>) -> String {
    match epic.role() {
        Role::Epic => format!("{} (S{})", epic.title(), epic.number()),
        _ => String::new(),
    }
}

const COLUMNS: Known<Field> = &[
    ("worktype", Field::Type),
    ("issuetype", Field::Type),
    ("type", Field::Type),
    ("workitemid", Field::Id),
    ("issueid", Field::Id),
    ("workitemkey", Field::Key),
    ("issuekey", Field::Key),
    ("key", Field::Key),
    ("parent", Field::Parent),
    ("parentid", Field::Parent),
    ("parentkey", Field::Parent),
    ("parentissue", Field::Parent),
    ("epiclink", Field::Epic),
    ("epicname", Field::Id),
    ("summary", Field::Title),
    ("description", Field::Description),
    ("acceptancecriteria", Field::Acceptance),
    ("labels", Field::Label),
    ("label", Field::Label),
    ("fixversions", Field::Version),
    ("fixversion", Field::Version),
    ("storypointestimate", Field::Points),
    ("storypoints", Field::Points),
    ("status", Field::Status),
    ("resolution", Field::Resolution),
    ("inwardissuelinkblocks", Field::Needs),
    ("outwardissuelinkblocks", Field::Blocks),
];

#[cfg(test)]
mod tests {
    use slicing::{Kind, Status};

    use crate::{Format, Incoming, Severity};

    fn read(text: &str) -> Incoming {
        crate::read(Format::JiraCsv, text.as_bytes()).unwrap()
    }

    const SERVER: &str = "\
Summary,Issue key,Issue id,Parent id,Issue Type,Status,Resolution,Fix Version/s,Labels,Labels,\
Description,Outward issue link (Blocks),Custom field (Epic Link),Custom field (Epic Name),\
Custom field (Story Points),Created
Pay by card,SHOP-2,102,,Story,In Progress,,MVP,web,pay,\"As a buyer I want to pay.

h3. Acceptance Criteria
# Given 12.50
# Paid\",SHOP-3,SHOP-1,,3.0,25/Jun/20 12:44
Ask the bank,SHOP-3,103,102,Sub-task,Done,Done,,,,,,,,,25/Jun/20 12:44
Payment,SHOP-1,101,,Epic,To Do,,,,,,,,Payments,,25/Jun/20 12:44
Pay by fax,SHOP-4,104,,Task,Closed,Won't Do,,,,,,Payments,,many,25/Jun/20 12:44
";

    #[test]
    fn an_export_with_repeated_columns_and_fields_of_several_lines_is_read() {
        let incoming = read(SERVER);
        let tree: Vec<_> =
            incoming.slices.iter().map(|slice| (slice.title.as_str(), slice.parent)).collect();
        let expected = [
            ("Payment", None),
            ("Pay by card", Some(0)),
            ("Ask the bank", Some(1)),
            ("Pay by fax", Some(0)),
        ];
        assert_eq!(tree, expected);
        let story = &incoming.slices[1];
        assert_eq!(story.narrative, "As a buyer I want to pay.");
        assert_eq!(story.acceptance, ["Given 12.50", "Paid"]);
        assert_eq!(story.tags, ["pay", "web"]);
        assert_eq!((story.effort, story.in_mvp, story.status), (Some(3), true, Status::Doing));
        assert_eq!(story.tracker_key.as_deref(), Some("SHOP-2"));
        assert_eq!(
            (incoming.slices[3].kind, incoming.slices[3].status),
            (Kind::Task, Status::Dropped)
        );
    }

    #[test]
    fn what_an_export_says_in_vain_is_told() {
        let incoming = read(SERVER);
        let told: Vec<_> = incoming
            .report
            .of(Severity::Skipped)
            .map(|note| (note.line, note.what.as_str()))
            .collect();
        let expected = [
            (Some(1), "columns: Created"),
            (Some(9), "the points “many”, which are no effort"),
            (Some(7), "the dependency on “Pay by card”, which closes a circle"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_the_team_changed_in_jira_wins_over_what_was_handed_over() {
        let text = "\
Summary,Issue key,Issue type,Status,Labels,Labels,Fix versions,Description
Pay by debit card,SHOP-2,Story,Done,first-release,urgent,,\"h3. Details
* MVP: yes
* Tag: first release
* Reference: carpaccio:x:S7\"
";
        let incoming = read(text);
        let slice = &incoming.slices[0];
        assert_eq!(slice.title, "Pay by debit card");
        assert_eq!((slice.status, slice.in_mvp), (Status::Done, false));
        assert_eq!(slice.tags, ["first release", "urgent"]);
        assert_eq!(slice.reference.as_ref().unwrap().to_string(), "carpaccio:x:S7");
    }
}
