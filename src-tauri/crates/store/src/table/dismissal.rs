//! The findings that do not matter for a slice, each once, sorted.

use rusqlite::Connection;
use slicing::{Dismissal, Slice, SliceId};

use super::slice::with_id;
use super::{Which, found};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE dismissal (
    slice   INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    checked TEXT    NOT NULL,
    words   TEXT    NOT NULL,
    PRIMARY KEY (slice, checked, words)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn read_into(db: &Connection, which: &Which, slices: &mut [Slice]) -> Result<(), Error> {
    let select = "SELECT slice, checked, words FROM dismissal";
    which.each(db, select, "slice", "slice, checked, words", |row| {
        if let Some(slice) = with_id(slices, row.get(0)?) {
            slice.dismissed.push(Dismissal { check: row.get(1)?, words: row.get(2)? });
        }
        Ok(())
    })
}

impl Edit<'_> {
    /// Dismisses a finding about a slice. Doing it twice changes nothing.
    ///
    /// # Errors
    /// None but those of the file.
    pub fn insert_dismissal(&mut self, slice: SliceId, dismissal: &Dismissal) -> Result<(), Error> {
        let Dismissal { check, words } = dismissal;
        self.db
            .prepare_cached(
                "INSERT INTO dismissal (slice, checked, words) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
            )?
            .execute((slice.0, check, words))?;
        Ok(())
    }

    /// Brings a dismissed finding back.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_dismissal(&mut self, slice: SliceId, dismissal: &Dismissal) -> Result<(), Error> {
        let Dismissal { check, words } = dismissal;
        let rows = self
            .db
            .prepare_cached(
                "DELETE FROM dismissal WHERE slice = ?1 AND checked = ?2 AND words = ?3",
            )?
            .execute((slice.0, check, words))?;
        found(rows, || format!("dismissed {check:?} of slice {slice}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::bench::{FIRST, first_after};

    fn dismissal(check: &str, words: &str) -> Dismissal {
        Dismissal { check: check.into(), words: words.into() }
    }

    #[test]
    fn dismissals_are_sorted_and_stand_once() {
        let slice = first_after(|edit| {
            for words in ["quick", "fast", "quick", ""] {
                edit.insert_dismissal(FIRST, &dismissal("vague-term", words))?;
            }
            edit.insert_dismissal(FIRST, &dismissal("layer", "table"))?;
            edit.delete_dismissal(FIRST, &dismissal("vague-term", ""))
        });
        let expected = [("layer", "table"), ("vague-term", "fast"), ("vague-term", "quick")];
        assert_eq!(
            slice.unwrap().dismissed,
            expected.map(|(check, words)| dismissal(check, words))
        );
    }

    #[test]
    fn a_dismissal_that_does_not_exist_is_named() {
        let error =
            first_after(|edit| edit.delete_dismissal(FIRST, &dismissal("layer", ""))).unwrap_err();
        assert_eq!(error.to_string(), "there is no dismissed \"layer\" of slice S1");
    }
}
