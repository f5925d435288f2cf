use std::fs;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

use carpaccio_tests::{Places, Window};
use serde_json::Value;

use crate::pages::{SMALL, begin, outline, paste, rows, saved, select};

const TEN: [&str; 10] = [
    "Members join the garden club",
    "Borrow a tool",
    "Return a tool",
    "Report a broken tool",
    "Reserve the wheelbarrow",
    "See which tools are out",
    "Pay the yearly fee",
    "Get a reminder before the fee is due",
    "Invite a neighbour",
    "Leave the club",
];

const PASTED: &str = "Seed exchange\n\tOffer seeds\n\tAs a member I want to manage my seeds: add, change and remove them, so that others see what I still have\n\tAsk for seeds";

const MANAGE: &str = "As a member I want to manage my seeds: add, change and remove them, so that others see what I still have";

fn only_workshop(home: &Path) -> Result<PathBuf> {
    let mut files = fs::read_dir(home.join("Carpaccio"))?.flatten().map(|file| file.path());
    files
        .find(|path| path.extension().is_some_and(|ending| ending == "carpaccio"))
        .ok_or_else(|| Error::other("there is no workshop"))
}

#[tokio::test]
async fn from_an_empty_workshop_to_a_backlog_and_back_again() -> Result<()> {
    let places = Places::new()?;
    let window = Window::open(&places, None, SMALL).await?;
    begin(&window, "Garden club").await?;

    // Ten slices by keyboard only.
    window.press("Enter").await?;
    window.see("input.edit").await?;
    window.type_text(&TEN.join("\n")).await?;
    rows(&window, 10).await?;
    window.press("Escape").await?;
    saved(&window).await?;
    assert_eq!(outline(&window).await?, TEN);

    // An outline from the clipboard.
    paste(&window, PASTED).await?;
    rows(&window, 14).await?;
    window.until("document.querySelectorAll('[aria-level=\"2\"]').length === 3").await?;

    // A split with the advisor.
    select(&window, MANAGE).await?;
    window.press("s").await?;
    window.see("[role=dialog] [role=radio]").await?;
    window.press("Control+Enter").await?;
    window.until("document.querySelectorAll('[aria-level=\"3\"]').length >= 2").await?;
    saved(&window).await?;
    let done = outline(&window).await?;

    // Everything back, and everything again.
    for _ in 0..40 {
        window.press("Control+z").await?;
    }
    rows(&window, 0).await?;
    for _ in 0..40 {
        window.press("Control+Shift+z").await?;
    }
    rows(&window, done.len()).await?;
    assert_eq!(outline(&window).await?, done);
    window.close().await?;

    // After a restart, one step further back.
    let file = only_workshop(places.home())?;
    let window = Window::open(&places, Some(&file), SMALL).await?;
    rows(&window, done.len()).await?;
    window.press("Control+z").await?;
    rows(&window, 14).await?;
    window.press("Control+Shift+z").await?;
    rows(&window, done.len()).await?;

    // The order, and the MVP line below its third slice.
    window.press("Control+2").await?;
    window.see("[role=row][data-place]").await?;
    window.press("Home").await?;
    window.press("ArrowDown").await?;
    window.press("ArrowDown").await?;
    window.press("m").await?;
    window.read("3 in the MVP").await?;

    // The hand-over, as it will be written, and the file.
    window.press("Control+3").await?;
    window.see("#view .file").await?;
    let written = places.file("backlog.json");
    let save = format!(
        "return await window.__TAURI_INTERNALS__.invoke('handover_save', {{ format: 'json', path: {:?}, scope: 'whole' }})",
        written.display().to_string()
    );
    window.ask(&save).await?;
    let json: Value = serde_json::from_str(&fs::read_to_string(&written)?)?;
    assert_eq!(json["slices"].as_array().map(Vec::len), Some(done.len()));
    window.close().await?;

    // And the window comes back as it was left.
    let window = Window::open(&places, Some(&file), SMALL).await?;
    window.see("[role=tab]").await?;
    window.press("Control+1").await?;
    rows(&window, done.len()).await?;
    assert_eq!(outline(&window).await?, done);
    window.close().await
}
