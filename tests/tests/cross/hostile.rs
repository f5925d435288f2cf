//! Input that nobody means well with, or that went wrong on its way: it is told, it changes
//! nothing that it should not, and nothing falls over.

use std::fs;

use super::runner::{Folder, Ran, formats};

/// Files that are hard to read, by name.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let outline = "- Café\r\n\t- Thé\r\n        - Scone\r\n  - 発送する\r\n";
    let wide = |bytes: fn(u16) -> [u8; 2], mark: u16| -> Vec<u8> {
        std::iter::once(mark).chain(outline.encode_utf16()).flat_map(bytes).collect()
    };
    let deep: String = (0..200).map(|at| format!("{}- level {at}\n", "  ".repeat(at))).collect();
    let circle = r#"{"format":"carpaccio-workshop","version":1,"slices":[
        {"id":"S1","title":"One","needs":["S2"]},{"id":"S2","title":"Two","needs":["S1"]},
        {"id":"S3","title":"Three","parent":"S4"},{"id":"S4","title":"Four","parent":"S3"}]}"#;
    let twice = "ID,Title,Needs\nA,One,B\nA,Two,A\nB,Three,A\nB,Four,Z\n";
    vec![
        ("empty", Vec::new()),
        ("blank", b" \r\n\t\n".to_vec()),
        ("mark-only", b"\xef\xbb\xbf".to_vec()),
        ("marked", [b"\xef\xbb\xbf".as_slice(), outline.as_bytes()].concat()),
        ("utf-16-le", wide(u16::to_le_bytes, 0xfeff)),
        ("utf-16-be", wide(u16::to_be_bytes, 0xfeff)),
        ("latin-1", b"- Caf\xe9\n  - Th\xe9\n".to_vec()),
        ("torn-character", b"- Caf\xc3\n  - \xe7\x99\n".to_vec()),
        ("carriage-returns", b"- One\r  - Two\r- Three".to_vec()),
        ("mixed-indents", b"One\n\tTwo\n    Three\n \t Four\n  \tFive\nSix\n".to_vec()),
        ("long-title", format!("- {}\n", "word ".repeat(200_000)).into_bytes()),
        ("deep", deep.into_bytes()),
        ("circle.json", circle.into()),
        ("twice.csv", twice.into()),
        (
            "torn.json",
            br#"{"format":"carpaccio-workshop","version":1,"slices":[{"id":"S1","ti"#.to_vec(),
        ),
        ("newer.json", br#"{"format":"carpaccio-workshop","version":99,"slices":[]}"#.to_vec()),
        ("nested.json", "[".repeat(100_000).into_bytes()),
        ("torn.csv", b"ID,Title,Needs\nA,\"One\nand never closed".to_vec()),
        ("formula.csv", b"ID,Title\nA,=1+1\nB,@SUM(A1)\n".to_vec()),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec()),
        ("zeros", vec![0; 4096]),
        ("controls", b"- a\x1b[2Jb\x07\n- \x00c\n".to_vec()),
        ("markup", b"- <script>alert(1)</script>\n- ${x} {{y}}\n".to_vec()),
    ]
}

/// A workshop with something in it, and its bytes.
fn workshop() -> (Folder, Vec<u8>) {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template user-dashboard");
    let bytes = folder.bytes("w.carpaccio");
    (folder, bytes)
}

#[test]
fn every_importer_survives_every_file() {
    let (_, sound) = workshop();
    let check_all = |how: &str| {
        for (name, content) in files() {
            check_import(&sound, name, &content, how);
        }
    };
    std::thread::scope(|scope| {
        for from in formats() {
            let check_all = &check_all;
            scope.spawn(move || check_all(&format!("--from {from}")));
        }
        scope.spawn(|| check_all(""));
    });
}

/// What was read is a workshop that every command works on; what was refused changed nothing.
fn check_import(sound: &[u8], name: &str, content: &[u8], how: &str) {
    let folder = Folder::new();
    folder.write("w.carpaccio", sound);
    folder.write(name, content);
    let ran = folder.run(&format!("import w.carpaccio {name} {how}"));
    let context = format!("{name} {how}: {ran:?}");
    ran.assert_orderly();
    if ran.code == Some(1) {
        assert!(folder.bytes("w.carpaccio") == sound, "{context}");
    } else {
        assert!(ran.out.starts_with("Imported from "), "{context}");
        for command in ["show", "score", "order", "doctor"] {
            let ran = folder.run(&format!("{command} w.carpaccio"));
            assert_eq!(ran.code, Some(0), "{command}, {context}: {ran:?}");
            assert!(!ran.out.contains(['\u{1b}', '\u{7}']), "{command}, {context}");
        }
    }
    assert_eq!(folder.names().len(), 2, "{context}: {:?}", folder.names());
    assert!(folder.bytes(name) == content, "{context}");
}

#[test]
fn what_is_skipped_is_told_with_its_line() {
    let (folder, _) = workshop();
    folder.write("twice.csv", "ID,Title,Needs\nA,One,B\nA,Two,A\nB,Three,A\n");
    let told = folder.ok("import w.carpaccio twice.csv");
    assert!(told.contains("line 3: ") && told.contains("“A”"), "{told}");
    assert!(told.contains("circle"), "{told}");
}

const READING: [&str; 6] = ["show", "score", "advise", "order", "history", "export --to json"];
const WRITING: [&str; 3] = ["undo", "redo", "import"];

/// Runs every command on a file that is none.
fn check_refused(folder: &Folder, name: &str) {
    for command in READING.iter().chain(&WRITING) {
        let more = if *command == "import" { "notes.txt" } else { "" };
        folder.run(&format!("{command} {name} {more}")).assert_problem();
    }
    // It looks into what the others refuse.
    folder.run(&format!("doctor {name}")).assert_orderly();
}

#[test]
fn what_is_no_workshop_is_refused_by_every_command_and_left_as_it_is() {
    let (folder, sound) = workshop();
    folder.write("notes.txt", "- Pay\n");
    let mut foreign = sound.clone();
    foreign[68..72].copy_from_slice(b"Othr");
    let mut newer = sound.clone();
    newer[60..64].copy_from_slice(&99u32.to_be_bytes());
    let bad: [(&str, &[u8]); 7] = [
        ("empty.carpaccio", b""),
        ("text.carpaccio", b"not a workshop, but long enough to look like one at first sight"),
        ("head.carpaccio", &sound[..80]),
        ("page.carpaccio", &sound[..4096]),
        ("half.carpaccio", &sound[..sound.len() / 2]),
        ("foreign.carpaccio", &foreign),
        ("newer.carpaccio", &newer),
    ];
    for (name, bytes) in bad {
        folder.write(name, bytes);
    }
    let names = folder.names();
    for (name, bytes) in bad {
        check_refused(&folder, name);
        assert!(folder.bytes(name) == bytes, "{name} was changed");
    }
    assert_eq!(folder.names(), names);
}

#[test]
fn an_export_never_goes_over_the_workshop_itself() {
    let (folder, before) = workshop();
    for name in ["w.carpaccio", "./w.carpaccio"] {
        folder.run(&format!("export w.carpaccio --to json --output {name}")).assert_problem();
    }
    folder.ok("show w.carpaccio");
    assert!(folder.bytes("w.carpaccio") == before);
}

#[test]
fn a_folder_and_a_file_that_is_not_there_are_refused() {
    let folder = Folder::new();
    folder.write("notes.txt", "- Pay\n");
    fs::create_dir(folder.path("folder")).unwrap();
    check_refused(&folder, "folder");
    for command in READING.iter().chain(&["doctor"]) {
        folder.run(&format!("{command} none.carpaccio")).assert_problem();
    }
    folder.run("import w.carpaccio none.txt").assert_problem();
    folder.run("import w.carpaccio folder").assert_problem();
    assert_eq!(folder.names(), ["folder", "notes.txt"]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, before) = workshop();
    let forbid = |name: &str, mode: u32| {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    folder.write("secret.txt", "- Pay\n");
    forbid("secret.txt", 0o000);
    forbid("w.carpaccio", 0o444);
    let ran = folder.run("import w.carpaccio secret.txt");
    ran.assert_orderly();
    // Root may read and write everything.
    if fs::read(folder.path("secret.txt")).is_err() {
        ran.assert_problem();
        folder.run("undo w.carpaccio").assert_problem();
        assert!(folder.bytes("w.carpaccio") == before);
        folder.ok("show w.carpaccio");
    }
    forbid("w.carpaccio", 0o644);
}

/// Damage in the middle is told or does no harm; it is never passed on.
#[test]
fn a_damaged_workshop_is_told_or_read_and_never_changed_by_reading() {
    let (folder, sound) = workshop();
    for at in (100..sound.len()).step_by(sound.len() / 12) {
        let mut damaged = sound.clone();
        let end = (at + 300).min(damaged.len());
        damaged[at..end].fill(0x5a);
        folder.write("d.carpaccio", &damaged);
        for command in ["show", "order", "doctor"] {
            let ran: Ran = folder.run(&format!("{command} d.carpaccio"));
            ran.assert_orderly();
            if ran.code == Some(1) {
                assert!(folder.bytes("d.carpaccio") == damaged, "{command}, damage at {at}");
            }
        }
    }
}

#[test]
fn stories_and_orders_that_are_none_are_told_with_their_place() {
    let folder = Folder::new();
    for input in [&b"\xff\xfe"[..], b"{", b"[]", b"\0\0\0", b"{\"id\":1}", b"null"] {
        for command in ["score -", "advise -", "order -"] {
            let ran = folder.run_with(command, input);
            ran.assert_problem();
            assert!(ran.err.contains("standard input, line 1"), "{command}: {}", ran.err);
        }
    }
    for depth in [100, 100_000] {
        let nested = format!("{{\"slices\":{}", "[".repeat(depth));
        folder.run_with("order -", &nested).assert_problem();
        folder.run_with("score -", &nested).assert_problem();
    }
    let long = format!("{{\"id\":\"a\",\"title\":\"{}\"}}\n", "word ".repeat(200_000));
    assert_eq!(folder.run_with("score -", &long).code, Some(0));
    assert_eq!(folder.run_with("advise -", &long).code, Some(0));
}

#[test]
fn a_spreadsheet_never_calculates() {
    let (folder, _) = workshop();
    folder.write("formulas.txt", "- =1+1\n- @SUM(A1)\n- +1\n- -1\n- \t=2\n");
    folder.ok("import w.carpaccio formulas.txt");
    let csv = folder.ok("export w.carpaccio --to csv");
    for cell in csv.lines().flat_map(|line| line.split(',')) {
        let cell = cell.trim_start_matches('"').trim_start_matches('\t');
        assert!(!cell.starts_with(['=', '@', '+']), "{cell}");
    }
}
