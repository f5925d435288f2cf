//! Estimable: known well enough to be sized.

use std::sync::LazyLock;

use super::Criterion;
use super::check::{Applies, Check, Effect, Observation};
use super::reading::{Basis, Reading};
use super::vertical::quoted;
use crate::language::Phrases;

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "open-question",
        criterion: Criterion::Estimable,
        reason: "What is not known cannot be sized; a spike can find out.",
        source: "SPIDR, Cohn",
        applies: Applies::Slices,
        observe: open_question,
    },
    Check {
        name: "outside-party",
        criterion: Criterion::Estimable,
        reason: "Others keep their own time.",
        source: "INVEST, Wake 2003",
        applies: Applies::Work,
        observe: outside_party,
    },
    Check {
        name: "says-little",
        criterion: Criterion::Estimable,
        reason: "A few words are a reminder, not yet a card to judge.",
        source: "Card, conversation, confirmation, Jeffries",
        applies: Applies::All,
        observe: says_little,
    },
];

static UNKNOWN: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "not sure, unsure, unclear, unknown, tbd, tbc, to be defined, to be decided, to be discussed, to be clarified, don't know, do not know, nobody knows, no idea, \
         not clear, find out, figure out, investigate, never done, no documentation, undocumented, somehow, open question, not yet clear, still open, needs clarification, ???",
        (),
    )])
});

fn open_question(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] =
        &[(Criterion::Estimable, -36), (Criterion::Testable, -14), (Criterion::Small, -12)];
    let found = reading.places(&UNKNOWN).into_iter().next();
    let Some((part, ())) = found.filter(|_| !reading.is_users_question()) else {
        return Vec::new();
    };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("{} leaves a question open.", quoted(part.text)),
        "What is the question, who can answer it, and by when?",
    )]
}

static OUTSIDE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "third-party, third party, vendor, external system, external provider, legacy system, mainframe, other department, other team, external api, government, authority, partner system",
        (),
    )])
});

fn outside_party(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Estimable, -14), (Criterion::Small, -6)];
    let Some((part, ())) = reading.in_want(&OUTSIDE) else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("{} keeps its own time.", quoted(part.text)),
        "What have they promised, and what could be shown without them?",
    )]
}

fn says_little(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Estimable, -14)];
    match reading.basis {
        Basis::Enough => Vec::new(),
        Basis::Little => vec![Observation::new(
            EFFECTS,
            reading.want_place(),
            "Too few words to judge: the scores are guesses near the middle.",
            "Who wants this, and what can they do afterwards?",
        )],
        Basis::Nothing => vec![Observation::new(
            EFFECTS,
            None,
            "Nothing is written yet, so nothing is judged.",
            "Who should be able to do what that they cannot do today?",
        )],
        Basis::Foreign => vec![Observation::new(
            EFFECTS,
            None,
            "This does not read as English: only lists and criteria were counted, no words were judged.",
            "Would an English sentence help the room, or do you judge this one yourselves?",
        )],
    }
}
