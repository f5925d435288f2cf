//! Markdown: headings and lists are levels, text below a title is its narrative, and labelled lists
//! hold the rest.
//!
//! Written with the workshop as the first heading, five levels of headings below it, and lists for
//! whatever is deeper. Read from any document: every heading is a slice, and every item of a list
//! that no label such as "Acceptance criteria" announces; a document without either is an outline.
//! The first line of an item is its title. A label stands alone on its line.
//! Leaves carry their id as a number, `US-003: Pay by card`, and stand in a table at the top, best
//! first; neither says anything that is not said below, and both are passed over on the way back.
//! Leading and trailing blank lines of texts are not kept.

use std::io::{self, Write};
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use slicing::{About, Cut, Product, Status};

use super::{Tracker, Wants, outline};
use crate::ReadError;
use crate::body::{self, Extras, Markup, Reading, Section, append};
use crate::fact::{Fact, Keep};
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::{IncomingSlice, IncomingStep};
use crate::markdown::{Markdown, line, plain, without_hard_break};
use crate::plan::{Card, Plan};
use crate::prose;
use crate::report::{Report, Severity, named};
use crate::text::{LineCounter, block};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "markdown",
    title: "Markdown",
    about: "The whole workshop as a readable document, for a wiki, a repository or a chat.",
    extension: "md",
    keeps: KEPT,
    wants: Wants::Everything,
    write: Some(super::Write::Whole(write)),
    read: Some(super::Read::Text(read)),
    is_tracker: false,
    ..Tracker::PLAIN
};

/// Everything but what only matters to whoever judges the slices.
const KEPT: &[(Fact, Keep)] = &[
    (Fact::About, Keep::Field),
    (Fact::Personas, Keep::Field),
    (Fact::Steps, Keep::Field),
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::Field),
    (Fact::Status, Keep::Field),
    (Fact::Pattern, Keep::Field),
    (Fact::Persona, Keep::Field),
    (Fact::Step, Keep::Field),
    (Fact::Value, Keep::Field),
    (Fact::Effort, Keep::Field),
    (Fact::Mvp, Keep::Field),
    (Fact::Release, Keep::Field),
    (Fact::Pin, Keep::Field),
    (Fact::Wish, Keep::Field),
    (Fact::Because, Keep::Field),
    (Fact::Acceptance, Keep::Field),
    (Fact::Needs, Keep::Field),
    (Fact::Questions, Keep::Field),
    (Fact::Deferrals, Keep::Field),
    (Fact::Tags, Keep::Field),
    (Fact::Notes, Keep::Field),
    (Fact::Reference, Keep::Field),
];

/// The depth from which on slices are items of a list: above are headings 2 to 6.
const FIRST_LIST_DEPTH: usize = 5;
const MARKER: &str = "<!-- carpaccio workshop ";
const MARKER_END: &str = " -->";
const WORKSHOP_LABEL: &str = "Workshop";
const STORIES_LABEL: &str = "Stories";
const STORY: &str = "US-";

fn write(plan: &Plan<'_>, out: &mut dyn Write, _: &mut Report) -> io::Result<()> {
    write_workshop(plan, out)?;
    write_stories(plan, out)?;
    for card in &plan.cards {
        write_card(plan, card, out)?;
    }
    Ok(())
}

fn write_workshop(plan: &Plan<'_>, out: &mut dyn Write) -> io::Result<()> {
    let workshop = plan.workshop;
    let About { title, goal, product, time_box, mvp, .. } = &workshop.about;
    writeln!(out, "{MARKER}{}{MARKER_END}\n", plan.identity)?;
    let title = crate::text::one_line(title);
    let title = if title.trim().is_empty() { crate::plan::UNTITLED } else { &title };
    writeln!(out, "# {}\n", line(title))?;
    let mut markdown = Markdown::indented(0);
    if !goal.is_empty() {
        markdown.text(&prose::parse(&block(goal)));
    }
    markdown.label(WORKSHOP_LABEL);
    markdown.item(0, &prose::plain(&format!("Product: {product}")));
    markdown.item(0, &prose::plain(&format!("Time-box in days: {time_box}")));
    markdown.item(0, &prose::plain(&format!("MVP: {}", mvp.cut)));
    for persona in &workshop.personas {
        markdown.item(0, &prose::plain(&format!("Persona: {}", persona.name)));
    }
    for step in &workshop.steps {
        let label = if step.essential { "Essential step" } else { "Step" };
        markdown.item(0, &prose::plain(&format!("{label}: {}", step.name)));
    }
    out.write_all(markdown.text.as_bytes())
}

/// The leaves, best first; those that are not in the backlog come last.
fn write_stories(plan: &Plan<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut leaves: Vec<_> = plan.cards.iter().filter(|card| card.leaf).collect();
    if leaves.is_empty() {
        return Ok(());
    }
    leaves.sort_by_key(|card| card.rank.unwrap_or(u32::MAX));
    writeln!(out, "\n**{STORIES_LABEL}**\n\n| Story | Title | Value | Effort | MVP |")?;
    writeln!(out, "|---|---|---|---|---|")?;
    for card in leaves {
        let value = card.value().map(|value| value.number.to_string()).unwrap_or_default();
        let effort = card.effort().map(|effort| body::days(effort.number)).unwrap_or_default();
        let mvp = if card.in_mvp() { "yes" } else { "" };
        let title = line(&card.title);
        writeln!(out, "| {} | {title} | {value} | {effort} | {mvp} |", story(card))?;
    }
    Ok(())
}

/// `US-003`.
fn story(card: &Card<'_>) -> String {
    format!("{STORY}{:03}", card.slice.id.0)
}

/// The title with its number where it is a leaf; no other title looks as if it had one.
fn headline(card: &Card<'_>) -> String {
    let title = line(&card.title);
    match title.strip_prefix(STORY) {
        _ if card.leaf => format!("{}: {title}", story(card)),
        Some(rest) => format!("&#{};{}{rest}", u32::from('U'), &STORY[1..]),
        None => title,
    }
}

/// A title without the number of its story.
fn without_number(source: &str) -> Option<&str> {
    let (number, title) = source.strip_prefix(STORY)?.split_once(": ")?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some(title)
}

fn write_card(plan: &Plan<'_>, card: &Card<'_>, out: &mut dyn Write) -> io::Result<()> {
    let title = headline(card);
    let indent = if card.depth < FIRST_LIST_DEPTH {
        writeln!(out, "\n{} {title}\n", &"######"[..card.depth + 2])?;
        0
    } else {
        let indent = (card.depth - FIRST_LIST_DEPTH) * 2;
        // Another mark than that of the lists in the body: it begins a list of its own.
        writeln!(out, "\n{:indent$}* {title}\n", "")?;
        indent + 2
    };
    let mut markdown = Markdown::indented(indent);
    body::write(plan, card, &Extras::default(), &mut markdown);
    out.write_all(markdown.text.as_bytes())
}

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let text = block(text);
    let options = Options::ENABLE_TASKLISTS | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(&text, into);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    if !reader.ours && into.drafts.is_empty() {
        into.about = Default::default();
        into.report.note(Severity::Guessed, "no heading and no list: every line is a slice");
        return outline::read(&text, into);
    }
    Ok(())
}

/// Follows a document and keeps what is open.
struct Reader<'t, 'g> {
    source: &'t str,
    into: &'g mut Gathering,
    /// The slices from the epic down to the one that texts belong to.
    path: Vec<Open>,
    blocks: Vec<Block>,
    /// The inline source seen since the last block began or ended.
    inline: Option<Range<usize>>,
    ours: bool,
    in_workshop_label: bool,
    in_stories: bool,
    lines: LineCounter<'t>,
}

/// An open slice.
struct Open {
    /// Headings by level, then lists by depth.
    rank: usize,
    draft: usize,
    reading: Reading,
}

/// An open block.
enum Block {
    Heading,
    /// A list whose items are slices.
    Slices,
    /// A list that a label announced, at this depth.
    Body(usize),
    /// An item of a list of slices: not yet titled, or a slice with this rank, or a label.
    Slice {
        titled: Option<usize>,
        done: bool,
    },
    /// An item of a labelled list, with its text so far.
    Item {
        depth: usize,
        text: Option<String>,
    },
    /// Something whose source is kept as it stands.
    Verbatim,
    /// Something that is no content.
    Ignored,
}

/// Ranks of headings are below this.
const FIRST_LIST_RANK: usize = 10;

impl<'t, 'g> Reader<'t, 'g> {
    fn new(source: &'t str, into: &'g mut Gathering) -> Self {
        Self {
            source,
            into,
            path: Vec::new(),
            blocks: Vec::new(),
            inline: None,
            ours: false,
            in_workshop_label: false,
            in_stories: false,
            lines: LineCounter::new(source),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(end) => self.end(end),
            Event::TaskListMarker(checked) => {
                if let Some(Block::Slice { done, .. }) = self.blocks.last_mut() {
                    *done = checked;
                }
            }
            Event::Html(_) => self.html(range),
            Event::Rule => self.flush(),
            _ => self.extend(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.open(Block::Heading),
            Tag::List(_) => self.open_list(),
            Tag::Item => {
                self.flush();
                let block = match self.blocks.last() {
                    Some(Block::Body(depth)) => Block::Item { depth: *depth, text: None },
                    _ => Block::Slice { titled: None, done: false },
                };
                self.blocks.push(block);
            }
            Tag::CodeBlock(_) => {
                self.open(Block::Verbatim);
                self.verbatim(range);
            }
            Tag::MetadataBlock(_) => {
                let line = self.lines.of(range.start);
                self.into.report.at(line, Severity::Skipped, "the metadata before the text");
                self.open(Block::Ignored);
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::HtmlBlock => self.flush(),
            _ => self.extend(range),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => {
                let range = self.inline.take();
                self.blocks.pop();
                if let (Some(range), TagEnd::Heading(level)) = (range, end) {
                    self.heading(level, range);
                }
            }
            TagEnd::List(_) => {
                self.flush();
                if let Some(Block::Body(0)) = self.blocks.pop() {
                    self.in_workshop_label = false;
                    self.announce(Section::Narrative);
                }
            }
            TagEnd::Item => {
                self.flush();
                match self.blocks.pop() {
                    Some(Block::Item { depth, text }) => self.item(depth, text),
                    Some(Block::Slice { titled: Some(rank), .. }) => self.close(rank),
                    _ => {}
                }
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.inline = None;
                self.blocks.pop();
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn open(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    /// A list below a label belongs to the label; every other list is one of slices.
    fn open_list(&mut self) {
        self.flush();
        let block = match self.blocks.last_mut() {
            Some(Block::Item { depth, text }) => {
                let (depth, text) = (*depth, text.take());
                self.item(depth, text);
                Block::Body(depth + 1)
            }
            _ if self.in_workshop_label => Block::Body(0),
            _ => match self.path.last().map(|open| open.reading.section()) {
                Some(
                    Section::Acceptance
                    | Section::Questions
                    | Section::Deferrals
                    | Section::Details,
                ) => Block::Body(0),
                _ => Block::Slices,
            },
        };
        self.blocks.push(block);
    }

    fn extend(&mut self, range: Range<usize>) {
        if matches!(self.blocks.last(), Some(Block::Verbatim | Block::Ignored)) {
            return;
        }
        match &mut self.inline {
            Some(inline) => inline.end = inline.end.max(range.end),
            None => {
                // The parser leaves the backslash of an escape out.
                let escaped = self.source[..range.start].ends_with('\\');
                self.inline = Some(range.start - usize::from(escaped)..range.end);
            }
        }
    }

    /// Takes the inline source as one text.
    fn flush(&mut self) {
        let Some(range) = self.inline.take() else { return };
        let source = &self.source[range.clone()];
        match self.blocks.last_mut() {
            Some(Block::Slice { titled: None, .. }) => self.title(range),
            Some(Block::Item { text, .. }) => {
                let more = plain(&unquoted(source));
                match text {
                    Some(text) => append(text, "\n\n", &more),
                    None => *text = Some(more),
                }
            }
            _ => self.paragraph(source),
        }
    }

    /// Texts of a slice, parted by the lines that are labels, or a text of the workshop.
    fn paragraph(&mut self, source: &str) {
        if self.path.is_empty() {
            return self.paragraph_of_workshop(source);
        }
        let mut text = String::new();
        for line in source.split_inclusive('\n') {
            match label(line) {
                Some(section) => {
                    self.lines_of_text(&std::mem::take(&mut text));
                    self.announce(section);
                }
                None => text.push_str(line),
            }
        }
        self.lines_of_text(&text);
    }

    fn paragraph_of_workshop(&mut self, source: &str) {
        if self.ours && source == "**Workshop**" {
            self.in_workshop_label = true;
        } else if self.ours && source == "**Stories**" {
            self.in_stories = true;
        } else if !std::mem::take(&mut self.in_stories) || !source.starts_with('|') {
            self.lines_of_text(source);
        }
    }

    fn lines_of_text(&mut self, source: &str) {
        let source = source.strip_suffix('\n').unwrap_or(source);
        if !source.is_empty() {
            self.text(&plain(&unquoted(source)));
        }
    }

    fn text(&mut self, text: &str) {
        match self.path.last_mut() {
            Some(open) => open.reading.text(text, &mut self.into.drafts[open.draft]),
            None => append(self.into.about.goal.get_or_insert_default(), "\n\n", text),
        }
    }

    fn announce(&mut self, section: Section) {
        if let Some(open) = self.path.last_mut() {
            open.reading.heading(section);
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let source = &self.source[range.clone()];
        let is_title = self.ours && self.into.about.title.is_none() && self.path.is_empty();
        if is_title && level == HeadingLevel::H1 {
            self.into.about.title = Some(plain(source));
            return;
        }
        match label(source).filter(|_| !self.path.is_empty()) {
            Some(section) => self.announce(section),
            None => {
                let line = self.lines.of(range.start);
                self.begin(level as usize, source, line, Status::Open);
            }
        }
    }

    /// The first paragraph of an item: its title and what stands directly below.
    fn title(&mut self, range: Range<usize>) {
        let source = &self.source[range.clone()];
        let (title, below) = source.split_once('\n').unwrap_or((source, ""));
        self.first_line(title, range.start);
        if !below.is_empty() {
            self.paragraph(below);
        }
    }

    /// The title of an item, or a label for what is below it.
    fn first_line(&mut self, source: &str, at: usize) {
        let depth = self.blocks.iter().filter(|block| matches!(block, Block::Slice { .. })).count();
        let rank = FIRST_LIST_RANK + depth;
        if let Some(section) = label(source).filter(|_| !self.path.is_empty()) {
            if let Some(Block::Slice { titled, .. }) = self.blocks.last_mut() {
                *titled = Some(usize::MAX);
            }
            return self.announce(section);
        }
        let mut status = Status::Open;
        if let Some(Block::Slice { titled, done }) = self.blocks.last_mut() {
            *titled = Some(rank);
            status = if *done { Status::Done } else { status };
        }
        let line = self.lines.of(at);
        self.begin(rank, source, line, status);
    }

    fn begin(&mut self, rank: usize, source: &str, line: u32, status: Status) {
        self.close(rank);
        let number = Some(source).filter(|_| self.ours).and_then(without_number);
        let title = plain(&unquoted(number.unwrap_or(source)));
        let slice = IncomingSlice { line, title, status, ..IncomingSlice::default() };
        let parent = self.path.last().map_or(Above::Nothing, |open| Above::Draft(open.draft));
        let draft = self.into.push(Draft { slice, parent, ..Draft::default() });
        self.path.push(Open { rank, draft, reading: Reading::default() });
    }

    fn close(&mut self, rank: usize) {
        while self.path.last().is_some_and(|open| open.rank >= rank) {
            self.path.pop();
        }
    }

    fn item(&mut self, depth: usize, text: Option<String>) {
        let Some(text) = text else { return };
        match self.path.last_mut() {
            Some(open) => {
                let draft = &mut self.into.drafts[open.draft];
                open.reading.item(depth, &text, draft, &mut self.into.report);
            }
            None => workshop_item(&text, self.into),
        }
    }

    fn html(&mut self, range: Range<usize>) {
        let source = self.source[range.clone()].trim();
        let identity = source.strip_prefix(MARKER).and_then(|rest| rest.strip_suffix(MARKER_END));
        if let Some(identity) = identity.filter(|_| self.into.drafts.is_empty()) {
            self.ours = true;
            self.into.about.identity = Some(identity.to_owned());
        } else if source.starts_with("<!--") {
            let line = self.lines.of(range.start);
            self.into.report.at(line, Severity::Skipped, "a comment");
        } else {
            self.verbatim(range);
        }
    }

    fn verbatim(&mut self, range: Range<usize>) {
        let source = self.source[range].trim_end();
        let lines: Vec<_> = source.lines().map(str::trim_end).collect();
        self.text(&lines.join("\n"));
    }
}

/// The section that a line announces: its name alone, emphasized or not, with a colon or without.
fn label(source: &str) -> Option<Section> {
    let source = without_hard_break(source.trim()).trim_end();
    let source = source.strip_suffix(':').unwrap_or(source);
    Section::of(source.trim_matches(['*', '_']))
}

/// Source without the marks of a quotation at the start of its lines.
fn unquoted(source: &str) -> String {
    let lines: Vec<_> =
        source.split('\n').map(|line| line.trim_start_matches(['>', ' ', '\t'])).collect();
    lines.join("\n")
}

fn workshop_item(text: &str, into: &mut Gathering) {
    let (label, value) = text.split_once(": ").unwrap_or((text, ""));
    let about = &mut into.about;
    match label {
        "Product" => about.product = Product::from_id(value),
        "Time-box in days" => {
            about.time_box = value.parse().ok().filter(|days| (1..=100).contains(days));
        }
        // As it was written before there were other ways to draw the line.
        "MVP" if value == "by hand" => about.mvp = Some(Cut::ByHand),
        "MVP" => about.mvp = Cut::from_id(value),
        "Persona" => into.personas.push(value.to_owned()),
        "Step" | "Essential step" => {
            let essential = label != "Step";
            into.steps.push(IncomingStep { name: value.to_owned(), essential });
        }
        _ => into.report.note(Severity::Skipped, format!("{}, which is unknown", named(text))),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::{Format, Severity};

    /// The tree with what each slice says.
    fn check(markdown: &str, expect: Expect) {
        let incoming = crate::read(Format::Markdown, markdown.as_bytes()).unwrap();
        let mut shown = String::new();
        let mut depths: Vec<usize> = Vec::new();
        for slice in &incoming.slices {
            let depth = slice.parent.map_or(0, |parent| depths[parent as usize] + 1);
            depths.push(depth);
            shown += &format!("{}{}: {}\n", "  ".repeat(depth), slice.line, slice.title);
            for (what, text) in [("text", &slice.narrative), ("notes", &slice.notes)] {
                if !text.is_empty() {
                    shown += &format!("{}{what} {text:?}\n", "  ".repeat(depth + 1));
                }
            }
            for criterion in &slice.acceptance {
                shown += &format!("{}criterion {criterion:?}\n", "  ".repeat(depth + 1));
            }
        }
        expect.assert_eq(&shown);
    }

    #[test]
    fn headings_and_lists_are_levels_and_text_is_the_narrative() {
        check(
            "# Shop\n\nSell *bread*.\nOnline.\n\nTo all.\n\n## Pay\n\n- By card\n  - Visa\n- [x] By invoice\n\n  For firms.\n\n### Late\n# Bake\n",
            expect![[r#"
                1: Shop
                  text "Sell *bread*.\nOnline.\n\nTo all."
                  8: Pay
                    10: By card
                      11: Visa
                    12: By invoice
                      text "For firms."
                    16: Late
                17: Bake
            "#]],
        );
    }

    #[test]
    fn checkboxes_under_a_label_are_criteria_wherever_the_label_stands() {
        check(
            "# A\n\nAcceptance criteria:\n- [ ] one\n- [x] two\n  more\n\n# D\n\n#### Acceptance Criteria\n\n1. four\n",
            expect![[r#"
                1: A
                  criterion "one"
                  criterion "two\nmore"
                8: D
                  criterion "four"
            "#]],
        );
    }

    #[test]
    fn an_item_can_be_the_label_of_the_list_below_it() {
        check(
            "- B\n  - Acceptance criteria\n    - [ ] three\n  - C\n",
            expect![[r#"
                1: B
                  criterion "three"
                  4: C
            "#]],
        );
    }

    #[test]
    fn lines_directly_below_the_title_of_an_item_are_its_narrative() {
        check(
            "- Pay\n  As a guest,  \n  I pay.\n  - By card\\\n    Visa only.\n- [x] Ship\nto the door.\n\n  Fast.\n",
            expect![[r#"
                1: Pay
                  text "As a guest,\nI pay."
                  4: By card
                    text "Visa only."
                6: Ship
                  text "to the door.\n\nFast."
            "#]],
        );
    }

    #[test]
    fn every_usual_label_directly_below_a_title_announces_criteria() {
        let labels = [
            "**Acceptance criteria**",
            "**Acceptance Criteria:**",
            "__acceptance criteria__:",
            "*Acceptance criteria*\\",
            "Acceptance criteria",
            "ACCEPTANCE CRITERIA:",
            "AC:",
            "**AC**",
        ];
        for label in labels {
            for mark in ["- [ ]", "*"] {
                let below = format!("A seat.\n{label}\n{mark} seats are kept\n{mark} for an hour");
                let item = format!("- Reserve\n  {}\n- Pay\n", below.replace('\n', "\n  "));
                let heading = format!("# Reserve\n{below}\n# Pay\n");
                for text in [item, heading] {
                    let slices = crate::read(Format::Markdown, text.as_bytes()).unwrap().slices;
                    let titles: Vec<_> = slices.iter().map(|slice| slice.title.as_str()).collect();
                    assert_eq!(titles, ["Reserve", "Pay"], "{text}");
                    assert_eq!(slices[0].narrative, "A seat.", "{text}");
                    assert_eq!(slices[0].acceptance, ["seats are kept", "for an hour"], "{text}");
                }
            }
        }
    }

    #[test]
    fn slices_go_on_after_the_criteria_of_an_item() {
        check(
            "- Reserve\n  **Acceptance criteria**\n  - [ ] kept\n\n  Notes:\n  Ask Ann.\n  - By phone\n- Pay\n",
            expect![[r#"
                1: Reserve
                  notes "Ask Ann."
                  criterion "kept"
                  7: By phone
                8: Pay
            "#]],
        );
    }

    #[test]
    fn code_quotations_and_tables_stay_as_they_are() {
        check(
            "# A\n\n```sh\n# no heading\n- no item\n```\n\n> said\n> twice\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            expect![[r##"
                1: A
                  text "```sh\n# no heading\n- no item\n```\n\nsaid\ntwice\n\n| a | b |\n|---|---|\n| 1 | 2 |"
            "##]],
        );
    }

    #[test]
    fn a_document_without_headings_and_lists_is_an_outline() {
        check(
            "Pay by card\nPay by invoice\n",
            expect![[r#"
                1: Pay by card
                2: Pay by invoice
            "#]],
        );
    }

    #[test]
    fn numbers_of_stories_are_titles_in_documents_of_others() {
        check(
            "# Shop\n\n**Stories**\n\n| Story | Title |\n|---|---|\n| US-001 | Pay |\n\n### US-001: Pay\n",
            expect![[r#"
                1: Shop
                  text "**Stories**\n\n| Story | Title |\n|---|---|\n| US-001 | Pay |"
                  9: US-001: Pay
            "#]],
        );
    }

    #[test]
    fn metadata_and_comments_are_skipped_with_their_line() {
        let text = "---\ntitle: x\n---\n\n# A\n\n<!-- hidden -->\n";
        let incoming = crate::read(Format::Markdown, text.as_bytes()).unwrap();
        let lines: Vec<_> = incoming.report.of(Severity::Skipped).map(|note| note.line).collect();
        assert_eq!(lines, [Some(1), Some(7)]);
    }
}
