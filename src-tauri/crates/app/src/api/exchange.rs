//! Import and hand-over.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::NewSlice;

/// A format that can be written or read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FormatView {
    /// Its id, such as `jira-csv`.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// What it is good for, in one sentence.
    pub about: String,
    /// Of its files, without the dot.
    pub extension: String,
    /// Whether it can be written.
    pub writes: bool,
    /// Whether it can be read.
    pub reads: bool,
}

/// What an export or an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct ReportView {
    /// In one sentence.
    pub summary: String,
    /// One line a thing that was flattened, cut, skipped or guessed.
    pub notes: Vec<NoteView>,
}

/// One line of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NoteView {
    /// The line of the file, from 1, when it is about one.
    pub line: Option<u32>,
    /// Whether something is lost.
    pub lost: bool,
    /// What and why.
    pub message: String,
}

/// Exactly what would be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandoverPreview {
    /// The start of the file.
    pub text: String,
    /// Whether the file goes on behind it.
    pub cut: bool,
    /// Size of the whole file in bytes.
    pub bytes: u32,
    /// A file name to suggest.
    pub file_name: String,
    /// What was written, flattened, cut.
    pub report: ReportView,
}

/// Where an import comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[allow(missing_docs, reason = "the variants say what their fields are")]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum ImportSource {
    /// A file.
    File { path: String },
    /// Pasted text.
    Text { text: String },
}

/// What an import would bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportPreview {
    /// The format, guessed or given.
    pub format: String,
    /// A title for a new workshop.
    pub title: String,
    /// How many slices it would bring.
    pub slices: u32,
    /// The first of them as a tree.
    pub items: Vec<NewSlice>,
    /// What was read, skipped and guessed.
    pub report: ReportView,
}

/// A copied selection, for other programs and for another window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Copied {
    /// An indented outline.
    pub text: String,
    /// The slices in the lossless format.
    pub json: String,
}
