//! Undo and redo.

use slicing::SliceId;
use store::Touched;

use crate::bench::{Bench, now};

#[test]
fn an_edit_is_undone_and_redone_also_after_a_restart() {
    let bench = Bench::new();
    let empty = bench.file.load().unwrap();
    let id = bench.add(None, "Pay by card");
    let full = bench.file.load().unwrap();

    let bench = bench.reopen();
    assert_eq!(bench.file.undo_label().unwrap().as_deref(), Some("Add Pay by card"));
    let undone = bench.file.undo(now()).unwrap().unwrap();
    assert_eq!(undone.label, "Add Pay by card");
    assert_eq!(undone.touched, Touched { removed: vec![id], ..Touched::default() });
    assert_eq!(bench.file.load().unwrap(), empty);
    assert_eq!(bench.file.undo(now()).unwrap(), None);

    let bench = bench.reopen();
    assert_eq!(bench.file.redo_label().unwrap().as_deref(), Some("Add Pay by card"));
    let redone = bench.file.redo(now()).unwrap().unwrap();
    assert_eq!(redone.touched, Touched { slices: vec![SliceId(1)], ..Touched::default() });
    assert_eq!(bench.file.load().unwrap(), full);
    assert_eq!(bench.file.redo(now()).unwrap(), None);
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    bench.add(None, "Receipt");
    bench.file.undo(now()).unwrap();
    bench.add(None, "Refund");
    assert_eq!(bench.file.redo_label().unwrap(), None);
    let labels: Vec<_> = entries(&bench).into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels, ["Add Refund", "Add Pay"]);
}

#[test]
fn the_history_says_what_is_undone_and_reads_in_pages() {
    let bench = Bench::new();
    for title in ["Pay", "Receipt", "Refund"] {
        bench.add(None, title);
    }
    bench.file.undo(now()).unwrap();
    let expected = [("Add Refund", true), ("Add Receipt", false), ("Add Pay", false)];
    assert_eq!(entries(&bench), expected.map(|(label, undone)| (label.to_owned(), undone)));
    let page = bench.file.history(1, Some(3)).unwrap();
    assert_eq!((page[0].number, &*page[0].label, &*page[0].by), (2, "Add Receipt", "tester"));
    assert_eq!(page[0].at, now());
    assert_eq!(page.len(), 1);
}

fn entries(bench: &Bench) -> Vec<(String, bool)> {
    let history = bench.file.history(100, None).unwrap();
    history.into_iter().map(|entry| (entry.label, entry.undone)).collect()
}

/// Changes the file as another program might, while it is closed.
fn behind_its_back(bench: Bench, sql: &str) -> Bench {
    let Bench { folder, path, file } = bench;
    file.close().unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let file = store::WorkshopFile::open(&path, now()).unwrap();
    Bench { folder, path, file }
}

#[test]
fn an_undo_that_no_longer_fits_is_refused_as_a_whole() {
    for sql in [
        "UPDATE slice SET title = 'Other' WHERE id = 2",
        "DELETE FROM slice WHERE id = 2",
        "INSERT INTO tag (slice, tag) VALUES (2, 'money')",
    ] {
        let bench = Bench::new();
        bench.edit("Add two", |edit| {
            crate::bench::add(edit, None, "Pay")?;
            crate::bench::add(edit, None, "Receipt")
        });
        let bench = behind_its_back(bench, sql);
        let before = bench.file.load().unwrap();
        let failed = bench.file.undo(now()).unwrap_err();
        assert!(matches!(failed, store::Error::ChangedElsewhere), "{sql}: {failed}");
        assert_eq!(bench.file.load().unwrap(), before);
        bench.add(None, "Refund");
    }
}

#[test]
fn the_identity_stays_and_the_time_of_change_moves() {
    let bench = Bench::new();
    let identity = bench.file.identity().unwrap();
    assert_eq!(identity.len(), 32);
    bench
        .file
        .edit("Add", "tester", jiff::Timestamp::from_second(1_800_000_000).unwrap(), |edit| {
            crate::bench::add(edit, None, "Pay")
        })
        .unwrap();
    let bench = bench.reopen();
    assert_eq!(bench.file.identity().unwrap(), identity);
    assert_eq!(bench.file.changed_at().unwrap().as_second(), 1_800_000_000);
}
