//! Takes pictures from the real window.
//!
//! `pictures` takes those of the README into `ui/pictures`. `pictures FOLDER` takes every screen in
//! both themes and two sizes, for whoever wants to look at all of them.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::time::Duration;

use carpaccio_tests::{Places, Window};

const SIZES: [(&str, (u32, u32)); 2] = [("small", (1280, 800)), ("large", (1920, 1080))];

/// The pictures of the README.
const README: [&str; 7] = [
    "backlog-light-small",
    "dependencies-wide-light-small",
    "forecast-dark-small",
    "hand-over-light-small",
    "slicing-dark-small",
    "slicing-light-small",
    "split-light-small",
];

#[tokio::main]
async fn main() -> Result<()> {
    let everything = std::env::args().nth(1).map(PathBuf::from);
    let folder = everything.clone().unwrap_or_else(|| "ui/pictures".into());
    fs::create_dir_all(&folder)?;
    for (size, pixels) in SIZES {
        let takes = |name: &str| everything.is_some() || README.contains(&name);
        if takes(&format!("slicing-light-{size}")) {
            screens(&folder, size, pixels, &takes).await?;
        }
    }
    Ok(())
}

async fn screens(
    folder: &Path,
    size: &str,
    pixels: (u32, u32),
    takes: &dyn Fn(&str) -> bool,
) -> Result<()> {
    let places = Places::new()?;
    let window = Window::open(&places, None, pixels).await?;
    let camera = Camera { window: &window, folder, size, takes };
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
    plan(&window, &camera).await?;
    window.press("Control+3").await?;
    window.see("#view .file").await?;
    camera.shoot("hand-over").await?;
    for (tab, screen) in
        [("How to import", "guide"), ("Types", "types"), ("Not handed over", "changes")]
    {
        if choose_tab(&window, tab).await? {
            camera.shoot(screen).await?;
        }
    }
    window.press("Control+k").await?;
    window.type_text("Import pasted\n").await?;
    window.see("[role=dialog] textarea").await?;
    window.type_text(TABLE).await?;
    window.press("Control+Enter").await?;
    window.see("[role=dialog] select").await?;
    window.until("document.querySelector('[aria-busy=false]')").await?;
    camera.shoot("import").await?;
    window.press("Escape").await?;
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

/// The tabs of the pane beside the backlog, and an order by hand with a release more.
async fn plan(window: &Window, camera: &Camera<'_>) -> Result<()> {
    window.press("Alt+2").await?;
    window.see("[role=tabpanel] svg").await?;
    window.until("!document.querySelector('[aria-busy=true]')").await?;
    camera.shoot("dependencies").await?;
    window.press("w").await?;
    window.see("aside.wide").await?;
    camera.shoot("dependencies-wide").await?;
    window.press("Escape").await?;
    window.press("Alt+3").await?;
    window.click("[data-pane=throughput] textarea").await?;
    window.type_text("3, 5, 2, 4, 0, 6, 3, 4\n").await?;
    window.see("[role=tabpanel] table").await?;
    window.until("!document.querySelector('progress')").await?;
    camera.shoot("forecast").await?;
    window.press("Alt+4").await?;
    window.see("[data-pane=what-if]").await?;
    camera.shoot("what-if-empty").await?;
    window.click("[data-pane=what-if] li button").await?;
    window.see("[data-pane=what-if] table").await?;
    camera.shoot("what-if").await?;
    window.press("Alt+1").await?;
    window.click("[role=row][data-place] .title").await?;
    window.press("ArrowDown").await?;
    window.press("Alt+ArrowDown").await?;
    window.press("End").await?;
    window.press("ArrowUp").await?;
    window.press("ArrowUp").await?;
    window.press("r").await?;
    window.press("Shift+n").await?;
    window.see("[role=dialog]").await?;
    camera.shoot("set-aside").await?;
    window.press("Escape").await?;
    camera.shoot("by-hand").await?;
    for (at, tab) in (1..).zip(["order", "dependencies", "forecast", "what-if"]) {
        window.press(&format!("Alt+{at}")).await?;
        // As on a projector, where everything is measured in larger type.
        window.ask("document.documentElement.dataset.projector = ''").await?;
        camera.shoot(&format!("{tab}-projector")).await?;
    }
    window.ask("delete document.documentElement.dataset.projector").await?;
    window.press("Alt+1").await?;
    window.press("Control+z").await?;
    window.press("Control+z").await
}

/// What somebody pastes from a table of their own.
const TABLE: &str = "Feature;Weight;Depends on;Owner
Book a table by phone;5;;Kim
Book a table on the website;8;Book a table by phone;Lu
Cancel a booking;2;Book a table on the website;Kim
";

/// Whether there is such a tab.
async fn choose_tab(window: &Window, start: &str) -> Result<bool> {
    let script = format!(
        "const tab = [...document.querySelectorAll('[role=tab]')]
            .find(tab => tab.textContent.trim().startsWith({start:?}));
        tab?.click();
        return tab !== undefined"
    );
    Ok(window.ask(&script).await? == true)
}

async fn choose_row(window: &Window, start: &str) -> Result<()> {
    let script = format!(
        "[...document.querySelectorAll('[role=row][data-id] [data-title]')]
            .find(title => title.textContent.startsWith({start:?}))?.closest('[role=row]').setAttribute('data-test', 'here')"
    );
    window.ask(&script).await?;
    window.click("[data-test] [data-title]").await
}

/// Ends whatever moves, and tells whether nothing did.
const AT_REST: &str = "(() => {
    const ends = motion => motion.effect.getComputedTiming().endTime < Infinity;
    const moving = document.getAnimations().filter(ends);
    moving.forEach(motion => motion.finish());
    return moving.length === 0;
})()";

struct Camera<'a> {
    window: &'a Window,
    folder: &'a Path,
    size: &'a str,
    takes: &'a dyn Fn(&str) -> bool,
}

impl Camera<'_> {
    /// One picture a theme.
    async fn shoot(&self, screen: &str) -> Result<()> {
        for theme in ["light", "dark"] {
            let name = format!("{screen}-{theme}-{}", self.size);
            if !(self.takes)(&name) {
                continue;
            }
            let script = format!("document.documentElement.dataset.theme = {theme:?}");
            self.window.ask(&script).await?;
            self.window.until(AT_REST).await?;
            // The answer comes before what it says is on the screen.
            tokio::time::sleep(Duration::from_millis(200)).await;
            fs::write(self.folder.join(format!("{name}.png")), self.window.picture().await?)?;
        }
        Ok(())
    }
}
