//! What several tests across the crates share: driving the real window as a user would, by keys,
//! pointer and pictures, and a workshop of everything that formats stumble over.
//!
//! Deliberately not here: anything that knows the program from the inside. What a test sees is what
//! somebody in front of the screen sees, or what is in the file afterwards.

mod display;
mod driver;
mod nasty;
mod window;

pub use display::Display;
pub use nasty::{CHILDREN, LEVELS, LONGEST, nasty_workshop};
pub use window::{Places, Window, program};
