//! A file updates a workshop: what changed there is taken over, what is new there arrives.

use rustc_hash::{FxHashMap, FxHashSet};
use slicing::{OrderKey, Slice, SliceId, Tree, Workshop};
use store::{Edit, Error};
use trackers::compare::Field;
use trackers::{Incoming, IncomingSlice};

use super::arrive::{Arrival, acceptance_like, deferrals_like, questions_like};
use crate::text;

/// What becomes of a slice of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is this slice already, which takes over these fields.
    Here(SliceId, Vec<Field>),
    /// It is made.
    New,
    /// It was removed here, and stays away.
    Away,
}

/// Slices of a file that are about to change a workshop.
#[derive(Debug)]
pub(crate) struct Merge {
    /// The slices of the file that change something.
    slices: Vec<IncomingSlice>,
    fates: Vec<Fate>,
    /// The keys of what is made or gets another parent.
    keys: Vec<Option<OrderKey>>,
    arrival: Arrival,
    /// Those that take something over, as they are now, by the place of their fate.
    before: FxHashMap<usize, Slice>,
    /// Whether changes of parents and dependencies were left out, because they would have closed a
    /// circle.
    pub untied: bool,
}

impl Merge {
    /// Finds a place for everything that is new or moves: behind the last child of its parent.
    /// What would close a circle stays as it is here.
    pub fn new(workshop: &Workshop, mut incoming: Incoming, mut fates: Vec<Fate>) -> Self {
        lift(&mut incoming.slices, &fates);
        let mut untied = false;
        if !is_sound(&workshop.tree, &incoming.slices, &fates) {
            untied = true;
            untie(&mut incoming.slices, &mut fates);
        }
        let keys = keys(&workshop.tree, &incoming.slices, &fates);
        only_named(&mut incoming, &fates);
        let slices = std::mem::take(&mut incoming.slices);
        let arrival = Arrival::among(workshop, incoming);
        let changing = |(at, fate): (usize, &Fate)| match fate {
            Fate::Here(id, _) => Some((at, workshop.tree.get(*id)?)),
            _ => None,
        };
        let before = fates
            .iter()
            .enumerate()
            .filter_map(changing)
            .filter(|(at, slice)| changes(slice, &fates[*at], &slices[*at]))
            .map(|(at, slice)| (at, slice.clone()))
            .collect();
        Self { slices, fates, keys, arrival, before, untied }
    }

    /// Whether it changes anything.
    pub fn changes(&self) -> bool {
        !self.before.is_empty() || self.fates.contains(&Fate::New)
    }

    /// Writes everything, and tells the ids of what was made or changed.
    ///
    /// # Errors
    /// Those of the store.
    pub fn write(mut self, edit: &mut Edit<'_>) -> Result<Vec<SliceId>, Error> {
        self.arrival.write_names(edit)?;
        let mut ids = Vec::with_capacity(self.fates.len());
        for fate in &self.fates {
            ids.push(match fate {
                Fate::Here(id, _) => Some(*id),
                Fate::New => Some(edit.new_slice_id()?),
                Fate::Away => None,
            });
        }
        let mut touched = Vec::new();
        for (at, from) in std::mem::take(&mut self.slices).into_iter().enumerate() {
            let key = self.keys[at].take();
            match (&self.fates[at], ids[at]) {
                (Fate::New, Some(id)) => {
                    let parent = from.parent.and_then(|parent| ids[parent as usize]);
                    let key = key.unwrap_or_else(OrderKey::first);
                    let slice = self.arrival.slice((at, id), from, (parent, key), &ids, edit)?;
                    edit.insert_slice(&slice)?;
                    touched.push(id);
                }
                (Fate::Here(id, fields), _) => {
                    let Some(before) = self.before.remove(&at) else { continue };
                    let mut slice = before;
                    for field in fields {
                        self.take(*field, &mut slice, &from, &ids, edit)?;
                    }
                    if let Some(key) = key {
                        slice.key = key;
                    }
                    slice.tracker_keys.extend(from.tracker_keys);
                    slice.tracker_keys.sort();
                    slice.tracker_keys.dedup();
                    edit.replace_slice(&slice)?;
                    touched.push(*id);
                }
                _ => {}
            }
        }
        Ok(touched)
    }

    /// Takes over one field.
    fn take(
        &self,
        field: Field,
        slice: &mut Slice,
        from: &IncomingSlice,
        ids: &[Option<SliceId>],
        edit: &mut Edit<'_>,
    ) -> Result<(), Error> {
        let id_at = |at: &u32| ids.get(*at as usize).copied().flatten();
        match field {
            Field::Title => slice.title = text::line(&from.title),
            Field::Parent => slice.parent = from.parent.as_ref().and_then(id_at),
            Field::Narrative => slice.narrative = text::block(&from.narrative),
            Field::Kind => slice.kind = from.kind,
            Field::Status => slice.status = from.status,
            Field::Pattern => slice.pattern = from.pattern,
            Field::Persona => slice.persona = self.arrival.persona(from),
            Field::Step => slice.step = self.arrival.step(from),
            Field::Value => slice.value = from.value,
            Field::Effort => slice.effort = from.effort,
            Field::Mvp => slice.in_mvp = from.in_mvp,
            Field::Wish => slice.wish = from.wish,
            Field::Because => slice.because = text::line(&from.because),
            Field::Acceptance => {
                slice.acceptance = acceptance_like(&slice.acceptance, &from.acceptance, edit)?;
            }
            Field::Needs => {
                slice.needs = from.needs.iter().filter_map(id_at).collect();
                slice.needs.sort_unstable();
                slice.needs.dedup();
            }
            Field::Questions => {
                slice.questions = questions_like(&slice.questions, &from.questions, edit)?;
            }
            Field::Deferrals => {
                slice.deferrals = deferrals_like(&slice.deferrals, &from.deferrals, edit)?;
            }
            Field::Tags => slice.tags = text::tags(&from.tags),
            Field::Notes => slice.notes = text::block(&from.notes),
        }
        Ok(())
    }
}

/// Leaves out the personas and steps that nothing takes over.
fn only_named(incoming: &mut Incoming, fates: &[Fate]) {
    let takes = |fate: &Fate, field| match fate {
        Fate::Here(_, fields) => fields.contains(&field),
        Fate::New => true,
        Fate::Away => false,
    };
    let (mut personas, mut steps) = (FxHashSet::default(), FxHashSet::default());
    for (fate, slice) in fates.iter().zip(&incoming.slices) {
        personas.extend(slice.persona.clone().filter(|_| takes(fate, Field::Persona)));
        steps.extend(slice.step.clone().filter(|_| takes(fate, Field::Step)));
    }
    incoming.personas.retain(|name| personas.contains(name));
    incoming.steps.retain(|step| steps.contains(&step.name));
}

/// Whether the slice takes anything over.
fn changes(slice: &Slice, fate: &Fate, from: &IncomingSlice) -> bool {
    let learns = from.tracker_keys.iter().any(|name| !slice.tracker_keys.contains(name));
    learns || matches!(fate, Fate::Here(_, fields) if !fields.is_empty())
}

/// Hangs what is below a slice that stays away below the next one above it.
fn lift(slices: &mut [IncomingSlice], fates: &[Fate]) {
    for at in 0..slices.len() {
        // Parents come first, so the parent's own parent stays never away.
        if let Some(parent) = slices[at].parent.map(|parent| parent as usize)
            && fates[parent] == Fate::Away
        {
            slices[at].parent = slices[parent].parent;
        }
    }
}

/// Whether the workshop keeps its invariants when parents and dependencies change so.
fn is_sound(tree: &Tree, slices: &[IncomingSlice], fates: &[Fate]) -> bool {
    let ties = |fields: &[Field]| fields.iter().any(|f| matches!(f, Field::Parent | Field::Needs));
    let tied = fates.iter().zip(slices).any(|(fate, slice)| match fate {
        Fate::Here(_, fields) => ties(fields),
        Fate::New => !slice.needs.is_empty(),
        Fate::Away => false,
    });
    if !tied {
        return true;
    }
    let id_at = |at: &u32| match &fates[*at as usize] {
        Fate::Here(id, _) => Some(*id),
        // Only here, and far from those that are given away.
        Fate::New => Some(SliceId(u32::MAX - at)),
        Fate::Away => None,
    };
    let mut after: FxHashMap<SliceId, Slice> =
        tree.walk().map(|(slice, _)| (slice.id, slice.clone())).collect();
    for (at, (fate, from)) in (0..).zip(fates.iter().zip(slices)) {
        let parent = from.parent.as_ref().and_then(id_at);
        let needs = || from.needs.iter().filter_map(id_at).collect();
        match fate {
            Fate::Here(id, fields) => {
                let Some(slice) = after.get_mut(id) else { continue };
                if fields.contains(&Field::Parent) {
                    slice.parent = parent;
                }
                if fields.contains(&Field::Needs) {
                    slice.needs = needs();
                }
            }
            Fate::New => {
                let id = SliceId(u32::MAX - at);
                let slice = Slice::new(id, parent, OrderKey::first(), "");
                after.insert(id, Slice { needs: needs(), ..slice });
            }
            Fate::Away => {}
        }
    }
    Tree::from_slices(after.into_values()).check().is_ok()
}

/// Leaves parents and dependencies as they are here; what is new needs nothing.
fn untie(slices: &mut [IncomingSlice], fates: &mut [Fate]) {
    for (fate, slice) in fates.iter_mut().zip(slices) {
        match fate {
            Fate::Here(_, fields) => {
                fields.retain(|field| !matches!(field, Field::Parent | Field::Needs));
            }
            Fate::New => slice.needs.clear(),
            Fate::Away => {}
        }
    }
}

/// A key behind the last child of its parent for everything that is made or moves.
fn keys(tree: &Tree, slices: &[IncomingSlice], fates: &[Fate]) -> Vec<Option<OrderKey>> {
    let comes = |fate: &Fate| match fate {
        Fate::Here(_, fields) => fields.contains(&Field::Parent),
        Fate::New => true,
        Fate::Away => false,
    };
    let mut coming: FxHashMap<Option<u32>, Vec<usize>> = FxHashMap::default();
    for (at, (fate, slice)) in fates.iter().zip(slices).enumerate() {
        if comes(fate) {
            coming.entry(slice.parent).or_default().push(at);
        }
    }
    let mut keys = vec![None; slices.len()];
    for (parent, places) in coming {
        let children = match parent.map(|at| &fates[at as usize]) {
            Some(Fate::Here(id, _)) => tree.children(Some(*id)),
            Some(_) => &[],
            None => tree.children(None),
        };
        let last = children.last().and_then(|id| tree.get(*id)).map(|slice| &slice.key);
        let fresh = OrderKey::spread(last, None, places.len()).unwrap_or_default();
        for (at, key) in places.into_iter().zip(fresh) {
            keys[at] = Some(key);
        }
    }
    keys
}
