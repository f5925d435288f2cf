//! Tags, each once per slice, sorted.

use rusqlite::Connection;
use slicing::{Slice, SliceId};

use super::slice::with_id;
use super::{Which, found};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE tag (
    slice INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    tag   TEXT    NOT NULL,
    PRIMARY KEY (slice, tag)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn read_into(db: &Connection, which: &Which, slices: &mut [Slice]) -> Result<(), Error> {
    which.each(db, "SELECT slice, tag FROM tag", "slice", "slice, tag", |row| {
        if let Some(slice) = with_id(slices, row.get(0)?) {
            slice.tags.push(row.get(1)?);
        }
        Ok(())
    })
}

impl Edit<'_> {
    /// Tags a slice. Doing it twice changes nothing.
    ///
    /// # Errors
    /// None but those of the file.
    pub fn insert_tag(&mut self, slice: SliceId, tag: &str) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT INTO tag (slice, tag) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute((slice.0, tag))?;
        Ok(())
    }

    /// Takes a tag from a slice.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_tag(&mut self, slice: SliceId, tag: &str) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("DELETE FROM tag WHERE slice = ?1 AND tag = ?2")?
            .execute((slice.0, tag))?;
        found(rows, || format!("tag {tag:?} of slice {slice}"))
    }
}

#[cfg(test)]
mod tests {
    use crate::table::bench::{FIRST, first_after};

    #[test]
    fn tags_are_sorted_and_stand_once() {
        let slice = first_after(|edit| {
            for tag in ["money", "late", "money", "épicé", ""] {
                edit.insert_tag(FIRST, tag)?;
            }
            edit.delete_tag(FIRST, "")
        });
        assert_eq!(slice.unwrap().tags, ["late", "money", "épicé"]);
    }

    #[test]
    fn a_tag_that_does_not_exist_is_named() {
        let error = first_after(|edit| edit.delete_tag(FIRST, "money")).unwrap_err();
        assert_eq!(error.to_string(), "there is no tag \"money\" of slice S1");
    }
}
