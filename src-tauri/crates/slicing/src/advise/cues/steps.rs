//! Workflow steps (Lawrence; Sims on the timeline): sequences, hand-overs, gates, journeys.

use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::reading::{At, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::language::Word;
use crate::model::Pattern::WorkflowSteps;

const CHAIN: Cue =
    Cue { pattern: WorkflowSteps, weight: 52, says: "are several things done one after another" };
const PAIR: Cue =
    Cue { pattern: WorkflowSteps, weight: 38, says: "are two things done one after the other" };
const HANDS: Cue = Cue { pattern: WorkflowSteps, weight: 56, says: "passes from hand to hand" };
const SEQUENCE: Cue =
    Cue { pattern: WorkflowSteps, weight: 42, says: "puts one step behind another" };
const BORDER: Cue =
    Cue { pattern: WorkflowSteps, weight: 20, says: "says what comes before and what after" };
const GATE: Cue = Cue { pattern: WorkflowSteps, weight: 24, says: "is a gate on the way" };
const JOURNEY: Cue =
    Cue { pattern: WorkflowSteps, weight: 44, says: "is a journey of several steps" };
const FROM_TO: Cue =
    Cue { pattern: WorkflowSteps, weight: 46, says: "has a beginning, an end and steps between" };
const ARROWS: Cue =
    Cue { pattern: WorkflowSteps, weight: 64, says: "are steps with arrows between them" };

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    for (passage, listing) in reading.listings() {
        match listing.joined {
            Joined::Actions => actions(reading, passage, listing, scales),
            Joined::Clauses => clauses(reading, passage, listing, scales),
            Joined::Nouns if has_arrow(reading, passage, listing) => {
                scales.add_listing(&ARROWS, passage, listing);
            }
            Joined::Nouns => {}
        }
    }
    for at in reading.marks(Sense::Order) {
        let weak = reading.words(&at)[0]
            .is_any(&["before", "after", "until", "later", "next", "first", "once", "as"]);
        scales.add(if weak { &BORDER } else { &SEQUENCE }, at);
    }
    for at in reading.marks(Sense::Gate).filter(|at| !reading.is_role(at)) {
        scales.add(&GATE, at);
    }
    journeys(reading, scales);
    for sentence in &reading.sentences {
        from_to(reading, sentence, scales);
    }
}

fn has_arrow(reading: &Reading<'_>, passage: usize, listing: &Listing) -> bool {
    let words = &reading.passages[passage].words()[listing.whole.clone()];
    words.iter().any(|word| word.is_any(&["→", ">"]))
}

fn actions(reading: &Reading<'_>, passage: usize, listing: &Listing, scales: &mut Scales) {
    if has_arrow(reading, passage, listing) {
        return scales.add_listing(&ARROWS, passage, listing);
    }
    let words = reading.passages[passage].words();
    if super::operations::are_operations(reading, passage, listing)
        || is_one_behaviour(words, listing)
    {
        return;
    }
    scales.add_listing(if listing.items.len() > 2 { &CHAIN } else { &PAIR }, passage, listing);
}

/// Two verbs without objects of their own ("search and filter books") are one behaviour.
fn is_one_behaviour(words: &[Word<'_>], listing: &Listing) -> bool {
    listing.items.len() == 2 && listing.items.iter().any(|item| words[item.clone()].len() == 1)
}

fn clauses(reading: &Reading<'_>, passage: usize, listing: &Listing, scales: &mut Scales) {
    if has_arrow(reading, passage, listing) {
        return scales.add_listing(&ARROWS, passage, listing);
    }
    let people = subjects(reading, passage, listing);
    let content = &reading.passages[passage];
    let conditional = content.has(Sense::Condition, &listing.whole)
        || content.has(Sense::Exception, &listing.whole);
    if people >= 2 && !conditional {
        scales.add_listing(&HANDS, passage, listing);
    }
}

/// How many items begin with a person or a department.
pub(super) fn subjects(reading: &Reading<'_>, passage: usize, listing: &Listing) -> usize {
    let begins_with_person = |item: &&std::ops::Range<usize>| {
        let head = item.start..(item.start + 3).min(item.end);
        reading.passages[passage].has(Sense::Person, &head)
    };
    listing.items.iter().filter(begins_with_person).count()
}

fn journeys(reading: &Reading<'_>, scales: &mut Scales) {
    for at in reading.marks(Sense::Journey).filter(|at| !reading.is_role(at)) {
        let words = reading.passages[at.passage].words();
        let before = &words[at.words.start.saturating_sub(3)..at.words.start];
        if before.iter().any(|word| word.is_any(&["of", "last", "next", "during"])) {
            continue;
        }
        let next = words.get(at.words.end);
        let is_modifier = next.is_some_and(|next| {
            next.tag.is_noun() && !next.is_any(&["process", "workflow", "journey"])
        });
        let is_thing = reading
            .words(&at)
            .iter()
            .any(|word| word.lower.ends_with('s') && !word.is("process") && !word.is("returns"));
        let is_verb = reading.words(&at)[0].tag == crate::language::Tag::Verb;
        if !is_modifier && !is_thing && !is_verb {
            scales.add(&JOURNEY, at);
        }
    }
}

/// "from the application until I pick it up".
fn from_to(reading: &Reading<'_>, sentence: &At, scales: &mut Scales) {
    let words = reading.passages[sentence.passage].words();
    let Some(from) = sentence.words.clone().find(|at| words[*at].is("from")) else { return };
    let ends = |at: &usize| words[*at].is_any(&["to", "until", "till"]);
    let Some(to) = (from + 2..sentence.words.end.min(from + 10)).find(ends) else { return };
    let at = At { passage: sentence.passage, words: from..sentence.words.end.min(to + 4) };
    let is_number =
        |at: usize| words.get(at).is_some_and(|word| word.tag == crate::language::Tag::Number);
    if !words[from + 1].is_capitalised()
        && !is_number(from + 1)
        && !is_number(to + 1)
        && !words[from + 1..to].iter().any(|word| word.is(","))
        && !reading.is_benefit(&at)
    {
        scales.add(&FROM_TO, at);
    }
}
