//! Sidney's blocks (Sidney 1975): sets of jobs that some best order does one after the other.
//!
//! The first block is the set with the best ratio of value to effort among those that need nothing
//! outside, the second is the best of the rest, and so on. Instead of one after the other they are
//! found by halving: what beats the average ratio of a set comes before what does not. Parts that
//! have become series-parallel need no cut.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::closure::{Split, split};
use super::dag::Dag;
use super::lawler;

/// Value to effort, compared as a fraction; `0 / 0` does not occur where ratios are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    value: u64,
    effort: u64,
}

impl Ratio {
    pub(super) fn new(value: u64, effort: u64) -> Self {
        Self { value, effort }
    }

    /// Whether both terms are zero, so that it compares with nothing.
    pub(super) fn is_nothing(self) -> bool {
        self.value == 0 && self.effort == 0
    }
}

impl std::ops::Add for Ratio {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.value + other.value, self.effort + other.effort)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Self, b: &Self| u128::from(a.value) * u128::from(b.effort);
        cross(self, other).cmp(&cross(other, self))
    }
}

/// A block.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its jobs; in their best order where it is known, otherwise ascending.
    pub(super) jobs: Vec<u32>,
    pub(super) is_ordered: bool,
}

impl Found {
    fn named(self, names: &[u32]) -> Self {
        let jobs = self.jobs.into_iter().map(|job| names[job as usize]).collect();
        Self { jobs, ..self }
    }
}

/// The blocks in sequence. A join outside of all blocks comes as a block of its own, as soon as it
/// can.
pub(super) fn blocks(dag: &Dag) -> Vec<Found> {
    blocks_by(dag, of_connected)
}

/// The same, with the blocks of each connected set as `of_connected` tells them.
pub(super) fn blocks_by(dag: &Dag, mut of_connected: impl FnMut(&Dag) -> Vec<Found>) -> Vec<Found> {
    let mut found = Vec::new();
    for jobs in dag.components() {
        if jobs.len() == 1 {
            found.push(Found { jobs, is_ordered: true });
            continue;
        }
        found.extend(of_connected(&dag.part(&jobs)).into_iter().map(|block| block.named(&jobs)));
    }
    sequence(dag, found)
}

/// The blocks of connected jobs, in any sequence.
pub(super) fn of_connected(dag: &Dag) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Vec<(Dag, Vec<u32>)> = vec![(dag.clone(), dag.jobs().collect())];
    while let Some((part, jobs)) = open.pop() {
        divide(&part, &jobs, &mut open, &mut found);
    }
    found
}

/// Divides connected jobs, named `jobs` outside, into blocks or into smaller sets.
fn divide(part: &Dag, jobs: &[u32], open: &mut Vec<(Dag, Vec<u32>)>, found: &mut Vec<Found>) {
    let outside =
        |inside: &[u32]| -> Vec<u32> { inside.iter().map(|job| jobs[*job as usize]).collect() };
    if let [job] = jobs {
        found.push(Found { jobs: vec![*job], is_ordered: true });
        return;
    }
    if let Some(blocks) = lawler::blocks(part) {
        let blocks = blocks.iter().map(|block| outside(block));
        found.extend(blocks.map(|jobs| Found { jobs, is_ordered: true }));
        return;
    }
    match split(part) {
        Split::Better(is_better) => {
            let (first, rest): (Vec<u32>, Vec<u32>) =
                part.jobs().partition(|job| is_better[*job as usize]);
            for half in [rest, first] {
                let half_dag = part.part(&half);
                for component in half_dag.components() {
                    let names: Vec<u32> = component.iter().map(|job| half[*job as usize]).collect();
                    open.push((half_dag.part(&component), outside(&names)));
                }
            }
        }
        Split::Even(parts) => {
            let parts = parts.iter().map(|part| outside(part));
            found.extend(parts.map(|jobs| Found { is_ordered: jobs.len() == 1, jobs }));
        }
    }
}

/// Puts blocks into a sequence: among those whose needs are met, joins first, then the best ratio,
/// then the smallest number. Because no block needs one with a worse ratio, ratios never increase.
fn sequence(dag: &Dag, found: Vec<Found>) -> Vec<Found> {
    let mut block_of = vec![0; dag.len()];
    for (at, block) in found.iter().enumerate() {
        for job in &block.jobs {
            block_of[*job as usize] = at;
        }
    }
    let mut waiting = vec![0; found.len()];
    for job in dag.jobs() {
        for needed in dag.before(job) {
            let outside = block_of[*needed as usize] != block_of[job as usize];
            waiting[block_of[job as usize]] += usize::from(outside);
        }
    }
    let rank = |at: usize| {
        let jobs = &found[at].jobs;
        let ratio = jobs
            .iter()
            .map(|job| Ratio::new(dag.value(*job), dag.effort(*job)))
            .fold(Ratio::new(0, 0), |sum, ratio| sum + ratio);
        let is_join = ratio.is_nothing();
        let ratio = if is_join { Ratio::new(1, 0) } else { ratio };
        (is_join, ratio, Reverse(jobs.iter().min().copied()), at)
    };
    let mut ready: BinaryHeap<_> =
        (0..found.len()).filter(|at| waiting[*at] == 0).map(rank).collect();
    let mut places = Vec::with_capacity(found.len());
    while let Some((.., at)) = ready.pop() {
        places.push(at);
        for job in &found[at].jobs {
            for later in dag.after(*job).iter().map(|later| block_of[*later as usize]) {
                if later != at {
                    waiting[later] -= 1;
                    if waiting[later] == 0 {
                        ready.push(rank(later));
                    }
                }
            }
        }
    }
    let mut found: Vec<Option<Found>> = found.into_iter().map(Some).collect();
    places.into_iter().filter_map(|at| found[at].take()).collect()
}
