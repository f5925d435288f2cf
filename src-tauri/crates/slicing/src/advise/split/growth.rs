//! What speaks for a split: a thin first part, parts each useful alone, something to leave out.

use std::sync::LazyLock;

use super::check::{Seen, SplitCheck};
use super::part::{Part, Split};
use super::size::thickness;
use super::{layers, phases, steps};
use crate::language::Phrases;

pub(super) const CHECKS: &[SplitCheck] = &[
    SplitCheck {
        name: "thin-first",
        reason: "A first part that says what it leaves out can be done soon, from beginning to end.",
        source: "Meta-pattern, Lawrence and Green (Humanizing Work)",
        observe: thin_first,
    },
    SplitCheck {
        name: "behaviours",
        reason: "A part that says what somebody does or sees can be shown alone.",
        source: "INVEST, Wake 2003",
        observe: behaviours,
    },
    SplitCheck {
        name: "variants",
        reason: "Variants of one behaviour are each of use alone, in any order.",
        source: "SPIDR, Cohn",
        observe: variants,
    },
    SplitCheck {
        name: "equal",
        reason: "Parts of equal size can be exchanged for each other in a plan.",
        source: "Story splitting flowchart, Lawrence and Green (Humanizing Work)",
        observe: equal,
    },
    SplitCheck {
        name: "risk-first",
        reason: "What is learnt first changes what comes after.",
        source: "Fifty Quick Ideas, Adzic and Evans",
        observe: risk_first,
    },
];

/// Asked only when nothing speaks against the split.
pub(super) const DROPPABLE: SplitCheck = SplitCheck {
    name: "droppable",
    reason: "The better split is the one that lets you drop or defer something.",
    source: "Story splitting flowchart, Lawrence and Green (Humanizing Work)",
    observe: droppable,
};

static LIMITS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "only, one, a single, single, fixed, by hand, plain, plainest, simplest, today's, today, without, at most, standard, next, last, alone, just, when all goes well, \
         most frequent, however slow, given, a link, by its number, in cash, no, two, for now, at first, manually, printed, cheapest, good weather",
        (),
    )])
});

fn thin_first(split: &Split<'_>) -> Option<Seen> {
    let first = split.parts.first()?;
    let thin = split.parts.len() > 1
        && first.has(&LIMITS)
        && thickness(first) < 5
        && is_behaviour(split, first);
    thin.then(|| {
        let message =
            format!("{} says what it leaves out, so it can be done soon.", first.quoted());
        Seen::new(12, [0], message, "Would one person be glad of it alone?")
    })
}

/// Whether a part says what somebody does or sees.
fn is_behaviour(split: &Split<'_>, part: &Part<'_>) -> bool {
    part.verb().is_some()
        && part.len() > 1
        && !layers::is_layer(split, part)
        && !layers::is_wiring(part)
        && !phases::is_phase(part)
        && !phases::is_spike(part)
        && !steps::is_input(part)
}

fn behaviours(split: &Split<'_>) -> Option<Seen> {
    let useful = split.which(|part| is_behaviour(split, part));
    let all = useful.len() == split.parts.len();
    let most = useful.len() * 3 >= split.parts.len() * 2;
    (split.parts.len() > 1 && most).then(|| {
        let message = if all {
            "Every part says what somebody can do.".to_owned()
        } else {
            format!("{} of {} parts say what somebody can do.", useful.len(), split.parts.len())
        };
        let points = if all { 12 } else { 7 };
        Seen::new(points, useful, message, "To whom will each be shown?")
    })
}

fn variants(split: &Split<'_>) -> Option<Seen> {
    let first = split.parts.first()?.verb()?;
    let same = split.which(|part| part.verb() == Some(first) && is_behaviour(split, part));
    (split.is_half(same.len()) && same.len() >= 2).then(|| {
        let message = format!("{} are each of use alone.", split.quote(&same));
        Seen::new(8, same, message, "Which one is most frequent? Begin with that.")
    })
}

fn equal(split: &Split<'_>) -> Option<Seen> {
    let sizes = || split.parts.iter().map(thickness);
    let (least, most) = (sizes().min()?, sizes().max()?);
    let useful = split.which(|part| is_behaviour(split, part)).len();
    (useful >= 3 && useful == split.parts.len() && most <= least + 1).then(|| {
        Seen::new(
            4,
            0..split.parts.len(),
            "The parts look equally thick.",
            "Does the team see it so?",
        )
    })
}

fn risk_first(split: &Split<'_>) -> Option<Seen> {
    let first = split.parts.first()?;
    let spikes = split.which(phases::is_spike).len();
    (split.parts.len() > 2 && spikes == 1 && phases::is_spike(first)).then(|| {
        let message = format!("{} answers the question before it costs anything.", first.quoted());
        Seen::new(5, [0], message, "How long at most, and what is decided then?")
    })
}

fn droppable(split: &Split<'_>) -> Option<Seen> {
    let last = split.parts.len().checked_sub(1).filter(|last| *last > 0)?;
    let message = format!("{} can wait, or never come.", split.parts[last].quoted());
    Some(Seen::new(8, [last], message, "Who would miss it?"))
}
