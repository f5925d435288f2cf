//! `cargo xtask test`: every check and every test.

use crate::command::{Outcome, cargo, npm, program, run, step};
use crate::readers;
use crate::run::interface;
use crate::set_up::{For, set_up};

/// Runs everything; the cheap checks first.
pub fn test() -> Outcome {
    step("set-up", || set_up(For::Tests))?;
    step("formatting", || run(cargo().args(["fmt", "--all", "--check"])))?;
    step("dependencies and licences", dependencies)?;
    step("the interface: types, style, build", || {
        run(npm().args(["run", "--silent", "check"]))?;
        run(npm().args(["run", "--silent", "lint"]))?;
        interface()
    })?;
    step("lints", || {
        run(cargo().args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    step("the interface's tests", || run(npm().args(["run", "--silent", "test"])))?;
    // One call for all: another choice of packages would build the web view's toolkit once more.
    step("the crates, across the crates, and the real window", || {
        run(cargo().args(["test", "--workspace"]))
    })?;
    step("readers that others wrote", readers::light)
}

fn dependencies() -> Outcome {
    // Advisories need a database from the network; licences, sources and bans do not.
    // Both are called by their own names: below `cargo run`, `cargo machete` misreads its arguments.
    run(program("cargo-deny")
        .args(["--log-level", "error", "--config", ".cargo/deny.toml", "check"])
        .args(["licenses", "bans", "sources"]))?;
    run(program("cargo-machete").args(["--with-metadata", "."]))
}

/// Writes the bindings that the interface is compiled against.
pub fn write_bindings() -> Outcome {
    run(cargo().env("CARPACCIO_WRITE_BINDINGS", "1").args([
        "test",
        "--quiet",
        "--package",
        "carpaccio-desktop",
        "--test",
        "bindings",
    ]))
}
