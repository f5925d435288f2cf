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
