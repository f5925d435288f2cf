//! Several processes, and the end of one at any moment. The other process is this test binary again,
//! told by an environment variable what to play.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use slicing::Slice;
use store::{Access, Error, Reason, WorkshopFile};

use crate::bench::{Bench, add, now};

const PART: &str = "CARPACCIO_TEST_PART";
const FILE: &str = "CARPACCIO_TEST_FILE";

/// Starts another process that plays a part on a file.
fn start(part: &str, file: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = command(part, file).stdin(Stdio::piped()).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    (child, output)
}

fn command(part: &str, file: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "processes::plays_its_part_when_started_as_another_process"])
        .args(["--nocapture", "--test-threads=1"])
        .env(PART, part)
        .env(FILE, file)
        .stdout(Stdio::piped());
    command
}

/// The next thing that the other process says.
fn heard(output: &mut impl BufRead) -> String {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "the other process has ended");
        // libtest writes the name of the test without a new line.
        if let Some((_, said)) = line.split_once("> ") {
            return said.trim_end().to_owned();
        }
    }
}

fn say(what: impl std::fmt::Display) {
    println!("> {what}");
    std::io::stdout().flush().unwrap();
}

#[test]
fn plays_its_part_when_started_as_another_process() {
    let (Ok(part), Some(file)) = (std::env::var(PART), std::env::var_os(FILE)) else { return };
    let file = Path::new(&file);
    match part.as_str() {
        "writes until it is killed" => {
            let file = WorkshopFile::open(file, now()).unwrap();
            loop {
                let (id, _) = file
                    .edit("Add", "other", now(), |edit| {
                        let id = add(edit, None, "Pay")?;
                        edit.insert_tag(id, "money")?;
                        Ok::<_, Error>(id)
                    })
                    .unwrap();
                say(id.0);
            }
        }
        "opens and waits" => {
            let file = WorkshopFile::open(file, now()).unwrap();
            say(format!("{:?} {}", file.access(), file.load().unwrap().tree.len()));
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).unwrap();
            say(file.load().unwrap().tree.len());
        }
        "tries to open" => match WorkshopFile::open(file, now()) {
            Ok(_) => say("opened"),
            Err(error) => say(format!("{error:?}")),
        },
        other => panic!("no part {other}"),
    }
}

#[test]
fn what_was_committed_survives_the_kill_of_the_process() {
    let Bench { folder: _folder, path, file } = Bench::new();
    file.close().unwrap();
    let mut committed = 0;
    for round in 1..=4_u32 {
        let (mut child, mut output) = start("writes until it is killed", &path);
        for _ in 0..round * 7 {
            committed = heard(&mut output).parse().unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let file = WorkshopFile::open(&path, now()).unwrap();
        assert_eq!(file.access(), Access::ReadWrite, "a crash leaves no lock");
        let workshop = file.load().unwrap();
        let there = u32::try_from(workshop.tree.len()).unwrap();
        assert!(there >= committed, "{committed} were committed, {there} are there");
        assert!(workshop.tree.walk().all(|(slice, _)| slice.tags == ["money"]), "half an edit");
        assert_eq!(file.history(u32::MAX, None).unwrap().len(), workshop.tree.len());
        assert!(store::doctor(&path).unwrap().problems.is_empty());
        file.undo(now()).unwrap().unwrap();
        file.redo(now()).unwrap().unwrap();
        file.close().unwrap();
    }
}

#[test]
fn a_second_process_reads_what_the_first_one_writes() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    let (mut child, mut output) = start("opens and waits", &bench.path);
    assert_eq!(heard(&mut output), "ReadOnly(OpenElsewhere) 1");
    bench.add(None, "Receipt");
    child.stdin.take().unwrap().write_all(b"go on\n").unwrap();
    assert_eq!(heard(&mut output), "2");
    child.wait().unwrap();
    bench.file.close().unwrap();
    assert_eq!(std::fs::read_dir(bench.folder.path()).unwrap().count(), 1, "nothing is left");
}

#[test]
fn a_writer_may_close_before_a_reader() {
    let bench = Bench::new();
    bench.add(None, "Pay");
    let (mut child, mut output) = start("opens and waits", &bench.path);
    heard(&mut output);
    bench.add(None, "Receipt");
    bench.file.close().unwrap();
    child.stdin.take().unwrap().write_all(b"go on\n").unwrap();
    assert_eq!(heard(&mut output), "2");
    child.wait().unwrap();
    assert_eq!(std::fs::read_dir(bench.folder.path()).unwrap().count(), 1, "nothing is left");
    let file = WorkshopFile::open(&bench.path, now()).unwrap();
    assert_eq!(file.access(), Access::ReadWrite);
    assert_eq!(file.load().unwrap().tree.len(), 2);
}

#[test]
fn a_second_opening_in_the_same_process_can_only_read() {
    let bench = Bench::new();
    let id = bench.add(None, "Pay");
    let second = WorkshopFile::open(&bench.path, now()).unwrap();
    assert_eq!(second.access(), Access::ReadOnly(Reason::OpenElsewhere));
    let refused = second.edit("Add", "tester", now(), |edit| add(edit, None, "No"));
    assert!(matches!(refused, Err(Error::ReadOnly(Reason::OpenElsewhere))));
    assert!(matches!(second.undo(now()), Err(Error::ReadOnly(_))));
    assert!(matches!(second.snapshot("one", now()), Err(Error::ReadOnly(_))));
    assert!(matches!(second.restore("one", "tester", now()), Err(Error::ReadOnly(_))));
    bench.edit("Rename", move |edit| {
        edit.update_slice(&Slice::new(id, None, slicing::OrderKey::first(), "Cash"))
    });
    assert_eq!(second.slices(&[id]).unwrap()[0].title, "Cash");
}

/// Runs as somebody who owns nothing, also when the tests run as root.
#[cfg(unix)]
fn tried_without_rights(file: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let mut command = command("tries to open", file);
    if std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
        command.uid(65_534);
    }
    heard(&mut command.output().unwrap().stdout.as_slice())
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_and_a_folder_without_permission_are_refused() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path, mode| set_permissions(path, Permissions::from_mode(mode)).unwrap();
    let Bench { folder, path, file } = Bench::new();
    file.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    mode(folder.path(), 0o777);
    for (file, folder_mode, expected) in [
        (0o000, 0o777, "NoPermission("),
        (0o444, 0o777, "NotWritable("),
        (0o666, 0o555, "NotWritable("),
        (0o666, 0o777, "opened"),
    ] {
        mode(&path, file);
        mode(folder.path(), folder_mode);
        let said = tried_without_rights(&path);
        mode(folder.path(), 0o777);
        assert!(said.starts_with(expected), "{file:o} {folder_mode:o}: {said}");
    }
    mode(&path, 0o600);
    assert!(std::fs::read(&path).unwrap() == before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
