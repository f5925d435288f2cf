//! One kind, one way in, or one of several alike.

use super::Slices;
use super::narrow::singular;
use super::parts::{Row, amount, details, things};
use crate::advise::listing::{Joined, Listing};
use crate::advise::phrasing::{
    brief, clause, content, enumerated, inner, items, plural as plural_of, replaced, say, stem,
    topic, topic_within, whole,
};
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
        let listing = &whole(reading, seen.at.passage, listing);
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
        None => unnamed_kinds(reading),
    }
}

/// Without a cue: the things that the story lists, or counts.
fn unnamed_kinds(reading: &Reading<'_>) -> (String, Slices) {
    if let Some((passage, listing)) = things(reading) {
        let listing = &whole(reading, passage, listing);
        let all = items(reading, passage, listing);
        let question =
            format!("Which comes up most often: {}?", brief(&enumerated(&all, "or"), 90));
        return (question, one_by_one(reading, passage, listing));
    }
    if let Some(row) = Row::of(reading).filter(|row| !row.acts(reading)) {
        let all = row.said(reading);
        let mut slices = Slices::default();
        slices.push_each(&topic_within(reading, 48), &all);
        let question =
            format!("Which comes up most often: {}?", brief(&enumerated(&all, "or"), 90));
        return (question, slices);
    }
    let kinds = format!("What comes in for “{}”, and what of it every day?", topic(reading));
    counted(reading).unwrap_or_else(|| (kinds, Slices::default()))
}

/// "nine interface languages" → one of them, then the others.
fn counted(reading: &Reading<'_>) -> Option<(String, Slices)> {
    let (at, kind) = amount(reading)?;
    let number = say(&reading.words(&at)[..1]).to_lowercase();
    let mut slices = Slices::default();
    for choice in [format!("one of {number} {kind}"), format!("all {number} {kind}")] {
        slices.push(&replaced(reading, &at, &choice)?);
    }
    let question = format!("Does it matter which of the {kind} comes first?");
    Some((question, slices))
}

/// The story once for each item of its list.
pub(super) fn one_by_one(reading: &Reading<'_>, passage: usize, listing: &Listing) -> Slices {
    const SHOWN: usize = 5;
    let mut slices = Slices::default();
    let mut all = items(reading, passage, listing);
    let words = reading.passages[passage].words();
    if listing.whole.start > 0 && words[listing.whole.start - 1].is("between") {
        let Some((first, others)) = all.split_first() else { return slices };
        all = others.iter().map(|other| format!("between {first} and {other}")).collect();
    }
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
    let clause = clause(reading, &at);
    let leads = listing.whole.start > clause.start || listing.whole.end < clause.end;
    let owner = owner(reading, passage, listing, item);
    let item = owner.as_ref().map_or(item, |owned| owned);
    let in_place = (leads && !listing.after_colon && listing.joined != Joined::Clauses)
        .then(|| replaced(reading, &at, item))
        .flatten()
        .filter(|text| text.split_whitespace().count() > 1);
    in_place.unwrap_or_else(|| {
        let topic = topic(reading);
        let same = inner(&topic).starts_with(&inner(item));
        if same { topic } else { format!("{topic}: {}", inner_item(item)) }
    })
}

/// "a patient's pressure, pulse and temperature" → "a patient's pulse".
fn owner(reading: &Reading<'_>, passage: usize, listing: &Listing, item: &str) -> Option<String> {
    let words = &reading.passages[passage].words()[listing.items.first()?.clone()];
    let ends = words.iter().position(|word| word.lower.ends_with("'s"))?;
    let own = say(&words[..=ends]);
    let bare = !item.contains("'s") && !item.starts_with(|c: char| c.is_uppercase());
    bare.then(|| format!("{own} {item}"))
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
    let kind =
        words.iter().find(|word| word.is_any(&["kind", "kinds", "type", "types", "sort", "sorts"]));
    let phrase: Vec<Word<'_>> = nouns.iter().map(|word| (*word).clone()).collect();
    let one = singular(&phrase);
    let choices = match kind {
        Some(kind) => {
            [format!("one {} of {one}", kind.lemma), format!("the other {}s of {one}", kind.lemma)]
        }
        None => [format!("one {one}"), format!("the other {}", plural_of(&one))],
    };
    for choice in choices {
        match replaced(reading, at, &choice) {
            Some(text) => slices.push(&text),
            None => slices.push(&format!("{}: {choice}", topic_within(reading, 48))),
        }
    }
    let verb = if plural { "make" } else { "makes" };
    (format!("Which {named} {verb} up nine of ten cases?"), slices)
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
    let topic = topic_within(reading, 48);
    let mut slices = Slices::default();
    slices.push(&format!("{topic} with only what everybody needs"));
    slices.push(&format!("{topic} with what few people need"));
    (format!("What belongs to “{named}”, and which part of it is of use alone?"), slices)
}

pub(super) fn interface(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    if let Some(seen) = scales.listing(Pattern::InterfaceVariations)
        && let Some(listing) = &seen.listing
    {
        let listing = &whole(reading, seen.at.passage, listing);
        let all = items(reading, seen.at.passage, listing);
        let question =
            format!("Where are people when they do this: {}?", brief(&enumerated(&all, "or"), 90));
        return (question, one_by_one(reading, seen.at.passage, listing));
    }
    let cues = scales.of(Pattern::InterfaceVariations);
    let Some(first) =
        cues.iter().map(|seen| &seen.at).min_by_key(|at| (at.passage, at.words.start))
    else {
        return unnamed_ways(reading);
    };
    let words = reading.passages[first.passage].words();
    let clause = clause(reading, first);
    let head = phrase_start(words, clause.start, first.words.start).max(clause.start);
    let core = if words[clause.start..head].iter().any(|word| word.tag.is_noun()) {
        say(&words[clause.start..head])
    } else {
        topic(reading)
    };
    let core = stem(&core, 52);
    let said = content(&core);
    let mut slices = Slices::default();
    let mut ways: Vec<String> = Vec::new();
    for seen in cues.iter().take(4) {
        let words = reading.passages[seen.at.passage].words();
        let sentence = reading.sentence(&seen.at).words.end;
        let end = noun_end(words, seen.at.words.end, sentence);
        let way = say(&words[noun_start(words, seen.at.words.start)..end]);
        let is_new = !content(&way).is_subset(&said)
            && !ways.iter().any(|known| known.contains(&way) || way.contains(known.as_str()));
        if is_new {
            ways.push(way);
        }
    }
    if !ways.is_empty() {
        let how = if core.ends_with(" in") {
            "by the plainest means"
        } else {
            "in the plainest way that works"
        };
        slices.push(&format!("{core} {how}"));
        ways.iter().for_each(|way| slices.push(&format!("{core}, also with {way}")));
    }
    let named = reading.slice(first);
    (format!("What is the plainest way to do it without “{named}”, and who would use it?"), slices)
}

/// Without a cue: the things that the story lists may be ways in.
fn unnamed_ways(reading: &Reading<'_>) -> (String, Slices) {
    let question =
        format!("What is the plainest form of “{}” that people could use?", topic(reading));
    let wished = |passage: usize, listing: &Listing| {
        let within =
            |want: &At| want.passage == passage && want.words.contains(&listing.whole.start);
        reading.want.as_ref().is_some_and(within)
    };
    let named = things(reading).filter(|(passage, listing)| wished(*passage, listing));
    let listed = named
        .map(|(passage, listing)| one_by_one(reading, passage, &whole(reading, passage, listing)));
    if listed.is_some() {
        return (question, listed.unwrap_or_default());
    }
    let versions = details(reading);
    let mut slices = Slices::default();
    versions.iter().for_each(|version| slices.push(version));
    (question, slices)
}

/// Where the prepositional phrase around a word begins.
fn phrase_start(words: &[Word<'_>], from: usize, at: usize) -> usize {
    let preposition = (from..at).rev().take(4).find(|i| {
        words[*i].tag == Tag::Preposition || words[*i].is_any(&["with", "on", "in", "by"])
    });
    preposition.unwrap_or_else(|| noun_start(words, at))
}

fn noun_end(words: &[Word<'_>], from: usize, most: usize) -> usize {
    from + (from..most).take_while(|at| words[*at].tag.is_noun()).count()
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
    let listed = scales
        .listing(Pattern::MajorEffort)
        .or_else(|| scales.listing(Pattern::DataVariations))
        .and_then(|seen| Some((seen.at.passage, seen.listing.as_ref()?)))
        .or_else(|| things(reading));
    if let Some((passage, listing)) = listed {
        let listing = &whole(reading, passage, listing);
        let all = items(reading, passage, listing);
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
            passage,
            listing,
            &format!("one of {}", enumerated(&bare, "or")),
        ));
        slices.push(&with_item(reading, passage, listing, &others));
        return (
            format!(
                "Does it matter which of {} comes first?",
                brief(&enumerated(&bare, "and"), 90)
            ),
            slices,
        );
    }
    let question = "Where does the effort sit, and does it matter which one is first?";
    counted(reading).unwrap_or_else(|| (question.to_owned(), slices))
}

fn number(count: usize) -> String {
    const NAMES: &[&str] =
        &["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    NAMES.get(count).map_or_else(|| count.to_string(), |name| (*name).to_owned())
}
