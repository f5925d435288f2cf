//! What is left when the program is killed.

use std::fs;
use std::io::Read;
use std::time::{Duration, Instant};

use super::runner::Folder;

const LINES: usize = 6_000;

fn outline() -> String {
    (0..LINES)
        .map(|line| format!("{}Slice {line}\n", if line % 9 == 0 { "" } else { "\t" }))
        .collect()
}

/// How many slices there are; the file must open.
fn slices(folder: &Folder) -> usize {
    let shown = folder.json("show w.carpaccio --json");
    assert!(folder.ok("doctor w.carpaccio").contains("sound"));
    shown["slices"].as_array().unwrap().len()
}

#[test]
fn an_import_that_is_killed_brings_everything_or_nothing() {
    let folder = Folder::new();
    folder.write("outline.txt", outline());
    folder.ok("new w.carpaccio --title Before");
    let empty = folder.bytes("w.carpaccio");
    let start = Instant::now();
    folder.ok("import w.carpaccio outline.txt");
    let whole = start.elapsed();
    let mut unfinished = 0;
    for part in 1..=8 {
        for name in folder.names() {
            if name.starts_with("w.carpaccio") {
                fs::remove_file(folder.path(&name)).unwrap();
            }
        }
        folder.write("w.carpaccio", &empty);
        let killed_early =
            killed_after(&folder, "import w.carpaccio outline.txt", whole * part / 8);
        let left = slices(&folder);
        assert!(left == 0 || left == LINES, "{left} slices are left");
        assert!(killed_early || left == LINES);
        unfinished += usize::from(left == 0);
    }
    assert!(unfinished > 0, "nothing was interrupted");
}

/// Kills the program after some time; whether it was still running.
fn killed_after(folder: &Folder, line: &str, time: Duration) -> bool {
    let mut program = folder.start(line);
    let mut out = program.stdout.take().unwrap();
    let (tell, told) = std::sync::mpsc::channel();
    // Its output ends when it ends.
    let reader = std::thread::spawn(move || tell.send(out.read_to_end(&mut Vec::new()).is_ok()));
    let is_running = told.recv_timeout(time).is_err();
    program.kill().unwrap();
    program.wait().unwrap();
    let _ = reader.join();
    is_running
}

#[test]
fn an_export_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let folder = Folder::new();
    folder.write("outline.txt", outline());
    folder.ok("import w.carpaccio outline.txt");
    let start = Instant::now();
    folder.ok("export w.carpaccio --to json --output out.json");
    let (whole, new) = (start.elapsed(), folder.bytes("out.json"));
    for part in 1..=8 {
        folder.write("out.json", "old");
        killed_after(&folder, "export w.carpaccio --to json --output out.json", whole * part / 8);
        let left = folder.bytes("out.json");
        assert!(left == b"old" || left == new, "{} bytes are left", left.len());
    }
}
