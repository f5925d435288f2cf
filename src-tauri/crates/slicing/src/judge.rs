//! Criteria and findings: what is judged, by which evidence, and the question that would remove it.
//!
//! Every heuristic is a [`Check`]: a name, the criterion it is about, its source, and a function
//! from a card to observations. An observation carries the points that it gives or takes, per
//! criterion. Points add up: those of the checks, and those that labelled cards have taught about
//! words and shapes ([`wording`]). They are the logarithm of the odds that the criterion holds, in
//! steps of [`POINTS_PER_STEP`], so a score of 70 means that of 100 such cards about 70 hold; a
//! criterion holds from [`threshold`] on. What speaks for a card that says little counts half: the
//! verdict stays, the certainty does not.
//!
//! Deliberately not here: weights that nobody can read, and anything that needs other cards but
//! [`independence`].

mod atomic;
mod check;
mod estimable;
mod features;
mod independent;
mod negotiable;
mod policy;
mod reading;
mod small;
mod spike;
mod testable;
mod valuable;
mod vertical;
mod wording;

use std::borrow::Cow;

use serde::Serialize;

use crate::language::Span;
use crate::model::{About, Dismissal, Kind, Product, words};
pub(crate) use check::observe;
pub use check::{Check, Effect, checks};
pub(crate) use features::{counted, counts, features, is_of_body};
pub use independent::{Waiting, independence};
pub(crate) use policy::is_settled;
pub use policy::{FineWords, is_check, lets_pass, words_about};
pub use reading::Basis;
pub(crate) use reading::Reading;
use wording::Wording;
pub use wording::{LEARNED, Taught, taught};

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

/// What the workshop and the slice say that changes a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context<'a> {
    /// What is being built.
    pub product: Product,
    /// The longest that one slice should take, in days.
    pub time_box: u8,
    /// The most acceptance criteria that one slice should have; unset means the usual number.
    pub most_criteria: Option<u8>,
    /// The words that nobody needs to be told about here.
    pub fine_words: &'a FineWords,
    /// The criteria that do not count here.
    pub ignored: &'a [Criterion],
    /// The findings that were dismissed for this slice.
    pub dismissed: &'a [Dismissal],
}

impl Context<'_> {
    fn counts(&self, criterion: Criterion) -> bool {
        !self.ignored.contains(&criterion)
    }
}

impl Default for Context<'_> {
    fn default() -> Self {
        Self {
            product: Product::App,
            time_box: About::DEFAULT_TIME_BOX,
            most_criteria: None,
            fine_words: FineWords::NONE,
            ignored: &[],
            dismissed: &[],
        }
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
    /// The points that it gives or takes, per criterion.
    pub effects: Cow<'static, [Effect]>,
}

impl Finding {
    /// How much it matters: all of its points, their signs left out.
    pub fn strength(&self) -> u32 {
        self.effects.iter().map(|(_, points)| u32::from(points.unsigned_abs())).sum()
    }
}

/// The direction of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
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
    /// Whether it counts in this workshop.
    pub counts: bool,
}

impl Verdict {
    /// Whether it counts and does not hold.
    pub fn fails(&self) -> bool {
        self.counts && !self.holds
    }

    fn within(self, context: &Context<'_>) -> Self {
        Self { counts: context.counts(self.criterion), ..self }
    }
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
    /// The evidence on the criteria that count, strongest first.
    pub findings: Vec<Finding>,
    /// What would be said against it if it had not been dismissed, strongest first.
    pub dismissed: Vec<Finding>,
    /// Estimated effort in half days, from the signs that it can still be split.
    pub effort: u16,
    /// How much the verdicts have to go by.
    pub basis: Basis,
}

/// The most findings that are told, and the most of them in favour.
pub const MOST_FINDINGS: usize = 8;
const MOST_IN_FAVOUR: usize = 3;

/// The score from which a criterion holds, 50 for each: there evidence for and against balance.
pub const fn threshold(_: Criterion) -> u8 {
    50
}

/// So many points multiply the odds that a criterion holds by e.
pub const POINTS_PER_STEP: f64 = 22.0;

/// The score that the checks' points begin with. What must be shown starts below the threshold,
/// what is assumed until something speaks against it above.
pub const fn start(criterion: Criterion) -> u8 {
    match criterion {
        Criterion::Vertical => 52,
        Criterion::Valuable => 40,
        Criterion::Testable => 60,
        Criterion::Small => 84,
        Criterion::Atomic => 85,
        Criterion::Independent => 100,
        Criterion::Negotiable => 85,
        Criterion::Estimable => 78,
    }
}

/// The headline value: three parts `valuable`, two parts `vertical`, since what reaches nobody
/// outside the team is worth nothing yet.
pub fn value(verdicts: &[Verdict]) -> u8 {
    mixed(verdicts, &[(Criterion::Valuable, 3), (Criterion::Vertical, 2)])
}

/// The headline testability: seven parts `testable`, two `estimable` (what cannot be sized is not
/// understood well enough to be tested), one `atomic` (two behaviours need two tests).
pub fn testability(verdicts: &[Verdict]) -> u8 {
    mixed(verdicts, &[(Criterion::Testable, 7), (Criterion::Estimable, 2), (Criterion::Atomic, 1)])
}

/// The weighted mean of the parts that count; 50, which says nothing, when none does.
fn mixed(verdicts: &[Verdict], parts: &[(Criterion, u32)]) -> u8 {
    let (mut sum, mut total) = (0, 0);
    for (criterion, part) in parts {
        let verdict = verdicts.iter().find(|verdict| verdict.criterion == *criterion);
        if verdict.is_none_or(|verdict| verdict.counts) {
            sum += verdict.map_or(0, |verdict| u32::from(verdict.score)) * part;
            total += part;
        }
    }
    if total == 0 {
        return 50;
    }
    u8::try_from((sum + total / 2) / total).unwrap_or(100)
}

/// Judges one card. Total: every text gets an answer.
pub fn assess(card: &Card<'_>, context: &Context<'_>) -> Assessment {
    let reading = Reading::new(card, context);
    let observed = observe(&reading);
    let mut wording = Wording::of(&reading, &observed, context);
    let left = policy::without_fine_words(observed, &reading, context);
    let (left, mut dismissed) = policy::without_dismissed(left, card, context.dismissed);
    let effort = small::effort(&reading, &left);
    let mut findings = policy::without_ignored(left, context);
    wording.silence_all_but(&findings);
    let learned = wording.points();
    let verdicts: Vec<Verdict> = Criterion::ALL
        .iter()
        .filter(|criterion| **criterion != Criterion::Independent)
        .map(|criterion| {
            let points = points(&findings, *criterion) + learned.of(*criterion);
            verdict(*criterion, score(*criterion, points, &reading)).within(context)
        })
        .collect();
    let words = wording.findings(&verdicts, &findings);
    findings.extend(words);
    dismissed.extend(wording.dismissed());
    Assessment {
        value: value(&verdicts),
        testability: testability(&verdicts),
        effort,
        verdicts,
        findings: told(findings, context),
        dismissed: told(dismissed, context),
        basis: reading.basis,
    }
}

fn verdict(criterion: Criterion, score: u8) -> Verdict {
    Verdict { criterion, score, holds: score >= threshold(criterion), counts: true }
}

/// How likely a criterion holds, as a score: points are the logarithm of the odds.
fn score(criterion: Criterion, points: i32, reading: &Reading<'_>) -> u8 {
    let start = i32::from(start(criterion)) - i32::from(threshold(criterion));
    let mut points = f64::from(start + points);
    if criterion == Criterion::Small && points < 0.0 {
        // The points are meant for the usual time-box; twice the time halves them.
        points *= f64::from(About::DEFAULT_TIME_BOX) / f64::from(reading.time_box);
    }
    let likely = 100.0 / (1.0 + (-points / POINTS_PER_STEP).exp());
    let middle = f64::from(threshold(criterion));
    let sure = match reading.basis {
        Basis::Enough => likely,
        // Only downwards: a word more must never lower a score.
        Basis::Little | Basis::Foreign => likely.min(f64::midpoint(middle, likely)),
        Basis::Nothing => return 0,
    };
    let rounded = sure.round() as u8;
    // The score and the verdict agree, however close it is.
    if points < 0.0 {
        rounded.min(threshold(criterion) - 1)
    } else {
        rounded.max(threshold(criterion))
    }
}

/// The points of all findings for one criterion.
fn points(findings: &[Finding], criterion: Criterion) -> i32 {
    let effects = findings.iter().flat_map(|finding| finding.effects.iter());
    effects.filter(|(about, _)| *about == criterion).map(|(_, points)| i32::from(*points)).sum()
}

/// The strongest findings on what counts, few in favour among them.
fn told(mut findings: Vec<Finding>, context: &Context<'_>) -> Vec<Finding> {
    findings.retain(|finding| context.counts(finding.criterion));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.strength()));
    let mut in_favour = 0;
    findings.retain(|finding| {
        in_favour += usize::from(finding.speaks == Speaks::For);
        finding.speaks == Speaks::Against || in_favour <= MOST_IN_FAVOUR
    });
    findings.truncate(MOST_FINDINGS);
    findings
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
