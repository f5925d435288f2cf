//! What is kept of one backlog to make the next, which will be much the same.

use crate::order::{self, Cycle, Job, Memo, Order};

/// Remembers the orders that a backlog was made of. Making it again then only takes apart what has
/// changed.
#[derive(Debug, Default)]
pub struct Memory {
    /// One for each set that is ordered, in the sequence in which they are.
    memos: Vec<Memo>,
    next: usize,
    forgets: bool,
}

impl Memory {
    /// One that remembers nothing, for backlogs that have nothing in common.
    pub(super) fn none() -> Self {
        Self { forgets: true, ..Self::default() }
    }

    /// A new backlog begins.
    pub(super) fn begin(&mut self) {
        self.next = 0;
    }

    pub(super) fn order(&mut self, jobs: &[Job]) -> Result<Order, Cycle> {
        if self.forgets {
            return order::order(jobs);
        }
        if self.next == self.memos.len() {
            self.memos.push(Memo::default());
        }
        self.next += 1;
        self.memos[self.next - 1].order(jobs)
    }
}
