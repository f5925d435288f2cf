//! What many runs say.

/// No run looks further than ten years.
pub const HORIZON: u16 = 520;

/// When each target will be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// How many past weeks it was made from.
    pub samples: usize,
    /// How many runs.
    pub runs: u32,
    /// The targets, as they were asked for.
    pub targets: Vec<Outlook>,
}

/// When one target will be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// The slices left up to it.
    pub items: u32,
    runs: u32,
    /// In how many runs it was reached within 0, 1, 2 … weeks, up to the last week in which one was.
    reached: Vec<u32>,
}

/// Whole weeks from now. Something is done at the end of the week in which it is finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weeks {
    /// After so many.
    Within(u16),
    /// Later than [`HORIZON`], or never.
    Beyond,
}

impl Outlook {
    /// From how often it was reached after exactly 0, 1, 2 … weeks.
    pub(super) fn new(items: u32, runs: u32, after: &[u32]) -> Self {
        let add = |sum: &mut u32, runs: &u32| {
            *sum += runs;
            Some(*sum)
        };
        Self { items, runs, reached: after.iter().scan(0, add).collect() }
    }

    /// The first week at the end of which it is reached in at least `percent` of a hundred runs.
    pub fn quantile(&self, percent: u8) -> Weeks {
        let enough =
            |runs: &u32| u64::from(*runs) * 100 >= u64::from(self.runs) * u64::from(percent);
        let week = self.reached.iter().position(enough).and_then(|week| u16::try_from(week).ok());
        week.map_or(Weeks::Beyond, Weeks::Within)
    }

    /// An even chance.
    pub fn p50(&self) -> Weeks {
        self.quantile(50)
    }

    /// What can be promised to people who plan with it.
    pub fn p85(&self) -> Weeks {
        self.quantile(85)
    }

    /// What can be promised where being late is dear.
    pub fn p95(&self) -> Weeks {
        self.quantile(95)
    }

    /// The chance that it is reached within so many weeks, in tenths of a per cent, from 0 to 1000, rounded down.
    pub fn chance_within(&self, weeks: u16) -> u16 {
        let reached = self.reached.get(usize::from(weeks)).or(self.reached.last());
        let tenths = u64::from(reached.copied().unwrap_or(0)) * 1000 / u64::from(self.runs.max(1));
        u16::try_from(tenths).unwrap_or(1000)
    }

    /// The chance that it is reached within 0, 1, 2 … weeks, as [`Outlook::chance_within`], up to the last week in
    /// which a run reached it; never falling.
    pub fn curve(&self) -> impl ExactSizeIterator<Item = u16> {
        (0..self.reached.len())
            .map(|week| self.chance_within(u16::try_from(week).unwrap_or(HORIZON)))
    }

    /// In how many runs it was reached at the end of week 0, 1, 2 …
    pub fn histogram(&self) -> impl Iterator<Item = u32> {
        let before = std::iter::once(0).chain(self.reached.iter().copied());
        self.reached.iter().zip(before).map(|(runs, before)| runs - before)
    }

    /// In how many runs it was not reached within [`HORIZON`].
    pub fn beyond(&self) -> u32 {
        self.runs - self.reached.last().copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten runs: one at once, four after two weeks, four after three, one never.
    fn outlook() -> Outlook {
        Outlook::new(7, 10, &[1, 0, 4, 4])
    }

    #[test]
    fn a_quantile_is_the_first_week_with_enough_runs() {
        let outlook = outlook();
        let expected = [(0, 0), (10, 0), (11, 2), (50, 2), (51, 3), (90, 3)];
        for (percent, week) in expected {
            assert_eq!(outlook.quantile(percent), Weeks::Within(week), "{percent} %");
        }
        assert_eq!(outlook.quantile(91), Weeks::Beyond);
        assert!(Weeks::Within(HORIZON) < Weeks::Beyond);
    }

    #[test]
    fn chances_add_up_and_stay_below_those_who_never_arrive() {
        let outlook = outlook();
        assert_eq!(outlook.curve().collect::<Vec<_>>(), [100, 100, 500, 900]);
        assert_eq!(outlook.histogram().collect::<Vec<_>>(), [1, 0, 4, 4]);
        assert_eq!((outlook.chance_within(3), outlook.chance_within(400)), (900, 900));
        assert_eq!(outlook.beyond(), 1);
    }

    #[test]
    fn what_no_run_reached_has_no_curve() {
        let outlook = Outlook::new(7, 10, &[]);
        assert_eq!((outlook.p50(), outlook.beyond()), (Weeks::Beyond, 10));
        assert_eq!((outlook.curve().len(), outlook.chance_within(9)), (0, 0));
    }
}
