//! Opening, closing, undoing across a restart, and what a second desk may do.

use app::api::*;

use super::bench::{Bench, id, ids};

#[test]
fn without_a_workshop_every_use_case_says_so() {
    let bench = Bench::empty();
    assert_eq!(bench.desk.outline_load().unwrap_err().code, ErrorCode::NotOpen);
    assert_eq!(bench.desk.backlog_show().unwrap_err().code, ErrorCode::NotOpen);
}

#[test]
fn a_new_workshop_gets_a_free_name_in_the_usual_folder() {
    let bench = Bench::empty();
    let create = || bench.desk.workshop_create("A/B: c".to_owned(), None, None).unwrap().path;
    let (first, second) = (create(), create());
    assert!(first.ends_with("documents/Carpaccio/A B c.carpaccio"), "{first}");
    assert!(second.ends_with("documents/Carpaccio/A B c 2.carpaccio"), "{second}");
    bench.desk.workshop_close().unwrap();
    let recent = bench.desk.home_show().unwrap().recent;
    assert_eq!(recent.iter().map(|r| r.path.as_str()).collect::<Vec<_>>(), [&second, &first]);
    assert_eq!(bench.desk.recent_forget(first).unwrap().len(), 1);
}

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let bench = Bench::with("Pay\nShip");
    bench.edit(Gesture::Delete { ids: ids(&[2]) });
    let path = bench.desk.outline_load().unwrap().path;
    bench.desk.workshop_close().unwrap();
    let outline = bench.desk.workshop_open(path).unwrap();
    assert_eq!(outline.history.undo.as_deref(), Some("Delete “Ship”"));
    let undone = bench.desk.history_undo().unwrap();
    assert_eq!((undone.label.as_str(), undone.rows.len()), ("Delete “Ship”", 1));
    assert_eq!(undone.history.redo.as_deref(), Some("Delete “Ship”"));
    bench.desk.history_undo().unwrap();
    assert_eq!(bench.outline(), "");
    let none = bench.desk.history_undo().unwrap();
    assert_eq!((none.label.as_str(), none.rows.len()), ("", 0));
    let list = bench.desk.history_list().unwrap();
    assert_eq!(
        list.iter().map(|e| (e.number, e.undone)).collect::<Vec<_>>(),
        [(2, true), (1, true)]
    );
    assert_eq!(list[0].by, "test");
    assert_eq!(bench.desk.history_go(2).unwrap().label, "Delete “Ship”");
    assert_eq!(bench.outline(), "S1 Pay\n");
}

#[test]
fn a_snapshot_brings_everything_back() {
    let bench = Bench::with("Pay\nShip");
    let taken = bench.desk.snapshot_take("Monday".to_owned()).unwrap();
    assert_eq!((taken[0].name.as_str(), taken[0].slices), ("Monday", 2));
    assert_eq!(bench.desk.snapshot_take("Monday".to_owned()).unwrap_err().code, ErrorCode::Refused);
    bench.edit(Gesture::Delete { ids: ids(&[1, 2]) });
    let edited = bench.desk.snapshot_restore("Monday".to_owned()).unwrap();
    assert_eq!(edited.label, "Go back to “Monday”");
    assert_eq!(bench.outline(), "S1 Pay\nS2 Ship\n");
    bench.desk.history_undo().unwrap();
    assert_eq!(bench.outline(), "");
}

#[test]
fn a_second_desk_can_only_read() {
    let bench = Bench::with("Pay");
    let path = bench.desk.outline_load().unwrap().path;
    let second = Bench::empty();
    let outline = second.desk.workshop_open(path).unwrap();
    assert!(!outline.read_only.is_empty());
    let error = second.refused(Gesture::Delete { ids: ids(&[1]) });
    assert_eq!(error.code, ErrorCode::ReadOnly);
    assert!(error.message.contains("close it there"), "{}", error.message);
    for error in [
        second.desk.history_undo().unwrap_err(),
        second.desk.snapshot_take("x".to_owned()).unwrap_err(),
        second
            .desk
            .import_update(
                ImportSource::Text { text: "a".to_owned() },
                None,
                Vec::new(),
                ImportChoices::default(),
            )
            .unwrap_err(),
    ] {
        assert_eq!(error.code, ErrorCode::ReadOnly);
    }
    second.desk.slice_show(id(1)).unwrap();
}

#[test]
fn what_is_no_workshop_is_refused_and_the_open_one_stays() {
    let bench = Bench::with("Pay");
    let text = bench.folder.path().join("notes.txt");
    std::fs::write(&text, "some notes, long enough to be no workshop at all").unwrap();
    let open = |path: &std::path::Path| {
        bench.desk.workshop_open(path.to_string_lossy().into_owned()).unwrap_err()
    };
    assert_eq!(open(&text).code, ErrorCode::Unusable);
    assert_eq!(open(&bench.folder.path().join("none.carpaccio")).code, ErrorCode::Missing);
    assert_eq!(bench.outline(), "S1 Pay\n");
}

#[test]
fn words_are_found_in_every_text() {
    let bench = Bench::with("Pay by CARD\n  Refund\nShip");
    let text = "Given a Voucher".to_owned();
    bench.edit(Gesture::AddAcceptance { slice: id(2), after: None, text });
    let find = |text: &str| bench.desk.slices_find(text.to_owned()).unwrap();
    assert_eq!(find("card pay"), ids(&[1]));
    assert_eq!(find("voucher"), ids(&[2]));
    assert_eq!(find("  "), []);
}
