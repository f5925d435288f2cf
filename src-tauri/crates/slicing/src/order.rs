//! The order with the least total cost of delay, with its proof: 1 | prec | Σ w_j C_j.

use serde::Serialize;

/// One thing to do. Jobs are named by their place in the slice that is passed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Job {
    /// Cost of delay per unit of time.
    pub value: u64,
    /// Units of time, 1 or more.
    pub effort: u64,
    /// The jobs that must come before.
    pub after: Vec<usize>,
}

/// How a block of the order was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// It is one job.
    Single,
    /// Its dependencies form a forest or are series-parallel: merged by ratio.
    Forest,
    /// By an exact programme over its order ideals.
    Exact,
    /// Too large for the exact programme: a good order and a lower bound.
    Bounded,
}

/// Jobs that stand together in some best order (a Sidney block).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The jobs in their order.
    pub jobs: Vec<usize>,
    /// Their values together.
    pub value: u64,
    /// Their efforts together.
    pub effort: u64,
    /// How their order was found.
    pub settled: Settled,
}

/// An order with its cost and its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Every job once.
    pub jobs: Vec<usize>,
    /// Σ value × completion time.
    pub cost: u128,
    /// No order costs less.
    pub lower_bound: u128,
    /// The blocks in sequence; their ratio of value to effort never increases.
    pub blocks: Vec<Block>,
}

impl Order {
    /// Whether no order can be better.
    pub fn is_proven(&self) -> bool {
        self.cost == self.lower_bound
    }
}

/// Jobs that need each other in a circle: each needs the next, and the last needs the first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a cycle of {} jobs", .0.len())]
pub struct Cycle(pub Vec<usize>);

/// Finds the best order.
///
/// # Errors
/// [`Cycle`] when the jobs need each other in a circle.
pub fn order(jobs: &[Job]) -> Result<Order, Cycle> {
    let _ = jobs;
    Err(Cycle(Vec::new()))
}
