//! Series-parallel dependencies, trees among them, merged by ratio in O(n log² n) (Lawler 1978).
//!
//! Without its redundant dependencies such a set is the line digraph of a network in which every
//! job is an edge, and that network shrinks to one edge by joining edges that lie beside or behind
//! each other (Valdes, Tarjan & Lawler 1982). What is joined is merged at once, so that no tree of
//! the composition is needed and no nesting is too deep.

use std::collections::{BTreeMap, VecDeque};

use rustc_hash::FxHashMap;

use super::blocks::Ratio;
use super::dag::Dag;

/// The blocks of a set without redundant dependencies, each in its best order; `None` unless it is
/// series-parallel. A join outside of all blocks is a block of its own.
pub(super) fn blocks(dag: &Dag) -> Option<Vec<Vec<u32>>> {
    let network = Network::new(dag)?;
    let mut next = vec![None; dag.len()];
    let runs = network.merged(&mut next)?.runs();
    Some(runs.flat_map(|run| without_outer_joins(dag, run.jobs(&next))).collect())
}

/// Splits joins off at both ends: they need not stand where the block stands.
fn without_outer_joins(dag: &Dag, jobs: Vec<u32>) -> Vec<Vec<u32>> {
    let is_real = |job: &u32| !dag.is_join(*job);
    let from = jobs.iter().position(is_real).unwrap_or(jobs.len());
    let to = jobs.iter().rposition(is_real).map_or(from, |last| last + 1);
    let alone = |join: &u32| vec![*join];
    let inside = (from < to).then(|| jobs[from..to].to_vec());
    jobs[..from].iter().map(alone).chain(inside).chain(jobs[to..].iter().map(alone)).collect()
}

/// Every job as an edge from the event at which it may begin to the event at which what waits for
/// it may. An edge that has swallowed others goes by the earliest job of them all.
struct Network {
    from: Vec<usize>,
    to: Vec<usize>,
    events: Vec<Event>,
    edges: FxHashMap<(usize, usize), u32>,
    sequences: Vec<Sequence>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Event {
    ending: Edges,
    beginning: Edges,
}

/// Some edges: how many, and the exclusive or of their names, which is the name where it is one.
#[derive(Debug, Clone, Copy, Default)]
struct Edges {
    count: u32,
    names: u32,
}

impl Edges {
    fn add(&mut self, edge: u32) {
        self.count += 1;
        self.names ^= edge;
    }

    fn remove(&mut self, edge: u32) {
        self.count -= 1;
        self.names ^= edge;
    }

    fn only(self) -> Option<u32> {
        (self.count == 1).then_some(self.names)
    }
}

/// The event before everything, and the one behind.
const START: usize = 0;
const END: usize = 1;

impl Network {
    /// `None` when there is a letter N: jobs that share some of what waits for them, but not all.
    fn new(dag: &Dag) -> Option<Self> {
        let mut from = vec![START; dag.len()];
        let mut to = vec![END; dag.len()];
        let mut events = 2;
        for job in dag.jobs() {
            let later = dag.after(job);
            let Some(first) = later.first().filter(|_| to[job as usize] == END) else { continue };
            let earlier = dag.before(*first);
            let is_complete = later.iter().all(|job| dag.before(*job) == earlier)
                && earlier.iter().all(|job| dag.after(*job) == later);
            if !is_complete {
                return None;
            }
            earlier.iter().for_each(|job| to[*job as usize] = events);
            later.iter().for_each(|job| from[*job as usize] = events);
            events += 1;
        }
        Some(Self {
            from,
            to,
            events: vec![Event::default(); events],
            edges: FxHashMap::default(),
            sequences: dag.jobs().map(|job| Sequence::from(Run::new(dag, job))).collect(),
        })
    }

    /// Shrinks the network to one edge; `None` when it does not shrink so far. `next` becomes the
    /// links between the jobs of each run.
    fn merged(mut self, next: &mut [Option<u32>]) -> Option<Sequence> {
        for edge in 0..self.from.len() as u32 {
            self.begin_and_end(edge, Edges::add);
            self.put(edge);
        }
        let mut open: Vec<usize> = (0..self.events.len()).collect();
        while let Some(event) = open.pop() {
            let Event { ending, beginning } = self.events[event];
            if let (Some(earlier), Some(later)) = (ending.only(), beginning.only()) {
                self.join_in_line(earlier, later, next);
                open.extend(self.put(earlier));
            }
        }
        (self.edges.len() == 1).then(|| self.sequences.swap_remove(0))
    }

    fn ends(&self, edge: u32) -> (usize, usize) {
        (self.from[edge as usize], self.to[edge as usize])
    }

    fn begin_and_end(&mut self, edge: u32, change: fn(&mut Edges, u32)) {
        let (from, to) = self.ends(edge);
        change(&mut self.events[from].beginning, edge);
        change(&mut self.events[to].ending, edge);
    }

    /// Puts an edge in its place, and if another lies there beside it, makes one of both; returns
    /// the events at which there are fewer edges now.
    fn put(&mut self, edge: u32) -> Vec<usize> {
        let ends = self.ends(edge);
        let Some(other) = self.edges.insert(ends, edge) else { return Vec::new() };
        let (kept, gone) = (edge.min(other), edge.max(other));
        let (one, two) = (self.take(kept), self.take(gone));
        self.sequences[kept as usize] = one.beside(two);
        self.begin_and_end(gone, Edges::remove);
        self.edges.insert(ends, kept);
        vec![ends.0, ends.1]
    }

    fn join_in_line(&mut self, earlier: u32, later: u32, next: &mut [Option<u32>]) {
        for edge in [earlier, later] {
            self.edges.remove(&self.ends(edge));
            self.begin_and_end(edge, Edges::remove);
        }
        let (one, two) = (self.take(earlier), self.take(later));
        self.sequences[earlier as usize] = one.before(two, next);
        self.to[earlier as usize] = self.to[later as usize];
        self.begin_and_end(earlier, Edges::add);
    }

    fn take(&mut self, edge: u32) -> Sequence {
        std::mem::take(&mut self.sequences[edge as usize])
    }
}

/// Jobs that stand beside each other from here on.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: u32,
    last: u32,
    total: Ratio,
}

impl Run {
    fn new(dag: &Dag, job: u32) -> Self {
        Self { first: job, last: job, total: Ratio::new(dag.value(job), dag.effort(job)) }
    }

    /// What it is compared by. Joins alone go first: to wait with them cannot help.
    fn rank(&self) -> Ratio {
        if self.total.is_nothing() { Ratio::new(1, 0) } else { self.total }
    }

    fn followed_by(self, later: Self, next: &mut [Option<u32>]) -> Self {
        next[self.last as usize] = Some(later.first);
        Self { first: self.first, last: later.last, total: self.total + later.total }
    }

    fn jobs(&self, next: &[Option<u32>]) -> Vec<u32> {
        std::iter::successors(Some(self.first), |job| next[*job as usize]).collect()
    }
}

/// Runs in a best order of all their jobs, by falling rank. Those of one rank keep their order, for
/// one may need another.
#[derive(Debug, Default)]
struct Sequence {
    by_rank: BTreeMap<Ratio, VecDeque<Run>>,
    len: usize,
}

impl From<Run> for Sequence {
    fn from(run: Run) -> Self {
        Self { by_rank: BTreeMap::from([(run.rank(), VecDeque::from([run]))]), len: 1 }
    }
}

impl Sequence {
    /// Both, independent of each other; the smaller is put into the larger.
    fn beside(mut self, mut other: Self) -> Self {
        if self.len < other.len {
            for (rank, runs) in self.by_rank {
                let all = other.by_rank.entry(rank).or_default();
                runs.into_iter().rev().for_each(|run| all.push_front(run));
            }
            other.len += self.len;
            return other;
        }
        for (rank, mut runs) in other.by_rank {
            self.by_rank.entry(rank).or_default().append(&mut runs);
        }
        self.len += other.len;
        self
    }

    /// Both, the other after all of this. Where it begins with a better rank than this ends with,
    /// the two runs become one, which swallows whatever else then stands on the wrong side of it.
    fn before(mut self, mut other: Self, next: &mut [Option<u32>]) -> Self {
        if self.last_rank() < other.first_rank()
            && let (Some(last), Some(first)) = (self.pop_last(), other.pop_first())
        {
            let mut middle = last.followed_by(first, next);
            loop {
                if self.last_rank().is_some_and(|rank| rank < middle.rank()) {
                    self.pop_last()
                        .into_iter()
                        .for_each(|run| middle = run.followed_by(middle, next));
                } else if other.first_rank().is_some_and(|rank| rank > middle.rank()) {
                    other
                        .pop_first()
                        .into_iter()
                        .for_each(|run| middle = middle.followed_by(run, next));
                } else {
                    break;
                }
            }
            self.by_rank.entry(middle.rank()).or_default().push_back(middle);
            self.len += 1;
        }
        self.beside(other)
    }

    fn first_rank(&self) -> Option<Ratio> {
        self.by_rank.last_key_value().map(|(rank, _)| *rank)
    }

    fn last_rank(&self) -> Option<Ratio> {
        self.by_rank.first_key_value().map(|(rank, _)| *rank)
    }

    fn pop_first(&mut self) -> Option<Run> {
        let mut best = self.by_rank.last_entry()?;
        let run = best.get_mut().pop_front();
        if best.get().is_empty() {
            best.remove();
        }
        self.len -= 1;
        run
    }

    fn pop_last(&mut self) -> Option<Run> {
        let mut worst = self.by_rank.first_entry()?;
        let run = worst.get_mut().pop_back();
        if worst.get().is_empty() {
            worst.remove();
        }
        self.len -= 1;
        run
    }

    fn runs(self) -> impl Iterator<Item = Run> {
        self.by_rank.into_values().rev().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Job;
    use super::*;

    /// Blocks of jobs given as value, effort and needs, in a possible order.
    fn found(jobs: &[(u64, u64, &[usize])]) -> Option<Vec<Vec<u32>>> {
        let job = |(value, effort, after): &(u64, u64, &[usize])| Job {
            value: *value,
            effort: *effort,
            after: after.to_vec(),
        };
        let jobs: Vec<Job> = jobs.iter().map(job).collect();
        blocks(&Dag::new(&jobs).unwrap().0.reduced())
    }

    #[test]
    fn a_better_rest_swallows_what_stands_before_it() {
        let line = found(&[(3, 1, &[]), (1, 1, &[0]), (2, 1, &[1]), (1, 9, &[2])]);
        assert_eq!(line, Some(vec![vec![0], vec![1, 2], vec![3]]));
        let diamond = found(&[(1, 1, &[]), (1, 4, &[0]), (2, 4, &[0]), (50, 1, &[1, 2])]);
        assert_eq!(diamond, Some(vec![vec![0, 2, 1, 3]]));
    }

    #[test]
    fn runs_of_one_rank_keep_the_order_that_they_need() {
        let jobs = found(&[(1, 1, &[]), (1, 1, &[0]), (2, 2, &[1]), (9, 1, &[2])]);
        assert_eq!(jobs, Some(vec![vec![0, 1, 2, 3]]));
    }

    #[test]
    fn a_letter_n_is_not_series_parallel_wherever_it_stands() {
        assert_eq!(found(&[(1, 1, &[]), (1, 1, &[]), (1, 1, &[0]), (1, 1, &[0, 1])]), None);
        // The same as a bridge: 2 needs 0, 3 needs 1, and 4 lies across.
        let bridge: [(u64, u64, &[usize]); 5] =
            [(1, 1, &[]), (1, 1, &[]), (1, 1, &[0, 1]), (1, 1, &[1]), (1, 1, &[2])];
        assert_eq!(found(&bridge), None);
    }

    #[test]
    fn a_redundant_dependency_makes_no_letter_n() {
        let jobs = found(&[(1, 1, &[]), (2, 1, &[0]), (3, 1, &[0, 1]), (9, 1, &[0, 1, 2])]);
        assert_eq!(jobs, Some(vec![vec![0, 1, 2, 3]]));
    }

    #[test]
    fn joins_at_the_ends_of_a_block_are_blocks_of_their_own() {
        let jobs = found(&[(0, 0, &[]), (5, 1, &[0]), (0, 0, &[1]), (9, 1, &[2]), (0, 0, &[3])]);
        assert_eq!(jobs, Some(vec![vec![0], vec![1, 2, 3], vec![4]]));
    }
}
