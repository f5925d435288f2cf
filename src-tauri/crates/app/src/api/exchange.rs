//! Import and hand-over.

use serde::{Deserialize, Serialize};
use slicing::SliceId;
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
    /// Whether it is for a tracker; else it is a document or a table.
    pub tracker: bool,
    /// How many levels it nests; 1 is a flat list, 0 means any number.
    pub levels: u32,
    /// What it keeps beyond titles and the tree.
    pub keeps: Vec<KeepView>,
    /// The nouns of what it cannot hold.
    pub loses: Vec<String>,
    /// The roles that it tells apart, from the top down.
    pub types: Vec<RoleView>,
    /// How to bring the file there, a line a step.
    pub guide: Vec<String>,
}

/// One thing that a format keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KeepView {
    /// Its noun, such as "acceptance criteria".
    pub fact: String,
    /// Empty for a field of its own, else what it becomes.
    pub shape: String,
}

/// One role that a tracker tells apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RoleView {
    /// Its id.
    pub role: String,
    /// What it is, for people.
    pub title: String,
    /// The tracker's usual name for it.
    pub usual: String,
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
    /// How much it matters.
    pub severity: NoteSeverity,
    /// What and why.
    pub message: String,
}

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum NoteSeverity {
    /// It is only worth knowing.
    Told,
    /// Understood in the likeliest way.
    Guessed,
    /// Kept, but in another shape.
    Flattened,
    /// Shortened; the note says where the full text is.
    Cut,
    /// This format cannot hold it.
    Lost,
    /// Left out.
    Skipped,
}

impl NoteSeverity {
    /// What a line about it begins with.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Told => None,
            Self::Guessed => Some("Guessed"),
            Self::Flattened => Some("Flattened"),
            Self::Cut => Some("Cut"),
            Self::Lost => Some("Not in this format"),
            Self::Skipped => Some("Skipped"),
        }
    }
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
    /// A file name to suggest; for several files with names of their own, that of their folder.
    pub file_name: String,
    /// The same as rows, when it is a table: the first 200.
    pub table: Option<TableView>,
    /// The files, which are several where a tracker limits their rows or wants one for each slice.
    pub files: Vec<FileView>,
    /// What was written, flattened, cut.
    pub report: ReportView,
}

/// The beginning of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TableView {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
}

/// One file of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u32,
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
    /// What its columns are taken for; empty unless it is a table.
    pub columns: Vec<ColumnView>,
    /// What a column can be taken for.
    pub meanings: Vec<MeaningView>,
    /// What was read, skipped and guessed.
    pub report: ReportView,
}

/// One column of a table that is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ColumnView {
    /// As it stands in the file.
    pub header: String,
    /// Its first cells that are filled.
    pub samples: Vec<String>,
    /// The id of what it is taken for, or `other` for what only this format knows; `None` when it is
    /// not read.
    pub meaning: Option<String>,
}

/// What a column can be taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MeaningView {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: String,
}

/// What somebody says that a column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ColumnChoice {
    /// As it stands in the file.
    pub header: String,
    /// The id of a meaning; `None` when it is not to be read.
    pub meaning: Option<String>,
}

/// A copied selection, for other programs and for another window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Copied {
    /// An indented outline.
    pub text: String,
    /// The slices in the lossless format.
    pub json: String,
}

/// What a tracker calls the slices in one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TypeView {
    /// `epic`, `split`, `slice`, `spike`, `task` or `part`.
    pub role: String,
    /// The team's name for the type; `None` for the usual one.
    pub name: Option<String>,
}

/// What a tracker calls the slices in one role, and would call them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RoleName {
    /// As in [`TypeView`].
    pub role: String,
    /// The team's name for the type; `None` for the usual one.
    pub name: Option<String>,
    /// The usual one.
    pub usual: String,
}

/// How much of a workshop is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum HandoverScope {
    /// All of it.
    #[default]
    Whole,
    /// What is new or changed since the last hand-over to this format, with what it lies below.
    Changed,
}

/// What was handed over last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandoverChoice {
    /// The format.
    pub format: String,
    /// When.
    pub at: String,
    /// The folder of the last file in this format; empty when there was none.
    pub folder: String,
}

/// A whole hand-over as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandedText {
    /// All of it.
    pub text: String,
    /// What was written, flattened, cut.
    pub report: ReportView,
}

/// What has changed since the last hand-over to a format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandoverChanges {
    /// The format.
    pub format: String,
    /// When it was; `None` when there was none, so that everything is new.
    pub since: Option<String>,
    /// In the order of the outline, then what is gone.
    pub slices: Vec<ChangedSlice>,
}

/// A slice that is not as the tracker has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChangedSlice {
    /// Its id; `None` when it is to be made.
    pub id: Option<SliceId>,
    /// What the tracker calls it, as far as that is known.
    pub key: Option<String>,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub what: ChangeKind,
    /// What differs.
    pub fields: Vec<FieldChange>,
}

/// What became of a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It was not there before.
    New,
    /// It says something else.
    Changed,
    /// It is not there any more.
    Gone,
}

/// One thing that a slice says, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldChange {
    /// Its noun: `title`, `acceptance criteria`.
    pub field: String,
    /// What it said; empty for nothing. In a conflict, what it says here.
    pub before: String,
    /// What it says; empty for nothing. In a conflict, what it says in the file.
    pub after: String,
    /// Whether it was changed on both sides, to different things.
    pub conflict: bool,
}

/// How an import goes about what is in the workshop already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct ImportChoices {
    /// What holds where both sides have changed something.
    pub conflicts: Conflicts,
}

/// What holds where both sides have changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Conflicts {
    /// What is in the workshop.
    #[default]
    Ours,
    /// What is in the file.
    Theirs,
}

/// What an import into a workshop did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportOutcome {
    /// The format, guessed or given.
    pub format: String,
    /// In words, with what was skipped and guessed while reading.
    pub report: ReportView,
    /// What is made, what is changed and where both sides differ, in the order of the file; then what
    /// the file has no more, which stays.
    pub slices: Vec<ChangedSlice>,
}
