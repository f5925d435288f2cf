//! The desktop shell: a window around the use cases of `app`, and nothing else.

use std::path::Path;

use specta_typescript::Typescript;
use tauri_specta::{Builder, collect_commands};

mod commands;

/// Every command that the window can call.
pub fn bindings() -> Builder<tauri::Wry> {
    Builder::new().disable_serde_phases().commands(collect_commands![
        commands::home::home_show,
        commands::home::settings_save,
        commands::home::recent_forget,
        commands::workshop::workshop_create,
        commands::workshop::workshop_open,
        commands::workshop::workshop_close,
        commands::workshop::outline_load,
        commands::slices::rows_score,
        commands::slices::slice_show,
        commands::slices::slices_find,
        commands::slices::slices_copy,
        commands::slices::paste_preview,
        commands::slices::workshop_edit,
        commands::slices::advice_show,
        commands::slices::split_judge,
        commands::history::history_undo,
        commands::history::history_redo,
        commands::history::history_list,
        commands::history::history_go,
        commands::history::snapshot_list,
        commands::history::snapshot_take,
        commands::history::snapshot_restore,
        commands::backlog::backlog_show,
        commands::backlog::backlog_why,
        commands::exchange::format_list,
        commands::exchange::handover_preview,
        commands::exchange::handover_save,
        commands::exchange::import_preview,
        commands::exchange::import_create,
        commands::exchange::import_merge,
        commands::dialogs::path_choose,
        commands::dialogs::path_choose_for_saving,
    ])
}

/// Writes the types and functions that the interface calls the commands by.
///
/// # Errors
/// When a type has no counterpart in TypeScript, or the file cannot be written.
pub fn write_bindings(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    Ok(bindings().export(Typescript::default(), path)?)
}

/// Opens the window.
pub fn run() {}
