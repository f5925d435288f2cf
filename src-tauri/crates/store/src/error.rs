//! What can go wrong with a workshop file. Every message says what happened and what to do next.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::Reason;

/// Why a file cannot be opened, or an edit is not made. In every case the file is as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing at this path.
    #[error("there is no file {}; check the name, or make a new workshop there", .0.display())]
    Missing(PathBuf),
    /// A new workshop would lie in a folder that does not exist.
    #[error("there is no folder {}; make it first, or choose another one", .0.display())]
    NoFolder(PathBuf),
    /// A new workshop would overwrite a file.
    #[error("{} exists already; choose another name, or open it", .0.display())]
    Exists(PathBuf),
    /// The path is a folder.
    #[error("{} is a folder; choose a workshop file in it", .0.display())]
    Directory(PathBuf),
    /// The file may not be read.
    #[error("{} may not be read by you; ask its owner for permission", .0.display())]
    NoPermission(PathBuf),
    /// The file or its folder cannot be written.
    #[error(
        "{} is on a read-only medium, or in a place where you may not write; copy it to a folder \
         of your own and open the copy",
        .0.display()
    )]
    NotWritable(PathBuf),
    /// The file has no bytes.
    #[error("{} is empty (0 bytes); remove it, or restore it from a backup", .0.display())]
    Empty(PathBuf),
    /// The file is text, an image or anything else that is not a database.
    #[error("{} is not a workshop file; import it into a workshop instead", .0.display())]
    NotAWorkshop(PathBuf),
    /// The file is a database of another program.
    #[error("{} belongs to another program; open it there", .0.display())]
    Foreign(PathBuf),
    /// The file was written by a later Carpaccio.
    #[error(
        "{} was written by a newer Carpaccio (file version {found}, this one knows {known}); \
         update Carpaccio to open it",
        .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The latest version that this program reads.
        known: u32,
    },
    /// The content is broken.
    #[error(
        "the workshop file is damaged ({0}); restore a backup, or let `carpaccio doctor --repair` \
         save what can be read into a new file"
    )]
    Damaged(String),
    /// Another program keeps the file locked.
    #[error("another program is using the workshop file; close it there and try again")]
    Locked,
    /// The file is open for reading only.
    #[error("the workshop can only be read here: {0}")]
    ReadOnly(Reason),
    /// No room is left on the disk.
    #[error("the disk is full, so the change was not made; free some space and try again")]
    Full,
    /// The disk failed.
    #[error("the disk did not do what was asked ({0}); check that it is connected and try again")]
    Disk(String),
    /// The file was changed by something other than this program, so a change cannot be undone or
    /// redone.
    #[error(
        "the file was changed by another program, so this step of its history no longer fits; \
         go back to a snapshot, or go on from here"
    )]
    ChangedElsewhere,
    /// An edit names a row that does not exist.
    #[error("there is no {0}")]
    Unknown(String),
    /// An edit breaks a rule of the file, such as the range of a value.
    #[error("the change breaks a rule of the workshop file ({0})")]
    Refused(String),
    /// There is a snapshot of this name already.
    #[error("there is a snapshot named {0:?} already; choose another name")]
    NameTaken(String),
    /// The handle is closed.
    #[error("the workshop file is closed; open it again")]
    Closed,
    /// Anything else that SQLite reports.
    #[error("the database reports: {0}")]
    Sqlite(rusqlite::Error),
}

impl Error {
    /// Names the file that the operating system would not let us read or write.
    pub(crate) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            io::ErrorKind::AlreadyExists => Self::Exists(path),
            io::ErrorKind::IsADirectory => Self::Directory(path),
            io::ErrorKind::PermissionDenied => Self::NoPermission(path),
            io::ErrorKind::ReadOnlyFilesystem => Self::NotWritable(path),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Disk(format!("{}: {error}", path.display())),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error,
        };
        match &error {
            FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | Utf8Error(..) => return Self::Damaged(error.to_string()),
            _ => {}
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            Some(ErrorCode::ConstraintViolation | ErrorCode::TooBig) => {
                Self::Refused(error.to_string())
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
                Self::Disk(error.to_string())
            }
            _ => Self::Sqlite(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classified(code: i32) -> Error {
        rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None).into()
    }

    #[test]
    fn what_sqlite_reports_becomes_what_the_user_can_do() {
        use rusqlite::ffi;
        assert!(matches!(classified(ffi::SQLITE_FULL), Error::Full));
        assert!(matches!(classified(ffi::SQLITE_BUSY), Error::Locked));
        assert!(matches!(classified(ffi::SQLITE_CORRUPT), Error::Damaged(_)));
        assert!(matches!(classified(ffi::SQLITE_NOTADB), Error::Damaged(_)));
        assert!(matches!(classified(ffi::SQLITE_CONSTRAINT_CHECK), Error::Refused(_)));
        assert!(matches!(classified(ffi::SQLITE_IOERR_WRITE), Error::Disk(_)));
        assert!(matches!(classified(ffi::SQLITE_MISUSE), Error::Sqlite(_)));
    }

    #[test]
    fn what_the_operating_system_reports_becomes_what_the_user_can_do() {
        let path = Path::new("a.carpaccio");
        let error = |kind| Error::from_io(path, &io::Error::from(kind));
        assert!(matches!(error(io::ErrorKind::NotFound), Error::Missing(_)));
        assert!(matches!(error(io::ErrorKind::PermissionDenied), Error::NoPermission(_)));
        assert!(matches!(error(io::ErrorKind::ReadOnlyFilesystem), Error::NotWritable(_)));
        assert!(matches!(error(io::ErrorKind::StorageFull), Error::Full));
        assert!(matches!(error(io::ErrorKind::TimedOut), Error::Disk(_)));
    }

    #[test]
    fn every_message_says_what_to_do_next() {
        let error = Error::Newer { path: "a.carpaccio".into(), found: 9, known: 1 };
        assert_eq!(
            error.to_string(),
            "a.carpaccio was written by a newer Carpaccio (file version 9, this one knows 1); \
             update Carpaccio to open it"
        );
    }
}
