//! The outline.

use std::path::Path;

use app::api::{Frame, Outline, Row};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::opened;
use crate::args::Shape;
use crate::out::{self, Failure, Style, print, print_json};
use crate::table::{Align, Table};

#[derive(Serialize)]
struct Shown<'a> {
    path: &'a str,
    frame: &'a Frame,
    slices: &'a [Row],
}

/// Shows the outline with its scores.
pub fn show(workshop: &Path, shape: Shape) -> Result<(), Failure> {
    let (desk, mut outline) = opened(workshop)?;
    if outline.rows.iter().any(|row| row.score.is_none()) {
        let ids = outline.rows.iter().map(|row| row.id).collect();
        let scores = desk.rows_score(ids)?;
        for (row, scored) in outline.rows.iter_mut().zip(scores) {
            row.score = Some(scored.score);
        }
    }
    if shape.json {
        let Outline { path, frame, rows, .. } = &outline;
        return print_json(&Shown { path, frame, slices: rows });
    }
    print(&told(&outline))
}

fn told(outline: &Outline) -> String {
    let is_coloured = out::is_coloured();
    let title = out::styled(&out::one_line(&outline.frame.title), Style::Bold, is_coloured);
    if outline.rows.is_empty() {
        return format!("{title}\nNothing here yet. Import a file, or open it in the window.\n");
    }
    let parents: FxHashSet<_> = outline.rows.iter().filter_map(|row| row.parent).collect();
    let mut depths: FxHashMap<_, usize> = FxHashMap::default();
    let mut table = Table::new(&[
        ("id", Align::Left),
        ("slice", Align::Left),
        ("value", Align::Right),
        ("test", Align::Right),
        ("effort", Align::Right),
        ("failing", Align::Left),
    ]);
    for row in &outline.rows {
        let depth = row.parent.and_then(|id| depths.get(&id)).map_or(0, |above| above + 1);
        depths.insert(row.id, depth);
        let name = format!("{}{}", "  ".repeat(depth), out::one_line(&row.title));
        let mut cells = vec![row.id.to_string(), name];
        let is_leaf = !parents.contains(&row.id);
        if is_leaf {
            cells.extend(numbers(row));
        }
        table.row(cells, if is_leaf { Style::Plain } else { Style::Bold });
    }
    let leaves = outline.rows.len() - parents.len();
    let noun = if leaves == 1 { "leaf" } else { "leaves" };
    format!("{title}\n{}{leaves} {noun}\n", table.print(is_coloured))
}

/// Value, testability, effort and what fails; estimates are marked.
fn numbers(row: &Row) -> [String; 4] {
    let score = row.score.as_ref();
    let estimated = |number: Option<String>| number.map(|number| format!("~{number}"));
    let value = row.value.map(|value| value.to_string());
    let effort = row.effort.map(days);
    let failing = score.map(|score| {
        score.failing.iter().map(|criterion| criterion.id()).collect::<Vec<_>>().join(", ")
    });
    [
        value.or_else(|| estimated(score.map(|s| s.value.to_string()))).unwrap_or_default(),
        score.map(|score| score.testability.to_string()).unwrap_or_default(),
        effort.or_else(|| estimated(score.map(|s| days(s.effort)))).unwrap_or_default(),
        failing.unwrap_or_default(),
    ]
}

/// Half days as `2½ d`.
pub fn days(half_days: u16) -> String {
    match (half_days / 2, half_days % 2) {
        (0, 1) => "½ d".to_owned(),
        (whole, 1) => format!("{whole}½ d"),
        (whole, _) => format!("{whole} d"),
    }
}
