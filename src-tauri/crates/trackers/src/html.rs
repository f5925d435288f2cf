//! The HTML of a description, for trackers with a rich text editor: texts into it, so that nothing
//! in them is a tag or an entity, and descriptions back out of it, ours or an editor's.
//!
//! A line ends with `<br>`, or where a block begins or ends. Spaces that HTML would swallow are
//! no-break spaces; **a no-break space beside another space reads back as a space**.

use std::fmt::Write as _;

use html5gum::{StartTag, Token, Tokenizer};

use crate::body::{Gaps, Markup, Section, Sections};
use crate::gather::Draft;
use crate::prose::{self, Edges, Line, Span};
use crate::report::Report;

/// A description being written.
#[derive(Default)]
pub(crate) struct Html {
    text: String,
    lists: Vec<&'static str>,
}

impl Html {
    /// All that was written.
    pub fn finish(mut self) -> String {
        self.close_lists(0);
        self.text
    }

    fn close_lists(&mut self, depth: usize) {
        while self.lists.len() > depth {
            let list = self.lists.pop().unwrap_or_default();
            let _ = write!(self.text, "</li></{list}>");
        }
    }

    /// Opens an item at a depth; it is closed with its list or by the next item.
    fn open_item(&mut self, depth: usize, ordered: bool) {
        let list = if ordered { "ol" } else { "ul" };
        self.close_lists(depth + 1);
        if self.lists.get(depth).is_some_and(|open| *open != list) {
            self.close_lists(depth);
        }
        if self.lists.len() > depth {
            self.text.push_str("</li><li>");
        } else {
            let _ = write!(self.text, "<{list}><li>");
            self.lists.push(list);
        }
    }

    fn spans(&mut self, spans: &[Span<'_>]) {
        for (edges, span) in Edges::of(spans) {
            match span {
                Span::Plain(text) => escape(text, edges, &mut self.text),
                Span::Strong(text) => self.within("b", text),
                Span::Emphasis(text) => self.within("i", text),
                Span::Code(text) => self.within("code", text),
                Span::Link { text, url } => {
                    self.text.push_str("<a href=\"");
                    escape_in_code(url, &mut self.text);
                    self.text.push_str("\">");
                    escape(text, Edges::NEITHER, &mut self.text);
                    self.text.push_str("</a>");
                }
            }
        }
    }

    fn within(&mut self, tag: &str, text: &str) {
        let _ = write!(self.text, "<{tag}>");
        escape(text, Edges::NEITHER, &mut self.text);
        let _ = write!(self.text, "</{tag}>");
    }

    fn code(&mut self, language: &str, code: &str) {
        self.text.push_str("<pre>");
        if !language.is_empty() {
            let _ = write!(self.text, "<code class=\"{LANGUAGE}{language}\">");
        }
        // Readers drop a line break directly after the tag.
        self.text.push_str(if code.starts_with('\n') { "\n" } else { "" });
        escape_in_code(code, &mut self.text);
        self.text.push_str(if language.is_empty() { "</pre>" } else { "</code></pre>" });
    }
}

const LANGUAGE: &str = "language-";

impl Markup for Html {
    fn heading(&mut self, section: Section) {
        self.close_lists(0);
        let _ = write!(self.text, "<h3>{}</h3>", section.heading());
    }

    fn text(&mut self, lines: &[Line<'_>]) {
        self.close_lists(0);
        for (at, line) in lines.iter().enumerate() {
            match line {
                Line::Text(spans) => {
                    self.close_lists(0);
                    self.spans(spans);
                    if line.is_blank() || matches!(lines.get(at + 1), Some(Line::Text(_))) {
                        self.text.push_str("<br>");
                    }
                }
                Line::Item { depth, ordered, spans, .. } => {
                    self.open_item(*depth, *ordered);
                    self.spans(spans);
                }
                Line::Code { language, code } => {
                    self.close_lists(0);
                    self.code(language, code);
                }
            }
        }
        self.close_lists(0);
    }

    fn item(&mut self, depth: usize, lines: &[Line<'_>]) {
        self.open_item(depth, false);
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.text.push_str("<br>");
            }
            if let Line::Text(spans) = line {
                self.spans(spans);
            }
        }
    }
}

fn escape(text: &str, edges: Edges, out: &mut String) {
    let mut spaced = edges.first;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let swallowed = spaced || edges.last && chars.peek().is_none();
        match c {
            ' ' if swallowed => out.push_str("&nbsp;"),
            _ => escape_char(c, out),
        }
        spaced = c == ' ' && !swallowed;
    }
}

fn escape_in_code(text: &str, out: &mut String) {
    text.chars().for_each(|c| escape_char(c, out));
}

fn escape_char(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\u{a0}' => out.push_str("&nbsp;"),
        _ => out.push(c),
    }
}

/// Understands a description, ours or an editor's.
pub(crate) fn read(description: &str, draft: &mut Draft, report: &mut Report) {
    let mut reader = Reader::new(Sections::new(Gaps::None, draft, report));
    for Ok(token) in Tokenizer::new(description) {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    reader.end_block();
    reader.sections.finish();
}

/// Follows the tags and keeps what is open.
struct Reader<'a> {
    sections: Sections<'a>,
    /// The line so far, in canonical text.
    line: String,
    /// For each open list whether it is numbered.
    lists: Vec<bool>,
    /// Whether an item has begun and not been handed on.
    in_item: bool,
    /// A paragraph or a list has ended; what comes next stands apart from it.
    gap: bool,
    /// Where the innermost open span of the line began, and what it is.
    span: Option<(usize, Mark)>,
    /// The part of the line that is strong, when all of it is.
    strong: bool,
    code: Option<(String, String)>,
    /// The tag whose text is not for people.
    hidden: Option<&'static str>,
    heading: bool,
}

enum Mark {
    Strong,
    Emphasis,
    Code,
    Link(String),
}

impl Mark {
    fn closed_by(&self, tag: &str) -> bool {
        match self {
            Self::Strong => matches!(tag, "b" | "strong"),
            Self::Emphasis => matches!(tag, "i" | "em"),
            Self::Code => tag == "code",
            Self::Link(_) => tag == "a",
        }
    }

    fn span<'a>(&'a self, text: &'a str) -> Span<'a> {
        match self {
            Self::Strong => Span::Strong(text),
            Self::Emphasis => Span::Emphasis(text),
            Self::Code => Span::Code(text),
            Self::Link(url) => Span::Link { text, url },
        }
    }
}

impl<'a> Reader<'a> {
    fn new(sections: Sections<'a>) -> Self {
        Self {
            sections,
            line: String::new(),
            lists: Vec::new(),
            in_item: false,
            gap: false,
            span: None,
            strong: false,
            code: None,
            hidden: None,
            heading: false,
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name);
        match name.as_ref() {
            "script" => self.hidden = Some("script"),
            "style" => self.hidden = Some("style"),
            "code" if self.code.is_some() => self.language(tag),
            "br" => self.br(),
            "b" | "strong" => self.open(Mark::Strong),
            "i" | "em" => self.open(Mark::Emphasis),
            "code" => self.open(Mark::Code),
            "a" => {
                let url = tag.attributes.get(&b"href"[..]);
                let url = url.map(|url| String::from_utf8_lossy(url).into_owned());
                if let Some(url) = url.filter(|url| prose::is_url(url)) {
                    self.open(Mark::Link(url));
                }
            }
            "pre" => {
                self.end_block();
                self.code = Some(Default::default());
            }
            "ul" | "ol" => {
                self.end_block();
                self.lists.push(name == "ol");
            }
            "li" => {
                self.end_block();
                self.gap = false;
                self.in_item = true;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.heading = true;
            }
            "p" | "div" | "table" | "tr" | "blockquote" | "hr" => self.part(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.hidden == Some(name) {
            self.hidden = None;
        }
        match name {
            "b" | "strong" | "i" | "em" | "a" => self.close(name),
            "code" if self.code.is_none() => self.close(name),
            "pre" => self.end_code(),
            "ul" | "ol" => {
                self.end_block();
                self.lists.pop();
                self.gap = self.lists.is_empty();
            }
            "li" => {
                self.end_block();
                self.in_item = false;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.heading = false;
            }
            "p" => {
                self.part();
                self.gap = self.lists.is_empty();
            }
            "div" | "table" | "tr" | "blockquote" => self.part(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if let Some((_, code)) = &mut self.code {
            return code.push_str(text);
        }
        if self.in_item && !text.trim().is_empty() && std::mem::take(&mut self.gap) {
            self.line.push('\n');
        }
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\r' => {
                    if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                        self.line.push(' ');
                    }
                }
                _ => self.line.push(c),
            }
        }
        if self.span.is_none() && !text.trim().is_empty() {
            self.strong = false;
        }
    }

    /// What follows a paragraph or a list begins behind a blank line.
    fn stand_apart(&mut self) {
        if std::mem::take(&mut self.gap) && self.sections.has_text() {
            self.sections.line("");
        }
    }

    fn language(&mut self, tag: &StartTag<()>) {
        let class = tag.attributes.get(&b"class"[..]).map(|class| String::from_utf8_lossy(class));
        let language = class.as_deref().and_then(|class| class.strip_prefix(LANGUAGE));
        if let (Some((open, _)), Some(language)) = (&mut self.code, language) {
            language.clone_into(open);
        }
    }

    /// Spans do not nest: the outermost one stays.
    fn open(&mut self, mark: Mark) {
        if self.span.is_none() && self.code.is_none() {
            self.strong = self.line.is_empty() && matches!(mark, Mark::Strong);
            self.span = Some((self.line.len(), mark));
        }
    }

    fn close(&mut self, tag: &str) {
        if self.span.as_ref().is_some_and(|(_, mark)| mark.closed_by(tag)) {
            self.end_span();
        }
    }

    /// Marks what the open span encloses, but for the spaces around it.
    fn end_span(&mut self) {
        let Some((from, mark)) = self.span.take() else { return };
        let inside = self.line.split_off(from);
        let text = inside.trim();
        if text.is_empty() || text.contains('\n') {
            return self.line.push_str(&inside);
        }
        let (head, tail) = inside.split_once(text).unwrap_or_default();
        let _ = write!(self.line, "{head}{}{tail}", mark.span(text));
    }

    fn br(&mut self) {
        if let Some((_, code)) = &mut self.code {
            return code.push('\n');
        }
        if self.in_item {
            self.gap = false;
            let ended = self.line.trim_end_matches(' ').len();
            self.line.truncate(ended);
            return self.line.push('\n');
        }
        self.gap &= !self.line.is_empty();
        self.end_line();
    }

    /// The beginning or end of something that has lines of its own.
    fn part(&mut self) {
        if self.code.is_some() {
            self.br();
        } else if self.in_item {
            self.gap = !self.line.trim().is_empty();
        } else {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        self.end_code();
        if self.in_item {
            self.end_span();
            let text = std::mem::take(&mut self.line);
            let depth = self.lists.len().saturating_sub(1);
            let ordered = self.lists.last() == Some(&true);
            let text: Vec<_> = text.split('\n').map(spaced).collect();
            let text = text.join("\n");
            let text = if self.sections.in_text() { text.replace('\n', " ") } else { text };
            if !text.trim().is_empty() {
                self.gap = false;
                self.sections.item(depth, ordered, &text);
            }
            self.in_item = false;
        } else if !self.line.trim_matches([' ', '\t']).is_empty() {
            self.end_line();
        } else {
            self.line.clear();
            self.span = None;
        }
    }

    /// Hands on a line, or the section that it announces.
    fn end_line(&mut self) {
        let whole = std::mem::take(&mut self.strong);
        self.end_span();
        let line = spaced(&std::mem::take(&mut self.line));
        let label = (whole || self.heading).then(|| Section::of(line.trim_matches('*'))).flatten();
        match label {
            Some(section) => {
                self.gap = false;
                self.sections.heading(section);
            }
            None => {
                self.stand_apart();
                self.sections.line(&line);
            }
        }
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        let code = code.strip_prefix('\n').unwrap_or(&code);
        if !code.trim().is_empty() {
            self.stand_apart();
            self.sections.code(&language, code);
        }
    }
}

/// A line with the spaces that people see: a no-break space that only keeps a space is one.
fn spaced(line: &str) -> String {
    let line = line.trim_end_matches(' ');
    let mut out = String::with_capacity(line.len());
    let mut before = None;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let beside = |c: Option<char>| c.is_none_or(|c| matches!(c, ' ' | '\u{a0}'));
        let keeps = beside(before) || beside(chars.peek().copied());
        out.push(if c == '\u{a0}' && keeps { ' ' } else { c });
        before = Some(c);
    }
    out
}
