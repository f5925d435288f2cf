//! Parts that are phases of the work, or questions instead of slices.

use std::sync::LazyLock;

use super::check::{Seen, SplitCheck};
use super::part::{Part, Split};
use crate::language::Phrases;

pub(super) const CHECKS: &[SplitCheck] = &[
    SplitCheck {
        name: "phases",
        reason: "Of phases nothing can be used before the last is done.",
        source: "Five story-splitting mistakes, Cohn",
        observe: phases,
    },
    SplitCheck {
        name: "spikes",
        reason: "A spike for every part puts off the first piece of product.",
        source: "Five story-splitting mistakes, Cohn",
        observe: spikes,
    },
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Think,
    Draw,
    Make,
    Check,
    Tell,
    Ship,
}

/// Phases that are named, whatever follows.
static NAMED: LazyLock<Phrases<Phase>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            "analysis, requirements, requirements for, gather requirements, requirements engineering, specification, feasibility study, study, concept, concept phase, \
             write the concept, write a concept, workshop with, analyse, analyze, specify, research, collect training data, discovery, planning phase, extract, write the specification",
            Phase::Think,
        ),
        (
            "design, ux design, technical design, ui design, mockup, mockups, mockups of, mock-up, wireframe, wireframes, prototype, simulation, design phase, transform",
            Phase::Draw,
        ),
        (
            "implementation, development, coding, programming, programming of, construction, develop, implement, code, implement the, build phase, build final version, mvp, \
             train the model, algorithm development, implementation phase, develop and test, load",
            Phase::Make,
        ),
        (
            "testing, test, tests, uat, qa, integration test, verification, usability test, acceptance test, acceptance, acceptance of, unit test, write unit test, \
             write test, end-to-end test, bug fixing, bugfixing, code review, verify, evaluate the model, test phase, evaluation, beta, alpha, commissioning, sign-off, sign-off by, hardening, stabilisation, test and documentation, report",
            Phase::Check,
        ),
        (
            "documentation, document, user manual, train the staff, training of, training, manual",
            Phase::Tell,
        ),
        (
            "deployment, deploy, rollout, roll-out, rollout phase, go-live, go live, release, final version, launch, handover",
            Phase::Ship,
        ),
    ])
});

/// Also what users do: counts only beside a phase that is named.
static ALSO_DONE: LazyLock<Phrases<Phase>> = LazyLock::new(|| {
    Phrases::new(&[
        ("plan, plan the, investigate", Phase::Think),
        ("build, create", Phase::Make),
        ("review", Phase::Check),
    ])
});

fn phase(part: &Part<'_>) -> Option<(Phase, bool)> {
    let words = part.words();
    let first = words.iter().position(|word| word.is_spoken())?;
    let named = NAMED.at(words, first).map(|found| found.meaning);
    let named = named.or_else(|| part.opens_with(&NAMED)).or_else(|| part.heading_ends_as(&NAMED));
    let also = || ALSO_DONE.at(words, first).map(|found| (found.meaning, false));
    named.map(|phase| (phase, true)).or_else(also)
}

/// Whether a part is named after a phase of the work.
pub(super) fn is_phase(part: &Part<'_>) -> bool {
    phase(part).is_some_and(|(_, named)| named)
}

fn phases(split: &Split<'_>) -> Option<Seen> {
    let at = split.which(|part| phase(part).is_some());
    let found: Vec<(Phase, bool)> = at.iter().filter_map(|at| phase(&split.parts[*at])).collect();
    let several = found.iter().any(|(phase, _)| *phase != found[0].0);
    let named = found.iter().filter(|(_, named)| *named).count();
    (several && named > 0 && split.is_half(at.len())).then(|| {
        let message = format!(
            "{} are phases of the work: nothing can be used before the last one.",
            split.quote(&at)
        );
        Seen::new(
            -45,
            at,
            message,
            "What could be designed, built and tested in two days, for one person?",
        )
    })
}

static SPIKES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "spike, investigate, research, evaluate, find out, explore, feasibility, proof of concept, poc, clarify, try out",
        (),
    )])
});

/// Whether a part is a question to be answered.
pub(super) fn is_spike(part: &Part<'_>) -> bool {
    part.opens_with(&SPIKES).is_some()
}

fn spikes(split: &Split<'_>) -> Option<Seen> {
    let spikes = if is_spike(&split.whole) { Vec::new() } else { split.which(is_spike) };
    split.is_half(spikes.len()).then(|| {
        let message = format!("{} of {} parts are questions.", spikes.len(), split.parts.len());
        Seen::new(
            -38,
            spikes,
            message,
            "Which one question decides, and what could be built without its answer?",
        )
    })
}
