//! How many items were finished in each week, counted from what a tracker exports: any table with a
//! column of dates on which things were finished, or a list of issues in JSON.
//!
//! What is deliberately not here: the clock (today is an argument), time zones (a day is the day that is
//! written), and what is made of the counts.

mod date;
mod document;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use slicing::Status;

use crate::gather::Gathering;
use crate::report::{Note, Report, Severity, count, named};
use crate::{ReadError, rows, table, text};
use date::{Certainty, Order, Written};

/// What was finished, week by week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finished {
    /// The Monday of the first week; `None` when there is no week.
    pub from: Option<Date>,
    /// How many items were finished in each week, without gaps, the oldest first.
    pub weeks: Vec<u32>,
    /// The column or field that says when.
    pub column: Option<String>,
    /// Other columns or fields that could say it.
    pub others: Vec<String>,
    /// How many items were read.
    pub rows: usize,
    /// How many of them are counted in a week.
    pub counted: usize,
    /// What was guessed and what was left out.
    pub report: Report,
}

impl Finished {
    /// Older weeks than this before today are left out.
    pub const MOST_WEEKS: i64 = 520;

    /// Each week by its Monday.
    pub fn by_week(&self) -> impl Iterator<Item = (Date, u32)> {
        let mondays = self.from.into_iter().flat_map(|from| from.series(7.days()));
        mondays.zip(self.weeks.iter().copied())
    }
}

/// Counts what was finished in each week (from Monday on) before the current one. The date is taken from `column`
/// or, where that is `None`, from one that is usually called so and has dates.
///
/// Epics, and what was dropped instead of finished, are not counted.
///
/// # Errors
/// Only when the whole is no text, or begins like JSON and is none. A file without such dates has no weeks, and the
/// report says why.
pub fn finished_by_week(
    bytes: &[u8],
    column: Option<&str>,
    today: Date,
) -> Result<Finished, ReadError> {
    let mut items = Items::default();
    items.facts.wanted = column.map(str::to_owned);
    let text = text::decode(bytes, &mut items.report)?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        items.report.note(Severity::Skipped, "the file is empty");
    } else if text.starts_with(['{', '[']) {
        document::read(text, &mut items)?;
    } else {
        table_items(text, &mut items);
    }
    Ok(items.finished(today))
}

/// What the columns are usually called that say when something was finished, as [`plain`] makes it; the surest
/// first.
const FINISHED: &[&str] = &[
    "closed",
    "closeddate",
    "closedat",
    "closedatutc",
    "closedon",
    "dateclosed",
    "completed",
    "completedat",
    "completedon",
    "completeddate",
    "completiondate",
    "datecompleted",
    "done",
    "donedate",
    "doneat",
    "datedone",
    "finished",
    "finishedat",
    "finishedon",
    "finisheddate",
    "datefinished",
    "resolved",
    "resolutiondate",
    "resolveddate",
    "resolvedat",
    "resolvedon",
    "dateresolved",
    "erledigt",
    "erledigtam",
    "abgeschlossen",
    "abgeschlossenam",
    "geschlossen",
    "geschlossenam",
    "finishdate",
];

const STATUS: &[&str] = &["status", "state", "resolution", "statereason"];

const TYPE: &[&str] = &["type", "issuetype", "worktype", "workitemtype", "tracker"];

const EPICS: &[&str] = &["epic", "initiative", "theme"];

/// The columns or fields that are worth keeping.
#[derive(Debug, Default)]
struct Facts {
    /// The one that somebody said has the dates.
    wanted: Option<String>,
    /// Those that are kept, each once.
    names: Vec<String>,
    /// All names that were seen, and their place among those that are kept.
    seen: FxHashMap<String, Option<usize>>,
}

impl Facts {
    /// The number of a column; `None` for one that is of no use here.
    fn column(&mut self, name: &str) -> Option<usize> {
        if let Some(seen) = self.seen.get(name) {
            return *seen;
        }
        let short = plain(name);
        let is_date = match &self.wanted {
            Some(wanted) => short == plain(wanted),
            None => FINISHED.contains(&short.as_str()),
        };
        let is_kept = is_date || STATUS.contains(&short.as_str()) || TYPE.contains(&short.as_str());
        let column = is_kept.then(|| {
            self.names.push(name.trim().to_owned());
            self.names.len() - 1
        });
        self.seen.insert(name.to_owned(), column);
        column
    }

    fn is(&self, column: usize, names: &[&str]) -> bool {
        self.names.get(column).is_some_and(|name| names.contains(&plain(name).as_str()))
    }
}

/// A name without case and punctuation.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The filled cells of one item that are worth keeping, by their columns.
#[derive(Debug, Default)]
struct Item {
    /// From 1; `None` where lines mean nothing.
    line: Option<u32>,
    cells: Vec<(usize, String)>,
}

impl Item {
    fn take(&mut self, column: Option<usize>, cell: &str) {
        if let Some(column) = column.filter(|_| !cell.trim().is_empty()) {
            self.cells.push((column, cell.trim().to_owned()));
        }
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.cells.iter().find(|(of, _)| *of == column).map(|(_, cell)| cell.as_str())
    }

    fn any(&self, facts: &Facts, names: &[&str], holds: impl Fn(&str) -> bool) -> bool {
        self.cells.iter().any(|(column, cell)| facts.is(*column, names) && holds(cell))
    }
}

/// Everything read so far.
#[derive(Debug, Default)]
struct Items {
    facts: Facts,
    list: Vec<Item>,
    /// Entries of a list that are no issues.
    strange: usize,
    report: Report,
}

/// Reads a table with the names of its first record as columns.
fn table_items(text: &str, items: &mut Items) {
    let headers = table::shown(text, 0).into_iter().enumerate();
    let headers: Vec<(String, Option<usize>)> =
        headers.map(|(at, (header, _))| (header, Some(at))).collect();
    let facts = &mut items.facts;
    let kept: Vec<Option<usize>> = headers.iter().map(|(name, _)| facts.column(name)).collect();
    // All columns are chosen, so that none is taken for a title or told as not read.
    let columns = table::Columns { known: &[], chosen: &headers, title: 0, is_title: |_| true };
    let mut into = Gathering::default();
    table::read(text, &columns, &mut into, |row, _| {
        let mut item = Item { line: Some(row.line), ..Item::default() };
        row.cells().for_each(|(at, cell)| item.take(kept[at], cell));
        items.list.push(item);
    });
    items.report.append(into.report);
}

impl Items {
    fn finished(mut self, today: Date) -> Finished {
        let candidates = self.candidates();
        let Some((column, others)) = candidates.split_first() else {
            self.tell_no_column();
            return Finished { rows: self.list.len(), report: self.report, ..Finished::default() };
        };
        let name = |column: &usize| self.facts.names[*column].clone();
        let (name, others) = (name(column), others.iter().map(name).collect());
        let dates = self.dates(*column, today);
        let (from, weeks) = weeks(&dates, today);
        self.tell_what_is_not_complete(&dates, today);
        let counted = weeks.iter().map(|items| *items as usize).sum();
        let (rows, report) = (self.list.len(), self.report);
        Finished { from, weeks, column: Some(name), others, rows, counted, report }
    }

    /// The columns that can say when something was finished: the surest name first, after it those that have
    /// less than half of the dates that another one has.
    fn candidates(&self) -> Vec<usize> {
        let rank = |column: usize| {
            let name = plain(&self.facts.names[column]);
            match &self.facts.wanted {
                Some(wanted) => (name == plain(wanted)).then_some(0),
                None => FINISHED.iter().position(|known| *known == name),
            }
        };
        let dates =
            |column: usize| self.cells(column).filter(|cell| date::read(cell).is_some()).count();
        let found = (0..self.facts.names.len()).filter_map(|at| Some((at, rank(at)?, dates(at))));
        let mut found: Vec<_> = found.filter(|(.., dates)| *dates > 0).collect();
        let most = found.iter().map(|(.., dates)| *dates).max().unwrap_or(0);
        found.sort_by_key(|(_, rank, dates)| (dates * 2 < most, *rank));
        found.into_iter().map(|(at, ..)| at).collect()
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.list.iter().filter_map(move |item| item.cell(column))
    }

    /// The days on which items that count were finished, at most as old as [`Finished::MOST_WEEKS`]. What is left out
    /// is told.
    fn dates(&mut self, column: usize, today: Date) -> Vec<Date> {
        let written: Vec<Written> = self.cells(column).filter_map(date::read).collect();
        let (order, certainty) = date::order(&written, today);
        self.tell_order(column, order, certainty);
        let mut left_out = LeftOut { strange: self.strange, ..LeftOut::default() };
        let mut dates = Vec::with_capacity(written.len());
        for item in &self.list {
            dates.extend(left_out.date(item, &self.facts, column, order, today));
        }
        left_out.tell(&mut self.report);
        dates
    }

    fn tell_no_column(&mut self) {
        let what = match &self.facts.wanted {
            Some(wanted) => format!("there is no column {} with dates", named(wanted)),
            None => "no column says when items were finished: none is called Closed, Completed, Done, Finished, \
                     Resolved or alike and has dates"
                .to_owned(),
        };
        self.report.note(Severity::Skipped, what);
    }

    fn tell_order(&mut self, column: usize, order: Order, certainty: Certainty) {
        let order = match order {
            Order::DayFirst => "the day before the month",
            Order::MonthFirst => "the month before the day",
        };
        let column = named(&self.facts.names[column]);
        let what = match certainty {
            Certainty::Settled => return,
            Certainty::Guessed => {
                format!("the dates of {column} have {order}; they would make sense either way")
            }
            Certainty::Mixed => {
                format!("the dates of {column} have {order}, where that makes sense; some have not")
            }
        };
        self.report.note(Severity::Guessed, what);
    }

    /// Says what the ends of the series do not know.
    fn tell_what_is_not_complete(&mut self, dates: &[Date], today: Date) {
        let current = dates.iter().filter(|day| monday(**day) == monday(today)).count();
        if current > 0 {
            let items = count(current, "item", "items");
            self.report.note(Severity::Skipped, format!("{items} of this week, which is not over"));
        }
        let Some(last) = dates.iter().max() else { return };
        let idle = weeks_between(monday(*last), monday(today)) - 1;
        if idle > 0 {
            let weeks = count(usize::try_from(idle).unwrap_or(0), "week", "weeks");
            let what = format!(
                "nothing was finished after {last}; the {weeks} since then are not counted"
            );
            self.report.note(Severity::Guessed, what);
        }
    }
}

/// What is not counted, and why.
#[derive(Debug, Default)]
struct LeftOut {
    strange: usize,
    undated: usize,
    unreadable: Vec<Note>,
    epics: usize,
    dropped: usize,
    future: usize,
    old: usize,
}

impl LeftOut {
    fn date(
        &mut self,
        item: &Item,
        facts: &Facts,
        column: usize,
        order: Order,
        today: Date,
    ) -> Option<Date> {
        let Some(cell) = item.cell(column) else {
            self.undated += 1;
            return None;
        };
        let Some(day) = date::read(cell).and_then(|written| written.date(order)) else {
            let what = format!("the date {}, which is not understood", named(cell));
            self.unreadable.push(Note { line: item.line, severity: Severity::Skipped, what });
            return None;
        };
        let is_epic = |word: &str| EPICS.iter().any(|epic| word.eq_ignore_ascii_case(epic));
        let is_dropped = |word: &str| rows::status(word) == Some(Status::Dropped);
        let why = if item.any(facts, TYPE, is_epic) {
            &mut self.epics
        } else if item.any(facts, STATUS, is_dropped) {
            &mut self.dropped
        } else if day > today {
            &mut self.future
        } else if weeks_between(monday(day), monday(today)) > Finished::MOST_WEEKS {
            &mut self.old
        } else {
            return Some(day);
        };
        *why += 1;
        None
    }

    fn tell(self, report: &mut Report) {
        report.append(Report { notes: self.unreadable, ..Report::default() });
        let reasons = [
            (self.strange, "that is no issue", "that are no issues"),
            (
                self.undated,
                "without a date, which is taken for unfinished",
                "without a date, which are taken for unfinished",
            ),
            (self.epics, "that is an epic", "that are epics"),
            (self.dropped, "that was dropped", "that were dropped"),
            (self.future, "with a date in the future", "with dates in the future"),
            (self.old, "from more than ten years ago", "from more than ten years ago"),
        ];
        for (items, one, many) in reasons {
            if items > 0 {
                let what = count(items, &format!("item {one}"), &format!("items {many}"));
                report.note(Severity::Skipped, what);
            }
        }
    }
}

/// The Monday of the first week, and the items of each week up to the last one with any before the current one.
fn weeks(dates: &[Date], today: Date) -> (Option<Date>, Vec<u32>) {
    let mondays = || dates.iter().map(|day| monday(*day)).filter(|week| *week < monday(today));
    let Some(from) = mondays().min() else { return (None, Vec::new()) };
    let mut weeks = Vec::new();
    for week in mondays() {
        let Ok(at) = usize::try_from(weeks_between(from, week)) else { continue };
        if weeks.len() <= at {
            weeks.resize(at + 1, 0);
        }
        weeks[at] += 1;
    }
    (Some(from), weeks)
}

/// The first day of the week; that day itself at the beginning of time.
fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(since.days()).unwrap_or(day)
}

fn weeks_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()) / 7)
}

#[cfg(test)]
mod tests;
