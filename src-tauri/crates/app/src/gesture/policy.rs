//! What the team settles about judging: words that are fine, criteria that do not count, findings
//! that do not matter for one slice.

use slicing::judge::{self, Criterion};
use slicing::{About, Dismissal, Policy, Slice, SliceId, Workshop, folded};

use super::{Change, find};
use crate::api::AppError;
use crate::say::quoted;

/// The longest phrase that may pass, in characters.
const LONGEST: usize = 80;

/// Words are fine here, or are not any more.
pub(super) fn let_pass(workshop: &Workshop, words: &str, passes: bool) -> Result<Change, AppError> {
    let words = folded(words);
    if !words.chars().any(char::is_alphanumeric) {
        return Err(AppError::bad_input("There is no word in it. Write one first."));
    }
    if words.chars().count() > LONGEST {
        return Err(AppError::bad_input(format!(
            "This is longer than {LONGEST} characters. Choose the words that are fine."
        )));
    }
    let Policy { most_criteria, fine_words, ignored } = workshop.about.policy.clone();
    let others = fine_words.into_iter().filter(|word| *word != words);
    let fine_words: Vec<String> = others.chain(passes.then(|| words.clone())).collect();
    let label = match passes {
        true => format!("Let {} pass", quoted(&words)),
        false => format!("Ask about {} again", quoted(&words)),
    };
    Ok(settled(workshop, label, Policy::new(most_criteria, fine_words, ignored)))
}

/// A criterion counts here, or does not.
pub(super) fn count(workshop: &Workshop, criterion: Criterion, counts: bool) -> Change {
    let Policy { most_criteria, fine_words, ignored } = workshop.about.policy.clone();
    let others = ignored.into_iter().filter(|other| *other != criterion);
    let ignored: Vec<Criterion> = others.chain((!counts).then_some(criterion)).collect();
    let label = match counts {
        true => format!("Count {} again", quoted(criterion.id())),
        false => format!("Leave {} out", quoted(criterion.id())),
    };
    settled(workshop, label, Policy::new(most_criteria, fine_words, ignored))
}

fn settled(workshop: &Workshop, label: String, policy: Policy) -> Change {
    let about = About { policy, ..workshop.about.clone() };
    Change::new(label, move |edit| {
        edit.update_about(&about)?;
        Ok(Vec::new())
    })
}

/// What a check says about some words of a slice does not matter, or matters again.
pub(super) fn dismiss(
    workshop: &Workshop,
    id: SliceId,
    check: &str,
    words: &str,
    dismissed: bool,
) -> Result<Change, AppError> {
    let slice = find(workshop, id)?;
    if dismissed && !judge::is_check(check) {
        return Err(AppError::bad_input("There is no such finding any more. Look at it again."));
    }
    let dismissal = Dismissal { check: check.to_owned(), words: folded(words) };
    let label = dismissal_label(slice, &dismissal, dismissed);
    let is_change = slice.dismissed.contains(&dismissal) != dismissed;
    Ok(Change::new(label, move |edit| {
        match (is_change, dismissed) {
            (false, _) => {}
            (true, true) => edit.insert_dismissal(id, &dismissal)?,
            (true, false) => edit.delete_dismissal(id, &dismissal)?,
        }
        Ok(vec![id])
    }))
}

fn dismissal_label(slice: &Slice, dismissal: &Dismissal, dismissed: bool) -> String {
    let about = match dismissal.words.as_str() {
        "" => quoted(&slice.title),
        words => quoted(words),
    };
    match dismissed {
        true => format!("Dismiss a finding about {about}"),
        false => format!("Bring back a finding about {about}"),
    }
}
