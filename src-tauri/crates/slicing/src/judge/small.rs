//! Small: shows no signs that it can still be split.
//!
//! Length is no such sign: inside one project it tells next to nothing about effort. Counted are
//! criteria, actors, behaviours, kinds, quantifiers and quality numbers.

use std::sync::LazyLock;

use super::check::{Applies, Check, Effect, Observation};
use super::reading::{Basis, Reading};
use super::vertical::quoted;
use super::{Criterion, Finding, points, start};
use crate::language::Phrases;
use crate::model::Kind;

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "bundle-verb",
        criterion: Criterion::Small,
        reason: "Verbs like these hide several operations.",
        source: "Operations pattern, Lawrence",
        applies: Applies::Work,
        observe: bundle_verb,
    },
    Check {
        name: "whole-product",
        criterion: Criterion::Small,
        reason: "Nouns like these name a product or a programme of work.",
        source: "Splitting user stories by generic words, Sims",
        applies: Applies::Work,
        observe: whole_product,
    },
    Check {
        name: "many-criteria",
        criterion: Criterion::Small,
        reason: "More than a handful of criteria usually are several slices.",
        source: "Splitting user stories by acceptance criteria, Sims",
        applies: Applies::AnyLanguage,
        observe: many_criteria,
    },
    Check {
        name: "quantifier",
        criterion: Criterion::Small,
        reason: "“All” hides a list, and a list hides a split.",
        source: "INCOSE Guide to Writing Requirements, R26",
        applies: Applies::Work,
        observe: quantifier,
    },
    Check {
        name: "several-actors",
        criterion: Criterion::Small,
        reason: "Two kinds of people rarely need the same first.",
        source: "Splitting user stories by conjunctions, Sims",
        applies: Applies::Slices,
        observe: several_actors,
    },
    Check {
        name: "quality-number",
        criterion: Criterion::Small,
        reason: "It can work first and be fast, big or always there later.",
        source: "Defer performance, Lawrence",
        applies: Applies::Work,
        observe: quality_number,
    },
    Check {
        name: "big-technology",
        criterion: Criterion::Small,
        reason: "What has to learn, optimise or synchronise begins as something simpler.",
        source: "Twenty ways to split stories, Wake",
        applies: Applies::Work,
        observe: big_technology,
    },
];

static BUNDLES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "manage, maintain, administer, handle, support, process, organise, organize, keep track of, take care of, deal with, \
         oversee, automate, digitise, digitize, overhaul, modernise, modernize, redesign, revamp, migrate, integrate, restructure, collaborate, communicate, interact, cooperate, personalise, personalize, customise, customize, work with, work together, stay informed, keep up with, engage, do everything, do all",
        (),
    )])
});

fn bundle_verb(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[
        (Criterion::Small, -40),
        (Criterion::Atomic, -40),
        (Criterion::Testable, -14),
        (Criterion::Estimable, -16),
    ];
    let verb = reading.story.actions.iter().find(|action| {
        let from = action.verb.words.start;
        let words = reading.story.field(action.verb.place.field, 0).words();
        BUNDLES.at(words, from).is_some()
    });
    let Some(action) = verb else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(action.verb.place),
        format!("{} is several operations in one word.", quoted(action.verb.text)),
        "Which one of them is missed most? View, create, change, remove?",
    )]
}

static PRODUCTS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "module, portal, console, platform, dashboard, onboarding, web shop, webshop, online shop, shop system, crm, erp, cms, intranet, mobile app, marketplace, management system, \
         booking system, reporting system, ticketing system, inventory system, payment system, notification system, compliance, compliant, gdpr, programme, self-service, user management, multi-tenancy, \
         multi-language, internationalisation, internationalization, i18n, single sign-on, sso, offline mode, audit log, admin area, admin interface, back office, backoffice, suite, ecosystem, workflow engine, rule engine, \
         rules engine, recommendation engine, recommendations, chatbot, text editor, editor like, scheduling tool, planning tool,  digital twin, loyalty program, loyalty programme, search engine, help desk, knowledge base, admin panel, hr system, learning platform, website, web site, collaboration, full-text search, payroll, checkout, framework, technical debt, tech debt, end-to-end, everything about, lifecycle, life cycle, whole process, entire process, overview, transparency, communication, flexibility, visibility, security, usability, personalisation, personalization, a tool to, a tool for, an app for, an app to",
        (),
    )])
});

fn whole_product(reading: &Reading<'_>) -> Vec<Observation> {
    const WANTED: &[Effect] = &[
        (Criterion::Small, -40),
        (Criterion::Atomic, -36),
        (Criterion::Testable, -12),
        (Criterion::Estimable, -16),
    ];

    let Some((part, ())) = reading.in_want(&PRODUCTS) else { return Vec::new() };
    // "Log in to the portal" happens in one; "I want a portal" is one.
    let heads = reading.is_head_of_want(&part);
    let wanted = reading.story.actions.first().map_or(heads, |action| {
        let made = matches!(
            action.lemma.as_str(),
            "have"
                | "get"
                | "build"
                | "create"
                | "be"
                | "implement"
                | "develop"
                | "need"
                | "use"
                | "introduce"
                | "provide"
                | "make"
                | "split"
        );
        let object =
            action.object.as_ref().is_some_and(|object| object.words.contains(&part.words.start));
        made && (object || action.object.is_none() || part.text.contains("compli"))
    });
    let concrete = !reading.story.scenarios.is_empty() || !reading.story.criteria.is_empty();
    if !wanted || concrete {
        return Vec::new();
    }
    vec![Observation::new(
        WANTED,
        Some(part.place),
        format!("{} can mean months.", quoted(part.text)),
        "What is the first thing that one person would do with it?",
    )]
}

/// The number of acceptance criteria that still go with one slice, where the team has set no other.
pub(super) const MANY: usize = 4;

fn many_criteria(reading: &Reading<'_>) -> Vec<Observation> {
    const SOME: &[Effect] =
        &[(Criterion::Small, -12), (Criterion::Atomic, -38), (Criterion::Negotiable, -4)];
    const MANY_MORE: &[Effect] = &[
        (Criterion::Small, -40),
        (Criterion::Atomic, -45),
        (Criterion::Negotiable, -14),
        (Criterion::Estimable, -8),
    ];
    let count = reading.story.criteria.len().max(reading.story.scenarios.len());
    let most = reading.most_criteria;
    if count <= most {
        return Vec::new();
    }
    let effects = if count > most + 3 { MANY_MORE } else { SOME };
    let place = reading.story.criteria.get(most).map(|part| part.place);
    vec![Observation::new(
        effects,
        place,
        format!("{count} criteria: more than one slice usually needs."),
        "Which one would somebody miss most? Could the others follow?",
    )]
}

fn quantifier(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[
        (Criterion::Small, -18),
        (Criterion::Estimable, -10),
        (Criterion::Testable, -5),
        (Criterion::Atomic, -6),
    ];
    let want = reading.story.want.as_ref();
    let in_want = |part: &&crate::story::Part<'_>| {
        want.is_some_and(|want| {
            want.place.field == part.place.field && want.words.contains(&part.words.start)
        })
    };
    const MORE: &[Effect] = &[
        (Criterion::Small, -34),
        (Criterion::Estimable, -10),
        (Criterion::Testable, -12),
        (Criterion::Atomic, -36),
    ];
    let first = reading.story.quantifiers.iter().find(in_want).map_or(0, |part| part.words.start);
    let found = reading.story.quantifiers.iter().filter(in_want).take(2);
    let seen = found.map(|part| {
        let everything = part.text.to_lowercase().starts_with("everything");
        Observation::new(
            if everything || part.words.start != first { MORE } else { EFFECTS },
            Some(part.place),
            format!("{} hides a list, and a split.", quoted(part.text)),
            "Which one do nine of ten people need?",
        )
    });
    seen.collect()
}

fn several_actors(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Small, -10), (Criterion::Atomic, -14)];
    let [first, .., last] = reading.story.actors.as_slice() else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(last.place),
        format!("{} and {} are two kinds of people.", quoted(first.text), quoted(last.text)),
        "For which of them would it be useful alone?",
    )]
}

static QUALITY: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "at the same time, concurrent, concurrently, simultaneous, simultaneously, real-time, realtime, real time, high availability, highly available, 24/7, offline, under load, scalable, \
         uptime, peak, peak time, peak times, heavy load, downtime, zero downtime, failover, throughput, latency, per second, million, millions, thousands of, encrypted, encryption, penetration, disaster recovery",
        (),
    )])
});

fn quality_number(reading: &Reading<'_>) -> Vec<Observation> {
    const FIGURE: &[Effect] = &[(Criterion::Small, -36), (Criterion::Estimable, -10)];
    const NO_FIGURE: &[Effect] =
        &[(Criterion::Small, -36), (Criterion::Estimable, -14), (Criterion::Testable, -14)];
    let Some((part, ())) = reading.places(&QUALITY).into_iter().next() else { return Vec::new() };
    let effects = if reading.story.measures.is_empty() { NO_FIGURE } else { FIGURE };
    vec![Observation::new(
        effects,
        Some(part.place),
        format!("{} is a quality on top of a behaviour.", quoted(part.text)),
        "Who would be glad of a slower or smaller version first?",
    )]
}

static TECHNOLOGY: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "machine learning, ai, artificial intelligence, optimiser, optimizer, optimise, optimize, forecast, predict, recommend, synchronise, synchronize, sync, drag and drop, voice recognition, \
         image recognition, speech, blockchain, natural language, automatically detect, automatic translation, ocr, third-party, legacy, event-driven, to the cloud, refactor, architecture, all languages, conflict resolution, real-time collaboration, microservices, monolith, gantt, heat map, heatmap, route planning, video call, video conversation, virtual reality, augmented reality, migration, migrate, rewrite, integration with, integrate with",
        (),
    )])
});

fn big_technology(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Small, -36), (Criterion::Estimable, -20)];
    let Some((part, ())) = reading.in_want(&TECHNOLOGY) else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("{} is a large piece of work.", quoted(part.text)),
        "What could a person do by hand in its place, for the first users?",
    )]
}

/// Estimated effort in half days, 1 to 16 in factors of two, from the points against `small`.
/// Signs that it can still be split, no more: text tells nothing better about effort.
pub(super) fn effort(reading: &Reading<'_>, findings: &[Finding]) -> u16 {
    if reading.kind == Kind::Spike {
        return 2;
    }
    let room = i32::from(start(Criterion::Small)) - i32::from(super::threshold(Criterion::Small));
    let signs = -points(findings, Criterion::Small);
    match (reading.basis, signs) {
        (Basis::Nothing, _) => 2,
        (_, signs) if signs < 0 => 1,
        (_, signs) if signs < room / 3 => 2,
        (_, signs) if signs <= room => 4,
        (_, signs) if signs <= 2 * room => 8,
        _ => 16,
    }
}
