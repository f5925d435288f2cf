//! The system's own dialogs, and where files come from.

use std::path::PathBuf;

use app::api::AppError;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FilePath};

/// Asks for a file to open or import; nothing when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn path_choose(app: AppHandle) -> Result<Option<String>, AppError> {
    let (sender, receiver) = std::sync::mpsc::channel();
    app.dialog().file().pick_file(move |path| {
        let _ = sender.send(path);
    });
    wait(receiver).await
}

/// Asks where to save a file, beginning in a folder or, where there is none, among the documents; nothing
/// when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn path_choose_for_saving(
    app: AppHandle,
    file_name: String,
    folder: String,
) -> Result<Option<String>, AppError> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let folder = Some(PathBuf::from(folder)).filter(|folder| folder.is_dir());
    let folder = folder.or_else(|| app.path().document_dir().ok()).unwrap_or_default();
    app.dialog().file().set_file_name(file_name).set_directory(folder).save_file(move |path| {
        let _ = sender.send(path);
    });
    wait(receiver).await
}

async fn wait(
    receiver: std::sync::mpsc::Receiver<Option<FilePath>>,
) -> Result<Option<String>, AppError> {
    let chosen = tauri::async_runtime::spawn_blocking(move || receiver.recv().ok().flatten())
        .await
        .ok()
        .flatten();
    Ok(chosen.and_then(|path| path.into_path().ok()).map(|path| path.display().to_string()))
}
