//! What the team decides about the order: what is in the MVP, what stands where, what is not done.
//!
//! Everything else follows: a slice that is pinned stands where the team put it, and the planner
//! orders the others around it.

use rustc_hash::FxHashSet;
use slicing::backlog::Backlog;
use slicing::{Cut, ReleaseId, Slice, SliceId, Status, Tree, Wish, Workshop};
use store::{Edit, Error};

use super::release::Marks;
use super::{Change, called, find, find_all};
use crate::api::{AppError, PaceView, WhatIf};
use crate::error::title;
use crate::open::Open;
use crate::text;

/// Slices go into the MVP with what they need, or out of it with what needs them. Where the team has
/// drawn the line, it moves; where it follows a rule, the slices become a must, or not now.
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
    let leaves = leaves_left(tree, backlog, ids)?;
    let mut sides = Sides::of(&open.workshop, backlog);
    sides.bring(backlog, &leaves, in_mvp);
    let focus = ids.to_vec();
    Ok(Change::new(label, move |edit| {
        sides.write(edit)?;
        Ok(focus)
    }))
}

/// What the team wants of slices, or that it leaves them to the planner.
pub(super) fn set_wish(
    workshop: &Workshop,
    ids: &[SliceId],
    wish: Option<Wish>,
) -> Result<Change, AppError> {
    find_all(workshop, ids)?;
    let what = called(&workshop.tree, ids);
    let label = match wish {
        Some(Wish::Must) => format!("Make {what} a must"),
        Some(Wish::NotNow) => format!("Put {what} off: not now"),
        None => format!("Leave {what} to the planner"),
    };
    let leaves: FxHashSet<SliceId> =
        ids.iter().flat_map(|id| workshop.tree.leaves_below(*id)).map(|leaf| leaf.id).collect();
    let focus = ids.to_vec();
    Ok(Change::new(label, move |edit| {
        leaves.iter().try_for_each(|id| edit.set_wish(*id, wish))?;
        Ok(focus)
    }))
}

/// On which side of the line of the MVP slices are to be.
struct Sides {
    marks: Option<Marks>,
    wishes: Vec<(SliceId, Option<Wish>)>,
}

impl Sides {
    fn of(workshop: &Workshop, backlog: &Backlog) -> Self {
        let by_hand = workshop.about.mvp.cut == Cut::ByHand;
        Self { marks: by_hand.then(|| Marks::of_mvp(workshop, backlog)), wishes: Vec::new() }
    }

    /// The leaves come to a side, with what must come along.
    fn bring(&mut self, backlog: &Backlog, leaves: &[SliceId], in_mvp: bool) {
        let along =
            with_all(leaves, |id| if in_mvp { backlog.needs(id) } else { backlog.needed_by(id) });
        let entries = along.iter().filter_map(|id| backlog.get(*id));
        let moving = entries.filter(|entry| (entry.line == 0) != in_mvp);
        for entry in moving {
            let is_named = leaves.contains(&entry.id);
            let wish = match &mut self.marks {
                Some(marks) => {
                    marks.set(entry.id, in_mvp);
                    None
                }
                // What only comes along into the MVP does so because it is needed.
                None if in_mvp && !is_named => entry.wish.filter(|wish| *wish == Wish::Must),
                None if in_mvp => Some(Wish::Must),
                None => Some(Wish::NotNow),
            };
            if wish != entry.wish {
                self.wishes.push((entry.id, wish));
            }
        }
    }

    fn write(&self, edit: &mut Edit<'_>) -> Result<(), Error> {
        if let Some(marks) = &self.marks {
            marks.write(edit)?;
        }
        self.wishes.iter().try_for_each(|(id, wish)| edit.set_wish(*id, *wish))
    }
}

/// A slice goes to a rank and is pinned there. Across the line of a release it changes sides.
pub(super) fn rank(open: &mut Open, id: SliceId, rank: u32) -> Result<Change, AppError> {
    find(&open.workshop, id)?;
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let tree = &open.workshop.tree;
    let entry = backlog.get(id).ok_or_else(|| not_in_backlog(tree, id))?;
    let order = backlog.moved(id, rank);
    let at = order.iter().position(|other| *other == id).unwrap_or_default();
    let label = format!("Move {} to rank {}", title(tree, id), at + 1);
    let mut sides = Sides::of(&open.workshop, backlog);
    // Exactly at a line it stays on the side that it comes from.
    let line = backlog.lines.iter().filter(|line| line.count <= at).count();
    if (line == 0) != entry.in_mvp() {
        sides.bring(backlog, &[id], line == 0);
    }
    let releases = across_later_lines(&open.workshop, backlog, id, line);
    let is_pinned =
        |other: &SliceId| *other == id || backlog.get(*other).is_some_and(|entry| entry.is_pinned);
    let places = order.iter().enumerate().filter(|(_, other)| is_pinned(other));
    let pins = pins(tree, places.map(|(at, id)| (*id, at)));
    Ok(Change::new(label, move |edit| {
        sides.write(edit)?;
        releases.iter().try_for_each(|(id, release)| edit.set_release(*id, *release))?;
        pins.iter().try_for_each(|(id, pin)| edit.set_pin(*id, Some(*pin)))?;
        Ok(vec![id])
    }))
}

/// The releases by hand into which a slice comes, or out of which it goes, with what must come along,
/// when it goes to another line.
fn across_later_lines(
    workshop: &Workshop,
    backlog: &Backlog,
    id: SliceId,
    to: usize,
) -> Vec<(SliceId, Option<ReleaseId>)> {
    let Some(entry) = backlog.get(id) else { return Vec::new() };
    if to == entry.line {
        return Vec::new();
    }
    let release = to.checked_sub(1).and_then(|at| workshop.releases.get(at));
    let mark = release.filter(|of| of.goal.cut == Cut::ByHand).map(|of| of.id);
    let goes_down = entry.line < to;
    let along =
        with_all(&[id], |id| if goes_down { backlog.needed_by(id) } else { backlog.needs(id) });
    let moves = |other: &SliceId| {
        let line = backlog.get(*other).map_or(to, |entry| entry.line);
        if goes_down { line < to } else { line > to }
    };
    let changes = |other: &SliceId| workshop.tree.get(*other).is_some_and(|s| s.release != mark);
    along.into_iter().filter(moves).filter(changes).map(|id| (id, mark)).collect()
}

/// Slices are pinned where they stand, or left to the planner again.
pub(super) fn pin(open: &mut Open, ids: &[SliceId], pinned: bool) -> Result<Change, AppError> {
    find_all(&open.workshop, ids)?;
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let tree = &open.workshop.tree;
    let what = called(tree, ids);
    let leaves = leaves_left(tree, backlog, ids)?;
    let focus = ids.to_vec();
    if !pinned {
        return Ok(Change::new(format!("Unpin {what}"), move |edit| {
            leaves.iter().try_for_each(|id| edit.set_pin(*id, None))?;
            Ok(focus)
        }));
    }
    let places = leaves.iter().filter_map(|id| Some((*id, backlog.get(*id)?.rank as usize - 1)));
    let pins = pins(tree, places);
    Ok(Change::new(format!("Pin {what}"), move |edit| {
        pins.iter().try_for_each(|(id, pin)| edit.set_pin(*id, Some(*pin)))?;
        Ok(focus)
    }))
}

/// Nothing is pinned any more.
pub(super) fn propose_order(workshop: &Workshop) -> Change {
    let is_pinned = |slice: &&Slice| slice.pin.is_some();
    let pinned: Vec<SliceId> =
        workshop.tree.walk().map(|(slice, _)| slice).filter(is_pinned).map(|s| s.id).collect();
    Change::new("Return to the best order", move |edit| {
        pinned.iter().try_for_each(|id| edit.set_pin(*id, None))?;
        Ok(Vec::new())
    })
}

/// Slices are not done, because; what was split is not done in any of its parts.
pub(super) fn set_aside(
    workshop: &Workshop,
    ids: &[SliceId],
    because: &str,
) -> Result<Change, AppError> {
    let because = text::line(because);
    let what = called(&workshop.tree, ids);
    let label = match because.as_str() {
        "" => format!("Do not do {what}"),
        because => format!("Do not do {what}, because {because}"),
    };
    let aside = |slice: &Slice| Slice {
        status: Status::Dropped,
        because: because.clone(),
        ..slice.clone()
    };
    find_all(workshop, ids)?;
    let leaves: FxHashSet<SliceId> =
        ids.iter().flat_map(|id| workshop.tree.leaves_below(*id)).map(|leaf| leaf.id).collect();
    let slices: Vec<Slice> =
        workshop.tree.leaves().filter(|leaf| leaves.contains(&leaf.id)).map(aside).collect();
    let focus = ids.to_vec();
    Ok(Change::new(label, move |edit| {
        slices.iter().try_for_each(|slice| edit.update_slice(slice))?;
        Ok(focus)
    }))
}

/// What was tried becomes the plan.
pub(super) fn apply(workshop: &Workshop, change: WhatIf) -> Result<Change, AppError> {
    let WhatIf { drop, people, due } = change;
    let stays = people.is_none() && due.is_none();
    let pace = PaceView {
        people: people.unwrap_or(workshop.about.pace.people),
        due: due.or_else(|| workshop.about.pace.due.clone()),
        ..workshop.about.pace.clone().into()
    };
    let pace = super::frame::set_pace(workshop, pace)?;
    if drop.is_empty() {
        return Ok(pace);
    }
    let aside = set_aside(workshop, &drop, "")?;
    let label = match stays {
        true => aside.label,
        false => "Apply what was tried".to_owned(),
    };
    Ok(Change::new(label, move |edit| {
        (pace.write)(edit)?;
        (aside.write)(edit)
    }))
}

/// The places as they are kept: from 1, behind what is done. Those that stay are left out.
fn pins(tree: &Tree, places: impl Iterator<Item = (SliceId, usize)>) -> Vec<(SliceId, u32)> {
    let done = tree.leaves().filter(|leaf| leaf.status == Status::Done).count();
    let pin = |(id, at): (SliceId, usize)| (id, crate::view::number(done + at + 1));
    let has = |(id, pin): &(SliceId, u32)| tree.get(*id).is_some_and(|s| s.pin == Some(*pin));
    places.map(pin).filter(|placed| !has(placed)).collect()
}

/// The leaves at or below slices that are in the backlog.
fn leaves_left(tree: &Tree, backlog: &Backlog, ids: &[SliceId]) -> Result<Vec<SliceId>, AppError> {
    let leaves = ids.iter().flat_map(|id| tree.leaves_below(*id)).map(|leaf| leaf.id);
    let leaves: Vec<SliceId> = leaves.filter(|id| backlog.get(*id).is_some()).collect();
    if leaves.is_empty() {
        return Err(AppError::refused(
            "What is done or dropped is not in the backlog. Reopen it first.",
        ));
    }
    Ok(leaves)
}

fn not_in_backlog(tree: &Tree, id: SliceId) -> AppError {
    AppError::refused(format!(
        "{} is not in the backlog: only open leaves are. Choose one of these.",
        title(tree, id)
    ))
}

/// The slices with everything that `next` leads to.
fn with_all(ids: &[SliceId], next: impl Fn(SliceId) -> Vec<SliceId>) -> FxHashSet<SliceId> {
    let mut found: FxHashSet<SliceId> = ids.iter().copied().collect();
    let mut open = ids.to_vec();
    while let Some(id) = open.pop() {
        open.extend(next(id).into_iter().filter(|id| found.insert(*id)));
    }
    found
}
