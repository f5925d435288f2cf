//! Pinned leaves stand where the team put them; the others flow around them.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use rustc_hash::{FxHashMap, FxHashSet};

use super::graph::Graph;

/// The leaves of a feasible order with the pinned ones at their places, from 0; the others keep
/// their sequence. What a pinned leaf needs comes before it, if need be directly; what needs it
/// comes behind it. Of two with the same place the one that stood first comes first.
pub(super) fn hold(
    graph: &Graph,
    order: Vec<usize>,
    pin: impl Fn(usize) -> Option<usize>,
) -> Vec<usize> {
    let mut pinned: Vec<(usize, usize, usize)> = order
        .iter()
        .enumerate()
        .filter_map(|(at, leaf)| pin(*leaf).map(|place| (place, at, *leaf)))
        .collect();
    if pinned.is_empty() {
        return order;
    }
    pinned.sort_unstable();
    let mut queue = Queue::new(graph, &order, |leaf| pin(leaf).is_some());
    for (place, _, leaf) in pinned {
        let mut missing = queue.missing(leaf);
        while queue.placed.len() + missing.len() < place {
            let Some(next) = queue.pop() else { break };
            queue.place(next);
            missing.remove(&next);
        }
        let mut missing: Vec<usize> = missing.into_iter().collect();
        missing.sort_unstable_by_key(|leaf| queue.rank[leaf]);
        missing.into_iter().for_each(|needed| queue.place(needed));
        queue.place(leaf);
    }
    while let Some(next) = queue.pop() {
        queue.place(next);
    }
    queue.placed
}

/// The leaves that wait for their place.
struct Queue<'a> {
    graph: &'a Graph,
    /// Where each leaf stood.
    rank: FxHashMap<usize, usize>,
    /// How many nodes before each node have no place yet.
    waiting: Vec<usize>,
    is_placed: Vec<bool>,
    is_pinned: Vec<bool>,
    ready: BinaryHeap<Reverse<(usize, usize)>>,
    placed: Vec<usize>,
}

impl<'a> Queue<'a> {
    fn new(graph: &'a Graph, order: &[usize], is_pinned: impl Fn(usize) -> bool) -> Self {
        let rank: FxHashMap<usize, usize> =
            order.iter().enumerate().map(|(at, leaf)| (*leaf, at)).collect();
        let is_outside = |node: &usize| graph.is_leaf(*node) && !rank.contains_key(node);
        let outside: Vec<usize> = (0..graph.len()).filter(is_outside).collect();
        let mut pinned = vec![false; graph.len()];
        order.iter().for_each(|leaf| pinned[*leaf] = is_pinned(*leaf));
        let mut queue = Self {
            waiting: (0..graph.len()).map(|node| graph.before(node).len()).collect(),
            is_placed: vec![false; graph.len()],
            is_pinned: pinned,
            ready: BinaryHeap::new(),
            placed: Vec::with_capacity(order.len()),
            graph,
            rank,
        };
        // What is not in this order holds nothing up, nor do joins of nothing.
        let free: Vec<usize> = (0..graph.len()).filter(|node| queue.waiting[*node] == 0).collect();
        free.into_iter().for_each(|node| queue.begin(node));
        outside.into_iter().for_each(|node| queue.settle(node));
        queue
    }

    /// A node waits for nothing any more.
    fn begin(&mut self, node: usize) {
        if !self.graph.is_leaf(node) {
            self.settle(node);
        } else if let Some(rank) = self.rank.get(&node).filter(|_| !self.is_pinned[node]) {
            self.ready.push(Reverse((*rank, node)));
        }
    }

    /// What waits for a node, and for joins that it completes, waits no longer.
    fn settle(&mut self, node: usize) {
        let mut open = VecDeque::from([node]);
        while let Some(node) = open.pop_front() {
            if std::mem::replace(&mut self.is_placed[node], true) {
                continue;
            }
            for later in self.graph.after(node) {
                self.waiting[*later] -= 1;
                match self.waiting[*later] {
                    0 if self.graph.is_leaf(*later) => self.begin(*later),
                    0 => open.push_back(*later),
                    _ => {}
                }
            }
        }
    }

    fn place(&mut self, leaf: usize) {
        if !self.is_placed[leaf] {
            self.placed.push(leaf);
            self.settle(leaf);
        }
    }

    /// The first leaf that is free to come next.
    fn pop(&mut self) -> Option<usize> {
        while let Some(Reverse((_, leaf))) = self.ready.pop() {
            if !self.is_placed[leaf] {
                return Some(leaf);
            }
        }
        None
    }

    /// The leaves without a place that a leaf needs, directly or not.
    fn missing(&self, leaf: usize) -> FxHashSet<usize> {
        let mut seen = FxHashSet::default();
        let mut open = self.graph.before(leaf).to_vec();
        while let Some(node) = open.pop() {
            if !self.is_placed[node] && seen.insert(node) {
                open.extend(self.graph.before(node));
            }
        }
        seen.retain(|node| self.graph.is_leaf(*node));
        seen
    }
}
