//! The order and its reasons.

use app::api::{AppError, BacklogView, WhyView};
use slicing::SliceId;
use tauri::State;

use super::{Shared, at_the_desk};

/// The leaves in order.
#[tauri::command]
#[specta::specta]
pub async fn backlog_show(desk: State<'_, Shared>) -> Result<BacklogView, AppError> {
    at_the_desk(&desk, move |desk| desk.backlog_show()).await
}

/// Why a slice stands where it stands.
#[tauri::command]
#[specta::specta]
pub async fn backlog_why(desk: State<'_, Shared>, id: SliceId) -> Result<WhyView, AppError> {
    at_the_desk(&desk, move |desk| desk.backlog_why(id)).await
}
