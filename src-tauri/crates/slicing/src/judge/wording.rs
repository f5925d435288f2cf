//! What the wording of labelled cards has taught about the criteria; see [`crate::learned`].
//!
//! The checks say what a coach would say. Which words and shapes go with cards that are big, or of
//! use to nobody, no list of a coach is long enough for: that was learned, and corrects the sum.

use std::sync::LazyLock;

use super::features::features;
use super::reading::Reading;
use super::vertical::quoted;
use super::{
    Card, Context, Criterion, Finding, Speaks, Verdict, check, points as points_of, start,
    threshold,
};
use crate::learned::{Feature, Group, Weights};

/// The criteria that have labelled cards.
pub const LEARNED: [Criterion; 5] = [
    Criterion::Vertical,
    Criterion::Valuable,
    Criterion::Testable,
    Criterion::Small,
    Criterion::Atomic,
];

static WEIGHTS: LazyLock<Weights<'static, 5>> = LazyLock::new(|| {
    Weights::read(LEARNED.map(Criterion::id), include_str!("../../learned/criteria.tsv"))
});

/// The learned points of a card, per criterion.
pub(super) struct Points([i32; 5]);

impl Points {
    /// Those for one criterion; 0 for a criterion without labelled cards.
    pub(super) fn of(&self, criterion: Criterion) -> i32 {
        LEARNED.iter().position(|known| *known == criterion).map_or(0, |at| self.0[at])
    }
}

/// The points of everything that a card shows.
pub(super) fn points(reading: &Reading<'_>, seen: &[Feature<'_>]) -> Points {
    if seen.is_empty() {
        return Points([0; 5]);
    }
    let mut sums = WEIGHTS.start();
    for (feature, row) in WEIGHTS.rows(seen) {
        for ((sum, points), criterion) in sums.iter_mut().zip(row).zip(LEARNED) {
            if counts(reading, feature, criterion, *points) {
                *sum += i32::from(*points);
            }
        }
    }
    Points(sums)
}

/// Technical words are the users' own where the product is technical: they say nothing there about
/// who can see or use it.
fn counts(reading: &Reading<'_>, feature: &Feature<'_>, about: Criterion, points: i16) -> bool {
    let of_use = matches!(about, Criterion::Vertical | Criterion::Valuable);
    !(reading.technical && of_use && feature.word.is_some() && points < 0)
}

/// From this many points a word is named.
const TELLING: i16 = 7;

/// The word that speaks most against each criterion that does not hold, where no check says why.
pub(super) fn findings(
    reading: &Reading<'_>,
    seen: &[Feature<'_>],
    verdicts: &[Verdict],
    said: &[Finding],
) -> Vec<Finding> {
    let is_explained = |criterion| {
        said.iter().any(|finding| points_of(std::slice::from_ref(finding), criterion) < 0)
    };
    let failing =
        verdicts.iter().filter(|verdict| !verdict.holds && !is_explained(verdict.criterion));
    failing.filter_map(|verdict| against(reading, seen, verdict.criterion)).collect()
}

fn against(reading: &Reading<'_>, seen: &[Feature<'_>], criterion: Criterion) -> Option<Finding> {
    let at = LEARNED.iter().position(|known| *known == criterion)?;
    let words =
        WEIGHTS.rows(seen).filter_map(|(feature, row)| Some((feature.word?, row[at], feature)));
    let against = words.filter(|(_, points, feature)| counts(reading, feature, criterion, *points));
    let ((field, item, word), points, _) = against.min_by_key(|(_, points, _)| *points)?;
    if points > -TELLING {
        return None;
    }
    let part = reading.story.part(field, item, word..word + 1)?;
    let (message, question) = says(criterion, &quoted(part.text));
    Some(Finding {
        check: "wording",
        criterion,
        speaks: Speaks::Against,
        place: Some(part.place),
        message,
        question: question.to_owned(),
        source: "Learned from this program's labelled cards",
        effects: vec![(criterion, i8::try_from(points).unwrap_or(i8::MIN))].into(),
    })
}

fn says(criterion: Criterion, word: &str) -> (String, &'static str) {
    match criterion {
        Criterion::Vertical => (
            format!("{word} mostly stands on cards about the inside of a product."),
            "What does somebody outside the team see when it is done?",
        ),
        Criterion::Valuable => (
            format!("{word} mostly stands where nobody outside the team gains."),
            "Who would miss it, and what for?",
        ),
        Criterion::Testable => (
            format!("{word} mostly stands on cards that cannot be checked yet."),
            "Which example would pass, and which would not?",
        ),
        Criterion::Small => (
            format!("{word} mostly stands for more than one slice."),
            "What is the smallest part of it that somebody could use?",
        ),
        _ => (
            format!("{word} mostly stands on cards with several behaviours."),
            "Which of them comes first?",
        ),
    }
}

/// A card as the training sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taught {
    /// What the checks alone make of it: points above the threshold, per criterion of [`LEARNED`].
    pub without: [i32; 5],
    /// What it shows.
    pub features: Vec<(Group, String)>,
}

/// Reads a card for the training.
pub fn taught(card: &Card<'_>, context: &Context) -> Taught {
    let reading = Reading::new(card, context);
    let found = check::observe(&reading);
    let of = |criterion| {
        i32::from(start(criterion)) + points_of(&found, criterion) - i32::from(threshold(criterion))
    };
    let features = features(&reading, &found);
    let features = features.iter().map(|seen| (seen.group, seen.name.to_owned())).collect();
    Taught { without: LEARNED.map(of), features }
}
