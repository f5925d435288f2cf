//! What the command line takes, from its start to its end.

use std::fs::{self, File};
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use carpaccio_tests::program;
use serde_json::Value;

use crate::figure::{Figure, Target, median, percentile, times};
use crate::made::{self, Chance};

const RUNS: usize = 5;

/// How many random backlogs are ordered.
const BACKLOGS: usize = 200;

/// `carpaccio` in a folder.
pub struct Terminal<'a> {
    folder: &'a Path,
}

impl<'a> Terminal<'a> {
    /// In this folder.
    pub fn new(folder: &'a Path) -> Self {
        Self { folder }
    }

    /// Scores of stories.
    pub fn score(&self, stories: usize) -> Result<Vec<Figure>> {
        self.judge("score", stories, 20_000.0)
    }

    /// Advice on stories.
    pub fn advise(&self, stories: usize) -> Result<Vec<Figure>> {
        self.judge("advise", stories, 5_000.0)
    }

    fn judge(&self, verb: &str, count: usize, target: f64) -> Result<Vec<Figure>> {
        self.write("stories.jsonl", &made::stories(count))?;
        let took = times(RUNS, |_| self.run(&[verb, "-"], Some("stories.jsonl")).map(drop))?;
        let what = format!("`{verb} -`: {count} stories");
        Ok(vec![Figure::rate(what, count, median(&took), Target::AtLeast(target))])
    }

    /// Orders of 60 slices with up to 1.5 dependencies a slice.
    pub fn order_small(&self) -> Result<Vec<Figure>> {
        let mut chance = Chance::new(60);
        let mut proven = 0;
        let mut took = Vec::new();
        for at in 0..BACKLOGS {
            let backlog = made::backlog(60, 1 + at % 6, &mut chance);
            self.write("backlog.json", &backlog.to_string())?;
            took.extend(times(1, |_| {
                let answer = self.run(&["order", "-"], Some("backlog.json"))?;
                proven += usize::from(is_proven(&answer)?);
                Ok(())
            })?);
        }
        let share = proven as f64 * 100.0 / BACKLOGS as f64;
        let limit = Target::AtMost(50.0);
        Ok(vec![
            Figure::millis("`order -`: 60 slices, 95 of 100 within", percentile(&took, 95), limit),
            Figure::new("… of 200 such backlogs proven best", share, "%", Target::AtLeast(100.0)),
        ])
    }

    /// The order of a forest.
    pub fn order_forest(&self, slices: usize) -> Result<Vec<Figure>> {
        self.write("forest.json", &made::forest(slices, &mut Chance::new(10)).to_string())?;
        let took = times(RUNS, |_| self.run(&["order", "-"], Some("forest.json")).map(drop))?;
        let what = format!("`order -`: a forest of {slices} slices");
        Ok(vec![Figure::millis(what, median(&took), Target::AtMost(1_000.0))])
    }

    /// The import of an outline into a new workshop.
    pub fn import(&self, lines: usize) -> Result<Vec<Figure>> {
        self.write("outline.txt", &made::outline(lines))?;
        let took = times(RUNS, |run| {
            let workshop = format!("import-{run}.carpaccio");
            self.run(&["import", &workshop, "outline.txt"], None).map(drop)
        })?;
        let what = format!("`import`: an outline of {lines} lines");
        Ok(vec![Figure::millis(what, median(&took), Target::AtMost(3_000.0))])
    }

    /// The export of a workshop in every format.
    pub fn export(&self, slices: usize) -> Result<Vec<Figure>> {
        let workshop = self.workshop(slices)?;
        let format = |id: &String| {
            let arguments =
                ["export", &*workshop.to_string_lossy(), "--to", id, "--output", "exported"];
            let took = times(RUNS, |_| self.run(&arguments, None).map(drop))?;
            let what = format!("`export --to {id}`: {slices} slices");
            Ok(Figure::millis(what, median(&took), Target::AtMost(1_000.0)))
        };
        formats()?.iter().map(format).collect()
    }

    /// A workshop of so many slices; made once.
    pub fn workshop(&self, slices: usize) -> Result<PathBuf> {
        let path = self.folder.join(format!("{slices}.carpaccio"));
        if !path.exists() {
            self.write("outline.txt", &made::outline(slices))?;
            self.run(&["import", &path.to_string_lossy(), "outline.txt"], None)?;
        }
        Ok(path)
    }

    fn write(&self, name: &str, text: &str) -> Result<()> {
        fs::write(self.folder.join(name), text)
    }

    /// Runs it to its end; what it printed is in a file afterwards, as with any redirection.
    fn run(&self, arguments: &[&str], input: Option<&str>) -> Result<PathBuf> {
        let output = self.folder.join("output");
        let input = match input {
            Some(name) => File::open(self.folder.join(name))?.into(),
            None => Stdio::null(),
        };
        let status = Command::new(program("carpaccio"))
            .args(arguments)
            .current_dir(self.folder)
            .stdin(input)
            .stdout(File::create(&output)?)
            .status()?;
        match status.success() {
            true => Ok(output),
            false => Err(Error::other(format!("carpaccio {} failed", arguments.join(" ")))),
        }
    }
}

fn is_proven(answer: &Path) -> Result<bool> {
    let answer: Value = serde_json::from_slice(&fs::read(answer)?)?;
    Ok(answer["proven"] == true)
}

/// The formats that can be written, by name.
fn formats() -> Result<Vec<String>> {
    let desk = app::Desk::without_memory("bench", jiff::Zoned::now);
    let formats = desk.format_list().map_err(|error| Error::other(error.message))?;
    Ok(formats.into_iter().filter(|format| format.writes).map(|format| format.id).collect())
}

/// How long writing a page takes the disk, with nothing else about it.
pub fn bare_write(folder: &Path) -> Result<Duration> {
    use std::io::Write;
    let mut file = File::create(folder.join("bare"))?;
    let took = times(50, |_| {
        file.write_all(&[0x5a; 4096])?;
        file.sync_data()
    })?;
    Ok(median(&took))
}
