//! Acceptance criteria and scenarios, in the card's list and in the narrative, in any layout.

use std::ops::Range;

use crate::judge::Field;
use crate::language::{Tag, Text, Word};

use super::{Part, Story};

/// Given, when, then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario<'a> {
    /// All of it.
    pub whole: Part<'a>,
    /// The state before; the first word is "given".
    pub given: Option<Part<'a>>,
    /// What happens; the first word is "when".
    pub when: Option<Part<'a>>,
    /// What can be observed; the first word is "then".
    pub then: Part<'a>,
}

/// Fills in criteria and scenarios, and tells where the narrative ends and the criteria begin.
pub(super) fn read(story: &mut Story<'_>) -> usize {
    let heading = heading(story.text.words());
    let scenarios_start = scenarios(story.text.words()).first().map(|s| s.whole.start);
    let list = list_start(&story.text);
    let end =
        [heading.as_ref().map(|h| h.start), scenarios_start, list].into_iter().flatten().min();
    let end = end.unwrap_or(story.text.words().len());
    let body = heading.map_or(end, |heading| heading.end);
    let mut items = items(&story.text, body);
    items.retain(|item| item.start >= end);
    story.criteria =
        items
            .into_iter()
            .filter_map(|words| story.part(Field::Text, 0, words))
            .chain(story.acceptance.iter().zip(0..).filter_map(|(text, item)| {
                story.part(Field::Acceptance, item, 0..text.words().len())
            }))
            .collect();
    let read: &Story<'_> = story;
    let found = read.fields().flat_map(|(field, item, text)| {
        let scenarios = scenarios(text.words()).into_iter();
        scenarios.filter_map(move |found| found.read(read, field, item))
    });
    story.scenarios = found.collect();
    end
}

/// The words of "Acceptance criteria:" and its relatives, at the start of a line or sentence.
fn heading(words: &[Word<'_>]) -> Option<Range<usize>> {
    (0..words.len()).find_map(|at| {
        let opens = at == 0 || words[at].starts_line || !words[at - 1].is_spoken();
        let len = if opens { heading_len(&words[at..]) } else { 0 };
        (len > 0).then(|| at..at + len)
    })
}

fn heading_len(words: &[Word<'_>]) -> usize {
    const HEADINGS: &[&[&str]] = &[
        &["acceptance", "criteria"],
        &["acceptance", "criterion"],
        &["acceptance", "tests"],
        &["acceptance", "test"],
        &["conditions", "of", "satisfaction"],
        &["definition", "of", "done"],
        &["done", "when"],
        &["success", "criteria"],
        &["accept", "when"],
        &["accepted", "when"],
        &["done", "if"],
    ];
    const SHORT: &[&str] = &[
        "ac",
        "acs",
        "a.c",
        "criteria",
        "confirmation",
        "acceptance",
        "examples",
        "rules",
        "tests",
        "scenarios",
    ];
    let follows = |heading: &&&[&str]| {
        words.len() > heading.len() && words.iter().zip(**heading).all(|(word, form)| word.is(form))
    };
    let colon = |at: usize| words.get(at).is_some_and(|w| w.is_any(&[":", "-", "–"]));
    if let Some(heading) = HEADINGS.iter().find(follows) {
        return heading.len() + usize::from(colon(heading.len()));
    }
    let short = words.first().is_some_and(|w| w.is_any(SHORT));
    if short && colon(1) { 2 } else { 0 }
}

/// Where a list begins that follows at least one sentence.
fn list_start(text: &Text<'_>) -> Option<usize> {
    let words = text.words();
    let at = words.iter().position(|word| word.tag == Tag::Bullet && word.text != ">")?;
    let before = words[..at].iter().filter(|word| word.is_spoken()).count();
    let is_template = words.get(at + 1).is_some_and(|w| w.is_any(&["as", "i", "so", "we", "in"]));
    (before >= 3 && !is_template).then_some(at)
}

/// Cuts what follows a heading into items: bullets, else lines, else sentences.
fn items(text: &Text<'_>, from: usize) -> Vec<Range<usize>> {
    let words = text.words();
    let rest = from..words.len();
    let bulleted = words[rest.clone()].iter().any(|word| word.tag == Tag::Bullet);
    let starts_item = |at: usize| {
        at == from
            || if bulleted {
                words[at].tag == Tag::Bullet
            } else {
                let sentence = text.sentence_of(at).start == at;
                let step = words[at].is_any(&["when", "then", "and", "but"]);
                (sentence || words[at - 1].is(";")) && !step
            }
    };
    let mut items: Vec<Range<usize>> = Vec::new();
    for at in rest {
        match items.last_mut() {
            Some(item) if !starts_item(at) => item.end = at + 1,
            _ => items.push(at..at + 1),
        }
    }
    items
}

#[derive(Debug)]
struct Found {
    whole: Range<usize>,
    given: Option<Range<usize>>,
    when: Option<Range<usize>>,
    then: Range<usize>,
}

impl Found {
    fn read<'a>(self, story: &Story<'a>, field: Field, item: u32) -> Option<Scenario<'a>> {
        let part = |words: Range<usize>| story.part(field, item, words);
        Some(Scenario {
            whole: part(self.whole)?,
            given: self.given.and_then(part),
            when: self.when.and_then(part),
            then: part(self.then)?,
        })
    }
}

/// Every scenario: a "given" or "when" that opens a clause, with the "then" after it.
fn scenarios(words: &[Word<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut given, mut when) = (None, None);
    let mut at = 0;
    while at < words.len() {
        let opens = opens_clause(words, at);
        if words[at].is("given") && opens {
            (given, when) = (Some(at), None);
        } else if words[at].is_any(&["when", "if"]) && opens && when.is_none() {
            when = Some(at);
        } else if words[at].is("then") && (given.or(when)).is_some() && is_outcome(words, at) {
            let end = then_end(words, at);
            let first = given.into_iter().chain(when).min().unwrap_or(at);
            found.push(Found {
                whole: first..end,
                given: given.map(|from| from..when.unwrap_or(at)),
                when: when.map(|from| from..at),
                then: at..end,
            });
            (given, when) = (None, None);
            at = end;
            continue;
        } else if ends_paragraph(words, at) && given.is_none() {
            when = None;
        }
        at += 1;
    }
    found
}

fn opens_clause(words: &[Word<'_>], at: usize) -> bool {
    at == 0
        || words[at].starts_line
        || words[at - 1].is_any(&[",", ".", ";", ":", "-", "–", "→", "!", "?", "and", "\"", "“"])
        || words[at - 1].tag == Tag::Bullet
}

/// "then" that opens the outcome, not "and then" in a sequence.
fn is_outcome(words: &[Word<'_>], at: usize) -> bool {
    at > 0 && !words[at - 1].is("and")
}

fn ends_paragraph(words: &[Word<'_>], at: usize) -> bool {
    words[at].is_any(&[".", "!", "?"])
}

/// An outcome ends where the next scenario, list item or heading begins.
fn then_end(words: &[Word<'_>], then: usize) -> usize {
    (then + 1..words.len())
        .find(|at| {
            let word = &words[*at];
            let fresh = word.starts_line || ends_paragraph(words, at - 1);
            let step = word.is_any(&["given", "when", "scenario", "example", "if"]);
            (fresh && step)
                || (word.tag == Tag::Bullet)
                || (fresh && heading_len(&words[*at..]) > 0)
        })
        .unwrap_or(words.len())
}
