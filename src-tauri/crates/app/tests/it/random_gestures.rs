//! Any gestures keep the tree's invariants, and undoing all of them returns to the start.

use app::api::*;
use proptest::prelude::*;
use slicing::SliceId;
use slicing::judge::Criterion;

use super::bench::Bench;

fn gesture() -> impl Strategy<Value = Gesture> {
    let id = || (1..24_u32).prop_map(SliceId);
    let ids = || prop::collection::vec(id(), 1..4);
    let place = || (prop::option::of(id()), prop::option::of(id()));
    let direction =
        prop::sample::select(vec![Direction::Up, Direction::Down, Direction::In, Direction::Out]);
    let item = |depth| NewSlice { depth, title: "new".to_owned(), narrative: String::new() };
    let draft = || DraftView { title: "part".to_owned(), kind: slicing::Kind::Slice };
    prop_oneof![
        place().prop_map(move |(parent, after)| Gesture::Add {
            parent,
            after,
            items: vec![item(0), item(1)]
        }),
        (ids(), place()).prop_map(|(ids, (parent, after))| Gesture::Move { ids, parent, after }),
        (ids(), direction).prop_map(|(ids, direction)| Gesture::Shift { ids, direction }),
        ids().prop_map(|ids| Gesture::Delete { ids }),
        ids().prop_map(|ids| Gesture::Duplicate { ids }),
        id().prop_map(|id| Gesture::Join { id }),
        id().prop_map(|id| Gesture::CutTitle {
            id,
            before: "up".to_owned(),
            after: "down".to_owned()
        }),
        (ids(), id()).prop_map(|(ids, needs)| Gesture::AddNeed { ids, needs }),
        (ids(), any::<bool>()).prop_map(|(ids, in_mvp)| Gesture::SetMvp { ids, in_mvp }),
        (id(), 1..20_u32).prop_map(|(id, rank)| Gesture::Rank { id, rank }),
        (ids(), any::<bool>()).prop_map(|(ids, pinned)| Gesture::Pin { ids, pinned }),
        (
            ids(),
            prop::sample::select(&[None, Some(slicing::Wish::Must), Some(slicing::Wish::NotNow)])
        )
            .prop_map(|(ids, wish)| Gesture::SetWish { ids, wish }),
        (0..9_u32).prop_map(|count| Gesture::MoveLine { release: None, count }),
        (1..9_u32).prop_map(|count| Gesture::AddRelease { count }),
        (ids(), "[a-c]{0,2}").prop_map(|(ids, because)| Gesture::SetAside { ids, because }),
        Just(Gesture::ProposeOrder),
        (id(), any::<bool>()).prop_map(|(slice, dismissed)| Gesture::Dismiss {
            slice,
            check: "only-a-heading".to_owned(),
            words: "new".to_owned(),
            dismissed
        }),
        ("[ab]", any::<bool>()).prop_map(|(words, passes)| Gesture::LetPass { words, passes }),
        any::<bool>().prop_map(|counts| Gesture::Count { criterion: Criterion::Small, counts }),
        id().prop_map(move |id| Gesture::Split {
            id,
            pattern: slicing::Pattern::Spike,
            drafts: vec![draft(), draft()]
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_gestures_keep_the_tree_and_are_undone_to_the_start(
        gestures in prop::collection::vec(gesture(), 1..24)
    ) {
        let bench = Bench::with("a\n  b\n    c\n  d\ne\n  f\n  g\nh");
        let start = bench.desk.outline_load().unwrap();
        let mut rows = start.rows.clone();
        for gesture in gestures {
            let Ok(edited) = bench.desk.workshop_edit(gesture) else { continue };
            rows.retain(|row| !edited.removed.contains(&row.id));
            rows.retain(|row| edited.rows.iter().all(|other| other.id != row.id));
            rows.extend(edited.rows);
        }
        let end = bench.desk.outline_load().unwrap();
        let by_id = |mut rows: Vec<Row>| {
            rows.sort_by_key(|row| row.id);
            // Whether a slice waits for too many others is judged when a row is sent.
            rows.iter_mut().for_each(|row| row.score = None);
            rows
        };
        prop_assert_eq!(by_id(rows), by_id(end.rows.clone()), "deltas add up to the whole");
        prop_assert!(bench.desk.backlog_show().unwrap().circle.is_empty());

        bench.desk.workshop_open(end.path.clone()).unwrap();
        bench.desk.workshop_close().unwrap();
        let again = bench.desk.workshop_open(end.path).unwrap();
        prop_assert_eq!(&again.rows, &end.rows, "memory and file agree");
        bench.desk.history_go(1).unwrap();
        let undone = bench.desk.outline_load().unwrap();
        prop_assert_eq!(undone.rows, start.rows);
        prop_assert_eq!(undone.frame, start.frame);
        bench.desk.history_go(u32::MAX).unwrap();
        prop_assert_eq!(bench.desk.outline_load().unwrap().rows, end.rows);
    }
}
