//! What the tests of the tables begin with.

use jiff::Timestamp;
use rusqlite::Connection;
use slicing::{About, OrderKey, Slice, SliceId};

use super::{Which, meta, persona, release, slice, step, workshop};
use crate::migration::{MIGRATIONS, migrate};
use crate::{Edit, Error};

/// Everything that an edit left behind.
#[derive(Debug)]
pub(crate) struct Left {
    pub(crate) about: About,
    pub(crate) personas: Vec<slicing::Persona>,
    pub(crate) steps: Vec<slicing::Step>,
    pub(crate) releases: Vec<slicing::Release>,
    pub(crate) slices: Vec<Slice>,
}

/// Makes one edit in a new workshop in memory.
pub(crate) fn edited(f: impl FnOnce(&mut Edit<'_>) -> Result<(), Error>) -> Result<Left, Error> {
    let mut db = Connection::open_in_memory()?;
    migrate(&mut db, MIGRATIONS, |db| {
        meta::insert(db, Timestamp::UNIX_EPOCH)?;
        workshop::insert(db, &About::default())
    })?;
    let transaction = db.transaction()?;
    let mut edit = Edit::begin(&transaction)?;
    f(&mut edit)?;
    edit.end()?;
    transaction.commit()?;
    Ok(Left {
        about: workshop::read(&db)?,
        personas: persona::read(&db)?,
        steps: step::read(&db)?,
        releases: release::read(&db)?,
        slices: slice::read(&db, &Which::All)?,
    })
}

/// As [`edited`], beginning with the slices S1 and S2, S2 below S1; answers S1 afterwards.
pub(crate) fn first_after(
    f: impl FnOnce(&mut Edit<'_>) -> Result<(), Error>,
) -> Result<Slice, Error> {
    let left = edited(|edit| {
        let (first, second) = (edit.new_slice_id()?, edit.new_slice_id()?);
        edit.insert_slice(&Slice::new(first, None, OrderKey::first(), "Travel"))?;
        edit.insert_slice(&Slice::new(second, Some(first), OrderKey::first(), "Pay"))?;
        f(edit)
    })?;
    left.slices.into_iter().next().ok_or_else(|| Error::Unknown("slice S1".into()))
}

pub(crate) const FIRST: SliceId = SliceId(1);
pub(crate) const SECOND: SliceId = SliceId(2);
