//! One file per format, and what they have in common.

use std::io;

use crate::fact::{Fact, Keep};
use crate::files::Files;
use crate::gather::Gathering;
use crate::plan::Plan;
use crate::report::Report;
use crate::rows::Rows;
use crate::sheet::Sheet;
use crate::table;
use crate::text::{decode, lines};
use crate::ticket::{Shape, Tickets};
use crate::{Format, ReadError};

pub(crate) mod asana;
pub(crate) mod azure;
pub(crate) mod clickup;
pub(crate) mod gherkin;
mod github;
pub(crate) mod github_json;
pub(crate) mod github_script;
pub(crate) mod gitlab;
pub(crate) mod jira;
pub(crate) mod json;
pub(crate) mod linear;
pub(crate) mod markdown;
pub(crate) mod mermaid;
pub(crate) mod notion;
pub(crate) mod openproject;
pub(crate) mod opml;
pub(crate) mod outline;
pub(crate) mod poker;
pub(crate) mod redmine;
pub(crate) mod shortcut;
pub(crate) mod spreadsheet;
pub(crate) mod taiga;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod trello;
pub(crate) mod youtrack;

/// A format, declared.
pub(crate) struct Tracker {
    pub id: &'static str,
    pub title: &'static str,
    /// What it is good for, in one sentence.
    pub about: &'static str,
    pub extension: &'static str,
    /// What it keeps beyond titles and the tree, and how; everything else is reported as lost.
    pub keeps: &'static [(Fact, Keep)],
    /// Whether it writes the order of the backlog, the MVP line or estimates.
    pub shows_backlog: bool,
    pub wants: Wants,
    /// What a card becomes in it.
    pub shape: Shape,
    /// Whether it is for a tracker; else it is a document or a table for people.
    pub is_tracker: bool,
    /// How to bring the file there, a line a step; empty for what needs no explanation.
    pub guide: &'static [&'static str],
    pub write: Option<Write>,
    pub read: Option<Read>,
}

impl Tracker {
    /// What differs from one format to the next has to be said; the rest is here.
    pub const PLAIN: Self = Self {
        id: "",
        title: "",
        about: "",
        extension: "txt",
        keeps: &[],
        shows_backlog: true,
        wants: Wants::OpenWork,
        shape: Shape::PLAIN,
        is_tracker: true,
        guide: &[],
        write: None,
        read: None,
    };

    /// The name that all formats of one tracker share: the first word of their ids.
    pub fn family(&self) -> &'static str {
        self.id.split('-').next().unwrap_or_default()
    }
}

/// Which slices a format is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// All of them.
    Everything,
    /// Those that were not dropped.
    OpenWork,
}

/// What writes a format.
pub(crate) enum Write {
    /// A table with a row for each ticket.
    Sheet(Sheet),
    /// One file of tickets in a shape of its own.
    Tickets(fn(&Tickets<'_>, &mut dyn io::Write, &mut Report) -> io::Result<()>),
    /// One file of everything that the workshop says.
    Whole(fn(&Plan<'_>, &mut dyn io::Write, &mut Report) -> io::Result<()>),
    /// A file for each of several things.
    Files(fn(&Tickets<'_>, &mut dyn Files, &mut Report) -> io::Result<()>),
}

/// What reads a format.
pub(crate) enum Read {
    /// A table that a tracker exports.
    Rows(Rows),
    /// Anything else.
    Text(fn(&str, &mut Gathering) -> Result<(), ReadError>),
}

/// How much of a file is looked at.
const GLIMPSE: usize = 1 << 16;

pub(crate) fn guess(file_name: Option<&str>, bytes: &[u8]) -> Format {
    let extension = file_name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let glimpse = &bytes[..bytes.len().min(GLIMPSE)];
    let text = decode(glimpse, &mut Report::default()).unwrap_or_default();
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("json") => json_format(&text),
        Some("opml") => Format::Opml,
        Some("md" | "markdown") => Format::Markdown,
        Some("csv" | "tsv") => table_format(&text),
        _ => by_looks(&text),
    }
}

fn by_looks(text: &str) -> Format {
    let heading =
        |line: &str| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    let names = table::header_names(text);
    let begins = text.trim_start();
    if begins.starts_with("<?xml") || begins.starts_with("<opml") {
        Format::Opml
    } else if begins.starts_with(['{', '[']) && is_json(text) {
        json_format(text)
    } else if names.len() > 1 && names.iter().any(|name| TITLES.contains(&name.as_str())) {
        table_format(text)
    } else if table::is_even(text) {
        Format::Csv
    } else if lines(text).any(|(_, line)| heading(line) || line == "**Acceptance criteria**") {
        Format::Markdown
    } else {
        Format::Outline
    }
}

/// An outline can begin with a bracket too.
fn is_json(text: &str) -> bool {
    let rest = text.trim_start();
    let inside = rest.get(1..).unwrap_or_default().trim_start();
    rest.starts_with('{') || inside.starts_with(['{', ']'])
}

/// A list of issues, or the requests that make them, is GitHub's; lists of cards are Trello's.
fn json_format(text: &str) -> Format {
    let is_list = text.trim_start().starts_with('[');
    let ours = text.get(..200).unwrap_or(text).contains(github_json::FORMAT);
    let is_board = ["\"cards\"", "\"lists\""].iter().all(|name| text.contains(name));
    if is_list || ours {
        Format::GithubJson
    } else if is_board || text.contains("\"idList\"") {
        Format::TrelloJson
    } else {
        Format::Json
    }
}

/// The columns that at least one tracker has its titles in.
const TITLES: &[&str] = &["summary", "title", "title1", "subject", "name"];

/// Every tracker calls some columns as only it does.
fn table_format(text: &str) -> Format {
    let names = table::header_names(text);
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    let gitlab = ["title", "description"];
    let all = |wanted: &[&str]| wanted.iter().all(|name| has(&[name]));
    let of_jira = ["issuetype", "worktype", "issuekey", "issueid", "workitemid"];
    if has(&["summary"]) && has(&of_jira) {
        Format::JiraCsv
    } else if has(&["workitemtype"]) {
        azure::process(text)
    } else if names == gitlab || has(&["title"]) && has(&["issueid"]) {
        Format::GitlabCsv
    } else if all(&["title", "description", "status", "estimate", "labels"]) {
        Format::LinearCsv
    } else if has(&["subject"]) && has(&["tracker"]) {
        Format::RedmineCsv
    } else if has(&["name"]) && has(&["sectioncolumn", "subtaskof", "parenttask"]) {
        Format::AsanaCsv
    } else {
        Format::Csv
    }
}
