//! Taiga: the subjects of user stories, one a line, for the box “bulk insert” of its backlog.
//!
//! That box takes subjects and nothing else. The key of the slice ends each line, so that a story is
//! found again; the epic is named before it where there is one.

use std::io;

use super::{Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::report::{Report, Severity, count};
use crate::text::cut;
use crate::ticket::{Shape, Ticket, Tickets};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "taiga-text",
    title: "Taiga (bulk text)",
    about: "The stories of the backlog, best first, a line each, for Taiga’s bulk insert.",
    extension: "txt",
    keeps: &[
        (Fact::Pin, Keep::As("the order of the lines")),
        (Fact::Mvp, Keep::As("an empty line below the MVP")),
        (Fact::Reference, Keep::As("the slice’s key at the end of the line")),
    ],
    shape: Shape { levels: 1, ..Shape::PLAIN },
    guide: &[
        "In Taiga, open the backlog of the project and choose Bulk, beside New user story.",
        "Paste the lines; each becomes a user story in this order.",
        "What stands above the empty line is the MVP: select those stories and move them to a sprint.",
        "Make the epics under Epics, and add to each the stories that begin with its name.",
    ],
    write: Some(Write::Tickets(write)),
    ..Tracker::PLAIN
};

/// Taiga refuses longer subjects.
const LONGEST_SUBJECT: usize = 500;

fn write(tickets: &Tickets<'_>, out: &mut dyn io::Write, report: &mut Report) -> io::Result<()> {
    let mut above = None;
    let mut shortened = 0;
    for ticket in tickets.by_rank().into_iter().map(|index| tickets.get(index)) {
        if !ticket.card.leaf {
            continue;
        }
        let in_mvp = ticket.card.in_mvp();
        if above == Some(true) && !in_mvp {
            writeln!(out)?;
        }
        above = Some(in_mvp);
        let (subject, is_cut) = subject(ticket);
        shortened += usize::from(is_cut);
        writeln!(out, "{subject}")?;
    }
    if shortened > 0 {
        let what = format!(
            "{} after {LONGEST_SUBJECT} characters",
            count(shortened, "subject", "subjects")
        );
        report.note(Severity::Cut, format!("{what}; the whole titles stay in the workshop"));
    }
    Ok(())
}

/// `Epic: title (S17)`, and whether it had to be cut.
fn subject(ticket: Ticket<'_>) -> (String, bool) {
    let end = format!(" ({})", ticket.card.slice.id);
    let text = match ticket.title_above() {
        "" => ticket.title().to_owned(),
        above => format!("{above}: {}", ticket.title()),
    };
    let short = cut(&text, LONGEST_SUBJECT - end.len());
    let is_cut = short.is_some();
    (short.unwrap_or(text) + &end, is_cut)
}
