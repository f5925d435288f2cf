//! A card as a tracker takes it: its title short enough, its place among the levels that the tracker
//! nests, the tracker's own name for its type, and everything that has no field of its own in the
//! description.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use slicing::{Kind, Role, SliceId};

use crate::body::{Extras, HOURS_OF_HALF_DAY};
use crate::format::Tracker;
use crate::plan::{Card, Plan};
use crate::prose::Prose;
use crate::report::{Report, Severity, count, named};
use crate::text::cut;

/// What a card becomes in a tracker.
pub(crate) struct Shape {
    /// The tracker's own name for each role that it tells apart, from the top down. With a name for
    /// [`Role::Part`], whatever is on its lowest level is that.
    pub types: &'static [(Role, &'static str)],
    /// How many levels it nests; 1 is a flat list.
    pub levels: usize,
    /// How many it nests below one.
    pub most_children: usize,
    /// The most characters of a title.
    pub longest_title: usize,
    /// What becomes of a title before it is cut.
    pub title: fn(&str) -> Cow<'_, str>,
    /// Titles serve as names, so that no two may be the same.
    pub unique_titles: bool,
    pub prose: Prose,
    /// Whether the description has the criteria, because nothing else does.
    pub criteria_in_text: bool,
    /// The most characters of a description.
    pub longest_description: usize,
    /// What becomes of a tag as a label.
    pub label: fn(&str) -> Cow<'_, str>,
    /// The MVP is a label among the others.
    pub labels_mvp: bool,
    /// What begins the label that names the epic, where the tracker shows it nowhere else.
    pub labels_epic: Option<&'static str>,
}

impl Shape {
    /// Any number of levels, no types, no limits.
    pub const PLAIN: Self = Self {
        types: &[],
        levels: usize::MAX,
        most_children: usize::MAX,
        longest_title: usize::MAX,
        title: as_it_is,
        unique_titles: false,
        prose: Prose::Plain,
        criteria_in_text: true,
        longest_description: usize::MAX,
        label: as_it_is,
        labels_mvp: false,
        labels_epic: None,
    };
}

fn as_it_is(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Spaces as hyphens, for trackers whose labels have none.
pub(crate) fn hyphenated(tag: &str) -> Cow<'_, str> {
    if tag.contains(char::is_whitespace) {
        Cow::Owned(tag.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect())
    } else {
        Cow::Borrowed(tag)
    }
}

/// The cards of a workshop as tickets of one tracker.
pub(crate) struct Tickets<'p> {
    pub plan: &'p Plan<'p>,
    tracker: &'static Tracker,
    types: [&'p str; Role::ALL.len()],
    /// The titles that had to be changed.
    retitled: FxHashMap<usize, String>,
    /// The slices that others need first.
    needed: FxHashSet<SliceId>,
    /// Whether something in the MVP is the card itself or below it.
    leads_to_mvp: Vec<bool>,
    /// What the tracker cannot show below its parent, because too much is there already.
    beyond: FxHashSet<usize>,
}

impl<'p> Tickets<'p> {
    /// Notes what the tracker's limits change.
    pub fn new(plan: &'p Plan<'p>, tracker: &'static Tracker, report: &mut Report) -> Self {
        let retitled = retitled(plan, &tracker.shape, report);
        let needed = plan.cards.iter().flat_map(|card| card.slice.needs.iter().copied()).collect();
        let leads_to_mvp = leads_to_mvp(plan);
        let types = types(plan, tracker);
        let beyond = FxHashSet::default();
        let mut tickets = Self { plan, tracker, types, retitled, needed, leads_to_mvp, beyond };
        tickets.note_levels(report);
        tickets.beyond = tickets.beyond_most_children(report);
        tickets
    }

    pub fn shape(&self) -> &'static Shape {
        &self.tracker.shape
    }

    pub fn len(&self) -> usize {
        self.plan.cards.len()
    }

    pub fn get(&self, index: usize) -> Ticket<'_> {
        Ticket { all: self, card: &self.plan.cards[index], index }
    }

    /// In the order of the outline.
    pub fn iter(&self) -> impl Iterator<Item = Ticket<'_>> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Level by level, and in each level by the best place that a leaf below has in the backlog;
    /// what has none comes last, as in the outline.
    pub fn by_level_and_rank(&self) -> Vec<usize> {
        let best = self.best_ranks();
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|index| (self.get(*index).level(), best[*index], *index));
        order
    }

    /// By the best place that a leaf below has in the backlog; what has none comes last.
    pub fn by_rank(&self) -> Vec<usize> {
        let best = self.best_ranks();
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|index| (best[*index], *index));
        order
    }

    /// Depth first, siblings by the best place that a leaf below has in the backlog.
    pub fn by_rank_below_parents(&self) -> Vec<usize> {
        let best = self.best_ranks();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.len()];
        let mut stack = Vec::new();
        for (index, card) in self.plan.cards.iter().enumerate() {
            match card.parent {
                Some(parent) => children[parent].push(index),
                None => stack.push(index),
            }
        }
        let worst_first =
            |list: &mut Vec<usize>| list.sort_by_key(|i| std::cmp::Reverse((best[*i], *i)));
        children.iter_mut().for_each(worst_first);
        worst_first(&mut stack);
        let mut order = Vec::with_capacity(self.len());
        while let Some(index) = stack.pop() {
            order.push(index);
            stack.append(&mut children[index]);
        }
        order
    }

    /// In the order of the backlog, but whatever a ticket is below or needs first comes before it.
    pub fn by_rank_below_needs(&self) -> Vec<usize> {
        let mut placed = vec![false; self.len()];
        let mut begun = vec![false; self.len()];
        let mut order = Vec::with_capacity(self.len());
        for start in self.by_rank_below_parents() {
            let mut stack = vec![start];
            while let Some(&index) = stack.last() {
                if placed[index] {
                    stack.pop();
                } else if begun[index] {
                    placed[index] = true;
                    order.push(index);
                    stack.pop();
                } else {
                    begun[index] = true;
                    let ticket = self.get(index);
                    let needs: Vec<usize> = ticket.needs().map(Ticket::index).collect();
                    stack.extend(needs.into_iter().rev().filter(|needed| !begun[*needed]));
                    stack.extend(ticket.card.parent.filter(|parent| !begun[*parent]));
                }
            }
        }
        order
    }

    fn best_ranks(&self) -> Vec<u32> {
        let cards = &self.plan.cards;
        let mut best: Vec<u32> = cards.iter().map(|card| card.rank.unwrap_or(u32::MAX)).collect();
        for (index, card) in cards.iter().enumerate().rev() {
            if let Some(parent) = card.parent {
                best[parent] = best[parent].min(best[index]);
            }
        }
        best
    }

    /// The children that are too many, the last of the backlog; notes them.
    fn beyond_most_children(&self, report: &mut Report) -> FxHashSet<usize> {
        let most = self.shape().most_children;
        let mut beyond = FxHashSet::default();
        if most == usize::MAX {
            return beyond;
        }
        for (parent, children) in self.families() {
            let Some(last) = children.get(most..).filter(|last| !last.is_empty()) else { continue };
            beyond.extend(last);
            let (lost, of) =
                (count(last.len(), "slice", "slices"), named(self.get(parent).title()));
            let what = format!(
                "the place of {lost} below {of}, which takes {most}: the parent is named in the description"
            );
            report.note(Severity::Flattened, what);
        }
        beyond
    }

    /// What the tracker shows below others, by its parent, all in the order of the backlog.
    pub fn families(&self) -> Vec<(usize, Vec<usize>)> {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.len()];
        let order = self.by_rank_below_parents();
        for index in &order {
            if let Some(parent) = self.get(*index).parent() {
                children[parent.index()].push(*index);
            }
        }
        let families = order.into_iter().map(|index| (index, std::mem::take(&mut children[index])));
        families.filter(|(_, children)| !children.is_empty()).collect()
    }

    fn note_levels(&self, report: &mut Report) {
        let levels = self.shape().levels;
        let below = self.plan.cards.iter().filter(|card| card.depth >= levels).count();
        if below == 0 {
            return;
        }
        let slices = count(below, "slice", "slices");
        let what = if levels == 1 {
            format!("the level of {slices}: the parent is named in the description")
        } else {
            format!(
                "the level of {slices} below level {levels}: the parent is named in the description"
            )
        };
        report.note(Severity::Flattened, what);
    }
}

fn leads_to_mvp(plan: &Plan<'_>) -> Vec<bool> {
    let mut leads: Vec<bool> = plan.cards.iter().map(Card::in_mvp).collect();
    for (index, card) in plan.cards.iter().enumerate().rev() {
        if let Some(parent) = card.parent {
            leads[parent] |= leads[index];
        }
    }
    leads
}

/// The team's names where it has some, else the usual ones.
fn types<'p>(plan: &'p Plan<'_>, tracker: &'static Tracker) -> [&'p str; Role::ALL.len()] {
    let mut types = [""; Role::ALL.len()];
    for (role, usual) in tracker.shape.types {
        let own = plan.workshop.about.types.get(tracker.id, role.id());
        types[*role as usize] = own.unwrap_or(usual);
    }
    types
}

fn retitled(plan: &Plan<'_>, shape: &Shape, report: &mut Report) -> FxHashMap<usize, String> {
    let mut retitled = FxHashMap::default();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for (index, card) in plan.cards.iter().enumerate() {
        let clean = (shape.title)(&card.title);
        let short = cut(&clean, shape.longest_title);
        if short.is_some() {
            let what =
                format!("the title {}; the description begins with all of it", named(&card.title));
            report.note(Severity::Cut, what);
        }
        let mut title = short.map_or(clean, Cow::Owned);
        while shape.unique_titles && seen.contains(title.as_ref()) {
            title = Cow::Owned(told_apart(shape, &title, card.slice.id));
        }
        if shape.unique_titles {
            seen.insert(title.to_string());
        }
        if let Cow::Owned(title) = title {
            retitled.insert(index, title);
        }
    }
    retitled
}

/// A title with the slice's id behind it, short enough.
fn told_apart(shape: &Shape, title: &str, id: SliceId) -> String {
    let end = format!(" ({id})");
    let room = shape.longest_title.saturating_sub(end.len());
    cut(title, room).unwrap_or_else(|| title.to_owned()) + &end
}

/// Whether a tracker's title is that of a slice as it was handed over.
pub(crate) fn is_title_of(
    shape: &Shape,
    title: &str,
    slice: &str,
    reference: Option<SliceId>,
) -> bool {
    let clean = (shape.title)(slice);
    let handed_over = cut(&clean, shape.longest_title).map_or(clean, Cow::Owned);
    let again = |last: &String| reference.map(|id| told_apart(shape, last, id));
    let told_apart = std::iter::successors(Some(handed_over.to_string()), again);
    // Twice only where somebody has typed such a title already.
    let most = if shape.unique_titles { 3 } else { 1 };
    told_apart.take(most).any(|known| *known == *title)
}

/// One card as a tracker takes it.
#[derive(Clone, Copy)]
pub(crate) struct Ticket<'p> {
    all: &'p Tickets<'p>,
    pub card: &'p Card<'p>,
    index: usize,
}

impl<'p> Ticket<'p> {
    /// Not empty, one line, within the tracker's limit.
    pub fn title(self) -> &'p str {
        self.all.retitled.get(&self.index).map_or(self.card.title.as_ref(), String::as_str)
    }

    /// A number of its own in this file: that of the slice.
    pub fn number(self) -> String {
        self.card.slice.id.0.to_string()
    }

    /// The stable reference, by which a second hand-over finds it again.
    pub fn reference(self) -> String {
        self.all.plan.reference(self.card.slice.id).to_string()
    }

    /// What the tracker itself calls it, when that is known from an import.
    pub fn key(self) -> Option<&'p str> {
        let family = self.all.tracker.family();
        let keys = &self.card.slice.tracker_keys;
        keys.iter().find(|key| key.tracker == family).map(|key| key.key.as_str())
    }

    /// From 0, at most the tracker's lowest.
    pub fn level(self) -> usize {
        self.card.depth.min(self.all.shape().levels - 1)
    }

    /// How many levels the tracker nests.
    pub fn levels(self) -> usize {
        self.all.shape().levels
    }

    /// What the tracker shows above it.
    pub fn parent(self) -> Option<Ticket<'p>> {
        if self.all.beyond.contains(&self.index) {
            return None;
        }
        let level = self.level().checked_sub(1)?;
        let mut index = self.card.parent?;
        while self.all.plan.cards[index].depth > level {
            index = self.all.plan.cards[index].parent?;
        }
        Some(self.all.get(index))
    }

    /// The number of what the tracker shows above it, or nothing.
    pub fn parent_number(self) -> String {
        self.parent().map(Self::number).unwrap_or_default()
    }

    /// The whole title of the slice above it, whether the tracker shows that or not; or nothing.
    pub fn title_above(self) -> &'p str {
        self.card.parent.map_or("", |parent| &self.all.plan.cards[parent].title)
    }

    /// Whether it is in the MVP, or something below it is.
    pub fn leads_to_mvp(self) -> bool {
        self.all.leads_to_mvp[self.index]
    }

    /// Whether something needs it first.
    pub fn is_needed(self) -> bool {
        self.all.needed.contains(&self.card.slice.id)
    }

    /// What it is to the tracker.
    pub fn role(self) -> Role {
        let has_parts = !self.all.types[Role::Part as usize].is_empty();
        match (self.card.leaf, self.card.slice.kind) {
            _ if has_parts && self.level() + 1 == self.all.shape().levels => Role::Part,
            (false, _) if self.card.depth == 0 => Role::Epic,
            (false, _) => Role::Split,
            (true, Kind::Slice) => Role::Slice,
            (true, Kind::Spike) => Role::Spike,
            (true, Kind::Task) => Role::Task,
        }
    }

    /// The tracker's own name for what it is.
    pub fn type_name(self) -> &'p str {
        self.all.types[self.role() as usize]
    }

    /// The tracker's own name for another role.
    pub fn type_name_of(self, role: Role) -> &'p str {
        self.all.types[role as usize]
    }

    /// Everything below the title, within the tracker's limit; a cut is noted, and spares the
    /// reference.
    pub fn description(self, report: &mut Report) -> String {
        let shape = self.all.shape();
        let written_above = self.parent().map(|parent| parent.index);
        let title_is_whole = self.title() == self.card.title;
        let parent = self.card.parent.filter(|parent| Some(*parent) != written_above);
        let extras = Extras {
            full_title: (!title_is_whole).then_some(self.card.title.as_ref()),
            part_of: parent.map(|parent| &self.all.plan.cards[parent]),
            without_criteria: !shape.criteria_in_text,
            ..Extras::default()
        };
        let (plan, most) = (self.all.plan, shape.longest_description);
        let whole = shape.prose.write(plan, self.card, &extras);
        if whole.char_indices().nth(most).is_none() {
            return whole;
        }
        let what = format!(
            "the description of {} after {most} characters; the rest stays in the workshop",
            named(&self.card.title)
        );
        report.note(Severity::Cut, what);
        shape.prose.write_within(most, plan, self.card, &extras)
    }

    /// Its tags as the tracker writes labels, and the MVP and the epic where they are labels.
    pub fn labels(self) -> impl Iterator<Item = Cow<'p, str>> {
        let shape = self.all.shape();
        let mvp = (shape.labels_mvp && self.card.in_mvp()).then_some(Cow::Borrowed(MVP));
        let tags = self.card.slice.tags.iter().map(|tag| (shape.label)(tag));
        tags.chain(mvp).chain(self.epic_label())
    }

    fn epic_label(self) -> Option<Cow<'p, str>> {
        let prefix = self.all.shape().labels_epic?;
        let epic = self.epic();
        if epic.card.leaf {
            return None;
        }
        let name = cut(epic.title(), LONGEST_EPIC_LABEL);
        let name = name.as_deref().unwrap_or(epic.title());
        Some(Cow::Owned((self.all.shape().label)(&format!("{prefix}{name}")).into_owned()))
    }

    /// What is at the top above it, or itself.
    pub fn epic(self) -> Ticket<'p> {
        let cards = &self.all.plan.cards;
        let mut index = self.index;
        while let Some(parent) = cards[index].parent {
            index = parent;
        }
        self.all.get(index)
    }

    /// The name of the MVP when it is in it, or nothing.
    pub fn milestone(self) -> &'static str {
        if self.card.in_mvp() { MVP } else { "" }
    }

    /// The name of the version that it is in: that of the MVP, of a later release, or nothing.
    pub fn version(self) -> Cow<'p, str> {
        let name = match self.milestone() {
            "" => self.card.release().unwrap_or_default(),
            mvp => mvp,
        };
        cut(name, LONGEST_VERSION).map_or(Cow::Borrowed(name), Cow::Owned)
    }

    /// The effort in hours of work as shown, estimates included; nothing where there is none.
    pub fn hours(self) -> String {
        let effort = self.card.effort();
        effort
            .map(|effort| (f64::from(effort.number) * HOURS_OF_HALF_DAY).to_string())
            .unwrap_or_default()
    }

    /// The effort in half days as shown, estimates included; nothing where there is none.
    pub fn points(self) -> String {
        self.card.effort().map(|effort| effort.number.to_string()).unwrap_or_default()
    }

    /// What it needs first, as far as it is handed over.
    pub fn needs(self) -> impl Iterator<Item = Ticket<'p>> {
        let all = self.all;
        let place = |id: &SliceId| all.plan.place(*id);
        self.card.slice.needs.iter().filter_map(place).map(|index| all.get(index))
    }

    /// The references of what it needs first, with this between them.
    pub fn needs_by_number(self, between: &str) -> String {
        self.needs().map(Self::number).collect::<Vec<_>>().join(between)
    }

    /// Its place in the outline, from 0.
    pub fn index(self) -> usize {
        self.index
    }
}

/// Labels are short: more characters of an epic's title are cut.
const LONGEST_EPIC_LABEL: usize = 60;

/// The longest name of a version in Redmine and OpenProject.
const LONGEST_VERSION: usize = 60;

/// The milestone, version or label that stands for the MVP.
pub(crate) const MVP: &str = "MVP";

#[cfg(test)]
mod tests {
    use super::*;

    const UNIQUE: Shape = Shape { longest_title: 14, unique_titles: true, ..Shape::PLAIN };

    #[test]
    fn a_title_that_was_cut_or_told_apart_is_still_that_of_its_slice() {
        let id = Some(SliceId(3));
        for title in ["Pay", "Pay (S3)", "Pay (S3) (S3)"] {
            assert!(is_title_of(&UNIQUE, title, "Pay", id), "{title}");
        }
        assert!(is_title_of(&UNIQUE, "Pay by a…", "Pay by a debit card", id));
        assert!(!is_title_of(&UNIQUE, "Pay (S4)", "Pay", id));
        assert!(!is_title_of(&Shape::PLAIN, "Pay (S3)", "Pay", id));
    }

    #[test]
    fn what_tells_titles_apart_fits_too() {
        let title = told_apart(&UNIQUE, "Pay by a very old card", SliceId(17));
        assert!(title.chars().count() <= 14 && title.ends_with(" (S17)"), "{title}");
    }
}
