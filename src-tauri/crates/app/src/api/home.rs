//! The home screen and what the program remembers.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What the home screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Home {
    /// Workshops that were open before, the last one first.
    pub recent: Vec<RecentWorkshop>,
    /// Workshops that teach.
    pub samples: Vec<SampleView>,
    /// What the program remembers.
    pub settings: Settings,
    /// The version of the program.
    pub version: String,
    /// The user's language as a BCP 47 tag, checked.
    pub locale: String,
    /// Where a new workshop is put unless somebody chooses.
    pub folder: String,
    /// A file that the program was started with; empty for none.
    pub opening: String,
}

/// A workshop that was open before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecentWorkshop {
    /// Where it is.
    pub path: String,
    /// Its title when it was last open.
    pub title: String,
    /// How many leaves it had.
    pub leaves: u32,
    /// How many of them were in the MVP.
    pub mvp: u32,
    /// Its last change, in RFC 3339 (UTC).
    pub changed: String,
    /// Whether the file is gone.
    pub missing: bool,
}

/// A workshop that teaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SampleView {
    /// Its name for `workshop_create`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What one learns from it.
    pub about: String,
    /// How many leaves it has.
    pub leaves: u32,
}

/// What the program remembers between starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Settings {
    /// Light, dark or the system's.
    pub theme: Theme,
    /// Larger type for a room.
    pub projector: bool,
    /// The workshop to open at the start; empty for the home screen.
    pub last_file: String,
    /// The view that was open last, such as `slicing`.
    pub last_view: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            projector: false,
            last_file: String::new(),
            last_view: "slicing".to_owned(),
        }
    }
}

/// Light, dark or the system's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
