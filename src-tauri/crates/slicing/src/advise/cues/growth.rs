//! Simple and complex (Lawrence, Wake, Adzic), and performance that can wait.

use crate::advise::lexicon::Sense;
use crate::advise::reading::{At, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::language::{Tag, Word};
use crate::model::Pattern::{DeferPerformance, SimpleComplex};

const AMBITION: Cue = Cue {
    pattern: SimpleComplex,
    weight: 42,
    says: "is ambitious: a plainer version would help already",
};
const VAST: Cue = Cue { pattern: SimpleComplex, weight: 36, says: "is a whole product in a word" };
const ADDITION: Cue = Cue { pattern: SimpleComplex, weight: 28, says: "adds a wish to the wish" };
const MILD: Cue = Cue { pattern: SimpleComplex, weight: 10, says: "may be one wish more" };
const STRONG: Cue = Cue {
    pattern: DeferPerformance,
    weight: 56,
    says: "is a quality that can come after the function",
};
const WEAK: Cue =
    Cue { pattern: DeferPerformance, weight: 24, says: "is a quality without a number" };
const NUMBER: Cue = Cue {
    pattern: DeferPerformance,
    weight: 50,
    says: "is a number that the first version need not meet",
};

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    for at in reading.marks(Sense::Ambition).filter(|at| !reading.is_role(at)) {
        scales.add(&AMBITION, at);
    }
    for at in reading.marks(Sense::Vast).filter(|at| is_head(reading, at)) {
        scales.add(&VAST, at);
    }
    for at in reading.marks(Sense::Addition) {
        let mild = reading.words(&at)[0].is_any(&["with", "even", "also", "extra", "together"])
            && at.words.len() == 1;
        scales.add(if mild { &MILD } else { &ADDITION }, at);
    }
    for at in reading.marks(Sense::Quality) {
        scales.add(if is_weak(reading.words(&at)) { &WEAK } else { &STRONG }, at);
    }
    for sentence in &reading.sentences {
        crowds(reading, sentence, scales);
    }
    for at in reading.marks(Sense::Load) {
        if let Some(at) = with_number(reading, at) {
            scales.add(&NUMBER, at);
        }
    }
}

/// Whether a noun heads what is wanted or titled, rather than where it happens.
fn is_head(reading: &Reading<'_>, at: &At) -> bool {
    let Some(want) = reading.want.as_ref().filter(|want| want.passage == at.passage) else {
        return false;
    };
    let words = reading.passages[at.passage].words();
    let before = &words[want.words.start.min(at.words.start)..at.words.start];
    let is_modifier = words.get(at.words.end).is_some_and(|next| next.tag.is_noun());
    let located =
        before.iter().any(|word| word.tag == Tag::Preposition || word.is_any(&["that", "which"]));
    let verb_small = before
        .iter()
        .find(|word| word.tag == Tag::Verb)
        .is_some_and(|word| word.is_any(&["close", "open", "print", "leave", "log"]));
    want.words.contains(&at.words.start)
        && !is_modifier
        && !located
        && !verb_small
        && !reading.is_role(at)
}

fn is_weak(words: &[Word<'_>]) -> bool {
    words.len() == 1
        && words[0].is_any(&[
            "fast",
            "quick",
            "quickly",
            "available",
            "live",
            "load",
            "loads",
            "immediately",
            "instantly",
            "huge",
            "scale",
            "peak",
            "performance",
            "respond",
            "response",
            "millions",
            "massive",
            "availability",
            "survive",
            "speedy",
            "instantaneous",
            "worldwide",
            "lag",
        ])
        && !words[0].is("availability")
}

/// The number before a unit of time, when it is short, or of volume.
fn with_number(reading: &Reading<'_>, at: At) -> Option<At> {
    let words = reading.passages[at.passage].words();
    let from = at.words.start.saturating_sub(4);
    let number = (from..at.words.start).rev().find(|at| {
        words[*at].tag == Tag::Number
            || words[*at]
                .is_any(&["million", "thousand", "each", "every", "per", "half", "one", "two"])
    })?;
    let unit = &words[at.words.start];
    let time = unit.is_any(&["ms", "millisecond", "milliseconds", "second", "seconds", "sec"]);
    let volume = unit.is_any(&["tb", "gb", "terabytes", "gigabytes", "concurrent", "rps", "qps"]);
    let counted = words[number..at.words.start].iter().any(|word| magnitude(&word.lower) >= 400);
    (time || volume || counted).then_some(At { passage: at.passage, words: number..at.words.end })
}

/// A number of a thousand or more before a plural that is no money.
fn crowds(reading: &Reading<'_>, sentence: &At, scales: &mut Scales) {
    const MONEY: &[&str] = &[
        "euro",
        "dollar",
        "pound",
        "franc",
        "cent",
        "km",
        "kilometre",
        "mile",
        "year",
        "word",
        "character",
        "step",
        "metre",
        "point",
    ];
    let words = reading.passages[sentence.passage].words();
    for at in sentence.words.clone() {
        let large = magnitude(&words[at].lower) >= 1_000 && !is_year(&words[at].lower);
        let plural = (at + 1..(at + 4).min(sentence.words.end))
            .find(|i| words[*i].tag == Tag::Noun && words[*i].lemma != words[*i].lower);
        if let Some(end) = plural.filter(|_| large)
            && !MONEY.contains(&words[end].lemma.as_ref())
        {
            let here = At { passage: sentence.passage, words: at..end + 1 };
            if !reading.is_benefit(&here) {
                scales.add(&NUMBER, here);
            }
        }
    }
}

fn is_year(lower: &str) -> bool {
    lower.len() == 4 && (lower.starts_with("19") || lower.starts_with("20"))
}

/// The size of a number as it is written: "5,000", "200k", "million".
fn magnitude(lower: &str) -> u64 {
    if lower.starts_with("million") || lower.starts_with("thousand") || lower.starts_with("billion")
    {
        return 1_000_000;
    }
    let digits: String = lower.chars().filter(char::is_ascii_digit).take(15).collect();
    let factor = match lower.chars().last() {
        Some('k') => 1_000,
        Some('m') => 1_000_000,
        _ => 1,
    };
    let decimal = lower.contains('.');
    if decimal { 0 } else { digits.parse::<u64>().unwrap_or(0).saturating_mul(factor) }
}
