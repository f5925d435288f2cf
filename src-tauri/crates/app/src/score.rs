//! Scores of slices, kept until the words that they are about change.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use slicing::backlog::Estimate;
use slicing::judge::{self, Assessment, Card, Context, Criterion, FineWords, Speaks, Waiting};
use slicing::{About, Slice, SliceId, Workshop};

use crate::api::RowScore;

/// How a workshop judges its slices, read once for many of them.
#[derive(Debug)]
pub(crate) struct Yardstick<'a> {
    about: &'a About,
    fine_words: FineWords,
}

impl<'a> Yardstick<'a> {
    pub fn of(about: &'a About) -> Self {
        Self { about, fine_words: FineWords::read(&about.policy.fine_words) }
    }

    /// What the workshop and a slice say that changes a verdict.
    pub fn context<'c>(&'c self, slice: &'c Slice) -> Context<'c> {
        let About { product, time_box, policy, .. } = self.about;
        Context {
            product: *product,
            time_box: *time_box,
            most_criteria: policy.most_criteria,
            fine_words: &self.fine_words,
            ignored: &policy.ignored,
            dismissed: &slice.dismissed,
        }
    }

    /// Judges the words of a slice.
    pub fn assess(&self, slice: &Slice) -> Assessment {
        with_card(slice, |card| judge::assess(card, &self.context(slice)))
    }
}

/// Whether the same words are judged in the same way.
pub(crate) fn judge_alike(one: &About, other: &About) -> bool {
    one.product == other.product && one.time_box == other.time_box && one.policy == other.policy
}

/// What the graph says about a slice.
pub(crate) fn waiting(workshop: &Workshop, id: SliceId) -> Waiting {
    let About { policy, .. } = &workshop.about;
    let dismissed = workshop.tree.get(id).map_or(&[][..], |slice| &slice.dismissed);
    let context = Context { ignored: &policy.ignored, dismissed, ..Context::default() };
    judge::independence(&workshop.tree, id, &context)
}

/// Calls `f` with the words of a slice.
pub(crate) fn with_card<T>(slice: &Slice, f: impl FnOnce(&Card<'_>) -> T) -> T {
    let acceptance: Vec<&str> = slice.acceptance.iter().map(|item| item.text.as_str()).collect();
    f(&Card {
        title: &slice.title,
        text: &slice.narrative,
        acceptance: &acceptance,
        kind: slice.kind,
    })
}

/// The scores that are known. They are about the words of a slice alone; `independent`, which is
/// about the graph, is judged anew each time.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    known: FxHashMap<SliceId, RowScore>,
}

impl Scores {
    /// Forgets the score of a slice whose words may have changed.
    pub fn forget(&mut self, id: SliceId) {
        self.known.remove(&id);
    }

    /// Forgets all of them, because the workshop judges otherwise now.
    pub fn forget_all(&mut self) {
        self.known.clear();
    }

    /// Those of the slices that are not judged yet.
    pub fn unknown(&self, ids: impl Iterator<Item = SliceId>) -> Vec<SliceId> {
        ids.filter(|id| !self.known.contains_key(id)).collect()
    }

    /// Judges those of the slices that are not judged yet.
    pub fn learn(&mut self, workshop: &Workshop, ids: impl Iterator<Item = SliceId>) {
        let judged = judged(workshop, &self.unknown(ids));
        self.known.extend(judged);
    }

    /// Takes over what was judged in a workshop as it was `then`, as far as it is still true `now`.
    pub fn keep(&mut self, judged: Vec<(SliceId, RowScore)>, then: &Workshop, now: &Workshop) {
        if !judge_alike(&then.about, &now.about) {
            return;
        }
        let is_same = std::ptr::eq(then, now);
        let still =
            judged.into_iter().filter(|(id, _)| is_same || then.tree.get(*id) == now.tree.get(*id));
        self.known.extend(still);
    }

    /// The score of a slice, if it is known.
    pub fn get(&self, workshop: &Workshop, id: SliceId) -> Option<RowScore> {
        let mut score = self.known.get(&id)?.clone();
        if waiting(workshop, id).verdict.fails() {
            score.failing.push(Criterion::Independent);
            score.failing.sort_unstable();
        }
        Some(score)
    }

    /// What the heuristics say about value and effort, for a slice that is known.
    pub fn estimate(&self, id: SliceId) -> Option<Estimate> {
        self.known.get(&id).map(estimate)
    }
}

/// Value and effort as an estimate.
pub(crate) fn estimate(score: &RowScore) -> Estimate {
    Estimate { value: score.value.max(1), effort: score.effort.max(1) }
}

/// Judges slices on all processors; those that do not exist are left out.
pub(crate) fn judged(workshop: &Workshop, ids: &[SliceId]) -> Vec<(SliceId, RowScore)> {
    let yardstick = Yardstick::of(&workshop.about);
    let slices: Vec<&Slice> = ids.iter().filter_map(|id| workshop.tree.get(*id)).collect();
    slices
        .par_iter()
        .with_min_len(16)
        .map(|slice| (slice.id, row_score(&yardstick.assess(slice))))
        .collect()
}

fn row_score(assessment: &Assessment) -> RowScore {
    let against = |check: &str| {
        let about =
            |finding: &&judge::Finding| finding.check == check && finding.speaks == Speaks::Against;
        assessment.findings.iter().filter(about).count()
    };
    let failing = assessment.verdicts.iter().filter(|verdict| verdict.fails());
    RowScore {
        value: assessment.value,
        testability: assessment.testability,
        effort: assessment.effort,
        failing: failing.map(|verdict| verdict.criterion).collect(),
        vague: u32::try_from(against("vague-term")).unwrap_or(u32::MAX),
        layer: against("layer") > 0,
    }
}

#[cfg(test)]
mod tests {
    use slicing::{OrderKey, Tree};

    use super::*;

    fn workshop() -> Workshop {
        let slice = |id, title: &str| Slice::new(SliceId(id), None, OrderKey::first(), title);
        let mut waiting = slice(4, "Ship the order");
        waiting.needs = vec![SliceId(1), SliceId(2), SliceId(3), SliceId(5)];
        let tree = Tree::from_slices([
            slice(1, "As a member I want to see my balance, so that I stop calling the treasurer"),
            slice(2, "Create the database tables for payments"),
            slice(3, "Export should be fast and user friendly"),
            waiting,
            slice(5, "Pack the order"),
        ]);
        Workshop { tree, ..Workshop::default() }
    }

    #[test]
    fn a_layer_and_vague_words_are_marked() {
        let workshop = workshop();
        let mut scores = Scores::default();
        scores.learn(&workshop, (1..=4).map(SliceId));
        let get = |id| scores.get(&workshop, SliceId(id)).unwrap();
        assert!(get(2).layer && !get(1).layer);
        assert!(get(3).vague >= 1 && get(1).vague == 0);
        assert!(get(1).value > get(2).value);
    }

    #[test]
    fn waiting_for_four_others_fails_independent() {
        let workshop = workshop();
        let mut scores = Scores::default();
        scores.learn(&workshop, [SliceId(1), SliceId(4)].into_iter());
        let fails = |id| {
            scores.get(&workshop, SliceId(id)).unwrap().failing.contains(&Criterion::Independent)
        };
        assert!(fails(4) && !fails(1));
        assert_eq!(scores.get(&workshop, SliceId(2)), None);
        scores.forget(SliceId(4));
        assert_eq!(scores.get(&workshop, SliceId(4)), None);
    }

    #[test]
    fn what_the_team_has_settled_changes_the_scores() {
        let mut workshop = workshop();
        let score = |workshop: &Workshop, id| {
            let mut scores = Scores::default();
            scores.learn(workshop, std::iter::once(SliceId(id)));
            scores.get(workshop, SliceId(id)).unwrap()
        };
        let before = score(&workshop, 3);
        assert!(before.failing.contains(&Criterion::Testable));
        workshop.about.policy.fine_words = vec!["fast".to_owned(), "user friendly".to_owned()];
        let fine = score(&workshop, 3);
        assert!(fine.vague == 0 && fine.testability > before.testability);
        workshop.about.policy = slicing::Policy::new(None, [""; 0], [Criterion::Independent]);
        assert!(!score(&workshop, 4).failing.contains(&Criterion::Independent));
        workshop.about.policy = slicing::Policy::default();
        let mut dismissing = workshop.tree.get(SliceId(2)).cloned().unwrap();
        let (check, words) = ("layer".to_owned(), "database tables".to_owned());
        dismissing.dismissed = vec![slicing::Dismissal { check, words }];
        workshop.tree.put(dismissing);
        assert!(!score(&workshop, 2).layer);
    }

    #[test]
    fn a_score_is_kept_unless_the_slice_has_changed_meanwhile() {
        let then = workshop();
        let mut now = then.clone();
        let mut changed = now.tree.get(SliceId(1)).cloned().unwrap();
        changed.title = "Export".to_owned();
        now.tree.put(changed);
        let mut scores = Scores::default();
        scores.keep(judged(&then, &[SliceId(1), SliceId(2)]), &then, &now);
        assert_eq!(scores.unknown([SliceId(1), SliceId(2)].into_iter()), [SliceId(1)]);
        let otherwise: [fn(&mut About); 3] = [
            |about| about.product = slicing::Product::Api,
            |about| about.time_box = 9,
            |about| about.policy.fine_words.push("fast".to_owned()),
        ];
        for change in otherwise {
            let mut now = then.clone();
            change(&mut now.about);
            scores.keep(judged(&then, &[SliceId(3)]), &then, &now);
            assert_eq!(scores.get(&now, SliceId(3)), None);
        }
    }
}
