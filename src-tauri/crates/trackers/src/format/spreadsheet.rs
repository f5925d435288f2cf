//! A table for spreadsheets: one slice a row in the order of the outline, everything that the slice
//! says in a column of its own, safe against formulas. Read by the names of its columns, in any
//! order, from any program.

use std::borrow::Cow;

use slicing::Pattern;

use super::{Read, Tracker, Wants, Write};
use crate::body;
use crate::fact::{Fact, Keep};
use crate::rows::{Field, Rows};
use crate::sheet::{Column, RowOrder, Sheet};
use crate::table::{Known, list_cell, with_formula, without_formula};

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
        (Fact::Release, Keep::Field),
        (Fact::Pin, Keep::Field),
        (Fact::Wish, Keep::Field),
        (Fact::Because, Keep::Field),
        (Fact::Acceptance, Keep::Field),
        (Fact::Needs, Keep::Field),
        (Fact::Questions, Keep::Field),
        (Fact::Deferrals, Keep::Field),
        (Fact::Tags, Keep::Field),
        (Fact::Notes, Keep::Field),
        (Fact::Reference, Keep::Field),
    ],
    wants: Wants::Everything,
    write: Some(Write::Sheet(Sheet {
        columns: COLUMNS,
        rows: RowOrder::Outline,
        // Without this mark Excel takes the text for the encoding of the country it runs in.
        marked: true,
        shield: without_formula,
        ..Sheet::PLAIN
    })),
    read: Some(Read::Rows(Rows { columns: COLUMNS_READ, unshield: with_formula, ..Rows::PLAIN })),
    is_tracker: false,
    ..Tracker::PLAIN
};

const COLUMNS: &[Column] = &[
    Column::One("ID", |ticket| ticket.card.slice.id.to_string().into()),
    Column::One("Parent", |ticket| {
        ticket.card.slice.parent.map(|id| id.to_string()).unwrap_or_default().into()
    }),
    Column::One("Level", |ticket| (ticket.card.depth + 1).to_string().into()),
    Column::One("Title", |ticket| ticket.title().into()),
    Column::One("Narrative", |ticket| ticket.card.slice.narrative.as_str().into()),
    Column::One("Acceptance criteria", |ticket| {
        let items: Vec<_> =
            ticket.card.slice.acceptance.iter().map(|item| (0, &item.text)).collect();
        list_cell(&items).into()
    }),
    Column::One("Kind", |ticket| ticket.card.slice.kind.id().into()),
    Column::One("Status", |ticket| ticket.card.slice.status.id().into()),
    Column::One("Split by", |ticket| {
        ticket.card.slice.pattern.map(Pattern::id).unwrap_or_default().into()
    }),
    Column::One("Persona", |ticket| ticket.card.persona.unwrap_or_default().into()),
    Column::One("Step", |ticket| ticket.card.step.unwrap_or_default().into()),
    Column::One("Value", |ticket| optional(ticket.card.slice.value)),
    Column::One("Effort in half days", |ticket| optional(ticket.card.slice.effort)),
    Column::One("Estimated value", |ticket| {
        optional(ticket.card.value().filter(|value| value.estimated).map(|value| value.number))
    }),
    Column::One("Estimated effort", |ticket| {
        optional(ticket.card.effort().filter(|effort| effort.estimated).map(|effort| effort.number))
    }),
    Column::One("Rank", |ticket| optional(ticket.card.rank.map(|rank| rank + 1))),
    Column::One("MVP", |ticket| if ticket.card.in_mvp() { "yes" } else { "" }.into()),
    Column::One("Release", |ticket| ticket.card.release().unwrap_or_default().into()),
    Column::One("Pinned at", |ticket| optional(ticket.card.slice.pin)),
    Column::One("Wish", |ticket| optional(ticket.card.slice.wish.map(body::wished))),
    Column::One("Because", |ticket| ticket.card.slice.because.as_str().into()),
    Column::One("Needs", |ticket| {
        let ids: Vec<_> = ticket.card.slice.needs.iter().map(ToString::to_string).collect();
        ids.join(", ").into()
    }),
    Column::One("Questions", |ticket| list_cell(&body::questions(ticket.card.slice)).into()),
    Column::One("Left out", |ticket| list_cell(&body::deferrals(ticket.card.slice)).into()),
    Column::One("Tags", |ticket| tags_cell(&ticket.card.slice.tags).into()),
    Column::One("Notes", |ticket| ticket.card.slice.notes.as_str().into()),
    Column::One("Reference", |ticket| ticket.reference().into()),
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
    ("release", Field::Release),
    ("pinnedat", Field::Pin),
    ("wish", Field::Wish),
    ("because", Field::Because),
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
