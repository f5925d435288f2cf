//! What a workshop file is like inside.

use std::path::Path;

use app::doctor::{Report, Salvaged};
use jiff::Zoned;
use serde::Serialize;

use crate::args::Shape;
use crate::out::{self, Failure, Style, print, print_json};
use crate::table::{Align, Table};

#[derive(Serialize)]
struct Shown<'a> {
    path: String,
    bytes: u64,
    log_bytes: u64,
    version: u32,
    known_version: u32,
    open_elsewhere: bool,
    edits: u32,
    undone: u32,
    problems: &'a [String],
    tables: Vec<TableShown<'a>>,
}

#[derive(Serialize)]
struct TableShown<'a> {
    name: &'a str,
    rows: Option<u64>,
    bytes: Option<u64>,
}

/// Looks into a file, or saves what can be read.
pub fn doctor(workshop: &Path, repair: bool, shape: Shape) -> Result<(), Failure> {
    if repair {
        return repaired(workshop);
    }
    let report = app::doctor::doctor(workshop)?;
    if shape.json {
        print_json(&shown(&report))?;
    } else {
        print(&told(&report))?;
    }
    verdict(&report, workshop)
}

/// Fails for a file that this program cannot open.
fn verdict(report: &Report, workshop: &Path) -> Result<(), Failure> {
    let workshop = workshop.display();
    if let Some(problem) = report.problems.first() {
        return Err(Failure::told(format!(
            "{workshop} is damaged: {problem}; restore a backup, or run doctor --repair"
        )));
    }
    if report.is_newer() {
        return Err(Failure::told(format!(
            "{workshop} is from a newer version of Carpaccio (file version {}, this one knows {}); \
             update Carpaccio to open it",
            report.version, report.known_version
        )));
    }
    Ok(())
}

fn health(report: &Report) -> &'static str {
    match (report.problems.is_empty(), report.is_newer()) {
        (false, _) => "damaged",
        (true, true) => "from a newer version of Carpaccio",
        (true, false) => "sound",
    }
}

fn shown(report: &Report) -> Shown<'_> {
    Shown {
        path: report.path.to_string_lossy().into_owned(),
        bytes: report.bytes,
        log_bytes: report.log_bytes,
        version: report.version,
        known_version: report.known_version,
        open_elsewhere: report.open_elsewhere,
        edits: report.edits,
        undone: report.undone,
        problems: &report.problems,
        tables: report
            .tables
            .iter()
            .map(|table| TableShown { name: &table.name, rows: table.rows, bytes: table.bytes })
            .collect(),
    }
}

fn told(report: &Report) -> String {
    let number = |number: Option<u64>| number.map_or("?".to_owned(), |number| number.to_string());
    let mut table =
        Table::new(&[("table", Align::Left), ("rows", Align::Right), ("bytes", Align::Right)]);
    for size in &report.tables {
        table.row(vec![size.name.clone(), number(size.rows), number(size.bytes)], Style::Plain);
    }
    let health = health(report);
    let elsewhere = if report.open_elsewhere { ", open in another window" } else { "" };
    format!(
        "{}\n{health}{elsewhere}; {} bytes, {} more in its log; file version {} (this program knows \
         {}); {} edits can be undone, {} redone\n{}",
        out::one_line(&report.path.to_string_lossy()),
        report.bytes,
        report.log_bytes,
        report.version,
        report.known_version,
        report.edits,
        report.undone,
        table.print(out::is_coloured())
    )
}

fn repaired(workshop: &Path) -> Result<(), Failure> {
    let (path, Salvaged { rows, unreadable, mended }) = app::doctor::repair(workshop, Zoned::now)?;
    let slices = rows.iter().find(|(table, _)| table == "slice").map_or(0, |(_, rows)| *rows);
    print(&format!(
        "Saved {slices} slices into {}; {unreadable} places could not be read, {mended} rows were \
         mended or left out. {} was not touched.\n",
        out::one_line(&path.to_string_lossy()),
        out::one_line(&workshop.to_string_lossy())
    ))
}
