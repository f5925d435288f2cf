//! The backlog in numbers and sentences.

use slicing::backlog::{Backlog, Because, Circle, Costs, Entry, MvpReason, Neighbour, Rate, Why};
use slicing::order::Settled;
use slicing::{Decided, SliceId, Status, StepId, Tree, Workshop};

use crate::api::*;
use crate::error::title;
use crate::open::Open;
use crate::say::{self, capital, count, days, grouped, listed, ordinal, per_cent};
use crate::view::{self, number};

/// What the model leaves out, said with every order.
const NOT_COVERED: &str = "Not in this sum: several teams at once, dates, and value that only a \
                           whole set has.";

/// The leaves in order.
pub(crate) fn view(open: &mut Open) -> BacklogView {
    let revision = open.revision();
    if let Err(Circle(ids)) = open.backlog() {
        return in_a_circle(open, revision, &ids);
    }
    let Ok(backlog) = open.backlog().cloned() else {
        return in_a_circle(open, revision, &[]);
    };
    let workshop = &open.workshop;
    let facts = facts(&backlog);
    BacklogView {
        revision,
        entries: backlog.entries.iter().map(|e| entry(workshop, &backlog, e)).collect(),
        mvp_count: number(backlog.mvp.count),
        mvp: workshop.about.mvp,
        mvp_says: mvp_says(workshop, &backlog),
        order: workshop.about.order,
        order_says: order_says(workshop, &backlog, &facts),
        facts,
        curve: curve(&backlog),
        curve_says: curve_says(&backlog),
        circle: Vec::new(),
    }
}

fn entry(workshop: &Workshop, backlog: &Backlog, entry: &Entry) -> BacklogEntry {
    let slice = workshop.tree.get(entry.id);
    let rank = |id: SliceId| backlog.get(id).map(|needed| needed.rank);
    BacklogEntry {
        id: entry.id,
        title: slice.map(|slice| slice.title.clone()).unwrap_or_default(),
        kind: slice.map(|slice| slice.kind).unwrap_or_default(),
        rank: entry.rank,
        value: entry.value,
        value_estimated: entry.value_is_estimated,
        effort: entry.effort,
        effort_estimated: entry.effort_is_estimated,
        ratio: per_day(entry.rate()),
        needs: backlog.needs(entry.id).into_iter().filter_map(rank).collect(),
        in_mvp: entry.in_mvp,
    }
}

fn per_day(rate: Rate) -> u32 {
    number((rate.per_day_hundredths() + 50) / 100)
}

fn facts(backlog: &Backlog) -> OrderFacts {
    let Costs { cost, lower_bound, unconstrained, big_batch, .. } = backlog.costs;
    let block = |block: &slicing::backlog::Block| BlockView {
        ids: block.ids.clone(),
        value: number(block.rate.value),
        effort: number(block.rate.effort),
        settled: block.settled,
    };
    OrderFacts {
        cost: cost.to_string(),
        lower_bound: lower_bound.to_string(),
        proven: cost == lower_bound,
        best_cost: unconstrained.to_string(),
        big_batch_cost: big_batch.to_string(),
        over_best: tenths(cost.saturating_sub(unconstrained), unconstrained),
        under_batch: tenths(big_batch.saturating_sub(cost), big_batch),
        blocks: backlog.blocks.iter().map(block).collect(),
    }
}

/// A part of a whole in tenths of a per cent, rounded.
fn tenths(part: u128, whole: u128) -> u32 {
    number((part * 1000 + whole / 2).checked_div(whole).unwrap_or(0))
}

fn mvp_says(workshop: &Workshop, backlog: &Backlog) -> String {
    let above = &backlog.entries[..backlog.mvp.count];
    let effort: u64 = above.iter().map(|entry| u64::from(entry.effort)).sum();
    let value =
        |entries: &[Entry]| -> u128 { entries.iter().map(|entry| u128::from(entry.value)).sum() };
    if backlog.entries.is_empty() {
        return "Nothing is left to do.".to_owned();
    }
    let share = tenths(value(above), value(&backlog.entries));
    let size = format!(
        "{}, {}, {} of the value",
        count(above.len(), "slice", "slices"),
        days(effort),
        per_cent(share)
    );
    let why = match backlog.mvp.reason {
        MvpReason::Skeleton { effort, lower_bound } if effort == lower_bound => {
            "the cheapest walking skeleton: it touches every essential step that has slices"
                .to_owned()
        }
        MvpReason::Skeleton { lower_bound, .. } => format!(
            "a walking skeleton that touches every essential step that has slices; none takes less \
             than {}",
            days(lower_bound)
        ),
        MvpReason::FourFifths => {
            "the shortest start of the order that reaches 80 % of the value".to_owned()
        }
        MvpReason::ByHand => "chosen by hand, with what it needs".to_owned(),
    };
    format!("{size}: {why}.{}", uncovered_says(workshop, &backlog.mvp.uncovered))
}

fn uncovered_says(workshop: &Workshop, uncovered: &[StepId]) -> String {
    let names: Vec<String> = workshop
        .steps
        .iter()
        .filter(|step| uncovered.contains(&step.id))
        .map(|step| say::quoted(&step.name))
        .collect();
    match names.len() {
        0 => String::new(),
        1 => format!(" The essential step {} has no slice yet.", names[0]),
        _ => format!(" The essential steps {} have no slice yet.", listed(&names, 4)),
    }
}

fn order_says(workshop: &Workshop, backlog: &Backlog, facts: &OrderFacts) -> String {
    if backlog.entries.is_empty() {
        return "Nothing is left to do.".to_owned();
    }
    let costs = &backlog.costs;
    let cost = format!("cost of delay {}", value_days(costs.cost));
    let order = if workshop.about.order == Decided::ByHand {
        match costs.cost.saturating_sub(costs.proposed) {
            0 => format!("Ordered by hand, and as good as the proposal: {cost}."),
            more => format!(
                "Ordered by hand: {cost}, {} more than the proposed order.",
                per_cent(tenths(more, costs.proposed))
            ),
        }
    } else if facts.proven {
        format!("Proven best order that keeps the dependencies and the MVP line: {cost}.")
    } else {
        format!(
            "A good order that keeps the dependencies and the MVP line: {cost}, at most {} above \
             the best.",
            per_cent(tenths(costs.cost - costs.lower_bound, costs.lower_bound).max(1))
        )
    };
    let line = match costs.proposed.saturating_sub(costs.unconstrained) {
        0 => String::new(),
        more => {
            format!(" Doing the MVP first costs {} of it.", per_cent(tenths(more, costs.proposed)))
        }
    };
    format!("{order}{line} {NOT_COVERED}")
}

/// A cost in value × days.
fn value_days(half_days: u128) -> String {
    let half = if half_days % 2 == 1 { "½" } else { "" };
    format!("{}{half} value-days", grouped(half_days / 2))
}

fn curve(backlog: &Backlog) -> Vec<CurvePoint> {
    let ids = std::iter::once(None).chain(backlog.entries.iter().map(|entry| Some(entry.id)));
    let point = |((half_days, value), id): ((u64, u64), Option<SliceId>)| CurvePoint {
        half_days: number(half_days),
        value: number(value),
        id,
    };
    backlog.cumulative().into_iter().zip(ids).map(point).collect()
}

fn curve_says(backlog: &Backlog) -> String {
    let points = backlog.cumulative();
    let (Some((first, _)), Some((last, all))) = (points.get(1), points.last()) else {
        return "There is no value to show yet.".to_owned();
    };
    let half = points.iter().find(|(_, value)| value * 2 >= *all).map_or(0, |(time, _)| *time);
    let saved = tenths(backlog.costs.big_batch - backlog.costs.cost, backlog.costs.big_batch);
    format!(
        "The first value is there after {}, half of it after {}, all of it after {}; against one \
         big batch this saves {} of the cost of delay.",
        days(*first),
        days(half),
        days(*last),
        per_cent(saved)
    )
}

/// The leaves in the order of the outline, when no order keeps their dependencies.
fn in_a_circle(open: &Open, revision: u32, ids: &[SliceId]) -> BacklogView {
    let Workshop { about, tree, .. } = &open.workshop;
    let left = tree.leaves().filter(|leaf| matches!(leaf.status, Status::Open | Status::Doing));
    let entry = |(rank, leaf): (u32, &slicing::Slice)| {
        let guess = open.scores.estimate(leaf.id);
        BacklogEntry {
            id: leaf.id,
            title: leaf.title.clone(),
            kind: leaf.kind,
            rank,
            value: leaf.value.unwrap_or(guess.value),
            value_estimated: leaf.value.is_none(),
            effort: leaf.effort.unwrap_or(guess.effort),
            effort_estimated: leaf.effort.is_none(),
            ratio: 0,
            needs: Vec::new(),
            in_mvp: false,
        }
    };
    BacklogView {
        revision,
        entries: (1..).zip(left).map(entry).collect(),
        mvp_count: 0,
        mvp: about.mvp,
        mvp_says: "There is no MVP line while slices wait for each other in a circle.".to_owned(),
        order: about.order,
        facts: OrderFacts {
            cost: "0".to_owned(),
            lower_bound: "0".to_owned(),
            proven: false,
            best_cost: "0".to_owned(),
            big_batch_cost: "0".to_owned(),
            over_best: 0,
            under_batch: 0,
            blocks: Vec::new(),
        },
        order_says: "No order keeps these dependencies. Remove one of the circle first.".to_owned(),
        curve: Vec::new(),
        curve_says: "There is no curve without an order.".to_owned(),
        circle: ids.iter().map(|id| view::named(tree, *id)).collect(),
    }
}

/// Why a slice stands where it stands.
pub(crate) fn why(open: &mut Open, id: SliceId) -> Result<WhyView, AppError> {
    let backlog = open.backlog_or_refusal()?;
    let tree = &open.workshop.tree;
    let what = title(tree, id);
    let (Some(why), Ok(bounds)) = (backlog.why(id), backlog.bounds(id)) else {
        return Err(AppError::refused(format!(
            "{} is not in the backlog: only open leaves are. Choose one of these.",
            capital(&what)
        )));
    };
    Ok(WhyView {
        heading: format!("Why {what} is {}", ordinal(why.rank)),
        sentences: sentences(tree, &backlog, &why),
        first_rank: *bounds.start(),
        last_rank: *bounds.end(),
    })
}

fn sentences(tree: &Tree, backlog: &Backlog, why: &Why) -> Vec<String> {
    let mut said = vec![rate_says(tree, why)];
    said.extend(why.above.as_ref().map(|above| above_says(tree, backlog, above, why)));
    said.extend(waiting_says(tree, why));
    said.extend(why.below.as_ref().and_then(|below| below_says(tree, below)));
    said
}

fn rate_says(tree: &Tree, why: &Why) -> String {
    let own = format!("It returns {} a day", rounded(why.rate));
    if why.block.len() < 2 {
        return format!("{own}.");
    }
    let others: Vec<String> = why.block.iter().take(6).map(|id| title(tree, *id)).collect();
    let settled = match why.settled {
        Settled::Bounded => "the best order found inside it",
        Settled::Single | Settled::Forest | Settled::Exact => "the best order inside it",
    };
    let more = why.block.len() - others.len();
    let others = if more == 0 {
        listed(&others, others.len())
    } else {
        format!("{} and {more} more", others.join(", "))
    };
    format!(
        "{own}. It belongs to a block that stays together, {others}, which returns {} a day; this \
         is {settled}.",
        rounded(why.block_rate)
    )
}

fn rounded(rate: Rate) -> String {
    grouped(u128::from((rate.per_day_hundredths() + 50) / 100))
}

fn above_says(tree: &Tree, backlog: &Backlog, above: &Neighbour, why: &Why) -> String {
    let upper = title(tree, above.id);
    match above.because {
        Because::Dependency => format!("It needs {upper}, directly or through others."),
        Because::MvpLine => format!("{} is in the MVP, this is not.", capital(&upper)),
        Because::ByHand => format!("The team put it behind {upper}."),
        Because::Together => {
            format!("In this block, {upper} comes before it because that costs least.")
        }
        Because::HigherRate => {
            let rate = backlog.get(above.id).and_then(|e| backlog.blocks.get(e.block));
            let rate = rate.map_or(why.rate, |block| block.rate);
            format!(
                "{} stands before it because it returns {} a day.",
                capital(&upper),
                rounded(rate)
            )
        }
        Because::Even => {
            format!("{} returns as much: these two could change places.", capital(&upper))
        }
    }
}

fn waiting_says(tree: &Tree, why: &Why) -> Option<String> {
    let waiting: Vec<String> =
        why.better_below.iter().filter(|w| w.needs_this).map(|w| title(tree, w.id)).collect();
    if waiting.is_empty() {
        return None;
    }
    let (verb, need) = if waiting.len() == 1 { ("returns", "needs") } else { ("return", "need") };
    Some(format!("{} {verb} more, but {need} this one first.", capital(&listed(&waiting, 3))))
}

fn below_says(tree: &Tree, below: &Neighbour) -> Option<String> {
    let lower = title(tree, below.id);
    match below.because {
        Because::Dependency => Some(format!("{} needs it.", capital(&lower))),
        Because::MvpLine => Some("It is the last one above the MVP line.".to_owned()),
        Because::Even => Some(format!("It could change places with {lower}.")),
        Because::ByHand | Because::Together | Because::HigherRate => None,
    }
}
