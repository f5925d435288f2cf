//! What was handed over, what is remembered of it, and what has changed since.

use std::fs::File;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use rustc_hash::FxHashSet;
use slicing::{Slice, SliceId, Status, Tree, Workshop};
use trackers::compare::{self, Difference, Field};
use trackers::{Files, Format, Handover, Incoming, Note, OneStream, Report, Severity};

use crate::api::*;
use crate::delivery::{self, Glance, Parcel};
use crate::exchange::{self, Subject, report_view};
use crate::open::Open;
use crate::say::{self, count};

/// A hand-over that is about to be delivered.
pub struct Handed {
    pub(crate) format: Format,
    /// The whole workshop, which is remembered.
    pub(crate) subject: Subject,
    part: Option<(Subject, Part)>,
}

impl Handed {
    /// Decides what is handed over. `changes` are those since the last hand-over, when only they
    /// are wanted.
    pub(crate) fn new(format: Format, subject: Subject, changes: Option<&HandoverChanges>) -> Self {
        let part = changes.map(|changes| {
            let part = Part::of(subject.workshop(), changes);
            (subject.part(&part.workshop), part)
        });
        Self { format, subject, part }
    }

    /// Writes it as one stream, and tells what was written, flattened, cut.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn io::Write) -> Result<ReportView, AppError> {
        self.pour(&mut OneStream(out)).map_err(|error| not_written(&error))
    }

    fn pour(&self, files: &mut dyn Files) -> io::Result<ReportView> {
        let report = match &self.part {
            None => self.subject.write(self.format, files)?,
            Some((subject, part)) => {
                let mut report = subject.write(self.format, files)?;
                part.tell(&mut report);
                report
            }
        };
        Ok(report_view(&report, "written"))
    }

    /// Writes it to disk, whole or not at all, or into a pipe or a device.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn save(&self, path: &Path) -> Result<ReportView, AppError> {
        let saved = if delivery::is_stream(path) {
            let stream = File::options().write(true).open(path);
            stream.and_then(|mut stream| self.pour(&mut OneStream(&mut stream)))
        } else {
            let mut parcel = Parcel::new(path);
            self.pour(&mut parcel).and_then(|report| parcel.arrive().map(|()| report))
        };
        saved.map_err(|error| {
            AppError::from_io(&format!("{} was not written", path.display()), &error)
        })
    }

    /// Exactly what would be written.
    ///
    /// # Errors
    /// As [`Handed::write`].
    pub(crate) fn preview(&self) -> Result<HandoverPreview, AppError> {
        let file_name = self.subject.file_name(self.format);
        let mut glance = Glance::new(file_name.clone());
        let report = self.pour(&mut glance).map_err(|error| not_written(&error))?;
        let text = glance.text();
        Ok(HandoverPreview {
            table: exchange::table_view(self.format, &text),
            text,
            cut: glance.is_cut(),
            bytes: glance.bytes(),
            files: glance.files(),
            file_name,
            report,
        })
    }
}

fn not_written(error: &io::Error) -> AppError {
    AppError::from_io("The hand-over was not written", error)
}

/// What was written, when it could not be remembered.
pub(crate) fn forgotten(mut report: ReportView, why: &AppError) -> ReportView {
    let message = format!("Not remembered for the next hand-over: {}", why.message);
    report.notes.push(NoteView { line: None, severity: NoteSeverity::Told, message });
    report
}

/// What both sides once had in common.
pub(crate) struct Remembered {
    /// When something was handed over last.
    pub since: Option<Timestamp>,
    /// What was handed over or imported last, what counts most first.
    pub bases: Vec<Incoming>,
}

impl Remembered {
    /// What is remembered of some formats of one tracker.
    ///
    /// # Errors
    /// Those of the store.
    pub fn of(open: &Open, formats: &[Format]) -> Result<Self, AppError> {
        let mut handed: Vec<(Timestamp, Incoming)> = Vec::new();
        for format in formats {
            if let Some((last, content)) = open.file.handed_over(format.id())? {
                handed.extend(reading(Format::Json, &content).map(|base| (last.at, base)));
            }
        }
        handed.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let since = handed.first().map(|(at, _)| *at);
        let mut bases: Vec<Incoming> = handed.into_iter().map(|(_, base)| base).collect();
        let tracker = formats.first().map(|format| format.tracker_name()).unwrap_or_default();
        if let Some((at, imported)) = last_import(open, tracker)? {
            let is_there = imported.slices.iter().any(|it| compare::key_in(it, tracker).is_some());
            // A tracker is one place, so its latest state counts. Files that have no keys come from
            // several people, who all began with what was handed over.
            let first = is_there && since.is_none_or(|since| since <= at);
            bases.insert(if first { 0 } else { bases.len() }, imported);
        }
        Ok(Self { since, bases })
    }

    /// The bases, to be compared with.
    pub fn bases(&self) -> Vec<&Incoming> {
        self.bases.iter().collect()
    }
}

/// The last file that came from a tracker, and when.
fn last_import(open: &Open, tracker: &str) -> Result<Option<(Timestamp, Incoming)>, AppError> {
    let Some((imported, content)) = open.file.imported(tracker)? else { return Ok(None) };
    let origin = open.file.origin()?;
    let origin = origin.as_ref().map(|origin| (origin.identity.as_str(), origin.last.0));
    let base = Format::from_id(&imported.format).and_then(|format| reading(format, &content));
    Ok(base.map(|mut base| {
        base.settle_names(tracker, &open.identity, origin);
        (imported.at, base)
    }))
}

/// A remembered document; one that cannot be read any more is as good as none.
fn reading(format: Format, content: &[u8]) -> Option<Incoming> {
    trackers::read(format, content).ok()
}

/// The workshop as its lossless export says it.
///
/// # Errors
/// When writing or reading fails, which memory does not.
pub(crate) fn as_read(workshop: &Workshop, identity: &str) -> Result<Incoming, AppError> {
    let json = lossless(workshop, identity)?;
    trackers::read(Format::Json, &json).map_err(|error| AppError::bad_input(error.to_string()))
}

/// The lossless export, without the backlog.
///
/// # Errors
/// When writing fails, which memory does not.
pub(crate) fn lossless(workshop: &Workshop, identity: &str) -> Result<Vec<u8>, AppError> {
    let mut json = Vec::new();
    let handover = Handover { workshop, identity, backlog: &[] };
    trackers::write(Format::Json, &handover, &mut json)
        .map_err(|error| AppError::from_io("The workshop was not written", &error))?;
    Ok(json)
}

/// What has changed since the last hand-over to a format. What a later import has brought from
/// there counts as known there. Slices that were dropped count as gone.
pub(crate) fn changes(format: Format, remembered: &Remembered, ours: &Incoming) -> HandoverChanges {
    let fields = Field::told_by(format, ours, ours, &remembered.bases());
    let slices = match &remembered.bases[..] {
        [] => ours.slices.iter().map(|slice| new(format, slice)).collect(),
        bases => changed(format, bases, ours, &fields),
    };
    let since = remembered.since.map(|at| at.to_string());
    HandoverChanges { format: format.id().to_owned(), since, slices }
}

fn changed(
    format: Format,
    bases: &[Incoming],
    ours: &Incoming,
    fields: &[Field],
) -> Vec<ChangedSlice> {
    // A slice that a later base does not have may be in an earlier one.
    let layers: Vec<Vec<Difference>> =
        bases.iter().map(|base| compare::differences(base, ours, fields)).collect();
    let mut told: FxHashSet<u32> = FxHashSet::default();
    let mut slices: Vec<(u32, ChangedSlice)> = Vec::new();
    let mut gone = Vec::new();
    for (base, differences) in bases.iter().zip(&layers) {
        let mut missing: FxHashSet<u32> = FxHashSet::default();
        for difference in differences {
            match difference {
                Difference::New { after } => {
                    missing.insert(*after);
                }
                Difference::Changed { before, after, fields } if !told.contains(after) => {
                    slices.push((*after, change(format, (base, *before), (ours, *after), fields)));
                }
                Difference::Changed { .. } => {}
                Difference::Gone { before } => gone.push(departed(format, base, *before)),
            }
        }
        // What this base has is settled, the same or not.
        told.extend((0..).take(ours.slices.len()).filter(|at| !missing.contains(at)));
    }
    let fresh = (0..).zip(&ours.slices).filter(|(at, _)| !told.contains(at));
    slices.extend(fresh.map(|(at, slice)| (at, new(format, slice))));
    slices.sort_by_key(|(at, _)| *at);
    let mut seen = FxHashSet::default();
    gone.retain(|slice: &ChangedSlice| slice.id.is_none_or(|id| seen.insert(id)));
    slices.into_iter().map(|(_, slice)| slice).chain(gone).collect()
}

fn new(format: Format, slice: &trackers::IncomingSlice) -> ChangedSlice {
    view(format, slice, ChangeKind::New, Vec::new())
}

fn departed(format: Format, base: &Incoming, at: u32) -> ChangedSlice {
    view(format, &base.slices[at as usize], ChangeKind::Gone, Vec::new())
}

fn change(
    format: Format,
    (base, before): (&Incoming, u32),
    (ours, after): (&Incoming, u32),
    fields: &[Field],
) -> ChangedSlice {
    let (old, new) = (&base.slices[before as usize], &ours.slices[after as usize]);
    let told = |field: &Field| FieldChange {
        field: field.noun().to_owned(),
        before: field.text(base, old),
        after: field.text(ours, new),
        conflict: false,
    };
    view(format, new, ChangeKind::Changed, fields.iter().map(told).collect())
}

/// A slice as a list of changes shows it.
pub(crate) fn view(
    format: Format,
    slice: &trackers::IncomingSlice,
    what: ChangeKind,
    fields: Vec<FieldChange>,
) -> ChangedSlice {
    ChangedSlice {
        id: slice.reference.as_ref().map(|reference| reference.slice),
        key: compare::key_in(slice, format.tracker_name()).map(str::to_owned),
        title: slice.title.clone(),
        what,
        fields,
    }
}

/// The part of a workshop that has changed, with what it lies below.
struct Part {
    workshop: Workshop,
    above: usize,
    needs: usize,
    gone: usize,
}

impl Part {
    fn of(workshop: &Workshop, changes: &HandoverChanges) -> Self {
        let tree = &workshop.tree;
        let is_gone = |slice: &&ChangedSlice| slice.what == ChangeKind::Gone;
        let gone = changes.slices.iter().filter(is_gone).count();
        let changed: FxHashSet<SliceId> =
            changes.slices.iter().filter(|slice| !is_gone(slice)).filter_map(|s| s.id).collect();
        let mut kept = changed.clone();
        for id in &changed {
            let above = tree.ancestors(*id).map(|slice| slice.id);
            for id in above {
                if !kept.insert(id) {
                    break;
                }
            }
        }
        let mut needs = 0;
        let slice = |(slice, _): (&Slice, usize)| {
            let mut slice = slice.clone();
            let before = slice.needs.len();
            slice.needs.retain(|id| kept.contains(id));
            needs += before - slice.needs.len();
            slice
        };
        let of_part = tree.walk().filter(|(slice, _)| kept.contains(&slice.id));
        let tree = Tree::from_slices(of_part.map(slice));
        let workshop = Workshop { tree, ..workshop.clone() };
        Self { workshop, above: kept.len() - changed.len(), needs, gone }
    }

    /// Says what else is in the file, and what is not.
    fn tell(&self, report: &mut Report) {
        let mut note = |number: usize, severity, one: &str, many: &str| {
            if number > 0 {
                let what = count(number, one, many);
                report.notes.push(Note { line: None, severity, what });
            }
        };
        note(
            self.above,
            Severity::Guessed,
            "slice that has not changed is in it, because changed ones lie below it",
            "slices that have not changed are in it, because changed ones lie below them",
        );
        note(
            self.needs,
            Severity::Lost,
            "dependency on a slice that has not changed",
            "dependencies on slices that have not changed",
        );
        note(
            self.gone,
            Severity::Skipped,
            "slice that is gone here; remove it there by hand",
            "slices that are gone here; remove them there by hand",
        );
    }
}

/// Whether a slice was left out of a file on purpose.
pub(crate) fn is_dropped(workshop: &Workshop, id: SliceId) -> bool {
    workshop.tree.get(id).is_some_and(|slice| slice.status == Status::Dropped)
}

/// What a tracker calls the roles that it tells apart.
pub(crate) fn types(workshop: &Workshop, format: Format) -> Vec<RoleName> {
    let name = |(role, usual): &(slicing::Role, &str)| RoleName {
        role: role.id().to_owned(),
        name: workshop.about.types.get(format.id(), role.id()).map(str::to_owned),
        usual: (*usual).to_owned(),
    };
    format.types().iter().map(name).collect()
}

/// A slice by its title and the tracker's name for it.
pub(crate) fn called(slice: &ChangedSlice) -> String {
    match &slice.key {
        Some(key) => format!("{key} {}", say::quoted(&slice.title)),
        None => say::quoted(&slice.title),
    }
}
