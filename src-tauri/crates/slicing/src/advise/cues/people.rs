//! Roles and personas (Cohn, Sims, Adzic's narrow segment): several kinds of people in one story.

use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::reading::{At, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::model::Pattern::RolesPersonas;

const SEVERAL: Cue = Cue { pattern: RolesPersonas, weight: 64, says: "are different people" };
const ROLES: Cue = Cue { pattern: RolesPersonas, weight: 72, says: "is more than one role" };
const STORIES: Cue = Cue { pattern: RolesPersonas, weight: 66, says: "is told from several sides" };
const EVERYONE: Cue = Cue { pattern: RolesPersonas, weight: 54, says: "is nobody in particular" };
const CLAUSES: Cue =
    Cue { pattern: RolesPersonas, weight: 34, says: "are people with needs of their own" };
const OWN_NEEDS: Cue =
    Cue { pattern: RolesPersonas, weight: 58, says: "are people with needs of their own" };
const CONTRAST: Cue = Cue { pattern: RolesPersonas, weight: 44, says: "sets people apart" };

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    role(reading, scales);
    for (passage, listing) in reading.listings() {
        let people = reading.items_with(passage, listing, Sense::Person);
        match listing.joined {
            Joined::Nouns if people * 2 > listing.items.len() => {
                scales.add_listing(&SEVERAL, passage, listing);
            }
            Joined::Clauses if super::steps::subjects(reading, passage, listing) >= 2 => {
                clauses(reading, passage, listing, scales);
            }
            _ => {}
        }
    }
    for at in reading.marks(Sense::Everyone) {
        scales.add(&EVERYONE, at);
    }
    for sentence in &reading.sentences {
        contrast(reading, sentence, scales);
    }
    tellings(reading, scales);
}

fn role(reading: &Reading<'_>, scales: &mut Scales) {
    let Some(role) = &reading.role else { return };
    let words = reading.words(role);
    let joined = words.iter().any(|word| word.is_any(&["or", "and", "/", ",", "and/or", "&"]));
    let content = &reading.passages[role.passage];
    let people = content.marks_in(&role.words).filter(|mark| mark.sense == Sense::Person).count();
    let or = words.iter().any(|word| word.is_any(&["or", "and/or"]));
    if or || (joined && people >= 2) {
        scales.add(&ROLES, role.clone());
    }
}

/// Many people who each do something are personas; one who hands over to the next is a workflow.
fn clauses(reading: &Reading<'_>, passage: usize, listing: &Listing, scales: &mut Scales) {
    let words = reading.passages[passage].words();
    let plural = |item: &&std::ops::Range<usize>| {
        words[item.start..(item.start + 2).min(item.end)]
            .iter()
            .any(|word| word.tag.is_noun() && word.lemma != word.lower)
    };
    let plurals = listing.items.iter().filter(plural).count();
    let cue = if plurals * 2 >= listing.items.len() { &OWN_NEEDS } else { &CLAUSES };
    scales.add_listing(cue, passage, listing);
}

/// "for novices and for power users", "but landlords for all flats".
fn contrast(reading: &Reading<'_>, sentence: &At, scales: &mut Scales) {
    let content = &reading.passages[sentence.passage];
    let words = reading.words(sentence);
    let mut people: Vec<_> = content
        .marks_in(&sentence.words)
        .filter(|mark| mark.sense == Sense::Person)
        .map(|mark| content.words()[mark.words.end - 1].lemma.as_ref())
        .collect();
    people.sort_unstable();
    people.dedup();
    let parts = words.iter().any(|word| {
        word.is_any(&["both", "each", "but", "differently", "respectively", "versus", "vs"])
    }) || words.iter().filter(|word| word.is("for")).count() >= 2;
    if people.len() >= 2 && parts {
        scales.add(&CONTRAST, sentence.clone());
    }
}

/// More than one "as a".
fn tellings(reading: &Reading<'_>, scales: &mut Scales) {
    for (passage, content) in reading.passages.iter().enumerate() {
        let words = content.words();
        let opens = |at: &usize| {
            words[*at].is("as") && words.get(at + 1).is_some_and(|next| next.is_any(&["a", "an"]))
        };
        let all: Vec<_> = (0..words.len()).filter(opens).collect();
        if let [_, .., last] = all.as_slice() {
            let end = (last + 3).min(words.len());
            scales.add(&STORIES, At { passage, words: *last..end });
        }
    }
}
