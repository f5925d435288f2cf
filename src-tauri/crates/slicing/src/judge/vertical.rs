//! Vertical: reaches an end that somebody outside the team can observe.

use std::sync::LazyLock;

use super::Criterion;
use super::check::{Applies, Check, Effect, Observation};
use super::reading::{Actor, Reading};
use crate::language::{Phrases, Tag, Word};
use crate::story::{Part, Voice};

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "outside-actor",
        criterion: Criterion::Vertical,
        reason: "A slice is for somebody who does not build it.",
        source: "INVEST, Wake 2003",
        applies: Applies::Slices,
        observe: outside_actor,
    },
    Check {
        name: "team-actor",
        criterion: Criterion::Vertical,
        reason: "A template with the team in it is a task in disguise.",
        source: "Story splitting cheat sheet, Lawrence",
        applies: Applies::Slices,
        observe: team_actor,
    },
    Check {
        name: "system-actor",
        criterion: Criterion::Vertical,
        reason: "A system wants nothing; somebody behind it does.",
        source: "QUS, Lucassen et al. 2016",
        applies: Applies::Slices,
        observe: system_actor,
    },
    Check {
        name: "layer",
        criterion: Criterion::Vertical,
        reason: "One layer has value only once the others are there.",
        source: "Vertical slices, Lawrence",
        applies: Applies::Slices,
        observe: layer,
    },
    Check {
        name: "phase",
        criterion: Criterion::Vertical,
        reason: "A phase of the work is not a piece of the product.",
        source: "Five story-splitting mistakes, Cohn",
        applies: Applies::Slices,
        observe: phase,
    },
    Check {
        name: "screen",
        criterion: Criterion::Vertical,
        reason: "A screen is where something happens, not what happens.",
        source: "Elephant Carpaccio, Cockburn and Kniberg",
        applies: Applies::Slices,
        observe: screen,
    },
    Check {
        name: "observable-outcome",
        criterion: Criterion::Vertical,
        reason: "What somebody sees, gets or decides can be shown.",
        source: "Vertical slices, Lawrence",
        applies: Applies::Slices,
        observe: observable_outcome,
    },
    Check {
        name: "no-outcome",
        criterion: Criterion::Vertical,
        reason: "Work that nobody is named for and nobody sees is a task.",
        source: "User stories and outcomes, Cohn",
        applies: Applies::Slices,
        observe: no_outcome,
    },
    Check {
        name: "statement",
        criterion: Criterion::Vertical,
        reason: "What the product does can be watched, whoever the card names.",
        source: "Specification by Example, Adzic",
        applies: Applies::Slices,
        observe: statement,
    },
    Check {
        name: "event-and-outcome",
        criterion: Criterion::Vertical,
        reason: "An event with its outcome is a whole path.",
        source: "Specification by Example, Adzic",
        applies: Applies::Slices,
        observe: event_and_outcome,
    },
];

fn outside_actor(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Vertical, 20), (Criterion::Valuable, 18)];
    let Some(role) = reading.story.role.as_ref().filter(|_| reading.serves_somebody()) else {
        return Vec::new();
    };
    vec![Observation::new(
        EFFECTS,
        Some(role.place),
        format!("Somebody outside the team is served: {}.", quoted(role.text)),
        "Keep it: it says whom to show the result to.",
    )]
}

fn team_actor(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Vertical, -32), (Criterion::Valuable, -25)];
    let Some(role) = reading.story.role.as_ref().filter(|_| reading.actor == Actor::Team) else {
        return Vec::new();
    };
    vec![Observation::new(
        EFFECTS,
        Some(role.place),
        format!("{} is one of us.", quoted(role.text)),
        "Who outside the team notices when this is done, and what do they notice?",
    )]
}

fn system_actor(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] =
        &[(Criterion::Vertical, -40), (Criterion::Valuable, -30), (Criterion::Testable, -10)];
    let Some(role) = reading.story.role.as_ref().filter(|_| reading.actor == Actor::System) else {
        return Vec::new();
    };
    vec![Observation::new(
        EFFECTS,
        Some(role.place),
        format!("{} is a system, not somebody.", quoted(role.text)),
        "Which person is waiting for what it does?",
    )]
}

/// How a technical word points to a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// Names a layer or code wherever it stands.
    Always,
    /// Is also an everyday word: counts only after a verb of building or as a heading.
    Built,
}

static LAYERS: LazyLock<Phrases<Layer>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            "backend, back end, back-end, frontend, front end, front-end, microservice, monolith, persistence, mapper, git repository, git, code base, namespace, to the cloud, schema, stored procedure, foreign key, orm, \
             data access layer, data layer, service layer, access layer, persistence layer, presentation layer, business layer, repository class, \
             repository pattern, rest controller, controller class, rest endpoint, restful, endpoint, database table, database schema, database model, \
             data model, database index, database, middleware, api gateway, message queue, message broker, kafka, rabbitmq, redis, kubernetes, docker, \
             terraform module, ci pipeline, ci/cd, build pipeline, ci server, jenkins, unit test, integration test, test automation, refactoring, technical debt, tech debt, boilerplate, dto, \
             dao, css, html, javascript, typescript, react, angular, vue, spring boot, hibernate, graphql, rest api, web service, caching layer, abstraction, \
             abstraction layer, dependency injection, event bus, object store, data warehouse schema, etl, staging table, elasticsearch, nginx, connection pool, feature toggle library, \
             logging framework, framework, code base, codebase, entity class, state machine, view model, viewmodel, rpc, grpc, json parser, xml parser, batch job, cron job, server-side, client-side, load balancer, \
             postgres, postgresql, mysql, mongodb, dependency, dependencies, library upgrade, component library, design system, wrapper, adapter, etl job, fact table, dimension table",
            Layer::Always,
        ),
        (
            "api, table, column, class, interface, layer, component, module, service, server, index, cache, caching, queue, migration, architecture, \
             infrastructure, environment, integration, engine, pipeline, container, library, repository, controller, model, client, crud, sdk, logging, \
             authentication, field, script, cluster, hook, webhook, parser, job, architecture, prototype, data structure, algorithm, validation, ui, gui, widget, screen layout, layout, mask, package, repo, repository, dockerfile, dockerfiles, node, build, cloud",
            Layer::Built,
        ),
    ])
});

static BUILDING: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "create, build, implement, develop, code, program, refactor, restructure, extract, migrate, set up, setup, configure, deploy, install, upgrade, \
         write, wire, wire up, introduce, split, rewrite, scaffold, integrate, hook up, provision, containerise, containerize, port, decouple, encapsulate, add, make, design, \
         replace, move, clean up, expose, automate, normalise, normalize, prepare, define, generate",
        (),
    )])
});

fn layer(reading: &Reading<'_>) -> Vec<Observation> {
    const PLAIN: &[Effect] =
        &[(Criterion::Vertical, -42), (Criterion::Valuable, -28), (Criterion::Negotiable, -12)];
    const SERVED: &[Effect] =
        &[(Criterion::Vertical, -26), (Criterion::Valuable, -16), (Criterion::Negotiable, -12)];
    if reading.technical && reading.actor != Actor::System {
        return Vec::new();
    }
    let code = code_part(reading).filter(|_| reading.is_command());
    let found = reading.in_headline(&LAYERS).or(code.map(|part| (part, Layer::Always)));
    let Some((part, strength)) = found else { return Vec::new() };
    let builds = builds(reading) || reading.is_command() || code_part(reading).is_some();
    let heading = reading.story.voice == Voice::Bare && reading.story.actions.is_empty();
    let integrator = reading.serves_somebody() && !wants_to_have(reading);
    let seen = match strength {
        Layer::Always => !integrator || builds,
        Layer::Built => {
            (builds && !integrator)
                || (heading && (reading.story.text.is_empty() || reading.is_head_of_want(&part)))
        }
    };
    if !seen {
        return Vec::new();
    }
    let effects = if reading.serves_somebody() { SERVED } else { PLAIN };
    vec![Observation::new(
        effects,
        Some(part.place),
        format!("{} is one layer of the product.", quoted(part.text)),
        "What is the smallest thing somebody could see or do through all layers?",
    )]
}

/// Whether the want begins with a verb of building.
pub(super) fn builds(reading: &Reading<'_>) -> bool {
    let starts = |words: &[Word<'_>]| {
        let first = words.iter().position(Word::is_spoken).unwrap_or(0);
        BUILDING.at(words, first).is_some()
    };
    let title_only = reading.story.role.is_none();
    starts(reading.want())
        && !(reading.serves_somebody()
            && first_verb_is(
                reading,
                &[
                    "add",
                    "make",
                    "move",
                    "write",
                    "split",
                    "create",
                    "replace",
                    "define",
                    "generate",
                    "prepare",
                    "configure",
                    "design",
                    "set",
                    "automate",
                ],
            ))
        || (title_only && starts(reading.story.title.words()))
}

fn first_verb_is(reading: &Reading<'_>, verbs: &[&str]) -> bool {
    reading.story.actions.first().is_some_and(|action| verbs.contains(&action.lemma.as_str()))
}

/// Whether a thing is wanted rather than something to happen: "I want an endpoint".
fn wants_to_have(reading: &Reading<'_>) -> bool {
    reading.story.voice == Voice::First
        && reading
            .story
            .actions
            .first()
            .is_none_or(|action| matches!(action.lemma.as_str(), "have" | "get" | "be"))
}

/// The first word of the want that can only be the name of something in code.
pub(super) fn code_part<'a>(reading: &Reading<'a>) -> Option<Part<'a>> {
    let want = reading.story.want.as_ref()?;
    let at = reading.story.words(want).iter().position(|word| is_code_name(word.text))?
        + want.words.start;
    reading.story.part(want.place.field, 0, at..at + 1)
}

/// `created_at`, `IMailSender`, `OrderDto`, `com.example.order`.
pub(super) fn is_code_name(text: &str) -> bool {
    const SUFFIXES: &[&str] =
        &["Dto", "Entity", "Service", "Controller", "Repository", "Factory", "Manager"];
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let identifier = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    let snake = identifier && text.contains('_');
    let dotted = identifier
        && text.matches('.').count() > 1
        && !text.starts_with("www.")
        && text.contains(|c: char| c.is_ascii_alphabetic());
    let interface = text.starts_with('I')
        && text.len() > 3
        && capitals > 1
        && text[1..].starts_with(|c: char| c.is_ascii_uppercase())
        && text.contains(|c: char| c.is_ascii_lowercase());
    let class =
        capitals > 1 && SUFFIXES.iter().any(|end| text.len() > end.len() && text.ends_with(end));
    snake || dotted || interface || class
}

static PHASES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "unit test, write test, write unit test, test plan, test case, test coverage, code review, code coverage, implementation of, testing of, development of, documentation of, analysis of, specification of, kick-off meeting, write concept, write a concept, concept for, regression test, manual test, uat, user acceptance test, user acceptance testing, \
         acceptance testing, go-live, hardening, hardening sprint, stabilisation, stabilization, mock-up, mockup, mock up, wireframe, figma, clickable prototype, storyboard, \
         technical specification, functional specification, tech spec, design document, requirements document, release notes, technical documentation, kick-off, kickoff, workshop with, \
         spike, proof of concept, poc, in production, code freeze, sign-off from, project plan, knowledge transfer, handover to, hand-over to, set up ci, ci/cd, deployment pipeline, data model workshop, performance tests, load tests, penetration test, smoke test, end-to-end test, test suite, test data",
        (),
    )])
});

/// First words of a title that is an activity of the team.
const ACTIVITIES: &[&str] = &[
    "analyse",
    "analyze",
    "investigate",
    "research",
    "evaluate",
    "test",
    "document",
    "refactor",
    "deploy",
    "design",
    "specify",
    "estimate",
    "prototype",
    "review",
    "clarify",
    "study",
    "explore",
    "retest",
    "benchmark",
    "spike",
    "rewrite",
    "migrate",
    "decide",
    "prepare",
    "develop",
    "code",
    "merge",
    "upgrade",
    "discuss",
    "plan",
    "organise",
    "organize",
    "train",
];

fn phase(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] =
        &[(Criterion::Vertical, -42), (Criterion::Valuable, -16), (Criterion::Testable, -14)];
    if reading.serves_somebody() {
        return Vec::new();
    }
    let activity = || {
        let want = reading
            .story
            .want
            .as_ref()
            .filter(|_| reading.story.role.is_none() || reading.actor == Actor::Team)?;
        let words = reading.story.words(want);
        let first = words.iter().position(Word::is_spoken)?;
        let imperative = !words.iter().any(|w| w.tag == Tag::Auxiliary);
        let is_activity = words[first].is_any(ACTIVITIES) && words.len() > first + 1 && imperative;
        let done_to = words
            .get(first + 1)
            .is_some_and(|next| next.tag != Tag::Noun || words[first].tag == Tag::Verb);
        let at = want.words.start + first;
        (is_activity && done_to)
            .then(|| reading.story.part(want.place.field, 0, at..at + 1))
            .flatten()
    };
    let Some(part) = activity().or_else(|| reading.in_headline(&PHASES).map(|(part, ())| part))
    else {
        return Vec::new();
    };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("{} is a step of our work, not a piece of the product.", quoted(part.text)),
        "Which slice is this a part of, and who sees that slice?",
    )]
}

static SCREENS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "screen, page, dashboard, form, dialog, view, mask, window, tab, menu, landing page, home page, homepage, button",
        (),
    )])
});

fn screen(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[
        (Criterion::Vertical, -22),
        (Criterion::Valuable, -12),
        (Criterion::Testable, -12),
        (Criterion::Atomic, -38),
        (Criterion::Small, -38),
    ];
    if reading.story.role.is_some() || !builds(reading) {
        return Vec::new();
    }
    let Some((part, ())) = reading.in_want(&SCREENS) else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!(
            "A {} is where something happens; the card does not say what.",
            part.text.to_lowercase()
        ),
        "What does somebody learn or do there first?",
    )]
}

static OBSERVABLE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "see, view, get, receive, choose, pick, find, search, pay, cancel, order, book, buy, read, hear, know, download, print, export, share, send, tell, \
         be told, notify, inform, warn, remind, approve, decline, reject, confirm, track, compare, filter, sort, browse, rate, redeem, return, sign, log, upload, attach, edit, change, \
         rename, delete, remove, restore, undo, submit, report, request, invite, join, leave, pause, resume, stop, start, scan, withdraw, \
         transfer, open, close, save, follow, block, mute, reply, comment, subscribe, unsubscribe, register, enter, retry, repeat, silence, check, look, lock, \
         unlock, reserve, reschedule, renew, apply, claim, refund, hide, show, display, record, correct, add, play, watch, prescribe, learn, list, mark, flag, import, update, switch",
        (),
    )])
});

fn observable_outcome(reading: &Reading<'_>) -> Vec<Observation> {
    const SERVED: &[Effect] =
        &[(Criterion::Vertical, 12), (Criterion::Valuable, 8), (Criterion::Testable, 8)];
    const BARE: &[Effect] = &[(Criterion::Vertical, 6), (Criterion::Testable, 4)];
    if builds(reading) || reading.actor == Actor::System {
        return Vec::new();
    }
    let seen = reading.story.actions.iter().find(|action| {
        OBSERVABLE.at(reading.story.words(&action.verb), 0).is_some() && action.object.is_some()
            || matches!(
                action.lemma.as_str(),
                "see" | "know" | "tell" | "search" | "pay" | "look" | "check"
            )
    });
    let Some(action) = seen else { return Vec::new() };
    let effects = if reading.serves_somebody() { SERVED } else { BARE };
    vec![Observation::new(
        effects,
        Some(action.verb.place),
        format!("{} can be shown to somebody.", quoted(action.verb.text)),
        "Keep it: the demo is in the sentence.",
    )]
}

/// "Move the application to the cloud": a command for the team, and nobody who sees the difference.
fn no_outcome(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] =
        &[(Criterion::Vertical, -12), (Criterion::Testable, -11), (Criterion::Valuable, -4)];
    let words = reading.want();
    let Some(first) = words.iter().position(Word::is_spoken).filter(|_| reading.is_command())
    else {
        return Vec::new();
    };
    let seen = OBSERVABLE.at(words, first).is_some() && code_part(reading).is_none();
    if seen || reading.names_person() || reading.story.benefit.is_some() {
        return Vec::new();
    }
    vec![Observation::new(
        EFFECTS,
        reading.want_place(),
        "Says what we do, not what somebody notices.",
        "Who notices when this is done, and by what?",
    )]
}

/// "The display shows the next tram": a thing as the subject, and a finite verb.
fn statement(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Vertical, 8), (Criterion::Valuable, 12)];
    let Some(want) = reading
        .story
        .want
        .as_ref()
        .filter(|_| reading.actor == Actor::Nobody && !reading.is_command())
    else {
        return Vec::new();
    };
    let words = reading.story.words(want);
    let subject = words.iter().take(6).position(|w| w.tag.is_noun());
    let verb = words.iter().position(|w| {
        w.tag == Tag::Auxiliary
            || (w.tag == Tag::Verb && !w.lower.ends_with("ing") && !w.lower.ends_with("ed"))
    });
    let (Some(subject), Some(verb)) = (subject, verb) else { return Vec::new() };
    let joined =
        words[..verb].iter().any(|w| w.tag == Tag::Preposition && w.is_any(&["to", "for", "like"]));
    if subject > verb || joined || LAYERS.occur_in(&words[..verb]) {
        return Vec::new();
    }
    vec![Observation::new(
        EFFECTS,
        Some(want.place),
        "Says what the product does.",
        "Keep it, and add who is glad of it.",
    )]
}

fn event_and_outcome(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] =
        &[(Criterion::Vertical, 16), (Criterion::Testable, 14), (Criterion::Valuable, 4)];
    const FEWEST_WORDS: usize = 4;
    let Some(want) = reading.story.want.as_ref().filter(|_| !builds(reading)) else {
        return Vec::new();
    };
    let text = reading.story.field(want.place.field, 0);
    let sentence = text.sentence_of(want.words.start).start..want.words.end;
    let words = text.words();
    let event = sentence.clone().find(|at| is_event(words, *at));
    let Some(event) = event.filter(|_| sentence.len() > 2 * FEWEST_WORDS) else {
        return Vec::new();
    };
    let place = reading.story.part(want.place.field, 0, event..sentence.end).map(|part| part.place);
    vec![Observation::new(
        EFFECTS,
        place,
        "Says what happens and when: a whole path.",
        "Keep it: the event is the first line of the test.",
    )]
}

/// "when" and "if" before an event, not in a question such as "see when it comes".
fn is_event(words: &[Word<'_>], at: usize) -> bool {
    let asked = at > 0
        && (words[at - 1].tag == Tag::Verb
            || words[at - 1].is_any(&["out", "about", "and", "or", "who"]));
    words[at].is_any(&["when", "whenever", "if", "once"]) && !asked
}

/// A text in quotation marks, shortened so that a message stays one line.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}
