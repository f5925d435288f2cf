//! Any list of edits can be undone to the start and redone to the end.

use std::collections::HashSet;

use proptest::prelude::*;
use slicing::{
    About, Acceptance, Cut, Deferral, Dismissal, Goal, OrderKey, Pace, Persona, Policy, Question,
    Release, Slice, SliceId, Status, Step, TrackerKey, Wish, Workshop, Worth,
};
use store::{Edit, Error};

use crate::bench::{Bench, about, add, now};

/// Something that a user does. Numbers choose among the slices that exist.
#[derive(Debug, Clone)]
enum Gesture {
    Add(Option<usize>, String),
    Write(usize, String, Option<u8>),
    Move(usize, usize),
    Delete(usize),
    Need(usize, usize),
    Tag(usize, String),
    Dismiss(usize, String),
    Policy(Option<u8>, Vec<String>),
    Types(String, String),
    Key(usize, String),
    Accept(usize, String),
    Ask(usize, String),
    Defer(usize, String),
    Persona(usize),
    Step(usize),
    Release(usize, u8),
    Recut(String),
    Pin(usize, Option<u32>),
    Wish(usize, Option<Wish>),
    Drop(usize, String),
    Pace(Vec<u32>, Option<u32>),
    DropFrame,
    About(String),
    Undo,
    Redo,
    Restart,
    Snapshot,
    Restore,
}

fn gesture() -> impl Strategy<Value = Gesture> {
    let place = 0..20_usize;
    let text = "[a-zé ]{0,12}";
    prop_oneof![
        4 => (prop::option::of(place.clone()), text).prop_map(|(at, t)| Gesture::Add(at, t)),
        3 => (place.clone(), text, prop::option::of(1..=100_u8))
            .prop_map(|(at, t, value)| Gesture::Write(at, t, value)),
        2 => (place.clone(), place.clone()).prop_map(|(a, b)| Gesture::Move(a, b)),
        1 => place.clone().prop_map(Gesture::Delete),
        2 => (place.clone(), place.clone()).prop_map(|(a, b)| Gesture::Need(a, b)),
        1 => (place.clone(), text).prop_map(|(at, t)| Gesture::Tag(at, t)),
        1 => (place.clone(), text).prop_map(|(at, t)| Gesture::Dismiss(at, t)),
        1 => (prop::option::of(1..=20_u8), prop::collection::btree_set("[a-z]{1,5}", 0..3))
            .prop_map(|(most, words)| Gesture::Policy(most, words.into_iter().collect())),
        1 => ("[ab]", "[a-z]{1,3}").prop_map(|(role, name)| Gesture::Types(role, name)),
        1 => (place.clone(), "[a-z]{1,3}").prop_map(|(at, key)| Gesture::Key(at, key)),
        1 => (place.clone(), text).prop_map(|(at, t)| Gesture::Accept(at, t)),
        1 => (place.clone(), text).prop_map(|(at, t)| Gesture::Ask(at, t)),
        1 => (place.clone(), text).prop_map(|(at, t)| Gesture::Defer(at, t)),
        1 => place.clone().prop_map(Gesture::Persona),
        1 => place.clone().prop_map(Gesture::Step),
        1 => (place.clone(), 1..=100_u8).prop_map(|(at, share)| Gesture::Release(at, share)),
        1 => text.prop_map(Gesture::Recut),
        1 => (place.clone(), prop::option::of(1..=u32::MAX))
            .prop_map(|(at, pin)| Gesture::Pin(at, pin)),
        1 => (place.clone(), prop::option::of(prop::sample::select(Wish::ALL)))
            .prop_map(|(at, wish)| Gesture::Wish(at, wish)),
        1 => (place, text).prop_map(|(at, because)| Gesture::Drop(at, because)),
        1 => (prop::collection::vec(0..=Pace::MOST, 0..4), prop::option::of(1..=9_u32))
            .prop_map(|(weeks, worth)| Gesture::Pace(weeks, worth)),
        1 => Just(Gesture::DropFrame),
        1 => text.prop_map(Gesture::About),
        2 => Just(Gesture::Undo),
        1 => Just(Gesture::Redo),
        1 => Just(Gesture::Restart),
        1 => Just(Gesture::Snapshot),
        1 => Just(Gesture::Restore),
    ]
}

fn pick(workshop: &Workshop, place: usize) -> Option<Slice> {
    let slices: Vec<_> = workshop.tree.walk().map(|(slice, _)| slice).collect();
    slices.get(place % slices.len().max(1)).map(|slice| (*slice).clone())
}

fn is_below(workshop: &Workshop, id: SliceId, above: SliceId) -> bool {
    workshop.tree.subtree(above).any(|(slice, _)| slice.id == id)
}

/// Writes what a gesture means, on a slice that it chose.
fn write(
    edit: &mut Edit<'_>,
    gesture: Gesture,
    workshop: &Workshop,
) -> Result<Option<SliceId>, Error> {
    let key = OrderKey::first();
    let at = |place| pick(workshop, place);
    match gesture {
        Gesture::Add(place, title) => {
            let parent = place.and_then(at).map(|slice| slice.id);
            return add(edit, parent, &title).map(Some);
        }
        Gesture::About(title) => edit.update_about(&about(&title))?,
        Gesture::DropFrame => {
            for persona in &workshop.personas {
                edit.delete_persona(persona.id)?;
            }
            for step in &workshop.steps {
                edit.delete_step(step.id)?;
            }
            for release in &workshop.releases {
                edit.delete_release(release.id)?;
            }
        }
        Gesture::Write(place, text, value) => {
            let Some(slice) = at(place) else { return Ok(None) };
            edit.update_slice(&Slice { narrative: text, value, ..slice })?;
        }
        Gesture::Move(from, to) => {
            let (Some(slice), Some(parent)) = (at(from), at(to)) else { return Ok(None) };
            if !is_below(workshop, parent.id, slice.id) {
                edit.move_slice(slice.id, Some(parent.id), &slice.key)?;
            }
        }
        Gesture::Delete(place) => {
            let Some(slice) = at(place) else { return Ok(None) };
            edit.delete_slice(slice.id)?;
        }
        Gesture::Need(from, to) => {
            let (Some(slice), Some(needed)) = (at(from), at(to)) else { return Ok(None) };
            if slice.id != needed.id {
                edit.insert_need(slice.id, needed.id)?;
            }
        }
        Gesture::Tag(place, tag) => {
            let Some(slice) = at(place) else { return Ok(None) };
            edit.insert_tag(slice.id, &tag)?;
        }
        Gesture::Dismiss(place, words) => {
            let Some(slice) = at(place) else { return Ok(None) };
            match slice.dismissed.first() {
                Some(first) => edit.delete_dismissal(slice.id, first)?,
                None => {
                    let check = "layer".to_owned();
                    edit.insert_dismissal(slice.id, &Dismissal { check, words })?;
                }
            }
        }
        Gesture::Policy(most_criteria, fine_words) => {
            let policy = Policy { most_criteria, fine_words, ..Policy::default() };
            edit.update_about(&About { policy, ..workshop.about.clone() })?;
        }
        Gesture::Types(role, name) => {
            let mut about = workshop.about.clone();
            about.types.set("csv", &role, &name);
            edit.update_about(&about)?;
        }
        Gesture::Key(place, key) => {
            let Some(slice) = at(place) else { return Ok(None) };
            edit.insert_tracker_key(slice.id, &TrackerKey { tracker: "jira".into(), key })?;
        }
        Gesture::Accept(place, text) => {
            let Some(slice) = at(place) else { return Ok(None) };
            match slice.acceptance.first() {
                Some(first) => {
                    edit.update_acceptance(slice.id, &Acceptance { text, ..first.clone() })?;
                }
                None => {
                    let id = edit.new_acceptance_id()?;
                    edit.insert_acceptance(slice.id, &Acceptance { id, key, text })?;
                }
            }
        }
        Gesture::Ask(place, text) => {
            let Some(slice) = at(place) else { return Ok(None) };
            match slice.questions.first() {
                Some(first) => edit.delete_question(slice.id, first.id)?,
                None => {
                    let (owner, answer) = (String::new(), String::new());
                    let id = edit.new_question_id()?;
                    edit.insert_question(slice.id, &Question { id, text, owner, answer })?;
                }
            }
        }
        Gesture::Defer(place, text) => {
            let Some(slice) = at(place) else { return Ok(None) };
            let (id, owner) = (edit.new_deferral_id()?, String::new());
            edit.insert_deferral(slice.id, &Deferral { id, text, owner })?;
        }
        Gesture::Persona(place) => {
            let Some(slice) = at(place) else { return Ok(None) };
            let id = edit.new_persona_id()?;
            edit.update_slice(&Slice { persona: Some(id), ..slice })?;
            edit.insert_persona(&Persona { id, key, name: format!("persona {id}") })?;
        }
        Gesture::Step(place) => {
            let Some(slice) = at(place) else { return Ok(None) };
            let id = edit.new_step_id()?;
            edit.update_slice(&Slice { step: Some(id), ..slice })?;
            edit.insert_step(&Step { id, key, name: format!("step {id}"), essential: true })?;
        }
        Gesture::Release(place, share) => {
            let Some(slice) = at(place) else { return Ok(None) };
            let id = edit.new_release_id()?;
            let goal = Goal { cut: Cut::Share(share), ..Goal::default() };
            edit.insert_release(&Release { id, key, goal })?;
            edit.set_release(slice.id, Some(id))?;
        }
        Gesture::Recut(outcome) => {
            for release in &workshop.releases {
                let goal = Goal { outcome: outcome.clone(), cut: Cut::ByHand, ..Goal::default() };
                edit.update_release(&Release { goal, ..release.clone() })?;
            }
        }
        Gesture::Pin(place, pin) => {
            let Some(slice) = at(place) else { return Ok(None) };
            edit.set_pin(slice.id, pin)?;
        }
        Gesture::Wish(place, wish) => {
            let Some(slice) = at(place) else { return Ok(None) };
            edit.set_wish(slice.id, wish)?;
        }
        Gesture::Drop(place, because) => {
            let Some(slice) = at(place) else { return Ok(None) };
            edit.update_slice(&Slice { status: Status::Dropped, because, ..slice })?;
        }
        Gesture::Pace(throughput, worth) => {
            let pace = Pace { throughput, due: Some("2026-07-01".into()), ..Pace::default() };
            let worth = worth.map(|amount| Worth { amount, unit: "€".into() });
            edit.update_about(&About { pace, worth, ..workshop.about.clone() })?;
        }
        _ => {}
    }
    Ok(None)
}

/// What the other crates keep in memory: after every change, only what was touched is read again.
fn follow(bench: &Bench, workshop: &mut Workshop, touched: &store::Touched) {
    for id in &touched.removed {
        workshop.tree.remove(*id);
    }
    for slice in bench.file.slices(&touched.slices).unwrap() {
        workshop.tree.put(slice);
    }
    if touched.frame {
        let tree = std::mem::take(&mut workshop.tree);
        *workshop = Workshop { tree, ..bench.file.frame().unwrap() };
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_edits_are_undone_to_the_start_and_redone_to_the_end(
        gestures in prop::collection::vec(gesture(), 1..30)
    ) {
        let mut bench = Bench::new();
        let start = bench.file.load().unwrap();
        let mut workshop = start.clone();
        let mut given = HashSet::new();
        for gesture in gestures {
            match gesture {
                Gesture::Restart => bench = bench.reopen(),
                Gesture::Snapshot => {
                    let _ = bench.file.forget_snapshot("one");
                    bench.file.snapshot("one", now()).unwrap();
                }
                Gesture::Restore => match bench.file.restore("one", "tester", now()) {
                    Ok(touched) => follow(&bench, &mut workshop, &touched),
                    Err(error) => prop_assert!(matches!(error, Error::Unknown(_)), "{error}"),
                },
                Gesture::Undo | Gesture::Redo => {
                    let replayed = match gesture {
                        Gesture::Undo => bench.file.undo(now()),
                        _ => bench.file.redo(now()),
                    };
                    if let Some(replayed) = replayed.unwrap() {
                        follow(&bench, &mut workshop, &replayed.touched);
                    }
                }
                gesture => {
                    let seen = workshop.clone();
                    let (id, touched) =
                        bench.edit("Edit", move |edit| write(edit, gesture, &seen));
                    if let Some(id) = id {
                        prop_assert!(given.insert(id), "{id} was given away twice");
                    }
                    follow(&bench, &mut workshop, &touched);
                }
            }
            prop_assert_eq!(&bench.file.load().unwrap(), &workshop);
        }
        while bench.file.redo(now()).unwrap().is_some() {}
        let end = bench.file.load().unwrap();
        while bench.file.undo(now()).unwrap().is_some() {}
        prop_assert_eq!(bench.file.load().unwrap(), start);
        while bench.file.redo(now()).unwrap().is_some() {}
        prop_assert_eq!(bench.file.load().unwrap(), end);
    }
}
