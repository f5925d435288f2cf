//! How a slice can be split: at most three patterns, best first, with drafts.
//!
//! A card is read once ([`reading`]); families of cues put evidence on the scales ([`cues`],
//! [`scales`]); the heaviest patterns become suggestions whose drafts are made of the story's own
//! words ([`drafts`]). The patterns are Lawrence's, Cohn's and Sims'.
//!
//! Deliberately not here: whether a slice is good ([`crate::judge`]).

mod cues;
mod drafts;
mod lexicon;
mod listing;
mod phrasing;
mod reading;
mod scales;
mod split;
mod verdict;

use serde::Serialize;

use crate::judge::{Card, Context, Place};
use crate::model::{Kind, Pattern};
use reading::Reading;
use scales::{Scales, Seen};

pub use split::{Remark, split_judgement};

/// What to do with a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
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

/// At most this many ways to split.
const MOST: usize = 3;

/// Below this weight a pattern is not worth mentioning.
const FAINT: u32 = 14;

/// Advises on one card. Total: every text gets an answer.
pub fn advise(card: &Card<'_>, context: &Context) -> Advice {
    let reading = Reading::of(card);
    let scales = scales::weigh(&reading);
    let verdict = verdict::verdict(&reading, &scales, context);
    let suggestions = match verdict {
        Advised::Split | Advised::Spike => suggestions(&reading, &scales),
        Advised::Thin | Advised::Reframe => Vec::new(),
    };
    Advice { verdict, suggestions }
}

fn suggestions(reading: &Reading<'_>, scales: &Scales) -> Vec<Suggestion> {
    let ranked = scales.ranked();
    let second = ranked.get(1).map_or(0, |(_, score)| *score);
    ranked
        .iter()
        .take(MOST)
        .filter(|(_, score)| *score >= FAINT)
        .enumerate()
        .map(|(rank, (pattern, score))| {
            let rival = if rank == 0 { second } else { ranked[0].1 };
            suggestion(*pattern, strength(*score, rival, rank), reading, scales)
        })
        .collect()
}

fn suggestion(
    pattern: Pattern,
    strength: u8,
    reading: &Reading<'_>,
    scales: &Scales,
) -> Suggestion {
    let proposal = drafts::propose(pattern, reading, scales);
    Suggestion {
        pattern,
        strength,
        why: why(pattern, reading, scales),
        question: proposal.question,
        trade_off: proposal.trade_off.to_owned(),
        drafts: proposal.drafts,
    }
}

/// How often a suggestion of this weight and rank is right, beside the weight of its strongest
/// rival. Fitted below the development set's figures, because its stories also taught the lexicon.
fn strength(score: u32, rival: u32, rank: usize) -> u8 {
    let lead = f64::from(score) - f64::from(rival);
    let logit = match rank {
        0 => 0.1 + lead / 45.0,
        1 => -0.9 + lead / 40.0,
        _ => -1.9 + lead / 60.0,
    };
    (100.0 / (1.0 + (-logit).exp())).round() as u8
}

/// The heaviest evidence, each stretch of words once.
fn why(pattern: Pattern, reading: &Reading<'_>, scales: &Scales) -> Vec<Evidence> {
    const SHOWN: usize = 4;
    let mut shown: Vec<&Seen> = Vec::new();
    for seen in scales.of(pattern) {
        let overlaps = |other: &&Seen| {
            other.at.passage == seen.at.passage
                && other.at.words.start < seen.at.words.end
                && seen.at.words.start < other.at.words.end
        };
        if shown.len() < SHOWN && !shown.iter().any(overlaps) {
            shown.push(seen);
        }
    }
    let evidence = |seen: &&Seen| Evidence {
        place: reading.place(&seen.at),
        message: format!("“{}” {}", phrasing::brief(reading.slice(&seen.at), 80), seen.cue.says),
    };
    shown.iter().map(evidence).collect()
}

#[cfg(test)]
mod tests;
