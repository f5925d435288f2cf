//! Whether there is anything to split: thin, a question first, or nothing of value yet.

use super::Advised;
use super::learned::{Odds, REFRAME, THIN};
use super::lexicon::Sense;
use super::reading::{At, Reading};
use crate::judge::Context;
use crate::language::Tag;
use crate::model::Pattern;

/// What is likeliest for a card. Where the product is technical, its inside is what people use.
pub(super) fn verdict(odds: &Odds<'_>, context: &Context) -> Advised {
    let (pattern, best) = odds.ranked()[0];
    let (thin, reframe) = (odds.chance(THIN), odds.chance(REFRAME));
    if reframe > best && reframe > thin && !context.product.is_technical() {
        Advised::Reframe
    } else if thin > best {
        Advised::Thin
    } else if pattern == Pattern::Spike {
        Advised::Spike
    } else {
        Advised::Split
    }
}

/// Sentences, lists and verbs beyond the first: what else there is to do (QUS: atomic, minimal).
pub(super) fn signs_of_size(reading: &Reading<'_>) -> usize {
    let sentences = reading.sentences.iter().filter(|at| reading.words(at).len() > 3).count();
    let lists = reading.listings().count();
    let verbs = reading
        .want
        .as_ref()
        .map_or(0, |want| reading.words(want).iter().filter(|word| word.tag == Tag::Verb).count());
    sentences.saturating_sub(1) + lists + verbs.saturating_sub(2) + reading.criteria.len() / 2
}

/// Whether one actor does one small visible thing.
pub(super) fn is_small(reading: &Reading<'_>) -> bool {
    let Some(want) = &reading.want else { return true };
    let words = reading.passages[want.passage].words();
    let verb = want.words.clone().find(|at| words[*at].tag == Tag::Verb || *at == want.words.start);
    verb.is_some_and(|at| reading.passages[want.passage].has(Sense::Small, &(at..at + 1)))
}

/// Whether the card is work of the team on the product's inside: a role within the team, or a
/// chore with an inside object, or an inside noun alone.
pub(super) fn is_task(reading: &Reading<'_>, context: &Context) -> bool {
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
    let near = head..(head + 7).min(first.words.end);
    let inside = content.has(Sense::Inside, &near);
    let unmistakable = content.marks_in(&near).any(|mark| {
        let words = &content.words()[mark.words.clone()];
        mark.sense == Sense::Inside && (words.len() > 1 || words[0].is_any(UNMISTAKABLE))
    });
    let heads = content.marks_in(&near).any(|mark| {
        let known = mark.words.len() > 1 || content.words()[head].is_any(UNMISTAKABLE);
        mark.sense == Sense::Inside && mark.words.start == head && known
    });
    let people = content.has(Sense::Person, &first.words);
    match chore {
        Some(mark)
            if is_always_chore(&content.words()[mark.words.start].lower, mark.words.len()) =>
        {
            true
        }
        Some(mark) => {
            unmistakable
                || (inside && is_build(&content.words()[mark.words.start].lower) && !people)
        }
        None => heads || (unmistakable && !people && words.len() <= 7),
    }
}

/// Single words that no user of an app would say.
const UNMISTAKABLE: &[&str] = &[
    "schema",
    "endpoint",
    "backend",
    "back-end",
    "frontend",
    "front-end",
    "database",
    "repository",
    "microservice",
    "npm",
    "webpack",
    "docker",
    "kubernetes",
    "jenkins",
    "terraform",
    "orm",
    "ci",
    "staging",
    "coverage",
    "linter",
    "mock-ups",
    "mockups",
    "wireframes",
    "wireframe",
    "graphql",
    "eslint",
    "monorepo",
    "helm",
    "hibernate",
    "refactoring",
];

/// Verbs that build something, in the words of a team.
fn is_build(lower: &str) -> bool {
    matches!(
        lower,
        "implement"
            | "set"
            | "setup"
            | "install"
            | "write"
            | "create"
            | "define"
            | "develop"
            | "wire"
            | "document"
            | "port"
            | "bump"
            | "build"
            | "code"
            | "program"
            | "configure"
            | "add"
            | "update"
            | "migrate"
            | "integrate"
            | "extract"
            | "introduce"
            | "test"
            | "review"
            | "harden"
            | "tune"
            | "specify"
            | "mock"
            | "stub"
    )
}

fn is_always_chore(first: &str, len: usize) -> bool {
    matches!(first, "refactor" | "upgrade" | "rewrite" | "scaffold" | "provision" | "bump")
        || (first == "code" && len > 1)
        || (matches!(first, "design" | "create" | "write") && len > 1)
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
