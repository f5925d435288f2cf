//! How a slice can be split: at most three patterns, best first, with drafts.

use serde::Serialize;

use crate::judge::{Card, Context, Place};
use crate::model::{Kind, Pattern};

/// What to do with a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Advised {
    /// Split it.
    Split,
    /// Leave it alone.
    Thin,
    /// Answer a question first.
    Spike,
    /// It has no value of its own, or is a task: combine or reword before splitting.
    Reframe,
}

/// The answer of the split advisor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What to do.
    pub verdict: Advised,
    /// At most three ways to split, best first; empty for `thin` and `reframe`.
    pub suggestions: Vec<Suggestion>,
}

/// One way to split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The pattern.
    pub pattern: Pattern,
    /// How often such a suggestion is right, 0 to 100.
    pub strength: u8,
    /// The words that speak for it.
    pub why: Vec<Evidence>,
    /// What a coach would ask.
    pub question: String,
    /// What one gains and what one gives up, in one sentence.
    pub trade_off: String,
    /// The slices that it would make, thinnest first.
    pub drafts: Vec<Draft>,
}

/// Words that speak for a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where they stand.
    pub place: Place,
    /// What they say, in a few words.
    pub message: String,
}

/// A slice that does not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// Slice or spike.
    pub kind: Kind,
}

/// Advises on one card. Total: every text gets an answer.
pub fn advise(card: &Card<'_>, context: &Context) -> Advice {
    let _ = (card, context);
    Advice { verdict: Advised::Thin, suggestions: Vec::new() }
}
