//! What the program remembers between starts: settings and recent workshops, in one JSON file.
//!
//! A file that is missing or damaged is no failure: the program then starts as on the first day.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::api::{RecentWorkshop, Settings};
use crate::paths;

/// How many workshops are remembered.
const MOST_RECENT: usize = 20;

/// The memory of one user.
#[derive(Debug)]
pub(crate) struct Memory {
    path: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Remembered {
    #[serde(deserialize_with = "tolerant")]
    settings: Settings,
    #[serde(deserialize_with = "tolerant")]
    recent: Vec<RecentWorkshop>,
}

/// Takes the default for what cannot be understood, so that one bad field does not cost the rest.
fn tolerant<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + serde::de::DeserializeOwned,
    D: serde::Deserializer<'de>,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

impl Memory {
    /// The memory in a folder, which need not exist yet.
    pub fn new(folder: &Path) -> Self {
        Self { path: folder.join("memory.json") }
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.read().settings
    }

    /// Workshops that were open before, the last one first, with those that are gone marked.
    pub fn recent(&self) -> Vec<RecentWorkshop> {
        let mut recent = self.read().recent;
        for workshop in &mut recent {
            workshop.missing = !Path::new(&workshop.path).exists();
        }
        recent
    }

    /// Remembers the settings.
    ///
    /// # Errors
    /// Those of the system.
    pub fn keep_settings(&self, settings: Settings) -> io::Result<()> {
        self.write(&Remembered { settings, ..self.read() })
    }

    /// Puts a workshop first in the list.
    ///
    /// # Errors
    /// Those of the system.
    pub fn keep_recent(&self, workshop: RecentWorkshop) -> io::Result<()> {
        let mut remembered = self.read();
        remembered.recent.retain(|other| other.path != workshop.path);
        remembered.recent.insert(0, workshop);
        remembered.recent.truncate(MOST_RECENT);
        self.write(&remembered)
    }

    /// Takes a workshop off the list.
    ///
    /// # Errors
    /// Those of the system.
    pub fn forget_recent(&self, path: &str) -> io::Result<()> {
        let mut remembered = self.read();
        remembered.recent.retain(|other| other.path != path);
        self.write(&remembered)
    }

    fn read(&self) -> Remembered {
        let bytes = fs::read(&self.path).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    fn write(&self, remembered: &Remembered) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        paths::write_whole(&self.path, |out| Ok(serde_json::to_writer_pretty(out, remembered)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Theme;

    fn workshop(path: &str) -> RecentWorkshop {
        RecentWorkshop {
            path: path.to_owned(),
            title: "Expenses".to_owned(),
            leaves: 3,
            mvp: 1,
            changed: "2026-05-01T08:00:00Z".to_owned(),
            missing: false,
        }
    }

    #[test]
    fn settings_and_recent_workshops_survive_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("new/folder");
        let memory = Memory::new(&config);
        assert_eq!(memory.settings(), Settings::default());
        let settings = Settings { theme: Theme::Dark, projector: true, ..Settings::default() };
        memory.keep_settings(settings.clone()).unwrap();
        memory.keep_recent(workshop("/a")).unwrap();
        memory.keep_recent(workshop("/b")).unwrap();
        memory.keep_recent(workshop("/a")).unwrap();
        let again = Memory::new(&config);
        assert_eq!(again.settings(), settings);
        let paths: Vec<_> = again.recent().into_iter().map(|w| (w.path, w.missing)).collect();
        assert_eq!(paths, [("/a".to_owned(), true), ("/b".to_owned(), true)]);
        again.forget_recent("/a").unwrap();
        assert_eq!(again.recent().len(), 1);
    }

    #[test]
    fn a_damaged_memory_costs_only_what_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("memory.json");
        for text in ["", "{", "[1,2]", "\0\0"] {
            fs::write(&file, text).unwrap();
            assert_eq!(Memory::new(folder.path()).settings(), Settings::default(), "{text:?}");
        }
        fs::write(&file, r#"{"settings":{"theme":"dark"},"recent":7,"later":1}"#).unwrap();
        let memory = Memory::new(folder.path());
        assert_eq!(memory.settings().theme, Theme::Dark);
        assert_eq!(memory.recent(), []);
        memory.keep_recent(workshop("/a")).unwrap();
        assert_eq!(memory.settings().theme, Theme::Dark);
    }
}
