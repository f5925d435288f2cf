//! The advisor on the labelled stories that taught it: the patterns that a coach would accept, best
//! first, or `thin` and `reframe`. The floors are a little below what was measured. How often it is
//! right on stories that it has not seen, `cargo xtask bench --quality` measures.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail the test")]

use serde::Deserialize;
use slicing::Kind;
use slicing::advise::{Advice, Advised, advise};
use slicing::judge::{Card, Context};

#[derive(Deserialize)]
struct Case {
    accept: Vec<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    acceptance: Vec<String>,
}

fn cases() -> Vec<(Case, Advice)> {
    include_str!("data/advice.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Case>(line).unwrap())
        .map(|case| {
            let acceptance: Vec<&str> = case.acceptance.iter().map(String::as_str).collect();
            let card = Card {
                title: &case.title,
                text: &case.text,
                acceptance: &acceptance,
                kind: Kind::Slice,
            };
            let advice = advise(&card, &Context::default());
            (case, advice)
        })
        .collect()
}

fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}

#[test]
fn an_acceptable_pattern_comes_first_or_among_three() {
    let cases = cases();
    let split: Vec<_> = cases
        .iter()
        .filter(|(case, _)| !["thin", "reframe"].contains(&case.accept[0].as_str()))
        .collect();
    let ids = |advice: &Advice| -> Vec<&str> {
        advice.suggestions.iter().map(|s| s.pattern.id()).collect()
    };
    let accepts = |case: &Case, id: &str| case.accept.iter().any(|accepted| accepted == id);
    let first = split
        .iter()
        .filter(|(case, advice)| ids(advice).first().is_some_and(|id| accepts(case, id)))
        .count();
    let three = split
        .iter()
        .filter(|(case, advice)| ids(advice).iter().any(|id| accepts(case, id)))
        .count();
    let thin = split.iter().filter(|(_, advice)| advice.verdict == Advised::Thin).count();
    assert!(percent(first, split.len()) >= 95, "{first} of {}", split.len());
    assert!(percent(three, split.len()) >= 97, "{three} of {}", split.len());
    assert!(percent(thin, split.len()) <= 3, "{thin} of {}", split.len());
}

#[test]
fn thin_stories_and_tasks_are_recognised() {
    let cases = cases();
    for (label, verdict) in [("thin", Advised::Thin), ("reframe", Advised::Reframe)] {
        let labelled: Vec<_> = cases.iter().filter(|(case, _)| case.accept[0] == label).collect();
        let right = labelled.iter().filter(|(_, advice)| advice.verdict == verdict).count();
        assert!(percent(right, labelled.len()) >= 93, "{label}: {right} of {}", labelled.len());
    }
}

#[test]
fn every_draft_reads_as_a_title() {
    const DANGLING: &[&str] = &[
        "and", "or", "but", "the", "a", "an", "of", "to", "with", "by", "for", "from", "that",
        "so", "as", "is", "are", "when", "if",
    ];
    const LAYERS: &[&str] = &["api", "ui", "database", "backend", "frontend", "schema", "endpoint"];
    for (case, advice) in cases() {
        let story =
            format!("{} {} {}", case.title, case.text, case.acceptance.join(" ")).to_lowercase();
        for suggestion in &advice.suggestions {
            for draft in &suggestion.drafts {
                let title = draft.title.as_str();
                let words: Vec<String> = title
                    .split(' ')
                    .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
                    .collect();
                let last = words.last().unwrap();
                assert!(!DANGLING.contains(&last.as_str()), "{title:?} of {story:?}");
                assert!(!title.ends_with([',', ';', ':', '.', '-']), "{title:?}");
                assert!(!title.starts_with(char::is_lowercase), "{title:?}");
                assert!(title.chars().count() <= 100 && title.chars().count() >= 3, "{title:?}");
                let layer = words.iter().find(|word| LAYERS.contains(&word.as_str()));
                assert!(layer.is_none_or(|layer| story.contains(layer.as_str())), "{title:?}");
            }
        }
    }
}

#[test]
fn nothing_is_quoted_that_is_empty_and_the_first_slice_says_no_more_than_the_story() {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    for (case, advice) in cases() {
        let story = words(&format!("{} {} {}", case.title, case.text, case.acceptance.join(" ")));
        for suggestion in &advice.suggestions {
            assert!(!suggestion.question.contains("“”"), "{}", suggestion.question);
            assert!(suggestion.why.iter().all(|why| !why.message.contains("“”")));
            let first = &suggestion.drafts[0].title;
            assert!(!first.contains("“”"), "{first}");
            let told = words(first).into_iter().filter(|word| story.contains(word)).count();
            assert!(told <= story.len() + 4, "{first:?} of {story:?}");
        }
    }
}

#[test]
fn strengths_keep_their_promise() {
    let shown: Vec<(u8, bool)> = cases()
        .iter()
        .flat_map(|(case, advice)| {
            advice
                .suggestions
                .iter()
                .map(|s| (s.strength, case.accept.iter().any(|id| id == s.pattern.id())))
        })
        .collect();
    let strong: Vec<_> = shown.iter().filter(|(strength, _)| *strength >= 70).collect();
    let faint: Vec<_> = shown.iter().filter(|(strength, _)| *strength < 30).collect();
    let right =
        |of: &[&(u8, bool)]| percent(of.iter().filter(|(_, right)| *right).count(), of.len());
    assert!(right(&strong) >= 70, "{}", right(&strong));
    assert!(right(&faint) <= 30, "{}", right(&faint));
}
