//! The tables of a workshop file, one per module: its part of the schema, its rows, its reads and
//! its writes.
//!
//! **Every table that is about slices begins with the id of the slice**, which is how
//! [`crate::changeset`] tells which slices a change touches.
//!
//! **Foreign keys have no actions.** An undone edit is applied row by row, and an action would remove
//! rows that the changeset is about to remove itself; so what hangs on a row is removed by the
//! function that removes the row. The keys are deferred: within an edit the order does not matter,
//! at its end everything must fit.

pub(crate) mod acceptance;
pub(crate) mod deferral;
pub(crate) mod dismissal;
pub(crate) mod handover;
pub(crate) mod history;
pub(crate) mod imported;
pub(crate) mod meta;
pub(crate) mod need;
pub(crate) mod persona;
pub(crate) mod question;
pub(crate) mod release;
pub(crate) mod slice;
pub(crate) mod snapshot;
pub(crate) mod step;
pub(crate) mod tag;
pub(crate) mod tracker_key;
pub(crate) mod type_name;
pub(crate) mod workshop;

#[cfg(test)]
pub(crate) mod bench;

use std::fmt::Write as _;

use rusqlite::types::Type;
use rusqlite::{Connection, Row};
use slicing::{Cut, OrderKey, SliceId};

use crate::Error;

/// The tables whose changes are the history, those that others refer to first.
pub(crate) const RECORDED: [&str; 14] = [
    "workshop",
    "type_name",
    "imported",
    "persona",
    "step",
    "release",
    "slice",
    "acceptance",
    "need",
    "question",
    "deferral",
    "tag",
    "dismissal",
    "tracker_key",
];

/// The recorded tables that are not about single slices.
pub(crate) const FRAME: [&str; 6] =
    ["workshop", "type_name", "imported", "persona", "step", "release"];

/// Which slices' rows to read.
#[derive(Debug)]
pub(crate) enum Which {
    /// Every slice's.
    All,
    /// Those of the slices in a JSON list of ids.
    Listed(String),
}

impl Which {
    pub(crate) fn of(ids: impl IntoIterator<Item = SliceId>) -> Self {
        Self::Listed(json_list(ids))
    }

    /// Runs `select` over the rows that belong to these slices, in the order of `order`.
    /// `slice` is the column that holds the slice's id.
    pub(crate) fn each(
        &self,
        db: &Connection,
        select: &str,
        slice: &str,
        order: &str,
        mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), Error> {
        let listed = matches!(self, Self::Listed(_));
        let condition = if listed {
            format!("WHERE {slice} IN (SELECT value FROM json_each(?1))")
        } else {
            String::new()
        };
        let mut query = db.prepare_cached(&format!("{select} {condition} ORDER BY {order}"))?;
        let mut rows = match self {
            Self::All => query.query([])?,
            Self::Listed(ids) => query.query([ids])?,
        };
        while let Some(found) = rows.next()? {
            row(found)?;
        }
        Ok(())
    }
}

/// `[1,2,3]`, which SQLite reads with `json_each`.
pub(crate) fn json_list(ids: impl IntoIterator<Item = SliceId>) -> String {
    let mut list = String::from("[");
    for (place, id) in ids.into_iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(list, "{comma}{}", id.0);
    }
    list.push(']');
    list
}

/// Turns "no row was changed" into an error that names what is missing.
pub(crate) fn found(rows: usize, what: impl FnOnce() -> String) -> Result<(), Error> {
    if rows == 0 { Err(Error::Unknown(what())) } else { Ok(()) }
}

/// Reads a column that holds one of a fixed set of words.
pub(crate) fn word<T>(
    row: &Row<'_>,
    column: usize,
    from_id: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    from_id(text).ok_or_else(|| unreadable(column, format!("{text:?} is not a word it knows")))
}

/// As [`word`], for a column that may be null.
pub(crate) fn optional_word<T>(
    row: &Row<'_>,
    column: usize,
    from_id: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null()? {
        Some(text) => from_id(text)
            .map(Some)
            .ok_or_else(|| unreadable(column, format!("{text:?} is not a word it knows"))),
        None => Ok(None),
    }
}

/// Reads an order key.
pub(crate) fn key(row: &Row<'_>, column: usize) -> rusqlite::Result<OrderKey> {
    let text = row.get_ref(column)?.as_str()?;
    OrderKey::parse(text).map_err(|error| unreadable(column, error.to_string()))
}

/// Reads where a line is drawn.
pub(crate) fn cut(row: &Row<'_>, column: usize) -> rusqlite::Result<Cut> {
    word(row, column, Cut::from_id)
}

/// A cut as [`cut`] reads it back.
///
/// # Errors
/// [`Error::Refused`] when its number is out of its range.
pub(crate) fn cut_text(cut: Cut) -> Result<String, Error> {
    let text = cut.to_string();
    if !cut.is_in_range() {
        return Err(Error::Refused(format!("{text:?} is out of the range of a line")));
    }
    Ok(text)
}

fn unreadable(column: usize, detail: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, detail.into())
}
