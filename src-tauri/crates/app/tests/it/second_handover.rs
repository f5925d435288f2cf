//! The second hand-over, and the second import: nothing twice, nothing lost.

use std::fs;

use app::api::*;

use super::bench::{Bench, id};

const OURS: ImportChoices = ImportChoices { conflicts: Conflicts::Ours };
const THEIRS: ImportChoices = ImportChoices { conflicts: Conflicts::Theirs };

fn text(text: &str) -> ImportSource {
    ImportSource::Text { text: text.to_owned() }
}

fn set(number: u32, field: SliceField) -> Gesture {
    Gesture::Set { ids: vec![id(number)], field }
}

fn title(number: u32, title: &str) -> Gesture {
    set(number, SliceField::Title(title.to_owned()))
}

impl Bench {
    /// Hands over in a format, and answers what was written.
    fn hand_over(&self, format: &str) -> String {
        self.desk.handover_copy(format.to_owned(), HandoverScope::Whole).unwrap().text
    }

    fn import(&self, file: &str, format: &str, choices: ImportChoices) -> (Edited, ImportOutcome) {
        self.desk.import_update(text(file), Some(format.to_owned()), Vec::new(), choices).unwrap()
    }

    fn notes(&self, file: &str, format: &str) -> Vec<String> {
        let tried =
            self.desk.import_try(text(file), Some(format.to_owned()), Vec::new(), OURS).unwrap();
        tried.report.notes.into_iter().map(|note| note.message).collect()
    }

    fn changes(&self, format: &str) -> Vec<(ChangeKind, String, Vec<String>)> {
        let changes = self.desk.handover_changes(format.to_owned()).unwrap();
        let told = |slice: ChangedSlice| {
            let fields = slice.fields.into_iter().map(|field| field.field).collect();
            (slice.what, slice.title, fields)
        };
        changes.slices.into_iter().map(told).collect()
    }
}

#[test]
fn what_changed_only_there_is_taken_and_what_changed_only_here_stays() {
    let bench = Bench::with("Pay\n  By card\n  By fax\n  By cheque");
    let file = bench.hand_over("json");
    bench.edit(title(2, "By credit card"));
    let file = file.replace("By fax", "By telefax");
    let before = bench.outline();
    let (edited, outcome) = bench.import(&file, "json", OURS);
    assert_eq!(edited.label, "Import changes to 1 slice");
    let expected = "S1 Pay\n  S2 By credit card\n  S3 By telefax\n  S4 By cheque\n";
    assert_eq!(bench.outline(), expected);
    assert_eq!(
        outcome.report.summary,
        "0 slices new, 1 updated, 0 changed on both sides, 3 as before."
    );
    assert_eq!(outcome.report.notes[0].message, "Updated: title of “By fax”");
    assert_eq!(outcome.slices[0].fields[0].after, "By telefax");
    bench.desk.history_undo().unwrap();
    assert_eq!(bench.outline(), before);
}

#[test]
fn the_same_file_a_second_time_changes_nothing() {
    let bench = Bench::with("Pay\n  By card");
    let file = bench.hand_over("json").replace("By card", "By debit card");
    bench.import(&file, "json", OURS);
    let (edited, outcome) = bench.import(&file, "json", OURS);
    assert_eq!((edited.label.as_str(), edited.rows.len()), ("", 0));
    assert!(outcome.slices.is_empty(), "{outcome:?}");
    assert_eq!(bench.outline(), "S1 Pay\n  S2 By debit card\n");
}

#[test]
fn an_import_that_was_undone_brings_its_changes_again() {
    let bench = Bench::with("Pay");
    let file = bench.hand_over("json").replace("Pay", "Pay now");
    for _ in 0..2 {
        bench.import(&file, "json", OURS);
        assert_eq!(bench.outline(), "S1 Pay now\n");
        bench.desk.history_undo().unwrap();
        assert_eq!(bench.outline(), "S1 Pay\n");
    }
}

#[test]
fn where_both_sides_changed_something_ours_holds_unless_theirs_is_wanted() {
    let bench = Bench::with("Pay");
    let file = bench.hand_over("json").replace("Pay", "Theirs");
    bench.edit(title(1, "Ours"));
    let tried = bench.notes(&file, "json");
    assert_eq!(tried[0], "Changed on both sides, kept as here: title of “Ours”");
    assert_eq!(bench.outline(), "S1 Ours\n", "trying changes nothing");
    let (_, outcome) = bench.import(&file, "json", THEIRS);
    assert!(outcome.slices[0].fields[0].conflict);
    assert_eq!(bench.outline(), "S1 Theirs\n");
    bench.desk.history_undo().unwrap();
    bench.import(&file, "json", OURS);
    assert_eq!(bench.outline(), "S1 Ours\n");
    assert_eq!(bench.notes(&file, "json"), tried, "the file still says something else");
}

#[test]
fn several_people_change_what_was_handed_over_once() {
    let bench = Bench::with("Pay\n  By card\n  By fax");
    let file = bench.hand_over("json");
    bench.import(&file.replace("By card", "By credit card"), "json", OURS);
    bench.import(&file.replace("By fax", "By telefax"), "json", THEIRS);
    assert_eq!(bench.outline(), "S1 Pay\n  S2 By credit card\n  S3 By telefax\n");
}

#[test]
fn what_is_new_there_arrives_below_its_parent_with_what_it_needs() {
    let bench = Bench::with("Pay\n  By card\nShip");
    let file = bench.hand_over("json").replace(
        "{\"id\":\"S3\"",
        "{\"id\":\"N1\",\"parent\":\"S1\",\"title\":\"By fax\",\"needs\":[\"S2\"],\
         \"acceptance\":[\"sent\"]},\n{\"id\":\"S3\"",
    );
    let (edited, _) = bench.import(&file, "json", OURS);
    assert_eq!(edited.label, "Import 1 new slice");
    assert_eq!(bench.outline(), "S1 Pay\n  S2 By card\n  S4 By fax\nS3 Ship\n");
    let details = bench.desk.slice_show(id(4)).unwrap();
    assert_eq!((details.needs[0].id, details.acceptance[0].text.as_str()), (id(2), "sent"));
}

#[test]
fn what_was_removed_on_a_side_is_told_and_neither_removed_nor_made_again() {
    let bench = Bench::with("Pay\nShip\nReturn");
    let file = bench.hand_over("json");
    bench.edit(Gesture::Delete { ids: vec![id(2)] });
    let lines = file.lines().filter(|line| !line.contains("Return"));
    let file = lines.collect::<Vec<_>>().join("\n").replace("},\n  ],", "}\n  ],");
    let notes = bench.notes(&file, "json");
    assert!(notes.contains(&"Removed here, and not made again: “Ship”".to_owned()), "{notes:?}");
    assert!(notes.contains(&"Not in the file any more, and kept: “Return”".to_owned()));
    bench.import(&file, "json", THEIRS);
    assert_eq!(bench.outline(), "S1 Pay\nS3 Return\n");
}

#[test]
fn what_would_close_a_circle_stays_as_it_is_here() {
    let bench = Bench::with("Pay\nShip");
    let file = bench.hand_over("json");
    bench.edit(Gesture::AddNeed { ids: vec![id(1)], needs: id(2) });
    let file = file.replace("\"title\":\"Ship\"", "\"title\":\"Send\",\"needs\":[\"S1\"]");
    let (_, outcome) = bench.import(&file, "json", OURS);
    let told = outcome.report.notes.iter().any(|note| note.message.contains("close a circle"));
    assert!(told, "{outcome:?}");
    assert_eq!(bench.outline(), "S1 Pay\nS2 Send\n");
    assert_eq!(bench.desk.backlog_show().unwrap().circle, []);
}

const ISSUES: &str = "\
Summary,Issue key,Issue id,Parent id,Issue Type,Status,Story Points
Payment,SHOP-1,101,,Epic,To Do,
Pay by card,SHOP-2,102,101,Story,To Do,3
Pay by fax,SHOP-3,103,101,Story,To Do,5
";

#[test]
fn issues_are_known_again_by_the_keys_of_their_tracker() {
    let bench = Bench::with("Before");
    bench.import(ISSUES, "jira-csv", OURS);
    let expected = TrackerKeyView { tracker: "jira".to_owned(), key: "SHOP-2".to_owned() };
    assert_eq!(bench.desk.slice_show(id(3)).unwrap().tracker_keys, [expected]);
    bench.edit(title(3, "Pay by credit card"));
    let later = ISSUES.replace("Pay by fax,", "Pay by telefax,").replace("To Do,3", "Done,3")
        + "Pay by cheque,SHOP-4,104,101,Story,To Do,\n";
    let (edited, outcome) = bench.import(&later, "jira-csv", OURS);
    assert_eq!(edited.label, "Import 1 new slice and changes to 2");
    let expected = "S1 Before\nS2 Payment\n  S3 Pay by credit card\n  S4 Pay by telefax\n  \
                    S5 Pay by cheque\n";
    assert_eq!(bench.outline(), expected);
    let messages: Vec<_> = outcome.report.notes.iter().map(|note| note.message.as_str()).collect();
    assert!(messages.contains(&"Updated: status of SHOP-2 “Pay by credit card”"), "{messages:?}");
    let (edited, _) = bench.import(&later, "jira-csv", OURS);
    assert_eq!(edited.label, "");
}

#[test]
fn a_conflict_with_a_tracker_is_settled_once() {
    let bench = Bench::with("Before");
    bench.import(ISSUES, "jira-csv", OURS);
    bench.edit(title(3, "Ours"));
    let later = ISSUES.replace("Pay by card", "Theirs");
    let (_, outcome) = bench.import(&later, "jira-csv", OURS);
    assert!(outcome.slices[0].fields[0].conflict, "{outcome:?}");
    let (_, outcome) = bench.import(&later, "jira-csv", THEIRS);
    assert_eq!(
        (bench.desk.slice_show(id(3)).unwrap().row.title.as_str(), outcome.slices.len()),
        ("Ours", 0)
    );
}

#[test]
fn an_issue_learns_its_key_when_what_was_handed_over_comes_back() {
    let bench = Bench::with("Pay\n  By card");
    let file = bench.hand_over("jira-csv");
    let keyed: String = file
        .split_inclusive('\n')
        .map(|line| match line {
            header if header.starts_with("Work type") => format!("Issue key,{line}"),
            epic if epic.starts_with("Epic,1") => format!("SHOP-1,{line}"),
            story if story.starts_with("Story,2") => format!("SHOP-2,{line}"),
            rest => rest.to_owned(),
        })
        .collect();
    bench.import(&keyed, "jira-csv", OURS);
    assert_eq!(bench.outline(), "S1 Pay\n  S2 By card\n", "nothing is made twice");
    assert_eq!(bench.desk.slice_show(id(2)).unwrap().tracker_keys[0].key, "SHOP-2");
    bench.edit(Gesture::Duplicate { ids: vec![id(2)] });
    assert_eq!(bench.desk.slice_show(id(3)).unwrap().tracker_keys, []);
}

#[test]
fn another_workshop_is_known_again_too() {
    let other = Bench::with("Pay\n  By card");
    let first = other.hand_over("json");
    other.add(None, Some(1), "Ship");
    let second = other.hand_over("json").replace("By card", "By debit card");
    let into = [Bench::with(""), Bench::with("Before")];
    for (bench, start) in into.into_iter().zip(["", "S1 Before\n"]) {
        bench.import(&first, "json", OURS);
        let (edited, _) = bench.import(&first, "json", OURS);
        assert_eq!(edited.label, "");
        // An id that the other workshop gives away later means something else here.
        bench.add(None, None, "Own");
        bench.import(&second, "json", OURS);
        bench.import(&second, "json", THEIRS);
        let outline = bench.outline();
        assert!(outline.contains("By debit card") && outline.contains(" Own\n"), "{outline}");
        assert_eq!(outline.matches("Ship").count(), 1, "{outline}");
        assert_eq!(outline.lines().count(), 4 + start.lines().count(), "{outline}");
    }
}

#[test]
fn what_changed_since_the_last_hand_over_is_listed() {
    let bench = Bench::with("Pay\n  By card\nShip");
    let everything = bench.changes("csv");
    assert!(everything.iter().all(|(what, ..)| *what == ChangeKind::New) && everything.len() == 3);
    assert_eq!(bench.desk.handover_changes("csv".to_owned()).unwrap().since, None);
    bench.hand_over("csv");
    assert_eq!(bench.changes("csv"), []);
    bench.edit(set(2, SliceField::Effort(Some(4))));
    bench.edit(title(2, "By credit card"));
    bench.edit(Gesture::Delete { ids: vec![id(3)] });
    bench.add(Some(1), None, "By fax");
    let expected = [
        (ChangeKind::New, "By fax".to_owned(), vec![]),
        (
            ChangeKind::Changed,
            "By credit card".to_owned(),
            vec!["title".to_owned(), "effort".to_owned()],
        ),
        (ChangeKind::Gone, "Ship".to_owned(), vec![]),
    ];
    assert_eq!(bench.changes("csv"), expected);
    let changes = bench.desk.handover_changes("csv".to_owned()).unwrap();
    let title = &changes.slices[1].fields[0];
    assert_eq!((title.before.as_str(), title.after.as_str()), ("By card", "By credit card"));
    assert_eq!(bench.changes("jira-csv").len(), 3, "every format has a last time of its own");
}

#[test]
fn only_what_changed_is_handed_over_with_what_it_lies_below() {
    let bench = Bench::with("Pay\n  By card\n  By fax\nShip\nReturn");
    bench.edit(Gesture::AddNeed { ids: vec![id(3)], needs: id(4) });
    bench.hand_over("csv");
    bench.edit(title(3, "By telefax"));
    bench.edit(Gesture::Delete { ids: vec![id(5)] });
    let handed = bench.desk.handover_copy("csv".to_owned(), HandoverScope::Changed).unwrap();
    let holds = |text: &str| handed.text.contains(text);
    assert!(holds("By telefax") && holds("Pay") && !holds("By card") && !holds("Ship"));
    let messages: Vec<_> = handed.report.notes.iter().map(|note| note.message.as_str()).collect();
    assert!(messages.iter().any(|it| it.contains("1 slice that has not changed")), "{messages:?}");
    assert!(messages.iter().any(|it| it.contains("1 dependency on a slice")), "{messages:?}");
    assert!(messages.iter().any(|it| it.contains("1 slice that is gone")), "{messages:?}");
    assert_eq!(bench.changes("csv"), [], "it counts as handed over");
}

#[test]
fn only_what_is_delivered_is_remembered() {
    let bench = Bench::with("Pay");
    let desk = &bench.desk;
    desk.handover_preview("csv".to_owned(), HandoverScope::Whole).unwrap();
    desk.handover_make("csv", HandoverScope::Whole).unwrap();
    let nowhere = bench.folder.path().join("none/out.csv").to_string_lossy().into_owned();
    desk.handover_save("csv".to_owned(), nowhere, HandoverScope::Whole).unwrap_err();
    assert_eq!(desk.handover_last().unwrap(), None);
    let file = bench.folder.path().join("out.csv");
    desk.handover_save("csv".to_owned(), file.to_string_lossy().into_owned(), HandoverScope::Whole)
        .unwrap();
    bench.hand_over("csv");
    bench.desk.history_undo().unwrap();
    let last = desk.handover_last().unwrap().unwrap();
    assert_eq!(last.format, "csv");
    let folder = bench.folder.path().canonicalize().unwrap();
    assert_eq!(fs::canonicalize(last.folder).unwrap(), folder);
}

#[test]
fn a_workshop_that_is_only_read_is_handed_over_and_says_that_it_forgets() {
    let first = Bench::with("Pay");
    let path = first.desk.outline_load().unwrap().path;
    let second = Bench::empty();
    second.desk.workshop_open(path).unwrap();
    let handed = second.desk.handover_copy("csv".to_owned(), HandoverScope::Whole).unwrap();
    assert!(handed.text.contains("Pay"));
    let last = handed.report.notes.last().unwrap();
    assert!(last.message.starts_with("Not remembered"), "{}", last.message);
    assert_eq!(first.desk.handover_last().unwrap(), None);
}

#[test]
fn the_types_of_a_tracker_are_changed_and_reset() {
    let bench = Bench::with("Pay");
    let types = |types: &[(&str, Option<&str>)]| Gesture::SetTypes {
        format: "jira-csv".to_owned(),
        types: types
            .iter()
            .map(|(role, name)| TypeView {
                role: (*role).to_owned(),
                name: name.map(str::to_owned),
            })
            .collect(),
    };
    let edited = bench.round_trip(types(&[("task", Some(" Chore "))]));
    assert!(edited.label.starts_with("Call a task “Chore” in "), "{}", edited.label);
    bench.round_trip(types(&[("spike", Some("Research")), ("task", None)]));
    let listed = bench.desk.types_list("jira-csv".to_owned()).unwrap();
    let named: Vec<_> = listed.iter().filter_map(|role| role.name.as_deref()).collect();
    assert_eq!((listed.len(), named), (6, vec!["Research"]));
    let elsewhere = bench.desk.types_list("csv".to_owned()).unwrap();
    assert!(elsewhere.iter().all(|role| role.name.is_none()));
    bench.refused(types(&[("slice", Some("Story")), ("hero", Some("Epic"))]));
    bench.refused(types(&[("slice", Some(&"x".repeat(61)))]));
}
