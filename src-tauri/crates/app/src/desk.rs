//! The desk: at most one open workshop, and every use case as one method.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use slicing::backlog::Stability;
use slicing::judge::{Card, Context, Criterion};
use slicing::{About, Slice, SliceId, Status, Workshop};
use store::{Touched, WorkshopFile};
use trackers::{Format, Incoming};

use crate::api::*;
use crate::exchange::Subject;
use crate::forecast::Running;
use crate::gesture::{Arrival, Change};
use crate::handover::{Handed, Remembered};
use crate::jobs::{self, Advice, Scored};
use crate::memory::Memory;
use crate::open::Open;
use crate::planned::Planned;
use crate::samples::{SAMPLES, Sample};
use crate::sums::Sums;
use crate::{
    backlog, details, error, exchange, forecast, gesture, handover, import, needs, overview, paths,
    picture, reasons, score, text, view, what_if,
};

/// Tells what time it is where the user is.
pub type Clock = fn() -> Zoned;

/// How many changes the undo list shows.
const HISTORY: u32 = 500;

/// Where a user keeps things, and how the user writes.
#[derive(Debug, Clone)]
pub struct Places {
    /// The folder of the settings; made when something is remembered.
    pub config: PathBuf,
    /// The folder of the user's documents.
    pub documents: PathBuf,
    /// The user's language as a BCP 47 tag.
    pub locale: String,
}

/// What a window, a command line or a room works at.
#[derive(Debug)]
pub struct Desk {
    places: Option<Places>,
    memory: Option<Memory>,
    by: String,
    clock: Clock,
    state: Mutex<State>,
    /// Held by whoever makes a backlog, before `state`, so that others who want it do not make it
    /// a second time. Edits do not wait for it.
    planning: Mutex<()>,
    draws: Sums<Stability>,
    runs: Sums<Running>,
}

#[derive(Debug, Default)]
struct State {
    open: Option<Open>,
    opening: String,
}

impl State {
    fn open(&mut self) -> Result<&mut Open, AppError> {
        self.open.as_mut().ok_or_else(AppError::not_open)
    }
}

impl Desk {
    /// A desk that remembers settings and recent workshops. `by` signs every change.
    pub fn new(places: Places, by: &str, clock: Clock) -> Self {
        let memory = Some(Memory::new(&places.config));
        Self { places: Some(places), memory, ..Self::without_memory(by, clock) }
    }

    /// A desk that remembers nothing and has no usual folder.
    pub fn without_memory(by: &str, clock: Clock) -> Self {
        Self {
            places: None,
            memory: None,
            by: by.to_owned(),
            clock,
            state: Mutex::default(),
            planning: Mutex::default(),
            draws: Sums::default(),
            runs: Sums::default(),
        }
    }

    /// Remembers the file that the program was started with, for [`Desk::home_show`].
    pub fn open_at_start(&self, path: PathBuf) {
        self.lock().opening = path.to_string_lossy().into_owned();
    }

    /// Closes the workshop when the program ends. Nothing is lost if that fails.
    pub fn close_at_end(&self) {
        let _ = self.workshop_close();
    }

    fn now(&self) -> Timestamp {
        (self.clock)().timestamp()
    }

    fn today(&self) -> Date {
        (self.clock)().date()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The workshop as it is at this moment.
    fn workshop(&self) -> Result<Arc<Workshop>, AppError> {
        Ok(Arc::clone(&self.lock().open()?.workshop))
    }

    /// The same with its backlog, which is made while others may edit.
    fn planned(&self) -> Result<Arc<Planned>, AppError> {
        let _turn = self.planning.lock().unwrap_or_else(PoisonError::into_inner);
        let draft = match self.lock().open()?.planned_or_draft() {
            Ok(planned) => return Ok(planned),
            Err(draft) => draft,
        };
        let (planned, judged) = draft.finish();
        let planned = Arc::new(planned);
        if let Ok(open) = self.lock().open() {
            open.keep(&planned, judged);
        }
        Ok(planned)
    }

    fn subject(&self, format: Format) -> Result<Subject, AppError> {
        if format.shows_backlog() {
            Subject::ranked(&*self.planned()?)
        } else {
            Ok(Subject::plain(self.lock().open()?))
        }
    }

    /// What the home screen shows.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn home_show(&self) -> Result<Home, AppError> {
        Ok(Home {
            recent: self.memory.as_ref().map(Memory::recent).unwrap_or_default(),
            samples: SAMPLES.iter().map(Sample::view).collect(),
            settings: self.memory.as_ref().map(Memory::settings).unwrap_or_default(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            locale: self.places.as_ref().map_or("en", |places| &places.locale).to_owned(),
            folder: self.folder().to_string_lossy().into_owned(),
            opening: self.lock().opening.clone(),
        })
    }

    /// Where a new workshop is put unless somebody chooses.
    fn folder(&self) -> PathBuf {
        let documents = self.places.as_ref().map(|places| places.documents.clone());
        documents.unwrap_or_default().join("Carpaccio")
    }

    /// Remembers the settings.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn settings_save(&self, settings: Settings) -> Result<(), AppError> {
        self.remember(|memory| memory.keep_settings(settings))
    }

    /// Takes a workshop off the list of recent ones; the file stays.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn recent_forget(&self, path: String) -> Result<Vec<RecentWorkshop>, AppError> {
        self.remember(|memory| memory.forget_recent(&path))?;
        Ok(self.memory.as_ref().map(Memory::recent).unwrap_or_default())
    }

    fn remember(&self, what: impl FnOnce(&Memory) -> std::io::Result<()>) -> Result<(), AppError> {
        self.memory
            .as_ref()
            .map_or(Ok(()), what)
            .map_err(|error| AppError::from_io("The settings were not saved", &error))
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
        let content = match &sample {
            Some(name) => Some(sample_named(name)?.content()),
            None => None,
        };
        let own = content.as_ref().and_then(|content| content.about.title.clone());
        let title = match text::line(&title) {
            title if title.is_empty() => own.unwrap_or_default(),
            title => title,
        };
        let content = content.map_or(Content::Nothing, |sample| Content::Sample(Box::new(sample)));
        self.make(&title, content, path.as_deref().map(Path::new))
    }

    /// Makes a workshop with some content, and opens it.
    fn make(
        &self,
        title: &str,
        content: Content,
        path: Option<&Path>,
    ) -> Result<Outline, AppError> {
        let path = match path {
            Some(path) => path.to_owned(),
            None => self.usual_path(title)?,
        };
        let about = About { title: title.to_owned(), ..About::default() };
        let file = WorkshopFile::create(&path, &about, self.now())?;
        let made = Open::of(file).and_then(|mut open| {
            let now = self.now();
            if let Some(change) = content.change(&open, now)? {
                open.edit(&change.label, &self.by, now, change.write)?;
            }
            Ok(open)
        });
        match made {
            Ok(open) => self.put(open),
            Err(error) => {
                // It is ours and holds nothing.
                let _ = fs::remove_file(&path);
                Err(error)
            }
        }
    }

    fn usual_path(&self, title: &str) -> Result<PathBuf, AppError> {
        let folder = self.folder();
        fs::create_dir_all(&folder).map_err(|error| {
            AppError::from_io(&format!("{} cannot be made", folder.display()), &error)
        })?;
        Ok(paths::free(&folder, &paths::file_stem(title), paths::EXTENSION))
    }

    /// Opens a workshop file; the one that was open is closed.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn workshop_open(&self, path: String) -> Result<Outline, AppError> {
        let path = PathBuf::from(path);
        let open_path = self.lock().open.as_ref().map(|open| open.file.path().to_owned());
        if open_path.is_some() && fs::canonicalize(&path).ok() == open_path {
            return self.outline_load();
        }
        let open = Open::at(&path, self.now())?;
        self.put(open)
    }

    /// Puts a workshop on the desk in place of the one that is there.
    fn put(&self, open: Open) -> Result<Outline, AppError> {
        self.workshop_close()?;
        let mut state = self.lock();
        let outline = state.open.insert(open).outline()?;
        self.remember_open(state.open()?);
        Ok(outline)
    }

    /// Puts the open workshop first in the list of recent ones. That this can fail is no reason not
    /// to open it.
    fn remember_open(&self, open: &mut Open) {
        let Some(memory) = &self.memory else { return };
        let leaves = open.workshop.tree.leaves().filter(|leaf| leaf.status != Status::Dropped);
        let leaves = view::number(leaves.count());
        let planned = open.planned_at_hand();
        let backlog = planned.as_ref().and_then(|planned| planned.backlog.as_ref().ok());
        let mvp = backlog.map_or(0, |backlog| view::number(backlog.mvp().count));
        let changed = open.file.changed_at().unwrap_or_else(|_| self.now());
        let _ = memory.keep_recent(RecentWorkshop {
            path: open.file.path().to_string_lossy().into_owned(),
            title: open.workshop.about.title.clone(),
            leaves,
            mvp,
            changed: changed.to_string(),
            missing: false,
        });
    }

    /// Closes the workshop; its file is complete on its own then.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn workshop_close(&self) -> Result<(), AppError> {
        let mut state = self.lock();
        if let Some(mut open) = state.open.take() {
            self.remember_open(&mut open);
            open.file.close()?;
        }
        Ok(())
    }

    /// The open workshop, whole.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn outline_load(&self) -> Result<Outline, AppError> {
        self.lock().open()?.outline()
    }

    /// Scores of these slices; ids that do not exist are left out.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn rows_score(&self, ids: Vec<SliceId>) -> Result<Vec<ScoredRow>, AppError> {
        let then = self.workshop()?;
        let unknown = self.lock().open()?.scores.unknown(ids.iter().copied());
        let judged = score::judged(&then, &unknown);
        let mut state = self.lock();
        let open = state.open()?;
        open.scores.keep(judged, &then, &open.workshop);
        // What was changed meanwhile.
        open.learn(ids.iter().copied());
        let workshop = &open.workshop;
        let scored = |id: SliceId| Some(ScoredRow { id, score: open.scores.get(workshop, id)? });
        let exists = |id: &SliceId| workshop.tree.get(*id).is_some();
        Ok(ids.into_iter().filter(exists).filter_map(scored).collect())
    }

    /// The scores of every leaf, in the order of the outline.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn leaves_score(&self) -> Result<Vec<(Named, Scored)>, AppError> {
        self.judge_leaves(jobs::scored)
    }

    /// Which criterion fails how often, as far as the leaves are judged: ask for their scores with
    /// [`Desk::rows_score`], a piece at a time.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn overview_show(&self) -> Result<OverviewView, AppError> {
        let mut state = self.lock();
        let Open { workshop, scores, .. } = state.open()?;
        Ok(overview::of(workshop, |id| scores.get(workshop, id).map(|score| score.failing)))
    }

    /// The same for what [`Desk::leaves_score`] has answered.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn leaves_overview(&self, scored: &[(Named, Scored)]) -> Result<OverviewView, AppError> {
        let workshop = self.workshop()?;
        let judged: FxHashMap<SliceId, &Scored> =
            scored.iter().map(|(name, scored)| (name.id, scored)).collect();
        Ok(overview::of(&workshop, |id| {
            let waits = score::waiting(&workshop, id).verdict.fails();
            let waits = waits.then_some(Criterion::Independent);
            Some(judged.get(&id)?.criteria.failing().chain(waits).collect())
        }))
    }

    /// The advice for every leaf, in the order of the outline.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn leaves_advise(&self) -> Result<Vec<(Named, Advice)>, AppError> {
        self.judge_leaves(jobs::advice)
    }

    fn judge_leaves<T: Send>(
        &self,
        judge: fn(String, &Card<'_>, &Context<'_>) -> T,
    ) -> Result<Vec<(Named, T)>, AppError> {
        let workshop = self.workshop()?;
        let Workshop { about, tree, .. } = &*workshop;
        let yardstick = score::Yardstick::of(about);
        let leaves: Vec<&Slice> = tree.leaves().collect();
        let judged = |leaf: &&Slice| {
            let name = Named { id: leaf.id, title: leaf.title.clone() };
            let context = yardstick.context(leaf);
            (name, score::with_card(leaf, |card| judge(leaf.id.to_string(), card, &context)))
        };
        Ok(leaves.par_iter().map(judged).collect())
    }

    /// One slice in full.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn slice_show(&self, id: SliceId) -> Result<Details, AppError> {
        details::details(self.lock().open()?, id).ok_or_else(|| gone(id))
    }

    /// The slices in whose title, narrative, criteria, notes, tags, questions or deferrals the words
    /// stand: all of them, in any place and in upper or lower case.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn slices_find(&self, text: String) -> Result<Vec<SliceId>, AppError> {
        let workshop = self.workshop()?;
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let slices: Vec<&Slice> = workshop.tree.walk().map(|(slice, _)| slice).collect();
        let holds = |slice: &&&Slice| {
            let all = words_of(slice).to_lowercase();
            words.iter().all(|word| all.contains(word))
        };
        Ok(slices.par_iter().filter(holds).map(|slice| slice.id).collect())
    }

    /// The selection as text and without loss.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn slices_copy(&self, ids: Vec<SliceId>) -> Result<Copied, AppError> {
        exchange::copy(self.lock().open()?, &ids)
    }

    /// The tree that pasting would bring.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn paste_preview(&self, pasted: Pasted) -> Result<Vec<NewSlice>, AppError> {
        Ok(exchange::items(&gesture::pasted(&pasted)?.slices, usize::MAX))
    }

    /// Does one gesture: one transaction, one undo step.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn workshop_edit(&self, gesture: Gesture) -> Result<Edited, AppError> {
        let mut state = self.lock();
        let open = state.open()?;
        open.writable()?;
        let change = gesture::plan(open, gesture)?;
        open.edit(&change.label, &self.by, self.now(), change.write)
    }

    /// How a slice can be split.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn advice_show(&self, id: SliceId) -> Result<AdviceView, AppError> {
        details::advice(self.lock().open()?, id).ok_or_else(|| gone(id))
    }

    /// What drafts are worth as a split.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn split_judge(&self, id: SliceId, drafts: Vec<DraftView>) -> Result<SplitView, AppError> {
        details::split(self.lock().open()?, id, &drafts).ok_or_else(|| gone(id))
    }

    /// Takes the last change back; an empty label says that there was none.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_undo(&self) -> Result<Edited, AppError> {
        self.replay(|open, now| open.file.undo(now))
    }

    /// Brings a change back again; an empty label says that there was none.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_redo(&self) -> Result<Edited, AppError> {
        self.replay(|open, now| open.file.redo(now))
    }

    fn replay(
        &self,
        step: impl FnOnce(&Open, Timestamp) -> Result<Option<store::Replayed>, store::Error>,
    ) -> Result<Edited, AppError> {
        let mut state = self.lock();
        let open = state.open()?;
        open.writable()?;
        match step(open, self.now())? {
            Some(replayed) => {
                let focus = replayed.touched.slices.iter().copied().take(1).collect();
                open.refresh(&replayed.touched, &replayed.label, focus)
            }
            None => open.refresh(&Touched::default(), "", Vec::new()),
        }
    }

    /// The latest 500 changes, the last one first.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_list(&self) -> Result<Vec<HistoryEntry>, AppError> {
        let entries = self.lock().open()?.file.history(HISTORY, None)?;
        Ok(entries.into_iter().map(history_entry).collect())
    }

    /// Undoes or redoes until the change with this number is the last one; 0 is the state before the
    /// first.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn history_go(&self, number: u32) -> Result<Edited, AppError> {
        let mut state = self.lock();
        let open = state.open()?;
        open.writable()?;
        let mut touched = Touched::default();
        let went = self.walk_to(open, number, &mut touched);
        // What was reached is shown, also when a step on the way failed.
        let label = open.file.undo_label()?.unwrap_or_else(|| "The beginning".to_owned());
        let edited = open.refresh(&touched, &label, Vec::new())?;
        went.map(|()| edited)
    }

    fn walk_to(&self, open: &Open, number: u32, touched: &mut Touched) -> Result<(), AppError> {
        loop {
            let now = self.now();
            let at = open.file.history(1, None)?;
            let latest = at.first().map_or(0, |entry| entry.number);
            let target = number.min(latest);
            let position = position(open)?;
            let step = match position.cmp(&target) {
                std::cmp::Ordering::Equal => return Ok(()),
                std::cmp::Ordering::Greater => open.file.undo(now)?,
                std::cmp::Ordering::Less => open.file.redo(now)?,
            };
            let Some(step) = step else { return Ok(()) };
            touched.slices.extend(step.touched.slices);
            touched.removed.extend(step.touched.removed);
            touched.frame |= step.touched.frame;
        }
    }

    /// The named snapshots, the last one first.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn snapshot_list(&self) -> Result<Vec<SnapshotView>, AppError> {
        snapshots(self.lock().open()?)
    }

    /// Keeps the present state under a name.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn snapshot_take(&self, name: String) -> Result<Vec<SnapshotView>, AppError> {
        let name = text::line(&name);
        if name.is_empty() {
            return Err(AppError::bad_input("A snapshot needs a name. Write one first."));
        }
        let mut state = self.lock();
        let open = state.open()?;
        open.writable()?;
        open.file.snapshot(&name, self.now())?;
        snapshots(open)
    }

    /// Goes back to a snapshot, as one undo step.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn snapshot_restore(&self, name: String) -> Result<Edited, AppError> {
        let mut state = self.lock();
        let open = state.open()?;
        open.writable()?;
        let touched = open.file.restore(&name, &self.by, self.now())?;
        let label = open.file.undo_label()?.unwrap_or_default();
        open.refresh(&touched, &label, Vec::new())
    }

    /// The leaves in order.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn backlog_show(&self) -> Result<BacklogView, AppError> {
        Ok(backlog::view(&*self.planned()?))
    }

    /// Why a slice stands where it stands.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn backlog_why(&self, id: SliceId) -> Result<WhyView, AppError> {
        backlog::why(&*self.planned()?, id)
    }

    /// Why one of two slices stands before the other.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn backlog_compare(&self, first: SliceId, second: SliceId) -> Result<AnswerView, AppError> {
        reasons::compare(&*self.planned()?, first, second)
    }

    /// What would have to change for a slice to come into the MVP, or to leave it.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn backlog_change(&self, id: SliceId) -> Result<AnswerView, AppError> {
        reasons::change(&*self.planned()?, id)
    }

    /// How firm the plan is, after up to `more` further draws: ask again until there are enough.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn stability_show(&self, more: u32) -> Result<StabilityView, AppError> {
        let planned = self.planned()?;
        let backlog = planned.backlog_or_refusal()?;
        let begin = || Ok(Stability::new(backlog));
        self.draws.advance(&planned, begin, |stability| {
            stability.advance(more);
            reasons::firmness(&planned, stability)
        })
    }

    /// Who needs whom.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn needs_show(&self) -> Result<NeedsView, AppError> {
        Ok(needs::view(&*self.planned()?))
    }

    /// When what will be done, after up to `more` further runs: ask again until there are enough.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn forecast_show(&self, more: u32) -> Result<ForecastView, AppError> {
        let planned = self.planned()?;
        let begin = || Running::new(&planned, self.today());
        self.runs.advance(&planned, begin, |running| {
            running.advance(more);
            Ok(running.view(planned.revision))
        })
    }

    /// The same at once, with a pace that the workshop does not keep.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn forecast_for(&self, pace: PaceView) -> Result<ForecastView, AppError> {
        gesture::check_pace(&pace)?;
        let planned = self.planned()?;
        let mut running = Running::at_pace(&planned, pace.into(), self.today())?;
        running.advance(u32::MAX);
        Ok(running.view(planned.revision))
    }

    /// Counts what was finished in each week from a tracker's export with dates.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn throughput_count(&self, source: ImportSource) -> Result<ThroughputView, AppError> {
        let (what, bytes) = exchange::bytes(&source)?;
        forecast::count_finished(&what, &bytes, self.today())
    }

    /// The plan as it is beside the plan as it would be.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn plan_try(&self, change: WhatIf) -> Result<WhatIfView, AppError> {
        what_if::try_out(&*self.planned()?, &change, self.today())
    }

    /// Saves a picture, given as text in base 64.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn picture_save(&self, path: String, base64: String) -> Result<(), AppError> {
        picture::save(Path::new(&path), &base64)
    }

    /// Every exchange format.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn format_list(&self) -> Result<Vec<FormatView>, AppError> {
        Ok(exchange::formats())
    }

    /// Exactly what a hand-over would write.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_preview(
        &self,
        format: String,
        scope: HandoverScope,
    ) -> Result<HandoverPreview, AppError> {
        self.handover_make(&format, scope)?.preview()
    }

    /// What would be handed over, whole or only what has changed since the last time.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_make(&self, format: &str, scope: HandoverScope) -> Result<Handed, AppError> {
        let format = exchange::written_format(format)?;
        let subject = self.subject(format)?;
        match scope {
            HandoverScope::Whole => Ok(Handed::new(format, subject, None)),
            HandoverScope::Changed => {
                let remembered = Remembered::of(self.lock().open()?, &[format])?;
                let ours = handover::as_read(subject.workshop(), subject.identity())?;
                let changes = handover::changes(format, &remembered, &ours);
                Ok(Handed::new(format, subject, Some(&changes)))
            }
        }
    }

    /// Remembers a hand-over that was delivered, into a file of this folder if it was one, and adds
    /// to the report. That it cannot be remembered is told too, and is no failure.
    pub fn handover_delivered(
        &self,
        handed: &Handed,
        report: ReportView,
        folder: Option<&Path>,
    ) -> ReportView {
        match self.remember_handover(handed, folder) {
            Ok(()) => report,
            Err(error) => handover::forgotten(report, &error),
        }
    }

    fn remember_handover(&self, handed: &Handed, folder: Option<&Path>) -> Result<(), AppError> {
        let subject = &handed.subject;
        self.lock().open()?.writable()?;
        let content = handover::lossless(subject.workshop(), subject.identity())?;
        let folder = folder.map(|folder| folder.to_string_lossy());
        let mut state = self.lock();
        let open = state.open()?;
        if *open.identity != *subject.identity() {
            return Err(AppError::not_open());
        }
        let format = handed.format.id();
        Ok(open.file.remember_handover(format, folder.as_deref(), &content, self.now())?)
    }

    /// Writes a hand-over to a file, whole or not at all, and never over the workshop itself. Where
    /// the tracker limits the rows of a file, others stand beside it; a format of many files makes a
    /// folder.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_save(
        &self,
        format: String,
        path: String,
        scope: HandoverScope,
    ) -> Result<ReportView, AppError> {
        let path = Path::new(&path);
        let itself = self.lock().open()?.file.path().to_owned();
        if fs::canonicalize(path).is_ok_and(|path| path == itself) {
            return Err(AppError::bad_input("This is the workshop itself. Choose another name."));
        }
        let handed = self.handover_make(&format, scope)?;
        let report = handed.save(path)?;
        let file = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        Ok(self.handover_delivered(&handed, report, file.parent()))
    }

    /// A hand-over to be copied; it counts as delivered.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_copy(
        &self,
        format: String,
        scope: HandoverScope,
    ) -> Result<HandedText, AppError> {
        let handed = self.handover_make(&format, scope)?;
        let mut text = Vec::new();
        let report = handed.write(&mut text)?;
        let report = self.handover_delivered(&handed, report, None);
        Ok(HandedText { text: String::from_utf8_lossy(&text).into_owned(), report })
    }

    /// What has changed since the last hand-over to a format.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_changes(&self, format: String) -> Result<HandoverChanges, AppError> {
        let format = exchange::format(&format)?;
        let (subject, remembered) = {
            let mut state = self.lock();
            let open = state.open()?;
            (Subject::plain(open), Remembered::of(open, &[format])?)
        };
        let ours = handover::as_read(subject.workshop(), subject.identity())?;
        Ok(handover::changes(format, &remembered, &ours))
    }

    /// What was handed over last, to begin with it the next time.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn handover_last(&self) -> Result<Option<HandoverChoice>, AppError> {
        let last = self.lock().open()?.file.latest_handover()?;
        Ok(last.map(|last| HandoverChoice {
            format: last.format,
            at: last.at.to_string(),
            folder: last.folder.unwrap_or_default(),
        }))
    }

    /// What a tracker calls the slices in each role that it tells apart.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn types_list(&self, format: String) -> Result<Vec<RoleName>, AppError> {
        Ok(handover::types(&*self.workshop()?, exchange::format(&format)?))
    }

    /// What an import would bring.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_preview(
        &self,
        source: ImportSource,
        format: Option<String>,
        columns: Vec<ColumnChoice>,
    ) -> Result<ImportPreview, AppError> {
        Ok(exchange::import_preview(&exchange::read(&source, format.as_deref(), &columns)?))
    }

    /// Imports into a new workshop and opens it.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_create(
        &self,
        source: ImportSource,
        format: Option<String>,
        columns: Vec<ColumnChoice>,
        title: String,
    ) -> Result<Outline, AppError> {
        self.import_into(source, format, columns, &title, None)
    }

    /// Imports into a new workshop at `path` and opens it.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_create_at(
        &self,
        source: ImportSource,
        format: Option<String>,
        columns: Vec<ColumnChoice>,
        path: &Path,
    ) -> Result<Outline, AppError> {
        self.import_into(source, format, columns, "", Some(path))
    }

    fn import_into(
        &self,
        source: ImportSource,
        format: Option<String>,
        columns: Vec<ColumnChoice>,
        title: &str,
        path: Option<&Path>,
    ) -> Result<Outline, AppError> {
        let read = exchange::read(&source, format.as_deref(), &columns)?;
        if read.incoming.slices.is_empty() {
            return Err(AppError::bad_input("There is no slice in it, so nothing was imported."));
        }
        let title = match text::line(title) {
            title if title.is_empty() => read.title.clone(),
            title => title,
        };
        self.make(&title, Content::File(Box::new(read)), path)
    }

    /// Imports into the open workshop, as one undo step: what the file knows by a reference or by a
    /// tracker's name is updated where only the file has changed it, everything else comes below the
    /// last epic. Tells what it did.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_update(
        &self,
        source: ImportSource,
        format: Option<String>,
        columns: Vec<ColumnChoice>,
        choices: ImportChoices,
    ) -> Result<(Edited, ImportOutcome), AppError> {
        let read = exchange::read(&source, format.as_deref(), &columns)?;
        let now = self.now();
        let mut state = self.lock();
        let open = state.open()?;
        open.writable()?;
        let planned = import::plan(open, read, choices, now)?;
        let edited = match planned.change {
            Some(change) => open.edit(&change.label, &self.by, now, change.write)?,
            None => open.refresh(&Touched::default(), "", Vec::new())?,
        };
        Ok((edited, planned.outcome))
    }

    /// What [`Desk::import_update`] would do.
    ///
    /// # Errors
    /// See [`ErrorCode`].
    pub fn import_try(
        &self,
        source: ImportSource,
        format: Option<String>,
        columns: Vec<ColumnChoice>,
        choices: ImportChoices,
    ) -> Result<ImportOutcome, AppError> {
        let read = exchange::read(&source, format.as_deref(), &columns)?;
        let mut state = self.lock();
        Ok(import::plan(state.open()?, read, choices, self.now())?.outcome)
    }
}

/// What a new workshop begins with.
enum Content {
    Nothing,
    Sample(Box<Incoming>),
    File(Box<exchange::Source>),
}

impl Content {
    /// What writes it.
    ///
    /// # Errors
    /// Those of an import.
    fn change(self, open: &Open, now: Timestamp) -> Result<Option<Change>, AppError> {
        match self {
            Self::Nothing => Ok(None),
            Self::Sample(sample) => {
                let title = sample.about.title.clone().unwrap_or_default();
                let arrival = Arrival::new(&open.workshop, *sample, None, None)?;
                let label = format!("Begin with “{title}”");
                Ok(Some(Change::new(label, move |edit| arrival.write(edit))))
            }
            Self::File(file) => {
                Ok(import::plan(open, *file, ImportChoices::default(), now)?.change)
            }
        }
    }
}

fn sample_named(name: &str) -> Result<&'static Sample, AppError> {
    Sample::named(name).ok_or_else(|| {
        let names: Vec<&str> = SAMPLES.iter().map(|sample| sample.name).collect();
        AppError::bad_input(format!(
            "There is no template {:?}. Choose one of: {}.",
            name.chars().take(40).collect::<String>(),
            names.join(", ")
        ))
    })
}

fn gone(id: SliceId) -> AppError {
    let unknown = slicing::tree::Refusal::Unknown(id);
    error::refusal(&slicing::Tree::default(), &unknown)
}

fn words_of(slice: &Slice) -> String {
    let mut all = vec![slice.title.as_str(), &slice.narrative, &slice.notes];
    all.extend(slice.acceptance.iter().map(|item| item.text.as_str()));
    all.extend(slice.tags.iter().map(String::as_str));
    all.extend(slice.questions.iter().flat_map(|q| [q.text.as_str(), &q.owner, &q.answer]));
    all.extend(slice.deferrals.iter().flat_map(|d| [d.text.as_str(), &d.owner]));
    all.join("\n")
}

fn history_entry(entry: store::Entry) -> HistoryEntry {
    HistoryEntry {
        number: entry.number,
        label: entry.label,
        by: entry.by,
        at: entry.at.to_string(),
        undone: entry.undone,
    }
}

/// The number of the last change that is in effect.
fn position(open: &Open) -> Result<u32, AppError> {
    let mut before = None;
    loop {
        let page = open.file.history(HISTORY, before)?;
        if let Some(entry) = page.iter().find(|entry| !entry.undone) {
            return Ok(entry.number);
        }
        match page.last() {
            Some(last) => before = Some(last.number),
            None => return Ok(0),
        }
    }
}

fn snapshots(open: &Open) -> Result<Vec<SnapshotView>, AppError> {
    let view = |snapshot: store::Snapshot| SnapshotView {
        name: snapshot.name,
        at: snapshot.at.to_string(),
        slices: snapshot.slices,
    };
    Ok(open.file.snapshots()?.into_iter().map(view).collect())
}
