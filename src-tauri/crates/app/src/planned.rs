//! The workshop as it was at one moment, with its backlog. Making and using it holds no lock, so
//! that nobody who types waits for a large backlog.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use slicing::backlog::{self, Backlog, Circle, Estimate, Memory};
use slicing::{Slice, SliceId, Status, Workshop};

use crate::api::{AppError, RowScore};
use crate::{error, score};

/// A workshop whose backlog is to be made.
pub(crate) struct Draft {
    pub workshop: Arc<Workshop>,
    pub identity: Arc<str>,
    pub revision: u32,
    /// The estimates that are known already.
    pub estimates: FxHashMap<SliceId, Estimate>,
    /// The slices that need an estimate and have none yet.
    pub unknown: Vec<SliceId>,
    /// What is kept of the backlog before.
    pub memory: Arc<Mutex<Memory>>,
}

/// A workshop with its backlog.
#[derive(Debug)]
pub(crate) struct Planned {
    pub workshop: Arc<Workshop>,
    pub identity: Arc<str>,
    pub revision: u32,
    /// The leaves in order.
    pub backlog: Result<Backlog, Circle>,
    estimates: FxHashMap<SliceId, Estimate>,
}

impl Draft {
    /// Makes the backlog; also tells the scores that were missing.
    pub fn finish(self) -> (Planned, Vec<(SliceId, RowScore)>) {
        let Self { workshop, identity, revision, mut estimates, unknown, memory } = self;
        let judged = score::judged(&workshop, &unknown);
        estimates.extend(judged.iter().map(|(id, score)| (*id, score::estimate(score))));
        let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
        let backlog = backlog::backlog_again(&workshop, |id| estimate(&estimates, id), &mut memory);
        (Planned { workshop, identity, revision, backlog, estimates }, judged)
    }
}

impl Planned {
    /// The backlog, or a refusal that names the circle.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`](crate::api::ErrorCode).
    pub fn backlog_or_refusal(&self) -> Result<&Backlog, AppError> {
        self.backlog.as_ref().map_err(|Circle(ids)| {
            let circle = slicing::tree::Refusal::Circle(ids.clone());
            error::refusal(&self.workshop.tree, &circle)
        })
    }

    /// The same as it would be with another workshop, whose slices are estimated alike.
    pub fn with(&self, workshop: Arc<Workshop>, backlog: Result<Backlog, Circle>) -> Self {
        let (identity, estimates) = (Arc::clone(&self.identity), self.estimates.clone());
        Self { workshop, identity, revision: self.revision, backlog, estimates }
    }

    /// What the heuristics say about a slice that is left to do.
    pub fn estimate(&self, id: SliceId) -> Estimate {
        estimate(&self.estimates, id)
    }
}

fn estimate(estimates: &FxHashMap<SliceId, Estimate>, id: SliceId) -> Estimate {
    estimates.get(&id).copied().unwrap_or(Estimate { value: 1, effort: 1 })
}

/// Whether a leaf belongs to the backlog.
pub(crate) fn is_left(leaf: &Slice) -> bool {
    matches!(leaf.status, Status::Open | Status::Doing)
}

/// The leaves left to do for which the team has not set both numbers.
pub(crate) fn unset(workshop: &Workshop) -> impl Iterator<Item = SliceId> {
    let is_unset = |leaf: &&Slice| leaf.value.is_none() || leaf.effort.is_none();
    let left = workshop.tree.leaves().filter(|leaf| is_left(leaf));
    left.filter(is_unset).map(|leaf| leaf.id)
}
