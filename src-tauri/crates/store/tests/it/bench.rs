//! What the tests begin with.

use std::path::PathBuf;

use jiff::Timestamp;
use slicing::{About, OrderKey, Slice, SliceId};
use store::{Edit, Error, Touched, WorkshopFile};
use tempfile::TempDir;

/// A folder with one new workshop in it, gone with the value.
pub struct Bench {
    pub folder: TempDir,
    pub path: PathBuf,
    pub file: WorkshopFile,
}

pub fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}

pub fn about(title: &str) -> About {
    About { title: title.to_owned(), ..About::default() }
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trip.carpaccio");
        let file = WorkshopFile::create(&path, &about("Trip"), now()).unwrap();
        Self { folder, path, file }
    }

    pub fn edit<T: Send + 'static>(
        &self,
        label: &str,
        f: impl FnOnce(&mut Edit<'_>) -> Result<T, Error> + Send + 'static,
    ) -> (T, Touched) {
        self.file.edit(label, "tester", now(), f).unwrap()
    }

    /// Adds a slice in an edit of its own.
    pub fn add(&self, parent: Option<SliceId>, title: &str) -> SliceId {
        let title = title.to_owned();
        self.edit(&format!("Add {title}"), move |edit| add(edit, parent, &title)).0
    }

    /// Closes the file and opens it again.
    pub fn reopen(self) -> Self {
        self.file.close().unwrap();
        let file = WorkshopFile::open(&self.path, now()).unwrap();
        Self { folder: self.folder, path: self.path, file }
    }
}

/// Adds a slice with a title; all of them have the same key, so ids order them.
pub fn add(edit: &mut Edit<'_>, parent: Option<SliceId>, title: &str) -> Result<SliceId, Error> {
    let id = edit.new_slice_id()?;
    edit.insert_slice(&Slice::new(id, parent, OrderKey::first(), title))?;
    Ok(id)
}
