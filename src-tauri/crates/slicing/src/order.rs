//! The order with the least total cost of delay, with its proof: 1 | prec | Σ w_j C_j.
//!
//! Where dependencies are series-parallel, as those of chains and trees are, the order is merged by
//! ratio, whatever the size (`lawler`). All else is taken apart as far as that is safe: into Sidney's
//! blocks (`blocks`, by minimum cuts, `closure`), into parts that stand wholly after each other
//! (`series`), and so on in turn. What neither takes apart is settled by an exact programme over
//! its order ideals (`ideals`), or gets a good order and a lower bound (`bound`). All arithmetic is
//! on whole numbers, so that a gap of 0 is a proof.
//!
//! Deliberately not here: slices, several teams, dates, and values that are not certain.

use serde::Serialize;

mod blocks;
mod bound;
mod closure;
mod dag;
mod ideals;
mod lawler;
mod memo;
mod series;
mod settle;

use dag::Dag;
pub use memo::Memo;
use memo::Parts;
use settle::{Piece, Task};

/// One thing to do. Jobs are named by their place in the slice that is passed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Job {
    /// Cost of delay per unit of time.
    pub value: u64,
    /// Units of time, 1 or more.
    pub effort: u64,
    /// The jobs that must come before.
    pub after: Vec<usize>,
}

/// How a block of the order was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Settled {
    /// It is one job.
    Single,
    /// Its dependencies form a forest or are series-parallel: merged by ratio.
    Forest,
    /// By an exact programme over its order ideals.
    Exact,
    /// Too large for the exact programme: a good order and a lower bound.
    Bounded,
}

/// Jobs that stand together in some best order (a Sidney block).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The jobs in their order.
    pub jobs: Vec<usize>,
    /// Their values together.
    pub value: u64,
    /// Their efforts together.
    pub effort: u64,
    /// How their order was found.
    pub settled: Settled,
}

/// An order with its cost and its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Every job once.
    pub jobs: Vec<usize>,
    /// Σ value × completion time.
    pub cost: u128,
    /// No order costs less.
    pub lower_bound: u128,
    /// The blocks in sequence; their ratio of value to effort never increases.
    pub blocks: Vec<Block>,
}

impl Order {
    /// Whether no order can be better.
    pub fn is_proven(&self) -> bool {
        self.cost == self.lower_bound
    }
}

/// Jobs that need each other in a circle: each needs the next, and the last needs the first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a cycle of {} jobs", .0.len())]
pub struct Cycle(pub Vec<usize>);

/// The largest value and the largest effort that count; what is above counts as this much, so that
/// no sum overflows.
pub const MOST: u64 = 1_000_000_000_000;

/// How many order ideals may be visited, counted once for every 64 jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Work {
    /// By one call. The block that exceeds it may use it all once more.
    all: usize,
    /// By each set in any case.
    floor: usize,
}

/// About a second's work for the size of a workshop, and less the larger the whole is, which is
/// then hardly proven anyway; it steps by powers of two, so that a job more or less seldom changes
/// it. A block of twelve jobs is settled in any case.
fn work(jobs: usize) -> Work {
    let rounded = jobs.next_power_of_two().max(1 << 10) as u64;
    Work { all: ((1_u64 << 32) / rounded) as usize, floor: 1 << 12 }
}

/// Finds the best order, or a good one with a lower bound where blocks are too large to be settled.
///
/// Values and efforts above [`MOST`] count as [`MOST`]. An effort of 0 is allowed; a job with
/// neither value nor effort is a *join*, which only passes dependencies on: `n` jobs before a join
/// and `m` after it stand for `n × m` dependencies. Places in [`Job::after`] that do not exist are
/// passed over, repeated ones count once. Where several orders are equally good, jobs that come
/// first in the input tend to come first. To order much the same jobs again and again, keep a
/// [`Memo`].
///
/// # Errors
/// [`Cycle`] when the jobs need each other in a circle; a job that needs itself is one.
pub fn order(jobs: &[Job]) -> Result<Order, Cycle> {
    answer(jobs, work(jobs.len()), &mut Parts::default())
}

fn answer(jobs: &[Job], work: Work, known: &mut Parts) -> Result<Order, Cycle> {
    let (dag, places) = Dag::new(jobs)?;
    let dag = dag.reduced();
    let mut left = work.all;
    let mut blocks: Vec<Block> = Vec::new();
    let mut joins = Vec::new();
    let mut lower_bound = 0;
    let mut time = 0_u128;
    for found in blocks::blocks_by(&dag, |connected| known.blocks(connected).to_vec()) {
        if found.jobs.iter().all(|job| dag.is_join(*job)) {
            joins.extend(found.jobs);
            continue;
        }
        let pieces = match settle::task(&dag, found) {
            Task::Piece(piece) => vec![piece],
            Task::Any(block) | Task::Block(block) => {
                let all = if left > 0 { work.all } else { 0 };
                let answer = known.settled(&block, Work { all, ..work });
                left = left.saturating_sub(answer.visited);
                answer.pieces.iter().map(|piece| piece.of(&block)).collect()
            }
        };
        for piece in &pieces {
            lower_bound += piece.lower_bound + u128::from(piece.value) * time;
            time += u128::from(piece.effort);
        }
        blocks.push(block(std::mem::take(&mut joins), pieces));
    }
    add_last(&mut blocks, joins);
    let cost = dag.cost(&blocks.iter().flat_map(|block| numbers(&block.jobs)).collect::<Vec<_>>());
    for block in &mut blocks {
        block.jobs.iter_mut().for_each(|job| *job = places[*job]);
    }
    let jobs = blocks.iter().flat_map(|block| block.jobs.iter().copied()).collect();
    Ok(Order { jobs, cost, lower_bound, blocks })
}

fn numbers(jobs: &[usize]) -> impl Iterator<Item = u32> {
    jobs.iter().map(|job| *job as u32)
}

/// Joins before a block count to the block, which is the first that may wait for them.
fn block(joins: Vec<u32>, pieces: Vec<Piece>) -> Block {
    Block {
        value: pieces.iter().map(|piece| piece.value).sum(),
        effort: pieces.iter().map(|piece| piece.effort).sum(),
        settled: settled(&pieces),
        jobs: joins
            .into_iter()
            .chain(pieces.into_iter().flat_map(|piece| piece.jobs))
            .map(|job| job as usize)
            .collect(),
    }
}

fn settled(pieces: &[Piece]) -> Settled {
    let has = |settled| pieces.iter().any(|piece| piece.settled == settled);
    match pieces {
        [piece] => piece.settled,
        _ if has(Settled::Bounded) => Settled::Bounded,
        _ if has(Settled::Exact) => Settled::Exact,
        _ => Settled::Forest,
    }
}

/// Joins behind all blocks count to the last, or are a block when there is no other.
fn add_last(blocks: &mut Vec<Block>, joins: Vec<u32>) {
    if joins.is_empty() {
        return;
    }
    if blocks.is_empty() {
        blocks.push(Block { jobs: Vec::new(), value: 0, effort: 0, settled: Settled::Forest });
    }
    if let Some(last) = blocks.last_mut() {
        last.jobs.extend(joins.into_iter().map(|job| job as usize));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn job(value: u64, effort: u64, after: &[usize]) -> Job {
        Job { value, effort, after: after.to_vec() }
    }

    fn cost(jobs: &[Job], order: &[usize]) -> u128 {
        let mut time = 0;
        order.iter().fold(0, |sum, at| {
            time += u128::from(jobs[*at].effort);
            sum + u128::from(jobs[*at].value) * time
        })
    }

    /// Every way to arrange the jobs, one after the other.
    fn cheapest_arrangement(jobs: &[Job]) -> u128 {
        fn extend(jobs: &[Job], order: &mut Vec<usize>, best: &mut u128) {
            if order.len() == jobs.len() {
                *best = (*best).min(cost(jobs, order));
            }
            for at in 0..jobs.len() {
                let is_ready = jobs[at].after.iter().all(|needed| order.contains(needed));
                if is_ready && !order.contains(&at) {
                    order.push(at);
                    extend(jobs, order, best);
                    order.pop();
                }
            }
        }
        let mut best = u128::MAX;
        extend(jobs, &mut Vec::new(), &mut best);
        best
    }

    /// The cheapest way to every set of jobs, as plainly as can be.
    fn cheapest_by_sets(jobs: &[Job]) -> u128 {
        let mut best = vec![u128::MAX; 1 << jobs.len()];
        best[0] = 0;
        for done in 0..best.len() {
            if best[done] == u128::MAX {
                continue;
            }
            let time: u64 =
                (0..jobs.len()).filter(|at| done >> at & 1 == 1).map(|at| jobs[at].effort).sum();
            for (at, job) in jobs.iter().enumerate() {
                let is_ready = job.after.iter().all(|needed| done >> needed & 1 == 1);
                if done >> at & 1 == 0 && is_ready {
                    let way = best[done] + u128::from(job.value) * u128::from(time + job.effort);
                    let next = &mut best[done | 1 << at];
                    *next = way.min(*next);
                }
            }
        }
        best[best.len() - 1]
    }

    /// What holds of every answer, whatever was asked.
    fn check(jobs: &[Job], order: &Order) {
        let mut place = vec![usize::MAX; jobs.len()];
        for (at, job) in order.jobs.iter().enumerate() {
            assert_eq!(place[*job], usize::MAX, "job {job} comes twice");
            place[*job] = at;
        }
        assert_eq!(order.jobs.len(), jobs.len());
        for (at, job) in jobs.iter().enumerate() {
            assert!(
                job.after.iter().all(|needed| place[*needed] < place[at]),
                "{at} comes too early"
            );
        }
        assert_eq!(order.cost, cost(jobs, &order.jobs));
        assert!(order.lower_bound <= order.cost);
        let listed: Vec<usize> = order.blocks.iter().flat_map(|block| block.jobs.clone()).collect();
        assert_eq!(listed, order.jobs);
        for block in &order.blocks {
            assert_eq!(block.value, block.jobs.iter().map(|at| jobs[*at].value).sum::<u64>());
            assert_eq!(block.effort, block.jobs.iter().map(|at| jobs[*at].effort).sum::<u64>());
        }
        for pair in order.blocks.windows(2) {
            let cross = |a: &Block, b: &Block| u128::from(a.value) * u128::from(b.effort);
            assert!(cross(&pair[0], &pair[1]) >= cross(&pair[1], &pair[0]));
        }
        let is_bounded = order.blocks.iter().any(|block| block.settled == Settled::Bounded);
        assert_eq!(order.is_proven(), !is_bounded);
    }

    fn proven(jobs: &[Job]) -> Order {
        let order = order(jobs).unwrap();
        check(jobs, &order);
        assert!(order.is_proven());
        order
    }

    fn within(jobs: &[Job], work: Work) -> Order {
        answer(jobs, work, &mut Parts::default()).unwrap()
    }

    /// Random numbers without a generator to carry around (Steele & Vigna's SplitMix64).
    fn noise(seed: u64) -> u64 {
        let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// `count` jobs with about `links` dependencies in all directions.
    fn tangle(count: usize, links: usize, seed: u64) -> Vec<Job> {
        let draw =
            |at: usize, below: usize| (noise(seed << 32 | at as u64) % below as u64) as usize;
        let mut jobs: Vec<Job> = (0..count)
            .map(|at| job(draw(at, 20) as u64 + 1, draw(at + count, 13) as u64 + 1, &[]))
            .collect();
        for link in 0..links {
            let (a, b) = (draw(2 * count + 2 * link, count), draw(2 * count + 2 * link + 1, count));
            if a != b {
                // Odd and even are swapped so that places do not tell the direction.
                jobs[a.max(b) ^ 1].after.push(a.min(b) ^ 1);
            }
        }
        jobs
    }

    /// Series-parallel jobs with some redundant dependencies: beside or behind each other come two
    /// parts by chance, or, when `is_deep`, a single job and all that there was before.
    fn composed(count: usize, is_deep: bool, seed: u64) -> Vec<Job> {
        let draw =
            |at: usize, below: usize| (noise(seed << 32 | at as u64) % below as u64) as usize;
        let mut jobs: Vec<Job> = (0..count)
            .map(|at| job(draw(at, 20) as u64, draw(at + count, 9) as u64 + 1, &[]))
            .collect();
        let mut parts: Vec<(Vec<usize>, Vec<usize>)> =
            (0..count).map(|at| (vec![at], vec![at])).collect();
        for turn in (2 * count..).step_by(3).take(count.saturating_sub(1)) {
            let last = parts.len() - 1;
            let one = parts.remove(if is_deep { last } else { draw(turn, last + 1) });
            let two = parts.remove(if is_deep { 0 } else { draw(turn + 1, last) });
            let (a, b) = if draw(turn + 2, 2) == 0 { (one, two) } else { (two, one) };
            let is_series = draw(turn + 2, 4) < 2 && a.1.len() * b.0.len() < 100;
            parts.push(if is_series {
                b.0.iter().for_each(|later| jobs[*later].after.extend(&a.1));
                (a.0, b.1)
            } else {
                ([a.0, b.0].concat(), [a.1, b.1].concat())
            });
        }
        for at in (0..count).step_by(3) {
            let further = jobs[at].after.first().and_then(|needed| jobs[*needed].after.first());
            let further = further.copied();
            jobs[at].after.extend(further);
        }
        jobs
    }

    /// The same from the end: the cheapest order of these, read backwards, is that of the others.
    fn mirrored(jobs: &[Job]) -> Vec<Job> {
        let mut mirrored: Vec<Job> = jobs.iter().map(|of| job(of.effort, of.value, &[])).collect();
        for (at, job) in jobs.iter().enumerate() {
            job.after.iter().for_each(|needed| mirrored[*needed].after.push(at));
        }
        mirrored
    }

    fn proven_without_programme(jobs: &[Job]) -> Order {
        let order = proven(jobs);
        let is_merged = |of: &Block| matches!(of.settled, Settled::Single | Settled::Forest);
        assert!(order.blocks.iter().all(is_merged));
        order
    }

    #[test]
    fn nothing_to_do_is_done_at_once() {
        assert_eq!(proven(&[]), Order { jobs: vec![], cost: 0, lower_bound: 0, blocks: vec![] });
    }

    #[test]
    fn without_dependencies_the_best_ratio_comes_first() {
        let jobs = [job(1, 2, &[]), job(6, 2, &[]), job(3, 1, &[]), job(0, 1, &[])];
        let order = proven(&jobs);
        assert_eq!(order.jobs, [1, 2, 0, 3]);
        assert!(order.blocks.iter().all(|block| block.settled == Settled::Single));
    }

    #[test]
    fn a_valuable_slice_pulls_what_it_needs_forward() {
        let jobs = [job(8, 3, &[1]), job(1, 2, &[]), job(3, 2, &[])];
        let order = proven(&jobs);
        assert_eq!(order.jobs, [1, 0, 2]);
        assert_eq!(order.cost, 2 + 8 * 5 + 3 * 7);
        assert_eq!(order.blocks[0].jobs, [1, 0]);
        assert_eq!(order.blocks[0].settled, Settled::Forest);
    }

    #[test]
    fn equal_ratios_keep_the_order_of_the_input_and_stay_apart() {
        let jobs = [job(2, 2, &[]), job(1, 1, &[0]), job(3, 3, &[]), job(1, 1, &[1, 2])];
        let order = proven(&jobs);
        assert_eq!(order.jobs, [0, 1, 2, 3]);
        assert_eq!(order.blocks.len(), 4);
    }

    /// Both tops need both bottoms but one: neither trees, nor series, nor parallel.
    fn letter_n() -> [Job; 4] {
        [job(1, 3, &[]), job(1, 2, &[]), job(9, 1, &[0]), job(8, 2, &[0, 1])]
    }

    #[test]
    fn what_cannot_be_taken_apart_is_settled_exactly() {
        let order = proven(&letter_n());
        assert_eq!(order.cost, cheapest_arrangement(&letter_n()));
    }

    #[test]
    fn series_parallel_dependencies_need_no_programme() {
        // 0 before (1 and 2), both before 3, which is worth the most.
        let jobs = [job(1, 1, &[]), job(1, 4, &[0]), job(2, 4, &[0]), job(50, 1, &[1, 2])];
        let order = proven(&jobs);
        assert_eq!(order.jobs, [0, 2, 1, 3]);
        assert_eq!(order.blocks[0].settled, Settled::Forest);
    }

    #[test]
    fn a_cycle_is_named_so_that_each_needs_the_next() {
        let ring = [job(1, 1, &[2]), job(1, 1, &[0]), job(1, 1, &[1]), job(1, 1, &[0])];
        assert_eq!(order(&ring), Err(Cycle(vec![0, 2, 1])));
        assert_eq!(order(&[job(1, 1, &[]), job(1, 1, &[1])]), Err(Cycle(vec![1])));
    }

    #[test]
    fn a_short_cycle_is_preferred_to_a_long_one() {
        let mut ring: Vec<Job> = (0..50).map(|at| job(1, 1, &[(at + 1) % 50])).collect();
        ring[10].after.push(9);
        let Err(Cycle(mut cycle)) = order(&ring) else { panic!("there is a cycle") };
        cycle.sort_unstable();
        assert_eq!(cycle, [9, 10]);
    }

    #[test]
    fn repeated_and_missing_places_do_no_harm() {
        let jobs = [job(1, 1, &[1, 1, 1, 7]), job(1, 2, &[])];
        assert_eq!(order(&jobs).unwrap().jobs, [1, 0]);
    }

    #[test]
    fn a_join_stands_for_all_pairs() {
        let mut joined: Vec<Job> = (0..4).map(|at| job(at + 1, 5 - at, &[])).collect();
        joined.push(job(0, 0, &[0, 1, 2, 3]));
        joined.extend((0..3).map(|at| job(9 + at, 2 + at, &[4])));
        let mut pairs = joined.clone();
        pairs[4] = job(1, 1_000, &[]);
        pairs[5..].iter_mut().for_each(|job| job.after = vec![0, 1, 2, 3]);
        let kept =
            |order: Order| -> Vec<usize> { order.jobs.into_iter().filter(|at| *at != 4).collect() };
        assert_eq!(kept(proven(&joined)), kept(proven(&pairs)));
    }

    #[test]
    fn zero_efforts_and_nothing_but_joins_are_fine() {
        let jobs =
            [job(3, 0, &[1]), job(0, 0, &[2]), job(1, 4, &[]), job(5, 0, &[]), job(0, 0, &[0])];
        assert_eq!(proven(&jobs).jobs[0], 3);
        proven(&[job(0, 0, &[1]), job(0, 0, &[])]);
        proven(&[job(5, 0, &[]), job(0, 0, &[0]), job(2, 0, &[1])]);
        proven(&[job(0, 3, &[]), job(0, 2, &[0]), job(0, 1, &[0])]);
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let largest: Vec<Job> = tangle(60, 90, 1)
            .into_iter()
            .map(|of| Job { value: MOST, effort: MOST, ..of })
            .collect();
        proven(&largest);
        let steep: Vec<Job> = tangle(60, 90, 2)
            .into_iter()
            .enumerate()
            .map(|(at, of)| Job {
                value: if at % 2 == 0 { MOST } else { at as u64 },
                effort: if at % 3 == 0 { MOST - 7 * at as u64 } else { 1 },
                ..of
            })
            .collect();
        proven(&steep);
        let beyond = [job(u64::MAX, u64::MAX, &[]), job(u64::MAX, 1, &[])];
        assert_eq!(order(&beyond).unwrap().blocks[0].value, MOST);
    }

    #[test]
    fn ten_thousand_jobs_in_a_forest_are_proven() {
        let number = |at: usize| noise(at as u64) % 1_000;
        let numbers = |at: usize| job(number(at), number(at + 1) + 1, &[]);
        let mut out: Vec<Job> = (0..10_000).map(numbers).collect();
        for (at, job) in out.iter_mut().enumerate() {
            job.after.extend((at % 9 != 0).then_some(at / 2));
        }
        proven(&out);
        let mut inward: Vec<Job> = (0..10_000).map(numbers).collect();
        for at in 1..10_000 {
            inward[at / 3].after.push(at);
        }
        proven(&inward);
        let mut chain: Vec<Job> = (0..10_000).map(numbers).collect();
        for (at, job) in chain.iter_mut().enumerate() {
            job.after.extend(at.checked_sub(1));
        }
        proven(&chain);
    }

    #[test]
    fn ten_thousand_jobs_composed_in_series_and_parallel_are_proven() {
        for is_deep in [true, false] {
            let mut jobs = composed(10_000, is_deep, 5);
            proven_without_programme(&jobs);
            for (at, job) in jobs.iter_mut().enumerate() {
                *job = Job { value: 1 + noise(at as u64) % 3, effort: 1, ..job.clone() };
            }
            proven_without_programme(&jobs);
        }
    }

    #[test]
    fn sixty_jobs_with_dependencies_are_proven() {
        for seed in 0..60 {
            proven(&tangle(60, seed as usize % 91, seed));
        }
    }

    #[test]
    fn a_large_tangle_gets_an_order_and_a_bound_close_to_it() {
        let jobs = tangle(300, 1_200, 3);
        let order = within(&jobs, Work { all: 1_000, floor: 10 });
        check(&jobs, &order);
        assert!(!order.is_proven());
        assert!(order.cost < order.lower_bound * 2);
    }

    fn jobs(most: usize) -> impl Strategy<Value = Vec<Job>> {
        (1..=most).prop_flat_map(|count| {
            let numbers = prop::collection::vec((0..12_u64, 1..9_u64), count);
            let links = prop::collection::vec((0..count, 0..count), 0..count * 2);
            (numbers, links, Just((0..count).collect::<Vec<_>>()).prop_shuffle()).prop_map(
                |(numbers, links, places)| {
                    let mut jobs: Vec<Job> = numbers
                        .into_iter()
                        .map(|(value, effort)| job(value, effort, &[]))
                        .collect();
                    for (a, b) in links {
                        if a != b {
                            jobs[places[a.max(b)]].after.push(places[a.min(b)]);
                        }
                    }
                    jobs
                },
            )
        })
    }

    /// Takes the effort and the value from some of the jobs.
    fn with_joins(mut jobs: Vec<Job>) -> Vec<Job> {
        for at in (0..jobs.len()).step_by(3) {
            jobs[at] = Job { value: 0, effort: 0, ..jobs[at].clone() };
        }
        jobs
    }

    /// One change after the other, as somebody may make them.
    fn change(jobs: &mut Vec<Job>, (kind, at, other, number): (u8, usize, usize, u64)) {
        let count = jobs.len();
        let (at, other) = (at % count, other % count);
        match kind {
            0 => jobs[at].value = number,
            1 => jobs[at].effort = number,
            2 => jobs[at.max(other)].after.extend((at != other).then_some(at.min(other))),
            3 => jobs[at].after.clear(),
            4 => jobs.push(job(number, 1 + number, &[at])),
            _ => {
                jobs.swap(at, other);
                let swapped = |of: usize| match of {
                    of if of == at => other,
                    of if of == other => at,
                    of => of,
                };
                jobs.iter_mut().for_each(|job| {
                    job.after.iter_mut().for_each(|needed| *needed = swapped(*needed));
                });
            }
        }
    }

    #[test]
    fn a_memory_is_kept_when_the_jobs_go_round_in_a_circle() {
        let mut memo = Memo::default();
        let fresh = order(&letter_n());
        assert_eq!(memo.order(&letter_n()), fresh);
        assert_eq!(memo.order(&[job(1, 1, &[0])]), Err(Cycle(vec![0])));
        assert_eq!(memo.order(&letter_n()), fresh);
    }

    #[test]
    fn a_memory_can_be_shared_between_threads() {
        fn can_be_shared<T: Send>() {}
        can_be_shared::<std::sync::Mutex<Memo>>();
    }

    proptest! {
        #[test]
        fn a_memory_changes_no_answer(
            jobs in jobs(40),
            changes in prop::collection::vec((0..6_u8, 0..99_usize, 0..99_usize, 0..12_u64), 1..12),
            all in prop::sample::select(vec![0, 20, 200, 1 << 20]),
        ) {
            let mut jobs = jobs;
            let mut memo = Memo::default();
            let work = Work { all, floor: 8 };
            for of in changes {
                change(&mut jobs, of);
                let fresh = answer(&jobs, work, &mut Parts::default());
                prop_assert_eq!(memo.order_within(&jobs, work), fresh.clone());
                prop_assert_eq!(memo.order_within(&jobs, work), fresh);
            }
        }

        #[test]
        fn no_arrangement_is_cheaper(jobs in jobs(7)) {
            prop_assert_eq!(proven(&jobs).cost, cheapest_arrangement(&jobs));
        }

        #[test]
        fn no_way_through_the_sets_is_cheaper(jobs in jobs(13)) {
            prop_assert_eq!(proven(&jobs).cost, cheapest_by_sets(&jobs));
        }

        #[test]
        fn joins_cost_nothing_and_do_not_mislead(jobs in jobs(12)) {
            let jobs = with_joins(jobs);
            prop_assert_eq!(proven(&jobs).cost, cheapest_by_sets(&jobs));
        }

        #[test]
        fn no_way_through_what_is_series_parallel_is_cheaper(
            count in 1..14_usize, is_deep: bool, has_joins: bool, seed in 0..1_u64 << 31,
        ) {
            let mut jobs = composed(count, is_deep, seed);
            if has_joins {
                jobs = with_joins(jobs);
            }
            prop_assert_eq!(proven_without_programme(&jobs).cost, cheapest_by_sets(&jobs));
        }

        #[test]
        fn what_is_series_parallel_costs_the_same_from_the_end(
            count in 1..400_usize, is_deep: bool, seed in 0..1_u64 << 31,
        ) {
            let jobs = composed(count, is_deep, seed);
            let back = mirrored(&jobs);
            prop_assert_eq!(
                proven_without_programme(&jobs).cost,
                proven_without_programme(&back).cost
            );
        }

        #[test]
        fn a_bound_never_lies(jobs in jobs(13), left in 0..40_usize) {
            let order = within(&jobs, Work { all: left, floor: 0 });
            check(&jobs, &order);
            let best = cheapest_by_sets(&jobs);
            prop_assert!(order.lower_bound <= best && best <= order.cost);
            prop_assert!(order.cost <= 2 * best);
        }

        #[test]
        fn no_bound_exceeds_what_more_work_proves(
            pairs in 15..35_usize, links in 1..4_usize, seed in 0..1_u64 << 31,
        ) {
            let jobs = tangle(2 * pairs, pairs * links, seed);
            let best = proven(&jobs).cost;
            let order = within(&jobs, Work { all: 0, floor: 0 });
            check(&jobs, &order);
            prop_assert!(order.lower_bound <= best && best <= order.cost);
            prop_assert!(order.cost <= 2 * best);
        }

        #[test]
        fn every_cycle_is_real(links in prop::collection::vec((0..9_usize, 0..9_usize), 0..20)) {
            let mut jobs = vec![job(1, 1, &[]); 9];
            for (a, b) in links {
                jobs[a].after.push(b);
            }
            match order(&jobs) {
                Ok(order) => check(&jobs, &order),
                Err(Cycle(cycle)) => {
                    let nexts = cycle.iter().cycle().skip(1);
                    prop_assert!(!cycle.is_empty());
                    prop_assert!(cycle.iter().zip(nexts).all(|(a, b)| jobs[*a].after.contains(b)));
                }
            }
        }
    }
}
