//! What is to be planned, taken out of the workshop, so that it can be planned again with other
//! numbers; and one plan.

use std::sync::Arc;

use super::graph::Graph;
use super::lines::{self, Drawn};
use super::{Circle, Memory, Rate, pins};
use crate::id::{ReleaseId, SliceId, StepId};
use crate::model::{Cut, Kind, Slice, Status, Wish, Workshop};
use crate::order::{Block, Order};
use crate::tree::Tree;

/// Leaves that are left to do, and what was decided about them. A leaf is named by its place in the
/// outline of the leaves, a line by its place among the releases, the MVP being 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Shared by all that are planned from the same leaves.
    pub(super) graph: Arc<Graph>,
    /// The lines from the first to the last.
    pub(super) lines: Vec<(Option<ReleaseId>, Cut)>,
    /// The essential steps that done leaves do not touch yet.
    pub(super) steps: Vec<StepId>,
    /// Whether any leaf, done or left to do, touches an essential step.
    pub(super) is_touched: bool,
    pub(super) leaves: Vec<Leaf>,
    /// How many units of effort are half a day.
    pub(super) unit: u64,
}

/// What was decided about a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The place of the step that it touches in [`Problem::steps`].
    pub(super) step: Option<usize>,
    /// The lines above which it is marked by hand.
    marks: (bool, Option<ReleaseId>),
    pub(super) wish: Option<Wish>,
    /// Its place among all leaves, from 0, where it is pinned.
    pub(super) pin: Option<usize>,
}

/// A plan: every leaf in order, cut by lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    /// Every leaf once.
    pub(super) order: Vec<usize>,
    /// The lines.
    pub(super) drawn: Vec<Drawn>,
    /// What stands together in the best order between two lines.
    pub(super) blocks: Vec<Block>,
    /// No order with the same leaves above each line costs less.
    pub(super) lower_bound: u128,
}

impl Problem {
    pub(super) fn new(workshop: &Workshop) -> Self {
        let Workshop { about, steps, releases, tree, .. } = workshop;
        let graph = Arc::new(Graph::new(tree));
        let finished = || tree.leaves().filter(|slice| slice.status == Status::Done);
        let touched: Vec<StepId> = finished().filter_map(|slice| step_of(tree, slice.id)).collect();
        let done = finished().count();
        let essential = || steps.iter().filter(|step| step.essential).map(|step| step.id);
        let steps: Vec<StepId> = essential().filter(|step| !touched.contains(step)).collect();
        let leaf = |slice: &Slice| Leaf {
            step: step_of(tree, slice.id).and_then(|id| steps.iter().position(|step| *step == id)),
            marks: (slice.in_mvp, slice.release),
            wish: slice.wish,
            pin: slice.pin.map(|pin| (pin as usize).saturating_sub(1 + done)),
        };
        let leaves: Vec<Leaf> =
            graph.leaves.iter().filter_map(|id| tree.get(*id)).map(leaf).collect();
        let is_touched =
            steps.len() < essential().count() || leaves.iter().any(|leaf| leaf.step.is_some());
        let later = releases.iter().map(|release| (Some(release.id), release.goal.cut));
        let lines = std::iter::once((None, about.mvp.cut)).chain(later).collect();
        Self { graph, lines, steps, is_touched, leaves, unit: 1 }
    }

    /// Whether a leaf is marked by hand as above a line.
    pub(super) fn is_marked(&self, leaf: usize, line: usize) -> bool {
        let (in_mvp, release) = self.leaves[leaf].marks;
        match self.lines[line].0 {
            None => in_mvp,
            id => release == id,
        }
    }

    /// Whether any leaf is pinned.
    pub(super) fn has_pins(&self) -> bool {
        self.leaves.iter().any(|leaf| leaf.pin.is_some())
    }

    /// The same without pins.
    pub(super) fn without_pins(&self) -> Self {
        let mut free = self.clone();
        free.leaves.iter_mut().for_each(|leaf| leaf.pin = None);
        free
    }

    /// The same with efforts that are counted in parts of half a day.
    pub(super) fn in_units(&self, unit: u64) -> Self {
        Self { unit, ..self.clone() }
    }

    /// The essential steps that no leaf touches.
    pub(super) fn uncovered(&self) -> Vec<StepId> {
        let is_open = |at: &usize| self.leaves.iter().all(|leaf| leaf.step != Some(*at));
        (0..self.steps.len()).filter(is_open).map(|at| self.steps[at]).collect()
    }

    /// Plans with these values and efforts, one for each leaf.
    ///
    /// # Errors
    /// [`Circle`].
    pub(super) fn plan(&self, weights: &[Rate], memory: &mut Memory) -> Result<Plan, Circle> {
        let mut rest = vec![true; self.leaves.len()];
        let mut plan =
            Plan { order: Vec::new(), drawn: Vec::new(), blocks: Vec::new(), lower_bound: 0 };
        let mut time = 0;
        for line in 0..self.lines.len() {
            let drawn = lines::draw(self, line, weights, (&rest, plan.order.len()), memory)?;
            drawn.leaves().for_each(|leaf| rest[leaf] = false);
            let is_above = |leaf: usize| drawn.is_above[leaf];
            self.append((&mut plan, &mut time), is_above, weights, memory)?;
            plan.drawn.push(drawn);
        }
        self.append((&mut plan, &mut time), |leaf| rest[leaf], weights, memory)?;
        Ok(plan)
    }

    /// Appends some leaves in their best order, pinned ones at their places.
    fn append(
        &self,
        (plan, time): (&mut Plan, &mut u128),
        is_kept: impl Fn(usize) -> bool,
        weights: &[Rate],
        memory: &mut Memory,
    ) -> Result<(), Circle> {
        let Order { jobs, blocks, lower_bound, .. } = self.best(is_kept, weights, memory)?;
        let total = total(&jobs, weights);
        plan.lower_bound += lower_bound + *time * u128::from(total.value);
        *time += u128::from(total.effort);
        plan.blocks.extend(blocks);
        plan.order.extend(self.pinned(jobs, plan.order.len()));
        Ok(())
    }

    /// The best order of some leaves.
    ///
    /// # Errors
    /// [`Circle`].
    pub(super) fn best(
        &self,
        is_kept: impl Fn(usize) -> bool,
        weights: &[Rate],
        memory: &mut Memory,
    ) -> Result<Order, Circle> {
        let weigh = |leaf: usize| (weights[leaf].value, weights[leaf].effort);
        self.graph.order(is_kept, weigh, memory)
    }

    /// The leaves, which stand behind so many others, with the pinned ones at their places.
    pub(super) fn pinned(&self, order: Vec<usize>, behind: usize) -> Vec<usize> {
        let pin = |leaf: usize| self.leaves[leaf].pin.map(|pin| pin.saturating_sub(behind));
        pins::hold(&self.graph, order, pin)
    }
}

/// The step that a leaf touches: its own, or that of the nearest ancestor that has one. A spike or
/// a task takes nobody along the journey, so it touches none.
pub(super) fn step_of(tree: &Tree, id: SliceId) -> Option<StepId> {
    let leaf = tree.get(id).filter(|slice| slice.kind == Kind::Slice)?;
    std::iter::once(leaf).chain(tree.ancestors(id)).find_map(|slice| slice.step)
}

/// The values and the efforts of leaves together.
pub(super) fn total(leaves: &[usize], weights: &[Rate]) -> Rate {
    leaves.iter().fold(Rate { value: 0, effort: 0 }, |sum, leaf| Rate {
        value: sum.value + weights[*leaf].value,
        effort: sum.effort + weights[*leaf].effort,
    })
}

/// The sum over the leaves of value × half days until done.
pub(super) fn cost(order: &[usize], weights: &[Rate]) -> u128 {
    let mut time = 0_u128;
    let mut cost = 0;
    for leaf in order {
        time += u128::from(weights[*leaf].effort);
        cost += u128::from(weights[*leaf].value) * time;
    }
    cost
}
