//! The outline, its slices, and every gesture that changes them.

use app::api::{
    AdviceView, AppError, Copied, Details, DraftView, Edited, Gesture, NewSlice, OverviewView,
    Pasted, ScoredRow, SplitView,
};
use slicing::SliceId;
use tauri::State;

use super::{Shared, at_the_desk};

/// Scores of these slices; ids that do not exist are left out.
#[tauri::command]
#[specta::specta]
pub async fn rows_score(
    desk: State<'_, Shared>,
    ids: Vec<SliceId>,
) -> Result<Vec<ScoredRow>, AppError> {
    at_the_desk(&desk, move |desk| desk.rows_score(ids)).await
}

/// Which criterion fails how often, as far as the leaves are judged.
#[tauri::command]
#[specta::specta]
pub async fn overview_show(desk: State<'_, Shared>) -> Result<OverviewView, AppError> {
    at_the_desk(&desk, move |desk| desk.overview_show()).await
}

/// One slice in full.
#[tauri::command]
#[specta::specta]
pub async fn slice_show(desk: State<'_, Shared>, id: SliceId) -> Result<Details, AppError> {
    at_the_desk(&desk, move |desk| desk.slice_show(id)).await
}

/// The slices in whose title, narrative, criteria, notes, tags, questions or deferrals the words stand.
#[tauri::command]
#[specta::specta]
pub async fn slices_find(desk: State<'_, Shared>, text: String) -> Result<Vec<SliceId>, AppError> {
    at_the_desk(&desk, move |desk| desk.slices_find(text)).await
}

/// The selection as text and without loss.
#[tauri::command]
#[specta::specta]
pub async fn slices_copy(desk: State<'_, Shared>, ids: Vec<SliceId>) -> Result<Copied, AppError> {
    at_the_desk(&desk, move |desk| desk.slices_copy(ids)).await
}

/// The tree that pasting would bring.
#[tauri::command]
#[specta::specta]
pub async fn paste_preview(
    desk: State<'_, Shared>,
    pasted: Pasted,
) -> Result<Vec<NewSlice>, AppError> {
    at_the_desk(&desk, move |desk| desk.paste_preview(pasted)).await
}

/// Does one gesture: one transaction, one undo step.
#[tauri::command]
#[specta::specta]
pub async fn workshop_edit(desk: State<'_, Shared>, gesture: Gesture) -> Result<Edited, AppError> {
    at_the_desk(&desk, move |desk| desk.workshop_edit(gesture)).await
}

/// How a slice can be split.
#[tauri::command]
#[specta::specta]
pub async fn advice_show(desk: State<'_, Shared>, id: SliceId) -> Result<AdviceView, AppError> {
    at_the_desk(&desk, move |desk| desk.advice_show(id)).await
}

/// What drafts are worth as a split.
#[tauri::command]
#[specta::specta]
pub async fn split_judge(
    desk: State<'_, Shared>,
    id: SliceId,
    drafts: Vec<DraftView>,
) -> Result<SplitView, AppError> {
    at_the_desk(&desk, move |desk| desk.split_judge(id, drafts)).await
}
