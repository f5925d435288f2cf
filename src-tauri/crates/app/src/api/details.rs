//! One slice in full: its facts, why it scores as it does, and how it can be split.

use serde::{Deserialize, Serialize};
use slicing::advise::Advised;
use slicing::judge::{Criterion, Field, Speaks};
use slicing::{AcceptanceId, DeferralId, Pattern, QuestionId, SliceId};
use specta::Type;

use super::{DraftView, Row};

/// One slice in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Details {
    /// What the outline shows of it.
    pub row: Row,
    /// The titles of what it was cut from, the epic first.
    pub path: Vec<Named>,
    /// The story in any form.
    pub narrative: String,
    /// Anything else.
    pub notes: String,
    /// What must hold, in order.
    pub acceptance: Vec<AcceptanceView>,
    /// What it needs first.
    pub needs: Vec<Named>,
    /// What needs it first.
    pub needed_by: Vec<Named>,
    /// What is not known.
    pub questions: Vec<QuestionView>,
    /// What was left out.
    pub deferrals: Vec<DeferralView>,
    /// In the MVP: itself for a leaf, all of its leaves for another.
    pub in_mvp: bool,
    /// Rank in the backlog, for a leaf that is in it.
    pub rank: Option<u32>,
    /// Value and testability in a sentence each.
    pub value_says: String,
    /// See `value_says`.
    pub testability_says: String,
    /// Every criterion.
    pub verdicts: Vec<VerdictView>,
    /// The evidence, strongest first.
    pub findings: Vec<FindingView>,
    /// What was dismissed and would be said otherwise.
    pub dismissed: Vec<FindingView>,
    /// What trackers call it.
    pub tracker_keys: Vec<TrackerKeyView>,
}

/// What a tracker calls a slice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TrackerKeyView {
    /// Which tracker: the first word of its formats' ids.
    pub tracker: String,
    /// Its own name for the slice, such as `SHOP-12`.
    pub key: String,
}

/// A slice by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Named {
    /// Its id.
    pub id: SliceId,
    /// Its title.
    pub title: String,
}

/// An acceptance criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AcceptanceView {
    /// Its id.
    pub id: AcceptanceId,
    /// Its text.
    pub text: String,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct QuestionView {
    /// Its id.
    pub id: QuestionId,
    /// What is asked.
    pub text: String,
    /// Who finds out.
    pub owner: String,
    /// Empty while it is open.
    pub answer: String,
}

/// Something left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DeferralView {
    /// Its id.
    pub id: DeferralId,
    /// What.
    pub text: String,
    /// Who owns the decision.
    pub owner: String,
}

/// A criterion's verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct VerdictView {
    /// What is judged.
    pub criterion: Criterion,
    /// 0 to 100.
    pub score: u8,
    /// Whether it reaches its threshold.
    pub holds: bool,
    /// Whether it counts in this workshop.
    pub counts: bool,
}

/// Words in a text of a slice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlaceView {
    /// Which text.
    pub field: Field,
    /// Which criterion, from 0.
    pub item: u32,
    /// The first character.
    pub from: u32,
    /// One past the last.
    pub to: u32,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FindingView {
    /// The heuristic.
    pub check: String,
    /// What it is about.
    pub criterion: Criterion,
    /// For or against.
    pub speaks: Speaks,
    /// The words, when it is about words.
    pub place: Option<PlaceView>,
    /// The same words in lower case, by which it is dismissed; empty for the card as a whole.
    pub words: String,
    /// Whether the workshop can let these words pass.
    pub lets_pass: bool,
    /// What was seen.
    pub message: String,
    /// What to ask the room.
    pub question: String,
    /// Where the heuristic comes from.
    pub source: String,
}

/// How a slice can be split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AdviceView {
    /// What to do.
    pub verdict: Advised,
    /// The verdict in one sentence, with what to do next.
    pub says: String,
    /// What to ask before anything else, where the slice is only a heading; else empty.
    pub question: String,
    /// At most three ways, best first.
    pub suggestions: Vec<SuggestionView>,
    /// The children that exist already.
    pub children: Vec<Named>,
    /// What they are worth as a split, where there are any.
    pub children_judged: Option<SplitView>,
}

/// One way to split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SuggestionView {
    /// The pattern.
    pub pattern: Pattern,
    /// How often such a suggestion is right, 0 to 100.
    pub strength: u8,
    /// The words that speak for it.
    pub why: Vec<EvidenceView>,
    /// What a coach would ask.
    pub question: String,
    /// What one gains and gives up.
    pub trade_off: String,
    /// The slices that it would make.
    pub drafts: Vec<DraftView>,
    /// What these drafts are worth as a split.
    pub judgement: SplitView,
}

/// Words that speak for a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EvidenceView {
    /// Where they stand.
    pub place: PlaceView,
    /// What they say.
    pub message: String,
}

/// What a split is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SplitView {
    /// 0 to 100; of two splits of one slice the better has the higher score. 0 without parts.
    pub score: u8,
    /// What speaks for and against it, strongest first, at most six.
    pub remarks: Vec<RemarkView>,
    /// Which parts can only be shown once another is done.
    pub needs: Vec<PartNeedView>,
}

/// Something good or bad about a split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RemarkView {
    /// Good, or to think about.
    pub good: bool,
    /// The heuristic's name, such as `layers`.
    pub check: String,
    /// The parts that it is about, by their places, from 0.
    pub parts: Vec<u32>,
    /// In one sentence.
    pub message: String,
    /// What to ask the room.
    pub question: String,
    /// Where the heuristic comes from.
    pub source: String,
}

/// One part of a split needs another first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PartNeedView {
    /// The part that waits, by its place, from 0.
    pub part: u32,
    /// The part that it waits for.
    pub needs: u32,
    /// What the other makes: "invoice".
    pub thing: String,
}
