//! The formats as a caller sees them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod compare;
#[cfg(unix)]
mod github_script;
mod hostile;
mod planned;
mod round_trip;
mod schema;
mod workshops;
mod written;
