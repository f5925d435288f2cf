//! Operations (Lawrence): one word such as "manage" that hides several, or several in a row.

use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::reading::{At, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::language::Tag;
use crate::model::Pattern::OperationsCrud;

const MANAGE: Cue = Cue { pattern: OperationsCrud, weight: 60, says: "hides several operations" };
const MANAGEMENT: Cue =
    Cue { pattern: OperationsCrud, weight: 54, says: "is a noun for several operations" };
const SEVERAL: Cue =
    Cue { pattern: OperationsCrud, weight: 66, says: "are different operations on one thing" };
const TWO: Cue =
    Cue { pattern: OperationsCrud, weight: 42, says: "are two operations on one thing" };

/// The four kinds of operation.
const KINDS: [Sense; 4] = [Sense::Add, Sense::View, Sense::Change, Sense::Remove];

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    for at in reading.marks(Sense::Manage).filter(|at| !reading.is_role(at)) {
        manage(reading, at, scales);
    }
    for (passage, listing) in reading.listings() {
        if are_operations(reading, passage, listing) {
            let cue = if listing.items.len() > 2 { &SEVERAL } else { &TWO };
            scales.add_listing(cue, passage, listing);
        }
    }
}

fn manage(reading: &Reading<'_>, at: At, scales: &mut Scales) {
    let words = reading.passages[at.passage].words();
    let head = &words[at.words.start];
    if head.tag == Tag::Verb || at.words.len() > 1 {
        return scales.add(&MANAGE, at);
    }
    let sentence = reading.sentence(&at);
    let opens = words[sentence.words.start..at.words.start].iter().all(|word| !word.is_spoken());
    let follows_noun =
        at.words.start > sentence.words.start && words[at.words.start - 1].tag.is_noun();
    let noun = head.lower.ends_with("ment")
        || head.lower.ends_with("ance")
        || head.lower.ends_with("ation")
        || head.is("registry");
    let next_is_person =
        reading.passages[at.passage].has(Sense::Person, &(at.words.end..at.words.end + 1));
    if noun && (follows_noun || opens) && !next_is_person {
        scales.add(&MANAGEMENT, at);
    } else if !noun && opens {
        scales.add(&MANAGE, at);
    }
}

/// Whether the items are operations of at least two kinds, most of them operations.
pub(super) fn are_operations(reading: &Reading<'_>, passage: usize, listing: &Listing) -> bool {
    let content = &reading.passages[passage];
    let head = |item: &std::ops::Range<usize>| match listing.joined {
        Joined::Clauses => item.clone(),
        _ => item.start..(item.start + 4).min(item.end),
    };
    let kind_of = |item: &std::ops::Range<usize>| {
        let head = head(item);
        let first = content.marks_in(&head).find(|mark| KINDS.contains(&mark.sense))?;
        let near = first.words.start < head.start + 2 || listing.joined == Joined::Actions;
        near.then_some(first.sense)
    };
    let kinds: Vec<_> = listing.items.iter().filter_map(kind_of).collect();
    let mut distinct = kinds.clone();
    distinct.sort_by_key(|kind| *kind as u8);
    distinct.dedup();
    let needs_verbs = listing.joined == Joined::Nouns && listing.items.len() < 3;
    let alters = distinct.iter().any(|kind| matches!(kind, Sense::Change | Sense::Remove));
    kinds.len() * 3 >= listing.items.len() * 2 && distinct.len() >= 2 && alters && !needs_verbs
}
