//! Drives the real window as a user would: keys, pointer, pictures.
//!
//! Deliberately not here: anything that knows the program from the inside. What a test sees is what
//! somebody in front of the screen sees, or what is in the file afterwards.

mod display;
mod driver;
mod window;

pub use display::Display;
pub use window::{Places, Window, program};
