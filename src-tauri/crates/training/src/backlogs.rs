//! Real stories without labels: what the parser finds in them, and how often a vague term is named.

use std::fs;
use std::io::Result;
use std::path::Path;

use rayon::prelude::*;
use slicing::Kind;
use slicing::judge::{Card, Context, assess};
use slicing::story::Story;

use crate::share::Share;

/// What was found in a folder of backlogs, one story a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found {
    /// How many files there are.
    pub backlogs: usize,
    /// How many lines with words.
    pub stories: usize,
    /// Roles, where the line begins with "As".
    pub roles: Share,
    /// Benefits, where the line has "so that".
    pub benefits: Share,
    /// Stories in which a vague term is named.
    pub vague: Share,
}

impl Found {
    fn and(self, other: Self) -> Self {
        Self {
            backlogs: self.backlogs + other.backlogs,
            stories: self.stories + other.stories,
            roles: self.roles.and(other.roles),
            benefits: self.benefits.and(other.benefits),
            vague: self.vague.and(other.vague),
        }
    }
}

/// Reads every `.txt` of a folder; `None` when there is no such folder.
pub fn measure(folder: &Path) -> Result<Option<Found>> {
    let Ok(files) = fs::read_dir(folder) else { return Ok(None) };
    let mut found = Found::default();
    for file in files {
        let path = file?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
            found = found.and(in_backlog(&text));
        }
    }
    Ok(Some(found))
}

fn in_backlog(text: &str) -> Found {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.contains(char::is_alphabetic)).collect();
    let found = lines.par_iter().map(|line| in_story(line)).reduce(Found::default, Found::and);
    Found { backlogs: 1, ..found }
}

fn in_story(line: &str) -> Found {
    let line = without_mark(line);
    let card = Card { title: line, text: "", acceptance: &[], kind: Kind::Slice };
    let story = Story::read(&card);
    let mut found = Found { stories: 1, ..Found::default() };
    let lower = line.to_lowercase();
    if lower.starts_with("as ") {
        found.roles.count(story.role.is_some());
    }
    if lower.contains("so that") {
        found.benefits.count(story.benefit.is_some());
    }
    let findings = assess(&card, &Context::default()).findings;
    found.vague.count(findings.iter().any(|finding| finding.check == "vague-term"));
    found
}

/// Without the mark of its backlog, such as `#G02#`.
fn without_mark(line: &str) -> &str {
    let marked = line.strip_prefix('#').and_then(|rest| rest.split_once('#'));
    marked.map_or(line, |(_, story)| story.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backlog_is_counted_line_by_line() {
        let found = in_backlog(
            "#X1# As a cook I see the menu so that I shop once.\n\n As a guest, I want a better soup\nSoup",
        );
        assert_eq!((found.backlogs, found.stories), (1, 3));
        assert_eq!((found.roles.right, found.roles.all), (2, 2));
        assert_eq!((found.benefits.right, found.vague.right, found.vague.all), (1, 1, 3));
    }
}
