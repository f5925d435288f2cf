//! `cargo xtask run`: opens the app.

use crate::command::{Outcome, cargo, npm, program, run as run_program};
use crate::set_up::{For, set_up};
use crate::tree;

/// Sets up, builds and opens the window, with a workshop file when one is named.
pub fn run(arguments: &[String]) -> Outcome {
    set_up(For::Running)?;
    build(Profile::Dev)?;
    run_program(program(tree::built("debug", "carpaccio-desktop")).args(arguments))
}

/// How thoroughly to optimise.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Quick to run.
    Release,
}

/// Builds the interface, the window and the command line.
pub fn build(profile: Profile) -> Outcome {
    interface()?;
    let mut command = cargo();
    command.args(["build", "--quiet", "--package", "carpaccio-desktop", "--package", "cli"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    run_program(&mut command)
}

/// Builds the interface when something in it is newer than what was built.
pub fn interface() -> Outcome {
    let built = newest(&tree::ui().join("dist"));
    let source = ["src", "index.html", "package-lock.json", "vite.config.ts", "messages"]
        .iter()
        .filter_map(|name| newest(&tree::ui().join(name)))
        .max();
    if built.is_some() && source <= built {
        return Ok(());
    }
    println!("── build: the interface");
    run_program(npm().args(["run", "--silent", "build"]))
}

/// When a file, or the newest file in a folder, was changed; generated messages do not count.
fn newest(path: &std::path::Path) -> Option<std::time::SystemTime> {
    let Ok(files) = std::fs::read_dir(path) else {
        return path.metadata().and_then(|data| data.modified()).ok();
    };
    files
        .flatten()
        .filter(|file| file.file_name() != "paraglide")
        .filter_map(|file| newest(&file.path()))
        .max()
}
