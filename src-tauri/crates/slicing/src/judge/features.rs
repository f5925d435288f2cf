//! What a card shows, as the learned weights count it: the checks that found something, how the
//! card is made, and its words.
//!
//! What may only help is left out, so that it can only help: criteria, scenarios and measures are
//! the checks' alone, and words of a benefit never take points away (the training sees to that).
//! Vague words are left out too; the check `vague-term` is about them.

use super::reading::{Actor, Basis, Reading};
use super::{Finding, Speaks, testable};
use crate::judge::Field;
use crate::language::{Tag, Word};
use crate::learned::{Feature, Group};
use crate::model::Kind;
use crate::story::{Joined, Part, Story, Voice};

/// Everything that a card shows; nothing when its words cannot be read or it is no slice.
pub(crate) fn features<'r>(reading: &'r Reading<'_>, findings: &[Finding]) -> Vec<Feature<'r>> {
    let mut seen = Vec::with_capacity(64);
    if reading.kind != Kind::Slice || matches!(reading.basis, Basis::Foreign | Basis::Nothing) {
        return seen;
    }
    let mut see = |group, name| seen.push(Feature::new(group, name));
    for finding in findings {
        see(Group::Check, against_or_for(finding));
    }
    shape(reading, |name| see(Group::Shape, name));
    for (field, item, text) in reading.story.fields() {
        if field == Field::Acceptance {
            continue;
        }
        for (at, word) in text.words().iter().enumerate().filter(|(_, word)| is_telling(word)) {
            let name = word.lemma.as_ref();
            let word = Some((field, item, at));
            let zones = zones(&reading.story, field, at);
            seen.extend(zones.iter().map(|group| Feature { group: *group, name, word }));
            if zones.contains(&Group::Word)
                && let Some(stem) = stem(name)
            {
                seen.push(Feature { group: Group::Stem, name: stem, word });
            }
        }
    }
    seen
}

/// The name of a check; what speaks in favour is another thing than what speaks against.
fn against_or_for(finding: &Finding) -> &'static str {
    match (finding.check, finding.speaks) {
        ("benefit", Speaks::For) => "own benefit",
        (check, _) => check,
    }
}

/// The letters that "approve", "approval" and "approver" share.
fn stem(lemma: &str) -> Option<&str> {
    const LETTERS: usize = 5;
    lemma.char_indices().nth(LETTERS).map(|(end, _)| &lemma[..end])
}

fn is_telling(word: &Word<'_>) -> bool {
    let empty = matches!(word.tag, Tag::Determiner | Tag::Number);
    word.is_spoken() && !empty && !testable::is_vague(word)
}

/// Whether a word stands outside role, benefit and criteria.
pub(crate) fn is_of_body(story: &Story<'_>, field: Field, at: usize) -> bool {
    zones(story, field, at).contains(&Group::Word)
}

/// Which parts of the card a word belongs to.
fn zones(story: &Story<'_>, field: Field, at: usize) -> &'static [Group] {
    let within = |part: &Option<Part<'_>>| {
        part.as_ref().is_some_and(|part| part.place.field == field && part.words.contains(&at))
    };
    let of_criteria = |part: &Part<'_>| part.place.field == field && part.words.contains(&at);
    if within(&story.benefit) {
        &[Group::Benefit]
    } else if opens_benefit(story, field, at) {
        &[]
    } else if within(&story.role) {
        &[Group::Role]
    } else if story.criteria.iter().any(of_criteria) {
        &[]
    } else if field == Field::Title || within(&story.want) {
        &[Group::Word, Group::Headline]
    } else {
        &[Group::Word]
    }
}

/// "so that", "in order to", "because": of a benefit nothing counts but its words.
fn opens_benefit(story: &Story<'_>, field: Field, at: usize) -> bool {
    const LONGEST: usize = 3;
    const OPENING: &[&str] =
        &["so", "that", "in", "order", "to", "for", "because", "thereby", "this", "way", "which"];
    let start = story.benefit.as_ref().filter(|part| part.place.field == field);
    start.is_some_and(|part| at < part.words.start && part.words.start <= at + LONGEST)
        && story.field(field, 0).words()[at].is_any(OPENING)
}

/// Names for a count: up to five, and more.
macro_rules! counts {
    ($name:literal) => {
        &[
            concat!($name, " 0"),
            concat!($name, " 1"),
            concat!($name, " 2"),
            concat!($name, " 3"),
            concat!($name, " 4"),
            concat!($name, " 5"),
            concat!($name, " 6 or more"),
        ]
    };
}
pub(crate) use counts;

/// The name for a count.
pub(crate) fn counted(names: &'static [&'static str; 7], count: usize) -> &'static str {
    names[count.min(names.len() - 1)]
}

fn shape<'r>(reading: &'r Reading<'_>, mut see: impl FnMut(&'r str)) {
    let story = &reading.story;
    see(match reading.actor {
        Actor::Outside => "role outside",
        Actor::Team => "role team",
        Actor::System => "role system",
        Actor::Nobody => "no role",
    });
    see(match story.voice {
        Voice::First => "first person",
        Voice::Third => "third person",
        Voice::Bare => "no subject",
    });
    see(counted(counts!("verbs"), story.actions.len()));
    see(counted(counts!("joins"), story.joins.len()));
    see(counted(counts!("lists"), story.lists.len()));
    see(counted(counts!("actors"), story.actors.len()));
    see(counted(counts!("quantifiers"), story.quantifiers.len()));
    see(counted(counts!("sentences after the story"), story.details.len()));
    for join in &story.joins {
        see(match join.joined {
            Joined::Behaviours => "joined behaviours",
            Joined::Objects => "joined objects",
        });
    }
    for list in &story.lists {
        let names = if list.of_actions {
            counts!("things done in a list")
        } else {
            counts!("things in a list")
        };
        see(counted(names, list.items.len()));
    }
    if let Some(first) = story.actions.first() {
        see(if first.object.is_some() { "first verb has an object" } else { "first verb alone" });
    }
}
