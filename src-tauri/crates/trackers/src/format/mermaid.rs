//! A mind map in Mermaid, for documents that draw it: the workshop in the middle, every slice a
//! node, what is in the MVP as hexagons.
//!
//! Titles stand between quotation marks, and whatever could act there, as an entity code.
//! <https://mermaid.js.org/syntax/mindmap.html>

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Tracker;
use crate::fact::{Fact, Keep};
use crate::plan::UNTITLED;
use crate::report::Report;
use crate::text::one_line;
use crate::ticket::{Shape, Tickets};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "mermaid",
    title: "Mermaid mind map",
    about: "A picture of the tree for Markdown documents, wikis and merge requests.",
    extension: "mmd",
    keeps: &[
        (Fact::Mvp, Keep::As("hexagons")),
        (Fact::Pin, Keep::As("the order among siblings")),
        (Fact::Reference, Keep::As("the keys of the slices as names of the nodes")),
    ],
    shape: Shape { longest_title: 200, ..Shape::PLAIN },
    guide: &[
        "Put it into a document between ```mermaid and ```, or paste it at https://mermaid.live",
        "Mermaid draws at most 50,000 characters unless maxTextSize is raised.",
    ],
    write: Some(super::Write::Tickets(write)),
    is_tracker: false,
    ..Tracker::PLAIN
};

fn write(tickets: &Tickets<'_>, out: &mut dyn Write, _: &mut Report) -> io::Result<()> {
    let title = one_line(&tickets.plan.workshop.about.title);
    let title = if title.trim().is_empty() { UNTITLED } else { &title };
    writeln!(out, "mindmap\n  workshop((\"{}\"))", shielded(title))?;
    for index in tickets.by_rank_below_parents() {
        let ticket = tickets.get(index);
        let (begin, end) = if ticket.card.in_mvp() { ("{{", "}}") } else { ("[", "]") };
        let (depth, title) = (ticket.card.depth * 2 + 4, shielded(ticket.title()));
        writeln!(out, "{:depth$}{}{begin}\"{title}\"{end}", "", ticket.card.slice.id)?;
    }
    Ok(())
}

/// A title that shows as it is. Everything that Mermaid or Markdown in it could take for markup is
/// an entity code; a colon too, because Mermaid looks for styles before it looks for quotation marks.
fn shielded(title: &str) -> String {
    let title = title.trim();
    let harmless = |c: char| matches!(c, ',' | '\'' | '!' | '?' | '/' | '(' | ')');
    let digits = title.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(title.len());
    for (at, c) in title.char_indices() {
        let inside = at > digits && matches!(c, '.' | '-' | '+' | '=');
        let lists = at == digits && c == ')';
        if lists || (c.is_ascii_punctuation() && !harmless(c) && !inside) {
            let _ = write!(out, "#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::shielded;

    #[test]
    fn ordinary_titles_stay_readable() {
        assert_eq!(shielded("Pay by card, e.g. Visa (12.50)"), "Pay by card, e.g. Visa (12.50)");
    }

    #[test]
    fn what_would_be_a_list_or_a_style_is_not() {
        assert_eq!(shielded("1. One"), "1#46; One");
        assert_eq!(shielded("1) One"), "1#41; One");
        assert_eq!(shielded("- \"x\"]"), "#45; #34;x#34;#93;");
        assert_eq!(shielded("style a:#fff;"), "style a#58;#35;fff#59;");
    }

    proptest! {
        #[test]
        fn every_title_shows_as_it_is_and_nothing_in_it_acts(title in "[ -~é]{0,40}") {
            let shielded = shielded(&title);
            let acting = ['"', '`', '<', '&', '[', '{', ':', '%', '*', '_', '$'];
            prop_assert_eq!(shielded.find(acting), None);
            let mut shown = String::new();
            for (at, part) in shielded.split('#').enumerate() {
                let (code, rest) = if at == 0 { ("", part) } else { part.split_once(';').unwrap() };
                shown.extend(code.parse::<u32>().ok().and_then(char::from_u32));
                shown.push_str(rest);
            }
            prop_assert_eq!(shown, title.trim());
        }
    }
}
