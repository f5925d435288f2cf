//! The connection to one workshop file: how it is made, checked, opened and left.
//!
//! **Durability.** A committed edit is in the write-ahead log and the log is flushed to the disk
//! (`synchronous = FULL`) before the caller hears of it: it survives the end of the process at any
//! moment, and a power loss as far as the disk keeps what it says it has written (macOS drives may
//! keep it in their cache). When nothing happens for a while, and when the file is closed, the log is
//! moved into the file, which then is complete on its own.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use slicing::{About, Tree, Workshop};

use crate::lock::{Lock, beside};
use crate::migration::{self, Migration, latest, migrate};
use crate::table::{meta, persona, release, step, workshop};
use crate::{Error, header};

/// What an open file may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading and writing.
    ReadWrite,
    /// Reading only.
    ReadOnly(Reason),
}

/// Why a file can only be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It is open for writing in another window or program.
    #[error("it is open in another window; close it there and open it here again to make changes")]
    OpenElsewhere,
}

/// Another connection holds the file only for moments; a program that does so longer is reported.
const PATIENCE: Duration = Duration::from_secs(2);

/// At most 64 MiB of pages in memory (SQLite counts KiB as negative numbers), so that importing
/// 100,000 slices does not write pages out only to read them back for the changeset.
const CACHE: i32 = -65_536;

#[derive(Debug)]
pub(crate) struct Database {
    // Before the lock, so that it is closed before the lock is given up.
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    _lock: Option<Lock>,
}

impl Database {
    /// Makes a new workshop file.
    pub(crate) fn create(path: &Path, about: &About, now: Timestamp) -> Result<Self, Error> {
        let lock = Lock::take(path).map_err(|error| match cannot_write(path, &error) {
            Error::Missing(path) => Error::NoFolder(path.parent().unwrap_or(&path).to_owned()),
            other => other,
        })?;
        let lock = lock.ok_or_else(|| Error::Exists(path.to_owned()))?;
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|error| cannot_write(path, &error))?;
        let made = canonical(path).and_then(|path| {
            let mut connection = connect(&path)?;
            fill(&mut connection, about, now)?;
            set_journal(&connection, "wal")?;
            Ok((connection, path))
        });
        match made {
            Ok((connection, path)) => Ok(Self { connection, path, _lock: Some(lock) }),
            Err(error) => {
                // Ours, and empty or half made.
                let _ = std::fs::remove_file(path);
                Err(error)
            }
        }
    }

    /// Opens a workshop file: for writing, or for reading when somebody else writes it.
    pub(crate) fn open(path: &Path, now: Timestamp) -> Result<Self, Error> {
        Self::open_with(path, now, migration::MIGRATIONS)
    }

    /// As [`Database::open`], with other migrations.
    pub(crate) fn open_with(
        path: &Path,
        now: Timestamp,
        migrations: &[Migration],
    ) -> Result<Self, Error> {
        let path = canonical(path)?;
        header::regular(&path)?;
        match Lock::take(&path) {
            Ok(Some(lock)) => Self::open_to_write(path, lock, now, migrations),
            Ok(None) => Self::open_to_read(path, migrations),
            Err(error) => {
                header::version(&path)?;
                Err(cannot_write(&path, &error))
            }
        }
    }

    fn open_to_write(
        path: PathBuf,
        lock: Lock,
        now: Timestamp,
        migrations: &[Migration],
    ) -> Result<Self, Error> {
        refuse_newer(&path, header::version(&path)?, migrations)?;
        OpenOptions::new().write(true).open(&path).map_err(|error| cannot_write(&path, &error))?;
        let mut connection = connect(&path)?;
        let found = sound(&connection, &path)?;
        refuse_newer(&path, found, migrations)?;
        if found < latest(migrations) {
            back_up(&connection, &path, found, now)?;
            // So that the version in the header is never behind the one in the log.
            set_journal(&connection, "delete")?;
            migrate(&mut connection, migrations, |_| Ok(()))?;
            // One that has seen two schemas answers its first checkpoint with "locked".
            connection = connect(&path)?;
        }
        set_journal(&connection, "wal")?;
        Ok(Self { connection, path, _lock: Some(lock) })
    }

    fn open_to_read(path: PathBuf, migrations: &[Migration]) -> Result<Self, Error> {
        let connection = connect(&path)?;
        connection.pragma_update(None, "query_only", true)?;
        match migration::version(&connection)? {
            found if found == latest(migrations) => Ok(Self { connection, path, _lock: None }),
            found if found > latest(migrations) => {
                refuse_newer(&path, found, migrations).and(Err(Error::Locked))
            }
            // Its writer is just making or migrating it.
            _ => Err(Error::Locked),
        }
    }

    pub(crate) fn access(&self) -> Access {
        match self._lock {
            Some(_) => Access::ReadWrite,
            None => Access::ReadOnly(Reason::OpenElsewhere),
        }
    }

    /// Moves the log into the file. `false` when somebody who reads is in the way.
    pub(crate) fn checkpoint(&self) -> Result<bool, Error> {
        let busy: bool =
            self.connection.query_row("PRAGMA wal_checkpoint (TRUNCATE)", [], |row| row.get(0))?;
        Ok(!busy)
    }

    /// Leaves the file complete on its own.
    pub(crate) fn close(self) -> Result<(), Error> {
        if self._lock.is_some() {
            self.checkpoint()?;
        }
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// The workshop without its slices.
    pub(crate) fn frame(&self) -> Result<Workshop, Error> {
        let db = &self.connection;
        Ok(Workshop {
            about: workshop::read(db)?,
            personas: persona::read(db)?,
            steps: step::read(db)?,
            releases: release::read(db)?,
            tree: Tree::default(),
        })
    }
}

/// A file that is looked into.
pub(crate) struct Inspected {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) log_bytes: u64,
    /// Nobody else writes the file while this is held; `None` when somebody does.
    pub(crate) lock: Option<Lock>,
}

/// Opens a file of any version, sound or not, without ever changing it.
pub(crate) fn inspect(path: &Path) -> Result<Inspected, Error> {
    let path = canonical(path)?;
    header::regular(&path)?;
    let lock = Lock::take(&path).map_err(|error| cannot_write(&path, &error))?;
    if lock.is_some() {
        header::version(&path)?;
    }
    let log_bytes = log_bytes(&path);
    let connection = connect(&path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, log_bytes > 0)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(Inspected { connection, path, log_bytes, lock })
}

fn log_bytes(path: &Path) -> u64 {
    std::fs::metadata(beside(path, "-wal")).map_or(0, |log| log.len())
}

fn canonical(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(|error| Error::from_io(path, &error))
}

/// For a failed attempt to write: without permission means not writable.
fn cannot_write(path: &Path, error: &io::Error) -> Error {
    match Error::from_io(path, error) {
        Error::NoPermission(path) => Error::NotWritable(path),
        other => other,
    }
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    Ok(connection)
}

/// Changes how the file is written; SQLite tells by its answer whether it could.
fn set_journal(connection: &Connection, mode: &str) -> Result<(), Error> {
    let mut pragma = connection.prepare(&format!("PRAGMA journal_mode = {mode}"))?;
    let mut answers = pragma.query([])?;
    let mut answer = String::new();
    // To the end: a statement that is left half way keeps its transaction open.
    while let Some(row) = answers.next()? {
        answer = row.get(0)?;
    }
    if answer == mode { Ok(()) } else { Err(Error::Locked) }
}

fn fill(connection: &mut Connection, about: &About, now: Timestamp) -> Result<(), Error> {
    migrate(connection, migration::MIGRATIONS, |db| {
        db.pragma_update(None, "application_id", header::APPLICATION_ID)?;
        meta::insert(db, now)?;
        workshop::insert(db, about)
    })
}

fn refuse_newer(path: &Path, found: u32, migrations: &[Migration]) -> Result<(), Error> {
    let known = latest(migrations);
    if found > known {
        return Err(Error::Newer { path: path.to_owned(), found, known });
    }
    Ok(())
}

/// The version of a file whose pages are all as they should be.
fn sound(connection: &Connection, path: &Path) -> Result<u32, Error> {
    // A log that a crash left behind stays as it is until the file is known to be sound.
    let keep = log_bytes(path) > 0;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)?;
    let verdict: String = connection.query_row("PRAGMA quick_check (1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Error::Damaged(verdict));
    }
    meta::identity(connection).map_err(|error| Error::Damaged(error.to_string()))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    migration::version(connection)
}

/// Copies the file to `NAME.carpaccio.backup-vN-TIME`, N being its version.
fn back_up(
    connection: &Connection,
    path: &Path,
    version: u32,
    now: Timestamp,
) -> Result<PathBuf, Error> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let backup = beside(path, &format!(".backup-v{version}-{stamp}"));
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&backup)
        .map_err(|error| cannot_write(&backup, &error))?;
    connection.backup(MAIN_DB, &backup, None::<fn(rusqlite::backup::Progress)>)?;
    Ok(backup)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::migration::MIGRATIONS;

    fn now() -> Timestamp {
        Timestamp::from_second(1_700_000_000).unwrap()
    }

    /// A closed workshop file in a folder of its own.
    fn made() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trip.carpaccio");
        let about = About { title: "Trip".into(), ..About::default() };
        Database::create(&path, &about, now()).unwrap().close().unwrap();
        (folder, path)
    }

    fn with_next(next: Migration) -> Vec<Migration> {
        MIGRATIONS.iter().copied().chain([next]).collect()
    }

    /// The version that this program writes.
    const NOW: u32 = MIGRATIONS.len() as u32;

    const COLOURED: Migration =
        &["ALTER TABLE slice ADD COLUMN colour TEXT", "CREATE TABLE vote (id INTEGER PRIMARY KEY)"];

    #[test]
    fn an_older_file_is_backed_up_and_then_migrated() {
        let (folder, path) = made();
        let before = fs::read(&path).unwrap();
        let file = Database::open_with(&path, now(), &with_next(COLOURED)).unwrap();
        assert_eq!(migration::version(&file.connection).unwrap(), NOW + 1);
        assert_eq!(file.frame().unwrap().about.title, "Trip");
        file.connection.prepare("SELECT colour FROM slice, vote").unwrap();
        file.close().unwrap();
        let backup = format!("trip.carpaccio.backup-v{NOW}-20231114T221320Z");
        let backup = folder.path().join(backup);
        assert_eq!(header::version(&backup).unwrap(), NOW);
        assert_eq!(header::version(&path).unwrap(), NOW + 1);
        assert_eq!(fs::read(&backup).unwrap().len(), before.len());
        Database::open(&backup, now()).unwrap().close().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let (folder, path) = made();
        let half: Migration =
            &["ALTER TABLE slice ADD COLUMN colour TEXT", "CREATE TABLE slice (x)"];
        Database::open_with(&path, now(), &with_next(half)).unwrap_err();
        assert_eq!(header::version(&path).unwrap(), NOW);
        let file = Database::open(&path, now()).unwrap();
        assert!(file.connection.prepare("SELECT colour FROM slice").is_err());
        file.close().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the file and its backup");
    }

    #[test]
    fn a_migrated_file_is_refused_by_the_program_of_before() {
        let (_folder, path) = made();
        Database::open_with(&path, now(), &with_next(COLOURED)).unwrap().close().unwrap();
        let migrated = fs::read(&path).unwrap();
        let error = Database::open(&path, now()).unwrap_err();
        let newer =
            matches!(error, Error::Newer { found, known, .. } if (found, known) == (NOW + 1, NOW));
        assert!(newer, "{error}");
        assert!(fs::read(&path).unwrap() == migrated);
    }

    #[test]
    fn a_reader_does_not_migrate() {
        let (_folder, path) = made();
        let writer = Database::open(&path, now()).unwrap();
        let error = Database::open_with(&path, now(), &with_next(COLOURED)).unwrap_err();
        assert!(matches!(error, Error::Locked), "{error}");
        writer.close().unwrap();
        assert_eq!(header::version(&path).unwrap(), NOW);
    }

    #[test]
    fn an_edit_is_in_the_file_itself_after_a_checkpoint() {
        let (folder, path) = made();
        let file = Database::open(&path, now()).unwrap();
        file.connection.execute("UPDATE workshop SET title = 'Voyage'", []).unwrap();
        assert!(file.checkpoint().unwrap());
        assert_eq!(log_bytes(&path), 0);
        let copy = folder.path().join("copy.carpaccio");
        fs::copy(&path, &copy).unwrap();
        let copy = Database::open(&copy, now()).unwrap();
        assert_eq!(copy.frame().unwrap().about.title, "Voyage");
    }
}
