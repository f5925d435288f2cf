//! The tables that trackers export, declared as the meaning of their columns.
//!
//! A row that Carpaccio once wrote carries its reference in the description. Such a row's description
//! says exactly what was handed over, and its columns say what the team has changed in the tracker
//! since. In any other row the columns are all there is.

use slicing::{Kind, Status};

use crate::ReadError;
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::prose::Prose;
use crate::report::{Report, Severity, count, named};
use crate::table::{self, Known, Row};
use crate::text::cut;
use crate::ticket::{MVP, Shape};

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    /// The title at this level from 1, where the columns are the levels.
    Level(u8),
    Type,
    /// The tracker's own name, which people see: `SHOP-12`.
    Key,
    /// Another name by which rows refer to each other.
    Id,
    /// A key, an id or a title.
    Parent,
    /// As `Parent`, where there is no parent.
    Epic,
    Description,
    Acceptance,
    /// One label, or several between the separators.
    Label,
    /// A version, milestone or the like; the one called MVP is ours.
    Version,
    Status,
    Resolution,
    /// Filled when it is over.
    Closed,
    /// Filled when it is out of sight: such rows are left out.
    Archived,
    /// An effort in points, each taken for half a day.
    Points,
    /// What it needs first.
    Needs,
    /// What needs it first.
    Blocks,
    /// Known, and of no use here.
    Ignored,
}

/// A table that a tracker exports.
pub(crate) struct Rows {
    pub columns: Known<Field>,
    /// The separators between several labels, keys or versions in one cell.
    pub separators: &'static [char],
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
        prose: Prose::Plain,
        unshield: |cell| cell,
        shape: &Shape::PLAIN,
        also: |_, _, _| (),
    };
}

/// Reads a table.
pub(crate) fn read(rows: &Rows, text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let mut reader = Reader { rows, path: Vec::new(), points: 0, archived: 0 };
    table::read(text, rows.columns, Field::Title, into, |row, into| reader.read(row, into));
    reader.tell(&mut into.report);
    Ok(())
}

struct Reader<'r> {
    rows: &'r Rows,
    /// The drafts above, where columns are levels.
    path: Vec<usize>,
    points: usize,
    archived: usize,
}

impl Reader<'_> {
    fn read(&mut self, row: &Row<'_, Field>, into: &mut Gathering) {
        if row.first(Field::Archived).is_some_and(is_yes) {
            self.archived += 1;
            return;
        }
        let Some((title, level)) = title(row) else {
            into.report.at(row.line, Severity::Skipped, "a row without a title");
            return;
        };
        let title = (self.rows.unshield)(title).to_owned();
        let slice = IncomingSlice { line: row.line, title, ..IncomingSlice::default() };
        let mut draft = Draft { slice, ..Draft::default() };
        self.fill(&mut draft, row);
        if let Some(level) = level {
            self.path.truncate(level);
            draft.parent = self.path.last().map_or(Above::Nothing, |above| Above::Draft(*above));
            self.path.push(into.drafts.len());
        }
        for description in row.all(Field::Description) {
            self.rows.prose.read((self.rows.unshield)(description), &mut draft, &mut into.report);
        }
        if draft.slice.reference.is_some() {
            self.changed_since(&mut draft.slice, row);
        } else {
            self.points += usize::from(self.foreign(&mut draft, row, &mut into.report));
        }
        (self.rows.also)(row, &mut draft, &mut into.report);
        into.push(draft);
    }

    /// What every row says in its columns. The description comes later, because it knows better.
    fn fill(&self, draft: &mut Draft, row: &Row<'_, Field>) {
        let names = [Field::Key, Field::Id].into_iter().flat_map(|field| row.all(field));
        draft.names.extend(names.map(|name| name.trim().to_owned()));
        let above = row.first(Field::Parent).or_else(|| row.first(Field::Epic));
        draft.parent = above.map_or(Above::Nothing, |name| Above::Named(name.trim().to_owned()));
        draft.needs.extend(self.list(row, Field::Needs));
        draft.blocks.extend(self.list(row, Field::Blocks));
        let slice = &mut draft.slice;
        slice.tracker_key = row.first(Field::Key).map(|key| key.trim().to_owned());
        slice.in_mvp = self.in_mvp(row);
        let items = row.all(Field::Acceptance).flat_map(table::list_items);
        slice.acceptance.extend(items.map(|(_, text)| text));
        slice.kind = kind(row);
        slice.status = status(row);
    }

    fn list<'c>(&self, row: &'c Row<'_, Field>, field: Field) -> impl Iterator<Item = String> + 'c {
        let separators = self.rows.separators;
        row.all(field)
            .flat_map(move |cell| cell.split(|c| separators.contains(&c)))
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
    }

    fn in_mvp(&self, row: &Row<'_, Field>) -> bool {
        self.list(row, Field::Version).any(|version| version == MVP)
    }

    fn changed_since(&self, slice: &mut IncomingSlice, row: &Row<'_, Field>) {
        if row.first(Field::Status).is_some() {
            slice.status = status(row);
        }
        if row.first(Field::Key).is_some() {
            slice.in_mvp = self.in_mvp(row);
        }
        let shape = self.rows.shape;
        if let Some((title, _)) = title(row) {
            let title = (self.rows.unshield)(title);
            let handed_over = (shape.title)(&slice.title);
            let cut = cut(&handed_over, shape.longest_title);
            if cut.as_deref() != Some(title) && *handed_over != *title {
                title.clone_into(&mut slice.title);
            }
        }
        let label = |tag: &String| (shape.label)(tag).into_owned();
        let known: Vec<_> = slice.tags.iter().map(label).collect();
        slice.tags.extend(self.list(row, Field::Label).filter(|new| !known.contains(new)));
    }

    /// What is only taken from rows that Carpaccio did not write, because there the description
    /// says it exactly. Tells whether points were read.
    fn foreign(&self, draft: &mut Draft, row: &Row<'_, Field>, report: &mut Report) -> bool {
        let slice = &mut draft.slice;
        slice.tags.extend(self.list(row, Field::Label));
        let Some(points) = row.first(Field::Points) else { return false };
        let number = points.trim().parse::<f64>().ok().map(f64::round);
        let halves = number.filter(|number| (1.0..=2000.0).contains(number));
        if halves.is_none() {
            let what = format!("the points {}, which are no effort", named(points));
            report.at(slice.line, Severity::Skipped, what);
        }
        slice.effort = halves.map(|halves| halves as u16);
        halves.is_some()
    }

    fn tell(&self, report: &mut Report) {
        if self.points > 0 {
            let rows = count(self.points, "row", "rows");
            report.note(Severity::Guessed, format!("{rows} with points: read as half days"));
        }
        if self.archived > 0 {
            let rows = count(self.archived, "row", "rows");
            report.note(Severity::Skipped, format!("{rows} that were archived"));
        }
    }
}

/// The title of a row, and its level from 0 where the columns are the levels.
fn title<'r>(row: &Row<'r, Field>) -> Option<(&'r str, Option<usize>)> {
    if let Some(title) = row.first(Field::Title) {
        return Some((title, None));
    }
    row.cells().find_map(|(field, cell)| match field {
        Field::Level(level) => Some((cell, Some(usize::from(level) - 1))),
        _ => None,
    })
}

fn kind(row: &Row<'_, Field>) -> Kind {
    match row.first(Field::Type).map(|name| name.trim().to_lowercase()).as_deref() {
        Some("spike") => Kind::Spike,
        Some("task" | "chore") => Kind::Task,
        _ => Kind::Slice,
    }
}

/// The usual words of trackers for how far something has come.
pub(crate) fn status(row: &Row<'_, Field>) -> Status {
    let lower = |field| row.first(field).map(|cell| cell.trim().to_lowercase()).unwrap_or_default();
    match (lower(Field::Status).as_str(), lower(Field::Resolution).as_str()) {
        (
            _,
            "won't do" | "won't fix" | "wontfix" | "duplicate" | "cannot reproduce" | "declined",
        ) => Status::Dropped,
        (
            "removed" | "canceled" | "cancelled" | "rejected" | "dropped" | "won't do"
            | "not_planned",
            _,
        ) => Status::Dropped,
        (
            "done" | "closed" | "resolved" | "completed" | "complete" | "finished" | "verified",
            _,
        ) => Status::Done,
        (
            "in progress" | "in review" | "in development" | "in test" | "active" | "doing"
            | "started" | "committed" | "feedback" | "reviewing" | "testing",
            _,
        ) => Status::Doing,
        _ if row.first(Field::Closed).is_some_and(|cell| !is_no(cell)) => Status::Done,
        _ => Status::Open,
    }
}

fn is_no(cell: &str) -> bool {
    ["false", "no", "0", "n"].iter().any(|no| cell.trim().eq_ignore_ascii_case(no))
}

fn is_yes(cell: &str) -> bool {
    !is_no(cell)
}
