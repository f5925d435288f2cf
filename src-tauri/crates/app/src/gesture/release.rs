//! Releases: where their lines are, and what they are for.

use rustc_hash::FxHashSet;
use slicing::backlog::Backlog;
use slicing::{About, Cut, Goal, OrderKey, Release, ReleaseId, SliceId, Workshop};
use store::{Edit, Error};

use super::Change;
use crate::api::{AppError, CutView};
use crate::open::Open;
use crate::say::count;
use crate::{text, view};

/// How a line is drawn.
pub(super) fn draw(
    open: &mut Open,
    release: Option<ReleaseId>,
    cut: CutView,
) -> Result<Change, AppError> {
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let place = place(&open.workshop, release)?;
    let name = view::release_name(&open.workshop, place);
    let cut = Cut::from(cut);
    if !cut.is_in_range() {
        return Err(AppError::bad_input(match cut {
            Cut::Capacity(_) => {
                "A capacity is from half a day to 10,000 days. Choose one of these."
            }
            _ => "A share of the value is from 1 to 100 %. Choose one of these.",
        }));
    }
    let label = match cut {
        Cut::Proposed => format!("Propose the line of {name} again"),
        Cut::Capacity(half_days) => {
            format!("Draw the line of {name} after {}", crate::say::days(u64::from(half_days)))
        }
        Cut::Share(share) => format!("Draw the line of {name} at {share} % of the value"),
        Cut::ByHand => format!("Keep the line of {name} where it is"),
    };
    // A line that becomes the team's stays where it is until the team moves it.
    let marks = (cut == Cut::ByHand).then(|| Marks::of_line(&open.workshop, backlog, place));
    let goal = Goal { cut, ..goal(&open.workshop, place) };
    let write = with_goal(&open.workshop, place, goal);
    Ok(Change::new(label, move |edit| {
        write(edit)?;
        marks.map_or(Ok(()), |marks| marks.write(edit))?;
        Ok(Vec::new())
    }))
}

/// The line goes behind the first `line` slices, by hand.
pub(super) fn move_line(
    open: &mut Open,
    release: Option<ReleaseId>,
    line: u32,
) -> Result<Change, AppError> {
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let workshop = &open.workshop;
    let place = place(workshop, release)?;
    let name = view::release_name(workshop, place);
    let end = (line as usize).min(backlog.entries.len());
    let label = match end {
        0 => format!("Move the line of {name} to the top"),
        some => {
            format!("Move the line of {name} behind {}", count(some, "slice", "slices"))
        }
    };
    let begin = place.checked_sub(1).map_or(0, |before| backlog.lines[before].count);
    let mut marks = Marks::of_line(workshop, backlog, place);
    marks.shall = backlog.entries.iter().take(end).skip(begin).map(|entry| entry.id).collect();
    let wishes = if place == 0 { wishes_against(backlog, &marks) } else { Vec::new() };
    let goal = Goal { cut: Cut::ByHand, ..goal(workshop, place) };
    let write = with_goal(workshop, place, goal);
    Ok(Change::new(label, move |edit| {
        write(edit)?;
        marks.write(edit)?;
        wishes.iter().try_for_each(|id| edit.set_wish(*id, None))?;
        Ok(Vec::new())
    }))
}

/// The slices of which the team has wanted something else before it moved the line.
fn wishes_against(backlog: &Backlog, marks: &Marks) -> Vec<SliceId> {
    let is_against = |entry: &&slicing::backlog::Entry| match entry.wish {
        Some(slicing::Wish::Must) => !marks.shall.contains(&entry.id),
        Some(slicing::Wish::NotNow) => marks.shall.contains(&entry.id),
        None => false,
    };
    backlog.entries.iter().filter(is_against).map(|entry| entry.id).collect()
}

/// What a release is for, and how the team will see that it is reached.
pub(super) fn set_goal(
    workshop: &Workshop,
    release: Option<ReleaseId>,
    outcome: &str,
    measure: &str,
) -> Result<Change, AppError> {
    let place = place(workshop, release)?;
    let (outcome, measure) = (text::line(outcome), text::line(measure));
    let label = match outcome.as_str() {
        "" => format!("Clear the outcome of {}", view::release_name(workshop, place)),
        outcome => format!("Say what {} is for: {outcome}", view::release_title(place)),
    };
    let goal = Goal { outcome, measure, ..goal(workshop, place) };
    let write = with_goal(workshop, place, goal);
    Ok(Change::new(label, move |edit| {
        write(edit)?;
        Ok(Vec::new())
    }))
}

/// A new release whose line is behind the first `line` slices, between the lines that are there.
pub(super) fn add(open: &mut Open, line: u32) -> Result<Change, AppError> {
    let planned = open.planned();
    let backlog = planned.backlog_or_refusal()?;
    let workshop = &open.workshop;
    let end = (line as usize).min(backlog.entries.len());
    if end <= backlog.mvp().count {
        return Err(AppError::refused(
            "A release comes after the MVP. Choose a slice below its line first.",
        ));
    }
    // The first line is the MVP's, which has no key.
    let before = backlog.lines.iter().filter(|line| line.count < end).count() - 1;
    let keys: Vec<&OrderKey> = workshop.releases.iter().map(|release| &release.key).collect();
    let above = before.checked_sub(1).and_then(|at| keys.get(at).copied());
    let key = OrderKey::between(above, keys.get(before).copied())
        .or_else(|| OrderKey::between(above, None))
        .unwrap_or_else(OrderKey::first);
    let begin = backlog.lines[before].count;
    let ids: Vec<SliceId> =
        backlog.entries.iter().take(end).skip(begin).map(|entry| entry.id).collect();
    let label = format!("Add a release with {}", count(ids.len(), "slice", "slices"));
    Ok(Change::new(label, move |edit| {
        let id = edit.new_release_id()?;
        let goal = Goal { cut: Cut::ByHand, ..Goal::default() };
        edit.insert_release(&Release { id, key, goal })?;
        ids.iter().try_for_each(|slice| edit.set_release(*slice, Some(id)))?;
        Ok(Vec::new())
    }))
}

/// A release goes; its slices stay.
pub(super) fn remove(workshop: &Workshop, id: ReleaseId) -> Result<Change, AppError> {
    let place = place(workshop, Some(id))?;
    let label = format!("Remove {}", view::release_name(workshop, place));
    Ok(Change::new(label, move |edit| {
        edit.delete_release(id)?;
        Ok(Vec::new())
    }))
}

/// The place of a release among the lines: 0 for the MVP.
fn place(workshop: &Workshop, release: Option<ReleaseId>) -> Result<usize, AppError> {
    let Some(id) = release else { return Ok(0) };
    let at = workshop.releases.iter().position(|release| release.id == id);
    at.map(|at| at + 1).ok_or_else(|| {
        AppError::refused("This release is gone by now. Somebody may have removed it.")
    })
}

fn goal(workshop: &Workshop, place: usize) -> Goal {
    let later = place.checked_sub(1).and_then(|at| workshop.releases.get(at));
    later.map_or_else(|| workshop.about.mvp.clone(), |release| release.goal.clone())
}

/// Writes the goal of a line.
fn with_goal(
    workshop: &Workshop,
    place: usize,
    goal: Goal,
) -> impl FnOnce(&mut Edit<'_>) -> Result<(), Error> + Send + 'static {
    let later = place.checked_sub(1).and_then(|at| workshop.releases.get(at)).cloned();
    let about = About { mvp: goal.clone(), ..workshop.about.clone() };
    move |edit| match later {
        Some(release) => edit.update_release(&Release { goal, ..release }),
        None => edit.update_about(&about),
    }
}

/// The leaves that are above a line by hand, as they are and as they shall be.
pub(super) struct Marks {
    /// Which release; absent for the MVP.
    release: Option<ReleaseId>,
    are: FxHashSet<SliceId>,
    shall: FxHashSet<SliceId>,
}

impl Marks {
    /// Those of the MVP, as it stands in the backlog.
    pub fn of_mvp(workshop: &Workshop, backlog: &Backlog) -> Self {
        Self::of_line(workshop, backlog, 0)
    }

    /// Those of a line, as it stands in the backlog.
    fn of_line(workshop: &Workshop, backlog: &Backlog, place: usize) -> Self {
        let release = place.checked_sub(1).map(|at| workshop.releases[at].id);
        let is_marked = |leaf: &&slicing::Slice| match release {
            None => leaf.in_mvp,
            id => leaf.release == id,
        };
        let are = workshop.tree.leaves().filter(is_marked).map(|leaf| leaf.id).collect();
        let standing = backlog.entries.iter().filter(|entry| entry.line == place);
        Self { release, are, shall: standing.map(|entry| entry.id).collect() }
    }

    /// Marks a leaf, or takes its mark.
    pub fn set(&mut self, id: SliceId, is_above: bool) {
        if is_above {
            self.shall.insert(id);
        } else {
            self.shall.remove(&id);
        }
    }

    /// Writes what differs.
    ///
    /// # Errors
    /// Those of the store.
    pub fn write(&self, edit: &mut Edit<'_>) -> Result<(), Error> {
        let mut set = |id: SliceId, is_above: bool| match self.release {
            None => edit.set_in_mvp(id, is_above),
            release => edit.set_release(id, release.filter(|_| is_above)),
        };
        self.are.difference(&self.shall).try_for_each(|id| set(*id, false))?;
        self.shall.difference(&self.are).try_for_each(|id| set(*id, true))
    }
}

impl From<CutView> for Cut {
    fn from(view: CutView) -> Self {
        match view {
            CutView::Proposed => Self::Proposed,
            CutView::Capacity { half_days } => Self::Capacity(half_days),
            CutView::Share { percent } => Self::Share(percent),
            CutView::Hand => Self::ByHand,
        }
    }
}

impl From<Cut> for CutView {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Proposed => Self::Proposed,
            Cut::Capacity(half_days) => Self::Capacity { half_days },
            Cut::Share(percent) => Self::Share { percent },
            Cut::ByHand => Self::Hand,
        }
    }
}
