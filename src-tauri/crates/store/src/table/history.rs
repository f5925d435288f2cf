//! Every edit with its changeset. Entries up to the position in [`super::meta`] are in effect, those
//! after it are undone. Numbers have no gaps.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::meta;
use crate::Error;

pub(crate) const SCHEMA: &str = "
CREATE TABLE history (
    number    INTEGER PRIMARY KEY,
    label     TEXT    NOT NULL,
    by        TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    changeset BLOB    NOT NULL
) STRICT;
";

/// One edit in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Counts from 1. When an edit replaces undone ones, it takes their numbers.
    pub number: u32,
    /// What was done, for people.
    pub label: String,
    /// Who did it.
    pub by: String,
    /// When, to the millisecond.
    pub at: Timestamp,
    /// Whether it is undone at present.
    pub undone: bool,
}

/// The change that an entry stands for.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) number: u32,
    pub(crate) label: String,
    pub(crate) changeset: Vec<u8>,
}

/// Appends an edit after the last one in effect. Undone edits are forgotten.
pub(crate) fn append(
    db: &Connection,
    (label, by, now): (&str, &str, Timestamp),
    changeset: &[u8],
) -> Result<(), Error> {
    let number = meta::position(db)?
        .checked_add(1)
        .ok_or_else(|| Error::Refused("the history is full".into()))?;
    db.prepare_cached("DELETE FROM history WHERE number >= ?1")?.execute([number])?;
    db.prepare_cached(
        "INSERT INTO history (number, label, by, at, changeset) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((number, label, by, now.as_millisecond(), changeset))?;
    meta::moved_to(db, number, now)
}

/// The last edit in effect, which is the one to undo.
pub(crate) fn last_done(db: &Connection) -> Result<Option<Change>, Error> {
    change(db, meta::position(db)?)
}

/// The first undone edit, which is the one to redo.
pub(crate) fn first_undone(db: &Connection) -> Result<Option<Change>, Error> {
    change(db, meta::position(db)?.saturating_add(1))
}

fn change(db: &Connection, number: u32) -> Result<Option<Change>, Error> {
    let mut query = db.prepare_cached("SELECT label, changeset FROM history WHERE number = ?1")?;
    Ok(query
        .query_row([number], |row| {
            Ok(Change { number, label: row.get(0)?, changeset: row.get(1)? })
        })
        .optional()?)
}

/// The label of the entry `ahead` of the position.
pub(crate) fn label(db: &Connection, ahead: u32) -> Result<Option<String>, Error> {
    let mut query = db.prepare_cached("SELECT label FROM history WHERE number = ?1")?;
    let number = meta::position(db)?.saturating_add(ahead);
    Ok(query.query_row([number], |row| row.get(0)).optional()?)
}

/// At most `limit` entries, newest first, those before the number `before` if it is given.
pub(crate) fn read(db: &Connection, limit: u32, before: Option<u32>) -> Result<Vec<Entry>, Error> {
    let position = meta::position(db)?;
    let mut query = db.prepare_cached(
        "SELECT number, label, by, at FROM history WHERE number < ?1 ORDER BY number DESC LIMIT ?2",
    )?;
    let before = before.map_or(i64::MAX, i64::from);
    let entries = query.query_map((before, limit), |row| {
        let number = row.get(0)?;
        Ok(Entry {
            number,
            label: row.get(1)?,
            by: row.get(2)?,
            at: meta::timestamp(row.get(3)?)?,
            undone: number > position,
        })
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}
