//! What the screens are called, so that the tests read like what a user does.

use std::io::Result;

use carpaccio_tests::Window;

/// The ordinary size of a window.
pub const SMALL: (u32, u32) = (1280, 800);

/// Begins a workshop from the home screen; its title box has the focus.
pub async fn begin(window: &Window, title: &str) -> Result<()> {
    window.until("document.activeElement?.matches('form input')").await?;
    window.type_text(&format!("{title}\n")).await?;
    window.see("#view").await
}

/// Waits until the outline shows so many rows.
pub async fn rows(window: &Window, count: usize) -> Result<()> {
    window
        .until(&format!("document.querySelectorAll('[role=row][data-id]').length === {count}"))
        .await
}

/// The titles in the outline with two spaces a level, as long as they all fit the window.
pub async fn outline(window: &Window) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('[role=row][data-id]')]
        .sort((a, b) => a.getAttribute('aria-rowindex') - b.getAttribute('aria-rowindex'))
        .map(row => '  '.repeat(row.getAttribute('aria-level') - 1)
            + (row.querySelector('input.edit')?.value ?? row.querySelector('[data-title]').textContent))";
    let lines = window.ask(script).await?;
    Ok(lines
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|line| line.as_str().map(str::to_owned))
        .collect())
}

/// Waits until everything that was typed is in the file.
pub async fn saved(window: &Window) -> Result<()> {
    window
        .until("document.querySelector('.state.saved') && !document.querySelector('input.edit')")
        .await
}

/// Puts the selection on a row by its title.
pub async fn select(window: &Window, title: &str) -> Result<()> {
    let script = format!(
        "const row = [...document.querySelectorAll('[role=row][data-id]')]
            .find(row => row.querySelector('[data-title]')?.textContent === {title:?});
         row.setAttribute('data-test', 'here'); return true"
    );
    window.ask(&script).await?;
    window.click("[data-test=here] [data-title]").await?;
    window.ask("document.querySelector('[data-test]').removeAttribute('data-test')").await?;
    Ok(())
}

/// Pastes a text where the focus is.
pub async fn paste(window: &Window, text: &str) -> Result<()> {
    let script = format!(
        "const data = new DataTransfer(); data.setData('text/plain', {text:?});
         document.activeElement.dispatchEvent(
             new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}))"
    );
    window.ask(&script).await.map(drop)
}
