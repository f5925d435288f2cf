//! What was found out about a set of jobs, kept for the next, which will be much the same.
//!
//! Every connected set has its own blocks, and every block its own order, whatever stands around
//! it. Both are kept under all that they depend on, so that an answer with a memory is the answer
//! without one. Deliberately not here: anything that has to be told what has changed.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::blocks::{self, Found};
use super::dag::Dag;
use super::settle::{self, Answer};
use super::{Cycle, Job, Order, Work, answer, work};

/// Remembers the last set of jobs that was put into order, as long as it lives.
///
/// It takes memory for one set. To order several sets by turns, use one for each.
#[derive(Debug, Clone, Default)]
pub struct Memo {
    last: Option<(Vec<Job>, Order)>,
    parts: Parts,
}

impl Memo {
    /// Exactly what [`order`](super::order()) answers. Only connected sets in which something has
    /// changed are taken apart again, and only blocks that are new are settled: their jobs, values,
    /// efforts, dependencies or sequence in the input. The same jobs again are only compared.
    ///
    /// # Errors
    /// As [`order`](super::order()); what was remembered stays.
    pub fn order(&mut self, jobs: &[Job]) -> Result<Order, Cycle> {
        self.order_within(jobs, work(jobs.len()))
    }

    pub(super) fn order_within(&mut self, jobs: &[Job], work: Work) -> Result<Order, Cycle> {
        if let Some((last, order)) = &self.last
            && last == jobs
        {
            return Ok(order.clone());
        }
        let order = answer(jobs, work, &mut self.parts)?;
        self.parts.forget_unused();
        self.last = Some((jobs.to_vec(), order.clone()));
        Ok(order)
    }
}

/// What is known about parts of a set, each under its [content](Dag::content).
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    blocks: Known<Box<[u64]>, Vec<Found>>,
    answers: Known<(Box<[u64]>, Work), Answer>,
}

impl Parts {
    /// The blocks of connected jobs.
    pub(super) fn blocks(&mut self, connected: &Dag) -> &[Found] {
        self.blocks.get(connected.content(), || blocks::of_connected(connected))
    }

    /// A block in its order.
    pub(super) fn settled(&mut self, block: &Dag, work: Work) -> &Answer {
        self.answers.get((block.content(), work), || settle::settled(block.renumbered(), work))
    }

    fn forget_unused(&mut self) {
        self.blocks.forget_unused();
        self.answers.forget_unused();
    }
}

/// Values under keys, as long as they are asked for in every round.
#[derive(Debug, Clone)]
struct Known<K, V> {
    earlier: FxHashMap<K, V>,
    now: FxHashMap<K, V>,
}

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self { earlier: FxHashMap::default(), now: FxHashMap::default() }
    }
}

impl<K: Eq + Hash, V> Known<K, V> {
    fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        match self.now.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(empty) => {
                let known = self.earlier.remove(empty.key());
                empty.insert(known.unwrap_or_else(make))
            }
        }
    }

    /// Begins a new round.
    fn forget_unused(&mut self) {
        self.earlier = std::mem::take(&mut self.now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_in_every_round_is_made_once() {
        let mut known = Known::default();
        for _ in 0..3 {
            let mut made = 0;
            known.get("same", || made += 1);
            known.get("same", || made += 1);
            assert!(made <= 1);
            known.forget_unused();
        }
        known.get("same", || panic!("it is known"));
    }

    #[test]
    fn what_was_not_asked_for_in_a_round_is_forgotten() {
        let mut known = Known::default();
        known.get("once", || 1);
        known.forget_unused();
        known.forget_unused();
        assert_eq!(*known.get("once", || 2), 2);
    }

    /// Pairs that need each other in sequence, so that each is a connected set of its own.
    fn pairs(values: &[u64]) -> Vec<Job> {
        let pair = |(at, value): (usize, &u64)| {
            [
                Job { value: 1, effort: 1, after: vec![] },
                Job { value: *value, effort: 1, after: vec![2 * at] },
            ]
        };
        values.iter().enumerate().flat_map(pair).collect()
    }

    #[test]
    fn one_change_leaves_all_other_sets_known() {
        let mut memo = Memo::default();
        memo.order(&pairs(&[3, 4, 5])).unwrap();
        let before: Vec<_> = memo.parts.blocks.earlier.keys().cloned().collect();
        memo.order(&pairs(&[3, 9, 5])).unwrap();
        let after = &memo.parts.blocks.earlier;
        assert_eq!(before.iter().filter(|key| after.contains_key(*key)).count(), 2);
        assert_eq!(after.len(), 3);
    }
}
