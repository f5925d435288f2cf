//! Valuable: somebody gains something.

use std::sync::LazyLock;

use super::Criterion;
use super::check::{Applies, Check, Effect, Observation};
use super::reading::{Actor, Reading};
use super::vertical::quoted;
use crate::language::{Phrases, Tag, Word};
use crate::story::{Part, Voice};

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "benefit",
        criterion: Criterion::Valuable,
        reason: "A benefit tells when the wish is worth nothing.",
        source: "INVEST, Wake 2003",
        applies: Applies::Work,
        observe: benefit,
    },
    Check {
        name: "protection",
        criterion: Criterion::Valuable,
        reason: "Keeping harm away is a gain, also when nobody asks for it.",
        source: "User stories and outcomes, Cohn",
        applies: Applies::Work,
        observe: protection,
    },
    Check {
        name: "person-served",
        criterion: Criterion::Valuable,
        reason: "A gain belongs to somebody.",
        source: "QUS, Lucassen et al. 2016",
        applies: Applies::Slices,
        observe: person_served,
    },
];

fn benefit(reading: &Reading<'_>) -> Vec<Observation> {
    const OWN: &[Effect] = &[(Criterion::Valuable, 28), (Criterion::Vertical, 6)];
    const REPEATED: &[Effect] = &[(Criterion::Valuable, -2)];
    const NEXT_TASK: &[Effect] = &[(Criterion::Valuable, -30), (Criterion::Vertical, -12)];
    const NONE: &[Effect] = &[(Criterion::Valuable, -2)];
    let Some(benefit) = &reading.story.benefit else {
        let asks = reading.story.voice == Voice::First && reading.story.role.is_some();
        return if asks {
            vec![Observation::new(
                NONE,
                None,
                "Says who and what, not yet what for.",
                "What can they do afterwards that they cannot do today?",
            )]
        } else {
            Vec::new()
        };
    };
    let seen = if names_next_task(reading) {
        Observation::new(
            NEXT_TASK,
            Some(benefit.place),
            "The benefit is our next task, not somebody's gain.",
            "Once all of it is done, what has changed for somebody outside the team?",
        )
    } else if repeats_wish(reading) {
        Observation::new(
            REPEATED,
            Some(benefit.place),
            "The benefit says the wish again.",
            "And what is that good for?",
        )
    } else {
        Observation::new(
            OWN,
            Some(benefit.place),
            "A benefit of its own, not the wish again.",
            "Keep it: it says when this slice is worth nothing.",
        )
    };
    vec![seen]
}

static TEAM_WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "sprint, iteration, frontend, front end, front-end, backend, back end, back-end, developer, development, dev team, tester, qa, merge, \
         deploy, refactor, code, codebase, architecture, plug in, next story, next sprint, other story, maintainable, ci, pipeline, unit test, implementation, \
         implement, the other team, ui team, api team, integrate later, later story, technical debt, persist, start on the screens, the screens can, build on it, start building, start coding, start developing",
        (),
    )])
});

/// Whether the benefit goes to the team: it may begin the next task.
fn names_next_task(reading: &Reading<'_>) -> bool {
    let words = reading.benefit();
    let ours = words.first().is_some_and(|w| w.is_any(&["we", "our"]))
        && reading.actor != Actor::Outside
        && reading.story.role.is_none();
    let technical = reading.technical || reading.serves_somebody();
    TEAM_WORDS.occur_in(words) && !technical
        || ours && reading.story.voice == Voice::Bare && super::vertical::builds(reading)
}

/// Whether most of what the benefit says stands in the wish already.
fn repeats_wish(reading: &Reading<'_>) -> bool {
    let content = |word: &&Word<'_>| {
        matches!(word.tag, Tag::Noun | Tag::Name | Tag::Verb | Tag::Adjective)
            && !word.is_any(&["able", "be", "have", "can", "use", "get"])
            && !matches!(word.lemma.as_ref(), "be" | "have" | "do" | "use")
    };
    let wish: Vec<&str> = reading.want().iter().filter(content).map(|w| w.lemma.as_ref()).collect();
    let benefit: Vec<&str> =
        reading.benefit().iter().filter(content).map(|w| w.lemma.as_ref()).collect();
    let again = benefit.iter().filter(|lemma| wish.contains(lemma)).count();
    benefit.is_empty() || again * 3 >= benefit.len() * 2
}

static PROTECTION: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "gdpr, compliance, compliant, legal, law, regulation, regulatory, audit trail, fraud, theft, injury, allergy, safety, emergency, double charge, charged twice, data loss, \
         breach, privacy, consent, outage, downtime, disaster, recall, tax office, fine, lawsuit, accessibility, wcag, hipaa, sox, pci, iso 27001, penalty, overdose",
        (),
    )])
});

fn protection(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Valuable, 16)];
    let Some((part, ())) = reading.places(&PROTECTION).into_iter().next() else {
        return Vec::new();
    };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("Protects somebody: {}.", quoted(part.text)),
        "Keep it: who owns the risk if this waits?",
    )]
}

/// Somebody is named who gets or sees something, though not as the role.
fn person_served(reading: &Reading<'_>) -> Vec<Observation> {
    if reading.actor != Actor::Nobody {
        return Vec::new();
    }
    let told = reading.story.want.iter().chain(&reading.story.details);
    told.filter_map(|part| served_in(reading, part)).take(1).collect()
}

fn served_in(reading: &Reading<'_>, want: &Part<'_>) -> Option<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Valuable, 14), (Criterion::Vertical, 4)];
    let words = reading.story.words(want);
    let person = words
        .iter()
        .position(|word| word.tag.is_noun() && crate::story::is_person(word) && !is_team(word));
    let first_person = || words.iter().position(|word| word.is_any(&["i", "my", "me"]));
    let person = person.or_else(first_person)?;
    if super::vertical::builds(reading) {
        return None;
    }
    let at = want.words.start + person;
    let part = reading.story.part(want.place.field, 0, at..at + 1)?;
    Some(Observation::new(
        EFFECTS,
        Some(part.place),
        format!("Says whom it concerns: {}.", quoted(part.text)),
        "Keep it, and ask them.",
    ))
}

fn is_team(word: &Word<'_>) -> bool {
    matches!(
        word.lemma.as_ref(),
        "developer"
            | "tester"
            | "team"
            | "engineer"
            | "architect"
            | "designer"
            | "owner"
            | "master"
            | "user-interface"
            | "admin"
    )
}
