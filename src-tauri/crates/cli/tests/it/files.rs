//! Files that are damaged, foreign, missing or in use.

use std::fs;
use std::process::{Command, Stdio};

use super::runner::Folder;

const READING: [&str; 7] =
    ["show", "score", "advise", "order", "history", "doctor", "export --to json"];

#[test]
fn what_is_no_workshop_is_told_and_left_alone() {
    let folder = Folder::new();
    let text = "not a workshop, but long enough to look like something";
    folder.write("notes.carpaccio", text);
    folder.write("empty.carpaccio", "");
    for command in READING {
        for name in ["notes.carpaccio", "empty.carpaccio", "none.carpaccio", "."] {
            let ran = folder.run(&format!("{command} {name}"));
            assert!(ran.problem().len() > 30, "{command} {name}");
        }
    }
    assert!(folder.run("show none.carpaccio").problem().contains("none.carpaccio"));
    assert_eq!(fs::read_to_string(folder.path("notes.carpaccio")).unwrap(), text);
    assert_eq!(fs::read(folder.path("empty.carpaccio")).unwrap(), b"");
}

#[test]
fn an_import_that_cannot_be_read_makes_no_workshop() {
    let folder = Folder::new();
    fs::write(folder.path("image.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").unwrap();
    folder.write("broken.json", "{\"format\": ");
    folder.write("empty.txt", "");
    for name in ["image.png", "broken.json", "empty.txt", "none.txt"] {
        folder.run(&format!("import w.carpaccio {name}")).problem();
        assert!(!folder.path("w.carpaccio").exists(), "{name}");
    }
    assert!(folder.run("import w.carpaccio broken.json").problem().contains("broken.json: line 1"));
}

#[test]
fn an_import_reads_standard_input() {
    let folder = Folder::new();
    let ran = folder.run_with("import w.carpaccio -", "- Pay\n- Ship\n");
    assert_eq!((ran.code, ran.out.as_str()), (0, "Imported from outline: 2 slices read.\n"));
}

#[test]
fn the_doctor_finds_a_sound_file_sound_and_saves_a_damaged_one() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template user-dashboard");
    assert!(folder.ok("doctor w.carpaccio").contains("sound"));
    let json: serde_json::Value =
        serde_json::from_str(&folder.ok("doctor w.carpaccio --json")).unwrap();
    assert_eq!(json["edits"], 1);
    let mut bytes = fs::read(folder.path("w.carpaccio")).unwrap();
    let end = bytes.len();
    bytes[end - 9_000..end - 8_500].fill(0x5a);
    fs::write(folder.path("w.carpaccio"), &bytes).unwrap();
    let told = folder.ok("doctor w.carpaccio --repair");
    assert!(told.contains("w-repaired.carpaccio"), "{told}");
    assert_eq!(fs::read(folder.path("w.carpaccio")).unwrap(), bytes);
    assert!(folder.ok("show w-repaired.carpaccio").contains("See my balance"));
}

#[test]
fn the_doctor_tells_a_file_of_a_newer_version() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template user-dashboard");
    let mut bytes = fs::read(folder.path("w.carpaccio")).unwrap();
    // Where the file format of SQLite keeps `user_version`.
    bytes[60..64].copy_from_slice(&7_u32.to_be_bytes());
    fs::write(folder.path("w.carpaccio"), &bytes).unwrap();
    for shape in ["", "--json"] {
        let ran = folder.run(&format!("doctor w.carpaccio {shape}"));
        assert_eq!(ran.code, 1);
        assert!(!ran.out.contains("sound"), "{}", ran.out);
        assert_eq!(
            ran.err,
            "carpaccio: w.carpaccio is from a newer version of Carpaccio (file version 7, this one \
             knows 4); update Carpaccio to open it\n"
        );
    }
    assert_eq!(fs::read(folder.path("w.carpaccio")).unwrap(), bytes);
}

#[test]
fn the_doctor_says_in_one_line_what_is_no_workshop() {
    let folder = Folder::new();
    folder.write("text.carpaccio", "milk, bread");
    folder.write("empty.carpaccio", "");
    fs::create_dir(folder.path("folder.carpaccio")).unwrap();
    // A database of nobody: the header of SQLite and no application id.
    let mut foreign = b"SQLite format 3\0".to_vec();
    foreign.resize(4096, 0);
    fs::write(folder.path("foreign.carpaccio"), foreign).unwrap();
    for (name, said) in [
        ("text", "is not a workshop file"),
        ("empty", "is empty"),
        ("folder", "is a folder"),
        ("foreign", "belongs to another program"),
    ] {
        let ran = folder.run(&format!("doctor {name}.carpaccio"));
        assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (1, "", 1), "{name}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn nothing_breaks_when_nobody_reads_the_output() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template expense-reporting");
    let mut child = Command::new(env!("CARGO_BIN_EXE_carpaccio"))
        .args(["export", "w.carpaccio", "--to", "json"])
        .current_dir(folder.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(output.stderr, b"");
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing_behind() {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template user-dashboard");
    let ran = folder.run("export w.carpaccio --to json --output none/out.json");
    assert!(ran.problem().contains("none/out.json"));
    fs::create_dir(folder.path("dir")).unwrap();
    folder.run("export w.carpaccio --to json --output dir").problem();
    assert_eq!(fs::read_dir(folder.path(".")).unwrap().count(), 2);
}
