use proptest::prelude::*;

use super::*;
use crate::judge::Field;
use crate::model::Product;

fn card<'a>(title: &'a str, text: &'a str, acceptance: &'a [&'a str]) -> Card<'a> {
    Card { title, text, acceptance, kind: Kind::Slice }
}

fn advice(title: &str) -> Advice {
    advise(&card(title, "", &[]), &Context::default())
}

fn titles(advice: &Advice) -> Vec<&str> {
    advice.suggestions[0].drafts.iter().map(|draft| draft.title.as_str()).collect()
}

#[test]
fn a_list_of_formats_is_taken_one_format_at_a_time() {
    let advice =
        advice("As a curator I want to import loans from CSV, Excel and XML so that I type less.");
    assert_eq!(advice.suggestions[0].pattern, Pattern::DataVariations);
    let expected = ["Import loans from CSV", "Import loans from Excel", "Import loans from XML"];
    assert_eq!(titles(&advice), expected);
}

#[test]
fn managing_is_unfolded_into_operations_that_start_with_seeing() {
    let advice = advice("As a warden I want to manage the list of boats.");
    assert_eq!(advice.suggestions[0].pattern, Pattern::OperationsCrud);
    assert_eq!(titles(&advice), ["See the boats", "Add a boat", "Change a boat", "Remove a boat"]);
}

#[test]
fn a_chain_of_steps_becomes_a_thin_path_first() {
    let advice =
        advice("As a walker I reserve a hut, collect the key at the inn and pay on the way back.");
    assert_eq!(advice.suggestions[0].pattern, Pattern::WorkflowSteps);
    let thin = advice.suggestions[0].drafts[0].title.as_str();
    assert!(thin.starts_with("Reserve a hut, then pay") && thin.ends_with("by hand"), "{thin}");
}

#[test]
fn a_question_comes_first_as_a_spike_with_a_time_box_and_an_exit() {
    let advice = advice("We don't know whether the buoy can send pictures through the satellite.");
    assert_eq!(advice.verdict, Advised::Spike);
    let first = &advice.suggestions[0].drafts[0];
    assert_eq!(first.kind, Kind::Spike);
    assert!(first.title.contains("2 days") && first.title.contains("drop it"), "{}", first.title);
    assert!(advice.suggestions[0].drafts[1..].iter().all(|draft| draft.kind == Kind::Slice));
}

#[test]
fn words_that_only_look_like_cues_do_not_split_a_thin_story() {
    let thin = [
        "As a lodger I want to accept the terms and conditions with one tick.",
        "As a facility manager I want to see the name of the caretaker.",
        "As a guest I want to see the breakfast hours.",
        "As a reader I want to see research and development expenses in one line.",
    ];
    for title in thin {
        assert_eq!(advice(title).verdict, Advised::Thin, "{title}");
    }
}

#[test]
fn investigating_is_no_spike_when_it_is_what_the_user_does() {
    let advice = advice(
        "As a claims officer I want to investigate a claim: open the file, question the driver, decide.",
    );
    assert_ne!(advice.verdict, Advised::Spike);
}

#[test]
fn work_on_the_inside_is_reframed_unless_the_inside_is_the_product() {
    let title = "Create an endpoint for parcels";
    assert_eq!(advice(title).verdict, Advised::Reframe);
    let context = Context { product: Product::Api, ..Context::default() };
    assert_ne!(advise(&card(title, "", &[]), &context).verdict, Advised::Reframe);
}

#[test]
fn nothing_is_said_about_an_empty_card() {
    for title in ["", "   ", "…", "--- !!!"] {
        let advice = advice(title);
        assert_eq!((advice.verdict, advice.suggestions.len()), (Advised::Thin, 0), "{title:?}");
    }
}

#[test]
fn criteria_are_found_on_the_card_and_in_the_text() {
    let listed = ["Shows the tide", "Shows the wind", "Warns of storms", "Works for every harbour"];
    let on_card = advise(&card("Harbour page", "", &listed), &Context::default());
    assert_eq!(on_card.suggestions[0].pattern, Pattern::AcceptanceCriteria);
    let text = "As a skipper I want a harbour page.\nAcceptance criteria:\n- shows the tide\n- shows the wind\n- warns of storms\n- lists free berths";
    let in_text = advise(&card("Harbour page", text, &[]), &Context::default());
    assert_eq!(in_text.suggestions[0].pattern, Pattern::AcceptanceCriteria);
}

#[test]
fn evidence_points_at_the_words_that_it_quotes() {
    let title = "✉ Als Überschrift: Sende “Grüße” per SMS, e-mail or letter";
    for suggestion in advice(title).suggestions {
        for evidence in suggestion.why {
            assert_eq!(evidence.place.field, Field::Title);
            let words = evidence.place.span.slice(title);
            assert!(evidence.message.starts_with(&format!("“{words}”")), "{}", evidence.message);
        }
    }
}

#[test]
fn a_long_text_takes_no_longer_than_its_beginning() {
    let text = "and, or then pay by card, ".repeat(50_000);
    let advice = advise(&card("Long", &text, &[]), &Context::default());
    assert!(advice.suggestions.len() <= MOST);
}

fn of(advice: &Advice, pattern: Pattern) -> &Suggestion {
    advice.suggestions.iter().find(|suggestion| suggestion.pattern == pattern).unwrap()
}

fn drafted(pattern: Pattern, title: &str) -> Vec<String> {
    let card = card(title, "", &[]);
    let reading = Reading::of(&card);
    let proposal = drafts::propose(pattern, &reading, &scales::weigh(&reading));
    proposal.drafts.into_iter().map(|draft| draft.title).collect()
}

#[test]
fn the_sides_of_several_people_are_the_slices() {
    let expected = [
        "Guests pay for berths with the app",
        "Harbour staff see how many berths are free",
        "The caterer invoices the club",
    ];
    let title = "Guests pay for berths with the app, harbour staff see how many berths are free, and the caterer invoices the club";
    assert_eq!(drafted(Pattern::RolesPersonas, title), expected);
    assert_eq!(
        drafted(
            Pattern::RolesPersonas,
            "Ferry app: guests look up the lane; staff just want to know the load"
        ),
        ["Guests look up the lane", "Staff just want to know the load"]
    );
}

#[test]
fn the_first_slice_for_a_number_meets_none_of_the_numbers() {
    let title = "The timetable must open in under 2 seconds for 20,000 passengers";
    let expected = [
        "The timetable must open, however long it takes",
        "The timetable must open in under 2 seconds",
        "The timetable must open for 20,000 passengers",
    ];
    assert_eq!(drafted(Pattern::DeferPerformance, title), expected);
}

#[test]
fn a_spike_asks_in_a_whole_sentence_whatever_the_story_is_made_of() {
    let asked = [
        (
            "Can we hear the bats by radio at all? Nobody knows.",
            "Find out whether we can hear the bats by radio (",
        ),
        ("Planning engine for tugs", "Find out how “Planning engine for tugs” can be done ("),
        ("Print the tide on glass", "Find out what it takes to print the tide on glass ("),
        (
            "Radio or cable for the pilots",
            "Find out which is better, Radio or cable for the pilots (",
        ),
    ];
    for (title, expected) in asked {
        let drafts = drafted(Pattern::Spike, title);
        assert!(drafts[0].starts_with(expected), "{drafts:?}");
        assert!(drafts[0].ends_with("(2 days; then build or drop it)"), "{drafts:?}");
    }
}

#[test]
fn parts_that_no_cue_names_are_used_before_stock_phrases() {
    assert_eq!(
        drafted(Pattern::SimpleComplex, "Print a label with the name of the ship"),
        ["Print a label", "Print a label, now with the name of the ship"]
    );
    assert_eq!(
        drafted(Pattern::MajorEffort, "Nine radio channels"),
        ["One of nine radio channels", "All nine radio channels"]
    );
    assert_eq!(
        drafted(Pattern::InterfaceVariations, "The game plays with gamepad, keyboard and touch"),
        [
            "The game plays with gamepad",
            "The game plays with keyboard",
            "The game plays with touch"
        ]
    );
}

#[test]
fn a_wish_is_told_without_its_formula() {
    let told = [
        ("We want card payments on the ferry", "Card payments on the ferry"),
        ("T-7 As a harbour master I want to see the tide", "See the tide"),
        ("It should be possible for the chief to see the tide", "See the tide"),
        ("The skipper wants a chart", "A chart"),
    ];
    for (title, expected) in told {
        let card = card(title, "", &[]);
        assert_eq!(phrasing::topic(&Reading::of(&card)), expected);
    }
}

#[test]
fn a_long_topic_is_cut_where_a_detail_begins() {
    let long = "The map must load in under 2 seconds for 10,000 visitors";
    assert_eq!(phrasing::stem(long, 48), "The map must load in under 2 seconds");
    assert_eq!(phrasing::stem("The map", 48), "The map");
}

#[test]
fn a_quality_that_no_number_measures_can_wait_behind_the_deed() {
    let title = "Uploading receipts is fast and works with all common formats";
    let expected =
        ["Upload receipts, however long it takes", "Upload receipts within an agreed time"];
    assert_eq!(drafted(Pattern::DeferPerformance, title), expected);
    let title = "Import our 20,000 old records from the mill";
    let expected =
        ["Import a few old records from the mill", "Import all 20,000 old records from the mill"];
    assert_eq!(drafted(Pattern::DeferPerformance, title), expected);
}

#[test]
fn a_story_without_parts_is_narrowed_by_its_own_words() {
    let drafted_of = |pattern, title| drafted(pattern, title);
    assert_eq!(
        drafted_of(Pattern::MajorEffort, "Print a label for every barrel"),
        ["Print a label for one barrel", "Print a label for the other barrels"]
    );
    assert_eq!(
        drafted_of(Pattern::DataVariations, "Sell moorings online"),
        ["Sell one kind of mooring online", "Sell the other kinds of mooring online"]
    );
    assert_eq!(
        drafted_of(Pattern::WorkflowSteps, "Publish a chart after the pilot has checked it"),
        ["Publish a chart", "Publish a chart only after the pilot has checked it"]
    );
    assert_eq!(
        drafted_of(Pattern::WorkflowSteps, "Damage claims"),
        [
            "One damage claim from start to finish, partly by hand",
            "All damage claims from start to finish"
        ]
    );
}

#[test]
fn a_quality_that_a_story_begins_with_comes_second() {
    let title = "Uploading receipts is fast and works with all common formats";
    let text = "As an employee I want uploading to be fast, so that handing in is easy.";
    let card = Card { title, text, acceptance: &[], kind: Kind::Slice };
    let advice = advise(&card, &Context::default());
    let drafts = |suggestion: &Suggestion| -> Vec<String> {
        suggestion.drafts.iter().map(|draft| draft.title.clone()).collect()
    };
    let later = advice.suggestions.iter().find(|s| s.pattern == Pattern::DeferPerformance);
    assert_eq!(
        later.map(drafts).unwrap_or_default(),
        ["Upload receipts, however long it takes", "Upload receipts within an agreed time"]
    );
}

#[test]
fn a_list_is_told_to_its_end_and_with_its_owner() {
    assert_eq!(
        drafted(
            Pattern::InterfaceVariations,
            "Warn skippers by email, SMS and push when a storm comes"
        ),
        [
            "Warn skippers by email when a storm comes",
            "Warn skippers by SMS when a storm comes",
            "Warn skippers by push when a storm comes"
        ]
    );
    assert_eq!(
        drafted(Pattern::DataVariations, "Record a patient's pressure, pulse and temperature"),
        [
            "Record a patient's pressure",
            "Record a patient's pulse",
            "Record a patient's temperature"
        ]
    );
}

#[test]
fn what_is_mine_stays_mine() {
    let advice = advice("As a member, I want to manage my moorings so that I know where I lie");
    assert_eq!(
        titles(&advice),
        ["See my moorings", "Add a mooring", "Change a mooring", "Remove a mooring"]
    );
}

#[test]
fn words_that_a_workshop_has_settled_are_not_named() {
    use crate::judge::FineWords;
    use crate::model::Dismissal;

    let title = "As a warden I want to manage the boats";
    let names = |context: &Context| {
        let advice = advise(&card(title, "", &[]), context);
        let told = |suggestion: &Suggestion| {
            suggestion.question.contains("“manage”")
                || suggestion.why.iter().any(|why| why.message.starts_with("“manage”"))
        };
        advice.suggestions.iter().any(told)
    };
    assert!(names(&Context::default()));
    let fine_words = FineWords::read(&["manage".to_owned()]);
    assert!(!names(&Context { fine_words: &fine_words, ..Context::default() }));
    let dismissed = [Dismissal { check: "vague-term".to_owned(), words: "manage".to_owned() }];
    assert!(!names(&Context { dismissed: &dismissed, ..Context::default() }));
}

#[test]
fn learned_words_are_shown_only_when_they_can_carry_the_pattern() {
    let advice = advice("Recommendation engine for wines");
    let wines = |evidence: &Evidence| evidence.message.starts_with("“wines”");
    assert!(advice.suggestions.iter().all(|suggestion| !suggestion.why.iter().any(wines)));
    let simple = of(&advice, Pattern::SimpleComplex);
    assert!(simple.why.iter().any(|evidence| evidence.message.starts_with("“Recommendation”")));
}

proptest! {
    #[test]
    fn any_common_words_make_sound_slices_for_any_pattern(words in proptest::collection::vec(0..WORDS.len(), 1..30)) {
        let text: Vec<&str> = words.iter().map(|at| WORDS[*at]).collect();
        let text = text.join(" ");
        for pattern in Pattern::ALL {
            assert_distinct(&drafted(*pattern, &text), &text);
        }
    }

    #[test]
    fn every_text_gets_sound_advice(title in "\\PC{0,80}", text in "(\\PC|[,:\\n] ){0,120}", criteria in proptest::collection::vec("\\PC{0,30}", 0..8)) {
        let criteria: Vec<&str> = criteria.iter().map(String::as_str).collect();
        assert_sound(&advise(&card(&title, &text, &criteria), &Context::default()), &title);
    }

    #[test]
    fn stories_of_any_common_words_get_sound_advice(words in proptest::collection::vec(0..WORDS.len(), 1..40)) {
        let text: Vec<&str> = words.iter().map(|at| WORDS[*at]).collect();
        let text = text.join(" ");
        assert_sound(&advise(&card(&text, "", &[]), &Context::default()), &text);
    }
}

const WORDS: &[&str] = &[
    "as",
    "a",
    "an",
    "the",
    "pilot",
    "I",
    "want",
    "to",
    "see",
    "manage",
    "delete",
    "my",
    "flights",
    ",",
    "and",
    "or",
    "(",
    ")",
    ":",
    "if",
    "fails",
    "all",
    "kinds",
    "of",
    "PDF",
    "CSV",
    "5,000",
    "users",
    "then",
    "approve",
    "Visa",
    "by",
    "phone",
    "so",
    "that",
    "unless",
    "20",
    "%",
    "everyone",
    "real-time",
    "?",
    ".",
    "don't",
    "know",
    "whether",
    "dashboard",
    "including",
    "\n-",
    "when",
    "map",
    "it",
    "them",
    "their",
];

/// What holds for the slices of every proposal.
fn assert_distinct(drafts: &[String], about: &str) {
    assert!(!drafts.is_empty(), "{about}");
    for (at, draft) in drafts.iter().enumerate() {
        let lower = draft.to_lowercase();
        assert!(!lower.contains("“”") && !lower.contains("takes to can "), "{draft}");
        let content = phrasing::content(draft);
        let again = drafts[..at].iter().any(|other| phrasing::content(other) == content);
        assert!(!again, "{about}: {drafts:?}");
        if let Some((stem, part)) = draft.split_once(": ") {
            assert_ne!(phrasing::content(stem), phrasing::content(part), "{draft}");
        }
    }
}

/// What holds for every advice.
fn assert_sound(advice: &Advice, about: &str) {
    assert!(advice.suggestions.len() <= MOST);
    let splits = matches!(advice.verdict, Advised::Split | Advised::Spike);
    assert_eq!(splits, !advice.suggestions.is_empty(), "{about}");
    for suggestion in &advice.suggestions {
        assert!(suggestion.strength <= 100 && !suggestion.why.is_empty());
        assert!(suggestion.question.ends_with('?'), "{}", suggestion.question);
        assert!(!suggestion.question.contains("“”"), "{}", suggestion.question);
        let drafts = &suggestion.drafts;
        assert!((1..=6).contains(&drafts.len()), "{about}: {drafts:?}");
        for (at, draft) in drafts.iter().enumerate() {
            assert!(
                draft.title.chars().count() <= phrasing::LONGEST && !draft.title.trim().is_empty()
            );
            let again = drafts[..at].iter().any(|other| other.title == draft.title);
            assert!(!again, "{about}: {drafts:?}");
        }
    }
}
