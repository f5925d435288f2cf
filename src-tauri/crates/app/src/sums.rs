//! Long sums that are made a piece at a time, by whoever asks for the next piece: that is how they
//! have progress, and are cancelled by not asking.

use std::sync::{Arc, Mutex, PoisonError};

use crate::api::AppError;
use crate::planned::Planned;

/// A sum over one plan. It begins anew when the plan is another one.
#[derive(Debug)]
pub(crate) struct Sums<T>(Mutex<Option<(Arc<Planned>, T)>>);

impl<T> Default for Sums<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Sums<T> {
    /// Makes the next piece and tells what it says. Nobody else waits for it but who asks for
    /// another piece of the same.
    ///
    /// # Errors
    /// Those of `begin` and `next`.
    pub fn advance<R>(
        &self,
        planned: &Arc<Planned>,
        begin: impl FnOnce() -> Result<T, AppError>,
        next: impl FnOnce(&mut T) -> Result<R, AppError>,
    ) -> Result<R, AppError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sum)) = kept.as_mut().filter(|(of, _)| Arc::ptr_eq(of, planned)) {
            return next(sum);
        }
        let mut sum = begin()?;
        let said = next(&mut sum);
        *kept = Some((Arc::clone(planned), sum));
        said
    }
}
