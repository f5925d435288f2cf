//! The command line, by running the program.

mod files;
mod runner;
mod stories;
mod usage;
mod workshops;
