//! What a split is worth, seen across its parts.
//!
//! Every heuristic is a [`SplitCheck`] with a name, a reason and a source; it sees the whole
//! [`Split`] and says one thing at most. A split's score is [`START`] plus the points of all
//! remarks, kept within 0 to 100: one can explain it by adding up.
//!
//! Deliberately not here: whether a part on its own is a good slice ([`crate::judge`]).

mod check;
mod growth;
mod layers;
mod measure;
mod names;
mod needs;
mod order;
mod part;
mod phases;
mod size;
mod steps;

use std::borrow::Cow;

use crate::judge::{Card, Context};
pub use check::{SplitCheck, split_checks};
pub use measure::{Measured, Pair, measure};
use part::Split;

/// What is said about a split.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SplitJudgement {
    /// 0 to 100; of two splits of one slice the better has the higher score. 0 without parts.
    pub score: u8,
    /// What speaks for and against it, strongest first, at most [`MOST_REMARKS`].
    pub remarks: Vec<Remark>,
    /// Which part can only be shown once another is done, by part.
    pub needs: Vec<Need>,
}

/// One thing to say about a split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The heuristic's name, such as `layers`.
    pub check: &'static str,
    /// What it adds to the score, -100 to 100; above zero it speaks for the split.
    pub points: i8,
    /// The parts that it is about, by their places among the titles, from 0.
    pub parts: Vec<usize>,
    /// What, in one sentence.
    pub message: String,
    /// What to ask the room.
    pub question: Cow<'static, str>,
    /// Where the heuristic comes from.
    pub source: &'static str,
}

impl Remark {
    /// Whether it speaks for the split.
    pub fn is_good(&self) -> bool {
        self.points > 0
    }
}

/// One part needs another first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The part that waits, by its place among the titles, from 0.
    pub part: usize,
    /// The part that it waits for.
    pub needs: usize,
    /// What the other makes, in the singular: "invoice".
    pub thing: String,
}

/// The score of a split of which nothing is known.
pub const START: u8 = 50;

/// The most remarks that are told.
pub const MOST_REMARKS: usize = 6;

/// Judges the parts of a split by their titles, in their order. Total: any titles get an answer;
/// without parts there is nothing to say.
pub fn split_judgement<T: AsRef<str>>(
    parent: &Card<'_>,
    titles: &[T],
    context: &Context,
) -> SplitJudgement {
    let titles: Vec<&str> = titles.iter().map(AsRef::as_ref).collect();
    let split = Split::read(parent, &titles, context.product);
    if split.parts.is_empty() {
        return SplitJudgement::default();
    }
    let mut remarks = check::observe(&split);
    let sum: i32 = remarks.iter().map(|remark| i32::from(remark.points)).sum();
    remarks.sort_by_key(|remark| std::cmp::Reverse(remark.points.unsigned_abs()));
    remarks.truncate(MOST_REMARKS);
    SplitJudgement {
        score: u8::try_from((i32::from(START) + sum).clamp(0, 100)).unwrap_or(START),
        remarks,
        needs: needs::between(&split),
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
