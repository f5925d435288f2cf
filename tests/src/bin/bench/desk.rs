//! What the desk behind the window takes, from a call to the bytes of its answer.

use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

use app::Desk;
use app::api::{AppError, Gesture, SliceField};

use crate::figure::{Figure, Target, median, percentile, times};
use crate::machine::Process;
use crate::terminal::bare_write;

const OPENINGS: usize = 5;
const EDITS: usize = 100;

fn desk() -> Desk {
    Desk::without_memory("bench", jiff::Zoned::now)
}

fn told(error: AppError) -> Error {
    Error::other(error.message)
}

/// Opening a workshop until all its rows are ready to be sent.
pub fn open(workshop: &Path) -> Result<Vec<Figure>> {
    let took = times(OPENINGS, |_| {
        let desk = desk();
        let outline = desk.workshop_open(workshop.display().to_string()).map_err(told)?;
        serde_json::to_vec(&outline)?;
        Ok(())
    })?;
    Ok(vec![Figure::millis("Opening 100,000 slices", median(&took), Target::AtMost(1_500.0))])
}

/// Edits of one title after the other, beside the disk's own time.
pub fn edit(workshop: &Path) -> Result<Vec<Figure>> {
    let desk = desk();
    let outline = desk.workshop_open(workshop.display().to_string()).map_err(told)?;
    let ids: Vec<_> = outline.rows.iter().map(|row| row.id).step_by(777).collect();
    let took = times(EDITS, |run| {
        let id = ids.get(run % ids.len().max(1)).copied();
        let field = SliceField::Title(format!("Title number {run}"));
        let gesture = Gesture::Set { ids: id.into_iter().collect(), field };
        serde_json::to_vec(&desk.workshop_edit(gesture).map_err(told)?)?;
        Ok(())
    })?;
    let undone = times(EDITS, |_| {
        serde_json::to_vec(&desk.history_undo().map_err(told)?)?;
        Ok(())
    })?;
    let disk = bare_write(workshop.parent().unwrap_or(workshop))?;
    let beyond = |time: std::time::Duration| time.saturating_sub(disk);
    let limit = Target::AtMost(16.0);
    Ok(vec![
        Figure::millis("The disk alone: one page, synced", disk, Target::None),
        Figure::millis(
            "An edit among 100,000 slices, beyond the disk",
            beyond(median(&took)),
            limit,
        ),
        Figure::millis("… 95 of 100 within", beyond(percentile(&took, 95)), limit),
        Figure::millis("Its undo, beyond the disk", beyond(median(&undone)), limit),
    ])
}

/// The argument of a process that only holds a workshop open.
const HOLD: &str = "hold";

/// The workshop that this process is to hold, if that is what it was started for.
pub fn to_hold() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    (arguments.next()? == HOLD).then(|| arguments.next().map(PathBuf::from)).flatten()
}

/// Memory of a process with a workshop open, every slice scored and its backlog made.
pub fn hold(workshop: &Path) -> Result<Vec<Figure>> {
    let desk = desk();
    let outline = desk.workshop_open(workshop.display().to_string()).map_err(told)?;
    let ids = outline.rows.iter().map(|row| row.id).collect();
    desk.rows_score(ids).map_err(told)?;
    desk.backlog_show().map_err(told)?;
    let process = Process::this();
    let (now, peak) = (process.memory("VmRSS")?, process.memory("VmHWM")?);
    let count = outline.rows.len();
    let what = format!("Memory of the core with {count} slices, scored and ordered");
    Ok(vec![
        Figure::new(what, now, "MB", Target::AtMost(150.0)),
        Figure::new("… at its peak", peak, "MB", Target::None),
    ])
}

/// The same in a process of its own, which prints it.
pub fn hold_elsewhere(workshop: &Path) -> Result<()> {
    Command::new(std::env::current_exe()?).arg(HOLD).arg(workshop).status().map(drop)
}
