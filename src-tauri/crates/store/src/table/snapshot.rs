//! Named snapshots: everything that the recorded tables hold, as one changeset of insertions.

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::{found, meta};
use crate::Error;

pub(crate) const SCHEMA: &str = "
CREATE TABLE snapshot (
    name    TEXT    PRIMARY KEY,
    at      INTEGER NOT NULL,
    slices  INTEGER NOT NULL,
    content BLOB    NOT NULL
) STRICT;
";

/// A state of the workshop that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its name, no two alike.
    pub name: String,
    /// When it was taken, to the millisecond.
    pub at: Timestamp,
    /// How many slices it holds.
    pub slices: u32,
}

pub(crate) fn insert(
    db: &Connection,
    name: &str,
    now: Timestamp,
    content: &[u8],
) -> Result<(), Error> {
    let inserted = db
        .prepare_cached(
            "INSERT INTO snapshot (name, at, slices, content)
             VALUES (?1, ?2, (SELECT count(*) FROM slice), ?3)",
        )?
        .execute((name, now.as_millisecond(), content));
    match inserted {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(Error::NameTaken(name.to_owned()))
        }
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}

/// All snapshots, newest first.
pub(crate) fn read(db: &Connection) -> Result<Vec<Snapshot>, Error> {
    let mut query =
        db.prepare_cached("SELECT name, at, slices FROM snapshot ORDER BY at DESC, name")?;
    let snapshots = query.query_map([], |row| {
        Ok(Snapshot { name: row.get(0)?, at: meta::timestamp(row.get(1)?)?, slices: row.get(2)? })
    })?;
    Ok(snapshots.collect::<Result<_, _>>()?)
}

pub(crate) fn content(db: &Connection, name: &str) -> Result<Vec<u8>, Error> {
    db.prepare_cached("SELECT content FROM snapshot WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::Unknown(format!("snapshot named {name:?}")))
}

pub(crate) fn delete(db: &Connection, name: &str) -> Result<(), Error> {
    let rows = db.prepare_cached("DELETE FROM snapshot WHERE name = ?1")?.execute([name])?;
    found(rows, || format!("snapshot named {name:?}"))
}
