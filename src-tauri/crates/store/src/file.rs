//! One open workshop file, used from any thread. A thread of its own owns the connection, so there is
//! one writer and no lock to hold.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Transaction, TransactionBehavior};
use slicing::{About, Slice, SliceId, Tree, Workshop};

use crate::changeset::{self, Touched};
use crate::database::{Access, Database};
use crate::table::handover::{self, HandedOver};
use crate::table::history::{self, Change, Entry};
use crate::table::imported::{self, Imported, Origin};
use crate::table::snapshot::{self, Snapshot};
use crate::table::{Which, meta, slice};
use crate::{Edit, Error, deflate};

/// After this long without a call, the log is moved into the file.
const IDLE: Duration = Duration::from_secs(2);

type Job = Box<dyn FnOnce(&mut Database) + Send>;

/// An edit that was undone or redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// What the edit was, for people.
    pub label: String,
    /// What changed now.
    pub touched: Touched,
}

/// One open workshop file. Dropping it closes the file.
#[derive(Debug)]
pub struct WorkshopFile {
    jobs: Option<Sender<Job>>,
    owner: Option<JoinHandle<Result<(), Error>>>,
    path: PathBuf,
    access: Access,
}

impl WorkshopFile {
    /// Makes a new workshop file and opens it.
    ///
    /// # Errors
    /// [`Error::Exists`], also when another program is just making it; [`Error::NoFolder`];
    /// [`Error::NotWritable`]; [`Error::Full`].
    pub fn create(path: &Path, about: &About, now: Timestamp) -> Result<Self, Error> {
        Self::start(Database::create(path, about, now)?)
    }

    /// Opens a workshop file; read-only when another window or program has it open (see
    /// [`WorkshopFile::access`]). A file of an earlier version is first copied to
    /// `NAME.carpaccio.backup-vN-TIME` and then brought up to date.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Directory`], [`Error::Empty`], [`Error::NotAWorkshop`],
    /// [`Error::Foreign`], [`Error::Newer`], [`Error::Damaged`], [`Error::NoPermission`],
    /// [`Error::NotWritable`], [`Error::Locked`]; none of them changes the file.
    pub fn open(path: &Path, now: Timestamp) -> Result<Self, Error> {
        Self::start(Database::open(path, now)?)
    }

    fn start(database: Database) -> Result<Self, Error> {
        let (path, access) = (database.path.clone(), database.access());
        let (jobs, inbox) = mpsc::channel();
        let owner = thread::Builder::new()
            .name("workshop file".into())
            .spawn(move || serve(database, &inbox))
            .map_err(|error| Error::from_io(&path, &error))?;
        Ok(Self { jobs: Some(jobs), owner: Some(owner), path, access })
    }

    /// Where the file lies, as an absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it may be used for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// 32 hexadecimal digits that no other workshop has; copies of the file share them.
    ///
    /// # Errors
    /// Those of reading.
    pub fn identity(&self) -> Result<String, Error> {
        self.ask(|file| meta::identity(&file.connection))
    }

    /// When the content was last changed, to the millisecond.
    ///
    /// # Errors
    /// Those of reading.
    pub fn changed_at(&self) -> Result<Timestamp, Error> {
        self.ask(|file| meta::changed_at(&file.connection))
    }

    /// Reads everything.
    ///
    /// # Errors
    /// [`Error::Damaged`] when slices are below themselves or hold words that nobody knows.
    pub fn load(&self) -> Result<Workshop, Error> {
        self.ask(|file| file.load())
    }

    /// Reads slices again, sorted by id. Those that do not exist are left out.
    ///
    /// # Errors
    /// Those of reading.
    pub fn slices(&self, ids: &[SliceId]) -> Result<Vec<Slice>, Error> {
        let which = Which::of(ids.iter().copied());
        self.ask(move |file| slice::read(&file.connection, &which))
    }

    /// Reads again what is not about single slices: the workshop with an empty tree.
    ///
    /// # Errors
    /// Those of reading.
    pub fn frame(&self) -> Result<Workshop, Error> {
        self.ask(|file| file.frame())
    }

    /// Makes one edit: what `f` writes happens as a whole and becomes one entry of the history, or
    /// nothing happens. Undone edits can then no longer be redone. An edit that changes nothing makes
    /// no entry.
    ///
    /// `label` says what is done and `by` who does it. `f` runs on the thread that owns the file, so
    /// it must not ask the file for anything itself.
    ///
    /// # Errors
    /// Those of `f`; [`Error::ReadOnly`]; [`Error::Refused`] when something that the edit refers to
    /// does not exist at its end; [`Error::Full`].
    pub fn edit<T, E, F>(
        &self,
        label: &str,
        by: &str,
        now: Timestamp,
        f: F,
    ) -> Result<(T, Touched), E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Edit<'_>) -> Result<T, E> + Send + 'static,
    {
        let (label, by) = (label.to_owned(), by.to_owned());
        self.ask(move |file| file.edit((&label, &by, now), f))
    }

    /// Takes back the last edit that is in effect; `None` when there is none.
    ///
    /// # Errors
    /// [`Error::ReadOnly`]; [`Error::ChangedElsewhere`], after which nothing has changed.
    pub fn undo(&self, now: Timestamp) -> Result<Option<Replayed>, Error> {
        self.ask(move |file| file.undo(now))
    }

    /// Makes the first undone edit again; `None` when there is none.
    ///
    /// # Errors
    /// As [`WorkshopFile::undo`].
    pub fn redo(&self, now: Timestamp) -> Result<Option<Replayed>, Error> {
        self.ask(move |file| file.redo(now))
    }

    /// At most `limit` entries of the history, newest first, only those before the number `before`
    /// if it is given.
    ///
    /// # Errors
    /// Those of reading.
    pub fn history(&self, limit: u32, before: Option<u32>) -> Result<Vec<Entry>, Error> {
        self.ask(move |file| history::read(&file.connection, limit, before))
    }

    /// What [`WorkshopFile::undo`] would take back.
    ///
    /// # Errors
    /// Those of reading.
    pub fn undo_label(&self) -> Result<Option<String>, Error> {
        self.ask(|file| history::label(&file.connection, 0))
    }

    /// What [`WorkshopFile::redo`] would make again.
    ///
    /// # Errors
    /// Those of reading.
    pub fn redo_label(&self) -> Result<Option<String>, Error> {
        self.ask(|file| history::label(&file.connection, 1))
    }

    /// Keeps the present state under a name. This is not an edit.
    ///
    /// # Errors
    /// [`Error::NameTaken`]; [`Error::ReadOnly`].
    pub fn snapshot(&self, name: &str, now: Timestamp) -> Result<(), Error> {
        let name = name.to_owned();
        self.ask(move |file| file.snapshot(&name, now))
    }

    /// The snapshots, newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, Error> {
        self.ask(|file| snapshot::read(&file.connection))
    }

    /// Forgets a snapshot. This is not an edit.
    ///
    /// # Errors
    /// [`Error::Unknown`]; [`Error::ReadOnly`].
    pub fn forget_snapshot(&self, name: &str) -> Result<(), Error> {
        let name = name.to_owned();
        self.ask(move |file| {
            file.writable()?;
            snapshot::delete(&file.connection, &name)
        })
    }

    /// Goes back to a snapshot, as one edit.
    ///
    /// # Errors
    /// [`Error::Unknown`]; [`Error::ReadOnly`].
    pub fn restore(&self, name: &str, by: &str, now: Timestamp) -> Result<Touched, Error> {
        let (name, by) = (name.to_owned(), by.to_owned());
        self.ask(move |file| file.restore(&name, &by, now))
    }

    /// Remembers a hand-over: the format, the folder of its file if there is one, and the workshop as
    /// it was. It takes the place of the last one to that format. This is not an edit.
    ///
    /// # Errors
    /// [`Error::ReadOnly`]; [`Error::Full`].
    pub fn remember_handover(
        &self,
        format: &str,
        folder: Option<&str>,
        content: &[u8],
        now: Timestamp,
    ) -> Result<(), Error> {
        let (format, folder) = (format.to_owned(), folder.map(str::to_owned));
        let packed = deflate::packed(content)?;
        self.ask(move |file| {
            file.writable()?;
            handover::put(&file.connection, (&format, folder.as_deref()), now, &packed)
        })
    }

    /// The last hand-over of all formats.
    ///
    /// # Errors
    /// Those of reading.
    pub fn latest_handover(&self) -> Result<Option<HandedOver>, Error> {
        self.ask(|file| handover::latest(&file.connection))
    }

    /// The last hand-over to a format, and the workshop as it was.
    ///
    /// # Errors
    /// Those of reading.
    pub fn handed_over(&self, format: &str) -> Result<Option<(HandedOver, Vec<u8>)>, Error> {
        let format = format.to_owned();
        let found = self.ask(move |file| handover::read(&file.connection, &format))?;
        found.map(|(handed, packed)| Ok((handed, deflate::unpacked(&packed)?))).transpose()
    }

    /// The last file that was imported from a source ([`Edit::remember_import`]).
    ///
    /// # Errors
    /// Those of reading.
    pub fn imported(&self, source: &str) -> Result<Option<(Imported, Vec<u8>)>, Error> {
        let source = source.to_owned();
        let found = self.ask(move |file| imported::read(&file.connection, &source))?;
        found.map(|(imported, packed)| Ok((imported, deflate::unpacked(&packed)?))).transpose()
    }

    /// The workshop whose ids the slices of this one have kept, if there is one.
    ///
    /// # Errors
    /// Those of reading.
    pub fn origin(&self) -> Result<Option<Origin>, Error> {
        self.ask(|file| imported::origin(&file.connection))
    }

    /// Closes the file, which is then complete on its own.
    ///
    /// # Errors
    /// [`Error::Full`] or [`Error::Disk`]; every edit is safe in the log beside the file then.
    pub fn close(mut self) -> Result<(), Error> {
        self.end()
    }

    fn end(&mut self) -> Result<(), Error> {
        self.jobs = None;
        match self.owner.take().map(JoinHandle::join) {
            Some(Ok(closed)) => closed,
            Some(Err(_)) => Err(Error::Closed),
            None => Ok(()),
        }
    }

    /// Has the owner of the connection do something, and waits for its answer.
    fn ask<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Database) -> Result<T, E> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |file| {
            // Whoever asked waits, unless the program is ending.
            let _ = reply.send(f(file));
        });
        let jobs = self.jobs.as_ref().ok_or(Error::Closed)?;
        jobs.send(job).map_err(|_| Error::Closed)?;
        answer.recv().map_err(|_| Error::Closed)?
    }
}

impl Drop for WorkshopFile {
    fn drop(&mut self) {
        // Every edit is in the log, so nothing is lost when the last tidying fails.
        let _ = self.end();
    }
}

/// Does what is asked until nobody can ask any more.
fn serve(mut file: Database, inbox: &Receiver<Job>) -> Result<(), Error> {
    let mut tidy = true;
    loop {
        let job = if tidy {
            inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            inbox.recv_timeout(IDLE)
        };
        match job {
            Ok(job) => {
                job(&mut file);
                tidy = file.access() != Access::ReadWrite;
            }
            // What is in the way now may be gone after the next job.
            Err(RecvTimeoutError::Timeout) => {
                let _ = file.checkpoint();
                tidy = true;
            }
            Err(RecvTimeoutError::Disconnected) => return file.close(),
        }
    }
}

impl Database {
    fn load(&self) -> Result<Workshop, Error> {
        let tree = Tree::from_slices(slice::read(&self.connection, &Which::All)?);
        if tree.walk().count() < tree.len() {
            return Err(Error::Damaged("slices are below themselves".into()));
        }
        Ok(Workshop { tree, ..self.frame()? })
    }

    fn writable(&self) -> Result<(), Error> {
        match self.access() {
            Access::ReadWrite => Ok(()),
            Access::ReadOnly(reason) => Err(Error::ReadOnly(reason)),
        }
    }

    fn edit<T, E: From<Error>>(
        &mut self,
        entry: (&str, &str, Timestamp),
        f: impl FnOnce(&mut Edit<'_>) -> Result<T, E>,
    ) -> Result<(T, Touched), E> {
        let transaction = self.begin()?;
        let session = changeset::record(&transaction)?;
        let mut edit = Edit::begin(&transaction)?;
        let value = f(&mut edit)?;
        edit.end()?;
        let changes = changeset::recorded(session)?;
        if !changes.is_empty() {
            history::append(&transaction, entry, &changes)?;
        }
        let touched = Touched::by(&changes)?;
        commit(transaction)?;
        Ok((value, touched))
    }

    fn undo(&mut self, now: Timestamp) -> Result<Option<Replayed>, Error> {
        let transaction = self.begin()?;
        let Some(change) = history::last_done(&transaction)? else { return Ok(None) };
        let inverse = changeset::inverted(&change.changeset)?;
        let position = change.number - 1;
        replay(transaction, Change { changeset: inverse, ..change }, position, now).map(Some)
    }

    fn redo(&mut self, now: Timestamp) -> Result<Option<Replayed>, Error> {
        let transaction = self.begin()?;
        let Some(change) = history::first_undone(&transaction)? else { return Ok(None) };
        let position = change.number;
        replay(transaction, change, position, now).map(Some)
    }

    fn snapshot(&mut self, name: &str, now: Timestamp) -> Result<(), Error> {
        let mut transaction = self.begin()?;
        let content = changeset::capture(&mut transaction)?;
        snapshot::insert(&transaction, name, now, &content)?;
        commit(transaction)
    }

    fn restore(&mut self, name: &str, by: &str, now: Timestamp) -> Result<Touched, Error> {
        let label = format!("Go back to “{name}”");
        let (_, touched) = self.edit((&label, by, now), |edit| {
            let content = snapshot::content(edit.db, name)?;
            changeset::clear(edit.db)?;
            changeset::apply(edit.db, &content)
        })?;
        Ok(touched)
    }

    fn begin(&mut self) -> Result<Transaction<'_>, Error> {
        self.writable()?;
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

fn replay(
    transaction: Transaction<'_>,
    change: Change,
    position: u32,
    now: Timestamp,
) -> Result<Replayed, Error> {
    changeset::apply(&transaction, &change.changeset)?;
    meta::moved_to(&transaction, position, now)?;
    let touched = Touched::by(&change.changeset)?;
    commit(transaction)?;
    Ok(Replayed { label: change.label, touched })
}

/// Commits, or says what refers to something that does not exist.
fn commit(transaction: Transaction<'_>) -> Result<(), Error> {
    // Not `Transaction::commit`, which rolls back before one can look.
    let Err(error) = transaction.execute_batch("COMMIT") else { return Ok(()) };
    let dangling: Result<String, _> = transaction.query_row(
        "SELECT format('a row of %s refers to a %s that does not exist', \"table\", parent)
         FROM pragma_foreign_key_check LIMIT 1",
        [],
        |row| row.get(0),
    );
    match (Error::from(error), dangling) {
        (Error::Refused(_), Ok(dangling)) => Err(Error::Refused(dangling)),
        (error, _) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use slicing::OrderKey;

    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_second(1_700_000_000).unwrap()
    }

    fn made() -> (tempfile::TempDir, WorkshopFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trip.carpaccio");
        let file = WorkshopFile::create(&path, &About::default(), now()).unwrap();
        (folder, file)
    }

    fn add(edit: &mut Edit<'_>, title: &str) -> Result<SliceId, Error> {
        let id = edit.new_slice_id()?;
        edit.insert_slice(&Slice::new(id, None, OrderKey::first(), title))?;
        Ok(id)
    }

    fn allow_pages(file: &WorkshopFile, pages: u32) {
        file.ask(move |file| {
            // The answer is the limit that now holds.
            file.connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
                .map_err(Error::from)
        })
        .unwrap();
    }

    #[test]
    fn a_full_disk_refuses_the_edit_as_a_whole_and_the_file_goes_on() {
        let (_folder, file) = made();
        file.edit("Add", "tester", now(), |edit| add(edit, "Pay")).unwrap();
        let before = file.load().unwrap();
        allow_pages(&file, 60);
        let failed = file.edit("Import", "tester", now(), |edit| {
            for number in 0..10_000 {
                add(edit, &format!("Slice {number}"))?;
            }
            Ok::<_, Error>(())
        });
        assert!(matches!(failed, Err(Error::Full)), "{failed:?}");
        assert_eq!(file.load().unwrap(), before);
        assert_eq!(file.undo_label().unwrap().as_deref(), Some("Add"));
        allow_pages(&file, u32::MAX - 1);
        file.edit("Add", "tester", now(), |edit| add(edit, "Receipt")).unwrap();
        file.undo(now()).unwrap().unwrap();
        assert_eq!(file.load().unwrap(), before);
        file.close().unwrap();
    }

    #[test]
    fn the_file_may_be_used_from_many_threads() {
        let (_folder, file) = made();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        file.edit("Add", "tester", now(), |edit| add(edit, "Pay")).unwrap();
                    }
                });
            }
        });
        assert_eq!(file.load().unwrap().tree.len(), 40);
        assert_eq!(file.history(100, None).unwrap().len(), 40);
    }

    #[test]
    fn slices_that_are_below_themselves_are_damage() {
        let (_folder, file) = made();
        file.edit("Add", "tester", now(), |edit| {
            let (a, b) = (add(edit, "a")?, add(edit, "b")?);
            edit.move_slice(a, Some(b), &OrderKey::first())?;
            edit.move_slice(b, Some(a), &OrderKey::first())
        })
        .unwrap();
        assert!(matches!(file.load(), Err(Error::Damaged(_))));
    }

    #[test]
    fn a_panic_in_an_edit_closes_the_file_and_loses_only_that_edit() {
        let (_folder, file) = made();
        file.edit("Add", "tester", now(), |edit| add(edit, "Pay")).unwrap();
        let failed = file.edit("Fail", "tester", now(), |edit| {
            add(edit, "Receipt")?;
            if edit.new_slice_id()?.0 > 0 {
                panic!("a bug of the caller");
            }
            Ok::<_, Error>(())
        });
        assert!(matches!(failed, Err(Error::Closed)));
        assert!(matches!(file.load(), Err(Error::Closed)));
        let path = file.path().to_owned();
        drop(file);
        let file = WorkshopFile::open(&path, now()).unwrap();
        assert_eq!(file.access(), Access::ReadWrite);
        assert_eq!(file.load().unwrap().tree.len(), 1);
    }
}
