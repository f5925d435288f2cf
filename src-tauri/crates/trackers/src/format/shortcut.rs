//! Shortcut: stories with the epics that they belong to, in the columns of its own export, which
//! importers read.
//!
//! Epics have no rows: a story names its epic. Lists are separated by semicolons. The reference stands
//! in `external_tickets`, as the API's `external_id` would hold it.
//! <https://developer.shortcut.com/api/rest/v3>

use slicing::{Role, Status};

use super::{Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::markdown::Flavour;
use crate::prose::Prose;
use crate::sheet::{Column, Sheet};
use crate::ticket::{Shape, Ticket};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "shortcut-csv",
    title: "Shortcut (CSV)",
    about: "Stories with the epics that they belong to, in the columns of Shortcut’s own export.",
    extension: "csv",
    keeps: &[
        (Fact::Narrative, Keep::Field),
        (Fact::Kind, Keep::As("story types and lines of the description")),
        (Fact::Status, Keep::As("the completed mark and lines of the description")),
        (Fact::Pattern, Keep::LINES),
        (Fact::Persona, Keep::LINES),
        (Fact::Step, Keep::LINES),
        (Fact::Value, Keep::LINES),
        (Fact::Effort, Keep::As("an estimate in half days")),
        (Fact::Mvp, Keep::As("the label MVP")),
        (Fact::Release, Keep::LINES),
        (Fact::Pin, Keep::LINES),
        (Fact::Wish, Keep::LINES),
        (Fact::Because, Keep::LINES),
        (Fact::Acceptance, Keep::LIST),
        (Fact::Needs, Keep::As("the blocked mark and lines of the description")),
        (Fact::Questions, Keep::LIST),
        (Fact::Deferrals, Keep::LIST),
        (Fact::Tags, Keep::As("labels without semicolons")),
        (Fact::Notes, Keep::TEXT),
        (Fact::Reference, Keep::Field),
    ],
    shape: Shape {
        types: &[
            (Role::Split, "feature"),
            (Role::Slice, "feature"),
            (Role::Spike, "chore"),
            (Role::Task, "chore"),
        ],
        levels: 2,
        longest_title: 512,
        longest_description: 100_000,
        prose: Prose::Markdown(Flavour::Plain),
        label: |tag| tag.replace(';', ",").into(),
        ..Shape::PLAIN
    },
    guide: &[
        "Shortcut imports tables through importers that use its API; choose one that takes its own export.",
        "Make an API token under Settings, API tokens, and give it to the importer.",
        "Choose the file; the columns are called as in Shortcut’s export, so they map themselves.",
        "Let the importer make the epics that it does not find; each story names its own.",
        "Check one epic and one story that is blocked.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("id", |ticket| ticket.number().into()),
            Column::One("name", |ticket| ticket.title().into()),
            Column::One("type", |ticket| ticket.type_name().into()),
            Column::One("requestor", |_| "".into()),
            Column::One("owners", |_| "".into()),
            Column::Told("description", |ticket, report| ticket.description(report)),
            Column::One("is_completed", |ticket| truth(is_done(ticket)).into()),
            Column::One("created_at", |_| "".into()),
            Column::One("started_at", |_| "".into()),
            Column::One("updated_at", |_| "".into()),
            Column::One("moved_at", |_| "".into()),
            Column::One("completed_at", |_| "".into()),
            Column::One("estimate", |ticket| ticket.points().into()),
            Column::One("external_ticket_count", |_| "1".into()),
            Column::One("external_tickets", |ticket| ticket.reference().into()),
            Column::One("is_blocked", |ticket| truth(ticket.needs().next().is_some()).into()),
            Column::One("is_a_blocker", |ticket| truth(ticket.is_needed()).into()),
            Column::One("due_date", |_| "".into()),
            Column::One("labels", |ticket| labels(ticket).into()),
            Column::One("epic_labels", |_| "".into()),
            Column::One("tasks", |_| "".into()),
            Column::One("state", |ticket| state(ticket).into()),
            Column::One("epic_id", |ticket| ticket.parent_number().into()),
            Column::One("epic", |ticket| ticket.parent().map_or("", |epic| epic.title()).into()),
            Column::One("project_id", |_| "".into()),
            Column::One("project", |_| "".into()),
            Column::One("iteration_id", |_| "".into()),
            Column::One("iteration", |_| "".into()),
            Column::One("utc_offset", |_| "+00:00".into()),
            Column::One("is_archived", |_| "FALSE".into()),
        ],
        wants: |ticket| ticket.role() != Role::Epic,
        unwanted: "the texts of epics: a story only names its epic",
        ..Sheet::PLAIN
    })),
    ..Tracker::PLAIN
};

fn truth(is: bool) -> &'static str {
    if is { "TRUE" } else { "FALSE" }
}

fn is_done(ticket: Ticket<'_>) -> bool {
    ticket.card.slice.status == Status::Done
}

fn state(ticket: Ticket<'_>) -> &'static str {
    match ticket.card.slice.status {
        Status::Open | Status::Dropped => "Unscheduled",
        Status::Doing => "In Development",
        Status::Done => "Completed",
    }
}

fn labels(ticket: Ticket<'_>) -> String {
    let mvp = [ticket.milestone().into()].into_iter();
    let all: Vec<_> = mvp.chain(ticket.labels()).filter(|label| !label.is_empty()).collect();
    all.join(";")
}
