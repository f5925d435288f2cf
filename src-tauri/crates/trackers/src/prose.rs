//! The markups that descriptions are written in.

use crate::body::{self, Extras};
use crate::gather::Draft;
use crate::plan::{Card, Plan};
use crate::report::Report;
use crate::wiki::{self, Wiki};

/// A markup of descriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prose {
    Wiki,
    Plain,
}

impl Prose {
    pub fn write(self, plan: &Plan<'_>, card: &Card<'_>, extras: &Extras<'_>) -> String {
        let mut wiki = Wiki::default();
        body::write(plan, card, extras, &mut wiki);
        wiki.text
    }

    pub fn read(self, description: &str, draft: &mut Draft, report: &mut Report) {
        wiki::read(description, draft, report);
    }
}
