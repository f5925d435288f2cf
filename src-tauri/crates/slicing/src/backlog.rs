//! The leaves of a workshop in order, with the lines of the releases and the reasons.
//!
//! The backlog holds the leaves that are open or being worked on; what is done or dropped no longer
//! holds anything up. The MVP always stands first, then the releases after it: the best order of
//! each, then the best order of the rest. What the team has pinned stands where it is pinned, and
//! the others flow around it. Costs are in value × half days: the sum over the leaves of value ×
//! the half days until done.
//!
//! Deliberately not here: how value and effort are estimated, and words.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

mod chains;
mod graph;
mod lines;
mod memory;
mod pins;
mod problem;
mod stability;
mod turning;
mod why;

pub use chains::Chain;
pub use memory::Memory;
use problem::{Plan, Problem};
pub use stability::Stability;
pub use turning::{Held, Turning};
pub use why::{Because, Comparison, Neighbour, Waiting, Why};

use crate::id::{ReleaseId, SliceId, StepId};
use crate::model::{Slice, Wish, Workshop};
use crate::order::Settled;

/// What the heuristics make of a slice for which the team has not set numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Like [`Slice::value`].
    pub value: u8,
    /// Like [`Slice::effort`], in half days; 0 counts as 1.
    pub effort: u16,
}

/// The leaves in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlog {
    /// The leaves, the first to do first.
    pub entries: Vec<Entry>,
    /// The lines of the releases, the MVP's first.
    pub lines: Vec<Line>,
    /// The essential steps that no leaf touches, done or left to do.
    pub uncovered: Vec<StepId>,
    /// The essential steps that leaves touch, but none in the MVP or done.
    pub missed: Vec<StepId>,
    /// What the order costs, and how good it is.
    pub costs: Costs,
    /// What stands together in the best order between two lines, in its sequence.
    pub blocks: Vec<Block>,
    /// The leaves as the planner would order them if none were pinned.
    pub proposed: Vec<SliceId>,
    problem: Problem,
    /// The weights of the leaves in the outline.
    weights: Vec<Rate>,
    /// Where each leaf stands in `entries`.
    place: FxHashMap<SliceId, usize>,
}

/// A leaf in the backlog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub id: SliceId,
    /// From 1.
    pub rank: u32,
    /// 1 to 100, or what was estimated.
    pub value: u8,
    /// In half days, at least 1.
    pub effort: u16,
    /// Whether the team has left the value to the heuristics.
    pub value_is_estimated: bool,
    /// Whether the team has left the effort to the heuristics.
    pub effort_is_estimated: bool,
    /// The first of [`Backlog::lines`] that it is above; their number when it is below all.
    pub line: usize,
    /// Whether the team has put it where it stands.
    pub is_pinned: bool,
    /// What the team wants of it.
    pub wish: Option<Wish>,
    /// Its place in [`Backlog::blocks`].
    pub block: usize,
    /// Its place in the outline of the leaves.
    leaf: usize,
}

/// Value per effort, as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Value.
    pub value: u64,
    /// Half days.
    pub effort: u64,
}

impl Rate {
    /// Value per day in hundredths, rounded to the nearest.
    pub fn per_day_hundredths(self) -> u64 {
        let effort = self.effort.max(1);
        (self.value * 200 + effort / 2) / effort
    }

    /// Compares the fractions themselves.
    pub fn compare(self, other: Self) -> std::cmp::Ordering {
        let cross = |a: Self, b: Self| u128::from(a.value) * u128::from(b.effort);
        cross(self, other).cmp(&cross(other, self))
    }
}

/// Leaves that stand together in the proposed order, because each is held up by, or pulled forward
/// by, others of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The leaves in the proposed order.
    pub ids: Vec<SliceId>,
    /// Their value per effort together; never better than that of the block before, on one side of
    /// the MVP line.
    pub rate: Rate,
    /// How their order was found.
    pub settled: Settled,
}

/// The line of a release and why it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Which release; absent for the MVP.
    pub release: Option<ReleaseId>,
    /// How many entries are above it.
    pub count: usize,
    /// Why it is there.
    pub reason: Reason,
}

/// Why a line is where it is. What is above a line always has all that it needs above it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The walking skeleton: the cheapest leaves that touch every essential step that leaves touch,
    /// with those that must be in it and without those that are not now to be done.
    Skeleton {
        /// What it takes, in half days.
        effort: u64,
        /// No skeleton takes less; it is proven the cheapest when both are equal.
        lower_bound: u64,
    },
    /// The shortest start of the order that brings four fifths of the value that is left.
    FourFifths,
    /// The longest start of the order that fits into so many half days.
    Capacity(u32),
    /// The shortest start of the order that brings the value to this share of all, in per cent.
    Share(u8),
    /// The team put it there.
    ByHand,
}

/// What orders cost, in value × half days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Costs {
    /// The order as it stands.
    pub cost: u128,
    /// The proposed order: the best that was found with the releases one after the other and
    /// nothing pinned. What `cost` is above it is what moving by hand costs.
    pub proposed: u128,
    /// No order that keeps the lines costs less.
    pub lower_bound: u128,
    /// The best that was found without lines. What `proposed` is above it is what pulling the
    /// releases forward costs.
    pub unconstrained: u128,
    /// Everything is delivered at the end, at once.
    pub big_batch: u128,
}

impl Costs {
    /// Whether the proposed order is proven to be the best that keeps the lines.
    pub fn is_proven(&self) -> bool {
        self.proposed == self.lower_bound
    }
}

/// Leaves that need each other in a circle: each needs the next, and the last needs the first. A
/// tree that keeps its invariants has none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("slices wait for each other in a circle")]
pub struct Circle(pub Vec<SliceId>);

/// Puts the leaves of a workshop in order.
///
/// # Errors
/// [`Circle`], which a tree that keeps its invariants does not have.
pub fn backlog(
    workshop: &Workshop,
    estimate: impl Fn(SliceId) -> Estimate,
) -> Result<Backlog, Circle> {
    backlog_again(workshop, estimate, &mut Memory::none())
}

/// Exactly what [`backlog`] answers, faster where little has changed since the memory was last used.
///
/// # Errors
/// As [`backlog`].
pub fn backlog_again(
    workshop: &Workshop,
    estimate: impl Fn(SliceId) -> Estimate,
    memory: &mut Memory,
) -> Result<Backlog, Circle> {
    memory.begin();
    let problem = Problem::new(workshop);
    let slices = problem.graph.leaves.iter().filter_map(|id| workshop.tree.get(*id));
    let entries: Vec<Entry> =
        slices.enumerate().map(|(leaf, slice)| entry(leaf, slice, &estimate)).collect();
    let weights: Vec<Rate> = entries.iter().map(Entry::rate).collect();
    let unconstrained = problem.best(|_| true, &weights, memory)?.cost;
    let plan = problem.plan(&weights, memory)?;
    let free = if problem.has_pins() {
        problem.without_pins().plan(&weights, memory)?
    } else {
        plan.clone()
    };
    let all = problem::total(&plan.order, &weights);
    let costs = Costs {
        cost: problem::cost(&plan.order, &weights),
        proposed: problem::cost(&free.order, &weights),
        lower_bound: free.lower_bound,
        unconstrained,
        big_batch: u128::from(all.value) * u128::from(all.effort),
    };
    let ids = &problem.graph.leaves;
    let proposed = free.order.iter().map(|leaf| ids[*leaf]).collect();
    Ok(assemble(problem, entries, plan, Weighed { weights, costs, proposed }))
}

fn entry(leaf: usize, slice: &Slice, estimate: &impl Fn(SliceId) -> Estimate) -> Entry {
    let is_set = slice.value.is_some() && slice.effort.is_some();
    let guess = if is_set { Estimate { value: 1, effort: 1 } } else { estimate(slice.id) };
    Entry {
        id: slice.id,
        rank: 0,
        value: slice.value.unwrap_or(guess.value),
        effort: slice.effort.unwrap_or(guess.effort).max(1),
        value_is_estimated: slice.value.is_none(),
        effort_is_estimated: slice.effort.is_none(),
        line: 0,
        is_pinned: slice.pin.is_some(),
        wish: slice.wish,
        block: 0,
        leaf,
    }
}

/// What the numbers of a backlog come to.
struct Weighed {
    weights: Vec<Rate>,
    costs: Costs,
    proposed: Vec<SliceId>,
}

fn assemble(problem: Problem, entries: Vec<Entry>, plan: Plan, weighed: Weighed) -> Backlog {
    let Plan { order, drawn, blocks, .. } = plan;
    let Weighed { weights, costs, proposed } = weighed;
    let ids = &problem.graph.leaves;
    let mut block_of = vec![0; entries.len()];
    for (at, block) in blocks.iter().enumerate() {
        block.jobs.iter().for_each(|leaf| block_of[*leaf] = at);
    }
    let mut line_of = vec![drawn.len(); entries.len()];
    let mut lines = Vec::with_capacity(drawn.len());
    let mut count = 0;
    for (at, line) in drawn.iter().enumerate() {
        line.leaves().for_each(|leaf| line_of[leaf] = at);
        count += line.leaves().count();
        lines.push(Line { release: problem.lines[at].0, count, reason: line.reason });
    }
    let blocks = blocks.into_iter().map(|block| Block {
        ids: block.jobs.iter().map(|leaf| ids[*leaf]).collect(),
        rate: Rate { value: block.value, effort: block.effort },
        settled: if block.jobs.len() == 1 { Settled::Single } else { block.settled },
    });
    let entry = |(at, leaf): (usize, &usize)| Entry {
        rank: at as u32 + 1,
        line: line_of[*leaf],
        block: block_of[*leaf],
        ..entries[*leaf].clone()
    };
    let blocks = blocks.collect();
    let entries: Vec<Entry> = order.iter().enumerate().map(entry).collect();
    let place = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
    let uncovered = problem.uncovered();
    let is_missed = |step: &usize| {
        let touches = |leaf: usize| problem.leaves[leaf].step == Some(*step);
        let is_there = (0..line_of.len()).any(touches);
        is_there && !drawn.first().is_some_and(|mvp| mvp.leaves().any(touches))
    };
    let missed = (0..problem.steps.len()).filter(is_missed).map(|at| problem.steps[at]).collect();
    Backlog { entries, lines, uncovered, missed, costs, blocks, proposed, problem, weights, place }
}

impl Backlog {
    /// The entry of a leaf, if it is in the backlog.
    pub fn get(&self, id: SliceId) -> Option<&Entry> {
        self.place.get(&id).map(|at| &self.entries[*at])
    }

    /// The leaves in the backlog that a leaf directly needs, the first to do first.
    pub fn needs(&self, id: SliceId) -> Vec<SliceId> {
        self.get(id)
            .map_or_else(Vec::new, |entry| self.by_rank(self.problem.graph.needs(entry.leaf)))
    }

    /// The leaves in the backlog that directly need a leaf, the first to do first.
    pub fn needed_by(&self, id: SliceId) -> Vec<SliceId> {
        self.get(id)
            .map_or_else(Vec::new, |entry| self.by_rank(self.problem.graph.needed_by(entry.leaf)))
    }

    fn by_rank(&self, leaves: Vec<usize>) -> Vec<SliceId> {
        let mut ids: Vec<SliceId> =
            leaves.into_iter().map(|leaf| self.problem.graph.leaves[leaf]).collect();
        ids.sort_unstable_by_key(|id| self.place[id]);
        ids
    }

    /// The line of the MVP.
    pub fn mvp(&self) -> Line {
        self.lines.first().copied().unwrap_or(Line {
            release: None,
            count: 0,
            reason: Reason::FourFifths,
        })
    }

    /// The ranks at which a leaf stands without moving another: behind the last that it needs,
    /// before the first that needs it. `None` when it is not in the backlog.
    pub fn bounds(&self, id: SliceId) -> Option<RangeInclusive<u32>> {
        self.get(id)?;
        let rank = |id: &SliceId| self.place[id] as u32 + 1;
        let first = self.needs(id).last().map_or(1, |last| rank(last) + 1);
        let last = self.needed_by(id).first().map_or(self.entries.len() as u32, |id| rank(id) - 1);
        Some(first..=last)
    }

    /// The leaves as they stand once a leaf has gone to a rank: what it needs goes before it, what
    /// needs it behind it, and the others keep their sequence. As they are when it is not in the
    /// backlog.
    pub fn moved(&self, id: SliceId, rank: u32) -> Vec<SliceId> {
        let ids: Vec<SliceId> = self.entries.iter().map(|entry| entry.id).collect();
        let Some(at) = self.place.get(&id).copied() else { return ids };
        let to = (rank.max(1) as usize - 1).min(ids.len() - 1);
        let along = self.along(at, to);
        let is_moving = |other: &usize| *other == at || along.contains(other);
        let mut rest = (0..ids.len()).filter(|other| !is_moving(other));
        let (before, group): (usize, Vec<usize>) = if to < at {
            (to.saturating_sub(along.len()), along.iter().copied().chain([at]).collect())
        } else {
            (to, std::iter::once(at).chain(along.iter().copied()).collect())
        };
        let mut order: Vec<usize> = rest.by_ref().take(before).collect();
        order.extend(group);
        order.extend(rest);
        order.into_iter().map(|at| ids[at]).collect()
    }

    /// What goes along when the leaf at one place goes to another.
    fn along(&self, at: usize, to: usize) -> Vec<usize> {
        let leaf = self.entries[at].leaf;
        let is_bound = if to < at {
            self.problem.graph.with_needs([leaf])
        } else {
            self.problem.graph.waiting_for([leaf])
        };
        // Who goes along needs room, and may meet others who then go along too.
        let mut along: Vec<usize> = Vec::new();
        loop {
            let passed = if to < at {
                to.saturating_sub(along.len())..at
            } else {
                at + 1..(to + along.len() + 1).min(self.entries.len())
            };
            let met: Vec<usize> =
                passed.filter(|other| is_bound[self.entries[*other].leaf]).collect();
            if met.len() == along.len() {
                return met;
            }
            along = met;
        }
    }

    /// How much value has been delivered after how many half days, from `(0, 0)` on.
    pub fn cumulative(&self) -> Vec<(u64, u64)> {
        self.cumulative_of(self.entries.iter())
    }

    /// The same for the order that the planner would propose if nothing were pinned.
    pub fn cumulative_proposed(&self) -> Vec<(u64, u64)> {
        self.cumulative_of(self.proposed.iter().filter_map(|id| self.get(*id)))
    }

    fn cumulative_of<'a>(&self, entries: impl Iterator<Item = &'a Entry>) -> Vec<(u64, u64)> {
        let mut point = (0, 0);
        let mut points = vec![point];
        for entry in entries {
            point.0 += u64::from(entry.effort);
            point.1 += u64::from(entry.value);
            points.push(point);
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::key::OrderKey;
    use crate::model::{About, Cut, Goal, Kind, Release, Status, Step};
    use crate::tree::Tree;

    fn slice(id: u32, parent: Option<u32>, value: u8, effort: u16) -> Slice {
        let mut slice = Slice::new(SliceId(id), parent.map(SliceId), OrderKey::first(), "s");
        slice.value = Some(value);
        slice.effort = Some(effort);
        slice
    }

    fn with(mut slice: Slice, change: impl FnOnce(&mut Slice)) -> Slice {
        change(&mut slice);
        slice
    }

    fn needing(slice: Slice, needs: &[u32]) -> Slice {
        with(slice, |slice| slice.needs = ids(needs))
    }

    fn touching(slice: Slice, step: u32) -> Slice {
        with(slice, |slice| slice.step = Some(StepId(step)))
    }

    fn ids(list: &[u32]) -> Vec<SliceId> {
        list.iter().map(|id| SliceId(*id)).collect()
    }

    fn step(id: u32, essential: bool) -> Step {
        Step { id: StepId(id), key: OrderKey::first(), name: String::new(), essential }
    }

    fn guess(_: SliceId) -> Estimate {
        Estimate { value: 50, effort: 0 }
    }

    fn workshop(slices: Vec<Slice>, steps: &[Step], cut: Cut) -> Workshop {
        let about = About { mvp: Goal { cut, ..Goal::default() }, ..About::default() };
        Workshop {
            about,
            steps: steps.to_vec(),
            tree: Tree::from_slices(slices),
            ..Workshop::default()
        }
    }

    fn planned(slices: Vec<Slice>, steps: &[Step], cut: Cut) -> Backlog {
        backlog(&workshop(slices, steps, cut), guess).unwrap()
    }

    fn proposed(slices: Vec<Slice>) -> Backlog {
        planned(slices, &[], Cut::Proposed)
    }

    fn order(backlog: &Backlog) -> Vec<u32> {
        backlog.entries.iter().map(|entry| entry.id.0).collect()
    }

    #[test]
    fn an_empty_workshop_has_an_empty_backlog() {
        let backlog = proposed(vec![]);
        assert!(backlog.entries.is_empty());
        assert_eq!(backlog.cumulative(), [(0, 0)]);
        assert_eq!(backlog.costs, Costs::default());
        assert!(backlog.costs.is_proven());
    }

    #[test]
    fn only_leaves_that_are_left_to_do_are_in_it() {
        let done = |status| with(slice(3, Some(1), 9, 1), |slice| slice.status = status);
        for (status, expected) in
            [(Status::Done, vec![2]), (Status::Dropped, vec![2]), (Status::Doing, vec![3, 2])]
        {
            let backlog = proposed(vec![
                slice(1, None, 5, 5),
                needing(slice(2, Some(1), 9, 2), &[3]),
                done(status),
            ]);
            assert_eq!(order(&backlog), expected);
            assert_eq!(backlog.needs(SliceId(2)).len(), expected.len() - 1);
        }
    }

    #[test]
    fn estimates_stand_in_for_what_the_team_has_not_set() {
        let open = with(slice(1, None, 7, 3), |slice| (slice.value, slice.effort) = (None, None));
        let backlog = proposed(vec![open, slice(2, None, 7, 3)]);
        let entry = backlog.get(SliceId(1)).unwrap();
        assert_eq!((entry.value, entry.effort), (50, 1));
        assert!(entry.value_is_estimated && entry.effort_is_estimated);
        assert!(!backlog.get(SliceId(2)).unwrap().effort_is_estimated);
    }

    /// 1 holds 2 and 3, 4 holds 5 and 6; 4 needs 1.
    fn two_epics() -> Vec<Slice> {
        vec![
            slice(1, None, 1, 1),
            slice(2, Some(1), 1, 4),
            slice(3, Some(1), 3, 2),
            needing(slice(4, None, 1, 1), &[1]),
            slice(5, Some(4), 90, 1),
            slice(6, Some(4), 1, 9),
        ]
    }

    #[test]
    fn a_parent_stands_for_all_of_its_leaves() {
        let backlog = proposed(two_epics());
        assert_eq!(order(&backlog), [3, 2, 5, 6]);
        assert_eq!(backlog.needs(SliceId(6)), ids(&[3, 2]));
        assert_eq!(backlog.needed_by(SliceId(2)), ids(&[5, 6]));
        assert_eq!(backlog.bounds(SliceId(5)), Some(3..=4));
        assert_eq!(backlog.bounds(SliceId(1)), None);
    }

    #[test]
    fn large_epics_that_need_each_other_do_not_become_pairs() {
        let mut slices = vec![slice(0, None, 1, 1), needing(slice(1, None, 1, 1), &[0])];
        slices.extend((2..4_002).map(|id| slice(id, Some(id % 2), 1 + (id % 100) as u8, 3)));
        let backlog = proposed(slices);
        assert!(backlog.costs.is_proven());
        assert!(backlog.entries[..2_000].iter().all(|entry| entry.id.0 % 2 == 0));
        assert_eq!(backlog.needs(SliceId(3)).len(), 2_000);
        assert_eq!(backlog.bounds(SliceId(3)), Some(2_001..=4_000));
    }

    #[test]
    fn a_circle_in_damaged_data_is_named() {
        let slices = vec![needing(slice(1, None, 1, 1), &[2]), needing(slice(2, None, 1, 1), &[1])];
        let found = backlog(&workshop(slices, &[], Cut::Proposed), guess);
        assert_eq!(found, Err(Circle(ids(&[1, 2]))));
    }

    #[test]
    fn without_steps_the_mvp_is_four_fifths_of_the_value_and_costs_nothing() {
        let backlog =
            proposed(vec![slice(1, None, 10, 2), slice(2, None, 80, 2), slice(3, None, 10, 9)]);
        assert_eq!(order(&backlog), [2, 1, 3]);
        assert_eq!(backlog.mvp().count, 1);
        assert_eq!(backlog.mvp().reason, Reason::FourFifths);
        assert_eq!(backlog.costs.proposed, backlog.costs.unconstrained);
        assert_eq!(backlog.costs.cost, 80 * 2 + 10 * 4 + 10 * 13);
        assert_eq!(backlog.costs.big_batch, 100 * 13);
        assert_eq!(backlog.cumulative(), [(0, 0), (2, 80), (4, 90), (13, 100)]);
    }

    /// Step 1 is touched by 1 and 2, step 2 by 3, which needs 4; step 3 by nothing; 5 has no step.
    fn journey() -> Vec<Slice> {
        vec![
            touching(slice(1, None, 9, 9), 1),
            touching(slice(2, None, 1, 5), 1),
            touching(needing(slice(3, None, 2, 3), &[4]), 2),
            slice(4, None, 1, 1),
            slice(5, None, 99, 1),
        ]
    }

    #[test]
    fn with_essential_steps_the_mvp_is_the_walking_skeleton() {
        let steps = [step(1, true), step(2, true), step(3, true), step(4, false)];
        let backlog = planned(journey(), &steps, Cut::Proposed);
        assert_eq!(order(&backlog), [4, 3, 2, 5, 1]);
        assert_eq!(backlog.mvp().count, 3);
        assert_eq!(backlog.mvp().reason, Reason::Skeleton { effort: 9, lower_bound: 9 });
        assert_eq!(backlog.uncovered, [StepId(3)]);
        assert!(backlog.costs.proposed > backlog.costs.unconstrained);
        assert!(backlog.costs.is_proven());
    }

    #[test]
    fn a_step_that_a_done_slice_touches_needs_no_other() {
        let mut slices = journey();
        slices[1].status = Status::Done;
        let backlog = planned(slices, &[step(1, true), step(2, true)], Cut::Proposed);
        assert_eq!(order(&backlog)[..2], [4, 3]);
        assert_eq!(backlog.mvp().count, 2);
        assert!(backlog.uncovered.is_empty());
    }

    #[test]
    fn steps_that_nothing_touches_leave_the_mvp_to_the_value() {
        let backlog = planned(journey(), &[step(7, true)], Cut::Proposed);
        assert_eq!(backlog.mvp().reason, Reason::FourFifths);
        assert_eq!(backlog.uncovered, [StepId(7)]);
    }

    #[test]
    fn a_spike_does_not_stand_for_a_step() {
        let spike = with(touching(slice(1, None, 9, 1), 1), |slice| slice.kind = Kind::Spike);
        let slices = vec![spike, touching(slice(2, None, 1, 4), 1)];
        let backlog = planned(slices, &[step(1, true)], Cut::Proposed);
        assert_eq!(backlog.mvp().count, 1);
        assert_eq!(backlog.entries[0].id, SliceId(2));
    }

    #[test]
    fn a_leaf_touches_the_step_of_its_nearest_ancestor() {
        let slices =
            vec![touching(slice(1, None, 1, 1), 1), slice(2, Some(1), 1, 1), slice(3, None, 9, 1)];
        let backlog = planned(slices, &[step(1, true)], Cut::Proposed);
        assert_eq!(order(&backlog), [2, 3]);
        assert_eq!(backlog.mvp().count, 1);
    }

    #[test]
    fn an_mvp_by_hand_takes_what_it_needs_with_it() {
        let mut slices = journey();
        slices[2].in_mvp = true;
        let backlog = planned(slices, &[step(1, true)], Cut::ByHand);
        assert_eq!(order(&backlog), [4, 3, 5, 1, 2]);
        assert_eq!((backlog.mvp().count, backlog.mvp().reason), (2, Reason::ByHand));
    }

    fn pinned(slice: Slice, pin: u32) -> Slice {
        with(slice, |slice| slice.pin = Some(pin))
    }

    fn wished(slice: Slice, wish: Wish) -> Slice {
        with(slice, |slice| slice.wish = Some(wish))
    }

    #[test]
    fn a_pinned_leaf_stays_and_the_others_flow_around_it_at_a_price() {
        let slices = vec![
            pinned(slice(1, None, 1, 9), 1),
            slice(2, None, 9, 1),
            slice(3, None, 5, 5),
            slice(4, None, 5, 1),
        ];
        let backlog = planned(slices, &[], Cut::Share(100));
        assert_eq!(order(&backlog), [1, 2, 4, 3]);
        assert_eq!(backlog.proposed, ids(&[2, 4, 3, 1]));
        assert_eq!(backlog.costs.proposed, 9 + 5 * 2 + 5 * 7 + 16);
        assert_eq!(backlog.costs.cost, 9 + 9 * 10 + 5 * 11 + 5 * 16);
        assert_eq!(backlog.cumulative_proposed()[1], (1, 9));
        assert!(backlog.costs.is_proven());
    }

    #[test]
    fn what_a_pinned_leaf_needs_comes_before_it_and_what_needs_it_behind_it() {
        let slices = vec![
            pinned(needing(slice(1, None, 1, 1), &[4, 5]), 2),
            slice(2, None, 9, 1),
            slice(3, None, 9, 1),
            needing(slice(4, None, 1, 1), &[5]),
            pinned(slice(5, None, 1, 1), 9),
            needing(slice(6, None, 50, 1), &[1]),
        ];
        assert_eq!(order(&planned(slices, &[], Cut::Share(100))), [5, 4, 1, 6, 2, 3]);
    }

    #[test]
    fn of_two_leaves_pinned_to_one_place_the_better_comes_first() {
        let slices = vec![
            pinned(slice(1, None, 1, 1), 1),
            pinned(slice(2, None, 9, 1), 1),
            slice(3, None, 99, 1),
        ];
        assert_eq!(order(&planned(slices, &[], Cut::Share(100))), [2, 1, 3]);
    }

    #[test]
    fn a_pinned_leaf_moves_up_as_the_work_goes_on() {
        let slices = |done: u32| {
            let mut slices: Vec<Slice> = (1..6).map(|id| slice(id, None, 9, 1)).collect();
            slices[4] = pinned(slice(5, None, 1, 9), 3);
            slices.iter_mut().take(done as usize).for_each(|slice| slice.status = Status::Done);
            slices
        };
        let rank = |done| proposed_rank(slices(done), 5);
        assert_eq!([rank(0), rank(1), rank(2), rank(3)], [3, 2, 1, 1]);
    }

    fn proposed_rank(slices: Vec<Slice>, id: u32) -> u32 {
        planned(slices, &[], Cut::Share(100)).get(SliceId(id)).unwrap().rank
    }

    #[test]
    fn a_move_takes_along_what_is_needed_and_leaves_the_others_alone() {
        let slices = vec![
            slice(1, None, 90, 1),
            slice(2, None, 80, 1),
            slice(3, None, 70, 1),
            needing(slice(4, None, 60, 1), &[3]),
        ];
        let backlog = proposed(slices);
        assert_eq!(order(&backlog), [1, 2, 3, 4]);
        assert_eq!(backlog.moved(SliceId(4), 2), ids(&[3, 4, 1, 2]));
        assert_eq!(backlog.moved(SliceId(4), 1), ids(&[3, 4, 1, 2]));
        assert_eq!(backlog.moved(SliceId(3), 4), ids(&[1, 2, 3, 4]));
        assert_eq!(backlog.moved(SliceId(1), 3), ids(&[2, 3, 1, 4]));
        assert_eq!(backlog.moved(SliceId(1), 99), ids(&[2, 3, 4, 1]));
        assert_eq!(backlog.moved(SliceId(9), 1), ids(&[1, 2, 3, 4]));
    }

    #[test]
    fn what_must_be_in_the_mvp_is_and_what_is_not_now_is_not() {
        let steps = [step(1, true), step(2, true)];
        let mut slices = journey();
        slices[1] = wished(slices[1].clone(), Wish::NotNow);
        slices[4] = wished(slices[4].clone(), Wish::Must);
        let backlog = planned(slices, &steps, Cut::Proposed);
        assert_eq!(order(&backlog), [5, 1, 4, 3, 2]);
        assert_eq!(backlog.mvp().count, 4);
        assert_eq!(backlog.mvp().reason, Reason::Skeleton { effort: 14, lower_bound: 14 });
    }

    #[test]
    fn what_a_must_needs_is_in_the_mvp_even_if_it_is_not_now() {
        let slices = vec![
            wished(needing(slice(1, None, 9, 1), &[2]), Wish::Must),
            wished(slice(2, None, 1, 1), Wish::NotNow),
            slice(3, None, 90, 1),
        ];
        let backlog = planned(slices, &[], Cut::Capacity(2));
        assert_eq!(order(&backlog), [2, 1, 3]);
        assert_eq!(backlog.mvp().count, 2);
    }

    #[test]
    fn what_waits_for_something_not_now_waits_too_and_the_missed_step_is_told() {
        let mut slices = journey();
        slices[3] = wished(slices[3].clone(), Wish::NotNow);
        let backlog = planned(slices, &[step(1, true), step(2, true)], Cut::Proposed);
        assert_eq!(backlog.mvp().count, 1);
        assert_eq!(backlog.entries[0].id, SliceId(2));
        assert_eq!(
            (backlog.uncovered.as_slice(), backlog.missed.as_slice()),
            (&[][..], &[StepId(2)][..])
        );
    }

    #[test]
    fn a_line_by_capacity_takes_the_longest_start_that_fits() {
        let slices = vec![
            slice(1, None, 90, 2),
            slice(2, None, 80, 3),
            slice(3, None, 10, 4),
            slice(4, None, 1, 1),
        ];
        let count = |half_days| planned(slices.clone(), &[], Cut::Capacity(half_days)).mvp().count;
        assert_eq!([count(1), count(2), count(5), count(6), count(10)], [0, 1, 2, 2, 4]);
    }

    #[test]
    fn a_line_by_share_takes_the_shortest_start_that_reaches_it() {
        let slices = vec![slice(1, None, 60, 1), slice(2, None, 30, 1), slice(3, None, 10, 1)];
        let count = |share| planned(slices.clone(), &[], Cut::Share(share)).mvp().count;
        assert_eq!([count(1), count(60), count(61), count(90), count(100)], [1, 1, 2, 2, 3]);
    }

    fn release(id: u32, cut: Cut) -> Release {
        let keys = OrderKey::spread(None, None, 9).unwrap();
        let goal = Goal { cut, ..Goal::default() };
        Release { id: ReleaseId(id), key: keys[id as usize].clone(), goal }
    }

    #[test]
    fn releases_come_one_after_the_other_each_by_its_own_rule() {
        let mut slices: Vec<Slice> = (1..9).map(|id| slice(id, None, 90 - id as u8, 1)).collect();
        slices[0].in_mvp = true;
        slices[7].release = Some(ReleaseId(2));
        let workshop = Workshop {
            releases: vec![
                release(1, Cut::Capacity(2)),
                release(2, Cut::ByHand),
                release(3, Cut::Share(80)),
            ],
            ..workshop(slices, &[], Cut::ByHand)
        };
        let backlog = backlog(&workshop, guess).unwrap();
        assert_eq!(order(&backlog), [1, 2, 3, 8, 4, 5, 6, 7]);
        let counts: Vec<usize> = backlog.lines.iter().map(|line| line.count).collect();
        assert_eq!(counts, [1, 3, 4, 7]);
        assert_eq!(backlog.entries[3].line, 2);
        assert_eq!(backlog.entries[7].line, 4);
    }

    #[test]
    fn a_rate_is_told_per_day() {
        assert_eq!(Rate { value: 5, effort: 3 }.per_day_hundredths(), 333);
        assert_eq!(Rate { value: 5, effort: 2 }.per_day_hundredths(), 500);
        assert_eq!(Rate { value: 0, effort: 0 }.per_day_hundredths(), 0);
    }

    #[test]
    fn why_names_the_block_and_the_neighbours() {
        let slices = vec![
            slice(1, None, 1, 4),
            needing(slice(2, None, 20, 1), &[1]),
            slice(3, None, 3, 1),
            slice(4, None, 6, 2),
            slice(5, None, 1, 1),
        ];
        let backlog = proposed(slices);
        assert_eq!(order(&backlog), [1, 2, 3, 4, 5]);
        let why = backlog.why(SliceId(1)).unwrap();
        assert_eq!(why.block, ids(&[1, 2]));
        assert_eq!(why.block_rate, Rate { value: 21, effort: 5 });
        assert_eq!(why.above, None);
        assert_eq!(why.below, Some(Neighbour { id: SliceId(2), because: Because::Dependency }));
        let waiting: Vec<_> = why.better_below.iter().map(|w| (w.id.0, w.needs_this)).collect();
        assert_eq!(waiting, [(2, true), (3, false), (4, false), (5, false)]);
        let below = |id| backlog.why(SliceId(id)).unwrap().below.map(|next| next.because);
        assert_eq!(below(2), Some(Because::HigherRate));
        assert_eq!(below(3), Some(Because::Even));
        assert_eq!(below(4), Some(Because::Line));
        assert_eq!(below(5), None);
        assert_eq!(backlog.why(SliceId(9)), None);
    }

    #[test]
    fn why_tells_what_the_team_decided_and_what_does_not_matter() {
        let even = vec![slice(1, None, 2, 2), slice(2, None, 2, 2), slice(3, None, 1, 1)];
        let left = vec![pinned(even[2].clone(), 1), even[0].clone()];
        let hand = planned(left, &[], Cut::ByHand);
        assert_eq!(hand.why(SliceId(3)).unwrap().below.unwrap().because, Because::ByHand);
        let backlog = planned(even, &[], Cut::ByHand);
        assert_eq!(backlog.why(SliceId(1)).unwrap().below.unwrap().because, Because::Even);
    }

    #[test]
    fn two_leaves_are_compared_by_their_needs_or_by_what_a_swap_would_cost() {
        let slices = vec![
            slice(1, None, 1, 4),
            needing(slice(2, None, 20, 1), &[1]),
            needing(slice(3, None, 30, 1), &[2]),
            slice(4, None, 6, 2),
        ];
        let backlog = planned(slices, &[], Cut::Share(100));
        assert_eq!(order(&backlog), [1, 2, 3, 4]);
        let bound = backlog.compare(SliceId(1), SliceId(3)).unwrap();
        assert_eq!((bound.upper, bound.because), (SliceId(1), Because::Dependency));
        assert_eq!((bound.path, bound.swap), (ids(&[3, 2, 1]), None));
        let free = backlog.compare(SliceId(4), SliceId(3)).unwrap();
        assert_eq!((free.upper, free.lower), (SliceId(3), SliceId(4)));
        assert_eq!((free.because, free.swap), (Because::HigherRate, Some(30 * 2 - 6)));
        assert_eq!(backlog.compare(SliceId(4), SliceId(4)), None);
        assert_eq!(backlog.compare(SliceId(4), SliceId(9)), None);
    }

    #[test]
    fn a_leaf_that_is_in_the_mvp_only_for_others_is_a_chain() {
        let mut slices = journey();
        slices[3] = needing(slice(4, None, 1, 6), &[6]);
        slices.push(slice(6, None, 1, 3));
        let backlog = planned(slices, &[step(1, true), step(2, true)], Cut::Proposed);
        let chains = backlog.chains();
        assert_eq!(chains[0], Chain { id: SliceId(4), effort: 6, path: ids(&[3, 4]) });
        assert_eq!(chains[1], Chain { id: SliceId(6), effort: 3, path: ids(&[3, 4, 6]) });
        assert_eq!(chains.len(), 2);
    }

    #[test]
    fn the_turning_point_of_a_skeleton_is_an_effort() {
        let steps = [step(1, true), step(2, true)];
        let backlog = planned(journey(), &steps, Cut::Proposed);
        // 2 touches step 1 with an effort of 5, 1 with one of 9.
        let turning = backlog.turning(SliceId(1)).unwrap();
        assert_eq!((turning.is_in, turning.held, turning.value), (false, None, None));
        // Of two that take as much, the first is chosen.
        assert_eq!(turning.effort, Some(5));
        let turning = backlog.turning(SliceId(2)).unwrap();
        assert_eq!((turning.is_in, turning.effort), (true, Some(9)));
        let held = |id| backlog.turning(SliceId(id)).unwrap().held;
        assert_eq!(held(4), Some(Held::NeededBy(ids(&[3]))));
        assert_eq!(held(5), Some(Held::NoStep));
        assert_eq!(backlog.turning(SliceId(9)), None);
    }

    #[test]
    fn what_the_team_has_said_is_told_before_any_number() {
        let mut slices = journey();
        slices[0] = wished(slices[0].clone(), Wish::NotNow);
        slices[4] = wished(slices[4].clone(), Wish::Must);
        let held = |cut, id| {
            let turning = planned(slices.clone(), &[], cut).turning(SliceId(id)).unwrap();
            assert_eq!((turning.value, turning.effort), (None, None));
            turning.held
        };
        assert_eq!(held(Cut::Proposed, 1), Some(Held::Wish(Wish::NotNow)));
        assert_eq!(held(Cut::Proposed, 5), Some(Held::Wish(Wish::Must)));
        assert_eq!(held(Cut::ByHand, 3), Some(Held::ByHand));
        let mut slices = journey();
        slices[3] = wished(slices[3].clone(), Wish::NotNow);
        let backlog = planned(slices, &[], Cut::Capacity(1));
        assert_eq!(backlog.turning(SliceId(3)).unwrap().held, Some(Held::NotNow(SliceId(4))));
    }

    /// Slices of which each may be below an earlier one, with needs that close no circle, pins,
    /// wishes and marks, and releases of every kind.
    fn workshops() -> impl Strategy<Value = Workshop> {
        let row = (
            prop::option::of(0..30_usize),
            (1..30_u8, 1..9_u16, 0..6_u8),
            prop::option::of(0..4_u32),
            prop::collection::vec(0..30_usize, 0..2),
            (any::<bool>(), prop::option::of(1..20_u32), 0..8_u8, 0..4_u32),
        );
        let rows = prop::collection::vec(row, 1..24);
        let cut = || {
            prop_oneof![
                Just(Cut::Proposed),
                Just(Cut::ByHand),
                (1..60_u32).prop_map(Cut::Capacity),
                (1..=100_u8).prop_map(Cut::Share),
            ]
        };
        (rows, cut(), prop::collection::vec(cut(), 0..3)).prop_map(|(rows, cut, later)| {
            let mut tree = Tree::default();
            let count = rows.len();
            for (at, (parent, (value, effort, status), step, _, decided)) in rows.iter().enumerate()
            {
                let parent = parent.filter(|_| at > 0).map(|parent| (parent % at.max(1)) as u32);
                let mut slice = slice(at as u32, parent, *value, *effort);
                slice.status = [Status::Open, Status::Doing, Status::Done, Status::Dropped]
                    [usize::from(status.saturating_sub(2))];
                slice.step = step.map(StepId);
                slice.in_mvp = decided.0;
                slice.pin = decided.1.filter(|pin| pin % 3 == 0);
                slice.wish = Wish::ALL.get(usize::from(decided.2)).copied();
                slice.release = Some(ReleaseId(decided.3));
                tree.put(slice);
            }
            for (at, (.., needs, _)) in rows.iter().enumerate() {
                for needed in needs {
                    let (a, b) = (SliceId(at as u32), SliceId((needed % count) as u32));
                    if tree.check_need(a, b).is_ok() {
                        let slice = tree.get(a).unwrap().clone();
                        tree.put(with(slice, |slice| slice.needs.push(b)));
                    }
                }
            }
            let steps = [step(0, true), step(1, false), step(2, true), step(3, true)];
            let releases = (1..).zip(later).map(|(id, cut)| release(id, cut)).collect();
            let slices = tree.walk().map(|(slice, _)| slice.clone()).collect();
            Workshop { releases, ..workshop(slices, &steps, cut) }
        })
    }

    /// Which leaves a leaf needs, spelled out from the definition.
    fn pairs(tree: &Tree, backlog: &Backlog, id: SliceId) -> Vec<SliceId> {
        let mut found: Vec<SliceId> = tree
            .get(id)
            .into_iter()
            .chain(tree.ancestors(id))
            .flat_map(|slice| &slice.needs)
            .flat_map(|needed| tree.leaves_below(*needed))
            .map(|slice| slice.id)
            .filter(|id| backlog.get(*id).is_some())
            .collect();
        found.sort_by_key(|id| backlog.get(*id).unwrap().rank);
        found.dedup();
        found
    }

    proptest! {
        #[test]
        fn a_memory_changes_nothing(one in workshops(), other in workshops()) {
            let mut memory = Memory::default();
            for workshop in [&one, &one, &other, &one] {
                let again = backlog_again(workshop, guess, &mut memory);
                prop_assert_eq!(again, backlog(workshop, guess));
            }
        }

        #[test]
        fn every_backlog_keeps_its_promises(workshop in workshops()) {
            let backlog = backlog(&workshop, guess).unwrap();
            for (at, entry) in backlog.entries.iter().enumerate() {
                prop_assert_eq!(entry.rank as usize, at + 1);
                let above = backlog.lines.iter().filter(|line| line.count <= at).count();
                prop_assert_eq!(entry.line, above);
                prop_assert!(backlog.blocks[entry.block].ids.contains(&entry.id));
                let needs = backlog.needs(entry.id);
                prop_assert_eq!(&needs, &pairs(&workshop.tree, &backlog, entry.id));
                for needed in &needs {
                    prop_assert!(backlog.get(*needed).unwrap().rank < entry.rank);
                    prop_assert!(backlog.needed_by(*needed).contains(&entry.id));
                }
                prop_assert!(backlog.bounds(entry.id).unwrap().contains(&entry.rank));
                prop_assert_eq!(backlog.why(entry.id).unwrap().rank, entry.rank);
            }
            let costs = backlog.costs;
            prop_assert!(costs.is_proven());
            prop_assert!(costs.unconstrained <= costs.proposed);
            prop_assert!(costs.unconstrained <= costs.cost && costs.cost <= costs.big_batch);
            if backlog.entries.iter().all(|entry| !entry.is_pinned) {
                prop_assert_eq!(costs.cost, costs.proposed);
            }
            prop_assert_eq!(backlog.cumulative().len(), backlog.entries.len() + 1);
            prop_assert_eq!(backlog.cumulative_proposed().len(), backlog.entries.len() + 1);
        }

        #[test]
        fn wishes_are_kept_as_far_as_needs_allow(workshop in workshops()) {
            let backlog = backlog(&workshop, guess).unwrap();
            let needed = |id: SliceId| {
                let by = backlog.needed_by(id);
                by.iter().any(|id| backlog.get(*id).unwrap().in_mvp())
            };
            for entry in &backlog.entries {
                match entry.wish {
                    Some(Wish::Must) => prop_assert!(entry.in_mvp()),
                    Some(Wish::NotNow) => prop_assert!(!entry.in_mvp() || needed(entry.id)),
                    None => {}
                }
            }
        }

        #[test]
        fn a_capacity_is_never_exceeded_but_for_what_must_be(workshop in workshops()) {
            let backlog = backlog(&workshop, guess).unwrap();
            let mut before = 0;
            for line in &backlog.lines {
                let inside = &backlog.entries[before..line.count];
                let effort: u64 = inside.iter().map(|entry| u64::from(entry.effort)).sum();
                let has_musts = inside.iter().any(|entry| entry.wish == Some(Wish::Must));
                if let Reason::Capacity(half_days) = line.reason {
                    prop_assert!(has_musts || effort <= u64::from(half_days));
                }
                before = line.count;
            }
        }

        #[test]
        fn a_moved_leaf_lands_where_needs_allow_and_keeps_them(
            workshop in workshops(), at in 0..99_usize, rank in 1..30_u32,
        ) {
            let backlog = backlog(&workshop, guess).unwrap();
            prop_assume!(!backlog.entries.is_empty());
            let id = backlog.entries[at % backlog.entries.len()].id;
            let moved = backlog.moved(id, rank);
            let place = |id: SliceId| moved.iter().position(|other| *other == id).unwrap();
            prop_assert_eq!(moved.len(), backlog.entries.len());
            for entry in &backlog.entries {
                for needed in backlog.needs(entry.id) {
                    prop_assert!(place(needed) < place(entry.id));
                }
            }
            if backlog.bounds(id).unwrap().contains(&rank) {
                prop_assert_eq!(place(id) + 1, rank as usize);
            }
        }

        #[test]
        fn a_turning_point_turns_and_the_number_before_it_does_not(workshop in workshops()) {
            let made = backlog(&workshop, guess).unwrap();
            for entry in &made.entries {
                let turning = made.turning(entry.id).unwrap();
                let is_in = |value: u8, effort: u16| {
                    let mut changed = workshop.clone();
                    let slice = changed.tree.get(entry.id).unwrap().clone();
                    changed.tree.put(with(slice, |slice| {
                        (slice.value, slice.effort) = (Some(value), Some(effort));
                    }));
                    backlog(&changed, guess).unwrap().get(entry.id).unwrap().in_mvp()
                };
                if let Some(value) = turning.value {
                    let before = if value > entry.value { value - 1 } else { value + 1 };
                    prop_assert_ne!(is_in(value, entry.effort), turning.is_in);
                    prop_assert_eq!(is_in(before, entry.effort), turning.is_in);
                }
                if let Some(effort) = turning.effort {
                    let before = if effort > entry.effort { effort - 1 } else { effort + 1 };
                    prop_assert_ne!(is_in(entry.value, effort), turning.is_in);
                    prop_assert_eq!(is_in(entry.value, before), turning.is_in);
                }
            }
        }

        #[test]
        fn pins_are_kept_where_nothing_is_in_the_way(workshop in workshops()) {
            let mut workshop = workshop;
            workshop.about.mvp.cut = Cut::Share(100);
            workshop.releases.clear();
            let done = workshop.tree.leaves().filter(|leaf| leaf.status == Status::Done).count();
            let slices: Vec<Slice> = workshop.tree.walk().map(|(slice, _)| slice.clone()).collect();
            for slice in slices {
                workshop.tree.put(with(slice, |slice| slice.wish = None));
            }
            let backlog = backlog(&workshop, guess).unwrap();
            let pins = backlog.entries.iter().filter(|entry| entry.is_pinned);
            let pins: Vec<&Entry> = pins.collect();
            let [entry] = pins.as_slice() else { return Ok(()) };
            let pin = workshop.tree.get(entry.id).unwrap().pin.unwrap() as usize;
            let wanted = pin.saturating_sub(done).clamp(1, backlog.entries.len());
            let graph = &backlog.problem.graph;
            let count = |is: &[bool]| (0..backlog.entries.len()).filter(|leaf| is[*leaf]).count();
            let first = count(&graph.with_needs([entry.leaf]));
            let last = backlog.entries.len() + 1 - count(&graph.waiting_for([entry.leaf]));
            prop_assert_eq!(entry.rank as usize, wanted.clamp(first, last));
        }

        #[test]
        fn the_mvp_touches_every_essential_step_that_can_be_touched(workshop in workshops()) {
            let backlog = backlog(&workshop, guess).unwrap();
            prop_assume!(matches!(backlog.mvp().reason, Reason::Skeleton { .. }));
            let tree = &workshop.tree;
            let step = |id: SliceId| problem::step_of(tree, id);
            let mvp = &backlog.entries[..backlog.mvp().count];
            let mut touched: Vec<StepId> = mvp.iter().filter_map(|e| step(e.id)).collect();
            let done = tree.leaves().filter(|slice| slice.status == Status::Done);
            touched.extend(done.filter_map(|slice| step(slice.id)));
            for of in workshop.steps.iter().filter(|step| step.essential) {
                let is_open = backlog.uncovered.contains(&of.id) || backlog.missed.contains(&of.id);
                prop_assert_ne!(touched.contains(&of.id), is_open);
            }
            let wishes = backlog.entries.iter().any(|entry| entry.wish == Some(Wish::NotNow));
            prop_assert!(wishes || backlog.missed.is_empty());
        }
    }
}
