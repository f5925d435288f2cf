//! What comes first: parts that put off the core.

use std::sync::LazyLock;

use super::check::{Seen, SplitCheck};
use super::layers::is_layer;
use super::part::{Part, Split};
use super::phases::is_spike;
use crate::language::Phrases;

pub(super) const CHECKS: &[SplitCheck] = &[
    SplitCheck {
        name: "login-first",
        reason: "Accounts, rights and settings teach nothing about what people came for.",
        source: "User stories applied, Cohn",
        observe: login_first,
    },
    SplitCheck {
        name: "errors-first",
        reason: "An exception means something once there is a path that goes well.",
        source: "SPIDR (Paths), Cohn",
        observe: errors_first,
    },
    SplitCheck {
        name: "infrastructure-first",
        reason: "Infrastructure alone costs without anybody learning from it.",
        source: "Walking skeleton, Cockburn",
        observe: infrastructure_first,
    },
    SplitCheck {
        name: "admin-first",
        reason: "What is set up for people who cannot use anything yet brings nothing.",
        source: "User roles, Cohn; splitting by roles, Sims",
        observe: admin_first,
    },
];

/// The parts that come before the first one that is not of this sort; none when it is what the
/// whole is about.
fn leading(split: &Split<'_>, is: impl Fn(&Part<'_>) -> bool) -> Vec<usize> {
    if split.parts.len() < 2 || is(&split.whole) {
        return Vec::new();
    }
    (0..split.parts.len()).take_while(|at| is(&split.parts[*at])).collect()
}

static LOGIN: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "log in, login, log-in, sign in, sign-in, sign on, sign-on, sign up, sign-up, authentication, authorisation, authorization, permissions, permission, \
         user account, user accounts, create an account, create account, edit my profile, register and log in, password, password reset, roles and rights, \
         user management, settings, settings page, access rights, access control, rights management",
        (),
    )])
});

fn login_first(split: &Split<'_>) -> Option<Seen> {
    let first = leading(split, |part| part.has(&LOGIN));
    (!first.is_empty() && first.len() < split.parts.len()).then(|| {
        let message = format!("{} comes before anything of use.", split.quote(&first[..1]));
        let points = if first.len() > 1 { -38 } else { -32 };
        Seen::new(
            points,
            first,
            message,
            "Can the first people do without it, or be known by hand?",
        )
    })
}

static ERRORS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "error, error message, errors, fail, fails, failed, failure, failures, invalid, wrong, timeout, time-out, time out, retry, expired, refuse, refused, reject, rejected, \
         go wrong, goes wrong, not understood, not answer, too big, too large, insufficient, emergency, validation, validate all, exception, exceptions, does not exist, do not exist, duplicates",
        (),
    )])
});

fn errors_first(split: &Split<'_>) -> Option<Seen> {
    let first = leading(split, |part| part.has(&ERRORS));
    (!first.is_empty() && first.len() < split.parts.len()).then(|| {
        let message = format!(
            "{} is an exception to a path that is not there yet.",
            split.quote(&first[..1])
        );
        Seen::new(
            -32,
            first,
            message,
            "What happens when all goes well? Could somebody catch the rest by hand?",
        )
    })
}

static INFRASTRUCTURE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "set up, setup, configure ci/cd, pipeline, provision, framework, architecture, cluster, kubernetes, message broker, monitoring, logging, caching, caching layer, load balancer, \
         refactor, upgrade dependencies, storage library, install, rent servers, server, servers, environment, library, libraries, infrastructure, hosting, repository, cloud, deployment pipeline, ci, ci/cd",
        (),
    )])
});

fn infrastructure_first(split: &Split<'_>) -> Option<Seen> {
    let is = |part: &Part<'_>| {
        !is_spike(part)
            && part.has(&INFRASTRUCTURE)
            && (part.verb().is_none() || part.heading().is_some())
    };
    let first = leading(split, is);
    (!first.is_empty() && !split.product.is_technical()).then(|| {
        let message =
            format!("{} carries cost before anybody gets anything.", split.quote(&first[..1]));
        let points = if first.len() > 1 { -40 } else { -30 };
        Seen::new(
            points,
            first,
            message,
            "What is the least of it that the first visible slice needs?",
        )
    })
}

static ADMIN: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "admin, administrator, administrators, admins, admin screen, admin area, admin panel, back office, back-office, backoffice, configure, configuration, \
         configuration of, master data, maintain, maintenance of, define types, administer, administration",
        (),
    )])
});

fn is_admin(part: &Part<'_>) -> bool {
    part.has(&ADMIN) || ADMIN.occur_in(part.role())
}

fn admin_first(split: &Split<'_>) -> Option<Seen> {
    let first = leading(split, |part| is_admin(part) && !is_layer(split, part));
    let configures = |part: &Part<'_>| part.heading().is_some() || part.verb().is_some();
    (first.iter().any(|at| configures(&split.parts[*at]))).then(|| {
        let nobody = first.len() == split.parts.len();
        let message = if nobody {
            format!(
                "{} sets up what nobody can use: the people it is for have no part.",
                split.quote(&first[..1])
            )
        } else {
            format!("{} sets up what nobody can use yet.", split.quote(&first[..1]))
        };
        Seen::new(
            -38,
            first,
            message,
            "Can a fixed list do at first, so that the people it is for come first?",
        )
    })
}
