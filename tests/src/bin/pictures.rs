//! Takes the README's pictures, and any others, from the real window.

use std::io::Result;
use std::path::Path;

use carpaccio_tests::{Places, Window};

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "/tmp/pics".to_owned());
    std::fs::create_dir_all(&folder)?;
    for (size, name) in [((1280, 800), "small"), ((1920, 1080), "large")] {
        let places = Places::new()?;
        let window = Window::open(&places, None, size).await?;
        window.until("document.querySelector('h1')").await?;
        let save = async |what: &str| -> Result<()> {
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            std::fs::write(Path::new(&folder).join(format!("{what}-{name}.png")), window.picture().await?)
        };
        save("home").await?;
        println!("{}", window.text().await?);
        window.close().await?;
    }
    Ok(())
}
