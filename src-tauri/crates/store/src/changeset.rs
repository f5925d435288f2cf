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
    /// Whether what the workshop is about, its personas or its steps changed.
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
