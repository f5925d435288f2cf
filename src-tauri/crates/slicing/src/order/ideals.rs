//! The exact programme inside a block: the cheapest way to every order ideal, that is to every set
//! of jobs that can be done at some time (Held & Karp 1962, with precedence).

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::blocks::Ratio;
use super::dag::Dag;

/// How many ideals may still be visited, counted once for every 64 jobs. Each takes about 100 bytes while its layer is at work, and
/// 8 after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Budget {
    pub(super) left: usize,
    /// What every set may use, also when others have used up everything.
    pub(super) floor: usize,
    /// What one set may use at most.
    pub(super) most: usize,
}

impl Budget {
    /// One set may use up half of what is left, so that something remains for those after it.
    fn share(self) -> usize {
        (self.left / 2).min(self.most).max(self.floor)
    }
}

/// The largest block that is tried.
pub(super) const LARGEST: usize = 256;

/// A best order of all jobs, or `None` when the budget does not suffice.
pub(super) fn best_order(dag: &Dag, budget: &mut Budget) -> Option<Vec<u32>> {
    match dag.len() {
        0..=64 => Programme::<1>::new(dag).run(budget),
        65..=128 => Programme::<2>::new(dag).run(budget),
        129..=LARGEST => Programme::<4>::new(dag).run(budget),
        _ => None,
    }
}

/// A set of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Set<const N: usize>([u64; N]);

impl<const N: usize> Set<N> {
    const EMPTY: Self = Self([0; N]);

    fn of(jobs: &[u32]) -> Self {
        let mut set = Self::EMPTY;
        jobs.iter().for_each(|job| set.insert(*job));
        set
    }

    fn insert(&mut self, job: u32) {
        self.0[job as usize / 64] |= 1 << (job % 64);
    }

    fn remove(&mut self, job: u32) {
        self.0[job as usize / 64] &= !(1 << (job % 64));
    }

    fn contains(&self, job: u32) -> bool {
        self.0[job as usize / 64] & (1 << (job % 64)) != 0
    }

    /// The smallest number that is not in the set; there must be one.
    fn first_absent(&self) -> u32 {
        let at = self.0.iter().position(|word| *word != u64::MAX).unwrap_or(0);
        at as u32 * 64 + self.0[at].trailing_ones()
    }

    fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| other & !own == 0)
    }

    fn jobs(self) -> impl Iterator<Item = u32> {
        self.0.into_iter().enumerate().flat_map(|(at, word)| {
            let rests = std::iter::successors(Some(word), |rest| Some(rest & rest.wrapping_sub(1)));
            rests
                .take_while(|rest| *rest != 0)
                .map(move |rest| at as u32 * 64 + rest.trailing_zeros())
        })
    }
}

/// The cheapest way found to an ideal.
#[derive(Debug, Clone, Copy)]
struct State<const N: usize> {
    done: Set<N>,
    ready: Set<N>,
    time: u64,
    cost: u128,
    step: Step,
}

/// The last job of the way to an ideal, and which ideal of the layer before it comes from.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: u32,
    number: u32,
}

/// The programme over the real jobs, numbered by falling ratio, so that the first job of a set is
/// the best one; joins come last.
struct Programme<'a, const N: usize> {
    dag: &'a Dag,
    /// The job with each number.
    job: Vec<u32>,
    before: Vec<Set<N>>,
    after: Vec<Vec<u32>>,
    joins: Set<N>,
}

impl<'a, const N: usize> Programme<'a, N> {
    fn new(dag: &'a Dag) -> Self {
        let mut job: Vec<u32> = dag.jobs().collect();
        job.sort_by_key(|job| (dag.is_join(*job), Reverse(rank(dag, *job))));
        let mut number = vec![0; dag.len()];
        for (at, job) in job.iter().enumerate() {
            number[*job as usize] = at as u32;
        }
        let named =
            |jobs: &[u32]| -> Vec<u32> { jobs.iter().map(|job| number[*job as usize]).collect() };
        let joins: Vec<u32> = dag.jobs().filter(|job| dag.is_join(*job)).collect();
        let mut programme = Self {
            dag,
            before: job.iter().map(|job| Set::of(&named(dag.before(*job)))).collect(),
            after: job.iter().map(|job| named(dag.after(*job))).collect(),
            joins: Set::of(&named(&joins)),
            job,
        };
        programme.put_twins_in_sequence();
        programme
    }

    /// Of jobs with the same needs that the same others need, the one with the better ratio comes
    /// first in some best order, because whatever stands between the two could stand on either side
    /// of both (a case of Sidney & Steiner 1986). Saying so leaves far fewer ideals.
    fn put_twins_in_sequence(&mut self) {
        let mut last: FxHashMap<(&[u32], &[u32]), u32> = FxHashMap::default();
        for (number, job) in self.job.iter().enumerate() {
            let number = number as u32;
            if self.joins.contains(number) {
                continue;
            }
            let twins = (self.dag.before(*job), self.dag.after(*job));
            if let Some(better) = last.insert(twins, number) {
                self.before[number as usize].insert(better);
                self.after[better as usize].push(number);
            }
        }
    }

    fn run(&self, budget: &mut Budget) -> Option<Vec<u32>> {
        let allowed = budget.share() / N;
        let mut visited = 0;
        let mut layer = vec![self.start()];
        let mut passed: Vec<Vec<Step>> = Vec::new();
        let real = self.dag.jobs().filter(|job| !self.dag.is_join(*job)).count();
        for _ in 0..real {
            layer = self.next_layer(&layer, allowed - visited);
            visited += layer.len();
            if visited >= allowed {
                budget.left = budget.left.saturating_sub(visited * N);
                return None;
            }
            passed.push(layer.iter().map(|state| state.step).collect());
        }
        budget.left = budget.left.saturating_sub(visited * N);
        Some(self.way(&passed))
    }

    fn start(&self) -> State<N> {
        let numbers = 0..self.job.len() as u32;
        let ready: Vec<u32> =
            numbers.filter(|at| self.before[*at as usize] == Set::EMPTY).collect();
        let mut state = State {
            done: Set::EMPTY,
            ready: Set::of(&ready),
            time: 0,
            cost: 0,
            step: Step { from: 0, number: 0 },
        };
        let joins = ready.into_iter().filter(|at| self.joins.contains(*at));
        joins.for_each(|join| self.mark_done(&mut state, join));
        state
    }

    /// Joins that become ready are done at once: waiting with them cannot help.
    fn mark_done(&self, state: &mut State<N>, number: u32) {
        state.done.insert(number);
        state.ready.remove(number);
        for later in &self.after[number as usize] {
            if state.done.holds(&self.before[*later as usize]) {
                state.ready.insert(*later);
                if self.joins.contains(*later) {
                    self.mark_done(state, *later);
                }
            }
        }
    }

    /// The ideals with one job more; gives up behind `most` of them.
    fn next_layer(&self, layer: &[State<N>], most: usize) -> Vec<State<N>> {
        let mut place: FxHashMap<Set<N>, u32> = FxHashMap::default();
        let mut next: Vec<State<N>> = Vec::new();
        for (from, state) in layer.iter().enumerate() {
            for number in self.choices(state).jobs() {
                let way = self.after(state, Step { from: from as u32, number });
                let fresh = next.len() as u32;
                let at = *place.entry(way.done).or_insert(fresh);
                if at == fresh {
                    next.push(way);
                } else if way.cost < next[at as usize].cost {
                    next[at as usize] = way;
                }
            }
            if next.len() >= most {
                break;
            }
        }
        next
    }

    /// The jobs that may come next. If the best ratio of all that is left is ready, no set that can
    /// stand first has a better one, so by Sidney's theorem it comes next in some best order.
    fn choices(&self, state: &State<N>) -> Set<N> {
        let best = state.done.first_absent();
        if state.ready.contains(best) { Set::of(&[best]) } else { state.ready }
    }

    fn after(&self, state: &State<N>, step: Step) -> State<N> {
        let job = self.job[step.number as usize];
        let mut next = *state;
        next.time += self.dag.effort(job);
        next.cost += u128::from(self.dag.value(job)) * u128::from(next.time);
        next.step = step;
        self.mark_done(&mut next, step.number);
        next
    }

    fn way(&self, passed: &[Vec<Step>]) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(passed.len());
        let mut at = 0;
        for layer in passed.iter().rev() {
            let step = layer[at as usize];
            numbers.push(step.number);
            at = step.from;
        }
        numbers.reverse();
        let numbers = self.with_joins(&numbers).into_iter();
        numbers.map(|number| self.job[number as usize]).collect()
    }

    fn with_joins(&self, numbers: &[u32]) -> Vec<u32> {
        let mut state = self.start();
        let mut order = self.in_sequence(state.done.jobs());
        for number in numbers {
            order.push(*number);
            let mut earlier = state.done;
            earlier.insert(*number);
            self.mark_done(&mut state, *number);
            order.extend(self.in_sequence(state.done.jobs().filter(|at| !earlier.contains(*at))));
        }
        order
    }

    /// Joins by their jobs, which are numbered in a possible order.
    fn in_sequence(&self, joins: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut joins: Vec<u32> = joins.collect();
        joins.sort_unstable_by_key(|at| self.job[*at as usize]);
        joins
    }
}

fn rank(dag: &Dag, job: u32) -> Ratio {
    if dag.is_join(job) { Ratio::new(0, 1) } else { Ratio::new(dag.value(job), dag.effort(job)) }
}
