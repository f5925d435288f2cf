//! One persona's whole need at a time.

use super::Slices;
use super::parts::Row;
use super::variants::one_by_one;
use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::phrasing::{
    article, brief, enumerated, inner, items, replaced, say, topic_within, whole,
};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::{Scales, Seen};
use crate::language::{Tag, Word};
use crate::model::Pattern;

pub(super) fn roles(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let short = &topic_within(reading, 52);
    let cues = scales.of(Pattern::RolesPersonas);
    if let Some(roles) = cues.iter().find(|seen| reading.role.as_ref() == Some(&seen.at)) {
        return from_role(reading, &roles.at, short);
    }
    if let Some(seen) = scales.listing(Pattern::RolesPersonas)
        && let Some(listing) = &seen.listing
    {
        return listed(reading, seen, listing, short);
    }
    match cues.first() {
        Some(seen) if reading.passages[seen.at.passage].has(Sense::Everyone, &seen.at.words) => {
            everyone(reading, &seen.at, short)
        }
        _ => named(reading, short),
    }
}

/// "As a student, a teacher or a parent".
fn from_role(reading: &Reading<'_>, role: &At, short: &str) -> (String, Slices) {
    let words = reading.words(role);
    let mut slices = Slices::default();
    let people = split(words);
    for person in &people {
        slices.push(&format!("{short}, as {person}"));
    }
    (who_first(&people), slices)
}

fn who_first(people: &[String]) -> String {
    format!(
        "For whom would this be of use first: {}? Does anybody need much less?",
        brief(&enumerated(people, "or"), 90)
    )
}

fn split(words: &[Word<'_>]) -> Vec<String> {
    let separates =
        |word: &Word<'_>| word.is_any(&["or", "and", "/", ",", "and/or", "&"]) || word.is("as");
    let parts = words.split(separates).map(|part| &part[trim(part, 0..part.len())]);
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    let one = parts.first().is_some_and(|part| part[0].is_any(&["a", "an"]));
    let person = |part: &&[Word<'_>]| {
        let (said, last) = (say(part), &part[part.len() - 1]);
        let bare = one && !part[0].tag.opens_noun() && last.lemma == last.lower;
        if bare { format!("{} {said}", article(&said)) } else { said }
    };
    parts.iter().map(person).collect()
}

fn listed(reading: &Reading<'_>, seen: &Seen, listing: &Listing, short: &str) -> (String, Slices) {
    if listing.joined == Joined::Clauses {
        let all = Row::clauses(reading, &seen.at).map(|row| row.said(reading));
        return sides(&all.unwrap_or_else(|| items(reading, seen.at.passage, listing)));
    }
    let listing = &whole(reading, seen.at.passage, listing);
    let seen = &At { passage: seen.at.passage, words: listing.whole.clone() };
    let all = items(reading, seen.passage, listing);
    let slices = if listing.whole.start == reading.sentence(seen).words.start {
        let mut slices = Slices::default();
        for person in &all {
            slices.push(
                &replaced(reading, seen, person)
                    .unwrap_or_else(|| format!("{short}, for {person}")),
            );
        }
        slices
    } else {
        one_by_one(reading, seen.passage, listing)
    };
    (who_first(&all), slices)
}

/// A story told from several sides is one slice for each.
fn sides(told: &[String]) -> (String, Slices) {
    let mut slices = Slices::default();
    told.iter().for_each(|side| slices.push(side));
    let first = told.first().map_or("", |side| side);
    let question = format!(
        "Whose side can go first: would “{}” be of use before the others have theirs?",
        brief(&inner(first), 60)
    );
    (question, slices)
}

fn everyone(reading: &Reading<'_>, at: &At, short: &str) -> (String, Slices) {
    let mut slices = Slices::default();
    let next = reading.passages[at.passage].words().get(at.words.end);
    let alone = next.is_none_or(|next| {
        matches!(next.tag, Tag::Verb | Tag::Auxiliary) || next.is_any(&[",", ".", "on", "in", "at"])
    });
    for people in ["those who would use it every day", "those who would use it now and again"] {
        let narrowed = replaced(reading, at, people).filter(|_| alone);
        slices.push(&narrowed.unwrap_or_else(|| format!("{short} for {people}")));
    }
    let said = reading.slice(at);
    (format!("Who of “{said}” would use it on the first day, and who needs much less?"), slices)
}

/// The people whom the sentences name.
fn named(reading: &Reading<'_>, short: &str) -> (String, Slices) {
    if let Some(row) = Row::of(reading).filter(|row| {
        row.is_mostly(reading, &[Sense::Person]) && row.tells(reading) && !row.acts(reading)
    }) {
        return sides(&row.said(reading));
    }
    let mut people: Vec<String> = Vec::new();
    for at in
        reading.marks(Sense::Person).filter(|at| !is_modifier(reading, at) && !reading.is_role(at))
    {
        let name = person(reading, &at);
        let known =
            people.iter().any(|person| person.contains(&name) || name.contains(person.as_str()));
        if !known {
            people.push(name);
        }
    }
    let mut slices = Slices::default();
    if people.len() < 2 {
        let question = format!("Who asked for “{short}”, and who would use much less of it?");
        return (question, slices);
    }
    for person in people.iter().take(5) {
        slices.push(&format!("{short} for the {person}"));
    }
    (who_first(&people), slices)
}

/// Somebody with the words that tell who: "lease holders".
fn person(reading: &Reading<'_>, at: &At) -> String {
    let words = reading.passages[at.passage].words();
    let sentence = reading.sentence(at).words.start;
    let tells = |i: &usize| words[*i].tag == Tag::Noun || words[*i].tag == Tag::Adjective;
    let before = (sentence..at.words.start).rev().take(2).take_while(tells).count();
    say(&words[at.words.start - before..at.words.end]).to_lowercase()
}

/// "student fees" are no student, "the customer's meter" is no customer.
fn is_modifier(reading: &Reading<'_>, at: &At) -> bool {
    let words = reading.passages[at.passage].words();
    words.get(at.words.end).is_some_and(|next| next.tag.is_noun())
        || words[at.words.end - 1].lower.ends_with("'s")
}
