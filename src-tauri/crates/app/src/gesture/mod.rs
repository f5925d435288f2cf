//! Everything that changes a workshop, by families: each gesture is checked against the rules of
//! `slicing`, gets the label under which it can be undone, and says what to write in one edit.

mod arrive;
mod fields;
mod frame;
mod join;
mod lists;
mod merge;
mod places;
mod plan;
mod policy;
mod release;
mod split;

use slicing::{Slice, SliceId, Tree, Workshop};
use store::Edit;

use crate::api::{AppError, Gesture};
use crate::error;
use crate::open::{Open, Write};
use crate::say;

pub(crate) use arrive::{Arrival, has_usable_ids, pasted};
pub(crate) use frame::check_pace;
pub(crate) use merge::{Fate, Merge};

/// A gesture that may be done.
pub(crate) struct Change {
    /// What it is called in the undo list.
    pub label: String,
    /// What it writes.
    pub write: Write,
}

impl Change {
    pub(crate) fn new(
        label: impl Into<String>,
        write: impl FnOnce(&mut Edit<'_>) -> Result<Vec<SliceId>, store::Error> + Send + 'static,
    ) -> Self {
        Self { label: label.into(), write: Box::new(write) }
    }
}

/// Checks a gesture and says what it writes.
///
/// # Errors
/// [`ErrorCode::Refused`](crate::api::ErrorCode) where it would break a rule,
/// [`ErrorCode::BadInput`](crate::api::ErrorCode) where it makes no sense.
pub(crate) fn plan(open: &mut Open, gesture: Gesture) -> Result<Change, AppError> {
    use Gesture as G;
    let workshop = &open.workshop;
    match gesture {
        G::Add { parent, after, items } => arrive::add(workshop, parent, after, &items),
        G::Paste { parent, after, pasted } => arrive::paste(workshop, parent, after, &pasted),
        G::Set { ids, field } => fields::set(workshop, &ids, field),
        G::CutTitle { id, before, after } => join::cut(workshop, id, &before, &after),
        G::Join { id } => join::join(workshop, id),
        G::Move { ids, parent, after } => places::go(workshop, &ids, parent, after),
        G::Shift { ids, direction } => places::shift(workshop, &ids, direction),
        G::Delete { ids } => places::delete(workshop, &ids),
        G::Duplicate { ids } => places::duplicate(workshop, &ids),
        G::Split { id, pattern, drafts } => split::split(workshop, id, pattern, &drafts),
        G::AddAcceptance { slice, after, text } => {
            lists::add_acceptance(workshop, slice, after, &text)
        }
        G::SetAcceptance { slice, id, text } => lists::set_acceptance(workshop, slice, id, &text),
        G::MoveAcceptance { slice, id, after } => {
            lists::move_acceptance(workshop, slice, id, after)
        }
        G::RemoveAcceptance { slice, id } => lists::remove_acceptance(workshop, slice, id),
        G::AddQuestion { slice, text, owner } => {
            lists::add_question(workshop, slice, &text, &owner)
        }
        G::SetQuestion { slice, id, text, owner, answer } => {
            lists::set_question(workshop, slice, id, [&text, &owner, &answer])
        }
        G::RemoveQuestion { slice, id } => lists::remove_question(workshop, slice, id),
        G::AddDeferral { slice, text, owner } => {
            lists::add_deferral(workshop, slice, &text, &owner)
        }
        G::SetDeferral { slice, id, text, owner } => {
            lists::set_deferral(workshop, slice, id, [&text, &owner])
        }
        G::RemoveDeferral { slice, id } => lists::remove_deferral(workshop, slice, id),
        G::AddNeed { ids, needs } => lists::add_need(workshop, &ids, needs),
        G::RemoveNeed { id, needs } => lists::remove_need(workshop, id, needs),
        G::SetMvp { ids, in_mvp } => plan::set_mvp(open, &ids, in_mvp),
        G::SetWish { ids, wish } => plan::set_wish(workshop, &ids, wish),
        G::MoveLine { release, count } => release::move_line(open, release, count),
        G::DrawLine { release, cut } => release::draw(open, release, cut),
        G::SetGoal { release, outcome, measure } => {
            release::set_goal(workshop, release, &outcome, &measure)
        }
        G::AddRelease { count } => release::add(open, count),
        G::RemoveRelease { id } => release::remove(workshop, id),
        G::Rank { id, rank } => plan::rank(open, id, rank),
        G::Pin { ids, pinned } => plan::pin(open, &ids, pinned),
        G::ProposeOrder => Ok(plan::propose_order(workshop)),
        G::SetAside { ids, because } => plan::set_aside(workshop, &ids, &because),
        G::ApplyWhatIf { change } => plan::apply(workshop, change),
        G::SetWorth { worth } => frame::set_worth(workshop, worth),
        G::SetPace { pace } => frame::set_pace(workshop, pace),
        G::SetAbout { field } => frame::set_about(workshop, field),
        G::LetPass { words, passes } => policy::let_pass(workshop, &words, passes),
        G::Count { criterion, counts } => Ok(policy::count(workshop, criterion, counts)),
        G::Dismiss { slice, check, words, dismissed } => {
            policy::dismiss(workshop, slice, &check, &words, dismissed)
        }
        G::SetTypes { format, types } => frame::set_types(workshop, &format, &types),
        G::AddPersona { name } => frame::add_persona(workshop, &name),
        G::RenamePersona { id, name } => frame::rename_persona(workshop, id, &name),
        G::MovePersona { id, after } => frame::move_persona(workshop, id, after),
        G::RemovePersona { id } => frame::remove_persona(workshop, id),
        G::AddStep { name } => frame::add_step(workshop, &name),
        G::SetStep { id, name, essential } => frame::set_step(workshop, id, &name, essential),
        G::MoveStep { id, after } => frame::move_step(workshop, id, after),
        G::RemoveStep { id } => frame::remove_step(workshop, id),
    }
}

/// The slice with this id.
fn find(workshop: &Workshop, id: SliceId) -> Result<&Slice, AppError> {
    workshop.tree.find(id).map_err(|refusal| error::refusal(&workshop.tree, &refusal))
}

/// All of the slices, each once.
fn find_all<'a>(workshop: &'a Workshop, ids: &[SliceId]) -> Result<Vec<&'a Slice>, AppError> {
    let mut found: Vec<&Slice> = Vec::with_capacity(ids.len());
    let mut seen = rustc_hash::FxHashSet::default();
    for id in ids {
        let slice = find(workshop, *id)?;
        if seen.insert(*id) {
            found.push(slice);
        }
    }
    if found.is_empty() {
        return Err(AppError::bad_input("Nothing is selected. Select a slice first."));
    }
    Ok(found)
}

/// The slices without those below others of them, in the order of the outline.
fn topmost(workshop: &Workshop, ids: &[SliceId]) -> Result<Vec<SliceId>, AppError> {
    find_all(workshop, ids)?;
    Ok(workshop.tree.topmost(ids))
}

/// How slices are called in a label.
fn called(tree: &Tree, ids: &[SliceId]) -> String {
    let titles: Vec<&str> =
        ids.iter().filter_map(|id| tree.get(*id)).map(|slice| slice.title.as_str()).collect();
    say::slices(titles.into_iter())
}
