//! The slices of a workshop, and the invariants that hold after every edit.
//!
//! [`Tree::put`] and [`Tree::remove`] do what they are told, so that a stored change can be applied
//! row by row; whoever lets people edit asks [`Tree::check_move`] and [`Tree::check_need`] first.
//!
//! **Invariants.** Every parent exists and no slice is below itself; siblings are ordered by key,
//! then id; every needed slice exists; dependencies never close a circle, also not through
//! parents and children (a parent stands for all of its leaves).

use std::collections::hash_map::Entry;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::id::SliceId;
use crate::key::OrderKey;
use crate::model::Slice;

mod check;

/// The slices of a workshop as a forest of any depth.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// Shared between copies of the tree, so that a copy is cheap.
    slices: FxHashMap<SliceId, Arc<Slice>>,
    children: FxHashMap<Option<SliceId>, Vec<SliceId>>,
    /// The slices that need others, so that a search does not open every slice.
    needing: FxHashSet<SliceId>,
}

/// Why an edit is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such slice.
    #[error("there is no slice {0}")]
    Unknown(SliceId),
    /// A slice cannot move below itself.
    #[error("a slice cannot move into its own subtree")]
    IntoItself(SliceId),
    /// The edit would make slices wait for each other in a circle: each needs the next, or holds
    /// or is part of the next, and the last is followed by the first.
    #[error("these slices would wait for each other in a circle")]
    Circle(Vec<SliceId>),
}

impl Tree {
    /// Builds a tree from slices in any order; of two with one id the later counts. Slices from
    /// outside may break the invariants: [`Tree::check`] tells.
    pub fn from_slices(slices: impl IntoIterator<Item = Slice>) -> Self {
        let mut tree = Self::default();
        tree.slices.extend(slices.into_iter().map(|slice| (slice.id, Arc::new(slice))));
        let Self { slices, children, needing } = &mut tree;
        for slice in slices.values() {
            children.entry(slice.parent).or_default().push(slice.id);
            if !slice.needs.is_empty() {
                needing.insert(slice.id);
            }
        }
        for siblings in children.values_mut() {
            siblings.sort_unstable_by(|a, b| place(slices, *a).cmp(&place(slices, *b)));
        }
        tree
    }

    /// Inserts a slice, or replaces the one with its id.
    pub fn put(&mut self, slice: Slice) {
        let id = slice.id;
        if slice.needs.is_empty() {
            self.needing.remove(&id);
        } else {
            self.needing.insert(id);
        }
        let moved = match self.slices.get(&id) {
            Some(old) => old.parent != slice.parent || old.key != slice.key,
            None => true,
        };
        if !moved {
            self.slices.insert(id, Arc::new(slice));
            return;
        }
        self.detach(id);
        let parent = slice.parent;
        self.slices.insert(id, Arc::new(slice));
        let siblings = self.children.entry(parent).or_default();
        let slices = &self.slices;
        let at = siblings.partition_point(|other| place(slices, *other) < place(slices, id));
        siblings.insert(at, id);
    }

    /// Removes one slice. Its children, if any, must be removed too before the tree is used.
    pub fn remove(&mut self, id: SliceId) -> Option<Slice> {
        self.detach(id);
        self.needing.remove(&id);
        self.slices.remove(&id).map(Arc::unwrap_or_clone)
    }

    fn detach(&mut self, id: SliceId) {
        let Some(old) = self.slices.get(&id) else { return };
        if let Entry::Occupied(mut siblings) = self.children.entry(old.parent) {
            siblings.get_mut().retain(|other| *other != id);
            if siblings.get().is_empty() {
                siblings.remove();
            }
        }
    }

    /// The slice with this id.
    pub fn get(&self, id: SliceId) -> Option<&Slice> {
        self.slices.get(&id).map(Arc::as_ref)
    }

    /// The slice with this id, or a refusal that names it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find(&self, id: SliceId) -> Result<&Slice, Refusal> {
        self.get(id).ok_or(Refusal::Unknown(id))
    }

    /// How many slices there are, epics included.
    pub fn len(&self) -> usize {
        self.slices.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.slices.is_empty()
    }

    /// The children of a slice in order, or the epics for `None`.
    pub fn children(&self, parent: Option<SliceId>) -> &[SliceId] {
        self.children.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// Whether it has no children.
    pub fn is_leaf(&self, id: SliceId) -> bool {
        !self.children.contains_key(&Some(id))
    }

    /// Every slice depth first with its depth, epics at 0.
    pub fn walk(&self) -> impl Iterator<Item = (&Slice, usize)> {
        self.walk_below(None)
    }

    /// A slice and everything below it, depth first, the slice itself at depth 0.
    pub fn subtree(&self, id: SliceId) -> impl Iterator<Item = (&Slice, usize)> {
        self.get(id)
            .into_iter()
            .map(|slice| (slice, 0))
            .chain(self.walk_below(Some(id)).map(|(slice, depth)| (slice, depth + 1)))
    }

    fn walk_below(&self, parent: Option<SliceId>) -> impl Iterator<Item = (&Slice, usize)> {
        let mut stack: Vec<_> = vec![self.children(parent).iter()];
        std::iter::from_fn(move || {
            loop {
                let Some(id) = stack.last_mut()?.next() else {
                    stack.pop();
                    continue;
                };
                let depth = stack.len() - 1;
                stack.push(self.children(Some(*id)).iter());
                if let Some(slice) = self.get(*id) {
                    return Some((slice, depth));
                }
            }
        })
    }

    /// The leaves in the order of the outline.
    pub fn leaves(&self) -> impl Iterator<Item = &Slice> {
        self.walk().map(|(slice, _)| slice).filter(|slice| self.is_leaf(slice.id))
    }

    /// The leaves at or below a slice.
    pub fn leaves_below(&self, id: SliceId) -> impl Iterator<Item = &Slice> {
        self.subtree(id).map(|(slice, _)| slice).filter(|slice| self.is_leaf(slice.id))
    }

    /// The parent, its parent, and so on to the epic.
    pub fn ancestors(&self, id: SliceId) -> impl Iterator<Item = &Slice> {
        let mut next = self.get(id).and_then(|slice| slice.parent);
        std::iter::from_fn(move || {
            let slice = self.get(next?)?;
            next = slice.parent;
            Some(slice)
        })
    }

    /// The slices that directly need a slice, in the order of the outline.
    pub fn needed_by(&self, id: SliceId) -> Vec<SliceId> {
        let needs_it =
            |other: &SliceId| self.get(*other).is_some_and(|slice| slice.needs.contains(&id));
        let mut needing: Vec<SliceId> = self.needing.iter().copied().filter(needs_it).collect();
        needing.sort_by_cached_key(|id| self.path(*id));
        needing
    }

    /// The place of a slice among its siblings, from 0.
    pub fn index(&self, id: SliceId) -> Option<usize> {
        let slice = self.get(id)?;
        self.children(slice.parent).iter().position(|other| *other == id)
    }

    /// Those of `ids` that have no ancestor among `ids`, each once, in the order of the outline.
    /// Unknown ids are left out.
    pub fn topmost(&self, ids: &[SliceId]) -> Vec<SliceId> {
        let chosen: FxHashSet<SliceId> =
            ids.iter().copied().filter(|id| self.get(*id).is_some()).collect();
        let mut top: Vec<SliceId> = chosen
            .iter()
            .copied()
            .filter(|id| !self.ancestors(*id).any(|above| chosen.contains(&above.id)))
            .collect();
        top.sort_by_cached_key(|id| self.path(*id));
        top
    }

    /// The places of a slice and its ancestors, the epic first; compares as the outline does.
    fn path(&self, id: SliceId) -> Vec<(&OrderKey, SliceId)> {
        let mut path: Vec<_> = self
            .get(id)
            .into_iter()
            .chain(self.ancestors(id))
            .map(|slice| (&slice.key, slice.id))
            .collect();
        path.reverse();
        path
    }

    /// `count` keys for new children of `parent`, after the sibling `after` (`None`: at the start).
    /// Slices in `leaving`, which are about to move away, are not counted as neighbours.
    pub fn keys_after(
        &self,
        parent: Option<SliceId>,
        after: Option<SliceId>,
        leaving: &FxHashSet<SliceId>,
        count: usize,
    ) -> Vec<OrderKey> {
        let siblings = self.children(parent);
        let start = after.and_then(|id| siblings.iter().position(|other| *other == id));
        let (left, right) = match start {
            Some(at) => (
                siblings[..=at].iter().rev().find(|id| !leaving.contains(*id)),
                siblings[at + 1..].iter().find(|id| !leaving.contains(*id)),
            ),
            None => (None, siblings.iter().find(|id| !leaving.contains(*id))),
        };
        let key = |id: Option<&SliceId>| id.and_then(|id| self.get(*id)).map(|slice| &slice.key);
        OrderKey::spread(key(left), key(right), count).unwrap_or_else(|| {
            // Two neighbours with one key: damaged data; behind both is the best that can be done.
            OrderKey::spread(key(left), None, count).unwrap_or_default()
        })
    }
}

fn place(slices: &FxHashMap<SliceId, Arc<Slice>>, id: SliceId) -> (Option<&OrderKey>, SliceId) {
    (slices.get(&id).map(|slice| &slice.key), id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u32) -> OrderKey {
        OrderKey::parse(&format!("{n:04x}80")).unwrap()
    }

    fn slice(id: u32, parent: Option<u32>, place: u32) -> Slice {
        Slice::new(SliceId(id), parent.map(SliceId), key(place), &format!("slice {id}"))
    }

    fn ids(list: &[u32]) -> Vec<SliceId> {
        list.iter().map(|id| SliceId(*id)).collect()
    }

    /// 1 holds 2 (which holds 4 and 5) and 3; 6 is an epic of its own.
    fn sample() -> Tree {
        Tree::from_slices([
            slice(6, None, 9),
            slice(5, Some(2), 2),
            slice(4, Some(2), 1),
            slice(3, Some(1), 7),
            slice(2, Some(1), 3),
            slice(1, None, 5),
        ])
    }

    fn outline(tree: &Tree) -> Vec<(u32, usize)> {
        tree.walk().map(|(slice, depth)| (slice.id.0, depth)).collect()
    }

    #[test]
    fn the_walk_goes_depth_first_in_the_order_of_the_keys() {
        assert_eq!(outline(&sample()), [(1, 0), (2, 1), (4, 2), (5, 2), (3, 1), (6, 0)]);
        let below: Vec<_> = sample().subtree(SliceId(2)).map(|(s, d)| (s.id.0, d)).collect();
        assert_eq!(below, [(2, 0), (4, 1), (5, 1)]);
        assert!(sample().subtree(SliceId(99)).next().is_none());
    }

    #[test]
    fn leaves_are_the_slices_without_children() {
        let tree = sample();
        assert_eq!(tree.leaves().map(|s| s.id).collect::<Vec<_>>(), ids(&[4, 5, 3, 6]));
        assert_eq!(tree.leaves_below(SliceId(2)).map(|s| s.id).collect::<Vec<_>>(), ids(&[4, 5]));
        assert_eq!(tree.leaves_below(SliceId(6)).map(|s| s.id).collect::<Vec<_>>(), ids(&[6]));
    }

    #[test]
    fn ancestors_lead_to_the_epic() {
        let up: Vec<_> = sample().ancestors(SliceId(5)).map(|s| s.id.0).collect();
        assert_eq!(up, [2, 1]);
    }

    #[test]
    fn what_needs_a_slice_is_told_in_the_order_of_the_outline() {
        let mut tree = sample();
        for id in [6, 5, 3] {
            let needing = tree.get(SliceId(id)).cloned().unwrap();
            tree.put(Slice { needs: ids(&[4]), ..needing });
        }
        assert_eq!(tree.needed_by(SliceId(4)), ids(&[5, 3, 6]));
        assert_eq!(tree.needed_by(SliceId(5)), []);
    }

    #[test]
    fn putting_a_slice_elsewhere_moves_it_with_its_subtree() {
        let mut tree = sample();
        tree.put(slice(2, Some(6), 1));
        assert_eq!(outline(&tree), [(1, 0), (3, 1), (6, 0), (2, 1), (4, 2), (5, 2)]);
        assert!(!tree.is_leaf(SliceId(6)));
        tree.put(slice(3, None, 0));
        assert!(tree.is_leaf(SliceId(1)));
        assert_eq!(tree.index(SliceId(3)), Some(0));
    }

    #[test]
    fn of_two_slices_with_one_id_the_later_counts() {
        let tree = Tree::from_slices([slice(1, None, 1), slice(2, Some(1), 1), slice(2, None, 2)]);
        assert_eq!(outline(&tree), [(1, 0), (2, 0)]);
    }

    #[test]
    fn siblings_with_one_key_are_ordered_by_id() {
        let tree = Tree::from_slices([slice(3, None, 1), slice(1, None, 1), slice(2, None, 1)]);
        assert_eq!(tree.children(None), ids(&[1, 2, 3]));
    }

    #[test]
    fn new_keys_fall_between_the_neighbours_that_stay() {
        let tree = sample();
        let leaving = FxHashSet::from_iter([SliceId(3)]);
        let keys = tree.keys_after(Some(SliceId(1)), Some(SliceId(2)), &leaving, 2);
        assert!(key(3) < keys[0] && keys[0] < keys[1]);
        let first = tree.keys_after(Some(SliceId(1)), None, &FxHashSet::default(), 1);
        assert!(first[0] < key(3));
    }

    #[test]
    fn neighbours_with_one_key_still_give_keys() {
        let tree = Tree::from_slices([slice(1, None, 1), slice(2, None, 1)]);
        let keys = tree.keys_after(None, Some(SliceId(1)), &FxHashSet::default(), 3);
        assert_eq!(keys.len(), 3);
        assert!(keys[0] > key(1));
    }

    #[test]
    fn topmost_drops_descendants_repetitions_and_strangers() {
        let chosen = ids(&[6, 5, 2, 4, 3, 6, 77]);
        assert_eq!(sample().topmost(&chosen), ids(&[2, 3, 6]));
    }

    #[test]
    fn a_tree_of_ten_thousand_levels_is_walked() {
        let deep = Tree::from_slices((0..10_000).map(|id: u32| slice(id, id.checked_sub(1), 1)));
        assert_eq!(deep.walk().map(|(_, depth)| depth).max(), Some(9_999));
        assert_eq!(deep.check(), Ok(()));
        assert_eq!(deep.leaves().count(), 1);
        assert_eq!(deep.topmost(&ids(&[9_999, 5_000])), ids(&[5_000]));
    }
}
