//! The labelled cards of the project, and others of the same form.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use serde::Deserialize;
use slicing::Kind;
use slicing::advise::{LABELS, labels};
use slicing::judge::{Card, Criterion};

/// The labelled slices of the project.
pub const SLICES: &str = include_str!("../../slicing/tests/data/slices.jsonl");
/// The labelled stories of the project.
pub const STORIES: &str = include_str!("../../slicing/tests/data/advice.jsonl");

/// A card with what an experienced coach would say of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// Cards of one set were written together, so they resemble each other.
    #[serde(default)]
    pub set: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    acceptance: Vec<String>,
    /// The criteria that hold.
    #[serde(default)]
    pub holds: Vec<Criterion>,
    /// The patterns that are acceptable, best first, or `thin`, or `reframe`.
    #[serde(default)]
    pub accept: Vec<String>,
}

impl Case {
    /// The words of the card, whatever their case and spacing.
    pub fn told(&self) -> String {
        let words = [&self.title, &self.text].into_iter().flat_map(|text| text.split_whitespace());
        words.collect::<Vec<_>>().join(" ").to_lowercase()
    }

    /// Calls `f` with the card.
    pub fn with_card<T>(&self, f: impl FnOnce(&Card<'_>) -> T) -> T {
        let acceptance: Vec<&str> = self.acceptance.iter().map(String::as_str).collect();
        f(&Card {
            title: &self.title,
            text: &self.text,
            acceptance: &acceptance,
            kind: Kind::Slice,
        })
    }

    /// Where a label stands among the acceptable ones: 0 for the best.
    pub fn rank(&self, label: usize) -> Option<usize> {
        self.accept.iter().position(|accepted| accepted == labels()[label])
    }

    /// The label of the best answer.
    pub fn best(&self) -> Option<usize> {
        (0..LABELS).find(|label| self.rank(*label) == Some(0))
    }
}

/// Reads cards, one a line.
pub fn read(lines: &str) -> Result<Vec<Case>> {
    lines
        .lines()
        .zip(1..)
        .map(|(line, number)| {
            let told = |error| Error::other(format!("line {number}: {error}"));
            serde_json::from_str(line).map_err(told)
        })
        .collect()
}

/// The names of the sets, each once.
pub fn sets(cases: &[Case]) -> Vec<String> {
    let mut names: Vec<String> = cases.iter().map(|case| case.set.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// The cards that are left out while learning.
pub(crate) struct Unseen(BTreeSet<String>);

impl Unseen {
    pub(crate) fn of<'c>(held: impl Iterator<Item = &'c Case>) -> Self {
        Self(held.map(Case::told).collect())
    }

    /// Whether another card may be learned from: not when it says the same in another set.
    pub(crate) fn lets(&self, other: &Case) -> bool {
        !self.0.contains(&other.told())
    }
}

/// A labelled case of another collection: a slice with a yes or no for each criterion, or a story
/// with the patterns that are acceptable.
#[derive(Deserialize)]
struct Other {
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    labels: BTreeMap<String, bool>,
    #[serde(default)]
    patterns: Vec<String>,
}

impl From<Other> for Case {
    fn from(other: Other) -> Self {
        let criterion = |id: &str| match id {
            "has_value" => Some(Criterion::Valuable),
            id => Criterion::from_id(id),
        };
        let holds = other.labels.iter().filter(|(_, holds)| **holds);
        let label = |id: String| if id == "none" { "thin".to_owned() } else { id };
        Self {
            set: String::new(),
            title: other.title,
            text: other.text,
            acceptance: Vec::new(),
            holds: holds.filter_map(|(id, _)| criterion(id)).collect(),
            accept: other.patterns.into_iter().map(label).collect(),
        }
    }
}

/// The cases of a file of another collection, one a line; `None` when there is no such file.
pub fn read_others(file: &Path) -> Option<Vec<Case>> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().map(|line| Some(serde_json::from_str::<Other>(line).ok()?.into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cards_of_the_project_can_be_read_and_carry_their_labels() {
        let (slices, stories) = (read(SLICES).unwrap(), read(STORIES).unwrap());
        assert!(slices.len() > 2_000 && sets(&slices).len() > 5);
        assert!(stories.len() > 3_000 && sets(&stories).len() > 5);
        assert!(stories.iter().all(|story| story.best().is_some()));
    }

    #[test]
    fn a_card_that_says_the_same_in_another_set_is_not_learned_from() {
        let cards = read("{\"set\":\"a\",\"title\":\"Pay  by card\"}\n{\"set\":\"b\",\"text\":\"pay by Card\"}\n{\"title\":\"Pay\"}").unwrap();
        let unseen = Unseen::of(cards.iter().take(1));
        assert!(!unseen.lets(&cards[1]) && unseen.lets(&cards[2]));
    }

    #[test]
    fn a_line_that_is_no_case_is_named() {
        let error = read("{\"title\":\"Pay\"}\n{").unwrap_err();
        assert!(error.to_string().starts_with("line 2:"), "{error}");
    }

    #[test]
    fn another_collection_is_read_by_its_own_names() {
        let line = r#"{"id":"X1","title":"Lamp","text":"The lamp blinks","labels":{"has_value":true,"small":false}}"#;
        let other: Case = serde_json::from_str::<Other>(line).unwrap().into();
        assert_eq!(other.holds, [Criterion::Valuable]);
        let line = r#"{"id":"X2","text":"Lamps and bells","patterns":["none"]}"#;
        let other: Case = serde_json::from_str::<Other>(line).unwrap().into();
        assert_eq!(other.best(), Some(slicing::advise::THIN));
    }
}
