//! What a writer writes from: the slices of a workshop as cards in the order of the outline, with
//! everything looked up once.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap};
use slicing::{Goal, PersonaId, ReleaseId, Slice, SliceId, Status, StepId, Workshop};

use crate::reference::Reference;
use crate::report::{Counts, Report, Severity, count};
use crate::text::one_line;

/// The title of a slice without one.
pub(crate) const UNTITLED: &str = "(untitled)";

/// A workshop as it is handed over.
#[derive(Debug, Clone, Copy)]
pub struct Handover<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// The workshop file's own id, for stable references: one word.
    pub identity: &'a str,
    /// The leaves that are still to be done, best first; may be empty for a format that does not
    /// show it ([`crate::Format::shows_backlog`]).
    pub backlog: &'a [Ranked],
}

/// A leaf at its place in the backlog, as the backlog shows it. Where the slice itself has no value
/// or effort, the number here is an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// The leaf.
    pub slice: SliceId,
    /// 0 to 100.
    pub value: u8,
    /// In half days, 1 or more.
    pub effort: u16,
    /// Above the MVP line.
    pub in_mvp: bool,
    /// Below that line, the place in [`Workshop::releases`] of the release above whose line it is;
    /// `None` below all lines.
    pub release: Option<u32>,
}

/// The cards of a workshop, depth first.
pub(crate) struct Plan<'a> {
    pub workshop: &'a Workshop,
    pub identity: &'a str,
    pub backlog: &'a [Ranked],
    pub cards: Vec<Card<'a>>,
    places: FxHashMap<SliceId, usize>,
}

/// One slice and what is known about it from elsewhere in the workshop.
pub(crate) struct Card<'a> {
    pub slice: &'a Slice,
    /// One line, not empty.
    pub title: Cow<'a, str>,
    /// 0 for epics.
    pub depth: usize,
    /// The index of the parent's card.
    pub parent: Option<usize>,
    pub leaf: bool,
    pub persona: Option<&'a str>,
    pub step: Option<&'a str>,
    /// The name of the release whose line it is above, or that it is in by hand.
    release: Option<Cow<'a, str>>,
    /// The place in the backlog from 0, of leaves that are in it.
    pub rank: Option<u32>,
    /// As the backlog shows it.
    pub ranked: Option<&'a Ranked>,
}

impl Card<'_> {
    /// Above the MVP line, or in the MVP by hand when it is not in the backlog.
    pub fn in_mvp(&self) -> bool {
        self.ranked.map_or(self.slice.in_mvp && self.leaf, |ranked| ranked.in_mvp)
    }

    /// The name of the release after the MVP above whose line it is, or that it is in by hand when it is
    /// not in the backlog.
    pub fn release(&self) -> Option<&str> {
        let is_shown = self.ranked.is_some() || self.leaf && !self.slice.in_mvp;
        self.release.as_deref().filter(|_| is_shown)
    }

    /// The value as shown, and whether it is estimated.
    pub fn value(&self) -> Option<Shown<u8>> {
        Shown::new(self.slice.value, self.ranked.map(|ranked| ranked.value))
    }

    /// The effort as shown in half days, and whether it is estimated.
    pub fn effort(&self) -> Option<Shown<u16>> {
        Shown::new(self.slice.effort, self.ranked.map(|ranked| ranked.effort))
    }
}

/// A number as the backlog shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown<T> {
    pub number: T,
    pub estimated: bool,
}

impl<T> Shown<T> {
    fn new(set: Option<T>, shown: Option<T>) -> Option<Self> {
        match (set, shown) {
            (Some(number), _) => Some(Self { number, estimated: false }),
            (None, Some(number)) => Some(Self { number, estimated: true }),
            (None, None) => None,
        }
    }
}

impl<'a> Plan<'a> {
    /// Every slice, dropped ones included.
    pub fn whole(handover: &Handover<'a>) -> Self {
        Self::of(handover, |_| true)
    }

    /// The slices that a team still wants: dropped ones are left out and noted, unless something
    /// below them is still wanted.
    pub fn wanted(handover: &Handover<'a>, report: &mut Report) -> Self {
        let tree = &handover.workshop.tree;
        let mut wanted: FxHashMap<SliceId, bool> = FxHashMap::default();
        for (slice, _) in tree.walk().filter(|(slice, _)| slice.status != Status::Dropped) {
            wanted.insert(slice.id, true);
            let above = tree.ancestors(slice.id).map(|ancestor| ancestor.id);
            for id in above {
                if wanted.insert(id, true).is_some() {
                    break;
                }
            }
        }
        let dropped = tree.len() - wanted.len();
        if dropped > 0 {
            let what = count(dropped, "slice that was dropped", "slices that were dropped");
            report.note(Severity::Skipped, what);
        }
        Self::of(handover, |slice| wanted.contains_key(&slice.id))
    }

    fn of(handover: &Handover<'a>, keep: impl Fn(&Slice) -> bool) -> Self {
        let workshop = handover.workshop;
        let lookup = Lookup::new(handover);
        let mut cards: Vec<Card<'a>> = Vec::with_capacity(workshop.tree.len());
        let mut places = FxHashMap::with_capacity_and_hasher(workshop.tree.len(), FxBuildHasher);
        let mut path: Vec<usize> = Vec::new();
        for (slice, depth) in workshop.tree.walk().filter(|(slice, _)| keep(slice)) {
            path.truncate(depth);
            let parent = path.last().copied();
            if let Some(parent) = parent {
                cards[parent].leaf = false;
            }
            path.push(cards.len());
            places.insert(slice.id, cards.len());
            cards.push(lookup.card(slice, depth, parent));
        }
        let Handover { identity, backlog, .. } = *handover;
        Self { workshop, identity, backlog, cards, places }
    }

    /// Where the card of a slice is.
    pub fn place(&self, id: SliceId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The card of a slice.
    pub fn card(&self, id: SliceId) -> Option<&Card<'a>> {
        self.cards.get(self.place(id)?)
    }

    /// The stable reference of a slice.
    pub fn reference(&self, id: SliceId) -> Reference {
        Reference { workshop: self.identity.to_owned(), slice: id }
    }

    /// How many things there are to write.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for card in &self.cards {
            let slice = card.slice;
            counts.slices += 1;
            counts.epics += u32::from(slice.parent.is_none());
            counts.acceptance += number(slice.acceptance.len());
            counts.needs += number(slice.needs.len());
            counts.questions += number(slice.questions.len());
            counts.deferrals += number(slice.deferrals.len());
        }
        counts
    }
}

fn number(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

struct Lookup<'a> {
    personas: FxHashMap<PersonaId, &'a str>,
    steps: FxHashMap<StepId, &'a str>,
    releases: Vec<(ReleaseId, Cow<'a, str>)>,
    ranks: FxHashMap<SliceId, (u32, &'a Ranked)>,
}

impl<'a> Lookup<'a> {
    fn new(handover: &Handover<'a>) -> Self {
        let Handover { workshop, backlog, .. } = *handover;
        Self {
            personas: workshop.personas.iter().map(|p| (p.id, p.name.as_str())).collect(),
            steps: workshop.steps.iter().map(|s| (s.id, s.name.as_str())).collect(),
            releases: releases(workshop),
            ranks: (0..).zip(backlog).map(|(rank, r)| (r.slice, (rank, r))).collect(),
        }
    }

    fn card(&self, slice: &'a Slice, depth: usize, parent: Option<usize>) -> Card<'a> {
        let title = match one_line(&slice.title) {
            title if title.trim().is_empty() => Cow::Borrowed(UNTITLED),
            title => title,
        };
        let ranked = self.ranks.get(&slice.id);
        Card {
            slice,
            release: self.release(slice, ranked.map(|(_, ranked)| *ranked)),
            title,
            depth,
            parent,
            leaf: true,
            persona: slice.persona.and_then(|id| self.personas.get(&id).copied()),
            step: slice.step.and_then(|id| self.steps.get(&id).copied()),
            rank: ranked.map(|(rank, _)| *rank),
            ranked: ranked.map(|(_, ranked)| *ranked),
        }
    }

    fn release(&self, slice: &Slice, ranked: Option<&Ranked>) -> Option<Cow<'a, str>> {
        let (_, name) = match ranked {
            Some(ranked) => self.releases.get(ranked.release? as usize)?,
            None => self.releases.iter().find(|(id, _)| Some(*id) == slice.release)?,
        };
        Some(name.clone())
    }
}

fn releases(workshop: &Workshop) -> Vec<(ReleaseId, Cow<'_, str>)> {
    let releases = workshop.releases.iter().enumerate();
    releases.map(|(at, release)| (release.id, release_name(at, &release.goal))).collect()
}

/// What a release after the MVP is called: its outcome or, the MVP being the first, `Release 2`.
pub(crate) fn release_name(place: usize, goal: &Goal) -> Cow<'_, str> {
    match one_line(&goal.outcome) {
        outcome if outcome.trim().is_empty() => Cow::Owned(format!("Release {}", place + 2)),
        outcome => outcome,
    }
}
