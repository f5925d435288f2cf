//! Looking into a workshop file without opening it as one, and saving what can be read.

use std::path::{Path, PathBuf};

use crate::api::AppError;
use crate::desk::Clock;
use crate::paths;

pub use store::{Report, Salvaged, TableSize};

/// Looks into a file. It is not changed.
///
/// # Errors
/// When it is not a workshop file, or is too broken to look into.
pub fn doctor(path: &Path) -> Result<Report, AppError> {
    Ok(store::doctor(path)?)
}

/// Reads what can be read into a new workshop file beside the old one, which is not touched.
/// Answers where it is and what was saved.
///
/// # Errors
/// When nothing can be read, or the new file cannot be written.
pub fn repair(path: &Path, clock: Clock) -> Result<(PathBuf, Salvaged), AppError> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem = format!("{}-repaired", stem.unwrap_or_default());
    let folder = path.parent().unwrap_or(Path::new(""));
    let to = paths::free(folder, &stem, paths::EXTENSION);
    let saved = store::salvage(path, &to, clock().timestamp())?;
    Ok((to, saved))
}
