//! What readers fill: drafts in any order that refer to each other by name, and how they become a
//! tree that keeps the invariants of [`Incoming`].

use rustc_hash::{FxHashMap, FxHashSet};
use slicing::{Cut, Goal, Slice};

use crate::circle;
use crate::incoming::{Incoming, IncomingAbout, IncomingSlice, IncomingStep};
use crate::plan::{UNTITLED, release_name};
use crate::report::{Counts, Report, Severity, named};
use crate::text::{block, cut, one_line};

/// Everything read so far.
#[derive(Default)]
pub(crate) struct Gathering {
    pub about: IncomingAbout,
    pub personas: Vec<String>,
    pub steps: Vec<IncomingStep>,
    pub releases: Vec<Goal>,
    pub drafts: Vec<Draft>,
    /// Titles stay as they are, also when they are very long or empty.
    pub keeps_titles: bool,
    pub report: Report,
}

/// A slice whose place in the tree and whose needs are still names.
#[derive(Default)]
pub(crate) struct Draft {
    /// Its `parent` and `needs` are filled at the end.
    pub slice: IncomingSlice,
    /// The name of the release that it is in; those of drafts that name none stay as they are.
    pub release: Option<String>,
    /// What others call it, exactly.
    pub names: Vec<String>,
    pub parent: Above,
    /// The names of what it needs first.
    pub needs: Vec<String>,
    /// The names of what needs it first.
    pub blocks: Vec<String>,
}

impl Draft {
    /// Whether it refers to anything that has none of these names.
    fn asks_beyond(&self, names: &FxHashMap<String, usize>) -> bool {
        let parent = match &self.parent {
            Above::Named(name) => Some(name),
            _ => None,
        };
        parent
            .into_iter()
            .chain(&self.needs)
            .chain(&self.blocks)
            .any(|name| !names.contains_key(name))
    }
}

/// Where a draft hangs.
#[derive(Default, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Above {
    /// Nowhere: it is an epic.
    #[default]
    Nothing,
    /// Below the draft with this index.
    Draft(usize),
    /// Below the draft with this name.
    Named(String),
}

/// Titles of more characters are cut, with the full text in the narrative.
pub(crate) const LONGEST_TITLE: usize = 500;

impl Gathering {
    /// Adds a draft and tells its index.
    pub fn push(&mut self, draft: Draft) -> usize {
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Makes the tree.
    pub fn finish(mut self) -> Incoming {
        self.find_releases();
        let parents = self.parents();
        let needs = self.needs(&parents);
        let order = depth_first(&parents);
        let mut place = vec![0_u32; order.len()];
        for (at, index) in (0..).zip(&order) {
            place[*index] = at;
        }
        for draft in &mut self.drafts {
            draft.slice.needs.clear();
        }
        for (index, needed) in needs {
            self.drafts[index].slice.needs.push(place[needed]);
        }
        let drafts = std::mem::take(&mut self.drafts);
        let mut drafts: Vec<_> = drafts.into_iter().map(|draft| Some(draft.slice)).collect();
        let mut slices = Vec::with_capacity(order.len());
        for index in order {
            let Some(mut slice) = drafts[index].take() else { continue };
            slice.parent = parents[index].map(|parent| place[parent]);
            tidy(&mut slice, &mut self.report);
            if !self.keeps_titles {
                fit_title(&mut slice, &mut self.report);
            }
            slices.push(slice);
        }
        let personas = with_named(std::mem::take(&mut self.personas), &slices, |slice| {
            slice.persona.as_deref()
        });
        let steps = steps_with_named(std::mem::take(&mut self.steps), &slices);
        if self.about.mvp.is_none() && slices.iter().any(|slice| slice.in_mvp) {
            self.about.mvp = Some(Cut::ByHand);
        }
        self.report.counts = counts(&slices);
        let Self { about, releases, report, .. } = self;
        Incoming { about, personas, steps, releases, slices, report }
    }

    /// Puts the drafts into the releases that they name. One that is not listed is by hand.
    fn find_releases(&mut self) {
        let listed = self.releases.iter().enumerate();
        let mut places: FxHashMap<String, u32> = (0..)
            .zip(listed.map(|(at, goal)| release_name(at, goal).into_owned()))
            .map(|(place, name)| (name, place))
            .collect();
        for draft in &mut self.drafts {
            let Some(name) = draft.release.take() else { continue };
            let outcome = one_line(&name).trim().to_owned();
            let place = *places.entry(outcome).or_insert_with_key(|outcome| {
                let goal = Goal { outcome: outcome.clone(), cut: Cut::ByHand, ..Goal::default() };
                self.releases.push(goal);
                u32::try_from(self.releases.len() - 1).unwrap_or(u32::MAX)
            });
            draft.slice.release = Some(place);
        }
    }

    /// The first draft of each name. Names that occur twice are noted.
    fn names(&mut self) -> FxHashMap<String, usize> {
        let mut names = FxHashMap::default();
        for (index, draft) in self.drafts.iter_mut().enumerate() {
            for name in std::mem::take(&mut draft.names) {
                match names.get(&name) {
                    None => {
                        names.insert(name, index);
                    }
                    Some(first) if *first == index => {}
                    Some(_) => {
                        let what = format!("the id {} a second time", named(&name));
                        self.report.at(draft.slice.line, Severity::Skipped, what);
                    }
                }
            }
        }
        names
    }

    fn parents(&mut self) -> Vec<Option<usize>> {
        let needs_names = |draft: &Draft| {
            matches!(draft.parent, Above::Named(_))
                || !draft.needs.is_empty()
                || !draft.blocks.is_empty()
        };
        if self.drafts.iter().any(needs_names) {
            self.replace_names();
        }
        let parents: Vec<_> = self
            .drafts
            .iter()
            .map(|draft| match draft.parent {
                Above::Draft(parent) => Some(parent),
                _ => None,
            })
            .collect();
        self.without_circles(parents)
    }

    /// Turns the names of parents into indices, and the names of needs into digits of an index.
    fn replace_names(&mut self) {
        let names = self.names();
        let asked = self.drafts.iter().any(|draft| draft.asks_beyond(&names));
        let titles = if asked { self.titles() } else { FxHashMap::default() };
        let find = |name: &str| names.get(name).or_else(|| titles.get(name)).copied();
        for draft in &mut self.drafts {
            if let Above::Named(name) = &draft.parent {
                draft.parent = match find(name) {
                    Some(parent) => Above::Draft(parent),
                    None => {
                        let what = format!("the parent {}, which is not in this file", named(name));
                        self.report.at(draft.slice.line, Severity::Skipped, what);
                        Above::Nothing
                    }
                };
            }
        }
        let mut needs: Vec<(usize, usize)> = Vec::new();
        for (index, draft) in self.drafts.iter_mut().enumerate() {
            let wanted = std::mem::take(&mut draft.needs).into_iter().map(|name| (name, true));
            let wanting = std::mem::take(&mut draft.blocks).into_iter().map(|name| (name, false));
            for (name, needs_it) in wanted.chain(wanting) {
                match find(&name) {
                    Some(other) if needs_it => needs.push((index, other)),
                    Some(other) => needs.push((other, index)),
                    None => {
                        let what = format!(
                            "the dependency on {}, which is not in this file",
                            named(&name)
                        );
                        self.report.at(draft.slice.line, Severity::Skipped, what);
                    }
                }
            }
        }
        for (index, needed) in needs {
            let needed = u32::try_from(needed).unwrap_or(u32::MAX);
            self.drafts[index].slice.needs.push(needed);
        }
    }

    /// The first draft of each title, for files that refer by title.
    fn titles(&self) -> FxHashMap<String, usize> {
        let mut titles = FxHashMap::default();
        for (index, draft) in self.drafts.iter().enumerate() {
            titles.entry(draft.slice.title.clone()).or_insert(index);
        }
        titles
    }

    /// Makes an epic of one slice in every circle of parents.
    fn without_circles(&mut self, mut parents: Vec<Option<usize>>) -> Vec<Option<usize>> {
        let mut round = vec![0_usize; parents.len()];
        for start in 0..parents.len() {
            let mut at = start;
            while round[at] == 0 {
                round[at] = start + 1;
                match parents[at] {
                    Some(parent) if round[parent] == start + 1 => {
                        let what = "the parent, which is below the slice itself";
                        self.report.at(self.drafts[at].slice.line, Severity::Skipped, what);
                        parents[at] = None;
                    }
                    Some(parent) => at = parent,
                    None => {}
                }
            }
        }
        parents
    }

    /// The needs as pairs (slice, needed), sorted, each once, without circles.
    fn needs(&mut self, parents: &[Option<usize>]) -> Vec<(usize, usize)> {
        let mut needs: Vec<(usize, usize)> = Vec::new();
        for (index, draft) in self.drafts.iter().enumerate() {
            needs.extend(draft.slice.needs.iter().map(|needed| (index, *needed as usize)));
        }
        if needs.is_empty() {
            return needs;
        }
        needs.sort_unstable();
        needs.dedup();
        let closing: FxHashSet<_> = circle::closing(parents, &needs).into_iter().collect();
        for (index, needed) in needs.iter().filter(|need| closing.contains(need)) {
            let needed = &self.drafts[*needed].slice.title;
            let what = format!("the dependency on {}, which closes a circle", named(needed));
            self.report.at(self.drafts[*index].slice.line, Severity::Skipped, what);
        }
        needs.retain(|need| !closing.contains(need));
        needs
    }
}

/// The indices depth first; siblings stay in order.
fn depth_first(parents: &[Option<usize>]) -> Vec<usize> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    let mut stack: Vec<usize> = Vec::new();
    for (index, parent) in parents.iter().enumerate().rev() {
        match parent {
            Some(parent) => children[*parent].push(index),
            None => stack.push(index),
        }
    }
    let mut order = Vec::with_capacity(parents.len());
    while let Some(index) = stack.pop() {
        order.push(index);
        stack.append(&mut children[index]);
    }
    order
}

fn tidy(slice: &mut IncomingSlice, report: &mut Report) {
    slice.needs.sort_unstable();
    slice.tags.sort();
    slice.tags.dedup();
    slice.dismissed.sort();
    slice.dismissed.dedup();
    slice.tracker_keys.sort();
    slice.tracker_keys.dedup();
    in_place(&mut slice.title, one_line);
    in_place(&mut slice.because, one_line);
    in_place(&mut slice.narrative, block);
    in_place(&mut slice.notes, block);
    out_of_range(&mut slice.value, Slice::VALUES, "value", slice.line, report);
    out_of_range(&mut slice.pin, 1..=u32::MAX, "place by hand", slice.line, report);
    out_of_range(&mut slice.effort, Slice::EFFORTS, "effort", slice.line, report);
}

fn fit_title(slice: &mut IncomingSlice, report: &mut Report) {
    if slice.title.trim().is_empty() {
        UNTITLED.clone_into(&mut slice.title);
        report.at(slice.line, Severity::Guessed, "a slice without a title");
    }
    if let Some(short) = cut(&slice.title, LONGEST_TITLE) {
        let full = std::mem::replace(&mut slice.title, short);
        let gap = if slice.narrative.is_empty() { "" } else { "\n\n" };
        slice.narrative = format!("{full}{gap}{}", slice.narrative);
        let what = format!(
            "a title of more than {LONGEST_TITLE} characters; the full text is in the narrative"
        );
        report.at(slice.line, Severity::Cut, what);
    }
}

fn in_place(text: &mut String, change: fn(&str) -> std::borrow::Cow<'_, str>) {
    if let std::borrow::Cow::Owned(changed) = change(text) {
        *text = changed;
    }
}

fn out_of_range<T: PartialOrd + Copy + std::fmt::Display>(
    number: &mut Option<T>,
    range: std::ops::RangeInclusive<T>,
    what: &str,
    line: u32,
    report: &mut Report,
) {
    if let Some(n) = number.filter(|n| !range.contains(n)) {
        let what = format!("the {what} {n}: not from {} to {}", range.start(), range.end());
        report.at(line, Severity::Skipped, what);
        *number = None;
    }
}

fn with_named(
    listed: Vec<String>,
    slices: &[IncomingSlice],
    name: fn(&IncomingSlice) -> Option<&str>,
) -> Vec<String> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let all = listed.iter().map(String::as_str).chain(slices.iter().filter_map(name));
    all.filter(|name| seen.insert(name)).map(str::to_owned).collect()
}

fn steps_with_named(listed: Vec<IncomingStep>, slices: &[IncomingSlice]) -> Vec<IncomingStep> {
    let essential: FxHashMap<String, bool> =
        listed.iter().rev().map(|step| (step.name.clone(), step.essential)).collect();
    let names = listed.into_iter().map(|step| step.name).collect();
    with_named(names, slices, |slice| slice.step.as_deref())
        .into_iter()
        .map(|name| IncomingStep { essential: essential.get(&name) == Some(&true), name })
        .collect()
}

fn counts(slices: &[IncomingSlice]) -> Counts {
    let sum = |of: fn(&IncomingSlice) -> usize| -> u32 {
        u32::try_from(slices.iter().map(of).sum::<usize>()).unwrap_or(u32::MAX)
    };
    Counts {
        slices: sum(|_| 1),
        epics: sum(|slice| usize::from(slice.parent.is_none())),
        acceptance: sum(|slice| slice.acceptance.len()),
        needs: sum(|slice| slice.needs.len()),
        questions: sum(|slice| slice.questions.len()),
        deferrals: sum(|slice| slice.deferrals.len()),
    }
}
