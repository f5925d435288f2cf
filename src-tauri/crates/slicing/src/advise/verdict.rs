//! Whether there is anything to split: thin, a question first, or nothing of value yet.

use super::Advised;
use super::lexicon::Sense;
use super::reading::{At, Reading};
use super::scales::Scales;
use crate::judge::Context;
use crate::language::Tag;
use crate::model::Pattern;

/// From this weight a pattern carries a suggestion.
const CARRIES: u32 = 34;
/// From this weight it does so for a story with a small verb and nothing else, too.
const CARRIES_SMALL: u32 = 40;
/// From this weight the question comes before the story.
const MUST_KNOW: u32 = 56;

/// The verdict on a card, given its evidence.
pub(super) fn verdict(reading: &Reading<'_>, scales: &Scales, context: &Context) -> Advised {
    let ranked = scales.ranked();
    let best = ranked.first().map_or(0, |(_, score)| *score);
    let must_know = scales.score(Pattern::Spike) >= MUST_KNOW;
    if reading.spoken() == 0 {
        return Advised::Thin;
    }
    if must_know && ranked.first().is_some_and(|(pattern, _)| *pattern == Pattern::Spike) {
        return Advised::Spike;
    }
    if !must_know && is_task(reading, context) {
        return Advised::Reframe;
    }
    let limit = if is_small(reading) { CARRIES_SMALL } else { CARRIES };
    if best >= limit { Advised::Split } else { Advised::Thin }
}

/// Whether one actor does one small visible thing.
fn is_small(reading: &Reading<'_>) -> bool {
    let Some(want) = &reading.want else { return true };
    let words = reading.passages[want.passage].words();
    let verb = want.words.clone().find(|at| words[*at].tag == Tag::Verb || *at == want.words.start);
    verb.is_some_and(|at| reading.passages[want.passage].has(Sense::Small, &(at..at + 1)))
}

/// Whether the card is work of the team on the product's inside: a role within the team, or a
/// chore with an inside object, or an inside noun alone.
fn is_task(reading: &Reading<'_>, context: &Context) -> bool {
    if context.product.is_technical() {
        return false;
    }
    if let Some(role) = &reading.role {
        return is_team(reading, role);
    }
    let Some(first) = reading.sentences.first() else { return false };
    let content = &reading.passages[first.passage];
    let words = reading.words(first);
    let Some(start) = words.iter().position(|word| word.is_spoken()) else { return false };
    let head = first.words.start + start;
    let opening = head..(head + 4).min(first.words.end);
    let chore = content
        .marks_in(&opening)
        .find(|mark| mark.sense == Sense::Chore && mark.words.start == head);
    let inside = content.has(Sense::Inside, &first.words);
    match chore {
        Some(mark) => {
            inside || is_always_chore(&content.words()[mark.words.start].lower, mark.words.len())
        }
        None => {
            inside
                && words.len() <= 6
                && content
                    .marks_in(&(head..head + 3))
                    .any(|mark| mark.sense == Sense::Inside && mark.words.start == head)
        }
    }
}

fn is_always_chore(first: &str, len: usize) -> bool {
    matches!(
        first,
        "refactor" | "upgrade" | "deploy" | "rewrite" | "scaffold" | "provision" | "bump"
    ) || (first == "code" && len > 1)
        || (first == "design" && len > 1)
}

fn is_team(reading: &Reading<'_>, role: &At) -> bool {
    let content = &reading.passages[role.passage];
    let team = content.has(Sense::Team, &role.words);
    let words = reading.words(role);
    let outside = words.iter().any(|word| {
        word.is_any(&[
            "external",
            "third-party",
            "partner",
            "integrator",
            "api",
            "consumer",
            "customer",
            "client",
        ])
    });
    team && !outside
}
