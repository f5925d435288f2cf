//! How stories are read, one line per case.

use proptest::prelude::*;

use super::*;
use crate::model::Kind;

fn read<'a>(title: &'a str, text: &'a str, acceptance: &'a [&'a str]) -> Story<'a> {
    Story::read(&Card { title, text, acceptance, kind: Kind::Slice })
}

fn shown(text: &str) -> String {
    let story = read("", text, &[]);
    let part = |part: &Option<Part<'_>>| part.as_ref().map_or("-", |part| part.text).to_owned();
    [part(&story.role), part(&story.want), part(&story.benefit)].join(" | ")
}

#[test]
fn role_want_and_benefit_are_found_in_every_order_and_dialect() {
    for (text, expected) in [
        (
            "As a cook I want to see the orders so that nothing burns.",
            "cook | see the orders | nothing burns",
        ),
        ("As a cook, I need to see the orders", "cook | see the orders | -"),
        ("As cook I see the orders", "cook | see the orders | -"),
        (
            "As a cook\nI want to see the orders\nSo that nothing burns",
            "cook | see the orders | nothing burns",
        ),
        (
            "As an owner, I would like to be able to sell so I can retire.",
            "owner | sell | I can retire",
        ),
        (
            "As the host I'd like the ability to mute guests because they shout",
            "host | mute guests | they shout",
        ),
        (
            "As a host I can mute guests, so that that I can speak",
            "host | mute guests | I can speak",
        ),
        ("In order to sleep, as a host I want to mute guests.", "host | mute guests | sleep"),
        (
            "So that nobody waits, as a nurse I want to see who is next",
            "nurse | see who is next | nobody waits",
        ),
        (
            "As a subscriber whose card was refused I can pay again",
            "subscriber whose card was refused | pay again | -",
        ),
        ("I want to stop the clock so I am fair.", "- | stop the clock | I am fair"),
        ("Employee sees remaining leave days", "Employee | sees remaining leave days | -"),
        ("A customer can pay by card", "customer | pay by card | -"),
        ("As any member, the app should greet me", "member | the app should greet me | -"),
        ("When the oven is hot, the baker gets a message.", "baker | gets a message | -"),
        ("As a fan I can like a song", "fan | like a song | -"),
        ("As a rider I want a map in order to find home", "rider | a map | find home"),
        ("As a rider I want a map. So that I find home.", "rider | a map | I find home"),
        ("Speed up the import to save time", "- | Speed up the import | save time"),
        ("As soon as it rains, the roof closes", "- | As soon as it rains, the roof closes | -"),
        ("Login", "- | Login | -"),
        ("", "- | - | -"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn a_template_in_the_title_is_read_when_the_text_has_none() {
    let story = read("As a cook I want to see the orders", "They come from the till.", &[]);
    assert_eq!(story.role.map(|role| (role.place.field, role.text)), Some((Field::Title, "cook")));
    assert_eq!(story.details.len(), 1);
}

#[test]
fn a_text_that_repeats_the_title_is_read_once() {
    let story = read("Pay by card", "Pay by card", &[]);
    assert!(story.text.is_empty());
    assert_eq!(story.want.map(|want| want.place.field), Some(Field::Title));
}

#[test]
fn the_people_in_a_role_are_told_apart() {
    let actors = |text| {
        read("", text, &[]).actors.iter().map(|actor| actor.text.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(actors("As a buyer or seller of stamps I see offers"), ["buyer", "seller"]);
    assert_eq!(actors("As a manager of sales and marketing I see offers"), ["manager"]);
}

fn actions(text: &str) -> String {
    let story = read("", text, &[]);
    let shown = story.actions.iter().map(|action| match &action.object {
        Some(object) => format!("{} {}", action.lemma, object.text),
        None => action.lemma.clone(),
    });
    shown.collect::<Vec<_>>().join(" + ")
}

#[test]
fn verbs_are_found_with_their_objects() {
    for (text, expected) in [
        ("As a cook I want to sort orders and print the list", "sort orders + print the list"),
        ("As a cook I want to add, change and delete dishes", "add + change + delete dishes"),
        ("As a cook I want to see names and prices", "see names and prices"),
        ("As a cook I see orders that are paid and packed", "see orders"),
        ("As a cook I order fish then pay it", "order fish + pay it"),
        ("As a cook I want a bigger stove", ""),
        ("Manager approves requests", "approve requests"),
    ] {
        assert_eq!(actions(text), expected, "{text}");
    }
}

#[test]
fn a_conjunction_joins_behaviours_or_objects() {
    let joined =
        |text| read("", text, &[]).joins.iter().map(|join| join.joined).collect::<Vec<_>>();
    assert_eq!(joined("As a cook I want to sort orders and print the list"), [Joined::Behaviours]);
    assert_eq!(joined("As a cook I want to sort orders and bills"), [Joined::Objects]);
    assert_eq!(joined("As a buyer I accept the terms and conditions"), [Joined::Objects]);
}

#[test]
fn enumerations_of_three_are_lists() {
    let items = |text| {
        let story = read("", text, &[]);
        story
            .lists
            .iter()
            .map(|list| list.items.iter().map(|item| item.text).collect::<Vec<_>>().join("; "))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        items("As a clerk I filter trips by month, customer or car"),
        ["month; customer; car"]
    );
    assert_eq!(items("As a clerk I upload PDF, PNG and JPEG files"), ["PDF; PNG; JPEG files"]);
    assert!(items("As a clerk, I file it, so that I find it").is_empty());
}

#[test]
fn criteria_are_found_in_any_layout() {
    for text in [
        "As a cook I see orders.\nAcceptance criteria:\n- sorted by time\n- paid ones are grey",
        "As a cook I see orders.\nAC:\n1. sorted by time\n2. paid ones are grey",
        "As a cook I see orders.\n- [ ] sorted by time\n- [x] paid ones are grey",
        "As a cook I see orders. Done when sorted by time; paid ones are grey",
        "As a cook I see orders.\nAC: sorted by time\nPaid ones are grey",
    ] {
        let story = read("", text, &[]);
        assert_eq!(story.criteria.len(), 2, "{text}: {:?}", story.criteria);
        assert_eq!(story.want.map(|want| want.text), Some("see orders"), "{text}");
    }
    assert_eq!(read("Pay", "", &["it works", "it is paid"]).criteria.len(), 2);
}

#[test]
fn scenarios_are_found_in_any_layout() {
    for text in [
        "Given an order\nWhen it is paid\nThen it turns grey",
        "As a cook I see orders. Given an order, when it is paid, then it turns grey.",
        "- Given an order when it is paid then it turns grey",
        "When it is paid, then it turns grey",
    ] {
        let story = read("", text, &[]);
        assert_eq!(story.scenarios.len(), 1, "{text}");
        assert!(story.scenarios[0].then.text.starts_with(['t', 'T']), "{text}");
    }
    let two = "Given a, when b, then c. Given d, when e, then f.";
    assert_eq!(read("", two, &[]).scenarios.len(), 2);
    assert_eq!(read("x", "", &[two]).scenarios.len(), 2);
    assert!(read("", "I log in and then I see it", &[]).scenarios.is_empty());
}

#[test]
fn numbers_are_read_with_their_units() {
    let units = |text| {
        read("", text, &[])
            .measures
            .iter()
            .map(|measure| (measure.part.text.to_owned(), measure.unit))
            .collect::<Vec<_>>()
    };
    assert_eq!(units("within 2 seconds"), [("2 seconds".to_owned(), Unit::Time)]);
    assert_eq!(units("at least 99.9 %"), [("99.9 %".to_owned(), Unit::Share)]);
    assert_eq!(units("costs €12"), [("€12".to_owned(), Unit::Money)]);
    assert_eq!(units("a 3MB file"), [("3MB".to_owned(), Unit::Bytes)]);
    assert_eq!(units("500 concurrent users"), [("500 concurrent".to_owned(), Unit::Load)]);
    assert_eq!(units("two lists"), [("two lists".to_owned(), Unit::Count)]);
}

#[test]
fn quantifiers_come_with_their_noun() {
    let quantifiers = |text| {
        read("", text, &[]).quantifiers.iter().map(|part| part.text.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(quantifiers("I see all orders of any shop"), ["all orders", "any shop"]);
    assert!(quantifiers("After all I do not see it at all").is_empty());
}

proptest! {
    #[test]
    fn any_card_is_read_and_every_part_is_its_text(
        title in "\\PC{0,40}",
        text in "(As a |I want |so that |given |when |then |, |and |AC: |- |\n|[a-z]{1,8} |[0-9]{1,3} |\\PC){0,30}",
        criterion in "\\PC{0,30}",
    ) {
        let acceptance = [criterion.as_str()];
        let story = read(&title, &text, &acceptance);
        let parts = story.role.iter().chain(&story.want).chain(&story.benefit).chain(&story.criteria).chain(&story.details);
        for part in parts.chain(&story.quantifiers).chain(story.lists.iter().flat_map(|list| &list.items)) {
            let source = match part.place.field {
                Field::Title => title.as_str(),
                Field::Text => text.as_str(),
                Field::Acceptance => criterion.as_str(),
            };
            prop_assert_eq!(part.place.span.slice(source), part.text);
        }
    }
}
