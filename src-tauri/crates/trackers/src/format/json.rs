//! The lossless exchange format, documented by `schema/workshop.schema.json`.
//!
//! Slices are a flat list, depth first, that name their parents, so that depth is no danger to
//! other programs either. `backlog` is what the planner makes of it: for other programs to read,
//! ignored on the way back. Ids are those of the workshop and only hold the file together; what is
//! read gets ids of its own.

use std::fmt;
use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use slicing::judge::Criterion;
use slicing::{
    Cut, Dismissal, Kind, Pattern, PersonaId, Policy, Product, SliceId, Status, StepId, TrackerKey,
    TypeNames, Workshop,
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
use crate::report::{Report, Severity, named};
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
    let Workshop { about, personas, steps, .. } = plan.workshop;
    write!(out, "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"identity\": ")?;
    serde_json::to_writer(&mut *out, plan.identity)?;
    out.write_all(b",\n  \"about\": ")?;
    let about = OutAbout {
        title: &about.title,
        goal: &about.goal,
        product: about.product,
        time_box: about.time_box,
        mvp: about.mvp.cut,
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
    list(out, "slices", plan.cards.iter().map(|card| OutSlice::new(card)))?;
    let backlog = plan.backlog.iter().map(|ranked| OutRanked {
        slice: ranked.slice,
        value: ranked.value,
        effort: ranked.effort,
        mvp: ranked.in_mvp,
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
    pin: Option<u32>,
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
            pin: slice.pin,
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
    if let Some(raw) = document.about {
        about(raw, text, into);
    }
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
    let names = Names { personas, steps };
    for raw in document.slices {
        let line = lines.of(raw);
        if let Some(slice) = item::<InSlice>(raw, "slice", &mut lines, into) {
            let draft = slice.draft(line, &names, into);
            into.push(draft);
        }
    }
    Ok(())
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

fn about(raw: &RawValue, text: &str, into: &mut Gathering) {
    let line = Lines::new(text).of(raw);
    match serde_json::from_str::<InAbout>(raw.get()) {
        Ok(about) => {
            let words = |word: Option<String>, what: &str, report: &mut Report| {
                word.and_then(|word| word_of(&word, Product::from_id, what, line, report))
            };
            let product = words(about.product, "product", &mut into.report);
            into.about = IncomingAbout {
                identity: None,
                title: about.title,
                goal: about.goal,
                product,
                time_box: about.time_box.and_then(|days| time_box(days, line, &mut into.report)),
                mvp: about.mvp,
                policy: about.policy.map(|policy| policy.settled(line, &mut into.report)),
                types: about.types.map(|types| type_names(types, line, &mut into.report)),
            };
        }
        Err(error) => {
            let what = format!("what the workshop is about: {}", reason(&error));
            into.report.at(line, Severity::Skipped, what);
        }
    }
}

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

fn time_box(days: i64, line: u32, report: &mut Report) -> Option<u8> {
    let fits = u8::try_from(days).ok().filter(|days| (1..=100).contains(days));
    if fits.is_none() {
        report.at(line, Severity::Skipped, format!("the time-box {days}: not from 1 to 100"));
    }
    fits
}

impl InPolicy {
    fn settled(self, line: u32, report: &mut Report) -> Policy {
        let most = self.most_criteria.and_then(|most| {
            let fits = u8::try_from(most).ok().filter(|most| Policy::CRITERIA.contains(most));
            if fits.is_none() {
                let what = format!("the most acceptance criteria {most}: not from 1 to 20");
                report.at(line, Severity::Skipped, what);
            }
            fits
        });
        let ignored: Vec<Criterion> = self
            .ignored
            .iter()
            .filter_map(|word| word_of(word, Criterion::from_id, "criterion", line, report))
            .collect();
        Policy::new(most, self.fine_words, ignored)
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
    mvp: Option<Cut>,
    policy: Option<InPolicy>,
    types: Option<Vec<InType>>,
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
    pin: Option<u32>,
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
}

impl InSlice {
    fn draft(self, line: u32, names: &Names, into: &mut Gathering) -> Draft {
        let identity = into.about.identity.as_deref();
        let reference = identity
            .zip(self.id.parse().ok())
            .map(|(workshop, slice)| Reference { workshop: workshop.to_owned(), slice });
        let report = &mut into.report;
        let mut find = |id: Option<String>, names: &FxHashMap<String, String>, what: &str| {
            let id = id?;
            let name = names.get(&id).cloned();
            if name.is_none() {
                let what = format!("the {what} {}, which is not in this file", named(&id));
                report.at(line, Severity::Skipped, what);
            }
            name
        };
        let persona = find(self.persona, &names.personas, "persona");
        let step = find(self.step, &names.steps, "step");
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
            pin: self.pin.filter(|pin| *pin > 0),
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
