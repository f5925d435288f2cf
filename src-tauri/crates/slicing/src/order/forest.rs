//! Trees of dependencies, merged by ratio in O(n log n) (Horn 1972; Adolphson & Hu 1973).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::blocks::Ratio;
use super::dag::{Dag, find};

/// The blocks of connected jobs, each in its best order, the best ratio first; `None` unless every
/// job needs at most one other, or every job is needed by at most one other.
pub(super) fn blocks(dag: &Dag) -> Option<Vec<Vec<u32>>> {
    if dag.jobs().any(|job| dag.is_join(job)) {
        return None;
    }
    if dag.jobs().all(|job| dag.before(job).len() <= 1) {
        return Some(merged(&Tree {
            ratio: dag.jobs().map(|job| Ratio::new(dag.value(job), dag.effort(job))).collect(),
            before: dag.jobs().map(|job| dag.before(job).first().copied()).collect(),
        }));
    }
    dag.jobs().all(|job| dag.after(job).len() <= 1).then(|| mirrored(dag))
}

/// Read from the end, with value and effort swapped, the cost of an order stays the same and every
/// job needs at most one other.
fn mirrored(dag: &Dag) -> Vec<Vec<u32>> {
    let last = dag.len() as u32 - 1;
    let mirror = |job: u32| last - job;
    let back = || dag.jobs().rev();
    let tree = Tree {
        ratio: back().map(|job| Ratio::new(dag.effort(job), dag.value(job))).collect(),
        before: back().map(|job| dag.after(job).first().copied().map(mirror)).collect(),
    };
    let mut blocks = merged(&tree);
    blocks.reverse();
    for block in &mut blocks {
        block.reverse();
        block.iter_mut().for_each(|job| *job = mirror(*job));
    }
    blocks
}

struct Tree {
    ratio: Vec<Ratio>,
    before: Vec<Option<u32>>,
}

/// Repeatedly takes the chain with the best ratio: behind the chain that it needs, or out as the
/// next block when that one is out already. Where ratios are equal the earlier job comes first, so
/// that no block is larger than it must be.
fn merged(tree: &Tree) -> Vec<Vec<u32>> {
    let count = tree.ratio.len();
    let mut ratio = tree.ratio.clone();
    let mut chains = Chains::new(count);
    let mut leader: Vec<u32> = (0..count as u32).collect();
    let mut open = vec![true; count];
    let mut heap: BinaryHeap<_> =
        (0..count as u32).map(|head| (ratio[head as usize], Reverse(head))).collect();
    let mut blocks = Vec::new();
    while let Some((of, Reverse(head))) = heap.pop() {
        let at = head as usize;
        if !open[at] || leader[at] != head || !of.is_same(ratio[at]) {
            continue;
        }
        let needed = tree.before[at].map(|job| find(&mut leader, job));
        match needed.filter(|needed| open[*needed as usize]) {
            Some(into) => {
                leader[at] = into;
                ratio[into as usize] = ratio[into as usize] + of;
                chains.append(into, head);
                heap.push((ratio[into as usize], Reverse(into)));
            }
            None => {
                open[at] = false;
                blocks.push(chains.jobs(head));
            }
        }
    }
    blocks
}

/// Lists that are appended to each other without copying, each named by its first job.
struct Chains {
    next: Vec<Option<u32>>,
    last: Vec<u32>,
}

impl Chains {
    fn new(count: usize) -> Self {
        Self { next: vec![None; count], last: (0..count as u32).collect() }
    }

    fn append(&mut self, into: u32, chain: u32) {
        self.next[self.last[into as usize] as usize] = Some(chain);
        self.last[into as usize] = self.last[chain as usize];
    }

    fn jobs(&self, head: u32) -> Vec<u32> {
        std::iter::successors(Some(head), |job| self.next[*job as usize]).collect()
    }
}
