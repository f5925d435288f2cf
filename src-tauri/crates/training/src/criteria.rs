//! The criteria: learning their weights, and how often the verdicts are right.

use rayon::prelude::*;
use slicing::judge::{Context, Criterion, LEARNED, POINTS_PER_STEP, Taught, assess, taught};

use crate::cases::{Case, Unseen, sets};
use crate::columns::Columns;
use crate::fit::{Example, Fitted, Pull, fit};
use crate::share::Balanced;

/// Chosen by [`on_unseen`]: around these values little changes.
const PULL: Pull = Pull { ridge: 4.0, lasso: 0.2 };
/// A feature is learned when so many cards show it.
const LEAST: usize = 4;

/// A labelled card, read.
struct Read<'c> {
    case: &'c Case,
    taught: Taught,
}

fn read(cases: &[Case]) -> Vec<Read<'_>> {
    let read = |case| Read {
        case,
        taught: Case::with_card(case, |card| taught(card, &Context::default())),
    };
    cases.par_iter().map(read).collect()
}

/// One model for each criterion.
struct Model<'c> {
    columns: Columns<'c>,
    fitted: Vec<Fitted>,
}

impl<'c> Model<'c> {
    fn learn(cards: &[&'c Read<'c>]) -> Self {
        let shown: Vec<_> = cards.iter().map(|card| &card.taught.features).collect();
        let columns = Columns::of(&shown, LEAST);
        let bounds = columns.bounds();
        let learn = |(at, criterion): (usize, &Criterion)| {
            let examples: Vec<Example> =
                cards.iter().map(|card| example(&columns, card, at, *criterion)).collect();
            fit(&balanced(examples), &bounds, PULL)
        };
        let fitted = LEARNED.par_iter().enumerate().map(learn).collect();
        Self { columns, fitted }
    }

    fn says(&self, card: &Read<'_>, at: usize) -> bool {
        self.fitted[at].odds(&example(&self.columns, card, at, LEARNED[at])) >= 0.0
    }
}

fn example(columns: &Columns<'_>, card: &Read<'_>, at: usize, criterion: Criterion) -> Example {
    Example {
        shows: columns.shown(&card.taught.features),
        before: f64::from(card.taught.without[at]) / POINTS_PER_STEP,
        is_so: card.case.holds.contains(&criterion),
        counts: 1.0,
    }
}

/// Both answers count as much, however many cards there are of each.
fn balanced(mut examples: Vec<Example>) -> Vec<Example> {
    let all = examples.len() as f64;
    let so = examples.iter().filter(|example| example.is_so).count() as f64;
    for example in &mut examples {
        example.counts = all / 2.0 / if example.is_so { so } else { all - so }.max(1.0);
    }
    examples
}

/// The table of weights that the cards teach.
pub fn learn(cases: &[Case]) -> String {
    let cards = read(cases);
    let model = Model::learn(&cards.iter().collect::<Vec<_>>());
    model.columns.table(LEARNED.map(Criterion::id), &model.fitted, POINTS_PER_STEP)
}

/// How often the verdicts are right, per criterion of [`LEARNED`].
pub type Report = [Balanced; LEARNED.len()];

/// On cards of sets that were left out while learning.
pub fn on_unseen(cases: &[Case]) -> Report {
    let cards = read(cases);
    let mut report = Report::default();
    for set in sets(cases) {
        let (held, others): (Vec<_>, Vec<_>) = cards.iter().partition(|card| card.case.set == set);
        let unseen = Unseen::of(held.iter().map(|card| card.case));
        let others: Vec<_> = others.into_iter().filter(|card| unseen.lets(card.case)).collect();
        let model = Model::learn(&others);
        for card in held {
            for (at, criterion) in LEARNED.iter().enumerate() {
                report[at].count(card.case.holds.contains(criterion), model.says(card, at));
            }
        }
    }
    report
}

/// As the program judges them.
pub fn as_judged(cases: &[Case]) -> Report {
    let mut report = Report::default();
    for case in cases {
        let judged = case.with_card(|card| assess(card, &Context::default()));
        for (at, criterion) in LEARNED.iter().enumerate() {
            let holds = judged.verdicts.iter().any(|v| v.criterion == *criterion && v.holds);
            report[at].count(case.holds.contains(criterion), holds);
        }
    }
    report
}
