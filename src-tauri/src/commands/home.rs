//! The home screen and the settings.

use app::api::{AppError, Home, RecentWorkshop, Settings};
use tauri::State;

use super::{Shared, at_the_desk};

/// What the home screen shows.
#[tauri::command]
#[specta::specta]
pub async fn home_show(desk: State<'_, Shared>) -> Result<Home, AppError> {
    at_the_desk(&desk, move |desk| desk.home_show()).await
}

/// Remembers the settings.
#[tauri::command]
#[specta::specta]
pub async fn settings_save(desk: State<'_, Shared>, settings: Settings) -> Result<(), AppError> {
    at_the_desk(&desk, move |desk| desk.settings_save(settings)).await
}

/// Takes a workshop off the list of recent ones; the file stays.
#[tauri::command]
#[specta::specta]
pub async fn recent_forget(
    desk: State<'_, Shared>,
    path: String,
) -> Result<Vec<RecentWorkshop>, AppError> {
    at_the_desk(&desk, move |desk| desk.recent_forget(path)).await
}
