//! What differs between two readings of a workshop, and who changed it.
//!
//! Slices are matched by their references, then by what trackers call them. Compared is what a
//! slice says, where it hangs and what it needs; the order of siblings and the order by hand are
//! not, because trackers have an order of their own. Everything here takes time in proportion to
//! the slices.

use std::hash::Hash;

use rustc_hash::FxHashMap;
use slicing::{Cut, TrackerKey};

use crate::Format;
use crate::body;
use crate::fact::Fact;
use crate::incoming::{Incoming, IncomingSlice};

/// The tracker in whose name references of other workshops are kept.
const OTHER_WORKSHOP: &str = "carpaccio";

/// Something that a slice says, and that can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// One line.
    Title,
    /// What it hangs below.
    Parent,
    /// The story.
    Narrative,
    /// Slice, spike or task.
    Kind,
    /// How far it has come.
    Status,
    /// The pattern that made it.
    Pattern,
    /// Whom it serves.
    Persona,
    /// Its step of the journey.
    Step,
    /// The value that the team set.
    Value,
    /// The effort that the team set.
    Effort,
    /// Whether it is in the MVP by hand.
    Mvp,
    /// What the team wants of it.
    Wish,
    /// Why it is not done.
    Because,
    /// What must hold, in order.
    Acceptance,
    /// What it needs first.
    Needs,
    /// What is open.
    Questions,
    /// What was left out.
    Deferrals,
    /// Labels.
    Tags,
    /// Anything else.
    Notes,
}

impl Field {
    /// All of them, in the order in which they are told.
    pub const ALL: &'static [Self] = &[
        Self::Title,
        Self::Parent,
        Self::Narrative,
        Self::Kind,
        Self::Status,
        Self::Pattern,
        Self::Persona,
        Self::Step,
        Self::Value,
        Self::Effort,
        Self::Mvp,
        Self::Wish,
        Self::Because,
        Self::Acceptance,
        Self::Needs,
        Self::Questions,
        Self::Deferrals,
        Self::Tags,
        Self::Notes,
    ];

    /// The noun for it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Parent => "parent",
            Self::Narrative => "narrative",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Pattern => "pattern",
            Self::Persona => "persona",
            Self::Step => "step",
            Self::Value => "value",
            Self::Effort => "effort",
            Self::Mvp => "MVP",
            Self::Wish => "wish for the MVP",
            Self::Because => "reason for not doing it",
            Self::Acceptance => "acceptance criteria",
            Self::Needs => "dependencies",
            Self::Questions => "questions",
            Self::Deferrals => "deferrals",
            Self::Tags => "tags",
            Self::Notes => "notes",
        }
    }

    /// What a format must hold for this to be compared; titles and parents are in all of them.
    const fn fact(self) -> Option<Fact> {
        Some(match self {
            Self::Title | Self::Parent => return None,
            Self::Narrative => Fact::Narrative,
            Self::Kind => Fact::Kind,
            Self::Status => Fact::Status,
            Self::Pattern => Fact::Pattern,
            Self::Persona => Fact::Persona,
            Self::Step => Fact::Step,
            Self::Value => Fact::Value,
            Self::Effort => Fact::Effort,
            Self::Mvp => Fact::Mvp,
            Self::Wish => Fact::Wish,
            Self::Because => Fact::Because,
            Self::Acceptance => Fact::Acceptance,
            Self::Needs => Fact::Needs,
            Self::Questions => Fact::Questions,
            Self::Deferrals => Fact::Deferrals,
            Self::Tags => Fact::Tags,
            Self::Notes => Fact::Notes,
        })
    }

    /// The fields that a format holds.
    pub fn held_by(format: Format) -> Vec<Self> {
        let held = |field: &Self| field.fact().is_none_or(|fact| format.holds(fact));
        Self::ALL.iter().copied().filter(held).collect()
    }

    /// The fields of a file: those that its format holds, without the parent where no slice of it
    /// has one (it is flat), and without the MVP where the planner proposes it or did so in one of
    /// the `bases`.
    pub fn told_by(
        format: Format,
        file: &Incoming,
        ours: &Incoming,
        bases: &[&Incoming],
    ) -> Vec<Self> {
        let mut fields = Self::held_by(format);
        let is_flat = file.slices.iter().all(|slice| slice.parent.is_none());
        let proposed = |incoming: &&Incoming| incoming.about.mvp == Some(Cut::Proposed);
        let is_decided = ours.about.mvp == Some(Cut::ByHand) && !bases.iter().any(proposed);
        fields.retain(|field| match field {
            Self::Parent => !is_flat,
            Self::Mvp => is_decided,
            _ => true,
        });
        fields
    }

    /// What a slice says there, for people; empty where it says nothing.
    pub fn text(self, incoming: &Incoming, slice: &IncomingSlice) -> String {
        let title = |at: u32| incoming.slices.get(at as usize).map(|slice| slice.title.clone());
        match self {
            Self::Title => slice.title.clone(),
            Self::Parent => slice.parent.and_then(title).unwrap_or_default(),
            Self::Narrative => slice.narrative.clone(),
            Self::Kind => slice.kind.to_string(),
            Self::Status => slice.status.to_string(),
            Self::Pattern => slice.pattern.map(|pattern| pattern.to_string()).unwrap_or_default(),
            Self::Persona => slice.persona.clone().unwrap_or_default(),
            Self::Step => slice.step.clone().unwrap_or_default(),
            Self::Value => slice.value.map(|value| value.to_string()).unwrap_or_default(),
            Self::Effort => slice.effort.map(|effort| effort.to_string()).unwrap_or_default(),
            Self::Mvp => if slice.in_mvp { "yes" } else { "no" }.to_owned(),
            Self::Wish => slice.wish.map(body::wished).unwrap_or_default().to_owned(),
            Self::Because => slice.because.clone(),
            Self::Acceptance => slice.acceptance.join("\n"),
            Self::Needs => {
                let titles: Vec<_> = slice.needs.iter().filter_map(|at| title(*at)).collect();
                titles.join("\n")
            }
            Self::Questions => {
                let texts: Vec<_> = slice
                    .questions
                    .iter()
                    .map(|q| said([("", &q.text), ("owner", &q.owner), ("answer", &q.answer)]))
                    .collect();
                texts.join("\n")
            }
            Self::Deferrals => {
                let texts: Vec<_> = slice
                    .deferrals
                    .iter()
                    .map(|d| said([("", &d.text), ("owner", &d.owner)]))
                    .collect();
                texts.join("\n")
            }
            Self::Tags => slice.tags.join(", "),
            Self::Notes => slice.notes.clone(),
        }
    }
}

/// The parts that are not empty, `text; owner: Amira`.
fn said<const N: usize>(parts: [(&str, &String); N]) -> String {
    let told = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let told = told.map(|(name, text)| match name {
        "" => text.clone(),
        name => format!("{name}: {text}"),
    });
    told.collect::<Vec<_>>().join("; ")
}

impl Incoming {
    /// Makes every name of the slices one that [`Comparison`] knows: the file's own names become
    /// names in `tracker`; references to the workshop `origin`, up to the slice with this number,
    /// become references to `identity`, which has kept its ids; those of other workshops become
    /// names in a tracker of their own.
    pub fn settle_names(&mut self, tracker: &str, identity: &str, origin: Option<(&str, u32)>) {
        for slice in &mut self.slices {
            let mut learn = |tracker: &str, key: String| {
                slice.tracker_keys.push(TrackerKey { tracker: tracker.to_owned(), key });
            };
            if let Some(key) = slice.tracker_key.take().filter(|key| !key.trim().is_empty()) {
                learn(tracker, key);
            }
            if let Some(reference) = &mut slice.reference
                && reference.workshop != identity
            {
                match origin {
                    Some((workshop, last))
                        if reference.workshop == workshop && reference.slice.0 <= last =>
                    {
                        identity.clone_into(&mut reference.workshop);
                    }
                    _ => {
                        let key = format!("{}:{}", reference.workshop, reference.slice);
                        learn(OTHER_WORKSHOP, key);
                    }
                }
            }
            slice.tracker_keys.sort();
            slice.tracker_keys.dedup();
        }
    }
}

/// Which slices of one reading are which of another.
///
/// Trackers copy descriptions, and with them references: of several slices with one reference, the
/// one that also has a known name gets it, else the first.
fn matched(left: &Incoming, right: &Incoming) -> Vec<Option<u32>> {
    let references = first_of(left, |slice| slice.reference.iter());
    let keys = first_of(left, |slice| slice.tracker_keys.iter());
    let by_reference =
        |slice: &IncomingSlice| slice.reference.as_ref().and_then(|name| references.get(name));
    let by_key = |slice: &IncomingSlice| slice.tracker_keys.iter().find_map(|name| keys.get(name));
    let mut found: Vec<Option<u32>> = vec![None; right.slices.len()];
    let mut taken = vec![false; left.slices.len()];
    let mut pass = |wanted: &dyn Fn(&IncomingSlice) -> Option<u32>| {
        for (slice, found) in right.slices.iter().zip(&mut found).filter(|(_, f)| f.is_none()) {
            if let Some(at) = wanted(slice).filter(|at| !taken[*at as usize]) {
                taken[at as usize] = true;
                *found = Some(at);
            }
        }
    };
    pass(&|slice| by_reference(slice).filter(|at| by_key(slice) == Some(at)).copied());
    pass(&|slice| by_reference(slice).copied());
    pass(&|slice| by_key(slice).copied());
    found
}

fn first_of<'a, N: Hash + Eq, I: Iterator<Item = &'a N>>(
    incoming: &'a Incoming,
    names: impl Fn(&'a IncomingSlice) -> I,
) -> FxHashMap<&'a N, u32> {
    let mut first = FxHashMap::default();
    for (at, slice) in (0..).zip(&incoming.slices) {
        for name in names(slice) {
            first.entry(name).or_insert(at);
        }
    }
    first
}

/// A reading whose slices have numbers that mean the same slice in all readings that are compared.
struct Numbered<'a> {
    incoming: &'a Incoming,
    numbers: Vec<u32>,
    places: FxHashMap<u32, u32>,
    leaves: Vec<bool>,
}

impl<'a> Numbered<'a> {
    /// Takes over the numbers of what is matched, reading by reading, and gives `next` to the rest.
    fn new(incoming: &'a Incoming, others: &[Self], next: &mut u32) -> Self {
        let mut numbers: Vec<Option<u32>> = vec![None; incoming.slices.len()];
        let mut places = FxHashMap::default();
        for other in others {
            let found = matched(other.incoming, incoming);
            for ((number, found), at) in numbers.iter_mut().zip(found).zip(0..) {
                let known = found.map(|found| other.numbers[found as usize]);
                if let (None, Some(known)) = (*number, known)
                    && !places.contains_key(&known)
                {
                    *number = Some(known);
                    places.insert(known, at);
                }
            }
        }
        let mut numbered = Vec::with_capacity(numbers.len());
        for (number, at) in numbers.into_iter().zip(0..) {
            let number = number.unwrap_or_else(|| {
                *next += 1;
                *next - 1
            });
            places.insert(number, at);
            numbered.push(number);
        }
        let mut leaves = vec![true; incoming.slices.len()];
        for parent in incoming.slices.iter().filter_map(|slice| slice.parent) {
            leaves[parent as usize] = false;
        }
        Self { incoming, numbers: numbered, places, leaves }
    }

    fn place(&self, number: u32) -> Option<u32> {
        self.places.get(&number).copied()
    }

    fn at(&self, place: u32) -> Said<'_> {
        Said { reading: self, slice: &self.incoming.slices[place as usize], place }
    }

    fn find(&self, number: u32) -> Option<Said<'_>> {
        self.place(number).map(|place| self.at(place))
    }
}

/// A slice as one reading has it.
#[derive(Clone, Copy)]
struct Said<'a> {
    reading: &'a Numbered<'a>,
    slice: &'a IncomingSlice,
    place: u32,
}

impl Said<'_> {
    fn number(&self, place: u32) -> u32 {
        self.reading.numbers[place as usize]
    }

    fn parent(&self) -> Option<u32> {
        self.slice.parent.map(|parent| self.number(parent))
    }

    fn needs(&self) -> Vec<u32> {
        let mut needs: Vec<u32> = self.slice.needs.iter().map(|need| self.number(*need)).collect();
        needs.sort_unstable();
        needs
    }

    fn in_mvp(&self) -> bool {
        self.slice.in_mvp && self.reading.leaves[self.place as usize]
    }

    fn differs(&self, other: &Said<'_>, field: Field) -> bool {
        let (a, b) = (self.slice, other.slice);
        match field {
            Field::Title => a.title != b.title,
            Field::Parent => self.parent() != other.parent(),
            Field::Narrative => a.narrative != b.narrative,
            Field::Kind => a.kind != b.kind,
            Field::Status => a.status != b.status,
            Field::Pattern => a.pattern != b.pattern,
            Field::Persona => a.persona != b.persona,
            Field::Step => a.step != b.step,
            Field::Value => a.value != b.value,
            Field::Effort => a.effort != b.effort,
            Field::Mvp => self.in_mvp() != other.in_mvp(),
            Field::Wish => a.wish != b.wish,
            Field::Because => a.because != b.because,
            Field::Acceptance => a.acceptance != b.acceptance,
            Field::Needs => self.needs() != other.needs(),
            Field::Questions => a.questions != b.questions,
            Field::Deferrals => a.deferrals != b.deferrals,
            Field::Tags => a.tags != b.tags,
            Field::Notes => a.notes != b.notes,
        }
    }
}

/// How one slice differs between two readings. Numbers are places in [`Incoming::slices`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Only in the later reading.
    New {
        /// Its place there.
        after: u32,
    },
    /// Only in the earlier reading.
    Gone {
        /// Its place there.
        before: u32,
    },
    /// In both, and not the same.
    Changed {
        /// Its place in the earlier reading.
        before: u32,
        /// Its place in the later reading.
        after: u32,
        /// What differs.
        fields: Vec<Field>,
    },
}

/// What differs between two readings in these fields: what is in the later one in its order, then
/// what is gone.
pub fn differences(before: &Incoming, after: &Incoming, fields: &[Field]) -> Vec<Difference> {
    let mut next = 0;
    let earlier = Numbered::new(before, &[], &mut next);
    let later = Numbered::new(after, std::slice::from_ref(&earlier), &mut next);
    let mut differences = Vec::new();
    for (number, at) in later.numbers.iter().zip(0..) {
        let new = later.at(at);
        let Some(old) = earlier.find(*number) else {
            differences.push(Difference::New { after: at });
            continue;
        };
        let fields: Vec<Field> =
            fields.iter().copied().filter(|field| old.differs(&new, *field)).collect();
        if !fields.is_empty() {
            differences.push(Difference::Changed { before: old.place, after: at, fields });
        }
    }
    let gone =
        earlier.numbers.iter().zip(0..).filter(|(number, _)| later.place(**number).is_none());
    differences.extend(gone.map(|(_, before)| Difference::Gone { before }));
    differences
}

/// Who changed something since both sides were the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Changed {
    /// Only here.
    Here,
    /// Only there.
    There,
    /// On both sides, to different things; or nobody knows, because nothing is remembered.
    Both,
}

/// How one slice stands here and there. Numbers are places in the readings' slices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// On both sides.
    Common {
        /// Its place in ours.
        ours: u32,
        /// Its place in theirs.
        theirs: u32,
        /// What differs, and who changed it; may be empty.
        fields: Vec<(Field, Changed)>,
    },
    /// Only here, and there was no such slice there before.
    NewHere {
        /// Its place in ours.
        ours: u32,
    },
    /// Only there, and there was no such slice here before.
    NewThere {
        /// Its place in theirs.
        theirs: u32,
    },
    /// It was on both sides, and is gone there.
    GoneThere {
        /// Its place in ours.
        ours: u32,
    },
    /// It was on both sides, and is gone here.
    GoneHere {
        /// Its place in theirs.
        theirs: u32,
    },
}

/// How every slice stands: those of theirs in their order, then those that are only in ours.
/// `bases` are what both sides once had in common, the latest first; of each slice the first that
/// has it counts.
pub fn three_way(
    bases: &[&Incoming],
    ours: &Incoming,
    theirs: &Incoming,
    fields: &[Field],
) -> Vec<Standing> {
    let mut next = 0;
    let ours = Numbered::new(ours, &[], &mut next);
    let mut sides = vec![ours];
    let theirs = Numbered::new(theirs, &sides, &mut next);
    sides.push(theirs);
    let bases: Vec<Numbered<'_>> =
        bases.iter().map(|base| Numbered::new(base, &sides, &mut next)).collect();
    let [ours, theirs] = &sides[..] else { return Vec::new() };
    let base = |number: u32| bases.iter().find_map(|base| base.find(number));
    let mut standings = Vec::with_capacity(ours.numbers.len());
    for (number, at) in theirs.numbers.iter().zip(0..) {
        standings.push(match (ours.find(*number), base(*number)) {
            (Some(our), base) => Standing::Common {
                ours: our.place,
                theirs: at,
                fields: changed(base, our, theirs.at(at), fields),
            },
            (None, Some(_)) => Standing::GoneHere { theirs: at },
            (None, None) => Standing::NewThere { theirs: at },
        });
    }
    for (number, at) in ours.numbers.iter().zip(0..) {
        if theirs.place(*number).is_none() {
            standings.push(match base(*number) {
                Some(_) => Standing::GoneThere { ours: at },
                None => Standing::NewHere { ours: at },
            });
        }
    }
    standings
}

/// What differs between the sides, and who changed it.
fn changed(
    base: Option<Said<'_>>,
    ours: Said<'_>,
    theirs: Said<'_>,
    fields: &[Field],
) -> Vec<(Field, Changed)> {
    let differing = fields.iter().copied().filter(|field| ours.differs(&theirs, *field));
    let who = |field: Field| match &base {
        Some(base) if !base.differs(&theirs, field) => Changed::Here,
        Some(base) if !base.differs(&ours, field) => Changed::There,
        _ => Changed::Both,
    };
    differing.map(|field| (field, who(field))).collect()
}

/// The name that a slice has in a tracker, for people.
pub fn key_in<'a>(slice: &'a IncomingSlice, tracker: &str) -> Option<&'a str> {
    slice.tracker_keys.iter().find(|name| name.tracker == tracker).map(|name| name.key.as_str())
}

impl Format {
    /// The tracker that a format belongs to: the first word of its id.
    pub fn tracker_name(self) -> &'static str {
        self.tracker().family()
    }
}
