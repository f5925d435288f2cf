//! What the parts are called: halves, repetitions, things without behaviour, one reason for all.

use std::sync::LazyLock;

use super::check::{Seen, SplitCheck};
use super::part::{Part, Split};
use super::{layers, phases};
use crate::language::{Phrases, Tag, Word};

pub(super) const CHECKS: &[SplitCheck] = &[
    SplitCheck {
        name: "halves",
        reason: "A number says nothing about what one can do then.",
        source: "INVEST, Wake 2003",
        observe: halves,
    },
    SplitCheck {
        name: "same-twice",
        reason: "Two parts with the same words are one part, or hide a difference.",
        source: "QUS (unique), Lucassen et al. 2016",
        observe: same_twice,
    },
    SplitCheck {
        name: "whole-again",
        reason: "A part that is called like the whole leaves nothing out.",
        source: "Meta-pattern, Lawrence and Green (Humanizing Work)",
        observe: whole_again,
    },
    SplitCheck {
        name: "things",
        reason: "Data and roles are not behaviour: nobody can tell when they are done.",
        source: "QUS (well-formed), Lucassen et al. 2016",
        observe: things,
    },
    SplitCheck {
        name: "one-reason",
        reason: "One reason for all parts hides what each of them brings.",
        source: "Five story-splitting mistakes, Cohn",
        observe: one_reason,
    },
];

/// Words that tell parts apart without saying what they do.
static EMPTY: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "part, half, phase, step, slice, iteration, increment, version, v1, v2, v3, v4, stage, level, first, second, third, fourth, other, the, i, ii, iii, iv, a, b, c, d, \
         basic, basics, rest, start, continue, finish, begin, end, minimum, medium, maximum, thing, improvement, more, misc, miscellaneous, advanced, small, big, \
         of, one, two, three, four, core, extra, sprint, release, and, various, stuff, final, initial, remaining",
        (),
    )])
});

/// Whether nothing is left of a part besides the words of all parts and a number.
fn is_half(split: &Split<'_>, part: &Part<'_>) -> bool {
    let is_empty = |word: &Word<'_>| {
        EMPTY.at(std::slice::from_ref(word), 0).is_some()
            || word.text.chars().all(|c| c.is_ascii_digit() || c == '/')
    };
    let is_old = |word: &Word<'_>| {
        split.parts.len() > 1 && split.parts.iter().all(|one| one.content.contains(&word.lemma))
    };
    let says = |word: &&Word<'_>| word.is_spoken() && word.tag != Tag::Preposition && !is_old(word);
    let left: Vec<&Word<'_>> = part.words().iter().filter(says).collect();
    !left.is_empty() && left.iter().all(|word| is_empty(word))
}

fn is_numbered(part: &Part<'_>) -> bool {
    part.words().windows(2).any(|pair| {
        pair[0].is_any(&["part", "phase", "half", "step", "slice", "iteration"])
            && (pair[1].text.len() <= 2 && pair[1].text.chars().all(|c| c.is_ascii_digit())
                || pair[1].is_any(&["i", "ii", "iii", "one", "two", "three", "b"]))
    })
}

fn halves(split: &Split<'_>) -> Option<Seen> {
    let halves = split.which(|part| is_half(split, part) || is_numbered(part));
    let first = *halves.first()?;
    (halves.len() >= 2 || is_numbered(&split.parts[first])).then(|| {
        let message = format!("{} does not say what one can do then.", split.parts[first].quoted());
        Seen::new(-42, halves, message, "What does somebody gain by it? Call it that.")
    })
}

fn same_twice(split: &Split<'_>) -> Option<Seen> {
    let same = |later: &usize| {
        let content = &split.parts[*later].own_content;
        (0..*later).find(|at| &split.parts[*at].own_content == content && !content.is_empty())
    };
    let (earlier, later) = (1..split.parts.len()).find_map(|later| Some((same(&later)?, later)))?;
    let message = format!(
        "{} and {} say the same.",
        split.parts[earlier].quoted(),
        split.parts[later].quoted()
    );
    Some(Seen::new(
        -28,
        [earlier, later],
        message,
        "Is there a difference? Then it is the name of one of them.",
    ))
}

fn whole_again(split: &Split<'_>) -> Option<Seen> {
    let whole = &split.whole.content;
    let limited =
        |part: &Part<'_>| part.words().iter().any(|word| word.is_any(&["one", "without"]));
    let is_whole = |part: &Part<'_>| &part.content == whole && part.len() <= split.whole.len();
    let again = split.which(|part| is_whole(part) && !whole.is_empty() && !limited(part));
    let first = *again.first()?;
    (split.parts.len() > 1).then(|| {
        let message = format!("{} is called like the whole.", split.parts[first].quoted());
        Seen::new(-30, again, message, "What is left out of it?")
    })
}

/// The most words of a thing without behaviour.
const THING: usize = 3;

fn is_thing(split: &Split<'_>, part: &Part<'_>) -> bool {
    let telling = |word: &Word<'_>| {
        word.is_any(&[
            "only", "by", "for", "with", "without", "per", "from", "to", "as", "in", "on", "when",
            "over", "until", "at", "after", "before",
        ]) || word.text.chars().any(|c| c.is_ascii_digit())
    };
    let shared = part.content.iter().any(|word| split.whole.verb() == Some(word.as_ref()));
    part.verb().is_none()
        && !part.is_variant()
        && part.len() <= THING
        && !part.words().iter().any(telling)
        && !shared
        && !is_half(split, part)
        && !layers::is_layer(split, part)
        && !phases::is_phase(part)
}

fn things(split: &Split<'_>) -> Option<Seen> {
    let things = split.which(|part| is_thing(split, part));
    split.is_half(things.len()).then(|| {
        let message =
            format!("{} are things, and say nothing that one can do.", split.quote(&things));
        Seen::new(-36, things, message, "Who does what with it first?")
    })
}

fn one_reason(split: &Split<'_>) -> Option<Seen> {
    let reason = |part: &Part<'_>| -> Vec<String> {
        part.reason().iter().filter(|w| w.is_spoken()).map(|w| w.lower.to_string()).collect()
    };
    let first = reason(split.parts.first()?);
    let same = split.parts.len() > 1 && !first.is_empty();
    (same && split.parts.iter().all(|part| reason(part) == first)).then(|| {
        let message = format!("All parts give one reason: “{}”.", first.join(" "));
        Seen::new(-22, 0..split.parts.len(), message, "What does each of them bring alone?")
    })
}
