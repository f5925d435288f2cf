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
