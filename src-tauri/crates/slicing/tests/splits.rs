//! Better and worse splits of one slice, labelled by hand. The last ones were written after the
//! checks, and no check was changed for them.

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
    fn context(&self) -> Context {
        Context { product: self.product, ..Context::default() }
    }

    fn measured(&self) -> Measured {
        let pair = Pair { parent: &self.parent, better: &self.better, worse: &self.worse };
        measure(&pair, &self.context())
    }

    /// What is said about both, for whoever carries on.
    fn told(&self) -> String {
        let parent = Card { title: &self.parent, text: "", acceptance: &[], kind: Kind::Slice };
        let of = |titles: &[String]| {
            let judged = split_judgement(&parent, titles, &self.context());
            let checks: Vec<String> =
                judged.remarks.iter().map(|r| format!("{} {:+}", r.check, r.points)).collect();
            format!("\n   {} {} ({})", judged.score, titles.join(" ; "), checks.join(", "))
        };
        format!("[{}] {}{}{}", self.why, self.parent, of(&self.better), of(&self.worse))
    }
}

fn cases(held: bool) -> Vec<Case> {
    let lines = include_str!("data/splits.jsonl").lines();
    let cases = lines.map(|line| serde_json::from_str::<Case>(line).expect("a case"));
    cases.filter(|case| case.held == held).collect()
}

/// Per cent of the cases that are told apart, and of which the better split gets no complaint.
fn figures(cases: &[Case]) -> (usize, usize) {
    let measured: Vec<Measured> = cases.iter().map(Case::measured).collect();
    for (case, found) in cases.iter().zip(&measured) {
        if !found.told_apart {
            println!("MISSED {}", case.told());
        } else if !found.quiet {
            println!("NAGGED {}", case.told());
        }
    }
    let per_cent = |is: fn(&Measured) -> bool| {
        measured.iter().filter(|one| is(one)).count() * 100 / cases.len().max(1)
    };
    (per_cent(|one| one.told_apart), per_cent(|one| one.quiet))
}

#[test]
fn the_better_of_two_splits_has_the_higher_score_and_no_complaint() {
    let cases = cases(false);
    let (told_apart, quiet) = figures(&cases);
    println!("{} pairs: {told_apart} % told apart, {quiet} % without a complaint", cases.len());
    assert!(cases.len() >= 150);
    assert!(told_apart >= 90 && quiet >= 85, "{told_apart} % {quiet} %");
}

#[test]
fn pairs_that_taught_nothing_are_told_apart_too() {
    let cases = cases(true);
    let (told_apart, quiet) = figures(&cases);
    println!("{} held back: {told_apart} % told apart, {quiet} % without a complaint", cases.len());
    assert!(cases.len() >= 40);
    assert!(told_apart >= 85 && quiet >= 80, "{told_apart} % {quiet} %");
}
