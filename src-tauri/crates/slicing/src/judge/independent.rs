//! Independent: can be done without waiting for many others. Only the graph can tell.

use super::check::Effect;
use super::vertical::quoted;
use super::{Context, Criterion, Finding, Speaks, Verdict, policy, start, verdict};
use crate::id::SliceId;
use crate::tree::Tree;

pub(super) const CHECK: &str = "needs-first";
const SOURCE: &str = "INVEST, Wake 2003";
const FIRST: &[Effect] = &[(Criterion::Independent, -20)];
const LATER: &[Effect] = &[(Criterion::Independent, -16)];

/// What the graph says about one slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The verdict on `independent`.
    pub verdict: Verdict,
    /// What it waits for; nothing where the criterion does not count.
    pub findings: Vec<Finding>,
    /// The same, when it was dismissed.
    pub dismissed: Vec<Finding>,
}

/// Judges `independent`: 100 without dependencies, less with every open slice that this one, or a
/// slice above it, needs first, and with the length of the chain. Three are too many to hold. An
/// unknown slice is independent, and so is one whose waiting was dismissed.
pub fn independence(tree: &Tree, id: SliceId, context: &Context<'_>) -> Waiting {
    let awaited = awaited(tree, id);
    let seen: Vec<Finding> = awaited
        .iter()
        .enumerate()
        .filter_map(|(index, needed)| {
            let title = &tree.get(*needed)?.title;
            Some(finding(if index == 0 { FIRST } else { LATER }, title))
        })
        .collect();
    let is_dismissed = policy::is_dismissed(CHECK, "", context.dismissed);
    let (findings, dismissed) = if is_dismissed { (Vec::new(), seen) } else { (seen, Vec::new()) };
    let chain = if findings.is_empty() { 0 } else { chain(tree, &awaited) };
    let points: i32 = super::points(&findings, Criterion::Independent) - 10 * chain;
    let score = (i32::from(start(Criterion::Independent)) + points).clamp(0, 100);
    let score = u8::try_from(score).unwrap_or(0);
    let verdict = verdict(Criterion::Independent, score).within(context);
    match verdict.counts {
        true => Waiting { verdict, findings, dismissed },
        false => Waiting { verdict, findings: Vec::new(), dismissed: Vec::new() },
    }
}

/// The open slices that this one or one above it needs first, each once.
fn awaited(tree: &Tree, id: SliceId) -> Vec<SliceId> {
    let own = tree.get(id).into_iter().chain(tree.ancestors(id));
    let mut awaited: Vec<SliceId> =
        own.flat_map(|slice| slice.needs.iter().copied()).filter(|id| is_open(tree, *id)).collect();
    awaited.sort();
    awaited.dedup();
    awaited
}

/// How many more slices one behind the other the awaited ones wait for, at most 5.
fn chain(tree: &Tree, awaited: &[SliceId]) -> i32 {
    const LONGEST: i32 = 5;
    let mut layer = awaited.to_vec();
    let mut length = 0;
    while length < LONGEST {
        layer = layer.iter().flat_map(|id| self::awaited(tree, *id)).collect();
        layer.sort();
        layer.dedup();
        if layer.is_empty() {
            break;
        }
        length += 1;
    }
    length
}

fn is_open(tree: &Tree, id: SliceId) -> bool {
    use crate::model::Status;
    tree.get(id).is_some_and(|slice| matches!(slice.status, Status::Open | Status::Doing))
}

fn finding(effects: &'static [Effect], title: &str) -> Finding {
    Finding {
        check: CHECK,
        criterion: Criterion::Independent,
        speaks: Speaks::Against,
        place: None,
        message: format!("Waits for {}.", quoted(title)),
        question: "Could it be shown with that part done by hand, or faked?".to_owned(),
        source: SOURCE,
        effects: effects.into(),
    }
}
