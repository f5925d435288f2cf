//! Business rules (Lawrence; SPIDR, Cohn): conditions, thresholds, tiers, words that hide rules.

use crate::advise::lexicon::Sense;
use crate::advise::listing::Listing;
use crate::advise::reading::{At, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::language::{Tag, Word};
use crate::model::Pattern::BusinessRuleVariations;

const NUMBERS: Cue =
    Cue { pattern: BusinessRuleVariations, weight: 62, says: "are rules with a number each" };
const PERCENT: Cue =
    Cue { pattern: BusinessRuleVariations, weight: 40, says: "is a rule with a number" };
const RULE: Cue = Cue { pattern: BusinessRuleVariations, weight: 26, says: "is governed by rules" };
const DEPENDS: Cue =
    Cue { pattern: BusinessRuleVariations, weight: 64, says: "says that the rule is not one rule" };
const ONLY: Cue = Cue { pattern: BusinessRuleVariations, weight: 26, says: "opens a condition" };
const PLIABLE: Cue =
    Cue { pattern: BusinessRuleVariations, weight: 40, says: "hides how many rules there are" };
const RESTRICTED: Cue =
    Cue { pattern: BusinessRuleVariations, weight: 42, says: "restricts who or what it holds for" };
const CONDITIONS: Cue = Cue {
    pattern: BusinessRuleVariations,
    weight: 50,
    says: "are conditions that must hold together",
};
const ASKED: Cue = Cue { pattern: BusinessRuleVariations, weight: 34, says: "asks for a rule" };
const DECIDES: Cue = Cue { pattern: BusinessRuleVariations, weight: 42, says: "decides by rules" };

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    for (passage, listing) in reading.listings() {
        let governed = items_with_numbers(reading, passage, listing);
        if governed >= 2 && !is_about_load(reading, passage, listing) {
            scales.add_listing(&NUMBERS, passage, listing);
        }
    }
    for at in reading.marks(Sense::Rule).filter(|at| !reading.is_role(at)) {
        scales.add(rule_cue(reading, &at), at);
    }
    for at in reading.marks(Sense::Condition) {
        let first = &reading.words(&at)[0];
        if first.lemma.starts_with("depend")
            || first.is_any(&["based", "according"])
            || matches!(first.lemma.as_ref(), "differ" | "vary")
        {
            scales.add(&DEPENDS, at);
        } else if first.is_any(&["only", "unless", "except", "provided"]) {
            scales.add(&ONLY, at);
        }
    }
    for at in reading.marks(Sense::Pliable) {
        scales.add(&PLIABLE, at);
    }
    for sentence in &reading.sentences {
        in_sentence(reading, sentence, scales);
    }
}

fn rule_cue(reading: &Reading<'_>, at: &At) -> &'static Cue {
    let asks = reading.words(at)[0].is("how");
    let qualifies = reading.words(at)[0].lemma.starts_with("qualif")
        || reading.words(at)[0].lower.starts_with("eligib");
    match (asks, qualifies) {
        (true, _) => &ASKED,
        (_, true) => &DECIDES,
        _ => &RULE,
    }
}

fn in_sentence(reading: &Reading<'_>, sentence: &At, scales: &mut Scales) {
    let words = reading.passages[sentence.passage].words();
    for at in sentence.words.clone() {
        let here = At { passage: sentence.passage, words: at..(at + 2).min(sentence.words.end) };
        if words[at].tag == Tag::Number
            && words.get(at + 1).is_some_and(is_percent)
            && !reading.is_benefit(&here)
        {
            scales.add(&PERCENT, here);
        }
    }
    if let Some(at) = restriction(reading, sentence) {
        scales.add(&RESTRICTED, at);
    }
    if let Some(at) = conditions(reading, sentence) {
        scales.add(&CONDITIONS, at);
    }
    let first = sentence.words.clone().find(|at| words[*at].is_spoken());
    let asks = first.is_some_and(|at| {
        words[at].is("what")
            && words.get(at + 1).is_some_and(|next| next.is_any(&["about", "happens"]))
    });
    if asks {
        scales.add(&ASKED, sentence.clone());
    }
}

/// "should only work for new customers", "nobody may", "must be over 18".
fn restriction(reading: &Reading<'_>, sentence: &At) -> Option<At> {
    let words = reading.passages[sentence.passage].words();
    let restricts = |at: &usize| {
        words[*at].is_any(&["should", "can", "may", "must", "shall"])
            && words[*at..].iter().take(3).any(|word| word.is_any(&["only", "not", "never"]))
    };
    let from = sentence.words.clone().find(restricts)?;
    Some(At { passage: sentence.passage, words: from..(from + 5).min(sentence.words.end) })
}

/// "if they have status, paid full fare and there is space": a list of conditions.
fn conditions(reading: &Reading<'_>, sentence: &At) -> Option<At> {
    let words = reading.passages[sentence.passage].words();
    let from = sentence.words.clone().find(|at| words[*at].is("if"))?;
    let content = &reading.passages[sentence.passage];
    let rest = from..sentence.words.end;
    let separators =
        words[rest.clone()].iter().filter(|word| word.is_any(&[",", "and", "or"])).count();
    let ends_sentence = from > sentence.words.start + 3;
    (ends_sentence && separators >= 2 && !content.has(Sense::Failure, &rest))
        .then_some(At { passage: sentence.passage, words: rest })
}

fn is_percent(word: &Word<'_>) -> bool {
    word.is_any(&["%", "percent", "per"]) && !word.is("per")
}

fn items_with_numbers(reading: &Reading<'_>, passage: usize, listing: &Listing) -> usize {
    let content = &reading.passages[passage];
    let has_number = |item: &&std::ops::Range<usize>| {
        let number = content.words()[(*item).clone()].iter().any(|word| word.tag == Tag::Number);
        number || content.has(Sense::Rule, item)
    };
    let numbers = content.words()[listing.whole.clone()]
        .iter()
        .filter(|word| word.tag == Tag::Number)
        .count();
    if numbers == 0 { 0 } else { listing.items.iter().filter(has_number).count() }
}

fn is_about_load(reading: &Reading<'_>, passage: usize, listing: &Listing) -> bool {
    let content = &reading.passages[passage];
    content.has(Sense::Load, &listing.whole) && !content.has(Sense::Rule, &listing.whole)
}
