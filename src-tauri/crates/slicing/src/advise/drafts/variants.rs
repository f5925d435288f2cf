//! One kind, one way in, or one of several alike.

use super::Slices;
use crate::advise::listing::{Joined, Listing};
use crate::advise::phrasing::{brief, clause, enumerated, inner, items, replaced, say, topic};
use crate::advise::reading::{At, Reading};
use crate::advise::scales::Scales;
use crate::language::{Tag, Word};
use crate::model::Pattern;

pub(super) fn data(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let cues = scales.of(Pattern::DataVariations);
    let heaviest = cues.first();
    if let Some(seen) = scales.listing(Pattern::DataVariations)
        && let Some(listing) = &seen.listing
        && heaviest.is_some_and(|heaviest| heaviest.listing.is_some() || listing.items.len() > 2)
    {
        let all = items(reading, seen.at.passage, listing);
        let question = format!(
            "Which of {} would most people need first?",
            brief(&enumerated(&all, "and"), 90)
        );
        return (question, one_by_one(reading, seen.at.passage, listing));
    }
    match heaviest {
        Some(seen) if seen.at.words.len() > 1 && seen.cue.weight >= 28 => kinds(reading, &seen.at),
        Some(seen) => broad(reading, &seen.at),
        None => (
            format!(
                "Which kinds are there in “{}”, and which is the most frequent?",
                topic(reading)
            ),
            Slices::default(),
        ),
    }
}

/// The story once for each item of its list.
pub(super) fn one_by_one(reading: &Reading<'_>, passage: usize, listing: &Listing) -> Slices {
    const SHOWN: usize = 5;
    let mut slices = Slices::default();
    let all = items(reading, passage, listing);
    let (shown, rest) = all.split_at(if all.len() > SHOWN + 1 { SHOWN } else { all.len() });
    for item in shown {
        slices.push(&with_item(reading, passage, listing, item));
    }
    if !rest.is_empty() {
        slices.push(&with_item(reading, passage, listing, &enumerated(rest, "and")));
    }
    slices
}

fn with_item(reading: &Reading<'_>, passage: usize, listing: &Listing, item: &str) -> String {
    let at = At { passage, words: listing.whole.clone() };
    let leads = listing.whole.start > clause(reading, &at).start;
    let in_place = (leads && !listing.after_colon && listing.joined != Joined::Clauses)
        .then(|| replaced(reading, &at, item))
        .flatten();
    in_place.unwrap_or_else(|| {
        let topic = topic(reading);
        let same = inner(&topic).starts_with(&inner(item));
        if same { topic } else { format!("{topic}: {}", inner_item(item)) }
    })
}

fn inner_item(item: &str) -> String {
    if item.split(' ').count() > 1 { inner(item) } else { item.to_owned() }
}

/// "all common formats" → one of them.
fn kinds(reading: &Reading<'_>, at: &At) -> (String, Slices) {
    let words = reading.words(at);
    let nouns: Vec<&Word<'_>> = words.iter().filter(|word| !is_quantifier(word)).collect();
    let named = nouns.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let plural = words.iter().any(|word| word.tag == Tag::Noun && word.lemma != word.lower);
    let mut slices = Slices::default();
    if nouns.is_empty() || words.len() > 6 {
        return (
            format!(
                "Which kinds are meant by “{}”, and which one is the most frequent?",
                brief(reading.slice(at), 60)
            ),
            slices,
        );
    }
    let last = if plural { "the rare" } else { "any other" };
    let choices = ["the most frequent", "the next most frequent", last]
        .map(|which| format!("{which} {named}"));
    for choice in choices {
        match replaced(reading, at, &choice) {
            Some(text) => slices.push(&text),
            None => slices.push(&format!("{}: {choice}", topic(reading))),
        }
    }
    (format!("Which {named} make up nine of ten cases?"), slices)
}

fn is_quantifier(word: &Word<'_>) -> bool {
    word.tag == Tag::Determiner
        || word.is_any(&[
            "kind",
            "kinds",
            "type",
            "types",
            "sort",
            "sorts",
            "of",
            "all",
            "any",
            "various",
            "different",
            "arbitrary",
            "diverse",
            "every",
            "common",
            "multiple",
            "several",
            "many",
            "each",
            "whatever",
        ])
}

/// "their balance sheet" → a part of it.
fn broad(reading: &Reading<'_>, at: &At) -> (String, Slices) {
    let named = reading.slice(at);
    let topic = topic(reading);
    let mut slices = Slices::default();
    slices.push(&format!("{topic}: only the part that is always needed"));
    slices.push(&format!("{topic}: the next most useful part"));
    slices.push(&format!("{topic}: the details that few people need"));
    (format!("What belongs to “{named}”, and which part of it is of use alone?"), slices)
}

pub(super) fn interface(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    if let Some(seen) = scales.listing(Pattern::InterfaceVariations)
        && let Some(listing) = &seen.listing
    {
        let all = items(reading, seen.at.passage, listing);
        let question =
            format!("Where are people when they do this: {}?", brief(&enumerated(&all, "or"), 90));
        return (question, one_by_one(reading, seen.at.passage, listing));
    }
    let cues = scales.of(Pattern::InterfaceVariations);
    let mut slices = Slices::default();
    let Some(first) =
        cues.iter().map(|seen| &seen.at).min_by_key(|at| (at.passage, at.words.start))
    else {
        return ("What is the plainest way that lets somebody do it?".to_owned(), slices);
    };
    let words = reading.passages[first.passage].words();
    let clause = clause(reading, first);
    let head = phrase_start(words, clause.start, first.words.start);
    let core =
        if head > clause.start + 1 { say(&words[clause.start..head]) } else { topic(reading) };
    slices.push(&format!(
        "{} in the plainest way that works",
        brief(&core, 60).trim_end_matches(" …")
    ));
    for seen in cues.iter().take(4) {
        let words = reading.passages[seen.at.passage].words();
        let from = noun_start(words, seen.at.words.start);
        slices.push(&format!("Offer {} for it", say(&words[from..seen.at.words.end])));
    }
    let named = reading.slice(first);
    (format!("What is the plainest way to do it without “{named}”, and who would use it?"), slices)
}

/// Where the prepositional phrase around a word begins.
fn phrase_start(words: &[Word<'_>], from: usize, at: usize) -> usize {
    let preposition = (from..at).rev().take(4).find(|i| {
        words[*i].tag == Tag::Preposition || words[*i].is_any(&["with", "on", "in", "by"])
    });
    preposition.unwrap_or_else(|| noun_start(words, at))
}

fn noun_start(words: &[Word<'_>], at: usize) -> usize {
    let mut start = at;
    while start > 0 && (words[start - 1].tag.opens_noun() || words[start - 1].tag.is_noun()) {
        start -= 1;
    }
    start
}

pub(super) fn effort(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let mut slices = Slices::default();
    let listing =
        scales.listing(Pattern::MajorEffort).or_else(|| scales.listing(Pattern::DataVariations));
    if let Some(seen) = listing
        && let Some(listing) = &seen.listing
    {
        let all = items(reading, seen.at.passage, listing);
        let others = match all.len() {
            0..=2 => "the other one".to_owned(),
            more => format!("the other {}", number(more - 1)),
        };
        let bare: Vec<String> = all
            .iter()
            .map(|item| item.trim_start_matches("by ").trim_start_matches("with ").to_owned())
            .collect();
        slices.push(&with_item(
            reading,
            seen.at.passage,
            listing,
            &format!("one of {}", enumerated(&bare, "or")),
        ));
        slices.push(&with_item(reading, seen.at.passage, listing, &others));
        return (
            format!(
                "Does it matter which of {} comes first?",
                brief(&enumerated(&bare, "and"), 90)
            ),
            slices,
        );
    }
    let topic = topic(reading);
    slices.push(&format!("{topic}: the first one, whichever is easiest to get"));
    slices.push(&format!("{topic}: all the others"));
    ("Where does the effort sit, and does it matter which one is first?".to_owned(), slices)
}

fn number(count: usize) -> String {
    const NAMES: &[&str] =
        &["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    NAMES.get(count).map_or_else(|| count.to_string(), |name| (*name).to_owned())
}
