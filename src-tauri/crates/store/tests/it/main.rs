//! The workshop file as the other crates use it.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "what fails in a helper fails the test"
)]

mod bad_files;
mod bench;
mod doctor;
mod edits;
mod exchanges;
mod processes;
mod random_edits;
mod snapshots;
mod undo;
