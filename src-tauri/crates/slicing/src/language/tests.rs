//! What the words of a text are, one line per case.

use proptest::prelude::*;

use super::*;

/// Words with their tags, punctuation left out.
fn tagged(text: &str) -> String {
    let read = Text::read(text);
    let words = read.words().iter().filter(|word| word.is_spoken());
    words.map(|word| format!("{}/{:?}", word.text, word.tag)).collect::<Vec<_>>().join(" ")
}

fn verbs(text: &str) -> Vec<String> {
    let read = Text::read(text);
    read.words().iter().filter(|w| w.tag == Tag::Verb).map(|w| w.lemma.to_string()).collect()
}

fn tokens(text: &str) -> Vec<&str> {
    Text::read(text).words().iter().map(|word| word.text).collect()
}

#[test]
fn verbs_that_newspapers_use_as_nouns_are_found() {
    for (text, expected) in [
        ("As a clerk I want to import the list", "import"),
        ("As a clerk I want to access my files", "access"),
        ("I update my address", "update"),
        ("Users can share a photo", "share"),
        ("She is able to ingest records", "ingest"),
        ("Import bank statements", "import"),
        ("Upload the contract", "upload"),
        ("Customer reviews the order", "review"),
        ("As buyer I want check the invoice", "check"),
    ] {
        assert!(verbs(text).contains(&expected.to_owned()), "{text}: {}", tagged(text));
    }
}

#[test]
fn nouns_that_look_like_verbs_stay_nouns() {
    for (text, noun) in [
        ("The import takes long", "import"),
        ("Access rights page", "Access"),
        ("I see the share of the costs", "share"),
        ("They read my update", "update"),
    ] {
        assert!(tagged(text).contains(&format!("{noun}/Noun")), "{text}: {}", tagged(text));
    }
}

#[test]
fn unknown_words_get_a_tag_from_their_ending_and_neighbours() {
    assert!(tagged("I want to frobnicate the list").contains("frobnicate/Verb"));
    assert!(tagged("It is done zorkily").contains("zorkily/Adverb"));
    assert!(tagged("I stop it by frobnicating cards").contains("frobnicating/Verb"));
    assert!(tagged("The zorkmid is low").contains("zorkmid/Noun"));
    assert!(tagged("A zork-based list").contains("zork-based/Adjective"));
}

#[test]
fn lemmas_undo_endings() {
    for (text, lemma) in [
        ("I approved it", "approve"),
        ("I submitted it", "submit"),
        ("she emails me", "email"),
        ("he cancelled the order", "cancel"),
        ("he canceled the order", "cancel"),
        ("it was sent", "send"),
        ("they are organising it", "organise"),
        ("they are organizing it", "organize"),
        ("he carries it", "carry"),
        ("she pushes it", "push"),
    ] {
        assert!(verbs(text).contains(&lemma.to_owned()), "{text}: {:?}", verbs(text));
    }
    for (text, lemma) in [
        ("two boxes", "box"),
        ("three children", "child"),
        ("my addresses", "address"),
        ("the companies", "company"),
        ("the status", "status"),
    ] {
        let read = Text::read(text);
        assert_eq!(read.words()[1].lemma, lemma, "{text}");
    }
}

#[test]
fn words_are_cut_where_people_cut_them() {
    for (text, expected) in [
        ("don't re-order e-mail", vec!["don't", "re-order", "e-mail"]),
        ("10,000 users, 3.5 MB", vec!["10,000", "users", ",", "3.5", "MB"]),
        ("at 19:02.", vec!["at", "19:02", "."]),
        ("read and/or write", vec!["read", "and/or", "write"]),
        ("see https://a.example/b?c=d.", vec!["see", "https://a.example/b?c=d", "."]),
        ("GET /orders/{id} now", vec!["GET", "/orders/{id}", "now"]),
        ("his/her list", vec!["his", "/", "her", "list"]),
        ("cats, dogs, etc. are fine", vec!["cats", ",", "dogs", ",", "etc.", "are", "fine"]),
        ("**bold** and `code`", vec!["bold", "and", "code"]),
        ("- [ ] first\n2) second", vec!["- [ ]", "first", "2)", "second"]),
        ("50% of €12", vec!["50", "%", "of", "€", "12"]),
        ("日本", vec!["日", "本"]),
    ] {
        assert_eq!(tokens(text), expected);
    }
}

#[test]
fn sentences_end_at_points_lists_and_new_lines() {
    let sentences = |text: &str| {
        let read = Text::read(text);
        let parts = read.sentences().iter().map(|words| read.slice(words.clone()).to_owned());
        parts.collect::<Vec<_>>()
    };
    assert_eq!(sentences("One thing, e.g. this. Another."), ["One thing, e.g. this.", "Another."]);
    assert_eq!(sentences("A list:\n- one\n- two"), ["A list:", "- one", "- two"]);
    assert_eq!(
        sentences("a line\nthat goes on\nAnd a new one"),
        ["a line\nthat goes on", "And a new one"]
    );
    assert_eq!(sentences(""), [""; 0]);
}

#[test]
fn english_is_told_from_other_languages_and_short_text_is_trusted() {
    for text in [
        "Pay by card",
        "",
        "Login",
        "Rename playlist",
        "Dark mode",
        "As a user I want to export my data",
        "Kindergarten opening hours",
        "Export PDF invoices monthly",
        "Refund cancelled bookings automatically",
        "As a café owner I see naïve reviews",
        "Checkout with PayPal, Klarna, Twint, iDEAL",
    ] {
        assert!(is_english(text), "{text}");
    }
    for text in [
        "Als Nutzer möchte ich meine Daten exportieren, damit ich sie sichern kann.",
        "En tant que client, je veux payer par carte afin de gagner du temps",
        "Como usuario quiero exportar mis datos para guardarlos",
        "ユーザーとしてデータを書き出したい",
        "Как пользователь я хочу экспортировать данные",
        "بصفتي مستخدمًا أريد تصدير بياناتي",
        "Als gebruiker wil ik mijn gegevens exporteren zodat ik ze kan bewaren",
    ] {
        assert!(!is_english(text), "{text}");
    }
}

#[test]
fn phrases_match_forms_and_lemmas_and_prefer_the_longer_one() {
    let phrases = Phrases::new(&[("set up, set", 1), ("order", 2)]);
    let read = Text::read("They set up two orders");
    let found: Vec<_> = phrases.find(read.words()).map(|f| (f.words, f.meaning)).collect();
    assert_eq!(found, [(1..3, 1), (4..5, 2)]);
}

#[test]
fn no_more_is_read_than_the_limit() {
    let long = "word ".repeat(Text::LIMIT);
    let read = Text::read(&long);
    assert_eq!(read.words().last().map(|word| word.span.to), Some(Text::LIMIT as u32 - 1));
    let unbroken = "x".repeat(1_000_000);
    assert_eq!(Text::read(&unbroken).words()[0].text.len(), Text::LIMIT);
}

/// Text of the kinds that break tokenisers.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("As a user I want ".to_owned()),
        Just("so that ".to_owned()),
        Just("\n- [x] ".to_owned()),
        Just("a\u{301}".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("שלום ".to_owned()),
        Just("漢".to_owned()),
        Just("etc. ".to_owned()),
        Just("https://".to_owned()),
        Just("İ".to_owned()),
        Just("1,2.3/4:5".to_owned()),
        Just("'’\"“".to_owned()),
        Just("\r\n".to_owned()),
        Just("/".to_owned()),
        "\\PC{0,8}",
        "[a-z ,.;]{0,12}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_word_stands_where_its_span_says(text in any_text()) {
        let read = Text::read(&text);
        for word in read.words() {
            prop_assert_eq!(word.span.slice(&text), word.text);
        }
        prop_assert!(read.words().windows(2).all(|pair| pair[0].span.to <= pair[1].span.from));
    }

    #[test]
    fn sentences_cover_all_words_once(text in any_text()) {
        let read = Text::read(&text);
        let mut next = 0;
        for sentence in read.sentences() {
            prop_assert_eq!(sentence.start, next);
            prop_assert!(sentence.end > sentence.start);
            next = sentence.end;
        }
        prop_assert_eq!(next, read.words().len());
    }
}
