//! Where the line of a release is: which of the leaves that are left are above it.

use super::problem::{Problem, total};
use super::{Circle, Memory, Rate, Reason};
use crate::model::{Cut, Wish};
use crate::mvp::{self, Item, Skeleton};

/// A line that has been drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) reason: Reason,
    /// What is between the line before and this one, one flag for each leaf.
    pub(super) is_above: Vec<bool>,
}

impl Drawn {
    /// What is between the line before and this one.
    pub(super) fn leaves(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.is_above.len()).filter(|leaf| self.is_above[*leaf])
    }
}

/// What share of the value that is left a proposed release brings, in per cent, unless it is a
/// walking skeleton.
const PROPOSED: u8 = 80;

/// Draws a line among the leaves that are left, which stand behind so many others. What is above it
/// needs nothing of what is left below. What the team says must be in the MVP is in it with all that
/// it needs; what is not now to be done is in it only then.
///
/// # Errors
/// [`Circle`].
pub(super) fn draw(
    problem: &Problem,
    line: usize,
    weights: &[Rate],
    (rest, behind): (&[bool], usize),
    memory: &mut Memory,
) -> Result<Drawn, Circle> {
    let wishes = Wishes::new(problem, line, rest);
    let (chosen, reason) = match problem.lines[line].1 {
        Cut::ByHand => (by_hand(problem, line, &wishes), Reason::ByHand),
        Cut::Proposed if line == 0 && problem.is_touched => skeleton(problem, weights, &wishes),
        cut => {
            let limit = Limit::of(cut, problem.unit, weights, (rest, behind));
            let others = |leaf: usize| wishes.is_free[leaf];
            let free = problem.best(others, weights, memory)?.jobs;
            (start(problem, weights, &wishes, limit, (free, behind)), reason(cut))
        }
    };
    let mut is_above = problem.graph.with_needs(chosen);
    is_above.truncate(rest.len());
    is_above.iter_mut().zip(rest).for_each(|(is, rest)| *is &= *rest);
    Ok(Drawn { reason, is_above })
}

fn reason(cut: Cut) -> Reason {
    match cut {
        Cut::Proposed => Reason::FourFifths,
        Cut::Capacity(half_days) => Reason::Capacity(half_days),
        Cut::Share(share) => Reason::Share(share),
        Cut::ByHand => Reason::ByHand,
    }
}

/// What the team wants of the leaves that are left, for one line.
struct Wishes {
    /// What must be above the line, with all that it needs.
    is_in: Vec<bool>,
    /// What else could be above it.
    is_free: Vec<bool>,
}

impl Wishes {
    fn new(problem: &Problem, line: usize, rest: &[bool]) -> Self {
        // After the MVP nothing is wanted any more.
        let has = |leaf: &usize, wish| line == 0 && problem.leaves[*leaf].wish == Some(wish);
        let leaves = 0..rest.len();
        let is_in = problem.graph.with_needs(leaves.clone().filter(|leaf| has(leaf, Wish::Must)));
        let not_now: Vec<usize> = leaves.filter(|leaf| has(leaf, Wish::NotNow)).collect();
        let waits = problem.graph.waiting_for(not_now);
        let is_free =
            rest.iter().enumerate().map(|(leaf, rest)| *rest && !waits[leaf] && !is_in[leaf]);
        Self { is_free: is_free.collect(), is_in }
    }

    fn forced(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.is_free.len()).filter(|leaf| self.is_in[*leaf])
    }
}

fn by_hand(problem: &Problem, line: usize, wishes: &Wishes) -> Vec<usize> {
    let is_wanted = |leaf: usize| line > 0 || problem.leaves[leaf].wish != Some(Wish::NotNow);
    let is_chosen =
        |leaf: &usize| wishes.is_in[*leaf] || (problem.is_marked(*leaf, line) && is_wanted(*leaf));
    (0..wishes.is_free.len()).filter(is_chosen).collect()
}

/// What must be in it is paid for already, and touches its steps; what cannot be in it touches none.
fn skeleton(problem: &Problem, weights: &[Rate], wishes: &Wishes) -> (Vec<usize>, Reason) {
    let graph = &problem.graph;
    let is_leaf = |node: usize| graph.is_leaf(node);
    let touched: Vec<Option<usize>> =
        wishes.forced().map(|leaf| problem.leaves[leaf].step).collect();
    let open = |step: usize| !touched.contains(&Some(step));
    let item = |node: usize| Item {
        effort: if is_leaf(node) && !wishes.is_in[node] { weights[node].effort } else { 0 },
        step: (is_leaf(node) && wishes.is_free[node])
            .then(|| problem.leaves[node].step.filter(|step| open(*step)))
            .flatten(),
        needs: graph.before(node).to_vec(),
    };
    let items: Vec<Item> = (0..graph.len()).map(item).collect();
    let Skeleton { items, effort, lower_bound, .. } = mvp::skeleton(&items, problem.steps.len());
    let forced: Vec<usize> = wishes.forced().collect();
    let paid = total(&forced, weights).effort;
    let reason = Reason::Skeleton { effort: effort + paid, lower_bound: lower_bound + paid };
    (items.into_iter().chain(forced).collect(), reason)
}

/// How much goes above a line.
#[derive(Debug, Clone, Copy)]
enum Limit {
    /// At most so much effort.
    Effort(u64),
    /// At least so much value, in hundredths.
    Value(u64),
}

impl Limit {
    fn of(cut: Cut, unit: u64, weights: &[Rate], (rest, behind): (&[bool], usize)) -> Self {
        let value = |is_counted: &dyn Fn(bool) -> bool| -> u64 {
            let counted = weights.iter().zip(rest).filter(|(_, rest)| is_counted(**rest));
            counted.map(|(weight, _)| weight.value).sum()
        };
        match cut {
            Cut::Capacity(half_days) => Self::Effort(u64::from(half_days) * unit),
            Cut::Share(share) => {
                let before = if behind == 0 { 0 } else { value(&|rest| !rest) * 100 };
                Self::Value((value(&|_| true) * u64::from(share)).saturating_sub(before))
            }
            Cut::Proposed | Cut::ByHand => Self::Value(value(&|rest| rest) * u64::from(PROPOSED)),
        }
    }

    /// Whether one more fits where so much is above the line already.
    fn admits(self, above: Rate, next: Rate) -> bool {
        match self {
            Self::Effort(most) => above.effort + next.effort <= most,
            Self::Value(least) => above.value * 100 < least,
        }
    }
}

/// What must be above the line, then the longest start of the best order of the others, which are
/// free, that the limit admits.
fn start(
    problem: &Problem,
    weights: &[Rate],
    wishes: &Wishes,
    limit: Limit,
    (free, behind): (Vec<usize>, usize),
) -> Vec<usize> {
    let mut chosen: Vec<usize> = wishes.forced().collect();
    let mut above = total(&chosen, weights);
    for leaf in problem.pinned(free, behind + chosen.len()) {
        if !limit.admits(above, weights[leaf]) {
            break;
        }
        above = Rate {
            value: above.value + weights[leaf].value,
            effort: above.effort + weights[leaf].effort,
        };
        chosen.push(leaf);
    }
    chosen
}
