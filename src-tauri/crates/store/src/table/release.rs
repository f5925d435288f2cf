//! The releases after the MVP, in the order of their keys.

use rusqlite::Connection;
use slicing::{Goal, Release, ReleaseId};

use super::{cut, cut_text, found, key};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE release (
    id      INTEGER PRIMARY KEY,
    key     TEXT    NOT NULL,
    outcome TEXT    NOT NULL,
    measure TEXT    NOT NULL,
    cut     TEXT    NOT NULL
) STRICT;
ALTER TABLE meta ADD COLUMN release INTEGER NOT NULL DEFAULT 0;
";

pub(crate) fn read(db: &Connection) -> Result<Vec<Release>, Error> {
    let mut query =
        db.prepare_cached("SELECT id, key, outcome, measure, cut FROM release ORDER BY key, id")?;
    let rows = query.query_map([], |row| {
        Ok(Release {
            id: ReleaseId(row.get(0)?),
            key: key(row, 1)?,
            goal: Goal { outcome: row.get(2)?, measure: row.get(3)?, cut: cut(row, 4)? },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Edit<'_> {
    /// Adds a release.
    ///
    /// # Errors
    /// [`Error::Refused`] when its id is taken, or the number of its line is out of its range.
    pub fn insert_release(&mut self, release: &Release) -> Result<(), Error> {
        self.write_release(
            "INSERT INTO release (id, key, outcome, measure, cut) VALUES (?1, ?2, ?3, ?4, ?5)",
            release,
        )?;
        Ok(())
    }

    /// Replaces a release.
    ///
    /// # Errors
    /// [`Error::Unknown`]; [`Error::Refused`] when the number of its line is out of its range.
    pub fn update_release(&mut self, release: &Release) -> Result<(), Error> {
        let rows = self.write_release(
            "UPDATE release SET key = ?2, outcome = ?3, measure = ?4, cut = ?5 WHERE id = ?1",
            release,
        )?;
        found(rows, || format!("release {}", release.id))
    }

    /// Removes a release; the slices that were put into it by hand are in none then.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_release(&mut self, id: ReleaseId) -> Result<(), Error> {
        self.db
            .prepare_cached("UPDATE slice SET release = NULL WHERE release = ?1")?
            .execute([id.0])?;
        let rows = self.db.prepare_cached("DELETE FROM release WHERE id = ?1")?.execute([id.0])?;
        found(rows, || format!("release {id}"))
    }

    fn write_release(&self, sql: &str, release: &Release) -> Result<usize, Error> {
        let Release { id, key, goal: Goal { outcome, measure, cut } } = release;
        let row = (id.0, key.as_str(), outcome, measure, cut_text(*cut)?);
        Ok(self.db.prepare_cached(sql)?.execute(row)?)
    }
}

#[cfg(test)]
mod tests {
    use slicing::{Cut, OrderKey};

    use super::*;
    use crate::table::bench::{FIRST, edited, first_after};

    fn release(id: u32, key: &OrderKey, cut: Cut) -> Release {
        let goal = Goal { outcome: format!("Outcome {id}"), measure: "9 of 10".into(), cut };
        Release { id: ReleaseId(id), key: key.clone(), goal }
    }

    #[test]
    fn releases_read_in_the_order_of_their_keys_with_every_cut() {
        let keys = OrderKey::spread(None, None, 4).unwrap();
        let left = edited(|edit| {
            edit.insert_release(&release(1, &keys[1], Cut::Capacity(30)))?;
            edit.insert_release(&release(2, &keys[0], Cut::Proposed))?;
            edit.insert_release(&release(3, &keys[0], Cut::ByHand))?;
            edit.insert_release(&release(4, &keys[3], Cut::ByHand))?;
            edit.update_release(&release(2, &keys[2], Cut::Share(80)))?;
            edit.delete_release(ReleaseId(3))
        });
        let expected = [
            release(1, &keys[1], Cut::Capacity(30)),
            release(2, &keys[2], Cut::Share(80)),
            release(4, &keys[3], Cut::ByHand),
        ];
        assert_eq!(left.unwrap().releases, expected);
    }

    #[test]
    fn a_release_that_goes_lets_its_slices_go() {
        let slice = first_after(|edit| {
            edit.insert_release(&release(1, &OrderKey::first(), Cut::ByHand))?;
            edit.set_release(FIRST, Some(ReleaseId(1)))?;
            edit.delete_release(ReleaseId(1))
        });
        assert_eq!(slice.unwrap().release, None);
    }

    #[test]
    fn a_line_that_could_not_be_read_back_is_refused() {
        for cut in [Cut::Capacity(0), Cut::Capacity(20_001), Cut::Share(0), Cut::Share(101)] {
            let release = release(1, &OrderKey::first(), cut);
            let refused = edited(|edit| edit.insert_release(&release)).unwrap_err();
            assert!(matches!(refused, Error::Refused(_)), "{refused}");
        }
    }

    #[test]
    fn a_release_that_does_not_exist_is_named() {
        let gone = release(7, &OrderKey::first(), Cut::Proposed);
        let error = edited(|edit| edit.update_release(&gone)).unwrap_err();
        assert_eq!(error.to_string(), "there is no release R7");
        let error = edited(|edit| edit.delete_release(ReleaseId(7))).unwrap_err();
        assert_eq!(error.to_string(), "there is no release R7");
    }
}
