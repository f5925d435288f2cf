//! What the planner says beyond the order: releases, reasons, how firm it is, dependencies, dates.

use serde::{Deserialize, Serialize};
use slicing::{Pattern, ReleaseId, SliceId};
use specta::Type;

use super::{BacklogView, DraftView};

/// How it is decided where the line of a release is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum CutView {
    /// By the planner: the walking skeleton, or four fifths of the value that is left.
    Proposed,
    /// What fits into so much work.
    Capacity {
        /// In half days, 1 to 20,000.
        half_days: u32,
    },
    /// What brings the value to a share of all.
    Share {
        /// In per cent, 1 to 100.
        percent: u8,
    },
    /// By the team.
    Hand,
}

/// A release, the MVP or one after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReleaseView {
    /// Which; absent for the MVP.
    pub id: Option<ReleaseId>,
    /// `MVP`, or its outcome, or `Release 2`.
    pub name: String,
    /// What will be true for whom; empty while nobody has said it.
    pub outcome: String,
    /// How the team will see that it is; may be empty.
    pub measure: String,
    /// How its line is drawn.
    pub cut: CutView,
    /// How many slices are above its line.
    pub count: u32,
    /// The work until its line, in half days.
    pub half_days: u32,
    /// The share of the value above its line, in tenths of a per cent.
    pub share: u32,
    /// What is in it and why its line is there, in one or two sentences.
    pub says: String,
}

/// A slice that is not done, because.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SetAsideView {
    /// Which.
    pub id: SliceId,
    /// Its title.
    pub title: String,
    /// Why; empty when nobody has said it.
    pub because: String,
}

/// An answer in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AnswerView {
    /// What was asked, as a heading.
    pub heading: String,
    /// One or more sentences.
    pub sentences: Vec<String>,
}

/// How firm the plan is when values and efforts are uncertain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StabilityView {
    /// The revision of the workshop that it is about.
    pub revision: u32,
    /// How many draws have been made so far.
    pub draws: u32,
    /// How many there will be.
    pub of: u32,
    /// How often the first slice is first, in tenths of a per cent.
    pub first: u32,
    /// How often the MVP is the same set, in tenths of a per cent.
    pub same_mvp: u32,
    /// Every slice of the backlog in its order.
    pub entries: Vec<StabilityEntry>,
    /// All of it in one or two sentences.
    pub says: String,
}

/// How firm the place of a slice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StabilityEntry {
    /// Which.
    pub id: SliceId,
    /// How often it is in the MVP, in tenths of a per cent.
    pub in_mvp: u32,
    /// Whether that is a coin toss: between 30 and 70 per cent.
    pub toss: bool,
}

/// Who needs whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeedsView {
    /// The revision of the workshop that it was made from.
    pub revision: u32,
    /// The slices that need something or are needed, in the order of the outline.
    pub nodes: Vec<NeedNode>,
    /// Their dependencies.
    pub links: Vec<NeedLink>,
    /// What holds the MVP back, the worst first.
    pub chains: Vec<ChainView>,
    /// The picture in one or two sentences, its text alternative.
    pub says: String,
}

/// A slice in the picture of the dependencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeedNode {
    /// Which.
    pub id: SliceId,
    /// Its title.
    pub title: String,
    /// Its rank in the backlog; absent for one that was split, and for what is done or dropped.
    pub rank: Option<u32>,
    /// Whether it is in the MVP, or all of its leaves are.
    pub in_mvp: bool,
    /// Whether nothing of it is left to do.
    pub done: bool,
}

/// A dependency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeedLink {
    /// What needs.
    pub id: SliceId,
    /// What it needs first.
    pub needs: SliceId,
    /// Why it says nothing that the others do not say; empty when it does.
    pub redundant: String,
}

/// Something that holds the MVP back, and the split that would break it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChainView {
    /// What is in the MVP only because others need it.
    pub id: SliceId,
    /// Its title.
    pub title: String,
    /// The slices from one that is wanted for itself down to this one.
    pub path: Vec<SliceId>,
    /// What the MVP would save if half a day of it were enough, in half days.
    pub saves: u32,
    /// That in words, with what to do.
    pub says: String,
    /// The pattern that would split it, if one fits.
    pub pattern: Option<Pattern>,
    /// What the split would make.
    pub drafts: Vec<DraftView>,
}

/// How fast the team is, and when it wants to be done. Dates are text, `2026-05-09`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PaceView {
    /// Slices finished in each past week, the oldest first.
    pub throughput: Vec<u32>,
    /// What 100 slices become by being split on the way, 100 to 300.
    pub growth: u16,
    /// How many people finished those slices.
    pub people_then: u8,
    /// How many people there are from now on.
    pub people: u8,
    /// When work on what is left begins; absent means today.
    pub from: Option<String>,
    /// When the MVP is wanted.
    pub due: Option<String>,
}

/// When what will be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ForecastView {
    /// The revision of the workshop that it is about.
    pub revision: u32,
    /// How many weeks of throughput it is made from.
    pub samples: u32,
    /// Why there is none and what to do; empty when there is one.
    pub refusal: String,
    /// How many runs have been made so far.
    pub runs: u32,
    /// How many there will be.
    pub of: u32,
    /// When the work begins.
    pub from: String,
    /// When the MVP is wanted.
    pub due: Option<String>,
    /// A line for each release, and one for everything.
    pub lines: Vec<ForecastLine>,
    /// All of it in one or two sentences.
    pub says: String,
    /// What it assumes, a sentence each.
    pub assumes: Vec<String>,
}

/// When a release will be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ForecastLine {
    /// The name of the release, or `Everything`.
    pub name: String,
    /// How many slices are left up to its line.
    pub slices: u32,
    /// The date that holds in 50 of 100 cases; absent when it is more than ten years away.
    pub p50: Option<String>,
    /// The date that holds in 85 of 100 cases.
    pub p85: Option<String>,
    /// The date that holds in 95 of 100 cases.
    pub p95: Option<String>,
    /// The chance that it is done by the date that is wanted, in tenths of a per cent.
    pub chance: Option<u32>,
    /// The chance to be done at the end of each week.
    pub weeks: Vec<ForecastWeek>,
}

/// The end of a week of a forecast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ForecastWeek {
    /// Its last day.
    pub date: String,
    /// The chance to be done by then, in tenths of a per cent.
    pub chance: u32,
}

/// What a file says about the past pace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ThroughputView {
    /// Slices finished in each week, the oldest first.
    pub weeks: Vec<WeekView>,
    /// What was read and what was skipped, in sentences.
    pub says: Vec<String>,
}

/// A past week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WeekView {
    /// Its Monday.
    pub from: String,
    /// How many slices were finished.
    pub finished: u32,
}

/// A change that is only tried.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct WhatIf {
    /// These slices are not done.
    pub drop: Vec<SliceId>,
    /// So many people from now on.
    pub people: Option<u8>,
    /// The MVP is wanted by then.
    pub due: Option<String>,
}

/// The plan as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WhatIfView {
    /// The revision of the workshop that it was made from.
    pub revision: u32,
    /// What is compared, a line each.
    pub facts: Vec<WhatIfFact>,
    /// The difference in one or two sentences.
    pub says: String,
    /// What it assumes, a sentence each.
    pub assumes: Vec<String>,
}

/// One thing that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WhatIfFact {
    /// What it is.
    pub name: String,
    /// As it is.
    pub now: String,
    /// As it would be.
    pub then: String,
    /// Whether that is better; absent where it is the same or neither.
    pub better: Option<bool>,
}

/// Everything about the plan, for other programs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// The order, its lines, its curve and its facts.
    #[serde(flatten)]
    pub backlog: BacklogView,
    /// Who needs whom.
    pub needs: NeedsView,
    /// How firm it is.
    pub stability: StabilityView,
    /// When what will be done.
    pub forecast: ForecastView,
}
