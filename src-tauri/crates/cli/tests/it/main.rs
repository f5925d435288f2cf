//! The command line, by running the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may say so at once"
)]

mod files;
mod handovers;
mod plans;
mod runner;
mod stories;
mod usage;
mod workshops;
