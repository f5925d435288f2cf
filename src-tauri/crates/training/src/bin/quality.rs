//! `quality`: how often the judge and the advisor are right, with how sure one can be.
//!
//! The first part needs nothing but the project. The second reads labelled cases and public
//! backlogs from a folder, `../shared/data` unless another is named, when there is one.
#![allow(clippy::print_stdout, reason = "it talks to a terminal")]

use std::io::Result;
use std::path::{Path, PathBuf};

use slicing::judge::LEARNED;
use slicing::model::Pattern;
use training::cases::{self, SLICES, STORIES};
use training::share::Share;
use training::{backlogs, criteria, patterns};

fn main() -> Result<()> {
    let (slices, stories) = (cases::read(SLICES)?, cases::read(STORIES)?);
    println!("## On cards of sets that were left out while learning\n");
    verdicts(&criteria::on_unseen(&slices), slices.len());
    advice(&patterns::on_unseen(&stories, &slices));
    println!("## On the cards that the program has learned from\n");
    verdicts(&criteria::as_judged(&slices), slices.len());
    advice(&patterns::as_advised(&stories));
    let folder = std::env::args_os().nth(1).map_or_else(|| "../shared/data".into(), PathBuf::from);
    let labelled = |name| cases::read_others(&folder.join(name));
    if let (Some(slices), Some(stories)) =
        (labelled("slice_cases.jsonl"), labelled("pattern_cases.jsonl"))
    {
        println!("## On the labelled cards in {}\n", folder.display());
        verdicts(&criteria::as_judged(&slices), slices.len());
        advice(&patterns::as_advised(&stories));
    }
    backlogs(&folder.join("userstories"))
}

fn verdicts(report: &criteria::Report, cards: usize) {
    println!("| criterion | balanced accuracy | right where it holds | right where it does not |");
    println!("|---|--:|--:|--:|");
    for (criterion, balanced) in LEARNED.iter().zip(report) {
        let (value, margin) = (100.0 * balanced.value(), 100.0 * balanced.margin());
        println!(
            "| {criterion} | {value:.1} % ± {margin:.1} | {} | {} |",
            balanced.yes, balanced.no
        );
    }
    let mean = report.iter().map(|b| b.value()).sum::<f64>() / report.len() as f64;
    println!("| mean | {:.1} % | {cards} cards | |\n", 100.0 * mean);
}

fn advice(report: &patterns::Report) {
    println!("| advice | share |\n|---|--:|");
    for (what, share) in [
        ("an acceptable pattern first", report.first),
        ("an acceptable pattern among three", report.three),
        ("thin ones called thin", report.thin),
        ("others called thin", report.falsely_thin),
        ("cards of no value of their own noticed", report.reframe),
    ] {
        println!("| {what} | {share} |");
    }
    for (pattern, share) in Pattern::ALL.iter().zip(report.by_pattern) {
        println!("| {pattern} first | {share} |");
    }
    for (ten, share) in report.by_strength.iter().enumerate().filter(|(_, share)| share.all > 0) {
        println!("| right of strength {}0 to {0}9 | {share} |", ten);
    }
    println!();
}

fn backlogs(folder: &Path) -> Result<()> {
    let Some(found) = backlogs::measure(folder)? else { return Ok(()) };
    println!("## On {} stories of {} public backlogs\n", found.stories, found.backlogs);
    println!("| what | share |\n|---|--:|");
    for (what, share) in [
        ("role found where the line begins with “As”", found.roles),
        ("benefit found where the line has “so that”", found.benefits),
        ("stories with a vague term", found.vague),
    ] {
        let share: Share = share;
        println!("| {what} | {share} |");
    }
    Ok(())
}
