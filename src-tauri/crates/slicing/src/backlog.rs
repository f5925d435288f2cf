//! The leaves of a workshop in order, with the MVP line and the reasons.
//!
//! The backlog holds the leaves that are open or being worked on; what is done or dropped no longer
//! holds anything up. The MVP always stands first: its best order, then the best order of the rest.
//! Costs are in value × half days: the sum over the leaves of value × the half days until done.
//!
//! Deliberately not here: how value and effort are estimated, and words.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

mod graph;
mod why;

use graph::Graph;
pub use why::{Because, Neighbour, Waiting, Why};

use crate::id::{SliceId, StepId};
use crate::model::{About, Decided, Kind, Slice, Status, Step};
use crate::mvp::{self, Item};
use crate::order::{Order, Settled};
use crate::tree::Tree;

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
    /// Where the MVP line is and why.
    pub mvp: Mvp,
    /// What the order costs, and how good it is.
    pub costs: Costs,
    /// What stands together in the proposed order, in its sequence.
    pub blocks: Vec<Block>,
    by_hand: bool,
    graph: Graph,
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
    /// Whether it is above the MVP line.
    pub in_mvp: bool,
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

/// Where the MVP line is and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mvp {
    /// How many entries are above it.
    pub count: usize,
    /// Why it is there.
    pub reason: MvpReason,
    /// The essential steps that no leaf touches, done or left to do.
    pub uncovered: Vec<StepId>,
}

/// Why the MVP line is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MvpReason {
    /// The walking skeleton: the cheapest leaves that touch every essential step that leaves touch.
    Skeleton {
        /// What it takes, in half days.
        effort: u64,
        /// No skeleton takes less; it is proven the cheapest when both are equal.
        lower_bound: u64,
    },
    /// The shortest start of the best order that reaches four fifths of the value.
    FourFifths,
    /// The team put it there; what the MVP needs is in it too.
    ByHand,
}

/// What orders cost, in value × half days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Costs {
    /// The order as it stands.
    pub cost: u128,
    /// The proposed order: the best that was found with the MVP first. What `cost` is above it is
    /// what an order by hand costs more.
    pub proposed: u128,
    /// No order with the MVP first costs less.
    pub lower_bound: u128,
    /// The best that was found without an MVP line. What `proposed` is above it is what pulling
    /// the MVP forward costs.
    pub unconstrained: u128,
    /// Everything is delivered at the end, at once.
    pub big_batch: u128,
}

impl Costs {
    /// Whether the proposed order is proven to be the best with the MVP first.
    pub fn is_proven(&self) -> bool {
        self.proposed == self.lower_bound
    }
}

/// Leaves that need each other in a circle: each needs the next, and the last needs the first. A
/// tree that keeps its invariants has none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("slices wait for each other in a circle")]
pub struct Circle(pub Vec<SliceId>);

/// Why a leaf cannot stand at a rank.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Blocked {
    /// It is not in the backlog.
    #[error("{0} is not in the backlog")]
    Unknown(SliceId),
    /// It would stand before this one, which it needs.
    #[error("it needs {0} first")]
    Needs(SliceId),
    /// It would stand behind this one, which needs it.
    #[error("{0} needs it first")]
    NeededBy(SliceId),
}

/// Puts the leaves of a workshop in order.
///
/// # Errors
/// [`Circle`], which a tree that keeps its invariants does not have.
pub fn backlog(
    tree: &Tree,
    steps: &[Step],
    about: &About,
    estimate: impl Fn(SliceId) -> Estimate,
) -> Result<Backlog, Circle> {
    let graph = Graph::new(tree);
    let slices: Vec<&Slice> = graph.leaves.iter().filter_map(|id| tree.get(*id)).collect();
    let entries: Vec<Entry> =
        slices.iter().enumerate().map(|(leaf, slice)| entry(leaf, slice, &estimate)).collect();
    let weigh = |leaf: usize| (u64::from(entries[leaf].value), u64::from(entries[leaf].effort));
    let best = graph.order(|_| true, weigh)?;
    let need = Need::new(tree, steps, &graph);
    let line = draw_line(&graph, &slices, &need, about.mvp, &best, weigh);
    let mut proposal = propose(&graph, &line, &best, weigh)?;
    let by_hand = about.order == Decided::ByHand;
    if by_hand {
        proposal.order = as_left(&graph, &slices, &line.is_above, &proposal.order);
    }
    proposal.costs.cost = cost(&proposal.order, weigh);
    Ok(assemble(graph, &entries, line, proposal, by_hand))
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
        in_mvp: false,
        block: 0,
        leaf,
    }
}

/// The essential steps, and which of them leaves touch.
struct Need {
    /// Those that done leaves do not touch yet.
    steps: Vec<StepId>,
    /// Whether any leaf, done or left to do, touches an essential step.
    is_touched: bool,
    /// For each leaf left to do, the place of its step in `steps`.
    touched: Vec<Option<usize>>,
}

impl Need {
    fn new(tree: &Tree, steps: &[Step], graph: &Graph) -> Self {
        let done: Vec<StepId> = tree
            .leaves()
            .filter(|slice| slice.status == Status::Done)
            .filter_map(|slice| step_of(tree, slice.id))
            .collect();
        let essential = || steps.iter().filter(|step| step.essential).map(|step| step.id);
        let steps: Vec<StepId> = essential().filter(|step| !done.contains(step)).collect();
        let place = |id: &SliceId| {
            let step = step_of(tree, *id)?;
            steps.iter().position(|other| *other == step)
        };
        let touched: Vec<Option<usize>> = graph.leaves.iter().map(place).collect();
        let is_touched = steps.len() < essential().count() || touched.iter().any(Option::is_some);
        Self { steps, is_touched, touched }
    }

    fn uncovered(&self) -> Vec<StepId> {
        let is_open = |at: &usize| !self.touched.contains(&Some(*at));
        (0..self.steps.len()).filter(is_open).map(|at| self.steps[at]).collect()
    }
}

/// The step that a leaf touches: its own, or that of the nearest ancestor that has one. A spike or
/// a task takes nobody along the journey, so it touches none.
fn step_of(tree: &Tree, id: SliceId) -> Option<StepId> {
    let leaf = tree.get(id).filter(|slice| slice.kind == Kind::Slice)?;
    std::iter::once(leaf).chain(tree.ancestors(id)).find_map(|slice| slice.step)
}

/// The MVP line, and which leaves are above it.
struct Line {
    mvp: Mvp,
    is_above: Vec<bool>,
}

fn draw_line(
    graph: &Graph,
    slices: &[&Slice],
    need: &Need,
    decided: Decided,
    best: &Order,
    weigh: impl Fn(usize) -> (u64, u64),
) -> Line {
    let (chosen, reason): (Vec<usize>, _) = match decided {
        Decided::ByHand => {
            let marked = (0..slices.len()).filter(|leaf| slices[*leaf].in_mvp);
            (marked.collect(), MvpReason::ByHand)
        }
        Decided::Proposed if need.is_touched => {
            let mvp::Skeleton { items, effort, lower_bound, .. } = skeleton(graph, need, weigh);
            (items, MvpReason::Skeleton { effort, lower_bound })
        }
        Decided::Proposed => {
            let values = best.jobs.iter().map(|leaf| weigh(*leaf).0);
            (best.jobs[..mvp::four_fifths(values)].to_vec(), MvpReason::FourFifths)
        }
    };
    let mut is_above = graph.with_needs(chosen);
    is_above.truncate(slices.len());
    let count = is_above.iter().filter(|is| **is).count();
    Line { mvp: Mvp { count, reason, uncovered: need.uncovered() }, is_above }
}

fn skeleton(graph: &Graph, need: &Need, weigh: impl Fn(usize) -> (u64, u64)) -> mvp::Skeleton {
    let item = |node: usize| Item {
        effort: if graph.is_leaf(node) { weigh(node).1 } else { 0 },
        step: need.touched.get(node).copied().flatten(),
        needs: graph.before(node).to_vec(),
    };
    let items: Vec<Item> = (0..graph.len()).map(item).collect();
    mvp::skeleton(&items, need.steps.len())
}

/// An order with the MVP first, and what is known about the best of these.
struct Proposal {
    order: Vec<usize>,
    blocks: Vec<Block>,
    costs: Costs,
}

fn propose(
    graph: &Graph,
    line: &Line,
    best: &Order,
    weigh: impl Fn(usize) -> (u64, u64) + Copy,
) -> Result<Proposal, Circle> {
    // The start of the best order is an MVP that costs nothing extra, so nothing is moved.
    let parts = match line.mvp.reason {
        MvpReason::FourFifths => vec![best.clone()],
        _ => {
            let first = graph.order(|leaf| line.is_above[leaf], weigh)?;
            vec![first, graph.order(|leaf| !line.is_above[leaf], weigh)?]
        }
    };
    let total = total(0..graph.leaves.len(), weigh);
    let big_batch = u128::from(total.value) * u128::from(total.effort);
    let mut costs = Costs { big_batch, unconstrained: best.cost, ..Costs::default() };
    let mut time = 0_u128;
    for part in &parts {
        let total = self::total(part.jobs.iter().copied(), weigh);
        let wait = time * u128::from(total.value);
        costs.proposed += part.cost + wait;
        costs.lower_bound += part.lower_bound + wait;
        time += u128::from(total.effort);
    }
    let blocks = parts.iter().flat_map(|part| &part.blocks).map(|block| Block {
        ids: block.jobs.iter().map(|leaf| graph.leaves[*leaf]).collect(),
        rate: Rate { value: block.value, effort: block.effort },
        settled: if block.jobs.len() == 1 { Settled::Single } else { block.settled },
    });
    let blocks = blocks.collect();
    let order = parts.iter().flat_map(|part| part.jobs.iter().copied()).collect();
    Ok(Proposal { order, blocks, costs })
}

fn total(leaves: impl Iterator<Item = usize>, weigh: impl Fn(usize) -> (u64, u64)) -> Rate {
    leaves.fold(Rate { value: 0, effort: 0 }, |sum, leaf| {
        let (value, effort) = weigh(leaf);
        Rate { value: sum.value + value, effort: sum.effort + effort }
    })
}

fn cost(order: &[usize], weigh: impl Fn(usize) -> (u64, u64)) -> u128 {
    let mut time = 0_u128;
    let mut cost = 0;
    for leaf in order {
        let (value, effort) = weigh(*leaf);
        time += u128::from(effort);
        cost += u128::from(value) * time;
    }
    cost
}

/// The order in which the team left the leaves; those that it has not placed come last on their
/// side of the MVP line, in the proposed order. What a leaf needs is pulled in front of it.
fn as_left(graph: &Graph, slices: &[&Slice], is_above: &[bool], proposed: &[usize]) -> Vec<usize> {
    let mut wanted = proposed.to_vec();
    wanted.sort_by_key(|leaf| {
        let key = slices[*leaf].hand_key.as_ref();
        (!is_above[*leaf], key.is_none(), key.map(|key| (key, slices[*leaf].id)))
    });
    let mut wish = vec![0; graph.len()];
    wanted.iter().enumerate().for_each(|(at, leaf)| wish[*leaf] = at);
    let mut order = Vec::with_capacity(wanted.len());
    let mut is_placed = vec![false; graph.len()];
    for leaf in wanted {
        let missing = missing_needs(graph, leaf, &is_placed);
        for node in in_wished_order(graph, &missing, &wish) {
            is_placed[node] = true;
            if graph.is_leaf(node) {
                order.push(node);
            }
        }
    }
    order
}

/// A leaf with everything that it needs and that has no place yet.
fn missing_needs(graph: &Graph, leaf: usize, is_placed: &[bool]) -> Vec<usize> {
    if is_placed[leaf] {
        return Vec::new();
    }
    let mut seen = rustc_hash::FxHashSet::from_iter([leaf]);
    let mut missing = vec![leaf];
    let mut next = 0;
    while let Some(node) = missing.get(next) {
        next += 1;
        let fresh = graph.before(*node).iter().copied();
        let fresh: Vec<usize> =
            fresh.filter(|need| !is_placed[*need] && seen.insert(*need)).collect();
        missing.extend(fresh);
    }
    missing
}

/// The nodes, each behind what it needs of them, otherwise as wished.
fn in_wished_order(graph: &Graph, nodes: &[usize], wish: &[usize]) -> Vec<usize> {
    use std::cmp::Reverse;

    let mut waiting: FxHashMap<usize, usize> = nodes.iter().map(|node| (*node, 0)).collect();
    let mut later: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for node in nodes {
        let needs: Vec<usize> =
            graph.before(*node).iter().copied().filter(|need| waiting.contains_key(need)).collect();
        waiting.insert(*node, needs.len());
        needs.into_iter().for_each(|need| later.entry(need).or_default().push(*node));
    }
    let rank = |node: usize| Reverse((graph.is_leaf(node), wish[node], node));
    let mut ready: std::collections::BinaryHeap<_> =
        nodes.iter().filter(|node| waiting[*node] == 0).map(|node| rank(*node)).collect();
    let mut order = Vec::with_capacity(nodes.len());
    while let Some(Reverse((_, _, node))) = ready.pop() {
        order.push(node);
        for other in later.remove(&node).unwrap_or_default() {
            if let Some(count) = waiting.get_mut(&other) {
                *count -= 1;
                if *count == 0 {
                    ready.push(rank(other));
                }
            }
        }
    }
    order
}

fn assemble(
    graph: Graph,
    entries: &[Entry],
    line: Line,
    proposal: Proposal,
    by_hand: bool,
) -> Backlog {
    let Proposal { order, blocks, costs } = proposal;
    let Line { mvp, is_above } = line;
    let block_of: FxHashMap<SliceId, usize> = blocks
        .iter()
        .enumerate()
        .flat_map(|(at, block)| block.ids.iter().map(move |id| (*id, at)))
        .collect();
    let entries: Vec<Entry> = order
        .iter()
        .enumerate()
        .map(|(at, leaf)| Entry {
            rank: at as u32 + 1,
            in_mvp: is_above[*leaf],
            block: block_of[&graph.leaves[*leaf]],
            ..entries[*leaf].clone()
        })
        .collect();
    let place = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
    Backlog { entries, mvp, costs, blocks, by_hand, graph, place }
}

impl Backlog {
    /// The entry of a leaf, if it is in the backlog.
    pub fn get(&self, id: SliceId) -> Option<&Entry> {
        self.place.get(&id).map(|at| &self.entries[*at])
    }

    /// The leaves in the backlog that a leaf directly needs, the first to do first.
    pub fn needs(&self, id: SliceId) -> Vec<SliceId> {
        self.get(id).map_or_else(Vec::new, |entry| self.by_rank(self.graph.needs(entry.leaf)))
    }

    /// The leaves in the backlog that directly need a leaf, the first to do first.
    pub fn needed_by(&self, id: SliceId) -> Vec<SliceId> {
        self.get(id).map_or_else(Vec::new, |entry| self.by_rank(self.graph.needed_by(entry.leaf)))
    }

    fn by_rank(&self, leaves: Vec<usize>) -> Vec<SliceId> {
        let mut ids: Vec<SliceId> =
            leaves.into_iter().map(|leaf| self.graph.leaves[leaf]).collect();
        ids.sort_unstable_by_key(|id| self.place[id]);
        ids
    }

    /// The ranks at which a leaf can stand: behind the last that it needs, before the first that
    /// needs it. The MVP line is no obstacle.
    ///
    /// # Errors
    /// [`Blocked::Unknown`].
    pub fn bounds(&self, id: SliceId) -> Result<RangeInclusive<u32>, Blocked> {
        self.get(id).ok_or(Blocked::Unknown(id))?;
        let rank = |id: &SliceId| self.place[id] as u32 + 1;
        let first = self.needs(id).last().map_or(1, |last| rank(last) + 1);
        let last = self.needed_by(id).first().map_or(self.entries.len() as u32, |id| rank(id) - 1);
        Ok(first..=last)
    }

    /// Whether a leaf can move to a rank, and if not, the nearest leaf that is in the way.
    ///
    /// # Errors
    /// [`Blocked`].
    pub fn check_hand_move(&self, id: SliceId, rank: u32) -> Result<(), Blocked> {
        let bounds = self.bounds(id)?;
        let earlier = self.needs(id).last().copied().filter(|_| rank < *bounds.start());
        let later = self.needed_by(id).first().copied().filter(|_| rank > *bounds.end());
        match (earlier, later) {
            (Some(needed), _) => Err(Blocked::Needs(needed)),
            (_, Some(needing)) => Err(Blocked::NeededBy(needing)),
            _ => Ok(()),
        }
    }

    /// How much value has been delivered after how many half days, from `(0, 0)` on.
    pub fn cumulative(&self) -> Vec<(u64, u64)> {
        let mut point = (0, 0);
        let mut points = vec![point];
        for entry in &self.entries {
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

    fn planned(slices: Vec<Slice>, steps: &[Step], about: &About) -> Backlog {
        backlog(&Tree::from_slices(slices), steps, about, guess).unwrap()
    }

    fn proposed(slices: Vec<Slice>) -> Backlog {
        planned(slices, &[], &About::default())
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
        assert_eq!(backlog.bounds(SliceId(5)), Ok(3..=4));
        assert_eq!(backlog.check_hand_move(SliceId(5), 2), Err(Blocked::Needs(SliceId(2))));
        assert_eq!(backlog.check_hand_move(SliceId(3), 3), Err(Blocked::NeededBy(SliceId(5))));
        assert_eq!(backlog.check_hand_move(SliceId(3), 2), Ok(()));
        assert_eq!(backlog.bounds(SliceId(1)), Err(Blocked::Unknown(SliceId(1))));
    }

    #[test]
    fn large_epics_that_need_each_other_do_not_become_pairs() {
        let mut slices = vec![slice(0, None, 1, 1), needing(slice(1, None, 1, 1), &[0])];
        slices.extend((2..4_002).map(|id| slice(id, Some(id % 2), 1 + (id % 100) as u8, 3)));
        let backlog = proposed(slices);
        assert!(backlog.costs.is_proven());
        assert!(backlog.entries[..2_000].iter().all(|entry| entry.id.0 % 2 == 0));
        assert_eq!(backlog.needs(SliceId(3)).len(), 2_000);
        assert_eq!(backlog.bounds(SliceId(3)), Ok(2_001..=4_000));
    }

    #[test]
    fn a_circle_in_damaged_data_is_named() {
        let slices = vec![needing(slice(1, None, 1, 1), &[2]), needing(slice(2, None, 1, 1), &[1])];
        let found = backlog(&Tree::from_slices(slices), &[], &About::default(), guess);
        assert_eq!(found, Err(Circle(ids(&[1, 2]))));
    }

    #[test]
    fn without_steps_the_mvp_is_four_fifths_of_the_value_and_costs_nothing() {
        let backlog =
            proposed(vec![slice(1, None, 10, 2), slice(2, None, 80, 2), slice(3, None, 10, 9)]);
        assert_eq!(order(&backlog), [2, 1, 3]);
        assert_eq!(backlog.mvp.count, 1);
        assert_eq!(backlog.mvp.reason, MvpReason::FourFifths);
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
        let backlog = planned(journey(), &steps, &About::default());
        assert_eq!(order(&backlog), [4, 3, 2, 5, 1]);
        assert_eq!(backlog.mvp.count, 3);
        assert_eq!(backlog.mvp.reason, MvpReason::Skeleton { effort: 9, lower_bound: 9 });
        assert_eq!(backlog.mvp.uncovered, [StepId(3)]);
        assert!(backlog.costs.proposed > backlog.costs.unconstrained);
        assert!(backlog.costs.is_proven());
    }

    #[test]
    fn a_step_that_a_done_slice_touches_needs_no_other() {
        let mut slices = journey();
        slices[1].status = Status::Done;
        let backlog = planned(slices, &[step(1, true), step(2, true)], &About::default());
        assert_eq!(order(&backlog)[..2], [4, 3]);
        assert_eq!(backlog.mvp.count, 2);
        assert!(backlog.mvp.uncovered.is_empty());
    }

    #[test]
    fn steps_that_nothing_touches_leave_the_mvp_to_the_value() {
        let backlog = planned(journey(), &[step(7, true)], &About::default());
        assert_eq!(backlog.mvp.reason, MvpReason::FourFifths);
        assert_eq!(backlog.mvp.uncovered, [StepId(7)]);
    }

    #[test]
    fn a_spike_does_not_stand_for_a_step() {
        let spike = with(touching(slice(1, None, 9, 1), 1), |slice| slice.kind = Kind::Spike);
        let slices = vec![spike, touching(slice(2, None, 1, 4), 1)];
        let backlog = planned(slices, &[step(1, true)], &About::default());
        assert_eq!(backlog.mvp.count, 1);
        assert_eq!(backlog.entries[0].id, SliceId(2));
    }

    #[test]
    fn a_leaf_touches_the_step_of_its_nearest_ancestor() {
        let slices =
            vec![touching(slice(1, None, 1, 1), 1), slice(2, Some(1), 1, 1), slice(3, None, 9, 1)];
        let backlog = planned(slices, &[step(1, true)], &About::default());
        assert_eq!(order(&backlog), [2, 3]);
        assert_eq!(backlog.mvp.count, 1);
    }

    #[test]
    fn an_mvp_by_hand_takes_what_it_needs_with_it() {
        let mut slices = journey();
        slices[2].in_mvp = true;
        let about = About { mvp: Decided::ByHand, ..About::default() };
        let backlog = planned(slices, &[step(1, true)], &about);
        assert_eq!(order(&backlog), [4, 3, 5, 1, 2]);
        assert_eq!((backlog.mvp.count, backlog.mvp.reason), (2, MvpReason::ByHand));
    }

    fn placed(slice: Slice, place: usize) -> Slice {
        let keys = OrderKey::spread(None, None, 20).unwrap();
        with(slice, |slice| slice.hand_key = Some(keys[place].clone()))
    }

    fn by_hand() -> About {
        About { order: Decided::ByHand, mvp: Decided::ByHand, ..About::default() }
    }

    #[test]
    fn an_order_by_hand_is_kept_and_its_price_is_told() {
        let slices = vec![
            placed(slice(1, None, 1, 9), 1),
            placed(slice(2, None, 9, 1), 2),
            slice(3, None, 5, 5),
            slice(4, None, 5, 1),
        ];
        let backlog = planned(slices, &[], &by_hand());
        assert_eq!(order(&backlog), [1, 2, 4, 3]);
        assert_eq!(backlog.costs.proposed, 9 + 5 * 2 + 5 * 7 + 16);
        assert_eq!(backlog.costs.cost, 9 + 9 * 10 + 5 * 11 + 5 * 16);
    }

    #[test]
    fn by_hand_what_a_slice_needs_is_pulled_in_front_of_it() {
        let slices = vec![
            placed(slice(1, None, 1, 1), 1),
            placed(needing(slice(2, None, 1, 1), &[4, 5]), 2),
            placed(slice(3, None, 1, 1), 3),
            needing(slice(4, None, 1, 1), &[5]),
            placed(slice(5, None, 1, 1), 9),
        ];
        assert_eq!(order(&planned(slices, &[], &by_hand())), [1, 5, 4, 2, 3]);
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
        assert_eq!(below(4), Some(Because::MvpLine));
        assert_eq!(below(5), None);
        assert_eq!(backlog.why(SliceId(9)), None);
    }

    #[test]
    fn why_tells_what_the_team_decided_and_what_does_not_matter() {
        let even = vec![slice(1, None, 2, 2), slice(2, None, 2, 2), slice(3, None, 1, 1)];
        let left = vec![placed(even[2].clone(), 1), placed(even[0].clone(), 2)];
        let hand = planned(left, &[], &by_hand());
        assert_eq!(hand.why(SliceId(3)).unwrap().below.unwrap().because, Because::ByHand);
        let backlog = planned(even, &[], &About { mvp: Decided::ByHand, ..About::default() });
        assert_eq!(backlog.why(SliceId(1)).unwrap().below.unwrap().because, Because::Even);
    }

    /// Slices of which each may be below an earlier one, with needs that close no circle.
    fn workshops() -> impl Strategy<Value = (Vec<Slice>, bool, bool)> {
        let row = (
            prop::option::of(0..30_usize),
            (1..30_u8, 1..9_u16, 0..6_u8),
            prop::option::of(0..4_u32),
            prop::collection::vec(0..30_usize, 0..2),
            (any::<bool>(), prop::option::of(0..20_usize)),
        );
        let rows = prop::collection::vec(row, 1..24);
        (rows, any::<bool>(), any::<bool>()).prop_map(|(rows, mvp, order)| {
            let mut tree = Tree::default();
            let count = rows.len();
            for (at, (parent, (value, effort, status), step, _, (in_mvp, place))) in
                rows.iter().enumerate()
            {
                let parent = parent.filter(|_| at > 0).map(|parent| (parent % at.max(1)) as u32);
                let mut slice = slice(at as u32, parent, *value, *effort);
                slice.status = [Status::Open, Status::Doing, Status::Done, Status::Dropped]
                    [usize::from(status.saturating_sub(2))];
                slice.step = step.map(StepId);
                slice.in_mvp = *in_mvp;
                tree.put(place.map_or(slice.clone(), |at| placed(slice, at)));
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
            (tree.walk().map(|(slice, _)| slice.clone()).collect(), mvp, order)
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

    fn decided(by_hand: bool) -> Decided {
        if by_hand { Decided::ByHand } else { Decided::Proposed }
    }

    proptest! {
        #[test]
        fn every_backlog_keeps_its_promises((slices, mvp, order) in workshops()) {
            let tree = Tree::from_slices(slices);
            let steps = [step(0, true), step(1, false), step(2, true), step(3, true)];
            let about = About { mvp: decided(mvp), order: decided(order), ..About::default() };
            let backlog = backlog(&tree, &steps, &about, guess).unwrap();

            for (at, entry) in backlog.entries.iter().enumerate() {
                prop_assert_eq!(entry.rank as usize, at + 1);
                prop_assert_eq!(entry.in_mvp, at < backlog.mvp.count);
                prop_assert!(backlog.blocks[entry.block].ids.contains(&entry.id));
                let needs = backlog.needs(entry.id);
                prop_assert_eq!(&needs, &pairs(&tree, &backlog, entry.id));
                for needed in &needs {
                    prop_assert!(backlog.get(*needed).unwrap().rank < entry.rank);
                    prop_assert!(backlog.needed_by(*needed).contains(&entry.id));
                }
                prop_assert!(backlog.bounds(entry.id).unwrap().contains(&entry.rank));
                prop_assert_eq!(backlog.check_hand_move(entry.id, entry.rank), Ok(()));
                prop_assert_eq!(backlog.why(entry.id).unwrap().rank, entry.rank);
            }
            let costs = backlog.costs;
            prop_assert!(costs.is_proven());
            prop_assert!(costs.unconstrained <= costs.proposed && costs.proposed <= costs.cost);
            prop_assert!(costs.cost <= costs.big_batch);
            prop_assert!(order || costs.cost == costs.proposed);
            prop_assert_eq!(backlog.cumulative().len(), backlog.entries.len() + 1);
        }

        #[test]
        fn the_mvp_touches_every_essential_step_that_can_be_touched((slices, ..) in workshops()) {
            let tree = Tree::from_slices(slices);
            let steps = [step(0, true), step(2, true)];
            let backlog = backlog(&tree, &steps, &About::default(), guess).unwrap();
            prop_assume!(matches!(backlog.mvp.reason, MvpReason::Skeleton { .. }));
            let mut touched: Vec<StepId> =
                backlog.entries[..backlog.mvp.count].iter().filter_map(|e| step_of(&tree, e.id)).collect();
            let done = tree.leaves().filter(|slice| slice.status == Status::Done);
            touched.extend(done.filter_map(|slice| step_of(&tree, slice.id)));
            for step in &steps {
                prop_assert_ne!(touched.contains(&step.id), backlog.mvp.uncovered.contains(&step.id));
            }
        }
    }
}
