//! The walking skeleton (Cockburn; Patton): the cheapest set of slices, closed under dependencies,
//! that touches every essential step.
//!
//! Choosing the skeleton is a covering problem with shared costs and NP-hard. It is settled by
//! branch and bound, which workshops do not exhaust: at most [`NODES`] choices are tried, among the
//! [`KEPT`] cheapest slices of each step. Where that does not prove the choice, the lower bound
//! stays below its effort.

use rustc_hash::FxHashSet;

/// How many partial choices are tried at most.
pub const NODES: usize = 20_000;

/// How many slices of one step are considered at most, the cheapest together with all that they
/// need first.
pub const KEPT: usize = 256;

/// Something that can be chosen, named by its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What it costs.
    pub effort: u64,
    /// Which of the steps it touches.
    pub step: Option<usize>,
    /// What must be chosen with it.
    pub needs: Vec<usize>,
}

/// A cheap choice, with its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// The chosen items, ascending.
    pub items: Vec<usize>,
    /// Their efforts together.
    pub effort: u64,
    /// No choice costs less.
    pub lower_bound: u64,
    /// The steps that no item touches.
    pub uncovered: Vec<usize>,
}

impl Skeleton {
    /// Whether no choice can be cheaper.
    pub fn is_proven(&self) -> bool {
        self.effort == self.lower_bound
    }
}

/// The cheapest choice that touches the steps `0..steps`, as far as there are items that do. What
/// items need must not go in circles.
pub fn skeleton(items: &[Item], steps: usize) -> Skeleton {
    skeleton_within(items, steps, NODES, KEPT)
}

fn skeleton_within(items: &[Item], steps: usize, nodes: usize, kept: usize) -> Skeleton {
    let mut touching = vec![Vec::new(); steps];
    for (at, item) in items.iter().enumerate() {
        if let Some(list) = item.step.and_then(|step| touching.get_mut(step)) {
            list.push(at);
        }
    }
    let uncovered = (0..steps).filter(|step| touching[*step].is_empty()).collect();
    touching.retain(|list| !list.is_empty());
    let users = users(items, touching.iter().map(Vec::as_slice));
    let steps: Vec<Choices> =
        touching.iter().map(|list| Choices::new(items, list, &users, kept)).collect();
    let mut search = Search::new(items, steps, nodes);
    search.run();
    let (effort, lower_bound) = (search.best_effort, search.lower_bound());
    Skeleton { items: search.best, effort, lower_bound, uncovered }
}

/// One way to touch a step: an item with everything that it needs.
#[derive(Debug, Clone)]
struct Choice {
    all: Vec<usize>,
    effort: u64,
}

/// The ways to touch one step, the cheapest first.
#[derive(Debug, Clone, Default)]
struct Choices {
    list: Vec<Choice>,
    /// The cheapest way that was left out.
    left_out: Option<u64>,
}

impl Choices {
    fn new(items: &[Item], touching: &[usize], users: &[u64], kept: usize) -> Self {
        let mut ways: Vec<Way> =
            touching.iter().filter_map(|at| Way::new(items, *at, users)).collect();
        ways.sort_by_key(|way| way.effort);
        // The cheapest way can replace one whose own part alone costs as much.
        let least = ways.first().map_or(0, |way| way.effort);
        let rest = ways.split_off(ways.len().min(1));
        ways.extend(rest.into_iter().filter(|way| way.own < least));
        let choice = |way: &Way| {
            let all = with_needs(items, way.at, |_| false).unwrap_or_default();
            Choice { all, effort: way.effort }
        };
        let left_out = ways.get(kept).map(|way| way.effort);
        Self { list: ways.iter().take(kept).map(choice).collect(), left_out }
    }
}

/// What it takes to touch a step with an item.
struct Way {
    at: usize,
    /// The item with everything that it needs.
    effort: u64,
    /// As much of it as no other step can use.
    own: u64,
}

impl Way {
    /// `None` if something that the item needs touches the step already, and so costs less.
    fn new(items: &[Item], at: usize, users: &[u64]) -> Option<Self> {
        let all = with_needs(items, at, |other| items[other].step == items[at].step)?;
        let effort = |at: &usize| items[*at].effort;
        Some(Self {
            at,
            effort: all.iter().map(effort).sum(),
            own: all.iter().filter(|at| users[**at] == 1).map(effort).sum(),
        })
    }
}

/// An item and everything that it needs, directly or not; `None` if it needs something that stops.
fn with_needs(items: &[Item], at: usize, stops: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let mut seen = FxHashSet::from_iter([at]);
    let mut all = vec![at];
    let mut next = 0;
    while let Some(at) = all.get(next).copied() {
        next += 1;
        for need in &items[at].needs {
            if stops(*need) {
                return None;
            }
            if seen.insert(*need) {
                all.push(*need);
            }
        }
    }
    Some(all)
}

/// How many steps can use each item, where each can use some items and all that they need.
fn users<'a>(items: &[Item], steps: impl Iterator<Item = &'a [usize]>) -> Vec<u64> {
    let mut users = vec![0; items.len()];
    let mut last = vec![usize::MAX; items.len()];
    for (step, touching) in steps.enumerate() {
        let mut open = touching.to_vec();
        while let Some(at) = open.pop() {
            if last[at] != step {
                last[at] = step;
                users[at] += 1;
                open.extend(&items[at].needs);
            }
        }
    }
    users
}

/// Shares are counted in this part of a unit of effort, so that rounding down loses little.
const UNIT: u64 = 1 << 20;

/// What each item costs each step that may use it: its effort is divided among them, rounded down.
/// Whatever is chosen for each step, the shares together never exceed the effort of the choice.
fn shares(items: &[Item], steps: &[Choices]) -> Vec<u64> {
    let chosen: Vec<Vec<usize>> =
        steps.iter().map(|of| of.list.iter().map(|choice| choice.all[0]).collect()).collect();
    let users = users(items, chosen.iter().map(Vec::as_slice));
    let of = |(item, users): (&Item, &u64)| item.effort.saturating_mul(UNIT) / (*users).max(1);
    items.iter().zip(&users).map(of).collect()
}

/// Branch and bound over the steps.
struct Search<'a> {
    items: &'a [Item],
    steps: Vec<Choices>,
    shares: Vec<u64>,
    /// How many of the choices made hold the item.
    holders: Vec<u32>,
    effort: u64,
    nodes_left: usize,
    best: Vec<usize>,
    best_effort: u64,
    /// Whatever costs less than the best costs at least this.
    root_bound: u64,
}

impl<'a> Search<'a> {
    fn new(items: &'a [Item], steps: Vec<Choices>, nodes: usize) -> Self {
        let dearest = steps.iter().filter_map(|of| of.list.first()).map(|of| of.effort).max();
        Self {
            items,
            shares: shares(items, &steps),
            steps,
            holders: vec![0; items.len()],
            effort: 0,
            nodes_left: nodes,
            best: Vec::new(),
            best_effort: u64::MAX,
            root_bound: dearest.unwrap_or(0),
        }
    }

    fn run(&mut self) {
        let steps = self.steps.clone();
        self.greedy(&steps);
        if !self.is_complete() {
            return;
        }
        while self.drop_hopeless() {}
        // Few ways first: the tree stays narrow at the root.
        let mut steps = self.steps.clone();
        steps.sort_by_key(|of| of.list.len());
        self.branch(&steps);
    }

    /// Drops the ways with which nothing better than the best is possible, which leaves fewer steps
    /// to share an item. Whether there were any.
    fn drop_hopeless(&mut self) -> bool {
        self.shares = shares(self.items, &self.steps);
        let least: Vec<u64> = self.steps.iter().map(|of| self.least_share(of)).collect();
        let sum: u64 = least.iter().sum();
        self.root_bound = self.root_bound.max(sum.div_ceil(UNIT));
        let mut steps = std::mem::take(&mut self.steps);
        let mut has_dropped = false;
        for (of, least) in steps.iter_mut().zip(least) {
            let count = of.list.len();
            of.list.retain(|choice| {
                (sum - least + self.share(choice)).div_ceil(UNIT) < self.best_effort
            });
            has_dropped |= of.list.len() < count;
        }
        self.steps = steps;
        has_dropped && self.steps.iter().all(|of| !of.list.is_empty())
    }

    /// Whether nothing that was left out could be cheaper than the best.
    fn is_complete(&self) -> bool {
        let left_out = self.steps.iter().filter_map(|of| of.left_out).min();
        left_out.is_none_or(|effort| effort >= self.best_effort)
    }

    /// Repeatedly the cheapest addition that touches one more step.
    fn greedy(&mut self, steps: &[Choices]) {
        let mut open: Vec<&Choices> = steps.iter().collect();
        let mut made = Vec::new();
        while !open.is_empty() {
            let additions = open
                .iter()
                .enumerate()
                .flat_map(|(at, of)| of.list.iter().map(move |choice| (at, choice)));
            let cheapest = additions.min_by_key(|(_, choice)| self.addition(choice));
            let Some((at, choice)) = cheapest else { break };
            open.remove(at);
            self.take(choice);
            made.push(choice);
        }
        self.keep_if_better();
        made.into_iter().for_each(|choice| self.give_back(choice));
    }

    fn branch(&mut self, steps: &[Choices]) {
        if self.nodes_left == 0 {
            return;
        }
        self.nodes_left -= 1;
        let Some((step, rest)) = steps.split_first() else {
            self.keep_if_better();
            return;
        };
        let rest_share: u64 = rest.iter().map(|of| self.least_share(of)).sum();
        let mut ways: Vec<(u64, &Choice)> =
            step.list.iter().map(|choice| (self.addition(choice), choice)).collect();
        ways.sort_by_key(|(addition, _)| *addition);
        for (_, choice) in ways {
            let share = self.share(choice) + rest_share;
            if self.effort + share.div_ceil(UNIT) < self.best_effort {
                self.take(choice);
                self.branch(rest);
                self.give_back(choice);
            }
        }
    }

    fn fresh<'b>(&'b self, choice: &'b Choice) -> impl Iterator<Item = usize> + 'b {
        choice.all.iter().copied().filter(|at| self.holders[*at] == 0)
    }

    fn addition(&self, choice: &Choice) -> u64 {
        self.fresh(choice).map(|at| self.items[at].effort).sum()
    }

    fn share(&self, choice: &Choice) -> u64 {
        self.fresh(choice).map(|at| self.shares[at]).sum()
    }

    fn least_share(&self, step: &Choices) -> u64 {
        step.list.iter().map(|choice| self.share(choice)).min().unwrap_or(0)
    }

    fn take(&mut self, choice: &Choice) {
        self.effort += self.addition(choice);
        choice.all.iter().for_each(|at| self.holders[*at] += 1);
    }

    fn give_back(&mut self, choice: &Choice) {
        choice.all.iter().for_each(|at| self.holders[*at] -= 1);
        self.effort -= self.addition(choice);
    }

    fn keep_if_better(&mut self) {
        if self.effort < self.best_effort {
            self.best_effort = self.effort;
            self.best = (0..self.items.len()).filter(|at| self.holders[*at] > 0).collect();
        }
    }

    /// What is known after the search.
    fn lower_bound(&self) -> u64 {
        if self.nodes_left > 0 && self.is_complete() {
            self.best_effort
        } else {
            self.root_bound.min(self.best_effort)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(effort: u64, step: Option<usize>, needs: &[usize]) -> Item {
        Item { effort, step, needs: needs.to_vec() }
    }

    /// The cheapest of all closed sets that touch what can be touched.
    fn cheapest(items: &[Item], steps: usize) -> u64 {
        let touches = |set: usize, step| {
            items.iter().enumerate().any(|(at, of)| set >> at & 1 == 1 && of.step == Some(step))
        };
        let everything = (1 << items.len()) - 1;
        (0..=everything)
            .filter(|set| {
                let is_closed = items.iter().enumerate().all(|(at, of)| {
                    set >> at & 1 == 0 || of.needs.iter().all(|need| set >> need & 1 == 1)
                });
                is_closed
                    && (0..steps).all(|step| touches(*set, step) || !touches(everything, step))
            })
            .map(|set| {
                let chosen = items.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
                chosen.map(|(_, of)| of.effort).sum()
            })
            .min()
            .unwrap()
    }

    fn check(items: &[Item], steps: usize, found: &Skeleton) {
        let chosen: FxHashSet<usize> = found.items.iter().copied().collect();
        assert!(chosen.iter().all(|at| items[*at].needs.iter().all(|need| chosen.contains(need))));
        assert_eq!(found.effort, chosen.iter().map(|at| items[*at].effort).sum::<u64>());
        assert!(found.lower_bound <= found.effort);
        for step in 0..steps {
            let is_touched = chosen.iter().any(|at| items[*at].step == Some(step));
            assert_ne!(is_touched, found.uncovered.contains(&step));
        }
    }

    #[test]
    fn the_cheapest_slice_of_each_step_is_chosen() {
        let items = [
            item(5, Some(0), &[]),
            item(3, Some(0), &[]),
            item(4, Some(1), &[]),
            item(1, None, &[]),
        ];
        let found = skeleton(&items, 2);
        assert_eq!(found.items, [1, 2]);
        assert!(found.is_proven());
    }

    #[test]
    fn what_several_steps_need_is_paid_once() {
        // Cheapest one by one are 1 and 3; sharing item 4 is cheaper for both together.
        let items = [
            item(1, Some(0), &[4]),
            item(6, Some(0), &[]),
            item(1, Some(1), &[4]),
            item(6, Some(1), &[]),
            item(7, None, &[]),
        ];
        let found = skeleton(&items, 2);
        assert_eq!((found.items.as_slice(), found.effort), (&[0, 2, 4][..], 9));
        assert!(found.is_proven());
    }

    #[test]
    fn steps_that_nothing_touches_are_reported() {
        let found = skeleton(&[item(2, Some(1), &[])], 3);
        assert_eq!(found.uncovered, [0, 2]);
        assert_eq!(found.items, [0]);
        assert_eq!(skeleton(&[], 2).effort, 0);
        assert!(skeleton(&[], 0).is_proven());
    }

    #[test]
    fn a_workshop_with_hundreds_of_slices_is_settled() {
        let items: Vec<Item> = (0..600_usize)
            .map(|at| {
                let needs: Vec<usize> = (at % 3 == 2).then_some(at / 2).into_iter().collect();
                item(1 + (at as u64 * 7919) % 13, Some(at % 12), &needs)
            })
            .collect();
        let found = skeleton(&items, 12);
        check(&items, 12, &found);
        assert!(found.is_proven());
    }

    fn items(most: usize) -> impl Strategy<Value = Vec<Item>> {
        let item =
            (0..9_u64, prop::option::of(0..4_usize), prop::collection::vec(0..99_usize, 0..3));
        prop::collection::vec(item, 0..most).prop_map(|rows| {
            let with_place = rows.into_iter().enumerate();
            with_place
                .map(|(at, (effort, step, needs))| Item {
                    effort,
                    step,
                    needs: needs
                        .into_iter()
                        .filter(|_| at > 0)
                        .map(|need| need % at.max(1))
                        .collect(),
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn no_closed_set_that_touches_the_steps_is_cheaper(items in items(11)) {
            let found = skeleton(&items, 4);
            check(&items, 4, &found);
            prop_assert!(found.is_proven());
            prop_assert_eq!(found.effort, cheapest(&items, 4));
        }

        #[test]
        fn where_it_is_cut_off_the_bound_holds(
            items in items(11), nodes in 0..6_usize, kept in 1..4_usize,
        ) {
            let found = skeleton_within(&items, 4, nodes, kept);
            check(&items, 4, &found);
            prop_assert!(found.lower_bound <= cheapest(&items, 4));
        }
    }
}
