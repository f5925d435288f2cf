//! What is in each release, and why its line is there.

use slicing::backlog::{Backlog, Line, Reason};
use slicing::{Goal, StepId, Workshop};

use crate::api::ReleaseView;
use crate::backlog::tenths;
use crate::say::{self, capital, count, days, listed, per_cent};
use crate::view::{self, number};

/// The releases from the first to the last.
pub(crate) fn views(workshop: &Workshop, backlog: &Backlog) -> Vec<ReleaseView> {
    let points = backlog.cumulative();
    let all = points.last().map_or(0, |(_, value)| *value);
    let mut before = 0;
    let mut views = Vec::with_capacity(backlog.lines.len());
    for (place, line) in backlog.lines.iter().enumerate() {
        let goal =
            place.checked_sub(1).map_or(&workshop.about.mvp, |at| &workshop.releases[at].goal);
        let Goal { outcome, measure, cut } = goal.clone();
        let (half_days, value) = points[line.count];
        let content = Content {
            slices: line.count - before,
            half_days: half_days - points[before].0,
            share: tenths(u128::from(value - points[before].1), u128::from(all)),
        };
        views.push(ReleaseView {
            id: line.release,
            name: name(place, &outcome),
            says: says(workshop, backlog, (place, line), &content),
            outcome,
            measure,
            cut: cut.into(),
            count: number(line.count),
            half_days: number(half_days),
            share: tenths(u128::from(value), u128::from(all)),
        });
        before = line.count;
    }
    views
}

/// How each release is called, and how many slices are left up to its line.
pub(crate) fn counts(workshop: &Workshop, backlog: &Backlog) -> Vec<(String, u32)> {
    let count = |(place, line): (usize, &Line)| {
        let outcome = place.checked_sub(1).map_or("", |at| &workshop.releases[at].goal.outcome);
        (name(place, outcome), number(line.count))
    };
    backlog.lines.iter().enumerate().map(count).collect()
}

/// `MVP`, or its outcome, or `Release 2`.
pub(crate) fn name(place: usize, outcome: &str) -> String {
    match place {
        0 => "MVP".to_owned(),
        _ if !outcome.is_empty() => outcome.to_owned(),
        later => capital(&view::release_title(later)),
    }
}

/// What is between the line before and this one.
struct Content {
    slices: usize,
    half_days: u64,
    /// Of the value, in tenths of a per cent.
    share: u32,
}

fn says(
    workshop: &Workshop,
    backlog: &Backlog,
    (place, line): (usize, &Line),
    content: &Content,
) -> String {
    if backlog.entries.is_empty() {
        return "Nothing is left to do.".to_owned();
    }
    let size = match content.slices {
        0 if place == 0 => "No slice is in the MVP".to_owned(),
        0 => "No slice is in this release".to_owned(),
        some => format!(
            "{}, {}, {} of the value",
            count(some, "slice", "slices"),
            days(content.half_days),
            per_cent(content.share)
        ),
    };
    let uncovered = if place == 0 { uncovered_says(workshop, backlog) } else { String::new() };
    let steps = if uncovered.is_empty() { "step" } else { "step that has slices" };
    let why = match line.reason {
        Reason::Skeleton { effort, lower_bound } if effort == lower_bound => {
            format!("the cheapest walking skeleton, which touches every essential {steps}")
        }
        Reason::Skeleton { lower_bound, .. } => format!(
            "a walking skeleton, which touches every essential {steps}; none takes less than {}",
            days(lower_bound)
        ),
        Reason::FourFifths if place == 0 => {
            "the shortest start of the order that reaches 80 % of the value".to_owned()
        }
        Reason::FourFifths => {
            "the shortest start of the rest that brings 80 % of its value".to_owned()
        }
        Reason::Capacity(half_days) if content.half_days > u64::from(half_days) => {
            format!("more than fits into {}, but all of it is a must", days(u64::from(half_days)))
        }
        Reason::Capacity(half_days) => format!("what fits into {}", days(u64::from(half_days))),
        Reason::Share(share) => format!("what brings the value to {share} % of all"),
        Reason::ByHand => "chosen by hand, with what it needs".to_owned(),
    };
    format!("{size}: {why}.{uncovered}")
}

/// What is missing for a whole skeleton, and what to do about it.
fn uncovered_says(workshop: &Workshop, backlog: &Backlog) -> String {
    let (all, uncovered) = named(workshop, &backlog.uncovered);
    let what = match (uncovered.as_slice(), all) {
        ([], _) => return missed_says(workshop, backlog),
        ([name], _) => format!("The essential step {name} has no slice"),
        (names, all) if names.len() == all => "No essential step has a slice".to_owned(),
        (names, all) => {
            format!("{} of {all} essential steps have no slice: {}", names.len(), listed(names, 4))
        }
    };
    let it = if uncovered.len() == 1 { "it is not" } else { "they are not" };
    format!(" {what}. Assign one, or say that {it} essential.")
}

/// What the MVP leaves out although there are slices for it.
fn missed_says(workshop: &Workshop, backlog: &Backlog) -> String {
    match named(workshop, &backlog.missed).1.as_slice() {
        [] => String::new(),
        [name] => format!(" It does not touch the essential step {name}."),
        names => format!(" It does not touch the essential steps {}.", listed(names, 4)),
    }
}

/// How many essential steps there are, and the names of some of them.
fn named(workshop: &Workshop, steps: &[StepId]) -> (usize, Vec<String>) {
    let essential = workshop.steps.iter().filter(|step| step.essential).count();
    let open = workshop.steps.iter().filter(|step| steps.contains(&step.id));
    (essential, open.map(|step| say::quoted(&step.name)).collect())
}
