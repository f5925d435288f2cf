//! What a workshop file knows about itself: its identity, the ids it has given away, and where in
//! its history it stands. Not recorded in the history, so that undoing an edit does not give its ids
//! away again.

use jiff::Timestamp;
use rusqlite::Connection;
use slicing::{AcceptanceId, DeferralId, PersonaId, QuestionId, ReleaseId, SliceId, StepId};

use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE meta (
    only       INTEGER PRIMARY KEY CHECK (only = 1),
    identity   TEXT    NOT NULL,
    slice      INTEGER NOT NULL DEFAULT 0,
    persona    INTEGER NOT NULL DEFAULT 0,
    step       INTEGER NOT NULL DEFAULT 0,
    acceptance INTEGER NOT NULL DEFAULT 0,
    question   INTEGER NOT NULL DEFAULT 0,
    deferral   INTEGER NOT NULL DEFAULT 0,
    position   INTEGER NOT NULL DEFAULT 0,
    changed_at INTEGER NOT NULL
) STRICT;
";

/// The last id of each type that was given away, 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LastIds {
    slice: u32,
    persona: u32,
    step: u32,
    acceptance: u32,
    question: u32,
    deferral: u32,
    release: u32,
}

/// Writes the one row, with an identity from SQLite's generator of random numbers.
pub(crate) fn insert(db: &Connection, now: Timestamp) -> Result<(), Error> {
    db.execute(
        "INSERT INTO meta (only, identity, changed_at) VALUES (1, lower(hex(randomblob(16))), ?1)",
        [now.as_millisecond()],
    )?;
    Ok(())
}

/// 32 hexadecimal digits that no other workshop has.
pub(crate) fn identity(db: &Connection) -> Result<String, Error> {
    Ok(db.query_row("SELECT identity FROM meta", [], |row| row.get(0))?)
}

/// When the workshop was last changed, to the millisecond.
pub(crate) fn changed_at(db: &Connection) -> Result<Timestamp, Error> {
    Ok(db.query_row("SELECT changed_at FROM meta", [], |row| timestamp(row.get(0)?))?)
}

/// The number of the last entry of the history that is in effect, 0 for none.
pub(crate) fn position(db: &Connection) -> Result<u32, Error> {
    Ok(db.prepare_cached("SELECT position FROM meta")?.query_row([], |row| row.get(0))?)
}

/// Records that the history now stands at `position`.
pub(crate) fn moved_to(db: &Connection, position: u32, now: Timestamp) -> Result<(), Error> {
    db.prepare_cached("UPDATE meta SET position = ?1, changed_at = ?2")?
        .execute((position, now.as_millisecond()))?;
    Ok(())
}

pub(crate) fn last_ids(db: &Connection) -> Result<LastIds, Error> {
    let mut query = db.prepare_cached(
        "SELECT slice, persona, step, acceptance, question, deferral, release FROM meta",
    )?;
    Ok(query.query_row([], |row| {
        Ok(LastIds {
            slice: row.get(0)?,
            persona: row.get(1)?,
            step: row.get(2)?,
            acceptance: row.get(3)?,
            question: row.get(4)?,
            deferral: row.get(5)?,
            release: row.get(6)?,
        })
    })?)
}

pub(crate) fn save_last_ids(db: &Connection, ids: &LastIds) -> Result<(), Error> {
    db.prepare_cached(
        "UPDATE meta SET slice = ?1, persona = ?2, step = ?3, acceptance = ?4, question = ?5,
                         deferral = ?6, release = ?7",
    )?
    .execute((
        ids.slice,
        ids.persona,
        ids.step,
        ids.acceptance,
        ids.question,
        ids.deferral,
        ids.release,
    ))?;
    Ok(())
}

/// Reads a time that is stored in milliseconds since 1970.
pub(crate) fn timestamp(milliseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(milliseconds).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Integer, error.into())
    })
}

/// The next ids. Each is given away once in the life of the file, also when the edit is undone.
impl Edit<'_> {
    /// An id for a new slice.
    ///
    /// # Errors
    /// [`Error::Refused`] after four thousand million.
    pub fn new_slice_id(&mut self) -> Result<SliceId, Error> {
        next(&mut self.ids.slice).map(SliceId)
    }

    /// Takes an id that comes from elsewhere for a new slice, so that it is not given away again.
    ///
    /// # Errors
    /// [`Error::Refused`] when it is 0.
    pub fn keep_slice_id(&mut self, id: SliceId) -> Result<SliceId, Error> {
        if id.0 == 0 {
            return Err(Error::Refused("an id is never 0".into()));
        }
        self.ids.slice = self.ids.slice.max(id.0);
        Ok(id)
    }

    /// An id for a new persona.
    ///
    /// # Errors
    /// As [`Edit::new_slice_id`].
    pub fn new_persona_id(&mut self) -> Result<PersonaId, Error> {
        next(&mut self.ids.persona).map(PersonaId)
    }

    /// An id for a new step.
    ///
    /// # Errors
    /// As [`Edit::new_slice_id`].
    pub fn new_step_id(&mut self) -> Result<StepId, Error> {
        next(&mut self.ids.step).map(StepId)
    }

    /// An id for a new release.
    ///
    /// # Errors
    /// As [`Edit::new_slice_id`].
    pub fn new_release_id(&mut self) -> Result<ReleaseId, Error> {
        next(&mut self.ids.release).map(ReleaseId)
    }

    /// An id for a new acceptance criterion.
    ///
    /// # Errors
    /// As [`Edit::new_slice_id`].
    pub fn new_acceptance_id(&mut self) -> Result<AcceptanceId, Error> {
        next(&mut self.ids.acceptance).map(AcceptanceId)
    }

    /// An id for a new question.
    ///
    /// # Errors
    /// As [`Edit::new_slice_id`].
    pub fn new_question_id(&mut self) -> Result<QuestionId, Error> {
        next(&mut self.ids.question).map(QuestionId)
    }

    /// An id for a new deferral.
    ///
    /// # Errors
    /// As [`Edit::new_slice_id`].
    pub fn new_deferral_id(&mut self) -> Result<DeferralId, Error> {
        next(&mut self.ids.deferral).map(DeferralId)
    }
}

fn next(last: &mut u32) -> Result<u32, Error> {
    *last = last.checked_add(1).ok_or_else(|| Error::Refused("no ids are left".into()))?;
    Ok(*last)
}
