//! GitHub issues as a shell script of `gh api` calls, to be reviewed and run.
//!
//! The script finds what an earlier run has made by its `carpaccio:` reference, so that it can be
//! interrupted and run again. **No text of a workshop is ever code**: bodies stand as one line of
//! JSON in a quoted here-document whose end no JSON can be, names between single quotes.
//! <https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api>

use std::io::{self, Write};

use super::github::{self, KEEPS, SHAPE};
use super::{Tracker, github_json};
use crate::report::Report;
use crate::ticket::{MVP, Ticket, Tickets};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "github-script",
    title: "GitHub (shell script)",
    about: "A script that creates issues, sub-issues and dependencies in GitHub, or updates them.",
    extension: "sh",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "Install gh, GitHub’s command line, and sign in with: gh auth login",
        "Read the script, then try it in a clone of the repository with: sh FILE --dry-run",
        "Run it with: sh FILE, or for another repository: sh FILE --repo OWNER/NAME",
        "It writes once a second. When it was interrupted or the workshop has changed, run it again: it updates.",
    ],
    write: Some(super::Write::Tickets(write)),
    read: None,
    ..github_json::TRACKER
};

/// What does the work; the calls stand below it.
const FUNCTIONS: &str = include_str!("github_script.sh");

fn write(tickets: &Tickets<'_>, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let families = tickets.families();
    writeln!(out, "#!/bin/sh\n# Issues for GitHub, made by Carpaccio.\n{FUNCTIONS}")?;
    let workshop = tickets.plan.identity;
    writeln!(out, "workshop={}\n", quoted(&format!("carpaccio:{workshop}")))?;
    for label in github::all_labels(tickets) {
        call(out, &["label", &quoted(&label.name)], &[serde_json::json!(label)])?;
    }
    if tickets.iter().any(|ticket| !ticket.milestone().is_empty()) {
        call(out, &["milestone", MVP], &[serde_json::json!({ "title": MVP })])?;
    }
    for index in tickets.by_rank_below_parents() {
        issue(tickets.get(index), out, report)?;
    }
    for (parent, children) in families {
        let children = children.into_iter().map(|child| id(tickets.get(child)));
        writeln!(out, "sub_issues {} {}", id(tickets.get(parent)), words(children))?;
    }
    for ticket in tickets.iter() {
        let needs = words(ticket.needs().map(id));
        if !needs.is_empty() {
            writeln!(out, "blocked_by {} {needs}", id(ticket))?;
        }
    }
    Ok(())
}

fn id(ticket: Ticket<'_>) -> String {
    ticket.card.slice.id.to_string()
}

fn words(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

fn issue(ticket: Ticket<'_>, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let mvp = if ticket.milestone().is_empty() { "later" } else { "mvp" };
    let state = if github::is_closed(ticket) { "closed" } else { "open" };
    let title = quoted(ticket.title());
    let text = serde_json::json!({ "title": ticket.title(), "body": ticket.description(report) });
    let labels = serde_json::json!(github::labels(ticket));
    call(out, &["issue", &id(ticket), mvp, state, &title], &[text, labels])
}

/// A call with lines of JSON on its standard input.
fn call(out: &mut dyn Write, words: &[&str], input: &[serde_json::Value]) -> io::Result<()> {
    writeln!(out, "{} <<'JSON'", words.join(" "))?;
    for line in input {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "JSON")
}

/// A word that the shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
