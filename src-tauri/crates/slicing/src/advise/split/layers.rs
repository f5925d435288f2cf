//! Parts that are layers, screens or infrastructure of the product, or work for the team itself.

use std::sync::LazyLock;

use super::check::{Seen, SplitCheck};
use super::part::{Part, Split};
use crate::language::Phrases;

pub(super) const CHECKS: &[SplitCheck] = &[
    SplitCheck {
        name: "layers",
        reason: "A layer is of use to nobody before the others are there.",
        source: "Vertical slices, Lawrence",
        observe: layers,
    },
    SplitCheck {
        name: "screens",
        reason: "A screen is where something happens, not what happens.",
        source: "Elephant Carpaccio, Cockburn and Kniberg",
        observe: screens,
    },
    SplitCheck {
        name: "team-roles",
        reason: "A template with the team or a system in it is a task in disguise.",
        source: "Story splitting cheat sheet, Lawrence",
        observe: team_roles,
    },
    SplitCheck {
        name: "wiring",
        reason: "What nobody would miss belongs to another part.",
        source: "Five story-splitting mistakes, Cohn",
        observe: wiring,
    },
];

/// How surely words name a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// The inside of a product of any kind.
    Inside,
    /// A layer of an app; what a technical product offers to its users.
    Always,
    /// Also an everyday word: only as the head of a heading.
    Heading,
}

static LAYERS: LazyLock<Phrases<Layer>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            "controller, mapper, dto, dao, orm, entity and repository, repository class, stored procedure, service layer, data layer, access layer, persistence layer, \
             presentation layer, business layer, business logic, staging table, fact table, dimension table, fact and dimension table, java service, angular component, react component, unit test",
            Layer::Inside,
        ),
        (
            "ui, gui, user interface, front end, frontend, front-end, back end, backend, back-end, api, endpoint, rest endpoint, database, db, schema, data model, \
             persistence, middleware, microservice, css, html, sql, etl, elasticsearch, table and stored procedure, server part, client part, server side, client side, \
             migration, web service, firmware, index, widget, database table, layer",
            Layer::Always,
        ),
        (
            "table, view, service, server, client, mobile client, logic, storage, module, component, repository, entity, form, \
             web page, app, mobile app, layout, model, cache, queue, class, script, tables, page, screen",
            Layer::Heading,
        ),
    ])
});

fn layer(part: &Part<'_>) -> Option<Layer> {
    let mut found = LAYERS.find(part.words()).filter(|found| found.meaning != Layer::Heading);
    found.next().map(|found| found.meaning).or_else(|| part.heading_ends_as(&LAYERS))
}

/// Whether a part is a layer. What the whole names too is what it is about, and technical words
/// are the users' own in a technical product.
pub(super) fn is_layer(split: &Split<'_>, part: &Part<'_>) -> bool {
    let theirs = split.product.is_technical() || layer(&split.whole).is_some();
    layer(part).is_some_and(|layer| !theirs || layer == Layer::Inside)
}

fn layers(split: &Split<'_>) -> Option<Seen> {
    let layers = split.which(|part| is_layer(split, part));
    let sure = layers.iter().any(|at| layer(&split.parts[*at]) != Some(Layer::Heading));
    let screens = layers.iter().all(|at| is_screen(&split.parts[*at]));
    let points = match layers.len() {
        0 => return None,
        1 if sure && !is_behaviour(&split.parts[layers[0]]) => -18,
        1 => return None,
        _ if screens => return None,
        2 if !sure && split.parts.len() > 3 => -18,
        _ => -45,
    };
    let message = match layers.len() {
        1 => format!("{} is a layer: alone it is of use to nobody.", split.quote(&layers)),
        _ => format!("{} are layers: alone they are of use to nobody.", split.quote(&layers)),
    };
    Some(Seen::new(
        points,
        layers,
        message,
        "What is the smallest thing somebody could see or do through all layers?",
    ))
}

/// Whether somebody does something, for whom a technical word may only be the means.
fn is_behaviour(part: &Part<'_>) -> bool {
    part.verb().is_some() && part.heading().is_none()
}

static SCREENS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "screen, page, mask, dashboard, menu, navigation, menu and navigation, tab, popup, dialog, form",
        (),
    )])
});

fn is_screen(part: &Part<'_>) -> bool {
    part.heading_ends_as(&SCREENS).is_some()
}

fn screens(split: &Split<'_>) -> Option<Seen> {
    let screens = if is_screen(&split.whole) { Vec::new() } else { split.which(is_screen) };
    split.is_half(screens.len()).then(|| {
        let message =
            format!("{} are places, and say nothing of what happens there.", split.quote(&screens));
        Seen::new(
            -38,
            screens,
            message,
            "What does somebody come there for, and which of it first?",
        )
    })
}

static TEAM: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "developer, dev, programmer, tester, qa, architect, devops, dba, product owner, scrum master, team member, \
         system, application, api, backend, server, database",
        (),
    )])
});

fn team_roles(split: &Split<'_>) -> Option<Seen> {
    let ours = split.which(|part| {
        part.is_story() && TEAM.find(part.role()).any(|f| f.words.end == part.role().len())
    });
    if ours.is_empty() || split.product.is_technical() {
        return None;
    }
    let points = if split.is_half(ours.len()) { -38 } else { -15 };
    let message = format!("{} serves the team, or the system, itself.", split.quote(&ours[..1]));
    Some(Seen::new(
        points,
        ours,
        message,
        "Who outside the team notices when it is done, and what?",
    ))
}

/// How surely words name a widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wiring {
    Always,
    /// Also an everyday word: only as the head of a heading.
    Heading,
}

static WIRING: LazyLock<Phrases<Wiring>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            "button, wire, wire up, icon, checkbox, check box, dropdown, drop-down, placeholder, text box, input field, \
             tooltip, slider, click handler, clickable, link in the footer, align, radio button, font, margin, colour of, color of",
            Wiring::Always,
        ),
        ("label, field, column, link, text of", Wiring::Heading),
    ])
});

/// Whether a part is no more than a widget.
pub(super) fn is_wiring(part: &Part<'_>) -> bool {
    WIRING.find(part.words()).any(|found| found.meaning == Wiring::Always)
        || part.heading_ends_as(&WIRING).is_some()
}

fn wiring(split: &Split<'_>) -> Option<Seen> {
    let wires = split.which(is_wiring);
    split.is_half(wires.len()).then(|| {
        let message =
            format!("{} are so thin that nobody would miss one of them.", split.quote(&wires));
        Seen::new(
            -38,
            wires,
            message,
            "What can somebody do once they are all there? Is that one part?",
        )
    })
}
