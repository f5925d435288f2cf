//! The outline: rows, and what an edit changed.

use serde::{Deserialize, Serialize};
use slicing::judge::Criterion;
use slicing::{Kind, Pattern, PersonaId, Product, SliceId, Status, StepId, Worth};

use specta::Type;

use super::PaceView;

/// A whole workshop, as the window loads it once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Outline {
    /// Where the file is.
    pub path: String,
    /// Why it can only be read; empty when it can be written.
    pub read_only: String,
    /// Grows by one with every change.
    pub revision: u32,
    /// Title, goal, personas, steps.
    pub frame: Frame,
    /// Every slice, parents before their children, siblings in order.
    pub rows: Vec<Row>,
    /// What can be undone and redone.
    pub history: HistoryState,
}

/// What a workshop is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Frame {
    /// Its name.
    pub title: String,
    /// What should be true for whom when it succeeds.
    pub goal: String,
    /// What is being built.
    pub product: Product,
    /// The longest that one slice should take, in days, 1 to 100.
    pub time_box: u8,
    /// What a point of value is worth a day, where the team has said so.
    pub worth: Option<Worth>,
    /// How fast the team is, and when it wants to be done.
    pub pace: PaceView,
    /// The most acceptance criteria that one slice should have, 1 to 20; unset: the usual number.
    pub most_criteria: Option<u8>,
    /// Words and phrases that are fine here.
    pub fine_words: Vec<String>,
    /// The criteria that do not count here.
    pub ignored: Vec<Criterion>,
    /// The personas in order.
    pub personas: Vec<PersonaView>,
    /// The journey in order.
    pub steps: Vec<StepView>,
}

/// A persona.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonaView {
    /// Its id.
    pub id: PersonaId,
    /// Its name.
    pub name: String,
}

/// A step of the journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StepView {
    /// Its id.
    pub id: StepId,
    /// Its name.
    pub name: String,
    /// Whether the walking skeleton must touch it.
    pub essential: bool,
}

/// A slice as the outline shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Row {
    /// Its id.
    pub id: SliceId,
    /// The slice above it in the tree; absent for an epic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub parent: Option<SliceId>,
    /// Its place among its siblings: compare as text, then by id.
    pub key: String,
    /// One line.
    pub title: String,
    /// Slice, spike or task.
    pub kind: Kind,
    /// How far it has come.
    pub status: Status,
    /// The pattern that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub pattern: Option<Pattern>,
    /// Whom it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub persona: Option<PersonaId>,
    /// The step that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub step: Option<StepId>,
    /// Value as the team set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub value: Option<u8>,
    /// Effort as the team set it, in half days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub effort: Option<u16>,
    /// How many slices it needs first.
    pub needs: u32,
    /// How many questions are open.
    pub questions: u32,
    /// Labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[specta(optional)]
    pub tags: Vec<String>,
    /// The scores, once they are known; ask with `rows_score`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub score: Option<RowScore>,
}

/// The scores of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RowScore {
    /// 0 to 100, by the heuristics.
    pub value: u8,
    /// 0 to 100.
    pub testability: u8,
    /// Estimated effort in half days.
    pub effort: u16,
    /// The criteria that do not hold, in their order.
    pub failing: Vec<Criterion>,
    /// How many vague words it has.
    pub vague: u32,
    /// Whether it looks like a layer (interface, service, database) and not a slice.
    pub layer: bool,
}

/// A score that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScoredRow {
    /// The slice.
    pub id: SliceId,
    /// Its scores.
    pub score: RowScore,
}

/// What a change did to the outline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Edited {
    /// The revision after it.
    pub revision: u32,
    /// What happened, as the undo list says it; empty when nothing changed.
    pub label: String,
    /// Rows that are new or changed, with their scores.
    pub rows: Vec<Row>,
    /// Slices that are gone.
    pub removed: Vec<SliceId>,
    /// Title, goal, personas or steps, when they changed.
    pub frame: Option<Frame>,
    /// The slices that the change was about, to be selected after it.
    pub focus: Vec<SliceId>,
    /// What can be undone and redone now.
    pub history: HistoryState,
}

/// What can be undone and redone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct HistoryState {
    /// The change that undo takes back.
    pub undo: Option<String>,
    /// The change that redo brings again.
    pub redo: Option<String>,
}

/// One change in the undo list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HistoryEntry {
    /// Its number; 0 is the state before the first change.
    pub number: u32,
    /// What it did.
    pub label: String,
    /// Who made it: `window`, `command line`, …
    pub by: String,
    /// When, in RFC 3339 (UTC).
    pub at: String,
    /// Whether it is taken back at the moment.
    pub undone: bool,
}

/// A named state of the workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SnapshotView {
    /// Its name.
    pub name: String,
    /// When it was taken, in RFC 3339 (UTC).
    pub at: String,
    /// How many slices it holds.
    pub slices: u32,
}
