//! `cargo xtask …`: everything that is done with the project, on a fresh machine too.
//!
//! Deliberately without dependencies: it is compiled before anything else is known to work.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]

use std::process::ExitCode;

mod bench;
mod command;
mod package;
mod pictures;
mod readers;
mod run;
mod set_up;
mod system;
mod test;
mod tree;

use command::Outcome;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  run [FILE]   set up, then open the app with its samples
  test         set up, then run every check and every test
  bench        measure what the documentation claims; with --quality how often the advice is right
  train        learn the weights of the judge and the advisor from the labelled cards
  readers      have programs that others wrote read every hand-over, or those in the named formats
  package      build a Debian package in target/debian; as root, install it, start it, remove it
  pictures     take the README's pictures from the real window
  bindings     write what the interface calls the core by
  set-up       install what is missing, and nothing else
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let outcome: Outcome = match name.as_str() {
        "run" => run::run(&rest),
        "test" => test::test(),
        "bench" => bench::bench(&rest),
        "train" => bench::train(),
        "package" => package::package(),
        "pictures" => pictures::pictures(),
        "readers" => readers::readers(&rest),
        "bindings" => test::write_bindings(),
        "set-up" => set_up::set_up(set_up::For::Tests),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no `cargo xtask {other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
