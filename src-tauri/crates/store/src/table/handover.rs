//! The last hand-over to each format: when, where, and the workshop as it was. Not recorded in the
//! history, so that an undo does not forget what a tracker has got.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::meta;
use crate::Error;

/// Rows are in the order in which they were written.
pub(crate) const SCHEMA: &str = "
CREATE TABLE handover (
    format  TEXT    PRIMARY KEY,
    at      INTEGER NOT NULL,
    folder  TEXT,
    content BLOB    NOT NULL
) STRICT;
";

/// The last hand-over to a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// The format's id.
    pub format: String,
    /// When, to the millisecond.
    pub at: Timestamp,
    /// The folder of the last file in this format; `None` when there was none.
    pub folder: Option<String>,
}

/// Replaces the last hand-over to a format; without a folder, the one of before stays.
pub(crate) fn put(
    db: &Connection,
    (format, folder): (&str, Option<&str>),
    now: Timestamp,
    packed: &[u8],
) -> Result<(), Error> {
    db.prepare_cached(
        "REPLACE INTO handover (rowid, format, at, folder, content)
         VALUES ((SELECT coalesce(max(rowid), 0) + 1 FROM handover), ?1, ?2,
                 coalesce(?3, (SELECT folder FROM handover WHERE format = ?1)), ?4)",
    )?
    .execute((format, now.as_millisecond(), folder, packed))?;
    Ok(())
}

/// The last hand-over of all formats.
pub(crate) fn latest(db: &Connection) -> Result<Option<HandedOver>, Error> {
    let query = "SELECT format, at, folder FROM handover ORDER BY rowid DESC LIMIT 1";
    Ok(db.prepare_cached(query)?.query_row([], handed_over).optional()?)
}

/// The last hand-over to a format, and the workshop as it was, packed.
pub(crate) fn read(db: &Connection, format: &str) -> Result<Option<(HandedOver, Vec<u8>)>, Error> {
    let query = "SELECT format, at, folder, content FROM handover WHERE format = ?1";
    let row = |row: &Row<'_>| Ok((handed_over(row)?, row.get(3)?));
    Ok(db.prepare_cached(query)?.query_row([format], row).optional()?)
}

fn handed_over(row: &Row<'_>) -> rusqlite::Result<HandedOver> {
    let (format, folder) = (row.get(0)?, row.get(2)?);
    Ok(HandedOver { format, at: meta::timestamp(row.get(1)?)?, folder })
}
