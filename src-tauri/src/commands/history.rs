//! Undo, redo and snapshots.

use app::api::{AppError, Edited, HistoryEntry, SnapshotView};
use tauri::State;

use super::{Shared, at_the_desk};

/// Takes the last change back; an empty label says that there was none.
#[tauri::command]
#[specta::specta]
pub async fn history_undo(desk: State<'_, Shared>) -> Result<Edited, AppError> {
    at_the_desk(&desk, move |desk| desk.history_undo()).await
}

/// Brings a change back again; an empty label says that there was none.
#[tauri::command]
#[specta::specta]
pub async fn history_redo(desk: State<'_, Shared>) -> Result<Edited, AppError> {
    at_the_desk(&desk, move |desk| desk.history_redo()).await
}

/// The latest 500 changes, the last one first.
#[tauri::command]
#[specta::specta]
pub async fn history_list(desk: State<'_, Shared>) -> Result<Vec<HistoryEntry>, AppError> {
    at_the_desk(&desk, move |desk| desk.history_list()).await
}

/// Undoes or redoes until the change with this number is the last one.
#[tauri::command]
#[specta::specta]
pub async fn history_go(desk: State<'_, Shared>, number: u32) -> Result<Edited, AppError> {
    at_the_desk(&desk, move |desk| desk.history_go(number)).await
}

/// The named snapshots, the last one first.
#[tauri::command]
#[specta::specta]
pub async fn snapshot_list(desk: State<'_, Shared>) -> Result<Vec<SnapshotView>, AppError> {
    at_the_desk(&desk, move |desk| desk.snapshot_list()).await
}

/// Keeps the present state under a name.
#[tauri::command]
#[specta::specta]
pub async fn snapshot_take(
    desk: State<'_, Shared>,
    name: String,
) -> Result<Vec<SnapshotView>, AppError> {
    at_the_desk(&desk, move |desk| desk.snapshot_take(name)).await
}

/// Goes back to a snapshot, as one undo step.
#[tauri::command]
#[specta::specta]
pub async fn snapshot_restore(desk: State<'_, Shared>, name: String) -> Result<Edited, AppError> {
    at_the_desk(&desk, move |desk| desk.snapshot_restore(name)).await
}
