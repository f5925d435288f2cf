//! The use cases of a workshop: what a window, a command line or a room can do.
//!
//! Deliberately not here: SQL (that is `store`), rules of splitting (`slicing`), file formats
//! (`trackers`), and anything that knows which shell calls it.

pub mod api;
pub mod desk;

pub use desk::Desk;
