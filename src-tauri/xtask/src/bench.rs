//! `cargo xtask bench`: measures what the documentation claims, in release mode.

use crate::command::{Outcome, cargo, run};
use crate::run::{Profile, build};
use crate::set_up::{For, set_up};

/// Builds for speed and measures.
pub fn bench(arguments: &[String]) -> Outcome {
    set_up(For::Tests)?;
    build(Profile::Release)?;
    run(cargo()
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "carpaccio-tests",
            "--bin",
            "bench",
            "--",
        ])
        .args(arguments))
}
