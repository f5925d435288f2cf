//! The advisor on the labelled stories that taught it: the patterns that a coach would accept, best
//! first, or `thin` and `reframe`. The floors are a little below what was measured. How often it is
//! right on stories that it has not seen, `cargo xtask bench --quality` measures.

use std::sync::LazyLock;

use slicing::advise::{Advice, advise};
use slicing::judge::Context;
use training::cases::{Case, STORIES, read};
use training::patterns::as_advised;
use training::share::Share;

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| read(STORIES).unwrap_or_default());

/// The words of each story in lower case, with the advice.
fn advised() -> impl Iterator<Item = (String, Advice)> {
    CASES.iter().map(|case| {
        case.with_card(|card| {
            let told = format!("{} {} {}", card.title, card.text, card.acceptance.join(" "));
            (told.to_lowercase(), advise(card, &Context::default()))
        })
    })
}

#[test]
fn an_acceptable_pattern_comes_first_or_among_three() {
    let report = as_advised(&CASES);
    assert!(report.first.value() >= 0.95, "{}", report.first);
    assert!(report.three.value() >= 0.97, "{}", report.three);
    assert!(report.falsely_thin.value() <= 0.03, "{}", report.falsely_thin);
}

#[test]
fn thin_stories_and_tasks_are_recognised() {
    let report = as_advised(&CASES);
    assert!(report.thin.value() >= 0.93, "{}", report.thin);
    assert!(report.reframe.value() >= 0.93, "{}", report.reframe);
}

#[test]
fn every_draft_reads_as_a_title() {
    const DANGLING: &[&str] = &[
        "and", "or", "but", "the", "a", "an", "of", "to", "with", "by", "for", "from", "that",
        "so", "as", "is", "are", "when", "if",
    ];
    const LAYERS: &[&str] = &["api", "ui", "database", "backend", "frontend", "schema", "endpoint"];
    for (story, advice) in advised() {
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
    for (story, advice) in advised() {
        let story = words(&story);
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
    let tens = as_advised(&CASES).by_strength;
    let right = |tens: &[Share]| tens.iter().fold(Share::default(), |sum, ten| sum.and(*ten));
    let (strong, faint) = (right(&tens[7..]), right(&tens[..3]));
    assert!(strong.value() >= 0.70, "{strong}");
    assert!(faint.value() <= 0.30, "{faint}");
}
