//! The tables of weights are what the labelled cards teach: a stale copy fails.

use training::cases::{SLICES, STORIES, read};
use training::{criteria, patterns};

const ADVICE: &str =
    "the labelled cards, the checks or the cues have changed: run `cargo xtask train`";

#[test]
fn the_criteria_s_table_is_what_the_cards_teach() {
    let learned = criteria::learn(&read(SLICES).unwrap());
    assert!(learned == include_str!("../../slicing/learned/criteria.tsv"), "{ADVICE}");
}

#[test]
fn the_patterns_table_is_what_the_cards_teach() {
    let learned = patterns::learn(&read(STORIES).unwrap(), &read(SLICES).unwrap());
    assert!(learned == include_str!("../../slicing/learned/patterns.tsv"), "{ADVICE}");
}
