//! What a reader hands over: a tree of slices without ids, keys or estimates, and a report.

use slicing::{
    Cut, Dismissal, Goal, Kind, Pace, Pattern, Policy, Product, Status, TrackerKey, TypeNames,
    Wish, Worth,
};

use crate::reference::Reference;
use crate::report::Report;

/// Everything that was read from a file.
///
/// **Invariants.** A parent's index is smaller than its children's, the slices are depth first, and
/// siblings are in order; needs are sorted, each once, never of the slice itself, and never close
/// a circle, also not through parents and children; every persona, step and release that a slice
/// names is listed; titles are one line, and not empty except in the lossless format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// What the file says about the workshop as a whole.
    pub about: IncomingAbout,
    /// The names of the personas in order, each once.
    pub personas: Vec<String>,
    /// The steps of the journey in order, each name once.
    pub steps: Vec<IncomingStep>,
    /// The releases after the MVP, in sequence.
    pub releases: Vec<Goal>,
    /// The slices, depth first.
    pub slices: Vec<IncomingSlice>,
    /// What was read, guessed and skipped.
    pub report: Report,
}

/// What a file says about the workshop as a whole; `None` where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncomingAbout {
    /// The identity of the workshop file that was exported.
    pub identity: Option<String>,
    /// The workshop's name.
    pub title: Option<String>,
    /// Its goal.
    pub goal: Option<String>,
    /// What is being built.
    pub product: Option<Product>,
    /// The longest that one slice should take, in days, 1 to 100.
    pub time_box: Option<u8>,
    /// Where the line of the MVP is.
    pub mvp: Option<Cut>,
    /// What the MVP is for; one line.
    pub mvp_outcome: Option<String>,
    /// How the team will see that the MVP is there; one line.
    pub mvp_measure: Option<String>,
    /// What a point of value is worth.
    pub worth: Option<Worth>,
    /// How fast the team is, in its range.
    pub pace: Option<Pace>,
    /// What the team has settled about how its slices are judged.
    pub policy: Option<Policy>,
    /// What trackers call the slices.
    pub types: Option<TypeNames>,
}

/// One step of the journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingStep {
    /// Its name.
    pub name: String,
    /// Whether the walking skeleton must touch it.
    pub essential: bool,
}

/// One slice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncomingSlice {
    /// The line of the file that it begins in, from 1.
    pub line: u32,
    /// The index of the parent in [`Incoming::slices`]; `None` for an epic.
    pub parent: Option<u32>,
    /// One line.
    pub title: String,
    /// The story in any form.
    pub narrative: String,
    /// Slice, spike or task.
    pub kind: Kind,
    /// How far it has come.
    pub status: Status,
    /// The pattern that cut it from its parent.
    pub pattern: Option<Pattern>,
    /// The name of a persona in [`Incoming::personas`].
    pub persona: Option<String>,
    /// The name of a step in [`Incoming::steps`].
    pub step: Option<String>,
    /// 1 to 100.
    pub value: Option<u8>,
    /// In half days, 1 to 2000.
    pub effort: Option<u16>,
    /// In the MVP by hand.
    pub in_mvp: bool,
    /// The index in [`Incoming::releases`] of the release that it is in by hand.
    pub release: Option<u32>,
    /// Its place by hand, from 1.
    pub pin: Option<u32>,
    /// What the team wants of it.
    pub wish: Option<Wish>,
    /// Why it is not done; one line.
    pub because: String,
    /// Anything else.
    pub notes: String,
    /// Acceptance criteria in order.
    pub acceptance: Vec<String>,
    /// Indices of the slices that it needs first.
    pub needs: Vec<u32>,
    /// What is open.
    pub questions: Vec<IncomingQuestion>,
    /// What was left out.
    pub deferrals: Vec<IncomingDeferral>,
    /// Labels, sorted, each once.
    pub tags: Vec<String>,
    /// The findings that do not matter for it, sorted, each once.
    pub dismissed: Vec<Dismissal>,
    /// The slice of a workshop that this was once exported from.
    pub reference: Option<Reference>,
    /// The tracker's own name for it, such as `SHOP-12`.
    pub tracker_key: Option<String>,
    /// What trackers call it, as far as Carpaccio knew: sorted, each once.
    pub tracker_keys: Vec<TrackerKey>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncomingQuestion {
    /// What is asked.
    pub text: String,
    /// Who finds out, possibly empty.
    pub owner: String,
    /// The answer, possibly empty.
    pub answer: String,
}

/// Something left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncomingDeferral {
    /// What is left out.
    pub text: String,
    /// Who owns the decision, possibly empty.
    pub owner: String,
}
