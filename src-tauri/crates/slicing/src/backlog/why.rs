//! Why a leaf stands where it stands, as facts that others put into words.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::{Backlog, Entry, Rate, problem};
use crate::id::SliceId;
use crate::order::Settled;

/// How many leaves are listed at most in [`Why::better_below`].
const LISTED: usize = 20;

/// Why a leaf stands where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// From 1.
    pub rank: u32,
    /// Its own value per effort.
    pub rate: Rate,
    /// The leaves that it stands together with in the proposed order, itself included.
    pub block: Vec<SliceId>,
    /// Their value per effort together, which decides where they stand.
    pub block_rate: Rate,
    /// How the order inside the block was found.
    pub settled: Settled,
    /// Leaves with a better value per effort that stand below it, the nearest first, at most
    /// twenty.
    pub better_below: Vec<Waiting>,
    /// The leaf directly above it.
    pub above: Option<Neighbour>,
    /// The leaf directly below it.
    pub below: Option<Neighbour>,
}

/// A leaf that stands below another although its own value per effort is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: SliceId,
    /// Whether it needs that other leaf first, directly or not. If not, it waits for others, or
    /// stands on the other side of the MVP line, or by hand.
    pub needs_this: bool,
}

/// A leaf directly above or below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// Which.
    pub id: SliceId,
    /// Why the upper of the two stands above the lower.
    pub because: Because,
}

/// Why one leaf stands above the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Because {
    /// The lower needs the upper first, directly or not.
    Dependency,
    /// The line of a release runs between them.
    Line,
    /// The team has pinned one of them.
    ByHand,
    /// They are in one block, in which this order is the cheapest that was found.
    Together,
    /// The block of the upper has the higher value per effort.
    HigherRate,
    /// Both blocks have the same value per effort; the order does not matter.
    Even,
}

/// Two leaves, and why one stands before the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The one that stands before.
    pub upper: SliceId,
    /// The other.
    pub lower: SliceId,
    /// Why.
    pub because: Because,
    /// Where the lower needs the upper: the leaves from the one to the other through which it does,
    /// both included.
    pub path: Vec<SliceId>,
    /// What the order would cost more, in value × half days, if the lower went directly before the
    /// upper with all that it needs; less than nothing where that would be cheaper. Absent where
    /// the lower needs the upper.
    pub swap: Option<i128>,
}

impl Backlog {
    /// Why one of two leaves stands before the other; `None` when one is not in the backlog, or they
    /// are the same.
    pub fn compare(&self, one: SliceId, other: SliceId) -> Option<Comparison> {
        let (one, other) = (self.get(one)?, self.get(other)?);
        let (upper, lower) = match one.rank.cmp(&other.rank) {
            std::cmp::Ordering::Less => (one, other),
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => (other, one),
        };
        let because = self.because(upper, lower);
        let is_bound = because == Because::Dependency;
        Some(Comparison {
            upper: upper.id,
            lower: lower.id,
            because,
            path: if is_bound { self.path(lower, upper) } else { Vec::new() },
            swap: (!is_bound).then(|| self.cost_of_move(lower.id, upper.rank)),
        })
    }

    /// What the order would cost more with a leaf at another rank, in value × half days.
    pub fn cost_of_move(&self, id: SliceId, rank: u32) -> i128 {
        let leaf = |id: &SliceId| self.get(*id).map(|entry| entry.leaf);
        let moved: Vec<usize> = self.moved(id, rank).iter().filter_map(leaf).collect();
        let cost = |cost: u128| i128::try_from(cost).unwrap_or(i128::MAX);
        cost(problem::cost(&moved, &self.weights)) - cost(self.costs.cost)
    }

    /// The shortest way from a leaf to one that it needs.
    fn path(&self, from: &Entry, to: &Entry) -> Vec<SliceId> {
        let graph = &self.problem.graph;
        let mut came_from: FxHashMap<usize, usize> = FxHashMap::default();
        let mut open = VecDeque::from([to.leaf]);
        while let Some(node) = open.pop_front() {
            if node == from.leaf {
                break;
            }
            for later in graph.after(node) {
                came_from.entry(*later).or_insert_with(|| {
                    open.push_back(*later);
                    node
                });
            }
        }
        let back = |node: &usize| came_from.get(node).copied().filter(|_| *node != to.leaf);
        let nodes = std::iter::successors(Some(from.leaf), back);
        nodes.filter(|node| graph.is_leaf(*node)).map(|leaf| graph.leaves[leaf]).collect()
    }

    /// Why a leaf stands where it stands; `None` when it is not in the backlog.
    pub fn why(&self, id: SliceId) -> Option<Why> {
        let at = *self.place.get(&id)?;
        let entry = &self.entries[at];
        let block = &self.blocks[entry.block];
        let next_to = |other: &Entry, because| Neighbour { id: other.id, because };
        let above = at.checked_sub(1).map(|at| &self.entries[at]);
        let below = self.entries.get(at + 1);
        Some(Why {
            rank: entry.rank,
            rate: entry.rate(),
            block: block.ids.clone(),
            block_rate: block.rate,
            settled: block.settled,
            better_below: self.better_below(at),
            above: above.map(|above| next_to(above, self.because(above, entry))),
            below: below.map(|below| next_to(below, self.because(entry, below))),
        })
    }

    fn better_below(&self, at: usize) -> Vec<Waiting> {
        let entry = &self.entries[at];
        let is_waiting = self.problem.graph.waiting_for([entry.leaf]);
        self.entries[at + 1..]
            .iter()
            .filter(|below| below.rate().compare(entry.rate()).is_gt())
            .map(|below| Waiting { id: below.id, needs_this: is_waiting[below.leaf] })
            .take(LISTED)
            .collect()
    }

    fn because(&self, upper: &Entry, lower: &Entry) -> Because {
        let rate = |entry: &Entry| self.blocks[entry.block].rate;
        if self.problem.graph.waiting_for([upper.leaf])[lower.leaf] {
            Because::Dependency
        } else if upper.line != lower.line {
            Because::Line
        } else if upper.is_pinned || lower.is_pinned {
            Because::ByHand
        } else if upper.block == lower.block {
            Because::Together
        } else if rate(upper).compare(rate(lower)).is_gt() {
            Because::HigherRate
        } else {
            Because::Even
        }
    }
}

impl Entry {
    /// Whether it is in the MVP.
    pub fn in_mvp(&self) -> bool {
        self.line == 0
    }

    /// Its own value per effort.
    pub fn rate(&self) -> Rate {
        Rate { value: u64::from(self.value), effort: u64::from(self.effort) }
    }
}
