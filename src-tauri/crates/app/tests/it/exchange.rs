//! Import and hand-over.

use app::api::*;

use super::bench::{Bench, id};

fn text(text: &str) -> ImportSource {
    ImportSource::Text { text: text.to_owned() }
}

#[test]
fn a_lossless_export_is_imported_with_its_ids() {
    let bench = Bench::with("");
    let desk = &bench.desk;
    desk.workshop_create(String::new(), Some("expense-reporting".to_owned()), None).unwrap();
    bench.edit(Gesture::Delete { ids: vec![id(2)] });
    bench.edit(Gesture::LetPass { words: "fast".to_owned(), passes: true });
    let (check, words) = ("layer".to_owned(), "export".to_owned());
    bench.edit(Gesture::Dismiss { slice: id(24), check, words, dismissed: true });
    let file = bench.folder.path().join("out.json").to_string_lossy().into_owned();
    desk.handover_save("json".to_owned(), file.clone(), HandoverScope::Whole).unwrap();
    let before = desk.outline_load().unwrap();
    let source = ImportSource::File { path: file };
    let after = desk.import_create(source, None, Vec::new(), String::new()).unwrap();
    let ids = |outline: &Outline| outline.rows.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(&after), ids(&before));
    assert_eq!(after.frame, before.frame);
    let (check, words) = ("layer".to_owned(), "export".to_owned());
    let again = Gesture::Dismiss { slice: id(24), check, words, dismissed: true };
    assert_eq!(bench.edit(again).label, "", "what was dismissed came along");
    let fresh = bench.add(None, None, "new").focus[0];
    assert!(before.rows.iter().all(|row| row.id < fresh), "no id is given away twice");
}

#[test]
fn an_import_comes_behind_the_last_epic_as_one_step() {
    let bench = Bench::with("Pay");
    let edited = bench
        .desk
        .import_update(text("- Ship\n  - By bike\n"), None, Vec::new(), ImportChoices::default())
        .unwrap()
        .0;
    assert_eq!(edited.label, "Import 2 slices");
    assert_eq!(bench.outline(), "S1 Pay\nS2 Ship\n  S3 By bike\n");
    bench.desk.history_undo().unwrap();
    assert_eq!(bench.outline(), "S1 Pay\n");
}

#[test]
fn a_preview_shows_what_would_come() {
    let bench = Bench::empty();
    let preview = bench.desk.import_preview(text("Ship\n\tBy bike\n"), None, Vec::new()).unwrap();
    assert_eq!((preview.slices, preview.items[1].depth), (2, 1));
    assert_eq!(preview.title, "Ship");
    let nothing = bench.desk.import_create(text(""), None, Vec::new(), String::new()).unwrap_err();
    assert_eq!(nothing.code, ErrorCode::BadInput);
    let unknown =
        bench.desk.import_preview(text("a"), Some("fax".to_owned()), Vec::new()).unwrap_err();
    assert!(unknown.message.contains("outline"), "{}", unknown.message);
}

#[test]
fn every_format_that_is_written_has_a_preview() {
    let bench = Bench::with("Pay\n  By card");
    for format in bench.desk.format_list().unwrap().into_iter().filter(|format| format.writes) {
        let preview = bench.desk.handover_preview(format.id.clone(), HandoverScope::Whole).unwrap();
        assert_eq!(preview.bytes as usize, preview.text.len());
        if format.id == "gherkin" {
            // A file for each slice with criteria, and here is none.
            assert_eq!((preview.file_name.as_str(), preview.files.len()), ("Test gherkin", 0));
            continue;
        }
        assert!(preview.text.contains("By card"), "{}", format.id);
        assert_eq!(preview.file_name, format!("Test.{}", format.extension));
        assert_eq!(preview.files.len(), 1, "{}", format.id);
    }
}

#[test]
fn a_long_preview_is_cut_between_characters() {
    let bench = Bench::with(&"ä".repeat(150_000));
    let preview = bench.desk.handover_preview("outline".to_owned(), HandoverScope::Whole).unwrap();
    assert!(preview.cut && preview.text.len() <= 200_000 && !preview.text.contains('\u{fffd}'));
}

#[test]
fn every_format_says_what_it_is_good_for_in_one_sentence() {
    let bench = Bench::empty();
    for format in bench.desk.format_list().unwrap() {
        let about = format.about;
        assert!(about.ends_with('.') && about.matches('.').count() == 1, "{about}");
    }
}
