//! The weighing of evidence: a linear score per pattern, from weights that stand beside each cue.

use super::listing::Listing;
use super::reading::{At, Reading};
use crate::model::Pattern;

/// One reason to think of a pattern. Weights are comparable between patterns: at about 35 a cue
/// carries a suggestion alone, at 60 it is hard to read the story in another way.
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

    /// Adds the patterns that often cut the same words another way, lightly.
    fn add_neighbours(&mut self) {
        let Some((best, score)) = self.ranked().first().copied() else { return };
        let Some(heaviest) = self.of(best).first().map(|seen| (*seen).clone()) else { return };
        let related = NEIGHBOURS.iter().filter(|(pattern, _)| *pattern == best);
        for (_, cue) in related.filter(|_| score >= ANY_NEIGHBOUR) {
            self.push(Seen { cue, ..heaviest.clone() });
        }
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

    /// Patterns with any evidence, heaviest first; ties in the order of the method.
    pub(super) fn ranked(&self) -> Vec<(Pattern, u32)> {
        let mut ranked: Vec<_> = Pattern::ALL
            .iter()
            .map(|pattern| (*pattern, self.score(*pattern)))
            .filter(|(_, score)| *score > 0)
            .collect();
        ranked.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        ranked
    }
}

/// From this weight a pattern brings its neighbours along.
const ANY_NEIGHBOUR: u32 = 30;

/// A pattern that could cut the same words, seen from the other one.
const fn also(pattern: Pattern) -> Cue {
    Cue { pattern, weight: 15, says: "may be cut this way too" }
}

/// Patterns that coaches accept for the same stories.
static NEIGHBOURS: &[(Pattern, Cue)] = &[
    (Pattern::WorkflowSteps, also(Pattern::RolesPersonas)),
    (Pattern::WorkflowSteps, also(Pattern::SimpleComplex)),
    (Pattern::OperationsCrud, also(Pattern::DataVariations)),
    (Pattern::OperationsCrud, also(Pattern::WorkflowSteps)),
    (Pattern::BusinessRuleVariations, also(Pattern::HappyUnhappyPath)),
    (Pattern::BusinessRuleVariations, also(Pattern::SimpleComplex)),
    (Pattern::DataVariations, also(Pattern::BusinessRuleVariations)),
    (Pattern::DataVariations, also(Pattern::SimpleComplex)),
    (Pattern::InterfaceVariations, also(Pattern::DataVariations)),
    (Pattern::InterfaceVariations, also(Pattern::SimpleComplex)),
    (Pattern::MajorEffort, also(Pattern::DataVariations)),
    (Pattern::MajorEffort, also(Pattern::SimpleComplex)),
    (Pattern::SimpleComplex, also(Pattern::BusinessRuleVariations)),
    (Pattern::SimpleComplex, also(Pattern::InterfaceVariations)),
    (Pattern::DeferPerformance, also(Pattern::SimpleComplex)),
    (Pattern::RolesPersonas, also(Pattern::SimpleComplex)),
    (Pattern::RolesPersonas, also(Pattern::BusinessRuleVariations)),
    (Pattern::HappyUnhappyPath, also(Pattern::BusinessRuleVariations)),
    (Pattern::HappyUnhappyPath, also(Pattern::SimpleComplex)),
    (Pattern::AcceptanceCriteria, also(Pattern::BusinessRuleVariations)),
    (Pattern::AcceptanceCriteria, also(Pattern::OperationsCrud)),
];

/// Collects every cue on a card.
pub(super) fn weigh(reading: &Reading<'_>) -> Scales {
    let mut scales = Scales::default();
    for family in super::cues::FAMILIES {
        family(reading, &mut scales);
    }
    scales.add_neighbours();
    scales
}
