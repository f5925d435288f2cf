//! Import, hand-over, copy: bytes in and out of a workshop.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use slicing::{Slice, SliceId, Tree, Workshop};
use trackers::{
    Choice, ColumnGuess, Fact, Files, Format, Handover, Incoming, IncomingSlice, Keep, Note,
    Ranked, Report, Role, Severity,
};

use crate::api::*;
use crate::open::Open;
use crate::planned::Planned;
use crate::say::{count, listed};
use crate::view::number;
use crate::{paths, text};

/// How many rows of a table a preview shows.
const PREVIEW_ROWS: usize = 200;

/// How many slices a preview of an import shows.
const PREVIEW_ITEMS: usize = 1_000;

/// Every exchange format.
pub(crate) fn formats() -> Vec<FormatView> {
    let view = |format: &Format| FormatView {
        id: format.id().to_owned(),
        title: format.title().to_owned(),
        about: format.about().to_owned(),
        extension: format.extension().to_owned(),
        writes: format.writes(),
        reads: format.reads(),
        tracker: format.is_tracker(),
        levels: if format.levels() == usize::MAX { 0 } else { number(format.levels()) },
        keeps: format.keeps().iter().map(keep_view).collect(),
        loses: format.loses().map(|fact| fact.noun().to_owned()).collect(),
        types: format.types().iter().map(role_view).collect(),
        guide: format.guide().iter().map(|&line| line.to_owned()).collect(),
    };
    Format::ALL.iter().map(view).collect()
}

fn keep_view((fact, keep): &(Fact, Keep)) -> KeepView {
    let shape = match keep {
        Keep::Field => String::new(),
        Keep::As(shape) => (*shape).to_owned(),
    };
    KeepView { fact: fact.noun().to_owned(), shape }
}

fn role_view((role, usual): &(Role, &str)) -> RoleView {
    let title = match role {
        Role::Epic => "Epic",
        Role::Split => "Slice that was split",
        Role::Slice => "Slice",
        Role::Spike => "Spike",
        Role::Task => "Task",
        Role::Part => "Lowest level",
    };
    RoleView { role: role.id().to_owned(), title: title.to_owned(), usual: (*usual).to_owned() }
}

/// The format with this id.
///
/// # Errors
/// [`ErrorCode::BadInput`] when there is none, with the list.
pub(crate) fn format(id: &str) -> Result<Format, AppError> {
    Format::from_id(id).ok_or_else(|| {
        let ids: Vec<&str> = Format::ALL.iter().map(|format| format.id()).collect();
        AppError::bad_input(format!(
            "There is no format {:?}. Choose one of: {}.",
            id.chars().take(40).collect::<String>(),
            ids.join(", ")
        ))
    })
}

/// The format with this id, when it can be written.
///
/// # Errors
/// [`ErrorCode::BadInput`].
pub(crate) fn written_format(id: &str) -> Result<Format, AppError> {
    let format = format(id)?;
    if format.writes() {
        return Ok(format);
    }
    let title = format.title();
    Err(AppError::bad_input(format!("{title} is read but not written. Choose another format.")))
}

/// A workshop that is handed over, and what the format shows of its backlog.
pub(crate) struct Subject {
    workshop: Arc<Workshop>,
    identity: Arc<str>,
    backlog: Vec<Ranked>,
}

impl Subject {
    /// What is handed over.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// What it is known by.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// A part of it, with its part of the backlog.
    pub fn part(&self, part: &Workshop) -> Self {
        let is_in = |ranked: &&Ranked| part.tree.is_leaf(ranked.slice);
        let backlog = self.backlog.iter().filter(|ranked| part.tree.get(ranked.slice).is_some());
        let backlog = backlog.filter(is_in).copied().collect();
        Self { workshop: Arc::new(part.clone()), identity: Arc::clone(&self.identity), backlog }
    }

    /// For a format that shows nothing of the backlog.
    pub fn plain(open: &Open) -> Self {
        let (workshop, identity) = (Arc::clone(&open.workshop), Arc::clone(&open.identity));
        Self { workshop, identity, backlog: Vec::new() }
    }

    /// With the backlog.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`] when slices wait for each other in a circle.
    pub fn ranked(planned: &Planned) -> Result<Self, AppError> {
        let backlog = planned.backlog_or_refusal()?;
        let later = 1..backlog.lines.len();
        let ranked = |entry: &slicing::backlog::Entry| Ranked {
            slice: entry.id,
            value: entry.value,
            effort: entry.effort,
            in_mvp: entry.in_mvp(),
            release: later.contains(&entry.line).then(|| number(entry.line - 1)),
        };
        let backlog = backlog.entries.iter().map(ranked).collect();
        let (workshop, identity) = (Arc::clone(&planned.workshop), Arc::clone(&planned.identity));
        Ok(Self { workshop, identity, backlog })
    }

    /// Writes it in a format.
    ///
    /// # Errors
    /// Those of `files`, and for a format that is only read.
    pub fn write(&self, format: Format, files: &mut dyn Files) -> io::Result<Report> {
        let Self { workshop, identity, backlog } = self;
        trackers::write_files(format, &Handover { workshop, identity, backlog }, files)
    }

    /// A file name to suggest; for a format of many files, that of their folder.
    pub fn file_name(&self, format: Format) -> String {
        let stem = paths::file_stem(&self.workshop.about.title);
        if format.is_folder() {
            format!("{stem} {}", format.id())
        } else {
            format!("{stem}.{}", format.extension())
        }
    }
}

/// What an export or an import did, in words.
pub(crate) fn report_view(report: &Report, done: &str) -> ReportView {
    let counts = &report.counts;
    let parts = [
        (counts.acceptance, "criterion", "criteria"),
        (counts.needs, "dependency", "dependencies"),
        (counts.questions, "question", "questions"),
        (counts.deferrals, "deferral", "deferrals"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number as usize, one, many))
        .collect();
    let with =
        if parts.is_empty() { String::new() } else { format!(" with {}", listed(&parts, 4)) };
    let slices = count(counts.slices as usize, "slice", "slices");
    let mut notes: Vec<NoteView> = report.notes.iter().map(note_view).collect();
    if report.further > 0 {
        let message = count(report.further as usize, "further note", "further notes");
        notes.push(NoteView { line: None, severity: NoteSeverity::Told, message });
    }
    ReportView { summary: format!("{slices}{with} {done}."), notes }
}

fn note_view(note: &Note) -> NoteView {
    let severity = match note.severity {
        Severity::Guessed => NoteSeverity::Guessed,
        Severity::Flattened => NoteSeverity::Flattened,
        Severity::Cut => NoteSeverity::Cut,
        Severity::Lost => NoteSeverity::Lost,
        Severity::Skipped => NoteSeverity::Skipped,
    };
    NoteView { line: note.line, severity, message: note.what.clone() }
}

/// A note as a sentence, with the line that it is about.
pub(crate) fn note_says(note: &Note) -> String {
    let NoteView { line, severity, message } = note_view(note);
    let word = severity.word().map_or(String::new(), |word| format!("{word}: "));
    let line = line.map_or(String::new(), |line| format!(" (line {line})"));
    crate::say::sentence(&format!("{word}{message}{line}"))
}

/// A file that was read.
pub(crate) struct Source {
    /// As which format.
    pub format: Format,
    /// A title for a workshop that is made of it.
    pub title: String,
    /// What was in it.
    pub incoming: Incoming,
    /// What its columns were taken for, when it is a table.
    pub columns: Vec<ColumnGuess>,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Reads what is to be imported; guesses the format when none is given.
///
/// # Errors
/// [`ErrorCode::Missing`], [`ErrorCode::BadInput`], [`ErrorCode::System`].
pub(crate) fn read(
    source: &ImportSource,
    format: Option<&str>,
    columns: &[ColumnChoice],
) -> Result<Source, AppError> {
    let path = match source {
        ImportSource::File { path } => Some(Path::new(path)),
        ImportSource::Text { .. } => None,
    };
    let (what, bytes) = bytes(source)?;
    let name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let format = match format {
        Some(id) => self::format(id)?,
        None => trackers::guess(name.as_deref(), &bytes),
    };
    let choice = |choice: &ColumnChoice| (choice.header.clone(), choice.meaning.clone());
    let choices: Vec<Choice> = columns.iter().map(choice).collect();
    let refused = |error| AppError::bad_input(format!("{what}: {error}"));
    let incoming = trackers::read_as(format, &bytes, &choices).map_err(refused)?;
    let columns = trackers::columns(format, &bytes, &choices).map_err(refused)?;
    Ok(Source { format, title: source_title(&incoming, path), incoming, columns, bytes })
}

/// How a source is called, and what is in it.
///
/// # Errors
/// Those of reading a file.
pub(crate) fn bytes(source: &ImportSource) -> Result<(String, Vec<u8>), AppError> {
    match source {
        ImportSource::File { path } => {
            let bytes = fs::read(path)
                .map_err(|error| AppError::from_io(&format!("{path} cannot be read"), &error))?;
            Ok((path.clone(), bytes))
        }
        ImportSource::Text { text } => Ok(("the text".to_owned(), text.clone().into_bytes())),
    }
}

fn source_title(incoming: &Incoming, path: Option<&Path>) -> String {
    let own = incoming.about.title.as_deref().map(text::line).filter(|title| !title.is_empty());
    let stem = || path.and_then(Path::file_stem).map(|stem| text::line(&stem.to_string_lossy()));
    let first = || incoming.slices.first().map(|slice| slice.title.clone());
    own.or_else(stem).or_else(first).unwrap_or_else(|| "Imported".to_owned())
}

/// What an import would bring.
pub(crate) fn import_preview(source: &Source) -> ImportPreview {
    ImportPreview {
        format: source.format.id().to_owned(),
        title: source.title.clone(),
        slices: number(source.incoming.slices.len()),
        items: items(&source.incoming.slices, PREVIEW_ITEMS),
        columns: source.columns.iter().map(column_view).collect(),
        meanings: trackers::meanings().map(meaning_view).collect(),
        report: report_view(&source.incoming.report, "read"),
    }
}

fn column_view(column: &ColumnGuess) -> ColumnView {
    let ColumnGuess { header, samples, meaning } = column.clone();
    ColumnView { header, samples, meaning: meaning.map(str::to_owned) }
}

fn meaning_view((id, title): (&str, &str)) -> MeaningView {
    MeaningView { id: id.to_owned(), title: title.to_owned() }
}

/// The first rows of a table, for a format that is one.
pub(crate) fn table_view(format: Format, text: &str) -> Option<TableView> {
    let mut rows = trackers::rows_of(format, text, PREVIEW_ROWS + 1)?.into_iter();
    let header = rows.next()?;
    Some(TableView { header, rows: rows.collect() })
}

/// The first slices as a tree.
pub(crate) fn items(slices: &[IncomingSlice], most: usize) -> Vec<NewSlice> {
    let mut depths: Vec<u32> = Vec::new();
    slices
        .iter()
        .take(most)
        .map(|slice| {
            let above = slice.parent.and_then(|parent| depths.get(parent as usize));
            let depth = above.map_or(0, |above| above + 1);
            depths.push(depth);
            let (title, narrative) = (slice.title.clone(), slice.narrative.clone());
            NewSlice { depth, title, narrative }
        })
        .collect()
}

/// The selection as text and without loss.
///
/// # Errors
/// When writing fails, which memory does not.
pub(crate) fn copy(open: &Open, ids: &[SliceId]) -> Result<Copied, AppError> {
    let workshop = selected(&open.workshop, ids);
    let handover = Handover { workshop: &workshop, identity: &open.identity, backlog: &[] };
    let mut json = Vec::new();
    trackers::write(Format::Json, &handover, &mut json)
        .map_err(|error| AppError::from_io("The selection was not copied", &error))?;
    let lines: Vec<String> = workshop
        .tree
        .walk()
        .map(|(slice, depth)| format!("{}- {}\n", "  ".repeat(depth), text::line(&slice.title)))
        .collect();
    Ok(Copied { text: lines.concat(), json: String::from_utf8_lossy(&json).into_owned() })
}

/// A workshop of the selected slices with everything below them.
fn selected(workshop: &Workshop, ids: &[SliceId]) -> Workshop {
    let tops = workshop.tree.topmost(ids);
    let keys = slicing::OrderKey::spread(None, None, tops.len()).unwrap_or_default();
    let mut slices: Vec<Slice> = Vec::new();
    for (top, key) in tops.into_iter().zip(keys) {
        let from = slices.len();
        slices.extend(workshop.tree.subtree(top).map(|(slice, _)| slice.clone()));
        if let Some(slice) = slices.get_mut(from) {
            (slice.parent, slice.key) = (None, key);
        }
    }
    let chosen: rustc_hash::FxHashSet<SliceId> = slices.iter().map(|slice| slice.id).collect();
    for slice in &mut slices {
        slice.needs.retain(|id| chosen.contains(id));
    }
    let used = |persona| slices.iter().any(|slice: &Slice| slice.persona == Some(persona));
    let personas = workshop.personas.iter().filter(|p| used(p.id)).cloned().collect();
    let used = |step| slices.iter().any(|slice: &Slice| slice.step == Some(step));
    let steps = workshop.steps.iter().filter(|s| used(s.id)).cloned().collect();
    let (about, releases) = (workshop.about.clone(), workshop.releases.clone());
    Workshop { about, personas, steps, releases, tree: Tree::from_slices(slices) }
}
