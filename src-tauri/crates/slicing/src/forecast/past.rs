//! Weeks to come, made of weeks that were.

use crate::random::Random;

/// How the weeks to come are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Each week is any of the past weeks, whatever the week before was like. It promises too much: it takes
    /// the few weeks that it knows for all that can happen, and its pace never changes. Only for
    /// comparison.
    Plain,
    /// Blocks of weeks, with what the plain method leaves out: see the module.
    Calibrated,
}

/// How far the pace of a team may be, and get, from what the past weeks say. All deviations are those
/// of the logarithm of the pace.
#[derive(Debug, Clone, Copy)]
struct Wander {
    /// At the beginning.
    at_once: f64,
    /// What each week adds.
    a_week: f64,
}

impl Wander {
    /// `at_once` times the number of past weeks. What it stands for is that few weeks show too little
    /// even of how much they differ.
    const FEW_WEEKS: f64 = 2.5;

    /// `a_week` for weeks with an excess of 1.
    const EXCESS: f64 = 0.18;

    /// What is left a week later of the distance from the usual pace: a third after eight months.
    const STAYS: f64 = 0.97;

    /// More excess than this is a single odd week.
    const MOST_EXCESS: f64 = 3.0;

    /// Found on the calibration half of the series in `tests/data/throughput.tsv`, and on nothing else.
    fn of(items: &[u32]) -> Self {
        let at_once = Self::FEW_WEEKS / items.len() as f64;
        Self { at_once, a_week: Self::EXCESS * excess(items).min(Self::MOST_EXCESS).sqrt() }
    }
}

/// By how much the variance of the weeks exceeds that of items that are finished independently of each
/// other (Poisson), relative to the square of their mean: the dispersion of the negative binomial, by its
/// moments. From 0; 0 for fewer than two weeks.
fn excess(items: &[u32]) -> f64 {
    let weeks = items.len() as f64;
    let mean = items.iter().copied().map(f64::from).sum::<f64>() / weeks;
    let squares: f64 = items.iter().map(|items| (f64::from(*items) - mean).powi(2)).sum();
    let excess = (squares / (weeks - 1.0) - mean) / (mean * mean);
    if excess.is_finite() { excess.max(0.0) } else { 0.0 }
}

/// The past weeks as they are drawn from.
#[derive(Debug, Clone)]
pub(super) struct Past {
    items: Vec<f64>,
    /// Weeks that are drawn together.
    block: usize,
    /// How many parts of the past have a weight of their own in each run.
    parts: usize,
    /// `None` for a pace that stays.
    wander: Option<Wander>,
}

impl Past {
    /// A past of at least one week; each item of then is worth `ratio` items from now on.
    pub fn new(items: &[u32], ratio: f64, method: Method) -> Self {
        let (block, parts, wander) = match method {
            Method::Plain => (1, 1, None),
            Method::Calibrated => {
                let block = block_length(items.len());
                (block, (items.len() / block).max(1), Some(Wander::of(items)))
            }
        };
        let items = items.iter().map(|items| f64::from(*items) * ratio).collect();
        Self { items, block, parts, wander }
    }

    /// One way in which it may go on.
    pub fn run<'p>(&'p self, random: &'p mut Random) -> Run<'p> {
        Run::new(self, random)
    }
}

/// How many weeks are drawn together: the cube root of the number of weeks known, the rate at which
/// blocks estimate a variance best (Künsch 1989; Hall, Horowitz & Jing 1995).
fn block_length(weeks: usize) -> usize {
    (weeks as f64).cbrt().round().max(1.0) as usize
}

/// One way in which it may go on, week after week without end.
#[derive(Debug)]
pub(super) struct Run<'p> {
    past: &'p Past,
    random: &'p mut Random,
    /// Where the parts begin in the circle of past weeks.
    phase: f64,
    /// For each part, the chance that a block begins in it or in one before it.
    up_to: Vec<f64>,
    /// The past week that comes next, and how many of its block are left.
    next: usize,
    left: usize,
    log_pace: f64,
    pace: f64,
}

impl<'p> Run<'p> {
    fn new(past: &'p Past, random: &'p mut Random) -> Self {
        let phase = random.unit() * past.items.len() as f64;
        let up_to = shares(past.parts, random);
        let log_pace = past.wander.map_or(0.0, |wander| wander.at_once * random.normal());
        Self { past, random, phase, up_to, next: 0, left: 0, log_pace, pace: log_pace.exp() }
    }

    /// What is finished in the next week.
    pub fn week(&mut self) -> f64 {
        if self.left == 0 {
            self.begin_block();
        }
        let items = self.past.items[self.next];
        self.next = (self.next + 1) % self.past.items.len();
        self.left -= 1;
        items * self.pace
    }

    fn begin_block(&mut self) {
        let Past { items, block, parts, .. } = self.past;
        let chance = self.random.unit();
        let part = self.up_to.iter().take_while(|up_to| **up_to <= chance).count().min(parts - 1);
        let place = (part as f64 + self.random.unit()) / *parts as f64;
        self.next = (self.phase + place * items.len() as f64) as usize % items.len();
        self.left = *block;
        self.wander();
    }

    /// What a block of weeks does to the pace.
    fn wander(&mut self) {
        if let Some(Wander { a_week, .. }) = self.past.wander {
            let block = self.past.block as f64;
            let step = a_week * block.sqrt() * self.random.normal();
            self.log_pace = self.log_pace * Wander::STAYS.powf(block) + step;
            self.pace = self.log_pace.exp();
        }
    }
}

/// Shares of so many parts, added up: those of the Bayesian bootstrap, evenly from all that are possible
/// (Rubin 1981).
fn shares(parts: usize, random: &mut Random) -> Vec<f64> {
    let mut sum = 0.0;
    let mut up_to: Vec<f64> = Vec::with_capacity(parts);
    for _ in 0..parts {
        sum += random.exponential();
        up_to.push(sum);
    }
    up_to.iter_mut().for_each(|share| *share /= sum);
    up_to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks(items: &[u32], method: Method, run: u32, most: usize) -> Vec<f64> {
        let past = Past::new(items, 1.0, method);
        let mut random = Random::of_run(5, run);
        let mut run = past.run(&mut random);
        (0..most).map(|_| run.week()).collect()
    }

    /// The past without what makes the pace wander, so that one can see which week is which.
    fn blocks_only(items: &[u32]) -> Past {
        Past { wander: None, ..Past::new(items, 1.0, Method::Calibrated) }
    }

    #[test]
    fn blocks_grow_with_the_cube_root_of_what_is_known() {
        assert_eq!([1, 6, 15, 16, 26].map(block_length), [1, 2, 2, 3, 3]);
    }

    #[test]
    fn weeks_that_followed_each_other_are_drawn_together() {
        let items: Vec<u32> = (0..26).collect();
        let past = blocks_only(&items);
        let mut random = Random::of_run(5, 0);
        let mut run = past.run(&mut random);
        for _ in 0..200 {
            let [first, second, third] = [run.week(), run.week(), run.week()];
            assert_eq!([second, third], [(first + 1.0) % 26.0, (first + 2.0) % 26.0]);
        }
    }

    #[test]
    fn over_many_runs_each_week_is_drawn_as_often_as_any_other() {
        let items: Vec<u32> = (0..10).collect();
        let past = blocks_only(&items);
        let mut drawn = [0_u32; 10];
        for run in 0..10_000 {
            let mut random = Random::of_run(5, run);
            let mut run = past.run(&mut random);
            (0..4).for_each(|_| drawn[run.week() as usize] += 1);
        }
        assert!(drawn.iter().all(|times| (3_600..4_400).contains(times)), "{drawn:?}");
    }

    #[test]
    fn the_plain_method_draws_past_weeks_and_nothing_else() {
        let drawn = weeks(&[1, 20, 300, 4, 5, 6], Method::Plain, 0, 100);
        assert!(drawn.iter().all(|week| [1.0, 20.0, 300.0, 4.0, 5.0, 6.0].contains(week)));
    }

    #[test]
    fn runs_differ_in_their_mean_more_than_by_the_weeks_that_they_draw() {
        let items = [3, 5, 2, 8, 4, 6, 1, 7, 5, 4];
        let deviation = |method| {
            let mean = |run| weeks(&items, method, run, 200).iter().sum::<f64>() / 200.0;
            let means: Vec<f64> = (0..400).map(mean).collect();
            let all = means.iter().sum::<f64>() / 400.0;
            (means.iter().map(|mean| (mean - all).powi(2)).sum::<f64>() / 400.0).sqrt()
        };
        let (plain, calibrated) = (deviation(Method::Plain), deviation(Method::Calibrated));
        assert!(plain < 0.2 && calibrated > 0.3, "{plain} {calibrated}");
    }

    #[test]
    fn the_pace_wanders_the_more_the_more_the_weeks_differ_beyond_chance() {
        assert_eq!(excess(&[5; 20]), 0.0);
        assert_eq!(excess(&[7]), 0.0);
        // Mean 4, variance 128/7.
        assert!((excess(&[0, 8, 0, 8, 0, 8, 0, 8]) - (128.0 / 7.0 - 4.0) / 16.0).abs() < 1e-9);
        let even = Wander::of(&[4, 5, 6, 5, 4, 6, 5, 5]).a_week;
        let bursts = Wander::of(&[0, 15, 0, 0, 20, 1, 0, 4]).a_week;
        assert!(even == 0.0 && bursts > 0.15, "{even} {bursts}");
        let one_odd = Wander::of(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10_000]).a_week;
        assert!(one_odd < 0.32, "{one_odd}");
    }

    #[test]
    fn people_scale_what_is_finished() {
        let past = Past::new(&[2; 6], 1.5, Method::Plain);
        let mut random = Random::of_run(5, 0);
        assert_eq!(past.run(&mut random).week(), 3.0);
    }
}
