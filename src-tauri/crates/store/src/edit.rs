//! What an edit may write. Its functions lie with the tables that they write.

use rusqlite::Connection;

use crate::Error;
use crate::table::meta::{self, LastIds};

/// The writes of one edit: all of them happen, or none.
#[derive(Debug)]
pub struct Edit<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) ids: LastIds,
}

impl<'a> Edit<'a> {
    pub(crate) fn begin(db: &'a Connection) -> Result<Self, Error> {
        Ok(Self { db, ids: meta::last_ids(db)? })
    }

    /// Remembers which ids were given away.
    pub(crate) fn end(self) -> Result<(), Error> {
        if meta::last_ids(self.db)? != self.ids {
            meta::save_last_ids(self.db, &self.ids)?;
        }
        Ok(())
    }
}
