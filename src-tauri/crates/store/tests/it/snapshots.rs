//! Named states of a workshop.

use slicing::SliceId;
use store::Error;

use crate::bench::{Bench, about, now};

#[test]
fn going_back_to_a_snapshot_is_one_edit_that_can_be_undone() {
    let bench = Bench::new();
    let pay = bench.add(None, "Pay");
    let card = bench.add(Some(pay), "Pay by card");
    bench.file.snapshot("Monday", now()).unwrap();
    let monday = bench.file.load().unwrap();
    bench.edit("Delete", move |edit| edit.delete_slice(pay));
    bench.edit("Rename", |edit| edit.update_about(&about("Journey")));
    let receipt = bench.add(None, "Receipt");
    let tuesday = bench.file.load().unwrap();

    let bench = bench.reopen();
    let touched = bench.file.restore("Monday", "tester", now()).unwrap();
    assert_eq!(touched.slices, [pay, card]);
    assert_eq!(touched.removed, [receipt]);
    assert!(touched.frame);
    assert_eq!(bench.file.load().unwrap(), monday);
    bench.file.undo(now()).unwrap();
    assert_eq!(bench.file.load().unwrap(), tuesday);
    bench.file.redo(now()).unwrap();
    assert_eq!(bench.file.load().unwrap(), monday);
}

#[test]
fn going_back_touches_only_what_is_different() {
    let bench = Bench::new();
    let pay = bench.add(None, "Pay");
    bench.add(Some(pay), "Pay by card");
    bench.file.snapshot("Monday", now()).unwrap();
    bench.edit("Tag", move |edit| edit.insert_tag(pay, "money"));
    let touched = bench.file.restore("Monday", "tester", now()).unwrap();
    assert_eq!((touched.slices, touched.removed, touched.frame), (vec![pay], vec![], false));
}

#[test]
fn going_back_to_the_present_state_makes_no_entry() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    bench.file.snapshot("Monday", now()).unwrap();
    assert!(bench.file.restore("Monday", "tester", now()).unwrap().is_empty());
    assert_eq!(bench.file.history(10, None).unwrap().len(), 1);
}

#[test]
fn taking_a_snapshot_is_not_an_edit() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    let before = bench.file.load().unwrap();
    bench.file.snapshot("Monday", now()).unwrap();
    assert_eq!(bench.file.load().unwrap(), before);
    assert_eq!(bench.file.undo_label().unwrap().as_deref(), Some("Add Pay"));
    assert_eq!(bench.file.snapshots().unwrap()[0].slices, 1);
}

#[test]
fn names_are_unique_and_unknown_ones_are_refused() {
    let bench = Bench::new();
    bench.file.snapshot("Monday", now()).unwrap();
    assert!(matches!(bench.file.snapshot("Monday", now()), Err(Error::NameTaken(_))));
    let failed = bench.file.restore("Sunday", "tester", now()).unwrap_err();
    assert_eq!(failed.to_string(), "there is no snapshot named \"Sunday\"");
    let names: Vec<_> = bench.file.snapshots().unwrap().into_iter().map(|s| s.name).collect();
    assert_eq!(names, ["Monday"]);
    bench.file.forget_snapshot("Monday").unwrap();
    assert!(bench.file.snapshots().unwrap().is_empty());
}

#[test]
fn ids_are_not_given_away_again_after_going_back() {
    let bench = Bench::new();
    bench.file.snapshot("Empty", now()).unwrap();
    let pay = bench.add(None, "Pay");
    bench.file.restore("Empty", "tester", now()).unwrap();
    assert_eq!(bench.add(None, "Receipt"), SliceId(pay.0 + 1));
}
