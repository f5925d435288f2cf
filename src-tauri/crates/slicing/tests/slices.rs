//! The judge against the labelled slices that taught it: each criterion must be right often enough,
//! for cards on which it holds and for cards on which it does not. How often it is right on cards
//! that it has not seen, `cargo xtask bench --quality` measures.
//!
//! `data/slices.jsonl` holds one card a line with the criteria that hold, and the set of cards that
//! were written together, as an experienced coach
//! would say. `vertical`: behaviour that somebody outside the team can observe, up to a useful end.
//! `testable`: a pass or fail check can be written without another number or definition. `valuable`:
//! the gain of somebody outside the team is evident. `small`: plausibly done in three days. `atomic`:
//! one goal.

use slicing::judge::{Assessment, Card, Context, Criterion, assess};
use slicing::{Kind, Product};

/// The least mean of both hit rates, in per cent.
const FLOORS: &[(Criterion, usize)] = &[
    (Criterion::Vertical, 93),
    (Criterion::Valuable, 93),
    (Criterion::Testable, 93),
    (Criterion::Small, 90),
    (Criterion::Atomic, 90),
];

#[derive(serde::Deserialize)]
struct Labelled {
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    acceptance: Vec<String>,
    holds: Vec<Criterion>,
}

impl Labelled {
    fn judged(&self) -> Assessment {
        let acceptance: Vec<&str> = self.acceptance.iter().map(String::as_str).collect();
        let card = Card {
            title: &self.title,
            text: &self.text,
            acceptance: &acceptance,
            kind: Kind::Slice,
        };
        assess(&card, &Context { product: Product::App, ..Context::default() })
    }
}

fn cases() -> serde_json::Result<Vec<Labelled>> {
    let lines = include_str!("data/slices.jsonl").lines();
    lines.map(serde_json::from_str).collect()
}

/// The mean of the hit rates on cards where the criterion holds and where it does not, in per cent.
fn balanced_accuracy(cases: &[Labelled], criterion: Criterion) -> usize {
    let (mut right, mut all) = ([0; 2], [0; 2]);
    for case in cases {
        let expected = case.holds.contains(&criterion);
        let judged = case.judged();
        let holds =
            judged.verdicts.iter().any(|verdict| verdict.criterion == criterion && verdict.holds);
        all[usize::from(expected)] += 1;
        right[usize::from(expected)] += usize::from(holds == expected);
    }
    (100 * right[0] / all[0] + 100 * right[1] / all[1]) / 2
}

#[test]
fn each_criterion_agrees_with_the_labels() {
    let cases = cases().unwrap();
    assert!(cases.len() > 100);
    for (criterion, floor) in FLOORS {
        let reached = balanced_accuracy(&cases, *criterion);
        assert!(
            reached >= *floor,
            "{criterion}: {reached} % of {} cards, at least {floor} %",
            cases.len()
        );
    }
}

#[test]
fn scores_spread_over_the_whole_range() {
    let cases = cases().unwrap();
    let values: Vec<u8> = cases.iter().map(|case| case.judged().value).collect();
    let share = |range: std::ops::RangeInclusive<u8>| {
        values.iter().filter(|value| range.contains(value)).count() * 100 / values.len()
    };
    assert!(share(0..=35) >= 15 && share(65..=100) >= 30 && share(45..=55) <= 15, "{values:?}");
}
