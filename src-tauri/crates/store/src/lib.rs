//! The workshop file, and nothing else: the only crate that knows SQLite.
//!
//! What is deliberately not here: rules of splitting (that is `slicing`), words for the user
//! interface, exchange formats, clocks. Time enters as an argument.
//!
//! - [`WorkshopFile`]: one open file; create, open, load, edit, undo, redo, snapshots, close;
//! - [`Edit`]: what an edit may write;
//! - [`doctor()`] and [`salvage()`]: look into a file, and save what can be read from a damaged one.
//!
//! **Invariants.** A file has one writer, across processes. Every change to the content is one
//! transaction with its changeset in the history. Nothing is written into a file that is not ours,
//! not sound, or from a newer version. Inside, `table` holds one module per table.

mod changeset;
mod database;
mod deflate;
mod doctor;
mod edit;
mod error;
mod file;
mod header;
mod lock;
mod migration;
mod salvage;
mod table;

pub use changeset::Touched;
pub use database::{Access, Reason};
pub use doctor::{Report, TableSize, doctor};
pub use edit::Edit;
pub use error::Error;
pub use file::{Replayed, WorkshopFile};
pub use header::APPLICATION_ID;
pub use salvage::{Salvaged, salvage};
pub use table::handover::HandedOver;
pub use table::history::Entry;
pub use table::imported::{Imported, Origin};
pub use table::snapshot::Snapshot;
