use std::collections::HashMap;

use serde_json::Value;

use super::runner::{Folder, formats, samples};

/// Every slice that was not dropped, with the titles from its epic down to it.
fn paths(workshop: &Value) -> Vec<String> {
    let mut paths: HashMap<&str, String> = HashMap::new();
    let mut listed = Vec::new();
    for slice in workshop["slices"].as_array().unwrap() {
        let title = slice["title"].as_str().unwrap();
        let path = match slice["parent"].as_str() {
            Some(parent) => format!("{} > {title}", paths[parent]),
            None => title.to_owned(),
        };
        if slice["status"] != "dropped" {
            listed.push(path.clone());
        }
        paths.insert(slice["id"].as_str().unwrap(), path);
    }
    listed
}

/// The lossless export without what no two workshops share.
fn content(folder: &Folder, workshop: &str) -> String {
    let json = folder.ok(&format!("export {workshop} --to json"));
    let lines = json.lines().filter(|line| !line.trim_start().starts_with("\"identity\""));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_sample_comes_back_from_every_format_with_its_titles_in_their_places() {
    for sample in samples() {
        let folder = Folder::new();
        folder.ok(&format!("new w.carpaccio --template {sample}"));
        let mut expected = paths(&folder.json("show w.carpaccio --json"));
        for format in formats() {
            folder.ok(&format!("export w.carpaccio --to {format} --output {format}.out"));
            folder.ok(&format!("import {format}.carpaccio {format}.out --from {format}"));
            let mut actual = paths(&folder.json(&format!("show {format}.carpaccio --json")));
            // A tracker's file is in the order of the backlog.
            if actual != expected {
                let ours =
                    ["outline", "markdown", "json", "csv", "opml"].contains(&format.as_str());
                assert!(!ours, "{sample}, {format}: {actual:#?}");
                actual.sort();
                expected.sort();
            }
            assert_eq!(actual, expected, "{sample}, {format}");
            expected = paths(&folder.json("show w.carpaccio --json"));
        }
    }
}

#[test]
fn every_sample_comes_back_from_json_without_any_loss() {
    for sample in samples() {
        let folder = Folder::new();
        folder.ok(&format!("new first.carpaccio --template {sample}"));
        for (from, to) in [("first", "second"), ("second", "third")] {
            folder.ok(&format!("export {from}.carpaccio --to json --output {from}.json"));
            folder.ok(&format!("import {to}.carpaccio {from}.json"));
            let (before, after) = (format!("{from}.carpaccio"), format!("{to}.carpaccio"));
            assert_eq!(content(&folder, &after), content(&folder, &before), "{sample}");
        }
    }
}

#[test]
fn an_export_without_a_change_is_the_same_bytes_again() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template expense-reporting");
    for format in formats() {
        for name in ["once", "twice"] {
            folder.ok(&format!("export w.carpaccio --to {format} --output {name}"));
        }
        assert!(folder.bytes("once") == folder.bytes("twice"), "{format}");
    }
}

#[test]
fn going_back_to_the_beginning_and_forth_again_passes_the_same_states() {
    let folder = Folder::new();
    folder.write("more.txt", "- Print the receipt\n  - On paper\n  - As a file\n- Ask for help\n");
    folder.write("more.csv", "ID,Title,Needs\nA,Pay,\nB,Ship,A\n");
    folder.ok("new w.carpaccio --template quoting-calculator");
    let state = || folder.ok("show w.carpaccio --json");
    let mut states = vec![state()];
    for file in ["more.txt", "more.csv", "more.txt"] {
        folder.ok(&format!("import w.carpaccio {file}"));
        states.push(state());
    }
    for expected in states.iter().rev().skip(1) {
        folder.ok("undo w.carpaccio");
        assert_eq!(&state(), expected);
    }
    folder.ok("undo w.carpaccio");
    assert_eq!(folder.json("show w.carpaccio --json")["slices"], Value::Array(Vec::new()));
    folder.run("undo w.carpaccio").assert_problem();
    for expected in &states {
        folder.ok("redo w.carpaccio");
        assert_eq!(&state(), expected);
    }
    folder.run("redo w.carpaccio").assert_problem();
}
