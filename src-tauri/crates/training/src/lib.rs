//! Learns from labelled cards what the judge's and the advisor's weights are, and measures both.
//!
//! Every figure for text that nobody has seen comes from leaving out: the weights are learned
//! without one set of cards and tried on it. Deliberately not here: anything that the product
//! needs when it runs. It reads the tables that this writes.

pub mod backlogs;
pub mod cases;
mod columns;
pub mod criteria;
pub mod fit;
pub mod patterns;
pub mod share;
