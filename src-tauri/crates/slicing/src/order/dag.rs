//! Jobs and what must come before what, numbered so that everything points backwards.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::{Cycle, Job, MOST};

/// A set of jobs with the dependencies among them. Jobs are numbered in a possible order, so that
/// whatever must come before a job has a smaller number.
#[derive(Debug, Clone)]
pub(super) struct Dag {
    value: Vec<u64>,
    effort: Vec<u64>,
    /// The number of each job in the outermost set.
    origin: Vec<u32>,
    before: Links,
    after: Links,
}

/// For each job a list of jobs, in one allocation.
#[derive(Debug, Clone, Default)]
struct Links {
    ends: Vec<u32>,
    targets: Vec<u32>,
}

impl Links {
    fn push(&mut self, targets: impl IntoIterator<Item = u32>) {
        self.targets.extend(targets);
        self.ends.push(self.targets.len() as u32);
    }

    fn of(&self, job: usize) -> &[u32] {
        let from = job.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        &self.targets[from..self.ends[job] as usize]
    }

    fn reversed(&self) -> Self {
        let count = self.ends.len();
        let mut ends = vec![0_u32; count];
        for target in &self.targets {
            ends[*target as usize] += 1;
        }
        let mut sum = 0;
        let mut next: Vec<u32> = Vec::with_capacity(count);
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut targets = vec![0; self.targets.len()];
        for job in 0..count {
            for target in self.of(job) {
                let slot = &mut next[*target as usize];
                targets[*slot as usize] = job as u32;
                *slot += 1;
            }
        }
        Self { ends, targets }
    }
}

impl Dag {
    /// Numbers the jobs; also returns the place of each in the input. Among jobs that could come
    /// next, the one that comes first in the input is numbered first.
    pub(super) fn new(jobs: &[Job]) -> Result<(Self, Vec<usize>), Cycle> {
        let needs = needs(jobs);
        let places = possible_order(&needs).ok_or_else(|| shortest_cycle(&needs))?;
        let mut number = vec![0_u32; jobs.len()];
        for (at, place) in places.iter().enumerate() {
            number[*place] = at as u32;
        }
        let mut before = Links::default();
        for place in &places {
            before.push(needs.of(*place).iter().map(|other| number[*other as usize]));
        }
        let of = |field: fn(&Job) -> u64| places.iter().map(|at| field(&jobs[*at])).collect();
        let dag = Self {
            value: of(|job| job.value.min(MOST)),
            effort: of(|job| job.effort.min(MOST)),
            origin: (0..jobs.len() as u32).collect(),
            after: before.reversed(),
            before,
        };
        Ok((dag, places))
    }

    /// The jobs in `members`, which ascend, with the dependencies among them.
    pub(super) fn part(&self, members: &[u32]) -> Self {
        let mut before = Links::default();
        for job in members {
            let kept =
                self.before(*job).iter().filter_map(|other| members.binary_search(other).ok());
            before.push(kept.map(|at| at as u32));
        }
        Self {
            value: members.iter().map(|job| self.value(*job)).collect(),
            effort: members.iter().map(|job| self.effort(*job)).collect(),
            origin: members.iter().map(|job| self.origin[*job as usize]).collect(),
            after: before.reversed(),
            before,
        }
    }

    /// The same set without redundant dependencies, that is without those on jobs that something
    /// else needed needs as well.
    pub(super) fn reduced(self) -> Self {
        let redundant = redundant(&self);
        if redundant.is_empty() {
            return self;
        }
        let mut before = Links::default();
        for job in self.jobs() {
            let needed = self.before(job).iter().copied();
            before.push(needed.filter(|needed| redundant.binary_search(&(*needed, job)).is_err()));
        }
        Self { after: before.reversed(), before, ..self }
    }

    /// The same set as the outermost one.
    pub(super) fn renumbered(&self) -> Self {
        Self { origin: self.jobs().collect(), ..self.clone() }
    }

    /// All that tells this set from others, apart from how its jobs are numbered outside.
    pub(super) fn content(&self) -> Box<[u64]> {
        let mut content = Vec::with_capacity(3 * self.len() + self.before.targets.len());
        for job in self.jobs() {
            let before = self.before(job);
            content.extend([self.value(job), self.effort(job), before.len() as u64]);
            content.extend(before.iter().map(|needed| u64::from(*needed)));
        }
        content.into()
    }

    pub(super) fn len(&self) -> usize {
        self.value.len()
    }

    pub(super) fn jobs(&self) -> std::ops::Range<u32> {
        0..self.len() as u32
    }

    pub(super) fn value(&self, job: u32) -> u64 {
        self.value[job as usize]
    }

    pub(super) fn effort(&self, job: u32) -> u64 {
        self.effort[job as usize]
    }

    /// A job that costs nothing and is worth nothing only passes dependencies on.
    pub(super) fn is_join(&self, job: u32) -> bool {
        self.value(job) == 0 && self.effort(job) == 0
    }

    /// The jobs that this one directly needs.
    pub(super) fn before(&self, job: u32) -> &[u32] {
        self.before.of(job as usize)
    }

    /// The jobs that directly need this one.
    pub(super) fn after(&self, job: u32) -> &[u32] {
        self.after.of(job as usize)
    }

    /// The numbers in the outermost set.
    pub(super) fn origins(&self, jobs: impl IntoIterator<Item = u32>) -> Vec<u32> {
        jobs.into_iter().map(|job| self.origin[job as usize]).collect()
    }

    pub(super) fn total_value(&self) -> u64 {
        self.value.iter().sum()
    }

    pub(super) fn total_effort(&self) -> u64 {
        self.effort.iter().sum()
    }

    /// Σ value × completion time when the jobs are done in this order from time 0.
    pub(super) fn cost(&self, order: &[u32]) -> u128 {
        let mut time = 0_u128;
        let mut cost = 0;
        for job in order {
            time += u128::from(self.effort(*job));
            cost += u128::from(self.value(*job)) * time;
        }
        cost
    }

    /// The sets of jobs that have nothing to do with each other, each ascending.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut leader: Vec<u32> = self.jobs().collect();
        for job in self.jobs() {
            for other in self.before(job) {
                let (a, b) = (find(&mut leader, job), find(&mut leader, *other));
                leader[a.max(b) as usize] = a.min(b);
            }
        }
        let mut place = vec![usize::MAX; self.len()];
        let mut components: Vec<Vec<u32>> = Vec::new();
        for job in self.jobs() {
            let of = find(&mut leader, job) as usize;
            if place[of] == usize::MAX {
                place[of] = components.len();
                components.push(Vec::new());
            }
            components[place[of]].push(job);
        }
        components
    }
}

/// The redundant dependencies, each as what is needed and what needs it, ascending: what is needed
/// is reached from two of the needs at least. Found for 64 jobs at a time.
fn redundant(dag: &Dag) -> Vec<(u32, u32)> {
    let is_branching = |job: u32| dag.after(job).len() > 1;
    let is_meeting = |job: u32| dag.before(job).len() > 1;
    let mut found = Vec::new();
    let mut reach = vec![0_u64; dag.len()];
    for chunk in dag.jobs().step_by(64) {
        let within = |job: &u32| *job >= chunk && *job - chunk < 64;
        let branching = dag.jobs().skip(chunk as usize).take(64).filter(|job| is_branching(*job));
        let last = branching.flat_map(|job| dag.after(job)).filter(|job| is_meeting(**job)).max();
        for job in last.map_or(chunk..0, |last| chunk..*last + 1) {
            let bit = 1_u64.checked_shl(job - chunk).unwrap_or(0);
            let (mut once, mut twice) = (0, 0);
            let needed = dag.before(job);
            for earlier in needed.iter().filter(|needed| **needed >= chunk) {
                twice |= once & reach[*earlier as usize];
                once |= reach[*earlier as usize];
            }
            reach[job as usize] = once | bit;
            if twice != 0 {
                let needed = needed.iter().copied().filter(within);
                let again = needed.filter(|needed| twice >> (needed - chunk) & 1 == 1);
                found.extend(again.map(|needed| (needed, job)));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The leader of a set, halving the path to it on the way.
fn find(leader: &mut [u32], job: u32) -> u32 {
    let mut at = job;
    while leader[at as usize] != at {
        let above = leader[leader[at as usize] as usize];
        leader[at as usize] = above;
        at = above;
    }
    at
}

/// What each job needs by place in the input, each once, places that do not exist left out.
fn needs(jobs: &[Job]) -> Links {
    let mut links = Links::default();
    for job in jobs {
        let mut after: Vec<u32> =
            job.after.iter().filter(|at| **at < jobs.len()).map(|at| *at as u32).collect();
        after.sort_unstable();
        after.dedup();
        links.push(after);
    }
    links
}

fn possible_order(needs: &Links) -> Option<Vec<usize>> {
    let count = needs.ends.len();
    let needed_by = needs.reversed();
    let mut waiting: Vec<usize> = (0..count).map(|job| needs.of(job).len()).collect();
    let mut ready: BinaryHeap<Reverse<usize>> =
        (0..count).filter(|job| waiting[*job] == 0).map(Reverse).collect();
    let mut order = Vec::with_capacity(count);
    while let Some(Reverse(job)) = ready.pop() {
        order.push(job);
        for later in needed_by.of(job) {
            waiting[*later as usize] -= 1;
            if waiting[*later as usize] == 0 {
                ready.push(Reverse(*later as usize));
            }
        }
    }
    (order.len() == count).then_some(order)
}

/// How many jobs of the first cycle found are tried for a shorter one.
const TRIES: usize = 32;

fn shortest_cycle(needs: &Links) -> Cycle {
    let any = some_cycle(needs);
    let shorter = any.iter().take(TRIES).filter_map(|job| cycle_through(needs, *job));
    let best = shorter.min_by_key(Vec::len).unwrap_or(any);
    Cycle(best.into_iter().map(|job| job as usize).collect())
}

/// A cycle, found depth first: a job that is met again while what it needs is being visited.
fn some_cycle(needs: &Links) -> Vec<u32> {
    let mut entered = vec![false; needs.ends.len()];
    let mut left = vec![false; needs.ends.len()];
    for root in 0..needs.ends.len() as u32 {
        let mut line: Vec<(u32, usize)> = vec![(root, 0)];
        while let Some((job, next)) = line.last_mut() {
            entered[*job as usize] = true;
            let Some(needed) = needs.of(*job as usize).get(*next).copied() else {
                left[*job as usize] = true;
                line.pop();
                continue;
            };
            *next += 1;
            if left[needed as usize] {
                continue;
            }
            if entered[needed as usize] {
                let line = line.into_iter().map(|(job, _)| job);
                return line.skip_while(|job| *job != needed).collect();
            }
            line.push((needed, 0));
        }
    }
    Vec::new()
}

/// The shortest cycle through a job, breadth first.
fn cycle_through(needs: &Links, job: u32) -> Option<Vec<u32>> {
    const UNSEEN: u32 = u32::MAX;
    let mut from = vec![UNSEEN; needs.ends.len()];
    let mut queue = VecDeque::from([job]);
    while let Some(at) = queue.pop_front() {
        for needed in needs.of(at as usize) {
            if *needed == job {
                return Some(way_back(&from, job, at));
            }
            if from[*needed as usize] == UNSEEN {
                from[*needed as usize] = at;
                queue.push_back(*needed);
            }
        }
    }
    None
}

fn way_back(from: &[u32], first: u32, last: u32) -> Vec<u32> {
    let mut line = vec![last];
    let mut at = last;
    while at != first {
        at = from[at as usize];
        line.push(at);
    }
    line.reverse();
    line
}
