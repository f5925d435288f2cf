//! Opening and closing.

use app::api::{AppError, Outline};
use tauri::State;

use super::{Shared, at_the_desk};

/// Makes a workshop, empty or from a sample, at `path` or in the usual folder, and opens it.
#[tauri::command]
#[specta::specta]
pub async fn workshop_create(
    desk: State<'_, Shared>,
    title: String,
    sample: Option<String>,
    path: Option<String>,
) -> Result<Outline, AppError> {
    at_the_desk(&desk, move |desk| desk.workshop_create(title, sample, path)).await
}

/// Opens a workshop file; the one that was open is closed.
#[tauri::command]
#[specta::specta]
pub async fn workshop_open(desk: State<'_, Shared>, path: String) -> Result<Outline, AppError> {
    at_the_desk(&desk, move |desk| desk.workshop_open(path)).await
}

/// Closes the workshop; its file is complete on its own then.
#[tauri::command]
#[specta::specta]
pub async fn workshop_close(desk: State<'_, Shared>) -> Result<(), AppError> {
    at_the_desk(&desk, move |desk| desk.workshop_close()).await
}

/// The open workshop, whole.
#[tauri::command]
#[specta::specta]
pub async fn outline_load(desk: State<'_, Shared>) -> Result<Outline, AppError> {
    at_the_desk(&desk, move |desk| desk.outline_load()).await
}
