//! What the file remembers of hand-overs and imports.

use jiff::{SignedDuration, Timestamp};
use slicing::{About, SliceId, TrackerKey, TypeNames};
use store::{Error, HandedOver, Imported, Origin, WorkshopFile, salvage};

use crate::bench::{Bench, about, now};

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn handed(format: &str, at: Timestamp, folder: Option<&str>) -> HandedOver {
    HandedOver { format: format.into(), at, folder: folder.map(str::to_owned) }
}

#[test]
fn the_last_hand_over_to_each_format_is_remembered_across_undo_and_restart() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    let file = &bench.file;
    assert_eq!(file.latest_handover().unwrap(), None);
    file.remember_handover("jira-csv", Some("/tmp/out"), b"first", now()).unwrap();
    file.remember_handover("csv", None, b"other", later(1)).unwrap();
    // The clock may go backwards.
    file.remember_handover("jira-csv", None, b"second", later(-5)).unwrap();
    file.undo(now()).unwrap().unwrap();
    assert_eq!(file.history(10, None).unwrap().len(), 1, "a hand-over is no edit");
    let bench = bench.reopen();
    let jira = handed("jira-csv", later(-5), Some("/tmp/out"));
    assert_eq!(bench.file.latest_handover().unwrap(), Some(jira.clone()));
    assert_eq!(bench.file.handed_over("jira-csv").unwrap(), Some((jira, b"second".to_vec())));
    let csv = (handed("csv", later(1), None), b"other".to_vec());
    assert_eq!(bench.file.handed_over("csv").unwrap(), Some(csv));
    assert_eq!(bench.file.handed_over("markdown").unwrap(), None);
}

#[test]
fn a_file_that_is_only_read_remembers_no_hand_over() {
    let bench = Bench::new();
    let second = WorkshopFile::open(&bench.path, now()).unwrap();
    let refused = second.remember_handover("csv", None, b"x", now());
    assert!(matches!(refused, Err(Error::ReadOnly(_))));
    assert_eq!(bench.file.latest_handover().unwrap(), None);
}

#[test]
fn an_import_is_forgotten_with_the_undo_of_its_edit() {
    let bench = Bench::new();
    let imported = |at| Imported { format: "jira-csv".into(), at };
    for (seconds, content) in [(0, b"first"), (1, b"again")] {
        bench.edit("Import", move |edit| {
            edit.remember_import("jira", &imported(later(seconds)), content)
        });
    }
    let origin = Origin { identity: "cafe".into(), last: SliceId(7) };
    let kept = origin.clone();
    bench.edit("Keep", move |edit| edit.remember_origin("jira", &kept));
    assert_eq!(bench.file.origin().unwrap(), Some(origin));
    bench.file.undo(now()).unwrap();
    assert_eq!(bench.file.origin().unwrap(), None);
    let found = || bench.file.imported("jira").unwrap();
    assert_eq!(found(), Some((imported(later(1)), b"again".to_vec())));
    assert!(bench.file.undo(now()).unwrap().unwrap().touched.frame);
    assert_eq!(found(), Some((imported(later(0)), b"first".to_vec())));
    bench.file.undo(now()).unwrap();
    assert_eq!(found(), None);
}

#[test]
fn types_survive_the_undo_of_another_edit() {
    let bench = Bench::new();
    let mut types = TypeNames::default();
    assert!(types.set("jira-csv", "task", "Chore"));
    let settled = About { types, ..about("Trip") };
    let renamed = About { title: "Voyage".into(), ..settled.clone() };
    let first = settled.clone();
    bench.edit("Types", move |edit| edit.update_about(&first));
    bench.edit("Rename", move |edit| edit.update_about(&renamed));
    bench.file.undo(now()).unwrap();
    assert_eq!(bench.file.load().unwrap().about, settled);
    bench.file.undo(now()).unwrap();
    assert_eq!(bench.file.load().unwrap().about, about("Trip"));
}

#[test]
fn names_of_trackers_and_what_was_exchanged_are_salvaged() {
    let bench = Bench::new();
    let id = bench.add(None, "Pay");
    let name = TrackerKey { tracker: "jira".into(), key: "SHOP-1".into() };
    let mut types = TypeNames::default();
    assert!(types.set("jira-csv", "task", "Chore"));
    let settled = About { types, ..about("Trip") };
    bench.edit("Settle", move |edit| {
        edit.insert_tracker_key(id, &name)?;
        edit.update_about(&settled)?;
        edit.remember_import("jira", &Imported { format: "jira-csv".into(), at: now() }, b"file")
    });
    bench.file.remember_handover("csv", None, b"x", now()).unwrap();
    let whole = bench.file.load().unwrap();
    let (path, to) = (bench.path.clone(), bench.folder.path().join("saved.carpaccio"));
    bench.file.close().unwrap();
    salvage(&path, &to, now()).unwrap();
    let saved = WorkshopFile::open(&to, now()).unwrap();
    assert_eq!(saved.load().unwrap(), whole);
    assert_eq!(saved.handed_over("csv").unwrap().unwrap().1, b"x");
    assert_eq!(saved.imported("jira").unwrap().unwrap().1, b"file");
}

#[test]
fn a_workshop_of_100_000_slices_is_remembered_small() {
    let bench = Bench::new();
    let lines = (0..100_000).map(|id| {
        format!("{{\"id\":\"S{id}\",\"parent\":\"S{}\",\"title\":\"Pay step {id}\"}}\n", id / 7)
    });
    let content: String = lines.collect();
    bench.file.remember_handover("csv", None, content.as_bytes(), now()).unwrap();
    assert_eq!(bench.file.handed_over("csv").unwrap().unwrap().1, content.as_bytes());
    let path = bench.path.clone();
    bench.file.close().unwrap();
    assert!(std::fs::metadata(path).unwrap().len() < content.len() as u64 / 3);
}
