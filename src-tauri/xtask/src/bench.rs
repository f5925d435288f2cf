//! `cargo xtask bench`: measures what the documentation claims, in release mode.

use crate::command::{Outcome, cargo, run};
use crate::run::{Profile, build};
use crate::set_up::{For, set_up};

/// Builds for speed and measures; `--quality [FOLDER]` measures the advice and not the speed.
pub fn bench(arguments: &[String]) -> Outcome {
    if let Some((first, rest)) = arguments.split_first()
        && first == "--quality"
    {
        return release("training", "quality", rest);
    }
    set_up(For::Tests)?;
    build(Profile::Release)?;
    release("carpaccio-tests", "bench", arguments)
}

/// Learns the weights anew and writes their tables.
pub fn train() -> Outcome {
    release("training", "train", &[])
}

fn release(package: &str, program: &str, arguments: &[String]) -> Outcome {
    run(cargo()
        .args(["run", "--quiet", "--release", "--package", package, "--bin", program, "--"])
        .args(arguments))
}
