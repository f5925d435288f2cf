//! The MVP line and the order, proposed and by hand.

use app::api::*;
use slicing::{SliceId, Wish};

use super::bench::{Bench, id, ids};

/// Four leaves below one epic, worth 40, 30, 20 and 10 for a day each; the last needs nothing.
fn bench() -> Bench {
    let bench = Bench::with("Shop\n  a\n  b\n  c\n  d");
    for (number, value) in [(2, 40), (3, 30), (4, 20), (5, 10)] {
        let set = |field| bench.edit(Gesture::Set { ids: ids(&[number]), field });
        set(SliceField::Value(Some(value)));
        set(SliceField::Effort(Some(2)));
    }
    bench
}

/// The line of the MVP goes behind so many slices.
fn line(count: u32) -> Gesture {
    Gesture::MoveLine { release: None, count }
}

fn order(bench: &Bench) -> Vec<SliceId> {
    bench.desk.backlog_show().unwrap().entries.into_iter().map(|entry| entry.id).collect()
}

fn mvp(bench: &Bench) -> Vec<SliceId> {
    let entries = bench.desk.backlog_show().unwrap().entries;
    entries.into_iter().filter(|entry| entry.in_mvp).map(|entry| entry.id).collect()
}

#[test]
fn the_proposal_is_proven_and_says_so() {
    let bench = bench();
    let backlog = bench.desk.backlog_show().unwrap();
    assert_eq!(order(&bench), ids(&[2, 3, 4, 5]));
    assert!(backlog.facts.proven);
    assert_eq!(backlog.facts.cost, (40 * 2 + 30 * 4 + 20 * 6 + 10 * 8).to_string());
    assert!(backlog.order_says.starts_with("Proven best order that keeps the dependencies"));
    assert!(backlog.order_says.contains("Not in this sum: several teams"));
    assert_eq!(backlog.releases[0].count, 3);
    assert!(
        backlog.releases[0].says.starts_with("3 slices, 3 days, 90 % of the value: the shortest")
    );
    assert_eq!(backlog.curve.last().map(|point| (point.half_days, point.value)), Some((8, 100)));
    assert_eq!(backlog.entries[0].ratio, 40);
}

#[test]
fn a_skeleton_says_which_essential_steps_it_does_not_touch() {
    let bench = bench();
    let says = |bench: &Bench| bench.desk.backlog_show().unwrap().releases.remove(0).says;
    for name in ["Browse", "Pay", "Receive"] {
        bench.edit(Gesture::AddStep { name: name.to_owned() });
    }
    assert!(says(&bench).ends_with(
        "80 % of the value. No essential step has a slice. Assign one, or say that they are not \
         essential."
    ));
    let steps = bench.desk.outline_load().unwrap().frame.steps;
    let assign = |slice: u32, step: usize| {
        let field = SliceField::Step(Some(steps[step].id));
        bench.edit(Gesture::Set { ids: ids(&[slice]), field });
    };
    assign(5, 0);
    assert_eq!(
        says(&bench),
        "1 slice, 1 day, 10 % of the value: the cheapest walking skeleton, which touches every \
         essential step that has slices. 2 of 3 essential steps have no slice: “Pay” and \
         “Receive”. Assign one, or say that they are not essential."
    );
    assign(4, 1);
    assert!(says(&bench).ends_with(
        "The essential step “Receive” has no slice. Assign one, or say that it is not essential."
    ));
    assign(3, 2);
    assert!(says(&bench).ends_with("which touches every essential step."));
}

#[test]
fn the_line_is_moved_by_hand_and_proposed_again() {
    let bench = bench();
    let edited = bench.round_trip(line(1));
    assert_eq!(edited.label, "Move the line of the MVP behind 1 slice");
    assert_eq!(bench.desk.backlog_show().unwrap().releases[0].cut, CutView::Hand);
    assert_eq!(mvp(&bench), ids(&[2]));
    bench.round_trip(Gesture::DrawLine { release: None, cut: CutView::Proposed });
    assert_eq!(mvp(&bench), ids(&[2, 3, 4]));
}

#[test]
fn the_mvp_is_closed_over_dependencies() {
    let bench = bench();
    bench.edit(line(0));
    bench.edit(Gesture::AddNeed { ids: ids(&[5]), needs: id(4) });
    bench.edit(Gesture::AddNeed { ids: ids(&[4]), needs: id(3) });
    bench.round_trip(Gesture::SetMvp { ids: ids(&[5]), in_mvp: true });
    assert_eq!(mvp(&bench), ids(&[3, 4, 5]));
    bench.round_trip(Gesture::SetMvp { ids: ids(&[4]), in_mvp: false });
    assert_eq!(mvp(&bench), ids(&[3]));
    bench.edit(Gesture::Set { ids: ids(&[2]), field: SliceField::Status(slicing::Status::Done) });
    let error = bench.refused(Gesture::SetMvp { ids: ids(&[2]), in_mvp: true });
    assert!(error.message.contains("Reopen it first"));
}

#[test]
fn what_is_put_by_hand_stays_and_the_others_flow_around_it() {
    let bench = bench();
    let edited = bench.round_trip(Gesture::Rank { id: id(4), rank: 1 });
    assert_eq!(edited.label, "Move “c” to rank 1");
    assert_eq!(edited.rows.len(), 1, "a move writes one row");
    assert_eq!(order(&bench), ids(&[4, 2, 3, 5]));
    let backlog = bench.desk.backlog_show().unwrap();
    assert!(backlog.order_says.starts_with("With 1 slice put by hand: cost of delay"));
    assert!(backlog.entries[0].pinned && backlog.pins == 1);
    assert!(backlog.facts.over_proposed > 0 && !backlog.facts.proven);
    assert_eq!(backlog.proposed_curve[1].id, Some(id(2)));
    bench.edit(Gesture::Set { ids: ids(&[5]), field: SliceField::Value(Some(99)) });
    assert_eq!(order(&bench), ids(&[4, 5, 2, 3]), "only what is pinned stays");
    bench.round_trip(Gesture::Rank { id: id(3), rank: 1 });
    assert_eq!(order(&bench), ids(&[3, 4, 5, 2]));
    bench.round_trip(Gesture::Pin { ids: ids(&[4]), pinned: false });
    assert_eq!(order(&bench), ids(&[3, 5, 2, 4]));
    bench.round_trip(Gesture::ProposeOrder);
    assert_eq!(order(&bench), ids(&[5, 2, 3, 4]));
    assert_eq!(bench.desk.backlog_show().unwrap().pins, 0);
}

#[test]
fn a_pinned_slice_moves_up_when_one_before_it_is_done() {
    let bench = bench();
    bench.edit(Gesture::Rank { id: id(5), rank: 2 });
    bench.edit(Gesture::Set { ids: ids(&[2]), field: SliceField::Status(slicing::Status::Done) });
    assert_eq!(order(&bench), ids(&[5, 3, 4]));
    bench.round_trip(Gesture::Pin { ids: ids(&[4]), pinned: true });
    assert_eq!(order(&bench), ids(&[5, 3, 4]));
}

#[test]
fn crossing_the_line_changes_sides() {
    let bench = bench();
    bench.round_trip(Gesture::Rank { id: id(5), rank: 2 });
    assert_eq!(order(&bench), ids(&[2, 5, 3, 4]));
    assert!(mvp(&bench).contains(&id(5)), "it is a must now");
    let wish = |id: SliceId| {
        let entries = bench.desk.backlog_show().unwrap().entries;
        entries.into_iter().find(|entry| entry.id == id).unwrap().wish
    };
    assert_eq!(wish(id(5)), Some(Wish::Must));
    bench.round_trip(Gesture::Rank { id: id(2), rank: 4 });
    assert_eq!(wish(id(2)), Some(Wish::NotNow));
    assert!(!mvp(&bench).contains(&id(2)));
    bench.round_trip(line(2));
    let before = mvp(&bench);
    assert_eq!(before.len(), 2);
    bench.round_trip(Gesture::Rank { id: before[0], rank: 4 });
    assert_eq!(mvp(&bench), before[1..]);
}

#[test]
fn a_move_takes_along_what_is_needed() {
    let bench = bench();
    bench.edit(Gesture::AddNeed { ids: ids(&[5]), needs: id(4) });
    assert_eq!(order(&bench), ids(&[2, 3, 4, 5]));
    bench.round_trip(Gesture::Rank { id: id(5), rank: 2 });
    assert_eq!(order(&bench), ids(&[4, 5, 2, 3]));
    let error = bench.refused(Gesture::Rank { id: id(1), rank: 1 });
    assert!(error.message.contains("is not in the backlog"));
}

#[test]
fn wishes_hold_and_are_taken_back() {
    let bench = bench();
    bench.round_trip(Gesture::SetWish { ids: ids(&[5]), wish: Some(Wish::Must) });
    bench.round_trip(Gesture::SetWish { ids: ids(&[2]), wish: Some(Wish::NotNow) });
    assert!(mvp(&bench).contains(&id(5)) && !mvp(&bench).contains(&id(2)));
    bench.round_trip(Gesture::SetWish { ids: ids(&[2, 5]), wish: None });
    assert_eq!(mvp(&bench), ids(&[2, 3, 4]));
    bench.round_trip(Gesture::SetMvp { ids: ids(&[5]), in_mvp: true });
    assert!(mvp(&bench).contains(&id(5)));
}

#[test]
fn lines_are_drawn_by_capacity_by_share_and_by_hand() {
    let bench = bench();
    let draw = |cut| bench.round_trip(Gesture::DrawLine { release: None, cut }).label;
    let says = || bench.desk.backlog_show().unwrap().releases.remove(0).says;
    assert_eq!(draw(CutView::Capacity { half_days: 5 }), "Draw the line of the MVP after 2½ days");
    assert_eq!(mvp(&bench), ids(&[2, 3]));
    assert_eq!(says(), "2 slices, 2 days, 70 % of the value: what fits into 2½ days.");
    bench.edit(Gesture::SetWish { ids: ids(&[3, 4, 5]), wish: Some(Wish::Must) });
    assert!(says().contains("more than fits into 2½ days, but all of it is a must"), "{}", says());
    bench.edit(Gesture::SetWish { ids: ids(&[3, 4, 5]), wish: None });
    draw(CutView::Share { percent: 40 });
    assert_eq!(mvp(&bench), ids(&[2]));
    draw(CutView::Hand);
    assert_eq!(mvp(&bench), ids(&[2]), "it stays where it was");
    bench.edit(Gesture::Set { ids: ids(&[3]), field: SliceField::Value(Some(100)) });
    assert_eq!(mvp(&bench), ids(&[2]));
    let error =
        bench.refused(Gesture::DrawLine { release: None, cut: CutView::Share { percent: 0 } });
    assert!(error.message.contains("1 to 100 %"));
}

#[test]
fn releases_are_added_named_moved_and_removed() {
    let bench = bench();
    bench.edit(line(1));
    assert!(bench.refused(Gesture::AddRelease { count: 1 }).message.contains("after the MVP"));
    bench.round_trip(Gesture::AddRelease { count: 3 });
    bench.round_trip(Gesture::AddRelease { count: 2 });
    let releases = || bench.desk.backlog_show().unwrap().releases;
    let counts: Vec<u32> = releases().iter().map(|release| release.count).collect();
    assert_eq!(counts, [1, 2, 3]);
    let release = releases()[1].id;
    let (outcome, measure) = ("Friends pay".to_owned(), "9 of 10 do".to_owned());
    bench.round_trip(Gesture::SetGoal { release, outcome, measure });
    assert_eq!(releases()[1].name, "Friends pay");
    assert_eq!(releases()[2].name, "Release 3");
    bench.round_trip(Gesture::MoveLine { release: releases()[2].id, count: 4 });
    assert_eq!(releases()[2].count, 4);
    assert!(releases()[2].says.starts_with("2 slices, 2 days, 30 % of the value: chosen by hand"));
    bench.round_trip(Gesture::RemoveRelease { id: release.unwrap() });
    assert_eq!(releases().len(), 2);
    let gone = bench.refused(Gesture::RemoveRelease { id: release.unwrap() });
    assert!(gone.message.contains("gone by now"));
    bench.edit(Gesture::SetGoal { release: None, outcome: "Paid".into(), measure: String::new() });
    assert_eq!((releases()[0].name.as_str(), releases()[0].outcome.as_str()), ("MVP", "Paid"));
}

#[test]
fn crossing_the_line_of_a_later_release_changes_sides_too() {
    let bench = bench();
    bench.edit(line(1));
    bench.edit(Gesture::AddRelease { count: 3 });
    let release = |slice: u32| {
        let entries = bench.desk.backlog_show().unwrap().entries;
        entries.into_iter().find(|entry| entry.id == id(slice)).unwrap().release
    };
    assert_eq!([2, 3, 4, 5].map(release), [0, 1, 1, 2]);
    bench.round_trip(Gesture::Rank { id: id(5), rank: 2 });
    assert_eq!(order(&bench), ids(&[2, 5, 3, 4]));
    assert_eq!([2, 3, 4, 5].map(release), [0, 1, 1, 1]);
    bench.round_trip(Gesture::Rank { id: id(5), rank: 4 });
    assert_eq!([2, 3, 4, 5].map(release), [0, 1, 1, 1], "at the line it stays where it was");
    bench.edit(Gesture::MoveLine {
        release: bench.desk.backlog_show().unwrap().releases[1].id,
        count: 3,
    });
    bench.round_trip(Gesture::Rank { id: id(3), rank: 4 });
    assert_eq!(release(3), 2);
    bench.edit(Gesture::AddNeed { ids: ids(&[4]), needs: id(3) });
    bench.round_trip(Gesture::Rank { id: id(4), rank: 2 });
    assert_eq!((release(3), release(4)), (1, 1), "what it needs comes along");
}

#[test]
fn what_is_set_aside_keeps_its_reason_until_it_is_reopened() {
    let bench = bench();
    let because = "nobody asked for it".to_owned();
    let edited = bench.round_trip(Gesture::SetAside { ids: ids(&[3]), because });
    assert_eq!(edited.label, "Do not do “b”, because nobody asked for it");
    let backlog = bench.desk.backlog_show().unwrap();
    assert_eq!(backlog.set_aside[0].because, "nobody asked for it");
    assert_eq!(order(&bench), ids(&[2, 4, 5]));
    bench.round_trip(Gesture::SetAside { ids: ids(&[1]), because: "no time".to_owned() });
    assert_eq!(order(&bench), ids(&[]));
    bench.desk.history_undo().unwrap();
    bench.edit(Gesture::Set { ids: ids(&[3]), field: SliceField::Status(slicing::Status::Open) });
    assert_eq!(bench.desk.backlog_show().unwrap().set_aside, []);
}

#[test]
fn a_split_keeps_its_place_where_the_team_decides() {
    let bench = bench();
    bench.edit(Gesture::Rank { id: id(5), rank: 1 });
    bench.edit(line(2));
    assert_eq!(mvp(&bench), ids(&[5, 2]));
    let draft = |title: &str| DraftView { title: title.to_owned(), kind: slicing::Kind::Slice };
    let drafts = vec![draft("d1"), draft("d2")];
    let pattern = slicing::Pattern::SimpleComplex;
    bench.round_trip(Gesture::Split { id: id(5), pattern, drafts });
    // The first part is pinned where the whole was, the other goes where it belongs.
    assert_eq!(order(&bench), ids(&[6, 2, 7, 3, 4]));
    assert_eq!(mvp(&bench), ids(&[6, 2, 7]));
}

#[test]
fn why_is_told_in_sentences() {
    let bench = bench();
    bench.edit(Gesture::AddNeed { ids: ids(&[2]), needs: id(5) });
    let why = bench.desk.backlog_why(id(5)).unwrap();
    assert_eq!(why.heading, "Why “d” is second");
    assert!(why.sentences.iter().any(|s| s.contains("“a”")), "{:?}", why.sentences);
    assert_eq!((why.first_rank, why.last_rank), (1, 2));
    assert_eq!(bench.desk.backlog_why(id(1)).unwrap_err().code, ErrorCode::Refused);
}
