//! What needs no workshop: score and advise on single stories, order a plain document.
//!
//! The types here are the documented JSON of the command line.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use slicing::advise::{self, Advised};
use slicing::judge::{self, Card, Context, Criterion, Field, Place, Speaks};
use slicing::order::{self, Job, Settled};
use slicing::{Kind, Pattern};

use crate::api::{AppError, BacklogView, BlockView};
use crate::say::listed;
use crate::view;

/// One story, as a line of JSON Lines.
#[derive(Debug, Clone, Deserialize)]
pub struct Story {
    /// What the caller calls it.
    pub id: String,
    /// One line.
    pub title: String,
    /// The narrative.
    #[serde(default)]
    pub text: String,
    /// The acceptance criteria.
    #[serde(default)]
    pub acceptance: Vec<String>,
}

/// The scores of a story.
#[derive(Debug, Clone, Serialize)]
pub struct Scored {
    /// What the caller calls the story.
    pub id: String,
    /// 0 to 100.
    pub value: u8,
    /// 0 to 100.
    pub testability: u8,
    /// The verdicts, in the order of the criteria.
    pub criteria: Criteria,
    /// The evidence against, strongest first.
    pub findings: Vec<FindingLine>,
}

/// The verdicts by criterion.
#[derive(Debug, Clone)]
pub struct Criteria(pub Vec<(Criterion, VerdictLine)>);

impl Criteria {
    /// The criteria that do not hold.
    pub fn failing(&self) -> impl Iterator<Item = Criterion> {
        self.0.iter().filter(|(_, verdict)| !verdict.holds).map(|(criterion, _)| *criterion)
    }
}

impl Serialize for Criteria {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(criterion, verdict)| (criterion.id(), verdict)))
    }
}

/// A criterion's verdict.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictLine {
    /// 0 to 100.
    pub score: u8,
    /// Whether it reaches its threshold, or does not count in its workshop.
    pub holds: bool,
}

/// One piece of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct FindingLine {
    /// The heuristic.
    pub check: &'static str,
    /// What it is about.
    pub criterion: Criterion,
    /// The words, when it is about words.
    #[serde(flatten)]
    pub place: Option<PlaceLine>,
    /// What was seen.
    pub message: String,
    /// What to ask the room.
    pub question: String,
}

/// Characters of a field. In `acceptance` they count in all criteria joined by line feeds; `item`
/// tells which of them it is.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceLine {
    /// Which text.
    pub field: Field,
    /// The first character, and one past the last.
    pub span: [u32; 2],
    /// Which criterion, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
}

impl PlaceLine {
    fn new(place: &Place, acceptance: &[&str]) -> Self {
        let Place { field, item, span } = *place;
        if field != Field::Acceptance {
            return Self { field, span: [span.from, span.to], item: None };
        }
        let before = acceptance.iter().take(item as usize);
        let before = view::number(before.map(|text| text.chars().count() + 1).sum::<usize>());
        Self { field, span: [before + span.from, before + span.to], item: Some(item) }
    }
}

impl Story {
    fn read<T>(&self, f: impl FnOnce(&Card<'_>) -> T) -> T {
        let acceptance: Vec<&str> = self.acceptance.iter().map(String::as_str).collect();
        let (title, text) = (self.title.as_str(), self.text.as_str());
        f(&Card { title, text, acceptance: &acceptance, kind: Kind::Slice })
    }

    /// Judges the story. Total: every text gets an answer.
    pub fn score(self) -> Scored {
        self.read(|card| scored(self.id.clone(), card, &Context::default()))
    }

    /// Advises how to split the story. Total: every text gets an answer.
    pub fn advise(self) -> Advice {
        self.read(|card| advice(self.id.clone(), card, &Context::default()))
    }
}

/// Judges a card.
pub(crate) fn scored(id: String, card: &Card<'_>, context: &Context<'_>) -> Scored {
    let judged = judge::assess(card, context);
    let line = |finding: judge::Finding| FindingLine {
        check: finding.check,
        criterion: finding.criterion,
        place: finding.place.map(|place| PlaceLine::new(&place, card.acceptance)),
        message: finding.message,
        question: finding.question,
    };
    let verdict = |v: judge::Verdict| {
        let holds = !v.fails();
        (v.criterion, VerdictLine { score: v.score, holds })
    };
    let against = judged.findings.into_iter().filter(|f| f.speaks == Speaks::Against);
    Scored {
        id,
        value: judged.value,
        testability: judged.testability,
        criteria: Criteria(judged.verdicts.into_iter().map(verdict).collect()),
        findings: against.map(line).collect(),
    }
}

/// Advises on a card.
pub(crate) fn advice(id: String, card: &Card<'_>, context: &Context<'_>) -> Advice {
    let advice = advise::advise(card, context);
    let suggestion = |s: advise::Suggestion| SuggestionLine {
        pattern: s.pattern,
        strength: s.strength,
        why: s
            .why
            .into_iter()
            .map(|why| WhyLine {
                place: PlaceLine::new(&why.place, card.acceptance),
                message: why.message,
            })
            .collect(),
        question: s.question,
        drafts: s.drafts.into_iter().map(|draft| DraftLine { title: draft.title }).collect(),
    };
    let suggestions = advice.suggestions.into_iter().map(suggestion).collect();
    Advice { id, verdict: advice.verdict, question: advice.question, suggestions }
}

/// How a story can be split.
#[derive(Debug, Clone, Serialize)]
pub struct Advice {
    /// What the caller calls the story.
    pub id: String,
    /// What to do.
    pub verdict: Advised,
    /// What to ask before anything else, where the story is only a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// At most three ways, best first.
    pub suggestions: Vec<SuggestionLine>,
}

/// One way to split.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestionLine {
    /// The pattern.
    pub pattern: Pattern,
    /// How often such a suggestion is right, 0 to 100.
    pub strength: u8,
    /// The words that speak for it.
    pub why: Vec<WhyLine>,
    /// What a coach would ask.
    pub question: String,
    /// The slices that it would make.
    pub drafts: Vec<DraftLine>,
}

/// Words that speak for a pattern.
#[derive(Debug, Clone, Serialize)]
pub struct WhyLine {
    /// Where they stand.
    #[serde(flatten)]
    pub place: PlaceLine,
    /// What they say.
    pub message: String,
}

/// A slice that does not exist yet.
#[derive(Debug, Clone, Serialize)]
pub struct DraftLine {
    /// Its title.
    pub title: String,
}

/// A backlog to be ordered, as one JSON document.
#[derive(Debug, Clone, Deserialize)]
pub struct OrderRequest {
    slices: Vec<OrderSlice>,
}

#[derive(Debug, Clone, Deserialize)]
struct OrderSlice {
    id: String,
    value: serde_json::Number,
    effort: serde_json::Number,
    #[serde(default)]
    after: Vec<String>,
}

/// An order with its proof.
#[derive(Debug, Clone, Serialize)]
pub struct OrderAnswer {
    order: Vec<String>,
    cost: u128,
    lower_bound: u128,
    proven: bool,
    blocks: Vec<BlockLine>,
    /// The ids above the MVP line, for a workshop.
    #[serde(skip_serializing_if = "Option::is_none")]
    mvp: Option<Vec<String>>,
}

#[derive(Debug, Clone, Serialize)]
struct BlockLine {
    ids: Vec<String>,
    value: u64,
    effort: u64,
    settled: Settled,
}

impl OrderRequest {
    /// Finds the best order.
    ///
    /// # Errors
    /// [`ErrorCode::BadInput`](crate::api::ErrorCode), naming the slice: an id that comes twice or
    /// is not there, a number that is negative, fractional or too large, a cycle.
    pub fn order(self) -> Result<OrderAnswer, AppError> {
        let jobs = self.jobs()?;
        let ids: Vec<String> = self.slices.into_iter().map(|slice| slice.id).collect();
        let name = |at: &usize| ids.get(*at).cloned().unwrap_or_default();
        let order = order::order(&jobs).map_err(|order::Cycle(cycle)| {
            let names: Vec<String> =
                cycle.iter().chain(cycle.first()).map(|at| format!("{:?}", name(at))).collect();
            AppError::bad_input(format!("slices need each other in a cycle: {}", names.join(" → ")))
        })?;
        let proven = order.is_proven();
        let block = |block: &order::Block| BlockLine {
            ids: block.jobs.iter().map(name).collect(),
            value: block.value,
            effort: block.effort,
            settled: block.settled,
        };
        Ok(OrderAnswer {
            order: order.jobs.iter().map(name).collect(),
            cost: order.cost,
            lower_bound: order.lower_bound,
            proven,
            blocks: order.blocks.iter().map(block).collect(),
            mvp: None,
        })
    }

    fn jobs(&self) -> Result<Vec<Job>, AppError> {
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, slice) in self.slices.iter().enumerate() {
            if places.insert(&slice.id, at).is_some() {
                return Err(AppError::bad_input(format!("the id {:?} comes twice", slice.id)));
            }
        }
        let job = |slice: &OrderSlice| {
            let after = slice.after.iter().map(|id| {
                places.get(id.as_str()).copied().ok_or_else(|| {
                    AppError::bad_input(format!(
                        "slice {:?} comes after {id:?}, which is not there",
                        slice.id
                    ))
                })
            });
            Ok(Job {
                value: whole(&slice.id, "value", &slice.value, 0)?,
                effort: whole(&slice.id, "effort", &slice.effort, 1)?,
                after: after.collect::<Result<_, AppError>>()?,
            })
        };
        self.slices.iter().map(job).collect()
    }
}

fn whole(id: &str, field: &str, number: &serde_json::Number, least: u64) -> Result<u64, AppError> {
    let wrong = |what: String| {
        Err(AppError::bad_input(format!("slice {id:?}: the {field} {number} is {what}")))
    };
    if number.as_i64().is_some_and(|number| number < 0) {
        return wrong("negative".to_owned());
    }
    match number.as_u64() {
        Some(small) if small < least => wrong(format!("less than {least}")),
        Some(large) if large > order::MOST => wrong(format!("more than {}", order::MOST)),
        Some(fits) => Ok(fits),
        None => match number.as_f64() {
            Some(number) if number < 0.0 => wrong("negative".to_owned()),
            Some(number) if number > order::MOST as f64 => {
                wrong(format!("more than {}", order::MOST))
            }
            _ => wrong("not a whole number".to_owned()),
        },
    }
}

impl OrderAnswer {
    /// The order of a workshop, in the same shape with the ids above the MVP line.
    ///
    /// # Errors
    /// [`ErrorCode::BadInput`](crate::api::ErrorCode) when slices wait for each other in a circle.
    pub fn of(backlog: &BacklogView) -> Result<Self, AppError> {
        if !backlog.circle.is_empty() {
            let names: Vec<String> = backlog
                .circle
                .iter()
                .map(|slice| format!("{} {:?}", slice.id, slice.title))
                .collect();
            return Err(AppError::bad_input(format!(
                "slices need each other in a cycle: {}",
                listed(&names, names.len())
            )));
        }
        let ids = |in_mvp: bool| {
            let entries = backlog.entries.iter().filter(move |entry| entry.in_mvp || !in_mvp);
            entries.map(|entry| entry.id.to_string()).collect()
        };
        let block = |block: &BlockView| BlockLine {
            ids: block.ids.iter().map(ToString::to_string).collect(),
            value: u64::from(block.value),
            effort: u64::from(block.effort),
            settled: block.settled,
        };
        Ok(Self {
            order: ids(false),
            cost: backlog.facts.cost.parse().unwrap_or_default(),
            lower_bound: backlog.facts.lower_bound.parse().unwrap_or_default(),
            proven: backlog.facts.proven,
            blocks: backlog.facts.blocks.iter().map(block).collect(),
            mvp: Some(ids(true)),
        })
    }
}
