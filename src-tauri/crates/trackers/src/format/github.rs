//! What the two hand-overs to GitHub have in common: issues with sub-issues down to the eighth level,
//! labels, one milestone and dependencies.
//! <https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues>

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use serde::Serialize;
use slicing::{Role, Status};

use crate::fact::{Fact, Keep};
use crate::markdown::Flavour;
use crate::prose::Prose;
use crate::text::cut;
use crate::ticket::{Shape, Ticket, Tickets};

/// Everything is in the description too, because there it reads back exactly.
pub(super) const KEEPS: &[(Fact, Keep)] = &[
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::As("labels and lines of the description")),
    (Fact::Status, Keep::As("closed issues and lines of the description")),
    (Fact::Pattern, Keep::LINES),
    (Fact::Persona, Keep::LINES),
    (Fact::Step, Keep::LINES),
    (Fact::Value, Keep::LINES),
    (Fact::Effort, Keep::LINES),
    (Fact::Mvp, Keep::As("the milestone MVP")),
    (Fact::Release, Keep::LINES),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::Field),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::As("labels, and lines of the description")),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

pub(super) const SHAPE: Shape = Shape {
    types: &[(Role::Epic, "epic"), (Role::Spike, "spike"), (Role::Task, "task")],
    levels: 8,
    most_children: 100,
    longest_title: 256,
    prose: Prose::Markdown(Flavour::GitHub),
    longest_description: 65_536,
    label: short,
    ..Shape::PLAIN
};

const LONGEST_LABEL: usize = 50;
const MOST_LABELS: usize = 100;

fn short(tag: &str) -> Cow<'_, str> {
    cut(tag, LONGEST_LABEL).map_or(Cow::Borrowed(tag), Cow::Owned)
}

/// A label as GitHub creates it.
#[derive(Serialize)]
pub(super) struct Label<'p> {
    pub name: Cow<'p, str>,
    /// Red, green and blue in hexadecimal digits.
    pub color: &'static str,
}

impl Label<'_> {
    fn color(name: &str) -> &'static str {
        match name {
            "epic" => "3e4b9e",
            "spike" => "fbca04",
            "task" => "c5def5",
            _ => "ededed",
        }
    }
}

/// What a label is known by: GitHub does not tell case apart.
pub(super) fn folded(label: &str) -> String {
    label.trim().to_ascii_lowercase()
}

/// Whether a label only says what an issue is.
pub(super) fn is_role(label: &str) -> bool {
    SHAPE.types.iter().any(|(_, name)| *name == label)
}

/// The labels of an issue, each once.
pub(super) fn labels(ticket: Ticket<'_>) -> Vec<Cow<'_, str>> {
    let mut seen = FxHashSet::default();
    [Cow::Borrowed(ticket.type_name())]
        .into_iter()
        .chain(ticket.labels())
        .filter(|label| !label.trim().is_empty() && seen.insert(folded(label)))
        .take(MOST_LABELS)
        .collect()
}

/// The labels of all issues, each once.
pub(super) fn all_labels<'p>(tickets: &'p Tickets<'p>) -> Vec<Label<'p>> {
    let mut seen = FxHashSet::default();
    let all = tickets.by_rank_below_parents().into_iter().map(|index| tickets.get(index));
    all.flat_map(labels)
        .filter(|label| seen.insert(folded(label)))
        .map(|name| Label { color: Label::color(&name), name })
        .collect()
}

/// Whether an issue is created only to be closed.
pub(super) fn is_closed(ticket: Ticket<'_>) -> bool {
    ticket.card.slice.status == Status::Done
}
