//! The command `carpaccio`: everything that matters, without a window.
//!
//! It parses, calls one use case of `app`, and prints. Deliberately not here: rules, files and
//! formats. Exit status 0; 1 for a problem with the data, told in one line; 2 for wrong usage.

mod args;
mod command;
mod out;
mod stream;
mod table;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Arguments;
use crate::out::Failure;

/// Judging makes many small strings, which this allocator makes faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match command::run(Arguments::parse().command) {
        // Whoever read our output has had enough; that is no failure.
        Ok(()) | Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(Failure::Told(message)) => {
            out::complain(&message);
            ExitCode::from(1)
        }
    }
}
