//! One writer per workshop, across processes.
//!
//! The lock lies on `NAME.carpaccio-lock` beside the workshop, held for as long as the file is open
//! and removed at the end. It is the operating system's, so a crash releases it; what a crash leaves
//! behind is an empty file without meaning.
//!
//! Why not on the workshop file itself: in WAL mode SQLite's exclusive locking shuts readers out
//! too, on Windows a lock of ours would shut out SQLite, and on Unix closing any other handle of the
//! database file drops SQLite's own locks (<https://sqlite.org/howtocorrupt.html>, 2.2).

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The right to write one workshop file, for as long as it lives.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock of a workshop file; `None` when somebody else holds it.
    ///
    /// # Errors
    /// When the lock file cannot be made, which means that the folder cannot be written.
    pub(crate) fn take(workshop: &Path) -> io::Result<Option<Self>> {
        let path = beside(workshop, "-lock");
        Ok(locked(&path)?.map(|file| Self { path, _file: file }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still held: afterwards it might be somebody else's. A file that stays behind
        // does no harm.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The path of a workshop with something added to its name.
pub(crate) fn beside(workshop: &Path, suffix: &str) -> PathBuf {
    let mut path = OsString::from(workshop);
    path.push(suffix);
    path.into()
}

#[cfg(unix)]
fn locked(path: &Path) -> io::Result<Option<File>> {
    use std::fs::TryLockError;
    loop {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, path)? => return Ok(Some(file)),
            // Its last holder removed it between our opening and our locking.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let held = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(there) => Ok((held.dev(), held.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// On Windows a file that is opened without sharing is a lock, and the system removes it.
#[cfg(windows)]
fn locked(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE: u32 = 0x0001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let opened = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .access_mode(GENERIC_WRITE | DELETE)
        .share_mode(0)
        .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
        .open(path);
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_by_one_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let workshop = folder.path().join("a.carpaccio");
        let lock = Lock::take(&workshop).unwrap();
        assert!(lock.is_some());
        assert!(Lock::take(&workshop).unwrap().is_none());
        drop(lock);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(Lock::take(&workshop).unwrap().is_some());
    }

    #[test]
    fn a_lock_file_that_a_crash_left_behind_does_not_lock() {
        let folder = tempfile::tempdir().unwrap();
        let workshop = folder.path().join("a.carpaccio");
        std::fs::write(beside(&workshop, "-lock"), "").unwrap();
        assert!(Lock::take(&workshop).unwrap().is_some());
    }

    #[test]
    fn many_who_want_the_lock_at_once_never_hold_it_together() {
        use std::sync::atomic::{AtomicU32, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let workshop = folder.path().join("a.carpaccio");
        let holders = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let Some(lock) = Lock::take(&workshop).unwrap() else { continue };
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                        holders.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
    }
}
