//! The order beside an optimum that was found in another way: by trying every set of slices.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::runner::Folder;

/// A backlog as plain numbers: value, effort, the places of what must come first.
type Plain = Vec<(u64, u64, Vec<usize>)>;

const MOST: usize = 10;

fn backlogs() -> impl Strategy<Value = Plain> {
    let slice = (0u64..=20, 1u64..=13, prop::collection::vec(any::<prop::sample::Index>(), 0..4));
    (prop::collection::vec(slice, 0..=MOST), any::<u64>()).prop_map(|(slices, turn)| {
        let count = slices.len();
        // Names are given so that places say nothing about what comes first.
        let name = |at: usize| if turn % 2 == 0 { at } else { count - 1 - at };
        let mut plain = vec![(0, 1, Vec::new()); count];
        for (at, (value, effort, needs)) in slices.into_iter().enumerate() {
            let mut after: Vec<usize> = match at {
                0 => Vec::new(),
                _ => needs.iter().map(|index| name(index.index(at))).collect(),
            };
            after.sort_unstable();
            after.dedup();
            plain[name(at)] = (value, effort, after);
        }
        plain
    })
}

fn id(at: usize) -> String {
    format!("slice {at}")
}

fn document(backlog: &Plain) -> String {
    let slice = |(at, (value, effort, after)): (usize, &(u64, u64, Vec<usize>))| {
        let after: Vec<String> = after.iter().map(|at| id(*at)).collect();
        json!({ "id": id(at), "value": value, "effort": effort, "after": after })
    };
    json!({ "slices": backlog.iter().enumerate().map(slice).collect::<Vec<_>>() }).to_string()
}

/// The least cost of delay: the cheapest way to each set of slices that holds what they need.
fn optimum(backlog: &Plain) -> u64 {
    let all = 1usize << backlog.len();
    let mut least = vec![None; all];
    least[0] = Some(0);
    for done in 0..all {
        let Some(cost) = least[done] else { continue };
        let has = |at: usize| done >> at & 1 == 1;
        let elapsed: u64 = (0..backlog.len()).filter(|at| has(*at)).map(|at| backlog[at].1).sum();
        for (at, (value, effort, after)) in backlog.iter().enumerate() {
            if has(at) || !after.iter().all(|needed| has(*needed)) {
                continue;
            }
            let then: &mut Option<u64> = &mut least[done | 1 << at];
            let with = cost + value * (elapsed + effort);
            *then = Some(then.map_or(with, |other| other.min(with)));
        }
    }
    least[all - 1].unwrap()
}

/// The places in the order that was answered; each once, and after what they need.
fn places(answer: &Value, backlog: &Plain) -> Vec<usize> {
    let ids: Vec<String> = serde_json::from_value(answer["order"].clone()).unwrap();
    let places: Vec<usize> =
        ids.iter().map(|name| (0..backlog.len()).find(|at| id(*at) == *name).unwrap()).collect();
    assert_eq!(places.len(), backlog.len());
    for (rank, at) in places.iter().enumerate() {
        assert!(!places[..rank].contains(at), "a slice stands twice");
        let needs = &backlog[*at].2;
        assert!(needs.iter().all(|needed| places[..rank].contains(needed)), "{ids:?}");
    }
    places
}

/// The blocks are the order cut into pieces, with their sums, their rates never rising.
fn check_blocks(answer: &Value, backlog: &Plain, places: &[usize]) {
    let mut from = 0;
    let mut last = None;
    for block in answer["blocks"].as_array().unwrap() {
        let ids: Vec<String> = serde_json::from_value(block["ids"].clone()).unwrap();
        let piece = &places[from..from + ids.len()];
        from += ids.len();
        assert_eq!(ids, piece.iter().map(|at| id(*at)).collect::<Vec<_>>());
        let value: u64 = piece.iter().map(|at| backlog[*at].0).sum();
        let effort: u64 = piece.iter().map(|at| backlog[*at].1).sum();
        assert_eq!((&block["value"], &block["effort"]), (&value.into(), &effort.into()));
        let is_lower = |(before, took): (u64, u64)| value * took <= before * effort;
        assert!(last.is_none_or(is_lower), "the rate rises: {answer}");
        last = Some((value, effort));
    }
    assert_eq!(from, places.len());
}

fn check(folder: &Folder, backlog: &Plain) {
    let ran = folder.run_with("order -", document(backlog));
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let places = places(&answer, backlog);
    let mut elapsed = 0;
    let cost: u64 = places
        .iter()
        .map(|at| {
            elapsed += backlog[*at].1;
            backlog[*at].0 * elapsed
        })
        .sum();
    let best = optimum(backlog);
    assert_eq!((cost, &answer["cost"]), (best, &best.into()));
    assert_eq!((&answer["lower_bound"], &answer["proven"]), (&best.into(), &true.into()));
    check_blocks(&answer, backlog, &places);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_costs_less(backlog in backlogs()) {
        check(&Folder::new(), &backlog);
    }
}

#[test]
fn numbers_as_large_as_they_may_be_do_not_overflow() {
    let folder = Folder::new();
    let most = 1_000_000_000_000u64;
    let slices: Vec<Value> = (0..50)
        .map(|at| json!({ "id": id(at), "value": most, "effort": most, "after": [] }))
        .collect();
    let ran = folder.run_with("order -", json!({ "slices": slices }).to_string());
    ran.assert_orderly();
    assert!(ran.code == Some(1) || ran.out.contains("\"proven\":true"));
}
