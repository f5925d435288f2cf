//! Everything that changes a workshop, one variant a gesture. One gesture is one undo step.

use serde::{Deserialize, Serialize};
use slicing::judge::Criterion;
use slicing::{
    AcceptanceId, DeferralId, Kind, Pattern, PersonaId, Product, QuestionId, ReleaseId, SliceId,
    Status, StepId, Wish, Worth,
};
use specta::Type;

use super::{CutView, PaceView, TypeView, WhatIf};

/// One thing that somebody does to a workshop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the variants say what their fields are")]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Gesture {
    /// New slices below `parent` (`None`: epics) after its child `after` (`None`: as the first).
    Add { parent: Option<SliceId>, after: Option<SliceId>, items: Vec<NewSlice> },
    /// The same from the clipboard.
    Paste { parent: Option<SliceId>, after: Option<SliceId>, pasted: Pasted },
    /// One field of one or several slices.
    Set { ids: Vec<SliceId>, field: SliceField },
    /// A title becomes two slices: `before` stays, `after` is a new sibling below.
    CutTitle { id: SliceId, before: String, after: String },
    /// A slice is joined with the row above it, which gets its children and details.
    Join { id: SliceId },
    /// Slices with their subtrees go below `parent`, after its child `after`.
    Move { ids: Vec<SliceId>, parent: Option<SliceId>, after: Option<SliceId> },
    /// Slices with their subtrees go one place in a direction.
    Shift { ids: Vec<SliceId>, direction: Direction },
    /// Slices go with everything below them.
    Delete { ids: Vec<SliceId> },
    /// Copies with everything below them, each after its original.
    Duplicate { ids: Vec<SliceId> },
    /// A slice gets children by a pattern. They inherit its step and persona; dependencies stay.
    Split { id: SliceId, pattern: Pattern, drafts: Vec<DraftView> },
    /// A new acceptance criterion after another, or at the end.
    AddAcceptance { slice: SliceId, after: Option<AcceptanceId>, text: String },
    /// The text of a criterion.
    SetAcceptance { slice: SliceId, id: AcceptanceId, text: String },
    /// A criterion goes after another (`None`: to the start).
    MoveAcceptance { slice: SliceId, id: AcceptanceId, after: Option<AcceptanceId> },
    /// A criterion goes.
    RemoveAcceptance { slice: SliceId, id: AcceptanceId },
    /// A new question.
    AddQuestion { slice: SliceId, text: String, owner: String },
    /// A question's text, owner and answer.
    SetQuestion { slice: SliceId, id: QuestionId, text: String, owner: String, answer: String },
    /// A question goes.
    RemoveQuestion { slice: SliceId, id: QuestionId },
    /// A new deferral.
    AddDeferral { slice: SliceId, text: String, owner: String },
    /// A deferral's text and owner.
    SetDeferral { slice: SliceId, id: DeferralId, text: String, owner: String },
    /// A deferral goes.
    RemoveDeferral { slice: SliceId, id: DeferralId },
    /// Each of `ids` needs `needs` first.
    AddNeed { ids: Vec<SliceId>, needs: SliceId },
    /// It does not any more.
    RemoveNeed { id: SliceId, needs: SliceId },
    /// Slices go into the MVP or out of it, with what they need or what needs them.
    SetMvp { ids: Vec<SliceId>, in_mvp: bool },
    /// What the team wants of slices; `None` leaves it to the planner.
    SetWish { ids: Vec<SliceId>, wish: Option<Wish> },
    /// The line of a release (`None`: of the MVP) goes behind the first `count` slices.
    MoveLine { release: Option<ReleaseId>, count: u32 },
    /// How the line of a release is drawn.
    DrawLine { release: Option<ReleaseId>, cut: CutView },
    /// What a release is for, and how the team will see that it is reached.
    SetGoal { release: Option<ReleaseId>, outcome: String, measure: String },
    /// A new release whose line is behind the first `count` slices.
    AddRelease { count: u32 },
    /// A release goes; its slices stay.
    RemoveRelease { id: ReleaseId },
    /// A slice goes to a rank of the backlog, from 1, and is pinned there; what it needs goes before
    /// it, what needs it behind it.
    Rank { id: SliceId, rank: u32 },
    /// Slices are pinned where they stand, or left to the planner again.
    Pin { ids: Vec<SliceId>, pinned: bool },
    /// Nothing is pinned any more: the planner orders the whole backlog.
    ProposeOrder,
    /// Slices are not done, because; may be empty.
    SetAside { ids: Vec<SliceId>, because: String },
    /// What was tried becomes the plan.
    ApplyWhatIf { change: WhatIf },
    /// What a point of value is worth a day.
    SetWorth { worth: Option<Worth> },
    /// How fast the team is, and when it wants to be done.
    SetPace { pace: PaceView },
    /// A fact about the workshop.
    SetAbout { field: AboutField },
    /// Words are fine in this workshop, or are not any more.
    LetPass { words: String, passes: bool },
    /// A criterion counts in this workshop, or does not.
    Count { criterion: Criterion, counts: bool },
    /// What a check says about some words of a slice does not matter, or matters again.
    Dismiss { slice: SliceId, check: String, words: String, dismissed: bool },
    /// A tracker's types for some roles get other names, or the usual ones again.
    SetTypes { format: String, types: Vec<TypeView> },
    /// A new persona at the end.
    AddPersona { name: String },
    /// A persona's name.
    RenamePersona { id: PersonaId, name: String },
    /// A persona goes after another (`None`: to the start).
    MovePersona { id: PersonaId, after: Option<PersonaId> },
    /// A persona goes; its slices serve nobody in particular then.
    RemovePersona { id: PersonaId },
    /// A new step at the end.
    AddStep { name: String },
    /// A step's name, and whether the walking skeleton must touch it.
    SetStep { id: StepId, name: String, essential: bool },
    /// A step goes after another (`None`: to the start).
    MoveStep { id: StepId, after: Option<StepId> },
    /// A step goes; its slices belong to no step then.
    RemoveStep { id: StepId },
}

/// A slice to be made, in document order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NewSlice {
    /// 0 for the top of what is added.
    pub depth: u32,
    /// One line.
    pub title: String,
    /// The narrative.
    pub narrative: String,
}

/// What the clipboard held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the variants say what their fields are")]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum Pasted {
    /// Plain text: an outline, a table or Markdown.
    Text { text: String },
    /// Items that the window found in HTML.
    Items { items: Vec<NewSlice> },
    /// Slices of this program, in the lossless format.
    Slices { json: String },
}

/// One field of a slice with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum SliceField {
    /// One line.
    Title(String),
    /// The narrative.
    Narrative(String),
    /// Slice, spike or task.
    Kind(Kind),
    /// How far it has come.
    Status(Status),
    /// The pattern that made it.
    Pattern(Option<Pattern>),
    /// Whom it serves.
    Persona(Option<PersonaId>),
    /// The step that it belongs to.
    Step(Option<StepId>),
    /// 1 to 100, or estimated.
    Value(Option<u8>),
    /// Half days, 1 to 2000, or estimated.
    Effort(Option<u16>),
    /// Anything else.
    Notes(String),
    /// Labels.
    Tags(Vec<String>),
}

/// One fact about the workshop with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum AboutField {
    /// Its name.
    Title(String),
    /// What should be true for whom when it succeeds.
    Goal(String),
    /// What is being built.
    Product(Product),
    /// Days, 1 to 100.
    TimeBox(u8),
    /// 1 to 20, or the usual number.
    MostCriteria(Option<u8>),
}

/// A direction in the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Before the sibling above; from the first place, to the end of the parent's sibling above.
    Up,
    /// After the sibling below; from the last place, to the start of the parent's sibling below.
    Down,
    /// Below the sibling above.
    In,
    /// After the parent.
    Out,
}

/// A slice that does not exist yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftView {
    /// Its title.
    pub title: String,
    /// Slice or spike.
    pub kind: Kind,
}
