//! What no single crate can promise: the layout, and the way through all of them, by the command
//! line as it is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may say so at once"
)]

mod hostile;
mod kill;
mod nasty;
mod order;
mod real;
mod round_trips;
mod runner;
mod tidy;
