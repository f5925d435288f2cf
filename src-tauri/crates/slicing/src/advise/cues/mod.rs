//! The cues, one file for each family of patterns. A cue is a [`Cue`] with its weight and a rule
//! that says where it is seen; `SPLITTING.md` of the field knows them as "red flags".

mod criteria;
mod growth;
mod operations;
mod paths;
mod people;
mod rules;
mod steps;
mod unknown;
mod variants;

use super::reading::Reading;
use super::scales::Scales;

/// Every family.
pub(super) const FAMILIES: &[fn(&Reading<'_>, &mut Scales)] = &[
    steps::weigh,
    operations::weigh,
    rules::weigh,
    variants::weigh,
    growth::weigh,
    unknown::weigh,
    people::weigh,
    paths::weigh,
    criteria::weigh,
];
