//! What holds for the drafts of every suggestion about every labelled story: they read as slices of
//! that story. Whether the pattern is right is measured elsewhere.

#![allow(clippy::unwrap_used, reason = "a story that cannot be read must fail the test")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use slicing::advise::{Advice, Advised, Suggestion, advise};
use slicing::judge::{Card, Context};
use slicing::model::Kind;

#[derive(Deserialize)]
struct Story {
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    acceptance: Vec<String>,
}

impl Story {
    fn advice(&self) -> Advice {
        let acceptance: Vec<&str> = self.acceptance.iter().map(String::as_str).collect();
        let (title, text) = (self.title.as_str(), self.text.as_str());
        let card = Card { title, text, acceptance: &acceptance, kind: Kind::Slice };
        advise(&card, &Context::default())
    }

    fn words(&self) -> BTreeSet<String> {
        let told = format!("{} {} {}", self.title, self.text, self.acceptance.join(" "));
        words(&told).into_iter().collect()
    }
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || "'-".contains(c)));
    let bare = parts.map(|word| word.trim_matches('\''));
    bare.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

static ADVISED: LazyLock<Vec<(Story, Advice)>> = LazyLock::new(|| {
    let stories = include_str!("data/advice.jsonl").lines().map(serde_json::from_str);
    stories
        .map(|story: Result<Story, _>| {
            story
                .map(|s| {
                    let a = s.advice();
                    (s, a)
                })
                .unwrap()
        })
        .collect()
});

/// Fails with every suggestion of every story for which a claim does not hold.
fn holds_for_all(claim: impl Fn(&Story, &Suggestion) -> bool) {
    let mut broken: Vec<String> = Vec::new();
    for (story, advice) in ADVISED.iter() {
        for suggestion in &advice.suggestions {
            if !claim(story, suggestion) {
                let titles: Vec<&str> =
                    suggestion.drafts.iter().map(|draft| draft.title.as_str()).collect();
                let told = format!("{} {}", story.title, story.text);
                broken.push(format!("{told}\n   {}: {}", suggestion.pattern, titles.join(" | ")));
            }
        }
    }
    assert!(broken.is_empty(), "{} suggestions\n{}", broken.len(), broken.join("\n"));
}

fn holds_for_each(claim: impl Fn(&Story, &str) -> bool) {
    holds_for_all(|story, suggestion| {
        suggestion.drafts.iter().all(|draft| claim(story, &draft.title))
    });
}

#[test]
fn every_suggestion_has_a_draft_and_at_most_six() {
    holds_for_all(|_, suggestion| (1..=6).contains(&suggestion.drafts.len()));
}

#[test]
fn no_draft_says_a_word_twice_in_a_row() {
    holds_for_each(|_, title| {
        let said: Vec<&str> = title.split(' ').collect();
        said.windows(2).all(|pair| !pair[0].eq_ignore_ascii_case(pair[1]))
    });
}

#[test]
fn every_draft_shares_a_word_with_its_story() {
    const FILLERS: &[&str] = &["a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with"];
    holds_for_each(|story, title| {
        let told = story.words();
        let alike = |word: &String| {
            told.contains(word)
                || told.iter().any(|other| {
                    let of = |one: &str, stem: &str| stem.len() > 2 && one.starts_with(stem);
                    of(other, word) || of(word, other) || of(other, word.get(..4).unwrap_or(word))
                })
        };
        words(title).iter().any(|word| !FILLERS.contains(&word.as_str()) && alike(word))
    });
}

#[test]
fn no_two_drafts_of_a_suggestion_are_the_same() {
    holds_for_all(|_, suggestion| {
        let titles: BTreeSet<String> =
            suggestion.drafts.iter().map(|draft| draft.title.to_lowercase()).collect();
        titles.len() == suggestion.drafts.len()
    });
}

#[test]
fn no_draft_is_the_storys_title_over_again() {
    holds_for_each(|story, title| words(title) != words(&story.title));
}

#[test]
fn every_draft_fits_on_a_card_and_reads_as_a_title() {
    holds_for_each(|_, title| {
        let most = if title.ends_with("build or drop it)") { 100 } else { 90 };
        let first = title.chars().next().unwrap();
        let last = title.chars().last().unwrap();
        let marks = title.matches('(').count() == title.matches(')').count();
        (3..=most).contains(&title.chars().count())
            && !first.is_lowercase()
            && (last.is_alphanumeric() || "%€$£)”+#°".contains(last))
            && marks
    });
}

#[test]
fn no_draft_ends_in_the_middle_of_a_clause() {
    const OPEN: &[&str] = &[
        "a", "an", "the", "my", "our", "their", "and", "or", "but", "of", "to", "with", "for",
        "from", "that", "which", "so", "as", "is", "are", "when", "if", "unless", "because",
        "than", "every", "be", "between",
    ];
    holds_for_each(|_, title| {
        let last = words(title).pop().unwrap();
        !OPEN.contains(&last.as_str())
    });
}

#[test]
fn no_draft_speaks_of_the_person_who_tells_the_story() {
    holds_for_each(|_, title| {
        let said = words(title);
        let formula = ["want", "would like", "need"]
            .iter()
            .any(|wish| title.to_lowercase().starts_with(&format!("i {wish} ")));
        !formula && said.first().is_none_or(|word| word != "i")
    });
}

#[test]
fn no_draft_names_a_layer_that_the_story_does_not() {
    const LAYERS: &[&str] =
        &["api", "ui", "database", "backend", "frontend", "schema", "endpoint", "server"];
    holds_for_each(|story, title| {
        let told = story.words();
        words(title).iter().all(|word| !LAYERS.contains(&word.as_str()) || told.contains(word))
    });
}

#[test]
fn no_two_suggestions_about_a_story_propose_the_same_slices() {
    for (story, advice) in ADVISED.iter() {
        let drafts: Vec<_> = advice.suggestions.iter().map(|s| &s.drafts).collect();
        for (at, own) in drafts.iter().enumerate() {
            assert!(!drafts[..at].contains(own), "{}: {own:?}", story.title);
        }
    }
}

#[test]
fn a_heading_gets_a_question_and_only_faint_suggestions() {
    for title in ["Payments", "Search", "Reporting dashboard", "User onboarding", "", "Quiz"] {
        let story = Story { title: title.to_owned(), text: String::new(), acceptance: Vec::new() };
        let advice = story.advice();
        let question = advice.question.unwrap();
        assert!(question.contains(title) && question.ends_with('?'), "{question}");
        assert!(advice.suggestions.iter().all(|suggestion| suggestion.strength <= 50), "{title}");
    }
    for (story, advice) in ADVISED.iter() {
        let heading = words(&format!("{} {}", story.title, story.text)).len() < 3;
        let asks = advice.question.is_some();
        assert!(!heading || asks || !story.acceptance.is_empty(), "{}", story.title);
        assert!(advice.verdict != Advised::Thin || advice.suggestions.is_empty());
    }
}
