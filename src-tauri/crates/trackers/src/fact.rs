//! What a workshop can say beyond titles and the tree, so that a format can declare what it holds
//! and the loss is told without each format telling it again.

use slicing::{Goal, Kind, Pace, Policy, Status};

use crate::plan::{Card, Plan};
use crate::report::{Report, Severity, count};

/// How a format keeps a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// In a field of its own, as it is.
    Field,
    /// In another shape, named for people: "lines of the description", "a label".
    As(&'static str),
}

impl Keep {
    /// Below a heading of the description.
    pub(crate) const TEXT: Self = Self::As("text of the description");
    /// A labelled line each.
    pub(crate) const LINES: Self = Self::As("lines of the description");
    /// A list below a heading of the description.
    pub(crate) const LIST: Self = Self::As("lists in the description");
}

/// One kind of thing that a format holds or loses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The workshop's title, goal, product and time-box, and where the line of the MVP is.
    About,
    /// What the releases are for and how the team will see it, and where the lines after the MVP are.
    Releases,
    /// How fast the team is, when it wants to be done, and what a point of value is worth.
    Pace,
    /// The most criteria, the words that are fine and the criteria that do not count.
    Policy,
    /// The personas that no slice names, and their order.
    Personas,
    /// The steps that no slice names, their order, and which are essential.
    Steps,
    /// The story below the title.
    Narrative,
    /// Slice, spike or task.
    Kind,
    /// Open, doing, done or dropped.
    Status,
    /// The pattern that made the slice.
    Pattern,
    /// Whom the slice serves.
    Persona,
    /// Its step of the journey.
    Step,
    /// The value that the team set.
    Value,
    /// The effort that the team set.
    Effort,
    /// Whether it is in the MVP.
    Mvp,
    /// The release after the MVP that it is in.
    Release,
    /// Its place by hand.
    Pin,
    /// What the team wants of it.
    Wish,
    /// Why it is not done.
    Because,
    /// Acceptance criteria.
    Acceptance,
    /// Dependencies.
    Needs,
    /// Questions.
    Questions,
    /// Deferrals.
    Deferrals,
    /// Tags.
    Tags,
    /// Findings that were dismissed.
    Dismissed,
    /// Notes.
    Notes,
    /// The stable reference by which a second hand-over updates.
    Reference,
}

impl Fact {
    /// All of them, the workshop's first.
    pub const ALL: &'static [Self] = &[
        Self::About,
        Self::Releases,
        Self::Pace,
        Self::Policy,
        Self::Personas,
        Self::Steps,
        Self::Narrative,
        Self::Kind,
        Self::Status,
        Self::Pattern,
        Self::Persona,
        Self::Step,
        Self::Value,
        Self::Effort,
        Self::Mvp,
        Self::Release,
        Self::Pin,
        Self::Wish,
        Self::Because,
        Self::Acceptance,
        Self::Needs,
        Self::Questions,
        Self::Deferrals,
        Self::Tags,
        Self::Dismissed,
        Self::Notes,
        Self::Reference,
    ];

    /// All of them in fields of their own.
    pub(crate) const AS_THEY_ARE: [(Self, Keep); Self::ALL.len()] = {
        let mut all = [(Self::About, Keep::Field); Self::ALL.len()];
        let mut at = 0;
        while at < all.len() {
            all[at].0 = Self::ALL[at];
            at += 1;
        }
        all
    };

    /// The noun for it, as in "the effort of 3 slices".
    pub const fn noun(self) -> &'static str {
        match self {
            Self::About => "title, goal and settings of the workshop",
            Self::Releases => "outcomes, measures and lines of the releases",
            Self::Pace => "pace of the team, and what value is worth",
            Self::Policy => "policy of the workshop",
            Self::Personas => "order of the personas",
            Self::Steps => "order of the steps, and which are essential",
            Self::Narrative => "narrative",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Pattern => "pattern",
            Self::Persona => "persona",
            Self::Step => "step",
            Self::Value => "value",
            Self::Effort => "effort",
            Self::Mvp => "place in the MVP",
            Self::Release => "release after the MVP",
            Self::Pin => "place by hand",
            Self::Wish => "wish for the MVP",
            Self::Because => "reason for not doing it",
            Self::Acceptance => "acceptance criteria",
            Self::Needs => "dependencies",
            Self::Questions => "questions",
            Self::Deferrals => "deferrals",
            Self::Tags => "tags",
            Self::Dismissed => "dismissed findings",
            Self::Notes => "notes",
            Self::Reference => "reference for a second hand-over",
        }
    }

    fn is_said_by(self, card: &Card<'_>) -> bool {
        let slice = card.slice;
        match self {
            Self::About | Self::Releases | Self::Pace | Self::Policy => false,
            Self::Personas | Self::Steps | Self::Reference => false,
            Self::Narrative => !slice.narrative.is_empty(),
            Self::Kind => slice.kind != Kind::Slice,
            Self::Status => slice.status != Status::Open,
            Self::Pattern => slice.pattern.is_some(),
            Self::Persona => slice.persona.is_some(),
            Self::Step => slice.step.is_some(),
            Self::Value => slice.value.is_some(),
            Self::Effort => slice.effort.is_some(),
            Self::Mvp => card.in_mvp(),
            Self::Release => card.release().is_some(),
            Self::Pin => slice.pin.is_some(),
            Self::Wish => slice.wish.is_some(),
            Self::Because => !slice.because.is_empty(),
            Self::Acceptance => !slice.acceptance.is_empty(),
            Self::Needs => !slice.needs.is_empty(),
            Self::Questions => !slice.questions.is_empty(),
            Self::Deferrals => !slice.deferrals.is_empty(),
            Self::Tags => !slice.tags.is_empty(),
            Self::Dismissed => !slice.dismissed.is_empty(),
            Self::Notes => !slice.notes.is_empty(),
        }
    }

    fn is_said_by_workshop(self, plan: &Plan<'_>) -> bool {
        let workshop = plan.workshop;
        let about = &workshop.about;
        match self {
            Self::About => !about.title.is_empty() || !about.goal.is_empty(),
            Self::Releases => {
                let Goal { outcome, measure, .. } = &about.mvp;
                !(outcome.is_empty() && measure.is_empty() && workshop.releases.is_empty())
            }
            Self::Pace => about.worth.is_some() || about.pace != Pace::default(),
            Self::Policy => about.policy != Policy::default(),
            Self::Personas => !workshop.personas.is_empty(),
            Self::Steps => !workshop.steps.is_empty(),
            Self::Reference => !plan.cards.is_empty(),
            _ => false,
        }
    }
}

/// Notes everything that the workshop says and the format does not keep, or keeps in another shape:
/// one note for each shape.
pub(crate) fn note_changes(plan: &Plan<'_>, keeps: &[(Fact, Keep)], report: &mut Report) {
    let mut shapes: Vec<(&str, Vec<String>)> = Vec::new();
    for (fact, said) in said(plan) {
        match keeps.iter().find(|(kept, _)| *kept == fact) {
            None => report.note(Severity::Lost, said),
            Some((_, Keep::Field)) => {}
            Some((_, Keep::As(shape))) => match shapes.iter_mut().find(|(of, _)| of == shape) {
                Some((_, all)) => all.push(said),
                None => shapes.push((shape, vec![said])),
            },
        }
    }
    for (shape, said) in shapes {
        report.note(Severity::Flattened, format!("into {shape}: {}", said.join(", ")));
    }
}

/// The facts that this workshop says, each in words.
fn said(plan: &Plan<'_>) -> Vec<(Fact, String)> {
    let mut slices = vec![0_usize; Fact::ALL.len()];
    for card in &plan.cards {
        for (fact, slices) in Fact::ALL.iter().zip(&mut slices) {
            *slices += usize::from(fact.is_said_by(card));
        }
    }
    let words = |(fact, slices): (&Fact, usize)| {
        let noun = fact.noun();
        let words = match slices {
            0 if fact.is_said_by_workshop(plan) => format!("the {noun}"),
            0 => return None,
            _ => format!("the {noun} of {}", count(slices, "slice", "slices")),
        };
        Some((*fact, words))
    };
    Fact::ALL.iter().zip(slices).filter_map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_listed_once_with_a_noun_of_its_own() {
        let nouns: std::collections::BTreeSet<_> = Fact::ALL.iter().map(|f| f.noun()).collect();
        assert_eq!(nouns.len(), Fact::ALL.len());
    }
}
