//! The rules of story splitting, and nothing else.
//!
//! What is deliberately not here: files, clocks, randomness, SQL, windows and network. Time, ids
//! and chance enter as arguments, so that the same input gives the same answer on every machine.
//!
//! - [`model`]: the words of a workshop (slices, steps, personas, patterns);
//! - [`tree`]: the slices of a workshop and the invariants that hold after every edit;
//! - [`key`]: order keys between neighbours;
//! - [`language`]: words, sentences and parts of speech;
//! - [`learned`]: what labelled cards have taught, as points that add up;
//! - [`story`]: role, want, benefit and scenarios in free text;
//! - [`judge`]: criteria and findings, value and testability;
//! - [`advise`]: how a slice can be split, with drafts;
//! - [`order`]: the order with the least cost of delay, with its proof;
//! - [`mvp`]: the walking skeleton and the MVP line;
//! - [`backlog`]: the leaves in order, which ties the last three to a workshop;
//! - [`forecast`]: when they will be done, from past throughput, and how often that held.

pub mod advise;
pub mod backlog;
pub mod forecast;
pub mod id;
pub mod judge;
pub mod key;
pub mod language;
pub mod learned;
pub mod model;
pub mod mvp;
pub mod needs;
pub mod order;
mod random;
pub mod story;
pub mod tree;

pub use id::{AcceptanceId, DeferralId, PersonaId, QuestionId, ReleaseId, SliceId, StepId};
pub use key::OrderKey;
pub use model::*;
pub use tree::Tree;
