//! The real window, and what one does in front of it.

use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::display::Display;
use crate::driver::Driver;

/// A user's folders, empty at first and gone with this value.
pub struct Places {
    home: TempDir,
}

impl Places {
    /// A new user.
    pub fn new() -> Result<Self> {
        Ok(Self { home: tempfile::tempdir()? })
    }

    /// The user's home.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A file of the user.
    pub fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

/// A program that the project built, or that `CARPACCIO_WINDOW` names.
pub fn program(name: &str) -> PathBuf {
    if let (Some(path), "carpaccio-desktop") = (std::env::var_os("CARPACCIO_WINDOW"), name) {
        return path.into();
    }
    // The tests run from target/PROFILE/deps, other programs from target/PROFILE.
    let here = std::env::current_exe().unwrap_or_default();
    let folder = here.ancestors().skip(1).find(|folder| !folder.ends_with("deps"));
    folder.unwrap_or(&here).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// An open window.
pub struct Window {
    client: Client,
    driver: Driver,
    _display: Display,
}

/// How long anything may take before the test is lost.
const PATIENCE: Duration = Duration::from_secs(30);

impl Window {
    /// Opens the window of a user at a size, with a file when one is given.
    pub async fn open(places: &Places, file: Option<&Path>, size: (u32, u32)) -> Result<Self> {
        let display = Display::start(size.0, size.1)?;
        let driver = Driver::start(display.name(), places.home())?;
        let arguments: Vec<_> = file.iter().map(|path| path.display().to_string()).collect();
        let mut wishes = Map::new();
        wishes.insert(
            "webkitgtk:browserOptions".to_owned(),
            json!({ "binary": program("carpaccio-desktop"), "args": arguments }),
        );
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(wishes)
            .connect(&driver.address())
            .await
            .map_err(Error::other)?;
        client.set_window_rect(0, 0, size.0, size.1).await.map_err(Error::other)?;
        let window = Self { client, driver, _display: display };
        window.see("main").await?;
        Ok(window)
    }

    /// Waits until something that the selector describes is on the page.
    pub async fn see(&self, css: &str) -> Result<()> {
        self.wait_for(&format!("{css:?} to appear"), || async {
            self.client.find(Locator::Css(css)).await.is_ok()
        })
        .await
    }

    /// Waits until the page shows a text.
    pub async fn read(&self, text: &str) -> Result<()> {
        self.wait_for(&format!("{text:?} to be shown"), || async {
            self.text().await.is_ok_and(|page| page.contains(text))
        })
        .await
    }

    /// Waits until a question about the page, in JavaScript, is answered with true.
    pub async fn until(&self, script: &str) -> Result<()> {
        self.wait_for(script, || async {
            self.ask(&format!("return !!({script})")).await.is_ok_and(|answer| answer == true)
        })
        .await
    }

    async fn wait_for<F: Future<Output = bool>>(
        &self,
        what: &str,
        holds: impl Fn() -> F,
    ) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if holds().await {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let page = self.text().await.unwrap_or_default();
        Err(Error::other(format!("waited in vain for {what}; the page says:\n{page}")))
    }

    /// What can be read on the page.
    pub async fn text(&self) -> Result<String> {
        let answer = self.ask("return document.body.innerText").await?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// What a piece of JavaScript returns.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        self.client.execute(script, Vec::new()).await.map_err(Error::other)
    }

    /// Types a text, a key after the other; a line break is Enter.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let keys = text.chars().map(|c| if c == '\n' { char::from(Key::Enter) } else { c });
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.map_err(Error::other)
    }

    /// Presses keys together, such as `Control+Shift+s`, `Alt+ArrowUp`, `Enter`.
    pub async fn press(&self, keys: &str) -> Result<()> {
        let values: Vec<char> = keys.split('+').map(key).collect::<Result<_>>()?;
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in &values {
            actions = actions.then(KeyAction::Down { value: *value });
        }
        for value in values.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *value });
        }
        self.client.perform_actions(actions).await.map_err(Error::other)
    }

    /// Clicks the first thing that the selector describes.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.see(css).await?;
        let element = self.client.find(Locator::Css(css)).await.map_err(Error::other)?;
        element.click().await.map_err(Error::other)
    }

    /// A picture of the window, as PNG.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.client.screenshot().await.map_err(Error::other)
    }

    /// The client itself, for what is not covered here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Closes the window as its close button does.
    pub async fn close(self) -> Result<()> {
        self.client.close().await.map_err(Error::other)
    }

    /// Ends the program without any warning, as a power cut would.
    pub fn kill(self) -> Result<()> {
        let driver = self.driver.process().to_string();
        let children = Command::new("pgrep").args(["-P", &driver]).output()?;
        for child in String::from_utf8_lossy(&children.stdout).split_whitespace() {
            Command::new("kill").args(["-9", child]).status()?;
        }
        Ok(())
    }
}

fn key(name: &str) -> Result<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    let key = match name {
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => Key::Space,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "F2" => Key::F2,
        "F6" => Key::F6,
        _ => return Err(Error::other(format!("no key is called {name:?}"))),
    };
    Ok(key.into())
}
