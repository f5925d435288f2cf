//! Which criterion fails how often.

use serde::{Deserialize, Serialize};
use slicing::judge::Criterion;
use specta::Type;

/// What fails in a workshop, over its open leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OverviewView {
    /// How many leaves are still to be done.
    pub leaves: u32,
    /// How many of them are judged so far.
    pub judged: u32,
    /// The criteria that count, the one that fails most first.
    pub criteria: Vec<FailingView>,
}

/// How often one criterion fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FailingView {
    /// Which.
    pub criterion: Criterion,
    /// At how many of the leaves that are judged.
    pub leaves: u32,
}
