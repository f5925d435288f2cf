//! Which jobs are worth doing before the others: a maximum closure by a minimum cut (Picard 1976).

use super::dag::Dag;

/// What the average ratio of a set of jobs tells about its order.
pub(super) enum Split {
    /// Jobs that need nothing outside and have a better ratio than the whole; nothing among them
    /// has a worse ratio than the whole, nothing outside a better one.
    Better(Vec<bool>),
    /// Nothing has a better ratio than the whole: the finest parts that can stand in sequence.
    Even(Vec<Vec<u32>>),
}

/// One step of the parametric cut: weighs every job by value − ratio × effort at the average ratio
/// of the set and looks for the heaviest set that needs nothing outside.
pub(super) fn split(dag: &Dag) -> Split {
    let weights = weights(dag);
    let mut flow = Flow::new(dag, &weights);
    let supply: i128 = weights.iter().filter(|weight| **weight > 0).sum();
    if flow.push_all() < supply {
        Split::Better(flow.on_source_side())
    } else {
        Split::Even(strong_parts(dag, &flow))
    }
}

fn weights(dag: &Dag) -> Vec<i128> {
    let (value, effort) = (dag.total_value(), dag.total_effort());
    let divisor = gcd(value, effort).max(1);
    let (value, effort) = (i128::from(value / divisor), i128::from(effort / divisor));
    dag.jobs()
        .map(|job| i128::from(dag.value(job)) * effort - i128::from(dag.effort(job)) * value)
        .collect()
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Far more than the weights of all jobs together.
const UNLIMITED: i128 = i128::MAX / 4;

/// Maximum flow by Dinic's algorithm, from the jobs with a positive weight over what they need to
/// the jobs with a negative weight. Arc `e ^ 1` runs against arc `e`.
struct Flow {
    first: Vec<u32>,
    arcs: Vec<u32>,
    head: Vec<u32>,
    room: Vec<i128>,
    level: Vec<u32>,
    next: Vec<u32>,
    source: u32,
    sink: u32,
}

const UNREACHED: u32 = u32::MAX;

impl Flow {
    fn new(dag: &Dag, weights: &[i128]) -> Self {
        let (source, sink) = (dag.len() as u32, dag.len() as u32 + 1);
        let mut ends = Vec::new();
        let mut room = Vec::new();
        let mut arc = |from: u32, to: u32, capacity: i128| {
            ends.extend([from, to]);
            room.extend([capacity, 0]);
        };
        for job in dag.jobs() {
            let weight = weights[job as usize];
            match weight.signum() {
                1 => arc(source, job, weight),
                -1 => arc(job, sink, -weight),
                _ => {}
            }
            for needed in dag.before(job) {
                arc(job, *needed, UNLIMITED);
            }
        }
        let (first, arcs) = by_tail(dag.len() + 2, &ends);
        let head = ends.chunks_exact(2).flat_map(|pair| [pair[1], pair[0]]).collect();
        let level = vec![UNREACHED; dag.len() + 2];
        let next = first[..dag.len() + 2].to_vec();
        Self { first, arcs, head, room, level, next, source, sink }
    }

    /// The value of a maximum flow.
    fn push_all(&mut self) -> i128 {
        let mut total = 0;
        while self.set_levels() {
            self.next.copy_from_slice(&self.first[..self.level.len()]);
            total += self.push_level();
        }
        total
    }

    fn arcs_of(&self, node: u32) -> impl Iterator<Item = usize> + '_ {
        let range = self.first[node as usize] as usize..self.first[node as usize + 1] as usize;
        self.arcs[range].iter().map(|arc| *arc as usize)
    }

    /// Distances from the source where there is room; whether the sink can be reached.
    fn set_levels(&mut self) -> bool {
        let mut level = std::mem::take(&mut self.level);
        level.fill(UNREACHED);
        level[self.source as usize] = 0;
        let mut queue = vec![self.source];
        let mut at = 0;
        while at < queue.len() && level[self.sink as usize] == UNREACHED {
            let node = queue[at];
            at += 1;
            for arc in self.arcs_of(node) {
                let to = self.head[arc];
                if self.room[arc] > 0 && level[to as usize] == UNREACHED {
                    level[to as usize] = level[node as usize] + 1;
                    queue.push(to);
                }
            }
        }
        self.level = level;
        self.level[self.sink as usize] != UNREACHED
    }

    /// Pushes along shortest paths until each has a full arc. Behind a push the search goes on from
    /// the first arc that it has filled.
    fn push_level(&mut self) -> i128 {
        let mut total = 0;
        let mut path: Vec<usize> = Vec::new();
        let mut node = self.source;
        loop {
            if node == self.sink {
                total += self.push_along(&path);
                let full = path.iter().position(|arc| self.room[*arc] == 0).unwrap_or(0);
                node = self.head[path[full] ^ 1];
                path.truncate(full);
            } else if let Some(arc) = self.way_on(node) {
                path.push(arc);
                node = self.head[arc];
            } else if let Some(back) = path.pop() {
                node = self.head[back ^ 1];
                self.next[node as usize] += 1;
            } else {
                return total;
            }
        }
    }

    fn push_along(&mut self, path: &[usize]) -> i128 {
        let amount = path.iter().map(|arc| self.room[*arc]).min().unwrap_or(0);
        for arc in path {
            self.room[*arc] -= amount;
            self.room[*arc ^ 1] += amount;
        }
        amount
    }

    fn way_on(&mut self, node: u32) -> Option<usize> {
        let level = self.level[node as usize] + 1;
        let end = self.first[node as usize + 1];
        while self.next[node as usize] < end {
            let arc = self.arcs[self.next[node as usize] as usize] as usize;
            if self.room[arc] > 0 && self.level[self.head[arc] as usize] == level {
                return Some(arc);
            }
            self.next[node as usize] += 1;
        }
        None
    }

    /// After the last push: the jobs that the source still reaches.
    fn on_source_side(&self) -> Vec<bool> {
        let jobs = self.source as usize;
        self.level[..jobs].iter().map(|level| *level != UNREACHED).collect()
    }

    fn residual(&self, job: u32) -> impl Iterator<Item = u32> + '_ {
        self.arcs_of(job)
            .filter(|arc| self.room[*arc] > 0)
            .map(|arc| self.head[arc])
            .filter(|to| *to < self.source)
    }
}

/// Groups arcs by the node that they leave: the arcs of node `v` are `arcs[first[v]..first[v+1]]`.
fn by_tail(nodes: usize, ends: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0_u32; nodes + 1];
    for tail in ends {
        first[*tail as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    let mut next = first.clone();
    let mut arcs = vec![0; ends.len()];
    for (arc, tail) in ends.iter().enumerate() {
        let slot = &mut next[*tail as usize];
        arcs[*slot as usize] = arc as u32;
        *slot += 1;
    }
    (first, arcs)
}

/// The strongly connected parts of what the flow leaves open. With a flow that uses every positive
/// weight, the minimum cuts are exactly the closed unions of these (Picard & Queyranne 1980), so
/// each part is as good as the whole and none can be divided further. Tarjan's algorithm, with the
/// stack spelled out.
fn strong_parts(dag: &Dag, flow: &Flow) -> Vec<Vec<u32>> {
    let mut search = Strong::new(dag, flow);
    for root in dag.jobs() {
        if search.index[root as usize] == UNREACHED {
            search.visit(root);
        }
    }
    search.parts
}

struct Strong {
    targets: Vec<Vec<u32>>,
    index: Vec<u32>,
    low: Vec<u32>,
    is_open: Vec<bool>,
    open: Vec<u32>,
    count: u32,
    parts: Vec<Vec<u32>>,
}

impl Strong {
    fn new(dag: &Dag, flow: &Flow) -> Self {
        Self {
            targets: dag.jobs().map(|job| flow.residual(job).collect()).collect(),
            index: vec![UNREACHED; dag.len()],
            low: vec![0; dag.len()],
            is_open: vec![false; dag.len()],
            open: Vec::new(),
            count: 0,
            parts: Vec::new(),
        }
    }

    fn visit(&mut self, root: u32) {
        let mut line = vec![(root, 0)];
        self.enter(root);
        while let Some((job, next)) = line.last_mut() {
            let at = *job as usize;
            if let Some(to) = self.targets[at].get(*next).copied() {
                *next += 1;
                if self.index[to as usize] == UNREACHED {
                    self.enter(to);
                    line.push((to, 0));
                } else if self.is_open[to as usize] {
                    self.low[at] = self.low[at].min(self.index[to as usize]);
                }
                continue;
            }
            line.pop();
            if let Some((above, _)) = line.last() {
                let above = *above as usize;
                self.low[above] = self.low[above].min(self.low[at]);
            }
            if self.low[at] == self.index[at] {
                self.close(at as u32);
            }
        }
    }

    fn enter(&mut self, job: u32) {
        self.index[job as usize] = self.count;
        self.low[job as usize] = self.count;
        self.count += 1;
        self.open.push(job);
        self.is_open[job as usize] = true;
    }

    fn close(&mut self, first: u32) {
        let mut part = Vec::new();
        while let Some(job) = self.open.pop() {
            self.is_open[job as usize] = false;
            part.push(job);
            if job == first {
                break;
            }
        }
        part.sort_unstable();
        self.parts.push(part);
    }
}
