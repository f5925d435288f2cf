//! Which parts wait for which others.

use std::sync::LazyLock;

use super::Need;
use super::check::{Seen, SplitCheck};
use super::part::{Part, Split};
use crate::language::{Phrases, Word};

pub(super) const CHECKS: &[SplitCheck] = &[
    SplitCheck {
        name: "told-needs",
        reason: "Parts that wait for each other are one part.",
        source: "INVEST, Wake 2003",
        observe: told_needs,
    },
    SplitCheck {
        name: "backwards",
        reason: "What is changed or removed must be there first.",
        source: "Operations pattern, Lawrence",
        observe: backwards,
    },
];

/// Said of work and never of the product.
static TOLD: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "blocked by, waits for part, depends on part, prerequisite, once part, is done, is finished",
        (),
    )])
});

/// Said of work when it stands after a bracket or a comma: "(needs the article)".
static REMARKED: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[("needs, need, requires, depends on, depending on, after, waits for", ())])
});

fn tells_need(part: &Part<'_>) -> bool {
    let words = part.words();
    let remarked =
        |at: usize| words[at - 1].is_any(&["(", ",", "["]) && REMARKED.at(words, at).is_some();
    part.has(&TOLD) || (1..words.len()).any(remarked)
}

fn told_needs(split: &Split<'_>) -> Option<Seen> {
    let told = split.which(tells_need);
    (split.parts.len() > 1 && told.len() * 2 >= split.parts.len()).then(|| {
        let message = format!("{} waits for the others.", split.quote(&told[..1]));
        Seen::new(-32, told, message, "Which of them would be of use if the others never came?")
    })
}

/// What a verb does to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Makes,
    Uses,
}

static ACTS: LazyLock<Phrases<Act>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            "create, add, write, enter, draft, register, record, put, offer, define, make, draw, open",
            Act::Makes,
        ),
        (
            "change, edit, update, delete, remove, cancel, archive, approve, reject, publish, rename, duplicate, copy, share, correct, withdraw, reopen, close, renew, unpin, unblock",
            Act::Uses,
        ),
    ])
});

/// The thing that a part is about: the first noun after its verb.
fn thing<'p>(part: &'p Part<'_>) -> Option<&'p str> {
    let noun = |word: &&Word<'_>| word.tag.is_noun();
    part.object().iter().find(noun).map(|word| word.lemma.as_ref())
}

/// Each part that works on what another makes.
pub(super) fn between(split: &Split<'_>) -> Vec<Need> {
    let of = |acts: Act| {
        split.which(move |part| part.verb().is_some() && part.acts_as(&ACTS) == Some(acts))
    };
    let makers = of(Act::Makes);
    let need = |user: usize| {
        let wanted = thing(&split.parts[user])?;
        let maker = *makers.iter().find(|at| thing(&split.parts[**at]) == Some(wanted))?;
        let (part, needs) = (split.parts[user].at, split.parts[maker].at);
        Some(Need { part, needs, thing: wanted.to_owned() })
    };
    of(Act::Uses).into_iter().filter_map(need).collect()
}

fn backwards(split: &Split<'_>) -> Option<Seen> {
    let need = between(split).into_iter().find(|need| need.part < need.needs)?;
    let place = |at: usize| split.parts.iter().position(|part| part.at == at);
    let (user, maker) = (place(need.part)?, place(need.needs)?);
    let message = format!(
        "{} comes before {}, which makes the {}.",
        split.parts[user].quoted(),
        split.parts[maker].quoted(),
        need.thing
    );
    Some(Seen::new(-12, [user, maker], message, "Is there one already? Else turn them round."))
}
