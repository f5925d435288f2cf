//! A file comes into the workshop: as new slices, or as an update of what is there already.

use jiff::Timestamp;
use slicing::SliceId;
use store::{Imported, Origin};
use trackers::Incoming;
use trackers::compare::{self, Changed, Field, Standing};

use crate::api::*;
use crate::exchange::{Source, report_view};
use crate::gesture::{Arrival, Change, Fate, Merge, has_usable_ids};
use crate::handover::{self, Remembered, called};
use crate::open::Open;
use crate::say::{self, count, listed};

/// More lines than this are only counted.
const MOST_LINES: usize = 1_000;

/// What an import is going to do.
pub(crate) struct Import {
    /// What it writes; `None` when it changes nothing.
    pub change: Option<Change>,
    /// The same in words.
    pub outcome: ImportOutcome,
}

/// Plans an import into the open workshop: what the file knows by a reference or by a tracker's
/// name is updated, everything else comes behind the last epic.
///
/// # Errors
/// [`ErrorCode::BadInput`] when there is nothing in it; those of the store.
pub(crate) fn plan(
    open: &Open,
    mut source: Source,
    choices: ImportChoices,
    now: Timestamp,
) -> Result<Import, AppError> {
    if source.incoming.slices.is_empty() {
        return Err(AppError::bad_input("There is no slice in it, so nothing was imported."));
    }
    let fresh = fresh_origin(open, &source.incoming);
    let origin = match &fresh {
        Some(origin) => Some(origin.clone()),
        None => open.file.origin()?,
    };
    let origin = origin.as_ref().map(|origin| (origin.identity.as_str(), origin.last.0));
    let tracker = source.format.tracker_name();
    source.incoming.settle_names(tracker, &open.identity, origin);
    let memory = Memory::of(open, &source, fresh, now)?;
    if open.workshop.tree.is_empty() {
        return arrive(open, source, memory);
    }
    let ours = handover::as_read(&open.workshop, &open.identity)?;
    let family = trackers::Format::ALL.iter().copied();
    let formats: Vec<_> = family.filter(|format| format.tracker_name() == tracker).collect();
    let remembered = Remembered::of(open, &formats)?;
    let bases = remembered.bases();
    let fields = Field::told_by(source.format, &source.incoming, &ours, &bases);
    let standings = compare::three_way(&bases, &ours, &source.incoming, &fields);
    let is_new = |standing: &Standing| {
        matches!(standing, Standing::NewThere { .. } | Standing::NewHere { .. })
    };
    if standings.iter().all(is_new) {
        return arrive(open, source, memory);
    }
    Ok(update(open, source, &Sides { ours, standings, choices }, memory))
}

/// The workshop whose ids an empty one is about to keep.
fn fresh_origin(open: &Open, incoming: &Incoming) -> Option<Origin> {
    let keeps = open.workshop.tree.is_empty() && has_usable_ids(&incoming.slices);
    let references = || incoming.slices.iter().filter_map(|slice| slice.reference.as_ref());
    let identity = references().next().filter(|_| keeps)?.workshop.clone();
    let last = references().map(|reference| reference.slice).max()?;
    (identity != *open.identity).then_some(Origin { identity, last })
}

/// What is remembered of a file by which a later one is compared.
struct Memory {
    source: String,
    imported: Imported,
    content: Vec<u8>,
    origin: Option<Origin>,
}

impl Memory {
    /// Nothing for a file without names, or one that is remembered already.
    fn of(
        open: &Open,
        source: &Source,
        origin: Option<Origin>,
        now: Timestamp,
    ) -> Result<Option<Self>, AppError> {
        let is_named = |slice: &trackers::IncomingSlice| {
            slice.reference.is_some() || !slice.tracker_keys.is_empty()
        };
        let tracker = source.format.tracker_name();
        if !source.incoming.slices.iter().any(is_named) {
            return Ok(None);
        }
        let last = open.file.imported(tracker)?;
        if last.is_some_and(|(_, content)| content == source.bytes) {
            return Ok(None);
        }
        let imported = Imported { format: source.format.id().to_owned(), at: now };
        let content = source.bytes.clone();
        Ok(Some(Self { source: tracker.to_owned(), imported, content, origin }))
    }

    fn write(self, edit: &mut store::Edit<'_>) -> Result<(), store::Error> {
        edit.remember_import(&self.source, &self.imported, &self.content)?;
        match &self.origin {
            Some(origin) => edit.remember_origin(&self.source, origin),
            None => Ok(()),
        }
    }
}

/// Everything is new.
fn arrive(open: &Open, source: Source, memory: Option<Memory>) -> Result<Import, AppError> {
    let Source { format, incoming, .. } = source;
    let workshop = &open.workshop;
    let report = report_view(&incoming.report, "read");
    let slices = incoming
        .slices
        .iter()
        .map(|slice| ChangedSlice {
            id: None,
            ..handover::view(format, slice, ChangeKind::New, Vec::new())
        })
        .collect();
    let last = workshop.tree.children(None).last().copied();
    let arrival = Arrival::new(workshop, incoming, None, last)?;
    let label = format!("Import {}", count(arrival.len(), "slice", "slices"));
    let change = Change::new(label, move |edit| {
        let made = arrival.write(edit)?;
        memory.map_or(Ok(()), |memory| memory.write(edit))?;
        Ok(made)
    });
    let outcome = ImportOutcome { format: format.id().to_owned(), report, slices };
    Ok(Import { change: Some(change), outcome })
}

/// How the file stands to the workshop.
struct Sides {
    ours: Incoming,
    standings: Vec<Standing>,
    choices: ImportChoices,
}

impl Sides {
    fn id(&self, ours: u32) -> Option<SliceId> {
        let slice = self.ours.slices.get(ours as usize)?;
        slice.reference.as_ref().map(|reference| reference.slice)
    }

    /// Whether a change is taken over.
    fn takes(&self, changed: Changed) -> bool {
        match changed {
            Changed::Here => false,
            Changed::There => true,
            Changed::Both => self.choices.conflicts == Conflicts::Theirs,
        }
    }

    /// What becomes of every slice of the file.
    fn fates(&self, slices: usize) -> Vec<Fate> {
        let mut fates = vec![Fate::Away; slices];
        for standing in &self.standings {
            match standing {
                Standing::Common { ours, theirs, fields } => {
                    let Some(id) = self.id(*ours) else { continue };
                    let taken = fields.iter().filter(|(_, changed)| self.takes(*changed));
                    let taken = taken.map(|(field, _)| *field).collect();
                    fates[*theirs as usize] = Fate::Here(id, taken);
                }
                Standing::NewThere { theirs } => fates[*theirs as usize] = Fate::New,
                _ => {}
            }
        }
        fates
    }
}

/// Some of it is here already.
fn update(open: &Open, source: Source, sides: &Sides, memory: Option<Memory>) -> Import {
    let Source { format, incoming, .. } = source;
    let fates = sides.fates(incoming.slices.len());
    let mut told = Told::default();
    for standing in &sides.standings {
        told.standing(open, format, (sides, &incoming), standing);
    }
    let reading = report_view(&incoming.report, "read");
    let merge = Merge::new(&open.workshop, incoming, fates);
    if merge.untied {
        told.notes.push(
            "Parents and dependencies stay as they are here, because those of the file would \
             close a circle"
                .to_owned(),
        );
    }
    let label = told.label();
    let changes = merge.changes();
    let report = told.report(reading);
    let change = (changes || memory.is_some()).then(|| {
        Change::new(label, move |edit| {
            let touched = if changes { merge.write(edit)? } else { Vec::new() };
            memory.map_or(Ok(()), |memory| memory.write(edit))?;
            Ok(touched)
        })
    });
    let outcome = ImportOutcome { format: format.id().to_owned(), report, slices: told.slices };
    Import { change, outcome }
}

/// What an update does, in words.
#[derive(Default)]
struct Told {
    made: usize,
    updated: usize,
    same: usize,
    conflicts: usize,
    slices: Vec<ChangedSlice>,
    notes: Vec<String>,
}

impl Told {
    fn standing(
        &mut self,
        open: &Open,
        format: trackers::Format,
        (sides, incoming): (&Sides, &Incoming),
        standing: &Standing,
    ) {
        match standing {
            Standing::Common { ours, theirs, fields } => {
                let (ours, theirs) = (
                    (&sides.ours, &sides.ours.slices[*ours as usize]),
                    (incoming, &incoming.slices[*theirs as usize]),
                );
                let fields: Vec<FieldChange> = fields
                    .iter()
                    .filter(|(_, changed)| *changed != Changed::Here)
                    .map(|(field, changed)| FieldChange {
                        field: field.noun().to_owned(),
                        before: field.text(ours.0, ours.1),
                        after: field.text(theirs.0, theirs.1),
                        conflict: *changed == Changed::Both,
                    })
                    .collect();
                if fields.is_empty() {
                    self.same += 1;
                    return;
                }
                let slice = ChangedSlice {
                    key: compare::key_in(theirs.1, format.tracker_name()).map(str::to_owned),
                    ..handover::view(format, ours.1, ChangeKind::Changed, fields)
                };
                self.changed(slice, sides.choices.conflicts);
            }
            Standing::NewThere { theirs } => {
                let slice = &incoming.slices[*theirs as usize];
                let slice = handover::view(format, slice, ChangeKind::New, Vec::new());
                self.made += 1;
                self.notes.push(format!("Made: {}", called(&slice)));
                self.slices.push(ChangedSlice { id: None, ..slice });
            }
            Standing::GoneHere { theirs } => {
                let slice = &incoming.slices[*theirs as usize];
                let slice = handover::view(format, slice, ChangeKind::Gone, Vec::new());
                self.notes.push(format!("Removed here, and not made again: {}", called(&slice)));
            }
            Standing::GoneThere { ours } => {
                if sides.id(*ours).is_some_and(|id| handover::is_dropped(&open.workshop, id)) {
                    return;
                }
                let slice = &sides.ours.slices[*ours as usize];
                let slice = handover::view(format, slice, ChangeKind::Gone, Vec::new());
                self.notes.push(format!("Not in the file any more, and kept: {}", called(&slice)));
                self.slices.push(slice);
            }
            Standing::NewHere { .. } => {}
        }
    }

    fn changed(&mut self, slice: ChangedSlice, choice: Conflicts) {
        let nouns = |conflict: bool| -> Vec<String> {
            let these = slice.fields.iter().filter(|field| field.conflict == conflict);
            these.map(|field| field.field.clone()).collect()
        };
        let (taken, conflicts) = (nouns(false), nouns(true));
        let name = called(&slice);
        if !taken.is_empty() {
            self.notes.push(format!("Updated: {} of {name}", listed(&taken, taken.len())));
        }
        if !conflicts.is_empty() {
            let fields = listed(&conflicts, conflicts.len());
            let kept = match choice {
                Conflicts::Ours => "kept as here",
                Conflicts::Theirs => "taken from the file",
            };
            self.notes.push(format!("Changed on both sides, {kept}: {fields} of {name}"));
        }
        self.conflicts += usize::from(!conflicts.is_empty());
        let takes = !taken.is_empty() || choice == Conflicts::Theirs;
        self.updated += usize::from(takes);
        self.slices.push(slice);
    }

    fn label(&self) -> String {
        match (self.made, self.updated) {
            (0, 0) => "Import without a change".to_owned(),
            (made, 0) => format!("Import {}", count(made, "new slice", "new slices")),
            (0, updated) => format!("Import changes to {}", count(updated, "slice", "slices")),
            (made, updated) => format!(
                "Import {} and changes to {}",
                count(made, "new slice", "new slices"),
                say::grouped(updated as u128)
            ),
        }
    }

    fn report(&mut self, reading: ReportView) -> ReportView {
        let parts = [
            format!("{} new", count(self.made, "slice", "slices")),
            format!("{} updated", say::grouped(self.updated as u128)),
            format!("{} changed on both sides", say::grouped(self.conflicts as u128)),
            format!("{} as before", say::grouped(self.same as u128)),
        ];
        let further = self.notes.len().saturating_sub(MOST_LINES);
        let mut lines = std::mem::take(&mut self.notes);
        lines.truncate(MOST_LINES);
        lines.extend((further > 0).then(|| count(further, "further note", "further notes")));
        let note = |message| NoteView { line: None, severity: NoteSeverity::Told, message };
        let mut notes: Vec<NoteView> = lines.into_iter().map(note).collect();
        notes.extend(reading.notes);
        ReportView { summary: format!("{}.", parts.join(", ")), notes }
    }
}
