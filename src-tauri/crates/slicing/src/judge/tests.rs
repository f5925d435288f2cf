//! What holds for every judgement.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::id::SliceId;
use crate::key::OrderKey;
use crate::model::{Slice, Status};
use crate::tree::Tree;

/// Every finding about a card, told or not.
pub(super) fn judged(kind: Kind, text: &str) -> Vec<Finding> {
    let card = Card { title: "", text, acceptance: &[], kind };
    observe(&Reading::new(&card, &Context::default()))
}

fn assessed(text: &str, acceptance: &[&str]) -> Assessment {
    let card = Card { title: "", text, acceptance, kind: Kind::Slice };
    assess(&card, &Context::default())
}

fn in_context(text: &str, context: Context<'_>) -> Assessment {
    assess(&Card { title: text, text: "", acceptance: &[], kind: Kind::Slice }, &context)
}

fn score_of(assessment: &Assessment, criterion: Criterion) -> u8 {
    assessment.verdicts.iter().find(|v| v.criterion == criterion).map_or(0, |v| v.score)
}

fn fails(assessment: &Assessment) -> Vec<&'static str> {
    assessment.verdicts.iter().filter(|v| !v.holds).map(|v| v.criterion.id()).collect()
}

/// One line per finding: sign, check, words, message.
fn check(text: &str, acceptance: &[&str], expected: Expect) {
    let assessment = assessed(text, acceptance);
    let mut shown = format!(
        "value {} testability {} effort {}\n",
        assessment.value, assessment.testability, assessment.effort
    );
    for finding in &assessment.findings {
        let sign = if finding.speaks == Speaks::For { '+' } else { '-' };
        shown.push_str(&format!(
            "{sign} {}: {} {}\n",
            finding.check, finding.message, finding.question
        ));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_good_slice_is_praised_and_one_vague_word_is_named() {
    check(
        "As a commuter I see quickly whether my train is late, so that I can take the bus instead.",
        &[],
        expect![[r#"
            value 98 testability 32 effort 2
            - vague-term: “quickly” has no number. How long may it take, and where, before someone gives up?
            + outside-actor: Somebody outside the team is served: “commuter”. Keep it: it says whom to show the result to.
            + benefit: A benefit of its own, not the wish again. Keep it: it says when this slice is worth nothing.
            + observable-outcome: “see” can be shown to somebody. Keep it: the demo is in the sentence.
        "#]],
    );
    check(
        "As a commuter I see whether my train is late, so that I can take the bus instead.",
        &["Given a delay of 12 minutes, when I open the app, then \"12 min late\" is shown"],
        expect![[r#"
            value 100 testability 97 effort 1
            + scenario: A case with an event and an outcome. Keep it: it is the first test.
            + outside-actor: Somebody outside the team is served: “commuter”. Keep it: it says whom to show the result to.
            + benefit: A benefit of its own, not the wish again. Keep it: it says when this slice is worth nothing.
        "#]],
    );
}

#[test]
fn a_layer_gets_the_question_that_leads_out_of_it() {
    check(
        "Create the orders table in MySQL",
        &[],
        expect![[r#"
            value 2 testability 72 effort 2
            - layer: “table” is one layer of the product. What is the smallest thing somebody could see or do through all layers?
            - no-outcome: Says what we do, not what somebody notices. Who notices when this is done, and by what?
            - prescribed-technology: “MySQL” says how, and closes other ways. Does a user notice it? If not, leave it to the conversation.
        "#]],
    );
}

#[test]
fn the_worst_card_fails_everything_that_it_can() {
    let card = assessed(
        "As a developer I want a generic framework to manage all kinds of things etc.",
        &[],
    );
    assert_eq!(fails(&card), ["vertical", "valuable", "testable", "small", "atomic", "estimable"]);
    assert!(card.value < 20 && card.testability < 30, "{} {}", card.value, card.testability);
}

#[test]
fn an_empty_card_gets_a_question_and_no_score() {
    let card = assessed("", &[]);
    assert_eq!((card.value, card.testability, card.basis), (0, 0, Basis::Nothing));
    assert_eq!(card.findings.len(), 1);
    assert!(card.findings[0].question.ends_with('?'));
}

#[test]
fn three_words_get_a_question_and_no_high_score() {
    for title in ["Login", "Pay by card", "Rename playlist"] {
        let card = in_context(title, Context::default());
        assert_eq!(card.basis, Basis::Little, "{title}");
        assert!(card.verdicts.iter().all(|verdict| verdict.score <= 75), "{title}");
        assert!(card.findings.iter().any(|finding| finding.check == "says-little"), "{title}");
    }
}

#[test]
fn text_in_another_language_is_only_counted() {
    let card = assessed(
        "Als Gast möchte ich einfach und schnell zahlen, damit ich nicht warten muss.",
        &[],
    );
    assert_eq!(card.basis, Basis::Foreign);
    assert_eq!(
        card.findings.iter().map(|finding| finding.check).collect::<Vec<_>>(),
        ["says-little"]
    );
}

#[test]
fn technical_words_are_the_users_words_where_the_product_is_technical() {
    let context = Context { product: Product::Api, ..Context::default() };
    let text = "As a developer I get the order as JSON from a REST endpoint";
    assert!(fails(&in_context(text, context)).is_empty());
    assert!(fails(&in_context(text, Context::default())).contains(&"vertical"));
    assert!(
        !in_context("Expose a REST endpoint for orders", context)
            .findings
            .iter()
            .any(|f| f.check == "layer")
    );
}

#[test]
fn a_longer_time_box_makes_more_cards_small() {
    let text = "As a clerk I print all letters of any customer by post and e-mail";
    let days = |time_box| {
        score_of(&in_context(text, Context { time_box, ..Context::default() }), Criterion::Small)
    };
    assert!(days(1) < days(3) && days(3) < days(10));
    assert_eq!(days(0), days(1));
}

#[test]
fn effort_grows_by_factors_of_two_with_the_signs_that_it_can_be_split() {
    let effort = |text| assessed(text, &[]).effort;
    assert_eq!(effort("As a rider I see my next stop"), 2);
    assert_eq!(effort("As a rider I see all stops"), 4);
    assert_eq!(effort("As a club we need a portal"), 8);
    assert_eq!(
        effort(
            "As a clerk I want to create, copy, edit and delete all courses and manage any invoices, letters, calls, forms"
        ),
        16
    );
    assert_eq!(
        assessed("As a rider I see my stop", &["Given stop 3, when I sit, then 4 is shown"]).effort,
        1
    );
}

#[test]
fn a_spike_is_judged_by_question_time_box_and_decision() {
    let spike = |text| {
        assess(
            &Card { title: text, text: "", acceptance: &[], kind: Kind::Spike },
            &Context::default(),
        )
    };
    let good = spike(
        "Which bank format do we need? At most 4 hours, then we decide whether to export CSV",
    );
    assert_eq!(fails(&good), ["vertical"]);
    assert_eq!(
        fails(&spike("Look at the maps of the vendor")),
        ["vertical", "valuable", "testable", "small", "estimable"]
    );
}

#[test]
fn a_task_gets_one_finding_about_its_value() {
    let card = Card {
        title: "Order new chairs for the office",
        text: "",
        acceptance: &[],
        kind: Kind::Task,
    };
    let card = assess(&card, &Context::default());
    assert_eq!(card.findings.iter().map(|finding| finding.check).collect::<Vec<_>>(), ["task"]);
    assert!(!card.verdicts[0].holds && !card.verdicts[1].holds);
}

#[test]
fn headlines_are_the_documented_mixtures() {
    let verdicts = [
        verdict(Criterion::Vertical, 50),
        verdict(Criterion::Valuable, 100),
        verdict(Criterion::Testable, 100),
        verdict(Criterion::Estimable, 50),
        verdict(Criterion::Atomic, 0),
    ];
    assert_eq!(value(&verdicts), 80);
    assert_eq!(testability(&verdicts), 80);
    assert_eq!(value(&[]), 0);
}

fn tree(needs: &[(u32, &[u32])]) -> Tree {
    let slices = needs.iter().map(|(id, needs)| {
        let mut slice = Slice::new(SliceId(*id), None, OrderKey::first(), &format!("Slice {id}"));
        slice.needs = needs.iter().map(|id| SliceId(*id)).collect();
        slice
    });
    Tree::from_slices(slices)
}

fn waiting(tree: &Tree, id: SliceId) -> Waiting {
    independence(tree, id, &Context::default())
}

#[test]
fn waiting_that_was_dismissed_or_does_not_count_is_not_told() {
    let tree = tree(&[(1, &[]), (2, &[1]), (3, &[2]), (4, &[1, 2, 3])]);
    let dismissed = [Dismissal { check: "needs-first".into(), words: String::new() }];
    let context = Context { dismissed: &dismissed, ..Context::default() };
    let waiting = independence(&tree, SliceId(4), &context);
    assert_eq!((waiting.verdict.score, waiting.verdict.holds), (100, true));
    assert_eq!((waiting.findings.len(), waiting.dismissed.len()), (0, 3));
    let context = Context { ignored: &[Criterion::Independent], ..Context::default() };
    let waiting = independence(&tree, SliceId(4), &context);
    assert!(!waiting.verdict.holds && !waiting.verdict.fails());
    assert!(waiting.findings.is_empty());
}

#[test]
fn the_team_says_how_many_criteria_are_too_many() {
    let criteria = ["The total is shown"; 6];
    let told = |most_criteria| {
        let card =
            Card { title: "See the total", text: "", acceptance: &criteria, kind: Kind::Slice };
        let judged = assess(&card, &Context { most_criteria, ..Context::default() });
        judged.findings.iter().any(|finding| finding.check == "many-criteria")
    };
    assert_eq!(
        [told(None), told(Some(5)), told(Some(6)), told(Some(20))],
        [true, true, false, false]
    );
}

#[test]
fn independence_falls_with_every_slice_that_is_awaited_and_with_the_chain() {
    let tree = tree(&[(1, &[]), (2, &[1]), (3, &[1, 2]), (4, &[1, 2, 3]), (5, &[])]);
    let score = |id| waiting(&tree, SliceId(id)).verdict.score;
    assert_eq!([score(1), score(2), score(3)], [100, 80, 54]);
    assert!(score(4) < score(3));
    assert!(!waiting(&tree, SliceId(4)).verdict.holds);
    assert_eq!(waiting(&tree, SliceId(4)).findings.len(), 3);
    assert_eq!(waiting(&tree, SliceId(99)).verdict.score, 100);
}

#[test]
fn two_needs_are_independent_enough_and_three_are_not() {
    let tree = tree(&[(1, &[]), (2, &[]), (3, &[]), (4, &[1, 2]), (5, &[1, 2, 3])]);
    assert!(waiting(&tree, SliceId(4)).verdict.holds);
    assert!(!waiting(&tree, SliceId(5)).verdict.holds);
}

#[test]
fn what_is_done_or_dropped_is_not_awaited() {
    let mut tree = tree(&[(1, &[]), (2, &[1])]);
    let mut done = tree.get(SliceId(1)).cloned().unwrap();
    done.status = Status::Done;
    tree.put(done);
    assert_eq!(waiting(&tree, SliceId(2)).verdict.score, 100);
}

#[test]
fn a_circle_in_damaged_data_is_judged_too() {
    let tree = tree(&[(1, &[2]), (2, &[1])]);
    assert!(waiting(&tree, SliceId(1)).verdict.score < 100);
}

const ROLES: &[&str] = &[
    "As a baker ",
    "As a nurse, ",
    "As a developer ",
    "As the system ",
    "As a buyer or seller ",
    "",
];
const WISHES: &[&str] = &[
    "I see the {} list",
    "I want a {} map",
    "I want to sort the {} orders and print all bills",
    "we need a {} portal for guests",
    "I get a {} warning when it rains",
];
const BENEFITS: &[&str] = &[
    " so that nobody phones me",
    " so that patients feel safe",
    " because the tax office asks for it",
];
const VAGUE: &[&str] = &[
    "fast",
    "user-friendly",
    "better",
    "good",
    "appropriate",
    "flexible",
    "modern",
    "minimal",
    "intuitive",
    "best",
];
const EXAMPLES: &[&str] = &[
    "Given an order of 12 euros, when it is paid, then the list shows it in grey",
    "When the door is open for 30 seconds, then the lamp blinks",
    "Given no order, when I look, then \"nothing today\" is shown",
];

/// That no score of the second card is below the one of the first.
fn no_score_falls(before: &Assessment, after: &Assessment) -> Result<(), TestCaseError> {
    for (before, after) in before.verdicts.iter().zip(&after.verdicts) {
        prop_assert!(
            before.score <= after.score,
            "{}: {} to {}",
            before.criterion,
            before.score,
            after.score
        );
    }
    prop_assert!(before.value <= after.value && before.testability <= after.testability);
    Ok(())
}

proptest! {
    #[test]
    fn removing_a_vague_word_lowers_no_score(role in 0..ROLES.len(), wish in 0..WISHES.len(), vague in 0..VAGUE.len(), benefit in 0..=BENEFITS.len()) {
        let benefit = BENEFITS.get(benefit).copied().unwrap_or_default();
        let with = format!("{}{}{benefit}", ROLES[role], WISHES[wish].replace("{}", VAGUE[vague]));
        let without = format!("{}{}{benefit}", ROLES[role], WISHES[wish].replace("{} ", ""));
        no_score_falls(&assessed(&with, &[]), &assessed(&without, &[]))?;
    }

    #[test]
    fn adding_a_benefit_lowers_no_score(role in 0..ROLES.len(), wish in 0..WISHES.len(), vague in 0..VAGUE.len(), benefit in 0..BENEFITS.len()) {
        let without = format!("{}{}", ROLES[role], WISHES[wish].replace("{}", VAGUE[vague]));
        let with = format!("{without}{}", BENEFITS[benefit]);
        no_score_falls(&assessed(&without, &[]), &assessed(&with, &[]))?;
    }

    #[test]
    fn adding_a_concrete_example_lowers_no_score(role in 0..ROLES.len(), wish in 0..WISHES.len(), vague in 0..VAGUE.len(), count in 0..EXAMPLES.len()) {
        let text = format!("{}{}", ROLES[role], WISHES[wish].replace("{}", VAGUE[vague]));
        no_score_falls(&assessed(&text, &EXAMPLES[..count]), &assessed(&text, &EXAMPLES[..=count]))?;
    }

    #[test]
    fn any_card_gets_an_answer_that_is_consistent(
        title in "\\PC{0,40}",
        text in "(As a |user |I want |to manage |all |fast |so that |, |and |e-mail |AC: |- |\n|[a-z]{1,8} |\\PC){0,30}",
        criterion in "\\PC{0,30}",
        kind in 0..Kind::ALL.len(),
        time_box in 0u8..=100,
    ) {
        let acceptance = [criterion.as_str()];
        let card = Card { title: &title, text: &text, acceptance: &acceptance, kind: Kind::ALL[kind] };
        let judged = assess(&card, &Context { time_box, ..Context::default() });
        prop_assert_eq!(judged.verdicts.len(), Criterion::ALL.len() - 1);
        for verdict in &judged.verdicts {
            prop_assert!(verdict.score <= 100);
            prop_assert_eq!(verdict.holds, verdict.score >= threshold(verdict.criterion));
        }
        prop_assert!(judged.value <= 100 && judged.testability <= 100 && judged.effort >= 1);
        prop_assert!(judged.findings.len() <= MOST_FINDINGS);
        prop_assert!(judged.findings.windows(2).all(|pair| pair[0].strength() >= pair[1].strength()));
        for place in judged.findings.iter().filter_map(|finding| finding.place) {
            let source = match place.field { Field::Title => &title, Field::Text => &text, Field::Acceptance => &criterion };
            prop_assert!(place.span.from < place.span.to && place.span.to as usize <= source.chars().count());
        }
    }
}
