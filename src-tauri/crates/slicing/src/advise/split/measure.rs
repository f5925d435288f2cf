//! How well splits are told apart: the one place that says what "better" means in a measurement.

use super::{Remark, split_judgement};
use crate::judge::{Card, Context};
use crate::model::Kind;

/// Two splits of one slice, of which a coach would choose the first.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a, T> {
    /// The title of the slice.
    pub parent: &'a str,
    /// The titles of the better split.
    pub better: &'a [T],
    /// The titles of the worse one.
    pub worse: &'a [T],
}

/// What [`measure`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    /// The better split has the higher score.
    pub told_apart: bool,
    /// Nothing is said against the better split.
    pub quiet: bool,
}

/// Judges both splits of a pair.
pub fn measure<T: AsRef<str>>(pair: &Pair<'_, T>, context: &Context) -> Measured {
    let parent = Card { title: pair.parent, text: "", acceptance: &[], kind: Kind::Slice };
    let better = split_judgement(&parent, pair.better, context);
    let worse = split_judgement(&parent, pair.worse, context);
    Measured {
        told_apart: better.score > worse.score,
        quiet: better.remarks.iter().all(Remark::is_good),
    }
}
