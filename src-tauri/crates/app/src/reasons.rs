//! Why one slice stands before another, what would have to change, and how firm all of it is, in
//! words.

use slicing::backlog::{
    Backlog, Because, Comparison, Entry, Held, Rate, Reason, Stability, Turning,
};
use slicing::order::Settled;
use slicing::{SliceId, Tree, Wish};

use crate::api::{AnswerView, AppError, StabilityEntry, StabilityView};
use crate::backlog::{delay, tenths};
use crate::error::title;
use crate::planned::Planned;
use crate::say::{capital, count, days, grouped, listed, per_cent};
use crate::view;

/// Why one of two slices stands before the other.
pub(crate) fn compare(
    planned: &Planned,
    first: SliceId,
    second: SliceId,
) -> Result<AnswerView, AppError> {
    let backlog = planned.backlog_or_refusal()?;
    let tree = &planned.workshop.tree;
    for id in [first, second] {
        backlog.get(id).ok_or_else(|| not_in_backlog(tree, id))?;
    }
    let Some(compared) = backlog.compare(first, second) else {
        return Err(AppError::refused("This is one slice. Choose another one to compare it with."));
    };
    let [upper, lower] = [compared.upper, compared.lower].map(|id| title(tree, id));
    let mut sentences = vec![rates_say(tree, backlog, &compared)];
    sentences.push(because_says(planned, backlog, &compared));
    sentences.extend(swap_says(planned, backlog, &compared));
    Ok(AnswerView { heading: format!("Why {upper} is before {lower}"), sentences })
}

fn not_in_backlog(tree: &Tree, id: SliceId) -> AppError {
    AppError::refused(format!(
        "{} is not in the backlog: only open leaves are. Choose one of these.",
        capital(&title(tree, id))
    ))
}

fn a_day(rate: Rate) -> String {
    grouped(u128::from((rate.per_day_hundredths() + 50) / 100))
}

fn rates_say(tree: &Tree, backlog: &Backlog, compared: &Comparison) -> String {
    let says = |id: SliceId| {
        let rate = backlog.get(id).map_or(Rate { value: 0, effort: 1 }, Entry::rate);
        format!("{} returns {} a day", title(tree, id), a_day(rate))
    };
    let [upper, lower] = [compared.upper, compared.lower].map(says);
    format!("{}, {lower}.", capital(&upper))
}

fn because_says(planned: &Planned, backlog: &Backlog, compared: &Comparison) -> String {
    let tree = &planned.workshop.tree;
    let [upper, lower] = [compared.upper, compared.lower].map(|id| title(tree, id));
    match compared.because {
        Because::Dependency => {
            let through = compared.path.get(1..compared.path.len().saturating_sub(1));
            let through: Vec<String> =
                through.unwrap_or_default().iter().map(|id| title(tree, *id)).collect();
            let way = match through.is_empty() {
                true => String::new(),
                false => format!(", through {}", listed(&through, 4)),
            };
            format!("{} needs {upper} first{way}.", capital(&lower))
        }
        Because::Line => {
            let place = |id| backlog.get(id).map_or(0, |entry| entry.line);
            let name = view::release_name(&planned.workshop, place(compared.upper));
            format!("{} is in {name}, {lower} comes after its line.", capital(&upper))
        }
        Because::ByHand => {
            let is_pinned = |id| backlog.get(id).is_some_and(|entry| entry.is_pinned);
            let who = [(compared.upper, &upper), (compared.lower, &lower)];
            let who: Vec<String> =
                who.into_iter().filter(|(id, _)| is_pinned(*id)).map(|(_, t)| t.clone()).collect();
            let is = if who.len() == 1 { "is" } else { "are" };
            format!("{} {is} pinned: the team put it so.", capital(&listed(&who, 2)))
        }
        Because::Together => {
            let block = backlog.get(compared.upper).and_then(|e| backlog.blocks.get(e.block));
            let how = match block.map(|block| block.settled) {
                Some(Settled::Bounded) => "the best that was found",
                _ => "the cheapest",
            };
            format!("They stand in one block, and this order inside it is {how}.")
        }
        Because::HigherRate => {
            let rate = |id: SliceId| {
                let block = backlog.get(id).and_then(|entry| backlog.blocks.get(entry.block));
                let is_alone = block.is_none_or(|block| block.ids.len() < 2);
                let rate = a_day(block.map_or(Rate { value: 0, effort: 1 }, |block| block.rate));
                (if is_alone { "alone" } else { "with what it stands together with" }, rate)
            };
            let (upper_with, upper_rate) = rate(compared.upper);
            let (lower_with, lower_rate) = rate(compared.lower);
            format!(
                "{} {upper_with} returns {upper_rate} a day, {lower} {lower_with} {lower_rate}: \
                 what returns more comes first.",
                capital(&upper)
            )
        }
        Because::Even => "Both return as much a day: these two could change places.".to_owned(),
    }
}

fn swap_says(planned: &Planned, backlog: &Backlog, compared: &Comparison) -> Option<String> {
    let tree = &planned.workshop.tree;
    let [upper, lower] = [compared.upper, compared.lower].map(|id| title(tree, id));
    let swap = compared.swap?;
    let size = swap.unsigned_abs();
    let moved = format!("{lower} directly before {upper}, with all that it needs,");
    let share = per_cent(tenths(size, backlog.costs.cost).max(1));
    Some(match swap.cmp(&0) {
        std::cmp::Ordering::Equal => format!("{} would cost the same.", capital(&moved)),
        std::cmp::Ordering::Greater => format!(
            "{} would cost {} more ({share} of the cost of delay).",
            capital(&moved),
            delay(&planned.workshop, size)
        ),
        std::cmp::Ordering::Less => format!(
            "{} would save {} ({share} of the cost of delay), but {}.",
            capital(&moved),
            delay(&planned.workshop, size),
            if compared.because == Because::Line { "the line forbids it" } else { "it was put so" }
        ),
    })
}

/// What would have to change for a slice to come into the MVP, or to leave it.
pub(crate) fn change(planned: &Planned, id: SliceId) -> Result<AnswerView, AppError> {
    let backlog = planned.backlog_or_refusal()?;
    let tree = &planned.workshop.tree;
    let turning = backlog.turning(id).ok_or_else(|| not_in_backlog(tree, id))?;
    let entry = backlog.get(id).ok_or_else(|| not_in_backlog(tree, id))?;
    let what = title(tree, id);
    let heading = match turning.is_in {
        true => format!("What would take {what} out of the MVP"),
        false => format!("What would bring {what} into the MVP"),
    };
    let held = turning.held.as_ref().map(|held| held_says(tree, held, turning.is_in));
    let is_skeleton = matches!(backlog.mvp().reason, Reason::Skeleton { .. });
    let numbers = numbers_say(entry, &turning, is_skeleton);
    Ok(AnswerView { heading, sentences: held.into_iter().chain(numbers).collect() })
}

fn held_says(tree: &Tree, held: &Held, is_in: bool) -> String {
    match held {
        Held::ByHand if is_in => "The team has drawn the line by hand: take it out of the MVP, or \
                                  let the planner draw the line."
            .to_owned(),
        Held::ByHand => "The team has drawn the line by hand: put it into the MVP, or let the \
                         planner draw the line."
            .to_owned(),
        Held::Wish(Wish::Must) => {
            "The team has said that it is a must. Leave it to the planner to have its numbers count."
                .to_owned()
        }
        Held::Wish(Wish::NotNow) => {
            "The team has said: not now. Leave it to the planner to have its numbers count."
                .to_owned()
        }
        Held::NotNow(id) => {
            format!("It needs {}, which the team has put off: not now.", title(tree, *id))
        }
        Held::NeededBy(ids) => {
            let names: Vec<String> = ids.iter().map(|id| title(tree, *id)).collect();
            let need = if names.len() == 1 { "needs" } else { "need" };
            format!("{} in the MVP {need} it first.", capital(&listed(&names, 3)))
        }
        Held::NoStep => "The MVP is a walking skeleton, the cheapest slices that touch every \
                         essential step, and this one touches none that is still open: give it \
                         such a step, or say that it is a must."
            .to_owned(),
    }
}

/// The numbers with which it would change sides.
fn numbers_say(entry: &Entry, turning: &Turning, is_skeleton: bool) -> Vec<String> {
    let side = if turning.is_in { "leave" } else { "come in" };
    let value = turning.value.map(|value| {
        let or = if turning.is_in { "or less" } else { "or more" };
        format!("With a value of {value} {or}, it would {side} (now {}).", entry.value)
    });
    let effort = turning.effort.map(|effort| {
        let or = if turning.is_in { "or more" } else { "or less" };
        let [effort, now] = [effort, entry.effort].map(|effort| days(u64::from(effort)));
        format!("With an effort of {effort} {or}, it would {side} (now {now}).")
    });
    let is_said = matches!(&turning.held, Some(Held::ByHand | Held::Wish(_) | Held::NotNow(_)));
    let mut said: Vec<String> = value.into_iter().chain(effort).collect();
    if said.is_empty() && !is_said && turning.held != Some(Held::NoStep) {
        let with = if turning.is_in { "take it out" } else { "bring it in" };
        said.push(format!("No value and no effort would {with} by itself."));
    } else if is_skeleton && turning.value.is_none() && turning.effort.is_some() {
        said.push("Its value does not count here: a skeleton looks at effort.".to_owned());
    }
    said
}

/// A coin toss is in the MVP in this many tenths of a per cent of the draws.
const TOSS: std::ops::RangeInclusive<u32> = 300..=700;

/// How firm the plan is, after the draws so far.
pub(crate) fn firmness(
    planned: &Planned,
    stability: &Stability,
) -> Result<StabilityView, AppError> {
    let backlog = planned.backlog_or_refusal()?;
    let share = |draws: u32| tenths(u128::from(draws), u128::from(stability.draws));
    let entry = |(id, draws): (SliceId, u32)| {
        let in_mvp = share(draws);
        StabilityEntry { id, in_mvp, toss: TOSS.contains(&in_mvp) && stability.draws > 0 }
    };
    let entries: Vec<StabilityEntry> = stability.in_mvp(backlog).into_iter().map(entry).collect();
    let (first, same_mvp) = (share(stability.first_stays), share(stability.mvp_stays));
    let tosses = entries.iter().filter(|entry| entry.toss).count();
    Ok(StabilityView {
        revision: planned.revision,
        draws: stability.draws,
        of: Stability::DRAWS,
        first,
        same_mvp,
        says: firmness_says(planned, stability.draws, [first, same_mvp], tosses),
        entries,
    })
}

fn firmness_says(planned: &Planned, draws: u32, [first, same]: [u32; 2], tosses: usize) -> String {
    let entries = planned.backlog.as_ref().map(|backlog| backlog.entries.as_slice());
    let Some(entry) = entries.unwrap_or_default().first().filter(|_| draws > 0) else {
        return "Nothing has been drawn yet.".to_owned();
    };
    let of_100 = |tenths: u32| (tenths + 5) / 10;
    let name = title(&planned.workshop.tree, entry.id);
    let tosses = match tosses {
        0 => "No slice's place in it is a coin toss.".to_owned(),
        1 => "One slice's place in it is a coin toss: talk about it.".to_owned(),
        some => format!(
            "The places of {} in it are a coin toss: talk about these.",
            count(some, "slice", "slices")
        ),
    };
    format!(
        "In {} draws with ±30 % on every value and effort, {name} is first in {} of 100, and the \
         MVP is the same in {} of 100. {tosses}",
        grouped(u128::from(draws)),
        of_100(first),
        of_100(same)
    )
}
