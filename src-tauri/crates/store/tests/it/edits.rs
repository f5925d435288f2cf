//! Edits: all or nothing, and what they touch.

use slicing::{
    Acceptance, Cut, Deferral, Goal, Kind, OrderKey, Pattern, Persona, Question, Release, Slice,
    SliceId, Status, Step, Wish,
};
use store::{Error, Touched};

use crate::bench::{Bench, add, now};

fn touched(ids: impl IntoIterator<Item = u32>) -> Touched {
    Touched { slices: ids.into_iter().map(SliceId).collect(), ..Touched::default() }
}

#[test]
fn a_slice_with_everything_reads_back_as_it_was_written() {
    let bench = Bench::new();
    let key = OrderKey::first();
    let (written, _) = bench.edit("Add", move |edit| {
        let epic = add(edit, None, "Travel")?;
        let persona = edit.new_persona_id()?;
        let clerk = Persona { id: persona, key: key.clone(), name: "Clerk".into() };
        edit.insert_persona(&clerk)?;
        let step = edit.new_step_id()?;
        let pay = Step { id: step, key: key.clone(), name: "Pay".into(), essential: true };
        edit.insert_step(&pay)?;
        let release = edit.new_release_id()?;
        let goal = Goal { cut: Cut::ByHand, ..Goal::default() };
        edit.insert_release(&Release { id: release, key: key.clone(), goal })?;
        let slice = Slice {
            narrative: "Line one\nline two \u{1F9C0}".into(),
            kind: Kind::Spike,
            status: Status::Doing,
            pattern: Some(Pattern::HappyUnhappyPath),
            persona: Some(persona),
            step: Some(step),
            value: Some(100),
            effort: Some(2000),
            in_mvp: true,
            release: Some(release),
            pin: Some(3),
            wish: Some(Wish::Must),
            because: "The law asks for it".into(),
            notes: "Ask Ada".into(),
            acceptance: vec![Acceptance {
                id: edit.new_acceptance_id()?,
                key: key.clone(),
                text: "Given a card".into(),
            }],
            needs: vec![epic],
            questions: vec![Question {
                id: edit.new_question_id()?,
                text: "Which cards?".into(),
                owner: "Ada".into(),
                answer: String::new(),
            }],
            deferrals: vec![Deferral {
                id: edit.new_deferral_id()?,
                text: "Refunds".into(),
                owner: "Bo".into(),
            }],
            tags: vec!["late".into(), "money".into()],
            ..Slice::new(edit.new_slice_id()?, Some(epic), key, "Pay by card")
        };
        edit.insert_slice(&slice)?;
        Ok(slice)
    });
    assert_eq!(bench.file.slices(&[written.id]).unwrap(), vec![written.clone()]);
    let bench = bench.reopen();
    assert_eq!(bench.file.load().unwrap().tree.get(written.id), Some(&written));
}

#[test]
fn criteria_read_in_the_order_of_their_keys() {
    let bench = Bench::new();
    let keys = OrderKey::spread(None, None, 3).unwrap();
    bench.edit("Add", move |edit| {
        let slice = add(edit, None, "Pay")?;
        for place in [2, 0, 1] {
            let id = edit.new_acceptance_id()?;
            let (key, text) = (keys[place].clone(), format!("number {place}"));
            edit.insert_acceptance(slice, &Acceptance { id, key, text })?;
        }
        Ok(())
    });
    let slice = bench.file.slices(&[SliceId(1)]).unwrap().remove(0);
    let texts: Vec<_> = slice.acceptance.iter().map(|criterion| &*criterion.text).collect();
    assert_eq!(texts, ["number 0", "number 1", "number 2"]);
}

#[test]
fn deleting_a_slice_takes_its_subtree_and_what_others_say_about_it() {
    let bench = Bench::new();
    let epic = bench.add(None, "Travel");
    let pay = bench.add(Some(epic), "Pay");
    let card = bench.add(Some(pay), "Pay by card");
    let other = bench.add(Some(epic), "Receipt");
    bench.edit("Need", move |edit| {
        edit.insert_need(other, card)?;
        edit.insert_tag(card, "money")
    });
    let before = bench.file.load().unwrap();
    let (_, deleted) = bench.edit("Delete", move |edit| edit.delete_slice(pay));
    let expected = Touched { slices: vec![other], removed: vec![pay, card], frame: false };
    assert_eq!(deleted, expected);
    assert_eq!(bench.file.load().unwrap().tree.len(), 2);
    let undone = bench.file.undo(now()).unwrap().unwrap();
    assert_eq!(undone.touched, touched([pay.0, card.0, other.0]));
    assert_eq!(bench.file.load().unwrap(), before);
}

#[test]
fn deleting_a_persona_or_a_step_leaves_the_slices() {
    let bench = Bench::new();
    let ((persona, step), _) = bench.edit("Add", |edit| {
        let (key, persona, step) = (OrderKey::first(), edit.new_persona_id()?, edit.new_step_id()?);
        edit.insert_persona(&Persona { id: persona, key: key.clone(), name: "Clerk".into() })?;
        let name = "Pay".into();
        edit.insert_step(&Step { id: step, key: key.clone(), name, essential: false })?;
        let id = edit.new_slice_id()?;
        let slice = Slice::new(id, None, key, "Pay by card");
        edit.insert_slice(&Slice { persona: Some(persona), step: Some(step), ..slice })?;
        Ok((persona, step))
    });
    let (_, deleted) = bench.edit("Delete", move |edit| {
        edit.delete_persona(persona)?;
        edit.delete_step(step)
    });
    assert_eq!(deleted, Touched { frame: true, ..touched([1]) });
    let slice = bench.file.slices(&[SliceId(1)]).unwrap().remove(0);
    assert_eq!((slice.persona, slice.step), (None, None));
    let undone = bench.file.undo(now()).unwrap().unwrap();
    assert_eq!(undone.touched, Touched { frame: true, ..touched([1]) });
    let slice = bench.file.slices(&[SliceId(1)]).unwrap().remove(0);
    assert_eq!((slice.persona, slice.step), (Some(persona), Some(step)));
    // Taken back to the start, personas and steps go together with the slices that use them.
    bench.file.undo(now()).unwrap().unwrap();
    assert!(bench.file.frame().unwrap().personas.is_empty());
}

#[test]
fn an_edit_that_fails_leaves_nothing() {
    let bench = Bench::new();
    let before = bench.file.load().unwrap();
    let failed = bench.file.edit("Add", "tester", now(), |edit| {
        add(edit, None, "Pay")?;
        Err::<(), _>(Error::Unknown("wallet".into()))
    });
    assert!(matches!(failed, Err(Error::Unknown(_))));
    assert_eq!(bench.file.load().unwrap(), before);
    assert!(bench.file.history(10, None).unwrap().is_empty());
}

#[test]
fn an_edit_that_changes_nothing_makes_no_entry_and_keeps_the_redo() {
    let bench = Bench::new();
    let id = bench.add(None, "Pay");
    bench.add(None, "Receipt");
    bench.file.undo(now()).unwrap();
    let (_, touched) = bench.edit("Nothing", move |edit| {
        edit.set_in_mvp(id, false)?;
        edit.insert_tag(id, "money")?;
        edit.delete_tag(id, "money")
    });
    assert!(touched.is_empty());
    assert_eq!(bench.file.redo_label().unwrap().as_deref(), Some("Add Receipt"));
}

#[test]
fn a_reference_to_nothing_is_refused_and_named() {
    let bench = Bench::new();
    let failed = bench
        .file
        .edit("Add", "tester", now(), |edit| add(edit, Some(SliceId(77)), "Pay").map(drop));
    let Err(Error::Refused(detail)) = failed else { panic!("{failed:?}") };
    assert_eq!(detail, "a row of slice refers to a slice that does not exist");
    assert!(bench.file.load().unwrap().tree.is_empty());
    bench.add(None, "Pay");
}

#[test]
fn numbers_out_of_range_are_refused() {
    let bench = Bench::new();
    let id = bench.add(None, "Pay");
    let wrong = [(Some(0), None), (Some(101), None), (None, Some(0)), (None, Some(2001))];
    for (value, effort) in wrong {
        let slice = Slice::new(id, None, OrderKey::first(), "Pay");
        let failed = bench.file.edit("Value", "tester", now(), move |edit| {
            edit.update_slice(&Slice { value, effort, ..slice })
        });
        assert!(matches!(failed, Err(Error::Refused(_))), "{value:?} {effort:?}");
    }
}

#[test]
fn writing_to_what_does_not_exist_is_refused() {
    let bench = Bench::new();
    let ghost = SliceId(5);
    let failed = bench.file.edit("Delete", "tester", now(), move |edit| edit.delete_slice(ghost));
    assert_eq!(failed.unwrap_err().to_string(), "there is no slice S5");
    let failed = bench.file.edit("Move", "tester", now(), move |edit| {
        edit.move_slice(ghost, None, &OrderKey::first())
    });
    assert_eq!(failed.unwrap_err().to_string(), "there is no slice S5");
}

#[test]
fn replacing_a_slice_changes_only_what_is_different() {
    let bench = Bench::new();
    let id = bench.add(None, "Pay");
    bench.edit("Tag", move |edit| edit.insert_tag(id, "money"));
    let slice = bench.file.slices(&[id]).unwrap().remove(0);
    let same = slice.clone();
    let (_, nothing) = bench.edit("Same", move |edit| edit.replace_slice(&same));
    assert!(nothing.is_empty());
    let other = Slice { tags: vec!["cash".into()], title: "Pay cash".into(), ..slice };
    let expected = other.clone();
    bench.edit("Other", move |edit| edit.replace_slice(&other));
    assert_eq!(bench.file.slices(&[id]).unwrap(), [expected]);
}

#[test]
fn ids_are_never_given_away_twice() {
    let bench = Bench::new();
    let first = bench.add(None, "Pay");
    bench.file.undo(now()).unwrap();
    let bench = bench.reopen();
    assert!(bench.add(None, "Receipt") > first);
}

#[test]
fn a_tree_of_three_thousand_levels_is_written_read_deleted_and_undone() {
    let bench = Bench::new();
    bench.edit("Deep", |edit| {
        let mut parent = None;
        for level in 0..3_000 {
            parent = Some(add(edit, parent, &format!("Level {level}"))?);
        }
        Ok(())
    });
    let deep = bench.file.load().unwrap();
    assert_eq!(deep.tree.walk().map(|(_, depth)| depth).max(), Some(2_999));
    let (_, deleted) = bench.edit("Delete", |edit| edit.delete_slice(SliceId(1)));
    assert_eq!(deleted.removed.len(), 3_000);
    bench.file.undo(now()).unwrap();
    assert_eq!(bench.file.load().unwrap(), deep);
    bench.file.undo(now()).unwrap();
    assert!(bench.file.load().unwrap().tree.is_empty());
}

#[test]
fn a_title_of_a_megabyte_is_kept() {
    let bench = Bench::new();
    let title = "Fromage ".repeat(131_072);
    let id = bench.add(None, &title);
    let bench = bench.reopen();
    assert_eq!(bench.file.load().unwrap().tree.get(id).unwrap().title, title);
}

#[test]
fn slices_that_do_not_exist_are_left_out() {
    let bench = Bench::new();
    let id = bench.add(None, "Pay");
    let slices = bench.file.slices(&[SliceId(9), id]).unwrap();
    assert_eq!(slices.iter().map(|slice| slice.id).collect::<Vec<_>>(), [id]);
    assert!(bench.file.slices(&[]).unwrap().is_empty());
}
