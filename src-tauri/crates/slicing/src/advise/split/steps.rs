//! Parts that are the steps of one path, none of which reaches an end that is of use.

use std::sync::LazyLock;

use super::check::{Seen, SplitCheck};
use super::part::{Part, Split};
use crate::language::{Phrases, Tag, Word};

pub(super) const CHECKS: &[SplitCheck] = &[SplitCheck {
    name: "steps",
    reason: "A path cut crosswise is of no use before its last step.",
    source: "Workflow steps, Lawrence and Green (Humanizing Work)",
    observe: steps,
}];

/// What a verb says about a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Input that is never an end.
    Input,
    /// Work within a path, though with one object after the other it may be the end itself.
    Process,
}

static STEPS: LazyLock<Phrases<Step>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            "enter, fill in, fill out, select, choose, pick, confirm, submit, accept, preview, click, open form, open the form, open request form, finish, \
             review entries, check summary, check the summary, proceed, set password, specify, provide, key in",
            Step::Input,
        ),
        (
            "validate, verify, check, review, calculate, generate, detect, crop, recognise, recognize, parse, store, save, fetch, load, transform, process, issue, assign, \
             describe, give, upload, input, scan, unlock, lock, charge, record, write, approve, publish, arrange, agree, draw, identify, print, pay, get confirmation, book, send",
            Step::Process,
        ),
    ])
});

/// The most words of a step: a longer part says what it brings.
const SHORT: usize = 5;

fn step(part: &Part<'_>) -> Option<Step> {
    let found = part.acts_as(&STEPS)?;
    let is_limited = |word: &Word<'_>| {
        matches!(word.tag, Tag::Preposition | Tag::Coordinator | Tag::Number | Tag::Subordinator)
            && !word.is("and")
            && !word.is("in")
    };
    let plain = found == Step::Input || !part.object().iter().any(is_limited);
    let short = part.object().iter().filter(|word| word.is_spoken()).count() < SHORT;
    (short && plain).then_some(found)
}

/// Whether a part is a mere input of something.
pub(super) fn is_input(part: &Part<'_>) -> bool {
    step(part) == Some(Step::Input)
}

fn steps(split: &Split<'_>) -> Option<Seen> {
    let at = split.which(|part| step(part).is_some());
    let inputs = split.which(is_input).len();
    let mut verbs: Vec<_> = at.iter().filter_map(|at| split.parts[*at].verb()).collect();
    verbs.sort_unstable();
    verbs.dedup();
    // One verb with several objects are variants, unless it is one of input.
    let path = inputs >= 2 || verbs.len() >= 3;
    let most = at.len() * 5 >= split.parts.len() * 3;
    (split.parts.len() >= 3 && path && most).then(|| {
        let last = at.len() - 1;
        let message = format!(
            "From {} to {}: steps of one path, and none is of use alone.",
            split.parts[at[0]].quoted(),
            split.parts[at[last]].quoted()
        );
        Seen::new(
            -42,
            at,
            message,
            "What is the thinnest way from the first to the last step? Which step could stay manual?",
        )
    })
}
