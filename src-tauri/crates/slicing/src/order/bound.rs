//! Blocks that are too large for the exact programme: a lower bound, and a good order.

use std::cmp::Reverse;

use super::Settled;
use super::blocks::Ratio;
use super::dag::Dag;
use super::ideals::{self, Budget};
use super::settle::{Task, unfold};

/// No order of a block costs less, where a block is a set in which nothing that can stand first
/// has a better ratio than the whole.
///
/// With totals W and P, whatever is done first holds at most its share W / P of the value, so the
/// cost is at least (W P + (W / P) Σ p²) / 2. By the same argument on the efforts it is at least
/// (W P + (P / W) Σ w²) / 2. Costs are whole, so the better of both may be rounded up.
pub(super) fn lower_bound(dag: &Dag) -> u128 {
    let squares = |of: fn(&Dag, u32) -> u64| -> u128 {
        dag.jobs().map(|job| u128::from(of(dag, job)).pow(2)).sum()
    };
    let (value, effort) = (dag.total_value(), dag.total_effort());
    let by_effort = half_rounded_up(value, effort, squares(Dag::effort));
    let by_value = half_rounded_up(effort, value, squares(Dag::value));
    by_effort.max(by_value)
}

/// (a b + a s / b) / 2 rounded up, without leaving 128 bits.
fn half_rounded_up(a: u64, b: u64, squares: u128) -> u128 {
    let (a, b) = (u128::from(a), u128::from(b.max(1)));
    let whole = a * b + a * (squares / b);
    let rest = (whole % 2) * b + a * (squares % b);
    whole / 2 + rest.div_ceil(2 * b)
}

/// Ideals for all good orders of one call.
pub(super) const BUDGET: Budget = Budget { left: 400_000, floor: 256, most: 20_000 };

/// How many jobs beside each other are put into their best order again.
const WINDOW: usize = 32;

/// How often the windows pass over the whole order at most.
const PASSES: usize = 8;

/// A good order of a block that neither blocks nor series composition take apart: the job whose
/// needs, itself included, have the best ratio goes first with its needs, and what remains is taken
/// apart again. Then jobs beside each other are put into their best order until nothing improves.
pub(super) fn good_order(dag: &Dag, budget: &mut Budget) -> Vec<u32> {
    let pieces =
        unfold(Task::Block(dag.renumbered()), |part| match ideals::best_order(&part, budget) {
            Some(order) => vec![Task::proven(&part, order, Settled::Exact)],
            None => torn_apart(&part),
        });
    let mut order: Vec<u32> = pieces.into_iter().flat_map(|piece| piece.jobs).collect();
    improve(dag, &mut order, budget);
    order
}

fn torn_apart(dag: &Dag) -> Vec<Task> {
    best_starts(dag).iter().map(|part| Task::Any(dag.part(part))).collect()
}

/// Which share of a set is torn off before the rest is taken apart again: one job with its needs
/// where the set is small, so many that the work stays bounded where it is large.
const SHARE: usize = 32;

/// Jobs with their needs, one after the other by ratio, and at last all others. The best job is not
/// the last of all, because then series composition would have cut it off.
fn best_starts(dag: &Dag) -> Vec<Vec<u32>> {
    let ratios = ratios_with_needs(dag);
    let mut best: Vec<u32> = dag.jobs().filter(|job| !ratios[*job as usize].is_nothing()).collect();
    best.sort_by_key(|job| Reverse(ratios[*job as usize]));
    let mut is_open = vec![true; dag.len()];
    let mut parts = Vec::new();
    let mut left = dag.len();
    for job in best {
        if left + dag.len() / SHARE < dag.len() || left == 0 {
            break;
        }
        let start = take_with_needs(dag, job, &mut is_open);
        left -= start.len();
        parts.push(start);
    }
    parts.push(dag.jobs().filter(|job| is_open[*job as usize]).collect());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A job with its needs, as far as they are open, ascending; they are not any more.
fn take_with_needs(dag: &Dag, job: u32, is_open: &mut [bool]) -> Vec<u32> {
    let mut taken = Vec::new();
    let mut line = vec![job];
    while let Some(job) = line.pop() {
        if std::mem::replace(&mut is_open[job as usize], false) {
            taken.push(job);
            line.extend(dag.before(job));
        }
    }
    taken.sort_unstable();
    taken
}

/// The totals of each job and everything that it needs, directly or not; 64 jobs at a time.
fn ratios_with_needs(dag: &Dag) -> Vec<Ratio> {
    let own = |job: u32| Ratio::new(dag.value(job), dag.effort(job));
    let mut sums = vec![Ratio::new(0, 0); dag.len()];
    let mut reach = vec![0_u64; dag.len()];
    for chunk in dag.jobs().step_by(64) {
        for job in dag.jobs().skip(chunk as usize) {
            let bit = 1_u64.checked_shl(job - chunk).unwrap_or(0);
            let needs = dag.before(job).iter().filter(|needed| **needed >= chunk);
            let mut all = needs.fold(bit, |all, needed| all | reach[*needed as usize]);
            reach[job as usize] = all;
            while all != 0 {
                sums[job as usize] = sums[job as usize] + own(chunk + all.trailing_zeros());
                all &= all - 1;
            }
        }
    }
    sums
}

/// Puts every window of neighbours into its best order, again where a neighbour has changed.
fn improve(dag: &Dag, order: &mut [u32], budget: &mut Budget) {
    let step = WINDOW / 2;
    let mut is_stale = vec![true; order.len().div_ceil(step)];
    for _ in 0..PASSES {
        for at in 0..is_stale.len() {
            if !std::mem::take(&mut is_stale[at]) {
                continue;
            }
            let from = at * step;
            let to = order.len().min(from + WINDOW);
            if improve_window(dag, &mut order[from..to], budget) {
                is_stale.iter_mut().skip(at.saturating_sub(1)).take(3).for_each(|is| *is = true);
                is_stale[at] = false;
            }
        }
        if budget.left == 0 || !is_stale.contains(&true) {
            break;
        }
    }
}

fn improve_window(dag: &Dag, window: &mut [u32], budget: &mut Budget) -> bool {
    let mut members = window.to_vec();
    members.sort_unstable();
    let part = dag.part(&members).renumbered();
    let Some(better) = best_order(&part, budget) else { return false };
    let better: Vec<u32> = better.into_iter().map(|job| members[job as usize]).collect();
    let is_better = dag.cost(&better) < dag.cost(window);
    if is_better {
        window.copy_from_slice(&better);
    }
    is_better
}

/// A best order where it can be had within the budget of one part.
fn best_order(dag: &Dag, budget: &mut Budget) -> Option<Vec<u32>> {
    let mut is_complete = true;
    let pieces = unfold(Task::Any(dag.clone()), |part| match ideals::best_order(&part, budget) {
        Some(order) => vec![Task::proven(&part, order, Settled::Exact)],
        None => {
            is_complete = false;
            Vec::new()
        }
    });
    is_complete.then(|| pieces.into_iter().flat_map(|piece| piece.jobs).collect())
}
