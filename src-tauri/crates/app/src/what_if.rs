//! The plan as it is beside the plan as it would be.

use jiff::civil::Date;
use slicing::backlog::backlog;
use slicing::forecast::Sampling;
use slicing::{SliceId, Status, Workshop};
use std::sync::Arc;

use crate::api::{AppError, ForecastLine, PaceView, WhatIf, WhatIfFact, WhatIfView};
use crate::backlog::{delay, tenths, value_days};
use crate::forecast::Running;
use crate::planned::Planned;
use crate::say::{count, days, per_cent};

/// Both plans, what differs between them, and what that assumes.
///
/// # Errors
/// [`ErrorCode::Refused`](crate::api::ErrorCode) when slices wait for each other in a circle.
pub(crate) fn try_out(
    planned: &Planned,
    change: &WhatIf,
    today: Date,
) -> Result<WhatIfView, AppError> {
    let changed = changed(planned, change)?;
    let [is, would] = [planned, &changed].map(|planned| Side::of(planned, today));
    let (is, would) = (is?, would?);
    let facts = facts(&is, &would);
    Ok(WhatIfView {
        revision: planned.revision,
        says: says(&is, &would),
        facts,
        assumes: assumes(change, &would),
    })
}

/// The workshop as it would be, planned.
fn changed(planned: &Planned, change: &WhatIf) -> Result<Planned, AppError> {
    let mut workshop: Workshop = (*planned.workshop).clone();
    let leaves: Vec<SliceId> = change
        .drop
        .iter()
        .flat_map(|id| workshop.tree.leaves_below(*id))
        .map(|leaf| leaf.id)
        .collect();
    for id in leaves {
        if let Some(mut slice) = workshop.tree.get(id).cloned() {
            slice.status = Status::Dropped;
            workshop.tree.put(slice);
        }
    }
    let pace = &mut workshop.about.pace;
    pace.people = change.people.unwrap_or(pace.people);
    pace.due = change.due.clone().or_else(|| pace.due.take());
    crate::gesture::check_pace(&PaceView::from(pace.clone()))?;
    let backlog = backlog(&workshop, |id| planned.estimate(id));
    Ok(planned.with(Arc::new(workshop), backlog))
}

/// What is compared.
struct Side {
    slices: usize,
    half_days: u64,
    first: Option<u64>,
    mvp_slices: usize,
    mvp_half_days: u64,
    value: u64,
    mvp_share: u32,
    cost: u128,
    cost_says: String,
    people: u8,
    due: Option<String>,
    mvp: Option<ForecastLine>,
    all: Option<ForecastLine>,
    refusal: String,
}

impl Side {
    fn of(planned: &Planned, today: Date) -> Result<Self, AppError> {
        let backlog = planned.backlog_or_refusal()?;
        let points = backlog.cumulative();
        let (half_days, value) = points.last().copied().unwrap_or_default();
        let mvp_slices = backlog.mvp().count;
        let (mvp_half_days, mvp_value) = points.get(mvp_slices).copied().unwrap_or_default();
        let mut running = Running::new(planned, today)?;
        running.advance(Sampling::USUAL_RUNS);
        let forecast = running.view(planned.revision);
        let pace = &planned.workshop.about.pace;
        Ok(Self {
            slices: backlog.entries.len(),
            half_days,
            first: points.get(1).map(|(first, _)| *first),
            mvp_slices,
            mvp_half_days,
            value,
            mvp_share: tenths(u128::from(mvp_value), u128::from(value)),
            cost: backlog.costs.cost,
            cost_says: delay(&planned.workshop, backlog.costs.cost),
            people: pace.people,
            due: pace.due.clone(),
            mvp: forecast.lines.first().cloned(),
            all: forecast.lines.last().cloned(),
            refusal: forecast.refusal,
        })
    }
}

/// Whether less is better.
#[derive(Clone, Copy)]
enum Better {
    Less,
    More,
    Neither,
}

fn fact<T: PartialOrd>(
    name: &str,
    [now, then]: [T; 2],
    says: impl Fn(&T) -> String,
    better: Better,
) -> WhatIfFact {
    let is_less = then < now;
    let better = match better {
        Better::Less => (now != then).then_some(is_less),
        Better::More => (now != then).then_some(!is_less),
        Better::Neither => None,
    };
    WhatIfFact { name: name.to_owned(), now: says(&now), then: says(&then), better }
}

fn facts(is: &Side, would: &Side) -> Vec<WhatIfFact> {
    let both = [is, would];
    let work = |half_days: &u64| days(*half_days);
    let slices = |some: &usize| count(*some, "slice", "slices");
    let mut facts = vec![
        fact("Left to do", both.map(|side| side.slices), slices, Better::Neither),
        fact("Work left", both.map(|side| side.half_days), work, Better::Less),
        fact("Value left to bring", both.map(|side| side.value), u64::to_string, Better::More),
        fact("First value after", both.map(|side| side.first.unwrap_or(0)), work, Better::Less),
        fact("In the MVP", both.map(|side| side.mvp_slices), slices, Better::Neither),
        fact("Work until the MVP", both.map(|side| side.mvp_half_days), work, Better::Less),
        fact(
            "Value in the MVP",
            both.map(|side| side.mvp_share),
            |share| per_cent(*share),
            // A share of less is no better for being larger.
            if is.value == would.value { Better::More } else { Better::Neither },
        ),
    ];
    // A cost of less value cannot be compared with one of more.
    let cost_is_told = is.value == would.value;
    facts.extend(cost_is_told.then(|| WhatIfFact {
        now: is.cost_says.clone(),
        then: would.cost_says.clone(),
        ..fact("Cost of delay", both.map(|side| side.cost), |cost| value_days(*cost), Better::Less)
    }));
    facts.extend(forecast_facts(is, would));
    facts
}

fn forecast_facts(is: &Side, would: &Side) -> Vec<WhatIfFact> {
    let both = [is, would];
    if both.iter().any(|side| !side.refusal.is_empty()) {
        return Vec::new();
    }
    let p85 = |line: &Option<ForecastLine>| {
        // Dates compare as text; what is beyond all comes after all.
        line.as_ref()
            .and_then(|line| line.p85.clone())
            .unwrap_or_else(|| "beyond ten years".to_owned())
    };
    let text = String::clone;
    let mut facts = vec![
        fact("People", both.map(|side| side.people), u8::to_string, Better::Neither),
        fact("MVP done by, P85", both.map(|side| p85(&side.mvp)), text, Better::Less),
        fact("Everything done by, P85", both.map(|side| p85(&side.all)), text, Better::Less),
    ];
    let chance = |side: &Side| side.mvp.as_ref().and_then(|line| line.chance);
    if both.iter().any(|side| side.due.is_some()) {
        let due = |side: &Side| side.due.clone().unwrap_or_else(|| "none".to_owned());
        facts.push(fact("Date that is wanted", both.map(due), text, Better::Neither));
        let says = |chance: &Option<u32>| chance.map_or_else(|| "unknown".to_owned(), per_cent);
        facts.push(fact("Chance of it, for the MVP", both.map(chance), says, Better::More));
    }
    facts
}

fn says(is: &Side, would: &Side) -> String {
    let work = match (is.mvp_half_days, would.mvp_half_days) {
        (now, then) if then < now => format!("The MVP takes {} less work", days(now - then)),
        (now, then) if then > now => format!("The MVP takes {} more work", days(then - now)),
        _ => "The MVP takes as much work as now".to_owned(),
    };
    let value = match (is.value, would.value) {
        (now, then) if then < now => {
            let share = tenths(u128::from(now - then), u128::from(now));
            format!(", and {} of the value is never brought", per_cent(share))
        }
        _ => String::new(),
    };
    let date = |side: &Side| side.mvp.as_ref().and_then(|line| line.p85.clone());
    let dates = match (date(is), date(would)) {
        (Some(now), Some(then)) if now == then => format!("; its P85 date stays {now}"),
        (Some(now), Some(then)) => format!("; its P85 date goes from {now} to {then}"),
        _ => String::new(),
    };
    format!("{work}{value}{dates}.")
}

fn assumes(change: &WhatIf, would: &Side) -> Vec<String> {
    let mut said = Vec::new();
    if !change.drop.is_empty() {
        said.push("What needs a dropped slice no longer waits for it.".to_owned());
    }
    if change.people.is_some() {
        said.push(
            "Throughput grows with the people; people who are new usually slow a team down first \
             (Brooks), so this is the best case."
                .to_owned(),
        );
    }
    if !would.refusal.is_empty() {
        said.push(format!("There are no dates yet. {}", would.refusal));
    }
    said
}
