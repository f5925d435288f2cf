//! Slices arrive: typed, pasted or imported.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};
use slicing::{
    About, Acceptance, Deferral, Goal, OrderKey, Persona, PersonaId, Question, Release, ReleaseId,
    Slice, SliceId, Step, StepId, Wish, Workshop,
};
use store::{Edit, Error};
use trackers::{Format, Incoming, IncomingDeferral, IncomingQuestion, IncomingSlice};

use super::{Change, find};
use crate::api::{AppError, NewSlice, Pasted};
use crate::say::{count, quoted};
use crate::text;

/// Slices below `parent` after its child `after`; `None` means epics, and as the first.
pub(super) fn add(
    workshop: &Workshop,
    parent: Option<SliceId>,
    after: Option<SliceId>,
    items: &[NewSlice],
) -> Result<Change, AppError> {
    let incoming = typed(items);
    let label = match items {
        [item] if text::line(&item.title).is_empty() => "Add a slice".to_owned(),
        [item] => format!("Add {}", quoted(&text::line(&item.title))),
        _ => format!("Add {}", count(items.len(), "slice", "slices")),
    };
    let arrival = Arrival::new(workshop, incoming, parent, after)?;
    Ok(Change::new(label, move |edit| arrival.write(edit)))
}

/// The same from the clipboard.
pub(super) fn paste(
    workshop: &Workshop,
    parent: Option<SliceId>,
    after: Option<SliceId>,
    clipboard: &Pasted,
) -> Result<Change, AppError> {
    let incoming = pasted(clipboard)?;
    let label = format!("Paste {}", count(incoming.slices.len(), "slice", "slices"));
    let arrival = Arrival::new(workshop, incoming, parent, after)?;
    Ok(Change::new(label, move |edit| arrival.write(edit)))
}

/// Reads what the clipboard held.
///
/// # Errors
/// [`ErrorCode::BadInput`](crate::api::ErrorCode) when there is nothing to paste.
pub(crate) fn pasted(clipboard: &Pasted) -> Result<Incoming, AppError> {
    let read = |format, bytes: &[u8]| {
        trackers::read(format, bytes)
            .map_err(|error| AppError::bad_input(format!("This cannot be pasted: {error}.")))
    };
    let mut incoming = match clipboard {
        Pasted::Text { text } => read(trackers::guess(None, text.as_bytes()), text.as_bytes())?,
        Pasted::Items { items } => typed(items),
        Pasted::Slices { json } => read(Format::Json, json.as_bytes())?,
    };
    if incoming.slices.is_empty() {
        return Err(AppError::bad_input("There is nothing to paste. Copy some text first."));
    }
    // Trackers know the original.
    incoming.slices.iter_mut().for_each(|slice| slice.tracker_keys.clear());
    Ok(incoming)
}

/// Items in document order as a tree; an item is at most one deeper than the one before.
fn typed(items: &[NewSlice]) -> Incoming {
    let mut line: Vec<u32> = Vec::new();
    let mut slices = Vec::with_capacity(items.len());
    for (at, item) in (0..).zip(items) {
        line.truncate(item.depth as usize);
        slices.push(IncomingSlice {
            parent: line.last().copied(),
            title: text::line(&item.title),
            narrative: text::block(&item.narrative),
            ..IncomingSlice::default()
        });
        line.push(at);
    }
    Incoming { slices, ..Incoming::default() }
}

/// Slices that are about to be inserted at a place of a workshop.
#[derive(Debug)]
pub(crate) struct Arrival {
    incoming: Incoming,
    parent: Option<SliceId>,
    /// The keys of those that have no parent among the arriving ones.
    top_keys: Vec<OrderKey>,
    /// What the leaf that they are put below has decided for them.
    passed_on: PassedOn,
    personas: Names<PersonaId>,
    steps: Names<StepId>,
    /// The releases of the file, by their places in it, as far as they exist.
    releases: Vec<Option<ReleaseId>>,
    last_release: Option<OrderKey>,
    /// What an empty workshop takes over from the file.
    about: Option<About>,
    keeps_ids: bool,
}

/// What was decided about a leaf passes on to what is put below it.
#[derive(Debug, Clone, Copy, Default)]
struct PassedOn {
    in_mvp: bool,
    release: Option<ReleaseId>,
    /// For the first.
    pin: Option<u32>,
    wish: Option<Wish>,
}

impl PassedOn {
    fn by(workshop: &Workshop, parent: &Slice) -> Self {
        if !workshop.tree.is_leaf(parent.id) {
            return Self::default();
        }
        let Slice { in_mvp, release, pin, wish, .. } = *parent;
        Self { in_mvp, release, pin, wish }
    }
}

/// What exists under which name, and the key behind which more can be put.
#[derive(Debug, Default)]
struct Names<Id> {
    ids: FxHashMap<String, Id>,
    last: Option<OrderKey>,
}

impl<Id: Copy> Names<Id> {
    fn of<'a>(existing: impl Iterator<Item = (&'a str, Id, &'a OrderKey)>) -> Self {
        let mut names = Self { ids: FxHashMap::default(), last: None };
        for (name, id, key) in existing {
            names.ids.entry(folded(name)).or_insert(id);
            names.last = Some(key.clone());
        }
        names
    }

    fn get(&self, name: Option<&str>) -> Option<Id> {
        self.ids.get(&folded(name?)).copied()
    }

    /// A key behind all others.
    fn next_key(&mut self) -> OrderKey {
        let key = OrderKey::between(self.last.as_ref(), None).unwrap_or_else(OrderKey::first);
        self.last = Some(key.clone());
        key
    }
}

fn persona_names(workshop: &Workshop) -> Names<PersonaId> {
    Names::of(workshop.personas.iter().map(|p| (p.name.as_str(), p.id, &p.key)))
}

fn step_names(workshop: &Workshop) -> Names<StepId> {
    Names::of(workshop.steps.iter().map(|s| (s.name.as_str(), s.id, &s.key)))
}

/// Which releases of a file there are already, by what they are for.
fn known_releases(workshop: &Workshop, incoming: &Incoming) -> Vec<Option<ReleaseId>> {
    let known = |goal: &Goal| {
        let outcome = folded(&goal.outcome);
        let is_it = |release: &&Release| folded(&release.goal.outcome) == outcome;
        workshop.releases.iter().find(is_it).filter(|_| !outcome.is_empty()).map(|found| found.id)
    };
    incoming.releases.iter().map(known).collect()
}

fn last_release(workshop: &Workshop) -> Option<OrderKey> {
    workshop.releases.last().map(|release| release.key.clone())
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Arrival {
    /// Checks the place. An empty workshop also takes over what the file says about goal, product,
    /// time-box, policy, MVP and order, and keeps the ids of our own format.
    ///
    /// # Errors
    /// When there is no such place, or nothing to insert.
    pub fn new(
        workshop: &Workshop,
        incoming: Incoming,
        parent: Option<SliceId>,
        after: Option<SliceId>,
    ) -> Result<Self, AppError> {
        if incoming.slices.is_empty() {
            return Err(AppError::bad_input("There is no slice to add."));
        }
        let tops = incoming.slices.iter().filter(|slice| slice.parent.is_none()).count();
        let top_keys = super::places::keys(workshop, parent, after, tops)?;
        let passed_on = match parent {
            Some(parent) => PassedOn::by(workshop, find(workshop, parent)?),
            None => PassedOn::default(),
        };
        let is_new = workshop.tree.is_empty();
        Ok(Self {
            parent,
            top_keys,
            passed_on,
            personas: persona_names(workshop),
            steps: step_names(workshop),
            releases: known_releases(workshop, &incoming),
            last_release: last_release(workshop),
            about: is_new.then(|| taken_over(&workshop.about, &incoming)),
            keeps_ids: is_new && has_usable_ids(&incoming.slices),
            incoming,
        })
    }

    /// What slices need that arrive among those that are there already.
    pub(super) fn among(workshop: &Workshop, incoming: Incoming) -> Self {
        Self {
            parent: None,
            top_keys: Vec::new(),
            passed_on: PassedOn::default(),
            personas: persona_names(workshop),
            steps: step_names(workshop),
            releases: known_releases(workshop, &incoming),
            last_release: last_release(workshop),
            about: None,
            keeps_ids: false,
            incoming,
        }
    }

    /// Whom a slice of the file serves.
    pub(super) fn persona(&self, from: &IncomingSlice) -> Option<PersonaId> {
        self.personas.get(from.persona.as_deref())
    }

    /// The step of a slice of the file.
    pub(super) fn step(&self, from: &IncomingSlice) -> Option<StepId> {
        self.steps.get(from.step.as_deref())
    }

    /// How many slices arrive.
    pub fn len(&self) -> usize {
        self.incoming.slices.len()
    }

    /// Writes everything and tells the ids of the topmost.
    ///
    /// # Errors
    /// Those of the store.
    pub fn write(mut self, edit: &mut Edit<'_>) -> Result<Vec<SliceId>, Error> {
        if let Some(about) = &self.about {
            edit.update_about(about)?;
        }
        self.write_names(edit)?;
        let incoming = std::mem::take(&mut self.incoming.slices);
        let ids = self.ids(&incoming, edit)?;
        let keys = keys_of(&incoming, self.top_keys.clone());
        let mut tops = Vec::new();
        let known: Vec<Option<SliceId>> = ids.iter().copied().map(Some).collect();
        for (at, (slice, key)) in incoming.into_iter().zip(keys).enumerate() {
            let parent = match slice.parent {
                Some(parent) => ids.get(parent as usize).copied(),
                None => {
                    tops.push(ids[at]);
                    self.parent
                }
            };
            let slice = self.slice((at, ids[at]), slice, (parent, key), &known, edit)?;
            edit.insert_slice(&slice)?;
        }
        Ok(tops)
    }

    /// Writes the personas, steps and releases that the workshop does not have yet; of the releases
    /// only those that slices are in, unless the workshop takes over everything.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn write_names(&mut self, edit: &mut Edit<'_>) -> Result<(), Error> {
        for name in std::mem::take(&mut self.incoming.personas) {
            if self.personas.get(Some(&name)).is_none() {
                let (id, key) = (edit.new_persona_id()?, self.personas.next_key());
                self.personas.ids.insert(folded(&name), id);
                edit.insert_persona(&Persona { id, key, name: text::line(&name) })?;
            }
        }
        for step in std::mem::take(&mut self.incoming.steps) {
            if self.steps.get(Some(&step.name)).is_none() {
                let (id, key) = (edit.new_step_id()?, self.steps.next_key());
                self.steps.ids.insert(folded(&step.name), id);
                let name = text::line(&step.name);
                edit.insert_step(&Step { id, key, name, essential: step.essential })?;
            }
        }
        let named: FxHashSet<u32> =
            self.incoming.slices.iter().filter_map(|slice| slice.release).collect();
        for (at, goal) in (0..).zip(std::mem::take(&mut self.incoming.releases)) {
            let slot = &mut self.releases[at as usize];
            if slot.is_none() && (self.about.is_some() || named.contains(&at)) {
                let after = self.last_release.as_ref();
                let key = OrderKey::between(after, None).unwrap_or_else(OrderKey::first);
                let id = edit.new_release_id()?;
                (*slot, self.last_release) = (Some(id), Some(key.clone()));
                edit.insert_release(&Release { id, key, goal })?;
            }
        }
        Ok(())
    }

    /// The release of a slice of the file.
    fn release(&self, from: &IncomingSlice) -> Option<ReleaseId> {
        self.releases.get(from.release? as usize).copied().flatten()
    }

    fn ids(&self, slices: &[IncomingSlice], edit: &mut Edit<'_>) -> Result<Vec<SliceId>, Error> {
        slices
            .iter()
            .map(|slice| match &slice.reference {
                Some(reference) if self.keeps_ids => edit.keep_slice_id(reference.slice),
                _ => edit.new_slice_id(),
            })
            .collect()
    }

    /// The slice at a place of the file as it is to be, with an id, a parent and a key; `ids` are
    /// those of all slices of the file.
    pub(super) fn slice(
        &self,
        (at, id): (usize, SliceId),
        from: IncomingSlice,
        (parent, key): (Option<SliceId>, OrderKey),
        ids: &[Option<SliceId>],
        edit: &mut Edit<'_>,
    ) -> Result<Slice, Error> {
        let id_at = |at: u32| ids.get(at as usize).copied().flatten();
        let mut needs: Vec<SliceId> = from.needs.iter().filter_map(|at| id_at(*at)).collect();
        needs.sort_unstable();
        Ok(Slice {
            id,
            parent,
            key,
            title: text::line(&from.title),
            narrative: text::block(&from.narrative),
            kind: from.kind,
            status: from.status,
            pattern: from.pattern,
            persona: self.persona(&from),
            step: self.step(&from),
            value: from.value,
            effort: from.effort,
            in_mvp: from.in_mvp || self.passed_on.in_mvp,
            release: self.release(&from).or(self.passed_on.release),
            pin: from.pin.or(self.passed_on.pin.filter(|_| at == 0)),
            wish: from.wish.or(self.passed_on.wish),
            because: text::line(&from.because),
            notes: text::block(&from.notes),
            acceptance: acceptance_like(&[], &from.acceptance, edit)?,
            needs,
            questions: questions_like(&[], &from.questions, edit)?,
            deferrals: deferrals_like(&[], &from.deferrals, edit)?,
            tags: text::tags(&from.tags),
            dismissed: from.dismissed,
            tracker_keys: from.tracker_keys,
        })
    }
}

/// Criteria with these texts; one that stands there already keeps its id.
pub(super) fn acceptance_like(
    before: &[Acceptance],
    texts: &[String],
    edit: &mut Edit<'_>,
) -> Result<Vec<Acceptance>, Error> {
    let mut known = Known::of(before, |item| item.text.clone(), |item| item.id);
    let keys = OrderKey::spread(None, None, texts.len()).unwrap_or_default();
    let item = |(text, key): (&String, OrderKey)| {
        let text = text::block(text);
        let id = known.take(&text).map_or_else(|| edit.new_acceptance_id(), Ok)?;
        Ok(Acceptance { id, key, text })
    };
    texts.iter().zip(keys).map(item).collect()
}

/// Questions that say this; one that stands there already keeps its id.
pub(super) fn questions_like(
    before: &[Question],
    texts: &[IncomingQuestion],
    edit: &mut Edit<'_>,
) -> Result<Vec<Question>, Error> {
    let mut known = Known::of(before, |item| item.text.clone(), |item| item.id);
    let item = |from: &IncomingQuestion| {
        let id = known.take(&from.text).map_or_else(|| edit.new_question_id(), Ok)?;
        let IncomingQuestion { text, owner, answer } = from.clone();
        Ok(Question { id, text, owner, answer })
    };
    texts.iter().map(item).collect()
}

/// Deferrals that say this; one that stands there already keeps its id.
pub(super) fn deferrals_like(
    before: &[Deferral],
    texts: &[IncomingDeferral],
    edit: &mut Edit<'_>,
) -> Result<Vec<Deferral>, Error> {
    let mut known = Known::of(before, |item| item.text.clone(), |item| item.id);
    let item = |from: &IncomingDeferral| {
        let id = known.take(&from.text).map_or_else(|| edit.new_deferral_id(), Ok)?;
        let IncomingDeferral { text, owner } = from.clone();
        Ok(Deferral { id, text, owner })
    };
    texts.iter().map(item).collect()
}

/// The ids of what stands in a list, by its text; of two alike the first is taken first.
struct Known<Id>(FxHashMap<String, VecDeque<Id>>);

impl<Id> Known<Id> {
    fn of<T>(items: &[T], text: fn(&T) -> String, id: fn(&T) -> Id) -> Self {
        let mut known: FxHashMap<String, VecDeque<Id>> = FxHashMap::default();
        for item in items {
            known.entry(text(item)).or_default().push_back(id(item));
        }
        Self(known)
    }

    fn take(&mut self, text: &str) -> Option<Id> {
        self.0.get_mut(text)?.pop_front()
    }
}

/// A key for each slice among its siblings.
fn keys_of(slices: &[IncomingSlice], top: Vec<OrderKey>) -> Vec<OrderKey> {
    let mut children = vec![0_usize; slices.len()];
    for parent in slices.iter().filter_map(|slice| slice.parent) {
        children[parent as usize] += 1;
    }
    let below = |count: usize| OrderKey::spread(None, None, count).unwrap_or_default().into_iter();
    let mut below: Vec<_> = children.into_iter().map(below).collect();
    let mut top = top.into_iter();
    slices
        .iter()
        .map(|slice| match slice.parent {
            Some(parent) => below[parent as usize].next(),
            None => top.next(),
        })
        .map(|key| key.unwrap_or_else(OrderKey::first))
        .collect()
}

fn taken_over(about: &About, incoming: &Incoming) -> About {
    let from = incoming.about.clone();
    About {
        title: about.title.clone(),
        goal: from.goal.map_or_else(|| about.goal.clone(), |goal| text::block(&goal)),
        product: from.product.unwrap_or(about.product),
        time_box: from.time_box.unwrap_or(about.time_box),
        mvp: Goal {
            outcome: from.mvp_outcome.map_or_else(|| about.mvp.outcome.clone(), |t| text::line(&t)),
            measure: from.mvp_measure.map_or_else(|| about.mvp.measure.clone(), |t| text::line(&t)),
            cut: from.mvp.unwrap_or_default(),
        },
        worth: from.worth.or_else(|| about.worth.clone()),
        pace: from.pace.unwrap_or_else(|| about.pace.clone()),
        policy: from.policy.unwrap_or_else(|| about.policy.clone()),
        types: from.types.unwrap_or_else(|| about.types.clone()),
    }
}

/// Whether every slice names an id of its own, and none is so high that few would be left.
pub(crate) fn has_usable_ids(slices: &[IncomingSlice]) -> bool {
    const HIGHEST: u32 = 1_000_000_000;
    let mut seen = FxHashSet::default();
    slices.iter().all(|slice| {
        let id = slice.reference.as_ref().map(|reference| reference.slice);
        id.is_some_and(|id| (1..=HIGHEST).contains(&id.0) && seen.insert(id))
    })
}
