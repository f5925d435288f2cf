//! The samples teach what they promise: good slices score high, the flawed ones low.

use app::api::DraftView;
use slicing::Kind;

use super::bench::Bench;

fn scores(sample: &str) -> Vec<(String, u8, u8)> {
    let bench = Bench::empty();
    let sample = Some(sample.to_owned());
    bench.desk.workshop_create(String::new(), sample, None).unwrap();
    let scored = bench.desk.leaves_score().unwrap();
    scored.into_iter().map(|(name, s)| (name.title, s.value, s.testability)).collect()
}

fn of(scores: &[(String, u8, u8)], title: &str) -> (u8, u8) {
    let found = scores.iter().find(|(other, ..)| other.starts_with(title));
    found.map(|(_, value, testability)| (*value, *testability)).unwrap()
}

#[test]
fn a_database_alone_is_worth_little_and_a_receipt_much() {
    let scores = scores("expense-reporting");
    let (layer, _) = of(&scores, "Create the payments database");
    let (good, testability) = of(&scores, "Attach one photo of the receipt from the computer");
    assert!(layer < 30 && good >= 50 && testability >= 80, "{layer} {good} {testability}");
    let (_, vague) = of(&scores, "Uploading receipts is fast");
    assert!(vague < 50, "{vague}");
}

#[test]
fn every_sample_has_a_proven_order_and_an_mvp() {
    for sample in Bench::empty().desk.home_show().unwrap().samples {
        let bench = Bench::empty();
        bench.desk.workshop_create(String::new(), Some(sample.name.clone()), None).unwrap();
        let backlog = bench.desk.backlog_show().unwrap();
        assert!(backlog.facts.proven, "{}", sample.name);
        assert!(backlog.releases[0].count > 0, "{}", sample.name);
        for row in bench.desk.outline_load().unwrap().rows {
            bench.desk.slice_show(row.id).unwrap();
            bench.desk.advice_show(row.id).unwrap();
        }
    }
}

#[test]
fn drafts_in_layers_are_worth_less_than_the_children_that_a_coach_cut() {
    let bench = Bench::empty();
    bench.desk.workshop_create(String::new(), Some("expense-reporting".to_owned()), None).unwrap();
    let epic = bench.desk.outline_load().unwrap().rows[0].id;
    let children = bench.desk.advice_show(epic).unwrap().children_judged.unwrap();
    let drafts = ["Expense tables", "Expense API", "Expense form"]
        .map(|title| DraftView { title: title.to_owned(), kind: Kind::Slice });
    let layers = bench.desk.split_judge(epic, drafts.to_vec()).unwrap();
    assert!(layers.score + 30 < children.score, "{layers:?} {children:?}");
    assert_eq!(layers.remarks[0].check, "layers");
}
