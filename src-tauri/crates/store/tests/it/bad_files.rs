//! Files that cannot be opened: each is told apart, and left as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rusqlite::Connection;
use store::{Error, WorkshopFile};

use crate::bench::{Bench, about, now};

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Opens a file, which must fail and leave the folder byte for byte as it was.
#[track_caller]
fn refused(path: &Path) -> Error {
    let folder = path.parent().unwrap();
    let before = contents(folder);
    let error = WorkshopFile::open(path, now()).unwrap_err();
    assert!(contents(folder) == before, "the folder has changed");
    error
}

/// A file with this content in a folder of its own.
fn refused_content(content: &[u8]) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.carpaccio");
    fs::write(&path, content).unwrap();
    refused(&path)
}

/// The bytes of a workshop with a few slices.
fn workshop_bytes() -> Vec<u8> {
    let bench = Bench::new();
    bench.edit("Fill", |edit| {
        for number in 0..500 {
            crate::bench::add(edit, None, &format!("Slice {number}"))?;
        }
        Ok(())
    });
    let (path, _folder) = (bench.path, bench.folder);
    bench.file.close().unwrap();
    fs::read(path).unwrap()
}

#[test]
fn a_missing_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(refused(&folder.path().join("a.carpaccio")), Error::Missing(_)));
}

#[test]
fn a_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.carpaccio");
    fs::create_dir(&path).unwrap();
    assert!(matches!(refused(&path), Error::Directory(_)));
}

#[cfg(unix)]
#[test]
fn a_device_is_refused() {
    let error = WorkshopFile::open(Path::new("/dev/null"), now()).unwrap_err();
    assert!(matches!(error, Error::NotAWorkshop(_)), "{error}");
}

#[test]
fn an_empty_file_is_refused() {
    assert!(matches!(refused_content(b""), Error::Empty(_)));
}

#[test]
fn text_and_binary_files_are_refused() {
    let binary: Vec<u8> = (0..10_000_u32).map(|n| (n * 31 % 251) as u8).collect();
    for content in [b"Title: a trip\n- pay\n".as_slice(), b"SQLite format 2\0...", &binary] {
        assert!(matches!(refused_content(content), Error::NotAWorkshop(_)));
    }
}

#[test]
fn a_database_of_another_program_is_refused() {
    for journal in ["wal", "delete"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.carpaccio");
        let db = Connection::open(&path).unwrap();
        db.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(())).unwrap();
        db.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
        drop(db);
        assert!(matches!(refused(&path), Error::Foreign(_)));
    }
}

#[test]
fn a_file_from_a_newer_version_is_refused() {
    let mut bytes = workshop_bytes();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let error = refused_content(&bytes);
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
}

#[test]
fn a_file_that_ends_in_the_middle_is_refused() {
    let bytes = workshop_bytes();
    for length in [16, 60, 99, 100, 1000, 4096, bytes.len() / 2, bytes.len() - 4096] {
        let error = refused_content(&bytes[..length]);
        assert!(matches!(error, Error::Damaged(_)), "{length}: {error}");
    }
}

#[test]
fn a_file_with_overwritten_pages_is_refused() {
    let sound = workshop_bytes();
    for page in [1, 5, 9] {
        let mut bytes = sound.clone();
        bytes[page * 4096..][..4096].fill(0xA5);
        let error = refused_content(&bytes);
        assert!(matches!(error, Error::Damaged(_)), "{page}: {error}");
    }
}

#[test]
fn a_damaged_file_keeps_the_log_that_a_crash_left() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.carpaccio");
    let log = folder.path().join("a.carpaccio-wal");
    fs::copy(&bench.path, &path).unwrap();
    fs::copy(bench.folder.path().join("trip.carpaccio-wal"), &log).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[3 * 4096..][..4096].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    let before = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    let error = WorkshopFile::open(&path, now()).unwrap_err();
    assert!(matches!(error, Error::Damaged(_)), "{error}");
    assert!((fs::read(&path).unwrap(), fs::read(&log).unwrap()) == before);
}

#[test]
fn a_file_that_another_program_locks_is_refused() {
    let bench = Bench::new();
    let path = bench.path.clone();
    bench.file.close().unwrap();
    let other = Connection::open(&path).unwrap();
    other.pragma_update(None, "locking_mode", "exclusive").unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let error = WorkshopFile::open(&path, now()).unwrap_err();
    assert!(matches!(error, Error::Locked), "{error}");
}

#[test]
fn a_new_workshop_never_overwrites_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.carpaccio");
    fs::write(&path, "precious").unwrap();
    let error = WorkshopFile::create(&path, &about("New"), now()).unwrap_err();
    assert!(matches!(error, Error::Exists(_)), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"precious");
    assert_eq!(contents(folder.path()).len(), 1);
}

#[test]
fn a_new_workshop_in_a_folder_that_does_not_exist_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere").join("a.carpaccio");
    let error = WorkshopFile::create(&path, &about("New"), now()).unwrap_err();
    assert!(matches!(error, Error::NoFolder(_)), "{error}");
}

#[test]
fn opening_and_closing_changes_no_byte() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    let path = bench.path.clone();
    bench.file.close().unwrap();
    let before = contents(bench.folder.path());
    assert_eq!(before.len(), 1, "the file on its own is complete");
    let file = WorkshopFile::open(&path, now()).unwrap();
    file.load().unwrap();
    file.close().unwrap();
    assert!(contents(bench.folder.path()) == before);
}

#[test]
fn a_name_with_strange_characters_is_fine() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Käse & 寿司 ?mode=ro #1%20.carpaccio");
    WorkshopFile::create(&path, &about("New"), now()).unwrap().close().unwrap();
    WorkshopFile::open(&path, now()).unwrap().close().unwrap();
    assert_eq!(contents(folder.path()).len(), 1);
}
