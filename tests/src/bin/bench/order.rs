//! How fast much is put into order, and what it saves beside the rules that other tools go by.

use std::io::{Error, Result};

use slicing::order::{self, Job, Memo, Order};

use crate::figure::{Figure, Target, median, percentile, times};
use crate::made::Chance;

/// How many slices are put into order at once where it is about speed.
const MANY: usize = 10_000;

const RUNS: usize = 5;

const EDITS: usize = 50;

/// How many random backlogs the rules are tried on, and where chance begins.
const BACKLOGS: usize = 400;
const SEED: u64 = 60;

fn told(cycle: order::Cycle) -> Error {
    Error::other(cycle.to_string())
}

/// The order of ten thousand slices whose dependencies are of one shape.
pub fn shapes() -> Result<Vec<Figure>> {
    let mut chance = Chance::new(SEED);
    let shapes = [
        ("a chain", chain(&mut chance), 1_000.0),
        ("nested 5,000 deep in series and parallel", nested(false, &mut chance), 1_000.0),
        ("nested so around one letter N", nested(true, &mut chance), 5_000.0),
        ("a line of letters N", letters(&mut chance), 5_000.0),
        ("one dependency a slice, anywhere", anywhere(MANY, 4, &mut chance), 5_000.0),
        ("three dependencies a slice, anywhere", anywhere(MANY, 12, &mut chance), 5_000.0),
    ];
    let figures = shapes.into_iter().map(|(what, jobs, most)| shape(what, &jobs, most));
    Ok(figures.collect::<Result<Vec<_>>>()?.concat())
}

fn shape(what: &str, jobs: &[Job], most: f64) -> Result<Vec<Figure>> {
    let order = order::order(jobs).map_err(told)?;
    let took = times(RUNS, |_| order::order(jobs).map(drop).map_err(told))?;
    let what = format!("Order of 10,000 slices: {what}");
    let gap = percent_more(order.cost, order.lower_bound);
    Ok(vec![
        Figure::millis(what, median(&took), Target::AtMost(most)),
        Figure::new("… costs more than the best by at most", gap, "%", Target::None),
    ])
}

/// A new order when one slice of ten thousand has changed.
pub fn again() -> Result<Vec<Figure>> {
    let mut chance = Chance::new(SEED);
    let backlogs = [
        ("half a dependency a slice", anywhere(MANY, 2, &mut chance)),
        ("one dependency a slice", anywhere(MANY, 4, &mut chance)),
        ("nested 5,000 deep", nested(false, &mut chance)),
    ];
    let figures = backlogs.into_iter().map(|(what, mut jobs)| {
        let mut memo = Memo::default();
        memo.order(&jobs).map_err(told)?;
        let took = times(EDITS, |edit| {
            jobs[chance.below(MANY)].value += 1 + edit as u64;
            memo.order(&jobs).map(drop).map_err(told)
        })?;
        let what = format!("A value of 10,000 slices changes, {what}: 95 of 100 orders within");
        Ok(Figure::millis(what, percentile(&took, 95), Target::AtMost(50.0)))
    });
    figures.collect()
}

/// What the rules of other tools waste. Backlogs of 12 to 60 slices with 0.25 to 1.5 dependencies a
/// slice, values of 1 to 100 and efforts of 1 to 20, all by chance.
pub fn rules() -> Result<Vec<Figure>> {
    let mut chance = Chance::new(SEED);
    let mut proven = 0;
    let (mut ready, mut pulled) = (Vec::new(), Vec::new());
    for at in 0..BACKLOGS {
        let jobs = anywhere(12 + chance.below(49), 1 + at % 6, &mut chance);
        let order: Order = order::order(&jobs).map_err(told)?;
        proven += usize::from(order.is_proven());
        ready.push(percent_more(cost(&jobs, &best_ready(&jobs)), order.cost));
        pulled.push(percent_more(cost(&jobs, &pulled_forward(&jobs)), order.cost));
    }
    let share = proven as f64 * 100.0 / BACKLOGS as f64;
    let what = format!("Orders of {BACKLOGS} backlogs of 12 to 60 slices proven best");
    let mut figures = vec![Figure::new(what, share, "%", Target::AtLeast(100.0))];
    figures.extend(wasted("the highest WSJF that is ready", ready));
    figures.extend(wasted("sort by WSJF, then pull blockers forward", pulled));
    Ok(figures)
}

fn wasted(rule: &str, mut more: Vec<f64>) -> [Figure; 3] {
    more.sort_by(f64::total_cmp);
    let mean = more.iter().sum::<f64>() / more.len() as f64;
    let at = |percent: usize| more[(more.len() * percent).div_ceil(100).saturating_sub(1)];
    let figure = |what: String, value| Figure::new(what, value, "%", Target::None);
    [
        figure(format!("Cost of delay wasted by “{rule}”, mean"), mean),
        figure("… 95 of 100 within".to_owned(), at(95)),
        figure("… at worst".to_owned(), at(100)),
    ]
}

fn percent_more(cost: u128, best: u128) -> f64 {
    (cost - best) as f64 * 100.0 / best.max(1) as f64
}

fn cost(jobs: &[Job], order: &[usize]) -> u128 {
    let mut time = 0;
    let step = |at: &usize| {
        time += jobs[*at].effort;
        u128::from(jobs[*at].value) * u128::from(time)
    };
    order.iter().map(step).sum()
}

/// The places by falling value for effort, the earlier first where it is the same.
fn by_ratio(jobs: &[Job]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..jobs.len()).collect();
    places.sort_by(|a, b| {
        let (a, b) = (&jobs[*a], &jobs[*b]);
        (b.value * a.effort).cmp(&(a.value * b.effort))
    });
    places
}

/// “Highest WSJF that is ready”: always the best value for effort of what needs nothing any more.
fn best_ready(jobs: &[Job]) -> Vec<usize> {
    let mut waiting = by_ratio(jobs);
    let mut order = Vec::new();
    let is_ready =
        |at: usize, order: &[usize]| jobs[at].after.iter().all(|needed| order.contains(needed));
    while let Some(next) = waiting.iter().position(|at| is_ready(*at, &order)) {
        order.push(waiting.remove(next));
    }
    order
}

/// “Sort by WSJF, then pull the blockers forward”: by value for effort, each behind all that it
/// needs, which comes by the same rule directly before it.
fn pulled_forward(jobs: &[Job]) -> Vec<usize> {
    fn pull(at: usize, jobs: &[Job], place: &[usize], order: &mut Vec<usize>) {
        if order.contains(&at) {
            return;
        }
        let mut needs = jobs[at].after.clone();
        needs.sort_by_key(|needed| place[*needed]);
        needs.into_iter().for_each(|needed| pull(needed, jobs, place, order));
        order.push(at);
    }
    let sorted = by_ratio(jobs);
    let mut place = vec![0; jobs.len()];
    sorted.iter().enumerate().for_each(|(at, job)| place[*job] = at);
    let mut order = Vec::new();
    sorted.into_iter().for_each(|at| pull(at, jobs, &place, &mut order));
    order
}

fn slices(count: usize, chance: &mut Chance) -> Vec<Job> {
    let mut number = |end| 1 + chance.below(end) as u64;
    (0..count).map(|_| Job { value: number(100), effort: number(20), after: Vec::new() }).collect()
}

/// `quarters` dependencies for every four slices, wherever chance puts them.
fn anywhere(count: usize, quarters: usize, chance: &mut Chance) -> Vec<Job> {
    let mut jobs = slices(count, chance);
    for _ in 0..count * quarters / 4 {
        let (one, other) = (chance.below(count), chance.below(count));
        if one != other {
            jobs[one.max(other)].after.push(one.min(other));
        }
    }
    jobs
}

/// Each slice needs the one before it.
fn chain(chance: &mut Chance) -> Vec<Job> {
    let mut jobs = slices(MANY, chance);
    (1..MANY).for_each(|at| jobs[at].after.push(at - 1));
    jobs
}

/// By turns a slice beside all others before it and one behind them, worth the more the later;
/// innermost a letter N or not.
fn nested(has_letter: bool, chance: &mut Chance) -> Vec<Job> {
    let mut jobs = slices(MANY, chance);
    for (at, job) in jobs.iter_mut().enumerate() {
        (job.value, job.effort) = (1 + at as u64, 1);
    }
    jobs[2].after = vec![0];
    jobs[3].after = if has_letter { vec![0, 1] } else { vec![1] };
    let mut last = vec![2, 3];
    for (at, job) in jobs.iter_mut().enumerate().skip(4) {
        if at % 2 == 1 {
            job.after = std::mem::take(&mut last);
        }
        last.push(at);
    }
    jobs
}

/// Letters N, each of which needs the one before it: two slices that need one, of which one needs
/// another.
fn letters(chance: &mut Chance) -> Vec<Job> {
    let mut jobs = slices(MANY, chance);
    for at in (0..MANY).step_by(4) {
        jobs[at].after.extend(at.checked_sub(1));
        jobs[at + 2].after = vec![at];
        jobs[at + 3].after = vec![at, at + 1];
    }
    jobs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(value: u64, effort: u64, after: &[usize]) -> Job {
        Job { value, effort, after: after.to_vec() }
    }

    #[test]
    fn what_is_ready_hides_the_treasure_behind_a_chore() {
        let jobs = [job(2, 1, &[]), job(1, 1, &[]), job(100, 1, &[1])];
        assert_eq!(best_ready(&jobs), [0, 1, 2]);
        assert_eq!(order::order(&jobs).unwrap().jobs, [1, 2, 0]);
        assert_eq!(cost(&jobs, &[0, 1, 2]) - cost(&jobs, &[1, 2, 0]), 304 - 207);
    }

    #[test]
    fn pulling_forward_pays_any_price_for_a_treasure() {
        let jobs = [job(5, 1, &[]), job(1, 100, &[]), job(6, 1, &[1])];
        assert_eq!(pulled_forward(&jobs), [1, 2, 0]);
        assert_eq!(order::order(&jobs).unwrap().jobs, [0, 1, 2]);
    }

    #[test]
    fn blockers_are_pulled_with_their_own_blockers_the_best_first() {
        let jobs = [job(1, 9, &[]), job(1, 8, &[3]), job(9, 1, &[0, 1]), job(1, 9, &[])];
        assert_eq!(pulled_forward(&jobs), [3, 1, 0, 2]);
    }

    #[test]
    fn rules_keep_to_dependencies_and_never_beat_the_best() {
        let mut chance = Chance::new(1);
        for at in 0..30 {
            let jobs = anywhere(5 + at, at % 7, &mut chance);
            let best = order::order(&jobs).unwrap();
            for order in [best_ready(&jobs), pulled_forward(&jobs)] {
                let place = |job: usize| order.iter().position(|at| *at == job);
                assert_eq!(order.len(), jobs.len());
                for (at, job) in jobs.iter().enumerate() {
                    assert!(job.after.iter().all(|needed| place(*needed) < place(at)));
                }
                assert!(cost(&jobs, &order) >= best.lower_bound);
                assert_eq!(cost(&jobs, &best.jobs), best.cost);
            }
        }
    }

    #[test]
    fn without_dependencies_all_rules_agree() {
        let jobs = anywhere(40, 0, &mut Chance::new(2));
        let best = order::order(&jobs).unwrap();
        assert_eq!(cost(&jobs, &best_ready(&jobs)), best.cost);
        assert_eq!(cost(&jobs, &pulled_forward(&jobs)), best.cost);
    }
}
