//! Dependencies: a slice needs another one first. That they close no circle is a rule of
//! `slicing`, not of the file.

use rusqlite::Connection;
use slicing::{Slice, SliceId};

use super::slice::with_id;
use super::{Which, found};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE need (
    slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    needs INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (slice, needs),
    CHECK (slice <> needs)
) STRICT, WITHOUT ROWID;
CREATE INDEX need_needs ON need (needs);
";

pub(crate) fn read_into(db: &Connection, which: &Which, slices: &mut [Slice]) -> Result<(), Error> {
    which.each(db, "SELECT slice, needs FROM need", "slice", "slice, needs", |row| {
        if let Some(slice) = with_id(slices, row.get(0)?) {
            slice.needs.push(SliceId(row.get(1)?));
        }
        Ok(())
    })
}

impl Edit<'_> {
    /// Makes a slice need another one first. Saying it twice changes nothing.
    ///
    /// # Errors
    /// [`Error::Refused`] when a slice would need itself.
    pub fn insert_need(&mut self, slice: SliceId, needs: SliceId) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT INTO need (slice, needs) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute((slice.0, needs.0))?;
        Ok(())
    }

    /// Makes a slice no longer need another one.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_need(&mut self, slice: SliceId, needs: SliceId) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("DELETE FROM need WHERE slice = ?1 AND needs = ?2")?
            .execute((slice.0, needs.0))?;
        found(rows, || format!("dependency of {slice} on {needs}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::bench::{FIRST, SECOND, first_after};

    #[test]
    fn a_dependency_is_said_once_and_taken_back() {
        let said = first_after(|edit| {
            edit.insert_need(FIRST, SECOND)?;
            edit.insert_need(FIRST, SECOND)
        });
        assert_eq!(said.unwrap().needs, [SECOND]);
        let taken_back = first_after(|edit| {
            edit.insert_need(FIRST, SECOND)?;
            edit.delete_need(FIRST, SECOND)
        });
        assert!(taken_back.unwrap().needs.is_empty());
    }

    #[test]
    fn a_slice_never_needs_itself() {
        let refused = first_after(|edit| edit.insert_need(FIRST, FIRST)).unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused}");
    }

    #[test]
    fn a_dependency_that_does_not_exist_is_named() {
        let error = first_after(|edit| edit.delete_need(FIRST, SECOND)).unwrap_err();
        assert_eq!(error.to_string(), "there is no dependency of S1 on S2");
    }
}
