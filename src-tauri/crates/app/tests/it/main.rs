//! The use cases, through the desk, on real files in a temporary folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may say so at once"
)]

mod bench;
mod exchange;
mod files;
mod gestures;
mod plan;
mod planning;
mod random_gestures;
mod samples;
mod scale;
mod second_handover;
