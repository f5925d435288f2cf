//! How often forecasts would have held.

use rayon::prelude::*;
use serde::Serialize;
use slicing::forecast::{BackTest, Held, Series, Throughput, recorded};

use crate::api::AppError;

/// How many runs each forecast of a back-test has.
const RUNS: u32 = 300;

/// Any number, so that everybody sees the same.
const SEED: u64 = 1;

/// How often the dates that were promised held, by series and over all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackTested {
    /// Each series.
    pub series: Vec<SeriesLine>,
    /// All of them together.
    pub all: TestLine,
}

/// One series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeriesLine {
    /// Which.
    pub name: String,
    /// How many weeks it has.
    pub weeks: usize,
    /// How often dates held.
    #[serde(flatten)]
    pub test: TestLine,
}

/// How often dates held, in tenths of a per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TestLine {
    /// How many forecasts were judged.
    pub cases: u32,
    /// By drawing past weeks one by one.
    pub plain: HeldLine,
    /// As this program forecasts.
    pub calibrated: HeldLine,
}

/// Shares of the cases in tenths of a per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HeldLine {
    /// In which the date of an even chance held.
    pub p50: u16,
    /// In which the P85 held.
    pub p85: u16,
    /// In which the P95 held.
    pub p95: u16,
}

/// The forecast tried on the projects that it was calibrated without.
pub fn on_record() -> BackTested {
    let held_out = recorded().into_iter().filter(|series| series.held_out);
    let series: Vec<(String, Vec<u32>)> =
        held_out.map(|Series { name, items, .. }| (name.to_owned(), items)).collect();
    tested(&series)
}

/// The forecast tried on a team's own weeks.
///
/// # Errors
/// [`ErrorCode::BadInput`](crate::api::ErrorCode) when there are too few weeks for a single case.
pub fn on(weeks: Vec<u32>) -> Result<BackTested, AppError> {
    let said = |error: &str| AppError::bad_input(crate::say::sentence(error));
    Throughput::new(weeks.clone()).map_err(|error| said(&error.to_string()))?;
    let tested = tested(&[("your weeks".to_owned(), weeks)]);
    match tested.all.cases {
        0 => Err(said(
            "the weeks are too few for a back-test: it takes at least six, and then three times as \
             many as some items take",
        )),
        _ => Ok(tested),
    }
}

fn tested(series: &[(String, Vec<u32>)]) -> BackTested {
    let test = |(_, items): &(String, Vec<u32>)| {
        BackTest::of(items, &BackTest::usual_sizes(items), RUNS, SEED)
    };
    let tests: Vec<BackTest> = series.par_iter().map(test).collect();
    let mut all = BackTest::default();
    tests.iter().for_each(|test| all += *test);
    let line = |((name, items), test): (&(String, Vec<u32>), &BackTest)| SeriesLine {
        name: name.clone(),
        weeks: items.len(),
        test: TestLine::of(test),
    };
    BackTested { series: series.iter().zip(&tests).map(line).collect(), all: TestLine::of(&all) }
}

impl TestLine {
    fn of(test: &BackTest) -> Self {
        let held = |held: Held| HeldLine {
            p50: test.tenths(held.p50),
            p85: test.tenths(held.p85),
            p95: test.tenths(held.p95),
        };
        Self { cases: test.cases, plain: held(test.plain), calibrated: held(test.calibrated) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_team_is_forecast_well_and_few_weeks_are_refused() {
        let steady = on([4, 6].repeat(40)).unwrap();
        assert!(steady.all.cases > 50);
        assert!(steady.all.calibrated.p85 >= 850, "{steady:?}");
        assert_eq!(steady.series[0].weeks, 80);
        assert!(on(vec![3; 5]).unwrap_err().message.contains('6'));
        assert!(on(vec![3; 6]).unwrap_err().message.contains("too few"));
    }
}
