//! The invariants of ARCHITECTURE.md, as far as a reader of text can see them.

use std::fs;
use std::path::{Path, PathBuf};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below a folder with one of these endings, with its text.
fn sources(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![top().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            let skipped = ["node_modules", "dist", "target", "gen", "paraglide"];
            if path.is_dir() && !skipped.iter().any(|name| path.ends_with(name)) {
                folders.push(path);
            } else if endings.iter().any(|ending| path.extension().is_some_and(|e| e == *ending)) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no {endings:?}");
    found
}

/// No file of `folder`, but those whose path contains one of `except`, contains a word.
fn check_absent(folder: &str, endings: &[&str], words: &[&str], except: &[&str]) {
    for (path, text) in sources(folder, endings) {
        let path = path.display().to_string();
        if except.iter().any(|part| path.contains(part)) {
            continue;
        }
        for word in words {
            assert!(!text.contains(word), "{path} contains {word:?}");
        }
    }
}

#[test]
fn the_rules_know_no_files_no_network_and_no_environment() {
    let words = ["std::fs", "std::net", "std::env", "std::process"];
    check_absent("src-tauri/crates/slicing/src", &["rs"], &words, &[]);
}

#[test]
fn no_crate_below_the_shells_knows_the_time() {
    for name in ["slicing", "store", "trackers", "app"] {
        let words =
            ["SystemTime", "Instant::now", "Timestamp::now", "Zoned::now", "TimeZone::system"];
        check_absent(&format!("src-tauri/crates/{name}/src"), &["rs"], &words, &[]);
    }
}

#[test]
fn formats_know_bytes_and_neither_files_nor_networks() {
    let words = ["std::fs", "std::path", "std::net", "std::env", "std::process"];
    check_absent("src-tauri/crates/trackers/src", &["rs"], &words, &[]);
}

#[test]
fn only_the_store_knows_sql() {
    check_absent("src-tauri", &["rs", "toml"], &["rusqlite"], &["crates/store/"]);
}

#[test]
fn only_the_shell_knows_the_window_toolkit() {
    check_absent("src-tauri/crates", &["rs", "toml"], &["tauri::", "tauri.workspace"], &[]);
}

#[test]
fn only_one_file_of_the_interface_knows_the_shell() {
    let except = ["host/tauri.ts", "host/bindings.ts"];
    check_absent("ui/src", &["ts", "svelte"], &["@tauri-apps/"], &except);
}

#[test]
fn the_interface_never_turns_text_into_markup() {
    check_absent("ui/src", &["ts", "svelte"], &["{@html", "innerHTML", "insertAdjacentHTML"], &[]);
}

#[test]
fn the_top_level_stays_as_it_is() {
    let allowed =
        ["Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "src-tauri", "target", "tests", "ui"];
    for entry in fs::read_dir(top()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name} is new");
    }
}

#[test]
fn no_test_file_is_forgotten() {
    for folder in ["cross", "window"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let main = fs::read_to_string(folder.join("main.rs")).unwrap();
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(name == "main" || main.contains(&format!("mod {name};")), "{name} is not run");
        }
    }
}
