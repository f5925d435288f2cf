//! Criteria and findings: what is judged, by which evidence, and the question that would remove it.

use serde::Serialize;

use crate::language::Span;
use crate::model::{Kind, Product, words};

words! {
    /// What a slice is judged by: INVEST (Wake) and, for `atomic`, QUS (Lucassen et al.).
    Criterion {
        /// Reaches an end that somebody outside the team can observe.
        Vertical = "vertical",
        /// Somebody gains something.
        Valuable = "valuable",
        /// A pass or fail check can be written from the card as it stands.
        Testable = "testable",
        /// Shows no signs that it can still be split.
        Small = "small",
        /// One goal, one behaviour.
        Atomic = "atomic",
        /// Can be done without waiting for many others.
        Independent = "independent",
        /// Says what, not how.
        Negotiable = "negotiable",
        /// Known well enough to be sized.
        Estimable = "estimable",
    }
}

words! {
    /// Which text of a slice is meant.
    Field {
        /// The title.
        Title = "title",
        /// The narrative.
        Text = "text",
        /// One of the acceptance criteria.
        Acceptance = "acceptance",
    }
}

/// The text that is judged, and what it is meant to be.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// One line.
    pub title: &'a str,
    /// The narrative, possibly empty.
    pub text: &'a str,
    /// The acceptance criteria in order.
    pub acceptance: &'a [&'a str],
    /// Slice, spike or task.
    pub kind: Kind,
}

/// What the workshop says that changes a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// What is being built.
    pub product: Product,
    /// The longest that one slice should take, in days.
    pub time_box: u8,
}

impl Default for Context {
    fn default() -> Self {
        Self { product: Product::App, time_box: crate::model::About::DEFAULT_TIME_BOX }
    }
}

/// Where a finding's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which text.
    pub field: Field,
    /// Which of the criteria, from 0; 0 for the other fields.
    pub item: u32,
    /// Which characters of it.
    pub span: Span,
}

/// One piece of evidence, for or against a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The heuristic's name, such as `vague-term`.
    pub check: &'static str,
    /// What it speaks about.
    pub criterion: Criterion,
    /// Whether it speaks for the criterion or against it.
    pub speaks: Speaks,
    /// The words that it is about, when it is about words.
    pub place: Option<Place>,
    /// What was seen, in one sentence.
    pub message: String,
    /// What to ask the room; for evidence in favour, why to keep it.
    pub question: String,
    /// Where the heuristic comes from, such as `ISO 29148` or `INVEST, Wake 2003`.
    pub source: &'static str,
}

/// The direction of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaks {
    /// In favour.
    For,
    /// Against.
    Against,
}

/// A criterion's score and whether it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What is judged.
    pub criterion: Criterion,
    /// 0 to 100.
    pub score: u8,
    /// Whether the score reaches [`threshold`].
    pub holds: bool,
}

/// Everything that is said about one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// 0 to 100.
    pub value: u8,
    /// 0 to 100.
    pub testability: u8,
    /// Every criterion but `independent`, which only the graph can tell, in the order of
    /// [`Criterion::ALL`].
    pub verdicts: Vec<Verdict>,
    /// The evidence, strongest first.
    pub findings: Vec<Finding>,
    /// Estimated effort in half days, from the signs that it can still be split.
    pub effort: u16,
}

/// Judges one card. Total: every text gets an answer.
pub fn assess(card: &Card<'_>, context: &Context) -> Assessment {
    let _ = (card, context);
    Assessment { value: 50, testability: 50, verdicts: Vec::new(), findings: Vec::new(), effort: 2 }
}
