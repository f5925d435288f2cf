//! Every command of the window. A command is one line: the work is in `app`.

use std::sync::Arc;

use app::Desk;
use app::api::{AppError, ErrorCode};

pub mod backlog;
pub mod dialogs;
pub mod exchange;
pub mod history;
pub mod home;
pub mod plan;
pub mod slices;
pub mod workshop;

/// The desk as all commands share it.
pub type Shared = Arc<Desk>;

/// Runs a use case on a thread that may block, so that the window never stops painting.
async fn at_the_desk<T: Send + 'static>(
    desk: &Shared,
    work: impl FnOnce(&Desk) -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let desk = Arc::clone(desk);
    tauri::async_runtime::spawn_blocking(move || work(&desk)).await.unwrap_or_else(|error| {
        Err(AppError {
            code: ErrorCode::System,
            message: "Something went wrong inside Carpaccio. Your workshop is saved up to the last change.".to_owned(),
            detail: error.to_string(),
        })
    })
}
