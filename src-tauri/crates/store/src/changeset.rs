//! What an edit changed, row by row, as SQLite's session extension records it. Edit, undo, redo and
//! going back to a snapshot share it, so none of them has an inverse of its own.

use std::collections::BTreeSet;
use std::io::Read;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{
    ChangesetItem, ChangesetIter, ConflictAction, ConflictType, Session, invert_strm,
};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Transaction};
use slicing::SliceId;

use crate::Error;
use crate::table::{FRAME, RECORDED};

/// What a change touched, to be read again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    /// The slices that are new or changed in any of their parts, sorted.
    pub slices: Vec<SliceId>,
    /// The slices that are gone, sorted.
    pub removed: Vec<SliceId>,
    /// Whether anything changed that is not about single slices: what the workshop is about, its
    /// personas, steps and releases.
    pub frame: bool,
}

impl Touched {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.slices.is_empty() && self.removed.is_empty() && !self.frame
    }

    /// Reads from a changeset what it touches when it is applied.
    pub(crate) fn by(changeset: &[u8]) -> Result<Self, Error> {
        let (mut changed, mut removed) = (BTreeSet::new(), BTreeSet::new());
        let mut frame = false;
        let mut bytes = changeset;
        let input: &mut dyn Read = &mut bytes;
        let mut rows = ChangesetIter::start_strm(&input)?;
        while let Some(row) = rows.next()? {
            let operation = row.op()?;
            if FRAME.contains(&operation.table_name()) {
                frame = true;
                continue;
            }
            let slice = first_column(row, operation.code())?;
            if operation.table_name() == "slice" && operation.code() == Action::SQLITE_DELETE {
                removed.insert(slice);
            } else {
                changed.insert(slice);
            }
        }
        let slices = changed.difference(&removed).copied().collect();
        Ok(Self { slices, removed: removed.into_iter().collect(), frame })
    }
}

/// The id of the slice that a row is about; part of the primary key, so it is always there.
fn first_column(row: &ChangesetItem, action: Action) -> Result<SliceId, Error> {
    let value = match action {
        Action::SQLITE_INSERT => row.new_value(0)?,
        _ => row.old_value(0)?,
    };
    match value {
        ValueRef::Integer(id) => u32::try_from(id).map(SliceId).ok(),
        _ => None,
    }
    .ok_or_else(|| Error::Damaged("a change in its history is about no slice".into()))
}

/// Begins to record the changes to the workshop's content.
pub(crate) fn record(db: &Connection) -> Result<Session<'_>, Error> {
    let mut session = Session::new(db)?;
    for table in RECORDED {
        session.attach(Some(table))?;
    }
    Ok(session)
}

/// What was recorded; empty when nothing is different from before.
pub(crate) fn recorded(mut session: Session<'_>) -> Result<Vec<u8>, Error> {
    let mut changeset = Vec::new();
    session.changeset_strm(&mut changeset)?;
    Ok(changeset)
}

/// The changeset that takes back another one.
pub(crate) fn inverted(changeset: &[u8]) -> Result<Vec<u8>, Error> {
    let mut inverse = Vec::with_capacity(changeset.len());
    let mut bytes = changeset;
    invert_strm(&mut bytes, &mut inverse)?;
    Ok(inverse)
}

/// Makes the changes of a changeset: all of them or, when one does not fit, none.
///
/// # Errors
/// [`Error::ChangedElsewhere`] when a row is not as the changeset left it.
pub(crate) fn apply(db: &Connection, changeset: &[u8]) -> Result<(), Error> {
    let mut bytes = changeset;
    let all = None::<fn(&str) -> bool>;
    db.apply_strm(&mut bytes, all, refuse).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::OperationAborted | ErrorCode::ConstraintViolation) => {
            Error::ChangedElsewhere
        }
        _ => error.into(),
    })
}

fn refuse(_: ConflictType, _: ChangesetItem) -> ConflictAction {
    ConflictAction::SQLITE_CHANGESET_ABORT
}

/// Everything that the recorded tables hold, as a changeset that inserts it into empty tables.
pub(crate) fn capture(transaction: &mut Transaction<'_>) -> Result<Vec<u8>, Error> {
    // Never committed.
    let savepoint = transaction.savepoint()?;
    let session = record(&savepoint)?;
    clear(&savepoint)?;
    inverted(&recorded(session)?)
}

/// Empties the recorded tables.
pub(crate) fn clear(db: &Connection) -> Result<(), Error> {
    for table in RECORDED.iter().rev() {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workshop's tables in short.
    fn tables() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        for table in RECORDED {
            let create = format!("CREATE TABLE {table} (id INTEGER PRIMARY KEY, text TEXT)");
            db.execute_batch(&create).unwrap();
        }
        db.execute_batch("INSERT INTO slice VALUES (1, 'a'), (2, 'b'), (3, 'c')").unwrap();
        db
    }

    fn changes(db: &Connection, sql: &str) -> Vec<u8> {
        let session = record(db).unwrap();
        db.execute_batch(sql).unwrap();
        recorded(session).unwrap()
    }

    fn touched(slices: &[u32], removed: &[u32], frame: bool) -> Touched {
        let ids = |ids: &[u32]| ids.iter().copied().map(SliceId).collect();
        Touched { slices: ids(slices), removed: ids(removed), frame }
    }

    #[test]
    fn what_a_change_touches_is_read_from_it_in_both_directions() {
        for (sql, forwards, backwards) in [
            (
                "UPDATE slice SET text = 'z' WHERE id = 2",
                touched(&[2], &[], false),
                touched(&[2], &[], false),
            ),
            (
                "INSERT INTO slice VALUES (9, '')",
                touched(&[9], &[], false),
                touched(&[], &[9], false),
            ),
            (
                "DELETE FROM slice WHERE id > 1",
                touched(&[], &[2, 3], false),
                touched(&[2, 3], &[], false),
            ),
            (
                "INSERT INTO tag VALUES (3, 'x')",
                touched(&[3], &[], false),
                touched(&[3], &[], false),
            ),
            ("INSERT INTO step VALUES (7, 'x')", touched(&[], &[], true), touched(&[], &[], true)),
            ("UPDATE slice SET text = text", touched(&[], &[], false), touched(&[], &[], false)),
        ] {
            let changes = changes(&tables(), sql);
            assert_eq!(Touched::by(&changes).unwrap(), forwards, "{sql}");
            assert_eq!(Touched::by(&inverted(&changes).unwrap()).unwrap(), backwards, "{sql}");
        }
    }

    #[test]
    fn a_slice_that_goes_with_its_parts_is_only_removed() {
        let db = tables();
        db.execute_batch("INSERT INTO tag VALUES (2, 'x')").unwrap();
        let changes = changes(&db, "DELETE FROM tag; DELETE FROM slice WHERE id = 2");
        assert_eq!(Touched::by(&changes).unwrap(), touched(&[], &[2], false));
    }

    #[test]
    fn what_does_not_fit_is_not_applied_at_all() {
        let db = tables();
        let changes = changes(&db, "UPDATE slice SET text = text || '!'");
        db.execute_batch("UPDATE slice SET text = 'other' WHERE id = 3").unwrap();
        let refused = apply(&db, &inverted(&changes).unwrap());
        assert!(matches!(refused, Err(Error::ChangedElsewhere)));
        let first: String =
            db.query_row("SELECT text FROM slice WHERE id = 1", [], |row| row.get(0)).unwrap();
        assert_eq!(first, "a!");
    }

    #[test]
    fn nonsense_is_refused_and_does_not_crash() {
        for nonsense in [b"T".as_slice(), b"nonsense", &[0x54, 0x02, 0x01, 0x00, 0xFF, 0xFF]] {
            assert!(Touched::by(nonsense).is_err());
            assert!(inverted(nonsense).is_err());
            assert!(apply(&tables(), nonsense).is_err());
        }
    }
}
