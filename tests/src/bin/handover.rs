//! `handover FOLDER`: hands the samples and the nasty workshop over in every format, one folder a
//! workshop, for the readers in `tests/readers`.
//!
//! In each folder are `truth.json`, the lossless export, and a folder for each format with its file or
//! files.

use std::fs;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

use app::Desk;
use app::api::{AppError, HandoverScope, ImportSource};
use carpaccio_tests::nasty_workshop;

fn main() -> Result<()> {
    let folder: PathBuf =
        std::env::args_os().nth(1).ok_or_else(|| Error::other("Usage: handover FOLDER"))?.into();
    let desk = Desk::without_memory("handover", || {
        jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC)
    });
    for sample in desk.home_show().map_err(told)?.samples {
        let folder = made(&folder.join(&sample.name))?;
        let file = folder.join("w.carpaccio").display().to_string();
        desk.workshop_create(String::new(), Some(sample.name), Some(file)).map_err(told)?;
        hand_over(&desk, &folder)?;
    }
    let folder = made(&folder.join("nasty"))?;
    let source = ImportSource::Text { text: nasty_workshop().to_string() };
    let file = folder.join("w.carpaccio");
    desk.import_create_at(source, Some("json".to_owned()), Vec::new(), &file).map_err(told)?;
    hand_over(&desk, &folder)
}

/// An empty folder.
fn made(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

/// Writes the open workshop in every format and closes it.
fn hand_over(desk: &Desk, folder: &Path) -> Result<()> {
    let save = |format: &str, path: PathBuf| {
        let path = path.display().to_string();
        desk.handover_save(format.to_owned(), path, HandoverScope::Whole).map(drop).map_err(told)
    };
    save("json", folder.join("truth.json"))?;
    for format in desk.format_list().map_err(told)?.into_iter().filter(|format| format.writes) {
        let into = made(&folder.join(&format.id))?;
        save(&format.id, into.join(format!("{}.{}", format.id, format.extension)))?;
    }
    desk.workshop_close().map_err(told)
}

fn told(error: AppError) -> Error {
    Error::other(error.message)
}
