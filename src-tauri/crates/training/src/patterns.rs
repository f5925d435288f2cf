//! The patterns: learning their weights, and how often the advice is right.

use rayon::prelude::*;
use slicing::advise::{Advised, LABELS, REFRAME, THIN, advise, labels, taught};
use slicing::judge::{Context, Criterion};
use slicing::model::Pattern;

use crate::cases::{Case, Unseen, sets};
use crate::columns::{Columns, Shown};
use crate::fit::{Bound, Example, Fitted, Pull, fit};
use crate::share::Share;

/// Points for one step of the logarithm of the odds.
const SCALE: f64 = 100.0;
/// Chosen by [`on_unseen`]: around these values little changes.
const PULL: Pull = Pull { ridge: 2.0, lasso: 0.15 };
/// A feature is learned when so many stories show it.
const LEAST: usize = 5;
/// How much a story counts as an example of its best pattern, its second, its third.
const COUNTS: [f64; 3] = [1.0, 0.7, 0.5];
/// How much a slice counts whose criteria tell whether it is thin or of no value.
const SLICE_COUNTS: f64 = 0.4;

/// How much surer than of the best pattern one must be that a story is thin, as the logarithm of the
/// odds: to leave a large story alone is worse than to propose a split of a thin one. Chosen by
/// [`on_unseen`], so that few large ones are and most thin ones still are.
const CAUTION: f64 = 0.4;

/// A labelled story, or a labelled slice, read.
struct Read<'c> {
    case: &'c Case,
    shown: Shown,
}

fn read(cases: &[Case]) -> Vec<Read<'_>> {
    let read = |case| Read {
        case,
        shown: Case::with_card(case, |card| taught(card, &Context::default())),
    };
    cases.par_iter().map(read).collect()
}

/// One model for each label.
struct Model<'c> {
    columns: Columns<'c>,
    fitted: Vec<Fitted>,
}

impl<'c> Model<'c> {
    fn learn(stories: &[&'c Read<'c>], slices: &[&'c Read<'c>]) -> Self {
        let all: Vec<&Read<'_>> = stories.iter().chain(slices).copied().collect();
        let shown: Vec<&Shown> = all.iter().map(|card| &card.shown).collect();
        let columns = Columns::of(&shown, LEAST);
        let bounds = vec![Bound::Free; columns.len()];
        let rows: Vec<Vec<usize>> = all.iter().map(|card| columns.shown(&card.shown)).collect();
        let learn = |label: usize| {
            let labelled = all.iter().zip(&rows).filter_map(|(card, row)| {
                let (is_so, counts) = labelled(card.case, label)?;
                Some(Example { shows: row.clone(), before: 0.0, is_so, counts })
            });
            let mut fitted = fit(&labelled.collect::<Vec<_>>(), &bounds, PULL);
            if label == THIN {
                fitted.start -= CAUTION;
            }
            fitted
        };
        let fitted = (0..LABELS).into_par_iter().map(learn).collect();
        Self { columns, fitted }
    }

    fn answer(&self, card: &Read<'_>) -> Answer {
        let shows = self.columns.shown(&card.shown);
        let example = Example { shows, before: 0.0, is_so: false, counts: 1.0 };
        let odds: Vec<f64> = self.fitted.iter().map(|fitted| fitted.odds(&example)).collect();
        let mut ranked: Vec<usize> = (0..THIN).collect();
        ranked.sort_by(|a, b| odds[*b].total_cmp(&odds[*a]));
        let best = odds[ranked[0]];
        let alone = if odds[REFRAME] > best && odds[REFRAME] > odds[THIN] {
            Some(REFRAME)
        } else {
            (odds[THIN] > best).then_some(THIN)
        };
        let chances = ranked.iter().take(3).map(|label| 1.0 / (1.0 + (-odds[*label]).exp()));
        let patterns = ranked.iter().take(3).copied().zip(chances).collect();
        Answer { alone, patterns }
    }
}

/// Whether a label is right for a card, and how much that counts; `None` where nobody has said.
fn labelled(case: &Case, label: usize) -> Option<(bool, f64)> {
    if !case.accept.is_empty() {
        let rank = case.rank(label);
        return Some((rank.is_some(), rank.map_or(1.0, |rank| COUNTS[rank.min(COUNTS.len() - 1)])));
    }
    let holds = |criterion| case.holds.contains(&criterion);
    let thin = holds(Criterion::Small) && holds(Criterion::Atomic);
    let of_use = holds(Criterion::Vertical);
    let is_so = match label {
        THIN if !thin => false,
        THIN if of_use && holds(Criterion::Valuable) => true,
        REFRAME if of_use => false,
        REFRAME if !holds(Criterion::Valuable) => true,
        _ => return None,
    };
    Some((is_so, SLICE_COUNTS))
}

/// What is said of a story.
struct Answer {
    /// That it is thin or has no value of its own.
    alone: Option<usize>,
    /// The likeliest patterns with their chances.
    patterns: Vec<(usize, f64)>,
}

/// The table of weights that the stories and slices teach.
pub fn learn(stories: &[Case], slices: &[Case]) -> String {
    let (stories, slices) = (read(stories), read(slices));
    let model =
        Model::learn(&stories.iter().collect::<Vec<_>>(), &slices.iter().collect::<Vec<_>>());
    model.columns.table(labels(), &model.fitted, SCALE)
}

/// How often the advice is right.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// An acceptable pattern comes first.
    pub first: Share,
    /// An acceptable pattern is among the three.
    pub three: Share,
    /// A thin story is called thin.
    pub thin: Share,
    /// Another one is called thin.
    pub falsely_thin: Share,
    /// A card without a value of its own is noticed.
    pub reframe: Share,
    /// An acceptable pattern comes first, by the pattern that is best.
    pub by_pattern: [Share; THIN],
    /// Suggestions by tens of their strength: how many were right.
    pub by_strength: [Share; 10],
}

impl Report {
    fn count(&mut self, case: &Case, answer: &Answer) {
        let Some(best) = case.best() else { return };
        match best {
            THIN => return self.thin.count(answer.alone == Some(THIN)),
            REFRAME => return self.reframe.count(answer.alone == Some(REFRAME)),
            _ => self.falsely_thin.count(answer.alone == Some(THIN)),
        }
        let accepted = |label: &usize| case.rank(*label).is_some();
        let told = if answer.alone.is_some() { &[][..] } else { &answer.patterns };
        let first = told.first().is_some_and(|(label, _)| accepted(label));
        self.first.count(first);
        self.by_pattern[best].count(first);
        self.three.count(told.iter().any(|(label, _)| accepted(label)));
        for (label, chance) in told {
            let ten = (chance * 10.0).clamp(0.0, 9.0) as usize;
            self.by_strength[ten].count(accepted(label));
        }
    }
}

/// On stories of sets that were left out while learning.
pub fn on_unseen(stories: &[Case], slices: &[Case]) -> Report {
    let (read_stories, read_slices) = (read(stories), read(slices));
    let mut report = Report::default();
    for set in sets(stories) {
        let (held, others): (Vec<_>, Vec<_>) =
            read_stories.iter().partition(|card| card.case.set == set);
        let unseen = Unseen::of(held.iter().map(|card| card.case));
        let others: Vec<_> = others.into_iter().filter(|card| unseen.lets(card.case)).collect();
        let slices: Vec<_> = read_slices.iter().filter(|card| unseen.lets(card.case)).collect();
        let model = Model::learn(&others, &slices);
        for card in held {
            report.count(card.case, &model.answer(card));
        }
    }
    report
}

/// As the program advises.
pub fn as_advised(stories: &[Case]) -> Report {
    let mut report = Report::default();
    for case in stories {
        let advice = case.with_card(|card| advise(card, &Context::default()));
        let alone = match advice.verdict {
            Advised::Thin => Some(THIN),
            Advised::Reframe => Some(REFRAME),
            Advised::Split | Advised::Spike => None,
        };
        let number = |pattern: Pattern| Pattern::ALL.iter().position(|known| *known == pattern);
        let patterns = advice.suggestions.iter();
        let patterns = patterns
            .filter_map(|s| Some((number(s.pattern)?, f64::from(s.strength) / 100.0)))
            .collect();
        report.count(case, &Answer { alone, patterns });
    }
    report
}
