//! Notion: a table that becomes a database, a column a property.
//!
//! A database made from a table is flat, and its relations are made by hand; the parent's title
//! stands in a column of its own. Merging a table into a database appends and never updates.
//! <https://www.notion.com/help/import-data-into-notion>

use std::borrow::Cow;

use slicing::Role;

use super::{Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::sheet::{Column, Sheet};
use crate::ticket::{Shape, Ticket};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "notion-csv",
    title: "Notion (CSV)",
    about: "A database with a row for each slice, its parent named in a column.",
    extension: "csv",
    keeps: &[
        (Fact::Narrative, Keep::As("text of the description")),
        (Fact::Kind, Keep::As("a column of types")),
        (Fact::Status, Keep::Field),
        (Fact::Pattern, Keep::LINES),
        (Fact::Persona, Keep::Field),
        (Fact::Step, Keep::Field),
        (Fact::Value, Keep::Field),
        (Fact::Effort, Keep::Field),
        (Fact::Mvp, Keep::Field),
        (Fact::Release, Keep::LINES),
        (Fact::Pin, Keep::LINES),
        (Fact::Wish, Keep::LINES),
        (Fact::Because, Keep::LINES),
        (Fact::Acceptance, Keep::LIST),
        (Fact::Needs, Keep::As("a column of keys")),
        (Fact::Questions, Keep::LIST),
        (Fact::Deferrals, Keep::LIST),
        (Fact::Tags, Keep::As("tags without commas")),
        (Fact::Notes, Keep::TEXT),
        (Fact::Reference, Keep::Field),
    ],
    shape: Shape {
        types: &[
            (Role::Epic, "Epic"),
            (Role::Split, "Story"),
            (Role::Slice, "Story"),
            (Role::Spike, "Spike"),
            (Role::Task, "Task"),
        ],
        levels: 1,
        label: |tag| tag.replace(',', " ").into(),
        ..Shape::PLAIN
    },
    guide: &[
        "In Notion, open Settings, Import, and choose CSV; or open a database and choose Merge with CSV.",
        "Choose the file. Every column becomes a property; the first one is the title.",
        "Make Tags a multi-select, MVP a checkbox, and Value, Effort and Rank numbers.",
        "Sort by Rank. For a tree, turn on sub-items and move the rows below the parent that they name.",
        "Merging appends and never updates: hand over only what has changed the next time.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("Name", |ticket| ticket.title().into()),
            Column::One("Key", |ticket| ticket.card.slice.id.to_string().into()),
            Column::One("Parent", |ticket| ticket.title_above().into()),
            Column::One("Type", |ticket| ticket.type_name().into()),
            Column::One("Status", |ticket| ticket.card.slice.status.id().into()),
            Column::One("MVP", |ticket| if ticket.card.in_mvp() { "Yes" } else { "No" }.into()),
            Column::One("Rank", rank),
            Column::One("Value", value),
            Column::One("Effort in half days", |ticket| ticket.points().into()),
            Column::One("Persona", |ticket| ticket.card.persona.unwrap_or_default().into()),
            Column::One("Step", |ticket| ticket.card.step.unwrap_or_default().into()),
            Column::One("Tags", |ticket| ticket.labels().collect::<Vec<_>>().join(",").into()),
            Column::One("Needs", |ticket| needs(ticket).into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
            Column::One("Reference", |ticket| ticket.reference().into()),
        ],
        ..Sheet::PLAIN
    })),
    ..Tracker::PLAIN
};

fn rank(ticket: Ticket<'_>) -> Cow<'_, str> {
    ticket.card.rank.map(|rank| (rank + 1).to_string()).unwrap_or_default().into()
}

fn value(ticket: Ticket<'_>) -> Cow<'_, str> {
    ticket.card.value().map(|value| value.number.to_string()).unwrap_or_default().into()
}

fn needs(ticket: Ticket<'_>) -> String {
    let keys: Vec<_> = ticket.needs().map(|needed| needed.card.slice.id.to_string()).collect();
    keys.join(", ")
}
