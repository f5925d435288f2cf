//! The backlog in numbers and sentences.

use slicing::backlog::{Backlog, Because, Circle, Costs, Entry, Neighbour, Rate, Why};
use slicing::order::Settled;
use slicing::{Slice, SliceId, Status, Tree, Workshop, Worth};

use crate::api::*;
use crate::error::title;
use crate::planned::{Planned, is_left};
use crate::release;
use crate::say::{capital, count, days, grouped, listed, ordinal, per_cent};
use crate::view::{self, number};

/// What the model leaves out, said with every order.
const NOT_COVERED: &str = "Not in this sum: several teams at once, dates, and value that only a \
                           whole set has.";

/// The leaves in order.
pub(crate) fn view(planned: &Planned) -> BacklogView {
    let Planned { revision, workshop, .. } = planned;
    let backlog = match &planned.backlog {
        Ok(backlog) => backlog,
        Err(Circle(ids)) => return in_a_circle(planned, ids),
    };
    let facts = facts(backlog);
    let ids = |entries: &[Entry]| entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
    let pins = backlog.entries.iter().filter(|entry| entry.is_pinned).count();
    let proposed_curve = match pins {
        0 => Vec::new(),
        _ => curve(&backlog.cumulative_proposed(), &backlog.proposed),
    };
    BacklogView {
        revision: *revision,
        entries: backlog.entries.iter().map(|e| entry(workshop, backlog, e)).collect(),
        releases: release::views(workshop, backlog),
        pins: number(pins),
        set_aside: set_aside(workshop),
        worth: workshop.about.worth.clone(),
        order_says: order_says(backlog, &facts),
        facts,
        curve: curve(&backlog.cumulative(), &ids(&backlog.entries)),
        proposed_curve,
        curve_says: curve_says(workshop, backlog),
        circle: Vec::new(),
    }
}

fn entry(workshop: &Workshop, backlog: &Backlog, entry: &Entry) -> BacklogEntry {
    let slice = workshop.tree.get(entry.id);
    let rank = |id: SliceId| backlog.get(id).map(|other| other.rank);
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
        needed_by: backlog.needed_by(entry.id).into_iter().filter_map(rank).collect(),
        in_mvp: entry.in_mvp(),
        release: number(entry.line),
        pinned: entry.is_pinned,
        wish: entry.wish,
    }
}

/// What is not done, in the order of the outline.
fn set_aside(workshop: &Workshop) -> Vec<SetAsideView> {
    let dropped = workshop.tree.walk().filter(|(slice, _)| slice.status == Status::Dropped);
    let view = |(slice, _): (&Slice, usize)| SetAsideView {
        id: slice.id,
        title: slice.title.clone(),
        because: slice.because.clone(),
    };
    dropped.map(view).collect()
}

fn per_day(rate: Rate) -> u32 {
    number((rate.per_day_hundredths() + 50) / 100)
}

fn facts(backlog: &Backlog) -> OrderFacts {
    let Costs { cost, proposed, lower_bound, unconstrained, big_batch } = backlog.costs;
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
        proposed_cost: proposed.to_string(),
        over_proposed: tenths(cost.saturating_sub(proposed), proposed),
        best_cost: unconstrained.to_string(),
        big_batch_cost: big_batch.to_string(),
        over_best: tenths(cost.saturating_sub(unconstrained), unconstrained),
        under_batch: tenths(big_batch.saturating_sub(cost), big_batch),
        blocks: backlog.blocks.iter().map(block).collect(),
    }
}

/// A part of a whole in tenths of a per cent, rounded.
pub(crate) fn tenths(part: u128, whole: u128) -> u32 {
    number((part * 1000 + whole / 2).checked_div(whole).unwrap_or(0))
}

fn order_says(backlog: &Backlog, facts: &OrderFacts) -> String {
    if backlog.entries.is_empty() {
        return "Nothing is left to do.".to_owned();
    }
    let costs = &backlog.costs;
    let cost = format!("cost of delay {}", value_days(costs.cost));
    let pins = backlog.entries.iter().filter(|entry| entry.is_pinned).count();
    let order = if pins > 0 {
        let pinned = format!("With {} by hand", count(pins, "slice put", "slices put"));
        match costs.cost.saturating_sub(costs.proposed) {
            0 => format!("{pinned}, and as good as the proposal: {cost}."),
            more => format!(
                "{pinned}: {cost}, {} more than the proposed order.",
                per_cent(tenths(more, costs.proposed).max(1))
            ),
        }
    } else if facts.proven {
        format!("Proven best order that keeps the dependencies and the release lines: {cost}.")
    } else {
        format!(
            "A good order that keeps the dependencies and the release lines: {cost}, at most {} \
             above the best.",
            per_cent(tenths(costs.cost - costs.lower_bound, costs.lower_bound).max(1))
        )
    };
    let line = match costs.proposed.saturating_sub(costs.unconstrained) {
        0 => String::new(),
        more => {
            let share = per_cent(tenths(more, costs.unconstrained).max(1));
            format!(
                " Doing the releases in turn costs {share} more than the best order without lines."
            )
        }
    };
    format!("{order}{line} {NOT_COVERED}")
}

/// A cost in value × days.
pub(crate) fn value_days(half_days: u128) -> String {
    let number = match (half_days / 2, half_days % 2) {
        (0, 1) => "½".to_owned(),
        (whole, 1) => format!("{}½", grouped(whole)),
        (whole, _) => grouped(whole),
    };
    let unit = if (1..=2).contains(&half_days) { "value-day" } else { "value-days" };
    format!("{number} {unit}")
}

fn curve(points: &[(u64, u64)], ids: &[SliceId]) -> Vec<CurvePoint> {
    let ids = std::iter::once(None).chain(ids.iter().copied().map(Some));
    let point = |((half_days, value), id): (&(u64, u64), Option<SliceId>)| CurvePoint {
        half_days: number(*half_days),
        value: number(*value),
        id,
    };
    points.iter().zip(ids).map(point).collect()
}

fn curve_says(workshop: &Workshop, backlog: &Backlog) -> String {
    let points = backlog.cumulative();
    let (Some((first, _)), Some((last, all))) = (points.get(1), points.last()) else {
        return "There is no value to show yet.".to_owned();
    };
    let Costs { cost, proposed, big_batch, .. } = backlog.costs;
    let half = points.iter().find(|(_, value)| value * 2 >= *all).map_or(0, |(time, _)| *time);
    let saved = tenths(big_batch - cost, big_batch);
    let hand = match cost.saturating_sub(proposed) {
        0 => String::new(),
        more => format!(
            " The slices put by hand cost {} more than the proposed order.",
            delay(workshop, more)
        ),
    };
    format!(
        "The first value is there after {}, half of all value after {}, all of it after {}; \
         against one big batch this saves {}, {} of the cost of delay.{hand}",
        days(*first),
        days(half),
        days(*last),
        delay(workshop, big_batch - cost),
        per_cent(saved)
    )
}

/// A cost of delay in value × days, and in what the team says a point is worth.
pub(crate) fn delay(workshop: &Workshop, half_days: u128) -> String {
    let days = value_days(half_days);
    match &workshop.about.worth {
        Some(Worth { amount, unit }) => {
            let worth = (half_days * u128::from(*amount)).div_ceil(2);
            format!("{days} (about {} {unit})", grouped(worth))
        }
        None => days,
    }
}

/// The leaves in the order of the outline, when no order keeps their dependencies.
fn in_a_circle(planned: &Planned, ids: &[SliceId]) -> BacklogView {
    let Workshop { about, tree, .. } = &*planned.workshop;
    let left = tree.leaves().filter(|leaf| is_left(leaf));
    let entry = |(rank, leaf): (u32, &Slice)| {
        let guess = planned.estimate(leaf.id);
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
            needed_by: Vec::new(),
            in_mvp: false,
            release: 0,
            pinned: leaf.pin.is_some(),
            wish: leaf.wish,
        }
    };
    BacklogView {
        revision: planned.revision,
        entries: (1..).zip(left).map(entry).collect(),
        releases: Vec::new(),
        pins: 0,
        set_aside: set_aside(&planned.workshop),
        worth: about.worth.clone(),
        facts: OrderFacts {
            cost: "0".to_owned(),
            lower_bound: "0".to_owned(),
            proven: false,
            proposed_cost: "0".to_owned(),
            over_proposed: 0,
            best_cost: "0".to_owned(),
            big_batch_cost: "0".to_owned(),
            over_best: 0,
            under_batch: 0,
            blocks: Vec::new(),
        },
        order_says: "No order keeps these dependencies. Remove one of the circle first.".to_owned(),
        curve: Vec::new(),
        proposed_curve: Vec::new(),
        curve_says: "There is no curve without an order.".to_owned(),
        circle: ids.iter().map(|id| view::named(tree, *id)).collect(),
    }
}

/// Why a slice stands where it stands.
pub(crate) fn why(planned: &Planned, id: SliceId) -> Result<WhyView, AppError> {
    let backlog = planned.backlog_or_refusal()?;
    let tree = &planned.workshop.tree;
    let what = title(tree, id);
    let (Some(why), Some(bounds)) = (backlog.why(id), backlog.bounds(id)) else {
        return Err(AppError::refused(format!(
            "{} is not in the backlog: only open leaves are. Choose one of these.",
            capital(&what)
        )));
    };
    Ok(WhyView {
        heading: format!("Why {what} is {}", ordinal(why.rank)),
        sentences: sentences(tree, backlog, &why),
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
        "{own}. It belongs to a block that stays together ({others}) and returns {} a day; this is \
         {settled}.",
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
        Because::Line => format!("{} is in an earlier release.", capital(&upper)),
        Because::ByHand => format!("The team put it behind {upper}."),
        Because::Together => {
            format!("In this block, {upper} comes before it because that costs least.")
        }
        Because::HigherRate => {
            let block = backlog.get(above.id).and_then(|entry| backlog.blocks.get(entry.block));
            let rate = rounded(block.map_or(why.rate, |block| block.rate));
            let whose = match block {
                Some(block) if block.ids.len() > 1 => "its block",
                _ => "it",
            };
            format!("{} stands before it because {whose} returns {rate} a day.", capital(&upper))
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
        Because::Line => Some("It is the last one above the line of its release.".to_owned()),
        Because::Even => Some(format!("It could change places with {lower}.")),
        Because::ByHand | Because::Together | Because::HigherRate => None,
    }
}
