use std::fs;
use std::io::Result;
use std::path::Path;
use std::process::Command;

use carpaccio_tests::{Places, Window, program};

use crate::pages::{SMALL, rows};

#[tokio::test]
async fn a_file_that_is_no_workshop_says_so_and_stays_as_it_is() -> Result<()> {
    let places = Places::new()?;
    let file = places.file("notes.carpaccio");
    fs::write(&file, "shopping: seeds, string, soap")?;
    let window = Window::open(&places, Some(&file), SMALL).await?;
    window.see("[role=alert]").await?;
    window.read("notes.carpaccio").await?;
    assert_eq!(fs::read_to_string(&file)?, "shopping: seeds, string, soap");
    window.close().await
}

#[tokio::test]
async fn a_second_window_on_the_same_file_can_read_and_says_why_it_cannot_write() -> Result<()> {
    let places = Places::new()?;
    let file = places.file("shared.carpaccio");
    new_workshop(&file)?;
    let first = Window::open(&places, Some(&file), SMALL).await?;
    rows(&first, 0).await?;
    let others = Places::new()?;
    let second = Window::open(&others, Some(&file), SMALL).await?;
    second.see(".state.read-only").await?;
    second.close().await?;
    first.close().await
}

#[tokio::test]
async fn a_hundred_thousand_slices_open_and_only_those_in_view_are_drawn() -> Result<()> {
    let places = Places::new()?;
    let (file, list) = (places.file("large.carpaccio"), places.file("large.txt"));
    new_workshop(&file)?;
    let lines = (0..100_000).map(|n| {
        let indent = if n % 10 == 0 { "" } else { "\t" };
        format!("{indent}Slice number {n} of a very long list\n")
    });
    fs::write(&list, lines.collect::<String>())?;
    let import = Command::new(program("carpaccio")).arg("import").args([&file, &list]).output()?;
    assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
    let window = Window::open(&places, Some(&file), SMALL).await?;
    window.read("Slice number 0 of").await?;
    window.press("End").await?;
    window.read("Slice number 99999 of").await?;
    let drawn =
        window.ask("return document.querySelectorAll('[role=row][data-id]').length").await?;
    assert!(drawn.as_u64().is_some_and(|rows| rows < 100), "{drawn} rows are drawn");
    window.close().await
}

fn new_workshop(file: &Path) -> Result<()> {
    let new = Command::new(program("carpaccio"))
        .args(["new", &file.display().to_string(), "--title", "Large"])
        .output()?;
    assert!(new.status.success(), "{}", String::from_utf8_lossy(&new.stderr));
    Ok(())
}
