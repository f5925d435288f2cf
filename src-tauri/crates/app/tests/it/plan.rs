//! What the planner says beyond the order.

use app::api::*;
use slicing::{SliceId, Worth};

use super::bench::{Bench, id, ids};

/// Four leaves below one epic, worth 40, 30, 20 and 10 for a day each.
fn bench() -> Bench {
    let bench = Bench::with("Shop\n  a\n  b\n  c\n  d");
    for (number, value) in [(2, 40), (3, 30), (4, 20), (5, 10)] {
        let set = |field| bench.edit(Gesture::Set { ids: ids(&[number]), field });
        set(SliceField::Value(Some(value)));
        set(SliceField::Effort(Some(2)));
    }
    bench
}

fn pace(throughput: &[u32]) -> PaceView {
    PaceView {
        throughput: throughput.to_vec(),
        growth: 100,
        people_then: 2,
        people: 2,
        from: Some("2026-06-01".to_owned()),
        due: Some("2026-06-14".to_owned()),
    }
}

#[test]
fn two_slices_are_compared_in_words_and_numbers() {
    let bench = bench();
    let compared = bench.desk.backlog_compare(id(4), id(2)).unwrap();
    assert_eq!(compared.heading, "Why “a” is before “c”");
    let said = compared.sentences.join(" ");
    assert!(said.contains("“a” returns 40 a day, “c” returns 20 a day."), "{said}");
    assert!(said.contains("what returns more comes first"), "{said}");
    // 40 and 30 wait two half days longer, 20 waits four less.
    assert!(said.contains("would cost 30 value-days more"), "{said}");
    bench.edit(Gesture::AddNeed { ids: ids(&[4]), needs: id(3) });
    bench.edit(Gesture::AddNeed { ids: ids(&[5]), needs: id(4) });
    let said = bench.desk.backlog_compare(id(3), id(5)).unwrap().sentences.join(" ");
    assert!(said.contains("“d” needs “b” first, through “c”."), "{said}");
    assert!(bench.desk.backlog_compare(id(3), id(3)).unwrap_err().message.contains("one slice"));
    assert!(bench.desk.backlog_compare(id(1), id(3)).unwrap_err().message.contains("not in the"));
}

#[test]
fn what_would_change_sides_is_told() {
    let bench = bench();
    let says = |slice: u32| bench.desk.backlog_change(id(slice)).unwrap();
    assert_eq!(says(5).heading, "What would bring “d” into the MVP");
    assert!(says(5).sentences[0].starts_with("With a value of 2"), "{:?}", says(5));
    assert_eq!(says(4).heading, "What would take “c” out of the MVP");
    bench.edit(Gesture::SetWish { ids: ids(&[5]), wish: Some(slicing::Wish::NotNow) });
    assert!(says(5).sentences[0].starts_with("The team has said: not now."));
    assert_eq!(says(5).sentences.len(), 1);
}

#[test]
fn draws_are_made_a_piece_at_a_time_and_begin_anew_after_an_edit() {
    let bench = bench();
    bench.edit(Gesture::Set { ids: ids(&[3]), field: SliceField::Value(Some(9)) });
    bench.edit(Gesture::Set { ids: ids(&[4]), field: SliceField::Value(Some(9)) });
    assert_eq!(bench.desk.stability_show(0).unwrap().draws, 0);
    assert_eq!(bench.desk.stability_show(30).unwrap().draws, 30);
    let stability = bench.desk.stability_show(5_000).unwrap();
    assert_eq!((stability.draws, stability.of, stability.first), (1_000, 1_000, 1_000));
    assert_eq!(stability.entries.len(), 4);
    assert!(stability.says.starts_with("In 1,000 draws with ±30 % on every value and effort, “a”"));
    bench.edit(Gesture::Set { ids: ids(&[3]), field: SliceField::Value(Some(40)) });
    let stability = bench.desk.stability_show(200).unwrap();
    assert_eq!(stability.draws, 200);
    assert!((300..700).contains(&stability.first), "{stability:?}");
}

#[test]
fn dependencies_that_say_nothing_new_and_chains_are_pointed_out() {
    let bench = bench();
    bench.edit(Gesture::AddStep { name: "Pay".to_owned() });
    let step = bench.desk.outline_load().unwrap().frame.steps[0].id;
    bench.edit(Gesture::Set { ids: ids(&[2]), field: SliceField::Step(Some(step)) });
    for (one, other) in [(2, 3), (3, 4), (2, 4)] {
        bench.edit(Gesture::AddNeed { ids: ids(&[one]), needs: id(other) });
    }
    let needs = bench.desk.needs_show().unwrap();
    let nodes: Vec<SliceId> = needs.nodes.iter().map(|node| node.id).collect();
    assert_eq!(nodes, ids(&[2, 3, 4]));
    assert!(needs.nodes.iter().all(|node| node.in_mvp && !node.done));
    let redundant: Vec<&NeedLink> =
        needs.links.iter().filter(|link| !link.redundant.is_empty()).collect();
    assert_eq!(redundant.len(), 1);
    assert_eq!(redundant[0].redundant, "“a” needs “c” anyway, through “b”.");
    assert_eq!(needs.chains.len(), 2);
    let chain = needs.chains.iter().find(|chain| chain.id == id(4)).unwrap();
    assert_eq!((chain.path.clone(), chain.saves), (ids(&[2, 4]), 1));
    assert!(chain.says.starts_with("“c” takes 1 day and is in the MVP only because “a” needs it"));
    assert!(needs.says.starts_with("3 dependencies between 3 slices. 1 of them says nothing new."));
    let refused = bench.refused(Gesture::AddNeed { ids: ids(&[4]), needs: id(2) });
    assert!(
        refused.message.contains("“c” → “a” → “c”"),
        "the path that would close: {}",
        refused.message
    );
}

#[test]
fn a_forecast_needs_six_weeks_and_then_tells_dates() {
    let bench = bench();
    let refused = bench.desk.forecast_show(100).unwrap();
    assert!(refused.refusal.contains("six weeks"), "{}", refused.refusal);
    bench.round_trip(Gesture::SetPace { pace: pace(&[1, 2, 1, 2, 1]) });
    let refused = bench.desk.forecast_show(100).unwrap();
    assert_eq!((refused.samples, refused.lines.len(), refused.runs), (5, 0, 0));
    assert!(refused.refusal.contains('5') && refused.refusal.contains('6'), "{}", refused.refusal);
    bench.round_trip(Gesture::SetPace { pace: pace(&[1, 2, 1, 2, 1, 2, 2]) });
    assert_eq!(bench.desk.forecast_show(2_500).unwrap().runs, 2_500);
    let forecast = bench.desk.forecast_show(99_999).unwrap();
    assert_eq!((forecast.runs, forecast.of, forecast.samples), (10_000, 10_000, 7));
    let names: Vec<&str> = forecast.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["MVP", "Everything"]);
    let [mvp, all] = [&forecast.lines[0], &forecast.lines[1]];
    assert_eq!((mvp.slices, all.slices), (3, 4));
    assert_eq!(mvp.p50.as_deref(), Some("2026-06-14"), "three slices take two weeks");
    assert!(mvp.p50 <= mvp.p85 && mvp.p85 <= mvp.p95 && mvp.p85 <= all.p85);
    assert!(mvp.chance.unwrap() > all.chance.unwrap());
    assert!(mvp.weeks.windows(2).all(|pair| pair[0].chance <= pair[1].chance));
    assert!(forecast.says.contains("7 weeks of throughput"), "{}", forecast.says);
    for wrong in [
        PaceView { growth: 90, ..pace(&[]) },
        PaceView { people: 0, ..pace(&[]) },
        PaceView { due: Some("2026-02-30".to_owned()), ..pace(&[]) },
        pace(&[10_001]),
    ] {
        assert!(bench.refused(Gesture::SetPace { pace: wrong }).message.contains("A pace has"));
    }
}

#[test]
fn what_if_changes_nothing_until_it_is_applied() {
    let bench = bench();
    bench.edit(Gesture::SetPace { pace: pace(&[1, 2, 1, 2, 1, 2, 2]) });
    let before = bench.desk.outline_load().unwrap();
    let change = WhatIf { drop: ids(&[2]), people: Some(4), due: Some("2026-07-31".to_owned()) };
    let tried = bench.desk.plan_try(change.clone()).unwrap();
    assert_eq!(bench.desk.outline_load().unwrap(), before);
    let fact = |name: &str| tried.facts.iter().find(|fact| fact.name == name).unwrap();
    assert_eq!(
        (fact("Left to do").now.as_str(), fact("Left to do").then.as_str()),
        ("4 slices", "3 slices")
    );
    assert_eq!(fact("Work left").better, Some(true));
    assert_eq!(fact("Value left to bring").better, Some(false));
    assert_eq!(fact("MVP done by, P85").better, Some(true));
    assert!(tried.facts.iter().all(|fact| fact.name != "Cost of delay"));
    assert_eq!(tried.assumes.len(), 2);
    bench.round_trip(Gesture::ApplyWhatIf { change });
    let frame = bench.desk.outline_load().unwrap().frame;
    assert_eq!((frame.pace.people, frame.pace.due.as_deref()), (4, Some("2026-07-31")));
    assert_eq!(bench.desk.backlog_show().unwrap().entries.len(), 3);
    let nothing = bench.desk.plan_try(WhatIf::default()).unwrap();
    assert!(nothing.facts.iter().all(|fact| fact.now == fact.then && fact.better.is_none()));
}

#[test]
fn money_is_told_only_when_the_team_says_what_a_point_is_worth() {
    let bench = bench();
    let says = || bench.desk.backlog_show().unwrap().curve_says;
    assert!(says().contains("value-days") && !says().contains('€'));
    let worth = Worth { amount: 120, unit: "€".to_owned() };
    bench.round_trip(Gesture::SetWorth { worth: Some(worth.clone()) });
    // 400 value-days in one batch, 200 in this order.
    assert!(says().contains("saves 200 value-days (about 24,000 €)"), "{}", says());
    let nothing = Worth { amount: 0, ..worth };
    assert!(bench.refused(Gesture::SetWorth { worth: Some(nothing) }).message.contains("worth"));
    bench.round_trip(Gesture::SetWorth { worth: None });
    assert!(!says().contains('€'));
}

#[test]
fn throughput_is_counted_from_an_export_with_dates() {
    let bench = bench();
    let text = "Summary,Resolved\nA,2026-03-02\nB,2026-03-04\nC,2026-03-18\nD,\n".to_owned();
    let counted = bench.desk.throughput_count(ImportSource::Text { text }).unwrap();
    // The clock of these tests stands in 1970, so all of this is to come.
    assert!(counted.weeks.is_empty() && !counted.says.is_empty(), "{counted:?}");
}

#[test]
fn a_picture_is_saved_whole_or_not_at_all() {
    let bench = bench();
    let path = bench.folder.path().join("value.svg");
    let save = |base64: &str| {
        bench.desk.picture_save(path.to_string_lossy().into_owned(), base64.to_owned())
    };
    save("PHN2Zy8+").unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "<svg/>");
    assert!(save("no base 64!").unwrap_err().message.starts_with("This is no picture"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "<svg/>");
}
