//! Jira's wiki markup: plain text into it, so that nothing in the text acts as markup, and
//! descriptions back out of it.

use crate::body::{Markup, Reading, Section};
use crate::gather::Draft;
use crate::report::Report;

/// A description being written.
#[derive(Default)]
pub(crate) struct Wiki {
    pub text: String,
}

impl Wiki {
    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }
}

impl Markup for Wiki {
    fn heading(&mut self, section: Section) {
        self.gap();
        self.text.push_str("h3. ");
        self.text.push_str(section.heading());
    }

    fn text(&mut self, text: &str) {
        self.gap();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.text.push('\n');
            }
            escape(line, &mut self.text);
        }
    }

    fn item(&mut self, depth: usize, text: &str) {
        self.text.push_str(if depth == 0 { "\n* " } else { "\n** " });
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.text.push_str(LINE_BREAK);
            }
            escape(line, &mut self.text);
        }
    }
}

/// A new line inside an item.
const LINE_BREAK: &str = " \\\\ ";

/// Writes one line of plain text.
fn escape(line: &str, out: &mut String) {
    let special =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '"' | '\'' | '/' | '%');
    if !line.contains(special) && !begins_block(line) {
        return out.push_str(line);
    }
    let mut rest = line;
    if begins_block(line) {
        out.push('\\');
    } else if line.starts_with(['#', '*', '-']) {
        out.push('\\');
        out.push_str(&line[..1]);
        rest = &line[1..];
    }
    let mut before = line[..line.len() - rest.len()].chars().next_back();
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        match c {
            '\\' => out.push_str("&#92;"),
            '&' if after.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()) => {
                out.push_str("&amp;");
            }
            _ => {
                if acts(c, before, after) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        before = Some(c);
    }
}

/// `h1.` to `h6.` and `bq.` at the start of a line.
fn begins_block(line: &str) -> bool {
    matches!(line.as_bytes(), [b'h', b'1'..=b'6', b'.', ..] | [b'b', b'q', b'.', ..])
}

/// Whether a character would be markup between these two.
fn acts(c: char, before: Option<char>, after: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match c {
        '{' | '}' | '[' | ']' | '|' | '!' => true,
        '*' | '_' | '-' | '+' | '^' | '~' | '?' | '#' => {
            let harmless = word(before) && (word(after) || c == '?')
                || before.is_some_and(char::is_whitespace) && space(after);
            !harmless || after == Some(c)
        }
        '(' => after.is_some_and(|c| "/!?xyni+-*o".contains(c)),
        ':' | ';' => after.is_some_and(|c| ")(DP".contains(c)),
        _ => false,
    }
}

/// Plain text of one line; a forced line break becomes a new line.
fn unescape(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (plain, width) = unescaped(rest);
        if plain == "\n" && text.ends_with(' ') {
            text.pop();
        }
        text.push_str(plain);
        rest = &rest[width..];
        if plain == "\n" {
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
    }
    text.push_str(rest);
    text
}

/// What an escape stands for, and how long it is.
fn unescaped(text: &str) -> (&str, usize) {
    for (entity, plain) in [("&#92;", "\\"), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")] {
        if text.starts_with(entity) {
            return (plain, entity.len());
        }
    }
    if text.starts_with("\\\\") {
        return ("\n", 2);
    }
    match text.as_bytes() {
        [b'\\', next, ..] if next.is_ascii_punctuation() => (&text[1..2], 2),
        [b'\\', ..] if begins_block(&text[1..]) => ("", 1),
        _ => (&text[..1], 1),
    }
}

/// Understands a description, ours or another's.
pub(crate) fn read(description: &str, draft: &mut Draft, report: &mut Report) {
    let mut reading = Reading::default();
    let mut paragraph: Option<String> = None;
    let mut blanks = 0;
    for line in description.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let heading = heading(line).and_then(Section::of);
        let item = item(line).filter(|_| reading.section() != Section::Narrative);
        if heading.is_some() || item.is_some() {
            if let Some(text) = paragraph.take() {
                reading.text(text.strip_suffix('\n').unwrap_or(&text), draft);
            }
            blanks = 0;
        }
        if let Some(section) = heading {
            reading.heading(section);
        } else if let Some((depth, text)) = item {
            reading.item(depth, &unescape(text), draft, report);
        } else {
            add_line(&mut paragraph, &mut blanks, line);
        }
    }
    if let Some(text) = paragraph {
        reading.text(&text, draft);
    }
}

/// Adds a line to a text that has begun; the one blank line after a heading does not begin one.
fn add_line(paragraph: &mut Option<String>, blanks: &mut usize, line: &str) {
    match paragraph {
        Some(text) => {
            text.push('\n');
            text.push_str(&unescape(line));
        }
        None if line.is_empty() && *blanks == 0 => *blanks += 1,
        None => *paragraph = Some(unescape(line)),
    }
}

fn heading(line: &str) -> Option<&str> {
    match line.as_bytes() {
        [b'h', b'1'..=b'6', b'.', ..] => Some(line[3..].trim()),
        _ => {
            // What the new editor exports: a line in bold.
            let bold = line.trim().strip_prefix('*')?.strip_suffix('*')?;
            (!bold.starts_with(' ')).then_some(bold)
        }
    }
}

/// The depth and text of an item of a list.
fn item(line: &str) -> Option<(usize, &str)> {
    let marks = line.bytes().take_while(|byte| matches!(byte, b'*' | b'#' | b'-')).count();
    let text = line[marks..].strip_prefix(' ')?;
    (marks > 0).then(|| (marks - 1, text))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expect: Expect) {
        let mut wiki = Wiki::default();
        wiki.text(text);
        expect.assert_eq(&wiki.text);
    }

    #[test]
    fn ordinary_text_stays_readable() {
        check(
            "An e-mail of 3 - 4 lines, snake_case & more? Yes.",
            expect!["An e-mail of 3 - 4 lines, snake_case & more? Yes."],
        );
    }

    #[test]
    fn nothing_in_a_text_acts_as_markup() {
        check(
            "h1. Big\n* item\n# item\n---- \n{code}x{code} [~admin] !pic.png! |cell| *bold* C:\\dir",
            expect![[r#"
                \h1. Big
                \* item
                \# item
                \-\-\-\- 
                \{code\}x\{code\} \[\~admin\] \!pic.png\! \|cell\| \*bold\* C:&#92;dir"#]],
        );
    }

    #[test]
    fn a_foreign_description_is_understood() {
        let text = "As a clerk I want *totals*.\r\n\r\nh2. Acceptance Criteria\r\n* One\r\n** more\r\n* Two\r\n";
        let mut draft = Draft::default();
        read(text, &mut draft, &mut Report::default());
        assert_eq!(draft.slice.narrative, "As a clerk I want *totals*.");
        assert_eq!(draft.slice.acceptance, ["One\nmore", "Two"]);
    }

    proptest! {
        #[test]
        fn a_line_reads_back(line in "[ -~äß–]{0,40}") {
            let mut escaped = String::new();
            escape(&line, &mut escaped);
            prop_assert_eq!(unescape(&escaped), line);
        }

        #[test]
        fn no_line_is_taken_for_a_heading_or_an_item(line in "(h1\\.|bq\\.|[*#-]{1,4}|)[ -~]{0,20}") {
            let mut escaped = String::new();
            escape(&line, &mut escaped);
            prop_assert_eq!(item(&escaped), None, "{}", escaped);
            prop_assert_eq!(heading(&escaped), None, "{}", escaped);
        }
    }
}
