//! The open workshop: the file, and what was read from it.

use std::path::Path;

use jiff::Timestamp;
use slicing::backlog::{self, Backlog, Circle};
use slicing::{SliceId, Status, Workshop};
use store::{Access, Edit, Touched, WorkshopFile};

use crate::api::*;
use crate::score::{self, Scores};
use crate::{error, view};

/// Up to so many rows are sent with their scores; more are asked for as they come into view.
pub(crate) const SCORED_AT_ONCE: usize = 2_000;

/// Up to so many leaves are put in order for the details of one slice; more only for the backlog.
const RANKED_AT_ONCE: usize = 300;

/// What an edit writes, and the slices that it is about.
pub(crate) type Write = Box<dyn FnOnce(&mut Edit<'_>) -> Result<Vec<SliceId>, store::Error> + Send>;

/// A workshop that is open.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) file: WorkshopFile,
    pub(crate) identity: String,
    pub(crate) workshop: Workshop,
    pub(crate) scores: Scores,
    revision: u32,
    backlog: Option<Result<Backlog, Circle>>,
}

impl Open {
    /// Opens a file.
    ///
    /// # Errors
    /// Those of the store.
    pub fn at(path: &Path, now: Timestamp) -> Result<Self, AppError> {
        Self::of(WorkshopFile::open(path, now)?)
    }

    /// Takes over a file that is open already.
    ///
    /// # Errors
    /// Those of the store.
    pub fn of(file: WorkshopFile) -> Result<Self, AppError> {
        let identity = file.identity()?;
        let workshop = file.load()?;
        workshop.tree.check().or_else(|refusal| match refusal {
            // The backlog lists a circle, and every edit that removes it is welcome.
            slicing::tree::Refusal::Circle(_) => Ok(()),
            other => Err(store::Error::Damaged(other.to_string())),
        })?;
        let scores = Scores::default();
        Ok(Self { file, identity, workshop, scores, revision: 1, backlog: None })
    }

    /// Makes one edit and tells what it changed.
    ///
    /// # Errors
    /// Those of the store; nothing has changed then.
    pub fn edit(
        &mut self,
        label: &str,
        by: &str,
        now: Timestamp,
        write: Write,
    ) -> Result<Edited, AppError> {
        self.writable()?;
        let (focus, touched) = self.file.edit::<_, store::Error, _>(label, by, now, write)?;
        self.refresh(&touched, label, focus)
    }

    /// Refuses when the workshop can only be read.
    ///
    /// # Errors
    /// [`ErrorCode::ReadOnly`], with what to do.
    pub fn writable(&self) -> Result<(), AppError> {
        match self.read_only() {
            why if why.is_empty() => Ok(()),
            why => Err(AppError::new(ErrorCode::ReadOnly, why)),
        }
    }

    /// Why the workshop can only be read; empty when it can be written.
    pub fn read_only(&self) -> String {
        match self.file.access() {
            Access::ReadWrite => String::new(),
            Access::ReadOnly(reason) => {
                crate::say::sentence(&store::Error::ReadOnly(reason).to_string())
            }
        }
    }

    /// Reads again what a change touched, and tells it.
    ///
    /// # Errors
    /// Those of the store.
    pub fn refresh(
        &mut self,
        touched: &Touched,
        label: &str,
        focus: Vec<SliceId>,
    ) -> Result<Edited, AppError> {
        if touched.is_empty() {
            return self.edited(String::new(), &[], Vec::new(), None, focus);
        }
        let mut ids: Vec<SliceId> =
            touched.slices.iter().chain(&touched.removed).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let read = self.file.slices(&ids)?;
        let mut removed = ids.clone();
        removed.retain(|id| read.binary_search_by_key(id, |slice| slice.id).is_err());
        for id in &ids {
            self.scores.forget(*id);
        }
        for id in &removed {
            self.workshop.tree.remove(*id);
        }
        let changed: Vec<SliceId> = read.iter().map(|slice| slice.id).collect();
        for slice in read {
            self.workshop.tree.put(slice);
        }
        let frame = if touched.frame { Some(self.read_frame()?) } else { None };
        self.backlog = None;
        self.revision = self.revision.wrapping_add(1);
        self.edited(label.to_owned(), &changed, removed, frame, focus)
    }

    fn read_frame(&mut self) -> Result<Frame, AppError> {
        let before = score::context(&self.workshop.about);
        let (about, personas, steps) = self.file.frame()?;
        self.workshop.about = about;
        self.workshop.personas = personas;
        self.workshop.steps = steps;
        if score::context(&self.workshop.about) != before {
            self.scores.forget_all();
        }
        Ok(view::frame(&self.workshop))
    }

    fn edited(
        &mut self,
        label: String,
        changed: &[SliceId],
        removed: Vec<SliceId>,
        frame: Option<Frame>,
        mut focus: Vec<SliceId>,
    ) -> Result<Edited, AppError> {
        focus.retain(|id| self.workshop.tree.get(*id).is_some());
        Ok(Edited {
            revision: self.revision,
            label,
            rows: self.rows(changed),
            removed,
            frame,
            focus,
            history: self.history()?,
        })
    }

    /// What can be undone and redone.
    ///
    /// # Errors
    /// Those of the store.
    pub fn history(&self) -> Result<HistoryState, AppError> {
        Ok(HistoryState { undo: self.file.undo_label()?, redo: self.file.redo_label()? })
    }

    /// The whole workshop.
    ///
    /// # Errors
    /// Those of the store.
    pub fn outline(&mut self) -> Result<Outline, AppError> {
        let ids: Vec<SliceId> = self.workshop.tree.walk().map(|(slice, _)| slice.id).collect();
        Ok(Outline {
            path: self.file.path().to_string_lossy().into_owned(),
            read_only: self.read_only(),
            revision: self.revision,
            frame: view::frame(&self.workshop),
            rows: self.rows(&ids),
            history: self.history()?,
        })
    }

    /// Rows of slices, scored unless they are very many.
    fn rows(&mut self, ids: &[SliceId]) -> Vec<Row> {
        if ids.len() <= SCORED_AT_ONCE {
            self.learn(ids.iter().copied());
        }
        let tree = &self.workshop.tree;
        ids.iter()
            .filter_map(|id| tree.get(*id))
            .map(|slice| view::row(slice, self.scores.get(tree, slice.id)))
            .collect()
    }

    /// Judges the slices that are not judged yet.
    pub fn learn(&mut self, ids: impl Iterator<Item = SliceId>) {
        let context = score::context(&self.workshop.about);
        self.scores.learn(&self.workshop.tree, &context, ids);
    }

    /// The leaves in order, computed once a revision.
    ///
    /// # Errors
    /// [`Circle`].
    pub fn backlog(&mut self) -> Result<&Backlog, Circle> {
        if self.backlog.is_none() {
            let unset: Vec<SliceId> = self
                .workshop
                .tree
                .leaves()
                .filter(|leaf| matches!(leaf.status, Status::Open | Status::Doing))
                .filter(|leaf| leaf.value.is_none() || leaf.effort.is_none())
                .map(|leaf| leaf.id)
                .collect();
            self.learn(unset.into_iter());
        }
        let Workshop { about, steps, tree, .. } = &self.workshop;
        let scores = &self.scores;
        self.backlog
            .get_or_insert_with(|| backlog::backlog(tree, steps, about, |id| scores.estimate(id)))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// The backlog if it is known or quickly made.
    pub fn backlog_at_hand(&mut self) -> Option<&Backlog> {
        let few = self.workshop.tree.leaves().take(RANKED_AT_ONCE + 1).count() <= RANKED_AT_ONCE;
        if self.backlog.is_none() && !few { None } else { self.backlog().ok() }
    }

    /// The backlog, or a refusal that names the circle.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`].
    pub fn backlog_or_refusal(&mut self) -> Result<Backlog, AppError> {
        match self.backlog().cloned() {
            Ok(backlog) => Ok(backlog),
            Err(Circle(ids)) => {
                let circle = slicing::tree::Refusal::Circle(ids);
                Err(error::refusal(&self.workshop.tree, &circle))
            }
        }
    }

    /// Grows by one with every change.
    pub fn revision(&self) -> u32 {
        self.revision
    }
}
