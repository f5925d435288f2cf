//! OPML 2.0: the outline as outliners and mind maps exchange it.
//!
//! An `outline` for each slice: its title as `text`, everything below it as `_note`, which most
//! outliners show, and what is decided as attributes for other programs. Read from any OPML file.
//! <https://opml.org/spec2.opml>

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use slicing::{Kind, Role, Status};

use super::{Read, Tracker, Wants};
use crate::ReadError;
use crate::fact::{Fact, Keep};
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::prose::Prose;
use crate::report::{Report, Severity};
use crate::text::{LineCounter, one_line};
use crate::ticket::{Shape, Ticket, Tickets};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "opml",
    title: "OPML",
    about: "The outline with everything in notes, for outliners and mind maps.",
    extension: "opml",
    keeps: KEEPS,
    wants: Wants::Everything,
    shape: Shape {
        types: &[(Role::Spike, "spike"), (Role::Task, "task")],
        prose: Prose::Plain,
        ..Shape::PLAIN
    },
    write: Some(super::Write::Tickets(write)),
    read: Some(Read::Text(read)),
    is_tracker: false,
    ..Tracker::PLAIN
};

/// Everything is in the notes too, because there it reads back exactly.
const KEEPS: &[(Fact, Keep)] = &[
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::Field),
    (Fact::Status, Keep::Field),
    (Fact::Pattern, Keep::LINES),
    (Fact::Persona, Keep::LINES),
    (Fact::Step, Keep::LINES),
    (Fact::Value, Keep::LINES),
    (Fact::Effort, Keep::LINES),
    (Fact::Mvp, Keep::Field),
    (Fact::Release, Keep::LINES),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::LINES),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::Field),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

fn write(tickets: &Tickets<'_>, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n",
    )?;
    let title = one_line(&tickets.plan.workshop.about.title);
    writeln!(out, "    <title>{}</title>\n  </head>\n  <body>", escaped(&title))?;
    let mut open = 0;
    for ticket in tickets.iter() {
        while open > ticket.card.depth {
            open -= 1;
            writeln!(out, "{:1$}</outline>", "", open * 2 + 4)?;
        }
        let end = if ticket.card.leaf { "/>" } else { ">" };
        open += usize::from(!ticket.card.leaf);
        write!(out, "{:1$}<outline", "", ticket.card.depth * 2 + 4)?;
        for (name, value) in attributes(ticket, report) {
            write!(out, " {name}=\"{}\"", escaped(&value))?;
        }
        writeln!(out, "{end}")?;
    }
    while open > 0 {
        open -= 1;
        writeln!(out, "{:1$}</outline>", "", open * 2 + 4)?;
    }
    out.write_all(b"  </body>\n</opml>\n")
}

fn attributes<'p>(
    ticket: Ticket<'p>,
    report: &mut Report,
) -> impl Iterator<Item = (&'static str, Cow<'p, str>)> {
    let slice = ticket.card.slice;
    let done = if slice.status == Status::Done { "true" } else { "" };
    let status = if slice.status == Status::Open { "" } else { slice.status.id() };
    let mvp = if ticket.card.in_mvp() { "true" } else { "" };
    [
        ("text", ticket.title().into()),
        ("_note", ticket.description(report).into()),
        ("_complete", done.into()),
        ("type", ticket.type_name().into()),
        ("status", status.into()),
        ("mvp", mvp.into()),
        ("category", ticket.labels().map(category).collect::<Vec<_>>().join(",").into()),
    ]
    .into_iter()
    .filter(|(name, value): &(_, Cow<'_, str>)| *name == "text" || !value.is_empty())
}

/// OPML parts categories by commas and has no way to write one.
fn category(tag: Cow<'_, str>) -> String {
    tag.replace(',', ";")
}

/// As the value of an attribute or as text. What XML cannot say at all is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut lines = LineCounter::new(text);
    let mut reading = Reading::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match reader.read_event() {
            Ok(Event::Start(tag)) => reading.start(&tag, lines.of(at), true, into),
            Ok(Event::Empty(tag)) => reading.start(&tag, lines.of(at), false, into),
            Ok(Event::End(tag)) => reading.end(tag.name().as_ref()),
            Ok(Event::Text(text)) if reading.in_title => {
                into.about
                    .title
                    .get_or_insert_default()
                    .push_str(&text.xml_content(XmlVersion::Implicit1_0));
            }
            Ok(Event::GeneralRef(name)) if reading.in_title => {
                let entity = format!("&{};", name.xml_content(XmlVersion::Implicit1_0));
                let plain = quick_xml::escape::unescape(&entity).map(Cow::into_owned);
                into.about.title.get_or_insert_default().push_str(&plain.unwrap_or(entity));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let what = format!("the rest of the file: {error}");
                into.report.at(lines.of(at), Severity::Skipped, what);
                break;
            }
        }
    }
    if !reading.is_opml {
        into.report.at(1, Severity::Skipped, "the file, which has no outline");
    }
    Ok(())
}

/// Follows a file and keeps what is open.
#[derive(Default)]
struct Reading {
    is_opml: bool,
    in_title: bool,
    path: Vec<usize>,
}

impl Reading {
    fn start(&mut self, tag: &BytesStart<'_>, line: u32, opens: bool, into: &mut Gathering) {
        match tag.name().as_ref() {
            "outline" => {
                self.is_opml = true;
                let mut draft = draft(tag, line, &mut into.report);
                if let (Above::Nothing, Some(parent)) = (&draft.parent, self.path.last()) {
                    draft.parent = Above::Draft(*parent);
                }
                let index = into.push(draft);
                if opens {
                    self.path.push(index);
                }
            }
            "title" => self.in_title = opens && self.path.is_empty(),
            "opml" | "body" => self.is_opml = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "outline" => {
                self.path.pop();
            }
            "title" => self.in_title = false,
            _ => {}
        }
    }
}

fn draft(tag: &BytesStart<'_>, line: u32, report: &mut Report) -> Draft {
    let mut draft =
        Draft { slice: IncomingSlice { line, ..IncomingSlice::default() }, ..Draft::default() };
    let (mut text, mut name, mut note) = (None, None, None);
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.clone().into_owned(),
        };
        let slice = &mut draft.slice;
        match attribute.key.as_ref().to_ascii_lowercase().as_str() {
            "text" => text = Some(value),
            "title" => name = Some(value),
            "_note" | "note" | "description" => note = Some(value),
            "_complete" | "_status" if matches!(value.as_str(), "true" | "checked") => {
                slice.status = Status::Done;
            }
            "type" => slice.kind = Kind::from_id(&value.to_lowercase()).unwrap_or_default(),
            "status" => slice.status = Status::from_id(&value).unwrap_or(slice.status),
            "mvp" => slice.in_mvp = value == "true",
            "category" => slice.tags = categories(&value),
            _ => {}
        }
    }
    draft.slice.title = text.filter(|text| !text.trim().is_empty()).or(name).unwrap_or_default();
    if let Some(note) = note {
        from_note(&note, &mut draft, report);
    }
    draft
}

fn categories(value: &str) -> Vec<String> {
    let parts = value.split(',').map(|part| part.trim().trim_start_matches('/').to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// A note of ours says all there is; any other one comes on top.
fn from_note(note: &str, draft: &mut Draft, report: &mut Report) {
    let tags = std::mem::take(&mut draft.slice.tags);
    Prose::Plain.read(note, draft, report);
    if draft.slice.reference.is_none() {
        draft.slice.tags.extend(tags);
    }
}

#[cfg(test)]
mod tests {
    use slicing::Status;

    use super::escaped;
    use crate::{Format, Incoming, Severity};

    fn read(text: &str) -> Incoming {
        crate::read(Format::Opml, text.as_bytes()).unwrap()
    }

    #[test]
    fn the_file_of_an_outliner_is_read() {
        let incoming = read(
            "<?xml version='1.0'?>\n<opml version=\"1.0\">\n<head><title>Shop &amp; more</title></head>\n<body>\n<outline text=\"Pay &lt;b&gt;\" _note=\"As a buyer&#10;I pay.\">\n<outline text='By card' _complete='true' created='x' category='/web,first'/>\n<outline title=\"Named\"></outline>\n</outline>\n<outline text=\"Ship\"/>\n</body></opml>\n",
        );
        assert_eq!(incoming.about.title.as_deref(), Some("Shop & more"));
        let tree: Vec<_> =
            incoming.slices.iter().map(|s| (s.line, s.title.as_str(), s.parent)).collect();
        let expected = [
            (5, "Pay <b>", None),
            (6, "By card", Some(0)),
            (7, "Named", Some(0)),
            (9, "Ship", None),
        ];
        assert_eq!(tree, expected);
        assert_eq!(incoming.slices[0].narrative, "As a buyer\nI pay.");
        assert_eq!(incoming.slices[1].status, Status::Done);
        assert_eq!(incoming.slices[1].tags, ["first", "web"]);
    }

    #[test]
    fn a_file_that_ends_in_the_middle_keeps_what_came_before() {
        let incoming = read("<opml><body><outline text=\"A\">\n<outline text=\"B\n");
        assert_eq!(incoming.slices.len(), 1);
        assert_eq!(incoming.report.of(Severity::Skipped).next().unwrap().line, Some(2));
    }

    #[test]
    fn thousands_of_levels_are_read() {
        let deep = "<outline text='x'>".repeat(50_000);
        assert_eq!(
            read(&format!("<opml><body>{deep}")).slices.last().unwrap().parent,
            Some(49_998)
        );
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<!DOCTYPE o [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><opml><body><outline text=\"&b;\"/></body></opml>";
        assert_eq!(read(bomb).slices[0].title, "&b;");
    }

    #[test]
    fn other_xml_is_told() {
        assert_eq!(read("<html></html>").report.notes[0].line, Some(1));
    }

    #[test]
    fn what_xml_cannot_say_is_left_out() {
        assert_eq!(escaped("a\u{1}<\u{fffe}\n\""), "a&lt;&#10;&quot;");
    }
}
