//! YouTrack: a table for its import wizard, which makes the types, versions and tags that it does not
//! know.
//!
//! The wizard maps columns by hand where they are called otherwise, and keeps no links; the parent is
//! named in a column and in the description.
//! <https://www.jetbrains.com/help/youtrack/server/Import-from-CSV-File.html>

use slicing::{Role, Status};

use super::{Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::markdown::Flavour;
use crate::prose::Prose;
use crate::sheet::{Column, Sheet};
use crate::ticket::{Shape, Ticket};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "youtrack-csv",
    title: "YouTrack (CSV)",
    about: "Issues with types, versions and tags, for YouTrack’s import wizard.",
    extension: "csv",
    keeps: &[
        (Fact::Narrative, Keep::Field),
        (Fact::Kind, Keep::As("types and lines of the description")),
        (Fact::Status, Keep::As("states and lines of the description")),
        (Fact::Pattern, Keep::LINES),
        (Fact::Persona, Keep::LINES),
        (Fact::Step, Keep::LINES),
        (Fact::Value, Keep::LINES),
        (Fact::Effort, Keep::As("story points of half a day")),
        (Fact::Mvp, Keep::As("the fix version MVP")),
        (Fact::Release, Keep::As("a fix version each")),
        (Fact::Pin, Keep::LINES),
        (Fact::Wish, Keep::LINES),
        (Fact::Because, Keep::LINES),
        (Fact::Acceptance, Keep::LIST),
        (Fact::Needs, Keep::LINES),
        (Fact::Questions, Keep::LIST),
        (Fact::Deferrals, Keep::LIST),
        (Fact::Tags, Keep::As("tags without commas")),
        (Fact::Notes, Keep::TEXT),
        (Fact::Reference, Keep::LINES),
    ],
    shape: Shape {
        types: &[
            (Role::Epic, "Epic"),
            (Role::Split, "Feature"),
            (Role::Slice, "User Story"),
            (Role::Spike, "Task"),
            (Role::Task, "Task"),
        ],
        levels: 1,
        longest_title: 255,
        prose: Prose::Markdown(Flavour::Plain),
        label: |tag| tag.replace(',', " ").into(),
        ..Shape::PLAIN
    },
    guide: &[
        "In YouTrack, open Administration, Integrations, Imports, and make a new import from a CSV file.",
        "Choose the file and the project; UTF-8, separated by commas.",
        "Map ID, Summary, Description, Type, State, Fix versions, Tags and Story points to the fields of those names.",
        "Types and versions that the project does not know are made. Leave Parent unmapped or map it to a text field.",
        "Afterwards, select the issues of one epic and add the link “subtask of” with a command.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("ID", |ticket| ticket.number().into()),
            Column::One("Summary", |ticket| ticket.title().into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
            Column::One("Type", |ticket| ticket.type_name().into()),
            Column::One("State", |ticket| state(ticket).into()),
            Column::One("Fix versions", |ticket| ticket.version()),
            Column::One("Story points", |ticket| ticket.points().into()),
            Column::One("Tags", |ticket| ticket.labels().collect::<Vec<_>>().join(",").into()),
            Column::One("Parent", |ticket| ticket.title_above().into()),
        ],
        ..Sheet::PLAIN
    })),
    ..Tracker::PLAIN
};

fn state(ticket: Ticket<'_>) -> &'static str {
    match ticket.card.slice.status {
        Status::Open | Status::Dropped => "Open",
        Status::Doing => "In Progress",
        Status::Done => "Fixed",
    }
}
