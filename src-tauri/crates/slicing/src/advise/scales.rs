//! The evidence on a card, with a weight for each cue. The weights say which cue of a pattern is the
//! strongest, and so which words are shown; how likely the pattern is was learned.

use super::listing::Listing;
use super::reading::{At, Reading};
use crate::model::Pattern;

/// One reason to think of a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) pattern: Pattern,
    pub(super) weight: u32,
    /// Completes a sentence that begins with the quoted words.
    pub(super) says: &'static str,
}

/// A cue that was seen.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) cue: &'static Cue,
    pub(super) at: At,
    /// The list that it is about, when it is about one.
    pub(super) listing: Option<Listing>,
}

/// The evidence on one card.
#[derive(Debug, Default)]
pub(super) struct Scales {
    seen: Vec<Seen>,
}

impl Scales {
    /// How many cues are kept: a long text repeats itself.
    const MOST: usize = 64;

    /// Adds a cue about some words.
    pub(super) fn add(&mut self, cue: &'static Cue, at: At) {
        self.push(Seen { cue, at, listing: None });
    }

    /// Adds a cue about a list.
    pub(super) fn add_listing(&mut self, cue: &'static Cue, passage: usize, listing: &Listing) {
        let at = At { passage, words: listing.whole.clone() };
        self.push(Seen { cue, at, listing: Some(listing.clone()) });
    }

    fn push(&mut self, seen: Seen) {
        if self.seen.len() < Self::MOST {
            self.seen.push(seen);
        }
    }

    /// Without the cues about some words.
    pub(super) fn without(mut self, settled: impl Fn(&At) -> bool) -> Self {
        self.seen.retain(|seen| !settled(&seen.at));
        self
    }

    /// The cues for a pattern, heaviest first.
    pub(super) fn of(&self, pattern: Pattern) -> Vec<&Seen> {
        let mut seen: Vec<_> =
            self.seen.iter().filter(|seen| seen.cue.pattern == pattern).collect();
        seen.sort_by_key(|seen| std::cmp::Reverse(seen.cue.weight));
        seen
    }

    /// The weight of a pattern: its heaviest cue, and ever less of each further one, because cues
    /// for one pattern tend to say the same thing again.
    pub(super) fn score(&self, pattern: Pattern) -> u32 {
        let seen = self.of(pattern);
        let (mut score, mut share) = (0.0, 1.0);
        for cue in seen.iter().take(6) {
            score += f64::from(cue.cue.weight) * share;
            share *= 0.5;
        }
        score as u32
    }

    /// The heaviest list among the cues for a pattern.
    pub(super) fn listing(&self, pattern: Pattern) -> Option<&Seen> {
        self.of(pattern).into_iter().find(|seen| seen.listing.is_some())
    }

    /// Whether a cue was seen.
    pub(super) fn has(&self, cue: &'static Cue) -> bool {
        self.seen.iter().any(|seen| seen.cue == cue)
    }

    /// What was seen, in the order of reading.
    pub(super) fn seen(&self) -> &[Seen] {
        &self.seen
    }
}

/// Collects every cue on a card.
pub(super) fn weigh(reading: &Reading<'_>) -> Scales {
    let mut scales = Scales::default();
    for family in super::cues::FAMILIES {
        family(reading, &mut scales);
    }
    scales
}
