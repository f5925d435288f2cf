//! Which criterion fails most, over the leaves that are still to be done.

use slicing::judge::Criterion;
use slicing::{Kind, Slice, SliceId, Status, Workshop};

use crate::api::{FailingView, OverviewView};
use crate::view::number;

/// Counts; `failing` tells what a leaf fails, or `None` while it is not judged.
pub(crate) fn of(
    workshop: &Workshop,
    failing: impl Fn(SliceId) -> Option<Vec<Criterion>>,
) -> OverviewView {
    let (mut leaves, mut judged) = (0_usize, 0_usize);
    let mut counts = vec![0_usize; Criterion::ALL.len()];
    for leaf in workshop.tree.leaves().filter(|leaf| is_ahead(leaf)) {
        leaves += 1;
        let Some(failing) = failing(leaf.id) else { continue };
        judged += 1;
        for (criterion, count) in Criterion::ALL.iter().zip(&mut counts) {
            *count += usize::from(applies(*criterion, leaf.kind) && failing.contains(criterion));
        }
    }
    let counted = Criterion::ALL.iter().zip(counts);
    let mut criteria: Vec<FailingView> = counted
        .filter(|(criterion, _)| !workshop.about.policy.ignored.contains(criterion))
        .map(|(criterion, leaves)| FailingView { criterion: *criterion, leaves: number(leaves) })
        .collect();
    criteria.sort_by_key(|one| std::cmp::Reverse(one.leaves));
    OverviewView { leaves: number(leaves), judged: number(judged), criteria }
}

/// Whether anything may still be asked of a slice.
fn is_ahead(slice: &Slice) -> bool {
    matches!(slice.status, Status::Open | Status::Doing)
}

/// Whether a criterion is meant for slices of this kind: spikes answer a question and tasks serve
/// the slices, so nobody outside the team sees them work.
fn applies(criterion: Criterion, kind: Kind) -> bool {
    kind == Kind::Slice || !matches!(criterion, Criterion::Vertical | Criterion::Valuable)
}

#[cfg(test)]
mod tests {
    use slicing::{OrderKey, Policy, Tree};

    use super::*;

    fn workshop() -> Workshop {
        let slice = |id, parent: Option<u32>, kind, status| Slice {
            kind,
            status,
            ..Slice::new(SliceId(id), parent.map(SliceId), OrderKey::first(), "Pay")
        };
        let tree = Tree::from_slices([
            slice(1, None, Kind::Slice, Status::Open),
            slice(2, Some(1), Kind::Slice, Status::Open),
            slice(3, Some(1), Kind::Spike, Status::Doing),
            slice(4, Some(1), Kind::Slice, Status::Done),
            slice(5, Some(1), Kind::Slice, Status::Dropped),
            slice(6, Some(1), Kind::Task, Status::Open),
        ]);
        Workshop { tree, ..Workshop::default() }
    }

    fn counted(overview: &OverviewView) -> Vec<(Criterion, u32)> {
        let failing = overview.criteria.iter().filter(|one| one.leaves > 0);
        failing.map(|one| (one.criterion, one.leaves)).collect()
    }

    #[test]
    fn only_leaves_that_are_ahead_count_and_only_what_is_meant_for_their_kind() {
        let overview = of(&workshop(), |_| Some(vec![Criterion::Vertical, Criterion::Small]));
        assert_eq!((overview.leaves, overview.judged), (3, 3));
        assert_eq!(counted(&overview), [(Criterion::Small, 3), (Criterion::Vertical, 1)]);
        assert_eq!(overview.criteria.len(), Criterion::ALL.len());
    }

    #[test]
    fn what_is_not_judged_yet_is_told_apart() {
        let overview = of(&workshop(), |id| (id.0 == 2).then(|| vec![Criterion::Small]));
        assert_eq!((overview.leaves, overview.judged), (3, 1));
        assert_eq!(counted(&overview), [(Criterion::Small, 1)]);
    }

    #[test]
    fn a_criterion_that_does_not_count_is_not_listed() {
        let mut workshop = workshop();
        workshop.about.policy = Policy::new(None, [""; 0], [Criterion::Small]);
        let overview = of(&workshop, |_| Some(vec![Criterion::Atomic]));
        assert!(overview.criteria.iter().all(|one| one.criterion != Criterion::Small));
    }
}
