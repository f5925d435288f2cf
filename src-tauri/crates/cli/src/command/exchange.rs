//! Files of other programs, in and out.

use std::io::{self, Write};
use std::path::Path;

use app::api::{
    ChangeKind, ChangedSlice, ColumnChoice, Conflicts, HandoverScope, ImportChoices, ImportOutcome,
    ImportSource, ReportView,
};
use serde::Serialize;

use super::{desk, is_standard_input, opened, path, read_standard_input};
use crate::args::Shape;
use crate::out::{self, Failure, print, print_json};

/// What holds where both sides have changed something.
pub fn choices(theirs: bool) -> ImportChoices {
    ImportChoices { conflicts: if theirs { Conflicts::Theirs } else { Conflicts::Ours } }
}

/// What columns mean; a column that means nothing is not read.
pub fn columns(columns: Vec<(String, String)>) -> Vec<ColumnChoice> {
    let choice = |(header, meaning): (String, String)| ColumnChoice {
        header,
        meaning: Some(meaning).filter(|meaning| !meaning.is_empty()),
    };
    columns.into_iter().map(choice).collect()
}

/// How much is written.
pub fn scope(changed: bool) -> HandoverScope {
    if changed { HandoverScope::Changed } else { HandoverScope::Whole }
}

/// An import for other programs.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    report: &'a ReportView,
    slices: &'a [ChangedSlice],
}

/// Imports a file into a workshop, which is made when there is none.
pub fn import(
    workshop: &Path,
    file: &Path,
    (from, columns): (Option<String>, Vec<ColumnChoice>),
    (choices, dry_run): (ImportChoices, bool),
    shape: Shape,
) -> Result<(), Failure> {
    let source = if is_standard_input(file) {
        let text = String::from_utf8_lossy(&read_standard_input()?).into_owned();
        ImportSource::Text { text }
    } else {
        ImportSource::File { path: path(file)? }
    };
    let (format, report, slices) = match workshop.exists() {
        true => {
            // Told before the workshop is opened, so that a file that cannot be read comes first.
            desk().import_preview(source.clone(), from.clone(), columns.clone())?;
            let ImportOutcome { format, report, slices } =
                update(workshop, source, (from, columns), (choices, dry_run))?;
            (format, report, slices)
        }
        false => {
            let desk = desk();
            let preview = desk.import_preview(source.clone(), from.clone(), columns.clone())?;
            if !dry_run {
                desk.import_create_at(source, from, columns, workshop)?;
                desk.workshop_close()?;
            }
            (preview.format, preview.report, Vec::new())
        }
    };
    if shape.json {
        return print_json(&Told { report: &report, slices: &slices });
    }
    let head = if dry_run { "Would import" } else { "Imported" };
    print(&format!("{head} from {format}: {}", told(&report)))
}

/// Imports into a workshop that there is.
fn update(
    workshop: &Path,
    source: ImportSource,
    (from, columns): (Option<String>, Vec<ColumnChoice>),
    (choices, dry_run): (ImportChoices, bool),
) -> Result<ImportOutcome, Failure> {
    let (desk, _) = opened(workshop)?;
    let outcome = match dry_run {
        true => desk.import_try(source, from, columns, choices)?,
        false => desk.import_update(source, from, columns, choices)?.1,
    };
    desk.workshop_close()?;
    Ok(outcome)
}

/// Writes a workshop in a format.
pub fn export(
    workshop: &Path,
    format: &str,
    output: Option<&Path>,
    (scope, dry_run): (HandoverScope, bool),
) -> Result<(), Failure> {
    let (desk, _) = opened(workshop)?;
    match output {
        _ if dry_run => {
            let handed = desk.handover_make(format, scope)?;
            let report = handed.write(&mut io::sink())?;
            print(&format!("Would write: {}", told(&report)))
        }
        Some(file) => {
            let report = desk.handover_save(format.to_owned(), path(file)?, scope)?;
            print(&format!("{}: {}", out::one_line(&file.to_string_lossy()), told(&report)))
        }
        None => {
            let handed = desk.handover_make(format, scope)?;
            let mut standard = io::BufWriter::with_capacity(1 << 16, out::stdout());
            let report = handed.write(&mut standard)?;
            standard.flush()?;
            let report = desk.handover_delivered(&handed, report, None);
            if !report.notes.is_empty() {
                // The file itself is on standard output; nobody may be reading what was lost.
                let _ = io::stderr().write_all(told(&report).as_bytes());
            }
            Ok(())
        }
    }
}

/// Lists what has changed since the last export to a format.
pub fn changes(workshop: &Path, format: String, shape: Shape) -> Result<(), Failure> {
    let (desk, _) = opened(workshop)?;
    let changes = desk.handover_changes(format)?;
    if shape.json {
        return print_json(&changes);
    }
    let mut text = match &changes.since {
        None => format!("Nothing was exported to {} yet.\n", changes.format),
        Some(since) => format!("Since {}:\n", since.replace('T', " ").trim_end_matches('Z')),
    };
    for slice in &changes.slices {
        text.push_str(&line(slice));
    }
    if changes.slices.is_empty() {
        text.push_str("  nothing has changed\n");
    }
    print(&text)
}

fn line(slice: &ChangedSlice) -> String {
    let what = match slice.what {
        ChangeKind::New => "new",
        ChangeKind::Changed => "changed",
        ChangeKind::Gone => "gone",
    };
    let id = slice.id.map(|id| id.to_string()).unwrap_or_default();
    let key = slice.key.as_ref().map(|key| format!(" ({key})")).unwrap_or_default();
    let fields: Vec<&str> = slice.fields.iter().map(|field| field.field.as_str()).collect();
    let fields = match fields.is_empty() {
        true => String::new(),
        false => format!(": {}", fields.join(", ")),
    };
    let line = format!("{what:<7}  {id}{key}  {}{fields}", slice.title);
    format!("  {}\n", out::one_line(&line))
}

/// The summary and one line a note.
fn told(report: &ReportView) -> String {
    let mut text = format!("{}\n", report.summary);
    for note in &report.notes {
        let line = note.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let word = note.severity.word().map(|word| format!("{word}: ")).unwrap_or_default();
        text.push_str(&format!("  {line}{word}{}\n", out::one_line(&note.message)));
    }
    text
}
