//! Acceptance criteria (Sims): more of them than one story carries.

use crate::advise::reading::Reading;
use crate::advise::scales::{Cue, Scales};
use crate::model::Pattern::AcceptanceCriteria;

const MANY: Cue = Cue { pattern: AcceptanceCriteria, weight: 74, says: "is one of many criteria" };
const SEVERAL: Cue =
    Cue { pattern: AcceptanceCriteria, weight: 68, says: "is one of several criteria" };
const A_FEW: Cue =
    Cue { pattern: AcceptanceCriteria, weight: 50, says: "is one of three criteria" };

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    let cue = match reading.criteria.len() {
        0..=2 => return,
        3 => &A_FEW,
        4..=5 => &SEVERAL,
        _ => &MANY,
    };
    // The number of criteria is one piece of evidence, however many there are.
    if let Some(first) = reading.criteria.first() {
        scales.add(cue, first.clone());
    }
}
