//! A look into a workshop file that changes nothing.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::database::{self, Inspected};
use crate::table::meta;
use crate::{Error, migration};

/// What a workshop file is like inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Where it lies, as an absolute path.
    pub path: PathBuf,
    /// The size of the file, in bytes.
    pub bytes: u64,
    /// The size of the log beside it, in bytes: edits that are not in the file yet.
    pub log_bytes: u64,
    /// [`crate::APPLICATION_ID`].
    pub application_id: i32,
    /// The version of its schema.
    pub version: u32,
    /// The latest version that this program knows.
    pub known_version: u32,
    /// How it is written, `wal` as a rule.
    pub journal: String,
    /// Whether it is open for writing in another window or program.
    pub open_elsewhere: bool,
    /// What is wrong; nothing for a sound file.
    pub problems: Vec<String>,
    /// Its tables by name.
    pub tables: Vec<TableSize>,
    /// How many edits can be undone.
    pub edits: u32,
    /// How many edits can be redone.
    pub undone: u32,
}

impl Report {
    /// Whether a later version of this program wrote the file, so that this one cannot open it.
    pub fn is_newer(&self) -> bool {
        self.version > self.known_version
    }
}

/// How large a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSize {
    /// Its name.
    pub name: String,
    /// How many rows it has; unknown when it cannot be read.
    pub rows: Option<u64>,
    /// What it and its indexes take in the file, in bytes; unknown when it cannot be read.
    pub bytes: Option<u64>,
}

/// Looks into a workshop file of any version, sound or not.
///
/// # Errors
/// When it is not a workshop file, or is too broken to look into: as [`crate::WorkshopFile::open`].
pub fn doctor(path: &Path) -> Result<Report, Error> {
    let Inspected { connection: db, path, log_bytes, lock } = database::inspect(path)?;
    let problems = problems(&db);
    let position = meta::position(&db).unwrap_or_default();
    let entries = count(&db, "history").unwrap_or_default();
    let entries = u32::try_from(entries).unwrap_or(u32::MAX);
    let report = Report {
        bytes: std::fs::metadata(&path).map_err(|error| Error::from_io(&path, &error))?.len(),
        log_bytes,
        application_id: db.pragma_query_value(None, "application_id", |row| row.get(0))?,
        version: migration::version(&db)?,
        known_version: migration::latest(migration::MIGRATIONS),
        journal: db.pragma_query_value(None, "journal_mode", |row| row.get(0))?,
        open_elsewhere: lock.is_none(),
        tables: tables(&db)?,
        problems,
        edits: position.min(entries),
        undone: entries.saturating_sub(position),
        path,
    };
    Ok(report)
}

fn problems(db: &Connection) -> Vec<String> {
    let mut problems = texts(db, "PRAGMA integrity_check (20)");
    problems.retain(|verdict| verdict != "ok");
    problems.extend(texts(
        db,
        "SELECT format('a row of %s refers to a %s that does not exist', \"table\", parent)
         FROM pragma_foreign_key_check LIMIT 20",
    ));
    problems
}

/// The texts that a query finds, the last of them why it could not go on.
fn texts(db: &Connection, query: &str) -> Vec<String> {
    let mut found = Vec::new();
    let read = db.prepare(query).and_then(|mut query| {
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            found.push(row.get(0)?);
        }
        Ok(())
    });
    found.extend(read.err().map(|error| error.to_string()));
    found
}

fn tables(db: &Connection) -> Result<Vec<TableSize>, Error> {
    let mut query =
        db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names = query.query_map([], |row| row.get::<_, String>(0))?;
    names
        .map(|name| {
            let name = name?;
            Ok(TableSize { rows: count(db, &name).ok(), bytes: size(db, &name).ok(), name })
        })
        .collect()
}

fn count(db: &Connection, table: &str) -> rusqlite::Result<u64> {
    let quoted = table.replace('"', "\"\"");
    let count = format!("SELECT count(*) FROM \"{quoted}\"");
    db.query_row(&count, [], |row| row.get(0)).map(i64::unsigned_abs)
}

fn size(db: &Connection, table: &str) -> rusqlite::Result<u64> {
    db.query_row(
        "SELECT coalesce(sum(pgsize), 0) FROM dbstat
         WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?1)",
        [table],
        |row| row.get(0),
    )
    .map(i64::unsigned_abs)
}
