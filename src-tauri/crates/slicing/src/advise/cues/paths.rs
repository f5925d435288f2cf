//! Happy and unhappy paths (SPIDR, use-case scenarios): what can go wrong, and what then.

use crate::advise::lexicon::Sense;
use crate::advise::listing::Joined;
use crate::advise::reading::{At, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::model::Pattern::HappyUnhappyPath;

const FAILURES: Cue =
    Cue { pattern: HappyUnhappyPath, weight: 62, says: "are things that go wrong" };
const FAILURE: Cue =
    Cue { pattern: HappyUnhappyPath, weight: 22, says: "is something that goes wrong" };
const IF_FAILS: Cue = Cue { pattern: HappyUnhappyPath, weight: 50, says: "is an unhappy path" };
const WHEN_FAILS: Cue =
    Cue { pattern: HappyUnhappyPath, weight: 26, says: "may be an unhappy path" };
const MILDLY: Cue =
    Cue { pattern: HappyUnhappyPath, weight: 12, says: "may be something that goes wrong" };
const WHAT_IF: Cue =
    Cue { pattern: HappyUnhappyPath, weight: 46, says: "asks what happens otherwise" };
const EXCEPTION: Cue = Cue { pattern: HappyUnhappyPath, weight: 36, says: "leaves the main path" };
const USUAL: Cue = Cue { pattern: HappyUnhappyPath, weight: 34, says: "names the happy path" };

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    for (passage, listing) in reading.listings() {
        let failures = reading.items_with(passage, listing, Sense::Failure);
        let enough = failures * 2 >= listing.items.len().max(3);
        if enough && failures >= 2 && listing.joined != Joined::Actions {
            scales.add_listing(&FAILURES, passage, listing);
        }
    }
    for at in reading.marks(Sense::Exception) {
        let asks = reading.words(&at)[0].is("what");
        scales.add(if asks { &WHAT_IF } else { &EXCEPTION }, at);
    }
    for at in reading.marks(Sense::Usual) {
        scales.add(&USUAL, at);
    }
    for at in reading.marks(Sense::Failure).filter(|at| !reading.is_role(at)) {
        if let Some(cue) = failure_cue(reading, &at) {
            scales.add(cue, at);
        }
    }
}

fn failure_cue(reading: &Reading<'_>, at: &At) -> Option<&'static Cue> {
    /// Describes a thing as often as it says that something went wrong.
    const MILD: &[&str] = &[
        "full",
        "down",
        "drop",
        "empty",
        "ill",
        "late",
        "twice",
        "closed",
        "wrong",
        "missing",
        "broken",
        "lost",
        "dirty",
        "offline",
        "leak",
        "delayed",
        "retry",
        "blocked",
        "locked",
        "duplicate",
        "damaged",
        "conflict",
        "error",
        "overlap",
        "dispute",
        "closes",
    ];
    let words = reading.passages[at.passage].words();
    let describes = words.get(at.words.end).is_some_and(|next| next.tag.is_noun());
    let mild = at.words.len() == 1 && words[at.words.start].is_any(MILD);
    if mild && describes {
        return None;
    }
    Some(match condition_before(reading, at) {
        Some("if" | "unless" | "case") => &IF_FAILS,
        Some(_) => &WHEN_FAILS,
        None if mild => &MILDLY,
        None => &FAILURE,
    })
}

/// The "if" or "when" that opens the clause of these words.
fn condition_before<'r>(reading: &'r Reading<'_>, at: &At) -> Option<&'r str> {
    let content = &reading.passages[at.passage];
    let sentence = reading.sentence(at);
    let from = at.words.start.saturating_sub(8).max(sentence.words.start);
    let opening = content.words()[from..at.words.start]
        .iter()
        .rfind(|word| word.is_any(&["if", "when", "unless", "case"]))?;
    Some(&opening.lower)
}
