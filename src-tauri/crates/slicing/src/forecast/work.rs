//! What is to be forecast: how much is left, how much it grows, who works on it.

use crate::random::Random;

/// What is left to be done, and what is assumed about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Each target: how many slices are left up to it, all those of earlier targets among them. In any order.
    pub targets: Vec<u32>,
    /// How much it grows on the way.
    pub growth: Growth,
    /// Who works on it, compared with the past.
    pub people: People,
}

/// Scope growth: what a hundred slices of today will have become when all is done, because they
/// are split and others are found (the split rate of Magennis, *Forecasting and Simulating Software
/// Development Projects*, 2011).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Growth(u16);

/// Why a number is no growth or no team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssumptionError {
    /// Outside [`Growth::NONE`] to [`Growth::MOST`].
    #[error("growth is from 100 % (none) to 300 % (three slices for one), not {0} %")]
    Growth(u16),
    /// Nobody, or more than [`People::MOST`].
    #[error("a team has from 1 to {most} people, not {0}", most = People::MOST)]
    People(u16),
}

impl Growth {
    /// What is left stays as it is.
    pub const NONE: Self = Self(100);

    /// Three slices for one: Magennis found that stories usually become one to three.
    pub const MOST: Self = Self(300);

    /// Growth to so many per cent: 130 when three slices in ten become two.
    ///
    /// # Errors
    /// Less than 100 or more than 300.
    pub fn new(percent: u16) -> Result<Self, AssumptionError> {
        match percent {
            100..=300 => Ok(Self(percent)),
            _ => Err(AssumptionError::Growth(percent)),
        }
    }

    /// In per cent, from 100 to 300.
    pub fn percent(self) -> u16 {
        self.0
    }

    /// The factor of one run: evenly between no growth and twice the excess, so that it is right on average.
    /// Nobody knows a split rate better than by a factor of two, and Magennis draws evenly between a low
    /// and a high guess too.
    pub(super) fn draw(self, random: &mut Random) -> f64 {
        let excess = f64::from(self.0 - Self::NONE.0) / 100.0;
        1.0 + 2.0 * excess * random.unit()
    }
}

impl Default for Growth {
    fn default() -> Self {
        Self::NONE
    }
}

/// How many people finished the items of the past, and how many there are from now on. Throughput is
/// assumed to be in proportion.
///
/// That is a wish more than a law: new people take time from the others before they give any (Brooks, *The
/// Mythical Man-Month*, 1975), so an answer for a larger team is the best case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct People {
    then: u16,
    now: u16,
}

impl People {
    /// As many as there were.
    pub const SAME: Self = Self { then: 1, now: 1 };

    /// More is not one team.
    pub const MOST: u16 = 1000;

    /// From `then` people to `now`.
    ///
    /// # Errors
    /// Nobody, or more than [`People::MOST`].
    pub fn new(then: u16, now: u16) -> Result<Self, AssumptionError> {
        match [then, now].into_iter().find(|people| !(1..=Self::MOST).contains(people)) {
            Some(people) => Err(AssumptionError::People(people)),
            None => Ok(Self { then, now }),
        }
    }

    /// What throughput is multiplied by.
    pub(super) fn ratio(self) -> f64 {
        f64::from(self.now) / f64::from(self.then)
    }
}

impl Default for People {
    fn default() -> Self {
        Self::SAME
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_from_none_to_threefold() {
        assert_eq!(Growth::new(100), Ok(Growth::NONE));
        assert_eq!(Growth::new(300), Ok(Growth::MOST));
        assert_eq!(Growth::new(130).map(Growth::percent), Ok(130));
        assert_eq!(
            Growth::new(99).map_err(|error| error.to_string()),
            Err("growth is from 100 % (none) to 300 % (three slices for one), not 99 %".to_owned())
        );
        assert_eq!(Growth::new(301), Err(AssumptionError::Growth(301)));
    }

    #[test]
    fn a_run_grows_between_nothing_and_twice_the_excess_and_rightly_on_average() {
        let growth = Growth::new(130).unwrap();
        let draws: Vec<f64> =
            (0..10_000).map(|run| growth.draw(&mut Random::of_run(1, run))).collect();
        assert!(draws.iter().all(|factor| (1.0..1.6).contains(factor)));
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        assert!((mean - 1.3).abs() < 0.01, "{mean}");
        assert!(draws.iter().any(|factor| *factor < 1.01) && draws.iter().any(|f| *f > 1.59));
    }

    #[test]
    fn a_team_is_somebody() {
        assert_eq!(People::new(0, 3), Err(AssumptionError::People(0)));
        assert_eq!(People::new(4, 1001), Err(AssumptionError::People(1001)));
        assert_eq!(People::new(4, 6).map(People::ratio), Ok(1.5));
        assert_eq!(People::default().ratio(), 1.0);
    }
}
