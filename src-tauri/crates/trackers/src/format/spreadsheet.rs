//! A table for spreadsheets: one slice a row in the order of the outline, everything that the slice
//! says in a column of its own, safe against formulas. Read by the names of its columns, in any
//! order, from any program.

use std::borrow::Cow;
use std::io::{self, Write};

use slicing::{Decided, Kind, Pattern, Status};

use super::{Tracker, Wants};
use crate::ReadError;
use crate::body::{self, Section, set};
use crate::fact::Fact;
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::plan::{Card, Plan};
use crate::report::{Report, Severity, named};
use crate::table::{self, Row, list_cell, list_items, with_formula, without_formula, write_record};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "csv",
    title: "Spreadsheet (CSV)",
    about: "One row a slice, for sorting and calculating in any spreadsheet.",
    extension: "csv",
    holds: &[
        Fact::Narrative,
        Fact::Kind,
        Fact::Status,
        Fact::Pattern,
        Fact::Persona,
        Fact::Step,
        Fact::Value,
        Fact::Effort,
        Fact::Mvp,
        Fact::Rank,
        Fact::Acceptance,
        Fact::Needs,
        Fact::Questions,
        Fact::Deferrals,
        Fact::Tags,
        Fact::Notes,
        Fact::Reference,
    ],
    shows_backlog: true,
    wants: Wants::Everything,
    write: Some(write),
    read: Some(read),
};

type Cell = for<'c> fn(&Plan<'_>, &'c Card<'_>) -> Cow<'c, str>;

const COLUMNS: &[(&str, Cell)] = &[
    ("ID", |_, card| card.slice.id.to_string().into()),
    ("Parent", |_, card| card.slice.parent.map(|id| id.to_string()).unwrap_or_default().into()),
    ("Level", |_, card| (card.depth + 1).to_string().into()),
    ("Title", |_, card| card.title.as_ref().into()),
    ("Narrative", |_, card| card.slice.narrative.as_str().into()),
    ("Acceptance criteria", |_, card| {
        let items: Vec<_> = card.slice.acceptance.iter().map(|item| (0, &item.text)).collect();
        list_cell(&items).into()
    }),
    ("Kind", |_, card| card.slice.kind.id().into()),
    ("Status", |_, card| card.slice.status.id().into()),
    ("Split by", |_, card| card.slice.pattern.map(Pattern::id).unwrap_or_default().into()),
    ("Persona", |_, card| card.persona.unwrap_or_default().into()),
    ("Step", |_, card| card.step.unwrap_or_default().into()),
    ("Value", |_, card| optional(card.slice.value)),
    ("Effort in half days", |_, card| optional(card.slice.effort)),
    ("Estimated value", |_, card| {
        optional(card.value().filter(|value| value.estimated).map(|value| value.number))
    }),
    ("Estimated effort", |_, card| {
        optional(card.effort().filter(|effort| effort.estimated).map(|effort| effort.number))
    }),
    ("Rank", |_, card| optional(card.rank.map(|rank| rank + 1))),
    ("MVP", |_, card| if card.in_mvp() { "yes" } else { "" }.into()),
    ("Order by hand", |plan, card| {
        let by_hand = plan.workshop.about.order == Decided::ByHand;
        optional(plan.hand_rank(card.slice.id).filter(|_| by_hand))
    }),
    ("Needs", |_, card| {
        let ids: Vec<_> = card.slice.needs.iter().map(ToString::to_string).collect();
        ids.join(", ").into()
    }),
    ("Questions", |_, card| list_cell(&body::questions(card.slice)).into()),
    ("Left out", |_, card| list_cell(&body::deferrals(card.slice)).into()),
    ("Tags", |_, card| tags_cell(&card.slice.tags).into()),
    ("Notes", |_, card| card.slice.notes.as_str().into()),
    ("Reference", |plan, card| plan.reference(card.slice.id).to_string().into()),
];

fn optional<'c>(number: Option<impl ToString>) -> Cow<'c, str> {
    number.map(|number| number.to_string()).unwrap_or_default().into()
}

/// Tags with commas between them, or one a line when a tag has a comma itself.
fn tags_cell(tags: &[String]) -> String {
    if tags.iter().any(|tag| tag.contains([',', ';'])) {
        tags.iter().map(|tag| format!("{tag}\n")).collect()
    } else {
        tags.join(", ")
    }
}

fn tags(cell: &str) -> Vec<String> {
    let parts: Vec<_> = match cell.contains('\n') {
        true => cell.split('\n').collect(),
        false => cell.split([',', ';']).collect(),
    };
    parts.into_iter().map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

fn write(plan: &Plan<'_>, out: &mut dyn Write, _: &mut Report) -> io::Result<()> {
    // Without this mark Excel takes the text for the encoding of the country it runs in.
    out.write_all("\u{feff}".as_bytes())?;
    write_record(out, COLUMNS.iter().map(|(name, _)| Cow::Borrowed(*name)))?;
    for card in &plan.cards {
        let safe = |cell: Cow<'_, str>| Cow::Owned(without_formula(&cell).into_owned());
        write_record(out, COLUMNS.iter().map(|(_, cell)| safe(cell(plan, card))))?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Id,
    Parent,
    Level,
    Title,
    Narrative,
    Acceptance,
    Kind,
    Status,
    Pattern,
    Persona,
    Step,
    Value,
    Effort,
    Mvp,
    HandRank,
    Needs,
    Questions,
    Deferrals,
    Tags,
    Notes,
    Reference,
    /// Made by the planner; not read back.
    Computed,
}

const KNOWN: table::Known<Column> = &[
    ("id", Column::Id),
    ("uniqueid", Column::Id),
    ("key", Column::Id),
    ("parent", Column::Parent),
    ("parentid", Column::Parent),
    ("parenttask", Column::Parent),
    ("level", Column::Level),
    ("depth", Column::Level),
    ("title", Column::Title),
    ("summary", Column::Title),
    ("name", Column::Title),
    ("subject", Column::Title),
    ("story", Column::Title),
    ("userstory", Column::Title),
    ("taskname", Column::Title),
    ("slice", Column::Title),
    ("narrative", Column::Narrative),
    ("description", Column::Narrative),
    ("acceptancecriteria", Column::Acceptance),
    ("kind", Column::Kind),
    ("type", Column::Kind),
    ("status", Column::Status),
    ("splitby", Column::Pattern),
    ("pattern", Column::Pattern),
    ("persona", Column::Persona),
    ("role", Column::Persona),
    ("step", Column::Step),
    ("activity", Column::Step),
    ("value", Column::Value),
    ("businessvalue", Column::Value),
    ("effortinhalfdays", Column::Effort),
    ("mvp", Column::Mvp),
    ("orderbyhand", Column::HandRank),
    ("needs", Column::Needs),
    ("dependson", Column::Needs),
    ("blockedby", Column::Needs),
    ("questions", Column::Questions),
    ("leftout", Column::Deferrals),
    ("deferrals", Column::Deferrals),
    ("tags", Column::Tags),
    ("labels", Column::Tags),
    ("notes", Column::Notes),
    ("reference", Column::Reference),
    ("estimatedvalue", Column::Computed),
    ("estimatedeffort", Column::Computed),
    ("rank", Column::Computed),
];

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let mut path: Vec<(u32, usize)> = Vec::new();
    table::read(text, KNOWN, Column::Title, into, |row, into| {
        let Some(title) = row.first(Column::Title) else {
            into.report.at(row.line, Severity::Skipped, "a row without a title");
            return;
        };
        let slice = IncomingSlice {
            line: row.line,
            title: with_formula(title).to_owned(),
            ..IncomingSlice::default()
        };
        let mut draft = Draft { slice, ..Draft::default() };
        for (column, cell) in row.cells() {
            fill(&mut draft, column, with_formula(cell), &mut into.report);
        }
        if draft.parent == Above::Nothing {
            draft.parent = by_level(row, &mut path, into.drafts.len());
        }
        into.push(draft);
    });
    Ok(())
}

/// The last row above with a smaller level.
fn by_level(row: &Row<'_, Column>, path: &mut Vec<(u32, usize)>, index: usize) -> Above {
    let Some(level) = row.first(Column::Level).and_then(|cell| cell.trim().parse().ok()) else {
        return Above::Nothing;
    };
    while path.last().is_some_and(|(above, _)| *above >= level) {
        path.pop();
    }
    let parent = path.last().map_or(Above::Nothing, |(_, parent)| Above::Draft(*parent));
    path.push((level, index));
    parent
}

fn fill(draft: &mut Draft, column: Column, cell: &str, report: &mut Report) {
    let slice = &mut draft.slice;
    let line = slice.line;
    let word = cell.trim();
    let understood = match column {
        Column::Title | Column::Level | Column::Computed => true,
        Column::Id => {
            draft.names.push(word.to_owned());
            true
        }
        Column::Parent => {
            draft.parent = Above::Named(word.to_owned());
            true
        }
        Column::Narrative => set(&mut slice.narrative, Some(cell.to_owned())),
        Column::Notes => set(&mut slice.notes, Some(cell.to_owned())),
        Column::Kind => set(&mut slice.kind, Kind::from_id(&word.to_lowercase())),
        Column::Status => set(&mut slice.status, Status::from_id(&word.to_lowercase())),
        Column::Pattern => set(&mut slice.pattern, Pattern::from_id(word).map(Some)),
        Column::Persona => set(&mut slice.persona, Some(Some(cell.to_owned()))),
        Column::Step => set(&mut slice.step, Some(Some(cell.to_owned()))),
        Column::Value => set(&mut slice.value, word.parse().ok().map(Some)),
        Column::Effort => set(&mut slice.effort, word.parse().ok().map(Some)),
        Column::HandRank => set(&mut slice.rank, word.parse().ok().map(Some)),
        Column::Mvp => {
            let no = ["no", "false", "0", "n"].iter().any(|no| no.eq_ignore_ascii_case(word));
            set(&mut slice.in_mvp, Some(!no))
        }
        Column::Needs => {
            let names = word.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
            draft.needs.extend(names.map(str::to_owned));
            true
        }
        Column::Tags => {
            slice.tags.extend(tags(cell));
            true
        }
        Column::Reference => body::reference(word, draft),
        Column::Acceptance => items(Section::Acceptance, cell, draft, report),
        Column::Questions => items(Section::Questions, cell, draft, report),
        Column::Deferrals => items(Section::Deferrals, cell, draft, report),
    };
    if !understood {
        report.at(line, Severity::Skipped, format!("{}, which is not understood", named(word)));
    }
}

fn items(section: Section, cell: &str, draft: &mut Draft, report: &mut Report) -> bool {
    let mut reading = body::Reading::default();
    reading.heading(section);
    for (depth, text) in list_items(cell) {
        reading.item(depth, &text, draft, report);
    }
    true
}
