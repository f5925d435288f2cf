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
        let conditional = condition_before(reading, &at);
        scales.add(if conditional { &IF_FAILS } else { &FAILURE }, at);
    }
}

/// Whether "if" or "when" opens the clause of these words.
fn condition_before(reading: &Reading<'_>, at: &At) -> bool {
    let content = &reading.passages[at.passage];
    let sentence = reading.sentence(at);
    let from = at.words.start.saturating_sub(8).max(sentence.words.start);
    content.words()[from..at.words.start]
        .iter()
        .any(|word| word.is_any(&["if", "when", "unless", "case"]))
}
