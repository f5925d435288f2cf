//! The lossless exchange format, documented by `schema/workshop.schema.json`.
//!
//! Slices are a flat list, depth first, that name their parents, so that depth is no danger to
//! other programs either. `backlog` is what the planner makes of it: for other programs to read,
//! ignored on the way back. Ids are those of the workshop and only hold the file together; what is
//! read gets ids of its own.

use std::fmt;
use std::io::{self, Write};
use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use slicing::judge::Criterion;
use slicing::{
    Cut, Dismissal, Goal, Kind, Pace, Pattern, PersonaId, Policy, Product, Release, ReleaseId,
    SliceId, Status, StepId, TrackerKey, TypeNames, Wish, Workshop, Worth,
};

use super::{Tracker, Wants};
use crate::ReadError;
use crate::fact::Fact;
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::{
    IncomingAbout, IncomingDeferral, IncomingQuestion, IncomingSlice, IncomingStep,
};
use crate::plan::{Card, Plan};
use crate::reference::Reference;
use crate::report::{Report, Severity, count, named};
use crate::text::LineCounter;

pub(crate) const TRACKER: Tracker = Tracker {
    id: "json",
    title: "Carpaccio JSON (lossless)",
    about: "The whole workshop without a loss, for other programs and for safe keeping.",
    extension: "json",
    keeps: &Fact::AS_THEY_ARE,
    wants: Wants::Everything,
    write: Some(super::Write::Whole(write)),
    read: Some(super::Read::Text(read)),
    is_tracker: false,
    ..Tracker::PLAIN
};

const FORMAT: &str = "carpaccio-workshop";
const VERSION: u64 = 1;

fn write(plan: &Plan<'_>, out: &mut dyn Write, _: &mut Report) -> io::Result<()> {
    let Workshop { about, personas, steps, releases, .. } = plan.workshop;
    write!(out, "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"identity\": ")?;
    serde_json::to_writer(&mut *out, plan.identity)?;
    out.write_all(b",\n  \"about\": ")?;
    let about = OutAbout {
        title: &about.title,
        goal: &about.goal,
        product: about.product,
        time_box: about.time_box,
        mvp: about.mvp.cut,
        mvp_outcome: &about.mvp.outcome,
        mvp_measure: &about.mvp.measure,
        worth: about.worth.as_ref(),
        pace: Some(&about.pace).filter(|pace| !is_default(*pace)),
        policy: OutPolicy::of(&about.policy),
        types: about.types.iter().map(OutType::of).collect(),
    };
    serde_json::to_writer(&mut *out, &about)?;
    let personas = personas
        .iter()
        .map(|persona| OutPersona { id: persona.id.to_string(), name: &persona.name });
    list(out, "personas", personas)?;
    let steps = steps.iter().map(|step| OutStep {
        id: step.id.to_string(),
        name: &step.name,
        essential: step.essential,
    });
    list(out, "steps", steps)?;
    list(out, "releases", releases.iter().map(OutRelease::of))?;
    list(out, "slices", plan.cards.iter().map(OutSlice::new))?;
    let backlog = plan.backlog.iter().map(|ranked| OutRanked {
        slice: ranked.slice,
        value: ranked.value,
        effort: ranked.effort,
        mvp: ranked.in_mvp,
        release: ranked.release.and_then(|place| Some(releases.get(place as usize)?.id)),
        estimated: plan.card(ranked.slice).map(estimated).unwrap_or_default(),
    });
    list(out, "backlog", backlog)?;
    out.write_all(b"\n}\n")
}

/// One item a line, so that versions of a file can be compared.
pub(super) fn list<T: Serialize>(
    out: &mut dyn Write,
    name: &str,
    items: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\n  \"{name}\": [")?;
    let mut first = true;
    let mut line = Vec::new();
    for item in items {
        line.clear();
        line.extend_from_slice(if first { b"\n    " } else { b",\n    " });
        serde_json::to_writer(&mut line, &item)?;
        out.write_all(&line)?;
        first = false;
    }
    out.write_all(if first { b"]" } else { b"\n  ]" })
}

fn estimated(card: &Card<'_>) -> Vec<&'static str> {
    let value = card.slice.value.is_none().then_some("value");
    let effort = card.slice.effort.is_none().then_some("effort");
    value.into_iter().chain(effort).collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutAbout<'a> {
    title: &'a str,
    goal: &'a str,
    product: Product,
    time_box: u8,
    mvp: Cut,
    #[serde(skip_serializing_if = "str::is_empty")]
    mvp_outcome: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    mvp_measure: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    worth: Option<&'a Worth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pace: Option<&'a Pace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<OutPolicy<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    types: Vec<OutType<'a>>,
}

#[derive(Serialize)]
struct OutType<'a> {
    format: &'a str,
    role: &'a str,
    name: &'a str,
}

impl<'a> OutType<'a> {
    fn of((format, role, name): (&'a str, &'a str, &'a str)) -> Self {
        Self { format, role, name }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutPolicy<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    most_criteria: Option<u8>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fine_words: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    ignored: &'a [Criterion],
}

impl<'a> OutPolicy<'a> {
    /// Nothing where nothing was settled.
    fn of(policy: &'a Policy) -> Option<Self> {
        let Policy { most_criteria, fine_words, ignored } = policy;
        let settled = !is_default(policy);
        settled.then_some(Self { most_criteria: *most_criteria, fine_words, ignored })
    }
}

#[derive(Serialize)]
struct OutPersona<'a> {
    id: String,
    name: &'a str,
}

#[derive(Serialize)]
struct OutStep<'a> {
    id: String,
    name: &'a str,
    essential: bool,
}

#[derive(Serialize)]
struct OutRelease<'a> {
    id: ReleaseId,
    #[serde(skip_serializing_if = "str::is_empty")]
    outcome: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    measure: &'a str,
    cut: Cut,
}

impl<'a> OutRelease<'a> {
    fn of(release: &'a Release) -> Self {
        let Release { id, goal: Goal { outcome, measure, cut }, .. } = release;
        Self { id: *id, outcome, measure, cut: *cut }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutSlice<'a> {
    id: SliceId,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<SliceId>,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    narrative: &'a str,
    #[serde(skip_serializing_if = "is_default")]
    kind: Kind,
    #[serde(skip_serializing_if = "is_default")]
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<Pattern>,
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<PersonaId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<StepId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effort: Option<u16>,
    #[serde(skip_serializing_if = "is_default")]
    in_mvp: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    release: Option<ReleaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wish: Option<Wish>,
    #[serde(skip_serializing_if = "str::is_empty")]
    because: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    acceptance: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    needs: &'a [SliceId],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<OutQuestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deferrals: Vec<OutDeferral<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dismissed: Vec<OutDismissal<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    notes: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tracker_keys: Vec<OutTrackerKey<'a>>,
}

#[derive(Serialize)]
struct OutQuestion<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    owner: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    answer: &'a str,
}

#[derive(Serialize)]
struct OutDeferral<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    owner: &'a str,
}

#[derive(Serialize)]
struct OutDismissal<'a> {
    check: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    words: &'a str,
}

#[derive(Serialize)]
struct OutTrackerKey<'a> {
    tracker: &'a str,
    key: &'a str,
}

#[derive(Serialize)]
struct OutRanked {
    slice: SliceId,
    value: u8,
    effort: u16,
    mvp: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    release: Option<ReleaseId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    estimated: Vec<&'static str>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl<'a> OutSlice<'a> {
    fn new(card: &Card<'a>) -> Self {
        let slice = card.slice;
        Self {
            id: slice.id,
            parent: slice.parent,
            title: &slice.title,
            narrative: &slice.narrative,
            kind: slice.kind,
            status: slice.status,
            pattern: slice.pattern,
            persona: slice.persona,
            step: slice.step,
            value: slice.value,
            effort: slice.effort,
            in_mvp: slice.in_mvp,
            release: slice.release,
            pin: slice.pin,
            wish: slice.wish,
            because: &slice.because,
            acceptance: slice.acceptance.iter().map(|item| item.text.as_str()).collect(),
            needs: &slice.needs,
            questions: slice
                .questions
                .iter()
                .map(|q| OutQuestion { text: &q.text, owner: &q.owner, answer: &q.answer })
                .collect(),
            deferrals: slice
                .deferrals
                .iter()
                .map(|d| OutDeferral { text: &d.text, owner: &d.owner })
                .collect(),
            tags: &slice.tags,
            dismissed: slice
                .dismissed
                .iter()
                .map(|d| OutDismissal { check: &d.check, words: &d.words })
                .collect(),
            notes: &slice.notes,
            tracker_keys: slice
                .tracker_keys
                .iter()
                .map(|name| OutTrackerKey { tracker: &name.tracker, key: &name.key })
                .collect(),
        }
    }
}

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let document = parse(text, into)?;
    into.keeps_titles = true;
    let by_hand = document.about.is_some_and(|raw| about(raw, text, into));
    into.about.identity = document.identity.and_then(|raw| serde_json::from_str(raw.get()).ok());
    let mut lines = Lines::new(text);
    let mut personas = FxHashMap::default();
    for raw in document.personas {
        if let Some(persona) = item::<InNamed>(raw, "persona", &mut lines, into) {
            into.personas.push(persona.name.clone());
            personas.insert(persona.id, persona.name);
        }
    }
    let mut steps = FxHashMap::default();
    for raw in document.steps {
        if let Some(step) = item::<InNamed>(raw, "step", &mut lines, into) {
            into.steps.push(IncomingStep { name: step.name.clone(), essential: step.essential });
            steps.insert(step.id, step.name);
        }
    }
    let mut releases = FxHashMap::default();
    for raw in document.releases {
        let line = lines.of(raw);
        if let Some(release) = item::<InRelease>(raw, "release", &mut lines, into) {
            releases.insert(release.id.clone(), into.releases.len());
            let goal = release.goal(line, &mut into.report);
            into.releases.push(goal);
        }
    }
    let names = Names { personas, steps, releases };
    let mut ranks = Vec::new();
    for raw in document.slices {
        let line = lines.of(raw);
        if let Some(slice) = item::<InSlice>(raw, "slice", &mut lines, into) {
            ranks.push(slice.hand_rank);
            let draft = slice.draft(line, &names, into);
            into.push(draft);
        }
    }
    if by_hand {
        pin(&ranks, into);
    }
    Ok(())
}

/// What was ordered by hand before there were pins is pinned where it stood: behind what is done, an
/// MVP by hand first, and what nobody had placed last in its part.
fn pin(ranks: &[Option<i64>], into: &mut Gathering) {
    let mvp_by_hand = into.about.mvp == Some(Cut::ByHand);
    let above: FxHashSet<String> = into
        .drafts
        .iter()
        .filter_map(|draft| match &draft.parent {
            Above::Named(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    let mut leaves: Vec<(&mut IncomingSlice, Option<i64>)> = into
        .drafts
        .iter_mut()
        .zip(ranks)
        .filter(|(draft, _)| !draft.names.iter().any(|name| above.contains(name)))
        .map(|(draft, rank)| (&mut draft.slice, *rank))
        .collect();
    let done = leaves.iter().filter(|(slice, _)| slice.status == Status::Done).count();
    leaves.retain(|(slice, _)| matches!(slice.status, Status::Open | Status::Doing));
    leaves.sort_by_key(|(slice, rank)| (mvp_by_hand && !slice.in_mvp, rank.is_none(), *rank));
    for (place, (slice, _)) in (done + 1..).zip(leaves).filter(|(_, (_, rank))| rank.is_some()) {
        slice.pin = u32::try_from(place).ok();
    }
}

/// Takes the document apart. A document that ends in the middle keeps what came before.
fn parse<'a>(text: &'a str, into: &mut Gathering) -> Result<Document<'a>, ReadError> {
    let mut document = Document::default();
    let mut parser = serde_json::Deserializer::from_str(text);
    let read = Top(&mut document).deserialize(&mut parser).and_then(|()| parser.end());
    if let Err(error) = read {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
        let what = reason(&error);
        if error.is_data() && document.slices.is_empty() {
            return Err(ReadError::NotAWorkshop);
        }
        if document.slices.is_empty() {
            let column = u32::try_from(error.column()).unwrap_or(u32::MAX);
            return Err(ReadError::NotJson { line, column, what });
        }
        into.report.at(line, Severity::Skipped, format!("the rest of the file: {what}"));
    } else if !document.has_slices {
        return Err(ReadError::NotAWorkshop);
    }
    let version = document.version.and_then(|raw| serde_json::from_str(raw.get()).ok());
    match version {
        Some(newer) if newer > VERSION => return Err(ReadError::Newer(newer)),
        Some(_) => {}
        None => into.report.note(Severity::Guessed, format!("the format version is {VERSION}")),
    }
    Ok(document)
}

/// What serde says, without the place.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Takes over what the workshop is about; tells whether its order was by hand, as in documents of
/// before there were pins.
fn about(raw: &RawValue, text: &str, into: &mut Gathering) -> bool {
    let line = Lines::new(text).of(raw);
    match serde_json::from_str::<InAbout>(raw.get()) {
        Ok(about) => {
            let by_hand = about.order.as_deref() == Some("by-hand");
            into.about = about.taken(line, &mut into.report);
            by_hand
        }
        Err(error) => {
            let what = format!("what the workshop is about: {}", reason(&error));
            into.report.at(line, Severity::Skipped, what);
            false
        }
    }
}

impl InAbout {
    fn taken(self, line: u32, report: &mut Report) -> IncomingAbout {
        let product = self.product.as_deref();
        let mvp = self.mvp.as_deref();
        let one_line = |text: String| crate::text::one_line(&text).into_owned();
        IncomingAbout {
            identity: None,
            title: self.title,
            goal: self.goal,
            product: product
                .and_then(|word| word_of(word, Product::from_id, "product", line, report)),
            time_box: self
                .time_box
                .and_then(|days| within(days, 1..=100, "time-box", line, report)),
            mvp: mvp.and_then(|word| word_of(word, Cut::from_id, CUT, line, report)),
            mvp_outcome: self.mvp_outcome.map(one_line),
            mvp_measure: self.mvp_measure.map(one_line),
            worth: self.worth.and_then(|worth| worth.settled(line, report)),
            pace: self.pace.map(|pace| pace.settled(line, report)),
            policy: self.policy.map(|policy| policy.settled(line, report)),
            types: self.types.map(|types| type_names(types, line, report)),
        }
    }
}

/// What a cut is called in a report.
const CUT: &str = "line of a release";

fn type_names(types: Vec<InType>, line: u32, report: &mut Report) -> TypeNames {
    let mut names = TypeNames::default();
    for InType { format, role, name } in types {
        if !names.set(&format, &role, &name) {
            let what = format!("the type {}, which is no name of one short line", named(&name));
            report.at(line, Severity::Skipped, what);
        }
    }
    names
}

/// A number in its range; what is out of it is noted.
fn within<T: TryFrom<i64> + PartialOrd + fmt::Display>(
    number: i64,
    range: RangeInclusive<T>,
    what: &str,
    line: u32,
    report: &mut Report,
) -> Option<T> {
    let fits = T::try_from(number).ok().filter(|number| range.contains(number));
    if fits.is_none() {
        let (least, most) = (range.start(), range.end());
        let what = format!("the {what} {number}: not from {least} to {most}");
        report.at(line, Severity::Skipped, what);
    }
    fits
}

impl InPolicy {
    fn settled(self, line: u32, report: &mut Report) -> Policy {
        let most = self.most_criteria.and_then(|most| {
            within(most, Policy::CRITERIA, "most acceptance criteria", line, report)
        });
        let ignored: Vec<Criterion> = self
            .ignored
            .iter()
            .filter_map(|word| word_of(word, Criterion::from_id, "criterion", line, report))
            .collect();
        Policy::new(most, self.fine_words, ignored)
    }
}

impl InWorth {
    fn settled(self, line: u32, report: &mut Report) -> Option<Worth> {
        let Self { amount, unit } = self;
        let amount = within(amount, Worth::AMOUNT, "worth of a point", line, report)?;
        let is_unit = unit.trim() == unit
            && crate::text::one_line(&unit) == unit
            && (1..=12).contains(&unit.chars().count());
        if !is_unit {
            let what = format!("the unit {}: not a line of 1 to 12 characters", named(&unit));
            report.at(line, Severity::Skipped, what);
        }
        is_unit.then_some(Worth { amount, unit })
    }
}

impl InPace {
    /// What is out of its range is as in a new workshop.
    fn settled(self, line: u32, report: &mut Report) -> Pace {
        let usual = Pace::default();
        let mut throughput: Vec<u32> = self
            .throughput
            .into_iter()
            .filter_map(|week| within(week, 0..=Pace::MOST, "slices of a week", line, report))
            .collect();
        let further = throughput.len().saturating_sub(Pace::WEEKS);
        if further > 0 {
            throughput.drain(..further);
            let weeks = count(further, "week", "weeks");
            report.at(line, Severity::Skipped, format!("the first {weeks} of the throughput"));
        }
        let mut or = |number: Option<i64>, range, what, usual| {
            number.and_then(|number| within(number, range, what, line, report)).unwrap_or(usual)
        };
        let people_then =
            or(self.people_then, Pace::PEOPLE, "number of people then", usual.people_then);
        let people = or(self.people, Pace::PEOPLE, "number of people", usual.people);
        let growth = self
            .growth
            .and_then(|growth| within(growth, Pace::GROWTH, "growth", line, report))
            .unwrap_or(usual.growth);
        let mut date = |date: Option<String>| {
            let date = date?;
            let fits = Pace { from: Some(date.clone()), ..Pace::default() }.is_in_range();
            if !fits {
                let what = format!("the date {}: not like 2026-05-09", named(&date));
                report.at(line, Severity::Skipped, what);
            }
            fits.then_some(date)
        };
        let (from, due) = (date(self.from), date(self.due));
        Pace { throughput, growth, people_then, people, from, due }
    }
}

impl InRelease {
    fn goal(self, line: u32, report: &mut Report) -> Goal {
        let cut = self.cut.and_then(|word| word_of(&word, Cut::from_id, CUT, line, report));
        let one_line = |text: String| crate::text::one_line(&text).into_owned();
        Goal {
            outcome: one_line(self.outcome),
            measure: one_line(self.measure),
            cut: cut.unwrap_or_default(),
        }
    }
}

pub(super) fn item<'a, T: Deserialize<'a>>(
    raw: &'a RawValue,
    what: &str,
    lines: &mut Lines<'_>,
    into: &mut Gathering,
) -> Option<T> {
    serde_json::from_str(raw.get())
        .map_err(|error| {
            let what = format!("a {what}: {}", reason(&error));
            into.report.at(lines.of(raw), Severity::Skipped, what);
        })
        .ok()
}

fn word_of<T>(
    word: &str,
    from_id: fn(&str) -> Option<T>,
    what: &str,
    line: u32,
    report: &mut Report,
) -> Option<T> {
    let known = from_id(word);
    if known.is_none() {
        report.at(line, Severity::Skipped, format!("the {what} {}, which is unknown", named(word)));
    }
    known
}

/// Where a value stands in the text that it was taken from.
fn place(raw: &RawValue, text: &str) -> usize {
    (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// The lines of values, which are asked for in ascending order.
pub(super) struct Lines<'a> {
    text: &'a str,
    counter: LineCounter<'a>,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, counter: LineCounter::new(text) }
    }

    pub fn of(&mut self, raw: &RawValue) -> u32 {
        self.counter.of(place(raw, self.text))
    }
}

#[derive(Default)]
struct Document<'a> {
    version: Option<&'a RawValue>,
    identity: Option<&'a RawValue>,
    about: Option<&'a RawValue>,
    personas: Vec<&'a RawValue>,
    steps: Vec<&'a RawValue>,
    releases: Vec<&'a RawValue>,
    slices: Vec<&'a RawValue>,
    has_slices: bool,
}

/// Reads the top level into a document that stays when the reading fails.
struct Top<'d, 'a>(&'d mut Document<'a>);

impl<'a> DeserializeSeed<'a> for Top<'_, 'a> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Top<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a workshop")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        let document = self.0;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => document.version = Some(map.next_value()?),
                "identity" => document.identity = Some(map.next_value()?),
                "about" => document.about = Some(map.next_value()?),
                "personas" => map.next_value_seed(Items(&mut document.personas))?,
                "steps" => map.next_value_seed(Items(&mut document.steps))?,
                "releases" => map.next_value_seed(Items(&mut document.releases))?,
                "slices" => {
                    document.has_slices = true;
                    map.next_value_seed(Items(&mut document.slices))?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

pub(super) struct Items<'d, 'a>(pub &'d mut Vec<&'a RawValue>);

impl<'a> DeserializeSeed<'a> for Items<'_, 'a> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for Items<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut seq: S) -> Result<(), S::Error> {
        while let Some(item) = seq.next_element()? {
            self.0.push(item);
        }
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InAbout {
    title: Option<String>,
    goal: Option<String>,
    product: Option<String>,
    time_box: Option<i64>,
    mvp: Option<String>,
    mvp_outcome: Option<String>,
    mvp_measure: Option<String>,
    worth: Option<InWorth>,
    pace: Option<InPace>,
    policy: Option<InPolicy>,
    types: Option<Vec<InType>>,
    /// Only before there were pins.
    order: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct InWorth {
    amount: i64,
    unit: String,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct InPace {
    throughput: Vec<i64>,
    growth: Option<i64>,
    people_then: Option<i64>,
    people: Option<i64>,
    from: Option<String>,
    due: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default, expecting = "a release")]
struct InRelease {
    id: String,
    outcome: String,
    measure: String,
    cut: Option<String>,
}

#[derive(Deserialize)]
struct InType {
    format: String,
    role: String,
    name: String,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct InPolicy {
    most_criteria: Option<i64>,
    fine_words: Vec<String>,
    ignored: Vec<String>,
}

#[derive(Deserialize)]
struct InNamed {
    id: String,
    name: String,
    #[serde(default)]
    essential: bool,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct InSlice {
    id: String,
    parent: Option<String>,
    title: String,
    narrative: String,
    kind: Option<String>,
    status: Option<String>,
    pattern: Option<String>,
    persona: Option<String>,
    step: Option<String>,
    value: Option<i64>,
    effort: Option<i64>,
    in_mvp: bool,
    release: Option<String>,
    pin: Option<i64>,
    wish: Option<String>,
    because: String,
    /// Only before there were pins.
    hand_rank: Option<i64>,
    acceptance: Vec<String>,
    needs: Vec<String>,
    questions: Vec<InQuestion>,
    deferrals: Vec<InDeferral>,
    tags: Vec<String>,
    dismissed: Vec<InDismissal>,
    notes: String,
    tracker_keys: Vec<InTrackerKey>,
}

#[derive(Deserialize)]
struct InTrackerKey {
    tracker: String,
    key: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct InQuestion {
    text: String,
    owner: String,
    answer: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct InDeferral {
    text: String,
    owner: String,
}

#[derive(Deserialize)]
struct InDismissal {
    check: String,
    #[serde(default)]
    words: String,
}

struct Names {
    personas: FxHashMap<String, String>,
    steps: FxHashMap<String, String>,
    /// The places of the releases.
    releases: FxHashMap<String, usize>,
}

impl InSlice {
    fn draft(self, line: u32, names: &Names, into: &mut Gathering) -> Draft {
        let identity = into.about.identity.as_deref();
        let reference = identity
            .zip(self.id.parse().ok())
            .map(|(workshop, slice)| Reference { workshop: workshop.to_owned(), slice });
        let report = &mut into.report;
        let persona = find(self.persona, &names.personas, "persona", line, report);
        let step = find(self.step, &names.steps, "step", line, report);
        let release = find(self.release, &names.releases, "release", line, report);
        let release = release.and_then(|place| u32::try_from(place).ok());
        let slice = IncomingSlice {
            line,
            title: self.title,
            narrative: self.narrative,
            kind: self
                .kind
                .and_then(|word| word_of(&word, Kind::from_id, "kind", line, report))
                .unwrap_or_default(),
            status: self
                .status
                .and_then(|word| word_of(&word, Status::from_id, "status", line, report))
                .unwrap_or_default(),
            pattern: self
                .pattern
                .and_then(|word| word_of(&word, Pattern::from_id, "pattern", line, report)),
            persona,
            step,
            value: number(self.value, "value", line, report),
            effort: number(self.effort, "effort", line, report),
            in_mvp: self.in_mvp,
            release,
            pin: number(self.pin, "place by hand", line, report),
            wish: self.wish.and_then(|word| word_of(&word, Wish::from_id, "wish", line, report)),
            because: self.because,
            acceptance: self.acceptance,
            questions: self
                .questions
                .into_iter()
                .map(|q| IncomingQuestion { text: q.text, owner: q.owner, answer: q.answer })
                .collect(),
            deferrals: self
                .deferrals
                .into_iter()
                .map(|d| IncomingDeferral { text: d.text, owner: d.owner })
                .collect(),
            tags: self.tags,
            dismissed: self
                .dismissed
                .into_iter()
                .map(|d| Dismissal { check: d.check, words: slicing::folded(&d.words) })
                .collect(),
            notes: self.notes,
            tracker_keys: self
                .tracker_keys
                .into_iter()
                .map(|name| TrackerKey { tracker: name.tracker, key: name.key })
                .collect(),
            reference,
            ..IncomingSlice::default()
        };
        let names = if self.id.is_empty() { Vec::new() } else { vec![self.id] };
        let parent = self.parent.map_or(Above::Nothing, Above::Named);
        Draft { slice, names, parent, needs: self.needs, ..Draft::default() }
    }
}

/// What has an id; one that nothing has is noted.
fn find<T: Clone>(
    id: Option<String>,
    known: &FxHashMap<String, T>,
    what: &str,
    line: u32,
    report: &mut Report,
) -> Option<T> {
    let id = id?;
    let found = known.get(&id).cloned();
    if found.is_none() {
        let what = format!("the {what} {}, which is not in this file", named(&id));
        report.at(line, Severity::Skipped, what);
    }
    found
}

/// A number that fits its type; whether it is in range is looked at later.
fn number<T: TryFrom<i64>>(
    number: Option<i64>,
    what: &str,
    line: u32,
    report: &mut Report,
) -> Option<T> {
    let number = number?;
    let fits = T::try_from(number).ok();
    if fits.is_none() {
        report.at(line, Severity::Skipped, format!("the {what} {number}: out of range"));
    }
    fits
}
