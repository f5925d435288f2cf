//! The modest Markdown that people type into a card, as lines with spans: what every markup is
//! written from, and what every markup is read back into.
//!
//! Bullets (`- `) and numbers (`1. `), nested; fenced code; `**strong**`, `*emphasis*`,
//! `` `code` `` and `[text](https://…)` within a line. **Only one spelling of each is markup**, so
//! that a text comes back character by character; everything else, headings, HTML, images, tables,
//! mentions and references among it, is plain text. Spans do not nest and stand between spaces or
//! punctuation, where all markups agree that they are spans.
//!
//! Every function here takes time linear in the length of its text, and none recurses.

use std::fmt::{self, Display, Write as _};

use crate::body::{self, Extras, Markup, Section};
use crate::gather::Draft;
use crate::html::{self, Html};
use crate::markdown::{self, Flavour, Markdown};
use crate::plain::{self, PlainText};
use crate::plan::{Card, Plan};
use crate::report::Report;
use crate::wiki::{self, Wiki};

/// How the descriptions of a tracker are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prose {
    /// Jira's wiki markup.
    Wiki,
    /// What rich text editors take, such as that of Azure DevOps.
    Html,
    Markdown(Flavour),
    /// Text that is shown as it stands.
    Plain,
}

impl Prose {
    /// The description of a card.
    pub fn write(self, plan: &Plan<'_>, card: &Card<'_>, extras: &Extras<'_>) -> String {
        self.written(|markup| body::write(plan, card, extras, markup))
    }

    /// The same with the longest texts cut, so that it has at most this many characters. The
    /// reference stays, by itself where nothing else can.
    pub fn write_within(
        self,
        most: usize,
        plan: &Plan<'_>,
        card: &Card<'_>,
        extras: &Extras<'_>,
    ) -> String {
        let fits = |text: &String| text.char_indices().nth(most).is_none();
        let (mut fitting, mut longest, mut beyond) = (None, 0, most);
        while longest < beyond {
            let longest_text = longest + (beyond - longest) / 2;
            let text = self.write(plan, card, &Extras { longest_text, ..*extras });
            if fits(&text) {
                longest = longest_text + 1;
                fitting = Some(text);
            } else {
                beyond = longest_text;
            }
        }
        let reference = || self.written(|markup| body::write_reference(plan, card, markup));
        fitting.unwrap_or_else(reference)
    }

    fn written(self, write: impl FnOnce(&mut dyn Markup)) -> String {
        match self {
            Self::Wiki => {
                let mut wiki = Wiki::default();
                write(&mut wiki);
                wiki.text
            }
            Self::Html => {
                let mut html = Html::default();
                write(&mut html);
                html.finish()
            }
            Self::Markdown(flavour) => {
                let mut markdown = Markdown::new(flavour);
                write(&mut markdown);
                markdown.text
            }
            Self::Plain => {
                let mut plain = PlainText::default();
                write(&mut plain);
                plain.text
            }
        }
    }

    /// Understands a description, ours or another's; what is no detail is noted.
    pub fn read(self, description: &str, draft: &mut Draft, report: &mut Report) {
        match self {
            Self::Wiki => wiki::read(description, draft, report),
            Self::Html => html::read(description, draft, report),
            Self::Markdown(_) => markdown::read(description, draft, report),
            Self::Plain => plain::read(description, draft, report),
        }
    }
}

/// A line of a text, or several of fenced code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// A line of its own; blank when it has no span.
    Text(Vec<Span<'a>>),
    /// An item of a list, from depth 0.
    Item {
        /// The indentation, the mark and the space behind it, as they stand in the source.
        mark: &'a str,
        depth: usize,
        ordered: bool,
        spans: Vec<Span<'a>>,
    },
    /// One or several lines, not all of them blank.
    Code { language: &'a str, code: &'a str },
}

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span<'a> {
    Plain(&'a str),
    Strong(&'a str),
    Emphasis(&'a str),
    Code(&'a str),
    Link { text: &'a str, url: &'a str },
}

/// Whether a part of a line begins it and ends it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edges {
    pub first: bool,
    pub last: bool,
}

impl Edges {
    /// The whole line.
    pub const BOTH: Self = Self { first: true, last: true };
    /// Between two marks.
    pub const NEITHER: Self = Self { first: false, last: false };

    /// Every span of a line with its place.
    pub fn of<'a>(spans: &'a [Span<'a>]) -> impl Iterator<Item = (Self, &'a Span<'a>)> {
        let last = spans.len().saturating_sub(1);
        let place = move |at| Self { first: at == 0, last: at == last };
        spans.iter().enumerate().map(move |(at, span)| (place(at), span))
    }
}

impl Display for Span<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => out.write_str(text),
            Self::Strong(text) => write!(out, "**{text}**"),
            Self::Emphasis(text) => write!(out, "*{text}*"),
            Self::Code(text) => write!(out, "`{text}`"),
            Self::Link { text, url } => write!(out, "[{text}]({url})"),
        }
    }
}

impl Line<'_> {
    /// Whether nothing in it shows.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(spans) => spans.iter().all(
                |span| matches!(span, Span::Plain(text) if text.chars().all(char::is_whitespace)),
            ),
            _ => false,
        }
    }
}

/// Lists that are deeper are plain text.
const DEEPEST_LIST: usize = 5;
const FENCE: &str = "```";

/// A text with its lists, fenced code and spans.
pub(crate) fn parse(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut rest = Some(text);
    while let Some(source) = rest {
        rest = match fenced(source) {
            Some((code, after)) => {
                lines.push(code);
                after
            }
            None => match list(source, &mut lines) {
                Some(after) => after,
                None => {
                    let (line, after) = next_line(source);
                    lines.push(Line::Text(spans(line)));
                    after
                }
            },
        };
    }
    lines
}

/// A text with its spans alone: what an item of a list can hold.
pub(crate) fn inline(text: &str) -> Vec<Line<'_>> {
    text.split('\n').map(|line| Line::Text(spans(line))).collect()
}

/// A text in which nothing is markup: titles and names.
pub(crate) fn plain(text: &str) -> Vec<Line<'_>> {
    text.split('\n').map(|line| Line::Text(plain_line(line))).collect()
}

fn plain_line(line: &str) -> Vec<Span<'_>> {
    if line.is_empty() { Vec::new() } else { vec![Span::Plain(line)] }
}

/// The first line, and what follows it unless it is the last.
fn next_line(source: &str) -> (&str, Option<&str>) {
    match source.split_once('\n') {
        Some((line, rest)) => (line, Some(rest)),
        None => (source, None),
    }
}

/// Fenced code at the start of a text, and what follows it.
fn fenced(source: &str) -> Option<(Line<'_>, Option<&str>)> {
    let (language, body) = source.strip_prefix(FENCE)?.split_once('\n')?;
    if !is_language(language) {
        return None;
    }
    let mut rest = Some(body);
    while let Some(from) = rest {
        let (line, after) = next_line(from);
        if line.trim_start().starts_with(FENCE) {
            let code = body[..body.len() - from.len()].strip_suffix('\n')?;
            let fits = line == FENCE && !code.trim().is_empty();
            return fits.then_some((Line::Code { language, code }, after));
        }
        rest = after;
    }
    None
}

/// Whether a word can name the language of fenced code in every markup.
pub(crate) fn is_language(word: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-');
    word.len() <= 20 && word.bytes().all(fits)
}

/// The lists at the start of a text, up to a blank line or its end, and what follows them. Where
/// something else follows, which other readers would take for part of the last item, their lines
/// are plain.
fn list<'a>(source: &'a str, lines: &mut Vec<Line<'a>>) -> Option<Option<&'a str>> {
    let mut lists = Lists::default();
    let mut items = Vec::new();
    let mut rest = Some(source);
    while let Some((item, after)) = rest.and_then(|from| {
        let (line, after) = next_line(from);
        Some((lists.item(line)?, after))
    }) {
        items.push(item);
        rest = after;
    }
    if items.is_empty() {
        return None;
    }
    let ends = rest.is_none_or(|rest| next_line(rest).0.is_empty());
    if ends {
        lines.append(&mut items);
    } else {
        lines.extend(source.split('\n').take(items.len()).map(|line| Line::Text(spans(line))));
    }
    Some(rest)
}

/// The lists that are open at a line.
#[derive(Default)]
struct Lists {
    open: Vec<Level>,
}

struct Level {
    /// The number of its last item.
    number: Option<u32>,
    /// The length of the mark of its last item with the space behind it.
    width: usize,
}

impl Lists {
    /// The canonical mark of the next item at a depth, with its indentation.
    fn mark(&self, depth: usize, ordered: bool) -> String {
        let indent: usize = self.open.iter().take(depth).map(|level| level.width).sum();
        let mut mark = " ".repeat(indent);
        if ordered {
            let last = self.open.get(depth).and_then(|level| level.number).unwrap_or(0);
            let _ = write!(mark, "{}. ", last.saturating_add(1));
        } else {
            mark.push_str("- ");
        }
        mark
    }

    fn enter(&mut self, depth: usize, mark: &str) {
        let mark = mark.trim_start();
        let number = mark.strip_suffix(". ").and_then(|number| number.parse().ok());
        self.open.truncate(depth);
        self.open.push(Level { number, width: mark.len() });
    }

    /// The item that a line is after those before it.
    fn item<'a>(&mut self, line: &'a str) -> Option<Line<'a>> {
        let body = line.trim_start_matches(' ');
        let mut indent = line.len() - body.len();
        let mut depth = 0;
        while indent > 0 {
            indent = indent.checked_sub(self.open.get(depth)?.width)?;
            depth += 1;
        }
        let ordered = body.starts_with(|c: char| c.is_ascii_digit());
        if depth > DEEPEST_LIST || !(ordered || body.starts_with('-')) {
            return None;
        }
        let expected = self.mark(depth, ordered);
        let text = line.strip_prefix(&expected)?;
        if text.is_empty() || text.trim() != text {
            return None;
        }
        self.enter(depth, &expected);
        let mark = &line[..expected.len()];
        Some(Line::Item { mark, depth, ordered, spans: spans(text) })
    }
}

/// The spans of one line.
pub(crate) fn spans(line: &str) -> Vec<Span<'_>> {
    if announces(line) {
        return plain_line(line);
    }
    let mut spans = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = line[at..].find(['*', '`', '[']) {
        let start = at + found;
        let mark = line[start..].chars().next();
        match marked(&line[start..]) {
            Some((span, width)) if edge_before(line, start) && edge_after(line, start + width) => {
                spans.extend(plain_line(&line[plain..start]));
                spans.push(span);
                at = start + width;
                plain = at;
            }
            _ => {
                let run = line[start..].chars().take_while(|c| Some(*c) == mark).count();
                at = start + run;
            }
        }
    }
    spans.extend(plain_line(&line[plain..]));
    spans
}

/// Whether a line would begin a section if it were emphasized.
fn announces(line: &str) -> bool {
    Section::of(line.trim_matches(['*', '_', ':', ' '])).is_some()
}

fn edge_before(line: &str, at: usize) -> bool {
    line[..at].chars().next_back().is_none_or(is_edge)
}

fn edge_after(line: &str, at: usize) -> bool {
    line[at..].chars().next().is_none_or(is_edge)
}

/// What may stand beside a span.
fn is_edge(c: char) -> bool {
    c == ' ' || matches!(c, '(' | ')' | '"' | '\'' | ',' | '.' | ';' | ':' | '!' | '?')
}

/// The span at the start of a text, and its length with its marks.
fn marked(text: &str) -> Option<(Span<'_>, usize)> {
    if let Some(rest) = text.strip_prefix("**") {
        let inside = until(rest, '*').filter(|inside| rest[inside.len()..].starts_with("**"))?;
        return emphasizable(inside).then_some((Span::Strong(inside), inside.len() + 4));
    }
    if let Some(rest) = text.strip_prefix('*') {
        let inside = until(rest, '*')?;
        return emphasizable(inside).then_some((Span::Emphasis(inside), inside.len() + 2));
    }
    if let Some(rest) = text.strip_prefix('`') {
        let inside = until(rest, '`')?;
        return trimmed(inside).then_some((Span::Code(inside), inside.len() + 2));
    }
    link(text.strip_prefix('[')?)
}

fn until(text: &str, mark: char) -> Option<&str> {
    text.find(mark).map(|end| &text[..end])
}

fn trimmed(text: &str) -> bool {
    !text.is_empty() && text.trim() == text
}

fn emphasizable(text: &str) -> bool {
    trimmed(text) && !text.contains(['`', '[', ']'])
}

/// A link after its `[`; the length counts that too.
fn link(rest: &str) -> Option<(Span<'_>, usize)> {
    let end = rest.find(['[', ']', '*', '`', '|', '\\'])?;
    let (text, target) = (&rest[..end], rest[end..].strip_prefix("](")?);
    let url = &target[..target.find(|c| !in_url(c))?];
    let closed = target[url.len()..].starts_with(')');
    let fits = closed && is_url(url) && trimmed(text);
    fits.then_some((Span::Link { text, url }, 1 + end + 2 + url.len() + 1))
}

/// Whether an address is one that every markup can link to as it stands.
pub(crate) fn is_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(in_url))
}

fn in_url(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@%&=+,;$".contains(c)
}

/// Whether a text behind `&` goes on like the name of an entity.
pub(crate) fn is_entity(rest: &str) -> bool {
    let name = rest.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    name > 0 && rest[name..].starts_with(';')
}

/// The address at the start of a text, up to where it could be anything else.
pub(crate) fn bare_url(before: Option<char>, text: &str) -> Option<&str> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let schemes = ["https://", "http://", "ftp://", "mailto:"];
    let scheme = schemes.iter().find(|scheme| text.starts_with(**scheme))?;
    let ends = |(at, c): (usize, char)| match c {
        ';' => text[at + 1..].starts_with(')'),
        '&' => text[at + 1..].starts_with('#') || is_entity(&text[at + 1..]),
        _ => !(c.is_ascii_alphanumeric() || "-._~:/?#@%=+,$*'()".contains(c)),
    };
    let end = text.char_indices().find(|place| ends(*place)).map_or(text.len(), |(at, _)| at);
    (end > scheme.len()).then_some(&text[..end])
}

/// Puts a text together again, line by line, in canonical spelling.
#[derive(Default)]
pub(crate) struct Composer {
    text: Option<String>,
    lists: Lists,
}

impl Composer {
    /// A line of its own.
    pub fn line(&mut self, line: &str) {
        self.lists.open.clear();
        self.add(line);
    }

    /// An item below those before it, at most one level deeper than the last.
    pub fn item(&mut self, depth: usize, ordered: bool, text: &str) {
        let depth = depth.min(self.lists.open.len()).min(DEEPEST_LIST);
        let mark = self.lists.mark(depth, ordered);
        self.lists.enter(depth, &mark);
        self.add(&mark);
        self.text.get_or_insert_default().push_str(text);
    }

    /// One or several lines of code.
    pub fn code(&mut self, language: &str, code: &str) {
        self.line(FENCE);
        let text = self.text.get_or_insert_default();
        text.push_str(if is_language(language) { language } else { "" });
        self.add(code);
        self.add(FENCE);
    }

    fn add(&mut self, line: &str) {
        match &mut self.text {
            Some(text) => {
                text.push('\n');
                text.push_str(line);
            }
            None => self.text = Some(line.to_owned()),
        }
    }

    /// Whether anything was added since the last [`take`](Self::take).
    pub fn is_empty(&self) -> bool {
        self.text.is_none()
    }

    /// What was put together.
    pub fn take(&mut self) -> Option<String> {
        self.lists.open.clear();
        self.text.take()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;
    use proptest::sample::select;
    use pulldown_cmark::{Event, Tag, TagEnd};

    use super::*;
    use crate::text::GUARD;

    const MARKUPS: [Prose; 6] = [
        Prose::Wiki,
        Prose::Html,
        Prose::Markdown(Flavour::Plain),
        Prose::Markdown(Flavour::GitHub),
        Prose::Markdown(Flavour::GitLab),
        Prose::Plain,
    ];

    /// A narrative, a criterion, a question and notes in a markup.
    fn described(prose: Prose, text: &str, item: &str) -> String {
        prose.written(|out| {
            out.text(&parse(text));
            out.heading(Section::Acceptance);
            out.criterion(&inline(item));
            out.criterion(&inline("last"));
            out.heading(Section::Questions);
            out.item(0, &inline("Who?"));
            out.item(1, &plain("Owner: Ann"));
            out.heading(Section::Notes);
            out.text(&parse(text));
            out.heading(Section::Details);
            out.item(0, &plain("Tag: a*b*"));
        })
    }

    fn read(prose: Prose, description: &str) -> Draft {
        let mut draft = Draft::default();
        prose.read(description, &mut draft, &mut Report::default());
        draft
    }

    fn line() -> impl Strategy<Value = String> {
        let parts = vec![
            "**",
            "*",
            "`",
            "```",
            "[",
            "](https://a.b/c?d=1&e)",
            "]",
            "(",
            ")",
            "- ",
            "  - ",
            "1. ",
            "2. ",
            "   ",
            "word",
            "a b",
            " ",
            ".",
            "@all",
            "@\u{2060}",
            "/close",
            "#12",
            "GH-12",
            "!12",
            "~label",
            "%1",
            "$5",
            "h1. ",
            "bq. ",
            "{code}",
            "{noformat}",
            "{{",
            "}}",
            "[~admin]",
            "!img!",
            "_",
            "<script>",
            "<b>",
            "&amp;",
            "&lt;",
            "&nbsp;",
            "\\",
            "|",
            "=1+1",
            "Notes:",
            "Acceptance criteria",
            "\t",
            "é",
            "😀",
            "–",
            "<!-- -->",
            "# ",
            "> ",
            "+",
            ":)",
            "---",
            "  ",
            "**strong**",
            "*soft*",
            "`code`",
            "**Notes**",
        ];
        prop::collection::vec(select(parts), 0..7).prop_map(|parts| parts.concat())
    }

    /// Several lines that are not all blank.
    fn text() -> impl Strategy<Value = String> {
        let whole = select(vec![
            "",
            "",
            "- one\n- two\n  - three\n    1. four\n    2. five\n- six",
            "1. one\n   - a\n2. two\n- three",
            "```\nlet a = \"<b>\";\n\n/close\n```",
            "```rust\n\n  fn a() {}\n```",
            "See **this** and *that*: `x & y`, [here](https://a.b/c?d=1&e=2#f).",
        ]);
        let lines =
            prop_oneof![3 => line(), 1 => whole.prop_map(str::to_owned), 1 => "[ -~äß]{0,20}"];
        prop::collection::vec(lines, 1..6)
            .prop_map(|lines| lines.join("\n"))
            .prop_filter("something shows", |text| !text.trim().is_empty())
    }

    fn item() -> impl Strategy<Value = String> {
        prop::collection::vec(line(), 1..3).prop_map(|lines| format!("a{}z", lines.join("\n")))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn any_text_reads_back_from_any_markup(
            prose in select(MARKUPS.to_vec()),
            text in text(),
            item in item(),
        ) {
            let written = described(prose, &text, &item);
            let slice = read(prose, &written).slice;
            prop_assert_eq!(&slice.narrative, &text, "{}", &written);
            prop_assert_eq!(&slice.notes, &text, "{}", &written);
            prop_assert_eq!(&slice.acceptance, &[item, "last".to_owned()], "{}", &written);
            prop_assert_eq!(&slice.questions[0].owner, "Ann");
            prop_assert_eq!(&slice.tags, &["a*b*"]);
        }

        #[test]
        fn the_lines_of_a_text_are_the_text(text in text()) {
            let mut composer = Composer::default();
            for line in parse(&text) {
                let typed = |spans: &[Span<'_>]| spans.iter().map(Span::to_string).collect::<String>();
                match line {
                    Line::Text(spans) => composer.line(&typed(&spans)),
                    Line::Item { depth, ordered, spans, .. } => {
                        composer.item(depth, ordered, &typed(&spans));
                    }
                    Line::Code { language, code } => composer.code(language, code),
                }
            }
            prop_assert_eq!(composer.take(), Some(text));
        }

        #[test]
        fn no_text_is_a_tag(text in text(), item in item()) {
            let html = described(Prose::Html, &text, &item);
            let ours = ["b", "i", "code", "a", "pre", "ul", "ol", "li", "br", "h3"];
            for Ok(token) in html5gum::Tokenizer::new(&html) {
                if let html5gum::Token::StartTag(tag) = token {
                    let name = String::from_utf8_lossy(&tag.name);
                    prop_assert!(ours.contains(&name.as_ref()), "{}", html);
                }
            }
        }

        #[test]
        fn no_text_is_a_macro_a_mention_or_a_heading_in_jira(text in text(), item in item()) {
            let wiki = described(Prose::Wiki, &text, &item);
            let bare = unquoted(&wiki, "{noformat}", "{code");
            for actor in ["{code}", "{noformat}", "[~", "!img!", "|["] {
                let escaped = format!("\\{actor}");
                prop_assert!(!bare.replace(&escaped, "").contains(actor), "{actor} in {bare}");
            }
            let known = |line: &str| line.strip_prefix("h3. ").and_then(Section::of).is_some();
            let heads = |line: &str| line.starts_with("h1. ") || line.starts_with("bq. ");
            prop_assert!(!bare.lines().any(|line| heads(line) && !known(line)), "{}", bare);
        }

        #[test]
        fn no_text_is_a_mention_in_github(text in text(), item in item()) {
            let github = described(Prose::Markdown(Flavour::GitHub), &text, &item);
            let mentions = |event: &Event<'_>| matches!(
                event, Event::Text(text) if text.contains("@all") || text.contains("#12") || text.contains("GH-12")
            );
            let mut code = false;
            for event in pulldown_cmark::Parser::new(&github) {
                match event {
                    Event::Start(Tag::CodeBlock(_)) => code = true,
                    Event::End(TagEnd::CodeBlock) => code = false,
                    _ => prop_assert!(code || !mentions(&event), "{}", github),
                }
            }
        }

        #[test]
        fn no_text_is_a_mention_where_people_are_looked_for_in_what_shows(text in text()) {
            let source = Prose::Markdown(Flavour::Plain).written(|out| out.text(&parse(&text)));
            let mut code = false;
            for event in pulldown_cmark::TextMergeStream::new(pulldown_cmark::Parser::new(&source)) {
                match event {
                    Event::Start(Tag::CodeBlock(_)) => code = true,
                    Event::End(TagEnd::CodeBlock) => code = false,
                    Event::Text(shown) if !code => {
                        for (at, _) in shown.match_indices("@all") {
                            let within = shown[..at].ends_with(|c: char| c.is_alphanumeric() || "_/@".contains(c));
                            prop_assert!(within, "{}", source);
                        }
                    }
                    _ => {}
                }
            }
        }

        #[test]
        fn no_text_is_a_quick_action_or_a_reference_in_gitlab(text in text(), item in item()) {
            let gitlab = described(Prose::Markdown(Flavour::GitLab), &text, &item);
            for line in gitlab.lines() {
                let line = line.trim_start_matches([' ', '-']);
                prop_assert!(!line.starts_with('/'), "{}", line);
            }
            let bare = unquoted(&gitlab, "```", "```");
            for actor in ["@all", "#12", "!12", "~label", "%1", "$5"] {
                for (at, _) in bare.match_indices(actor) {
                    let quoted = bare[..at].matches('`').count() % 2 == 1;
                    prop_assert!(quoted || bare[..at].ends_with('\\'), "{actor} in {bare}");
                }
            }
        }

        #[test]
        fn markdown_shows_a_text_as_the_spans_and_lists_that_it_has(text in text()) {
            let source = Prose::Markdown(Flavour::Plain).written(|out| out.text(&parse(&text)));
            let mut wanted = String::new();
            for line in parse(&text) {
                match line {
                    Line::Text(spans) | Line::Item { spans, .. } => wanted.extend(spans.iter().map(bare)),
                    Line::Code { code, .. } => wanted.push_str(code),
                }
            }
            let mut shown = String::new();
            for event in pulldown_cmark::Parser::new(&source) {
                match event {
                    Event::Text(text) | Event::Code(text) => shown.push_str(&text),
                    Event::Html(_) | Event::InlineHtml(_) | Event::Rule => {
                        prop_assert!(false, "{:?} in {}", event, source);
                    }
                    Event::Start(Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::Image { .. }) => {
                        prop_assert!(false, "{:?} in {}", event, source);
                    }
                    _ => {}
                }
            }
            let dense = |text: &str| text.replace([' ', '\n', '\t', '\u{a0}', GUARD], "");
            prop_assert_eq!(dense(&shown), dense(&wanted), "{}", source);
        }
    }

    fn bare<'a>(span: &Span<'a>) -> &'a str {
        match span {
            Span::Plain(text) | Span::Strong(text) | Span::Emphasis(text) | Span::Code(text) => {
                text
            }
            Span::Link { text, .. } => text,
        }
    }

    /// Everything but the lines from one that begins so to the next that does.
    fn unquoted(text: &str, mark: &str, other: &str) -> String {
        let mut within = false;
        let mut out = String::new();
        for line in text.lines() {
            if line.starts_with(mark) || line.starts_with(other) {
                within = !within;
            } else if !within {
                out.push_str(line);
                out.push('\n');
            }
        }
        out
    }

    proptest! {
        #[test]
        fn whatever_the_limit_the_reference_stays(
            prose in select(MARKUPS.to_vec()),
            most in 0..3000usize,
            (narrative, notes, title) in ("[ -~]{0,2000}", "(```\n)?[ -~\n]{0,2000}", "[a-z ]{1,300}"),
            criteria in prop::collection::vec("[ -~]{1,200}", 0..9),
        ) {
            let mut slice = crate::format::testing::slice(7, None, &title);
            slice.narrative = narrative;
            slice.notes = notes;
            slice.tags = vec![title];
            slice.deferrals = (1..).zip(criteria).map(|(id, text)| slicing::Deferral {
                id: slicing::DeferralId(id),
                text,
                owner: String::new(),
            }).collect();
            let workshop = slicing::Workshop {
                tree: slicing::Tree::from_slices(vec![slice]),
                ..slicing::Workshop::default()
            };
            let handover = crate::Handover { workshop: &workshop, identity: "x", backlog: &[] };
            let plan = Plan::whole(&handover);
            let extras = Extras { full_title: Some("Title"), ..Extras::default() };
            let text = prose.write_within(most, &plan, &plan.cards[0], &extras);
            let mut draft = Draft::default();
            prose.read(&text, &mut draft, &mut Report::default());
            prop_assert_eq!(draft.slice.reference.map(|to| to.slice.0), Some(7), "{}", text);
            let alone = prose.written(|out| body::write_reference(&plan, &plan.cards[0], out));
            prop_assert!(text == alone || text.chars().count() <= most, "{}", text);
        }
    }

    /// Everything at once, in a markup.
    fn check(prose: Prose, expected: Expect) {
        let text = "As **Ann** (`a_b`) I *want* [totals](https://a.b/c?d=1&e=2):\n- @all, see #12\n  1. /close\n\n```sql\nSELECT 1\n```\n**Notes**\n{code} <b> h1. **half\n/close";
        let written = prose.written(|out| {
            out.text(&parse(text));
            out.heading(Section::Acceptance);
            out.criterion(&inline("one\n**two**"));
        });
        expected.assert_eq(&written.replace(GUARD, "‿"));
    }

    #[test]
    fn jira_shows_what_was_typed() {
        check(
            Prose::Wiki,
            expect![[r#"
            As *Ann* ({{a_b}}) I _want_ [totals|https://a.b/c?d=1&e=2]:
            * @all, see \#12
            *# /close

            {code:sql}
            SELECT 1
            {code}
            \*\*Notes\*\*
            \{code\} <b> h1. \*\*half
            /close

            h3. Acceptance criteria
            * one \\ *two*"#]],
        );
    }

    #[test]
    fn html_shows_what_was_typed() {
        check(
            Prose::Html,
            expect![[
                r#"As <b>Ann</b> (<code>a_b</code>) I <i>want</i> <a href="https://a.b/c?d=1&amp;e=2">totals</a>:<ul><li>@all, see #12<ol><li>/close</li></ol></li></ul><br><pre><code class="language-sql">SELECT 1</code></pre>**Notes**<br>{code} &lt;b&gt; h1. **half<br>/close<h3>Acceptance criteria</h3><ul><li>one<br><b>two</b></li></ul>"#
            ]],
        );
    }

    #[test]
    fn markdown_shows_what_was_typed() {
        check(
            Prose::Markdown(Flavour::Plain),
            expect![[r#"
                As **Ann** (`a_b`) I *want* [totals](https://a.b/c?d=1&e=2):
                - @‿all, see \#12
                  1. /close

                ```sql
                SELECT 1
                ```
                \*\*Notes\*\*
                {code} \<b> h1. \*\*half
                /close

                **Acceptance criteria**

                - [ ] one
                  **two**
            "#]],
        );
    }

    #[test]
    fn github_names_nobody() {
        check(
            Prose::Markdown(Flavour::GitHub),
            expect![[r#"
            As **Ann** (`a_b`) I *want* [totals](https://a.b/c?d=1&e=2):
            - @<!-- -->all, see \#<!-- -->12
              1. /close

            ```sql
            SELECT 1
            ```
            \*\*Notes\*\*
            {code} \<b> h1. \*\*half
            /close

            **Acceptance criteria**

            - [ ] one
              **two**
        "#]],
        );
    }

    #[test]
    fn gitlab_names_nobody_and_does_nothing() {
        check(
            Prose::Markdown(Flavour::GitLab),
            expect![[r#"
            As **Ann** (`a_b`) I *want* [totals](https://a.b/c?d=1&e=2):
            - \@all, see \#12
              1. \/close

            ```sql
            SELECT 1
            ```
            \*\*Notes\*\*\
            {code} \<b> h1. \*\*half\
            \/close

            **Acceptance criteria**

            - [ ] one\
              **two**
        "#]],
        );
    }

    #[test]
    fn plain_text_is_what_was_typed() {
        check(
            Prose::Plain,
            expect![[r#"
            As **Ann** (`a_b`) I *want* [totals](https://a.b/c?d=1&e=2):
            - @all, see #12
              1. /close

            ```sql
            SELECT 1
            ```
            **Notes**
            {code} <b> h1. **half
            /close

            Acceptance criteria:
            - one
              **two**"#]],
        );
    }

    #[test]
    fn only_canonical_spellings_between_words_are_spans() {
        for text in [
            "a**b**c",
            "** a**",
            "***a***",
            "__a__",
            "_a_",
            "``a``",
            "[a](ftp://b)",
            "[a](http://b c)",
            "2 * 3 * 4",
            "**Notes**:",
        ] {
            assert_eq!(spans(text), [Span::Plain(text)]);
        }
        let found = spans("(**a b**), `c`!");
        assert_eq!(found[1], Span::Strong("a b"));
        assert_eq!(found[3], Span::Code("c"));
    }

    #[test]
    fn lists_end_with_a_blank_line_or_are_none() {
        let items = |text: &str| {
            parse(text).iter().filter(|line| matches!(line, Line::Item { .. })).count()
        };
        assert_eq!(items("To do:\n- a\n  - b\n- c\n\nmore"), 3);
        for text in ["- a\nmore", "2. a", "-  a", "- ", " - a", "- a\n    - c", "* a", "1. a\n3. b"]
        {
            assert_eq!(items(text), 0, "{text}");
        }
    }

    #[test]
    fn an_editors_html_is_understood() {
        let html = "<div>As a clerk&nbsp;I want <b>totals </b>now.</div><div><br/></div><p>One</p>\n<p>Two<br></p><p><strong>Acceptance Criteria:</strong></p><ol><li><p>First</p><p>more</p></li><li>Second <em>x</em></li></ol><script>alert(1)</script>";
        let slice = read(Prose::Html, html).slice;
        assert_eq!(slice.narrative, "As a clerk\u{a0}I want **totals** now.\n\nOne\n\nTwo");
        assert_eq!(slice.acceptance, ["First\nmore", "Second *x*"]);
    }

    #[test]
    fn a_foreign_list_becomes_canonical() {
        let expected = "Do:\n- a\n  - b\n- c\n\n1. d\n2. e";
        let texts = [
            (Prose::Wiki, "Do:\r\n* a\r\n** b\r\n* c\r\n\r\n# d\r\n# e"),
            (Prose::Html, "Do:<ul><li>a<ul><li>b</li></ul></li><li>c</ul><br><ol><li>d<li>e</ol>"),
            (Prose::Markdown(Flavour::Plain), "Do:\n* a\n    * b\n* c\n\n1. d\n1. e\n"),
        ];
        for (prose, text) in texts {
            assert_eq!(read(prose, text).slice.narrative, expected, "{prose:?}");
        }
    }

    #[test]
    fn adversarial_texts_take_no_longer_than_others() {
        for part in [
            "*",
            "`",
            "[",
            "[a](http://",
            "**a ",
            "*a_",
            "_a ",
            "{{",
            "_a_b ",
            "```a\n",
            "- a\n",
            "  ",
            "<b>",
            "<ul><li>",
            "&",
            "\\",
            "[a|",
            "\n",
            "#@/",
        ] {
            let text = part.repeat(100_000 / part.len());
            for prose in MARKUPS {
                let written = prose.written(|out| out.text(&parse(&text)));
                assert!(written.len() <= text.len() * 12 + 100, "{prose:?} {part}");
                read(prose, &text);
            }
        }
    }
}
