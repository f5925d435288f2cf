//! What the wording of labelled cards has taught about the criteria; see [`crate::learned`].
//!
//! The checks say what a coach would say. Which words and shapes go with cards that are big, or of
//! use to nobody, no list of a coach is long enough for: that was learned, and corrects the sum.

use std::sync::LazyLock;

use super::features::features;
use super::reading::Reading;
use super::vertical::quoted;
use super::{
    Card, Context, Criterion, Finding, Speaks, Verdict, observe, points as points_of, policy,
    start, threshold,
};
use crate::language::Word;
use crate::learned::{Feature, Group, Weights};
use crate::model::folded;

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

/// The name of the findings that name a word.
pub(super) const CHECK: &str = "wording";

/// What a card shows, and what the team says about it.
pub(super) struct Wording<'r, 'a> {
    reading: &'r Reading<'a>,
    context: &'r Context<'r>,
    seen: Vec<Feature<'r>>,
    /// The checks that found something.
    checks: Vec<&'static str>,
    /// Those of them whose findings were taken away.
    silenced: Vec<&'static str>,
}

impl<'r, 'a> Wording<'r, 'a> {
    /// Reads it, given what the checks observed.
    pub(super) fn of(
        reading: &'r Reading<'a>,
        observed: &[Finding],
        context: &'r Context<'r>,
    ) -> Self {
        let checks = observed.iter().map(|finding| finding.check).collect();
        let seen = features(reading, observed);
        Self { reading, context, seen, checks, silenced: Vec::new() }
    }

    /// Lets the checks whose findings are not among these take no points any more.
    pub(super) fn silence_all_but(&mut self, left: &[Finding]) {
        let is_left = |check: &&str| left.iter().any(|finding| finding.check == *check);
        self.silenced = self.checks.iter().copied().filter(|check| !is_left(check)).collect();
    }

    /// The points of everything that the card shows.
    pub(super) fn points(&self) -> Points {
        if self.seen.is_empty() {
            return Points([0; 5]);
        }
        let mut sums = WEIGHTS.start();
        for (feature, row) in WEIGHTS.rows(&self.seen) {
            for ((sum, points), criterion) in sums.iter_mut().zip(row).zip(LEARNED) {
                if *points > 0 || self.may_hurt(feature, criterion) {
                    *sum += i32::from(*points);
                }
            }
        }
        Points(sums)
    }

    /// Whether a feature may take points from a criterion. Technical words are the users' own where
    /// the product is technical: they say nothing there about who can see or use it.
    fn may_hurt(&self, feature: &Feature<'_>, about: Criterion) -> bool {
        let of_use = matches!(about, Criterion::Vertical | Criterion::Valuable);
        match self.word(feature) {
            Some(word) => {
                let is_theirs = self.reading.technical && of_use;
                !is_theirs && !self.context.fine_words.passes(word) && !self.is_dismissed(word)
            }
            None => !self.silenced.contains(&feature.name),
        }
    }

    fn word(&self, feature: &Feature<'_>) -> Option<&Word<'a>> {
        let (field, item, at) = feature.word?;
        self.reading.story.field(field, item).words().get(at)
    }

    fn is_dismissed(&self, word: &Word<'_>) -> bool {
        let dismissed = self.context.dismissed;
        !dismissed.is_empty() && policy::is_dismissed(CHECK, &folded(word.text), dismissed)
    }

    /// The word that speaks most against each criterion that does not hold, where no check says why.
    pub(super) fn findings(&self, verdicts: &[Verdict], said: &[Finding]) -> Vec<Finding> {
        let is_explained = |criterion| {
            said.iter().any(|finding| points_of(std::slice::from_ref(finding), criterion) < 0)
        };
        let failing = verdicts.iter().filter(|v| v.fails() && !is_explained(v.criterion));
        failing.filter_map(|verdict| self.against(verdict.criterion)).collect()
    }

    fn against(&self, criterion: Criterion) -> Option<Finding> {
        let at = LEARNED.iter().position(|known| *known == criterion)?;
        let may_be_named = |feature: &Feature<'_>| {
            self.word(feature).is_some_and(Word::is_content) && self.may_hurt(feature, criterion)
        };
        let hurting = WEIGHTS.rows(&self.seen).filter(|(feature, _)| may_be_named(feature));
        let (feature, row) = hurting.min_by_key(|(_, row)| row[at])?;
        (row[at] <= -TELLING).then(|| self.finding(feature, criterion, row[at])).flatten()
    }

    /// The findings of this kind that were dismissed, each about the criterion that it hurt most.
    pub(super) fn dismissed(&self) -> Vec<Finding> {
        if self.context.dismissed.is_empty() {
            return Vec::new();
        }
        let is_dismissed =
            |feature: &Feature<'_>| self.word(feature).is_some_and(|word| self.is_dismissed(word));
        let mut found: Vec<Finding> = Vec::new();
        for (feature, row) in WEIGHTS.rows(&self.seen).filter(|(f, _)| is_dismissed(f)) {
            let worst = LEARNED.iter().zip(row).min_by_key(|(_, points)| **points);
            let finding = worst.and_then(|(about, points)| self.finding(feature, *about, *points));
            found.extend(finding.filter(|one| found.iter().all(|other| other.place != one.place)));
        }
        found
    }

    fn finding(&self, feature: &Feature<'_>, about: Criterion, points: i16) -> Option<Finding> {
        let (field, item, word) = feature.word?;
        let part = self.reading.story.part(field, item, word..word + 1)?;
        let (message, question) = says(about, &quoted(part.text));
        Some(Finding {
            check: CHECK,
            criterion: about,
            speaks: Speaks::Against,
            place: Some(part.place),
            message,
            question: question.to_owned(),
            source: "Learned from this program's labelled cards",
            effects: vec![(about, i8::try_from(points).unwrap_or(i8::MIN))].into(),
        })
    }
}

/// From this many points a word is named.
const TELLING: i16 = 7;

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
pub fn taught(card: &Card<'_>, context: &Context<'_>) -> Taught {
    let reading = Reading::new(card, context);
    let found = observe(&reading);
    let of = |criterion| {
        i32::from(start(criterion)) + points_of(&found, criterion) - i32::from(threshold(criterion))
    };
    let features = features(&reading, &found);
    let features = features.iter().map(|seen| (seen.group, seen.name.to_owned())).collect();
    Taught { without: LEARNED.map(of), features }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{Assessment, FineWords, assess};
    use crate::model::{Dismissal, Kind, Product};

    /// Cards that some word speaks against, where no check does.
    const TITLES: &[&str] = &[
        "Chat between buyers and sellers",
        "As a teacher I see the timetable of the whole school",
        "Offline mode for the inspectors",
        "As a nurse I get the shifts planned by the computer",
        "Migrate the customers to the new contract",
        "As a pilot I want the weather",
        "The parking garage knows its regulars",
        "As a farmer I plan the season with the co-operative",
        "Forecast of the demand",
        "Tenant portal",
        "As a dispatcher I see the routes optimised",
        "Shop in three countries",
    ];

    fn judged(title: &str, context: &Context<'_>) -> Assessment {
        assess(&Card { title, text: "", acceptance: &[], kind: Kind::Slice }, context)
    }

    fn named(judged: &[Finding]) -> Option<&Finding> {
        judged.iter().find(|finding| finding.check == CHECK)
    }

    /// Each title with the word that is named first, if one is.
    fn words() -> Vec<(&'static str, String)> {
        let named_in = |title: &'static str| {
            let judged = judged(title, &Context::default());
            let place = named(&judged.findings)?.place?;
            Some((title, folded(place.span.slice(title))))
        };
        TITLES.iter().filter_map(|title| named_in(title)).collect()
    }

    fn score_of(judged: &Assessment, criterion: Criterion) -> u8 {
        judged.verdicts.iter().find(|v| v.criterion == criterion).unwrap().score
    }

    #[test]
    fn a_word_is_named_where_no_check_says_why_a_criterion_fails() {
        assert!(!words().is_empty());
    }

    #[test]
    fn a_dismissed_word_takes_no_points_and_can_be_brought_back() {
        for (title, word) in words() {
            let before = judged(title, &Context::default());
            let about = named(&before.findings).unwrap().criterion;
            let dismissed = [Dismissal { check: CHECK.to_owned(), words: word.clone() }];
            let after = judged(title, &Context { dismissed: &dismissed, ..Context::default() });
            assert!(score_of(&after, about) > score_of(&before, about), "{title}: {word}");
            assert!(named(&after.dismissed).is_some(), "{title}: {word}");
            for (before, after) in before.verdicts.iter().zip(&after.verdicts) {
                assert!(before.score <= after.score, "{title}: {word}: {}", before.criterion);
            }
        }
    }

    #[test]
    fn a_word_that_is_fine_here_takes_no_points() {
        for (title, word) in words() {
            let fine = FineWords::read(std::slice::from_ref(&word));
            let before = judged(title, &Context::default());
            let after = judged(title, &Context { fine_words: &fine, ..Context::default() });
            let about = named(&before.findings).unwrap().criterion;
            assert!(score_of(&after, about) > score_of(&before, about), "{title}: {word}");
        }
    }

    #[test]
    fn words_of_the_inside_do_not_hurt_where_the_inside_is_the_product() {
        let title = "Return the schema of a table as JSON";
        let api = Context { product: Product::Api, ..Context::default() };
        let (app, api) = (judged(title, &Context::default()), judged(title, &api));
        assert!(api.value > app.value, "{} {}", app.value, api.value);
    }

    #[test]
    fn the_table_is_whole() {
        let lines = include_str!("../../learned/criteria.tsv").lines().count();
        assert!(lines > 1_000);
        assert_eq!(WEIGHTS.len(), lines);
    }
}
