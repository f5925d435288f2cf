//! Title, goal, product, time-box, most criteria and trackers' types; personas and steps.

use slicing::{
    About, OrderKey, Pace, Persona, PersonaId, Policy, Role, Step, StepId, TypeNames, Workshop,
    Worth,
};

use super::Change;
use crate::api::{AboutField, AppError, PaceView, TypeView};
use crate::exchange;
use crate::say::{count, quoted};
use crate::text;

pub(super) fn set_about(workshop: &Workshop, field: AboutField) -> Result<Change, AppError> {
    let mut about: About = workshop.about.clone();
    let label = match field {
        AboutField::Title(title) => {
            about.title = name(&title)?;
            format!("Rename the workshop to {}", quoted(&about.title))
        }
        AboutField::Goal(goal) => {
            about.goal = text::block(&goal);
            "Change the goal".to_owned()
        }
        AboutField::Product(product) => {
            about.product = product;
            format!("Set the product to {product}")
        }
        AboutField::TimeBox(days) if !(1..=100).contains(&days) => {
            return Err(AppError::bad_input("A time-box is from 1 to 100 days. Choose one."));
        }
        AboutField::TimeBox(days) => {
            about.time_box = days;
            format!("Set the time-box to {}", count(usize::from(days), "day", "days"))
        }
        AboutField::MostCriteria(Some(most)) if !Policy::CRITERIA.contains(&most) => {
            return Err(AppError::bad_input(
                "The most criteria of a slice are from 1 to 20. Choose one of these.",
            ));
        }
        AboutField::MostCriteria(most) => {
            about.policy.most_criteria = most;
            match most {
                Some(most) => {
                    let most = count(usize::from(most), "criterion", "criteria");
                    format!("Allow {most} a slice")
                }
                None => "Allow the usual number of criteria a slice".to_owned(),
            }
        }
    };
    Ok(Change::new(label, move |edit| {
        edit.update_about(&about)?;
        Ok(Vec::new())
    }))
}

/// What a point of value is worth a day, or that nobody says it.
pub(super) fn set_worth(workshop: &Workshop, worth: Option<Worth>) -> Result<Change, AppError> {
    let worth = worth.map(|Worth { amount, unit }| Worth { amount, unit: text::line(&unit) });
    let fits = |worth: &Worth| {
        Worth::AMOUNT.contains(&worth.amount) && (1..=12).contains(&worth.unit.chars().count())
    };
    if worth.as_ref().is_some_and(|worth| !fits(worth)) {
        return Err(AppError::bad_input(
            "A point of value is worth 1 to 1,000,000 a day of something that is named in 1 to 12 \
             characters, such as €. Say it so.",
        ));
    }
    let label = match &worth {
        Some(Worth { amount, unit }) => format!("Say that a point is worth {amount} {unit} a day"),
        None => "Say nothing about what a point is worth".to_owned(),
    };
    let about = About { worth, ..workshop.about.clone() };
    Ok(Change::new(label, move |edit| {
        edit.update_about(&about)?;
        Ok(Vec::new())
    }))
}

/// How fast the team is, and when it wants to be done.
pub(super) fn set_pace(workshop: &Workshop, pace: PaceView) -> Result<Change, AppError> {
    check_pace(&pace)?;
    let pace = Pace::from(pace);
    let before = &workshop.about.pace;
    let label = if pace.throughput != before.throughput {
        "Set the throughput"
    } else if pace.due != before.due {
        "Set the date that is wanted"
    } else if (pace.people, pace.people_then) != (before.people, before.people_then) {
        "Set how many people there are"
    } else if pace.growth != before.growth {
        "Set how much the scope grows"
    } else {
        "Set when the work begins"
    };
    let about = About { pace, ..workshop.about.clone() };
    Ok(Change::new(label, move |edit| {
        edit.update_about(&about)?;
        Ok(Vec::new())
    }))
}

/// Whether it can be a pace.
///
/// # Errors
/// [`ErrorCode::BadInput`](crate::api::ErrorCode), with what is one.
pub(crate) fn check_pace(pace: &PaceView) -> Result<(), AppError> {
    let pace = Pace::from(pace.clone());
    let is_date = |date: &String| date.parse::<jiff::civil::Date>().is_ok();
    match pace.is_in_range() && pace.from.iter().chain(&pace.due).all(is_date) {
        true => Ok(()),
        false => Err(AppError::bad_input(
            "A pace has at most 520 weeks of at most 10,000 slices, 100 to 300 % growth, 1 to 100 \
             people, and dates such as 2026-05-09. Correct what is different.",
        )),
    }
}

impl From<PaceView> for Pace {
    fn from(view: PaceView) -> Self {
        let PaceView { throughput, growth, people_then, people, from, due } = view;
        Self { throughput, growth, people_then, people, from, due }
    }
}

impl From<Pace> for PaceView {
    fn from(pace: Pace) -> Self {
        let Pace { throughput, growth, people_then, people, from, due } = pace;
        Self { throughput, growth, people_then, people, from, due }
    }
}

/// A tracker's types for some roles get names, or the usual ones again: all of them or none.
pub(super) fn set_types(
    workshop: &Workshop,
    format: &str,
    types: &[TypeView],
) -> Result<Change, AppError> {
    let format = exchange::format(format)?;
    let mut about: About = workshop.about.clone();
    for TypeView { role, name } in types {
        let role = role_named(role)?;
        match name.as_deref().map(text::line) {
            None => about.types.reset(format.id(), role.id()),
            Some(name) if about.types.set(format.id(), role.id(), &name) => {}
            Some(_) => {
                return Err(AppError::bad_input(format!(
                    "The type of a {role} is a line of 1 to {} characters. Choose another.",
                    TypeNames::LONGEST
                )));
            }
        }
    }
    let label = match types {
        [TypeView { role, name: Some(name) }] => {
            format!("Call a {role} {} in {}", quoted(&text::line(name)), format.title())
        }
        [TypeView { role, name: None }] => {
            format!("Call a {role} as usual in {}", format.title())
        }
        _ => format!("Change the types in {}", format.title()),
    };
    Ok(Change::new(label, move |edit| {
        edit.update_about(&about)?;
        Ok(Vec::new())
    }))
}

fn role_named(role: &str) -> Result<Role, AppError> {
    Role::from_id(role).ok_or_else(|| {
        let ids: Vec<&str> = Role::ALL.iter().map(|role| role.id()).collect();
        let role: String = role.chars().take(40).collect();
        AppError::bad_input(format!(
            "There is no role {role:?}. Choose one of: {}.",
            ids.join(", ")
        ))
    })
}

fn name(name: &str) -> Result<String, AppError> {
    match text::line(name) {
        name if name.is_empty() => {
            Err(AppError::bad_input("The name is empty. Write something first."))
        }
        name => Ok(name),
    }
}

fn gone(what: &str) -> AppError {
    AppError::refused(format!("This {what} is gone by now. Somebody may have removed it."))
}

/// A key behind the item `after`, or before all; `moving` is no neighbour.
fn key_after<Id: PartialEq + Copy>(
    items: &[(Id, &OrderKey)],
    after: Option<Id>,
    moving: Id,
) -> Option<OrderKey> {
    let stay: Vec<&(Id, &OrderKey)> = items.iter().filter(|(id, _)| *id != moving).collect();
    let next = match after.filter(|id| *id != moving) {
        Some(after) => stay.iter().position(|(id, _)| *id == after)? + 1,
        None if after.is_some() => items.iter().position(|(id, _)| *id == moving)?,
        None => 0,
    };
    let left = next.checked_sub(1).map(|at| stay[at].1);
    let right = stay.get(next).map(|(_, key)| *key);
    OrderKey::between(left, right).or_else(|| OrderKey::between(left, None))
}

fn last_key<'a>(keys: impl Iterator<Item = &'a OrderKey>) -> OrderKey {
    OrderKey::between(keys.max(), None).unwrap_or_else(OrderKey::first)
}

fn persona(workshop: &Workshop, id: PersonaId) -> Result<&Persona, AppError> {
    workshop.personas.iter().find(|persona| persona.id == id).ok_or_else(|| gone("persona"))
}

pub(super) fn add_persona(workshop: &Workshop, name: &str) -> Result<Change, AppError> {
    let name = self::name(name)?;
    let key = last_key(workshop.personas.iter().map(|persona| &persona.key));
    Ok(Change::new(format!("Add the persona {}", quoted(&name)), move |edit| {
        let id = edit.new_persona_id()?;
        edit.insert_persona(&Persona { id, key, name })?;
        Ok(Vec::new())
    }))
}

pub(super) fn rename_persona(
    workshop: &Workshop,
    id: PersonaId,
    name: &str,
) -> Result<Change, AppError> {
    let old = persona(workshop, id)?;
    let new = Persona { name: self::name(name)?, ..old.clone() };
    let label = format!("Rename the persona {} to {}", quoted(&old.name), quoted(&new.name));
    Ok(Change::new(label, move |edit| {
        edit.update_persona(&new)?;
        Ok(Vec::new())
    }))
}

pub(super) fn move_persona(
    workshop: &Workshop,
    id: PersonaId,
    after: Option<PersonaId>,
) -> Result<Change, AppError> {
    let old = persona(workshop, id)?;
    let items: Vec<_> = workshop.personas.iter().map(|p| (p.id, &p.key)).collect();
    let key = key_after(&items, after, id).ok_or_else(|| gone("persona"))?;
    let new = Persona { key, ..old.clone() };
    Ok(Change::new(format!("Move the persona {}", quoted(&old.name)), move |edit| {
        edit.update_persona(&new)?;
        Ok(Vec::new())
    }))
}

pub(super) fn remove_persona(workshop: &Workshop, id: PersonaId) -> Result<Change, AppError> {
    let label = format!("Remove the persona {}", quoted(&persona(workshop, id)?.name));
    Ok(Change::new(label, move |edit| {
        edit.delete_persona(id)?;
        Ok(Vec::new())
    }))
}

fn step(workshop: &Workshop, id: StepId) -> Result<&Step, AppError> {
    workshop.steps.iter().find(|step| step.id == id).ok_or_else(|| gone("step"))
}

pub(super) fn add_step(workshop: &Workshop, name: &str) -> Result<Change, AppError> {
    let name = self::name(name)?;
    let key = last_key(workshop.steps.iter().map(|step| &step.key));
    Ok(Change::new(format!("Add the step {}", quoted(&name)), move |edit| {
        let id = edit.new_step_id()?;
        edit.insert_step(&Step { id, key, name, essential: true })?;
        Ok(Vec::new())
    }))
}

pub(super) fn set_step(
    workshop: &Workshop,
    id: StepId,
    name: &str,
    essential: bool,
) -> Result<Change, AppError> {
    let old = step(workshop, id)?;
    let new = Step { name: self::name(name)?, essential, ..old.clone() };
    let label = match (old.name == new.name, essential) {
        (false, _) => format!("Rename the step {} to {}", quoted(&old.name), quoted(&new.name)),
        (true, true) => format!("Make the step {} essential", quoted(&old.name)),
        (true, false) => format!("Make the step {} optional", quoted(&old.name)),
    };
    Ok(Change::new(label, move |edit| {
        edit.update_step(&new)?;
        Ok(Vec::new())
    }))
}

pub(super) fn move_step(
    workshop: &Workshop,
    id: StepId,
    after: Option<StepId>,
) -> Result<Change, AppError> {
    let old = step(workshop, id)?;
    let items: Vec<_> = workshop.steps.iter().map(|s| (s.id, &s.key)).collect();
    let key = key_after(&items, after, id).ok_or_else(|| gone("step"))?;
    let new = Step { key, ..old.clone() };
    Ok(Change::new(format!("Move the step {}", quoted(&old.name)), move |edit| {
        edit.update_step(&new)?;
        Ok(Vec::new())
    }))
}

pub(super) fn remove_step(workshop: &Workshop, id: StepId) -> Result<Change, AppError> {
    let label = format!("Remove the step {}", quoted(&step(workshop, id)?.name));
    Ok(Change::new(label, move |edit| {
        edit.delete_step(id)?;
        Ok(Vec::new())
    }))
}
