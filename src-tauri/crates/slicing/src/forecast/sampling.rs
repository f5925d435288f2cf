//! Many runs, in pieces of any size.

use super::outlook::{Forecast, HORIZON, Outlook};
use super::past::{Method, Past};
use super::throughput::Throughput;
use super::work::{Growth, Work};
use crate::random::Random;

/// A forecast in the making. It can be advanced in pieces of any size, looked at in between and thrown away;
/// only the seed and the number of runs decide what comes out.
#[derive(Debug, Clone)]
pub struct Sampling {
    past: Past,
    samples: usize,
    growth: Growth,
    seed: u64,
    runs: u32,
    targets: Vec<Target>,
}

#[derive(Debug, Clone)]
struct Target {
    items: u32,
    /// Its place among those that were asked for.
    place: usize,
    /// In how many runs it was done at the end of this many weeks.
    done: Vec<u32>,
}

impl Sampling {
    /// As many runs as a forecast needs: the chance of a date is then right within one per cent.
    pub const USUAL_RUNS: u32 = 10_000;

    /// Nothing done yet.
    pub fn new(throughput: &Throughput, work: &Work, method: Method, seed: u64) -> Self {
        let past = Past::new(throughput.recent(), work.people.ratio(), method);
        let target =
            |(place, items): (usize, &u32)| Target { items: *items, place, done: Vec::new() };
        let mut targets: Vec<Target> = work.targets.iter().enumerate().map(target).collect();
        targets.sort_by_key(|target| target.items);
        let (samples, growth) = (throughput.samples(), work.growth);
        Self { past, samples, growth, seed, runs: 0, targets }
    }

    /// So many runs more.
    pub fn advance(&mut self, runs: u32) {
        for run in self.runs..self.runs.saturating_add(runs) {
            self.run(run);
        }
        self.runs = self.runs.saturating_add(runs);
    }

    /// How many runs there were.
    pub fn runs(&self) -> u32 {
        self.runs
    }

    fn run(&mut self, run: u32) {
        let mut random = Random::of_run(self.seed, run);
        let growth = self.growth.draw(&mut random);
        let mut weeks = self.past.run(&mut random);
        let (mut finished, mut week) = (0.0, 0);
        for target in &mut self.targets {
            let items = (f64::from(target.items) * growth).ceil();
            while finished < items && week < HORIZON {
                finished += weeks.week();
                week += 1;
            }
            if finished < items {
                break;
            }
            target.done_after(week);
        }
    }

    /// What the runs say; `None` before the first one.
    pub fn forecast(&self) -> Option<Forecast> {
        let mut targets: Vec<&Target> = self.targets.iter().collect();
        targets.sort_by_key(|target| target.place);
        let outlook = |target: &Target| Outlook::new(target.items, self.runs, &target.done);
        let targets = targets.into_iter().map(outlook).collect();
        (self.runs > 0).then_some(Forecast { samples: self.samples, runs: self.runs, targets })
    }
}

impl Target {
    fn done_after(&mut self, week: u16) {
        let week = usize::from(week);
        if self.done.len() <= week {
            self.done.resize(week + 1, 0);
        }
        self.done[week] += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::forecast::{HORIZON, People, Weeks};

    fn throughput(weeks: &[u32]) -> Throughput {
        Throughput::new(weeks.to_vec()).unwrap()
    }

    fn work(targets: &[u32]) -> Work {
        Work { targets: targets.to_vec(), ..Work::default() }
    }

    fn forecast(weeks: &[u32], work: &Work, method: Method) -> Vec<Outlook> {
        let mut sampling = Sampling::new(&throughput(weeks), work, method, 11);
        sampling.advance(500);
        sampling.forecast().unwrap().targets
    }

    const WEEKS: [u32; 10] = [3, 5, 0, 4, 6, 2, 3, 7, 1, 4];

    #[test]
    fn what_never_varies_takes_as_long_as_it_takes() {
        let outlooks = forecast(&[4; 8], &work(&[0, 8, 9]), Method::Plain);
        let weeks = |outlook: &Outlook| [outlook.p50(), outlook.p85(), outlook.p95()];
        assert_eq!(weeks(&outlooks[0]), [Weeks::Within(0); 3]);
        assert_eq!(weeks(&outlooks[1]), [Weeks::Within(2); 3]);
        assert_eq!(weeks(&outlooks[2]), [Weeks::Within(3); 3]);
    }

    #[test]
    fn targets_are_answered_in_the_order_in_which_they_were_asked() {
        let outlooks = forecast(&WEEKS, &work(&[30, 5, 12]), Method::Calibrated);
        assert_eq!(outlooks.iter().map(|outlook| outlook.items).collect::<Vec<_>>(), [30, 5, 12]);
        assert!(outlooks[1].p85() < outlooks[2].p85() && outlooks[2].p85() < outlooks[0].p85());
    }

    #[test]
    fn before_the_first_run_nothing_is_said() {
        let mut sampling = Sampling::new(&throughput(&WEEKS), &work(&[5]), Method::Calibrated, 1);
        assert_eq!(sampling.forecast(), None);
        sampling.advance(1);
        let forecast = sampling.forecast().unwrap();
        assert_eq!((forecast.runs, forecast.samples, forecast.targets.len()), (1, 10, 1));
    }

    #[test]
    fn work_beyond_ten_years_is_told_as_beyond() {
        let outlooks = forecast(&[0, 0, 0, 0, 0, 1], &work(&[1, 5000]), Method::Calibrated);
        assert_eq!((outlooks[1].p50(), outlooks[1].beyond()), (Weeks::Beyond, 500));
        assert_eq!(outlooks[1].chance_within(HORIZON), 0);
        assert!(matches!(outlooks[0].p50(), Weeks::Within(_)));
    }

    #[test]
    fn growth_makes_it_later_and_people_sooner() {
        let p85 = |work: &Work| forecast(&WEEKS, work, Method::Calibrated)[0].p85();
        let usual = work(&[40]);
        let grown = Work { growth: Growth::new(150).unwrap(), ..usual.clone() };
        let helped = Work { people: People::new(2, 4).unwrap(), ..usual.clone() };
        assert!(p85(&helped) < p85(&usual) && p85(&usual) < p85(&grown));
    }

    #[test]
    fn growth_delays_by_what_it_says_on_average() {
        let grown = Work { growth: Growth::new(150).unwrap(), ..work(&[100]) };
        let outlook = &forecast(&[10; 6], &grown, Method::Plain)[0];
        assert!(matches!(outlook.p50(), Weeks::Within(15..=16)), "{:?}", outlook.p50());
        assert_eq!((outlook.chance_within(9), outlook.chance_within(20)), (0, 1000));
    }

    #[test]
    fn the_calibrated_method_promises_less() {
        let p95 = |method| forecast(&WEEKS, &work(&[60]), method)[0].p95();
        assert!(p95(Method::Plain) < p95(Method::Calibrated));
    }

    fn arb_weeks() -> impl Strategy<Value = Vec<u32>> {
        let weeks = prop::collection::vec(0_u32..12, 6..40);
        weeks.prop_filter("nothing finished", |weeks| Throughput::new(weeks.clone()).is_ok())
    }

    fn arb_method() -> impl Strategy<Value = Method> {
        prop_oneof![Just(Method::Plain), Just(Method::Calibrated)]
    }

    fn arb_work() -> impl Strategy<Value = Work> {
        let growth = (100_u16..=300).prop_map(|percent| Growth::new(percent).unwrap());
        let people = (1_u16..9, 1_u16..9).prop_map(|(then, now)| People::new(then, now).unwrap());
        (prop::collection::vec(0_u32..200, 0..4), growth, people)
            .prop_map(|(targets, growth, people)| Work { targets, growth, people })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_pieces_do_not_matter(
            weeks in arb_weeks(),
            work in arb_work(),
            method in arb_method(),
            seed: u64,
            pieces in prop::collection::vec(0_u32..30, 0..6),
        ) {
            let mut whole = Sampling::new(&throughput(&weeks), &work, method, seed);
            let mut cut = whole.clone();
            whole.advance(pieces.iter().sum());
            for piece in pieces {
                cut.advance(piece);
                cut.forecast();
            }
            prop_assert_eq!(whole.runs(), cut.runs());
            prop_assert_eq!(whole.forecast(), cut.forecast());
        }

        #[test]
        fn outlooks_hang_together(
            weeks in arb_weeks(),
            work in arb_work(),
            method in arb_method(),
            seed: u64,
        ) {
            let mut sampling = Sampling::new(&throughput(&weeks), &work, method, seed);
            sampling.advance(60);
            let forecast = sampling.forecast().unwrap();
            prop_assert_eq!(forecast.targets.len(), work.targets.len());
            for outlook in &forecast.targets {
                prop_assert!((0..100).all(|at| outlook.quantile(at) <= outlook.quantile(at + 1)));
                prop_assert_eq!(outlook.histogram().sum::<u32>() + outlook.beyond(), 60);
                let curve: Vec<u16> = outlook.curve().collect();
                prop_assert!(curve.is_sorted() && curve.iter().all(|chance| *chance <= 1000));
                if let Weeks::Within(week) = outlook.p85() {
                    prop_assert!(outlook.chance_within(week) >= 850);
                    prop_assert!(week == 0 || outlook.chance_within(week - 1) < 850);
                }
            }
            let mut by_items = forecast.targets;
            by_items.sort_by_key(|outlook| outlook.items);
            for pair in by_items.windows(2) {
                prop_assert!((0..HORIZON).all(|w| pair[0].chance_within(w) >= pair[1].chance_within(w)));
            }
        }

        #[test]
        fn a_target_does_not_change_for_being_asked_together_with_others(
            weeks in arb_weeks(),
            work in arb_work(),
            seed: u64,
        ) {
            let outlooks = |work: &Work| {
                let mut sampling = Sampling::new(&throughput(&weeks), work, Method::Calibrated, seed);
                sampling.advance(20);
                sampling.forecast().unwrap().targets
            };
            for (target, together) in work.targets.iter().zip(outlooks(&work)) {
                let alone = Work { targets: vec![*target], ..work.clone() };
                prop_assert_eq!(&outlooks(&alone)[0], &together);
            }
        }
    }
}
