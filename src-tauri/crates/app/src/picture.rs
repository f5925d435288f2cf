//! Pictures that the window has drawn.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::api::AppError;
use crate::delivery;

/// Saves a picture, whole or not at all.
///
/// # Errors
/// [`ErrorCode::BadInput`](crate::api::ErrorCode) when it is no text in base 64; those of writing.
pub(crate) fn save(path: &Path, base64: &str) -> Result<(), AppError> {
    let bytes = STANDARD
        .decode(base64)
        .map_err(|error| AppError::bad_input(format!("This is no picture: {error}.")))?;
    delivery::whole(path, |out| out.write_all(&bytes))
        .map_err(|error| AppError::from_io(&format!("{} was not saved", path.display()), &error))
}
