//! Backlogs of real projects, where somebody has put them beside the checkout; without them there
//! is nothing to do here.

use std::fs;
use std::path::PathBuf;

use super::runner::{Folder, formats, top};

fn backlogs() -> Vec<PathBuf> {
    let folder = top().join("../shared/data/userstories");
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect()
}

#[test]
fn real_backlogs_are_imported_scored_ordered_exported_and_imported_again() {
    std::thread::scope(|scope| {
        for backlog in backlogs() {
            scope.spawn(move || check(&backlog));
        }
    });
}

fn check(backlog: &PathBuf) {
    let folder = Folder::new();
    fs::copy(backlog, folder.path("stories.txt")).unwrap();
    let text = fs::read(backlog).unwrap();
    let text = String::from_utf8_lossy(&text);
    // A line that holds only its mark (`#G02#`) is no story; it is skipped, and told.
    let stories = text.lines().filter(|line| line.split_whitespace().count() > 1);
    folder.ok("import w.carpaccio stories.txt");
    let slices = |workshop: &str| {
        let shown = folder.json(&format!("show {workshop} --json"));
        shown["slices"].as_array().unwrap().len()
    };
    let count = slices("w.carpaccio");
    assert_eq!(count, stories.count(), "{}", backlog.display());
    let scored = folder.ok("score w.carpaccio --json");
    let leaves = scored.lines().count();
    assert!(leaves > count / 2, "{leaves} of {count} are leaves");
    assert_eq!(folder.ok("advise w.carpaccio --json").lines().count(), leaves);
    let order = folder.json("order w.carpaccio --json");
    assert_eq!(order["order"].as_array().unwrap().len(), leaves);
    assert_eq!(order["proven"], true);
    for format in formats() {
        folder.ok(&format!("export w.carpaccio --to {format} --output {format}.out"));
        folder.ok(&format!("import {format}.carpaccio {format}.out --from {format}"));
        assert_eq!(slices(&format!("{format}.carpaccio")), count, "{format}");
    }
}
