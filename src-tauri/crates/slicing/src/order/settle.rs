//! Puts the jobs of a block into order, taking it apart as far as that is safe.

use super::dag::Dag;
use super::ideals::{self, Budget};
use super::{Settled, Work, blocks, bound, series};

/// Jobs in their final order, done without a break.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) jobs: Vec<u32>,
    pub(super) value: u64,
    pub(super) effort: u64,
    /// No order of these jobs costs less, counted from the time at which the first begins.
    pub(super) lower_bound: u128,
    pub(super) settled: Settled,
}

/// What remains to be done with jobs that stand together.
pub(super) enum Task {
    /// Nothing.
    Piece(Piece),
    /// Anything may be known about these.
    Any(Dag),
    /// These are one block.
    Block(Dag),
}

impl Task {
    /// Jobs in a best order.
    pub(super) fn proven(dag: &Dag, order: Vec<u32>, settled: Settled) -> Self {
        let lower_bound = dag.cost(&order);
        Self::piece(dag, order, lower_bound, settled)
    }

    fn piece(dag: &Dag, order: Vec<u32>, lower_bound: u128, settled: Settled) -> Self {
        let (value, effort) = (dag.total_value(), dag.total_effort());
        Self::Piece(Piece { jobs: dag.origins(order), value, effort, lower_bound, settled })
    }
}

impl Piece {
    /// A piece of a renumbered set as a piece of the set.
    pub(super) fn of(&self, dag: &Dag) -> Self {
        Self { jobs: dag.origins(self.jobs.iter().copied()), ..*self }
    }
}

/// A block in its order.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// Its pieces in sequence.
    pub(super) pieces: Vec<Piece>,
    /// How many ideals were visited.
    pub(super) visited: usize,
}

/// Puts a block into order; the answer depends on nothing but the two.
pub(super) fn settled(block: Dag, work: Work) -> Answer {
    let mut exact = Budget { left: work.all, floor: work.floor, most: usize::MAX };
    let mut good = Budget { left: work.all.min(bound::BUDGET.left), ..bound::BUDGET };
    let before = exact.left + good.left;
    let pieces = pieces(block, &mut exact, &mut good);
    Answer { pieces, visited: before - exact.left - good.left }
}

fn pieces(block: Dag, exact: &mut Budget, good: &mut Budget) -> Vec<Piece> {
    unfold(Task::Block(block), |dag| match ideals::best_order(&dag, exact) {
        Some(order) => vec![Task::proven(&dag, order, Settled::Exact)],
        None => {
            let order = bound::good_order(&dag, good);
            let cost = dag.cost(&order);
            let lower_bound = bound::lower_bound(&dag);
            let settled = if cost == lower_bound { Settled::Exact } else { Settled::Bounded };
            vec![Task::piece(&dag, order, lower_bound, settled)]
        }
    })
}

/// Alternates Sidney's blocks and series composition until only single jobs, trees and sets are
/// left that neither takes apart; `settle` says what becomes of those.
pub(super) fn unfold(start: Task, mut settle: impl FnMut(Dag) -> Vec<Task>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open = vec![start];
    while let Some(task) = open.pop() {
        let parts = match task {
            Task::Piece(piece) => {
                pieces.push(piece);
                continue;
            }
            Task::Any(dag) => in_blocks(&dag),
            Task::Block(dag) => match series::parts(&dag) {
                parts if parts.len() > 1 => {
                    parts.iter().map(|part| Task::Any(dag.part(part))).collect()
                }
                _ => settle(dag),
            },
        };
        open.extend(parts.into_iter().rev());
    }
    pieces
}

fn in_blocks(dag: &Dag) -> Vec<Task> {
    let found = blocks::blocks(dag).into_iter();
    found.map(|block| task(dag, block)).collect()
}

/// What remains to be done with a block of a set.
pub(super) fn task(dag: &Dag, block: blocks::Found) -> Task {
    let jobs = block.jobs;
    if !block.is_ordered {
        return Task::Block(dag.part(&jobs));
    }
    let settled = if jobs.len() == 1 { Settled::Single } else { Settled::Forest };
    Task::Piece(Piece {
        value: jobs.iter().map(|job| dag.value(*job)).sum(),
        effort: jobs.iter().map(|job| dag.effort(*job)).sum(),
        lower_bound: dag.cost(&jobs),
        jobs: dag.origins(jobs),
        settled,
    })
}
