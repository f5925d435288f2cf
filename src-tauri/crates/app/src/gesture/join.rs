//! A title is cut in two, or joined with the one above.

use rustc_hash::FxHashSet;
use slicing::{OrderKey, Slice, SliceId, Tree, Workshop};
use store::{Edit, Error};

use super::{Change, find};
use crate::api::AppError;
use crate::error::refusal;
use crate::say::quoted;
use crate::text;

/// `before` stays with everything that the slice has; `after` is a new sibling below, which serves
/// the same persona and step. Cut at its very start, the slice stays whole and an empty one comes
/// above it.
pub(super) fn cut(
    workshop: &Workshop,
    id: SliceId,
    before: &str,
    after: &str,
) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let slice = find(workshop, id)?;
    let label = format!("Cut {} in two", quoted(&slice.title));
    let (before, after) = (text::line(before), text::line(after));
    let is_at_start = before.is_empty() && !after.is_empty();
    let siblings = tree.children(slice.parent);
    let above = tree.index(id).and_then(|at| at.checked_sub(1)).map(|at| siblings[at]);
    let behind = if is_at_start { above } else { Some(id) };
    let key = key_behind(tree, slice.parent, behind);
    let (kept, fresh) = if is_at_start { (after, before) } else { (before, after) };
    let kept = Slice { title: kept, ..slice.clone() };
    let fresh = Slice {
        kind: slice.kind,
        pattern: slice.pattern,
        persona: slice.persona,
        step: slice.step,
        in_mvp: slice.in_mvp && tree.is_leaf(id),
        release: slice.release.filter(|_| tree.is_leaf(id)),
        wish: slice.wish.filter(|_| tree.is_leaf(id)),
        ..Slice::new(id, slice.parent, key, &fresh)
    };
    Ok(Change::new(label, move |edit| {
        edit.update_slice(&kept)?;
        let new = edit.new_slice_id()?;
        edit.insert_slice(&Slice { id: new, ..fresh })?;
        Ok(vec![if is_at_start { kept.id } else { new }])
    }))
}

fn key_behind(tree: &Tree, parent: Option<SliceId>, after: Option<SliceId>) -> OrderKey {
    let keys = tree.keys_after(parent, after, &FxHashSet::default(), 1);
    keys.into_iter().next().unwrap_or_else(OrderKey::first)
}

/// The slice goes, and the row above it gets its title, details and children. The row above is the
/// one that stands there when everything is open.
pub(super) fn join(workshop: &Workshop, id: SliceId) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let lower = find(workshop, id)?;
    let Some(upper) = row_above(tree, id).and_then(|id| tree.get(id)) else {
        return Err(AppError::refused("There is no slice above this one to join it with."));
    };
    let label = format!("Join {} with {}", quoted(&lower.title), quoted(&upper.title));
    let joined = merged(tree, upper, lower);
    let children = children_of_both(tree, upper, lower);
    let needing: Vec<Slice> = tree
        .walk()
        .map(|(slice, _)| slice)
        .filter(|slice| slice.needs.contains(&id) && slice.id != joined.id)
        .map(|slice| needing_instead(slice, id, joined.id))
        .collect();
    let is_plain = lower.needs.is_empty() && needing.is_empty() && children.is_empty();
    if !is_plain {
        let after = after_join(tree, id, &joined, &children, &needing);
        after.check().map_err(|why| refusal(tree, &why))?;
    }
    Ok(Change::new(label, move |edit| write_join(id, &joined, &children, &needing, edit)))
}

fn write_join(
    id: SliceId,
    joined: &Slice,
    children: &[(SliceId, OrderKey)],
    needing: &[Slice],
    edit: &mut Edit<'_>,
) -> Result<Vec<SliceId>, Error> {
    for (child, key) in children {
        edit.move_slice(*child, Some(joined.id), key)?;
    }
    edit.delete_slice(id)?;
    edit.replace_slice(joined)?;
    for slice in needing {
        edit.insert_need(slice.id, joined.id)?;
    }
    Ok(vec![joined.id])
}

fn row_above(tree: &Tree, id: SliceId) -> Option<SliceId> {
    let parent = tree.get(id)?.parent;
    match tree.index(id)?.checked_sub(1) {
        None => parent,
        Some(above) => {
            let mut last = tree.children(parent)[above];
            while let Some(child) = tree.children(Some(last)).last() {
                last = *child;
            }
            Some(last)
        }
    }
}

/// The upper slice with what the lower one adds.
fn merged(tree: &Tree, upper: &Slice, lower: &Slice) -> Slice {
    let mut joined = upper.clone();
    joined.title = joined_by(&upper.title, &lower.title, " ");
    joined.narrative = joined_by(&upper.narrative, &lower.narrative, "\n\n");
    joined.notes = joined_by(&upper.notes, &lower.notes, "\n\n");
    joined.pattern = upper.pattern.or(lower.pattern);
    joined.persona = upper.persona.or(lower.persona);
    joined.step = upper.step.or(lower.step);
    joined.value = upper.value.or(lower.value);
    joined.effort = upper.effort.or(lower.effort);
    joined.in_mvp = upper.in_mvp || (lower.in_mvp && tree.is_leaf(lower.id));
    joined.release = upper.release.or(lower.release);
    joined.pin = upper.pin.or(lower.pin);
    joined.wish = upper.wish.or(lower.wish);
    joined.because = joined_by(&upper.because, &lower.because, " ");
    let last = joined.acceptance.last().map(|item| item.key.clone());
    let keys = OrderKey::spread(last.as_ref(), None, lower.acceptance.len()).unwrap_or_default();
    for (item, key) in lower.acceptance.iter().zip(keys) {
        joined.acceptance.push(slicing::Acceptance { key, ..item.clone() });
    }
    joined.needs.extend(&lower.needs);
    joined.needs.retain(|id| *id != upper.id && *id != lower.id);
    joined.needs.sort_unstable();
    joined.needs.dedup();
    joined.questions.extend(lower.questions.iter().cloned());
    joined.deferrals.extend(lower.deferrals.iter().cloned());
    joined.tags.extend(lower.tags.iter().cloned());
    joined.tags.sort();
    joined.tags.dedup();
    joined.dismissed.extend(lower.dismissed.iter().cloned());
    joined.dismissed.sort();
    joined.dismissed.dedup();
    joined.tracker_keys.extend(lower.tracker_keys.iter().cloned());
    joined.tracker_keys.sort();
    joined.tracker_keys.dedup();
    joined
}

fn joined_by(upper: &str, lower: &str, between: &str) -> String {
    match (upper.is_empty(), lower.is_empty()) {
        (true, _) => lower.to_owned(),
        (_, true) => upper.to_owned(),
        _ => format!("{upper}{between}{lower}"),
    }
}

/// The children of the lower slice with their new keys. Below its parent they take its place,
/// otherwise they are the only children.
fn children_of_both(tree: &Tree, upper: &Slice, lower: &Slice) -> Vec<(SliceId, OrderKey)> {
    let moving = tree.children(Some(lower.id));
    let leaving = FxHashSet::from_iter([lower.id]);
    let keys = tree.keys_after(Some(upper.id), None, &leaving, moving.len());
    moving.iter().copied().zip(keys).collect()
}

fn needing_instead(slice: &Slice, old: SliceId, new: SliceId) -> Slice {
    let mut slice = slice.clone();
    slice.needs.retain(|id| *id != old && *id != new);
    slice.needs.push(new);
    slice.needs.sort_unstable();
    slice
}

fn after_join(
    tree: &Tree,
    id: SliceId,
    joined: &Slice,
    children: &[(SliceId, OrderKey)],
    needing: &[Slice],
) -> Tree {
    let mut after = tree.clone();
    for (child, key) in children {
        if let Some(slice) = tree.get(*child) {
            let (parent, key) = (Some(joined.id), key.clone());
            after.put(Slice { parent, key, ..slice.clone() });
        }
    }
    after.remove(id);
    after.put(joined.clone());
    for slice in needing {
        let now = after.get(slice.id).map(|now| (now.parent, now.key.clone()));
        if let Some((parent, key)) = now {
            after.put(Slice { parent, key, ..slice.clone() });
        }
    }
    after
}
