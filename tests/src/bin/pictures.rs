//! Takes pictures of every screen from the real window: both themes, two sizes.
//!
//! `pictures FOLDER [small|large]`; without a size, both.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::time::Duration;

use carpaccio_tests::{Places, Window};

const SIZES: [(&str, (u32, u32)); 2] = [("small", (1280, 800)), ("large", (1920, 1080))];

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "ui/pictures".to_owned()));
    let only = arguments.next();
    fs::create_dir_all(&folder)?;
    for (size, pixels) in SIZES {
        if only.as_deref().is_none_or(|only| only == size) {
            screens(&folder, size, pixels).await?;
        }
    }
    Ok(())
}

async fn screens(folder: &Path, size: &str, pixels: (u32, u32)) -> Result<()> {
    let places = Places::new()?;
    let window = Window::open(&places, None, pixels).await?;
    let camera = Camera { window: &window, folder, size };
    window.read("Learn with a sample").await?;
    camera.shoot("home").await?;
    window.click("button.card").await?;
    window.see("[role=row][data-id]").await?;
    window.until("!document.querySelector('[aria-busy=true]')").await?;
    choose_row(&window, "Uploading").await?;
    camera.shoot("slicing").await?;
    window.press("s").await?;
    window.see("[role=dialog] [role=radio]").await?;
    camera.shoot("split").await?;
    window.press("Escape").await?;
    window.press("Control+k").await?;
    window.see("[role=dialog]").await?;
    camera.shoot("palette").await?;
    window.press("Escape").await?;
    window.press("Control+2").await?;
    window.see("[role=row][data-place]").await?;
    camera.shoot("backlog").await?;
    window.press("Control+3").await?;
    window.see("#view .file").await?;
    camera.shoot("hand-over").await?;
    window.press("Control+/").await?;
    window.see("[role=dialog]").await?;
    camera.shoot("keys").await?;
    window.press("Escape").await?;
    window.press("Control+h").await?;
    window.see("[role=dialog]").await?;
    camera.shoot("history").await?;
    window.press("Escape").await?;
    window.press("Control+,").await?;
    window.see("[role=dialog]").await?;
    camera.shoot("workshop").await?;
    window.press("Escape").await?;
    window.press("Control+Shift+h").await?;
    window.read("Learn with a sample").await?;
    camera.shoot("home-again").await?;
    window.type_text("Something new\n").await?;
    window.see("#view").await?;
    camera.shoot("empty").await?;
    window.close().await
}

async fn choose_row(window: &Window, start: &str) -> Result<()> {
    let script = format!(
        "[...document.querySelectorAll('[role=row][data-id] [data-title]')]
            .find(title => title.textContent.startsWith({start:?}))?.closest('[role=row]').setAttribute('data-test', 'here')"
    );
    window.ask(&script).await?;
    window.click("[data-test] [data-title]").await
}

struct Camera<'a> {
    window: &'a Window,
    folder: &'a Path,
    size: &'a str,
}

impl Camera<'_> {
    /// One picture a theme.
    async fn shoot(&self, screen: &str) -> Result<()> {
        for theme in ["light", "dark"] {
            let script = format!("document.documentElement.dataset.theme = {theme:?}");
            self.window.ask(&script).await?;
            // Motion takes 120 ms and has no end that a picture could wait for.
            tokio::time::sleep(Duration::from_millis(500)).await;
            let file = self.folder.join(format!("{screen}-{theme}-{}.png", self.size));
            fs::write(file, self.window.picture().await?)?;
        }
        Ok(())
    }
}
