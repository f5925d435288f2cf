use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::model::{Kind, Product};

fn judgement(whole: &str, titles: &[&str], product: Product) -> SplitJudgement {
    let card = Card { title: whole, text: "", acceptance: &[], kind: Kind::Slice };
    split_judgement(&card, titles, &Context { product, ..Context::default() })
}

/// Every remark, also those that are not told.
pub(super) fn judged(whole: &str, titles: &[&str], product: Product) -> Vec<Remark> {
    let card = Card { title: whole, text: "", acceptance: &[], kind: Kind::Slice };
    check::observe(&Split::read(&card, titles, product))
}

fn said(whole: &str, titles: &[&str]) -> String {
    let judged = judgement(whole, titles, Product::App);
    let lines = judged.remarks.iter().map(|remark| {
        format!(
            "{:+} {} {:?} {} {} [{}]\n",
            remark.points,
            remark.check,
            remark.parts,
            remark.message,
            remark.question,
            remark.source
        )
    });
    format!("{}\n{}", judged.score, lines.collect::<String>())
}

#[test]
fn a_split_by_variants_is_good_and_says_what_can_wait() {
    expect![[r#"
        94
        +12 thin-first [0] “Attach one JPEG by hand” says what it leaves out, so it can be done soon. Would one person be glad of it alone? [Meta-pattern, Lawrence and Green (Humanizing Work)]
        +12 behaviours [0, 1, 2] Every part says what somebody can do. To whom will each be shown? [INVEST, Wake 2003]
        +8 variants [0, 1, 2] “Attach one JPEG by hand” and “Attach a PDF” are each of use alone. Which one is most frequent? Begin with that. [SPIDR, Cohn]
        +8 droppable [2] “Attach a scan from the phone” can wait, or never come. Who would miss it? [Story splitting flowchart, Lawrence and Green (Humanizing Work)]
        +4 equal [0, 1, 2] The parts look equally thick. Does the team see it so? [Story splitting flowchart, Lawrence and Green (Humanizing Work)]
    "#]].assert_eq(&said(
        "Attach a receipt",
        &["Attach one JPEG by hand", "Attach a PDF", "Attach a scan from the phone"],
    ));
}

#[test]
fn layers_among_harmless_parts_are_named() {
    expect![[r#"
        5
        -45 layers [0, 1] “Ship master data service” and “REST endpoint for arrivals” are layers: alone they are of use to nobody. What is the smallest thing somebody could see or do through all layers? [Vertical slices, Lawrence]
    "#]].assert_eq(&said(
        "Show arrival times of ships",
        &[
            "Ship master data service",
            "REST endpoint for arrivals",
            "Warn the pilot an hour before",
        ],
    ));
}

#[test]
fn technical_words_are_the_users_own_in_a_technical_product() {
    let parts = ["Call the endpoint with one order", "Endpoint for refunds", "Schema of an order"];
    let complains =
        |product| judgement("Orders", &parts, product).remarks.iter().any(|r| r.check == "layers");
    assert!(complains(Product::App));
    assert!(!complains(Product::Api));
    assert!(
        judged("Orders", &["Controller", "Mapper"], Product::Api)
            .iter()
            .any(|r| r.check == "layers")
    );
}

#[test]
fn a_part_that_works_on_what_another_makes_needs_it() {
    let parts = ["", "See my expenses", "Approve an expense", "Add an expense with a photo"];
    let judged = judgement("Expenses", &parts, Product::App);
    assert_eq!(judged.needs, [Need { part: 2, needs: 3, thing: "expense".to_owned() }]);
    let backwards = judged.remarks.iter().find(|remark| remark.check == "backwards");
    assert_eq!(backwards.map(|remark| remark.parts.as_slice()), Some([2, 3].as_slice()));
}

#[test]
fn no_parts_get_no_remark_and_no_score() {
    assert_eq!(judgement("Search", &[], Product::App), SplitJudgement::default());
    assert_eq!(judgement("Search", &["", "  "], Product::App), SplitJudgement::default());
}

#[test]
fn checks_have_names_of_their_own_and_sources() {
    let mut names: Vec<&str> = split_checks().map(|check| check.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    for check in split_checks() {
        assert!(!check.source.is_empty() && check.reason.ends_with('.'), "{}", check.name);
    }
}

proptest! {
    #[test]
    fn any_titles_get_a_score_that_adds_up(whole in ".{0,40}", titles in proptest::collection::vec(".{0,60}", 0..12)) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let told = judgement(&whole, &titles, Product::App);
        let all = judged(&whole, &titles, Product::App);
        prop_assert!(told.remarks.len() <= MOST_REMARKS);
        prop_assert!(told.remarks.is_sorted_by_key(|remark| std::cmp::Reverse(remark.points.unsigned_abs())));
        prop_assert!(told.remarks.iter().flat_map(|remark| &remark.parts).all(|part| *part < titles.len()));
        let sum: i32 = all.iter().map(|remark| i32::from(remark.points)).sum();
        let expected = (i32::from(START) + sum).clamp(0, 100);
        prop_assert!(i32::from(told.score) == expected || told == SplitJudgement::default());
    }

    #[test]
    fn a_part_waits_for_another_and_never_for_itself(verbs in proptest::collection::vec(0usize..6, 1..6)) {
        const PARTS: [&str; 6] =
            ["Add a note", "Delete a note", "Share a note", "Write a letter", "Close a letter", "See a map"];
        let titles: Vec<&str> = verbs.iter().map(|verb| PARTS[*verb]).collect();
        for need in judgement("Notes", &titles, Product::App).needs {
            prop_assert_ne!(need.part, need.needs);
            prop_assert!(titles[need.needs].ends_with(&need.thing));
        }
    }
}
