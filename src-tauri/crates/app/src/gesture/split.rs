//! A slice becomes several.

use rustc_hash::FxHashSet;
use slicing::{Pattern, Slice, SliceId, Workshop};

use super::{Change, find};
use crate::api::{AppError, DraftView};
use crate::say::quoted;
use crate::text;

/// A slice gets children by a pattern, behind those that it has. They inherit its step and persona
/// and what the team has decided about its release; where it was pinned, the first of them stands.
/// Dependencies stay with the slice, which stands for all of its leaves.
pub(super) fn split(
    workshop: &Workshop,
    id: SliceId,
    pattern: Pattern,
    drafts: &[DraftView],
) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let parent = find(workshop, id)?;
    let drafts: Vec<(String, &DraftView)> = drafts
        .iter()
        .map(|draft| (text::line(&draft.title), draft))
        .filter(|(title, _)| !title.is_empty())
        .collect();
    if drafts.is_empty() {
        return Err(AppError::bad_input(
            "Every draft is empty. Write at least one title, then split.",
        ));
    }
    let label = format!("Split {} into {}", quoted(&parent.title), drafts.len());
    let last = tree.children(Some(id)).last().copied();
    let keys = tree.keys_after(Some(id), last, &FxHashSet::default(), drafts.len());
    let children: Vec<Slice> = drafts
        .into_iter()
        .zip(keys)
        .enumerate()
        .map(|(at, ((title, draft), key))| Slice {
            kind: draft.kind,
            pattern: Some(pattern),
            persona: parent.persona,
            step: parent.step,
            in_mvp: parent.in_mvp && tree.is_leaf(id),
            release: parent.release.filter(|_| tree.is_leaf(id)),
            pin: parent.pin.filter(|_| at == 0 && tree.is_leaf(id)),
            wish: parent.wish.filter(|_| tree.is_leaf(id)),
            ..Slice::new(id, Some(id), key, &title)
        })
        .collect();
    Ok(Change::new(label, move |edit| {
        let mut new = Vec::with_capacity(children.len());
        for child in children {
            let id = edit.new_slice_id()?;
            edit.insert_slice(&Slice { id, ..child })?;
            new.push(id);
        }
        Ok(new)
    }))
}
