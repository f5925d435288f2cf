//! Acceptance criteria, in the order of their keys.

use rusqlite::Connection;
use slicing::{Acceptance, AcceptanceId, Slice, SliceId};

use super::slice::with_id;
use super::{Which, found, key};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE acceptance (
    slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    id    INTEGER NOT NULL,
    key   TEXT    NOT NULL,
    text  TEXT    NOT NULL,
    PRIMARY KEY (slice, id)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn read_into(db: &Connection, which: &Which, slices: &mut [Slice]) -> Result<(), Error> {
    let select = "SELECT slice, id, key, text FROM acceptance";
    which.each(db, select, "slice", "slice, key, id", |row| {
        if let Some(slice) = with_id(slices, row.get(0)?) {
            slice.acceptance.push(Acceptance {
                id: AcceptanceId(row.get(1)?),
                key: key(row, 2)?,
                text: row.get(3)?,
            });
        }
        Ok(())
    })
}

impl Edit<'_> {
    /// Adds a criterion to a slice.
    ///
    /// # Errors
    /// [`Error::Refused`] when the slice has one with its id.
    pub fn insert_acceptance(
        &mut self,
        slice: SliceId,
        acceptance: &Acceptance,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT INTO acceptance (slice, id, key, text) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((slice.0, acceptance.id.0, acceptance.key.as_str(), &acceptance.text))?;
        Ok(())
    }

    /// Replaces a criterion of a slice.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn update_acceptance(
        &mut self,
        slice: SliceId,
        acceptance: &Acceptance,
    ) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached(
                "UPDATE acceptance SET key = ?3, text = ?4 WHERE slice = ?1 AND id = ?2",
            )?
            .execute((slice.0, acceptance.id.0, acceptance.key.as_str(), &acceptance.text))?;
        found(rows, || format!("acceptance criterion {} of slice {slice}", acceptance.id))
    }

    /// Removes a criterion from a slice.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_acceptance(&mut self, slice: SliceId, id: AcceptanceId) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("DELETE FROM acceptance WHERE slice = ?1 AND id = ?2")?
            .execute((slice.0, id.0))?;
        found(rows, || format!("acceptance criterion {id} of slice {slice}"))
    }
}

#[cfg(test)]
mod tests {
    use slicing::OrderKey;

    use super::*;
    use crate::table::bench::{FIRST, first_after};

    fn criterion(id: u32, text: &str) -> Acceptance {
        Acceptance { id: AcceptanceId(id), key: OrderKey::first(), text: text.into() }
    }

    #[test]
    fn criteria_are_added_replaced_and_removed() {
        let slice = first_after(|edit| {
            edit.insert_acceptance(FIRST, &criterion(1, "Given a card"))?;
            edit.insert_acceptance(FIRST, &criterion(2, "Given cash"))?;
            edit.update_acceptance(FIRST, &criterion(1, "Given a valid card"))?;
            edit.delete_acceptance(FIRST, AcceptanceId(2))
        });
        assert_eq!(slice.unwrap().acceptance, [criterion(1, "Given a valid card")]);
    }

    #[test]
    fn a_criterion_that_does_not_exist_is_named() {
        let error =
            first_after(|edit| edit.update_acceptance(FIRST, &criterion(9, ""))).unwrap_err();
        assert_eq!(error.to_string(), "there is no acceptance criterion A9 of slice S1");
    }
}
