//! What somebody in front of the window waits for.

use std::io::{Error, Result};
use std::path::Path;
use std::time::Duration;

use carpaccio_tests::{Places, Window, program};

use crate::figure::{Figure, Target, median, percentile};
use crate::machine::Process;

const SIZE: (u32, u32) = (1280, 800);
const STARTS: usize = 5;
const KEYS: usize = 60;

/// From the start of the process to the first content that the window paints.
pub async fn start() -> Result<Vec<Figure>> {
    let mut took = Vec::new();
    for run in 0..STARTS {
        let places = Places::new()?;
        // A file that does not exist: it tells this process from all others.
        let file = places.file(&format!("start-{run}.carpaccio"));
        let window = Window::open(&places, Some(&file), SIZE).await?;
        window.until("performance.getEntriesByName('first-contentful-paint').length").await?;
        let painted = first_paint(&window).await?;
        took.push(painted.saturating_sub(process(&file)?.start()?));
        window.close().await?;
    }
    let limit = Target::AtMost(1_000.0);
    Ok(vec![Figure::millis("The window's first content after its start", median(&took), limit)])
}

/// When the page painted content first, since 1970.
async fn first_paint(window: &Window) -> Result<Duration> {
    let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
        return paint ? performance.timeOrigin + paint.startTime : null";
    let millis = window.ask(script).await?.as_f64();
    let millis =
        millis.ok_or_else(|| Error::other("this web view does not tell when it paints"))?;
    Ok(Duration::from_secs_f64(millis / 1e3))
}

fn process(file: &Path) -> Result<Process> {
    Process::started_as(&program("carpaccio-desktop"), file)
}

/// Memory of the program while a workshop is open and its backlog is shown; the web view has
/// processes of its own.
pub async fn memory(workshop: &Path) -> Result<Vec<Figure>> {
    let places = Places::new()?;
    let window = Window::open(&places, Some(workshop), SIZE).await?;
    window.see("[role=row][data-id]").await?;
    window.press("Control+2").await?;
    window.see("[role=row][data-place]").await?;
    let process = process(workshop)?;
    let (all, own) = (process.memory("VmRSS")?, process.memory("RssAnon")?);
    window.close().await?;
    let limit = Target::AtMost(150.0);
    Ok(vec![
        Figure::new(
            "Memory of the window's process with 10,000 slices and their backlog",
            all,
            "MB",
            limit,
        ),
        Figure::new("… without the files that it maps, such as the web view's", own, "MB", limit),
    ])
}

/// From a key to the frame that shows it, in an outline of 100,000 slices.
pub async fn keys(workshop: &Path) -> Result<Vec<Figure>> {
    let places = Places::new()?;
    let window = Window::open(&places, Some(workshop), SIZE).await?;
    window.see("[role=row][data-id]").await?;
    window.click("[role=row][data-id] [data-title]").await?;
    window.ask(WATCH_KEYS).await?;
    for _ in 0..KEYS {
        window.press("ArrowDown").await?;
    }
    window.until(&format!("window.keyTimes.length === {KEYS}")).await?;
    let times = window.ask("return window.keyTimes").await?;
    let millis = times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64);
    let took: Vec<Duration> = millis.map(|ms| Duration::from_secs_f64(ms / 1e3)).collect();
    window.close().await?;
    Ok(vec![
        Figure::millis(
            "An arrow key among 100,000 slices until its frame",
            median(&took),
            Target::None,
        ),
        Figure::millis("… 95 of 100 within", percentile(&took, 95), Target::None),
    ])
}

/// A frame is ready when the task after its animation callbacks runs.
const WATCH_KEYS: &str = "window.keyTimes = [];
    addEventListener('keydown', () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => window.keyTimes.push(performance.now() - start)));
    }, true);";
