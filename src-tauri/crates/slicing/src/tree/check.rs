//! Refuses edits that would break the invariants.
//!
//! A slice above others stands for all of its leaves. Instead of spelling out pairs of leaves, which
//! would be quadratic, every slice has a *begin* and an *end*: it begins before its children begin
//! and ends after they end, and "A needs B" puts the end of B before the begin of A. Leaves wait
//! for each other in a circle exactly if these events do.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Refusal, Tree};
use crate::id::SliceId;

impl Tree {
    /// Whether the slices may move below `parent`, or become epics for `None`.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::IntoItself`] when `parent` is one of them or below one of
    /// them; [`Refusal::Circle`] when what they and their new ancestors need closes a circle.
    pub fn check_move(&self, ids: &[SliceId], parent: Option<SliceId>) -> Result<(), Refusal> {
        for id in ids {
            self.find(*id)?;
        }
        let Some(parent) = parent else { return Ok(()) };
        let above = self.find(parent)?;
        let chosen: FxHashSet<SliceId> = ids.iter().copied().collect();
        let line = std::iter::once(above).chain(self.ancestors(parent));
        if let Some(own) = line.map(|slice| slice.id).find(|id| chosen.contains(id)) {
            return Err(Refusal::IntoItself(own));
        }
        let moved = ids
            .iter()
            .copied()
            .filter(|id| self.get(*id).is_some_and(|slice| slice.parent != Some(parent)))
            .collect();
        self.check_new_ancestors(&moved, parent)
    }

    /// A new circle runs through the begin of `parent` into a moved slice, or out of a moved slice
    /// into the end of `parent`.
    fn check_new_ancestors(
        &self,
        moved: &FxHashSet<SliceId>,
        parent: SliceId,
    ) -> Result<(), Refusal> {
        let after = After { tree: self, moved, parent: Some(parent) };
        if let Some(path) = Search::new(after).behind_begin(parent, moved) {
            return Err(circle([path.reached, parent], path.steps));
        }
        if let Some(path) = Search::new(after).behind_ends(moved, parent) {
            let line = std::iter::once(path.root).chain(path.steps).chain([path.reached]);
            return Err(Refusal::Circle(without_repetition(line)));
        }
        Ok(())
    }

    /// Whether `a` may need `b` first.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Circle`] with the path that would close, `a` first.
    pub fn check_need(&self, a: SliceId, b: SliceId) -> Result<(), Refusal> {
        self.find(a)?;
        self.find(b)?;
        let moved = FxHashSet::default();
        let after = After { tree: self, moved: &moved, parent: None };
        let goal = FxHashSet::from_iter([a]);
        match Search::new(after).behind_end(b, &goal) {
            Some(path) => Err(circle([a, b], path.steps)),
            None => Ok(()),
        }
    }

    /// Whether all invariants hold; for slices that come from a file.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a parent or a need that does not exist, [`Refusal::IntoItself`]
    /// for a slice that is its own ancestor, [`Refusal::Circle`]; the lowest id counts where there
    /// are several.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut ids: Vec<SliceId> = self.slices.keys().copied().collect();
        ids.sort_unstable();
        for slice in ids.iter().filter_map(|id| self.get(*id)) {
            for other in slice.parent.iter().chain(&slice.needs) {
                self.find(*other)?;
            }
        }
        let reached: FxHashSet<SliceId> = self.walk().map(|(slice, _)| slice.id).collect();
        if let Some(lost) = ids.iter().find(|id| !reached.contains(id)) {
            return Err(Refusal::IntoItself(self.on_parent_circle(*lost)));
        }
        match Events::new(self, ids).circle() {
            Some(circle) => Err(Refusal::Circle(circle)),
            None => Ok(()),
        }
    }

    fn on_parent_circle(&self, lost: SliceId) -> SliceId {
        let mut seen = FxHashSet::default();
        let mut line = std::iter::once(lost).chain(self.ancestors(lost).map(|slice| slice.id));
        line.find(|id| !seen.insert(*id)).unwrap_or(lost)
    }
}

fn circle(start: [SliceId; 2], steps: Vec<SliceId>) -> Refusal {
    Refusal::Circle(without_repetition(start.into_iter().chain(steps)))
}

fn without_repetition(ids: impl IntoIterator<Item = SliceId>) -> Vec<SliceId> {
    let mut circle: Vec<SliceId> = ids.into_iter().collect();
    circle.dedup();
    while circle.len() > 1 && circle.first() == circle.last() {
        circle.pop();
    }
    circle
}

/// The tree as it would be after a move.
#[derive(Clone, Copy)]
struct After<'a> {
    tree: &'a Tree,
    moved: &'a FxHashSet<SliceId>,
    parent: Option<SliceId>,
}

impl<'a> After<'a> {
    fn parent(self, id: SliceId) -> Option<SliceId> {
        if self.moved.contains(&id) { self.parent } else { self.tree.get(id)?.parent }
    }

    fn children(self, id: SliceId) -> impl Iterator<Item = SliceId> + 'a {
        let arrived = if self.parent == Some(id) { Some(self.moved) } else { None };
        self.tree
            .children(Some(id))
            .iter()
            .filter(move |child| self.moved.is_empty() || !self.moved.contains(*child))
            .chain(arrived.into_iter().flatten())
            .copied()
    }

    fn needs(self, id: SliceId) -> &'a [SliceId] {
        if self.tree.needing.contains(&id) {
            self.tree.get(id).map_or(&[], |slice| slice.needs.as_slice())
        } else {
            &[]
        }
    }
}

/// How the search came to the end of a slice.
struct Arrival {
    /// The slice that needs it; none for a root.
    needing: Option<SliceId>,
    needed: SliceId,
    previous: usize,
}

/// A path that the search has found.
struct Path {
    root: SliceId,
    reached: SliceId,
    /// Alternately a slice that needs, and the slice that it needs.
    steps: Vec<SliceId>,
}

/// Goes backwards in time from an event, breadth first, so that the path is short.
struct Search<'a> {
    after: After<'a>,
    arrivals: Vec<Arrival>,
    begun: FxHashSet<SliceId>,
    ended: FxHashSet<SliceId>,
    stack: Vec<SliceId>,
}

impl<'a> Search<'a> {
    fn new(after: After<'a>) -> Self {
        Self {
            after,
            arrivals: Vec::new(),
            begun: FxHashSet::default(),
            ended: FxHashSet::default(),
            stack: Vec::new(),
        }
    }

    /// From the begin of `id` to the begin of one of the goals.
    fn behind_begin(mut self, id: SliceId, goals: &FxHashSet<SliceId>) -> Option<Path> {
        self.arrivals.push(Arrival { needing: None, needed: id, previous: 0 });
        if let Some(reached) = self.climb(id, 0, goals) {
            return Some(self.path(0, reached));
        }
        self.run(1, goals, None)
    }

    /// From the end of `id` to the begin of one of the goals.
    fn behind_end(mut self, id: SliceId, goals: &FxHashSet<SliceId>) -> Option<Path> {
        self.arrivals.push(Arrival { needing: None, needed: id, previous: 0 });
        self.run(0, goals, None)
    }

    /// From the end of one of `ids` to the end of `goal`.
    fn behind_ends(mut self, ids: &FxHashSet<SliceId>, goal: SliceId) -> Option<Path> {
        let roots = ids.iter().map(|id| Arrival { needing: None, needed: *id, previous: 0 });
        self.arrivals.extend(roots);
        self.arrivals.sort_unstable_by_key(|root| root.needed);
        self.run(0, &FxHashSet::default(), Some(goal))
    }

    fn run(
        &mut self,
        first: usize,
        begins: &FxHashSet<SliceId>,
        end: Option<SliceId>,
    ) -> Option<Path> {
        let mut next = first;
        while next < self.arrivals.len() {
            let needed = self.arrivals[next].needed;
            let found = self.climb(needed, next, begins);
            if let Some(reached) = found.or_else(|| self.descend(needed, next, begins, end)) {
                return Some(self.path(next, reached));
            }
            next += 1;
        }
        None
    }

    /// The slice begins after its ancestors begin.
    fn climb(
        &mut self,
        from: SliceId,
        arrival: usize,
        goals: &FxHashSet<SliceId>,
    ) -> Option<SliceId> {
        let mut next = Some(from);
        while let Some(id) = next {
            if goals.contains(&id) {
                return Some(id);
            }
            if !self.begin(id, arrival) {
                return None;
            }
            next = self.after.parent(id);
        }
        None
    }

    /// Whether the begin of this slice is new to the search; if so, what it needs is to be visited.
    fn begin(&mut self, id: SliceId, arrival: usize) -> bool {
        if !self.begun.insert(id) {
            return false;
        }
        for needed in self.after.needs(id) {
            let needing = Some(id);
            self.arrivals.push(Arrival { needing, needed: *needed, previous: arrival });
        }
        true
    }

    /// The slice ends after everything below it ends.
    fn descend(
        &mut self,
        from: SliceId,
        arrival: usize,
        begins: &FxHashSet<SliceId>,
        end: Option<SliceId>,
    ) -> Option<SliceId> {
        self.stack.clear();
        self.stack.push(from);
        while let Some(id) = self.stack.pop() {
            if end == Some(id) || begins.contains(&id) {
                return Some(id);
            }
            if !self.after.needs(id).is_empty() {
                self.begin(id, arrival);
            }
            let mut children = self.after.children(id).peekable();
            if children.peek().is_some() && self.ended.insert(id) {
                self.stack.extend(children);
            }
        }
        None
    }

    fn path(&self, last: usize, reached: SliceId) -> Path {
        let mut steps = Vec::new();
        let mut at = &self.arrivals[last];
        while let Some(needing) = at.needing {
            steps.extend([at.needed, needing]);
            at = &self.arrivals[at.previous];
        }
        steps.reverse();
        Path { root: at.needed, reached, steps }
    }
}

/// Begin and end of every slice, for a check of the whole tree (Kahn's algorithm).
struct Events<'a> {
    tree: &'a Tree,
    ids: Vec<SliceId>,
    place: FxHashMap<SliceId, usize>,
}

impl<'a> Events<'a> {
    fn new(tree: &'a Tree, ids: Vec<SliceId>) -> Self {
        let place = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        Self { tree, ids, place }
    }

    /// The events before an event: number `2 i` is the begin of slice `i`, `2 i + 1` its end.
    fn before(&self, event: usize) -> Vec<usize> {
        let id = self.ids[event / 2];
        let begin = |id: &SliceId| self.place[id] * 2;
        let end = |id: &SliceId| self.place[id] * 2 + 1;
        if event % 2 == 1 {
            let children = self.tree.children(Some(id)).iter().map(end);
            return children.chain([event - 1]).collect();
        }
        let Some(slice) = self.tree.get(id) else { return Vec::new() };
        slice.needs.iter().map(end).chain(slice.parent.iter().map(begin)).collect()
    }

    fn circle(&self) -> Option<Vec<SliceId>> {
        let count = self.ids.len() * 2;
        let before: Vec<Vec<usize>> = (0..count).map(|event| self.before(event)).collect();
        let mut waiting: Vec<usize> = before.iter().map(Vec::len).collect();
        let mut after = vec![Vec::new(); count];
        for (event, earlier) in before.iter().enumerate() {
            for other in earlier {
                after[*other].push(event);
            }
        }
        let mut ready: VecDeque<usize> = (0..count).filter(|event| waiting[*event] == 0).collect();
        while let Some(event) = ready.pop_front() {
            for later in &after[event] {
                waiting[*later] -= 1;
                if waiting[*later] == 0 {
                    ready.push_back(*later);
                }
            }
        }
        let stuck = (0..count).find(|event| waiting[*event] > 0)?;
        Some(self.circle_behind(stuck, &before, &waiting))
    }

    /// Goes back from an event that never comes, over events that never come, until one repeats.
    fn circle_behind(
        &self,
        stuck: usize,
        before: &[Vec<usize>],
        waiting: &[usize],
    ) -> Vec<SliceId> {
        let mut seen = FxHashMap::default();
        let mut line = Vec::new();
        let mut event = stuck;
        while !seen.contains_key(&event) {
            seen.insert(event, line.len());
            line.push(event);
            let Some(earlier) = before[event].iter().find(|other| waiting[**other] > 0) else {
                break;
            };
            event = *earlier;
        }
        let from = seen.get(&event).copied().unwrap_or(0);
        self.turning_points(&line[from..])
    }

    /// Only the slices that need and are needed; the way up and down between them is left out.
    fn turning_points(&self, line: &[usize]) -> Vec<SliceId> {
        let next = |at: usize| line[(at + 1) % line.len()];
        let mut circle = Vec::new();
        for (at, event) in line.iter().enumerate() {
            if event % 2 == 0 && next(at) % 2 == 1 {
                circle.extend([self.ids[event / 2], self.ids[next(at) / 2]]);
            }
        }
        without_repetition(circle)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::key::OrderKey;
    use crate::model::Slice;

    fn slice(id: u32, parent: Option<u32>, needs: &[u32]) -> Slice {
        let mut slice = Slice::new(SliceId(id), parent.map(SliceId), OrderKey::first(), "s");
        slice.needs = needs.iter().map(|id| SliceId(*id)).collect();
        slice
    }

    /// 1 holds 2 and 3, 4 holds 5 and 6, 7 is alone.
    fn sample(needs: &[(u32, u32)]) -> Tree {
        let of = |id: u32| -> Vec<u32> {
            needs.iter().filter(|(a, _)| *a == id).map(|(_, b)| *b).collect()
        };
        let rows = [
            (1, None),
            (2, Some(1)),
            (3, Some(1)),
            (4, None),
            (5, Some(4)),
            (6, Some(4)),
            (7, None),
        ];
        Tree::from_slices(rows.map(|(id, parent)| slice(id, parent, &of(id))))
    }

    fn circle(ids: &[u32]) -> Result<(), Refusal> {
        Err(Refusal::Circle(ids.iter().map(|id| SliceId(*id)).collect()))
    }

    fn need(tree: &Tree, a: u32, b: u32) -> Result<(), Refusal> {
        tree.check_need(SliceId(a), SliceId(b))
    }

    fn shift(tree: &Tree, ids: &[u32], parent: Option<u32>) -> Result<(), Refusal> {
        let ids: Vec<_> = ids.iter().map(|id| SliceId(*id)).collect();
        tree.check_move(&ids, parent.map(SliceId))
    }

    #[test]
    fn a_need_that_closes_no_circle_is_allowed() {
        assert_eq!(need(&sample(&[(2, 5)]), 3, 6), Ok(()));
        assert_eq!(need(&sample(&[(2, 5)]), 6, 3), Ok(()));
        assert_eq!(need(&sample(&[(2, 5)]), 2, 5), Ok(()));
        assert_eq!(need(&sample(&[]), 2, 3), Ok(()));
    }

    #[test]
    fn a_slice_cannot_need_itself_its_ancestors_or_its_parts() {
        assert_eq!(need(&sample(&[]), 2, 2), circle(&[2]));
        assert_eq!(need(&sample(&[]), 2, 1), circle(&[2, 1]));
        assert_eq!(need(&sample(&[]), 1, 2), circle(&[1, 2]));
    }

    #[test]
    fn a_circle_through_parents_is_found_and_named() {
        assert_eq!(need(&sample(&[(2, 4)]), 5, 1), circle(&[5, 1, 2, 4]));
        assert_eq!(need(&sample(&[(1, 7)]), 7, 3), circle(&[7, 3, 1]));
        assert_eq!(need(&sample(&[(1, 7), (7, 5)]), 4, 2), circle(&[4, 2, 1, 7, 5]));
    }

    #[test]
    fn unknown_slices_are_named() {
        assert_eq!(need(&sample(&[]), 2, 99), Err(Refusal::Unknown(SliceId(99))));
        assert_eq!(need(&sample(&[]), 98, 99), Err(Refusal::Unknown(SliceId(98))));
        assert_eq!(shift(&sample(&[]), &[2], Some(99)), Err(Refusal::Unknown(SliceId(99))));
        assert_eq!(shift(&sample(&[]), &[97], None), Err(Refusal::Unknown(SliceId(97))));
    }

    #[test]
    fn moving_a_slice_into_its_own_subtree_is_refused() {
        assert_eq!(shift(&sample(&[]), &[1], Some(2)), Err(Refusal::IntoItself(SliceId(1))));
        assert_eq!(shift(&sample(&[]), &[7, 1], Some(1)), Err(Refusal::IntoItself(SliceId(1))));
    }

    #[test]
    fn moving_below_what_one_needs_or_what_needs_one_is_refused() {
        assert_eq!(shift(&sample(&[(7, 1)]), &[7], Some(1)), circle(&[7, 1]));
        assert_eq!(shift(&sample(&[(1, 7)]), &[7], Some(2)), circle(&[7, 2, 1]));
        assert_eq!(shift(&sample(&[(1, 7)]), &[7], Some(4)), Ok(()));
        assert_eq!(shift(&sample(&[(2, 5)]), &[5], Some(1)), Ok(()));
        assert_eq!(shift(&sample(&[(2, 5)]), &[2, 5], None), Ok(()));
    }

    #[test]
    fn several_slices_that_move_together_may_close_a_circle() {
        assert_eq!(shift(&sample(&[(1, 5), (6, 7)]), &[5, 6], Some(7)), circle(&[6, 7]));
        assert_eq!(shift(&sample(&[(7, 1), (1, 4)]), &[6, 7], Some(4)), circle(&[7, 1, 4]));
    }

    #[test]
    fn a_whole_tree_from_a_file_is_checked() {
        assert_eq!(sample(&[(2, 4), (7, 1)]).check(), Ok(()));
        assert_eq!(sample(&[(2, 99)]).check(), Err(Refusal::Unknown(SliceId(99))));
        let lost = Tree::from_slices([slice(1, Some(2), &[]), slice(2, Some(1), &[])]);
        assert_eq!(lost.check(), Err(Refusal::IntoItself(SliceId(1))));
        let orphan = Tree::from_slices([slice(1, Some(9), &[])]);
        assert_eq!(orphan.check(), Err(Refusal::Unknown(SliceId(9))));
        assert_eq!(sample(&[(2, 4), (5, 1)]).check(), circle(&[2, 4, 5, 1]));
        assert_eq!(sample(&[(7, 7)]).check(), circle(&[7]));
    }

    /// Leaves that need each other, spelled out pair by pair: what the fast search must agree with.
    fn has_circle(tree: &Tree) -> bool {
        let leaves: Vec<SliceId> = tree.leaves().map(|slice| slice.id).collect();
        let mut needs: FxHashMap<SliceId, Vec<SliceId>> = FxHashMap::default();
        for (slice, _) in tree.walk() {
            for needed in &slice.needs {
                for leaf in tree.leaves_below(slice.id) {
                    needs
                        .entry(leaf.id)
                        .or_default()
                        .extend(tree.leaves_below(*needed).map(|slice| slice.id));
                }
            }
        }
        let mut left: FxHashSet<SliceId> = leaves.into_iter().collect();
        loop {
            let free: Vec<SliceId> = left
                .iter()
                .copied()
                .filter(|id| needs.get(id).is_none_or(|of| of.iter().all(|n| !left.contains(n))))
                .collect();
            if free.is_empty() {
                return !left.is_empty();
            }
            left.retain(|id| !free.contains(id));
        }
    }

    /// Each of the circle needs the next, or is above or below it.
    fn is_real(tree: &Tree, circle: &[SliceId]) -> bool {
        let mut pairs = circle.iter().zip(circle.iter().cycle().skip(1));
        pairs.all(|(a, b)| {
            let needs = tree.get(*a).is_some_and(|slice| slice.needs.contains(b));
            let within = |x, y: &SliceId| tree.ancestors(x).any(|slice| slice.id == *y);
            needs || within(*a, b) || within(*b, a) || a == b
        })
    }

    #[derive(Debug, Clone)]
    enum Edit {
        Add(u32),
        Move(Vec<u32>, u32),
        Need(u32, u32),
        Remove(u32),
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let id = 0..14_u32;
        let edit = prop_oneof![
            3 => id.clone().prop_map(Edit::Add),
            3 => (prop::collection::vec(id.clone(), 1..3), id.clone())
                .prop_map(|(ids, parent)| Edit::Move(ids, parent)),
            4 => (id.clone(), id.clone()).prop_map(|(a, b)| Edit::Need(a, b)),
            1 => id.prop_map(Edit::Remove),
        ];
        prop::collection::vec(edit, 0..60)
    }

    fn named(tree: &Tree, id: u32) -> Option<SliceId> {
        tree.get(SliceId(id)).map(|slice| slice.id)
    }

    fn moved(tree: &Tree, ids: &[SliceId], parent: Option<SliceId>) -> Tree {
        let mut after = tree.clone();
        for id in ids {
            let mut slice = tree.get(*id).unwrap().clone();
            slice.parent = parent;
            after.put(slice);
        }
        after
    }

    /// Applies an edit if it is allowed, and checks the verdict against the pairs of leaves.
    fn apply(tree: &mut Tree, edit: Edit, fresh: u32) -> Result<(), TestCaseError> {
        let verdict;
        let after;
        match edit {
            Edit::Add(parent) => {
                if tree.get(SliceId(fresh)).is_some() {
                    return Ok(());
                }
                tree.put(slice(fresh, named(tree, parent).map(|id| id.0), &[]));
                return Ok(());
            }
            Edit::Remove(id) => {
                let gone: Vec<SliceId> =
                    tree.subtree(SliceId(id)).map(|(slice, _)| slice.id).collect();
                let rest: Vec<Slice> = tree.walk().map(|(slice, _)| slice.clone()).collect();
                for mut slice in rest {
                    slice.needs.retain(|id| !gone.contains(id));
                    tree.put(slice);
                }
                for id in gone {
                    tree.remove(id);
                }
                return Ok(());
            }
            Edit::Move(ids, parent) => {
                let ids: Vec<SliceId> = ids.iter().filter_map(|id| named(tree, *id)).collect();
                let ids = tree.topmost(&ids);
                let parent = named(tree, parent);
                verdict = tree.check_move(&ids, parent);
                after = moved(tree, &ids, parent);
            }
            Edit::Need(a, b) => {
                let (Some(a), Some(b)) = (named(tree, a), named(tree, b)) else { return Ok(()) };
                verdict = tree.check_need(a, b);
                let mut slice = tree.get(a).unwrap().clone();
                slice.needs.push(b);
                let mut next = tree.clone();
                next.put(slice);
                after = next;
            }
        }
        match verdict {
            Ok(()) => {
                prop_assert!(!has_circle(&after));
                *tree = after;
            }
            Err(Refusal::Circle(ids)) => {
                prop_assert!(has_circle(&after));
                prop_assert!(is_real(&after, &ids), "{ids:?}");
                prop_assert!(
                    matches!(after.check(), Err(Refusal::Circle(ids)) if is_real(&after, &ids))
                );
            }
            Err(Refusal::IntoItself(_)) => prop_assert!(after.check().is_err()),
            Err(Refusal::Unknown(id)) => prop_assert!(false, "{id}"),
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_list_of_edits_keeps_the_invariants(edits in edits()) {
            let mut tree = Tree::default();
            for (at, edit) in edits.into_iter().enumerate() {
                apply(&mut tree, edit, at as u32 % 14)
                    .map_err(|error| TestCaseError::fail(error.to_string()))?;
                prop_assert_eq!(tree.check(), Ok(()));
                prop_assert_eq!(tree.walk().count(), tree.len());
                let rebuilt = Tree::from_slices(tree.walk().map(|(slice, _)| slice.clone()));
                prop_assert_eq!(&rebuilt, &tree);
            }
        }
    }
}
