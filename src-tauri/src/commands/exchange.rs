//! Import and hand-over.

use app::api::{
    AppError, Edited, FormatView, HandoverPreview, ImportPreview, ImportSource, Outline, ReportView,
};
use tauri::State;

use super::{Shared, at_the_desk};

/// Every exchange format.
#[tauri::command]
#[specta::specta]
pub async fn format_list(desk: State<'_, Shared>) -> Result<Vec<FormatView>, AppError> {
    at_the_desk(&desk, move |desk| desk.format_list()).await
}

/// Exactly what a hand-over would write.
#[tauri::command]
#[specta::specta]
pub async fn handover_preview(
    desk: State<'_, Shared>,
    format: String,
) -> Result<HandoverPreview, AppError> {
    at_the_desk(&desk, move |desk| desk.handover_preview(format)).await
}

/// Writes a hand-over to a file, whole or not at all.
#[tauri::command]
#[specta::specta]
pub async fn handover_save(
    desk: State<'_, Shared>,
    format: String,
    path: String,
) -> Result<ReportView, AppError> {
    at_the_desk(&desk, move |desk| desk.handover_save(format, path)).await
}

/// What an import would bring.
#[tauri::command]
#[specta::specta]
pub async fn import_preview(
    desk: State<'_, Shared>,
    source: ImportSource,
    format: Option<String>,
) -> Result<ImportPreview, AppError> {
    at_the_desk(&desk, move |desk| desk.import_preview(source, format)).await
}

/// Imports into a new workshop and opens it.
#[tauri::command]
#[specta::specta]
pub async fn import_create(
    desk: State<'_, Shared>,
    source: ImportSource,
    format: Option<String>,
    title: String,
) -> Result<Outline, AppError> {
    at_the_desk(&desk, move |desk| desk.import_create(source, format, title)).await
}

/// Imports below the last epic of the open workshop, as one undo step.
#[tauri::command]
#[specta::specta]
pub async fn import_merge(
    desk: State<'_, Shared>,
    source: ImportSource,
    format: Option<String>,
) -> Result<Edited, AppError> {
    at_the_desk(&desk, move |desk| desk.import_merge(source, format)).await
}
