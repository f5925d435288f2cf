//! The workshop file as the other crates use it.

mod bad_files;
mod bench;
mod doctor;
mod edits;
mod processes;
mod random_edits;
mod snapshots;
mod undo;
