//! `carpaccio` in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder to work in, gone with this value.
pub struct Folder(TempDir);

/// What a run of the program came to.
#[derive(Debug)]
pub struct Ran {
    /// `None` when it was killed.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The names of the files in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap().flatten();
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn start(&self, line: &str) -> Child {
        Command::new(carpaccio_tests::program("carpaccio"))
            .args(line.split_whitespace())
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("`cargo build -p cli` first: {error}"))
    }

    pub fn run(&self, line: &str) -> Ran {
        self.run_with(line, "")
    }

    /// The same with something on standard input.
    pub fn run_with(&self, line: &str, input: impl AsRef<[u8]>) -> Ran {
        let mut child = self.start(line);
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        // Beside reading its output, so that neither waits for the other. The program may end
        // before it has read everything.
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs it and expects success; answers its output.
    #[track_caller]
    pub fn ok(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, Some(0), "{line}: {}", ran.err);
        ran.out
    }

    /// The same for a command that prints JSON.
    #[track_caller]
    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.ok(line)).unwrap()
    }
}

impl Ran {
    /// Either it worked, or it told one problem in one line; it did not fall over.
    #[track_caller]
    pub fn assert_orderly(&self) {
        match self.code {
            Some(0) => {}
            Some(1) => self.assert_problem(),
            _ => panic!("{self:?}"),
        }
    }

    /// A problem with the data, told in one line.
    #[track_caller]
    pub fn assert_problem(&self) {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
        assert!(self.err.starts_with("carpaccio: "), "{self:?}");
    }
}

/// The formats that can be written, and read again, as `carpaccio` itself lists them.
pub fn formats() -> Vec<String> {
    let desk = app::Desk::without_memory("test", utc);
    let formats = desk.format_list().unwrap().into_iter();
    formats.filter(|format| format.writes && format.reads).map(|format| format.id).collect()
}

/// The samples by name.
pub fn samples() -> Vec<String> {
    let desk = app::Desk::without_memory("test", utc);
    desk.home_show().unwrap().samples.into_iter().map(|sample| sample.name).collect()
}

/// The top of the checkout.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A clock that stands still.
fn utc() -> jiff::Zoned {
    jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC)
}
