//! A table for spreadsheets: one slice a row in the order of the outline, everything that the slice
//! says in a column of its own, safe against formulas. Read by the names of its columns, in any
//! order, from any program.

use std::borrow::Cow;
use std::io::{self, Write};

use slicing::{Decided, Pattern};

use super::{Read, Tracker, Wants};
use crate::body;
use crate::fact::{Fact, Keep};
use crate::plan::{Card, Plan};
use crate::report::Report;
use crate::rows::{Field, Rows};
use crate::table::{Known, Quotes, list_cell, with_formula, without_formula, write_record};

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
    read: Some(Read::Rows(Rows { columns: COLUMNS_READ, unshield: with_formula, ..Rows::PLAIN })),
    is_tracker: false,
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

fn write(plan: &Plan<'_>, out: &mut dyn Write, _: &mut Report) -> io::Result<()> {
    // Without this mark Excel takes the text for the encoding of the country it runs in.
    out.write_all("\u{feff}".as_bytes())?;
    write_record(out, Quotes::WhereNeeded, COLUMNS.iter().map(|(name, _)| Cow::Borrowed(*name)))?;
    for card in &plan.cards {
        let safe = |cell: Cow<'_, str>| Cow::Owned(without_formula(&cell).into_owned());
        write_record(
            out,
            Quotes::WhereNeeded,
            COLUMNS.iter().map(|(_, cell)| safe(cell(plan, card))),
        )?;
    }
    Ok(())
}

/// Ours, and what other programs call the same.
const COLUMNS_READ: Known<Field> = &[
    ("id", Field::Id),
    ("uniqueid", Field::Id),
    ("key", Field::Id),
    ("parent", Field::Parent),
    ("parentid", Field::Parent),
    ("parenttask", Field::Parent),
    ("level", Field::Level),
    ("depth", Field::Level),
    ("title", Field::Title),
    ("summary", Field::Title),
    ("name", Field::Title),
    ("subject", Field::Title),
    ("story", Field::Title),
    ("userstory", Field::Title),
    ("taskname", Field::Title),
    ("slice", Field::Title),
    ("narrative", Field::Narrative),
    ("description", Field::Description),
    ("acceptancecriteria", Field::Acceptance),
    ("acceptance", Field::Acceptance),
    ("acceptancetests", Field::Acceptance),
    ("ac", Field::Acceptance),
    ("kind", Field::Type),
    ("type", Field::Type),
    ("status", Field::Status),
    ("state", Field::Status),
    ("splitby", Field::Pattern),
    ("pattern", Field::Pattern),
    ("persona", Field::Persona),
    ("role", Field::Persona),
    ("step", Field::Step),
    ("activity", Field::Step),
    ("value", Field::Value),
    ("businessvalue", Field::Value),
    ("uservalue", Field::Value),
    ("customervalue", Field::Value),
    ("benefit", Field::Value),
    ("effortinhalfdays", Field::HalfDays),
    ("efforthalfdays", Field::HalfDays),
    ("estimateinhalfdays", Field::HalfDays),
    ("estimatehalfdays", Field::HalfDays),
    ("halfdays", Field::HalfDays),
    ("effortindays", Field::Days),
    ("effortdays", Field::Days),
    ("estimateindays", Field::Days),
    ("estimatedays", Field::Days),
    ("days", Field::Days),
    ("effort", Field::SomeUnit),
    ("estimate", Field::SomeUnit),
    ("estimation", Field::SomeUnit),
    ("effortinhours", Field::SomeUnit),
    ("efforthours", Field::SomeUnit),
    ("estimateinhours", Field::SomeUnit),
    ("estimatehours", Field::SomeUnit),
    ("hours", Field::SomeUnit),
    ("size", Field::SomeUnit),
    ("storypoints", Field::SomeUnit),
    ("points", Field::SomeUnit),
    ("mvp", Field::Mvp),
    ("inmvp", Field::Mvp),
    ("orderbyhand", Field::HandRank),
    ("needs", Field::Needs),
    ("dependson", Field::Needs),
    ("dependencies", Field::Needs),
    ("blockedby", Field::Needs),
    ("questions", Field::Questions),
    ("openquestions", Field::Questions),
    ("leftout", Field::Deferrals),
    ("deferrals", Field::Deferrals),
    ("deferred", Field::Deferrals),
    ("outofscope", Field::Deferrals),
    ("tags", Field::Label),
    ("tag", Field::Label),
    ("labels", Field::Label),
    ("label", Field::Label),
    ("notes", Field::Notes),
    ("note", Field::Notes),
    ("comment", Field::Notes),
    ("comments", Field::Notes),
    ("reference", Field::Reference),
    ("estimatedvalue", Field::Ignored),
    ("estimatedeffort", Field::Ignored),
    ("rank", Field::Ignored),
];

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
