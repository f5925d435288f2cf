//! Export, import, and again.

use std::fs;

use expect_test::expect;
use serde_json::Value;

use super::runner::Folder;

/// A workshop that was exported to `out.csv` and then changed on both sides.
fn changed_on_both_sides() -> Folder {
    let folder = Folder::new();
    folder.write("notes.txt", "- Pay\n  - Pay by card\n  - Pay by fax\n- Ship\n");
    folder.ok("import w.carpaccio notes.txt");
    folder.ok("export w.carpaccio --to json --output out.json");
    let file = fs::read_to_string(folder.path("out.json")).unwrap();
    let theirs = file.replace("Pay by card", "Pay by debit card").replace("Pay by fax", "Telefax");
    folder.write("theirs.json", &theirs);
    folder.write("ours.json", &file.replace("Pay by card", "Pay by credit card"));
    folder.ok("import w.carpaccio ours.json");
    folder
}

#[test]
fn a_second_import_updates_and_tells_what_it_did() {
    let folder = changed_on_both_sides();
    let dry = folder.ok("import w.carpaccio theirs.json --dry-run");
    assert!(folder.ok("show w.carpaccio").contains("Pay by fax"));
    let told = folder.ok("import w.carpaccio theirs.json");
    assert_eq!(told.replace("Imported", "Would import"), dry);
    expect![[r#"
        Imported from json: 0 slices new, 1 updated, 1 changed on both sides, 2 as before.
          Changed on both sides, kept as here: title of “Pay by credit card”
          Updated: title of “Pay by fax”
    "#]]
    .assert_eq(&told);
    let history = folder.ok("history w.carpaccio");
    let again = folder.ok("import w.carpaccio theirs.json --json");
    let again: Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["slices"].as_array().unwrap().len(), 1);
    assert_eq!(again["slices"][0]["fields"][0]["after"], "Pay by debit card");
    assert_eq!(folder.ok("history w.carpaccio"), history);
}

#[test]
fn where_both_sides_differ_theirs_is_taken_when_it_is_asked_for() {
    let folder = changed_on_both_sides();
    let told = folder.ok("import w.carpaccio theirs.json --theirs");
    assert!(told.contains("taken from the file: title of “Pay by credit card”"), "{told}");
    let shown = folder.ok("show w.carpaccio");
    assert!(shown.contains("Pay by debit card") && shown.contains("Telefax"), "{shown}");
    folder.ok("undo w.carpaccio");
    assert!(folder.ok("show w.carpaccio").contains("Pay by credit card"));
}

#[test]
fn what_changed_since_the_last_export_is_listed_and_exported() {
    let folder = Folder::new();
    folder.write("notes.txt", "- Pay\n  - Pay by card\n- Ship\n");
    folder.ok("import w.carpaccio notes.txt");
    assert!(folder.ok("changes w.carpaccio --to csv").starts_with("Nothing was exported to csv"));
    folder.ok("export w.carpaccio --to csv --dry-run");
    assert!(folder.ok("changes w.carpaccio --to csv").starts_with("Nothing was exported to csv"));
    folder.ok("export w.carpaccio --to csv --output out.csv");
    assert!(folder.ok("changes w.carpaccio --to csv").ends_with("  nothing has changed\n"));
    folder.write("more.txt", "- Return\n");
    folder.ok("import w.carpaccio more.txt");
    let listed = folder.ok("changes w.carpaccio --to csv");
    assert_eq!(listed.lines().last(), Some("  new      S4  Return"));
    let json: Value =
        serde_json::from_str(&folder.ok("changes w.carpaccio --to csv --json")).unwrap();
    assert_eq!(
        (&json["slices"][0]["id"], &json["slices"][0]["what"]),
        (&"S4".into(), &"new".into())
    );
    folder.ok("export w.carpaccio --to csv --changed --output changed.csv");
    let changed = fs::read_to_string(folder.path("changed.csv")).unwrap();
    assert!(changed.contains("Return") && !changed.contains("Pay"), "{changed}");
    assert!(folder.ok("changes w.carpaccio --to csv").ends_with("  nothing has changed\n"));
    folder.run("changes w.carpaccio --to fax").problem();
}

#[test]
fn the_types_of_a_tracker_are_shown_set_and_reset() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --title Shop");
    folder.ok("types w.carpaccio --to jira-csv spike=Research task=Chore");
    expect![[r#"
        role   type
        epic   Epic
        split  Story
        slice  Story
        spike  Research
        task   Task
        part   Sub-task
    "#]]
    .assert_eq(&folder.ok("types w.carpaccio --to jira-csv task="));
    let json = folder.ok("types w.carpaccio --to jira-csv --json");
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json[3]["name"], &json[4]["name"]), (&"Research".into(), &Value::Null));
    assert!(folder.ok("export w.carpaccio --to json").contains("Research"));
    let refused = folder.run("types w.carpaccio --to jira-csv slice=Saga hero=Epic");
    assert!(refused.problem().contains("hero"));
    assert!(!folder.ok("types w.carpaccio --to jira-csv").contains("Saga"));
    assert_eq!(folder.run("types w.carpaccio --to jira-csv slice").code, 2);
    folder.run("types w.carpaccio --to fax").problem();
}
