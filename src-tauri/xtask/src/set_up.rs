//! Makes a machine ready, and is quick when it is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outcome, cargo, npm, output, program, run};
use crate::{system, tree};

/// What the machine is to be ready for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// Building and opening the app.
    Running,
    /// All that, and every check.
    Tests,
    /// All that, and the heavy programs that read what is handed over.
    Readers,
}

/// The oldest Node that the interface builds with: major and minor version.
const NODE: (u32, u32) = (20, 19);

/// Checks that are programs of their own: name and version.
const TOOLS: &[(&str, &str)] = &[("cargo-deny", "0.20.2"), ("cargo-machete", "0.9.2")];

/// Installs what is missing.
pub fn set_up(purpose: For) -> Outcome {
    let missing = system::missing(purpose);
    if !missing.is_empty() {
        println!("── set-up: the system");
        system::install(&missing)?;
    }
    node()?;
    packages("the interface's packages", &tree::ui(), &[])?;
    if purpose >= For::Tests {
        for (name, version) in TOOLS {
            tool(name, version)?;
        }
    }
    Ok(())
}

fn node() -> Outcome {
    let version = output(program("node").arg("--version")).unwrap_or_default();
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|n| n.parse().ok());
    if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= NODE {
        return Ok(());
    }
    let (major, minor) = NODE;
    let advice = system::advice();
    Err(format!("Node {major}.{minor} or newer is needed (found: {version:?}).\n\n{advice}"))
}

/// Installs the packages of a folder with these options, unless that was done with this lock file.
pub fn packages(what: &str, folder: &Path, options: &[&str]) -> Outcome {
    if has_packages(folder, options) {
        return Ok(());
    }
    println!("── set-up: {what}");
    run(npm().current_dir(folder).args(["ci", "--no-audit", "--no-fund"]).args(options))?;
    let installed = installed(folder);
    fs::write(&installed, state(folder, options))
        .map_err(|error| format!("{}: {error}", installed.display()))
}

/// Whether the packages of a folder are there as its lock file and these options say.
pub fn has_packages(folder: &Path, options: &[&str]) -> bool {
    let installed = read(&installed(folder));
    !installed.is_empty() && installed == state(folder, options)
}

fn state(folder: &Path, options: &[&str]) -> String {
    read(&folder.join("package-lock.json")) + &options.join(" ")
}

fn installed(folder: &Path) -> PathBuf {
    folder.join("node_modules/.carpaccio-installed")
}

/// Installs a cargo tool where cargo puts them, unless this version is there.
pub fn tool(name: &str, version: &str) -> Outcome {
    let there = output(program(name).arg("--version"));
    if there.is_some_and(|answer| answer.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    println!("── set-up: {name} {version}");
    run(cargo().args(["install", "--quiet", "--locked", "--force", name, "--version", version]))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
