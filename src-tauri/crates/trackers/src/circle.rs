//! Which dependencies to give up so that no slices wait for each other in a circle.
//!
//! Every slice has a beginning and an end. A parent begins before its children and ends after
//! them, so that a need between parents binds all of their leaves; "a needs b" means that b ends
//! before a begins. The needs are sound exactly when this graph has no circle.

/// How many edges the search for a way back may follow in all, so that a hostile file cannot keep
/// it busy; the needs in a circle that are left then are all given up.
const MOST_STEPS: usize = 20_000_000;

/// The needs, as pairs (slice, what it needs), that close a circle with earlier ones.
/// `parents` gives each slice's parent, whose index is smaller.
pub(crate) fn closing(parents: &[Option<usize>], needs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut graph = Graph::new(parents);
    for need in needs {
        graph.add(need);
    }
    let groups = graph.groups();
    let (suspects, sound): (Vec<_>, Vec<_>) =
        needs.iter().partition(|(a, b)| groups[end(*b)] == groups[begin(*a)]);
    if suspects.is_empty() {
        return Vec::new();
    }
    let mut graph = Graph::new(parents);
    for need in &sound {
        graph.add(need);
    }
    let mut steps = MOST_STEPS;
    let mut search = Search::new(graph.after.len());
    let mut closing = Vec::new();
    for (slice, needed) in suspects {
        if search.reaches(&graph, begin(slice), end(needed), &groups, &mut steps) {
            closing.push((slice, needed));
        } else {
            graph.add(&(slice, needed));
        }
    }
    closing
}

const fn begin(slice: usize) -> usize {
    slice * 2
}

const fn end(slice: usize) -> usize {
    slice * 2 + 1
}

struct Graph {
    after: Vec<Vec<u32>>,
}

impl Graph {
    fn new(parents: &[Option<usize>]) -> Self {
        let mut graph = Self { after: vec![Vec::new(); parents.len() * 2] };
        for (slice, parent) in parents.iter().enumerate() {
            graph.edge(begin(slice), end(slice));
            if let Some(parent) = parent {
                graph.edge(begin(*parent), begin(slice));
                graph.edge(end(slice), end(*parent));
            }
        }
        graph
    }

    fn add(&mut self, (slice, needed): &(usize, usize)) {
        self.edge(end(*needed), begin(*slice));
    }

    fn edge(&mut self, from: usize, to: usize) {
        self.after[from].push(u32::try_from(to).unwrap_or(u32::MAX));
    }

    /// For each node the number of its strongly connected component (Tarjan, without recursion).
    fn groups(&self) -> Vec<usize> {
        const NEW: usize = usize::MAX;
        let nodes = self.after.len();
        let mut index = vec![NEW; nodes];
        let mut low = vec![0; nodes];
        let mut group = vec![NEW; nodes];
        let (mut next, mut groups) = (0, 0);
        let (mut open, mut path): (Vec<usize>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
        for root in 0..nodes {
            if index[root] != NEW {
                continue;
            }
            path.push((root, 0));
            while let Some((node, edge)) = path.last_mut() {
                let node = *node;
                if *edge == 0 {
                    (index[node], low[node]) = (next, next);
                    next += 1;
                    open.push(node);
                }
                if let Some(to) = self.after[node].get(*edge).map(|to| *to as usize) {
                    *edge += 1;
                    if index[to] == NEW {
                        path.push((to, 0));
                    } else if group[to] == NEW {
                        low[node] = low[node].min(index[to]);
                    }
                    continue;
                }
                path.pop();
                if let Some((above, _)) = path.last() {
                    low[*above] = low[*above].min(low[node]);
                }
                if low[node] == index[node] {
                    while let Some(member) = open.pop() {
                        group[member] = groups;
                        if member == node {
                            break;
                        }
                    }
                    groups += 1;
                }
            }
        }
        group
    }
}

/// A breadth-first search whose marks are reused.
struct Search {
    seen: Vec<u32>,
    round: u32,
    queue: Vec<usize>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self { seen: vec![0; nodes], round: 0, queue: Vec::new() }
    }

    /// Whether there is a way inside one group. Says yes when the steps are used up.
    fn reaches(
        &mut self,
        graph: &Graph,
        from: usize,
        to: usize,
        groups: &[usize],
        steps: &mut usize,
    ) -> bool {
        self.round += 1;
        self.queue.clear();
        self.queue.push(from);
        while let Some(node) = self.queue.pop() {
            if node == to || *steps == 0 {
                return true;
            }
            for next in graph.after[node].iter().map(|next| *next as usize) {
                *steps = steps.saturating_sub(1);
                if groups[next] == groups[from] && self.seen[next] != self.round {
                    self.seen[next] = self.round;
                    self.queue.push(next);
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAT: [Option<usize>; 4] = [None; 4];

    #[test]
    fn needs_without_a_circle_all_stay() {
        assert_eq!(closing(&FLAT, &[(0, 1), (1, 2), (0, 2), (3, 0)]), []);
    }

    #[test]
    fn only_the_need_that_closes_a_circle_goes() {
        assert_eq!(closing(&FLAT, &[(0, 1), (1, 2), (2, 0), (3, 2)]), [(2, 0)]);
    }

    #[test]
    fn a_slice_and_its_ancestor_cannot_need_each_other() {
        let parents = [None, Some(0), Some(1)];
        assert_eq!(closing(&parents, &[(0, 2)]), [(0, 2)]);
        assert_eq!(closing(&parents, &[(2, 0)]), [(2, 0)]);
    }

    #[test]
    fn a_circle_through_parents_is_seen() {
        let parents = [None, Some(0), None, Some(2)];
        assert_eq!(closing(&parents, &[(1, 2), (3, 0)]), [(3, 0)]);
        assert_eq!(closing(&parents, &[(1, 2), (3, 2)]), [(3, 2)]);
    }

    #[test]
    fn a_long_ring_loses_one_need() {
        let count = 2000;
        let needs: Vec<_> = (0..count).map(|at| (at, (at + 1) % count)).collect();
        assert_eq!(closing(&vec![None; count], &needs), [(count - 1, 0)]);
    }

    #[test]
    fn a_hostile_tangle_ends() {
        let count = 3000;
        let needs: Vec<_> =
            (0..count).flat_map(|a| (1..30).map(move |by| (a, (a + by * 97) % count))).collect();
        assert!(!closing(&vec![None; count], &needs).is_empty());
    }
}
