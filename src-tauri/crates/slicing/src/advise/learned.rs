//! How likely each pattern is right, as labelled stories have taught; see [`crate::learned`].
//!
//! The cues say where a pattern shows itself; what they are worth beside each other, beside the
//! other words of the story and beside its shape was learned. Points are hundredths of the
//! logarithm of the odds.

use std::sync::LazyLock;

use super::listing::Joined;
use super::reading::Reading;
use super::scales::Scales;
use super::turns::Turns;
use super::verdict;
use crate::judge::{self, Card, Context, Field, counted, counts, is_of_body};
use crate::learned::{Feature, Group, Weights};
use crate::model::Pattern;
use crate::story::Story;

/// The patterns, then [`THIN`] and [`REFRAME`].
pub const LABELS: usize = Pattern::ALL.len() + 2;
/// The label of a story in which there is nothing to split.
pub const THIN: usize = Pattern::ALL.len();
/// The label of a card without a value of its own.
pub const REFRAME: usize = THIN + 1;

/// What the labels are called in the table.
pub fn labels() -> [&'static str; LABELS] {
    std::array::from_fn(|at| match Pattern::ALL.get(at) {
        Some(pattern) => pattern.id(),
        None if at == THIN => "thin",
        None => "reframe",
    })
}

static WEIGHTS: LazyLock<Weights<'static, LABELS>> =
    LazyLock::new(|| Weights::read(labels(), include_str!("../../learned/patterns.tsv")));

/// How likely each label is right for a card, and which words speak for it.
pub(super) struct Odds<'f> {
    sums: [i32; LABELS],
    rows: Vec<(&'f Feature<'f>, &'static [i16; LABELS])>,
}

impl<'f> Odds<'f> {
    pub(super) fn of(seen: &'f [Feature<'f>]) -> Self {
        let weights: &'static Weights<'static, LABELS> = &WEIGHTS;
        Self { sums: weights.sum(seen), rows: weights.rows(seen).collect() }
    }

    /// The chance that a label is right, 0 to 1.
    pub(super) fn chance(&self, label: usize) -> f64 {
        1.0 / (1.0 + (-f64::from(self.sums[label]) / 100.0).exp())
    }

    /// The patterns, the likeliest first; ties in the order of the method.
    pub(super) fn ranked(&self) -> Vec<(Pattern, f64)> {
        let mut ranked: Vec<_> = Pattern::ALL
            .iter()
            .enumerate()
            .map(|(at, pattern)| (*pattern, self.chance(at)))
            .collect();
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        ranked
    }

    /// The words that speak most for a label, strongest first: field, item and word.
    pub(super) fn words(&self, label: usize) -> Vec<(Field, u32, usize)> {
        let mut speaking: Vec<_> = self
            .rows
            .iter()
            .filter(|(_, points)| points[label] > 0)
            .filter_map(|(feature, points)| Some((points[label], feature.word?)))
            .collect();
        speaking.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        speaking.into_iter().map(|(_, word)| word).collect()
    }
}

/// What the advisor's own reading shows beyond the judge's.
fn own<'r>(reading: &Reading<'_>, scales: &Scales, context: &Context) -> Vec<Feature<'r>> {
    let mut seen = Vec::with_capacity(32);
    let mut see = |group, name| seen.push(Feature::new(group, name));
    for cue in scales.seen() {
        see(Group::Cue, cue.cue.says);
    }
    for (pattern, names) in Pattern::ALL.iter().zip(HEAVY.iter()) {
        let score = scales.score(*pattern);
        for (_, name) in STEPS.iter().zip(names).filter(|(step, _)| score >= **step) {
            see(Group::Cue, name);
        }
    }
    for sentence in &reading.sentences {
        let content = &reading.passages[sentence.passage];
        for mark in content.marks_in(&sentence.words) {
            see(Group::Sense, mark.sense.id());
        }
    }
    for (_, listing) in reading.listings() {
        let names = match listing.joined {
            Joined::Nouns => counts!("nouns in a row"),
            Joined::Actions => counts!("actions in a row"),
            Joined::Clauses => counts!("clauses in a row"),
        };
        see(Group::Shape, counted(names, listing.items.len()));
    }
    see(Group::Shape, counted(counts!("criteria"), reading.criteria.len()));
    see(Group::Shape, counted(counts!("sentences"), reading.sentences.len()));
    see(Group::Shape, counted(counts!("tens of words"), reading.spoken() / 10));
    see(Group::Shape, counted(counts!("signs of size"), verdict::signs_of_size(reading)));
    if verdict::is_small(reading) {
        see(Group::Shape, "a small verb");
    }
    if verdict::is_task(reading, context) {
        see(Group::Shape, "a task of the team");
    }
    seen
}

/// The weights of the cues for a pattern from which they are a feature of their own.
const STEPS: [u32; 3] = [14, 34, 56];

static HEAVY: LazyLock<Vec<[String; STEPS.len()]>> = LazyLock::new(|| {
    let names = |pattern: &Pattern| STEPS.map(|step| format!("{pattern} from {step}"));
    Pattern::ALL.iter().map(names).collect()
});

/// The words of the story as they are written, the smallest and the marks between them included:
/// "a lamp" is another thing than "all lamps".
fn forms<'r>(story: &'r Story<'_>) -> impl Iterator<Item = Feature<'r>> {
    let fields = story.fields().filter(|(field, ..)| *field != Field::Acceptance);
    fields.flat_map(move |(field, item, text)| {
        let words = text.words().iter().enumerate();
        words.filter(move |(at, _)| is_of_body(story, field, *at)).map(move |(at, word)| Feature {
            group: Group::Form,
            name: word.lower.as_ref(),
            word: Some((field, item, at)),
        })
    })
}

/// Everything that a card shows, for the advisor.
pub(super) fn features<'r>(
    judged: &'r judge::Reading<'_>,
    turns: &'r Turns,
    reading: &Reading<'_>,
    scales: &Scales,
    context: &Context,
) -> Vec<Feature<'r>> {
    let mut seen = judge::features(judged, &judge::observe(judged));
    if !seen.is_empty() {
        seen.extend(own(reading, scales, context));
        seen.extend(forms(&judged.story));
        seen.extend(turns.put().map(|pair| Feature::new(Group::Turn, pair)));
        seen.extend(turns.said().map(|pair| Feature::new(Group::Pair, pair)));
    }
    seen
}

/// What a card shows, for the training.
pub fn taught(card: &Card<'_>, context: &Context) -> Vec<(Group, String)> {
    let reading = Reading::of(card);
    let judged = judge::Reading::new(card, context);
    let (turns, scales) = (Turns::of(&judged.story), super::scales::weigh(&reading));
    let seen = features(&judged, &turns, &reading, &scales, context);
    seen.iter().map(|feature| (feature.group, feature.name.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let lines = include_str!("../../learned/patterns.tsv").lines().count();
        assert!(lines > 1_000);
        assert_eq!(WEIGHTS.len(), lines);
    }

    #[test]
    fn without_anything_seen_no_chance_is_high() {
        let odds = Odds::of(&[]);
        assert!((0..LABELS).all(|label| odds.chance(label) < 0.6));
        assert!(odds.words(THIN).is_empty());
    }
}
