//! Running other programs, and saying what failed.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::tree;

/// Nothing, or a message for whoever called.
pub type Outcome<T = ()> = Result<T, String>;

/// A program to be started at the top of the checkout.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(tree::top());
    command
}

/// Cargo itself, the one that runs this.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm in the interface's folder. On Windows it is a batch file, which needs its ending.
pub fn npm() -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(tree::ui());
    command
}

/// Runs a program to its end and shows what it prints.
pub fn run(command: &mut Command) -> Outcome {
    let name = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` failed: {status}")),
        Err(error) => Err(format!("`{name}` cannot be started: {error}")),
    }
}

/// What a program prints, when it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program is there and answers.
pub fn answers(name: &str, argument: &str) -> bool {
    output(program(name).arg(argument)).is_some()
}

/// Runs a step with a headline and says how long it took.
pub fn step(what: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    println!("── {what}");
    let start = Instant::now();
    work()?;
    println!("── {what}: {:.0} s", start.elapsed().as_secs_f32());
    Ok(())
}

fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
