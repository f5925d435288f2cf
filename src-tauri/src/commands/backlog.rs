//! The order and its reasons.

use app::api::{AnswerView, AppError, BacklogView, WhyView};
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

/// Why one of two slices stands before the other.
#[tauri::command]
#[specta::specta]
pub async fn backlog_compare(
    desk: State<'_, Shared>,
    first: SliceId,
    second: SliceId,
) -> Result<AnswerView, AppError> {
    at_the_desk(&desk, move |desk| desk.backlog_compare(first, second)).await
}

/// What would have to change for a slice to come into the MVP, or to leave it.
#[tauri::command]
#[specta::specta]
pub async fn backlog_change(desk: State<'_, Shared>, id: SliceId) -> Result<AnswerView, AppError> {
    at_the_desk(&desk, move |desk| desk.backlog_change(id)).await
}
