//! The order of a backlog.

use std::path::Path;

use app::api::{BacklogEntry, BacklogView, ReleaseView};
use app::jobs::{OrderAnswer, OrderRequest};

use super::show::days;
use super::{is_standard_input, opened, read_standard_input};
use crate::args::Shape;
use crate::out::{self, Failure, Style, print, print_json, print_lines};
use crate::table::{Align, Table};

/// Orders a workshop, or the document on standard input.
pub fn order(workshop: &Path, shape: Shape) -> Result<(), Failure> {
    if is_standard_input(workshop) {
        return print_answer(
            &request(&read_standard_input()?)?
                .order()
                .map_err(|error| Failure::told(format!("standard input: {}", error.message)))?,
        );
    }
    let (desk, _) = opened(workshop)?;
    let backlog = desk.backlog_show()?;
    let answer = OrderAnswer::of(&backlog)
        .map_err(|error| Failure::told(format!("{}: {}", workshop.display(), error.message)))?;
    if shape.json {
        return print_json(&answer);
    }
    print(&told(&backlog))
}

/// The slices that need each other in a circle, if there are any.
pub fn circle(backlog: &BacklogView) -> Option<String> {
    OrderAnswer::of(backlog).err().map(|error| error.message)
}

fn print_answer(answer: &OrderAnswer) -> Result<(), Failure> {
    print_lines(std::iter::once(answer))
}

fn request(bytes: &[u8]) -> Result<OrderRequest, Failure> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default();
        let (line, column) = (error.line(), error.column());
        Failure::told(format!("standard input, line {line}, column {column}: {what}"))
    })
}

/// The backlog as a table with its lines, and what is to be said about it.
pub fn told(backlog: &BacklogView) -> String {
    if backlog.entries.is_empty() {
        return "Nothing is left to do.\n".to_owned();
    }
    let mut table = Table::new(&[
        ("#", Align::Right),
        ("id", Align::Left),
        ("slice", Align::Left),
        ("value", Align::Right),
        ("effort", Align::Right),
        ("a day", Align::Right),
        ("needs", Align::Left),
    ]);
    for entry in &backlog.entries {
        table.row(cells(entry), Style::Plain);
        for release in backlog.releases.iter().filter(|release| release.count == entry.rank) {
            table.line(&format!("──── {} ────", release.name), Style::Accent);
        }
    }
    let release = |release: &ReleaseView| {
        let measure = match release.measure.as_str() {
            "" => String::new(),
            measure => format!(" Measured by: {measure}."),
        };
        out::one_line(&format!("{}: {}{measure}", release.name, release.says)) + "\n"
    };
    format!(
        "{}\n{}{}\n{}\n",
        table.print(out::is_coloured()),
        backlog.releases.iter().map(release).collect::<String>(),
        out::one_line(&backlog.order_says),
        out::one_line(&backlog.curve_says)
    )
}

fn cells(entry: &BacklogEntry) -> Vec<String> {
    let mark = |is_estimated: bool| if is_estimated { "~" } else { "" };
    let needs: Vec<String> = entry.needs.iter().map(|rank| format!("#{rank}")).collect();
    let pin = if entry.pinned { "=" } else { "" };
    vec![
        format!("{pin}{}", entry.rank),
        entry.id.to_string(),
        entry.title.clone(),
        format!("{}{}", mark(entry.value_estimated), entry.value),
        format!("{}{}", mark(entry.effort_estimated), days(entry.effort)),
        entry.ratio.to_string(),
        needs.join(" "),
    ]
}
