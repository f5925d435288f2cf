//! How often forecasts held: on the weekly throughput of real projects, and on made series of known
//! kinds. The three numbers of the calibrated method were found on the calibration half, which is why
//! only the other half counts. Cases of neighbouring weeks overlap, so they say less than their number.
//! `cargo test -p slicing --test throughput -- --nocapture` prints both.

#![allow(clippy::unwrap_used, reason = "a series that cannot be read must fail the test")]
#![allow(clippy::print_stdout, reason = "the figures are what this is for")]

mod made;

use slicing::forecast::{
    BackTest, Held, Method, Sampling, Series, Throughput, Weeks, Work, recorded,
};

const RUNS: u32 = 300;

fn tried(series: &Series) -> BackTest {
    BackTest::of(&series.items, &BackTest::usual_sizes(&series.items), RUNS, 1)
}

/// Six of each kind, two years long; every second one is held out.
fn made() -> Vec<Series> {
    let one = |kind: &made::Kind, seed: u64| Series {
        kind: kind.name,
        name: kind.name,
        held_out: seed % 2 == 1,
        items: kind.weeks(seed, 120),
    };
    made::KINDS.iter().flat_map(|kind| (0..6).map(move |seed| one(kind, seed))).collect()
}

/// All of a half together, told by kind.
fn tested(title: &str, series: &[Series], held_out: bool) -> BackTest {
    let mut all = BackTest::default();
    let mut kinds: Vec<(&str, BackTest)> = Vec::new();
    for series in series.iter().filter(|series| series.held_out == held_out) {
        let test = tried(series);
        all += test;
        match kinds.iter_mut().find(|(kind, _)| *kind == series.kind) {
            Some((_, sum)) => *sum += test,
            None => kinds.push((series.kind, test)),
        }
    }
    for (kind, test) in kinds {
        tell(&format!("{title}: {kind}"), &test);
    }
    tell(&format!("{title}: all"), &all);
    all
}

fn tell(title: &str, test: &BackTest) {
    let percents = |held: Held| {
        let percent = |held| f64::from(test.tenths(held)) / 10.0;
        format!("{:5.1} {:5.1} {:5.1}", percent(held.p50), percent(held.p85), percent(held.p95))
    };
    let (plain, calibrated) = (percents(test.plain), percents(test.calibrated));
    println!("{title:40} n {:5}  plain {plain}  calibrated {calibrated}", test.cases);
}

fn assert_within(test: &BackTest, held: u32, percent: std::ops::RangeInclusive<u16>) {
    let tenths = test.tenths(held);
    assert!(
        (percent.start() * 10..=percent.end() * 10).contains(&tenths),
        "{tenths} of 1000: {test:?}"
    );
}

#[test]
fn what_is_promised_at_85_percent_holds_in_82_to_90_of_100_cases_of_held_out_projects() {
    tested("real, calibration", &recorded(), false);
    let held_out = tested("real, held out", &recorded(), true);
    assert!(held_out.cases > 2500);
    assert_within(&held_out, held_out.calibrated.p85, 82..=90);
    assert_within(&held_out, held_out.calibrated.p50, 50..=60);
    assert_within(&held_out, held_out.calibrated.p95, 90..=97);
}

/// How many of the P85 hold, in per cent, for items of about two months, when only the last `known` weeks are known.
fn held_with_few_weeks(series: &[Series], known: usize) -> u32 {
    let (mut cases, mut held) = (0, 0);
    for Series { items, .. } in series.iter().filter(|series| series.held_out) {
        let size = BackTest::usual_sizes(items)[1];
        for now in known..items.len().saturating_sub(Throughput::RECENT) {
            let (past, future) = items.split_at(now);
            let Ok(past) = Throughput::new(past[now - known..].to_vec()) else { continue };
            let work = Work { targets: vec![size], ..Work::default() };
            let mut sampling = Sampling::new(&past, &work, Method::Calibrated, now as u64);
            sampling.advance(RUNS);
            let promised = match sampling.forecast().unwrap().targets[0].p85() {
                Weeks::Within(weeks) => usize::from(weeks),
                Weeks::Beyond => future.len(),
            };
            cases += 1;
            held += u32::from(future.iter().take(promised).sum::<u32>() >= size);
        }
    }
    println!("from {known:2} weeks: {held} of {cases} held");
    held * 100 / cases
}

#[test]
fn a_forecast_from_few_weeks_holds_as_often_as_one_from_many() {
    for known in [6, 8, 12, 26] {
        let percent = held_with_few_weeks(&recorded(), known);
        assert!((80..=90).contains(&percent), "{percent} % from {known} weeks");
    }
}

#[test]
fn the_plain_method_promises_too_much() {
    let held_out = tested("real, held out", &recorded(), true);
    assert!(held_out.tenths(held_out.plain.p85) < 780);
    assert!(held_out.tenths(held_out.plain.p95) < 870);
}

#[test]
fn on_made_series_a_promise_holds_at_least_as_often_as_it_says() {
    tested("made, calibration", &made(), false);
    let held_out = tested("made, held out", &made(), true);
    assert!(held_out.cases > 4500);
    assert_within(&held_out, held_out.calibrated.p85, 85..=93);
    assert_within(&held_out, held_out.calibrated.p95, 93..=98);
}

#[test]
fn every_series_can_be_forecast_from_and_is_named_once() {
    let mut names: Vec<&str> = recorded().into_iter().map(|series| series.name).collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(recorded().into_iter().all(|series| Throughput::new(series.items).is_ok()));
}
