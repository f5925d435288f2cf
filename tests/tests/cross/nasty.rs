use std::collections::HashMap;

use carpaccio_tests::{CHILDREN, LEVELS, LONGEST, nasty_workshop};
use serde_json::Value;

use super::runner::Folder;

fn slices(workshop: &Value) -> &Vec<Value> {
    workshop["slices"].as_array().unwrap()
}

#[test]
fn the_nasty_workshop_is_as_deep_wide_and_long_as_it_claims() {
    let workshop = nasty_workshop();
    let mut levels: HashMap<&str, usize> = HashMap::new();
    let mut children: HashMap<&str, usize> = HashMap::new();
    for slice in slices(&workshop) {
        let parent = slice["parent"].as_str();
        levels.insert(slice["id"].as_str().unwrap(), parent.map_or(1, |above| levels[above] + 1));
        *children.entry(parent.unwrap_or_default()).or_default() += 1;
    }
    assert_eq!(levels.values().max(), Some(&LEVELS));
    assert_eq!(children.values().max(), Some(&CHILDREN));
    let texts = slices(&workshop).iter().filter_map(|slice| slice["narrative"].as_str());
    assert_eq!(texts.map(|text| text.chars().count()).max(), Some(LONGEST));
}

#[test]
fn the_nasty_workshop_is_kept_without_loss() {
    let folder = Folder::new();
    let expected = nasty_workshop();
    folder.write("nasty.json", expected.to_string());
    let told = folder.ok("import w.carpaccio nasty.json --from json");
    assert_eq!(told.lines().count(), 1, "{told}");
    let kept: Value = folder.json("export w.carpaccio --to json");
    assert_eq!(slices(&kept).len(), slices(&expected).len());
    for (kept, expected) in slices(&kept).iter().zip(slices(&expected)) {
        for (key, expected) in expected.as_object().unwrap() {
            assert_eq!(comparable(key, &kept[key]), comparable(key, expected), "{}", kept["id"]);
        }
    }
}

/// Without what a workshop never keeps: the kinds of spaces in a title, a text's blank end, the order of tags
/// and dependencies, and what is so by default.
fn comparable(key: &str, value: &Value) -> Value {
    let mut value = match (key, value) {
        ("kind", Value::Null) => "slice".into(),
        ("status", Value::Null) => "open".into(),
        (_, value) => value.clone(),
    };
    match &mut value {
        Value::String(text) if key == "title" => {
            *text = text.replace(char::is_whitespace, " ").trim().to_owned();
        }
        Value::String(text) => *text = text.trim_end().to_owned(),
        Value::Array(items) => {
            for item in items.iter_mut() {
                if let Value::String(text) = item {
                    *text = text.trim_end().to_owned();
                }
            }
            if matches!(key, "tags" | "needs") {
                items.sort_by_key(ToString::to_string);
            }
        }
        _ => {}
    }
    value
}
