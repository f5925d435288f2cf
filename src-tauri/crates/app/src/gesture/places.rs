//! Slices change their place: moved, shifted, removed, doubled.

use rustc_hash::{FxHashMap, FxHashSet};
use slicing::{OrderKey, Slice, SliceId, Tree, Workshop};
use store::{Edit, Error};

use super::{Change, called, find, topmost};
use crate::api::{AppError, Direction};
use crate::error::{refusal, title};

/// Slices that go to one place together, in order.
#[derive(Debug)]
struct Group {
    ids: Vec<SliceId>,
    parent: Option<SliceId>,
    keys: Vec<OrderKey>,
}

impl Group {
    /// Behind the child `after` of `parent`, where `leaving` slices do not count as neighbours.
    fn new(
        tree: &Tree,
        ids: Vec<SliceId>,
        parent: Option<SliceId>,
        after: Option<SliceId>,
        leaving: &FxHashSet<SliceId>,
    ) -> Self {
        let keys = tree.keys_after(parent, after, leaving, ids.len());
        Self { ids, parent, keys }
    }
}

/// `count` keys behind the child `after` of `parent`.
///
/// # Errors
/// When there is no such place.
pub(super) fn keys(
    workshop: &Workshop,
    parent: Option<SliceId>,
    after: Option<SliceId>,
    count: usize,
) -> Result<Vec<OrderKey>, AppError> {
    check_place(workshop, parent, after)?;
    Ok(workshop.tree.keys_after(parent, after, &FxHashSet::default(), count))
}

fn check_place(
    workshop: &Workshop,
    parent: Option<SliceId>,
    after: Option<SliceId>,
) -> Result<(), AppError> {
    if let Some(parent) = parent {
        find(workshop, parent)?;
    }
    match after {
        Some(after) if find(workshop, after)?.parent != parent => Err(AppError::refused(format!(
            "{} is somewhere else by now. Choose the place again.",
            title(&workshop.tree, after)
        ))),
        _ => Ok(()),
    }
}

/// Slices with their subtrees go below `parent`, after its child `after`.
pub(super) fn go(
    workshop: &Workshop,
    ids: &[SliceId],
    parent: Option<SliceId>,
    after: Option<SliceId>,
) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let ids = topmost(workshop, ids)?;
    check_place(workshop, parent, after)?;
    let stays = ids.iter().all(|id| tree.get(*id).is_some_and(|slice| slice.parent == parent));
    let what = called(tree, &ids);
    let label = match parent {
        _ if stays => format!("Move {what}"),
        Some(parent) => format!("Move {what} below {}", title(tree, parent)),
        None => format!("Move {what} to the top"),
    };
    let leaving = ids.iter().copied().collect();
    moved(tree, label, ids.clone(), vec![Group::new(tree, ids, parent, after, &leaving)])
}

/// Slices with their subtrees go one place in a direction.
pub(super) fn shift(
    workshop: &Workshop,
    ids: &[SliceId],
    direction: Direction,
) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let ids = topmost(workshop, ids)?;
    let chosen: FxHashSet<SliceId> = ids.iter().copied().collect();
    let what = called(tree, &ids);
    let label = match direction {
        Direction::Up => format!("Move {what} up"),
        Direction::Down => format!("Move {what} down"),
        Direction::In => format!("Indent {what}"),
        Direction::Out => format!("Outdent {what}"),
    };
    let groups = runs(tree, &ids, &chosen, direction)
        .into_iter()
        .filter_map(|run| {
            let (parent, after) = target(tree, &run, &chosen, direction)?;
            Some(Group::new(tree, run, parent, after, &chosen))
        })
        .collect();
    moved(tree, label, ids, groups)
}

/// The chosen slices, those together that go to one place: siblings next to each other, or all
/// chosen siblings when they leave their parent.
fn runs(
    tree: &Tree,
    ids: &[SliceId],
    chosen: &FxHashSet<SliceId>,
    direction: Direction,
) -> Vec<Vec<SliceId>> {
    let mut parents: Vec<Option<SliceId>> = Vec::new();
    let mut seen = FxHashSet::default();
    for parent in ids.iter().filter_map(|id| tree.get(*id)).map(|slice| slice.parent) {
        if seen.insert(parent) {
            parents.push(parent);
        }
    }
    let mut runs = Vec::new();
    for parent in parents {
        let siblings = tree.children(parent);
        let mut parts: Vec<Vec<SliceId>> = siblings
            .chunk_by(|a, b| chosen.contains(a) == chosen.contains(b))
            .filter(|part| part.first().is_some_and(|id| chosen.contains(id)))
            .map(<[SliceId]>::to_vec)
            .collect();
        if direction == Direction::Out {
            parts = vec![parts.concat()];
        }
        runs.extend(parts);
    }
    runs
}

/// Where a run goes: the new parent, and the sibling that it is behind. `None` when it is at the
/// end of the way.
fn target(
    tree: &Tree,
    run: &[SliceId],
    chosen: &FxHashSet<SliceId>,
    direction: Direction,
) -> Option<(Option<SliceId>, Option<SliceId>)> {
    let (first, last) = (*run.first()?, *run.last()?);
    let parent = tree.get(first)?.parent;
    let siblings = tree.children(parent);
    let place = |id| siblings.iter().position(|other| *other == id);
    let (before, behind) = (&siblings[..place(first)?], &siblings[place(last)? + 1..]);
    let stays = |id: &&SliceId| !chosen.contains(*id);
    match direction {
        Direction::Up => match before.iter().rposition(|id| !chosen.contains(id)) {
            Some(above) => Some((parent, before[..above].iter().rev().find(stays).copied())),
            None => {
                let uncle = neighbour(tree, parent?, chosen, false)?;
                Some((Some(uncle), tree.children(Some(uncle)).iter().rev().find(stays).copied()))
            }
        },
        Direction::Down => match behind.iter().find(stays) {
            Some(below) => Some((parent, Some(*below))),
            None => Some((Some(neighbour(tree, parent?, chosen, true)?), None)),
        },
        Direction::In => {
            let above = *before.iter().rev().find(stays)?;
            Some((Some(above), tree.children(Some(above)).iter().rev().find(stays).copied()))
        }
        Direction::Out => Some((tree.get(parent?)?.parent, parent)),
    }
}

/// The nearest sibling of a slice that is not chosen, above or below it.
fn neighbour(
    tree: &Tree,
    id: SliceId,
    chosen: &FxHashSet<SliceId>,
    is_below: bool,
) -> Option<SliceId> {
    let siblings = tree.children(tree.get(id)?.parent);
    let at = siblings.iter().position(|other| *other == id)?;
    let stays = |id: &&SliceId| !chosen.contains(*id);
    if is_below {
        siblings[at + 1..].iter().find(|id| stays(id)).copied()
    } else {
        siblings[..at].iter().rev().find(|id| stays(id)).copied()
    }
}

/// Checks that all groups may go, also together.
fn moved(
    tree: &Tree,
    label: String,
    focus: Vec<SliceId>,
    groups: Vec<Group>,
) -> Result<Change, AppError> {
    match groups.as_slice() {
        [group] => tree.check_move(&group.ids, group.parent).map_err(|why| refusal(tree, &why))?,
        _ => check_together(tree, &groups)?,
    }
    Ok(Change::new(label, move |edit| {
        for Group { ids, parent, keys } in groups {
            for (id, key) in ids.into_iter().zip(keys) {
                edit.move_slice(id, parent, &key)?;
            }
        }
        Ok(focus)
    }))
}

/// Moves that are allowed one by one may close a circle together.
fn check_together(tree: &Tree, groups: &[Group]) -> Result<(), AppError> {
    let mut after = tree.clone();
    for group in groups {
        after.check_move(&group.ids, group.parent).map_err(|why| refusal(tree, &why))?;
        for (id, key) in group.ids.iter().zip(&group.keys) {
            if let Some(slice) = after.get(*id).cloned() {
                after.put(Slice { parent: group.parent, key: key.clone(), ..slice });
            }
        }
    }
    Ok(())
}

/// Slices go with everything below them.
pub(super) fn delete(workshop: &Workshop, ids: &[SliceId]) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let ids = topmost(workshop, ids)?;
    let chosen: FxHashSet<SliceId> = ids.iter().copied().collect();
    let focus: Vec<SliceId> = ids
        .last()
        .and_then(|last| {
            neighbour(tree, *last, &chosen, true)
                .or_else(|| neighbour(tree, *last, &chosen, false))
                .or_else(|| tree.get(*last)?.parent)
        })
        .into_iter()
        .collect();
    Ok(Change::new(format!("Delete {}", called(tree, &ids)), move |edit| {
        for id in ids {
            edit.delete_slice(id)?;
        }
        Ok(focus)
    }))
}

/// Copies with everything below them, each after its original. What a copied slice needs is needed
/// by its copy too: the copy, where that was copied with it.
pub(super) fn duplicate(workshop: &Workshop, ids: &[SliceId]) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let ids = topmost(workshop, ids)?;
    let label = format!("Duplicate {}", called(tree, &ids));
    let mut copies: Vec<Slice> = Vec::new();
    for id in &ids {
        let parent = find(workshop, *id)?.parent;
        let key = tree.keys_after(parent, Some(*id), &FxHashSet::default(), 1).into_iter().next();
        let from = copies.len();
        copies.extend(tree.subtree(*id).map(|(slice, _)| slice.clone()));
        if let (Some(copy), Some(key)) = (copies.get_mut(from), key) {
            copy.key = key;
        }
    }
    Ok(Change::new(label, move |edit| insert_copies(copies, &ids, edit)))
}

fn insert_copies(
    mut copies: Vec<Slice>,
    tops: &[SliceId],
    edit: &mut Edit<'_>,
) -> Result<Vec<SliceId>, Error> {
    let mut renamed: FxHashMap<SliceId, SliceId> = FxHashMap::default();
    for copy in &copies {
        renamed.insert(copy.id, edit.new_slice_id()?);
    }
    let new = |id: SliceId| renamed.get(&id).copied().unwrap_or(id);
    for copy in &mut copies {
        copy.id = new(copy.id);
        // Trackers know the original.
        copy.tracker_keys.clear();
        copy.parent = copy.parent.map(new);
        copy.needs.iter_mut().for_each(|id| *id = new(*id));
        copy.needs.sort_unstable();
        for item in &mut copy.acceptance {
            item.id = edit.new_acceptance_id()?;
        }
        for question in &mut copy.questions {
            question.id = edit.new_question_id()?;
        }
        for deferral in &mut copy.deferrals {
            deferral.id = edit.new_deferral_id()?;
        }
        edit.insert_slice(copy)?;
    }
    Ok(tops.iter().map(|id| new(*id)).collect())
}
