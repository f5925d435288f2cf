//! Chance from a seed: `SplitMix64` (Steele, Lea & Flood 2014), which passes the usual batteries of
//! tests and whose streams can start anywhere, so that every run has one of its own. A crate would
//! bring a thousand times the code for these thirty lines, and change its numbers between versions.

/// A stream of numbers that depends on nothing but where it starts.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream of one run.
    pub fn of_run(seed: u64, run: u32) -> Self {
        let mut start = Self(seed);
        let seed = start.next();
        Self(seed.wrapping_add(Self(u64::from(run)).next()))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A whole number below another, evenly as far as that is small.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// From 0 to below 1, evenly.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -(1.0 - self.unit()).ln()
    }

    /// Nearly normal with mean 0 and deviation 1, within ±3.5: the sum of four even draws.
    pub fn normal(&mut self) -> f64 {
        const EVEN: f64 = 65_536.0;
        let bits = self.next();
        let sum: u64 = (0..4).map(|part| (bits >> (part * 16)) & 0xffff).sum();
        // Each of them has the variance 1/12.
        ((sum as f64 + 2.0) / EVEN - 2.0) * 3.0_f64.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_and_deviation(draw: impl Fn(&mut Random) -> f64) -> (f64, f64) {
        let mut random = Random::of_run(7, 0);
        let draws: Vec<f64> = (0..100_000).map(|_| draw(&mut random)).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let square = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / draws.len() as f64;
        (mean, square.sqrt())
    }

    fn assert_near(is: (f64, f64), should: (f64, f64)) {
        let near = |a: f64, b: f64| (a - b).abs() < 0.02;
        assert!(near(is.0, should.0) && near(is.1, should.1), "{is:?} is not {should:?}");
    }

    #[test]
    fn the_first_numbers_are_those_of_the_published_generator() {
        let mut random = Random(1_234_567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn draws_have_the_moments_that_they_claim() {
        assert_near(mean_and_deviation(Random::unit), (0.5, (1.0_f64 / 12.0).sqrt()));
        assert_near(mean_and_deviation(Random::exponential), (1.0, 1.0));
        assert_near(mean_and_deviation(Random::normal), (0.0, 1.0));
    }

    #[test]
    fn runs_next_to_each_other_have_nothing_in_common() {
        let first = |run| Random::of_run(3, run).unit();
        let pairs: Vec<(f64, f64)> = (0..20_000).map(|run| (first(run), first(run + 1))).collect();
        let together = pairs.iter().map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>();
        assert!((together / pairs.len() as f64).abs() < 0.002);
    }
}
