//! Reading and writing every exchange format, over bytes only.
//!
//! A format is one file in [`mod@format`] with a `TRACKER` that declares its name, what it can
//! hold, and the functions that write and read it; the list below makes it known. Everything else
//! is shared: decoding ([`mod@text`]), the cards that writers write from ([`mod@plan`]), the drafts
//! that readers fill and that become a tree ([`mod@gather`]), and the report of what was guessed,
//! flattened, cut, lost and skipped.
//!
//! What is deliberately not here: files and paths, clocks, SQL, networks. **A reader never fails
//! on what it reads**, only on what is no text at all; it never recurses, so that depth is no
//! danger; and nothing that it leaves out goes untold.

mod body;
mod circle;
pub mod compare;
mod fact;
mod files;
mod format;
mod gather;
mod html;
mod incoming;
mod markdown;
mod plain;
mod plan;
mod prose;
mod reference;
mod report;
mod rows;
mod sheet;
mod table;
mod text;
pub mod throughput;
mod ticket;
mod wiki;

use std::io;

pub use fact::{Fact, Keep};
pub use files::{Files, OneStream, Part};
pub use incoming::{
    Incoming, IncomingAbout, IncomingDeferral, IncomingQuestion, IncomingSlice, IncomingStep,
};
pub use plan::{Handover, Ranked};
pub use reference::{NotAReference, Reference};
pub use report::{Counts, Note, Report, Severity};
pub use rows::{Choice, ColumnGuess, meanings};
pub use slicing::Role;

use format::{Read, Tracker, Wants, Write};
use gather::Gathering;
use plan::Plan;
use ticket::Tickets;

/// The formats by name, each with its module.
macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident = $module:ident::$tracker:ident,)+) => {
        /// An exchange format.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Format { $($(#[$doc])* $name,)+ }

        impl Format {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            fn tracker(self) -> &'static Tracker {
                match self { $(Self::$name => &format::$module::$tracker),+ }
            }
        }
    };
}

formats! {
    /// Nested list items or indented lines.
    Outline = outline::TRACKER,
    /// Headings, lists and text.
    Markdown = markdown::TRACKER,
    /// Lossless, for other programs.
    Json = json::TRACKER,
    /// A table with everything in columns.
    Csv = spreadsheet::TRACKER,
    /// Jira Cloud's import and export.
    JiraCsv = jira::CLOUD,
    /// The import of Jira Server and Data Center, and their export.
    JiraServerCsv = jira::SERVER,
    /// Azure DevOps with the process Agile, its import and export.
    AzureCsv = azure::AGILE,
    /// Azure DevOps with the process Scrum.
    AzureScrumCsv = azure::SCRUM,
    /// Azure DevOps with the process Basic.
    AzureBasicCsv = azure::BASIC,
    /// Azure DevOps with the process CMMI.
    AzureCmmiCsv = azure::CMMI,
    /// A shell script that makes issues in GitHub.
    GithubScript = github_script::TRACKER,
    /// The requests that make issues in GitHub, and its lists of issues.
    GithubJson = github_json::TRACKER,
    /// GitLab's import and export of issues.
    GitlabCsv = gitlab::TRACKER,
    /// Linear's import and export.
    LinearCsv = linear::TRACKER,
    /// Trello's boards.
    TrelloJson = trello::TRACKER,
    /// Asana's import and export.
    AsanaCsv = asana::TRACKER,
    /// Stories for Shortcut.
    ShortcutCsv = shortcut::TRACKER,
    /// Tasks for ClickUp.
    ClickupCsv = clickup::TRACKER,
    /// Redmine's import and export.
    RedmineCsv = redmine::TRACKER,
    /// The requests that make work packages in OpenProject.
    OpenprojectJson = openproject::TRACKER,
    /// Subjects for Taiga.
    TaigaText = taiga::TRACKER,
    /// Issues for YouTrack.
    YoutrackCsv = youtrack::TRACKER,
    /// A database for Notion.
    NotionCsv = notion::TRACKER,
    /// Stories for planning poker.
    PokerCsv = poker::TRACKER,
    /// An outline for outliners and mind maps.
    Opml = opml::TRACKER,
    /// A mind map that documents draw.
    Mermaid = mermaid::TRACKER,
    /// Feature files.
    Gherkin = gherkin::TRACKER,
}

impl Format {
    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        self.tracker().id
    }

    /// The one with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        self.tracker().title
    }

    /// What it is good for, in one sentence.
    pub fn about(self) -> &'static str {
        self.tracker().about
    }

    /// The end of file names, without the dot.
    pub fn extension(self) -> &'static str {
        self.tracker().extension
    }

    /// What it keeps beyond titles and the tree, and how.
    pub fn keeps(self) -> &'static [(Fact, Keep)] {
        self.tracker().keeps
    }

    /// Whether it keeps this in any shape.
    pub fn holds(self, fact: Fact) -> bool {
        self.tracker().keeps.iter().any(|(kept, _)| *kept == fact)
    }

    /// What it cannot hold.
    pub fn loses(self) -> impl Iterator<Item = Fact> {
        Fact::ALL.iter().copied().filter(move |fact| !self.holds(*fact))
    }

    /// Whether it is for a tracker; else it is a document or a table.
    pub fn is_tracker(self) -> bool {
        self.tracker().is_tracker
    }

    /// Whether it makes a folder of files with names of their own.
    pub fn is_folder(self) -> bool {
        matches!(self.tracker().write, Some(Write::Files(_)))
    }

    /// Whether slices that were dropped are handed over too.
    pub fn keeps_dropped(self) -> bool {
        self.tracker().wants == Wants::Everything
    }

    /// How many levels it nests; 1 is a flat list.
    pub fn levels(self) -> usize {
        self.tracker().shape.levels
    }

    /// The tracker's own name for each role that it tells apart, from the top down.
    pub fn types(self) -> &'static [(Role, &'static str)] {
        self.tracker().shape.types
    }

    /// How to bring the file there, a line a step; empty for what needs no explanation.
    pub fn guide(self) -> &'static [&'static str] {
        self.tracker().guide
    }

    /// Whether it writes the order of the backlog, the MVP line or estimates; if not,
    /// [`Handover::backlog`] may stay empty.
    pub fn shows_backlog(self) -> bool {
        self.tracker().shows_backlog
    }

    /// Whether [`read`] understands it.
    pub fn reads(self) -> bool {
        self.tracker().read.is_some()
    }

    /// Whether [`write`] makes it.
    pub fn writes(self) -> bool {
        self.tracker().write.is_some()
    }
}

/// Why nothing at all could be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A file of another nature.
    #[error("this is {what}, not text")]
    NotText {
        /// What it seems to be.
        what: &'static str,
    },
    /// Text, but not JSON.
    #[error("line {line}, column {column}: not JSON: {what}")]
    NotJson {
        /// From 1.
        line: u32,
        /// From 1, in bytes.
        column: u32,
        /// What the parser says.
        what: String,
    },
    /// JSON that is not a workshop.
    #[error("line 1: this JSON is not a workshop: it has no list of slices")]
    NotAWorkshop,
    /// A workshop from a newer version of this program.
    #[error("line 1: this was written by a newer version of Carpaccio (format version {0})")]
    Newer(u64),
    /// Something that a column cannot mean.
    #[error("a column cannot mean {0:?}")]
    NoMeaning(String),
    /// A format that is only written.
    #[error("{0} is written but not read")]
    OnlyWritten(&'static str),
}

/// The likeliest format of a file, by its name and its first lines. Text that looks like nothing
/// else is an outline.
pub fn guess(file_name: Option<&str>, bytes: &[u8]) -> Format {
    format::guess(file_name, bytes)
}

/// Writes a workshop as one stream. Into [`io::sink`] it is a preview of the report.
///
/// # Errors
/// Only those of `out`, and [`io::ErrorKind::Unsupported`] for a format that is only read.
pub fn write(
    format: Format,
    handover: &Handover<'_>,
    out: &mut dyn io::Write,
) -> io::Result<Report> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    let report = write_files(format, handover, &mut OneStream(&mut out))?;
    io::Write::flush(&mut out)?;
    Ok(report)
}

/// Writes a workshop as one file or, where the tracker wants it so, as several.
///
/// # Errors
/// Only those of `files`, and [`io::ErrorKind::Unsupported`] for a format that is only read.
pub fn write_files(
    format: Format,
    handover: &Handover<'_>,
    files: &mut dyn Files,
) -> io::Result<Report> {
    let tracker = format.tracker();
    let write = tracker.write.as_ref().ok_or(io::ErrorKind::Unsupported)?;
    let mut report = Report::default();
    let plan = match tracker.wants {
        Wants::Everything => Plan::whole(handover),
        Wants::OpenWork => Plan::wanted(handover, &mut report),
    };
    report.counts = plan.counts();
    fact::note_changes(&plan, tracker.keeps, &mut report);
    if let Write::Whole(write) = write {
        write(&plan, files.begin(Part::Only)?, &mut report)?;
        return Ok(report);
    }
    let tickets = Tickets::new(&plan, tracker, &mut report);
    match write {
        Write::Whole(_) => {}
        Write::Sheet(sheet) => sheet::write(sheet, &tickets, files, &mut report)?,
        Write::Tickets(write) => write(&tickets, files.begin(Part::Only)?, &mut report)?,
        Write::Files(write) => write(&tickets, files, &mut report)?,
    }
    Ok(report)
}

/// Reads a file.
///
/// # Errors
/// When the whole is not what it should be: binary, not JSON, from a newer version. Everything
/// smaller is skipped and noted in the report.
pub fn read(format: Format, bytes: &[u8]) -> Result<Incoming, ReadError> {
    read_as(format, bytes, &[])
}

/// Reads a file; in a table, the columns mean what was chosen for them, and else what they are
/// usually called.
///
/// # Errors
/// As [`read`], and [`ReadError::NoMeaning`].
pub fn read_as(format: Format, bytes: &[u8], choices: &[Choice]) -> Result<Incoming, ReadError> {
    let tracker = format.tracker();
    let read = tracker.read.as_ref().ok_or(ReadError::OnlyWritten(tracker.title))?;
    let chosen = rows::chosen(choices).map_err(ReadError::NoMeaning)?;
    let mut gathering = Gathering::default();
    let text = text::decode(bytes, &mut gathering.report)?;
    if text.trim().is_empty() {
        gathering.report.note(Severity::Skipped, "the file is empty");
        return Ok(gathering.finish());
    }
    match read {
        Read::Rows(rows) => rows::read(rows, &text, &chosen, &mut gathering)?,
        Read::Text(read) => read(&text, &mut gathering)?,
    }
    Ok(gathering.finish())
}

/// The first records of a table that was written, the header among them; `None` for what is no table.
pub fn rows_of(format: Format, text: &str, most: usize) -> Option<Vec<Vec<String>>> {
    let is_table = matches!(format.tracker().write, Some(Write::Sheet(_)));
    is_table.then(|| table::records(text, most))
}

/// The columns of a table as [`read_as`] takes them; none for what is no table.
///
/// # Errors
/// As [`read_as`].
pub fn columns(
    format: Format,
    bytes: &[u8],
    choices: &[Choice],
) -> Result<Vec<ColumnGuess>, ReadError> {
    let Some(Read::Rows(rows)) = &format.tracker().read else { return Ok(Vec::new()) };
    let chosen = rows::chosen(choices).map_err(ReadError::NoMeaning)?;
    let text = text::decode(bytes, &mut Report::default())?;
    Ok(rows::columns(rows, &text, &chosen))
}
