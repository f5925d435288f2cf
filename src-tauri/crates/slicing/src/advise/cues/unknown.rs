//! Spikes (Beck; SPIDR): a question that must be answered before anybody can size the story.

use crate::advise::lexicon::Sense;
use crate::advise::reading::{At, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::language::Tag;
use crate::model::Pattern::Spike;

const UNKNOWN: Cue = Cue { pattern: Spike, weight: 66, says: "is a question that comes first" };
const INQUIRY: Cue = Cue { pattern: Spike, weight: 70, says: "asks to find something out" };

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    for at in reading.marks(Sense::Unknown) {
        if !is_users_own(reading, &at) {
            scales.add(&UNKNOWN, at);
        }
    }
    for at in reading.marks(Sense::Inquiry) {
        if is_main_verb(reading, &at) && reading.role.is_none() {
            scales.add(&INQUIRY, at);
        }
    }
}

/// Inside "As a … I want to …" finding out is what the user does.
fn is_users_own(reading: &Reading<'_>, at: &At) -> bool {
    let in_want = reading.role.is_some()
        && reading
            .want
            .as_ref()
            .is_some_and(|want| want.passage == at.passage && want.words.contains(&at.words.start));
    let asks_user = reading.words(at)[0].is_any(&[
        "find",
        "figure",
        "experiment",
        "prototype",
        "guess",
        "uncertain",
        "can",
        "unclear",
        "unknown",
        "is",
    ]);
    let what_if = reading.words(&reading.sentence(at)).iter().take(2).any(|word| word.is("what"));
    in_want && asks_user || (what_if && at.words.len() < 2)
}

/// Whether the words open their sentence.
fn is_main_verb(reading: &Reading<'_>, at: &At) -> bool {
    let sentence = reading.sentence(at);
    let words = reading.passages[at.passage].words();
    let before = &words[sentence.words.start..at.words.start];
    before.iter().all(|word| {
        !word.is_spoken() || word.tag == Tag::Adverb || word.is_any(&["to", "we", "need", "must"])
    })
}
