//! What was deliberately left out of a slice, oldest first.

use rusqlite::Connection;
use slicing::{Deferral, DeferralId, Slice, SliceId};

use super::slice::with_id;
use super::{Which, found};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE deferral (
    slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    id    INTEGER NOT NULL,
    text  TEXT    NOT NULL,
    owner TEXT    NOT NULL,
    PRIMARY KEY (slice, id)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn read_into(db: &Connection, which: &Which, slices: &mut [Slice]) -> Result<(), Error> {
    let select = "SELECT slice, id, text, owner FROM deferral";
    which.each(db, select, "slice", "slice, id", |row| {
        if let Some(slice) = with_id(slices, row.get(0)?) {
            slice.deferrals.push(Deferral {
                id: DeferralId(row.get(1)?),
                text: row.get(2)?,
                owner: row.get(3)?,
            });
        }
        Ok(())
    })
}

impl Edit<'_> {
    /// Leaves something out of a slice.
    ///
    /// # Errors
    /// [`Error::Refused`] when the slice has one with its id.
    pub fn insert_deferral(&mut self, slice: SliceId, deferral: &Deferral) -> Result<(), Error> {
        let Deferral { id, text, owner } = deferral;
        self.db
            .prepare_cached(
                "INSERT INTO deferral (slice, id, text, owner) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((slice.0, id.0, text, owner))?;
        Ok(())
    }

    /// Replaces a deferral of a slice.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn update_deferral(&mut self, slice: SliceId, deferral: &Deferral) -> Result<(), Error> {
        let Deferral { id, text, owner } = deferral;
        let rows = self
            .db
            .prepare_cached(
                "UPDATE deferral SET text = ?3, owner = ?4 WHERE slice = ?1 AND id = ?2",
            )?
            .execute((slice.0, id.0, text, owner))?;
        found(rows, || format!("deferral {id} of slice {slice}"))
    }

    /// Removes a deferral from a slice.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_deferral(&mut self, slice: SliceId, id: DeferralId) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("DELETE FROM deferral WHERE slice = ?1 AND id = ?2")?
            .execute((slice.0, id.0))?;
        found(rows, || format!("deferral {id} of slice {slice}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::bench::{FIRST, first_after};

    fn deferral(id: u32, owner: &str) -> Deferral {
        Deferral { id: DeferralId(id), text: "Refunds".into(), owner: owner.into() }
    }

    #[test]
    fn deferrals_are_made_handed_over_and_removed() {
        let slice = first_after(|edit| {
            edit.insert_deferral(FIRST, &deferral(1, ""))?;
            edit.insert_deferral(FIRST, &deferral(2, ""))?;
            edit.update_deferral(FIRST, &deferral(1, "Bo"))?;
            edit.delete_deferral(FIRST, DeferralId(2))
        });
        assert_eq!(slice.unwrap().deferrals, [deferral(1, "Bo")]);
    }

    #[test]
    fn a_deferral_that_does_not_exist_is_named() {
        let error = first_after(|edit| edit.update_deferral(FIRST, &deferral(9, ""))).unwrap_err();
        assert_eq!(error.to_string(), "there is no deferral D9 of slice S1");
    }
}
