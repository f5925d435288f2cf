//! Jira's wiki markup: plain text into it, so that nothing in the text acts as markup, and
//! descriptions back out of it.

use std::fmt::Write as _;

use crate::body::{Gaps, Markup, Section, Sections};
use crate::gather::Draft;
use crate::prose::{self, Line, Span};
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

    fn text(&mut self, lines: &[Line<'_>]) {
        self.gap();
        let mut marks = String::new();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.text.push('\n');
            }
            match line {
                Line::Text(spans) => self.spans(spans),
                Line::Item { depth, ordered, spans, .. } => {
                    marks.truncate(*depth);
                    marks.push(if *ordered { '#' } else { '*' });
                    self.text.push_str(&marks);
                    self.text.push(' ');
                    self.spans(spans);
                }
                Line::Code { language, code } => self.code(language, code),
            }
        }
    }

    fn item(&mut self, depth: usize, lines: &[Line<'_>]) {
        self.text.push_str(if depth == 0 { "\n* " } else { "\n** " });
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.text.push_str(LINE_BREAK);
            }
            if let Line::Text(spans) = line {
                self.spans(spans);
            }
        }
    }
}

impl Wiki {
    fn spans(&mut self, spans: &[Span<'_>]) {
        for span in spans {
            match span {
                Span::Plain(text) => escape(text, &mut self.text),
                Span::Strong(text) => self.between("*", text, "*"),
                Span::Emphasis(text) => self.between("_", text, "_"),
                Span::Code(text) if names_macro(text) => escape(&span.to_string(), &mut self.text),
                Span::Code(text) => self.between("{{", text, "}}"),
                Span::Link { text, url } => {
                    self.between("[", text, "|");
                    self.text.push_str(url);
                    self.text.push(']');
                }
            }
        }
    }

    fn between(&mut self, open: &str, text: &str, close: &str) {
        self.text.push_str(open);
        escape(text, &mut self.text);
        self.text.push_str(close);
    }

    /// Code without a language is `{noformat}`; code that would end it early is plain text.
    fn code(&mut self, language: &str, code: &str) {
        let macros = ["{code", NO_FORMAT];
        if macros.iter().any(|inside| code.contains(inside)) {
            escape("```", &mut self.text);
            self.text.push_str(language);
            for line in code.split('\n').chain(["```"]) {
                self.text.push('\n');
                escape(line, &mut self.text);
            }
        } else if language.is_empty() {
            self.text.extend([NO_FORMAT, "\n", code, "\n", NO_FORMAT]);
        } else {
            self.text.extend(["{code:", language, "}\n", code, "\n", CODE]);
        }
    }
}

/// Whether a text in braces would be a macro, which two pairs of braces do not hinder.
fn names_macro(text: &str) -> bool {
    let name = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["code", "noformat", "quote", "panel", "color", "anchor"].contains(&name)
}

/// A new line inside an item.
const LINE_BREAK: &str = " \\\\ ";
const NO_FORMAT: &str = "{noformat}";
const CODE: &str = "{code}";

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

/// Canonical text of one line of markup; a forced line break becomes a new line.
fn inline(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(found) = line[at..].find(['\\', '&', '*', '_', '{', '[']) {
        let start = at + found;
        text.push_str(&line[at..start]);
        let before = line[..start].chars().next_back();
        let width = match line.as_bytes()[start] {
            b'\\' | b'&' => unescape_one(&line[start..], &mut text),
            _ => span(&line[start..], before, &mut text),
        };
        at = start + width;
    }
    text.push_str(&line[at..]);
    text
}

/// The same without spans.
fn unescape(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(found) = line[at..].find(['\\', '&']) {
        text.push_str(&line[at..at + found]);
        at += found;
        at += unescape_one(&line[at..], &mut text);
    }
    text.push_str(&line[at..]);
    text
}

/// Takes the escape at the start of a line, and tells its length with the spaces that belong to it.
fn unescape_one(line: &str, text: &mut String) -> usize {
    let (plain, width) = unescaped(line);
    let breaks = plain == "\n";
    if breaks && text.ends_with(' ') {
        text.pop();
    }
    text.push_str(plain);
    width + usize::from(breaks && line[width..].starts_with(' '))
}

/// Takes the span at the start of a line, or only its first mark, and tells its length.
fn span(line: &str, before: Option<char>, text: &mut String) -> usize {
    let within_word = before.is_some_and(char::is_alphanumeric);
    let Some((inside, url, width)) = marked(line).filter(|_| !within_word) else {
        text.push_str(&line[..1]);
        return 1;
    };
    let inside = unescape(inside);
    let span = match (line.as_bytes()[0], url) {
        (_, Some(url)) => Span::Link { text: &inside, url },
        (b'*', _) => Span::Strong(&inside),
        (b'_', _) => Span::Emphasis(&inside),
        _ => Span::Code(&inside),
    };
    let _ = write!(text, "{span}");
    width
}

/// What the marks at the start of a line enclose, the address of a link, and the length of it all.
fn marked(line: &str) -> Option<(&str, Option<&str>, usize)> {
    let (inside, url, width) = match line.as_bytes()[0] {
        b'{' => {
            let rest = line.strip_prefix("{{")?;
            let inside = until(rest, &['{', '}']).filter(|s| rest[s.len()..].starts_with("}}"))?;
            (inside, None, inside.len() + 4)
        }
        b'[' => {
            let rest = &line[1..];
            let text =
                until(rest, &['|', ']', '[']).filter(|s| rest[s.len()..].starts_with('|'))?;
            let rest = &rest[text.len() + 1..];
            let url = until(rest, &[']', '[', ' ']).filter(|s| rest[s.len()..].starts_with(']'))?;
            // Jira may add how it shows the link.
            let address = url.split('|').next().unwrap_or(url);
            prose::is_url(address).then_some((text, Some(address), text.len() + url.len() + 3))?
        }
        _ => {
            let inside = emphasized(line)?;
            (inside, None, inside.len() + 2)
        }
    };
    let fits = !inside.is_empty() && inside.trim() == inside;
    fits.then_some((inside, url, width))
}

/// The text before the first of these marks that no backslash precedes.
fn until<'a>(text: &'a str, marks: &[char]) -> Option<&'a str> {
    let mut escaped = false;
    let end = text.find(|c: char| {
        let found = !escaped && marks.contains(&c);
        escaped = c == '\\' && !escaped;
        found
    })?;
    Some(&text[..end])
}

/// What `*` or `_` encloses at the start of a line. Within words they enclose nothing.
fn emphasized(line: &str) -> Option<&str> {
    let mark = line.chars().next()?;
    let rest = &line[1..];
    let mut end = 0;
    loop {
        end += until(&rest[end..], &[mark])?.len();
        let before = rest[..end].chars().next_back()?;
        let after = rest[end + 1..].chars().next();
        match (before.is_alphanumeric(), after.is_some_and(char::is_alphanumeric)) {
            (true, true) => end += 1,
            (_, false) => return (!before.is_whitespace()).then_some(&rest[..end]),
            (false, true) => return None,
        }
    }
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
    let mut sections = Sections::new(Gaps::Around, draft, report);
    let mut code: Option<Code<'_>> = None;
    for line in description.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match &mut code {
            Some(open) if line.trim_end() == open.end => {
                sections.code(open.language, &open.lines.join("\n"));
                code = None;
            }
            Some(open) => open.lines.push(line),
            None => {
                code = Code::begun_by(line);
                if code.is_none() {
                    take_line(line, &mut sections);
                }
            }
        }
    }
    if let Some(open) = code {
        sections.code(open.language, &open.lines.join("\n"));
    }
    sections.finish();
}

fn take_line(line: &str, sections: &mut Sections<'_>) {
    if let Some(section) = heading(line).and_then(Section::of) {
        sections.heading(section);
    } else if let Some((depth, ordered, text)) = item(line) {
        sections.item(depth, ordered, &inline(text));
    } else {
        sections.line(&inline(line));
    }
}

/// A block of code that has begun.
struct Code<'a> {
    language: &'a str,
    end: &'static str,
    lines: Vec<&'a str>,
}

impl<'a> Code<'a> {
    fn begun_by(line: &'a str) -> Option<Self> {
        let line = line.trim_end();
        if line == NO_FORMAT {
            return Some(Self { language: "", end: NO_FORMAT, lines: Vec::new() });
        }
        let settings = line.strip_prefix("{code")?.strip_suffix('}')?;
        let language = match settings.strip_prefix(':') {
            Some(settings) => settings.split('|').find(|s| prose::is_language(s)).unwrap_or(""),
            None if settings.is_empty() => "",
            None => return None,
        };
        Some(Self { language, end: CODE, lines: Vec::new() })
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

/// The depth of an item of a list, whether it is numbered, and its text.
fn item(line: &str) -> Option<(usize, bool, &str)> {
    let marks = line.bytes().take_while(|byte| matches!(byte, b'*' | b'#' | b'-')).count();
    let text = line[marks..].strip_prefix(' ')?;
    (marks > 0).then(|| (marks - 1, line[..marks].ends_with('#'), text))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expect: Expect) {
        let mut wiki = Wiki::default();
        wiki.text(&prose::parse(text));
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
                \{code\}x\{code\} \[\~admin\] \!pic.png\! \|cell\| _bold_ C:&#92;dir"#]],
        );
    }

    #[test]
    fn a_foreign_description_is_understood() {
        let text = "As a clerk I want *totals*.\r\n\r\nh2. Acceptance Criteria\r\n* One\r\n** more\r\n* Two\r\n";
        let mut draft = Draft::default();
        read(text, &mut draft, &mut Report::default());
        assert_eq!(draft.slice.narrative, "As a clerk I want **totals**.");
        assert_eq!(draft.slice.acceptance, ["One\nmore", "Two"]);
    }

    proptest! {
        #[test]
        fn a_line_reads_back(line in "[ -~äß–]{0,40}") {
            let mut escaped = String::new();
            escape(&line, &mut escaped);
            prop_assert_eq!(inline(&escaped), line);
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
