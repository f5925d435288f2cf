//! Whether forecasts hold, asked of a series that is long enough to know.

use std::ops::AddAssign;

use super::outlook::{Outlook, Weeks};
use super::past::Method;
use super::sampling::Sampling;
use super::throughput::Throughput;
use super::work::Work;

/// How often the promises of both methods were kept, in the same cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BackTest {
    /// How many forecasts were judged.
    pub cases: u32,
    /// Those of the plain method.
    pub plain: Held,
    /// Those of the calibrated one.
    pub calibrated: Held,
}

/// In how many cases the items were done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// By the P50.
    pub p50: u32,
    /// By the P85.
    pub p85: u32,
    /// By the P95.
    pub p95: u32,
}

impl BackTest {
    /// A series must go on for so many times the weeks that the items take at its mean pace. So the cases do not
    /// depend on what was forecast, nor on how it came out.
    const GOES_ON: u64 = 3;

    /// Stands at the end of each week that has at least [`Throughput::FEWEST`] weeks behind it, forecasts from
    /// at most the last [`Throughput::RECENT`] when the next `sizes` of items will be done, and looks up
    /// when they were. Who was not done at the end of the series was late. A place where nothing
    /// can be forecast is no case.
    ///
    /// A date is a whole number of weeks, so that of many right forecasts somewhat more hold than the percentage
    /// says, the more so the sooner they are.
    pub fn of(series: &[u32], sizes: &[u32], runs: u32, seed: u64) -> Self {
        let mut all = Self::default();
        for now in Throughput::FEWEST..series.len() {
            let (past, future) = series.split_at(now);
            let past = &past[now.saturating_sub(Throughput::RECENT)..];
            let targets: Vec<u32> = sizes
                .iter()
                .copied()
                .filter(|size| is_long_enough(series, future, *size))
                .collect();
            let Ok(past) = Throughput::new(past.to_vec()) else { continue };
            let work = Work { targets, ..Work::default() };
            all += Self::at(&past, future, &work, runs, seed.wrapping_add(now as u64));
        }
        all
    }

    fn at(past: &Throughput, future: &[u32], work: &Work, runs: u32, seed: u64) -> Self {
        let forecast = |method| {
            let mut sampling = Sampling::new(past, work, method, seed);
            sampling.advance(runs);
            sampling.forecast().map(|forecast| forecast.targets).unwrap_or_default()
        };
        let mut all = Self::default();
        for (plain, calibrated) in forecast(Method::Plain).iter().zip(&forecast(Method::Calibrated))
        {
            let was = done(future, plain.items);
            all.cases += 1;
            all.plain.count(plain, was);
            all.calibrated.count(calibrated, was);
        }
        all
    }

    /// How many items take about 4, 8 and 13 weeks at the mean pace of a series; none for a series without any.
    pub fn usual_sizes(series: &[u32]) -> Vec<u32> {
        let weeks = series.len().max(1) as u64;
        let sizes = [4, 8, 13].map(|size| (sum(series) * size).div_ceil(weeks));
        let mut sizes: Vec<u32> = sizes
            .into_iter()
            .filter_map(|size| u32::try_from(size).ok())
            .filter(|size| *size > 0)
            .collect();
        sizes.dedup();
        sizes
    }

    /// What share of the cases this is, in tenths of a per cent, rounded down; 0 without any case.
    pub fn tenths(&self, held: u32) -> u16 {
        let tenths = u64::from(held) * 1000 / u64::from(self.cases.max(1));
        u16::try_from(tenths).unwrap_or(u16::MAX)
    }
}

impl Held {
    fn count(&mut self, outlook: &Outlook, was: Option<u16>) {
        let is_held = |promise| was.is_some_and(|was| Weeks::Within(was) <= promise);
        self.p50 += u32::from(is_held(outlook.p50()));
        self.p85 += u32::from(is_held(outlook.p85()));
        self.p95 += u32::from(is_held(outlook.p95()));
    }
}

impl AddAssign for BackTest {
    fn add_assign(&mut self, other: Self) {
        self.cases += other.cases;
        self.plain += other.plain;
        self.calibrated += other.calibrated;
    }
}

impl AddAssign for Held {
    fn add_assign(&mut self, other: Self) {
        self.p50 += other.p50;
        self.p85 += other.p85;
        self.p95 += other.p95;
    }
}

fn sum(weeks: &[u32]) -> u64 {
    weeks.iter().copied().map(u64::from).sum()
}

fn is_long_enough(series: &[u32], future: &[u32], size: u32) -> bool {
    let needed = BackTest::GOES_ON * u64::from(size) * series.len() as u64;
    needed <= sum(series) * future.len() as u64
}

/// After how many weeks so many items were done; `None` for those that never were.
fn done(weeks: &[u32], items: u32) -> Option<u16> {
    let mut left = u64::from(items);
    let mut week = 0;
    let mut weeks = weeks.iter();
    while left > 0 {
        left = left.saturating_sub(u64::from(*weeks.next()?));
        week += 1;
    }
    u16::try_from(week).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_done_at_the_end_of_the_week_in_which_the_last_is_finished() {
        let weeks = [3, 0, 2, 4];
        assert_eq!(
            [0, 1, 3, 4, 5, 6, 9].map(|items| done(&weeks, items)),
            [0, 1, 1, 3, 3, 4, 4].map(Some)
        );
        assert_eq!(done(&weeks, 10), None);
    }

    #[test]
    fn a_steady_pace_is_forecast_exactly() {
        let test = BackTest::of(&[5; 40], &[20], 100, 1);
        assert_eq!(test.cases, 40 - 12 - 6 + 1);
        assert_eq!(test.plain, Held { p50: test.cases, p85: test.cases, p95: test.cases });
    }

    #[test]
    fn a_pace_that_breaks_down_breaks_the_promises() {
        let series = [[8; 20].as_slice(), &[1; 60]].concat();
        let test = BackTest::of(&series, &[16], 200, 1);
        let kept = test.tenths(test.plain.p85);
        assert!(test.cases > 50 && kept < 800, "{test:?}");
        assert!(test.calibrated.p85 >= test.plain.p85, "{test:?}");
    }

    #[test]
    fn who_is_not_done_at_the_end_of_the_series_was_late() {
        let series = [[10; 10].as_slice(), &[0; 10]].concat();
        let test = BackTest::of(&series, &[16], 50, 1);
        assert_eq!(test.cases, 20 - 10 - 6 + 1);
        // Only from the first three places the sixteen were done.
        assert_eq!((test.plain.p95, test.calibrated.p95), (3, 3));
    }

    #[test]
    fn a_short_or_idle_series_has_no_cases() {
        for series in [[].as_slice(), &[4; 6], &[0; 50]] {
            let test = BackTest::of(series, &BackTest::usual_sizes(series), 10, 1);
            assert_eq!((test.cases, test.tenths(0)), (0, 0));
        }
    }

    #[test]
    fn the_usual_sizes_take_from_one_month_to_three() {
        assert_eq!(BackTest::usual_sizes(&[5; 10]), [20, 40, 65]);
        assert_eq!(BackTest::usual_sizes(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), [1]);
        assert!(BackTest::usual_sizes(&[0; 10]).is_empty());
    }
}
