//! One file per format, and what they have in common.

use std::io::{self, Write};

use crate::fact::Fact;
use crate::gather::Gathering;
use crate::plan::Plan;
use crate::report::Report;
use crate::table;
use crate::text::{decode, lines};
use crate::{Format, ReadError};

pub(crate) mod jira;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod outline;
pub(crate) mod spreadsheet;

/// A format, declared.
pub(crate) struct Tracker {
    pub id: &'static str,
    pub title: &'static str,
    /// What it is good for, in one sentence.
    pub about: &'static str,
    pub extension: &'static str,
    /// What it holds beyond titles and the tree; everything else is reported as lost.
    pub holds: &'static [Fact],
    /// Whether it writes the order of the backlog, the MVP line or estimates.
    pub shows_backlog: bool,
    pub wants: Wants,
    pub write: Option<WriteFn>,
    pub read: Option<ReadFn>,
}

/// Which slices a format is for.
pub(crate) enum Wants {
    /// All of them.
    Everything,
    /// Those that were not dropped.
    OpenWork,
}

pub(crate) type WriteFn = fn(&Plan<'_>, &mut dyn Write, &mut Report) -> io::Result<()>;
pub(crate) type ReadFn = fn(&str, &mut Gathering) -> Result<(), ReadError>;

/// How much of a file is looked at.
const GLIMPSE: usize = 1 << 16;

pub(crate) fn guess(file_name: Option<&str>, bytes: &[u8]) -> Format {
    let extension = file_name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let glimpse = &bytes[..bytes.len().min(GLIMPSE)];
    let text = decode(glimpse, &mut Report::default()).unwrap_or_default();
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("json") => Format::Json,
        Some("md" | "markdown") => Format::Markdown,
        Some("csv" | "tsv") => table_format(&text),
        _ => by_looks(&text),
    }
}

fn by_looks(text: &str) -> Format {
    let heading =
        |line: &str| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
    let names = table::header_names(text);
    if text.trim_start().starts_with('{') {
        Format::Json
    } else if names.len() > 2 && names.iter().any(|name| name == "summary" || name == "title") {
        table_format(text)
    } else if lines(text).any(|(_, line)| heading(line) || line == "**Acceptance criteria**") {
        Format::Markdown
    } else {
        Format::Outline
    }
}

/// Only Jira calls its columns so.
fn table_format(text: &str) -> Format {
    let names = table::header_names(text);
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    let of_jira = ["issuetype", "worktype", "issuekey", "issueid", "workitemid"];
    if has(&["summary"]) && has(&of_jira) { Format::JiraCsv } else { Format::Csv }
}
