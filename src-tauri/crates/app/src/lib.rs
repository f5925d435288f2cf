//! The use cases of a workshop: what a window, a command line or a room can do.
//!
//! - [`Desk`]: at most one open workshop, and every use case as one method;
//! - [`api`]: what the use cases take and give;
//! - [`jobs`]: what needs no workshop: score and advise on single stories, order a plain document.
//!
//! Inside, `open` is the open workshop as it is in memory, `planned` one moment of it with its
//! backlog, for what takes long, `gesture` holds everything that changes it, and the other modules
//! turn facts into the views and sentences that people read.
//!
//! Deliberately not here: SQL (that is `store`), rules of splitting (`slicing`), file formats
//! (`trackers`), clocks, and anything that knows which shell calls it.
//!
//! **Invariants.** One gesture is one edit of the file. What is in memory is only ever what was
//! read from the file: after every change the touched rows are read again.

pub mod api;
pub mod back_test;
mod backlog;
pub mod delivery;
mod desk;
mod details;
pub mod doctor;
mod error;
mod exchange;
mod forecast;
mod gesture;
mod handover;
mod import;
pub mod jobs;
mod memory;
mod needs;
mod open;
mod overview;
mod paths;
mod picture;
mod planned;
mod reasons;
mod release;
mod samples;
mod say;
mod score;
mod sums;
mod text;
mod view;
mod what_if;

pub use desk::{Clock, Desk, Places};
pub use handover::Handed;
pub use slicing::advise::Advised;
