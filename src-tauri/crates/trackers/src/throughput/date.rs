//! Dates as trackers write them.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A date as far as one cell says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// No other day can be meant.
    Day(Date),
    /// Two numbers of which either may be the day.
    Either { first: i8, second: i8, year: i16 },
}

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// How sure the order of a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// Some dates make sense in this order only, or there is nothing to be decided.
    Settled,
    /// All make sense either way.
    Guessed,
    /// Some make sense in one order only, and some in the other.
    Mixed,
}

impl Written {
    /// The day, in the order of the column or, where that is none, in the other.
    pub fn date(self, order: Order) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Either { .. } => self.only(order).or_else(|| self.only(order.other())),
        }
    }

    fn only(self, order: Order) -> Option<Date> {
        match (self, order) {
            (Self::Day(day), _) => Some(day),
            (Self::Either { first, second, year }, Order::DayFirst) => {
                Date::new(year, second, first).ok()
            }
            (Self::Either { first, second, year }, Order::MonthFirst) => {
                Date::new(year, first, second).ok()
            }
        }
    }
}

impl Order {
    fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }
}

/// The order of the dates of a column: the one that all of them allow, else the one in which fewer lie in the
/// future, else the one in which they lie closer together, because the wrong one scatters the days of a month
/// over the year; else the month first.
pub(super) fn order(column: &[Written], today: Date) -> (Order, Certainty) {
    let either = || column.iter().filter(|written| matches!(written, Written::Either { .. }));
    let only = |order: Order| either().filter(|w| w.only(order.other()).is_none()).count();
    let (day, month) = (only(Order::DayFirst), only(Order::MonthFirst));
    let certainty = match (day, month) {
        (0, 0) if either().any(|w| w.only(Order::DayFirst) != w.only(Order::MonthFirst)) => {
            Certainty::Guessed
        }
        (0, _) | (_, 0) => Certainty::Settled,
        _ => Certainty::Mixed,
    };
    let order = match day.cmp(&month) {
        std::cmp::Ordering::Greater => Order::DayFirst,
        std::cmp::Ordering::Less => Order::MonthFirst,
        std::cmp::Ordering::Equal => likelier(column, today),
    };
    (order, certainty)
}

fn likelier(column: &[Written], today: Date) -> Order {
    let oddity = |order: Order| {
        let days: Vec<Date> = column.iter().filter_map(|written| written.date(order)).collect();
        let future = days.iter().filter(|day| **day > today).count();
        let span = days
            .iter()
            .min()
            .zip(days.iter().max())
            .map_or(0, |(first, last)| first.until(*last).map_or(0, |span| span.get_days()));
        (future, span)
    };
    match oddity(Order::DayFirst) < oddity(Order::MonthFirst) {
        true => Order::DayFirst,
        false => Order::MonthFirst,
    }
}

/// The date in a cell, whatever time stands beside it. The day is the one that is written: nothing is moved
/// to another time zone.
pub(super) fn read(cell: &str) -> Option<Written> {
    const LONGEST: usize = 80;
    let cell = cell.trim().trim_start_matches('\'');
    if cell.len() > LONGEST {
        return None;
    }
    if cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(cell).map(Written::Day);
    }
    let (tokens, separator) = tokens(cell);
    let mut tokens = tokens.as_slice();
    if let [Token::Word, rest @ ..] = tokens {
        tokens = rest;
    }
    match *tokens {
        [Token::Number(year, 4), Token::Number(month, _), Token::Number(day, _), ..]
        | [Token::Number(year, 4), Token::Month(month), Token::Number(day, _), ..] => {
            day_of(year, month, day)
        }
        [Token::Number(day, 1 | 2), Token::Month(month), Token::Number(year, digits), ..]
        | [Token::Month(month), Token::Number(day, 1 | 2), Token::Number(year, digits), ..] => {
            day_of(full(year, digits)?, month, day)
        }
        [
            Token::Number(first, 1 | 2),
            Token::Number(second, 1 | 2),
            Token::Number(year, digits),
            ..,
        ] => {
            let year = full(year, digits)?;
            match separator {
                '.' => day_of(year, second, first),
                _ => either(first, second, year),
            }
        }
        _ => None,
    }
}

fn day_of(year: i64, month: i64, day: i64) -> Option<Written> {
    let [month, day] = [month, day].map(|number| i8::try_from(number).ok());
    Some(Written::Day(Date::new(i16::try_from(year).ok()?, month?, day?).ok()?))
}

fn either(first: i64, second: i64, year: i64) -> Option<Written> {
    let [first, second] = [first, second].map(|number| i8::try_from(number).ok());
    let (first, second) = (first?, second?);
    let written = Written::Either { first, second, year: i16::try_from(year).ok()? };
    written.date(Order::DayFirst).map(|_| written)
}

/// A year of four digits; of two, the one in this century.
fn full(year: i64, digits: usize) -> Option<i64> {
    match digits {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// Digits only: `20260509`, or seconds or milliseconds since 1970.
fn digits(cell: &str) -> Option<Date> {
    let number: i64 = cell.parse().ok()?;
    let seconds = match cell.len() {
        8 => match day_of(number / 10_000, number / 100 % 100, number % 100)? {
            Written::Day(day) => return Some(day),
            Written::Either { .. } => return None,
        },
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    date(1970, 1, 1).checked_add(seconds.div_euclid(86_400).days()).ok()
}

#[derive(Debug, Clone, Copy)]
enum Token {
    /// With how many digits it has.
    Number(i64, usize),
    Month(i64),
    /// At the beginning only: the name of a day.
    Word,
}

/// The numbers and months of a cell without its time, and what stands after the first of them.
fn tokens(cell: &str) -> (Vec<Token>, char) {
    let mut tokens = Vec::new();
    let mut separator = ' ';
    let mut rest = cell;
    while let Some(first) = rest.chars().next() {
        let is_same = |c: char| match first {
            _ if first.is_ascii_digit() => c.is_ascii_digit(),
            _ => c.is_alphabetic(),
        };
        let end = rest.find(|c| !is_same(c)).unwrap_or(rest.len());
        if end == 0 {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        if first.is_ascii_digit() {
            if let Some(time) = after.strip_prefix(':') {
                rest = time.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, ':' | '.' | ',')
                });
                continue;
            }
            if tokens.is_empty() {
                separator = after.chars().next().unwrap_or(' ');
            }
            tokens.extend(piece.parse().ok().map(|number| Token::Number(number, end)));
        } else if let Some(month) = month(piece) {
            tokens.push(Token::Month(month));
        } else if tokens.is_empty() {
            tokens.push(Token::Word);
        }
    }
    (tokens, separator)
}

/// The months as English, German, French, Spanish, Italian, Portuguese and Dutch begin them.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fev", "fév"],
    &["mar", "mär", "mrz", "maa", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

fn month(word: &str) -> Option<i64> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i64::try_from(at).ok().map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 6, 1);

    fn day(cell: &str) -> Option<Date> {
        match read(cell) {
            Some(Written::Day(day)) => Some(day),
            _ => None,
        }
    }

    #[test]
    fn what_trackers_write_is_understood() {
        let cells = [
            "2026-05-09",
            "2026-05-09 14:03",
            "2026-05-09T14:03:11.123+0200",
            "2026-05-09T23:59:59Z",
            "2026/05/09 14:03:00",
            "2026-05-09 14:03:11 UTC",
            "20260509",
            "09/May/26 2:03 PM",
            "9/May/2026",
            "9-May-26",
            "May 9, 2026",
            "May 9, 2026, 2:03 PM",
            "9 May 2026",
            "Sat May 09 14:03:00 CEST 2026",
            "Saturday, May 9, 2026 2:03 PM",
            "Sat, 09 May 2026 14:03:11 +0000",
            "Sat May 09 2026 14:03:11 GMT+0200 (Central European Summer Time)",
            "9.5.2026",
            "09.05.26 14:03",
            "9. Mai 2026",
            "9 mai 2026",
            "1778335391",
            "1778335391000",
            "  2026-05-09\t",
            "'2026-05-09",
        ];
        for cell in cells {
            assert_eq!(day(cell), Some(date(2026, 5, 9)), "{cell}");
        }
    }

    #[test]
    fn months_have_names_in_seven_languages() {
        for (cell, month) in [
            ("3/Mär/26", 3),
            ("3 März 2026", 3),
            ("3 mrt 2026", 3),
            ("3 févr. 2026", 2),
            ("3 juin 2026", 6),
            ("3 juillet 2026", 7),
            ("3 août 2026", 8),
            ("3/Okt/26", 10),
            ("3 dic 2026", 12),
            ("3/Dez/26", 12),
        ] {
            assert_eq!(day(cell), Some(date(2026, month, 3)), "{cell}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for cell in [
            "",
            "yes",
            "true",
            "done",
            "14:03",
            "2026",
            "12345",
            "2026-13-01",
            "2026-02-30",
            "31.2.2026",
            "May 2026",
            "9/May",
            "40/41/2026",
            "1/2/3",
            "99999999",
            "SHOP-12",
            "v1.2.3.4",
            "٣/٤/٢٠٢٦",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    fn settled(cells: &[&str]) -> (Vec<Date>, Certainty) {
        let written: Vec<Written> = cells.iter().filter_map(|cell| read(cell)).collect();
        let (order, certainty) = order(&written, TODAY);
        (written.into_iter().filter_map(|written| written.date(order)).collect(), certainty)
    }

    #[test]
    fn one_day_beyond_the_twelfth_settles_a_column() {
        let (dates, certainty) = settled(&["5/9/2026", "5/13/2026"]);
        assert_eq!((dates[0], certainty), (date(2026, 5, 9), Certainty::Settled));
        let (dates, certainty) = settled(&["5/4/2026", "13/5/2026 14:03"]);
        assert_eq!((dates[0], certainty), (date(2026, 4, 5), Certainty::Settled));
        assert_eq!(settled(&["5/5/2026", "2026-05-09"]).1, Certainty::Settled);
    }

    #[test]
    fn a_column_that_nothing_settles_is_guessed_by_what_is_likely() {
        // The other way it would be in December.
        let (dates, certainty) = settled(&["12/4/2026"]);
        assert_eq!((dates[0], certainty), (date(2026, 4, 12), Certainty::Guessed));
        // The other way three days in a row would lie months apart.
        assert_eq!(settled(&["1/4/2026", "2/4/2026", "3/4/2026"]).0[2], date(2026, 4, 3));
        assert_eq!(settled(&["4/1/2026", "4/2/2026", "4/3/2026"]).0[2], date(2026, 4, 3));
    }

    #[test]
    fn a_column_of_both_orders_is_told_as_mixed() {
        let (dates, certainty) = settled(&["5/13/2026", "13/5/2026", "14/5/2026"]);
        assert_eq!(certainty, Certainty::Mixed);
        assert_eq!(dates, [date(2026, 5, 13), date(2026, 5, 13), date(2026, 5, 14)]);
    }
}
