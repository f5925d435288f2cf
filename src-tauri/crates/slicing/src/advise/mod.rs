//! How a slice can be split: at most three patterns, best first, with drafts.
//!
//! A card is read ([`reading`]); families of cues put evidence on the scales ([`cues`], [`scales`]);
//! labelled stories have taught how likely each pattern is, given that evidence and the words of the
//! card ([`learned`]); the likeliest become suggestions whose drafts are made of the story's own
//! words ([`drafts`]). The patterns are Lawrence's, Cohn's and Sims'.
//!
//! Deliberately not here: whether a slice is good ([`crate::judge`]).

mod cues;
mod drafts;
mod learned;
mod lexicon;
mod listing;
mod phrasing;
mod reading;
mod scales;
mod split;
mod turns;
mod verdict;

use serde::Serialize;

use crate::judge::{self, Card, Context, Place};
use crate::language::Word;
use crate::model::{Kind, Pattern};
use learned::Odds;
use lexicon::Sense;
use reading::{At, Reading};
use scales::Scales;
use turns::Turns;

pub use learned::{LABELS, REFRAME, THIN, labels, taught};
pub use split::*;

/// What to do with a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Advised {
    /// Split it.
    Split,
    /// Leave it alone.
    Thin,
    /// Answer a question first.
    Spike,
    /// It has no value of its own, or is a task: combine or reword before splitting.
    Reframe,
}

/// The answer of the split advisor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What to do.
    pub verdict: Advised,
    /// What to ask before anything else, when the card says too little to be advised on.
    pub question: Option<String>,
    /// At most three ways to split, best first; empty for `thin` and `reframe`.
    pub suggestions: Vec<Suggestion>,
}

/// One way to split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The pattern.
    pub pattern: Pattern,
    /// How often such a suggestion is right, 0 to 100.
    pub strength: u8,
    /// The words that speak for it.
    pub why: Vec<Evidence>,
    /// What a coach would ask.
    pub question: String,
    /// What one gains and what one gives up, in one sentence.
    pub trade_off: String,
    /// The slices that it would make, thinnest first.
    pub drafts: Vec<Draft>,
}

/// Words that speak for a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where they stand.
    pub place: Place,
    /// What they say, in a few words.
    pub message: String,
}

/// A slice that does not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// Slice or spike.
    pub kind: Kind,
}

/// At most this many ways to split.
const MOST: usize = 3;

/// Below this chance a pattern is not worth mentioning, unless it is the likeliest.
const FAINT: f64 = 0.07;

/// Advises on one card. Total: every text gets an answer.
pub fn advise(card: &Card<'_>, context: &Context) -> Advice {
    let reading = Reading::of(card);
    let question = question(&reading);
    let scales = scales::weigh(&reading);
    let judged = judge::Reading::new(card, context);
    let turns = Turns::of(&judged.story);
    let seen = learned::features(&judged, &turns, &reading, &scales, context);
    let scales = scales.without(|at| is_settled(&reading, at, context));
    if seen.is_empty() {
        let (verdict, suggestions) = without_words(card, &reading, &scales, context);
        return Advice { verdict, question, suggestions };
    }
    let odds = Odds::of(&seen);
    let verdict = verdict::verdict(&odds, context);
    let most = if question.is_some() { UNSURE } else { SURE };
    let suggestions = match verdict {
        Advised::Split | Advised::Spike => suggestions(&reading, &scales, &odds, context, most),
        Advised::Thin | Advised::Reframe => Vec::new(),
    };
    Advice { verdict, question, suggestions }
}

/// With fewer words than this, and no criteria, a card is a heading: what it is about is not said.
const HEADING: usize = 4;

/// What to ask about a card that is only a heading.
fn question(reading: &Reading<'_>) -> Option<String> {
    if reading.spoken() >= HEADING || !reading.criteria.is_empty() {
        return None;
    }
    let said = reading.sentences.first().map_or("", |at| reading.slice(at));
    Some(match phrasing::title(&phrasing::brief(said, 60)) {
        Some(title) => {
            format!("“{title}” is only a heading: who does what with it first, and what for?")
        }
        None => "The card is still empty: who wants to do what, and what for?".to_owned(),
    })
}

/// Whether the workshop has settled that nobody needs to be told about these words.
fn is_settled(reading: &Reading<'_>, at: &At, context: &Context) -> bool {
    judge::is_settled(reading.words(at), reading.slice(at), context)
}

/// What can be said of a card whose words cannot be read: whether it has many criteria.
fn without_words(
    card: &Card<'_>,
    reading: &Reading<'_>,
    scales: &Scales,
    context: &Context,
) -> (Advised, Vec<Suggestion>) {
    if card.kind == Kind::Task {
        return (Advised::Reframe, Vec::new());
    }
    let nothing = Odds::of(&[]);
    let pattern = Pattern::AcceptanceCriteria;
    if scales.score(pattern) == 0 {
        return (Advised::Thin, Vec::new());
    }
    (Advised::Split, vec![suggestion(pattern, UNSURE, reading, scales, &nothing, context)])
}

/// The strength of a suggestion that rests on a number alone, and the most of one about a heading.
const UNSURE: u8 = 50;

/// The most that a suggestion is ever sure of.
const SURE: u8 = 99;

/// The likeliest patterns. One whose slices an earlier one has proposed already gets a thin slice of
/// its own instead.
fn suggestions(
    reading: &Reading<'_>,
    scales: &Scales,
    odds: &Odds<'_>,
    context: &Context,
    most: u8,
) -> Vec<Suggestion> {
    let likely = odds.ranked().into_iter().take(MOST).enumerate();
    let likely = likely.filter(|(rank, (_, chance))| *rank == 0 || *chance >= FAINT);
    let mut all: Vec<Suggestion> = Vec::with_capacity(MOST);
    for (_, (pattern, chance)) in likely {
        let strength = (100.0 * chance).round().clamp(1.0, f64::from(most)) as u8;
        let mut next = suggestion(pattern, strength, reading, scales, odds, context);
        if all.iter().any(|earlier| earlier.drafts == next.drafts) {
            next.drafts = drafts::thin(pattern, reading);
        }
        all.push(next);
    }
    all
}

fn suggestion(
    pattern: Pattern,
    strength: u8,
    reading: &Reading<'_>,
    scales: &Scales,
    odds: &Odds<'_>,
    context: &Context,
) -> Suggestion {
    let proposal = drafts::propose(pattern, reading, scales);
    Suggestion {
        pattern,
        strength,
        why: why(pattern, reading, scales, odds, context),
        question: proposal.question,
        trade_off: proposal.trade_off.to_owned(),
        drafts: proposal.drafts,
    }
}

/// The heaviest evidence, each stretch of words once: cues, or else words that hint at the pattern,
/// or else the story as a whole.
fn why(
    pattern: Pattern,
    reading: &Reading<'_>,
    scales: &Scales,
    odds: &Odds<'_>,
    context: &Context,
) -> Vec<Evidence> {
    const CUES: usize = 4;
    const LEARNED: usize = 2;
    let cues = scales.of(pattern).into_iter().filter(|seen| speaks(reading, &seen.at));
    let mut shown = distinct(cues.map(|seen| (seen.at.clone(), seen.cue.says)), reading, CUES);
    if shown.is_empty() {
        let words = odds.words(pattern as usize).into_iter();
        let words = words.filter_map(|(field, item, word)| reading.at(field, item, word));
        let told = |at: &At| hints(pattern, reading, at) && !is_settled(reading, at, context);
        let hints = words.filter(told).map(|at| (at, "hints at it"));
        shown = distinct(hints, reading, LEARNED);
    }
    if shown.is_empty() {
        let story = reading.want.iter().chain(&reading.sentences).chain(&reading.criteria);
        shown.extend(story.take(1).map(|at| (at.clone(), impression(pattern))));
    }
    let evidence = |(at, says): &(At, &str)| Evidence {
        place: reading.place(at),
        message: format!("“{}” {says}", phrasing::brief(reading.slice(at), 80)),
    };
    shown.iter().map(evidence).collect()
}

/// The first of these whose words neither overlap nor repeat.
fn distinct<'s>(
    found: impl Iterator<Item = (At, &'s str)>,
    reading: &Reading<'_>,
    most: usize,
) -> Vec<(At, &'s str)> {
    let mut shown: Vec<(At, &str)> = Vec::new();
    for (at, says) in found {
        let said = |other: &At| reading.slice(other).eq_ignore_ascii_case(reading.slice(&at));
        let overlaps = |(other, _): &(At, &str)| {
            said(other)
                || (other.passage == at.passage
                    && other.words.start < at.words.end
                    && at.words.start < other.words.end)
        };
        if shown.len() < most && !shown.iter().any(overlaps) {
            shown.push((at, says));
        }
    }
    shown
}

/// Whether the words of a cue say anything when they are quoted alone: "at" and "with" do not.
fn speaks(reading: &Reading<'_>, at: &At) -> bool {
    const SILENT: &[&str] = &["at", "with", "in", "on", "of", "for", "by", "is", "are", "the"];
    let said = phrasing::brief(reading.slice(at), 80).to_lowercase();
    !SILENT.contains(&said.as_str())
}

/// Whether a learned word can carry a pattern: it has one of the pattern's senses.
fn hints(pattern: Pattern, reading: &Reading<'_>, at: &At) -> bool {
    let content = &reading.passages[at.passage];
    reading.words(at).iter().all(Word::is_content)
        && senses(pattern).iter().any(|sense| content.has(*sense, &at.words))
}

/// What the words of the lexicon must hint at to carry a pattern.
fn senses(pattern: Pattern) -> &'static [Sense] {
    use Sense::*;
    match pattern {
        Pattern::WorkflowSteps => &[Gate, Order, Journey],
        Pattern::OperationsCrud => &[Manage, Add, Change, Remove],
        Pattern::BusinessRuleVariations => &[Condition, Rule, Pliable],
        Pattern::DataVariations => &[Kind, Generic, Format],
        Pattern::InterfaceVariations => &[Channel, Widget, Entry],
        Pattern::MajorEffort => &[Provider, Vendor, Rest, Format],
        Pattern::SimpleComplex => &[Ambition, Vast, Addition],
        Pattern::DeferPerformance => &[Quality, Load],
        Pattern::Spike => &[Unknown, Inquiry],
        Pattern::RolesPersonas => &[Person, Everyone],
        Pattern::HappyUnhappyPath => &[Failure, Exception],
        Pattern::AcceptanceCriteria => &[],
    }
}

/// What the story as a whole sounds like.
fn impression(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::WorkflowSteps => "sounds like several steps",
        Pattern::OperationsCrud => "sounds like several operations",
        Pattern::BusinessRuleVariations => "sounds like more than one rule",
        Pattern::DataVariations => "sounds like more than one kind of data",
        Pattern::InterfaceVariations => "sounds like more than one way in",
        Pattern::MajorEffort => "sounds like one large piece of work with small ones behind it",
        Pattern::SimpleComplex => "sounds as if a plainer version would help already",
        Pattern::DeferPerformance => "sounds like a quality that can come after the function",
        Pattern::Spike => "sounds like something nobody has tried yet",
        Pattern::RolesPersonas => "sounds like people with needs of their own",
        Pattern::HappyUnhappyPath => "sounds like something that can go wrong",
        Pattern::AcceptanceCriteria => "sounds like several criteria",
    }
}

#[cfg(test)]
mod tests;
