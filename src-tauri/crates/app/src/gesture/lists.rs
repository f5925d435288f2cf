//! What a slice has several of: acceptance criteria, questions, deferrals, needs.

use slicing::{
    Acceptance, AcceptanceId, Deferral, DeferralId, OrderKey, Question, QuestionId, Slice, SliceId,
    Workshop,
};

use super::{Change, find, find_all};
use crate::api::AppError;
use crate::error::{refusal, title};
use crate::say::{self, quoted};
use crate::text;

fn gone(what: &str) -> AppError {
    AppError::refused(format!("This {what} is gone by now. Somebody may have removed it."))
}

fn not_empty(text: String, what: &str) -> Result<String, AppError> {
    if text.is_empty() {
        return Err(AppError::bad_input(format!("The {what} is empty. Write something first.")));
    }
    Ok(text)
}

/// A key behind the criterion `after`, or before all of them; `moving` is no neighbour.
fn key_after(
    slice: &Slice,
    after: Option<AcceptanceId>,
    moving: Option<AcceptanceId>,
) -> Result<OrderKey, AppError> {
    let stay: Vec<&Acceptance> =
        slice.acceptance.iter().filter(|item| Some(item.id) != moving).collect();
    let next = match after {
        Some(after) => {
            let at = stay.iter().position(|item| item.id == after);
            at.ok_or_else(|| gone("acceptance criterion"))? + 1
        }
        None => 0,
    };
    let left = next.checked_sub(1).map(|at| &stay[at].key);
    let right = stay.get(next).map(|item| &item.key);
    Ok(OrderKey::between(left, right)
        .or_else(|| OrderKey::between(left, None))
        .unwrap_or_else(OrderKey::first))
}

fn criterion(slice: &Slice, id: AcceptanceId) -> Result<&Acceptance, AppError> {
    slice.acceptance.iter().find(|item| item.id == id).ok_or_else(|| gone("acceptance criterion"))
}

pub(super) fn add_acceptance(
    workshop: &Workshop,
    id: SliceId,
    after: Option<AcceptanceId>,
    text: &str,
) -> Result<Change, AppError> {
    let slice = find(workshop, id)?;
    let after = after.or_else(|| slice.acceptance.last().map(|item| item.id));
    let key = key_after(slice, after, None)?;
    let text = not_empty(text::block(text), "criterion")?;
    Ok(Change::new(format!("Add a criterion to {}", quoted(&slice.title)), move |edit| {
        let item = Acceptance { id: edit.new_acceptance_id()?, key, text };
        edit.insert_acceptance(id, &item)?;
        Ok(vec![id])
    }))
}

pub(super) fn set_acceptance(
    workshop: &Workshop,
    slice_id: SliceId,
    id: AcceptanceId,
    text: &str,
) -> Result<Change, AppError> {
    let slice = find(workshop, slice_id)?;
    let text = not_empty(text::block(text), "criterion")?;
    let item = Acceptance { text, ..criterion(slice, id)?.clone() };
    Ok(Change::new(format!("Change a criterion of {}", quoted(&slice.title)), move |edit| {
        edit.update_acceptance(slice_id, &item)?;
        Ok(vec![slice_id])
    }))
}

pub(super) fn move_acceptance(
    workshop: &Workshop,
    slice_id: SliceId,
    id: AcceptanceId,
    after: Option<AcceptanceId>,
) -> Result<Change, AppError> {
    let slice = find(workshop, slice_id)?;
    let item = criterion(slice, id)?;
    let after = if after == Some(id) { before(slice, id) } else { after };
    let item = Acceptance { key: key_after(slice, after, Some(id))?, ..item.clone() };
    Ok(Change::new(format!("Move a criterion of {}", quoted(&slice.title)), move |edit| {
        edit.update_acceptance(slice_id, &item)?;
        Ok(vec![slice_id])
    }))
}

fn before(slice: &Slice, id: AcceptanceId) -> Option<AcceptanceId> {
    let at = slice.acceptance.iter().position(|item| item.id == id)?;
    at.checked_sub(1).map(|at| slice.acceptance[at].id)
}

pub(super) fn remove_acceptance(
    workshop: &Workshop,
    slice_id: SliceId,
    id: AcceptanceId,
) -> Result<Change, AppError> {
    let slice = find(workshop, slice_id)?;
    criterion(slice, id)?;
    Ok(Change::new(format!("Remove a criterion of {}", quoted(&slice.title)), move |edit| {
        edit.delete_acceptance(slice_id, id)?;
        Ok(vec![slice_id])
    }))
}

pub(super) fn add_question(
    workshop: &Workshop,
    id: SliceId,
    text: &str,
    owner: &str,
) -> Result<Change, AppError> {
    let label = format!("Ask about {}", quoted(&find(workshop, id)?.title));
    let (text, owner) = (not_empty(text::block(text), "question")?, text::line(owner));
    Ok(Change::new(label, move |edit| {
        let question = Question { id: edit.new_question_id()?, text, owner, answer: String::new() };
        edit.insert_question(id, &question)?;
        Ok(vec![id])
    }))
}

/// `texts` are the question, its owner and its answer.
pub(super) fn set_question(
    workshop: &Workshop,
    slice_id: SliceId,
    id: QuestionId,
    [text, owner, answer]: [&str; 3],
) -> Result<Change, AppError> {
    let slice = find(workshop, slice_id)?;
    let old = slice.questions.iter().find(|question| question.id == id);
    let old = old.ok_or_else(|| gone("question"))?;
    let question = Question {
        id,
        text: not_empty(text::block(text), "question")?,
        owner: text::line(owner),
        answer: text::block(answer),
    };
    let verb =
        if old.answer.is_empty() && !question.answer.is_empty() { "Answer" } else { "Change" };
    let label = format!("{verb} a question about {}", quoted(&slice.title));
    Ok(Change::new(label, move |edit| {
        edit.update_question(slice_id, &question)?;
        Ok(vec![slice_id])
    }))
}

pub(super) fn remove_question(
    workshop: &Workshop,
    slice_id: SliceId,
    id: QuestionId,
) -> Result<Change, AppError> {
    let slice = find(workshop, slice_id)?;
    if !slice.questions.iter().any(|question| question.id == id) {
        return Err(gone("question"));
    }
    let label = format!("Remove a question about {}", quoted(&slice.title));
    Ok(Change::new(label, move |edit| {
        edit.delete_question(slice_id, id)?;
        Ok(vec![slice_id])
    }))
}

pub(super) fn add_deferral(
    workshop: &Workshop,
    id: SliceId,
    text: &str,
    owner: &str,
) -> Result<Change, AppError> {
    let label = format!("Leave something out of {}", quoted(&find(workshop, id)?.title));
    let (text, owner) = (not_empty(text::block(text), "deferral")?, text::line(owner));
    Ok(Change::new(label, move |edit| {
        let deferral = Deferral { id: edit.new_deferral_id()?, text, owner };
        edit.insert_deferral(id, &deferral)?;
        Ok(vec![id])
    }))
}

/// `texts` are the deferral and its owner.
pub(super) fn set_deferral(
    workshop: &Workshop,
    slice_id: SliceId,
    id: DeferralId,
    [text, owner]: [&str; 2],
) -> Result<Change, AppError> {
    let slice = find(workshop, slice_id)?;
    if !slice.deferrals.iter().any(|deferral| deferral.id == id) {
        return Err(gone("deferral"));
    }
    let text = not_empty(text::block(text), "deferral")?;
    let deferral = Deferral { id, text, owner: text::line(owner) };
    let label = format!("Change what is left out of {}", quoted(&slice.title));
    Ok(Change::new(label, move |edit| {
        edit.update_deferral(slice_id, &deferral)?;
        Ok(vec![slice_id])
    }))
}

pub(super) fn remove_deferral(
    workshop: &Workshop,
    slice_id: SliceId,
    id: DeferralId,
) -> Result<Change, AppError> {
    let slice = find(workshop, slice_id)?;
    if !slice.deferrals.iter().any(|deferral| deferral.id == id) {
        return Err(gone("deferral"));
    }
    let label = format!("Remove a deferral from {}", quoted(&slice.title));
    Ok(Change::new(label, move |edit| {
        edit.delete_deferral(slice_id, id)?;
        Ok(vec![slice_id])
    }))
}

/// Each of `ids` needs `needs` first. New dependencies on one slice close a circle together only if
/// one of them does alone.
pub(super) fn add_need(
    workshop: &Workshop,
    ids: &[SliceId],
    needs: SliceId,
) -> Result<Change, AppError> {
    let tree = &workshop.tree;
    let slices = find_all(workshop, ids)?;
    for slice in &slices {
        if slice.id == needs {
            return Err(AppError::refused("A slice cannot need itself. Choose another one."));
        }
        tree.check_need(slice.id, needs).map_err(|why| refusal(tree, &why))?;
    }
    let what = say::slices(slices.iter().map(|slice| slice.title.as_str()));
    let verb = if slices.len() == 1 { "needs" } else { "need" };
    let label = format!("{} {verb} {} first", say::capital(&what), title(tree, needs));
    let ids: Vec<SliceId> = slices.iter().map(|slice| slice.id).collect();
    Ok(Change::new(label, move |edit| {
        for id in &ids {
            edit.insert_need(*id, needs)?;
        }
        Ok(ids)
    }))
}

pub(super) fn remove_need(
    workshop: &Workshop,
    id: SliceId,
    needs: SliceId,
) -> Result<Change, AppError> {
    let slice = find(workshop, id)?;
    if !slice.needs.contains(&needs) {
        return Err(gone("dependency"));
    }
    let tree = &workshop.tree;
    let what = say::capital(&quoted(&slice.title));
    let label = format!("{what} no longer needs {}", title(tree, needs));
    Ok(Change::new(label, move |edit| {
        edit.delete_need(id, needs)?;
        Ok(vec![id])
    }))
}
