//! When what will be done, as dates and sentences.

use jiff::ToSpan;
use jiff::civil::Date;
use slicing::forecast::{
    Forecast, Growth, HORIZON, Method, Outlook, People, Sampling, Throughput, Weeks, Work,
};
use slicing::{Pace, Workshop};

use crate::api::{AppError, ForecastLine, ForecastView, ForecastWeek, ThroughputView, WeekView};
use crate::exchange;
use crate::planned::Planned;
use crate::release;
use crate::say::{count, grouped, per_cent};
use crate::view::number;

/// Any number, so that everybody who looks at the same workshop sees the same dates.
const SEED: u64 = 1;

/// A forecast that is being made.
#[derive(Debug)]
pub(crate) struct Running {
    names: Vec<String>,
    from: Date,
    due: Option<Date>,
    pace: Pace,
    sampling: Result<Sampling, String>,
}

impl Running {
    /// The first run is still to come.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`](crate::api::ErrorCode) when slices wait for each other in a circle.
    pub fn new(planned: &Planned, today: Date) -> Result<Self, AppError> {
        Self::at_pace(planned, planned.workshop.about.pace.clone(), today)
    }

    /// The same with another pace than the workshop's.
    ///
    /// # Errors
    /// As [`Running::new`].
    pub fn at_pace(planned: &Planned, pace: Pace, today: Date) -> Result<Self, AppError> {
        let backlog = planned.backlog_or_refusal()?;
        let workshop: &Workshop = &planned.workshop;
        let mut targets: Vec<(String, u32)> = release::counts(workshop, backlog);
        targets.push(("Everything".to_owned(), number(backlog.entries.len())));
        let work = work(&pace, targets.iter().map(|(_, slices)| *slices).collect());
        let sampling = Throughput::new(pace.throughput.clone())
            .map_err(|error| refusal(&error.to_string(), &pace))
            .and_then(|past| Ok(Sampling::new(&past, &work?, Method::Calibrated, SEED)));
        Ok(Self {
            names: targets.into_iter().map(|(name, _)| name).collect(),
            from: date(pace.from.as_deref()).unwrap_or(today),
            due: date(pace.due.as_deref()),
            pace,
            sampling,
        })
    }

    /// Makes so many more runs, up to as many as a forecast needs.
    pub fn advance(&mut self, runs: u32) {
        if let Ok(sampling) = &mut self.sampling {
            sampling.advance(runs.min(Sampling::USUAL_RUNS.saturating_sub(sampling.runs())));
        }
    }

    /// What the runs so far say.
    pub fn view(&self, revision: u32) -> ForecastView {
        let forecast = self.sampling.as_ref().ok().and_then(Sampling::forecast);
        let lines: Vec<ForecastLine> = forecast
            .iter()
            .flat_map(|forecast| forecast.targets.iter().zip(&self.names))
            .map(|(outlook, name)| self.line(outlook, name))
            .collect();
        let samples = forecast.as_ref().map_or(self.pace.throughput.len(), |f| f.samples);
        ForecastView {
            revision,
            samples: number(samples),
            refusal: self.sampling.as_ref().err().cloned().unwrap_or_default(),
            runs: forecast.as_ref().map_or(0, |forecast| forecast.runs),
            of: Sampling::USUAL_RUNS,
            from: self.from.to_string(),
            due: self.due.map(|due| due.to_string()),
            says: self.says(forecast.as_ref(), &lines),
            lines,
            assumes: self.assumes(samples),
        }
    }

    fn line(&self, outlook: &Outlook, name: &str) -> ForecastLine {
        let date = |weeks: Weeks| match weeks {
            Weeks::Within(weeks) => Some(self.end_of(weeks).to_string()),
            Weeks::Beyond => None,
        };
        let week = |(week, chance): (usize, u16)| ForecastWeek {
            date: self.end_of(u16::try_from(week).unwrap_or(HORIZON)).to_string(),
            chance: u32::from(chance),
        };
        ForecastLine {
            name: name.to_owned(),
            slices: outlook.items,
            p50: date(outlook.p50()),
            p85: date(outlook.p85()),
            p95: date(outlook.p95()),
            chance: self.due.map(|due| u32::from(outlook.chance_within(self.weeks_until(due)))),
            weeks: outlook.curve().enumerate().map(week).collect(),
        }
    }

    /// The last day of a week of the work; the day before it begins for what is done already.
    fn end_of(&self, week: u16) -> Date {
        self.from.checked_add((i32::from(week) * 7 - 1).days()).unwrap_or(Date::MAX)
    }

    /// How many whole weeks of work end by a day.
    fn weeks_until(&self, day: Date) -> u16 {
        let days = self.from.until(day).map_or(0, |span| span.get_days()) + 1;
        u16::try_from(days.max(0) / 7).unwrap_or(HORIZON)
    }

    fn says(&self, forecast: Option<&Forecast>, lines: &[ForecastLine]) -> String {
        let (Some(forecast), Some(mvp)) = (forecast, lines.first()) else {
            return self.sampling.as_ref().err().cloned().unwrap_or_default();
        };
        let by = |date: &Option<String>| match date {
            Some(date) => format!("by {date}"),
            None => "not within ten years".to_owned(),
        };
        let dates = if mvp.slices == 0 {
            "Nothing is left to do for the MVP".to_owned()
        } else {
            format!(
                "The MVP is done {} in 50 of 100 cases, {} in 85, {} in 95",
                by(&mvp.p50),
                by(&mvp.p85),
                by(&mvp.p95)
            )
        };
        let chance = match (mvp.chance, &self.due) {
            (Some(chance), Some(due)) => {
                format!("; by {due}, which is wanted, with a chance of {}", per_cent(chance))
            }
            _ => String::new(),
        };
        format!(
            "{dates}{chance} ({}, {} runs).",
            count(forecast.samples, "week of throughput", "weeks of throughput"),
            grouped(u128::from(forecast.runs))
        )
    }

    fn assumes(&self, samples: usize) -> Vec<String> {
        let mut said = vec![
            "The weeks to come are like the past ones, with the ups and downs that a pace has beyond \
             chance; holidays count only if they are among the past weeks."
                .to_owned(),
            "Slices are counted, not sized; the forecast knows nothing about a single one.".to_owned(),
        ];
        if samples < self.pace.throughput.len() {
            said.push(format!(
                "Only the last {samples} weeks count: what was before is another time."
            ));
        }
        said.push(match self.pace.growth {
            100 => "The scope stays as it is: no slice is split and none is added.".to_owned(),
            growth => format!(
                "100 slices become {growth} on the way, or anything from 100 to {}.",
                2 * u32::from(growth) - 100
            ),
        });
        if self.pace.people != self.pace.people_then {
            said.push(format!(
                "{} finish in proportion to the {} before; people who are new usually slow a team \
                 down first (Brooks).",
                count(usize::from(self.pace.people), "person", "people"),
                self.pace.people_then
            ));
        }
        said
    }
}

fn work(pace: &Pace, targets: Vec<u32>) -> Result<Work, String> {
    let growth = Growth::new(pace.growth).map_err(|error| error.to_string())?;
    let people = People::new(pace.people_then.into(), pace.people.into())
        .map_err(|error| error.to_string())?;
    Ok(Work { targets, growth, people })
}

fn refusal(error: &str, pace: &Pace) -> String {
    if pace.throughput.is_empty() {
        return "How many slices were finished in each of the past weeks? With six weeks or more, \
                there are dates."
            .to_owned();
    }
    crate::say::sentence(error)
}

fn date(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

/// What was finished in each week, from the bytes of an export.
///
/// # Errors
/// [`ErrorCode::BadInput`](crate::api::ErrorCode) when it is no text.
pub(crate) fn count_finished(
    what: &str,
    bytes: &[u8],
    today: Date,
) -> Result<ThroughputView, AppError> {
    let finished = trackers::throughput::finished_by_week(bytes, None, today)
        .map_err(|error| AppError::bad_input(format!("{what}: {error}")))?;
    let week = |(from, finished): (Date, u32)| WeekView { from: from.to_string(), finished };
    let mut says = Vec::new();
    if let Some(column) = &finished.column {
        let column: String = column.chars().take(60).collect();
        says.push(format!(
            "{} of {} with a date in {column:?} are counted in {}.",
            grouped(finished.counted as u128),
            count(finished.rows, "item", "items"),
            count(finished.weeks.len(), "week", "weeks")
        ));
    }
    says.extend(finished.report.notes.iter().map(exchange::note_says));
    Ok(ThroughputView { weeks: finished.by_week().map(week).collect(), says })
}
