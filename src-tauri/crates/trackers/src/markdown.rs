//! Plain text into Markdown, so that nothing in it acts as markup, and back.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::body::{Gaps, Markup, Section, Sections};
use crate::gather::Draft;
use crate::prose::{self, Edges, Line, Span};
use crate::report::Report;
use crate::text::{GUARD, unguarded};

/// Who will show a Markdown text, and what acts there beyond CommonMark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// Our own document, in which items of a list are slices: a text has no lists of its own.
    Document,
    /// CommonMark, and mentions of people, which are looked for in what shows: neither an escape nor
    /// an entity hinders one, and where HTML is plain text a comment would show.
    Plain,
    /// Mentions and references, which GitHub looks for after it has taken escapes and entities
    /// away: only an empty comment parts them.
    /// <https://github.com/github/cmark-gfm/issues/181>
    GitHub,
    /// Quick actions at the start of a line, and references before which a backslash counts.
    /// <https://gitlab.com/gitlab-org/gitlab/-/merge_requests/45922>
    GitLab,
}

/// A Markdown text being written, every line behind the same indentation.
pub(crate) struct Markdown {
    pub text: String,
    indent: usize,
    flavour: Flavour,
}

impl Markdown {
    /// Below an item of our own document at this indentation.
    pub fn indented(indent: usize) -> Self {
        Self { text: String::new(), indent, flavour: Flavour::Document }
    }

    /// A description by itself.
    pub fn new(flavour: Flavour) -> Self {
        Self { text: String::new(), indent: 0, flavour }
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

    /// Lines behind a mark that has been written already, the others indented.
    fn lines(&mut self, lines: &[Line<'_>], indent: usize) {
        let mut filled = false;
        for (at, line) in lines.iter().enumerate() {
            let last = at + 1 == lines.len();
            let blank = matches!(line, Line::Text(spans) if spans.is_empty());
            let parts = blank && filled && !last;
            if at > 0 && !parts {
                self.margin(indent);
            }
            match line {
                Line::Text(_) if parts => {}
                Line::Text(_) if blank => self.text.push_str(EMPTY_LINE),
                Line::Text(spans) => self.line(spans),
                Line::Item { mark, spans, .. } => self.item_of_text(mark, spans),
                Line::Code { language, code } => self.code(language, code, indent),
            }
            if self.breaks(line, lines.get(at + 1)) {
                self.text.push('\\');
            }
            self.text.push('\n');
            filled = !parts;
        }
    }

    /// Whether a line end would be a mere space without a mark.
    fn breaks(&self, line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
        let filled = |line: &Line<'_>| matches!(line, Line::Text(spans) if !spans.is_empty());
        self.flavour == Flavour::GitLab && filled(line) && next.is_some_and(filled)
    }

    fn line(&mut self, spans: &[Span<'_>]) {
        match spans {
            [Span::Plain(line)] if is_label(line) => shield_label(line, &mut self.text),
            _ => self.spans(spans),
        }
    }

    fn item_of_text(&mut self, mark: &str, spans: &[Span<'_>]) {
        if self.flavour == Flavour::Document {
            let mut line = mark.to_owned();
            spans.iter().for_each(|span| _ = write!(line, "{span}"));
            self.plain(&line, Edges::BOTH);
        } else {
            self.text.push_str(mark);
            self.spans(spans);
        }
    }

    fn code(&mut self, language: &str, code: &str, indent: usize) {
        let acts = self.flavour == Flavour::GitLab
            && code.split('\n').any(|line| line.trim_start().starts_with('/'));
        let plain = acts || self.flavour == Flavour::Document;
        let open = format!("```{language}");
        let lines = [open.as_str()].into_iter().chain(code.split('\n')).chain(["```"]);
        for (at, line) in lines.enumerate() {
            if at > 0 {
                self.text.push('\n');
                self.margin(indent);
            }
            match line {
                "" if plain => self.text.push_str(EMPTY_LINE),
                _ if plain => self.line(&[Span::Plain(line)]),
                _ => self.text.push_str(line),
            }
        }
    }

    /// Spans as they stand where they read back as they stand, otherwise as plain text.
    fn spans(&mut self, spans: &[Span<'_>]) {
        for (edges, span) in Edges::of(spans) {
            match span {
                Span::Plain(text) => self.plain(text, edges),
                Span::Strong(text) => self.between("**", text),
                Span::Emphasis(text) => self.between("*", text),
                Span::Link { text, url } if plain(url) == **url => {
                    self.text.push('[');
                    self.plain(text, Edges::NEITHER);
                    let _ = write!(self.text, "]({url})");
                }
                Span::Code(_) => {
                    let _ = write!(self.text, "{span}");
                }
                Span::Link { .. } => self.plain(&span.to_string(), edges),
            }
        }
    }

    fn between(&mut self, mark: &str, text: &str) {
        self.text.push_str(mark);
        self.plain(text, Edges::NEITHER);
        self.text.push_str(mark);
    }

    fn plain(&mut self, text: &str, edges: Edges) {
        escape(text, edges, self.flavour, &mut self.text);
    }
}

/// An empty line that does not end a paragraph.
const EMPTY_LINE: &str = "&nbsp;";
/// Parts two characters that would act together.
const EMPTY_COMMENT: &str = "<!-- -->";

impl Markup for Markdown {
    fn heading(&mut self, section: Section) {
        self.label(section.heading());
    }

    fn text(&mut self, lines: &[Line<'_>]) {
        self.begin_block();
        self.lines(lines, 0);
    }

    fn item(&mut self, depth: usize, lines: &[Line<'_>]) {
        self.margin(depth * 2);
        self.text.push_str("- ");
        self.lines(lines, depth * 2 + 2);
    }

    fn criterion(&mut self, lines: &[Line<'_>]) {
        self.margin(0);
        self.text.push_str("- [ ] ");
        self.lines(lines, 2);
    }
}

/// One line of plain text as Markdown.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if is_label(text) {
        shield_label(text, &mut out);
    } else {
        escape(text, Edges::BOTH, Flavour::Document, &mut out);
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
    escape(chars.as_str(), Edges::BOTH, Flavour::Document, out);
}

fn entity(c: char, out: &mut String) {
    let _ = write!(out, "&#{};", u32::from(c));
}

fn escape(line: &str, edges: Edges, flavour: Flavour, out: &mut String) {
    let harmless = ['.', ',', '"', '\'', '/', '%', '?', '(', ')'];
    let strict = matches!(flavour, Flavour::GitHub | Flavour::GitLab);
    let special = |c: char| c.is_ascii_punctuation() && (strict || !harmless.contains(&c));
    let (head, body, tail) = without_spaces(line, edges);
    let number = ordered_mark(body).filter(|_| edges.first);
    if head.is_empty() && tail.is_empty() && number.is_none() && !body.contains(special) {
        return out.push_str(line);
    }
    head.chars().for_each(|c| entity(c, out));
    let mut before = (!edges.first).then_some('*');
    let mut linked = 0;
    for (at, c) in body.char_indices() {
        if at < linked {
            continue;
        }
        if let Some(url) = autolink(before, &body[at..]).filter(|_| flavour != Flavour::Document) {
            let _ = write!(out, "<{url}>");
            linked = at + url.len();
            before = Some('>');
            continue;
        }
        let rest = &body[at + c.len_utf8()..];
        let after = rest.chars().next();
        let in_gitlab = flavour == Flavour::GitLab && acts_in_gitlab(c, before, after);
        if Some(at) == number || acts(c, before, after) || in_gitlab {
            out.push('\\');
        }
        out.push(c);
        if c == '@' && guards_name(rest, flavour == Flavour::Plain && begins_name(before)) {
            out.push(GUARD);
        }
        if flavour == Flavour::GitHub && refers_in_github(c, before, rest) {
            out.push_str(EMPTY_COMMENT);
        }
        before = Some(c);
    }
    tail.chars().for_each(|c| entity(c, out));
}

/// The address at the start of a text, if there are signs in it that would be escaped: between `<`
/// and `>` they are none, and the address is a link to all of it. Not where a part of it could be
/// taken for a reference.
fn autolink(before: Option<char>, text: &str) -> Option<&str> {
    let url = prose::bare_url(before, text).filter(|url| url.starts_with("http"))?;
    let number = |(at, _)| url[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let refers =
        url.contains(['@', '!', '~', '$', '%']) || url.match_indices(['#', '-']).any(number);
    (url.contains(['*', '_', '&']) && !refers).then_some(url)
}

/// The spaces that Markdown would drop at the edges of a line, and what is between them.
fn without_spaces(line: &str, edges: Edges) -> (&str, &str, &str) {
    let spaces = [' ', '\t'];
    let rest = if edges.first { line.trim_start_matches(spaces) } else { line };
    let body = if edges.last { rest.trim_end_matches(spaces) } else { rest };
    (&line[..line.len() - rest.len()], body, &rest[body.len()..])
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

/// A plain text in which nobody is mentioned, for what shows it without any markup.
pub(crate) fn without_mentions(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for (at, c) in text.char_indices() {
        out.push(c);
        if c == '@' && guards_name(&text[at + 1..], begins_name(before)) {
            out.push(GUARD);
        }
        before = Some(c);
    }
    out
}

/// The text that [`without_mentions`] was given.
pub(crate) fn with_mentions(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((head, name)) = rest.split_once('@') {
        out.extend([head, "@"]);
        rest = &name[name_guards(name, &mut out)..];
    }
    out.push_str(rest);
    out
}

/// Takes the guards before a name that has some, and tells their length in bytes.
fn name_guards(name: &str, out: &mut String) -> usize {
    if guards_name(name, false) { unguarded(name, out) } else { 0 }
}

/// Whether `@` behind this character may mention somebody; in addresses it does not.
fn begins_name(before: Option<char>) -> bool {
    !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '@'))
}

/// Whether what follows `@` is a name that has a guard, or gets one.
fn guards_name(rest: &str, wanted: bool) -> bool {
    (wanted || rest.starts_with(GUARD))
        && rest.trim_start_matches(GUARD).starts_with(char::is_alphanumeric)
}

/// Whether a character begins a reference or a quick action in GitLab.
fn acts_in_gitlab(c: char, before: Option<char>, after: Option<char>) -> bool {
    let named = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '_' | '.' | '-'));
    match c {
        '/' => before.is_none(),
        '@' | '#' | '!' | '$' | '&' | '~' | '%' | '^' => named,
        _ => false,
    }
}

/// Whether a character and what follows it name somebody or an issue in GitHub.
fn refers_in_github(c: char, before: Option<char>, rest: &str) -> bool {
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    match c {
        '@' => rest.starts_with(|c: char| c.is_alphanumeric()),
        '#' => digits(rest),
        'h' | 'H' => {
            matches!(before, Some('g' | 'G')) && rest.strip_prefix('-').is_some_and(digits)
        }
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
    while let Some(at) = rest.find(['\\', '&', '<', '`', '@']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(name) = rest.strip_prefix('@') {
            out.push('@');
            rest = &name[name_guards(name, out)..];
            continue;
        }
        let code = code_width(rest);
        if code > 0 {
            out.push_str(&rest[..code]);
            rest = &rest[code..];
            continue;
        }
        if let Some(after) = rest.strip_prefix(EMPTY_COMMENT) {
            rest = after;
            continue;
        }
        if let Some(url) = autolinked(rest) {
            out.push_str(url);
            rest = &rest[url.len() + 2..];
            continue;
        }
        let (plain, width) = unescaped(rest);
        out.push_str(&plain);
        rest = &rest[width..];
    }
    out.push_str(rest);
}

/// The address between `<` and `>` at the start of a text.
fn autolinked(text: &str) -> Option<&str> {
    let url = prose::bare_url(None, text.strip_prefix('<')?)?;
    text[url.len() + 1..].starts_with('>').then_some(url)
}

/// The length of the code between single backticks at the start of a text, in which nothing is an
/// escape; that of the backticks when they enclose nothing.
fn code_width(text: &str) -> usize {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    match text[ticks..].find('`') {
        Some(inside) if ticks == 1 => inside + 2,
        _ => ticks,
    }
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

/// Understands a description, ours or another's.
pub(crate) fn read(description: &str, draft: &mut Draft, report: &mut Report) {
    let mut reader = Reader {
        sections: Sections::new(Gaps::Around, draft, report),
        indents: Vec::new(),
        item: None,
        code: None,
    };
    for line in description.split('\n') {
        reader.line(line.strip_suffix('\r').unwrap_or(line));
    }
    reader.end_item();
    reader.end_code();
    reader.sections.finish();
}

/// Follows the lines of a description and keeps what is open.
struct Reader<'d, 's> {
    sections: Sections<'s>,
    /// The indentation of the open lists.
    indents: Vec<usize>,
    item: Option<Item>,
    /// The language and the lines of fenced code.
    code: Option<(&'d str, Vec<&'d str>)>,
}

/// An item of a list that a label announced, which further lines may follow.
struct Item {
    ordered: bool,
    text: String,
    /// The blank lines since its last line.
    blanks: usize,
}

impl<'d> Reader<'d, '_> {
    fn line(&mut self, line: &'d str) {
        if let Some((_, lines)) = &mut self.code {
            match line.trim_end() {
                FENCE => self.end_code(),
                _ => lines.push(line),
            }
        } else if let Some(section) = heading(line) {
            self.end_item();
            self.indents.clear();
            self.sections.heading(section);
        } else if let Some((indent, ordered, text)) = item(line) {
            self.begin_item(indent, ordered, text);
        } else if !self.goes_on(line) {
            self.end_item();
            self.indents.clear();
            match line.strip_prefix(FENCE).filter(|word| prose::is_language(word)) {
                Some(language) => self.code = Some((language, Vec::new())),
                None => self.sections.line(&plain(line)),
            }
        }
    }

    fn begin_item(&mut self, indent: usize, ordered: bool, text: &str) {
        self.end_item();
        while self.indents.last().is_some_and(|open| *open >= indent) {
            self.indents.pop();
        }
        self.indents.push(indent);
        let text = plain(text);
        if self.sections.in_text() {
            self.sections.item(self.indents.len() - 1, ordered, &text);
        } else {
            self.item = Some(Item { ordered, text, blanks: 0 });
        }
    }

    /// Takes a line that belongs to the item above.
    fn goes_on(&mut self, line: &str) -> bool {
        let Some(item) = &mut self.item else { return false };
        if line.trim_matches([' ', '\t']).is_empty() {
            item.blanks += 1;
            return true;
        }
        let belongs = item.blanks == 0 || line.starts_with("  ");
        if belongs {
            item.text.extend(std::iter::repeat_n('\n', item.blanks + 1));
            item.text.push_str(&plain(line));
            item.blanks = 0;
        }
        belongs
    }

    fn end_item(&mut self) {
        if let Some(Item { ordered, text, .. }) = self.item.take() {
            self.sections.item(self.indents.len().saturating_sub(1), ordered, &text);
        }
    }

    fn end_code(&mut self) {
        if let Some((language, lines)) = self.code.take() {
            self.sections.code(language, &lines.join("\n"));
        }
    }
}

const FENCE: &str = "```";

/// The section that a heading or a line of its own announces.
fn heading(line: &str) -> Option<Section> {
    let line = without_hard_break(line.trim()).trim_end().trim_start_matches('#').trim_start();
    let label = line.strip_suffix(':').unwrap_or(line).trim_matches(['*', '_']);
    Section::of(label).filter(|_| !label.starts_with(' '))
}

/// The indentation of an item of a list, whether it is numbered, and its text without a checkbox.
fn item(line: &str) -> Option<(usize, bool, &str)> {
    let body = line.trim_start_matches(' ');
    let number = ordered_mark(body);
    let width = number.map_or(1, |digits| digits + 1);
    if number.is_none() && !body.starts_with(['-', '*', '+']) {
        return None;
    }
    let text = body[width..].strip_prefix(' ')?;
    let boxes = ["[ ] ", "[x] ", "[X] "];
    let text = boxes.iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    Some((line.len() - body.len(), number.is_some(), text))
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
        markdown.text(&prose::parse("Ask for\nAC:\nand\n\nDetails"));
        assert_eq!(markdown.text, "Ask for\n&#65;C:\nand\n\n&#68;etails\n");
        assert_eq!(plain(&markdown.text), "Ask for\nAC:\nand\n\nDetails\n");
    }

    #[test]
    fn an_address_with_signs_of_markup_is_a_link_to_all_of_it() {
        let text = "See https://example.org/a_b?d=e&f=*g*#h now";
        let mut markdown = Markdown::new(Flavour::GitHub);
        markdown.text(&prose::parse(text));
        assert_eq!(markdown.text, "See <https://example.org/a_b?d=e&f=*g*#h> now\n");
        assert_eq!(plain(markdown.text.trim_end()), text);
    }

    #[test]
    fn a_text_without_mentions_shows_the_same_and_reads_back() {
        let text = "@all, (@kim), kim@example.org, https://a.b/@c, @\u{2060}d and @";
        let written = without_mentions(text);
        let shown = "@‿all, (@‿kim), kim@example.org, https://a.b/@c, @‿‿d and @";
        assert_eq!(written.replace(GUARD, "‿"), shown);
        assert_eq!(with_mentions(&written), text);
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
