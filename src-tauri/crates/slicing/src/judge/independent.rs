//! Independent: can be done without waiting for many others. Only the graph can tell.

use super::check::Effect;
use super::vertical::quoted;
use super::{Criterion, Finding, Speaks, Verdict, start, verdict};
use crate::id::SliceId;
use crate::tree::Tree;

const SOURCE: &str = "INVEST, Wake 2003";
const FIRST: &[Effect] = &[(Criterion::Independent, -20)];
const LATER: &[Effect] = &[(Criterion::Independent, -16)];

/// Judges `independent`: 100 without dependencies, less with every open slice that this one, or a
/// slice above it, needs first, and with the length of the chain. Three are too many to hold. An
/// unknown slice is independent.
pub fn independence(tree: &Tree, id: SliceId) -> (Verdict, Vec<Finding>) {
    let awaited = awaited(tree, id);
    let findings: Vec<Finding> = awaited
        .iter()
        .enumerate()
        .filter_map(|(index, needed)| {
            let title = &tree.get(*needed)?.title;
            Some(finding(if index == 0 { FIRST } else { LATER }, title))
        })
        .collect();
    let chain = chain(tree, &awaited);
    let points: i32 = super::points(&findings, Criterion::Independent) - 10 * chain;
    let score = (i32::from(start(Criterion::Independent)) + points).clamp(0, 100);
    (verdict(Criterion::Independent, u8::try_from(score).unwrap_or(0)), findings)
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
        check: "needs-first",
        criterion: Criterion::Independent,
        speaks: Speaks::Against,
        place: None,
        message: format!("Waits for {}.", quoted(title)),
        question: "Could it be shown with that part done by hand, or faked?".to_owned(),
        source: SOURCE,
        effects: effects.into(),
    }
}
