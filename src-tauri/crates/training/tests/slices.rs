//! The judge against the labelled slices that taught it: each criterion must be right often enough,
//! for cards on which it holds and for cards on which it does not. How often it is right on cards
//! that it has not seen, `cargo xtask bench --quality` measures.
//!
//! A card carries the criteria that hold as an experienced coach would say. `vertical`: behaviour
//! that somebody outside the team can observe, up to a useful end. `testable`: a pass or fail check
//! can be written without another number or definition. `valuable`: the gain of somebody outside the
//! team is evident. `small`: plausibly done in three days. `atomic`: one goal.

use std::sync::LazyLock;

use slicing::judge::{Context, Criterion, LEARNED, assess};
use training::cases::{Case, SLICES, read};
use training::criteria::{Report, as_judged, on_unseen};

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| read(SLICES).unwrap_or_default());

/// The least mean of both hit rates.
const FLOORS: &[(Criterion, f64)] = &[
    (Criterion::Vertical, 0.93),
    (Criterion::Valuable, 0.93),
    (Criterion::Testable, 0.93),
    (Criterion::Small, 0.90),
    (Criterion::Atomic, 0.90),
];

fn reached(report: &Report, criterion: Criterion) -> f64 {
    LEARNED.iter().position(|known| *known == criterion).map_or(0.0, |at| report[at].value())
}

#[test]
fn each_criterion_agrees_with_the_labels() {
    let report = as_judged(&CASES);
    for (criterion, floor) in FLOORS {
        let reached = reached(&report, *criterion);
        assert!(reached >= *floor, "{criterion}: {reached}, at least {floor}");
    }
}

#[test]
fn each_criterion_agrees_with_labels_that_it_has_not_seen() {
    let report = on_unseen(&CASES);
    let all = LEARNED.map(|criterion| reached(&report, criterion));
    assert!(all.iter().all(|reached| *reached >= 0.76), "{all:?}");
    assert!(all.iter().sum::<f64>() >= 0.82 * all.len() as f64, "{all:?}");
}

#[test]
fn scores_spread_over_the_whole_range() {
    let judged = |case: &Case| case.with_card(|card| assess(card, &Context::default()).value);
    let values: Vec<u8> = CASES.iter().map(judged).collect();
    let share = |range: std::ops::RangeInclusive<u8>| {
        values.iter().filter(|value| range.contains(value)).count() * 100 / values.len()
    };
    assert!(share(0..=35) >= 15 && share(65..=100) >= 30 && share(45..=55) <= 15, "{values:?}");
}
