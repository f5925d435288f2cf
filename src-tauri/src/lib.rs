//! The desktop shell: a window around the use cases of `app`, and nothing else.
//!
//! Deliberately not here: rules, SQL, formats. What a command does is in `app`; this crate knows
//! windows, folders of the system, and which commands there are.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use app::Desk;
use specta_typescript::Typescript;
use tauri::webview::PageLoadEvent;
use tauri::{Manager, RunEvent};
use tauri_specta::{Builder, collect_commands};

mod commands;
mod places;
mod renderer;

use commands::Shared;

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
        commands::slices::overview_show,
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
        commands::backlog::backlog_compare,
        commands::backlog::backlog_change,
        commands::plan::stability_show,
        commands::plan::needs_show,
        commands::plan::forecast_show,
        commands::plan::throughput_count,
        commands::plan::plan_try,
        commands::plan::picture_save,
        commands::exchange::format_list,
        commands::exchange::handover_preview,
        commands::exchange::handover_save,
        commands::exchange::handover_copy,
        commands::exchange::handover_changes,
        commands::exchange::handover_last,
        commands::exchange::types_list,
        commands::exchange::import_preview,
        commands::exchange::import_try,
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
pub fn write_bindings(path: &Path) -> Result<(), Box<dyn Error>> {
    Ok(bindings().export(Typescript::default(), path)?)
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When the system has no display, no web view, or no folder for settings.
pub fn run() -> Result<(), Box<dyn Error>> {
    renderer::choose();
    let desk: Shared = Arc::new(Desk::new(places::of_this_user()?, "window", places::now));
    if let Some(file) = std::env::args_os().nth(1) {
        desk.open_at_start(file.into());
    }
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(Arc::clone(&desk))
        .invoke_handler(bindings().invoke_handler())
        .on_page_load(|webview, load| {
            if load.event() == PageLoadEvent::Finished {
                // Shown only now, so that nobody sees an empty window. It may be gone already.
                let _ = webview.window().show();
            }
        })
        .build(tauri::generate_context!())?;
    app.run(move |handle, event| {
        if let RunEvent::Exit = event {
            handle.state::<Shared>().close_at_end();
        }
    });
    Ok(())
}
