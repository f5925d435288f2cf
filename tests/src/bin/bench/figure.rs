//! A measured figure beside its target.

use std::fmt;
use std::io::Result;
use std::time::{Duration, Instant};

/// What was promised.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
    /// Nothing: the figure explains another.
    None,
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Figure {
    what: String,
    value: f64,
    unit: &'static str,
    target: Target,
}

impl Figure {
    /// The head of the table.
    pub const HEAD: &str = "| what | measured | target | met |\n|---|--:|--:|:-:|";

    /// A figure in a unit.
    pub fn new(what: impl Into<String>, value: f64, unit: &'static str, target: Target) -> Self {
        Self { what: what.into(), value, unit, target }
    }

    /// A time in milliseconds.
    pub fn millis(what: impl Into<String>, time: Duration, target: Target) -> Self {
        Self::new(what, time.as_secs_f64() * 1e3, "ms", target)
    }

    /// How many a second.
    pub fn rate(what: impl Into<String>, count: usize, time: Duration, target: Target) -> Self {
        Self::new(what, count as f64 / time.as_secs_f64(), "a second", target)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, value, unit, target } = self;
        let (bound, is_met) = match target {
            Target::AtLeast(bound) => (format!("≥ {} {unit}", number(*bound)), value >= bound),
            Target::AtMost(bound) => (format!("≤ {} {unit}", number(*bound)), value <= bound),
            Target::None => return write!(f, "| {what} | {} {unit} | | |", number(*value)),
        };
        let met = if is_met { "yes" } else { "no" };
        write!(f, "| {what} | {} {unit} | {bound} | {met} |", number(*value))
    }
}

/// `12,345`, and one decimal below 100 where there is one.
fn number(value: f64) -> String {
    if value < 100.0 && value.fract() != 0.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How long some work takes each time.
pub fn times(runs: usize, mut work: impl FnMut(usize) -> Result<()>) -> Result<Vec<Duration>> {
    (0..runs)
        .map(|run| {
            let start = Instant::now();
            work(run)?;
            Ok(start.elapsed())
        })
        .collect()
}

/// The time that so many in a hundred are within.
pub fn percentile(times: &[Duration], percent: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

/// The middle one.
pub fn median(times: &[Duration]) -> Duration {
    percentile(times, 50)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: f64, target: Target) -> String {
        Figure::new("Walk", value, "m", target).to_string()
    }

    #[test]
    fn a_figure_says_whether_it_meets_its_target() {
        assert_eq!(
            line(12_345.4, Target::AtLeast(10_000.0)),
            "| Walk | 12,345 m | ≥ 10,000 m | yes |"
        );
        assert_eq!(line(2.25, Target::AtMost(2.0)), "| Walk | 2.2 m | ≤ 2 m | no |");
        assert_eq!(line(100.0, Target::None), "| Walk | 100 m | | |");
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times: Vec<Duration> = (1..=20).rev().map(Duration::from_millis).collect();
        assert_eq!(median(&times), Duration::from_millis(10));
        assert_eq!(percentile(&times, 95), Duration::from_millis(19));
        assert_eq!(percentile(&times, 100), Duration::from_millis(20));
        assert_eq!(median(&[]), Duration::ZERO);
    }
}
