//! Personas, in the order of their keys.

use rusqlite::Connection;
use slicing::{Persona, PersonaId};

use super::{found, key};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE persona (
    id   INTEGER PRIMARY KEY,
    key  TEXT    NOT NULL,
    name TEXT    NOT NULL
) STRICT;
";

pub(crate) fn read(db: &Connection) -> Result<Vec<Persona>, Error> {
    let mut query = db.prepare_cached("SELECT id, key, name FROM persona ORDER BY key, id")?;
    let rows = query.query_map([], |row| {
        Ok(Persona { id: PersonaId(row.get(0)?), key: key(row, 1)?, name: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Edit<'_> {
    /// Adds a persona.
    ///
    /// # Errors
    /// [`Error::Refused`] when its id is taken.
    pub fn insert_persona(&mut self, persona: &Persona) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT INTO persona (id, key, name) VALUES (?1, ?2, ?3)")?
            .execute((persona.id.0, persona.key.as_str(), &persona.name))?;
        Ok(())
    }

    /// Replaces a persona.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn update_persona(&mut self, persona: &Persona) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("UPDATE persona SET key = ?2, name = ?3 WHERE id = ?1")?
            .execute((persona.id.0, persona.key.as_str(), &persona.name))?;
        found(rows, || format!("persona {}", persona.id))
    }

    /// Removes a persona; the slices that serve it then serve nobody in particular.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_persona(&mut self, id: PersonaId) -> Result<(), Error> {
        self.db
            .prepare_cached("UPDATE slice SET persona = NULL WHERE persona = ?1")?
            .execute([id.0])?;
        let rows = self.db.prepare_cached("DELETE FROM persona WHERE id = ?1")?.execute([id.0])?;
        found(rows, || format!("persona {id}"))
    }
}

#[cfg(test)]
mod tests {
    use slicing::OrderKey;

    use super::*;
    use crate::table::bench::edited;

    fn persona(id: u32, key: &OrderKey, name: &str) -> Persona {
        Persona { id: PersonaId(id), key: key.clone(), name: name.into() }
    }

    #[test]
    fn personas_read_in_the_order_of_their_keys() {
        let keys = OrderKey::spread(None, None, 3).unwrap();
        let left = edited(|edit| {
            edit.insert_persona(&persona(1, &keys[1], "Clerk"))?;
            edit.insert_persona(&persona(2, &keys[0], "Traveller"))?;
            edit.insert_persona(&persona(3, &keys[0], "Auditor"))?;
            edit.update_persona(&persona(2, &keys[2], "Guest"))?;
            edit.delete_persona(PersonaId(3))
        });
        let expected = [persona(1, &keys[1], "Clerk"), persona(2, &keys[2], "Guest")];
        assert_eq!(left.unwrap().personas, expected);
    }

    #[test]
    fn a_persona_that_does_not_exist_is_named() {
        let ghost = persona(7, &OrderKey::first(), "Ghost");
        let error = edited(move |edit| edit.update_persona(&ghost)).unwrap_err();
        assert_eq!(error.to_string(), "there is no persona P7");
        let error = edited(|edit| edit.delete_persona(PersonaId(7))).unwrap_err();
        assert_eq!(error.to_string(), "there is no persona P7");
    }
}
