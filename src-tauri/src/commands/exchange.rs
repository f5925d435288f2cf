//! Import and hand-over.

use app::Desk;
use app::api::{
    AppError, ColumnChoice, Edited, FormatView, HandedText, HandoverChanges, HandoverChoice,
    HandoverPreview, HandoverScope, ImportChoices, ImportOutcome, ImportPreview, ImportSource,
    Outline, ReportView, RoleName,
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
    scope: HandoverScope,
) -> Result<HandoverPreview, AppError> {
    at_the_desk(&desk, move |desk| desk.handover_preview(format, scope)).await
}

/// Writes a hand-over to a file, whole or not at all.
#[tauri::command]
#[specta::specta]
pub async fn handover_save(
    desk: State<'_, Shared>,
    format: String,
    path: String,
    scope: HandoverScope,
) -> Result<ReportView, AppError> {
    at_the_desk(&desk, move |desk| desk.handover_save(format, path, scope)).await
}

/// A hand-over to be copied; it counts as delivered.
#[tauri::command]
#[specta::specta]
pub async fn handover_copy(
    desk: State<'_, Shared>,
    format: String,
    scope: HandoverScope,
) -> Result<HandedText, AppError> {
    at_the_desk(&desk, move |desk| desk.handover_copy(format, scope)).await
}

/// What has changed since the last hand-over to a format.
#[tauri::command]
#[specta::specta]
pub async fn handover_changes(
    desk: State<'_, Shared>,
    format: String,
) -> Result<HandoverChanges, AppError> {
    at_the_desk(&desk, move |desk| desk.handover_changes(format)).await
}

/// What was handed over last, to begin with it the next time.
#[tauri::command]
#[specta::specta]
pub async fn handover_last(desk: State<'_, Shared>) -> Result<Option<HandoverChoice>, AppError> {
    at_the_desk(&desk, move |desk| desk.handover_last()).await
}

/// What a tracker calls the slices in each role that it tells apart.
#[tauri::command]
#[specta::specta]
pub async fn types_list(
    desk: State<'_, Shared>,
    format: String,
) -> Result<Vec<RoleName>, AppError> {
    at_the_desk(&desk, move |desk| desk.types_list(format)).await
}

/// What an import would bring.
#[tauri::command]
#[specta::specta]
pub async fn import_preview(
    desk: State<'_, Shared>,
    source: ImportSource,
    format: Option<String>,
    columns: Vec<ColumnChoice>,
) -> Result<ImportPreview, AppError> {
    at_the_desk(&desk, move |desk| desk.import_preview(source, format, columns)).await
}

/// Imports into a new workshop and opens it.
#[tauri::command]
#[specta::specta]
pub async fn import_create(
    desk: State<'_, Shared>,
    source: ImportSource,
    format: Option<String>,
    columns: Vec<ColumnChoice>,
    title: String,
) -> Result<Outline, AppError> {
    at_the_desk(&desk, move |desk| desk.import_create(source, format, columns, title)).await
}

/// What an import into the open workshop would do.
#[tauri::command]
#[specta::specta]
pub async fn import_try(
    desk: State<'_, Shared>,
    source: ImportSource,
    format: Option<String>,
    columns: Vec<ColumnChoice>,
    choices: ImportChoices,
) -> Result<ImportOutcome, AppError> {
    at_the_desk(&desk, move |desk| desk.import_try(source, format, columns, choices)).await
}

/// Imports into the open workshop, as one undo step.
#[tauri::command]
#[specta::specta]
pub async fn import_merge(
    desk: State<'_, Shared>,
    source: ImportSource,
    format: Option<String>,
    columns: Vec<ColumnChoice>,
    choices: ImportChoices,
) -> Result<Edited, AppError> {
    let merge = move |desk: &Desk| Ok(desk.import_update(source, format, columns, choices)?.0);
    at_the_desk(&desk, merge).await
}
