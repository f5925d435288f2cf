//! An outline: one slice a line, its level shown by indentation, list marks or headings.
//!
//! Written as a nested list, two spaces a level. Read with far more tolerance: tabs, spaces or both;
//! a line belongs to the nearest line above that is less indented; a bare line holds the list
//! directly below it; a heading holds what follows it. `[x]`, `[/]` and `[-]` are done, doing and
//! dropped. `#Sprint 4#` at the start of a line is a mark that some backlogs put before every
//! story; it becomes a tag.
//!
//! A line is a title as it stands, however long the sentence: only beyond
//! [`LONGEST_TITLE`](crate::gather::LONGEST_TITLE) is it cut, with the full text as the narrative.

use std::borrow::Cow;
use std::io::{self, Write};

use slicing::Status;

use super::{Tracker, Wants};
use crate::ReadError;
use crate::fact::{Fact, Keep};
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::plan::Plan;
use crate::report::{Report, Severity, count, named};
use crate::text::lines;

pub(crate) const TRACKER: Tracker = Tracker {
    id: "outline",
    title: "Outline",
    about: "Titles as an indented list, for pasting into any editor or mind map.",
    extension: "txt",
    keeps: &[(Fact::Status, Keep::Field)],
    shows_backlog: false,
    wants: Wants::Everything,
    write: Some(super::Write::Whole(write)),
    read: Some(super::Read::Text(read)),
    is_tracker: false,
    ..Tracker::PLAIN
};

fn write(plan: &Plan<'_>, out: &mut dyn Write, _: &mut Report) -> io::Result<()> {
    for card in &plan.cards {
        for _ in 0..card.depth {
            out.write_all(b"  ")?;
        }
        let mark: &[u8] = match card.slice.status {
            Status::Open => b"- ",
            Status::Doing => b"- [/] ",
            Status::Done => b"- [x] ",
            Status::Dropped => b"- [-] ",
        };
        out.write_all(mark)?;
        out.write_all(shielded(&card.title).as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A backslash keeps a title whole that would lose its beginning or its end.
fn shielded(title: &str) -> Cow<'_, str> {
    let head = if needs_shield(title) { "\\" } else { "" };
    let tail = if needs_tail(title) { "\\" } else { "" };
    match (head, tail) {
        ("", "") => Cow::Borrowed(title),
        _ => Cow::Owned(format!("{head}{title}{tail}")),
    }
}

fn unshielded(title: &str) -> &str {
    let title = match title.strip_prefix('\\') {
        Some(rest) if needs_shield(rest) => rest,
        _ => title,
    };
    match title.strip_suffix('\\') {
        Some(rest) if needs_tail(rest) => rest,
        _ => title,
    }
}

fn needs_shield(title: &str) -> bool {
    let rest = title.trim_start_matches('\\');
    rest.starts_with(char::is_whitespace)
        || Mark::of(rest).is_some()
        || checkbox(rest).is_some()
        || set_mark(rest).is_some()
}

fn needs_tail(title: &str) -> bool {
    title.trim_end_matches('\\').ends_with(char::is_whitespace)
}

pub(super) fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let step = smallest_step(text);
    let mut path: Vec<(usize, usize)> = Vec::new();
    let mut marked = 0;
    for (number, line) in lines(text) {
        let Some(line) = Line::parse(line, step) else { continue };
        if line.title.trim().is_empty() {
            into.report.at(number, Severity::Skipped, "a mark without a title");
            continue;
        }
        while path.last().is_some_and(|(rank, _)| *rank >= line.rank) {
            path.pop();
        }
        marked += usize::from(line.tag.is_some());
        let slice = IncomingSlice {
            line: number,
            title: line.title.to_owned(),
            status: line.status,
            tags: line.tag.map(str::to_owned).into_iter().collect(),
            ..IncomingSlice::default()
        };
        let parent = path.last().map_or(Above::Nothing, |(_, parent)| Above::Draft(*parent));
        let index = into.push(Draft { slice, parent, ..Draft::default() });
        path.push((line.rank, index));
    }
    if marked > 0 {
        let what = count(marked, "line begins", "lines begin");
        let tag = into.drafts.iter().find_map(|draft| draft.slice.tags.first());
        let tag = named(tag.map_or("", String::as_str));
        into.report
            .note(Severity::Guessed, format!("{what} with a mark such as {tag}; it is a tag"));
    }
    Ok(())
}

/// The fewest spaces by which a line is indented: what one tab is worth.
fn smallest_step(text: &str) -> usize {
    let indent = |line: &str| line.bytes().take_while(|byte| *byte == b' ').count();
    lines(text)
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(_, line)| indent(line))
        .filter(|spaces| *spaces > 0)
        .min()
        .unwrap_or(1)
}

struct Line<'a> {
    /// Of two lines the one with the higher rank is the deeper one.
    rank: usize,
    title: &'a str,
    status: Status,
    tag: Option<&'a str>,
}

/// Headings rank before everything else.
const HEADINGS: usize = 6;

impl<'a> Line<'a> {
    /// `None` for blank lines.
    fn parse(line: &'a str, step: usize) -> Option<Self> {
        let rest = line.trim_start();
        if rest.is_empty() {
            return None;
        }
        let column: usize =
            line[..line.len() - rest.len()].chars().map(|c| if c == '\t' { step } else { 1 }).sum();
        let mark = Mark::of(rest);
        let rank = match mark {
            Some(Mark::Heading(level)) if column == 0 => level - 1,
            Some(_) => HEADINGS + 2 * column + 1,
            None => HEADINGS + 2 * column,
        };
        let rest = match mark {
            Some(mark) => rest[mark.width(rest)..].trim_start(),
            None => rest,
        };
        let (status, rest) = checkbox(rest).unwrap_or((Status::Open, rest));
        let (tag, rest) = match set_mark(rest) {
            Some((tag, rest)) => (Some(tag), rest),
            None => (None, rest),
        };
        Some(Self { rank, title: unshielded(rest.trim_end()), status, tag })
    }
}

/// What stands before a title in a list.
#[derive(Clone, Copy)]
enum Mark {
    Bullet,
    Number(usize),
    Heading(usize),
}

impl Mark {
    /// The mark that a line begins with, which a space or the end of the line follows.
    fn of(line: &str) -> Option<Self> {
        let first = line.chars().next()?;
        let (mark, width) = match first {
            '-' | '*' | '+' | '•' | '◦' | '▪' | '‣' | '–' => {
                (Self::Bullet, first.len_utf8())
            }
            '#' => {
                let level = line.bytes().take_while(|byte| *byte == b'#').count();
                (Self::Heading(level.min(HEADINGS)), level)
            }
            '0'..='9' => {
                let digits = line.bytes().take_while(u8::is_ascii_digit).count();
                let closed = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
                (Self::Number(digits), if closed && digits <= 9 { digits + 1 } else { return None })
            }
            _ => return None,
        };
        let after = line[width..].chars().next();
        after.is_none_or(char::is_whitespace).then_some(mark)
    }

    fn width(self, line: &str) -> usize {
        match self {
            Self::Bullet => line.chars().next().map_or(0, char::len_utf8),
            Self::Number(digits) => digits + 1,
            Self::Heading(_) => line.bytes().take_while(|byte| *byte == b'#').count(),
        }
    }
}

/// A checkbox, and the text after it.
fn checkbox(line: &str) -> Option<(Status, &str)> {
    let inside = line.strip_prefix('[')?;
    let (mark, rest) = inside.split_at_checked(inside.chars().next()?.len_utf8())?;
    let rest = rest.strip_prefix(']')?;
    let status = match mark {
        " " => Status::Open,
        "x" | "X" | "✓" => Status::Done,
        "/" => Status::Doing,
        "-" => Status::Dropped,
        _ => return None,
    };
    if rest.is_empty() {
        return Some((status, rest));
    }
    rest.starts_with(char::is_whitespace).then(|| (status, rest.trim_start()))
}

/// `#Sprint 4# As a …`: the mark and the text after it.
fn set_mark(line: &str) -> Option<(&str, &str)> {
    let (mark, rest) = line.strip_prefix('#')?.split_once('#')?;
    let fits = !mark.is_empty() && mark.len() <= 24 && mark == mark.trim();
    (fits && rest.starts_with(' ')).then(|| (mark, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use slicing::Status;

    use crate::{Format, Incoming, Severity};

    fn read(text: &str) -> Incoming {
        crate::read(Format::Outline, text.as_bytes()).unwrap()
    }

    /// Titles behind two dots for each level.
    fn check(text: &str, expected: &[&str]) {
        let incoming = read(text);
        let mut depths: Vec<usize> = Vec::new();
        let mut shown = Vec::new();
        for slice in &incoming.slices {
            let depth = slice.parent.map_or(0, |parent| depths[parent as usize] + 1);
            depths.push(depth);
            shown.push(format!("{}{}", "..".repeat(depth), slice.title));
        }
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn tabs_and_spaces_and_both_are_levels() {
        check("A\n\tB\n\t\tC\nD", &["A", "..B", "....C", "D"]);
        check("A\n   B\n      C\n   D", &["A", "..B", "....C", "..D"]);
        check("A\n  B\n\tC\n\t  D\n    E", &["A", "..B", "..C", "....D", "....E"]);
    }

    #[test]
    fn a_line_between_two_levels_belongs_to_the_nearest_less_indented_one() {
        check("A\n    B\n  C\nD", &["A", "..B", "..C", "D"]);
        check("    A\n  B\n", &["A", "B"]);
    }

    #[test]
    fn every_list_mark_is_stripped() {
        let text = "- A\n* B\n+ C\n• D\n1. E\n2) F\n- [ ] G\n";
        check(text, &["A", "B", "C", "D", "E", "F", "G"]);
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        let text = "-5 degrees\n1.5 litres\n*bold*\n#hashtag\n2024 plan\n[link] here";
        check(
            text,
            &["-5 degrees", "1.5 litres", "*bold*", "#hashtag", "2024 plan", "[link] here"],
        );
    }

    #[test]
    fn a_bare_line_holds_the_list_below_it_and_a_heading_what_follows() {
        check("Epic\n- A\n- B\nOther\n- C", &["Epic", "..A", "..B", "Other", "..C"]);
        check("# Epic\n## Part\nA\n# Other", &["Epic", "..Part", "....A", "Other"]);
    }

    #[test]
    fn checkboxes_tell_the_status() {
        let incoming = read("- [x] A\n- [X] B\n- [/] C\n- [-] D\n- [ ] E");
        let statuses: Vec<_> = incoming.slices.iter().map(|slice| slice.status).collect();
        let expected = [Status::Done, Status::Done, Status::Doing, Status::Dropped, Status::Open];
        assert_eq!(statuses, expected);
    }

    #[test]
    fn a_mark_before_every_story_becomes_a_tag() {
        let incoming = read("#S4# As a clerk, I want totals.\n#S4# As a baker, I want bread.\n");
        assert_eq!(incoming.slices[1].title, "As a baker, I want bread.");
        assert_eq!(incoming.slices[1].tags, ["S4"]);
        assert_eq!(incoming.report.of(Severity::Guessed).count(), 1);
    }

    #[test]
    fn a_long_story_stays_a_title() {
        let story =
            format!("As a clerk, I want {}, so that it adds up.", "totals ".repeat(50).trim());
        check(&story, &[&story]);
    }

    #[test]
    fn a_mark_without_a_title_is_skipped_with_its_line() {
        let incoming = read("- A\n-\n- [ ]\n- B");
        let lines: Vec<_> = incoming.report.of(Severity::Skipped).map(|note| note.line).collect();
        assert_eq!(lines, [Some(2), Some(3)]);
        assert_eq!(incoming.slices.len(), 2);
    }
}
