//! A workshop from its beginning to its export.

use expect_test::expect;
use serde_json::Value;

use super::runner::Folder;

const NOTES: &str = "- Pay\n  - Pay by card\n  - Create the payment tables\n- 発送する\n";

fn with_notes() -> Folder {
    let folder = Folder::new();
    folder.write("notes.txt", NOTES);
    folder.ok("import w.carpaccio notes.txt");
    folder
}

#[test]
fn a_workshop_is_made_filled_and_shown() {
    let folder = Folder::new();
    folder.write("notes.txt", NOTES);
    expect![[r#"
        Made FOLDER/w.carpaccio: “Shop”, 0 slices
    "#]]
    .assert_eq(&folder.ok("new w.carpaccio --title Shop"));
    assert!(folder.ok("show w.carpaccio").contains("Nothing here yet"));
    let dry = folder.ok("import w.carpaccio notes.txt --dry-run");
    expect![[r#"
        Would import from outline: 4 slices read.
    "#]]
    .assert_eq(&dry);
    assert!(folder.ok("show w.carpaccio").contains("Nothing here yet"));
    folder.ok("import w.carpaccio notes.txt");
    let shown = folder.ok("show w.carpaccio");
    let ids: Vec<&str> = shown.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(ids, ["Shop", "id", "S1", "S2", "S3", "S4", "3"]);
    let json: Value = serde_json::from_str(&folder.ok("show w.carpaccio --json")).unwrap();
    assert_eq!(json["frame"]["title"], "Shop");
    assert_eq!(json["slices"][1]["parent"], "S1");
    assert!(json["slices"][1]["score"]["testability"].is_u64());
}

#[test]
fn a_template_is_a_workshop_that_teaches() {
    let folder = Folder::new();
    let made = folder.ok("new w.carpaccio --template quoting-calculator --json");
    let made: Value = serde_json::from_str(&made).unwrap();
    assert_eq!(made["title"], "Elephant Carpaccio: the quoting calculator");
    let unknown = folder.run("new v.carpaccio --template nothing");
    assert!(unknown.problem().contains("hiring-round"));
    assert!(!folder.path("v.carpaccio").exists());
    let taken = folder.run("new w.carpaccio --title Again");
    assert!(taken.problem().contains("exists already"));
}

#[test]
fn leaves_are_scored_and_advised() {
    let folder = with_notes();
    assert!(folder.ok("score w.carpaccio").contains("Create the payment tables"));
    let ids = |out: &str| -> Vec<Value> {
        let value = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].clone();
        out.lines().map(value).collect()
    };
    assert_eq!(ids(&folder.ok("score w.carpaccio --json")), ["S2", "S3", "S4"]);
    assert_eq!(ids(&folder.ok("advise w.carpaccio --json")), ["S2", "S3", "S4"]);
    assert!(folder.ok("advise w.carpaccio").contains("S2  Pay by card"));
}

/// The lossless export of a workshop with one card, with what its team has settled.
fn settled(about: &str, slice: &str) -> String {
    format!(
        r#"{{"format":"carpaccio-workshop","version":1,"about":{{"title":"Shop"{about}}},"slices":[
        {{"id":"S1","title":"As a clerk I want a fast export, so that I catch my bus"{slice}}}]}}"#
    )
}

#[test]
fn what_the_team_has_settled_and_dismissed_changes_the_scores() {
    let folder = Folder::new();
    let scored = |name: &str, about: &str, slice: &str| -> Value {
        folder.write("in.json", &settled(about, slice));
        folder.ok(&format!("import {name} in.json"));
        serde_json::from_str(&folder.ok(&format!("score {name} --json"))).unwrap()
    };
    let checks = |scored: &Value| scored["findings"].to_string();
    let plain = scored("plain.carpaccio", "", "");
    assert!(checks(&plain).contains("vague-term"));
    let fine = scored("fine.carpaccio", r#","policy":{"fineWords":["fast"]}"#, "");
    assert!(!checks(&fine).contains("vague-term"));
    assert!(fine["testability"].as_u64() > plain["testability"].as_u64());
    let dismissed = r#","dismissed":[{"check":"vague-term","words":"fast"}]"#;
    assert_eq!(scored("dismissed.carpaccio", "", dismissed), fine);
    let ignored = scored("ignored.carpaccio", r#","policy":{"ignored":["testable"]}"#, "");
    assert_eq!(ignored["criteria"]["testable"]["holds"], true);
    assert!(!checks(&ignored).contains(r#""testable""#));
    let shown = folder.ok("show fine.carpaccio --json");
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["frame"]["fine_words"], serde_json::json!(["fast"]));
}

#[test]
fn scores_end_with_what_fails_most() {
    let folder = Folder::new();
    folder.write("notes.txt", "- Create the payment tables\n- Create the order tables\n");
    folder.ok("import w.carpaccio notes.txt");
    let told = folder.ok("score w.carpaccio");
    let last = told.lines().last().unwrap();
    assert!(last.starts_with("Failing most, of 2 still to do: "), "{told}");
    assert!(last.contains("vertical 2"), "{told}");
    assert_eq!(folder.ok("score w.carpaccio --json").lines().count(), 2);
}

#[test]
fn the_backlog_is_ordered_with_its_mvp() {
    let folder = with_notes();
    let told = folder.ok("order w.carpaccio");
    assert!(told.contains("──── MVP ────") && told.contains("Proven best order"), "{told}");
    let json: Value = serde_json::from_str(&folder.ok("order w.carpaccio --json")).unwrap();
    assert_eq!(json["order"].as_array().unwrap().len(), 3);
    assert_eq!((&json["proven"], &json["cost"]), (&Value::from(true), &json["lower_bound"]));
    assert!(!json["mvp"].as_array().unwrap().is_empty());
    assert!(json["blocks"][0]["settled"].is_string());
}

#[test]
fn changes_are_undone_redone_and_listed() {
    let folder = with_notes();
    assert_eq!(folder.ok("undo w.carpaccio"), "Undone: Import 4 slices\n");
    assert_eq!(folder.run("undo w.carpaccio").problem(), "carpaccio: there is nothing to undo");
    let history = folder.ok("history w.carpaccio");
    assert!(history.contains("command line") && history.contains("(undone)"), "{history}");
    assert_eq!(folder.ok("redo w.carpaccio"), "Redone: Import 4 slices\n");
    assert_eq!(folder.run("redo w.carpaccio").problem(), "carpaccio: there is nothing to redo");
    let json: Value = serde_json::from_str(&folder.ok("history w.carpaccio --json")).unwrap();
    assert_eq!((&json[0]["label"], &json[0]["undone"]), (&"Import 4 slices".into(), &false.into()));
}

#[test]
fn an_export_is_imported_again_without_a_loss() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template expense-reporting");
    let told = folder.ok("export w.carpaccio --to json --output out.json");
    assert!(told.starts_with("out.json: 24 slices"), "{told}");
    folder.ok("import v.carpaccio out.json");
    let export = |name: &str| {
        let json: Value =
            serde_json::from_str(&folder.ok(&format!("export {name} --to json"))).unwrap();
        [json["about"].clone(), json["steps"].clone(), json["slices"].clone()]
    };
    assert_eq!(export("w.carpaccio"), export("v.carpaccio"));
}

#[test]
fn what_a_format_cannot_hold_is_told() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template expense-reporting");
    let dry = folder.ok("export w.carpaccio --to jira-csv --dry-run");
    assert!(dry.starts_with("Would write: 2"), "{dry}");
    let ran = folder.run("export w.carpaccio --to outline");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("Hand in an expense") && ran.err.contains("Not in this format"));
    let unknown = folder.run("export w.carpaccio --to fax");
    assert!(unknown.problem().contains("jira-csv"));
}
