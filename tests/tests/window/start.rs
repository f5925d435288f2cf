use std::io::Result;

use carpaccio_tests::{Places, Window};

use crate::pages::SMALL;

#[tokio::test]
async fn it_starts_at_home_with_samples_that_open() -> Result<()> {
    let places = Places::new()?;
    let window = Window::open(&places, None, SMALL).await?;
    window.read("Learn with a sample").await?;
    window.read("Elephant Carpaccio").await?;
    window.click("button.card").await?;
    window.see("[role=row][data-id]").await?;
    window.close().await
}
