//! The leaves that are left to do, and what each of them needs, without spelling out pairs.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Circle, Memory};
use crate::id::SliceId;
use crate::model::{Slice, Status};
use crate::order::{Cycle, Job, Order};
use crate::tree::Tree;

/// How many pairs of leaves one dependency may become before it goes over joins.
const PAIRS: usize = 16;

/// Leaves that are open or being worked on, by their place in the outline, and joins behind them.
///
/// "A needs B" means that every leaf of A needs every leaf of B. Where that is more than a few
/// pairs, all leaves of B come before a join, that join before another, and that before all leaves
/// of A; every slice has at most one join of either kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graph {
    /// Their ids, in the order of the outline.
    pub(super) leaves: Vec<SliceId>,
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

impl Graph {
    pub(super) fn new(tree: &Tree) -> Self {
        let (leaves, below) = leaves_below(tree);
        let mut links = Links { before: vec![Vec::new(); leaves.len()], ..Links::default() };
        for (slice, _) in tree.walk() {
            for needed in &slice.needs {
                if let (Some(a), Some(b)) = (below.get(&slice.id), below.get(needed)) {
                    links.add(slice.id, a, *needed, b);
                }
            }
        }
        let mut before = links.before;
        for list in &mut before {
            list.sort_unstable();
            list.dedup();
        }
        let mut after = vec![Vec::new(); before.len()];
        for (node, list) in before.iter().enumerate() {
            list.iter().for_each(|earlier| after[*earlier].push(node));
        }
        Self { leaves, before, after }
    }

    /// How many leaves and joins there are.
    pub(super) fn len(&self) -> usize {
        self.before.len()
    }

    pub(super) fn is_leaf(&self, node: usize) -> bool {
        node < self.leaves.len()
    }

    /// What a node directly comes after, joins included.
    pub(super) fn before(&self, node: usize) -> &[usize] {
        &self.before[node]
    }

    /// The leaves that a leaf directly needs.
    pub(super) fn needs(&self, leaf: usize) -> Vec<usize> {
        self.through_joins(&self.before, leaf)
    }

    /// The leaves that directly need a leaf.
    pub(super) fn needed_by(&self, leaf: usize) -> Vec<usize> {
        self.through_joins(&self.after, leaf)
    }

    fn through_joins(&self, links: &[Vec<usize>], leaf: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = links[leaf].clone();
        while let Some(node) = open.pop() {
            if self.is_leaf(node) {
                found.push(node);
            } else {
                open.extend(&links[node]);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What directly comes after a node, joins included.
    pub(super) fn after(&self, node: usize) -> &[usize] {
        &self.after[node]
    }

    /// Some nodes with everything that needs them, directly or not; one flag for each node.
    pub(super) fn waiting_for(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.reached(&self.after, nodes)
    }

    /// Some nodes with everything that they need, directly or not; one flag for each node.
    pub(super) fn with_needs(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.reached(&self.before, nodes)
    }

    fn reached(&self, links: &[Vec<usize>], from: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut is_reached = vec![false; self.len()];
        let mut open: Vec<usize> = from.into_iter().collect();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut is_reached[node], true) {
                open.extend(&links[node]);
            }
        }
        is_reached
    }

    /// The best order of the leaves that are kept, whose value and effort `weigh` tells; joins are
    /// left out of the answer, and so are dependencies on leaves that are not kept.
    pub(super) fn order(
        &self,
        is_kept: impl Fn(usize) -> bool,
        weigh: impl Fn(usize) -> (u64, u64),
        memory: &mut Memory,
    ) -> Result<Order, Circle> {
        let nodes: Vec<usize> =
            (0..self.len()).filter(|node| !self.is_leaf(*node) || is_kept(*node)).collect();
        let mut place = vec![usize::MAX; self.len()];
        nodes.iter().enumerate().for_each(|(at, node)| place[*node] = at);
        let job = |node: &usize| {
            let after = self.before[*node].iter().map(|earlier| place[*earlier]);
            let after = after.filter(|at| *at != usize::MAX).collect();
            let (value, effort) = if self.is_leaf(*node) { weigh(*node) } else { (0, 0) };
            Job { value, effort, after }
        };
        let jobs: Vec<Job> = nodes.iter().map(job).collect();
        let mut order = memory.order(&jobs).map_err(|cycle| self.circle(&nodes, cycle))?;
        for block in &mut order.blocks {
            self.keep_leaves(&nodes, &mut block.jobs);
        }
        order.blocks.retain(|block| !block.jobs.is_empty());
        self.keep_leaves(&nodes, &mut order.jobs);
        Ok(order)
    }

    fn keep_leaves(&self, nodes: &[usize], jobs: &mut Vec<usize>) {
        jobs.iter_mut().for_each(|job| *job = nodes[*job]);
        jobs.retain(|node| self.is_leaf(*node));
    }

    fn circle(&self, nodes: &[usize], Cycle(mut jobs): Cycle) -> Circle {
        self.keep_leaves(nodes, &mut jobs);
        Circle(jobs.into_iter().map(|leaf| self.leaves[leaf]).collect())
    }
}

/// The leaves left to do, and for each slice which of them are at or below it: in the outline they
/// stand together.
fn leaves_below(tree: &Tree) -> (Vec<SliceId>, FxHashMap<SliceId, Range<usize>>) {
    let mut leaves = Vec::new();
    let mut below: FxHashMap<SliceId, Range<usize>> = FxHashMap::default();
    let mut line: Vec<(SliceId, usize)> = Vec::new();
    for (slice, depth) in tree.walk() {
        for (id, start) in line.drain(depth..) {
            below.insert(id, start..leaves.len());
        }
        line.push((slice.id, leaves.len()));
        if tree.is_leaf(slice.id) && is_left(slice) {
            leaves.push(slice.id);
        }
    }
    below.extend(line.into_iter().map(|(id, start)| (id, start..leaves.len())));
    (leaves, below)
}

fn is_left(slice: &Slice) -> bool {
    matches!(slice.status, Status::Open | Status::Doing)
}

#[derive(Default)]
struct Links {
    before: Vec<Vec<usize>>,
    begins: FxHashMap<SliceId, usize>,
    ends: FxHashMap<SliceId, usize>,
}

impl Links {
    /// Every leaf in `a` comes after every leaf in `b`.
    fn add(&mut self, a_id: SliceId, a: &Range<usize>, b_id: SliceId, b: &Range<usize>) {
        if a.is_empty() || b.is_empty() {
            return;
        }
        if a.len() * b.len() <= PAIRS {
            a.clone().for_each(|leaf| self.before[leaf].extend(b.clone()));
            return;
        }
        let begin = self.begin(a_id, a);
        let end = self.end(b_id, b);
        self.before[begin].push(end);
    }

    fn begin(&mut self, id: SliceId, leaves: &Range<usize>) -> usize {
        if leaves.len() == 1 {
            return leaves.start;
        }
        let fresh = self.before.len();
        let join = *self.begins.entry(id).or_insert(fresh);
        if join == fresh {
            self.before.push(Vec::new());
            leaves.clone().for_each(|leaf| self.before[leaf].push(join));
        }
        join
    }

    fn end(&mut self, id: SliceId, leaves: &Range<usize>) -> usize {
        if leaves.len() == 1 {
            return leaves.start;
        }
        let fresh = self.before.len();
        let join = *self.ends.entry(id).or_insert(fresh);
        if join == fresh {
            self.before.push(leaves.clone().collect());
        }
        join
    }
}
