//! How a use case fails.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What went wrong, said so that a person can act on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[error("{message}")]
pub struct AppError {
    /// What a program can branch on.
    pub code: ErrorCode,
    /// What happened and what to do next, in one or two sentences.
    pub message: String,
    /// The cause as the system told it; empty when there is none.
    pub detail: String,
}

/// The kinds of failure that somebody branches on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// No workshop is open.
    NotOpen,
    /// The file is not there.
    Missing,
    /// The file is no workshop; perhaps it can be imported.
    Unusable,
    /// The workshop is open for reading only.
    ReadOnly,
    /// The edit would break a rule of the tree: a circle, a move into itself, a blocker left behind.
    Refused,
    /// What was passed in cannot be read.
    BadInput,
    /// The file, the disk or the system failed.
    System,
}
