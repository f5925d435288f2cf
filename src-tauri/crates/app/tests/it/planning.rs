//! The MVP line and the order, proposed and by hand.

use app::api::*;
use slicing::{Decided, SliceId};

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
    assert_eq!(backlog.mvp_count, 3);
    assert!(backlog.mvp_says.starts_with("3 slices, 3 days, 90 % of the value: the shortest"));
    assert_eq!(backlog.curve.last().map(|point| (point.half_days, point.value)), Some((8, 100)));
    assert_eq!(backlog.entries[0].ratio, 40);
}

#[test]
fn a_skeleton_says_which_essential_steps_it_does_not_touch() {
    let bench = bench();
    let says = |bench: &Bench| bench.desk.backlog_show().unwrap().mvp_says;
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
    let edited = bench.round_trip(Gesture::MoveMvpLine { count: 1 });
    assert_eq!(edited.label, "Move the MVP line behind 1 slice");
    assert_eq!(edited.frame.unwrap().mvp, Decided::ByHand);
    assert_eq!(mvp(&bench), ids(&[2]));
    bench.round_trip(Gesture::ProposeMvp);
    assert_eq!(mvp(&bench), ids(&[2, 3, 4]));
}

#[test]
fn the_mvp_is_closed_over_dependencies() {
    let bench = bench();
    bench.edit(Gesture::MoveMvpLine { count: 0 });
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
fn the_first_rank_by_hand_keeps_everything_else_where_it_stood() {
    let bench = bench();
    let edited = bench.round_trip(Gesture::Rank { id: id(4), rank: 1 });
    assert_eq!(edited.label, "Move “c” to rank 1");
    assert_eq!(order(&bench), ids(&[4, 2, 3, 5]));
    let backlog = bench.desk.backlog_show().unwrap();
    assert!(backlog.order_says.starts_with("Ordered by hand: cost of delay"));
    assert_eq!((backlog.order, backlog.mvp), (Decided::ByHand, Decided::Proposed));
    assert!(backlog.facts.over_best > 0 && !backlog.facts.proven);
    let edited = bench.round_trip(Gesture::Rank { id: id(3), rank: 2 });
    assert_eq!(edited.rows.len(), 1, "a second move writes one row");
    assert_eq!(order(&bench), ids(&[4, 3, 2, 5]));
    bench.round_trip(Gesture::ProposeOrder);
    assert_eq!(order(&bench), ids(&[2, 3, 4, 5]));
}

#[test]
fn crossing_the_line_changes_sides() {
    let bench = bench();
    bench.round_trip(Gesture::Rank { id: id(5), rank: 2 });
    assert_eq!(order(&bench), ids(&[2, 5, 3, 4]));
    assert_eq!(mvp(&bench), ids(&[2, 5, 3, 4]));
    bench.round_trip(Gesture::Rank { id: id(2), rank: 4 });
    assert_eq!(order(&bench), ids(&[5, 3, 4, 2]));
    bench.round_trip(Gesture::MoveMvpLine { count: 2 });
    bench.round_trip(Gesture::Rank { id: id(5), rank: 4 });
    assert_eq!(order(&bench), ids(&[3, 4, 2, 5]));
    assert_eq!(mvp(&bench), ids(&[3]));
}

#[test]
fn a_rank_before_what_is_needed_is_refused_by_name() {
    let bench = bench();
    bench.edit(Gesture::AddNeed { ids: ids(&[3]), needs: id(2) });
    let error = bench.refused(Gesture::Rank { id: id(3), rank: 1 });
    assert_eq!(error.message, "“b” needs “a” first. Move “a” up before it.");
    let error = bench.refused(Gesture::Rank { id: id(1), rank: 1 });
    assert!(error.message.contains("is not in the backlog"));
}

#[test]
fn a_split_keeps_its_place_where_the_team_decides() {
    let bench = bench();
    bench.edit(Gesture::Rank { id: id(5), rank: 1 });
    bench.edit(Gesture::MoveMvpLine { count: 2 });
    assert_eq!(mvp(&bench), ids(&[5, 2]));
    let draft = |title: &str| DraftView { title: title.to_owned(), kind: slicing::Kind::Slice };
    let drafts = vec![draft("d1"), draft("d2")];
    let pattern = slicing::Pattern::SimpleComplex;
    bench.round_trip(Gesture::Split { id: id(5), pattern, drafts });
    assert_eq!(order(&bench), ids(&[6, 7, 2, 3, 4]));
    assert_eq!(mvp(&bench), ids(&[6, 7, 2]));
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
