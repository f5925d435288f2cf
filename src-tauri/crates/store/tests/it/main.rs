//! The workshop file as the other crates use it.

mod bench;
mod undo;
