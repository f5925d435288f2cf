//! The tables that trackers export, declared as the meaning of their columns.
//!
//! A row that Carpaccio once wrote carries its reference in the description. Such a row's description
//! says exactly what was handed over, and its columns say what the team has changed in the tracker
//! since. In any other row the columns are all there is.

use std::collections::BTreeMap;

use slicing::{Kind, Pattern, Status};

use crate::ReadError;
use crate::body::{self, DAY, HALF_DAY, HOURS_OF_HALF_DAY, Section, append, set};
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::prose::Prose;
use crate::report::{Report, Severity, count, named};
use crate::table::{self, Chosen, Known, Row};
use crate::ticket::{MVP, Shape, is_title_of};

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    /// The title at this level from 1, where the columns are the levels.
    TitleAt(u8),
    /// The level as a number.
    Level,
    Type,
    /// The tracker's own name, which people see: `SHOP-12`.
    Key,
    /// Another name by which rows refer to each other.
    Id,
    /// A key, an id or a title.
    Parent,
    /// As `Parent`, where there is no parent.
    Epic,
    /// Sections in the tracker's markup.
    Description,
    /// The narrative and nothing else.
    Narrative,
    Acceptance,
    Questions,
    Deferrals,
    Notes,
    /// One label, or several between the separators.
    Label,
    Pattern,
    Persona,
    Step,
    Value,
    /// An effort in points, each taken for half a day.
    Points,
    /// An effort in hours, eight of them taken for a day.
    Hours,
    HalfDays,
    Days,
    /// In the unit that its cells name.
    SomeUnit,
    /// A version, milestone or the like; the one called MVP is ours.
    Version,
    /// A part of a board; in the one called MVP is what is in it, in rows that are not ours: an epic
    /// is shown there for the sake of what is below it.
    Section,
    /// Yes, or empty.
    Mvp,
    /// The name of a release; the one called MVP is the first.
    Release,
    /// The place by hand.
    Pin,
    /// Must, or not now.
    Wish,
    /// Why it is not done.
    Because,
    Status,
    Resolution,
    /// Filled when it is over.
    Closed,
    /// Filled when it is out of sight: such rows are left out.
    Archived,
    /// What it needs first.
    Needs,
    /// What needs it first.
    Blocks,
    Reference,
    /// Known, and of no use here.
    Ignored,
}

impl Field {
    /// What people can say that a column means, with its id and its name.
    const CHOOSABLE: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Title, "title", "Title"),
        (Self::Level, "level", "Level, as a number"),
        (Self::Id, "id", "Id"),
        (Self::Parent, "parent", "Parent"),
        (Self::Type, "type", "Type"),
        (Self::Status, "status", "Status"),
        (Self::Narrative, "narrative", "Narrative, as it is"),
        (Self::Description, "description", "Description with sections"),
        (Self::Acceptance, "acceptance", "Acceptance criteria"),
        (Self::Questions, "questions", "Questions"),
        (Self::Deferrals, "deferrals", "Left out"),
        (Self::Notes, "notes", "Notes"),
        (Self::Label, "tags", "Tags"),
        (Self::Persona, "persona", "Persona"),
        (Self::Step, "step", "Step"),
        (Self::Value, "value", "Value, 1 to 100"),
        (Self::HalfDays, "half-days", "Effort in half days"),
        (Self::Days, "days", "Effort in days"),
        (Self::Points, "points", "Effort in points of half a day"),
        (Self::Mvp, "mvp", "In the MVP"),
        (Self::Version, "version", "Version or milestone"),
        (Self::Release, "release", "Release"),
        (Self::Pin, "pin", "Place by hand"),
        (Self::Wish, "wish", "Wish: must or not now"),
        (Self::Because, "because", "Reason for not doing it"),
        (Self::Needs, "needs", "Needs first"),
        (Self::Blocks, "blocks", "Is needed by"),
        (Self::Reference, "reference", "Reference"),
    ];

    fn choosable(id: &str) -> Option<Self> {
        Self::CHOOSABLE.iter().find(|(_, known, _)| *known == id).map(|(field, ..)| *field)
    }
}

/// How many cells of a column are shown.
const SAMPLES: usize = 3;

/// What a column of a table can be taken for: the id and the name for people.
pub fn meanings() -> impl Iterator<Item = (&'static str, &'static str)> {
    Field::CHOOSABLE.iter().map(|(_, id, name)| (*id, *name))
}

/// One column of a table that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnGuess {
    /// As it stands in the file.
    pub header: String,
    /// The first cells that are filled, at most three, each cut.
    pub samples: Vec<String>,
    /// What it is taken for, by the id of a meaning or, where only this format has it, by a name
    /// of its own; `None` when it is not read.
    pub meaning: Option<&'static str>,
}

/// What somebody chose that columns mean: the header, and the id of a meaning or nothing.
pub type Choice = (String, Option<String>);

/// The choices as fields.
///
/// # Errors
/// The id that is no meaning.
pub(crate) fn chosen(choices: &[Choice]) -> Result<Vec<(String, Option<Field>)>, String> {
    let field = |id: &String| Field::choosable(id).ok_or_else(|| id.clone());
    let one = |(header, id): &Choice| Ok((header.clone(), id.as_ref().map(field).transpose()?));
    choices.iter().map(one).collect()
}

/// The columns of a table as they are taken.
pub(crate) fn columns(rows: &Rows, text: &str, chosen: Chosen<'_, Field>) -> Vec<ColumnGuess> {
    let wanted = wanted(rows, chosen);
    let shown = table::shown(text, SAMPLES);
    let name = |field: Field| {
        let known = Field::CHOOSABLE.iter().find(|(of, ..)| *of == field);
        known.map_or("other", |(_, id, _)| *id)
    };
    let guess = |(header, samples): (String, Vec<String>)| {
        let meaning = wanted.meaning(&header).filter(|field| *field != Field::Ignored).map(name);
        ColumnGuess { header, samples, meaning }
    };
    shown.into_iter().map(guess).collect()
}

fn wanted<'a>(rows: &Rows, chosen: Chosen<'a, Field>) -> table::Columns<'a, Field> {
    let is_title = |field| matches!(field, Field::Title | Field::TitleAt(_));
    table::Columns { known: rows.columns, chosen, title: Field::Title, is_title }
}

/// A table that a tracker exports.
pub(crate) struct Rows {
    pub columns: Known<Field>,
    /// The separators between several labels, keys or versions in one cell.
    pub separators: &'static [char],
    /// What must follow a separator, which else is part of a name.
    pub gap: &'static str,
    pub prose: Prose,
    /// What a cell is before anything else is made of it.
    pub unshield: fn(&str) -> &str,
    pub shape: &'static Shape,
    /// What only this tracker says, after everything else.
    pub also: fn(&Row<'_, Field>, &mut Draft, &mut Report),
}

impl Rows {
    pub const PLAIN: Self = Self {
        columns: &[],
        separators: &[',', ';'],
        gap: "",
        prose: Prose::Plain,
        unshield: |cell| cell,
        shape: &Shape::PLAIN,
        also: |_, _, _| (),
    };
}

/// Reads a table, its columns as `chosen` where somebody said what they mean.
pub(crate) fn read(
    rows: &Rows,
    text: &str,
    chosen: Chosen<'_, Field>,
    into: &mut Gathering,
) -> Result<(), ReadError> {
    let mut reader = Reader { rows, path: Vec::new(), guesses: Guesses::default() };
    let is_title = |field| matches!(field, Field::Title | Field::TitleAt(_));
    let columns = table::Columns { known: rows.columns, chosen, title: Field::Title, is_title };
    table::read(text, &columns, into, |row, into| reader.read(row, into));
    reader.guesses.tell(&mut into.report);
    Ok(())
}

struct Reader<'r> {
    rows: &'r Rows,
    /// The levels and drafts above, where the columns say levels.
    path: Vec<(usize, usize)>,
    guesses: Guesses,
}

impl Reader<'_> {
    fn read(&mut self, row: &Row<'_, Field>, into: &mut Gathering) {
        if row.first(Field::Archived).is_some_and(is_yes) {
            self.guesses.archived += 1;
            return;
        }
        let Some((title, level)) = title(row) else {
            into.report.at(row.line, Severity::Skipped, "a row without a title");
            return;
        };
        let title = (self.rows.unshield)(title).to_owned();
        let slice = IncomingSlice { line: row.line, title, ..IncomingSlice::default() };
        let mut draft = Draft { slice, ..Draft::default() };
        if self.rows.shape.unique_titles {
            draft.names.push(draft.slice.title.trim().to_owned());
        }
        self.fill(&mut draft, row, &mut into.report);
        if draft.parent == Above::Nothing
            && let Some(level) = level
        {
            draft.parent = self.above(level, into.drafts.len());
        }
        let by_column = draft.slice.reference.take();
        for description in row.all(Field::Description) {
            self.rows.prose.read((self.rows.unshield)(description), &mut draft, &mut into.report);
        }
        if draft.slice.reference.is_some() {
            self.changed_since(&mut draft.slice, row);
        } else {
            draft.slice.reference = by_column;
            self.foreign(&mut draft, row, &mut into.report);
        }
        (self.rows.also)(row, &mut draft, &mut into.report);
        into.push(draft);
    }

    /// The last row above on a smaller level.
    fn above(&mut self, level: usize, index: usize) -> Above {
        while self.path.last().is_some_and(|(above, _)| *above >= level) {
            self.path.pop();
        }
        let parent = self.path.last().map_or(Above::Nothing, |(_, parent)| Above::Draft(*parent));
        self.path.push((level, index));
        parent
    }

    /// What every row says in its columns. The description comes later, because it knows better.
    fn fill(&mut self, draft: &mut Draft, row: &Row<'_, Field>, report: &mut Report) {
        let names = [Field::Key, Field::Id].into_iter().flat_map(|field| row.all(field));
        draft.names.extend(names.map(|name| name.trim().to_owned()));
        let above = row.first(Field::Parent).or_else(|| row.first(Field::Epic));
        draft.parent = above.map_or(Above::Nothing, |name| Above::Named(name.trim().to_owned()));
        draft.needs.extend(self.list(row, Field::Needs));
        draft.blocks.extend(self.list(row, Field::Blocks));
        draft.slice.tracker_key = row.first(Field::Key).map(|key| key.trim().to_owned());
        draft.slice.in_mvp = self.in_mvp(row);
        draft.slice.status = self.status(row);
        for cell in row.all(Field::Acceptance) {
            self.acceptance((self.rows.unshield)(cell), draft, report);
        }
        for (field, cell) in row.cells() {
            let cell = (self.rows.unshield)(cell);
            if !fill(draft, field, cell, report) {
                let what = format!("{}, which is not understood", named(cell.trim()));
                report.at(draft.slice.line, Severity::Skipped, what);
            }
        }
        let has_effort = draft.slice.effort.is_some();
        self.guesses.unclear += usize::from(!has_effort && row.first(Field::SomeUnit).is_some());
    }

    /// A column of criteria, in the markup of the descriptions.
    fn acceptance(&self, cell: &str, draft: &mut Draft, report: &mut Report) {
        let mut plain = Draft::default();
        let text = match self.rows.prose {
            Prose::Plain => cell,
            prose => {
                prose.read(cell, &mut plain, report);
                &plain.slice.narrative
            }
        };
        items(Section::Acceptance, text, draft, report);
        draft.slice.acceptance.append(&mut plain.slice.acceptance);
    }

    fn list<'c>(&self, row: &'c Row<'_, Field>, field: Field) -> impl Iterator<Item = String> + 'c {
        let Rows { separators, gap, unshield, .. } = *self.rows;
        row.all(field).flat_map(move |cell| parts(unshield(cell), separators, gap))
    }

    /// The labels that are tags.
    fn labels<'c>(&self, row: &'c Row<'_, Field>) -> impl Iterator<Item = String> + 'c {
        let marks_mvp = self.rows.shape.labels_mvp;
        self.list(row, Field::Label).filter(move |label| !marks_mvp || label != MVP)
    }

    fn in_mvp(&self, row: &Row<'_, Field>) -> bool {
        let labels_mvp = self.rows.shape.labels_mvp;
        self.list(row, Field::Version).any(|version| version == MVP)
            || row.first(Field::Mvp).is_some_and(is_yes)
            || labels_mvp && self.list(row, Field::Label).any(|label| label == MVP)
    }

    fn kind(&mut self, row: &Row<'_, Field>) -> Kind {
        let Some(word) = row.first(Field::Type).map(str::trim) else { return Kind::Slice };
        kind(word).unwrap_or_else(|| {
            self.guesses.words("type", word, "a slice");
            Kind::Slice
        })
    }

    fn status(&mut self, row: &Row<'_, Field>) -> Status {
        let dropped =
            row.first(Field::Resolution).is_some_and(|word| status(word) == Some(Status::Dropped));
        if dropped {
            return Status::Dropped;
        }
        if let Some(word) = row.first(Field::Status).map(str::trim) {
            return status(word).unwrap_or_else(|| {
                self.guesses.words("status", word, "open");
                Status::Open
            });
        }
        let closed = row.first(Field::Closed).is_some_and(is_yes);
        if closed { Status::Done } else { Status::Open }
    }

    fn changed_since(&mut self, slice: &mut IncomingSlice, row: &Row<'_, Field>) {
        if [Field::Status, Field::Resolution, Field::Closed].iter().any(|f| row.first(*f).is_some())
        {
            slice.status = self.status(row);
        }
        if row.first(Field::Key).is_some() {
            slice.in_mvp = self.in_mvp(row);
        }
        let shape = self.rows.shape;
        if let Some((title, _)) = title(row) {
            let title = (self.rows.unshield)(title);
            let id = slice.reference.as_ref().map(|reference| reference.slice);
            if !is_title_of(shape, title, &slice.title, id) {
                title.clone_into(&mut slice.title);
            }
        }
        let known: Vec<_> = slice.tags.iter().map(|tag| (shape.label)(tag).into_owned()).collect();
        let epic = |label: &String| shape.labels_epic.is_some_and(|mark| label.starts_with(mark));
        slice.tags.extend(self.labels(row).filter(|new| !known.contains(new) && !epic(new)));
    }

    /// What is only taken from rows that Carpaccio did not write, because there the description
    /// says it exactly.
    fn foreign(&mut self, draft: &mut Draft, row: &Row<'_, Field>, report: &mut Report) {
        let slice = &mut draft.slice;
        if slice.kind == Kind::Slice {
            slice.kind = self.kind(row);
        }
        slice.tags.extend(self.labels(row));
        slice.in_mvp |= self.list(row, Field::Section).any(|section| section == MVP);
        for (field, halves, unit) in ESTIMATES {
            let Some(number) = row.first(*field).filter(|_| slice.effort.is_none()) else {
                continue;
            };
            slice.effort = estimated(number, *halves);
            if slice.effort.is_some() {
                *self.guesses.estimates.entry(unit).or_default() += 1;
            } else {
                let what = format!("the {unit} {}, which are no effort", named(number));
                report.at(slice.line, Severity::Skipped, what);
            }
        }
    }
}

/// The columns with efforts in units of a tracker, with half days for one, and the unit's name.
const ESTIMATES: &[(Field, f64, &str)] =
    &[(Field::Points, HALF_DAY, "points"), (Field::Hours, HALF_DAY / HOURS_OF_HALF_DAY, "hours")];

/// Half days for so many units.
fn estimated(number: &str, halves: f64) -> Option<u16> {
    let number: f64 = number.trim().replace(',', ".").parse().ok()?;
    let halves = (number * halves).round();
    (1.0..=2000.0).contains(&halves).then_some(halves as u16)
}

/// The parts of a cell: one a line when it has several lines, else between the separators.
fn parts(cell: &str, separators: &[char], gap: &str) -> Vec<String> {
    let by_line = cell.contains('\n');
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in cell.char_indices() {
        let after = at + c.len_utf8();
        let ends = if by_line { c == '\n' } else { separators.contains(&c) };
        if ends && (by_line || cell[after..].starts_with(gap)) {
            parts.push(&cell[from..at]);
            from = after;
        }
    }
    parts.push(&cell[from..]);
    let filled = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    filled.map(str::to_owned).collect()
}

/// Takes what one cell says by itself; `false` when it is not understood.
fn fill(draft: &mut Draft, field: Field, cell: &str, report: &mut Report) -> bool {
    let slice = &mut draft.slice;
    let word = cell.trim();
    match field {
        Field::Narrative => append(&mut slice.narrative, "\n\n", cell),
        Field::Notes => append(&mut slice.notes, "\n\n", cell),
        Field::Questions => items(Section::Questions, cell, draft, report),
        Field::Deferrals => items(Section::Deferrals, cell, draft, report),
        Field::Persona => slice.persona = Some(cell.to_owned()),
        Field::Step => slice.step = Some(cell.to_owned()),
        Field::Pattern => return set(&mut slice.pattern, Pattern::from_id(word).map(Some)),
        Field::Value => return set(&mut slice.value, word.parse().ok().map(Some)),
        Field::Release if word.eq_ignore_ascii_case(MVP) => slice.in_mvp = true,
        Field::Release => draft.release = Some(cell.to_owned()),
        Field::Pin => return set(&mut slice.pin, body::pin(word).map(Some)),
        Field::Wish => return set(&mut slice.wish, body::wish(word).map(Some)),
        Field::Because => cell.clone_into(&mut slice.because),
        Field::HalfDays => return effort(&mut slice.effort, word, Some(HALF_DAY)),
        Field::Days => return effort(&mut slice.effort, word, Some(DAY)),
        Field::Reference => return body::reference(word, draft),
        // What is not understood is told once for all rows.
        Field::SomeUnit => {
            effort(&mut slice.effort, word, None);
        }
        _ => {}
    }
    true
}

fn effort(effort: &mut Option<u16>, word: &str, alone: Option<f64>) -> bool {
    set(effort, body::half_days(word, alone).map(Some))
}

fn items(section: Section, cell: &str, draft: &mut Draft, report: &mut Report) {
    let mut reading = body::Reading::default();
    reading.heading(section);
    for (depth, text) in table::list_items(cell) {
        reading.item(depth, &text, draft, report);
    }
}

/// What is told once for all rows.
#[derive(Default)]
struct Guesses {
    /// The rows whose effort had this unit.
    estimates: BTreeMap<&'static str, usize>,
    /// Efforts of an unknown unit.
    unclear: usize,
    archived: usize,
    /// The words that were not known, what they were taken for, and how often.
    words: BTreeMap<(&'static str, String, &'static str), usize>,
}

impl Guesses {
    /// More different words than this are not told apart.
    const MOST_WORDS: usize = 40;

    fn words(&mut self, of: &'static str, word: &str, taken_for: &'static str) {
        let key = (of, word.to_owned(), taken_for);
        if self.words.len() < Self::MOST_WORDS || self.words.contains_key(&key) {
            *self.words.entry(key).or_default() += 1;
        }
    }

    fn tell(&self, report: &mut Report) {
        for ((of, word, taken_for), rows) in &self.words {
            let rows = count(*rows, "row", "rows");
            let what = format!("the {of} {} of {rows}: taken for {taken_for}", named(word));
            report.note(Severity::Guessed, what);
        }
        for (unit, rows) in &self.estimates {
            let rows = count(*rows, "row", "rows");
            report.note(Severity::Guessed, format!("{rows} with {unit}: read as half days"));
        }
        if self.unclear > 0 {
            let efforts = count(self.unclear, "effort", "efforts");
            let what = format!(
                "{efforts} of an unknown unit; call the column “Effort (half days)” or “Effort (days)”"
            );
            report.note(Severity::Skipped, what);
        }
        if self.archived > 0 {
            let rows = count(self.archived, "row that was archived", "rows that were archived");
            report.note(Severity::Skipped, rows);
        }
    }
}

/// The title of a row, and its level from 0 where the columns say levels.
fn title<'r>(row: &Row<'r, Field>) -> Option<(&'r str, Option<usize>)> {
    if let Some(title) = row.first(Field::Title) {
        return Some((title, row.first(Field::Level).and_then(|cell| cell.trim().parse().ok())));
    }
    row.cells().find_map(|(field, cell)| match field {
        Field::TitleAt(level) => Some((cell, Some(usize::from(level)))),
        _ => None,
    })
}

/// The kind that the usual types of trackers stand for.
pub(crate) fn kind(word: &str) -> Option<Kind> {
    Some(match word.to_lowercase().as_str() {
        ""
        | "slice"
        | "story"
        | "user story"
        | "epic"
        | "feature"
        | "initiative"
        | "issue"
        | "requirement"
        | "product backlog item"
        | "sub-task"
        | "subtask"
        | "enhancement"
        | "improvement" => Kind::Slice,
        "spike" => Kind::Spike,
        "task" | "chore" | "support" => Kind::Task,
        _ => return None,
    })
}

/// How far something has come, in the usual words of trackers.
pub(crate) fn status(word: &str) -> Option<Status> {
    Some(match word.trim().to_lowercase().as_str() {
        "" | "open" | "opened" | "new" | "to do" | "todo" | "backlog" | "triage" | "unstarted"
        | "proposed" | "approved" | "ready" | "reopened" | "planned" | "unscheduled"
        | "unresolved" => Status::Open,
        "in progress" | "in review" | "in development" | "in test" | "active" | "doing"
        | "started" | "committed" | "feedback" | "testing" | "review" => Status::Doing,
        "done" | "closed" | "resolved" | "completed" | "complete" | "finished" | "verified"
        | "fixed" => Status::Done,
        "won't do" | "won't fix" | "wontfix" | "duplicate" | "cannot reproduce" | "declined"
        | "removed" | "canceled" | "cancelled" | "rejected" | "dropped" | "not_planned"
        | "not planned" => Status::Dropped,
        _ => return None,
    })
}

fn is_yes(cell: &str) -> bool {
    !["false", "no", "0", "n"].iter().any(|no| cell.trim().eq_ignore_ascii_case(no))
}
