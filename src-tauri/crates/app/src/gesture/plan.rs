//! The MVP line and the order by hand.
//!
//! The first move by hand keeps everything else as the planner had it: its proposal becomes what
//! the team decided, and from then on only the team changes it.

use rustc_hash::FxHashSet;
use slicing::backlog::{Backlog, Blocked};
use slicing::{About, Decided, OrderKey, SliceId, Tree, Workshop};
use store::{Edit, Error};

use super::{Change, called, find, find_all};
use crate::api::AppError;
use crate::error::title;
use crate::open::Open;
use crate::say::count;

/// Slices go into the MVP with what they need, or out of it with what needs them.
pub(super) fn set_mvp(open: &mut Open, ids: &[SliceId], in_mvp: bool) -> Result<Change, AppError> {
    find_all(&open.workshop, ids)?;
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let tree = &open.workshop.tree;
    let what = called(tree, ids);
    let label = if in_mvp {
        format!("Put {what} into the MVP")
    } else {
        format!("Take {what} out of the MVP")
    };
    let mut mvp: FxHashSet<SliceId> = members(backlog);
    let leaves = ids.iter().flat_map(|id| tree.leaves_below(*id)).map(|leaf| leaf.id);
    let leaves: Vec<SliceId> = leaves.filter(|id| backlog.get(*id).is_some()).collect();
    if leaves.is_empty() {
        return Err(AppError::refused(
            "What is done or dropped is not in the backlog. Reopen it first.",
        ));
    }
    for id in with_all(leaves, |id| if in_mvp { backlog.needs(id) } else { backlog.needed_by(id) })
    {
        if in_mvp {
            mvp.insert(id);
        } else {
            mvp.remove(&id);
        }
    }
    Ok(mvp_change(&open.workshop, label, mvp, ids.to_vec()))
}

/// The line goes behind the first `count` slices.
pub(super) fn move_line(open: &mut Open, line: u32) -> Result<Change, AppError> {
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let entries = backlog.entries.get(..line as usize).unwrap_or(&backlog.entries);
    let label = match entries.len() {
        0 => "Move the MVP line to the top".to_owned(),
        some => format!("Move the MVP line behind {}", count(some, "slice", "slices")),
    };
    let mvp = entries.iter().map(|entry| entry.id).collect();
    Ok(mvp_change(&open.workshop, label, mvp, Vec::new()))
}

/// The planner proposes the MVP again.
pub(super) fn propose_mvp(workshop: &Workshop) -> Change {
    let about = About { mvp: Decided::Proposed, ..workshop.about.clone() };
    Change::new("Propose the MVP again", move |edit| {
        edit.update_about(&about)?;
        Ok(Vec::new())
    })
}

/// The planner orders the backlog again.
pub(super) fn propose_order(workshop: &Workshop) -> Change {
    let about = About { order: Decided::Proposed, ..workshop.about.clone() };
    Change::new("Propose the order again", move |edit| {
        edit.update_about(&about)?;
        Ok(Vec::new())
    })
}

/// A slice goes to a rank by hand. Across the MVP line it changes sides.
pub(super) fn rank(open: &mut Open, id: SliceId, rank: u32) -> Result<Change, AppError> {
    find(&open.workshop, id)?;
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let tree = &open.workshop.tree;
    let last = crate::view::number(backlog.entries.len());
    let rank = rank.clamp(1, last.max(1));
    backlog.check_hand_move(id, rank).map_err(|blocked| refused(tree, id, &blocked))?;
    let label = format!("Move {} to rank {rank}", title(tree, id));
    let mut ids: Vec<SliceId> = backlog.entries.iter().map(|entry| entry.id).collect();
    ids.retain(|other| *other != id);
    let at = (rank as usize - 1).min(ids.len());
    ids.insert(at, id);
    let about = &open.workshop.about;
    let mvp = across_the_line(backlog, &ids, id, at);
    let is_by_hand = about.order == Decided::ByHand && mvp.is_none();
    if let Some(key) = key_between_neighbours(tree, &ids, at).filter(|_| is_by_hand) {
        return Ok(Change::new(label, move |edit| {
            edit.set_hand_key(id, Some(&key))?;
            Ok(vec![id])
        }));
    }
    let keys = OrderKey::spread(None, None, ids.len()).unwrap_or_default();
    let order = ids.into_iter().zip(keys).collect::<Vec<_>>();
    let about = About {
        order: Decided::ByHand,
        mvp: if mvp.is_some() { Decided::ByHand } else { about.mvp },
        ..about.clone()
    };
    let marks = mvp.map(|mvp| marks(tree, &mvp)).unwrap_or_default();
    Ok(Change::new(label, move |edit| {
        edit.update_about(&about)?;
        for (id, key) in &order {
            edit.set_hand_key(*id, Some(key))?;
        }
        write_marks(&marks, edit)?;
        Ok(vec![id])
    }))
}

/// The MVP after a slice moved to the place `at`; `None` when it stays on its side of the line.
fn across_the_line(
    backlog: &Backlog,
    ids: &[SliceId],
    id: SliceId,
    at: usize,
) -> Option<FxHashSet<SliceId>> {
    let is_in = backlog.get(id)?.in_mvp;
    let line = backlog.mvp.count - usize::from(is_in);
    // Exactly at the line it stays on the side that it comes from.
    let goes_in = if is_in { at <= line } else { at < line };
    if goes_in == is_in {
        return None;
    }
    let line = if goes_in { line + 1 } else { line };
    Some(ids.iter().take(line).copied().collect())
}

/// A key between those of the neighbours, where both have one.
fn key_between_neighbours(tree: &Tree, ids: &[SliceId], at: usize) -> Option<OrderKey> {
    let key = |id: &SliceId| tree.get(*id).map(|slice| slice.hand_key.clone());
    let left = match at.checked_sub(1) {
        Some(before) => Some(key(ids.get(before)?)??),
        None => None,
    };
    let right = match ids.get(at + 1) {
        Some(behind) => Some(key(behind)??),
        None => None,
    };
    OrderKey::between(left.as_ref(), right.as_ref())
}

fn refused(tree: &Tree, id: SliceId, blocked: &Blocked) -> AppError {
    let what = title(tree, id);
    AppError::refused(match blocked {
        Blocked::Unknown(_) => {
            format!("{what} is not in the backlog: only open leaves are. Choose one of these.")
        }
        Blocked::Needs(needed) => {
            let needed = title(tree, *needed);
            format!("{what} needs {needed} first. Move {needed} up before it.")
        }
        Blocked::NeededBy(needing) => {
            let needing = title(tree, *needing);
            format!("{needing} needs {what} first. Move {needing} down before it.")
        }
    })
}

fn members(backlog: &Backlog) -> FxHashSet<SliceId> {
    backlog.entries.iter().filter(|entry| entry.in_mvp).map(|entry| entry.id).collect()
}

/// The slices with everything that `next` leads to.
fn with_all(ids: Vec<SliceId>, next: impl Fn(SliceId) -> Vec<SliceId>) -> FxHashSet<SliceId> {
    let mut found: FxHashSet<SliceId> = ids.iter().copied().collect();
    let mut open = ids;
    while let Some(id) = open.pop() {
        open.extend(next(id).into_iter().filter(|id| found.insert(*id)));
    }
    found
}

fn mvp_change(
    workshop: &Workshop,
    label: String,
    mvp: FxHashSet<SliceId>,
    focus: Vec<SliceId>,
) -> Change {
    let about = About { mvp: Decided::ByHand, ..workshop.about.clone() };
    let marks = marks(&workshop.tree, &mvp);
    Change::new(label, move |edit| {
        edit.update_about(&about)?;
        write_marks(&marks, edit)?;
        Ok(focus)
    })
}

/// The leaves whose mark differs from what it shall be.
fn marks(tree: &Tree, mvp: &FxHashSet<SliceId>) -> Vec<(SliceId, bool)> {
    tree.leaves()
        .map(|leaf| (leaf.id, leaf.in_mvp, mvp.contains(&leaf.id)))
        .filter(|(_, is, shall)| is != shall)
        .map(|(id, _, shall)| (id, shall))
        .collect()
}

fn write_marks(marks: &[(SliceId, bool)], edit: &mut Edit<'_>) -> Result<(), Error> {
    marks.iter().try_for_each(|(id, in_mvp)| edit.set_in_mvp(*id, *in_mvp))
}
