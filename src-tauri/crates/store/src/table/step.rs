//! The steps of the journey, in the order of their keys.

use rusqlite::Connection;
use slicing::{Step, StepId};

use super::{found, key};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE step (
    id        INTEGER PRIMARY KEY,
    key       TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    essential INTEGER NOT NULL CHECK (essential IN (0, 1))
) STRICT;
";

pub(crate) fn read(db: &Connection) -> Result<Vec<Step>, Error> {
    let mut query =
        db.prepare_cached("SELECT id, key, name, essential FROM step ORDER BY key, id")?;
    let rows = query.query_map([], |row| {
        Ok(Step {
            id: StepId(row.get(0)?),
            key: key(row, 1)?,
            name: row.get(2)?,
            essential: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Edit<'_> {
    /// Adds a step.
    ///
    /// # Errors
    /// [`Error::Refused`] when its id is taken.
    pub fn insert_step(&mut self, step: &Step) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT INTO step (id, key, name, essential) VALUES (?1, ?2, ?3, ?4)")?
            .execute((step.id.0, step.key.as_str(), &step.name, step.essential))?;
        Ok(())
    }

    /// Replaces a step.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn update_step(&mut self, step: &Step) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("UPDATE step SET key = ?2, name = ?3, essential = ?4 WHERE id = ?1")?
            .execute((step.id.0, step.key.as_str(), &step.name, step.essential))?;
        found(rows, || format!("step {}", step.id))
    }

    /// Removes a step; its slices then belong to no step.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_step(&mut self, id: StepId) -> Result<(), Error> {
        self.db.prepare_cached("UPDATE slice SET step = NULL WHERE step = ?1")?.execute([id.0])?;
        let rows = self.db.prepare_cached("DELETE FROM step WHERE id = ?1")?.execute([id.0])?;
        found(rows, || format!("step {id}"))
    }
}

#[cfg(test)]
mod tests {
    use slicing::OrderKey;

    use super::*;
    use crate::table::bench::edited;

    fn step(id: u32, key: &OrderKey, essential: bool) -> Step {
        Step { id: StepId(id), key: key.clone(), name: format!("Step {id}"), essential }
    }

    #[test]
    fn steps_read_in_the_order_of_their_keys() {
        let keys = OrderKey::spread(None, None, 3).unwrap();
        let left = edited(|edit| {
            edit.insert_step(&step(1, &keys[1], true))?;
            edit.insert_step(&step(2, &keys[0], false))?;
            edit.insert_step(&step(3, &keys[0], false))?;
            edit.update_step(&step(2, &keys[2], true))?;
            edit.delete_step(StepId(3))
        });
        let expected = [step(1, &keys[1], true), step(2, &keys[2], true)];
        assert_eq!(left.unwrap().steps, expected);
    }

    #[test]
    fn a_step_that_does_not_exist_is_named() {
        let error = edited(|edit| edit.update_step(&step(7, &OrderKey::first(), true)));
        assert_eq!(error.unwrap_err().to_string(), "there is no step J7");
        let error = edited(|edit| edit.delete_step(StepId(7))).unwrap_err();
        assert_eq!(error.to_string(), "there is no step J7");
    }
}
