//! One field of one or several slices.

use slicing::{PersonaId, Slice, SliceId, Status, StepId, Workshop};

use super::{Change, find_all};
use crate::api::{AppError, SliceField};
use crate::say::{self, days, quoted};
use crate::text;

/// The same value in one field of all slices.
pub(super) fn set(
    workshop: &Workshop,
    ids: &[SliceId],
    field: SliceField,
) -> Result<Change, AppError> {
    let slices = find_all(workshop, ids)?;
    let field = tidy(field);
    check(workshop, &field)?;
    let label = label(workshop, &slices, &field);
    let changed: Vec<(Slice, Slice)> = slices
        .into_iter()
        .map(|before| {
            let mut after = before.clone();
            assign(&mut after, &field);
            (before.clone(), after)
        })
        .filter(|(before, after)| before != after)
        .collect();
    let focus = ids.to_vec();
    Ok(Change::new(label, move |edit| {
        for (before, after) in changed {
            edit.update_slice(&after)?;
            for tag in before.tags.iter().filter(|tag| !after.tags.contains(tag)) {
                edit.delete_tag(after.id, tag)?;
            }
            for tag in after.tags.iter().filter(|tag| !before.tags.contains(tag)) {
                edit.insert_tag(after.id, tag)?;
            }
        }
        Ok(focus)
    }))
}

fn tidy(field: SliceField) -> SliceField {
    match field {
        SliceField::Title(title) => SliceField::Title(text::line(&title)),
        SliceField::Narrative(narrative) => SliceField::Narrative(text::block(&narrative)),
        SliceField::Notes(notes) => SliceField::Notes(text::block(&notes)),
        SliceField::Tags(tags) => SliceField::Tags(text::tags(&tags)),
        other => other,
    }
}

fn check(workshop: &Workshop, field: &SliceField) -> Result<(), AppError> {
    match field {
        SliceField::Value(Some(value)) if !Slice::VALUES.contains(value) => Err(
            AppError::bad_input("A value is a whole number from 1 to 100. Choose one of these."),
        ),
        SliceField::Effort(Some(effort)) if !Slice::EFFORTS.contains(effort) => Err(
            AppError::bad_input("An effort is from half a day to 1,000 days. Choose one of these."),
        ),
        SliceField::Persona(Some(id)) if persona(workshop, *id).is_none() => {
            Err(AppError::refused("This persona is gone by now. Choose another one."))
        }
        SliceField::Step(Some(id)) if step(workshop, *id).is_none() => {
            Err(AppError::refused("This step is gone by now. Choose another one."))
        }
        _ => Ok(()),
    }
}

fn persona(workshop: &Workshop, id: PersonaId) -> Option<&str> {
    workshop.personas.iter().find(|persona| persona.id == id).map(|persona| persona.name.as_str())
}

fn step(workshop: &Workshop, id: StepId) -> Option<&str> {
    workshop.steps.iter().find(|step| step.id == id).map(|step| step.name.as_str())
}

fn assign(slice: &mut Slice, field: &SliceField) {
    match field {
        SliceField::Title(title) => slice.title.clone_from(title),
        SliceField::Narrative(narrative) => slice.narrative.clone_from(narrative),
        SliceField::Kind(kind) => slice.kind = *kind,
        SliceField::Status(status) => {
            slice.status = *status;
            slice.because.clear();
        }
        SliceField::Pattern(pattern) => slice.pattern = *pattern,
        SliceField::Persona(persona) => slice.persona = *persona,
        SliceField::Step(step) => slice.step = *step,
        SliceField::Value(value) => slice.value = *value,
        SliceField::Effort(effort) => slice.effort = *effort,
        SliceField::Notes(notes) => slice.notes.clone_from(notes),
        SliceField::Tags(tags) => slice.tags.clone_from(tags),
    }
}

fn label(workshop: &Workshop, slices: &[&Slice], field: &SliceField) -> String {
    let what = say::slices(slices.iter().map(|slice| slice.title.as_str()));
    match field {
        SliceField::Title(title) => match slices {
            [slice] if slice.title.is_empty() => format!("Write {}", quoted(title)),
            _ if title.is_empty() => format!("Clear the title of {what}"),
            _ => format!("Rename {what} to {}", quoted(title)),
        },
        SliceField::Narrative(_) => format!("Change the narrative of {what}"),
        SliceField::Notes(_) => format!("Change the notes of {what}"),
        SliceField::Tags(_) => format!("Change the tags of {what}"),
        SliceField::Kind(kind) => format!("Make {what} a {kind}"),
        SliceField::Status(Status::Open) => format!("Reopen {what}"),
        SliceField::Status(Status::Doing) => format!("Begin {what}"),
        SliceField::Status(Status::Done) => format!("Finish {what}"),
        SliceField::Status(Status::Dropped) => format!("Drop {what}"),
        SliceField::Pattern(Some(pattern)) => format!("Set the pattern of {what} to {pattern}"),
        SliceField::Pattern(None) => format!("Clear the pattern of {what}"),
        SliceField::Persona(id) => named(&what, "persona", id.and_then(|id| persona(workshop, id))),
        SliceField::Step(id) => named(&what, "step", id.and_then(|id| step(workshop, id))),
        SliceField::Value(Some(value)) => format!("Set the value of {what} to {value}"),
        SliceField::Value(None) => format!("Estimate the value of {what}"),
        SliceField::Effort(Some(effort)) => {
            format!("Set the effort of {what} to {}", days(u64::from(*effort)))
        }
        SliceField::Effort(None) => format!("Estimate the effort of {what}"),
    }
}

fn named(what: &str, field: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("Set the {field} of {what} to {}", quoted(name)),
        None => format!("Clear the {field} of {what}"),
    }
}
