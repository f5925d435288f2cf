//! A table for spreadsheets: one slice a row in the order of the outline, everything that the slice
//! says in a column of its own, safe against formulas. Read by the names of its columns, in any
//! order, from any program.

use std::borrow::Cow;
use std::io::{self, Write};

use slicing::{Decided, Kind, Pattern, Status};

use super::{Tracker, Wants};
use crate::ReadError;
use crate::body::{self, DAY, HALF_DAY, Section, append, set};
use crate::fact::{Fact, Keep};
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::plan::{Card, Plan};
use crate::report::{Report, Severity, count, named};
use crate::table::{self, Row, list_cell, list_items, with_formula, without_formula, write_record};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "csv",
    title: "Spreadsheet (CSV)",
    about: "One row a slice, for sorting and calculating in any spreadsheet.",
    extension: "csv",
    keeps: &[
        (Fact::Narrative, Keep::Field),
        (Fact::Kind, Keep::Field),
        (Fact::Status, Keep::Field),
        (Fact::Pattern, Keep::Field),
        (Fact::Persona, Keep::Field),
        (Fact::Step, Keep::Field),
        (Fact::Value, Keep::Field),
        (Fact::Effort, Keep::Field),
        (Fact::Mvp, Keep::Field),
        (Fact::Rank, Keep::Field),
        (Fact::Acceptance, Keep::Field),
        (Fact::Needs, Keep::Field),
        (Fact::Questions, Keep::Field),
        (Fact::Deferrals, Keep::Field),
        (Fact::Tags, Keep::Field),
        (Fact::Notes, Keep::Field),
        (Fact::Reference, Keep::Field),
    ],
    wants: Wants::Everything,
    write: Some(super::Write::Whole(write)),
    read: Some(super::Read::Text(read)),
    ..Tracker::PLAIN
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
    /// In half days.
    Effort,
    EffortInDays,
    /// In the unit that its cells name.
    EffortInSomeUnit,
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
    ("acceptance", Column::Acceptance),
    ("acceptancetests", Column::Acceptance),
    ("ac", Column::Acceptance),
    ("kind", Column::Kind),
    ("type", Column::Kind),
    ("status", Column::Status),
    ("state", Column::Status),
    ("splitby", Column::Pattern),
    ("pattern", Column::Pattern),
    ("persona", Column::Persona),
    ("role", Column::Persona),
    ("step", Column::Step),
    ("activity", Column::Step),
    ("value", Column::Value),
    ("businessvalue", Column::Value),
    ("uservalue", Column::Value),
    ("customervalue", Column::Value),
    ("benefit", Column::Value),
    ("effortinhalfdays", Column::Effort),
    ("efforthalfdays", Column::Effort),
    ("estimateinhalfdays", Column::Effort),
    ("estimatehalfdays", Column::Effort),
    ("halfdays", Column::Effort),
    ("effortindays", Column::EffortInDays),
    ("effortdays", Column::EffortInDays),
    ("estimateindays", Column::EffortInDays),
    ("estimatedays", Column::EffortInDays),
    ("days", Column::EffortInDays),
    ("effort", Column::EffortInSomeUnit),
    ("estimate", Column::EffortInSomeUnit),
    ("estimation", Column::EffortInSomeUnit),
    ("effortinhours", Column::EffortInSomeUnit),
    ("efforthours", Column::EffortInSomeUnit),
    ("estimateinhours", Column::EffortInSomeUnit),
    ("estimatehours", Column::EffortInSomeUnit),
    ("hours", Column::EffortInSomeUnit),
    ("size", Column::EffortInSomeUnit),
    ("storypoints", Column::EffortInSomeUnit),
    ("points", Column::EffortInSomeUnit),
    ("mvp", Column::Mvp),
    ("inmvp", Column::Mvp),
    ("orderbyhand", Column::HandRank),
    ("needs", Column::Needs),
    ("dependson", Column::Needs),
    ("dependencies", Column::Needs),
    ("blockedby", Column::Needs),
    ("questions", Column::Questions),
    ("openquestions", Column::Questions),
    ("leftout", Column::Deferrals),
    ("deferrals", Column::Deferrals),
    ("deferred", Column::Deferrals),
    ("outofscope", Column::Deferrals),
    ("tags", Column::Tags),
    ("tag", Column::Tags),
    ("labels", Column::Tags),
    ("label", Column::Tags),
    ("notes", Column::Notes),
    ("note", Column::Notes),
    ("comment", Column::Notes),
    ("comments", Column::Notes),
    ("reference", Column::Reference),
    ("estimatedvalue", Column::Computed),
    ("estimatedeffort", Column::Computed),
    ("rank", Column::Computed),
];

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let mut path: Vec<(u32, usize)> = Vec::new();
    let mut unclear_efforts = 0;
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
        let has_effort = draft.slice.effort.is_some();
        let unclear = !has_effort && row.first(Column::EffortInSomeUnit).is_some();
        unclear_efforts += usize::from(unclear);
        if draft.parent == Above::Nothing {
            draft.parent = by_level(row, &mut path, into.drafts.len());
        }
        into.push(draft);
    });
    if unclear_efforts > 0 {
        let efforts = count(unclear_efforts, "effort", "efforts");
        let what = format!(
            "{efforts} of an unknown unit; call the column “Effort (half days)” or “Effort (days)”"
        );
        into.report.note(Severity::Skipped, what);
    }
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
        Column::Narrative => {
            append(&mut slice.narrative, "\n\n", cell);
            true
        }
        Column::Notes => {
            append(&mut slice.notes, "\n\n", cell);
            true
        }
        Column::Kind => set(&mut slice.kind, Kind::from_id(&word.to_lowercase())),
        Column::Status => set(&mut slice.status, Status::from_id(&word.to_lowercase())),
        Column::Pattern => set(&mut slice.pattern, Pattern::from_id(word).map(Some)),
        Column::Persona => set(&mut slice.persona, Some(Some(cell.to_owned()))),
        Column::Step => set(&mut slice.step, Some(Some(cell.to_owned()))),
        Column::Value => set(&mut slice.value, word.parse().ok().map(Some)),
        Column::Effort => effort(&mut slice.effort, word, Some(HALF_DAY)),
        Column::EffortInDays => effort(&mut slice.effort, word, Some(DAY)),
        Column::EffortInSomeUnit => {
            // What is not understood is told once for all rows.
            effort(&mut slice.effort, word, None);
            true
        }
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

fn effort(effort: &mut Option<u16>, word: &str, alone: Option<f64>) -> bool {
    set(effort, body::half_days(word, alone).map(Some))
}

fn items(section: Section, cell: &str, draft: &mut Draft, report: &mut Report) -> bool {
    let mut reading = body::Reading::default();
    reading.heading(section);
    for (depth, text) in list_items(cell) {
        reading.item(depth, &text, draft, report);
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::{Format, Incoming};

    fn read(text: &str) -> Incoming {
        crate::read(Format::Csv, text.as_bytes()).unwrap()
    }

    fn efforts(text: &str) -> Vec<Option<u16>> {
        read(text).slices.iter().map(|slice| slice.effort).collect()
    }

    fn notes(text: &str) -> Vec<String> {
        read(text).report.notes.into_iter().map(|note| note.what).collect()
    }

    #[test]
    fn an_effort_is_read_in_the_unit_of_its_header() {
        for header in
            ["Effort in half days", "Effort (half days)", "half-days", "Estimate [half days]"]
        {
            assert_eq!(efforts(&format!("Title,{header}\nPay,3\n")), [Some(3)], "{header}");
        }
        for header in ["Effort in days", "Effort (days)", "Days", "ESTIMATE (DAYS)"] {
            assert_eq!(efforts(&format!("Title,{header}\nPay,1.5\n")), [Some(3)], "{header}");
        }
    }

    #[test]
    fn the_unit_of_a_cell_is_stronger_than_the_one_of_its_header() {
        for header in ["Effort", "Estimate", "Size", "Effort (days)", "Effort (half days)"] {
            let csv = format!("Title,{header}\nPay,2 days\nShip,3 half days\n");
            assert_eq!(efforts(&csv), [Some(4), Some(3)], "{header}");
            assert_eq!(notes(&csv), [""; 0], "{header}");
        }
    }

    #[test]
    fn efforts_without_a_unit_are_told_once_with_the_header_that_is_wanted() {
        for header in ["Effort", "Estimate", "Story points", "Effort (hours)"] {
            let csv = format!("Title,{header}\nPay,3\nShip,\nPack,1 day\nCount,L\n");
            assert_eq!(efforts(&csv), [None, None, Some(2), None]);
            let wanted = "2 efforts of an unknown unit; call the column “Effort (half days)” or \
                          “Effort (days)”";
            assert_eq!(notes(&csv), [wanted]);
        }
    }

    #[test]
    fn an_effort_with_a_unit_makes_one_without_needless() {
        for header in ["Days,Points", "Points,Days"] {
            let csv = format!("Title,{header}\nPay,2,2\n");
            assert_eq!(efforts(&csv), [Some(4)]);
            assert_eq!(notes(&csv), [""; 0]);
        }
    }

    #[test]
    fn columns_that_mean_the_same_text_are_put_together() {
        let csv = "Title,Notes,Comment,Comment\nPay,Ask Ann.,,Asked.\n";
        assert_eq!(read(csv).slices[0].notes, "Ask Ann.\n\nAsked.");
    }

    #[test]
    fn plain_synonyms_of_our_columns_are_understood() {
        let csv = "Name,Business value,AC,State,Dependencies,Open questions,Out of scope,Tag,Comment\n\
                   Pay,70,card works,done,,which cards?,coupons,money,soon\n";
        let incoming = read(csv);
        assert_eq!(incoming.report.notes, []);
        let slice = &incoming.slices[0];
        assert_eq!((slice.value, slice.status.id()), (Some(70), "done"));
        assert_eq!(slice.acceptance, ["card works"]);
        assert_eq!(slice.questions[0].text, "which cards?");
        assert_eq!(slice.deferrals[0].text, "coupons");
        assert_eq!((slice.tags.concat().as_str(), slice.notes.as_str()), ("money", "soon"));
    }
}
