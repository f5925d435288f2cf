//! The program with the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match carpaccio_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::print_stderr, reason = "without a window there is nowhere else to say it")]
fn report(error: &str) {
    eprintln!("Carpaccio cannot start: {error}");
}
