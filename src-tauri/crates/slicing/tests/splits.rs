//! Pairs of splits of one slice, the better one labelled by hand. The ones that are held back were
//! written after the checks, and no check was changed for them. The floors are a little below what
//! was measured.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail the test")]

use serde::Deserialize;
use slicing::Product;
use slicing::advise::{Measured, Pair, measure, split_judgement};
use slicing::judge::{Card, Context};
use slicing::model::Kind;

#[derive(Deserialize)]
struct Case {
    parent: String,
    better: Vec<String>,
    worse: Vec<String>,
    why: String,
    #[serde(default)]
    product: Product,
    #[serde(default)]
    held: bool,
}

impl Case {
    fn context(&self) -> Context<'_> {
        Context { product: self.product, ..Context::default() }
    }

    fn measured(&self) -> Measured {
        let pair = Pair { parent: &self.parent, better: &self.better, worse: &self.worse };
        measure(&pair, &self.context())
    }

    /// What is said about both splits, for whoever works on the checks.
    fn told(&self) -> String {
        let parent = Card { title: &self.parent, text: "", acceptance: &[], kind: Kind::Slice };
        let of = |titles: &[String]| {
            let judged = split_judgement(&parent, titles, &self.context());
            let checks: Vec<String> =
                judged.remarks.iter().map(|r| format!("{} {:+}", r.check, r.points)).collect();
            format!("\n   {} {} ({})", judged.score, titles.join(" ; "), checks.join(", "))
        };
        format!("{}: {}{}{}\n", self.why, self.parent, of(&self.better), of(&self.worse))
    }
}

fn cases(held: bool) -> Vec<Case> {
    let lines = include_str!("data/splits.jsonl").lines();
    let cases = lines.map(|line| serde_json::from_str::<Case>(line).unwrap());
    cases.filter(|case| case.held == held).collect()
}

/// Per cent of the cases that are told apart, and of which the better split gets no complaint;
/// with what is said about the others.
fn figures(cases: &[Case]) -> (usize, usize, String) {
    let measured: Vec<Measured> = cases.iter().map(Case::measured).collect();
    let per_cent = |is: fn(&Measured) -> bool| {
        measured.iter().filter(|one| is(one)).count() * 100 / cases.len().max(1)
    };
    let wrong = cases.iter().zip(&measured).filter(|(_, one)| !(one.told_apart && one.quiet));
    let wrong: String = wrong.map(|(case, _)| case.told()).collect();
    (per_cent(|one| one.told_apart), per_cent(|one| one.quiet), wrong)
}

#[test]
fn the_better_of_two_splits_has_the_higher_score_and_no_complaint() {
    let cases = cases(false);
    let (told_apart, quiet, wrong) = figures(&cases);
    println!("{} pairs: {told_apart} % told apart, {quiet} % quiet\n{wrong}", cases.len());
    assert!(cases.len() >= 150);
    assert!(told_apart >= 97 && quiet >= 97, "{told_apart} % and {quiet} %\n{wrong}");
}

#[test]
fn pairs_that_taught_nothing_are_told_apart_too() {
    let cases = cases(true);
    let (told_apart, quiet, wrong) = figures(&cases);
    println!("{} held back: {told_apart} % told apart, {quiet} % quiet\n{wrong}", cases.len());
    assert!(cases.len() >= 40);
    assert!(told_apart >= 94 && quiet >= 97, "{told_apart} % and {quiet} %\n{wrong}");
}
