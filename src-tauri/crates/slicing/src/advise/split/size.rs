//! How many parts there are and how equal, by the signs that a part can still be split.

use std::sync::LazyLock;

use super::check::{Seen, SplitCheck};
use super::part::{Part, Split};
use crate::language::{Phrases, Tag};

pub(super) const CHECKS: &[SplitCheck] = &[
    SplitCheck {
        name: "alone",
        reason: "One part leaves nothing to drop, to defer or to learn from.",
        source: "Story splitting flowchart, Lawrence and Green (Humanizing Work)",
        observe: alone,
    },
    SplitCheck {
        name: "many",
        reason: "A list of everything is work for nothing where the first parts change the rest.",
        source: "Five story-splitting mistakes, Cohn",
        observe: many,
    },
    SplitCheck {
        name: "uneven",
        reason: "Of two splits the one with parts of equal size is better.",
        source: "Story splitting flowchart, Lawrence and Green (Humanizing Work)",
        observe: uneven,
    },
    SplitCheck {
        name: "thick-first",
        reason: "The first part should be the thinnest that goes from beginning to end.",
        source: "Meta-pattern, Lawrence and Green (Humanizing Work)",
        observe: thick_first,
    },
];

/// More parts than this are seldom discussed one by one.
const MANY: usize = 8;

fn alone(split: &Split<'_>) -> Option<Seen> {
    (split.parts.len() == 1).then(|| {
        Seen::new(-40, [0], "One part is not a split.", "What of it could come later, or never?")
    })
}

fn many(split: &Split<'_>) -> Option<Seen> {
    let count = split.parts.len();
    (count > MANY).then(|| {
        let message = format!("{count} parts at once: few of them will be remembered.");
        Seen::new(
            -36,
            0..count,
            message,
            "Which two or three first? The rest can be one part for later.",
        )
    })
}

static BUNDLES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "manage, maintain, administer, support all, process all, organise, organize, automate, synchronise, synchronize, integrate, report on, \
         in real time, real-time, all kinds, complete, entire, whole",
        (),
    )])
});

/// Quantifiers that hide a list.
const QUANTIFIERS: &[&str] = &["all", "any", "every", "everything", "various", "everybody"];

/// How thick a part is, 1 being the thinnest: each conjunction, enumeration, quantifier and verb
/// that bundles operations is a place where it could still be split.
pub(super) fn thickness(part: &Part<'_>) -> usize {
    let words = part.words();
    let inner = words.split_last().map_or(&[][..], |(_, rest)| rest);
    let joints = inner
        .iter()
        .filter(|word| word.tag == Tag::Coordinator || word.is_any(&[",", "&", "+", "/"]));
    let quantified = words.iter().filter(|word| word.is_any(QUANTIFIERS));
    1 + joints.count() + 2 * quantified.count() + 3 * BUNDLES.find(words).count()
}

/// Whether a part is the bag for what is deliberately put off.
fn is_rest(part: &Part<'_>) -> bool {
    part.words()
        .iter()
        .take(4)
        .any(|word| word.is_any(&["rest", "else", "other", "others", "remaining"]))
}

/// A part this thick is several.
const THICK: usize = 5;

fn uneven(split: &Split<'_>) -> Option<Seen> {
    let sizes: Vec<usize> = split.parts.iter().map(thickness).collect();
    let most = (0..sizes.len()).rev().max_by_key(|at| sizes[*at])?;
    let least = (0..sizes.len()).min_by_key(|at| sizes[*at])?;
    let uneven = sizes[most] >= THICK && sizes[most] >= 3 * sizes[least];
    (uneven && !is_rest(&split.parts[most])).then(|| {
        let message = format!(
            "{} is many times {}.",
            split.parts[most].quoted(),
            split.parts[least].quoted()
        );
        Seen::new(-26, [most, least], message, "Is that where the work is? Then split that one.")
    })
}

fn thick_first(split: &Split<'_>) -> Option<Seen> {
    let first = thickness(split.parts.first()?);
    let rest = split.parts[1..].iter().map(thickness).max()?;
    (first >= THICK && first > rest).then(|| {
        let message = format!("{} begins with the thickest part.", split.parts[0].quoted());
        Seen::new(-16, [0], message, "What is the least of it that would be of use to one person?")
    })
}
