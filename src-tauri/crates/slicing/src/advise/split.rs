//! What a split is worth, seen across its parts: what it lets one drop, and the ways in which
//! splits go wrong (layers, phases, halves, one reason for all).

use crate::judge::Card;
use crate::language::{Tag, Text, Word};

/// One thing to say about a split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Whether it speaks for the split.
    pub good: bool,
    /// What, in one sentence.
    pub message: String,
}

impl Remark {
    fn good(message: impl Into<String>) -> Self {
        Self { good: true, message: message.into() }
    }

    fn bad(message: impl Into<String>) -> Self {
        Self { good: false, message: message.into() }
    }
}

/// More parts than this are seldom discussed one by one.
const MANY: usize = 8;

/// Judges the parts of a split by their titles, in their order. Total: any titles get an answer;
/// without parts there is nothing to say.
pub fn split_judgement<T: AsRef<str>>(parent: &Card<'_>, titles: &[T]) -> Vec<Remark> {
    let parts: Vec<Text<'_>> = titles
        .iter()
        .map(|title| Text::read(title.as_ref()))
        .filter(|text| !text.is_empty())
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut remarks: Vec<Remark> =
        CHECKS.iter().filter_map(|check| check(parent, &parts)).collect();
    if !remarks.iter().any(|remark| !remark.good) {
        remarks.insert(0, droppable(&parts));
    }
    remarks
}

type Check = fn(&Card<'_>, &[Text<'_>]) -> Option<Remark>;

const CHECKS: &[Check] = &[
    alone,
    same,
    layers,
    phases,
    halves,
    one_reason,
    login_first,
    errors_first,
    whole_again,
    wiring,
    many,
    first_is_thin,
];

/// Without a complaint, the last part can be left out, which is what a split is for (80/20).
fn droppable(parts: &[Text<'_>]) -> Remark {
    match parts.last() {
        Some(last) => Remark::good(format!("“{}” can wait, or never come", shortened(last))),
        None => Remark::bad("There is nothing to leave out yet"),
    }
}

fn shortened(text: &Text<'_>) -> String {
    super::phrasing::brief(text.slice(0..text.words().len()), 60)
}

fn alone(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    (parts.len() == 1).then(|| Remark::bad("One part is not a split: what could come later?"))
}

fn same(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    let mut seen: Vec<Vec<&str>> = Vec::new();
    for part in parts {
        let key: Vec<&str> = content_words(part).collect();
        if seen.contains(&key) && !key.is_empty() {
            return Some(Remark::bad(format!("“{}” stands here twice", shortened(part))));
        }
        seen.push(key);
    }
    None
}

fn content_words<'t>(text: &'t Text<'_>) -> impl Iterator<Item = &'t str> {
    text.words()
        .iter()
        .filter(|word| word.is_spoken() && !matches!(word.tag, Tag::Determiner | Tag::Preposition))
        .map(|word| word.lemma.as_ref())
}

fn has_any(text: &Text<'_>, phrases: &[&str]) -> bool {
    let matches_at = |at: usize, phrase: &str| {
        let mut forms = phrase.split(' ');
        let words = text.words()[at..].iter();
        forms.by_ref().zip(words).all(|(form, word)| word.lower == form || word.lemma == form)
            && text.words().len() - at >= phrase.split(' ').count()
    };
    phrases.iter().any(|phrase| (0..text.words().len()).any(|at| matches_at(at, phrase)))
}

fn layers(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    const LAYERS: &[&str] = &[
        "ui",
        "gui",
        "front end",
        "frontend",
        "front-end",
        "back end",
        "backend",
        "back-end",
        "api",
        "endpoint",
        "database",
        "db",
        "schema",
        "table",
        "data model",
        "service layer",
        "middleware",
        "data layer",
        "business logic",
        "migration",
        "screens",
        "css",
    ];
    let layers: Vec<_> = parts.iter().filter(|part| has_any(part, LAYERS)).collect();
    let first = layers.first()?;
    (layers.len() >= 2).then(|| {
        Remark::bad(format!(
            "“{}” is a layer: alone it is of use to nobody; let every part go through all layers, however thinly",
            shortened(first)
        ))
    })
}

fn phases(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    const PHASES: &[&str] = &[
        "design",
        "analyse",
        "analyze",
        "specify",
        "develop",
        "implement",
        "code",
        "build",
        "test",
        "document",
        "deploy",
        "release",
        "harden",
        "uat",
        "qa",
        "analysis",
        "implementation",
        "testing",
        "deployment",
        "documentation",
        "development",
    ];
    let opens = |part: &&Text<'_>| {
        part.words().iter().find(|word| word.is_spoken()).is_some_and(|word| {
            PHASES.contains(&word.lower.as_ref()) || PHASES.contains(&word.lemma.as_ref())
        })
    };
    let phases = parts.iter().filter(opens).count();
    (phases >= 2 && phases * 2 >= parts.len()).then(|| {
        Remark::bad("These are phases of the work: nothing can be used before the last one is done")
    })
}

fn halves(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    let is_half = |part: &&Text<'_>| {
        let words = part.words();
        words.iter().any(is_fraction)
            || words.windows(2).any(|pair| {
                pair[0].is_any(&["part", "phase", "half", "step", "slice"]) && is_ordinal(&pair[1])
            })
            || words
                .windows(2)
                .any(|pair| pair[1].is("half") && pair[0].is_any(&["first", "second", "other"]))
            || words.windows(3).any(|three| {
                three[1].is_any(&["/", "of"]) && is_ordinal(&three[0]) && is_ordinal(&three[2])
            })
    };
    let half = parts.iter().find(is_half)?;
    Some(Remark::bad(format!(
        "“{}” does not say what one can do then: name the parts by what somebody gains",
        shortened(half)
    )))
}

/// "1/2".
fn is_fraction(word: &Word<'_>) -> bool {
    word.text.len() <= 5
        && word.text.split_once('/').is_some_and(|(a, b)| a < b && b != "7")
        && word.text.chars().all(|c| c.is_ascii_digit() || c == '/')
}

fn is_ordinal(word: &Word<'_>) -> bool {
    word.is_any(&["one", "two", "three", "i", "ii", "iii", "a", "b"]) && !word.is("a")
        || (word.tag == Tag::Number && word.text.len() <= 2)
}

fn one_reason(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    let reasons: Vec<&str> = parts.iter().filter_map(reason).collect();
    let first = reasons.first()?;
    (reasons.len() == parts.len()
        && parts.len() > 1
        && reasons.iter().all(|reason| reason == first))
    .then(|| Remark::bad("All parts give the same reason: what does each of them bring alone?"))
}

fn reason<'t>(part: &Text<'t>) -> Option<&'t str> {
    let words = part.words();
    let at = words.windows(2).position(|pair| pair[0].is("so") && pair[1].is("that"))?;
    Some(part.slice(at..words.len()).trim_end_matches('.'))
}

fn login_first(parent: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    const LOGIN: &[&str] = &[
        "log in",
        "login",
        "sign in",
        "sign on",
        "authentication",
        "permissions",
        "user accounts",
        "settings",
        "authorisation",
        "authorization",
    ];
    let first = parts.first()?;
    let wanted = has_any(&Text::read(parent.title), LOGIN);
    (parts.len() > 1 && !wanted && has_any(first, LOGIN)).then(|| {
        Remark::bad(format!(
            "“{}” comes before anything of use: can the first slice do without it?",
            shortened(first)
        ))
    })
}

fn errors_first(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    const ERRORS: &[&str] = &[
        "error",
        "fails",
        "fail",
        "failure",
        "invalid",
        "timeout",
        "retry",
        "expired",
        "refused",
        "rejected",
        "go wrong",
        "goes wrong",
    ];
    let first = parts.first()?;
    let others = parts.iter().skip(1).any(|part| !has_any(part, ERRORS));
    (others && has_any(first, ERRORS)).then(|| {
        Remark::bad(format!(
            "“{}” is an exception: put the path on which all goes well first",
            shortened(first)
        ))
    })
}

fn whole_again(parent: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    let whole = Text::read(parent.title);
    let key: Vec<&str> = content_words(&whole).collect();
    let repeats = parts.iter().any(|part| content_words(part).eq(key.iter().copied()));
    (repeats && !key.is_empty() && parts.len() > 1)
        .then(|| Remark::bad("One part is called like the whole: what is left out of it?"))
}

fn wiring(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    const WIRING: &[&str] = &[
        "button",
        "wire",
        "wire up",
        "label",
        "field",
        "column",
        "icon",
        "checkbox",
        "dropdown",
        "placeholder",
        "text box",
    ];
    let wires: Vec<_> = parts.iter().filter(|part| has_any(part, WIRING)).collect();
    let first = wires.first()?;
    (wires.len() >= 2 && wires.len() * 2 > parts.len()).then(|| {
        Remark::bad(format!(
            "“{}” is so thin that nobody would miss it: it may belong to another part",
            shortened(first)
        ))
    })
}

fn many(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    (parts.len() > MANY).then(|| {
        Remark::bad(format!(
            "{} parts at once: find the first two or three and leave the rest as one for later",
            parts.len()
        ))
    })
}

fn first_is_thin(_: &Card<'_>, parts: &[Text<'_>]) -> Option<Remark> {
    const LIMITS: &[&str] = &[
        "only",
        "one",
        "alone",
        "by hand",
        "when all goes well",
        "simplest",
        "plainest",
        "most frequent",
        "however slow",
        "without",
        "just",
        "first",
    ];
    let first = parts.first()?;
    (parts.len() > 1 && has_any(first, LIMITS)).then(|| {
        Remark::good(format!(
            "“{}” says what it leaves out, so it can be done soon",
            shortened(first)
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn remarks(parent: &str, titles: &[&str]) -> Vec<Remark> {
        let card = Card { title: parent, text: "", acceptance: &[], kind: Kind::Slice };
        split_judgement(&card, titles)
    }

    fn complains(parent: &str, titles: &[&str], about: &str) {
        let remarks = remarks(parent, titles);
        assert!(remarks.iter().any(|r| !r.good && r.message.contains(about)), "{remarks:?}");
    }

    #[test]
    fn a_split_by_variants_is_good_and_says_what_can_wait() {
        let remarks = remarks(
            "Attach a receipt",
            &["Attach a JPEG", "Attach a PDF", "Attach a scan from the phone"],
        );
        assert!(remarks.iter().all(|r| r.good), "{remarks:?}");
        assert!(remarks[0].message.contains("Attach a scan from the phone"));
    }

    #[test]
    fn layers_are_noticed() {
        complains(
            "Pay by card",
            &["Database schema for cards", "API for cards", "UI for cards"],
            "layer",
        );
    }

    #[test]
    fn one_technical_word_alone_is_no_layer_cake() {
        let remarks = remarks("Quote by API", &["Quote a parcel over the API", "Quote a letter"]);
        assert!(remarks.iter().all(|r| r.good), "{remarks:?}");
    }

    #[test]
    fn phases_are_noticed() {
        complains(
            "Order history",
            &["Design the order history", "Build the order history", "Test the order history"],
            "phases",
        );
    }

    #[test]
    fn halves_without_a_name_are_noticed() {
        complains(
            "Order history",
            &["Order history part 1", "Order history part 2"],
            "does not say",
        );
        complains("Order history", &["Order history (1/2)", "Order history (2/2)"], "does not say");
    }

    #[test]
    fn the_same_part_twice_is_noticed() {
        complains("Export", &["Export as CSV", "export as CSV."], "twice");
    }

    #[test]
    fn one_reason_for_all_parts_is_noticed() {
        complains(
            "Reports",
            &["See a table so that I decide well", "See a chart so that I decide well."],
            "same reason",
        );
    }

    #[test]
    fn login_and_errors_come_after_the_core() {
        complains(
            "Lend a book",
            &["Log in", "Lend a book to a member"],
            "comes before anything of use",
        );
        complains(
            "Pay by card",
            &["Tell that the card is refused: error 12", "Pay with a card that works"],
            "exception",
        );
    }

    #[test]
    fn a_login_story_may_begin_with_login() {
        let remarks =
            remarks("Log in with a company account", &["Log in with Google", "Log in with Okta"]);
        assert!(remarks.iter().all(|r| r.good), "{remarks:?}");
    }

    #[test]
    fn wiring_and_sheer_number_are_over_splitting() {
        complains(
            "Rate a film",
            &["Add the rate button", "Wire the rate button"],
            "nobody would miss",
        );
        let titles: Vec<String> =
            (0..12).map(|i| format!("Show chart number {i} to the analyst")).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        complains("Charts", &titles, "12 parts");
    }

    #[test]
    fn a_part_called_like_the_whole_is_noticed() {
        complains("Search for books", &["Search for books", "Search for films"], "like the whole");
    }

    #[test]
    fn no_parts_get_no_remark_and_one_part_is_no_split() {
        assert!(remarks("Search", &[]).is_empty());
        assert!(remarks("Search", &["", "  "]).is_empty());
        complains("Search", &["Search by title"], "not a split");
    }
}
