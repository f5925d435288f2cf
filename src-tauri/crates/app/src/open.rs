//! The open workshop: the file, and what was read from it.

use std::path::Path;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use slicing::backlog::Memory;
use slicing::{SliceId, Workshop};
use store::{Access, Edit, Touched, WorkshopFile};

use crate::api::*;
use crate::planned::{self, Draft, Planned};
use crate::score::{self, Scores};
use crate::view;

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
    pub(crate) identity: Arc<str>,
    /// Shared with whoever computes something long from it; an edit leaves those their own.
    pub(crate) workshop: Arc<Workshop>,
    pub(crate) scores: Scores,
    revision: u32,
    planned: Option<Arc<Planned>>,
    memory: Arc<Mutex<Memory>>,
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
        let identity = file.identity()?.into();
        let workshop = Arc::new(file.load()?);
        workshop.tree.check().or_else(|refusal| match refusal {
            // The backlog lists a circle, and every edit that removes it is welcome.
            slicing::tree::Refusal::Circle(_) => Ok(()),
            other => Err(store::Error::Damaged(other.to_string())),
        })?;
        let scores = Scores::default();
        Ok(Self {
            file,
            identity,
            workshop,
            scores,
            revision: 1,
            planned: None,
            memory: Arc::default(),
        })
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
        self.planned = None;
        let tree = &mut Arc::make_mut(&mut self.workshop).tree;
        for id in &removed {
            tree.remove(*id);
        }
        let changed: Vec<SliceId> = read.iter().map(|slice| slice.id).collect();
        for slice in read {
            tree.put(slice);
        }
        let frame = if touched.frame { Some(self.read_frame()?) } else { None };
        self.revision = self.revision.wrapping_add(1);
        self.edited(label.to_owned(), &changed, removed, frame, focus)
    }

    fn read_frame(&mut self) -> Result<Frame, AppError> {
        let before = self.workshop.about.clone();
        let frame = self.file.frame()?;
        let workshop = Arc::make_mut(&mut self.workshop);
        *workshop = Workshop { tree: std::mem::take(&mut workshop.tree), ..frame };
        if !score::judge_alike(&self.workshop.about, &before) {
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
        let workshop = &self.workshop;
        ids.iter()
            .filter_map(|id| workshop.tree.get(*id))
            .map(|slice| view::row(slice, self.scores.get(workshop, slice.id)))
            .collect()
    }

    /// Judges the slices that are not judged yet.
    pub fn learn(&mut self, ids: impl Iterator<Item = SliceId>) {
        self.scores.learn(&self.workshop, ids);
    }

    /// The backlog as it is known for this revision, or what it takes to make it.
    pub fn planned_or_draft(&self) -> Result<Arc<Planned>, Draft> {
        if let Some(planned) = &self.planned {
            return Ok(Arc::clone(planned));
        }
        let unset: Vec<SliceId> = planned::unset(&self.workshop).collect();
        let known = |id: &SliceId| Some((*id, self.scores.estimate(*id)?));
        Err(Draft {
            workshop: Arc::clone(&self.workshop),
            identity: Arc::clone(&self.identity),
            revision: self.revision,
            estimates: unset.iter().filter_map(known).collect(),
            unknown: self.scores.unknown(unset.iter().copied()),
            memory: Arc::clone(&self.memory),
        })
    }

    /// Keeps a backlog for as long as nothing changes, and the scores that it took.
    pub fn keep(&mut self, planned: &Arc<Planned>, judged: Vec<(SliceId, RowScore)>) {
        self.scores.keep(judged, &planned.workshop, &self.workshop);
        if Arc::ptr_eq(&planned.workshop, &self.workshop) {
            self.planned = Some(Arc::clone(planned));
        }
    }

    /// The workshop with its backlog, made at once where it is not known.
    pub fn planned(&mut self) -> Arc<Planned> {
        self.planned_or_draft().unwrap_or_else(|draft| {
            let (planned, judged) = draft.finish();
            let planned = Arc::new(planned);
            self.keep(&planned, judged);
            planned
        })
    }

    /// The same if it is known or quickly made.
    pub fn planned_at_hand(&mut self) -> Option<Arc<Planned>> {
        let few = self.workshop.tree.leaves().take(RANKED_AT_ONCE + 1).count() <= RANKED_AT_ONCE;
        (self.planned.is_some() || few).then(|| self.planned())
    }
}

#[cfg(test)]
mod tests {
    use slicing::{About, OrderKey, Slice};

    use super::*;

    fn add(open: &mut Open, title: &'static str) -> SliceId {
        let write = move |edit: &mut Edit<'_>| {
            let id = edit.new_slice_id()?;
            edit.insert_slice(&Slice::new(id, None, OrderKey::first(), title))?;
            Ok(vec![id])
        };
        open.edit("Add", "test", Timestamp::UNIX_EPOCH, Box::new(write)).unwrap().focus[0]
    }

    #[test]
    fn a_backlog_of_before_an_edit_is_not_kept_but_its_scores_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.carpaccio");
        let file = WorkshopFile::create(&path, &About::default(), Timestamp::UNIX_EPOCH).unwrap();
        let mut open = Open::of(file).unwrap();
        let first = add(&mut open, "See the balance");
        open.scores.forget(first);
        let Err(draft) = open.planned_or_draft() else { panic!("nothing was planned yet") };
        assert_eq!(draft.unknown, [first]);
        add(&mut open, "Pay by card");
        let (planned, judged) = draft.finish();
        assert_eq!(planned.backlog_or_refusal().unwrap().entries.len(), 1);
        open.keep(&Arc::new(planned), judged);
        let Err(draft) = open.planned_or_draft() else { panic!("it is out of date") };
        assert!(draft.unknown.is_empty());
        assert_eq!(open.planned().backlog_or_refusal().unwrap().entries.len(), 2);
        assert!(open.planned_or_draft().is_ok());
    }
}
