//! The table of checks, and how they run.

use super::reading::{Basis, Reading};
use super::{
    Criterion, Finding, Place, Speaks, atomic, estimable, negotiable, small, spike, testable,
    valuable, vertical,
};
use crate::model::Kind;

/// Points for or against a criterion, -100 to 100.
pub type Effect = (Criterion, i8);

/// One heuristic.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its name, such as `vague-term`.
    pub name: &'static str,
    /// What it speaks about first.
    pub criterion: Criterion,
    /// Why it matters, in one sentence.
    pub reason: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Which cards it looks at.
    pub(super) applies: Applies,
    pub(super) observe: fn(&Reading<'_>) -> Vec<Observation>,
}

/// Which cards a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Applies {
    /// Slices in English.
    Slices,
    /// Slices in any language: it counts, and reads no words.
    AnyLanguage,
    /// Spikes in English.
    Spikes,
    /// Tasks in any language.
    Tasks,
    /// Slices and tasks in English.
    Work,
    /// Everything.
    All,
}

impl Applies {
    fn to(self, reading: &Reading<'_>) -> bool {
        let english = reading.basis != Basis::Foreign;
        match self {
            Self::Slices => reading.kind == Kind::Slice && english,
            Self::AnyLanguage => reading.kind == Kind::Slice,
            Self::Spikes => reading.kind == Kind::Spike && english,
            Self::Tasks => reading.kind == Kind::Task,
            Self::Work => reading.kind != Kind::Spike && english,
            Self::All => true,
        }
    }
}

/// What a check saw.
#[derive(Debug, Clone)]
pub(super) struct Observation {
    pub effects: &'static [Effect],
    pub place: Option<Place>,
    pub message: String,
    pub question: String,
}

impl Observation {
    /// An observation about some words, or about the card as a whole.
    pub fn new(
        effects: &'static [Effect],
        place: Option<Place>,
        message: impl Into<String>,
        question: impl Into<String>,
    ) -> Self {
        Self { effects, place, message: message.into(), question: question.into() }
    }
}

/// Every check, criterion by criterion, so that the interface can list them.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    [
        vertical::CHECKS,
        valuable::CHECKS,
        testable::CHECKS,
        small::CHECKS,
        atomic::CHECKS,
        negotiable::CHECKS,
        estimable::CHECKS,
        spike::CHECKS,
    ]
    .into_iter()
    .flatten()
}

/// Runs every check that applies to the card.
pub(crate) fn observe(reading: &Reading<'_>) -> Vec<Finding> {
    let mut findings = Vec::with_capacity(12);
    for check in checks().filter(|check| check.applies.to(reading)) {
        let seen = (check.observe)(reading).into_iter();
        findings.extend(seen.map(|observation| finding(check, observation)));
    }
    findings
}

fn finding(check: &Check, seen: Observation) -> Finding {
    let sum: i32 = seen.effects.iter().map(|(_, points)| i32::from(*points)).sum();
    Finding {
        check: check.name,
        criterion: check.criterion,
        speaks: if sum > 0 { Speaks::For } else { Speaks::Against },
        place: seen.place,
        message: seen.message,
        question: seen.question,
        source: check.source,
        effects: seen.effects.into(),
    }
}
