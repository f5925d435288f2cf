//! The backlog: leaves in order, the MVP line, and why.

use serde::{Deserialize, Serialize};
use slicing::order::Settled;
use slicing::{Kind, SliceId, Wish, Worth};
use specta::Type;

use super::{Named, ReleaseView, SetAsideView};

/// The leaves in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct BacklogView {
    /// The revision of the workshop that it was made from.
    pub revision: u32,
    /// The leaves that are open or being worked on, first to last.
    pub entries: Vec<BacklogEntry>,
    /// The releases from the first to the last; the first is the MVP.
    pub releases: Vec<ReleaseView>,
    /// How many slices are pinned.
    pub pins: u32,
    /// What is not done, because.
    pub set_aside: Vec<SetAsideView>,
    /// What a point of value is worth a day, where the team has said so.
    pub worth: Option<Worth>,
    /// Facts about the order.
    pub facts: OrderFacts,
    /// The same in one sentence, with what the model does not cover.
    pub order_says: String,
    /// Cumulative value, a point at each finished slice.
    pub curve: Vec<CurvePoint>,
    /// The same as the planner would order it; empty when nothing is pinned.
    pub proposed_curve: Vec<CurvePoint>,
    /// The curves and what lies between them in sentences, their text alternative.
    pub curve_says: String,
    /// Set when slices wait for each other in a circle; the entries are in outline order then.
    pub circle: Vec<Named>,
}

/// One leaf of the backlog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BacklogEntry {
    /// Its id.
    pub id: SliceId,
    /// Its title.
    pub title: String,
    /// Slice, spike or task.
    pub kind: Kind,
    /// 1 is first.
    pub rank: u32,
    /// Value as set, or as estimated.
    pub value: u8,
    /// Whether the value is an estimate.
    pub value_estimated: bool,
    /// Effort in half days as set, or as estimated.
    pub effort: u16,
    /// Whether the effort is an estimate.
    pub effort_estimated: bool,
    /// Value per day, rounded.
    pub ratio: u32,
    /// The ranks of what it needs first.
    pub needs: Vec<u32>,
    /// The ranks of what needs it first.
    pub needed_by: Vec<u32>,
    /// Whether it is in the MVP.
    pub in_mvp: bool,
    /// The place of its release in [`BacklogView::releases`]; their number when it is in none.
    pub release: u32,
    /// Whether the team has put it where it stands.
    pub pinned: bool,
    /// What the team wants of it.
    pub wish: Option<Wish>,
}

/// Facts about the order. Costs are in value × half days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OrderFacts {
    /// The cost of delay of this order.
    pub cost: String,
    /// No order that keeps the dependencies costs less.
    pub lower_bound: String,
    /// Whether this is the best order that keeps the dependencies and the lines of the releases.
    pub proven: bool,
    /// The cost of the proposed order, with nothing pinned.
    pub proposed_cost: String,
    /// How much more than the proposed order this one costs, in tenths of a per cent: what moving by
    /// hand costs.
    pub over_proposed: u32,
    /// The cost of the best order without regard to the lines of the releases.
    pub best_cost: String,
    /// The cost when everything is delivered at the end.
    pub big_batch_cost: String,
    /// How much more than the best order this one costs, in tenths of a per cent.
    pub over_best: u32,
    /// How much less than one big batch this one costs, in tenths of a per cent.
    pub under_batch: u32,
    /// The blocks in sequence.
    pub blocks: Vec<BlockView>,
}

/// Slices that belong together in the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BlockView {
    /// In order.
    pub ids: Vec<SliceId>,
    /// Their value together.
    pub value: u32,
    /// Their effort together, in half days.
    pub effort: u32,
    /// How their order was found.
    pub settled: Settled,
}

/// A point of the curve: after so much work, so much value is in people's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CurvePoint {
    /// Half days of work.
    pub half_days: u32,
    /// Value so far.
    pub value: u32,
    /// The slice that is finished here; absent at the start.
    pub id: Option<SliceId>,
}

/// Why a slice stands where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WhyView {
    /// "Why … is second".
    pub heading: String,
    /// One or more sentences.
    pub sentences: Vec<String>,
    /// The lowest and the highest rank that its dependencies allow.
    pub first_rank: u32,
    /// See `first_rank`.
    pub last_rank: u32,
}
