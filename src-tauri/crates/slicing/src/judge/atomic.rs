//! Atomic: one goal, one behaviour.

use super::Criterion;
use super::check::{Applies, Check, Effect, Observation};
use super::reading::Reading;
use super::vertical::{is_code_name, quoted};
use crate::language::{Tag, Word};
use crate::story::{Action, Joined};

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "joined-behaviours",
        criterion: Criterion::Atomic,
        reason: "Two things to do are two stories; two objects of one usually are not.",
        source: "QUS, Lucassen et al. 2016",
        applies: Applies::Work,
        observe: joined_behaviours,
    },
    Check {
        name: "long-list",
        criterion: Criterion::Atomic,
        reason: "Each item of a list can be a slice.",
        source: "Data variations, Lawrence",
        applies: Applies::AnyLanguage,
        observe: long_list,
    },
    Check {
        name: "several-channels",
        criterion: Criterion::Atomic,
        reason: "One channel proves the idea; the next one only widens it.",
        source: "SPIDR, Cohn",
        applies: Applies::Work,
        observe: several_channels,
    },
    Check {
        name: "several-stories",
        criterion: Criterion::Atomic,
        reason: "One card, one story.",
        source: "QUS, Lucassen et al. 2016",
        applies: Applies::Slices,
        observe: several_stories,
    },
];

const ALONE: &str = "Which of them would be useful alone?";

fn joined_behaviours(reading: &Reading<'_>) -> Vec<Observation> {
    const TWO: &[Effect] = &[(Criterion::Atomic, -38), (Criterion::Small, -14)];
    const THREE: &[Effect] = &[
        (Criterion::Atomic, -55),
        (Criterion::Small, -44),
        (Criterion::Testable, -24),
        (Criterion::Estimable, -8),
    ];
    const DETAILS: &[Effect] =
        &[(Criterion::Atomic, -55), (Criterion::Small, -44), (Criterion::Estimable, -8)];
    let actions = &reading.story.actions;
    let separate: Vec<&Action<'_>> = actions
        .iter()
        .enumerate()
        .filter(|(index, _)| *index == 0 || !belongs_to(&actions[index - 1], &actions[*index]))
        .map(|(_, action)| action)
        .collect();
    let details = detail_actions(reading);
    if let Some(list) =
        reading.story.lists.iter().find(|list| list.of_actions).filter(|_| separate.len() < 2)
    {
        let message = format!("{} things to do in one list.", list.items.len());
        let told_later = reading
            .story
            .details
            .iter()
            .any(|detail| detail.words.contains(&list.whole.words.start));
        let effects = if told_later { DETAILS } else { THREE };
        return vec![Observation::new(effects, Some(list.whole.place), message, ALONE)];
    }
    let (Some(first), Some(last)) = (separate.first(), separate.last()) else { return Vec::new() };
    let joined = separate.len() > 1;
    if !joined && details < 3 {
        return Vec::new();
    }
    let effects = match separate.len() {
        0 | 1 => DETAILS,
        2 => TWO,
        _ => THREE,
    };
    let message = if joined {
        format!("{} and {} are two behaviours.", quoted(first.verb.text), quoted(last.verb.text))
    } else {
        "The sentences after the story add more behaviours.".to_owned()
    };
    let conjunction = reading.story.joins.iter().find(|join| join.joined == Joined::Behaviours);
    let place = if joined {
        conjunction.map_or(last.verb.place, |join| join.word.place)
    } else {
        reading.story.details.first().map_or(first.verb.place, |detail| detail.place)
    };
    vec![Observation::new(effects, Some(place), message, ALONE)]
}

/// Whether the second of two actions is how the first one ends: "open the list and see", "type a
/// code and get", "copy and paste".
fn belongs_to(first: &Action<'_>, second: &Action<'_>) -> bool {
    const STEPS: &[&str] = &[
        "go", "open", "click", "enter", "type", "select", "choose", "log", "sign", "tap", "press",
        "navigate", "scan", "pick", "search", "look", "log-in", "call", "use", "visit", "copy",
        "drag", "scroll", "repeat", "point", "take", "provide", "submit", "fill", "read", "be",
        "have", "upload", "send",
    ];
    const ENDS: &[&str] = &[
        "see",
        "get",
        "receive",
        "view",
        "find",
        "paste",
        "drop",
        "know",
        "hear",
        "be",
        "have",
        "read",
        "learn",
        "understand",
    ];
    let lets = matches!(second.lemma.as_str(), "let" | "make" | "keep" | "be" | "have");
    STEPS.contains(&first.lemma.as_str()) && ENDS.contains(&second.lemma.as_str()) || lets
}

/// How many behaviours of the user the sentences after the story name.
fn detail_actions(reading: &Reading<'_>) -> usize {
    let abilities = reading.story.details.iter().filter(|detail| {
        let words = reading.story.words(detail);
        words
            .iter()
            .any(|w| w.is_any(&["i", "can", "user", "users", "also", "should", "must", "they"]))
    });
    abilities
        .map(|detail| {
            let words = reading.story.words(detail);
            let verbs = words
                .iter()
                .enumerate()
                .filter(|(at, w)| w.tag == Tag::Verb && follows_join(words, *at));
            verbs.count()
        })
        .sum()
}

fn follows_join(words: &[Word<'_>], at: usize) -> bool {
    at == 0
        || words[at - 1]
            .is_any(&[",", "and", "or", "then", "can", "also", "should", "must", "to", "i"])
}

fn long_list(reading: &Reading<'_>) -> Vec<Observation> {
    const THREE: &[Effect] = &[(Criterion::Atomic, -12), (Criterion::Small, -10)];
    const MORE: &[Effect] = &[
        (Criterion::Atomic, -40),
        (Criterion::Small, -38),
        (Criterion::Estimable, -6),
        (Criterion::Testable, -6),
    ];
    let lists = reading.story.lists.iter().filter(|list| !list.of_actions);
    let Some(list) = lists.max_by_key(|list| list.items.len()) else { return Vec::new() };
    let count = list.items.len();
    // Fields of one record are a list, but rarely a reason to split.
    let fields =
        reading.story.details.iter().any(|detail| detail.words.contains(&list.whole.words.start));
    let code = list.items.iter().any(|item| is_code_name(item.text));
    let heading = !reading.has_behaviour() || super::vertical::builds(reading);
    let effects = if (count >= 4 || heading) && !fields && !code { MORE } else { THREE };
    vec![Observation::new(
        effects,
        Some(list.whole.place),
        format!("A list of {count}, and each can be a slice."),
        "Which one do nine of ten people need first?",
    )]
}

const CHANNELS: &[&str] = &[
    "e-mail",
    "email",
    "mail",
    "sms",
    "phone",
    "app",
    "web",
    "push",
    "ios",
    "android",
    "desktop",
    "tablet",
    "browser",
    "chat",
    "letter",
    "post",
    "fax",
    "whatsapp",
    "slack",
    "kiosk",
    "print",
    "paper",
    "voice",
    "mobile",
    "pdf",
    "csv",
    "excel",
    "xml",
    "json",
    "word",
    "paypal",
    "card",
    "invoice",
    "watch",
    "tv",
    "telephone",
    "teams",
];

fn several_channels(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Atomic, -40), (Criterion::Small, -8)];
    let Some(want) = &reading.story.want else { return Vec::new() };
    let words = reading.story.words(want);
    let joins = |at: usize| words[at].is_any(&["and", "or", "and/or", "&", "/"]);
    let is_channel =
        |word: Option<&Word<'_>>| word.is_some_and(|w| CHANNELS.contains(&w.lemma.as_ref()));
    let pair = (1..words.len().saturating_sub(1)).find(|at| {
        let after = words[at + 1..]
            .iter()
            .find(|w| !w.is_any(&["a", "an", "the", "by", "via", "as", "on", "in", "with"]));
        joins(*at) && is_channel(words.get(at - 1)) && is_channel(after)
    });
    let Some(at) = pair else { return Vec::new() };
    let at = want.words.start + at;
    let Some(both) = reading.story.part(want.place.field, 0, at - 1..at + 2) else {
        return Vec::new();
    };
    vec![Observation::new(
        EFFECTS,
        Some(both.place),
        format!("{}: two ways to the same end.", quoted(both.text)),
        "Which way do most people take? The other can follow.",
    )]
}

fn several_stories(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Atomic, -50), (Criterion::Small, -40)];
    let words = reading.story.text.words();
    let stories = (0..words.len().saturating_sub(2)).filter(|at| {
        let opens = *at == 0
            || words[*at].starts_line
            || words[at - 1].tag == Tag::Bullet
            || words[at - 1].is(".");
        opens && words[*at].is("as") && words[at + 1].is_any(&["a", "an"])
    });
    let starts: Vec<usize> = stories.collect();
    let [_, second, ..] = starts.as_slice() else { return Vec::new() };
    let place =
        reading.story.part(super::Field::Text, 0, *second..*second + 2).map(|part| part.place);
    vec![Observation::new(
        EFFECTS,
        place,
        format!("{} stories on one card.", starts.len()),
        "Which one comes first?",
    )]
}
