//! A desk in a temporary folder with a clock that stands still.

use app::api::*;
use app::{Desk, Places};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use slicing::SliceId;
use tempfile::TempDir;

pub struct Bench {
    pub desk: Desk,
    pub folder: TempDir,
}

pub fn clock() -> Zoned {
    Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC)
}

pub fn id(number: u32) -> SliceId {
    SliceId(number)
}

pub fn ids(numbers: &[u32]) -> Vec<SliceId> {
    numbers.iter().copied().map(SliceId).collect()
}

impl Bench {
    /// A desk without a workshop.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let places = Places {
            config: folder.path().join("config"),
            documents: folder.path().join("documents"),
            locale: "en-GB".to_owned(),
        };
        Self { desk: Desk::new(places, "test", clock), folder }
    }

    /// A desk with a workshop that holds this outline, whose ids count from 1.
    pub fn with(outline: &str) -> Self {
        let bench = Self::empty();
        bench.desk.workshop_create("Test".to_owned(), None, None).unwrap();
        if !outline.is_empty() {
            bench.add(None, None, outline);
        }
        bench
    }

    pub fn add(&self, parent: Option<u32>, after: Option<u32>, outline: &str) -> Edited {
        let items = outline
            .lines()
            .map(|line| NewSlice {
                depth: (line.len() - line.trim_start().len()) as u32 / 2,
                title: line.trim().to_owned(),
                narrative: String::new(),
            })
            .collect();
        self.edit(Gesture::Add { parent: parent.map(id), after: after.map(id), items })
    }

    pub fn edit(&self, gesture: Gesture) -> Edited {
        self.desk.workshop_edit(gesture).unwrap()
    }

    pub fn refused(&self, gesture: Gesture) -> AppError {
        let before = self.desk.outline_load().unwrap();
        let error = self.desk.workshop_edit(gesture).unwrap_err();
        assert_eq!(self.desk.outline_load().unwrap(), before, "a refusal changes nothing");
        error
    }

    /// The outline as indented titles with ids.
    pub fn outline(&self) -> String {
        let rows = self.desk.outline_load().unwrap().rows;
        let mut text = String::new();
        let mut depths = std::collections::HashMap::new();
        for row in rows {
            let depth = row.parent.map_or(0, |above| depths[&above] + 1);
            depths.insert(row.id, depth);
            text.push_str(&format!("{}{} {}\n", "  ".repeat(depth), row.id, row.title));
        }
        text
    }

    /// Does a gesture, checks that one undo takes all of it back and one redo brings it again.
    pub fn round_trip(&self, gesture: Gesture) -> Edited {
        let before = self.desk.outline_load().unwrap();
        let edited = self.edit(gesture);
        let after = self.desk.outline_load().unwrap();
        assert_eq!(self.desk.history_undo().unwrap().label, edited.label);
        let undone = self.desk.outline_load().unwrap();
        assert_eq!((&undone.rows, &undone.frame), (&before.rows, &before.frame));
        self.desk.history_redo().unwrap();
        let redone = self.desk.outline_load().unwrap();
        assert_eq!((&redone.rows, &redone.frame), (&after.rows, &after.frame));
        edited
    }
}
