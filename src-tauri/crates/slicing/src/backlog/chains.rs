//! What is in the MVP only because others need it.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::{Backlog, Entry, Reason};
use crate::id::SliceId;
use crate::model::Wish;

/// A leaf that is in the MVP only because others need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Which.
    pub id: SliceId,
    /// Its effort in half days, at least [`Chain::LEAST`].
    pub effort: u16,
    /// The leaves from one that is wanted for itself down to this one.
    pub path: Vec<SliceId>,
}

impl Chain {
    /// What takes less than this many half days holds nothing up that a split would set free.
    pub const LEAST: u16 = 2;
}

impl Backlog {
    /// What is in the MVP only because others need it and takes a day or more, the largest first.
    pub fn chains(&self) -> Vec<Chain> {
        let mvp = &self.entries[..self.mvp().count];
        let is_long = |entry: &&Entry| entry.effort >= Chain::LEAST && !self.is_wanted(entry);
        let mut chains: Vec<Chain> =
            mvp.iter().filter(is_long).filter_map(|entry| self.chain(entry)).collect();
        chains.sort_by_key(|chain| std::cmp::Reverse(chain.effort));
        chains
    }

    fn chain(&self, entry: &Entry) -> Option<Chain> {
        let path = self.to_wanted(entry)?;
        Some(Chain { id: entry.id, effort: entry.effort, path })
    }

    /// Whether the MVP has the leaf for its own sake: it touches an essential step, the team wants
    /// it, or, where the line follows the value, it returns as much as those that it stands with.
    fn is_wanted(&self, entry: &Entry) -> bool {
        let leaf = &self.problem.leaves[entry.leaf];
        let own = match self.mvp().reason {
            Reason::Skeleton { .. } => leaf.step.is_some(),
            Reason::ByHand => self.problem.is_marked(entry.leaf, 0),
            Reason::FourFifths | Reason::Capacity(_) | Reason::Share(_) => {
                entry.rate().compare(self.blocks[entry.block].rate).is_ge()
            }
        };
        own || leaf.wish == Some(Wish::Must)
    }

    /// The shortest way from a leaf of the MVP that is wanted for itself down to one that it needs.
    fn to_wanted(&self, from: &Entry) -> Option<Vec<SliceId>> {
        let mut came_from: FxHashMap<SliceId, SliceId> = FxHashMap::default();
        let mut open = VecDeque::from([from.id]);
        while let Some(id) = open.pop_front() {
            for needing in self.needed_by(id) {
                let Some(entry) = self.get(needing).filter(|entry| entry.in_mvp()) else {
                    continue;
                };
                if needing == from.id || came_from.insert(needing, id).is_some() {
                    continue;
                }
                if self.is_wanted(entry) {
                    let back = |id: &SliceId| came_from.get(id).copied();
                    return Some(std::iter::successors(Some(needing), back).collect());
                }
                open.push_back(needing);
            }
        }
        None
    }
}
