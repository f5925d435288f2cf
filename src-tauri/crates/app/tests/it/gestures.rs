//! One gesture is one undo step, and does what an outliner does.

use app::api::*;
use expect_test::{Expect, expect};
use slicing::{Kind, Pattern, Status};

use super::bench::{Bench, id, ids};

const OUTLINE: &str = "Pay\n  By card\n  By invoice\n    Print it\nShip";

fn check(gesture: Gesture, label: &str, outline: Expect) {
    let bench = Bench::with(OUTLINE);
    assert_eq!(bench.round_trip(gesture).label, label);
    outline.assert_eq(&bench.outline());
}

fn item(depth: u32, title: &str) -> NewSlice {
    NewSlice { depth, title: title.to_owned(), narrative: String::new() }
}

#[test]
fn slices_are_added_behind_a_sibling() {
    check(
        Gesture::Add {
            parent: Some(id(1)),
            after: Some(id(2)),
            items: vec![item(0, " By\nvoucher "), item(5, "Refund it")],
        },
        "Add 2 slices",
        expect![[r#"
            S1 Pay
              S2 By card
              S6 By voucher
                S7 Refund it
              S3 By invoice
                S4 Print it
            S5 Ship
        "#]],
    );
}

#[test]
fn pasted_text_becomes_a_tree() {
    let text = "- By voucher\n  - Refund it\n".to_owned();
    check(
        Gesture::Paste { parent: Some(id(5)), after: None, pasted: Pasted::Text { text } },
        "Paste 2 slices",
        expect![[r#"
            S1 Pay
              S2 By card
              S3 By invoice
                S4 Print it
            S5 Ship
              S6 By voucher
                S7 Refund it
        "#]],
    );
}

#[test]
fn a_copied_selection_is_pasted_without_a_loss() {
    let bench = Bench::with(OUTLINE);
    bench.edit(Gesture::AddAcceptance { slice: id(4), after: None, text: "Given".to_owned() });
    bench.edit(Gesture::AddNeed { ids: ids(&[4]), needs: id(2) });
    let copied = bench.desk.slices_copy(ids(&[3, 2, 4])).unwrap();
    assert_eq!(copied.text, "- By card\n- By invoice\n  - Print it\n");
    let pasted = Pasted::Slices { json: copied.json };
    let edited = bench.round_trip(Gesture::Paste { parent: None, after: Some(id(5)), pasted });
    assert_eq!(edited.focus, ids(&[6, 7]));
    let details = bench.desk.slice_show(id(8)).unwrap();
    assert_eq!(details.acceptance[0].text, "Given");
    assert_eq!(details.needs[0].id, id(6));
}

#[test]
fn a_title_is_cut_in_two_and_joined_again() {
    let bench = Bench::with(OUTLINE);
    let cut = |before: &str, after: &str| Gesture::CutTitle {
        id: id(3),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    assert_eq!(bench.round_trip(cut("By", "invoice")).focus, ids(&[6]));
    expect![[r#"
        S1 Pay
          S2 By card
          S3 By
            S4 Print it
          S6 invoice
        S5 Ship
    "#]]
    .assert_eq(&bench.outline());
    bench.round_trip(Gesture::Delete { ids: ids(&[4]) });
    let joined = bench.round_trip(Gesture::Join { id: id(6) });
    assert_eq!(joined.label, "Join “invoice” with “By”");
    assert_eq!(joined.removed, ids(&[6]));
    assert!(bench.outline().contains("S3 By invoice\n"));
    assert_eq!(bench.round_trip(cut("", "By invoice")).focus, ids(&[3]));
    assert!(bench.outline().contains("  S7 \n  S3 By invoice\n"));
}

#[test]
fn joining_keeps_children_details_and_dependencies() {
    let bench = Bench::with("Pay\n  By card\n  By invoice\n    Print it\nShip");
    bench.edit(Gesture::AddNeed { ids: ids(&[5]), needs: id(3) });
    bench.edit(Gesture::AddQuestion {
        slice: id(3),
        text: "Who prints?".to_owned(),
        owner: "Ana".to_owned(),
    });
    bench.round_trip(Gesture::Join { id: id(3) });
    expect![[r#"
        S1 Pay
          S2 By card By invoice
            S4 Print it
        S5 Ship
    "#]]
    .assert_eq(&bench.outline());
    assert_eq!(bench.desk.slice_show(id(5)).unwrap().needs[0].id, id(2));
    assert_eq!(bench.desk.slice_show(id(2)).unwrap().questions[0].text, "Who prints?");
    let error = bench.refused(Gesture::Join { id: id(1) });
    assert_eq!(error.message, "There is no slice above this one to join it with.");
}

#[test]
fn a_move_takes_the_subtree_along() {
    check(
        Gesture::Move { ids: ids(&[4, 3]), parent: None, after: Some(id(5)) },
        "Move “By invoice” to the top",
        expect![[r#"
            S1 Pay
              S2 By card
            S5 Ship
            S3 By invoice
              S4 Print it
        "#]],
    );
}

#[test]
fn moves_that_break_the_tree_are_refused_by_name() {
    let bench = Bench::with(OUTLINE);
    let error = bench.refused(Gesture::Move { ids: ids(&[1]), parent: Some(id(4)), after: None });
    assert_eq!(error.code, ErrorCode::Refused);
    assert_eq!(error.message, "“Pay” cannot move below itself. Choose another place.");
    let gone = bench.refused(Gesture::Move { ids: ids(&[9]), parent: None, after: None });
    assert!(gone.message.contains("S9"), "{}", gone.message);
    let stale = bench.refused(Gesture::Move { ids: ids(&[5]), parent: None, after: Some(id(2)) });
    assert!(stale.message.contains("somewhere else"), "{}", stale.message);
}

fn shifted(direction: Direction, numbers: &[u32], outline: Expect) {
    let bench = Bench::with("a\n  b\n  c\n  d\ne\n  f");
    bench.round_trip(Gesture::Shift { ids: ids(numbers), direction });
    outline.assert_eq(&bench.outline().replace('\n', "|").replace("  ", ">"));
}

#[test]
fn slices_are_shifted_as_in_an_outliner() {
    shifted(Direction::Up, &[3, 4], expect!["S1 a|>S3 c|>S4 d|>S2 b|S5 e|>S6 f|"]);
    shifted(Direction::Up, &[6], expect!["S1 a|>S2 b|>S3 c|>S4 d|>S6 f|S5 e|"]);
    shifted(Direction::Down, &[2, 3], expect!["S1 a|>S4 d|>S2 b|>S3 c|S5 e|>S6 f|"]);
    shifted(Direction::Down, &[4], expect!["S1 a|>S2 b|>S3 c|S5 e|>S4 d|>S6 f|"]);
    shifted(Direction::In, &[3, 4], expect!["S1 a|>S2 b|>>S3 c|>>S4 d|S5 e|>S6 f|"]);
    shifted(Direction::In, &[5], expect!["S1 a|>S2 b|>S3 c|>S4 d|>S5 e|>>S6 f|"]);
    shifted(Direction::Out, &[2, 4], expect!["S1 a|>S3 c|S2 b|S4 d|S5 e|>S6 f|"]);
}

#[test]
fn at_the_end_of_the_way_a_shift_changes_nothing() {
    let bench = Bench::with("a\n  b");
    for (number, direction) in [(1, Direction::Up), (1, Direction::Out), (2, Direction::In)] {
        let edited = bench.edit(Gesture::Shift { ids: ids(&[number]), direction });
        assert_eq!(edited.label, "");
        assert_eq!(edited.rows, []);
    }
}

#[test]
fn deleting_takes_everything_below_and_moves_the_focus_on() {
    let bench = Bench::with(OUTLINE);
    bench.edit(Gesture::AddNeed { ids: ids(&[5]), needs: id(4) });
    let edited = bench.round_trip(Gesture::Delete { ids: ids(&[3]) });
    assert_eq!(edited.label, "Delete “By invoice”");
    assert_eq!(edited.removed, ids(&[3, 4]));
    assert_eq!(edited.focus, ids(&[2]));
    assert_eq!(edited.rows.iter().map(|row| (row.id, row.needs)).collect::<Vec<_>>(), [(id(5), 0)]);
}

#[test]
fn copies_need_what_their_originals_need() {
    let bench = Bench::with(OUTLINE);
    bench.edit(Gesture::AddNeed { ids: ids(&[4]), needs: id(2) });
    let edited = bench.round_trip(Gesture::Duplicate { ids: ids(&[1, 3]) });
    assert_eq!(edited.focus, ids(&[6]));
    expect![[r#"
        S1 Pay
          S2 By card
          S3 By invoice
            S4 Print it
        S6 Pay
          S7 By card
          S8 By invoice
            S9 Print it
        S5 Ship
    "#]]
    .assert_eq(&bench.outline());
    assert_eq!(bench.desk.slice_show(id(9)).unwrap().needs[0].id, id(7));
}

#[test]
fn a_split_inherits_step_and_persona_and_leaves_dependencies_alone() {
    let bench = Bench::with(OUTLINE);
    bench.edit(Gesture::AddPersona { name: "Clerk".to_owned() });
    bench.edit(Gesture::AddStep { name: "Check out".to_owned() });
    let [persona, step] = {
        let frame = bench.desk.outline_load().unwrap().frame;
        [frame.personas[0].id.0, frame.steps[0].id.0]
    };
    let (persona, step) = (slicing::PersonaId(persona), slicing::StepId(step));
    bench.edit(Gesture::Set { ids: ids(&[2]), field: SliceField::Persona(Some(persona)) });
    bench.edit(Gesture::Set { ids: ids(&[2]), field: SliceField::Step(Some(step)) });
    bench.edit(Gesture::AddNeed { ids: ids(&[2]), needs: id(5) });
    let draft = |title: &str, kind| DraftView { title: title.to_owned(), kind };
    let drafts =
        vec![draft("One card", Kind::Slice), draft(" ", Kind::Slice), draft("Ask", Kind::Spike)];
    let pattern = Pattern::DataVariations;
    let edited = bench.round_trip(Gesture::Split { id: id(2), pattern, drafts });
    assert_eq!(edited.label, "Split “By card” into 2");
    assert_eq!(edited.focus, ids(&[6, 7]));
    let row = &edited.rows[0];
    assert_eq!((row.persona, row.step, row.needs), (Some(persona), Some(step), 0));
    assert_eq!((row.pattern, edited.rows[1].kind), (Some(pattern), Kind::Spike));
    assert_eq!(bench.desk.slice_show(id(2)).unwrap().needs[0].id, id(5));
    let none = bench.refused(Gesture::Split { id: id(2), pattern, drafts: Vec::new() });
    assert_eq!(none.code, ErrorCode::BadInput);
}

#[test]
fn fields_are_set_on_several_slices_at_once() {
    let bench = Bench::with(OUTLINE);
    let set = |field| Gesture::Set { ids: ids(&[2, 4]), field };
    let label = |field| bench.round_trip(set(field)).label;
    assert_eq!(label(SliceField::Status(Status::Done)), "Finish 2 slices");
    assert_eq!(label(SliceField::Value(Some(80))), "Set the value of 2 slices to 80");
    assert_eq!(label(SliceField::Effort(Some(3))), "Set the effort of 2 slices to 1½ days");
    assert_eq!(label(SliceField::Kind(Kind::Task)), "Make 2 slices a task");
    let tags = vec!["b".to_owned(), "a".to_owned(), "b".to_owned()];
    assert_eq!(label(SliceField::Tags(tags)), "Change the tags of 2 slices");
    let edited = bench.edit(set(SliceField::Value(Some(80))));
    assert_eq!((edited.label.as_str(), edited.rows.len()), ("", 0));
    let row = &bench.desk.slice_show(id(4)).unwrap().row;
    assert_eq!((row.value, row.effort, row.tags.len()), (Some(80), Some(3), 2));
    let wrong = bench.refused(set(SliceField::Value(Some(0))));
    assert_eq!(wrong.code, ErrorCode::BadInput);
    let title = SliceField::Title("Mit\nKarte".to_owned());
    let edited = bench.round_trip(Gesture::Set { ids: ids(&[2]), field: title });
    assert_eq!(edited.label, "Rename “By card” to “Mit Karte”");
}

#[test]
fn criteria_are_kept_in_order() {
    let bench = Bench::with("Pay");
    for text in ["first", "second", "third"] {
        let text = text.to_owned();
        bench.round_trip(Gesture::AddAcceptance { slice: id(1), after: None, text });
    }
    let list = || bench.desk.slice_show(id(1)).unwrap().acceptance;
    let third = list()[2].id;
    bench.round_trip(Gesture::MoveAcceptance { slice: id(1), id: third, after: None });
    let first = list()[1].id;
    let text = "1st".to_owned();
    bench.round_trip(Gesture::SetAcceptance { slice: id(1), id: first, text });
    let texts = || list().into_iter().map(|item| item.text).collect::<Vec<_>>();
    assert_eq!(texts(), ["third", "1st", "second"]);
    bench.round_trip(Gesture::RemoveAcceptance { slice: id(1), id: first });
    assert_eq!(texts(), ["third", "second"]);
    bench.refused(Gesture::RemoveAcceptance { slice: id(1), id: first });
}

#[test]
fn questions_and_deferrals_have_owners() {
    let bench = Bench::with("Pay");
    let (text, owner) = ("Which cards?".to_owned(), "Ana".to_owned());
    bench.round_trip(Gesture::AddQuestion { slice: id(1), text, owner });
    let question = bench.desk.slice_show(id(1)).unwrap().questions[0].clone();
    assert_eq!(bench.desk.slice_show(id(1)).unwrap().row.questions, 1);
    let edited = bench.round_trip(Gesture::SetQuestion {
        slice: id(1),
        id: question.id,
        text: question.text,
        owner: "Ben".to_owned(),
        answer: "Two of them".to_owned(),
    });
    assert_eq!(edited.label, "Answer a question about “Pay”");
    assert_eq!(edited.rows[0].questions, 0);
    bench.round_trip(Gesture::RemoveQuestion { slice: id(1), id: question.id });
    let (text, owner) = ("Refunds".to_owned(), "Cleo".to_owned());
    bench.round_trip(Gesture::AddDeferral { slice: id(1), text, owner });
    let deferral = bench.desk.slice_show(id(1)).unwrap().deferrals[0].clone();
    assert_eq!(deferral.owner, "Cleo");
    let (slice, id_) = (id(1), deferral.id);
    let (text, owner) = ("Part refunds".to_owned(), String::new());
    bench.round_trip(Gesture::SetDeferral { slice, id: id_, text, owner });
    bench.round_trip(Gesture::RemoveDeferral { slice, id: id_ });
    assert!(bench.desk.slice_show(id(1)).unwrap().deferrals.is_empty());
}

#[test]
fn a_dependency_that_closes_a_circle_is_refused_by_its_titles() {
    let bench = Bench::with(OUTLINE);
    let edited = bench.round_trip(Gesture::AddNeed { ids: ids(&[2, 3]), needs: id(5) });
    assert_eq!(edited.label, "2 slices need “Ship” first");
    let error = bench.refused(Gesture::AddNeed { ids: ids(&[5]), needs: id(1) });
    assert_eq!(error.code, ErrorCode::Refused);
    assert!(error.message.contains("“Ship” → “Pay”"), "{}", error.message);
    bench.round_trip(Gesture::RemoveNeed { id: id(2), needs: id(5) });
    let own = bench.refused(Gesture::AddNeed { ids: ids(&[5]), needs: id(5) });
    assert!(own.message.contains("cannot need itself"));
}

#[test]
fn personas_and_steps_are_renamed_moved_and_removed() {
    let bench = Bench::with("Pay");
    for name in ["Clerk", "Boss"] {
        bench.round_trip(Gesture::AddPersona { name: name.to_owned() });
        bench.round_trip(Gesture::AddStep { name: format!("{name} acts") });
    }
    let frame = || bench.desk.outline_load().unwrap().frame;
    let (boss, acts) = (frame().personas[1].id, frame().steps[1].id);
    bench.round_trip(Gesture::MovePersona { id: boss, after: None });
    bench.round_trip(Gesture::RenamePersona { id: boss, name: "Manager".to_owned() });
    let names = |frame: Frame| frame.personas.into_iter().map(|p| p.name).collect::<Vec<_>>();
    assert_eq!(names(frame()), ["Manager", "Clerk"]);
    bench.round_trip(Gesture::MoveStep { id: acts, after: None });
    let edited = bench.round_trip(Gesture::SetStep {
        id: acts,
        name: "Boss acts".to_owned(),
        essential: false,
    });
    assert_eq!(edited.label, "Make the step “Boss acts” optional");
    assert!(!edited.frame.unwrap().steps[0].essential);
    bench.edit(Gesture::Set { ids: ids(&[1]), field: SliceField::Persona(Some(boss)) });
    let edited = bench.round_trip(Gesture::RemovePersona { id: boss });
    assert_eq!(edited.rows[0].persona, None);
    bench.round_trip(Gesture::RemoveStep { id: acts });
    assert_eq!(frame().steps.len(), 1);
}

#[test]
fn what_the_workshop_is_about_is_set_and_scores_follow() {
    let bench = Bench::with("As a developer I want an endpoint that returns all orders as JSON");
    let score = || bench.desk.rows_score(ids(&[1])).unwrap()[0].score.clone();
    let as_app = score();
    let set = |field| bench.round_trip(Gesture::SetAbout { field }).label;
    assert_eq!(set(AboutField::Product(slicing::Product::Api)), "Set the product to api");
    assert_ne!(score(), as_app);
    assert_eq!(set(AboutField::TimeBox(1)), "Set the time-box to 1 day");
    assert_eq!(set(AboutField::Title("Shop".to_owned())), "Rename the workshop to “Shop”");
    assert_eq!(set(AboutField::Goal("Sell".to_owned())), "Change the goal");
    bench.refused(Gesture::SetAbout { field: AboutField::TimeBox(0) });
}

fn dismissal(words: &str, dismissed: bool) -> Gesture {
    let (check, words) = ("vague-term".to_owned(), words.to_owned());
    Gesture::Dismiss { slice: id(1), check, words, dismissed }
}

const FAST: &str = "As a clerk I want a fast export, so that I catch my bus";

#[test]
fn what_the_team_settles_has_a_label_and_changes_the_scores_at_once() {
    use slicing::judge::Criterion;
    let bench = Bench::with(FAST);
    let score = || bench.desk.rows_score(ids(&[1])).unwrap()[0].score.clone();
    let before = score();
    assert!(before.vague == 1 && before.failing.contains(&Criterion::Testable));
    let pass = |words: &str, passes| {
        bench.round_trip(Gesture::LetPass { words: words.to_owned(), passes })
    };
    let passed = pass(" FAST ", true);
    assert_eq!(passed.label, "Let “fast” pass");
    assert_eq!(passed.frame.unwrap().fine_words, ["fast"]);
    assert!(score().vague == 0 && score().testability > before.testability);
    assert_eq!(pass("fast", false).label, "Ask about “fast” again");
    assert_eq!(score(), before);
    let criterion = Criterion::Testable;
    let left_out = bench.round_trip(Gesture::Count { criterion, counts: false });
    assert_eq!(left_out.label, "Leave “testable” out");
    assert!(!score().failing.contains(&criterion));
    assert_eq!(
        bench.round_trip(Gesture::Count { criterion, counts: true }).label,
        "Count “testable” again"
    );
    let most = |most| {
        let field = AboutField::MostCriteria(most);
        bench.round_trip(Gesture::SetAbout { field }).label
    };
    assert_eq!(most(Some(1)), "Allow 1 criterion a slice");
    assert_eq!(most(None), "Allow the usual number of criteria a slice");
    bench.refused(Gesture::SetAbout { field: AboutField::MostCriteria(Some(21)) });
    for words in ["", " … ", &"x".repeat(81)] {
        bench.refused(Gesture::LetPass { words: words.to_owned(), passes: true });
    }
}

#[test]
fn a_criterion_that_does_not_count_is_shown_as_such() {
    use slicing::judge::Criterion;
    let bench = Bench::with(FAST);
    let criterion = Criterion::Testable;
    bench.edit(Gesture::Count { criterion, counts: false });
    let details = bench.desk.slice_show(id(1)).unwrap();
    let verdict = details.verdicts.iter().find(|one| one.criterion == criterion).unwrap();
    assert!(!verdict.counts);
    assert!(details.findings.iter().all(|finding| finding.criterion != criterion));
    assert!(details.testability_says.contains("does not count"));
}

#[test]
fn a_dismissed_finding_stays_dismissed_until_it_is_brought_back() {
    let bench = Bench::with(FAST);
    let details = || bench.desk.slice_show(id(1)).unwrap();
    let before = details();
    let finding = before.findings.iter().find(|one| one.check == "vague-term").unwrap();
    assert_eq!((finding.words.as_str(), finding.lets_pass), ("fast", true));
    assert_eq!(bench.round_trip(dismissal("fast", true)).label, "Dismiss a finding about “fast”");
    let after = details();
    assert!(after.findings.iter().all(|one| one.check != "vague-term"));
    assert_eq!(after.dismissed, std::slice::from_ref(finding));
    assert!(after.row.score.unwrap().testability > before.row.score.as_ref().unwrap().testability);
    let path = bench.desk.outline_load().unwrap().path;
    bench.desk.workshop_close().unwrap();
    bench.desk.workshop_open(path).unwrap();
    assert_eq!(details().dismissed.len(), 1);
    let back = bench.round_trip(dismissal("fast", false));
    assert_eq!(back.label, "Bring back a finding about “fast”");
    assert_eq!(details(), before);
}

#[test]
fn only_findings_that_exist_are_dismissed_and_only_once() {
    let bench = Bench::with(FAST);
    bench.edit(dismissal("fast", true));
    assert_eq!(bench.edit(dismissal("Fast", true)).label, "");
    bench.edit(dismissal("fast", false));
    assert_eq!(bench.edit(dismissal("fast", false)).label, "");
    let check = "moon-phase".to_owned();
    let words = String::new();
    bench.refused(Gesture::Dismiss { slice: id(1), check, words, dismissed: true });
}

#[test]
fn waiting_for_others_is_dismissed_as_a_whole() {
    use slicing::judge::Criterion;
    let bench = Bench::with("Ship the order\nPay\nPack\nPrint the label");
    for needed in 2..=4 {
        bench.edit(Gesture::AddNeed { ids: ids(&[1]), needs: id(needed) });
    }
    let failing = || bench.desk.rows_score(ids(&[1])).unwrap()[0].score.failing.clone();
    assert!(failing().contains(&Criterion::Independent));
    let (check, words) = ("needs-first".to_owned(), String::new());
    bench.round_trip(Gesture::Dismiss { slice: id(1), check, words, dismissed: true });
    assert!(!failing().contains(&Criterion::Independent));
    assert_eq!(bench.desk.slice_show(id(1)).unwrap().dismissed.len(), 3);
}

#[test]
fn the_overview_counts_what_is_judged_so_far() {
    use slicing::judge::Criterion;
    let outline = vec!["Create the database tables"; 2_001].join("\n");
    let bench = Bench::with(&outline);
    let overview = || bench.desk.overview_show().unwrap();
    assert_eq!((overview().leaves, overview().judged), (2_001, 0));
    bench.desk.rows_score(ids(&[1, 2, 3])).unwrap();
    let counted = overview();
    assert_eq!(counted.judged, 3);
    let vertical = |of: &OverviewView| {
        of.criteria.iter().find(|one| one.criterion == Criterion::Vertical).unwrap().leaves
    };
    assert_eq!(vertical(&counted), 3);
    let scored = bench.desk.leaves_score().unwrap();
    assert_eq!(vertical(&bench.desk.leaves_overview(&scored).unwrap()), 2_001);
}
