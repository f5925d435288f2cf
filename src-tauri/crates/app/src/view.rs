//! The workshop as rows, frame and names.

use slicing::{About, Persona, Slice, SliceId, Step, Tree, Workshop};

use crate::api::{Frame, Named, PersonaView, Row, RowScore, StepView};
use crate::say::quoted;

/// A slice as the outline shows it.
pub(crate) fn row(slice: &Slice, score: Option<RowScore>) -> Row {
    let open = slice.questions.iter().filter(|question| question.answer.trim().is_empty());
    Row {
        id: slice.id,
        parent: slice.parent,
        key: slice.key.as_str().to_owned(),
        title: slice.title.clone(),
        kind: slice.kind,
        status: slice.status,
        pattern: slice.pattern,
        persona: slice.persona,
        step: slice.step,
        value: slice.value,
        effort: slice.effort,
        needs: number(slice.needs.len()),
        questions: number(open.count()),
        tags: slice.tags.clone(),
        score,
    }
}

/// What a workshop is about.
pub(crate) fn frame(workshop: &Workshop) -> Frame {
    let About { title, goal, product, time_box, worth, pace, policy, .. } = workshop.about.clone();
    let persona = |p: &Persona| PersonaView { id: p.id, name: p.name.clone() };
    let step = |s: &Step| StepView { id: s.id, name: s.name.clone(), essential: s.essential };
    Frame {
        title,
        goal,
        product,
        time_box,
        worth,
        pace: pace.into(),
        most_criteria: policy.most_criteria,
        fine_words: policy.fine_words,
        ignored: policy.ignored,
        personas: workshop.personas.iter().map(persona).collect(),
        steps: workshop.steps.iter().map(step).collect(),
    }
}

/// How a release is called by its place: `the MVP`, or by its outcome.
pub(crate) fn release_name(workshop: &Workshop, place: usize) -> String {
    let later = place.checked_sub(1).and_then(|at| workshop.releases.get(at));
    match later.map(|release| release.goal.outcome.as_str()) {
        Some(outcome) if !outcome.is_empty() => quoted(outcome),
        _ => release_title(place),
    }
}

/// How a release is called that has no outcome yet: `the MVP`, `release 2`.
pub(crate) fn release_title(place: usize) -> String {
    match place {
        0 => "the MVP".to_owned(),
        later => format!("release {}", later + 1),
    }
}

/// A slice by its name; its id where there is no such slice.
pub(crate) fn named(tree: &Tree, id: SliceId) -> Named {
    let title = tree.get(id).map_or_else(|| id.to_string(), |slice| slice.title.clone());
    Named { id, title }
}

/// A count that fits what the interface can hold.
pub(crate) fn number(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}
