//! Dependencies that say nothing new.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::id::SliceId;
use crate::tree::Tree;

/// A dependency that follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redundant {
    /// What needs.
    pub id: SliceId,
    /// What it needs first.
    pub needs: SliceId,
    /// The slices through which it needs it anyway, the nearest first, both ends left out. Empty when
    /// it inherits this very dependency from a slice above it.
    pub through: Vec<SliceId>,
}

/// Every dependency that follows from others, in the order of the outline: the slice, or one above
/// it, needs something else that needs it, or that it is a part of.
pub fn redundant(tree: &Tree) -> Vec<Redundant> {
    let pairs =
        tree.walk().flat_map(|(slice, _)| slice.needs.iter().map(|needs| (slice.id, *needs)));
    pairs.filter_map(|(id, needs)| way_around(tree, id, needs)).collect()
}

/// The shortest way from a slice to one that it needs, without that dependency itself.
fn way_around(tree: &Tree, id: SliceId, needs: SliceId) -> Option<Redundant> {
    let mut came_from: FxHashMap<SliceId, Option<SliceId>> = FxHashMap::default();
    let mut open = VecDeque::new();
    for next in needed(tree, id).filter(|(by, next)| (*by, *next) != (id, needs)) {
        if came_from.insert(next.1, None).is_none() {
            open.push_back(next.1);
        }
    }
    while let Some(at) = open.pop_front() {
        if at == needs {
            let back = |id: &SliceId| came_from.get(id).copied().flatten();
            let mut through: Vec<SliceId> = std::iter::successors(back(&needs), back).collect();
            through.reverse();
            return Some(Redundant { id, needs, through });
        }
        // Whoever needs a slice needs all of its parts.
        let parts = tree.children(Some(at)).iter().copied();
        for next in needed(tree, at).map(|(_, next)| next).chain(parts) {
            came_from.entry(next).or_insert_with(|| {
                open.push_back(next);
                Some(at)
            });
        }
    }
    None
}

/// What a slice needs, with those above it, who pass on what they need; each with who says so.
fn needed(tree: &Tree, id: SliceId) -> impl Iterator<Item = (SliceId, SliceId)> + '_ {
    let own = tree.get(id).into_iter();
    own.chain(tree.ancestors(id))
        .flat_map(|slice| slice.needs.iter().map(|needs| (slice.id, *needs)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::OrderKey;
    use crate::model::Slice;

    fn tree(slices: &[(u32, Option<u32>, &[u32])]) -> Tree {
        let slice = |(id, parent, needs): &(u32, Option<u32>, &[u32])| {
            let mut slice = Slice::new(SliceId(*id), parent.map(SliceId), OrderKey::first(), "s");
            slice.needs = needs.iter().copied().map(SliceId).collect();
            slice
        };
        Tree::from_slices(slices.iter().map(slice).collect::<Vec<_>>())
    }

    fn found(slices: &[(u32, Option<u32>, &[u32])]) -> Vec<(u32, u32, Vec<u32>)> {
        let numbers = |ids: Vec<SliceId>| ids.into_iter().map(|id| id.0).collect();
        let found = redundant(&tree(slices)).into_iter();
        found.map(|way| (way.id.0, way.needs.0, numbers(way.through))).collect()
    }

    #[test]
    fn a_dependency_that_others_imply_is_found_with_the_shortest_way() {
        let slices: [(u32, Option<u32>, &[u32]); 5] = [
            (1, None, &[]),
            (2, None, &[1]),
            (3, None, &[2]),
            (4, None, &[1, 3]),
            (5, None, &[2, 4]),
        ];
        assert_eq!(found(&slices), [(4, 1, vec![3, 2]), (5, 2, vec![4, 3])]);
    }

    #[test]
    fn what_a_slice_inherits_it_need_not_say() {
        assert_eq!(found(&[(1, None, &[]), (2, None, &[1]), (3, Some(2), &[1])]), [(3, 1, vec![])]);
    }

    #[test]
    fn a_part_of_what_is_needed_is_needed() {
        let slices: [(u32, Option<u32>, &[u32]); 4] =
            [(1, None, &[]), (2, Some(1), &[]), (3, Some(1), &[]), (4, None, &[1, 3])];
        assert_eq!(found(&slices), [(4, 3, vec![1])]);
    }

    #[test]
    fn the_parts_together_do_not_stand_for_the_whole() {
        let slices: [(u32, Option<u32>, &[u32]); 4] =
            [(1, None, &[]), (2, Some(1), &[]), (3, None, &[1]), (4, None, &[2])];
        assert_eq!(found(&slices), []);
    }
}
