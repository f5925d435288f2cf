//! Planning poker: the stories to be estimated, for Thunderdome and whatever reads its table.
//!
//! The columns have a fixed order. The file is taken apart at line breaks before quotation marks are
//! looked at, so every story stands on one line.
//! <https://github.com/StevenWeathers/thunderdome-planning-poker>

use std::borrow::Cow;

use slicing::Role;

use super::{Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::sheet::{Column, RowOrder, Sheet};
use crate::text::one_line;
use crate::ticket::{Shape, Ticket};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "poker-csv",
    title: "Planning poker (CSV)",
    about: "The stories of the backlog, best first, for a round of estimating in Thunderdome.",
    extension: "csv",
    keeps: &[
        (Fact::Narrative, Keep::As("one line")),
        (Fact::Kind, Keep::As("types of stories")),
        (Fact::Acceptance, Keep::As("one line")),
        (Fact::Pin, Keep::As("the order of the rows")),
        (Fact::Reference, Keep::Field),
    ],
    shape: Shape {
        types: &[(Role::Slice, "Story"), (Role::Spike, "Spike"), (Role::Task, "Task")],
        levels: 1,
        longest_title: 255,
        ..Shape::PLAIN
    },
    guide: &[
        "In Thunderdome, begin a game of planning poker, or open one that you lead.",
        "Choose Import stories, then CSV, and choose the file.",
        "The stories come in the order of the backlog; epics and slices that were split are not among them.",
        "Type what the team agreed on into Effort here; an import would not bring it back.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("type", |ticket| ticket.type_name().into()),
            Column::One("title", |ticket| ticket.title().into()),
            Column::One("referenceId", |ticket| ticket.reference().into()),
            Column::One("link", |_| "".into()),
            Column::One("description", |ticket| description(ticket).into()),
            Column::One("acceptanceCriteria", |ticket| criteria(ticket).into()),
        ],
        rows: RowOrder::Backlog,
        wants: |ticket| ticket.card.leaf,
        unwanted: "epics and slices that were split: only leaves are estimated",
        ..Sheet::PLAIN
    })),
    ..Tracker::PLAIN
};

/// Between what were lines.
const BREAK: &str = " / ";

fn lines(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    one_line(&lines.collect::<Vec<_>>().join(BREAK)).into_owned()
}

fn description(ticket: Ticket<'_>) -> String {
    let above = match ticket.title_above() {
        "" => String::new(),
        parent => format!("Part of {parent}."),
    };
    let parts = [above, lines(&ticket.card.slice.narrative)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn criteria(ticket: Ticket<'_>) -> String {
    let items = ticket.card.slice.acceptance.iter().map(|item| lines(&item.text));
    let items: Vec<Cow<'_, str>> = items.map(Cow::Owned).collect();
    items.join(BREAK)
}
