//! Gherkin: a feature file for each slice that has acceptance criteria, for Cucumber and its
//! relatives.
//!
//! A criterion of the form given, when, then becomes a scenario with these steps; any other one a
//! scenario with one step that says it. In one stream the files stand one below the other, each
//! behind a comment with its name.
//! <https://cucumber.io/docs/gherkin/reference>

use std::io::{self, Write};

use slicing::Role;

use super::Tracker;
use crate::fact::{Fact, Keep};
use crate::files::{Files, Part};
use crate::report::{Report, Severity, count};
use crate::text::{block, cut, one_line};
use crate::ticket::{MVP, Shape, Ticket, Tickets};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "gherkin",
    title: "Gherkin",
    about: "Feature files with a scenario for each acceptance criterion, for tests that can be run.",
    extension: "feature",
    keeps: &[
        (Fact::Narrative, Keep::Field),
        (Fact::Kind, Keep::As("tags")),
        (Fact::Mvp, Keep::As("tags")),
        (Fact::Acceptance, Keep::As("scenarios")),
        (Fact::Tags, Keep::As("tags")),
        (Fact::Reference, Keep::As("tags")),
    ],
    shape: Shape { types: &[(Role::Spike, "spike"), (Role::Task, "task")], ..Shape::PLAIN },
    guide: &["Put the files into the folder features of the project that is tested."],
    write: Some(super::Write::Files(write)),
    is_tracker: false,
    ..Tracker::PLAIN
};

fn write(tickets: &Tickets<'_>, files: &mut dyn Files, report: &mut Report) -> io::Result<()> {
    let order = tickets.by_rank_below_parents().into_iter().map(|index| tickets.get(index));
    let (told, mut bare): (Vec<_>, Vec<_>) =
        order.partition(|ticket| !ticket.card.slice.acceptance.is_empty());
    bare.retain(|ticket| ticket.card.leaf);
    if !bare.is_empty() {
        let what = count(bare.len(), "leaf", "leaves");
        report.note(Severity::Skipped, format!("{what} without acceptance criteria"));
    }
    let many = files.are_many();
    for ticket in told {
        let name = file_name(ticket);
        if many {
            feature(ticket, files.begin(Part::Named(&name))?)?;
        } else {
            let out = files.begin(Part::Only)?;
            writeln!(out, "# file: {name}")?;
            feature(ticket, out)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// `S3-pay-by-card.feature`.
fn file_name(ticket: Ticket<'_>) -> String {
    const MOST: usize = 40;
    let lower = ticket.title().to_lowercase();
    let words: Vec<_> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let words: String = words.join("-").chars().take(MOST).collect();
    let gap = if words.is_empty() { "" } else { "-" };
    format!("{}{gap}{}.feature", ticket.card.slice.id, words.trim_end_matches('-'))
}

fn feature(ticket: Ticket<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", tags(ticket).join(" "))?;
    writeln!(out, "Feature: {}", ticket.title())?;
    let narrative = block(&ticket.card.slice.narrative);
    for line in narrative.lines() {
        match line.trim() {
            "" => writeln!(out)?,
            line => writeln!(out, "  {}{line}", if acts(line) { "- " } else { "" })?,
        }
    }
    for criterion in &ticket.card.slice.acceptance {
        scenario(&criterion.text, out)?;
    }
    Ok(())
}

/// A tag has no spaces.
fn tags(ticket: Ticket<'_>) -> Vec<String> {
    let mvp = if ticket.card.in_mvp() { MVP } else { "" };
    let labels = ticket.labels().map(|label| {
        label
            .split(|c: char| c.is_whitespace() || matches!(c, '@' | '#'))
            .collect::<Vec<_>>()
            .join("-")
    });
    [ticket.reference(), mvp.to_owned(), ticket.type_name().to_owned()]
        .into_iter()
        .chain(labels)
        .filter(|tag| !tag.trim_matches('-').is_empty())
        .map(|tag| format!("@{tag}"))
        .collect()
}

/// Whether a line of a description would begin something else.
fn acts(line: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Feature:",
        "Business Need:",
        "Ability:",
        "Rule:",
        "Background:",
        "Example:",
        "Scenario:",
        "Scenario Outline:",
        "Scenario Template:",
        "Examples:",
        "Scenarios:",
    ];
    line.starts_with(['@', '#', '|', '*', '"', '`'])
        || KEYWORDS.iter().any(|keyword| line.starts_with(keyword))
        || STEPS.iter().any(|step| keyword(line) == Some(step))
}

const STEPS: &[&str] = &["Given", "When", "Then", "And", "But"];

fn scenario(criterion: &str, out: &mut dyn Write) -> io::Result<()> {
    let steps = steps(criterion);
    let told = steps.iter().rfind(|(keyword, _)| *keyword == "Then");
    let whole = one_line(criterion);
    let title = told.map_or(whole.trim(), |(_, text)| text);
    let short = cut(title, 100);
    writeln!(out, "\n  Scenario: {}", short.as_deref().unwrap_or(title))?;
    for (keyword, text) in &steps {
        writeln!(out, "    {keyword} {text}")?;
    }
    Ok(())
}

/// The steps of a criterion: given, when and then on lines or in a sentence, or one step that says
/// all of it.
fn steps(criterion: &str) -> Vec<(&'static str, String)> {
    let mut steps: Vec<(&'static str, String)> = Vec::new();
    let text = one_line(criterion);
    for (at, word) in words(&text) {
        let known = keyword(&text[at..]);
        let begins = match known {
            Some("Given") => steps.is_empty(),
            Some("When") => steps.is_empty() || has(&steps, "Given") && !has(&steps, "When"),
            Some("Then") => has(&steps, "When") || has(&steps, "Given"),
            Some(_) => word.starts_with(char::is_uppercase) && !steps.is_empty(),
            None => false,
        };
        match (known.filter(|_| begins), steps.last_mut()) {
            (Some(known), _) => steps.push((known, String::new())),
            (None, Some((_, text))) => {
                text.push_str(if text.is_empty() { "" } else { " " });
                text.push_str(word);
            }
            (None, None) => break,
        }
    }
    for (_, text) in &mut steps {
        let kept = text.trim_end_matches([',', ';']).len();
        text.truncate(kept);
    }
    if has(&steps, "Then") && steps.iter().all(|(_, text)| !text.is_empty()) {
        steps
    } else {
        vec![("*", text.trim().to_owned())]
    }
}

fn has(steps: &[(&str, String)], keyword: &str) -> bool {
    steps.iter().any(|(known, _)| *known == keyword)
}

/// The words of a line with their places.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let place = |word: &str| word.as_ptr() as usize - line.as_ptr() as usize;
    line.split_whitespace().map(move |word| (place(word), word))
}

/// The keyword that a text begins with, in any case.
fn keyword(text: &str) -> Option<&'static str> {
    let first = text.split_whitespace().next()?.trim_end_matches([',', ':']);
    STEPS.iter().find(|step| step.eq_ignore_ascii_case(first)).copied()
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use slicing::{Acceptance, AcceptanceId, OrderKey, Slice, SliceId, Tree, Workshop};

    use super::{acts, steps};
    use crate::{Files, Format, Handover, Part};

    /// Files by name, in memory.
    #[derive(Default)]
    struct Folder(Vec<(String, Vec<u8>)>);

    impl Files for Folder {
        fn are_many(&self) -> bool {
            true
        }

        fn begin(&mut self, part: Part<'_>) -> io::Result<&mut dyn Write> {
            let Part::Named(name) = part else { return Err(io::ErrorKind::Unsupported.into()) };
            self.0.push((name.to_owned(), Vec::new()));
            self.0.last_mut().map(|(_, bytes)| bytes as _).ok_or(io::ErrorKind::Other.into())
        }
    }

    #[test]
    fn every_slice_with_criteria_has_a_file_of_its_own() {
        let key = OrderKey::first();
        let mut slices =
            [1, 2, 3].map(|id| Slice::new(SliceId(id), None, key.clone(), "Pay / now"));
        slices[1].title.clear();
        for slice in &mut slices[..2] {
            let text = "Paid".to_owned();
            slice.acceptance = vec![Acceptance { id: AcceptanceId(1), key: key.clone(), text }];
        }
        let workshop = Workshop { tree: Tree::from_slices(slices), ..Workshop::default() };
        let handover = Handover { workshop: &workshop, identity: "x", backlog: &[] };
        let mut folder = Folder::default();
        crate::write_files(Format::Gherkin, &handover, &mut folder).unwrap();
        let names: Vec<_> = folder.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["S1-pay-now.feature", "S2-untitled.feature"]);
        let first = "@carpaccio:x:S1\nFeature: Pay / now\n\n  Scenario: Paid\n    * Paid\n";
        assert_eq!(String::from_utf8_lossy(&folder.0[0].1), first);
    }

    fn shown(criterion: &str) -> String {
        steps(criterion).iter().map(|(keyword, text)| format!("{keyword} {text}\n")).collect()
    }

    #[test]
    fn given_when_then_are_steps_on_lines_and_in_a_sentence() {
        let expected = "Given a basket of 12.50\nWhen I pay\nThen it is paid when due\n";
        assert_eq!(
            shown("Given a basket of 12.50\nWhen I pay\nThen it is paid when due"),
            expected
        );
        assert_eq!(
            shown("given a basket of 12.50, when I pay, then it is paid when due"),
            expected
        );
        let more = "GIVEN a\nAND b\nWHEN c\nTHEN d and e\nAND f\nBUT g";
        assert_eq!(shown(more), "Given a\nAnd b\nWhen c\nThen d and e\nAnd f\nBut g\n");
    }

    #[test]
    fn any_other_criterion_is_one_step_that_says_it() {
        for text in ["Refused when empty", "Given up", "When?", "Given then", "| a | b |", "\"\"\""]
        {
            assert_eq!(shown(text), format!("* {text}\n"));
        }
        assert_eq!(shown("Two\nlines"), "* Two lines\n");
    }

    #[test]
    fn a_description_begins_nothing() {
        for line in ["Scenario: x", "@tag", "# comment", "Given x", "* x", "| x", "\"\"\""] {
            assert!(acts(line), "{line}");
        }
        assert!(!acts("As a buyer I want: this"));
    }
}
