//! One persona's whole need at a time.

use super::Slices;
use super::variants::one_by_one;
use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::phrasing::{brief, enumerated, inner, items, replaced, say, topic};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::{Scales, Seen};
use crate::language::Word;
use crate::model::Pattern;

pub(super) fn roles(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let topic = topic(reading);
    let short = brief(&topic, 56);
    let short = short.trim_end_matches(" …");
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
    words
        .split(separates)
        .map(|part| say(&part[trim(part, 0..part.len())]))
        .filter(|part| !part.is_empty())
        .collect()
}

fn listed(reading: &Reading<'_>, seen: &Seen, listing: &Listing, short: &str) -> (String, Slices) {
    let all = items(reading, seen.at.passage, listing);
    let slices = if listing.joined == Joined::Clauses {
        let mut slices = Slices::default();
        for clause in &all {
            slices.push(&format!("{short}: {}", inner(clause)));
        }
        slices
    } else if listing.whole.start == reading.sentence(&seen.at).words.start {
        let mut slices = Slices::default();
        for person in &all {
            slices.push(
                &replaced(reading, &seen.at, person)
                    .unwrap_or_else(|| format!("{short}, for {person}")),
            );
        }
        slices
    } else {
        one_by_one(reading, seen.at.passage, listing)
    };
    (who_first(&all), slices)
}

fn everyone(reading: &Reading<'_>, at: &At, short: &str) -> (String, Slices) {
    let mut slices = Slices::default();
    slices.push(&format!("{short}, for the group that needs it most"));
    slices.push(&format!("{short}, for the next group"));
    slices.push(&format!("{short}, for everybody else"));
    let said = reading.slice(at);
    (format!("Who of “{said}” would use it on the first day, and who needs much less?"), slices)
}

/// The people whom the sentences name.
fn named(reading: &Reading<'_>, short: &str) -> (String, Slices) {
    let mut people: Vec<String> = Vec::new();
    for at in reading.marks(Sense::Person) {
        let name = reading.slice(&at).to_lowercase();
        let known =
            people.iter().any(|person| person.contains(&name) || name.contains(person.as_str()));
        if !known {
            people.push(name);
        }
    }
    let mut slices = Slices::default();
    for person in people.iter().take(5) {
        slices.push(&format!("{short}, for the {person}"));
    }
    (who_first(&people), slices)
}
