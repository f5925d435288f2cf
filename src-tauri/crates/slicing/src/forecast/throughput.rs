//! What a forecast is made from: how many items were finished in each of the past weeks.

use std::str::FromStr;

/// The items finished in each week, the oldest first. A week without any is a 0, not a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Throughput {
    weeks: Vec<u32>,
}

/// Why there is nothing to forecast from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThroughputError {
    /// Fewer weeks than [`Throughput::FEWEST`].
    #[error(
        "a forecast needs the throughput of at least {} weeks; there {}",
        Throughput::FEWEST,
        are(*.0)
    )]
    TooFew(usize),
    /// Zeros only, in the weeks that count.
    #[error("nothing was finished in the last {0} weeks, so nothing can be forecast")]
    NothingFinished(usize),
    /// A week with more than [`Throughput::MOST_A_WEEK`].
    #[error("{0} items in a week are more than {most}", most = Throughput::MOST_A_WEEK)]
    TooMany(u32),
    /// A part of a text that is no whole number.
    #[error("“{0}” is not a number of items")]
    NotANumber(String),
}

fn are(weeks: usize) -> String {
    match weeks {
        0 => "are none".to_owned(),
        1 => "is 1".to_owned(),
        _ => format!("are {weeks}"),
    }
}

impl Throughput {
    /// A forecast from fewer weeks says more about chance than about the team.
    pub const FEWEST: usize = 6;

    /// Only so many of the last weeks count, which is half a year: what was before is the pace of
    /// another time, and the back-tests that the forecast is calibrated by knew no more.
    pub const RECENT: usize = 26;

    /// More in a week is a mistake.
    pub const MOST_A_WEEK: u32 = 10_000;

    /// Throughput that can be forecast from.
    ///
    /// # Errors
    /// Too few weeks, too many items in one of them, or none in all that count.
    pub fn new(weeks: Vec<u32>) -> Result<Self, ThroughputError> {
        if weeks.len() < Self::FEWEST {
            return Err(ThroughputError::TooFew(weeks.len()));
        }
        if let Some(items) = weeks.iter().find(|items| **items > Self::MOST_A_WEEK) {
            return Err(ThroughputError::TooMany(*items));
        }
        let throughput = Self { weeks };
        match throughput.recent().iter().all(|items| *items == 0) {
            true => Err(ThroughputError::NothingFinished(throughput.samples())),
            false => Ok(throughput),
        }
    }

    /// All weeks, the oldest first.
    pub fn weeks(&self) -> &[u32] {
        &self.weeks
    }

    /// The weeks that count: the last [`Throughput::RECENT`].
    pub fn recent(&self) -> &[u32] {
        &self.weeks[self.weeks.len().saturating_sub(Self::RECENT)..]
    }

    /// How many weeks count, from [`Throughput::FEWEST`] to [`Throughput::RECENT`].
    pub fn samples(&self) -> usize {
        self.recent().len()
    }
}

/// Numbers as somebody types or pastes them, between commas, semicolons, spaces or lines.
impl FromStr for Throughput {
    type Err = ThroughputError;

    fn from_str(text: &str) -> Result<Self, ThroughputError> {
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        let number = |part: &str| {
            part.parse().map_err(|_| ThroughputError::NotANumber(part.chars().take(40).collect()))
        };
        let parts = text.split(is_between).filter(|part| !part.is_empty());
        Self::new(parts.map(number).collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Throughput::from_str(text).map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
    }

    #[test]
    fn fewer_than_six_weeks_are_refused_with_their_number() {
        let needs = "a forecast needs the throughput of at least 6 weeks; there";
        assert_eq!(refusal("3,5,2,4,1"), format!("{needs} are 5"));
        assert_eq!(refusal("3"), format!("{needs} is 1"));
        assert_eq!(refusal(" "), format!("{needs} are none"));
        assert_eq!(refusal("3,5,2,4,1,0"), "accepted");
    }

    #[test]
    fn weeks_without_anything_finished_are_refused() {
        let nothing = "nothing was finished in the last 7 weeks, so nothing can be forecast";
        assert_eq!(refusal("0 0 0 0 0 0 0"), nothing);
        let long_ago = [[9; 10].as_slice(), &[0; Throughput::RECENT]].concat();
        assert_eq!(Throughput::new(long_ago), Err(ThroughputError::NothingFinished(26)));
    }

    #[test]
    fn what_is_no_number_of_items_is_named() {
        assert_eq!(refusal("3,5,two,4,1,0"), "“two” is not a number of items");
        assert_eq!(refusal("3,5,-2,4,1,0"), "“-2” is not a number of items");
        assert_eq!(refusal("3,5,2.5,4,1,0"), "“2.5” is not a number of items");
        assert_eq!(refusal("3,5,10001,4,1,0"), "10001 items in a week are more than 10000");
    }

    #[test]
    fn numbers_may_be_typed_or_pasted() {
        let typed = Throughput::from_str("3, 5;2\t4\r\n1\n0\n").unwrap();
        assert_eq!(typed.weeks(), [3, 5, 2, 4, 1, 0]);
    }

    #[test]
    fn only_the_last_half_year_counts() {
        let throughput = Throughput::new((1..=40).collect()).unwrap();
        assert_eq!((throughput.samples(), throughput.recent()[0]), (26, 15));
        assert_eq!(throughput.weeks().len(), 40);
    }
}
