//! The slices of a workshop, and the invariants that hold after every edit.
//!
//! **Invariants.** Every parent exists and no slice is below itself; siblings are ordered by key,
//! then id; every needed slice exists; dependencies never close a circle, also not through
//! parents and children (a parent stands for all of its leaves).

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::id::SliceId;
use crate::key::OrderKey;
use crate::model::Slice;

/// The slices of a workshop as a forest of any depth.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    slices: FxHashMap<SliceId, Slice>,
    children: FxHashMap<Option<SliceId>, Vec<SliceId>>,
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
    /// The edit would make slices wait for each other in a circle: each needs the next, and the
    /// last needs the first.
    #[error("these slices would wait for each other in a circle")]
    Circle(Vec<SliceId>),
}

impl Tree {
    /// Builds a tree from slices in any order.
    pub fn from_slices(slices: impl IntoIterator<Item = Slice>) -> Self {
        let mut tree = Self::default();
        for slice in slices {
            tree.children.entry(slice.parent).or_default().push(slice.id);
            tree.slices.insert(slice.id, slice);
        }
        let Self { slices, children } = &mut tree;
        for siblings in children.values_mut() {
            siblings.sort_by(|a, b| place(slices, *a).cmp(&place(slices, *b)));
        }
        tree
    }

    /// Inserts a slice, or replaces the one with its id.
    pub fn put(&mut self, slice: Slice) {
        let id = slice.id;
        let moved = match self.slices.get(&id) {
            Some(old) => old.parent != slice.parent || old.key != slice.key,
            None => true,
        };
        if !moved {
            self.slices.insert(id, slice);
            return;
        }
        self.detach(id);
        let parent = slice.parent;
        self.slices.insert(id, slice);
        let siblings = self.children.entry(parent).or_default();
        let slices = &self.slices;
        let at = siblings.partition_point(|other| place(slices, *other) < place(slices, id));
        siblings.insert(at, id);
    }

    /// Removes one slice. Its children, if any, must be removed too before the tree is used.
    pub fn remove(&mut self, id: SliceId) -> Option<Slice> {
        self.detach(id);
        self.slices.remove(&id)
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
        self.slices.get(&id)
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

    /// The place of a slice among its siblings, from 0.
    pub fn index(&self, id: SliceId) -> Option<usize> {
        let slice = self.get(id)?;
        self.children(slice.parent).iter().position(|other| *other == id)
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

fn place(slices: &FxHashMap<SliceId, Slice>, id: SliceId) -> (Option<&OrderKey>, SliceId) {
    (slices.get(&id).map(|slice| &slice.key), id)
}
