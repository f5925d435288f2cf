//! Files of other programs, in and out.

use std::io::{self, Write};
use std::path::Path;

use app::api::{ImportSource, ReportView};

use super::{desk, is_standard_input, opened, path, read_standard_input};
use crate::args::Shape;
use crate::out::{self, Failure, print, print_json};

/// Imports a file into a workshop, which is made when there is none.
pub fn import(
    workshop: &Path,
    file: &Path,
    from: Option<String>,
    dry_run: bool,
    shape: Shape,
) -> Result<(), Failure> {
    let source = if is_standard_input(file) {
        let text = String::from_utf8_lossy(&read_standard_input()?).into_owned();
        ImportSource::Text { text }
    } else {
        ImportSource::File { path: path(file)? }
    };
    let desk = desk();
    let preview = desk.import_preview(source.clone(), from.clone())?;
    if !dry_run {
        if workshop.exists() {
            desk.workshop_open(path(workshop)?)?;
            desk.import_merge(source, from)?;
        } else {
            desk.import_create_at(source, from, workshop)?;
        }
        desk.workshop_close()?;
    }
    if shape.json {
        return print_json(&preview.report);
    }
    let head = if dry_run { "Would import" } else { "Imported" };
    let report = told(&preview.report);
    print(&format!("{head} from {}: {report}", preview.format))
}

/// Writes a workshop in a format.
pub fn export(
    workshop: &Path,
    format: &str,
    output: Option<&Path>,
    dry_run: bool,
) -> Result<(), Failure> {
    let (desk, _) = opened(workshop)?;
    match output {
        _ if dry_run => {
            let report = desk.handover_write(format, &mut io::sink())?;
            print(&format!("Would write: {}", told(&report)))
        }
        Some(file) => {
            let report = desk.handover_save(format.to_owned(), path(file)?)?;
            print(&format!("{}: {}", out::one_line(&file.to_string_lossy()), told(&report)))
        }
        None => {
            let mut bytes = Vec::new();
            let report = desk.handover_write(format, &mut bytes)?;
            let mut standard = out::stdout();
            standard.write_all(&bytes)?;
            standard.flush()?;
            if !report.notes.is_empty() {
                // The file itself is on standard output; nobody may be reading what was lost.
                let _ = io::stderr().write_all(told(&report).as_bytes());
            }
            Ok(())
        }
    }
}

/// The summary and one line a note.
fn told(report: &ReportView) -> String {
    let mut text = format!("{}\n", report.summary);
    for note in &report.notes {
        let line = note.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        text.push_str(&format!("  {line}{}\n", out::one_line(&note.message)));
    }
    text
}
