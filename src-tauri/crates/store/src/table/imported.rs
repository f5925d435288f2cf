//! The last file that was imported from each source, by which the next one tells what has changed
//! there. Recorded in the history: when the import is undone, this is too.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use slicing::SliceId;

use super::meta;
use crate::deflate::packed;
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE imported (
    source   TEXT    PRIMARY KEY,
    format   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    content  BLOB    NOT NULL,
    identity TEXT,
    last_id  INTEGER NOT NULL DEFAULT 0
) STRICT;
";

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The id of its format.
    pub format: String,
    /// When, to the millisecond.
    pub at: Timestamp,
}

/// Another workshop, whose ids the slices of this one have kept when they arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its identity.
    pub identity: String,
    /// The highest id that was kept; what is higher was made here.
    pub last: SliceId,
}

/// The last file from a source, packed.
pub(crate) fn read(db: &Connection, source: &str) -> Result<Option<(Imported, Vec<u8>)>, Error> {
    let mut query =
        db.prepare_cached("SELECT format, at, content FROM imported WHERE source = ?1")?;
    let row = |row: &Row<'_>| {
        Ok((Imported { format: row.get(0)?, at: meta::timestamp(row.get(1)?)? }, row.get(2)?))
    };
    Ok(query.query_row([source], row).optional()?)
}

/// Where the slices came from with their ids.
pub(crate) fn origin(db: &Connection) -> Result<Option<Origin>, Error> {
    let query = "SELECT identity, last_id FROM imported WHERE identity IS NOT NULL LIMIT 1";
    let row = |row: &Row<'_>| Ok(Origin { identity: row.get(0)?, last: SliceId(row.get(1)?) });
    Ok(db.prepare_cached(query)?.query_row([], row).optional()?)
}

impl Edit<'_> {
    /// Remembers the file that is imported from a source, in place of the one before it.
    ///
    /// # Errors
    /// None but those of the file.
    pub fn remember_import(
        &mut self,
        source: &str,
        imported: &Imported,
        content: &[u8],
    ) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT INTO imported (source, format, at, content) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET format = ?2, at = ?3, content = ?4",
            )?
            .execute((source, &imported.format, imported.at.as_millisecond(), packed(content)?))?;
        Ok(())
    }

    /// Remembers with the file from a source that the slices have kept the ids of another workshop.
    ///
    /// # Errors
    /// None but those of the file.
    pub fn remember_origin(&mut self, source: &str, origin: &Origin) -> Result<(), Error> {
        self.db
            .prepare_cached("UPDATE imported SET identity = ?2, last_id = ?3 WHERE source = ?1")?
            .execute((source, &origin.identity, origin.last.0))?;
        Ok(())
    }
}
