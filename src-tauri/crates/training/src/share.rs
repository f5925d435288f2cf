//! Shares of a count, with how sure one can be of them.

use std::fmt;

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self { right: self.right + other.right, all: self.all + other.all }
    }

    /// 0 to 1; 0 of nothing.
    pub fn value(self) -> f64 {
        if self.all == 0 { 0.0 } else { self.right as f64 / self.all as f64 }
    }

    /// The interval in which the true share lies with 95 % confidence (Wilson 1927).
    pub fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.96;
        let n = self.all.max(1) as f64;
        let (p, z2) = (self.value(), Z * Z);
        let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        ((middle - half).max(0.0), (middle + half).min(1.0))
    }
}

/// `76.2 % [71.1–80.7], n 303`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = self.interval();
        let percent = |share: f64| 100.0 * share;
        write!(
            f,
            "{:.1} % [{:.1}–{:.1}], n {}",
            percent(self.value()),
            percent(from),
            percent(to),
            self.all
        )
    }
}

/// How often a yes-or-no answer is right, apart for cards where yes is right and where no is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balanced {
    /// Where yes is right.
    pub yes: Share,
    /// Where no is right.
    pub no: Share,
}

impl Balanced {
    /// Counts one more answer.
    pub fn count(&mut self, expected: bool, answered: bool) {
        if expected { &mut self.yes } else { &mut self.no }.count(expected == answered);
    }

    /// The mean of both shares, 0 to 1.
    pub fn value(self) -> f64 {
        f64::midpoint(self.yes.value(), self.no.value())
    }

    /// Half the width of the interval of [`Balanced::value`] with 95 % confidence, the shares being
    /// independent.
    pub fn margin(self) -> f64 {
        let variance =
            |share: Share| share.value() * (1.0 - share.value()) / share.all.max(1) as f64;
        1.96 * 0.5 * (variance(self.yes) + variance(self.no)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_says_how_sure_it_is() {
        assert_eq!(Share { right: 30, all: 40 }.to_string(), "75.0 % [59.8–85.8], n 40");
        assert_eq!(Share::default().to_string(), "0.0 % [0.0–79.3], n 0");
    }

    #[test]
    fn guessing_always_yes_is_worth_half() {
        let mut balanced = Balanced::default();
        for at in 0..10 {
            balanced.count(at < 9, true);
        }
        assert_eq!(balanced.value(), 0.5);
    }
}
