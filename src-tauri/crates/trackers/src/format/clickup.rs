//! ClickUp: a table for its spreadsheet importer, which only makes new tasks.
//!
//! Three levels: tasks, subtasks and nested subtasks, by their ids. Descriptions arrive as plain text.
//! A file has at most 10,000 rows, headers are unique, several tags are separated by commas alone.
//! <https://help.clickup.com/hc/en-us/articles/6310821748759>

use slicing::Role;

use super::{Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::sheet::{Column, Sheet};
use crate::ticket::{Shape, Ticket};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "clickup-csv",
    title: "ClickUp (CSV)",
    about: "Tasks, subtasks and nested subtasks for ClickUp’s spreadsheet importer.",
    extension: "csv",
    keeps: &[
        (Fact::Narrative, Keep::Field),
        (Fact::Kind, Keep::As("task types and lines of the description")),
        (Fact::Status, Keep::LINES),
        (Fact::Pattern, Keep::LINES),
        (Fact::Persona, Keep::LINES),
        (Fact::Step, Keep::LINES),
        (Fact::Value, Keep::LINES),
        (Fact::Effort, Keep::As("a column of half days")),
        (Fact::Mvp, Keep::As("the tag MVP")),
        (Fact::Release, Keep::LINES),
        (Fact::Pin, Keep::LINES),
        (Fact::Wish, Keep::LINES),
        (Fact::Because, Keep::LINES),
        (Fact::Acceptance, Keep::LIST),
        (Fact::Needs, Keep::As("a column of task ids")),
        (Fact::Questions, Keep::LIST),
        (Fact::Deferrals, Keep::LIST),
        (Fact::Tags, Keep::As("tags without commas")),
        (Fact::Notes, Keep::TEXT),
        (Fact::Reference, Keep::As("a column, and lines of the description")),
    ],
    shape: Shape {
        types: &[
            (Role::Epic, "Epic"),
            (Role::Split, "Story"),
            (Role::Slice, "Story"),
            (Role::Spike, "Spike"),
            (Role::Task, "Task"),
        ],
        levels: 3,
        longest_title: 2_000,
        label: |tag| tag.replace(',', " ").into(),
        ..Shape::PLAIN
    },
    guide: &[
        "In ClickUp on the web, open Settings, Imports / Exports, and choose Spreadsheet. It needs the right to import.",
        "Upload the file and choose the list that the tasks go to.",
        "Map Task ID and Parent ID as the ids of tasks, subtasks and nested subtasks, and Task Name as the name.",
        "Map the other columns to the fields of the same names, or make custom fields for them.",
        "ClickUp never updates tasks: hand over only what has changed the next time.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("Task ID", |ticket| ticket.number().into()),
            Column::One("Parent ID", |ticket| ticket.parent_number().into()),
            Column::One("Task Name", |ticket| ticket.title().into()),
            Column::One("Task Type", |ticket| ticket.type_name().into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
            Column::One("Tags", |ticket| tags(ticket).into()),
            Column::One("Effort in half days", |ticket| ticket.points().into()),
            Column::One("Waiting on", |ticket| ticket.needs_by_number(",").into()),
            Column::One("Reference", |ticket| ticket.reference().into()),
        ],
        most_rows: 10_000,
        ..Sheet::PLAIN
    })),
    ..Tracker::PLAIN
};

fn tags(ticket: Ticket<'_>) -> String {
    let mvp = [ticket.milestone().into()].into_iter();
    let all: Vec<_> = mvp.chain(ticket.labels()).filter(|tag| !tag.is_empty()).collect();
    all.join(",")
}
