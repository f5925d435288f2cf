//! Plain text, for readers that show every character: texts stand as people typed them, below
//! headings that end with a colon. A line that would be taken for something else has a backslash
//! before it.

use crate::body::{Gaps, Markup, Section, Sections};
use crate::gather::Draft;
use crate::prose::{Line, Span};
use crate::report::Report;

/// A description being written.
#[derive(Default)]
pub(crate) struct PlainText {
    pub text: String,
}

impl PlainText {
    fn begin_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

impl Markup for PlainText {
    fn heading(&mut self, section: Section) {
        self.begin_line();
        self.begin_line();
        self.text.push_str(section.heading());
        self.text.push(':');
    }

    fn text(&mut self, lines: &[Line<'_>]) {
        self.begin_line();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.text.push('\n');
            }
            match line {
                Line::Text(spans) => self.text.push_str(&shielded(&typed(spans), announces)),
                Line::Item { mark, spans, .. } => self.text.extend([*mark, &typed(spans)]),
                Line::Code { language, code } => {
                    self.text.extend(["```", language]);
                    for line in code.split('\n') {
                        self.text.push('\n');
                        self.text.push_str(&shielded(line, announces));
                    }
                    self.text.push_str("\n```");
                }
            }
        }
    }

    fn item(&mut self, depth: usize, lines: &[Line<'_>]) {
        for (at, line) in lines.iter().enumerate() {
            let Line::Text(spans) = line else { continue };
            self.begin_line();
            self.text.push_str(if depth == 0 { "" } else { "  " });
            self.text.push_str(if at == 0 { "- " } else { "  " });
            let text = typed(spans);
            self.text.push_str(&if at == 0 { text } else { shielded(&text, is_special) });
        }
    }
}

fn typed(spans: &[Span<'_>]) -> String {
    spans.iter().map(ToString::to_string).collect()
}

/// A line behind a backslash if without its backslashes it is something else than text.
fn shielded(line: &str, special: fn(&str) -> bool) -> String {
    let shield = if special(line.trim_start_matches('\\')) { "\\" } else { "" };
    format!("{shield}{line}")
}

fn unshielded(line: &str, special: fn(&str) -> bool) -> &str {
    match line.strip_prefix('\\') {
        Some(rest) if special(rest.trim_start_matches('\\')) => rest,
        _ => line,
    }
}

fn announces(line: &str) -> bool {
    heading(line).is_some()
}

/// What cannot go on an item as it stands.
fn is_special(line: &str) -> bool {
    line.is_empty() || item(line).is_some() || announces(line)
}

fn heading(line: &str) -> Option<Section> {
    Section::of(line.trim_end().strip_suffix(':')?)
}

/// The depth and the text of an item.
fn item(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let text = ["- ", "• ", "* "].iter().find_map(|mark| text.strip_prefix(mark))?;
    Some((usize::from(indent >= 2), text))
}

/// Understands a description, ours or another's.
pub(crate) fn read(description: &str, draft: &mut Draft, report: &mut Report) {
    let mut sections = Sections::new(Gaps::Before, draft, report);
    let mut open: Option<(usize, String)> = None;
    for line in description.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some((depth, text)) = &mut open {
            if let Some(more) = going_on(line, *depth) {
                text.push('\n');
                text.push_str(more);
                continue;
            }
            sections.item(*depth, false, text);
            open = None;
        }
        let listed = item(line).filter(|_| !sections.in_text());
        if let Some(section) = heading(line) {
            sections.heading(section);
        } else if let Some((depth, text)) = listed {
            open = Some((depth, text.to_owned()));
        } else {
            sections.line(unshielded(line, announces));
        }
    }
    if let Some((depth, text)) = open {
        sections.item(depth, false, &text);
    }
    sections.finish();
}

/// The rest of a line that goes on an item at this depth.
fn going_on(line: &str, depth: usize) -> Option<&str> {
    let rest = line.strip_prefix(if depth == 0 { "  " } else { "    " })?;
    (!is_special(rest)).then(|| unshielded(rest, is_special))
}
