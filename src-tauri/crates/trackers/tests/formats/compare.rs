//! What differs between two readings, and who changed it.

use proptest::prelude::*;
use slicing::{Slice, SliceId, TrackerKey, Workshop};
use trackers::compare::{Changed, Difference, Field, Standing, differences, three_way};
use trackers::{Format, Incoming, IncomingSlice};

use crate::workshops::{IDENTITY, small, workshop, written};

fn reading(workshop: &Workshop) -> Incoming {
    let (text, _) = written(Format::Json, workshop);
    trackers::read(Format::Json, text.as_bytes()).unwrap()
}

fn changed(change: impl FnOnce(&mut Slice)) -> Incoming {
    let mut workshop = small();
    let mut slice = workshop.tree.get(SliceId(3)).unwrap().clone();
    change(&mut slice);
    workshop.tree.put(slice);
    reading(&workshop)
}

fn place(incoming: &Incoming, id: u32) -> u32 {
    let is = |slice: &IncomingSlice| slice.reference.as_ref().unwrap().slice == SliceId(id);
    incoming.slices.iter().position(is).unwrap() as u32
}

/// What the slice S3 says that is not the same on both sides.
fn standing(bases: &[&Incoming], ours: &Incoming, theirs: &Incoming) -> Vec<(Field, Changed)> {
    let at = place(theirs, 3);
    three_way(bases, ours, theirs, Field::ALL)
        .into_iter()
        .find_map(|standing| match standing {
            Standing::Common { theirs, fields, .. } if theirs == at => Some(fields),
            _ => None,
        })
        .unwrap()
}

#[test]
fn every_field_is_told_with_what_it_said_before_and_after() {
    let (before, after) = (
        changed(|_| {}),
        changed(|slice| {
            slice.title = "Send".into();
            slice.effort = None;
            slice.acceptance.pop();
            slice.tags.push("zip".into());
            slice.in_mvp = true;
        }),
    );
    let at = place(&before, 3);
    let fields = vec![Field::Title, Field::Effort, Field::Acceptance, Field::Tags];
    let expected = Difference::Changed { before: at, after: at, fields };
    assert_eq!(differences(&before, &after, Field::ALL), [expected]);
    let said = |field: Field, of: &Incoming| field.text(of, &of.slices[at as usize]);
    assert_eq!(said(Field::Effort, &before), "3");
    assert_eq!(said(Field::Effort, &after), "");
    assert_eq!(said(Field::Tags, &after), "first release, web, zip");
    assert_eq!(said(Field::Parent, &after), "Hand in");
    assert_eq!(differences(&before, &after, &[Field::Notes]), []);
}

#[test]
fn a_change_on_one_side_is_told_apart_from_one_on_both() {
    let base = changed(|_| {});
    let ours = changed(|slice| {
        slice.title = "Ours".into();
        slice.value = Some(1);
        slice.notes = "alike".into();
    });
    let theirs = changed(|slice| {
        slice.title = "Theirs".into();
        slice.effort = Some(9);
        slice.notes = "alike".into();
    });
    let expected = [
        (Field::Title, Changed::Both),
        (Field::Value, Changed::Here),
        (Field::Effort, Changed::There),
    ];
    assert_eq!(standing(&[&base], &ours, &theirs), expected);
    let without = standing(&[], &ours, &theirs);
    assert!(without.iter().all(|(_, changed)| *changed == Changed::Both), "{without:?}");
}

#[test]
fn the_latest_base_that_has_a_slice_counts() {
    let (old, theirs) = (changed(|_| {}), changed(|slice| slice.title = "Theirs".into()));
    let ours = changed(|slice| slice.title = "Ours".into());
    let mut latest = theirs.clone();
    assert_eq!(standing(&[&latest, &old], &ours, &theirs), [(Field::Title, Changed::Here)]);
    // It was not in the latest file.
    let at = place(&latest, 3) as usize;
    latest.slices[at].reference = None;
    assert_eq!(standing(&[&latest, &old], &ours, &theirs), [(Field::Title, Changed::Both)]);
}

#[test]
fn what_is_new_or_gone_on_a_side_is_told() {
    let base = reading(&small());
    let added = |id: u32| {
        let mut workshop = small();
        let key = workshop.tree.get(SliceId(8)).unwrap().key.clone();
        workshop.tree.remove(SliceId(8));
        workshop.tree.put(Slice::new(SliceId(id), None, key, "New"));
        reading(&workshop)
    };
    let (ours, theirs) = (added(20), reading(&small()));
    let of = |ours: &Incoming, theirs: &Incoming| -> Vec<Standing> {
        let is_common = |standing: &Standing| matches!(standing, Standing::Common { .. });
        let all = three_way(&[&base], ours, theirs, Field::ALL);
        all.into_iter().filter(|standing| !is_common(standing)).collect()
    };
    let (new, gone) = (place(&ours, 20), place(&theirs, 8));
    let expected = [Standing::GoneHere { theirs: gone }, Standing::NewHere { ours: new }];
    assert_eq!(of(&ours, &theirs), expected);
    let expected = [Standing::NewThere { theirs: new }, Standing::GoneThere { ours: gone }];
    assert_eq!(of(&theirs, &ours), expected);
}

fn named(title: &str, reference: Option<u32>, key: Option<&str>) -> IncomingSlice {
    let reference = reference.map(|id| format!("carpaccio:{IDENTITY}:S{id}").parse().unwrap());
    let name = |key: &str| TrackerKey { tracker: "jira".into(), key: key.into() };
    let tracker_keys = key.map(name).into_iter().collect();
    IncomingSlice { title: title.into(), reference, tracker_keys, ..IncomingSlice::default() }
}

#[test]
fn a_copy_of_an_issue_does_not_take_the_place_of_the_original() {
    let ours = Incoming { slices: vec![named("a", Some(1), Some("K-1"))], ..Incoming::default() };
    let copy = named("copy", Some(1), Some("K-9"));
    let theirs =
        Incoming { slices: vec![copy, named("b", Some(1), Some("K-1"))], ..Incoming::default() };
    let fields = vec![(Field::Title, Changed::Both)];
    let expected =
        [Standing::NewThere { theirs: 0 }, Standing::Common { ours: 0, theirs: 1, fields }];
    assert_eq!(three_way(&[], &ours, &theirs, Field::ALL), expected);
}

#[test]
fn names_of_other_workshops_and_trackers_are_settled() {
    let mut slice = named("a", Some(1), None);
    slice.tracker_key = Some("SHOP-1".into());
    let mut incoming = Incoming { slices: vec![slice], ..Incoming::default() };
    let keys = |incoming: &Incoming| -> Vec<String> {
        let names = incoming.slices[0].tracker_keys.iter();
        names.map(|name| format!("{} {}", name.tracker, name.key)).collect()
    };
    let mut kept = incoming.clone();
    kept.settle_names("jira", "here", Some((IDENTITY, 1)));
    assert_eq!(kept.slices[0].reference.as_ref().unwrap().workshop, "here");
    assert_eq!(keys(&kept), ["jira SHOP-1"]);
    incoming.settle_names("jira", "here", Some((IDENTITY, 0)));
    assert_eq!(keys(&incoming), [format!("carpaccio {IDENTITY}:S1"), "jira SHOP-1".into()]);
    assert_eq!(Format::JiraCsv.tracker_name(), "jira");
}

#[test]
fn only_what_a_file_holds_is_compared() {
    let (flat, ours) = (Incoming::default(), reading(&small()));
    let fields = Field::told_by(Format::Outline, &flat, &ours, &[]);
    assert!(fields.contains(&Field::Title) && !fields.contains(&Field::Parent));
    assert!(!fields.contains(&Field::Questions));
    let fields = Field::told_by(Format::Json, &ours, &ours, &[]);
    assert!(fields.contains(&Field::Parent) && !fields.contains(&Field::Mvp), "{fields:?}");
}

/// Makes of `before` what the differences say, with the places of `after`.
fn applied(before: &Incoming, after: &Incoming, differences: &[Difference]) -> Vec<IncomingSlice> {
    let mut slices: Vec<Option<IncomingSlice>> = vec![None; after.slices.len()];
    let gone: Vec<u32> = differences
        .iter()
        .filter_map(|difference| match difference {
            Difference::Gone { before } => Some(*before),
            _ => None,
        })
        .collect();
    let kept = (0..).zip(&before.slices).filter(|(at, _)| !gone.contains(at));
    let moved = |at: u32| {
        let reference = &before.slices[at as usize].reference;
        let place = after.slices.iter().position(|other| other.reference == *reference);
        place.map_or(u32::MAX, |place| place as u32)
    };
    for (at, slice) in kept {
        let mut needs: Vec<u32> = slice.needs.iter().map(|at| moved(*at)).collect();
        needs.sort_unstable();
        let slice = IncomingSlice { parent: slice.parent.map(moved), needs, ..slice.clone() };
        slices[moved(at) as usize] = Some(slice);
    }
    for difference in differences {
        match difference {
            Difference::New { after: at } => {
                slices[*at as usize] = Some(after.slices[*at as usize].clone());
            }
            Difference::Changed { after: at, fields, .. } => {
                let from = after.slices[*at as usize].clone();
                let slice = slices[*at as usize].as_mut().unwrap();
                for field in fields {
                    copy(*field, from.clone(), slice);
                }
            }
            Difference::Gone { .. } => {}
        }
    }
    slices.into_iter().map(Option::unwrap).collect()
}

fn copy(field: Field, from: IncomingSlice, to: &mut IncomingSlice) {
    match field {
        Field::Title => to.title = from.title,
        Field::Parent => to.parent = from.parent,
        Field::Narrative => to.narrative = from.narrative,
        Field::Kind => to.kind = from.kind,
        Field::Status => to.status = from.status,
        Field::Pattern => to.pattern = from.pattern,
        Field::Persona => to.persona = from.persona,
        Field::Step => to.step = from.step,
        Field::Value => to.value = from.value,
        Field::Effort => to.effort = from.effort,
        Field::Mvp => to.in_mvp = from.in_mvp,
        Field::Acceptance => to.acceptance = from.acceptance,
        Field::Needs => to.needs = from.needs,
        Field::Questions => to.questions = from.questions,
        Field::Deferrals => to.deferrals = from.deferrals,
        Field::Tags => to.tags = from.tags,
        Field::Wish => to.wish = from.wish,
        Field::Because => to.because = from.because,
        Field::Notes => to.notes = from.notes,
    }
}

/// Without what is not compared: pins, releases, dismissals, names, lines, and the MVP of what
/// is no leaf.
fn compared(mut incoming: Incoming) -> Incoming {
    let parents: Vec<u32> = incoming.slices.iter().filter_map(|slice| slice.parent).collect();
    for (at, slice) in (0..).zip(&mut incoming.slices) {
        (slice.pin, slice.release) = (None, None);
        slice.dismissed.clear();
        slice.tracker_keys.clear();
        slice.line = 0;
        slice.in_mvp &= !parents.contains(&at);
    }
    incoming
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_differs_from_itself(workshop in workshop(10)) {
        let incoming = reading(&workshop);
        prop_assert_eq!(differences(&incoming, &incoming, Field::ALL), []);
        let standings = three_way(&[], &incoming, &incoming, Field::ALL);
        let same = |standing: &Standing| {
            matches!(standing, Standing::Common { fields, .. } if fields.is_empty())
        };
        prop_assert!(standings.len() == incoming.slices.len() && standings.iter().all(same));
    }

    #[test]
    fn the_differences_make_the_later_of_the_earlier(
        before in workshop(8),
        after in workshop(10),
    ) {
        let (before, after) = (compared(reading(&before)), compared(reading(&after)));
        let differences = differences(&before, &after, Field::ALL);
        prop_assert_eq!(applied(&before, &after, &differences), after.slices);
    }

    #[test]
    fn who_changed_a_field_is_told_by_what_it_says(
        base in workshop(6),
        ours in workshop(6),
        theirs in workshop(6),
    ) {
        let [base, ours, theirs] = [base, ours, theirs].map(|workshop| reading(&workshop));
        for standing in three_way(&[&base], &ours, &theirs, Field::ALL) {
            let Standing::Common { ours: our, theirs: their, fields } = standing else { continue };
            let (our, their) = (&ours.slices[our as usize], &theirs.slices[their as usize]);
            let was = base.slices.iter().find(|slice| slice.reference == our.reference);
            prop_assert_eq!(&our.reference, &their.reference);
            for (field, changed) in fields {
                if matches!(field, Field::Title | Field::Narrative | Field::Notes | Field::Tags) {
                    let was = was.map(|slice| field.text(&base, slice));
                    let expected = match (was, field.text(&ours, our), field.text(&theirs, their)) {
                        (Some(was), _, theirs) if was == theirs => Changed::Here,
                        (Some(was), ours, _) if was == ours => Changed::There,
                        _ => Changed::Both,
                    };
                    prop_assert_eq!(changed, expected, "{:?}", field);
                }
            }
        }
    }
}
