//! Negotiable: says what, not how.

use std::sync::LazyLock;

use super::Criterion;
use super::check::{Applies, Check, Effect, Observation};
use super::reading::Reading;
use super::vertical::{code_part, quoted};
use crate::language::Phrases;

pub(super) const CHECKS: &[Check] = &[
    Check {
        name: "prescribed-interface",
        criterion: Criterion::Negotiable,
        reason: "A widget is one answer; the card should hold the need.",
        source: "INVEST, Wake 2003",
        applies: Applies::Work,
        observe: prescribed_interface,
    },
    Check {
        name: "prescribed-technology",
        criterion: Criterion::Negotiable,
        reason: "How it is built can change; what for should not.",
        source: "QUS (problem-oriented), Lucassen et al. 2016",
        applies: Applies::Work,
        observe: prescribed_technology,
    },
];

static WIDGETS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "button, dropdown, drop-down, drop down, radio button, checkbox, check box, pop-up, popup, modal, tooltip, pixel, px, font, slider, carousel, accordion, \
         hamburger menu, sidebar, navbar, tab bar, combo box, combobox, spinner, upper right corner, top right corner, left corner, bold, blue, text field, datepicker, date picker, breadcrumb, right-click, double-click, hover, icon",
        (),
    )])
});

fn prescribed_interface(reading: &Reading<'_>) -> Vec<Observation> {
    const FIRST: &[Effect] = &[(Criterion::Negotiable, -22)];
    const LATER: &[Effect] = &[(Criterion::Negotiable, -18)];
    let found = reading.places(&WIDGETS).into_iter().take(2).enumerate();
    found
        .map(|(index, (part, ()))| {
            Observation::new(
                if index == 0 { FIRST } else { LATER },
                Some(part.place),
                format!("{} is one way to do it.", quoted(part.text)),
                "What should somebody achieve there, whatever it looks like?",
            )
        })
        .collect()
}

static TECHNOLOGIES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "postgres, postgresql, mysql, mongodb, oracle, redis, kafka, rabbitmq, docker, kubernetes, react, angular, vue, jquery, spring, hibernate, java, php, python, typescript, \
         javascript, aws, azure, lambda, elasticsearch, graphql, rest, soap, grpc, oauth, jwt, websocket, websockets, html, css, bootstrap, jenkins, terraform, ansible, sql, nosql, stored procedure, cron, cron job, iframe, microservice",
        (),
    )])
});

fn prescribed_technology(reading: &Reading<'_>) -> Vec<Observation> {
    const EFFECTS: &[Effect] = &[(Criterion::Negotiable, -26)];
    if reading.technical {
        return Vec::new();
    }
    let technology = reading.places(&TECHNOLOGIES).into_iter().next().map(|(part, ())| part);
    let Some(part) = technology.or_else(|| code_part(reading)) else { return Vec::new() };
    vec![Observation::new(
        EFFECTS,
        Some(part.place),
        format!("{} says how, and closes other ways.", quoted(part.text)),
        "Does a user notice it? If not, leave it to the conversation.",
    )]
}
