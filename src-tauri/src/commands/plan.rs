//! How firm the plan is, what needs what, when what will be done, and what would be if.

use app::api::{
    AppError, ForecastView, ImportSource, NeedsView, StabilityView, ThroughputView, WhatIf,
    WhatIfView,
};
use tauri::State;

use super::{Shared, at_the_desk};

/// How firm the plan is, after some more draws.
#[tauri::command]
#[specta::specta]
pub async fn stability_show(desk: State<'_, Shared>, more: u32) -> Result<StabilityView, AppError> {
    at_the_desk(&desk, move |desk| desk.stability_show(more)).await
}

/// Who needs whom.
#[tauri::command]
#[specta::specta]
pub async fn needs_show(desk: State<'_, Shared>) -> Result<NeedsView, AppError> {
    at_the_desk(&desk, move |desk| desk.needs_show()).await
}

/// When what will be done, after some more runs.
#[tauri::command]
#[specta::specta]
pub async fn forecast_show(desk: State<'_, Shared>, more: u32) -> Result<ForecastView, AppError> {
    at_the_desk(&desk, move |desk| desk.forecast_show(more)).await
}

/// What was finished in each week, from a tracker's export with dates.
#[tauri::command]
#[specta::specta]
pub async fn throughput_count(
    desk: State<'_, Shared>,
    source: ImportSource,
) -> Result<ThroughputView, AppError> {
    at_the_desk(&desk, move |desk| desk.throughput_count(source)).await
}

/// The plan as it is beside the plan as it would be.
#[tauri::command]
#[specta::specta]
pub async fn plan_try(desk: State<'_, Shared>, change: WhatIf) -> Result<WhatIfView, AppError> {
    at_the_desk(&desk, move |desk| desk.plan_try(change)).await
}

/// Saves a picture of the plan.
#[tauri::command]
#[specta::specta]
pub async fn picture_save(
    desk: State<'_, Shared>,
    path: String,
    base64: String,
) -> Result<(), AppError> {
    at_the_desk(&desk, move |desk| desk.picture_save(path, base64)).await
}
