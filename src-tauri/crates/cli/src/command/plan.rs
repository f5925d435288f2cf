//! The whole plan, and when it will be done.

use std::path::Path;

use app::api::{ForecastView, ImportSource, PaceView, PlanView, StabilityView};
use app::back_test::{self, BackTested, HeldLine, TestLine};

use super::{desk, opened, path};
use crate::args::{Pace, Shape};
use crate::out::{self, Failure, Style, one_line, print, print_json};
use crate::table::{Align, Table};

/// Draws that are made at once.
const PIECE: u32 = 50;

/// Everything about the plan.
pub fn plan(workshop: &Path, draws: u32, shape: Shape) -> Result<(), Failure> {
    let (desk, _) = opened(workshop)?;
    let backlog = desk.backlog_show()?;
    if let Some(circle) = super::order::circle(&backlog) {
        return Err(Failure::told(format!("{}: {circle}", workshop.display())));
    }
    let mut stability = desk.stability_show(0)?;
    while stability.draws < draws.min(stability.of) {
        stability = desk.stability_show(PIECE.min(draws - stability.draws))?;
    }
    let mut forecast = desk.forecast_show(0)?;
    if forecast.refusal.is_empty() {
        forecast = desk.forecast_show(forecast.of)?;
    }
    let plan = PlanView { backlog, needs: desk.needs_show()?, stability, forecast };
    if shape.json { print_json(&plan) } else { print(&told(&plan)) }
}

fn told(plan: &PlanView) -> String {
    let mut text = super::order::told(&plan.backlog);
    if plan.backlog.entries.is_empty() {
        return text;
    }
    text.push_str(&firmness(plan, &plan.stability));
    text.push_str(&format!("\n{}\n", one_line(&plan.needs.says)));
    let needless = plan.needs.links.iter().map(|link| &link.redundant);
    for says in needless.filter(|says| !says.is_empty()) {
        text.push_str(&format!("  {}\n", one_line(says)));
    }
    for chain in &plan.needs.chains {
        text.push_str(&format!("  {}\n", one_line(&chain.says)));
    }
    for aside in &plan.backlog.set_aside {
        let because = match aside.because.as_str() {
            "" => String::new(),
            because => format!(", because {because}"),
        };
        text.push_str(&format!("Not doing {}{because}\n", one_line(&aside.title)));
    }
    text.push('\n');
    text.push_str(&forecast_told(&plan.forecast));
    text
}

fn firmness(plan: &PlanView, stability: &StabilityView) -> String {
    if stability.draws == 0 {
        return String::new();
    }
    let mut text = format!("{}\n", one_line(&stability.says));
    let title = |at: usize| plan.backlog.entries.get(at).map_or("", |entry| &entry.title);
    for (at, entry) in stability.entries.iter().enumerate().filter(|(_, entry)| entry.toss) {
        let share = (entry.in_mvp + 5) / 10;
        text.push_str(&format!("  {} is in the MVP in {share} of 100\n", one_line(title(at))));
    }
    text
}

/// When what will be done.
pub fn forecast(workshop: &Path, pace: &Pace, shape: Shape) -> Result<(), Failure> {
    let (desk, outline) = opened(workshop)?;
    let mut view: PaceView = outline.frame.pace;
    if let Some(weeks) = throughput(pace)? {
        view.throughput = weeks;
    }
    view.from = pace.from.clone().or(view.from);
    view.due = pace.by.clone().or(view.due);
    view.growth = pace.growth.unwrap_or(view.growth);
    view.people = pace.people.unwrap_or(view.people);
    view.people_then = pace.people_before.unwrap_or(view.people_then);
    let forecast = desk.forecast_for(view)?;
    match forecast.refusal.as_str() {
        "" if shape.json => print_json(&forecast),
        "" => print(&forecast_told(&forecast)),
        refusal => Err(Failure::told(refusal)),
    }
}

/// The throughput that is given, if any.
fn throughput(pace: &Pace) -> Result<Option<Vec<u32>>, Failure> {
    match (&pace.throughput, &pace.count) {
        (Some(weeks), _) => Ok(Some(weeks.clone())),
        (None, Some(file)) => counted(file).map(Some),
        (None, None) => Ok(None),
    }
}

fn counted(file: &Path) -> Result<Vec<u32>, Failure> {
    let source = ImportSource::File { path: path(file)? };
    let counted = desk().throughput_count(source)?;
    if counted.weeks.is_empty() {
        let says = counted.says.first().map_or("It has no dates.", String::as_str);
        return Err(Failure::told(format!("{}: {says}", file.display())));
    }
    counted.says.iter().for_each(|says| out::complain(says));
    Ok(counted.weeks.iter().map(|week| week.finished).collect())
}

fn forecast_told(forecast: &ForecastView) -> String {
    if !forecast.refusal.is_empty() {
        return format!("{}\n", one_line(&forecast.refusal));
    }
    let mut table = Table::new(&[
        ("done", Align::Left),
        ("slices", Align::Right),
        ("P50", Align::Left),
        ("P85", Align::Left),
        ("P95", Align::Left),
        ("chance of the date", Align::Right),
    ]);
    for line in &forecast.lines {
        let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "> 10 years".to_owned());
        let chance = line.chance.map_or(String::new(), |tenths| format!("{} %", (tenths + 5) / 10));
        let [p50, p85, p95] = [&line.p50, &line.p85, &line.p95].map(date);
        let cells = vec![line.name.clone(), line.slices.to_string(), p50, p85, p95, chance];
        table.row(cells, Style::Plain);
    }
    let assumes: String =
        forecast.assumes.iter().map(|said| format!("  {}\n", one_line(said))).collect();
    format!("{}\n{}\n{assumes}", table.print(out::is_coloured()), one_line(&forecast.says))
}

/// How often forecasts held.
pub fn back_test(pace: &Pace, shape: Shape) -> Result<(), Failure> {
    let tested = match throughput(pace)? {
        Some(weeks) => back_test::on(weeks)?,
        None => back_test::on_record(),
    };
    if shape.json { print_json(&tested) } else { print(&tested_told(&tested)) }
}

fn tested_told(tested: &BackTested) -> String {
    let mut table = Table::new(&[
        ("throughput of", Align::Left),
        ("weeks", Align::Right),
        ("cases", Align::Right),
        ("P50 held", Align::Right),
        ("P85 held", Align::Right),
        ("P95 held", Align::Right),
        ("plain P50, P85, P95", Align::Right),
    ]);
    for series in &tested.series {
        table.row(cells(&series.name, &series.weeks.to_string(), series.test), Style::Plain);
    }
    table.row(cells("all", "", tested.all), Style::Bold);
    format!(
        "{}\nIn how many of 100 cases what was promised was done in time. Plain: past weeks drawn one \
         by one.\nCases of neighbouring weeks overlap, so they say less than their number.\n",
        table.print(out::is_coloured())
    )
}

fn cells(name: &str, weeks: &str, test: TestLine) -> Vec<String> {
    let percent = |tenths: u16| format!("{}.{}", tenths / 10, tenths % 10);
    let HeldLine { p50, p85, p95 } = test.calibrated;
    let plain = test.plain;
    let plain = [plain.p50, plain.p85, plain.p95].map(percent).join(" ");
    let held = [p50, p85, p95].map(percent);
    let mut cells = vec![name.to_owned(), weeks.to_owned(), test.cases.to_string()];
    cells.extend(held);
    cells.push(plain);
    cells
}
