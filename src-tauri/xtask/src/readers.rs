//! `cargo xtask readers`: programs that others wrote read what Carpaccio hands over.
//!
//! They live in `tests/readers`, one small file each, and compare what they understood with the
//! lossless export of the same workshop. Some need so much that only this command runs them.

use std::path::PathBuf;

use crate::command::{Outcome, cargo, program, run};
use crate::set_up::{For, has_packages, packages, set_up};
use crate::tree;

/// No package runs a script of its own: none needs one.
const ALL: &[&str] = &["--ignore-scripts"];

/// Without those that take hundreds of megabytes.
const LIGHT: &[&str] = &["--ignore-scripts", "--omit=optional"];

/// Installs every reader and runs all of them, or those of the named formats.
pub fn readers(formats: &[String]) -> Outcome {
    set_up(For::Readers)?;
    packages("the readers' packages", &home(), ALL)?;
    run(cargo().args(["build", "--quiet", "--package", "carpaccio-tests", "--bin", "handover"]))?;
    read("all", formats)
}

/// Runs the readers that npm installs in seconds, over what `cargo test` has built.
pub fn light() -> Outcome {
    if !has_packages(&home(), ALL) {
        packages("the readers' packages", &home(), LIGHT)?;
    }
    run(program("node").current_dir(home()).arg("--test"))?;
    read("light", &[])
}

/// Hands over, and has it read.
fn read(which: &str, formats: &[String]) -> Outcome {
    let folder = tree::target().join("handover");
    run(program(tree::built("debug", "handover")).arg(&folder))?;
    run(program("node").arg(home().join("run.mjs")).arg(&folder).arg(which).args(formats))
}

fn home() -> PathBuf {
    tree::top().join("tests/readers")
}
