//! Spikes and tasks, judged by what they are for.
//!
//! A spike earns an answer, not value: it is judged by its question, its time-box and the decision
//! that waits for it. A task has no value of its own, and nobody needs to be told that seven times.

use std::sync::LazyLock;

use super::check::{Applies, Check, Effect, Observation};
use super::reading::Reading;
use super::vertical::quoted;
use super::{Criterion, Place};
use crate::language::{Phrases, Word};
use crate::story::{Part, Unit};

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "spike-question",
        criterion: Criterion::Testable,
        reason: "A spike without a question cannot end.",
        source: "SPIDR, Cohn",
        applies: Applies::Spikes,
        observe: spike_question,
    },
    Check {
        name: "spike-time-box",
        criterion: Criterion::Small,
        reason: "A spike ends when its time is over.",
        source: "SPIDR, Cohn",
        applies: Applies::Spikes,
        observe: spike_time_box,
    },
    Check {
        name: "spike-exit",
        criterion: Criterion::Valuable,
        reason: "A spike is worth the decision that it makes possible.",
        source: "SPIDR, Cohn",
        applies: Applies::Spikes,
        observe: spike_exit,
    },
    Check {
        name: "task",
        criterion: Criterion::Valuable,
        reason: "A task has value only through the slice that it is for.",
        source: "INVEST in good stories and SMART tasks, Wake 2003",
        applies: Applies::Tasks,
        observe: task,
    },
];

static QUESTIONS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "?, whether, which, how, what, why, can we, could we, who, when, where, if we, find out, compare",
        (),
    )])
});

static DECISIONS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "decide, decision, choose, choice, so that, so we, go or no-go, go/no-go, recommendation, recommend, result, outcome, exit, estimate",
        (),
    )])
});

fn spike_question(reading: &Reading<'_>) -> Vec<Observation> {
    const ASKED: &[Effect] =
        &[(Criterion::Testable, 20), (Criterion::Estimable, 8), (Criterion::Vertical, -30)];
    const MISSING: &[Effect] =
        &[(Criterion::Testable, -25), (Criterion::Estimable, -25), (Criterion::Vertical, -30)];
    match first(reading, &QUESTIONS) {
        Some(part) => vec![Observation::new(
            ASKED,
            Some(part.place),
            "Asks a question that can be answered.",
            "Keep it: the answer ends the spike.",
        )],
        None => vec![Observation::new(
            MISSING,
            reading.want_place(),
            "A spike answers a question, and none is asked.",
            "What do we need to know, and what would we do differently then?",
        )],
    }
}

fn spike_time_box(reading: &Reading<'_>) -> Vec<Observation> {
    const BOXED: &[Effect] = &[(Criterion::Small, 10), (Criterion::Estimable, 10)];
    const OPEN: &[Effect] = &[(Criterion::Small, -40), (Criterion::Estimable, -20)];
    match reading.story.measures.iter().find(|measure| measure.unit == Unit::Time) {
        Some(measure) => vec![Observation::new(
            BOXED,
            Some(measure.part.place),
            format!("Ends after {}.", quoted(measure.part.text)),
            "Keep it, and stop then.",
        )],
        None => vec![Observation::new(
            OPEN,
            None,
            "No time-box yet.",
            "After how many hours do we stop, whatever we know by then?",
        )],
    }
}

fn spike_exit(reading: &Reading<'_>) -> Vec<Observation> {
    const NAMED: &[Effect] = &[(Criterion::Valuable, 25)];
    const MISSING: &[Effect] = &[(Criterion::Valuable, -15)];
    match first(reading, &DECISIONS) {
        Some(part) => vec![Observation::new(
            NAMED,
            Some(part.place),
            "Names what the answer decides.",
            "Keep it: it says when the spike was worth it.",
        )],
        None => vec![Observation::new(
            MISSING,
            None,
            "Nothing says what the answer decides.",
            "Which decision waits for it, and who makes it?",
        )],
    }
}

fn task(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Valuable, -25), (Criterion::Vertical, -40)];
    vec![Observation::new(
        EFFECTS,
        place(reading),
        "A task: it has value through the slice that it is for.",
        "Which slice is it for? Could it be done inside that one?",
    )]
}

fn place(reading: &Reading<'_>) -> Option<Place> {
    reading.want_place()
}

fn first<'a>(reading: &Reading<'a>, phrases: &Phrases<()>) -> Option<Part<'a>> {
    reading.story.fields().find_map(|(field, item, text)| {
        let words: &[Word<'_>] = text.words();
        let found = phrases.find(words).next()?;
        reading.story.part(field, item, found.words)
    })
}
