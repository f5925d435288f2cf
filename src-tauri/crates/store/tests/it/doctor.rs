//! A look inside, and saving what can be read.

use std::fs;

use slicing::{About, Cut, Dismissal, Policy, ReleaseId, SliceId};
use store::{Error, WorkshopFile, doctor, salvage};

use crate::bench::{Bench, about, add, now};

fn dismissal() -> Dismissal {
    Dismissal { check: "vague-term".to_owned(), words: "fast".to_owned() }
}

fn settled() -> About {
    let fine_words = vec!["dashboard".to_owned()];
    let policy = Policy { fine_words, most_criteria: Some(9), ..Policy::default() };
    About { policy, ..about("Trip") }
}

fn filled() -> Bench {
    let bench = Bench::new();
    bench.edit("Fill", |edit| {
        let epic = add(edit, None, "Travel")?;
        for number in 0..2_000 {
            let id = add(edit, Some(epic), &format!("Slice {number} of the journey"))?;
            edit.insert_tag(id, "money")?;
            edit.insert_dismissal(id, &dismissal())?;
        }
        edit.update_about(&settled())?;
        Ok(())
    });
    bench
}

#[test]
fn a_sound_file_has_no_problems_and_is_not_changed_by_looking() {
    let bench = filled();
    bench.add(None, "Pay");
    bench.file.undo(now()).unwrap();
    bench.file.close().unwrap();
    let before = fs::read(&bench.path).unwrap();
    let report = doctor(&bench.path).unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    assert_eq!(report.version, report.known_version);
    assert_eq!(report.application_id, store::APPLICATION_ID);
    assert_eq!((report.edits, report.undone), (1, 1));
    assert_eq!(report.journal, "wal");
    assert_eq!(report.bytes, before.len() as u64);
    assert!(!report.open_elsewhere);
    let slice = report.tables.iter().find(|table| table.name == "slice").unwrap();
    assert_eq!(slice.rows, Some(2_001));
    assert!(slice.bytes.unwrap() > 100_000);
    assert!(fs::read(&bench.path).unwrap() == before);
    assert_eq!(fs::read_dir(bench.folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_of_a_later_version_is_looked_into_and_not_changed() {
    let bench = filled();
    assert!(!doctor(&bench.path).unwrap().is_newer());
    bench.file.close().unwrap();
    let db = rusqlite::Connection::open(&bench.path).unwrap();
    db.pragma_update(None, "user_version", 7).unwrap();
    db.close().unwrap();
    let before = fs::read(&bench.path).unwrap();
    let report = doctor(&bench.path).unwrap();
    assert!(report.is_newer() && report.problems.is_empty(), "{:?}", report.problems);
    assert!(fs::read(&bench.path).unwrap() == before);
}

#[test]
fn looking_into_an_open_file_sees_its_last_edit() {
    let bench = filled();
    let report = doctor(&bench.path).unwrap();
    assert!(report.open_elsewhere);
    assert!(report.log_bytes > 0);
    assert_eq!(report.edits, 1);
    bench.add(None, "Pay");
}

#[test]
fn what_is_left_of_a_damaged_file_is_saved_into_a_new_one() {
    let bench = filled();
    bench.file.snapshot("Monday", now()).unwrap();
    let identity = bench.file.identity().unwrap();
    let whole = bench.file.load().unwrap();
    bench.file.close().unwrap();
    let mut bytes = fs::read(&bench.path).unwrap();
    let holds = |page: &[u8]| page.windows(16).any(|text| text == b"Slice 700 of the");
    let page = bytes.chunks(4096).position(holds).unwrap();
    bytes[page * 4096..][..4096].fill(0xA5);
    fs::write(&bench.path, &bytes).unwrap();
    assert!(!doctor(&bench.path).unwrap().problems.is_empty());

    let to = bench.folder.path().join("saved.carpaccio");
    let saved = salvage(&bench.path, &to, now()).unwrap();
    assert!(fs::read(&bench.path).unwrap() == bytes, "the damaged file is as it was");
    assert!(saved.unreadable > 0);
    let file = WorkshopFile::open(&to, now()).unwrap();
    let rest = file.load().unwrap();
    assert!((1_900..2_001).contains(&rest.tree.len()), "{}", rest.tree.len());
    assert!(rest.tree.walk().all(|(slice, _)| whole.tree.get(slice.id) == Some(slice)));
    assert_eq!(rest.about, whole.about);
    assert_eq!(file.identity().unwrap(), identity);
    assert_eq!(file.snapshots().unwrap().len(), 1);
    let (id, _) = file.edit("Add", "tester", now(), |edit| add(edit, None, "New")).unwrap();
    assert_eq!(id.0, 2_002, "ids of lost slices are not given away again");
    assert!(doctor(&to).unwrap().problems.is_empty());
}

#[test]
fn what_an_older_version_wrote_is_saved_too() {
    let bench = filled();
    bench.file.close().unwrap();
    let db = rusqlite::Connection::open(&bench.path).unwrap();
    let later = ["mvp_outcome", "mvp_measure", "worth", "worth_unit", "throughput", "growth"];
    let later = [&later[..], &["people_then", "people", "begins", "due"]].concat();
    let later: String =
        later.iter().map(|column| format!("ALTER TABLE workshop DROP COLUMN {column};")).collect();
    db.execute_batch(&format!(
        "DROP TABLE dismissal;
         DROP TABLE type_name;
         DROP TABLE tracker_key;
         DROP TABLE imported;
         DROP TABLE handover;
         DROP INDEX slice_release;
         ALTER TABLE slice DROP COLUMN release;
         ALTER TABLE slice DROP COLUMN pin;
         ALTER TABLE slice DROP COLUMN wish;
         ALTER TABLE slice DROP COLUMN because;
         DROP TABLE release;
         ALTER TABLE meta DROP COLUMN release;
         {later}
         ALTER TABLE workshop DROP COLUMN most_criteria;
         ALTER TABLE workshop DROP COLUMN fine_words;
         ALTER TABLE workshop DROP COLUMN ignored;
         UPDATE workshop SET ordering = 'by-hand';
         UPDATE slice SET hand_key = 'a' || (9 - id) WHERE id IN (2, 3);
         PRAGMA user_version = 1;"
    ))
    .unwrap();
    drop(db);
    let to = bench.folder.path().join("saved.carpaccio");
    salvage(&bench.path, &to, now()).unwrap();
    let saved = WorkshopFile::open(&to, now()).unwrap().load().unwrap();
    assert_eq!(saved.about, about("Trip"));
    assert_eq!(saved.tree.len(), 2_001);
    let pins: Vec<_> =
        saved.tree.walk().filter_map(|(slice, _)| Some((slice.id.0, slice.pin?))).collect();
    assert_eq!(pins, [(2, 2), (3, 1)]);
}

#[test]
fn a_file_that_ends_in_the_middle_is_saved_up_to_there() {
    let bench = filled();
    bench.file.close().unwrap();
    let bytes = fs::read(&bench.path).unwrap();
    let cut = bench.folder.path().join("cut.carpaccio");
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let to = bench.folder.path().join("saved.carpaccio");
    salvage(&cut, &to, now()).unwrap();
    let rest = WorkshopFile::open(&to, now()).unwrap().load().unwrap();
    assert!(rest.tree.len() > 100, "{}", rest.tree.len());
}

#[test]
fn misfits_are_mended() {
    let bench = filled();
    bench.file.close().unwrap();
    let db = rusqlite::Connection::open(&bench.path).unwrap();
    db.execute_batch(
        "PRAGMA foreign_keys = OFF;
         UPDATE slice SET kind = 'epic', key = 'zz', pattern = 'guess' WHERE id = 5;
         UPDATE slice SET parent = 11 WHERE id = 10;
         UPDATE slice SET parent = 10 WHERE id = 11;
         UPDATE slice SET persona = 3, step = 4, release = 5, wish = 'maybe' WHERE id = 12;
         UPDATE workshop SET product = 'toy', mvp = 'dice', ignored = 'small' || char(10) || 'pretty',
                             throughput = '3' || char(10) || 'x', begins = 'soon';
         INSERT INTO release VALUES (7, '', 'Pay', 'All do', 'share 101');
         UPDATE slice SET release = 7 WHERE id = 13;
         INSERT INTO dismissal VALUES (20, 'layer', '');
         INSERT INTO need (slice, needs) VALUES (5, 99999);
         DELETE FROM slice WHERE id = 20;",
    )
    .unwrap();
    drop(db);
    assert!(!doctor(&bench.path).unwrap().problems.is_empty());
    let to = bench.folder.path().join("saved.carpaccio");
    let saved = salvage(&bench.path, &to, now()).unwrap();
    assert_eq!(saved.mended, 20);
    let mended = WorkshopFile::open(&to, now()).unwrap().load().unwrap();
    assert_eq!(mended.tree.len(), 2_000);
    let has_its_tag = |slice: &slicing::Slice| slice.id.0 == 1 || slice.tags == ["money"];
    assert!(mended.tree.walk().all(|(slice, _)| has_its_tag(slice)));
    let ignored = vec![slicing::judge::Criterion::Small];
    let policy = Policy { ignored, ..settled().policy };
    assert_eq!(mended.about, About { policy, ..settled() });
    let [release] = &mended.releases[..] else { panic!("{:?}", mended.releases) };
    assert_eq!((release.goal.outcome.as_str(), release.goal.cut), ("Pay", Cut::default()));
    let put = |id| mended.tree.get(SliceId(id)).map(|slice| (slice.release, slice.wish));
    assert_eq!([put(12), put(13)], [Some((None, None)), Some((Some(ReleaseId(7)), None))]);
    assert!(doctor(&to).unwrap().problems.is_empty());
}

#[test]
fn only_a_closed_workshop_is_salvaged_and_only_into_a_new_file() {
    let bench = filled();
    let to = bench.folder.path().join("saved.carpaccio");
    assert!(matches!(salvage(&bench.path, &to, now()), Err(Error::Locked)));
    assert!(!to.exists());
    bench.file.close().unwrap();
    fs::write(&to, "precious").unwrap();
    assert!(matches!(salvage(&bench.path, &to, now()), Err(Error::Exists(_))));
    assert_eq!(fs::read(&to).unwrap(), b"precious");
    assert!(matches!(
        salvage(&to, &bench.folder.path().join("b"), now()),
        Err(Error::NotAWorkshop(_))
    ));
}
