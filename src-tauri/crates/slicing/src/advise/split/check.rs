//! The table of checks, and how they run.

use std::borrow::Cow;

use super::part::Split;
use super::{Remark, growth, layers, names, needs, order, phases, size, steps};

/// One heuristic about a split.
#[derive(Debug, Clone, Copy)]
pub struct SplitCheck {
    /// Its name, such as `layers`.
    pub name: &'static str,
    /// Why it matters, in one sentence.
    pub reason: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    pub(super) observe: fn(&Split<'_>) -> Option<Seen>,
}

/// What a check saw.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub points: i8,
    pub parts: Vec<usize>,
    pub message: String,
    pub question: Cow<'static, str>,
}

impl Seen {
    /// Something about some parts, by their places in [`Split::parts`].
    pub fn new(
        points: i8,
        parts: impl IntoIterator<Item = usize>,
        message: impl Into<String>,
        question: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            points,
            parts: parts.into_iter().collect(),
            message: message.into(),
            question: question.into(),
        }
    }
}

/// Every check, family by family, so that the interface can list them.
pub fn split_checks() -> impl Iterator<Item = &'static SplitCheck> {
    [
        layers::CHECKS,
        phases::CHECKS,
        steps::CHECKS,
        order::CHECKS,
        names::CHECKS,
        size::CHECKS,
        needs::CHECKS,
        growth::CHECKS,
    ]
    .into_iter()
    .flatten()
}

/// Runs every check; whether there is something to leave out is asked last, because complaints
/// answer it.
pub(super) fn observe(split: &Split<'_>) -> Vec<Remark> {
    let run = |check: &SplitCheck| (check.observe)(split).map(|seen| remark(split, check, seen));
    let mut remarks: Vec<Remark> = split_checks().filter_map(run).collect();
    if remarks.iter().all(Remark::is_good) {
        remarks.extend(run(&growth::DROPPABLE));
    }
    remarks
}

fn remark(split: &Split<'_>, check: &SplitCheck, seen: Seen) -> Remark {
    Remark {
        check: check.name,
        points: seen.points,
        parts: seen.parts.iter().map(|part| split.parts[*part].at).collect(),
        message: seen.message,
        question: seen.question,
        source: check.source,
    }
}
