//! What the planner takes: a move by hand, the draws that tell how firm it is, a forecast.

use std::io::{Error, Result};
use std::path::Path;

use app::Desk;
use app::api::{AppError, Gesture, PaceView, SliceField};
use slicing::SliceId;

use crate::figure::{Figure, Target, median, percentile, times};
use crate::made::Chance;

const EDITS: usize = 60;

/// Of so many slices, one needs another.
const NEEDING: usize = 4;

fn told(error: AppError) -> Error {
    Error::other(error.message)
}

fn opened(workshop: &Path) -> Result<(Desk, Vec<SliceId>)> {
    let desk = Desk::without_memory("bench", jiff::Zoned::now);
    desk.workshop_open(workshop.display().to_string()).map_err(told)?;
    let backlog = desk.backlog_show().map_err(told)?;
    let ids = backlog.entries.iter().map(|entry| entry.id).collect();
    Ok((desk, ids))
}

/// Edits of a backlog, each until the new backlog is ready to be sent.
pub fn edits(workshop: &Path) -> Result<Vec<Figure>> {
    let (desk, ids) = opened(workshop)?;
    let mut chance = Chance::new(7);
    for _ in 0..ids.len() / NEEDING {
        let mut any = || ids.get(chance.below(ids.len())).copied();
        let (one, other) = (any(), any());
        let needs = other.map(|needs| Gesture::AddNeed { ids: one.into_iter().collect(), needs });
        // Some would close a circle.
        let _ = needs.map(|needs| desk.workshop_edit(needs));
    }
    let count = ids.len();
    let mut edit = |what: &str, gesture: &mut dyn FnMut(SliceId, usize) -> Gesture| {
        desk.backlog_show().map_err(told)?;
        let took = times(EDITS, |_| {
            let Some(id) = ids.get(chance.below(count)) else { return Ok(()) };
            let rank = 1 + chance.below(count);
            serde_json::to_vec(&desk.workshop_edit(gesture(*id, rank)).map_err(told)?)?;
            serde_json::to_vec(&desk.backlog_show().map_err(told)?)?;
            Ok(())
        })?;
        let what = format!("{what} among {count}, until the backlog can be sent");
        Ok::<_, Error>([
            Figure::millis(what, median(&took), Target::AtMost(50.0)),
            Figure::millis("… 95 of 100 within", percentile(&took, 95), Target::None),
        ])
    };
    let moved = edit("A slice moved by hand", &mut |id, rank| Gesture::Rank {
        id,
        rank: u32::try_from(rank).unwrap_or(1),
    })?;
    let valued = edit("A value changed", &mut |id, rank| Gesture::Set {
        ids: vec![id],
        field: SliceField::Value(u8::try_from(rank % 100 + 1).ok()),
    })?;
    Ok(moved.into_iter().chain(valued).collect())
}

/// Draws and runs of a backlog of a workshop's size.
pub fn sums(workshop: &Path) -> Result<Vec<Figure>> {
    let (desk, ids) = opened(workshop)?;
    let count = ids.len();
    let drawn = times(1, |_| desk.stability_show(1_000).map(drop).map_err(told))?;
    let pace = PaceView {
        throughput: vec![3, 5, 2, 4, 0, 6, 3, 4, 5, 3, 2, 6],
        growth: 130,
        people_then: 4,
        people: 4,
        from: Some("2026-06-01".to_owned()),
        due: None,
    };
    let run = times(5, |_| desk.forecast_for(pace.clone()).map(drop).map_err(told))?;
    let drawn_what = format!("1,000 draws with ±30 % noise of {count} slices");
    let run_what = format!("10,000 runs of a forecast for the MVP and all of {count} slices");
    Ok(vec![
        Figure::millis(drawn_what, median(&drawn), Target::None),
        Figure::millis(run_what, median(&run), Target::AtMost(500.0)),
    ])
}
