//! What needs no workshop: score and advise on single stories, order a plain document.
//!
//! The types here are the documented JSON of the command line.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use slicing::Kind;
use slicing::advise::{self, Advised};
use slicing::judge::{self, Card, Context, Criterion, Field, Place, Speaks};
use slicing::order::{self, Job, Settled};

use crate::api::{AppError, BacklogView, Details};
use crate::say::listed;

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
    id: String,
    value: u8,
    testability: u8,
    criteria: Criteria,
    findings: Vec<FindingLine>,
}

/// The verdicts by criterion, in their order.
#[derive(Debug, Clone)]
struct Criteria(Vec<(Criterion, VerdictLine)>);

impl Serialize for Criteria {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(criterion, verdict)| (criterion.id(), verdict)))
    }
}

#[derive(Debug, Clone, Serialize)]
struct VerdictLine {
    score: u8,
    holds: bool,
}

#[derive(Debug, Clone, Serialize)]
struct FindingLine {
    check: String,
    criterion: Criterion,
    #[serde(flatten)]
    place: Option<PlaceLine>,
    message: String,
    question: String,
}

/// Characters of a field. In `acceptance` they count in all criteria joined by line feeds; `item`
/// tells which of them it is.
#[derive(Debug, Clone, Serialize)]
struct PlaceLine {
    field: Field,
    span: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<u32>,
}

impl PlaceLine {
    fn new(field: Field, item: u32, [from, to]: [u32; 2], acceptance: &[&str]) -> Self {
        if field != Field::Acceptance {
            return Self { field, span: [from, to], item: None };
        }
        let before = acceptance.iter().take(item as usize);
        let before: usize = before.map(|text| text.chars().count() + 1).sum();
        let before = crate::view::number(before);
        Self { field, span: [before + from, before + to], item: Some(item) }
    }

    fn of(place: &Place, acceptance: &[&str]) -> Self {
        Self::new(place.field, place.item, [place.span.from, place.span.to], acceptance)
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
        let (judged, findings) = self.read(|card| {
            let judged = judge::assess(card, &Context::default());
            let against = judged.findings.iter().filter(|f| f.speaks == Speaks::Against);
            let line = |finding: &judge::Finding| FindingLine {
                check: finding.check.to_owned(),
                criterion: finding.criterion,
                place: finding.place.as_ref().map(|place| PlaceLine::of(place, card.acceptance)),
                message: finding.message.clone(),
                question: finding.question.clone(),
            };
            let findings = against.map(line).collect();
            (judged, findings)
        });
        let verdicts = judged
            .verdicts
            .iter()
            .map(|v| (v.criterion, VerdictLine { score: v.score, holds: v.holds }))
            .collect();
        Scored {
            id: self.id,
            value: judged.value,
            testability: judged.testability,
            criteria: Criteria(verdicts),
            findings,
        }
    }

    /// Advises how to split the story. Total: every text gets an answer.
    pub fn advise(self) -> Advice {
        let advice = self.read(|card| {
            let advice = advise::advise(card, &Context::default());
            let suggestion = |s: advise::Suggestion| SuggestionLine {
                pattern: s.pattern.id(),
                strength: s.strength,
                why: s
                    .why
                    .into_iter()
                    .map(|why| WhyLine {
                        place: PlaceLine::of(&why.place, card.acceptance),
                        message: why.message,
                    })
                    .collect(),
                question: s.question,
                drafts: s.drafts.into_iter().map(|d| DraftLine { title: d.title }).collect(),
            };
            (advice.verdict, advice.suggestions.into_iter().map(suggestion).collect())
        });
        Advice { id: self.id, verdict: advice.0, suggestions: advice.1 }
    }
}

impl Scored {
    /// The scores of a slice of a workshop, in the same shape.
    pub fn of(details: &Details) -> Self {
        let acceptance: Vec<&str> =
            details.acceptance.iter().map(|item| item.text.as_str()).collect();
        let score = details.row.score.as_ref();
        let verdicts = details
            .verdicts
            .iter()
            .filter(|v| v.criterion != Criterion::Independent)
            .map(|v| (v.criterion, VerdictLine { score: v.score, holds: v.holds }))
            .collect();
        let against = details.findings.iter().filter(|finding| {
            finding.speaks == Speaks::Against && finding.criterion != Criterion::Independent
        });
        let findings = against.map(|finding| FindingLine {
            check: finding.check.clone(),
            criterion: finding.criterion,
            place: finding
                .place
                .as_ref()
                .map(|p| PlaceLine::new(p.field, p.item, [p.from, p.to], &acceptance)),
            message: finding.message.clone(),
            question: finding.question.clone(),
        });
        Self {
            id: details.row.id.to_string(),
            value: score.map_or(0, |score| score.value),
            testability: score.map_or(0, |score| score.testability),
            criteria: Criteria(verdicts),
            findings: findings.collect(),
        }
    }
}

/// How a story can be split.
#[derive(Debug, Clone, Serialize)]
pub struct Advice {
    id: String,
    verdict: Advised,
    suggestions: Vec<SuggestionLine>,
}

impl Advice {
    /// The advice for a slice of a workshop, in the same shape.
    pub fn of(details: &Details, advice: &crate::api::AdviceView) -> Self {
        let acceptance: Vec<&str> =
            details.acceptance.iter().map(|item| item.text.as_str()).collect();
        let suggestion = |s: &crate::api::SuggestionView| SuggestionLine {
            pattern: s.pattern.id(),
            strength: s.strength,
            why: s
                .why
                .iter()
                .map(|why| {
                    let p = &why.place;
                    let place = PlaceLine::new(p.field, p.item, [p.from, p.to], &acceptance);
                    WhyLine { place, message: why.message.clone() }
                })
                .collect(),
            question: s.question.clone(),
            drafts: s.drafts.iter().map(|d| DraftLine { title: d.title.clone() }).collect(),
        };
        Self {
            id: details.row.id.to_string(),
            verdict: advice.verdict,
            suggestions: advice.suggestions.iter().map(suggestion).collect(),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
struct SuggestionLine {
    pattern: &'static str,
    strength: u8,
    why: Vec<WhyLine>,
    question: String,
    drafts: Vec<DraftLine>,
}

#[derive(Debug, Clone, Serialize)]
struct WhyLine {
    #[serde(flatten)]
    place: PlaceLine,
    message: String,
}

#[derive(Debug, Clone, Serialize)]
struct DraftLine {
    title: String,
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
        let block = |block: &crate::api::BlockView| BlockLine {
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
