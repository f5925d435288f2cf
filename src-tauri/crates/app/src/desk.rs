//! The desk: at most one open workshop, and every use case as one method.

use slicing::SliceId;

use crate::api::*;

/// What a window, a command line or a room works at.
pub struct Desk {}

impl Desk {
    /// What the home screen shows.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn home_show(&self) -> Result<Home, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Remembers the settings.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn settings_save(&self, settings: Settings) -> Result<(), AppError> {
        let _ = (settings,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Takes a workshop off the list of recent ones; the file stays.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn recent_forget(&self, path: String) -> Result<Vec<RecentWorkshop>, AppError> {
        let _ = (path,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Makes a workshop, empty or from a sample, at `path` or in the usual folder, and opens it.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn workshop_create(
        &self,
        title: String,
        sample: Option<String>,
        path: Option<String>,
    ) -> Result<Outline, AppError> {
        let _ = (title, sample, path);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Opens a workshop file; the one that was open is closed.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn workshop_open(&self, path: String) -> Result<Outline, AppError> {
        let _ = (path,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Closes the workshop; its file is complete on its own then.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn workshop_close(&self) -> Result<(), AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// The open workshop, whole.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn outline_load(&self) -> Result<Outline, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Scores of these slices; ids that do not exist are left out.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn rows_score(&self, ids: Vec<SliceId>) -> Result<Vec<ScoredRow>, AppError> {
        let _ = (ids,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// One slice in full.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn slice_show(&self, id: SliceId) -> Result<Details, AppError> {
        let _ = (id,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// The slices in whose title, narrative, criteria, notes, tags, questions or deferrals the words stand.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn slices_find(&self, text: String) -> Result<Vec<SliceId>, AppError> {
        let _ = (text,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// The selection as text and without loss.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn slices_copy(&self, ids: Vec<SliceId>) -> Result<Copied, AppError> {
        let _ = (ids,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// The tree that pasting would bring.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn paste_preview(&self, pasted: Pasted) -> Result<Vec<NewSlice>, AppError> {
        let _ = (pasted,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Does one gesture: one transaction, one undo step.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn workshop_edit(&self, gesture: Gesture) -> Result<Edited, AppError> {
        let _ = (gesture,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// How a slice can be split.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn advice_show(&self, id: SliceId) -> Result<AdviceView, AppError> {
        let _ = (id,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// What is good and bad about drafts.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn split_judge(
        &self,
        id: SliceId,
        drafts: Vec<DraftView>,
    ) -> Result<Vec<RemarkView>, AppError> {
        let _ = (id, drafts);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Takes the last change back; an empty label says that there was none.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_undo(&self) -> Result<Edited, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Brings a change back again; an empty label says that there was none.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_redo(&self) -> Result<Edited, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// The latest 500 changes, the last one first.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_list(&self) -> Result<Vec<HistoryEntry>, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Undoes or redoes until the change with this number is the last one.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_go(&self, number: u32) -> Result<Edited, AppError> {
        let _ = (number,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// The named snapshots, the last one first.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn snapshot_list(&self) -> Result<Vec<SnapshotView>, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Keeps the present state under a name.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn snapshot_take(&self, name: String) -> Result<Vec<SnapshotView>, AppError> {
        let _ = (name,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Goes back to a snapshot, as one undo step.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn snapshot_restore(&self, name: String) -> Result<Edited, AppError> {
        let _ = (name,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// The leaves in order.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn backlog_show(&self) -> Result<BacklogView, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Why a slice stands where it stands.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn backlog_why(&self, id: SliceId) -> Result<WhyView, AppError> {
        let _ = (id,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Every exchange format.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn format_list(&self) -> Result<Vec<FormatView>, AppError> {
        let _ = ();
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Exactly what a hand-over would write.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_preview(&self, format: String) -> Result<HandoverPreview, AppError> {
        let _ = (format,);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Writes a hand-over to a file, whole or not at all.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_save(&self, format: String, path: String) -> Result<ReportView, AppError> {
        let _ = (format, path);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// What an import would bring.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_preview(
        &self,
        source: ImportSource,
        format: Option<String>,
    ) -> Result<ImportPreview, AppError> {
        let _ = (source, format);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Imports into a new workshop and opens it.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_create(
        &self,
        source: ImportSource,
        format: Option<String>,
        title: String,
    ) -> Result<Outline, AppError> {
        let _ = (source, format, title);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }

    /// Imports below the last epic of the open workshop, as one undo step.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_merge(
        &self,
        source: ImportSource,
        format: Option<String>,
    ) -> Result<Edited, AppError> {
        let _ = (source, format);
        Err(AppError { code: ErrorCode::NotOpen, message: String::new(), detail: String::new() })
    }
}
