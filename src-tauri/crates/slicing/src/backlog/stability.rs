//! How firm a plan is when values and efforts are uncertain: it is made again and again with noise
//! on both, and what stays the same is counted.

use super::problem::Problem;
use super::{Backlog, Memory, Rate};
use crate::id::SliceId;
use crate::random::Random;

/// Noise is counted in thousandths of a value or an effort, so that all stays whole.
const WHOLE: u64 = 1_000;

/// Every value and every effort is off by up to this much, evenly, in thousandths.
const NOISE: u64 = 300;

/// Any number, so that everybody sees the same draws.
const SEED: u64 = 1;

/// Draws of a plan with noise, made a few at a time.
#[derive(Debug, Clone)]
pub struct Stability {
    problem: Problem,
    weights: Vec<Rate>,
    first: Option<usize>,
    is_in_mvp: Vec<bool>,
    /// How many draws have been made.
    pub draws: u32,
    /// In how many of them the first leaf was first.
    pub first_stays: u32,
    /// In how many of them the MVP was the same set.
    pub mvp_stays: u32,
    in_mvp: Vec<u32>,
}

impl Stability {
    /// How many draws there are to be.
    pub const DRAWS: u32 = 1_000;

    /// No draws yet.
    pub fn new(backlog: &Backlog) -> Self {
        let mut is_in_mvp = vec![false; backlog.entries.len()];
        for entry in &backlog.entries {
            is_in_mvp[entry.leaf] = entry.in_mvp();
        }
        Self {
            problem: backlog.problem.in_units(WHOLE),
            weights: backlog.weights.clone(),
            first: backlog.entries.first().map(|entry| entry.leaf),
            in_mvp: vec![0; is_in_mvp.len()],
            is_in_mvp,
            draws: 0,
            first_stays: 0,
            mvp_stays: 0,
        }
    }

    /// Makes so many more draws. The same draws come out however they are divided into calls.
    pub fn advance(&mut self, draws: u32) {
        for _ in 0..draws.min(Self::DRAWS.saturating_sub(self.draws)) {
            self.draw();
        }
    }

    fn draw(&mut self) {
        let mut random = Random::of_run(SEED, self.draws);
        self.draws += 1;
        let mut noisy = |number: u64| number * factor(&mut random);
        let weights: Vec<Rate> = self
            .weights
            .iter()
            .map(|weight| Rate { value: noisy(weight.value), effort: noisy(weight.effort) })
            .collect();
        // A circle has been found before anybody comes here.
        let Ok(plan) = self.problem.plan(&weights, &mut Memory::none()) else { return };
        self.first_stays += u32::from(plan.order.first().copied() == self.first);
        if let Some(mvp) = plan.drawn.first() {
            self.mvp_stays += u32::from(mvp.is_above == self.is_in_mvp);
            mvp.leaves().for_each(|leaf| self.in_mvp[leaf] += 1);
        }
    }

    /// In how many draws each leaf of the backlog was in the MVP, in the order of the backlog.
    pub fn in_mvp(&self, backlog: &Backlog) -> Vec<(SliceId, u32)> {
        backlog.entries.iter().map(|entry| (entry.id, self.in_mvp[entry.leaf])).collect()
    }
}

/// Between 1 − noise and 1 + noise, in thousandths.
fn factor(random: &mut Random) -> u64 {
    WHOLE - NOISE + random.below(2 * NOISE + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backlog::{Estimate, backlog};
    use crate::key::OrderKey;
    use crate::model::{About, Cut, Goal, Slice, Workshop};
    use crate::tree::Tree;

    fn made(numbers: &[(u8, u16)], cut: Cut) -> Backlog {
        let slice = |(id, (value, effort)): (u32, &(u8, u16))| {
            let mut slice = Slice::new(SliceId(id), None, OrderKey::first(), "s");
            (slice.value, slice.effort) = (Some(*value), Some(*effort));
            slice
        };
        let tree = Tree::from_slices((1..).zip(numbers).map(slice).collect::<Vec<_>>());
        let about = About { mvp: Goal { cut, ..Goal::default() }, ..About::default() };
        let workshop = Workshop { about, tree, ..Workshop::default() };
        backlog(&workshop, |_| Estimate { value: 1, effort: 1 }).unwrap()
    }

    fn drawn(backlog: &Backlog, calls: &[u32]) -> Stability {
        let mut stability = Stability::new(backlog);
        calls.iter().for_each(|draws| stability.advance(*draws));
        stability
    }

    #[test]
    fn what_stands_far_apart_stays_and_what_is_equal_is_a_coin_toss() {
        let backlog = made(&[(90, 1), (20, 1), (20, 1), (1, 20)], Cut::Capacity(3));
        let stability = drawn(&backlog, &[Stability::DRAWS]);
        assert_eq!((stability.draws, stability.first_stays), (1_000, 1_000));
        let in_mvp: Vec<u32> = stability.in_mvp(&backlog).iter().map(|(_, count)| *count).collect();
        assert_eq!((in_mvp[0], in_mvp[3]), (1_000, 0));
        // The two that are equal come second equally often, and fit or do not fit together.
        assert!(in_mvp[1].abs_diff(in_mvp[2]) < 100, "{in_mvp:?}");
        assert!(in_mvp[1] < 950 && stability.mvp_stays < 900, "{in_mvp:?}");
    }

    #[test]
    fn the_draws_do_not_depend_on_how_they_are_called_for() {
        let backlog = made(&[(9, 1), (8, 1), (7, 2), (6, 3)], Cut::Proposed);
        let (once, often) = (drawn(&backlog, &[300]), drawn(&backlog, &[7, 0, 193, 100]));
        assert_eq!(once.in_mvp(&backlog), often.in_mvp(&backlog));
        assert_eq!(once.first_stays, often.first_stays);
        assert_eq!(drawn(&backlog, &[u32::MAX]).draws, Stability::DRAWS);
    }

    #[test]
    fn noise_is_even_and_keeps_to_its_bounds() {
        let mut random = Random::of_run(SEED, 0);
        let factors: Vec<u64> = (0..60_000).map(|_| factor(&mut random)).collect();
        assert_eq!(factors.iter().min(), Some(&700));
        assert_eq!(factors.iter().max(), Some(&1_300));
        let mean = factors.iter().sum::<u64>() / factors.len() as u64;
        assert!((995..=1_005).contains(&mean), "{mean}");
    }

    #[test]
    fn an_empty_backlog_is_as_firm_as_can_be() {
        let stability = drawn(&made(&[], Cut::Proposed), &[10]);
        assert_eq!((stability.first_stays, stability.mvp_stays), (10, 10));
    }
}
