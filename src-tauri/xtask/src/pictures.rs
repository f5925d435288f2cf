//! `cargo xtask pictures`: the README's pictures, taken from the real window.

use crate::command::{Outcome, cargo, run};
use crate::run::{Profile, build};
use crate::set_up::{For, set_up};

/// Opens the window on the samples and takes its pictures.
pub fn pictures() -> Outcome {
    set_up(For::Tests)?;
    build(Profile::Dev)?;
    run(cargo().args(["run", "--quiet", "--package", "carpaccio-tests", "--bin", "pictures"]))
}
