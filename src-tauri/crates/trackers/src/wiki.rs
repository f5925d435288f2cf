//! Jira's wiki markup: plain text into it, so that nothing in the text acts as markup, and
//! descriptions back out of it.

use std::fmt::Write as _;

use crate::body::{Gaps, Markup, Section, Sections};
use crate::gather::Draft;
use crate::prose::{self, Edges, Line, Span};
use crate::report::Report;
use crate::text::{GUARD, unguarded};

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
        for (edges, span) in Edges::of(spans) {
            let until = if edges.last { Until::LineEnd } else { Until::Span };
            match span {
                Span::Plain(text) => escape(text, until, &mut self.text),
                Span::Strong(text) => self.between("*", text, "*"),
                Span::Emphasis(text) => self.between("_", text, "_"),
                Span::Code(text) if names_macro(text) => {
                    escape(&span.to_string(), until, &mut self.text);
                }
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
        escape(text, Until::Mark, &mut self.text);
        self.text.push_str(close);
    }

    /// Code without a language is `{noformat}`; code that would end it early is plain text.
    fn code(&mut self, language: &str, code: &str) {
        let macros = ["{code", NO_FORMAT];
        if macros.iter().any(|inside| code.contains(inside)) {
            escape("```", Until::LineEnd, &mut self.text);
            self.text.push_str(language);
            for line in code.split('\n').chain(["```"]) {
                self.text.push('\n');
                escape(line, Until::LineEnd, &mut self.text);
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

/// What follows a plain text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    LineEnd,
    /// A span of the same line.
    Span,
    /// The mark that closes the span in which the text is. There, addresses are not told apart.
    Mark,
}

/// The only characters that a backslash escapes in Jira; before any other it is a backslash.
/// <https://www.npmjs.com/package/@atlaskit/editor-wikimarkup-transformer>
fn escapable(c: char) -> bool {
    "-#*_+?^~|%{}[]()!@".contains(c)
}

/// Writes one line of plain text, or a part of one. Addresses stand as they are, because Jira takes
/// an escape in one for a part of it.
fn escape(line: &str, until: Until, out: &mut String) {
    let special =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '"' | '\'' | '/' | '%');
    if !line.contains(special) && !begins_block(line.trim_start_matches(GUARD)) {
        return out.push_str(line);
    }
    let mut place = Place::default();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if place.parts(rest, until) {
            out.push(GUARD);
        }
        let url = prose::bare_url(place.before, rest).filter(|_| until != Until::Mark);
        let taken = url.unwrap_or(&rest[..c.len_utf8()]);
        let after = &rest[taken.len()..];
        let begins = place.before.is_none() && matches!(c, '#' | '*' | '-');
        if begins || url.is_none() && acts(c, place.before, after) {
            out.push('\\');
        }
        out.push_str(taken);
        place = Place { before: taken.chars().next_back(), after_url: url.is_some() };
        rest = after;
    }
    if place.parts("", until) {
        out.push(GUARD);
    }
}

/// A place in a plain text.
#[derive(Clone, Copy, Default)]
struct Place {
    before: Option<char>,
    after_url: bool,
}

impl Place {
    /// Whether what is before and what follows, guards aside, would act together.
    fn parts(self, rest: &str, until: Until) -> bool {
        let rest = rest.trim_start_matches(GUARD);
        let next = rest.chars().next();
        let before_url_end = |c: char| c.is_ascii_punctuation() && !"\"<>".contains(c);
        if self.after_url && next.map_or(until == Until::Span, before_url_end) {
            return true;
        }
        match self.before {
            None | Some('\n') => begins_block(rest),
            Some('\\') => {
                begins_block(rest) || next.map_or(until == Until::Mark, |c| escapes(c) || c == '\\')
            }
            Some('&') => prose::is_entity(rest),
            Some(':') => {
                let face = rest.strip_prefix(['D', 'P', 'p']);
                face.is_some_and(|more| !more.starts_with(char::is_alphanumeric))
            }
            _ => false,
        }
    }
}

/// `h1.` to `h6.` and `bq.` at the start of a line.
fn begins_block(line: &str) -> bool {
    matches!(line.as_bytes(), [b'h', b'1'..=b'6', b'.', ..] | [b'b', b'q', b'.', ..])
}

/// What stands behind the `(` of Jira's small pictures.
const PICTURES: [&str; 18] = [
    "y)", "n)", "i)", "/)", "x)", "!)", "+)", "-)", "?)", "on)", "off)", "*)", "*r)", "*g)", "*b)",
    "*y)", "flag)", "flagoff)",
];

/// Whether a character would be markup between these two.
fn acts(c: char, before: Option<char>, rest: &str) -> bool {
    let after = rest.chars().next();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match c {
        '{' | '}' | '[' | ']' | '|' | '!' => true,
        '*' | '_' | '-' | '+' | '^' | '~' | '?' | '#' => {
            let harmless = word(before) && (word(after) || c == '?')
                || before.is_some_and(char::is_whitespace) && space(after);
            !harmless || after == Some(c)
        }
        '(' | ')' if matches!(before, Some(':' | ';')) => true,
        '(' => PICTURES.iter().any(|picture| rest.starts_with(picture)),
        _ => false,
    }
}

/// Canonical text of one line of markup; a forced line break becomes a new line.
fn inline(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(found) = line[at..].find(['\\', '&', '*', '_', '{', '[', GUARD, 'h', 'f', 'm']) {
        let start = at + found;
        text.push_str(&line[at..start]);
        let rest = &line[start..];
        let before = text.chars().next_back();
        at = start
            + match rest.as_bytes()[0] {
                b'*' | b'_' | b'{' | b'[' => {
                    span(rest, line[..start].chars().next_back(), &mut text)
                }
                b'h' | b'f' | b'm' => address(rest, before, &mut text),
                _ => unescape_one(rest, Until::LineEnd, &mut text),
            };
    }
    text.push_str(&line[at..]);
    text
}

/// Takes the address at the start of a line with the guard behind it, or only its first letter, and
/// tells the length.
fn address(line: &str, before: Option<char>, text: &mut String) -> usize {
    let Some(url) = prose::bare_url(before, line) else {
        text.push_str(&line[..1]);
        return 1;
    };
    text.push_str(url);
    let place = Place { before: url.chars().next_back(), after_url: true };
    let rest = &line[url.len()..];
    let guarded = rest.starts_with(GUARD) && place.parts(rest, Until::LineEnd);
    url.len() + if guarded { unguarded(rest, text) } else { 0 }
}

/// The same without spans, up to the mark that closes one.
fn unescape(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(found) = line[at..].find(['\\', '&', GUARD]) {
        text.push_str(&line[at..at + found]);
        at += found;
        at += unescape_one(&line[at..], Until::Mark, &mut text);
    }
    text.push_str(&line[at..]);
    text
}

/// Takes the escape or the guard at the start of a line, and tells its length with the spaces that
/// belong to it.
fn unescape_one(line: &str, until: Until, text: &mut String) -> usize {
    if line.starts_with(GUARD) {
        let place = Place { before: text.chars().next_back(), after_url: false };
        if place.parts(line, until) {
            return unguarded(line, text);
        }
        text.push(GUARD);
        return GUARD.len_utf8();
    }
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

/// Whether a backslash before a character is an escape to us: also those that we wrote once.
fn escapes(c: char) -> bool {
    escapable(c) || matches!(c, ':' | ';')
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
        [b'\\', next, ..] if escapes(char::from(*next)) => (&text[1..2], 2),
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
        expect.assert_eq(&wiki.text.replace(GUARD, "‿"));
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
                ‿h1. Big
                \* item
                \# item
                \-\-\-\- 
                \{code\}x\{code\} \[\~admin\] \!pic.png\! \|cell\| _bold_ C:\dir"#]],
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

    #[test]
    fn what_no_backslash_escapes_is_parted_by_what_does_not_show() {
        check(
            "h1. Big\nC:\\*x* \\\\server\\share\\\n&lt; &#65; & more\n:) :D todo:Do",
            expect![[r#"
                ‿h1. Big
                C:\‿\*x\* \‿\server\share\
                &‿lt; &\#65; & more
                :\) :‿D todo:Do"#]],
        );
    }

    #[test]
    fn an_address_stands_as_it_is() {
        check(
            "See https://a.b/c_d_?e=f&g=*h*#i, [http://a.b/-c-] and mailto:a_b_@c.d; `x` **http://a.b/_c_**",
            expect![[
                r#"See https://a.b/c_d_?e=f&g=*h*#i, \[http://a.b/-c-‿\] and mailto:a_b_@c.d; {{x}} *http://a.b/\_c\_*"#
            ]],
        );
    }

    #[test]
    fn what_was_written_before_is_still_understood() {
        let text = r"C:&#92;dir \h1. https://a.b/?c&amp;d=\*e\*\#f \:) &amp;lt;";
        assert_eq!(inline(text), r"C:\dir h1. https://a.b/?c&d=*e*#f :) &lt;");
    }

    proptest! {
        #[test]
        fn a_line_reads_back(
            line in r"(https://|mailto:|:D|;\)|&lt;|&#65;|h1\.|\\|\u{2060}|x:p|/|[ -~äß–\u{2060}]{0,3}){0,12}"
        ) {
            let mut escaped = String::new();
            escape(&line, Until::LineEnd, &mut escaped);
            prop_assert_eq!(inline(&escaped), line);
        }

        #[test]
        fn no_line_is_taken_for_a_heading_or_an_item(line in "(h1\\.|bq\\.|[*#-]{1,4}|)[ -~]{0,20}") {
            let mut escaped = String::new();
            escape(&line, Until::LineEnd, &mut escaped);
            prop_assert_eq!(item(&escaped), None, "{}", escaped);
            prop_assert_eq!(heading(&escaped), None, "{}", escaped);
        }
    }
}
