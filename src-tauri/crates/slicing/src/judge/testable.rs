//! Testable: a pass or fail check can be written from the card as it stands.

use std::sync::LazyLock;

use super::check::{Applies, Check, Effect, Observation};
use super::reading::{Basis, Reading};
use super::vertical::{code_part, quoted};
use super::{Criterion, Field};
use crate::language::{Phrases, Tag};
use crate::story::{Part, Unit, Voice};

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "vague-term",
        criterion: Criterion::Testable,
        reason: "Two people read it differently, and both are right.",
        source: "ISO/IEC/IEEE 29148, 5.2.7",
        applies: Applies::Work,
        observe: vague_term,
    },
    Check {
        name: "undefined-term",
        criterion: Criterion::Testable,
        reason: "The word needs a rule that the card does not give.",
        source: "INCOSE Guide to Writing Requirements, R7",
        applies: Applies::Work,
        observe: undefined_term,
    },
    Check {
        name: "open-end",
        criterion: Criterion::Testable,
        reason: "A list that goes on has no last test.",
        source: "INCOSE Guide to Writing Requirements, R9",
        applies: Applies::Work,
        observe: open_end,
    },
    Check {
        name: "nothing-definite",
        criterion: Criterion::Testable,
        reason: "What has no name cannot be checked.",
        source: "INCOSE Guide to Writing Requirements, R7",
        applies: Applies::Work,
        observe: nothing_definite,
    },
    Check {
        name: "only-a-heading",
        criterion: Criterion::Testable,
        reason: "A story is a change in behaviour, and a heading has no verb.",
        source: "QUS, Lucassen et al. 2016",
        applies: Applies::Slices,
        observe: only_a_heading,
    },
    Check {
        name: "scenario",
        criterion: Criterion::Testable,
        reason: "An event with its outcome is a test already.",
        source: "Specification by Example, Adzic",
        applies: Applies::Work,
        observe: scenario,
    },
    Check {
        name: "concrete-value",
        criterion: Criterion::Testable,
        reason: "A value can be checked; an adjective cannot.",
        source: "Example mapping, Wynne",
        applies: Applies::Work,
        observe: concrete_value,
    },
    Check {
        name: "criteria",
        criterion: Criterion::Testable,
        reason: "Criteria say when it is done.",
        source: "Card, conversation, confirmation, Jeffries",
        applies: Applies::AnyLanguage,
        observe: criteria,
    },
];

/// What is missing where a vague term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vague {
    Speed,
    Ease,
    Amount,
    Size,
    Quality,
    Judgement,
    Escape,
    Comparison,
}

/// From ISO/IEC/IEEE 29148 and the INCOSE rules, without the words that real stories use in an
/// innocent way ("some", "about", "be able to"): pointing at those only teaches people to look away.
static VAGUE: LazyLock<Phrases<Vague>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            "fast, quick, quickly, speedy, responsive, performant, instantly, instantaneous, rapidly, in a timely manner, timely, low latency, snappy, high performance, without delay, real quick",
            Vague::Speed,
        ),
        (
            "easy, easily, easy to use, user friendly, user-friendly, intuitive, intuitively, simple to use, convenient, comfortable, seamless, seamlessly, smooth, smoothly, \
             straightforward, effortless, ergonomic, hassle-free, self-explanatory, easy-to-use",
            Vague::Ease,
        ),
        (
            "a lot of, lots of, a number of, numerous, minimal, minimum effort, maximal, as little as, as few as, large amounts of, huge",
            Vague::Amount,
        ),
        (
            "scalable, robust, reliable, stable, resilient, highly available, future-proof, extensible, maintainable",
            Vague::Size,
        ),
        (
            "good, nice, nicer, modern, attractive, beautiful, pretty, professional, state of the art, state-of-the-art, great, cool, sexy, fancy, clean, \
             appealing, elegant, world-class, excellent, clear, helpful, useful, understandable, comprehensible, informative, decent, high quality, high-quality, proper, properly, well designed, well-designed, slick, pleasant, proficient, powerful, awesome, fresh",
            Vague::Quality,
        ),
        (
            "without problems, without any problems, trouble-free, appropriate, appropriately, suitable, adequate, adequately, sufficient, sufficiently, reasonable, acceptable, sensible, meaningful, flexible, optimal, efficient, efficiently, effective, effectively, customary, ancillary, cost-effective",
            Vague::Judgement,
        ),
        (
            "if possible, where possible, as far as possible, if necessary, as appropriate, if needed, when necessary, where applicable, as applicable, as required, if practicable, as much as possible, as soon as possible, asap, nice to have",
            Vague::Escape,
        ),
        (
            "better, faster, quicker, easier, simpler, improved, enhanced, higher quality, improve, enhance, optimise, optimize, streamline, \
             more efficient, more intuitive, more flexible, more reliable, more robust, more modern, more usable, smarter, smoother, cleaner, best",
            Vague::Comparison,
        ),
    ])
});

impl Vague {
    fn message(self, words: &str) -> String {
        let quoted = quoted(words);
        match self {
            Self::Speed => format!("{quoted} has no number."),
            Self::Ease => format!("{quoted} for whom, doing what?"),
            Self::Amount => format!("{quoted} does not say how many."),
            Self::Size => format!("{quoted} does not say against what."),
            Self::Quality => format!("{quoted} is a matter of taste."),
            Self::Judgement => format!("{quoted} leaves the decision open."),
            Self::Escape => format!("{quoted} is a way out."),
            Self::Comparison => format!("{quoted} than what?"),
        }
    }

    /// Whether a thing with this quality is several improvements in one.
    fn hides_several(self) -> bool {
        matches!(self, Self::Comparison | Self::Ease | Self::Quality)
    }

    fn question(self) -> &'static str {
        match self {
            Self::Speed => "How long may it take, and where, before someone gives up?",
            Self::Ease => "Who should manage it without help, and in how many minutes?",
            Self::Amount => "How many at most, and how many on a normal day?",
            Self::Size => "Which failure, or how many at once, must it survive?",
            Self::Quality => "What would somebody see that tells it is so?",
            Self::Judgement => "Who decides, and by which rule?",
            Self::Escape => "When exactly is it needed, and what happens otherwise?",
            Self::Comparison => "What is it today, and which figure would be enough?",
        }
    }
}

fn vague_term(reading: &Reading<'_>) -> Vec<Observation> {
    const FIRST: &[Effect] =
        &[(Criterion::Testable, -34), (Criterion::Estimable, -8), (Criterion::Small, -8)];
    const LATER: &[Effect] = &[(Criterion::Testable, -8), (Criterion::Estimable, -3)];
    const WISH: &[Effect] = &[
        (Criterion::Testable, -36),
        (Criterion::Estimable, -14),
        (Criterion::Small, -38),
        (Criterion::Atomic, -10),
    ];
    const SEVERAL: &[Effect] = &[
        (Criterion::Testable, -36),
        (Criterion::Estimable, -14),
        (Criterion::Small, -38),
        (Criterion::Atomic, -38),
    ];
    const MOST: usize = 3;
    let quality = |(part, vague): &(Part<'_>, Vague)| {
        let verb = reading.story.words(part).iter().any(|word| word.tag == Tag::Verb);
        *vague == Vague::Comparison || !verb
    };
    let found = reading.places(&VAGUE).into_iter().filter(quality).take(MOST).enumerate();
    found
        .map(|(index, (part, vague))| {
            let whole =
                index == 0 && vague_is_the_wish(reading, part.place.field, part.words.start);
            let several =
                vague == Vague::Comparison || reading.serves_somebody() && vague.hides_several();
            let effects = match index {
                0 if whole && several => SEVERAL,
                0 if whole => WISH,
                0 => FIRST,
                _ => LATER,
            };
            Observation::new(effects, Some(part.place), vague.message(part.text), vague.question())
        })
        .collect()
}

/// Whether the vague term is what is wanted ("I want better search") rather than a side remark.
fn vague_is_the_wish(reading: &Reading<'_>, field: Field, word: usize) -> bool {
    let Some(want) = &reading.story.want else { return false };
    let near = word >= want.words.start && word < want.words.start + 6 && want.words.len() <= 10;
    want.place.field == field && near && reading.wants_thing() && !reading.has_condition()
}

/// Words that are fine where a rule stands behind them.
static UNDEFINED: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "large, old, similar, recent, suspicious, relevant, popular, valid, invalid, normal, unusual, important, interesting, critical, \
         frequent, related, special, significant, accurate, secure, safe, sensitive, urgent, usually, normally, sometimes, often, regularly, \
         early enough, too late, too long, big, small, major, minor, correct, little memory, long-term, short-term, typical, common, inactive, outdated, unnecessary",
        (),
    )])
});

fn undefined_term(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Testable, -22), (Criterion::Estimable, -6)];
    let settled = !reading.story.criteria.is_empty()
        || !reading.story.scenarios.is_empty()
        || !reading.story.measures.is_empty();
    let Some((part, ())) = reading.in_want(&UNDEFINED).filter(|_| !settled) else {
        return Vec::new();
    };
    if reading.story.words(&part).iter().any(|word| word.tag == Tag::Verb) {
        return Vec::new();
    }
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("{} needs a rule.", quoted(part.text)),
        "Where is the line? Name one case on each side of it.",
    )]
}

/// Whether a word is one that only the checks may judge.
pub(super) fn is_vague(word: &crate::language::Word<'_>) -> bool {
    let word = std::slice::from_ref(word);
    VAGUE.at(word, 0).is_some()
        || UNDEFINED.at(word, 0).is_some()
        || INDEFINITE.at(word, 0).is_some()
}

static OPEN_END: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "etc, etc., and so on, and so forth, and more, and the like, but not limited to, and others, as a minimum, among others, and all that, and such",
        (),
    )])
});

fn open_end(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[
        (Criterion::Testable, -18),
        (Criterion::Estimable, -16),
        (Criterion::Small, -12),
        (Criterion::Atomic, -8),
    ];
    let Some((part, ())) = reading.places(&OPEN_END).into_iter().next() else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("The list goes on after {}.", quoted(part.text)),
        "Which one is needed first? The rest can be cards of their own.",
    )]
}

static INDEFINITE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "things, thing, stuff, functionality, functionalities, solution, mechanism, capabilities, features, \
         everything, anything, whatever, all kinds of, experience, support for everything, all information, relevant information, general information, necessary information, other information, all the information",
        (),
    )])
});

fn nothing_definite(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Testable, -18), (Criterion::Estimable, -10)];
    let Some((part, ())) = reading.in_want(&INDEFINITE) else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("{} could be anything.", quoted(part.text)),
        "Which one, by name? Take the one that somebody asked for last.",
    )]
}

fn only_a_heading(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] =
        &[(Criterion::Testable, -24), (Criterion::Estimable, -12), (Criterion::Vertical, -1)];
    const STATE: &[Effect] = &[(Criterion::Testable, -12), (Criterion::Estimable, -5)];
    const LITTLE: &[Effect] =
        &[(Criterion::Testable, -12), (Criterion::Estimable, -10), (Criterion::Vertical, -1)];
    if reading.basis == Basis::Nothing || !reading.story.criteria.is_empty() {
        return Vec::new();
    }
    let question = "What can somebody do when this is done that they cannot do today?";
    if !reading.has_behaviour() {
        let message = "Names a thing, not what somebody can do with it.";
        return vec![Observation::new(EFFECTS, reading.want_place(), message, question)];
    }
    let thing_wanted = reading.story.voice == Voice::First && reading.story.actions.is_empty();
    if thing_wanted && !reading.has_condition() {
        let message = "Wants a thing, not yet what it does.";
        return vec![Observation::new(STATE, reading.want_place(), message, question)];
    }
    if reading.basis == Basis::Little {
        let message = "A title this short says little.";
        return vec![Observation::new(
            LITTLE,
            reading.want_place(),
            message,
            "Who does this, and how do they notice that it worked?",
        )];
    }
    Vec::new()
}

fn scenario(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[
        (Criterion::Testable, 28),
        (Criterion::Estimable, 8),
        (Criterion::Vertical, 12),
        (Criterion::Valuable, 12),
        (Criterion::Small, 6),
    ];
    let Some(first) = reading.story.scenarios.first() else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(first.whole.place),
        "A case with an event and an outcome.",
        "Keep it: it is the first test.",
    )]
}

fn concrete_value(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Testable, 12), (Criterion::Estimable, 5)];
    let measure = reading.story.measures.iter().find(|measure| {
        let words = reading.story.words(&measure.part);
        measure.unit != Unit::Count || words.len() > 1 && words[0].tag == Tag::Number
    });
    let place = measure
        .map(|measure| (measure.part.place, measure.part.text))
        .or_else(|| quotation(reading))
        .or_else(|| code_part(reading).map(|part| (part.place, part.text)));
    let Some((place, text)) = place else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(place),
        format!("{} can be checked.", quoted(text)),
        "Keep it: a value is worth ten adjectives.",
    )]
}

/// Words in quotation marks, outside the title: what somebody reads on the screen.
fn quotation<'a>(reading: &Reading<'a>) -> Option<(super::Place, &'a str)> {
    reading.story.fields().filter(|(field, ..)| *field != Field::Title).find_map(
        |(field, item, text)| {
            let words = text.words();
            let opens = words.iter().position(|w| w.is_any(&["'", "\"", "“", "‘", "«"]))?;
            let closes = opens
                + 1
                + words[opens + 1..]
                    .iter()
                    .take(12)
                    .position(|w| w.is_any(&["'", "\"", "”", "’", "»"]))?;
            let part = reading.story.part(field, item, opens + 1..closes)?;
            Some((part.place, part.text))
        },
    )
}

fn criteria(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] =
        &[(Criterion::Testable, 16), (Criterion::Estimable, 6), (Criterion::Small, 4)];
    let Some(first) = reading.story.criteria.first() else { return Vec::new() };
    let count = reading.story.criteria.len();
    let message = if count == 1 {
        "Says when it is done.".to_owned()
    } else {
        format!("Says when it is done, in {count} points.")
    };
    vec![Observation::new(
        EFFECTS,
        Some(first.place),
        message,
        "Keep it, and ask which point could wait.",
    )]
}
