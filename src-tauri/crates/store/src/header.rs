//! The first hundred bytes of a database, read without SQLite: it would write beside a file that is
//! none of our business.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::Error;

/// The four bytes `Carp`, which tell a workshop from any other database.
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Carp");

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const VERSION_AT: usize = 60;
const APPLICATION_AT: usize = 68;
const LENGTH: usize = 100;

/// Refuses what is no file, without opening it.
///
/// # Errors
/// [`Error::Directory`]; [`Error::NotAWorkshop`] for pipes and devices.
pub(crate) fn regular(path: &Path) -> Result<(), Error> {
    let kind = std::fs::metadata(path).map_err(|error| Error::from_io(path, &error))?;
    if kind.is_dir() {
        return Err(Error::Directory(path.to_owned()));
    }
    if !kind.is_file() {
        return Err(Error::NotAWorkshop(path.to_owned()));
    }
    Ok(())
}

/// Reads the version of a workshop file.
///
/// Not for a file that this process has open: on Unix, closing the handle would drop SQLite's locks.
///
/// # Errors
/// [`Error::Missing`], [`Error::NoPermission`], [`Error::Empty`], [`Error::NotAWorkshop`],
/// [`Error::Foreign`], [`Error::Damaged`].
pub(crate) fn version(path: &Path) -> Result<u32, Error> {
    let bytes = start(path).map_err(|error| Error::from_io(path, &error))?;
    if bytes.is_empty() {
        return Err(Error::Empty(path.to_owned()));
    }
    if !bytes.starts_with(MAGIC) {
        return Err(Error::NotAWorkshop(path.to_owned()));
    }
    let (Some(application), Some(version)) =
        (number_at(&bytes, APPLICATION_AT), number_at(&bytes, VERSION_AT))
    else {
        return Err(Error::Damaged("it ends in its first hundred bytes".into()));
    };
    if application != APPLICATION_ID.cast_unsigned() {
        return Err(Error::Foreign(path.to_owned()));
    }
    Ok(version)
}

fn start(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(LENGTH);
    File::open(path)?.take(LENGTH as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}
