//! Plain text into Markdown, so that nothing in it acts as markup, and back.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::body::{Markup, Section};

/// A Markdown text being written, every line behind the same indentation.
pub(crate) struct Markdown {
    pub text: String,
    indent: usize,
}

impl Markdown {
    /// Below an item at this indentation.
    pub fn indented(indent: usize) -> Self {
        Self { text: String::new(), indent }
    }

    /// A label in bold, which announces a section.
    pub fn label(&mut self, label: &str) {
        self.begin_block();
        let _ = writeln!(self.text, "**{label}**\n");
    }

    fn begin_block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.margin(0);
    }

    fn margin(&mut self, more: usize) {
        self.text.extend(std::iter::repeat_n(' ', self.indent + more));
    }

    fn lines(&mut self, text: &str, indent: usize) {
        for (at, paragraph) in text.split("\n\n").enumerate() {
            if at > 0 {
                self.text.push('\n');
                self.margin(indent);
            }
            self.paragraph(paragraph, indent);
        }
    }

    fn paragraph(&mut self, paragraph: &str, indent: usize) {
        for (at, line) in paragraph.split('\n').enumerate() {
            if at > 0 {
                self.margin(indent);
            }
            match line {
                "" => self.text.push_str(EMPTY_LINE),
                _ if is_label(line) => shield_label(line, &mut self.text),
                _ => escape(line, &mut self.text),
            }
            self.text.push('\n');
        }
    }
}

/// An empty line that does not end a paragraph.
const EMPTY_LINE: &str = "&nbsp;";

impl Markup for Markdown {
    fn heading(&mut self, section: Section) {
        self.label(section.heading());
    }

    fn text(&mut self, text: &str) {
        self.begin_block();
        self.lines(text, 0);
    }

    fn item(&mut self, depth: usize, text: &str) {
        self.margin(depth * 2);
        self.text.push_str("- ");
        self.lines(text, depth * 2 + 2);
    }

    fn criterion(&mut self, text: &str) {
        self.margin(0);
        self.text.push_str("- [ ] ");
        self.lines(text, 2);
    }
}

/// One line of plain text as Markdown.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if is_label(text) {
        shield_label(text, &mut out);
    } else {
        escape(text, &mut out);
    }
    out
}

/// Whether a text would announce a section.
fn is_label(text: &str) -> bool {
    Section::of(text).is_some()
}

/// The first character as an entity, so that it reads the same and announces nothing.
fn shield_label(text: &str, out: &mut String) {
    let mut chars = text.chars();
    if let Some(first) = chars.next() {
        entity(first, out);
    }
    escape(chars.as_str(), out);
}

fn entity(c: char, out: &mut String) {
    let _ = write!(out, "&#{};", u32::from(c));
}

fn escape(line: &str, out: &mut String) {
    let harmless = ['.', ',', '"', '\'', '/', '%', '?', '(', ')'];
    let special = |c: char| c.is_ascii_punctuation() && !harmless.contains(&c);
    let spaced = line.starts_with([' ', '\t']) || line.ends_with([' ', '\t']);
    if !spaced && !line.contains(special) && ordered_mark(line).is_none() {
        return out.push_str(line);
    }
    let body = line.trim_matches([' ', '\t']);
    let (head, tail) = match line.find(body) {
        Some(at) if !body.is_empty() => (&line[..at], &line[at + body.len()..]),
        _ => (line, ""),
    };
    head.chars().for_each(|c| entity(c, out));
    let number = ordered_mark(body);
    let mut before = None;
    for (at, c) in body.char_indices() {
        let after = body[at + c.len_utf8()..].chars().next();
        if Some(at) == number || acts(c, before, after) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    tail.chars().for_each(|c| entity(c, out));
}

/// Where the `.` or `)` of a number stands that would begin an ordered list.
fn ordered_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let closes = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
    (digits > 0 && closes).then_some(digits)
}

/// Whether a character could be markup between these two; `before` is missing at the start.
fn acts(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '\\' | '`' | '*' | '<' | '[' | ']' | '~' | '|' => true,
        '_' => {
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !(word(before) && word(after))
        }
        '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()),
        '#' => before.is_none_or(char::is_whitespace) || before == Some('#'),
        '>' | '-' | '+' | '=' | ':' => before.is_none(),
        _ => false,
    }
}

/// The plain text of one or several lines of Markdown source. Marks of emphasis and links stay as
/// they are: there they are part of what somebody wrote.
pub(crate) fn plain(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for (at, line) in source.split('\n').enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let line = line.trim_matches([' ', '\t']);
        if line != EMPTY_LINE {
            unescape(without_hard_break(line), &mut text);
        }
    }
    text
}

/// A backslash at the end of a line only breaks it.
pub(crate) fn without_hard_break(line: &str) -> &str {
    let slashes = line.bytes().rev().take_while(|byte| *byte == b'\\').count();
    if slashes % 2 == 1 { &line[..line.len() - 1] } else { line }
}

fn unescape(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (plain, width) = unescaped(rest);
        out.push_str(&plain);
        rest = &rest[width..];
    }
    out.push_str(rest);
}

/// What an escape or an entity stands for, and how long it is.
fn unescaped(text: &str) -> (Cow<'_, str>, usize) {
    if let [b'\\', next, ..] = text.as_bytes()
        && next.is_ascii_punctuation()
    {
        return (Cow::Borrowed(&text[1..2]), 2);
    }
    let entity = text.strip_prefix('&').and_then(|rest| {
        let end = rest.bytes().take(10).position(|byte| byte == b';')?;
        Some((named(&rest[..end])?, end + 2))
    });
    match entity {
        Some((c, width)) => (Cow::Owned(c.to_string()), width),
        None => (Cow::Borrowed(&text[..1]), 1),
    }
}

fn named(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || *c == '\t');
    }
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;

    /// What a Markdown renderer shows of a text, and whether it is one paragraph.
    fn rendered(source: &str) -> (String, bool) {
        let mut text = String::new();
        let mut plain = true;
        for event in Parser::new(source) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::SoftBreak => text.push('\n'),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    #[test]
    fn ordinary_text_stays_readable() {
        for text in ["An e-mail, 3 - 4 lines & more (50 %)?", "snake_case and C# at 10:30!"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn what_would_announce_a_section_reads_the_same_and_does_not() {
        assert_eq!(line("Notes:"), "&#78;otes:");
        assert_eq!(plain("&#78;otes:"), "Notes:");
    }

    #[test]
    fn no_line_of_a_text_announces_a_section() {
        let mut markdown = Markdown::indented(0);
        markdown.text("Ask for\nAC:\nand\n\nDetails");
        assert_eq!(markdown.text, "Ask for\n&#65;C:\nand\n\n&#68;etails\n");
        assert_eq!(plain(&markdown.text), "Ask for\nAC:\nand\n\nDetails\n");
    }

    #[test]
    fn entities_and_hard_breaks_of_others_are_understood() {
        assert_eq!(
            plain("Fish &amp; chips\\\nfor &#x32;  \nnow &unknown;"),
            "Fish & chips\nfor 2\nnow &unknown;"
        );
    }

    proptest! {
        #[test]
        fn a_line_reads_back_and_renders_as_plain_text(
            text in "([#>*+=-]{0,4}|[0-9]{1,3}[.)]|    |```|---|<b>|\\[x\\]|&amp;|!\\[)[ -~äß–]{0,30}"
        ) {
            let source = line(&text);
            prop_assert_eq!(&plain(&source), &text);
            prop_assume!(!text.trim().is_empty());
            let (shown, plain) = rendered(&source);
            prop_assert!(plain, "{}", source);
            prop_assert_eq!(shown, text);
        }
    }
}
