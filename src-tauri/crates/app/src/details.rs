//! One slice in full: its facts, why it scores as it does, and how it can be split.

use slicing::advise::{self, Advice, Advised};
use slicing::judge::{self, Basis, Criterion, Finding, Place, Verdict};
use slicing::{Cut, Slice, SliceId, Tree};

use crate::api::*;
use crate::open::Open;
use crate::say::count;
use crate::{score, view};

/// One slice in full.
pub(crate) fn details(open: &mut Open, id: SliceId) -> Option<Details> {
    open.workshop.tree.get(id)?;
    open.learn(std::iter::once(id));
    let (in_mvp, rank) = standing(open, id);
    let workshop = &open.workshop;
    let tree = &workshop.tree;
    let slice = tree.get(id)?;
    let mut judged = score::Yardstick::of(&workshop.about).assess(slice);
    let waiting = score::waiting(workshop, id);
    judged.verdicts.push(waiting.verdict);
    judged.verdicts.sort_by_key(|verdict| verdict.criterion);
    let [value_says, testability_says] = headlines(&judged);
    judged.findings.extend(waiting.findings);
    judged.findings.sort_by_key(|finding| std::cmp::Reverse(finding.strength()));
    judged.dismissed.extend(waiting.dismissed);
    let told = |findings: &[Finding]| -> Vec<FindingView> {
        score::with_card(slice, |card| findings.iter().map(|f| finding(f, card)).collect())
    };
    let mut path: Vec<Named> =
        tree.ancestors(id).map(|above| view::named(tree, above.id)).collect();
    path.reverse();
    Some(Details {
        row: view::row(slice, open.scores.get(workshop, id)),
        path,
        narrative: slice.narrative.clone(),
        notes: slice.notes.clone(),
        acceptance: slice
            .acceptance
            .iter()
            .map(|item| AcceptanceView { id: item.id, text: item.text.clone() })
            .collect(),
        needs: slice.needs.iter().map(|id| view::named(tree, *id)).collect(),
        needed_by: needed_by(tree, id),
        questions: questions(slice),
        deferrals: deferrals(slice),
        in_mvp,
        rank,
        value_says,
        testability_says,
        verdicts: judged.verdicts.iter().map(verdict).collect(),
        findings: told(&judged.findings),
        dismissed: told(&judged.dismissed),
        tracker_keys: slice
            .tracker_keys
            .iter()
            .map(|name| TrackerKeyView { tracker: name.tracker.clone(), key: name.key.clone() })
            .collect(),
    })
}

/// Whether it is in the MVP, and its rank, as far as the backlog is known or quickly made.
fn standing(open: &mut Open, id: SliceId) -> (bool, Option<u32>) {
    let by_hand = open.workshop.about.mvp.cut == Cut::ByHand;
    let leaves: Vec<(SliceId, bool)> =
        open.workshop.tree.leaves_below(id).map(|leaf| (leaf.id, leaf.in_mvp)).collect();
    let planned = open.planned_at_hand();
    match planned.as_ref().and_then(|planned| planned.backlog.as_ref().ok()) {
        Some(backlog) => {
            let mut left = leaves.iter().filter_map(|(leaf, _)| backlog.get(*leaf)).peekable();
            let in_mvp = left.peek().is_some() && left.all(|entry| entry.in_mvp());
            (in_mvp, backlog.get(id).map(|entry| entry.rank))
        }
        None => (by_hand && leaves.iter().all(|(_, in_mvp)| *in_mvp), None),
    }
}

fn needed_by(tree: &Tree, id: SliceId) -> Vec<Named> {
    tree.needed_by(id).into_iter().map(|needing| view::named(tree, needing)).collect()
}

fn questions(slice: &Slice) -> Vec<QuestionView> {
    let view = |q: &slicing::Question| QuestionView {
        id: q.id,
        text: q.text.clone(),
        owner: q.owner.clone(),
        answer: q.answer.clone(),
    };
    slice.questions.iter().map(view).collect()
}

fn deferrals(slice: &Slice) -> Vec<DeferralView> {
    let view = |d: &slicing::Deferral| DeferralView {
        id: d.id,
        text: d.text.clone(),
        owner: d.owner.clone(),
    };
    slice.deferrals.iter().map(view).collect()
}

fn verdict(verdict: &Verdict) -> VerdictView {
    let Verdict { criterion, score, holds, counts } = *verdict;
    VerdictView { criterion, score, holds, counts }
}

/// A place in a text, in characters.
pub(crate) fn place(place: &Place) -> PlaceView {
    PlaceView { field: place.field, item: place.item, from: place.span.from, to: place.span.to }
}

fn finding(finding: &Finding, card: &judge::Card<'_>) -> FindingView {
    FindingView {
        words: judge::words_about(finding, card),
        lets_pass: judge::lets_pass(finding.check),
        check: finding.check.to_owned(),
        criterion: finding.criterion,
        speaks: finding.speaks,
        place: finding.place.as_ref().map(place),
        message: finding.message.clone(),
        question: finding.question.clone(),
        source: finding.source.to_owned(),
    }
}

/// Value and testability in a sentence each.
fn headlines(judged: &judge::Assessment) -> [String; 2] {
    match judged.basis {
        Basis::Nothing => {
            let nothing = "There is nothing to judge yet: write who gains what.".to_owned();
            return [nothing.clone(), nothing];
        }
        Basis::Foreign => {
            let foreign = "This does not read as English, so the score is only a guess.".to_owned();
            return [foreign.clone(), foreign];
        }
        Basis::Little | Basis::Enough => {}
    }
    [value_says(judged), testability_says(judged)]
}

/// Whether a criterion holds; `None` when it does not count here.
fn holds(judged: &judge::Assessment, criterion: Criterion) -> Option<bool> {
    let verdict = judged.verdicts.iter().find(|verdict| verdict.criterion == criterion)?;
    verdict.counts.then_some(verdict.holds)
}

fn value_says(judged: &judge::Assessment) -> String {
    let says = match (holds(judged, Criterion::Valuable), holds(judged, Criterion::Vertical)) {
        (Some(true), Some(true)) => "Someone outside the team gains something they can see.",
        (Some(true), Some(false)) => {
            "Someone gains something, but this card alone does not reach them."
        }
        (Some(false), Some(true)) => "It reaches someone, but it does not say what they gain.",
        (Some(false), Some(false)) => {
            "Nobody outside the team gains anything that this card names."
        }
        (Some(true), None) => "Someone gains something.",
        (Some(false), None) => "It does not say what anybody gains.",
        (None, Some(true)) => "It reaches someone outside the team.",
        (None, Some(false)) => "This card alone does not reach anybody outside the team.",
        (None, None) => "What decides about value does not count in this workshop.",
    };
    says.to_owned()
}

fn testability_says(judged: &judge::Assessment) -> String {
    let against = judged.findings.iter().filter(|finding| {
        finding.speaks == judge::Speaks::Against
            && matches!(finding.criterion, Criterion::Testable | Criterion::Estimable)
    });
    match (holds(judged, Criterion::Testable), against.count()) {
        (None, _) => "Whether it can be tested does not count in this workshop.".to_owned(),
        (Some(true), 0) => "A test can be written from this card as it stands.".to_owned(),
        (Some(true), some) => format!(
            "A test can be written; {} would make it sharper.",
            count(some, "answer", "answers")
        ),
        (Some(false), 0) => "It does not say yet how anybody would see that it works.".to_owned(),
        (Some(false), some) => {
            let stand = if some == 1 { "stands" } else { "stand" };
            let things = count(some, "open point", "open points");
            format!("{things} {stand} between this and a test.")
        }
    }
}

/// How a slice can be split.
pub(crate) fn advice(open: &Open, id: SliceId) -> Option<AdviceView> {
    let workshop = &open.workshop;
    let slice = workshop.tree.get(id)?;
    let yardstick = score::Yardstick::of(&workshop.about);
    let context = yardstick.context(slice);
    let children: Vec<Named> = workshop
        .tree
        .children(Some(id))
        .iter()
        .map(|child| view::named(&workshop.tree, *child))
        .collect();
    Some(score::with_card(slice, |card| {
        let advice = advise::advise(card, &context);
        let suggestion = |s: &advise::Suggestion| SuggestionView {
            pattern: s.pattern,
            strength: s.strength,
            why: s
                .why
                .iter()
                .map(|e| EvidenceView { place: place(&e.place), message: e.message.clone() })
                .collect(),
            question: s.question.clone(),
            trade_off: s.trade_off.clone(),
            drafts: s
                .drafts
                .iter()
                .map(|draft| DraftView { title: draft.title.clone(), kind: draft.kind })
                .collect(),
            judgement: judged_split(
                card,
                &s.drafts.iter().map(|draft| draft.title.as_str()).collect::<Vec<_>>(),
                &context,
            ),
        };
        AdviceView {
            verdict: advice.verdict,
            says: verdict_says(&advice, !children.is_empty()),
            question: advice.question.clone().unwrap_or_default(),
            suggestions: advice.suggestions.iter().map(suggestion).collect(),
            children_judged: (!children.is_empty()).then(|| {
                let titles: Vec<&str> = children.iter().map(|child| child.title.as_str()).collect();
                judged_split(card, &titles, &context)
            }),
            children,
        }
    }))
}

fn judged_split(
    card: &judge::Card<'_>,
    titles: &[&str],
    context: &judge::Context<'_>,
) -> SplitView {
    let judged = advise::split_judgement(card, titles, context);
    let remark = |remark: advise::Remark| RemarkView {
        good: remark.is_good(),
        check: remark.check.to_owned(),
        parts: remark.parts.iter().map(|part| place_of(*part)).collect(),
        message: remark.message,
        question: remark.question.into_owned(),
        source: remark.source.to_owned(),
    };
    let need = |need: advise::Need| PartNeedView {
        part: place_of(need.part),
        needs: place_of(need.needs),
        thing: need.thing,
    };
    SplitView {
        score: judged.score,
        remarks: judged.remarks.into_iter().map(remark).collect(),
        needs: judged.needs.into_iter().map(need).collect(),
    }
}

fn place_of(part: usize) -> u32 {
    u32::try_from(part).unwrap_or(u32::MAX)
}

/// What drafts for a slice are worth as a split.
pub(crate) fn split(open: &Open, id: SliceId, drafts: &[DraftView]) -> Option<SplitView> {
    let slice = open.workshop.tree.get(id)?;
    let titles: Vec<&str> = drafts.iter().map(|draft| draft.title.as_str()).collect();
    let yardstick = score::Yardstick::of(&open.workshop.about);
    let context = yardstick.context(slice);
    Some(score::with_card(slice, |card| judged_split(card, &titles, &context)))
}

fn verdict_says(advice: &Advice, is_split: bool) -> String {
    let ways = count(advice.suggestions.len(), "way", "ways");
    match advice.verdict {
        Advised::Split => format!(
            "It can still be split: {ways} below. Choose one, change the drafts, and apply it."
        ),
        Advised::Thin if is_split => {
            "Its words show no further way to split it; what its slices are worth stands below."
                .to_owned()
        }
        Advised::Thin => "It is thin already: leave it alone, or split it by hand.".to_owned(),
        Advised::Spike => {
            "Something is not known yet: answer the question in a time-box, then split.".to_owned()
        }
        Advised::Reframe => "It has no value of its own: say who gains what, or join it with the \
                             slice that it serves, before splitting."
            .to_owned(),
    }
}
