//! What trackers call a slice, each name once, sorted.

use rusqlite::Connection;
use slicing::{Slice, SliceId, TrackerKey};

use super::Which;
use super::slice::with_id;
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE tracker_key (
    slice   INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    tracker TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    PRIMARY KEY (slice, tracker, key)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn read_into(db: &Connection, which: &Which, slices: &mut [Slice]) -> Result<(), Error> {
    let select = "SELECT slice, tracker, key FROM tracker_key";
    which.each(db, select, "slice", "slice, tracker, key", |row| {
        if let Some(slice) = with_id(slices, row.get(0)?) {
            slice.tracker_keys.push(TrackerKey { tracker: row.get(1)?, key: row.get(2)? });
        }
        Ok(())
    })
}

impl Edit<'_> {
    /// Remembers what a tracker calls a slice. Doing it twice changes nothing.
    ///
    /// # Errors
    /// None but those of the file.
    pub fn insert_tracker_key(&mut self, slice: SliceId, name: &TrackerKey) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT INTO tracker_key (slice, tracker, key) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
            )?
            .execute((slice.0, &name.tracker, &name.key))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::bench::{FIRST, SECOND, edited, first_after};

    fn name(tracker: &str, key: &str) -> TrackerKey {
        TrackerKey { tracker: tracker.into(), key: key.into() }
    }

    #[test]
    fn names_are_sorted_and_stand_once() {
        let slice = first_after(|edit| {
            edit.insert_tracker_key(FIRST, &name("jira", "SHOP-12"))?;
            edit.insert_tracker_key(FIRST, &name("azure", "123"))?;
            edit.insert_tracker_key(FIRST, &name("jira", "SHOP-12"))
        });
        assert_eq!(slice.unwrap().tracker_keys, [name("azure", "123"), name("jira", "SHOP-12")]);
    }

    #[test]
    fn they_go_with_their_slice() {
        first_after(|edit| {
            edit.insert_tracker_key(SECOND, &name("jira", "SHOP-2"))?;
            edit.delete_slice(SECOND)
        })
        .unwrap();
    }

    #[test]
    fn a_name_of_no_slice_is_refused() {
        let refused = edited(|edit| edit.insert_tracker_key(FIRST, &name("jira", "SHOP-1")));
        assert!(refused.is_err());
    }
}
