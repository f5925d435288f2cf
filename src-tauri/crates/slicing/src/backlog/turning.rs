//! What would have to change for a leaf to come into the MVP, or to leave it.

use std::ops::Range;

use super::problem::Problem;
use super::{Backlog, Entry, Memory, Rate, Reason, lines};
use crate::id::SliceId;
use crate::model::{Slice, Wish};

/// What would have to change for a leaf to change sides of the MVP line, everything else being as
/// it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turning {
    /// Whether it is in the MVP now.
    pub is_in: bool,
    /// What holds it where it is whatever its numbers are.
    pub held: Option<Held>,
    /// The first value, up or down, with which it would change sides.
    pub value: Option<u8>,
    /// The first effort, down or up, with which it would change sides, in half days.
    pub effort: Option<u16>,
}

/// What holds a leaf on its side of the MVP line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The team has drawn the line.
    ByHand,
    /// The team has said so.
    Wish(Wish),
    /// It needs this, which is not now to be done.
    NotNow(SliceId),
    /// These are in the MVP and need it.
    NeededBy(Vec<SliceId>),
    /// It touches no essential step that is still open, and the line follows those.
    NoStep,
}

impl Backlog {
    /// What would have to change for a leaf to come into the MVP, or to leave it; `None` when it is
    /// not in the backlog.
    pub fn turning(&self, id: SliceId) -> Option<Turning> {
        let entry = self.get(id)?;
        let is_in = entry.in_mvp();
        let held = self.held(entry);
        let is_fixed = matches!(held, Some(Held::ByHand | Held::Wish(_)));
        let search =
            Search { problem: &self.problem, weights: &self.weights, leaf: entry.leaf, is_in };
        let value = u64::from(entry.value);
        let effort = u64::from(entry.effort);
        let (lowest, highest) =
            (u64::from(*Slice::VALUES.start()), u64::from(*Slice::VALUES.end()));
        let (least, most) = (u64::from(*Slice::EFFORTS.start()), u64::from(*Slice::EFFORTS.end()));
        let (values, efforts) = match is_in {
            true => (Steps::down(lowest..value), Steps::up(effort + 1..most + 1)),
            false => (Steps::up(value + 1..highest + 1), Steps::down(least..effort)),
        };
        let by_value = |value: u64| Rate { value, effort };
        let by_effort = |effort: u64| Rate { value, effort };
        let find = |steps: Steps, rate: &dyn Fn(u64) -> Rate| {
            (!is_fixed).then(|| search.first(steps, rate)).flatten()
        };
        Some(Turning {
            is_in,
            held,
            value: find(values, &by_value).and_then(|value| u8::try_from(value).ok()),
            effort: find(efforts, &by_effort).and_then(|effort| u16::try_from(effort).ok()),
        })
    }

    fn held(&self, entry: &Entry) -> Option<Held> {
        let graph = &self.problem.graph;
        let leaf = &self.problem.leaves[entry.leaf];
        let reason = self.mvp().reason;
        match entry.in_mvp() {
            true if leaf.wish == Some(Wish::Must) => Some(Held::Wish(Wish::Must)),
            true => {
                let needing = self.needed_by(entry.id);
                let is_in = |id: &SliceId| self.get(*id).is_some_and(Entry::in_mvp);
                let needing: Vec<SliceId> = needing.into_iter().filter(is_in).collect();
                match needing.is_empty() {
                    true => (reason == Reason::ByHand).then_some(Held::ByHand),
                    false => Some(Held::NeededBy(needing)),
                }
            }
            false if leaf.wish == Some(Wish::NotNow) => Some(Held::Wish(Wish::NotNow)),
            false if reason == Reason::ByHand => Some(Held::ByHand),
            false => {
                let needs = graph.with_needs([entry.leaf]);
                let is_put_off = |other: &&Entry| {
                    needs[other.leaf] && !other.in_mvp() && other.wish == Some(Wish::NotNow)
                };
                let put_off = self.entries.iter().find(is_put_off);
                let no_step = matches!(reason, Reason::Skeleton { .. }) && leaf.step.is_none();
                put_off
                    .map(|other| Held::NotNow(other.id))
                    .or_else(|| no_step.then_some(Held::NoStep))
            }
        }
    }
}

/// Numbers from the nearest to the farthest.
struct Steps {
    range: Range<u64>,
    goes_down: bool,
}

impl Steps {
    fn up(range: Range<u64>) -> Self {
        Self { range, goes_down: false }
    }

    fn down(range: Range<u64>) -> Self {
        Self { range, goes_down: true }
    }

    fn len(&self) -> u64 {
        self.range.end.saturating_sub(self.range.start)
    }

    fn get(&self, at: u64) -> u64 {
        if self.goes_down { self.range.end - 1 - at } else { self.range.start + at }
    }
}

struct Search<'a> {
    problem: &'a Problem,
    weights: &'a [Rate],
    leaf: usize,
    is_in: bool,
}

impl Search<'_> {
    /// The nearest number with which the leaf changes sides: beyond it, it stays changed.
    fn first(&self, steps: Steps, rate: &dyn Fn(u64) -> Rate) -> Option<u64> {
        let turns = |at: u64| self.is_in_with(rate(steps.get(at))) != self.is_in;
        let mut last = steps.len().checked_sub(1)?;
        if !turns(last) {
            return None;
        }
        let mut first = 0;
        while first < last {
            let middle = first + (last - first) / 2;
            if turns(middle) {
                last = middle;
            } else {
                first = middle + 1;
            }
        }
        Some(steps.get(first))
    }

    /// Whether the leaf would be in the MVP with this value and effort.
    fn is_in_with(&self, rate: Rate) -> bool {
        let mut weights = self.weights.to_vec();
        weights[self.leaf] = rate;
        let rest = vec![true; weights.len()];
        lines::draw(self.problem, 0, &weights, (&rest, 0), &mut Memory::none())
            .map_or(self.is_in, |drawn| drawn.is_above[self.leaf])
    }
}
