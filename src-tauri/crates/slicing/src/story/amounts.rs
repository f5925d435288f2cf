//! Quantifiers and numbers with units.

use crate::judge::Field;
use crate::language::{Tag, Word};

use super::{Part, Story};

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure<'a> {
    /// Number and unit.
    pub part: Part<'a>,
    /// What it counts.
    pub unit: Unit,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds to years.
    Time,
    /// Per cent.
    Share,
    /// Any currency.
    Money,
    /// Bytes.
    Bytes,
    /// Something per something, or at the same time.
    Load,
    /// Anything else, or nothing.
    Count,
}

/// Fills in quantifiers and measures.
pub(super) fn read(story: &mut Story<'_>) {
    let mut quantifiers = Vec::new();
    let mut measures = Vec::new();
    for (field, item, text) in story.fields() {
        let words = text.words();
        for at in 0..words.len() {
            if words[at].tag == Tag::Number
                || words[at].text.starts_with(|c: char| c.is_ascii_digit())
            {
                let (unit, end) = unit(words, at);
                let start = at - usize::from(at > 0 && is_currency(&words[at - 1]));
                measures
                    .extend(story.part(field, item, start..end).map(|part| Measure { part, unit }));
            }
            if field != Field::Acceptance && is_quantifier(words, at) {
                quantifiers.extend(story.part(field, item, at..(at + 2).min(words.len())));
            }
        }
    }
    (story.quantifiers, story.measures) = (quantifiers, measures);
}

fn is_quantifier(words: &[Word<'_>], at: usize) -> bool {
    const QUANTIFIERS: &[&str] = &[
        "all",
        "any",
        "every",
        "various",
        "multiple",
        "several",
        "many",
        "different",
        "everything",
        "anything",
        "everyone",
        "anyone",
        "everybody",
        "anybody",
    ];
    let fixed =
        at > 0 && words[at - 1].is_any(&["at", "after", "above", "not", "first", "how", "as"]);
    let noun_next = words.get(at + 1).is_some_and(|w| {
        w.tag.is_noun()
            || w.tag.opens_noun()
            || w.tag == Tag::Other
            || w.is_any(&["of", "kinds", "types"])
    });
    let alone = words[at].lower.starts_with("every")
        || words[at].lower.starts_with("any") && words[at].lower.len() > 3;
    words[at].is_any(QUANTIFIERS) && !fixed && (noun_next || alone)
}

fn is_currency(word: &Word<'_>) -> bool {
    word.is_any(&["€", "$", "£", "¥", "eur", "usd", "gbp", "chf"])
}

/// What the number at a word counts, and where number and unit end.
fn unit(words: &[Word<'_>], at: usize) -> (Unit, usize) {
    if at > 0 && is_currency(&words[at - 1]) {
        return (Unit::Money, at + 1);
    }
    if words[at].is_any(&["24/7"]) {
        return (Unit::Load, at + 1);
    }
    let attached =
        words[at].lower.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    if let Some(unit) = unit_of(attached.trim_start_matches('-')) {
        return (unit, at + 1);
    }
    let Some(next) = words.get(at + 1) else { return (Unit::Count, at + 1) };
    let load = words[at + 1..].iter().take(4).any(|w| {
        w.is_any(&["concurrent", "simultaneous", "per", "simultaneously", "concurrently"])
    });
    if let Some(unit) = unit_of(&next.lemma).or_else(|| unit_of(&next.lower)) {
        return (unit, at + 2);
    }
    let unit = if load { Unit::Load } else { Unit::Count };
    (unit, if next.tag.is_noun() { at + 2 } else { at + 1 })
}

fn unit_of(unit: &str) -> Option<Unit> {
    Some(match unit {
        "ms" | "s" | "sec" | "second" | "millisecond" | "min" | "mins" | "minute" | "h" | "hr"
        | "hour" | "day" | "week" | "month" | "year" | "am" | "pm" => Unit::Time,
        "%" | "percent" | "per-cent" => Unit::Share,
        "€" | "$" | "£" | "euro" | "dollar" | "pound" | "eur" | "usd" | "cent" | "chf"
        | "franc" => Unit::Money,
        "b" | "kb" | "mb" | "gb" | "tb" | "byte" | "kilobyte" | "megabyte" | "gigabyte" => {
            Unit::Bytes
        }
        "rps" | "tps" | "qps" | "fps" => Unit::Load,
        _ => return None,
    })
}
