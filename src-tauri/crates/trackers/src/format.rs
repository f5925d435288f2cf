//! One file per format, and what they have in common.

use std::io::{self, Write};

use crate::fact::Fact;
use crate::gather::Gathering;
use crate::plan::Plan;
use crate::report::Report;
use crate::{Format, ReadError};

pub(crate) mod jira;
pub(crate) mod json;
pub(crate) mod outline;
pub(crate) mod spreadsheet;

/// A format, declared.
pub(crate) struct Tracker {
    pub id: &'static str,
    pub title: &'static str,
    pub extension: &'static str,
    /// What it holds beyond titles and the tree; everything else is reported as lost.
    pub holds: &'static [Fact],
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

pub(crate) fn guess(file_name: Option<&str>, bytes: &[u8]) -> Format {
    let extension = file_name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let beginning = bytes.trim_ascii_start().first();
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("json") => Format::Json,
        _ if beginning == Some(&b'{') => Format::Json,
        _ => Format::Outline,
    }
}
