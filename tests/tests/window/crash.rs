use std::io::Result;
use std::time::Duration;

use carpaccio_tests::{Places, Window};

use crate::pages::{SMALL, begin, outline, rows};

#[tokio::test]
async fn killing_it_while_somebody_types_loses_at_most_half_a_second() -> Result<()> {
    let places = Places::new()?;
    let window = Window::open(&places, None, SMALL).await?;
    begin(&window, "Night shift").await?;
    window.press("Enter").await?;
    window.see("input.edit").await?;
    window.type_text("Hand over the ward\nCall the doctor on duty").await?;
    rows(&window, 2).await?;
    // What the promise allows; not a wait for anything.
    tokio::time::sleep(Duration::from_millis(700)).await;
    window.type_text(" at o").await?;
    window.kill()?;

    let file = places.file("Carpaccio/Night shift.carpaccio");
    let window = Window::open(&places, Some(&file), SMALL).await?;
    rows(&window, 2).await?;
    let kept = outline(&window).await?;
    assert_eq!(kept[0], "Hand over the ward");
    assert!(kept[1].starts_with("Call the doctor on duty"), "{kept:?}");
    window.close().await
}
