//! What stands below a title, as sections of paragraphs and lists: written the same way into every
//! format with a description, and understood the same way from it, whatever the markup.

use std::borrow::Cow;

use slicing::{Kind, Pattern, Slice, Status, Wish};

use crate::gather::{Above, Draft};
use crate::incoming::{IncomingDeferral, IncomingQuestion};
use crate::plan::{Card, Plan, Shown};
use crate::prose::{self, Composer, Line};
use crate::reference::Reference;
use crate::report::{Report, Severity, named};
use crate::text::cut;

/// A part of a description, each with its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The title, where it had to be cut.
    FullTitle,
    /// The parent, where the format cannot hold it.
    PartOf,
    Narrative,
    Acceptance,
    Questions,
    Deferrals,
    Notes,
    Details,
}

impl Section {
    pub const fn heading(self) -> &'static str {
        match self {
            Self::FullTitle => "Title in full",
            Self::PartOf => "Part of",
            Self::Narrative => "Narrative",
            Self::Acceptance => "Acceptance criteria",
            Self::Questions => "Questions",
            Self::Deferrals => "Left out",
            Self::Notes => "Notes",
            Self::Details => "Details",
        }
    }

    /// The section that a heading or a label announces, in our words or in other usual ones.
    pub fn of(heading: &str) -> Option<Self> {
        let plain = heading.trim().trim_end_matches(':').trim_end();
        if plain.len() > 24 {
            return None;
        }
        Some(match plain.to_lowercase().as_str() {
            "title in full" => Self::FullTitle,
            "part of" => Self::PartOf,
            "narrative" => Self::Narrative,
            "acceptance criteria"
            | "acceptance criterion"
            | "acceptance"
            | "acceptance tests"
            | "ac" => Self::Acceptance,
            "questions" | "open questions" => Self::Questions,
            "left out" | "deferred" | "deferrals" | "out of scope" => Self::Deferrals,
            "notes" => Self::Notes,
            "details" => Self::Details,
            _ => return None,
        })
    }
}

/// A markup that sections can be written in.
pub(crate) trait Markup {
    fn heading(&mut self, section: Section);
    /// A text of at least one line.
    fn text(&mut self, lines: &[Line<'_>]);
    /// An item of a list, at depth 0 or 1, of one or several lines without lists and fenced code.
    fn item(&mut self, depth: usize, lines: &[Line<'_>]);
    /// An acceptance criterion; a checkbox where the markup has one.
    fn criterion(&mut self, lines: &[Line<'_>]) {
        self.item(0, lines);
    }
}

/// Writes everything below the title. What the format has columns of its own for is not repeated.
pub(crate) fn write(plan: &Plan<'_>, card: &Card<'_>, extras: &Extras<'_>, out: &mut dyn Markup) {
    let slice = card.slice;
    if let Some(title) = extras.full_title {
        out.heading(Section::FullTitle);
        out.text(&prose::plain(&extras.short(title)));
    }
    if let Some(parent) = extras.part_of {
        out.heading(Section::PartOf);
        out.text(&prose::plain(&extras.short_name(&called(parent))));
    }
    if !slice.narrative.is_empty() {
        if extras.full_title.is_some() || extras.part_of.is_some() {
            out.heading(Section::Narrative);
        }
        out.text(&prose::parse(&extras.short(&slice.narrative)));
    }
    if !slice.acceptance.is_empty() && !extras.without_criteria {
        out.heading(Section::Acceptance);
        let texts = slice.acceptance.iter().map(|item| extras.short(&item.text));
        texts.for_each(|text| out.criterion(&prose::inline(&text)));
    }
    for (section, items) in
        [(Section::Questions, questions(slice)), (Section::Deferrals, deferrals(slice))]
    {
        if !items.is_empty() {
            out.heading(section);
            let items = items.iter().map(|(depth, text)| (*depth, extras.short(text)));
            items.for_each(|(depth, text)| out.item(depth, &prose::inline(&text)));
        }
    }
    if !slice.notes.is_empty() {
        out.heading(Section::Notes);
        out.text(&prose::parse(&extras.short(&slice.notes)));
    }
    out.heading(Section::Details);
    for (label, value) in details(plan, card) {
        out.item(0, &prose::plain(&format!("{label}: {}", extras.short_name(&value))));
    }
    refer(plan, card, out);
}

/// Writes nothing but the reference.
pub(crate) fn write_reference(plan: &Plan<'_>, card: &Card<'_>, out: &mut dyn Markup) {
    out.heading(Section::Details);
    refer(plan, card, out);
}

fn refer(plan: &Plan<'_>, card: &Card<'_>, out: &mut dyn Markup) {
    out.item(0, &prose::plain(&format!("Reference: {}", plan.reference(card.slice.id))));
}

/// What a description must say because its format has no other place for it.
#[derive(Clone, Copy)]
pub(crate) struct Extras<'a> {
    pub full_title: Option<&'a str>,
    pub part_of: Option<&'a Card<'a>>,
    /// The criteria stand in a place of their own.
    pub without_criteria: bool,
    /// The most characters of each text; the longest are cut first.
    pub longest_text: usize,
}

impl Default for Extras<'_> {
    fn default() -> Self {
        Self { full_title: None, part_of: None, without_criteria: false, longest_text: usize::MAX }
    }
}

/// Names are not cut below this many characters, so that an id in front stays whole.
const SHORTEST_NAME: usize = 60;

impl Extras<'_> {
    fn short<'t>(&self, text: &'t str) -> Cow<'t, str> {
        cut(text, self.longest_text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    fn short_name<'t>(&self, name: &'t str) -> Cow<'t, str> {
        let most = self.longest_text.max(SHORTEST_NAME);
        cut(name, most).map_or(Cow::Borrowed(name), Cow::Owned)
    }
}

/// `S17 Pay by card`: a slice by its id and, for people, its title.
pub(crate) fn called(card: &Card<'_>) -> String {
    format!("{} {}", card.slice.id, card.title)
}

/// The id in `S17 Pay by card`, or the whole where there is none.
pub(crate) fn name_of(called: &str) -> &str {
    let called = called.trim();
    let first = called.split_whitespace().next().unwrap_or_default();
    if first.parse::<slicing::SliceId>().is_ok() { first } else { called }
}

/// The questions as a list of depth 2.
pub(crate) fn questions(slice: &Slice) -> Vec<(usize, String)> {
    let mut items = Vec::new();
    for question in &slice.questions {
        items.push((0, question.text.clone()));
        labelled(&mut items, "Owner", &question.owner);
        labelled(&mut items, "Answer", &question.answer);
    }
    items
}

/// The deferrals as a list of depth 2.
pub(crate) fn deferrals(slice: &Slice) -> Vec<(usize, String)> {
    let mut items = Vec::new();
    for deferral in &slice.deferrals {
        items.push((0, deferral.text.clone()));
        labelled(&mut items, "Owner", &deferral.owner);
    }
    items
}

fn labelled(items: &mut Vec<(usize, String)>, label: &str, text: &str) {
    if !text.is_empty() {
        items.push((1, format!("{label}: {text}")));
    }
}

/// Everything that is a word or a number, as label and value, without the reference.
fn details(plan: &Plan<'_>, card: &Card<'_>) -> Vec<(&'static str, String)> {
    let slice = card.slice;
    let mut details = Vec::new();
    let mut add = |label, value: Option<String>| details.extend(value.map(|value| (label, value)));
    add("Kind", (slice.kind != Kind::Slice).then(|| slice.kind.to_string()));
    add("Status", (slice.status != Status::Open).then(|| slice.status.to_string()));
    add("Persona", card.persona.map(str::to_owned));
    add("Step", card.step.map(str::to_owned));
    add("Split by", slice.pattern.map(|pattern| pattern.to_string()));
    add("Value", card.value().map(|value| shown(value, |value| value.to_string())));
    add("Effort", card.effort().map(|effort| shown(effort, days)));
    add("MVP", card.in_mvp().then(|| "yes".to_owned()));
    add("Release", card.release().map(str::to_owned));
    add("Pinned at", slice.pin.map(|pin| pin.to_string()));
    add("Wish", slice.wish.map(|wish| wished(wish).to_owned()));
    add("Because", (!slice.because.is_empty()).then(|| slice.because.clone()));
    for needed in slice.needs.iter().filter_map(|id| plan.card(*id)) {
        add("Needs", Some(called(needed)));
    }
    for tag in &slice.tags {
        add("Tag", Some(tag.clone()));
    }
    details
}

/// A wish in words.
pub(crate) fn wished(wish: Wish) -> &'static str {
    match wish {
        Wish::Must => "must",
        Wish::NotNow => "not now",
    }
}

/// The wish that [`wished`] says.
pub(crate) fn wish(words: &str) -> Option<Wish> {
    Wish::ALL.iter().copied().find(|wish| wished(*wish).eq_ignore_ascii_case(words.trim()))
}

/// A place by hand, from 1.
pub(crate) fn pin(word: &str) -> Option<u32> {
    word.trim().parse().ok().filter(|pin| *pin > 0)
}

fn pin_from_zero(rank: &str) -> Option<u32> {
    rank.trim().parse::<u32>().ok()?.checked_add(1)
}

fn shown<T>(shown: Shown<T>, text: impl Fn(T) -> String) -> String {
    let note = if shown.estimated { " (estimated)" } else { "" };
    format!("{}{note}", text(shown.number))
}

/// `1.5 days` for three half days.
pub(crate) fn days(half_days: u16) -> String {
    match (half_days / 2, half_days % 2) {
        (1, 0) => "1 day".to_owned(),
        (days, 0) => format!("{days} days"),
        (days, _) => format!("{days}.5 days"),
    }
}

/// Half days from `1.5 days`, `3 half days` or `2 d`; a number alone counts this many each, and
/// nothing where that is not known.
pub(crate) fn half_days(text: &str, alone: Option<f64>) -> Option<u16> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
    let number: f64 = number.replace(',', ".").parse().ok()?;
    let halves = number
        * match unit.trim().to_lowercase().replace('-', " ").as_str() {
            "" => alone?,
            "d" | "day" | "days" => DAY,
            "half day" | "half days" | "halfdays" | "half" => HALF_DAY,
            _ => return None,
        };
    let fits = (0.5..=f64::from(u16::MAX)).contains(&halves);
    fits.then(|| halves.round() as u16)
}

/// A half day in half days.
pub(crate) const HALF_DAY: f64 = 1.0;
/// How many hours of work a half day has.
pub(crate) const HOURS_OF_HALF_DAY: f64 = 4.0;
/// A day in half days.
pub(crate) const DAY: f64 = 2.0;

/// Understands the sections of one description as they come.
pub(crate) struct Reading {
    section: Section,
}

impl Default for Reading {
    fn default() -> Self {
        Self { section: Section::Narrative }
    }
}

impl Reading {
    /// A heading begins a section.
    pub fn heading(&mut self, section: Section) {
        self.section = section;
    }

    /// The section that is being read.
    pub fn section(&self) -> Section {
        self.section
    }

    /// A paragraph.
    pub fn text(&mut self, text: &str, draft: &mut Draft) {
        let slice = &mut draft.slice;
        match self.section {
            Section::FullTitle => text.clone_into(&mut slice.title),
            Section::PartOf => draft.parent = Above::Named(name_of(text).to_owned()),
            Section::Notes => append(&mut slice.notes, "\n\n", text),
            Section::Acceptance if slice.acceptance.is_empty() => {
                slice.acceptance.push(text.to_owned());
            }
            _ => {
                self.section = Section::Narrative;
                append(&mut slice.narrative, "\n\n", text);
            }
        }
    }

    /// An item of a list.
    pub fn item(&mut self, depth: usize, text: &str, draft: &mut Draft, report: &mut Report) {
        let slice = &mut draft.slice;
        match self.section {
            Section::Acceptance => listed(&mut slice.acceptance, depth, text),
            Section::Questions => question(&mut slice.questions, depth, text),
            Section::Deferrals => deferral(&mut slice.deferrals, depth, text),
            Section::Details => {
                if !detail(text, draft, report) {
                    append(&mut draft.slice.notes, "\n", text);
                }
            }
            Section::Notes => append(&mut slice.notes, "\n", &format!("- {text}")),
            _ => append(&mut slice.narrative, "\n", &format!("- {text}")),
        }
    }
}

/// Takes the lines, items and headings of one description, in whatever markup, and hands texts and
/// items on to a [`Reading`]. Inside a text, lists and code stay where they are.
pub(crate) struct Sections<'a> {
    reading: Reading,
    text: Composer,
    gaps: Gaps,
    after_heading: bool,
    draft: &'a mut Draft,
    report: &'a mut Report,
}

/// Where one blank line parts a heading from a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gaps {
    Around,
    Before,
    None,
}

impl<'a> Sections<'a> {
    pub fn new(gaps: Gaps, draft: &'a mut Draft, report: &'a mut Report) -> Self {
        let (reading, text) = Default::default();
        Self { reading, text, gaps, after_heading: false, draft, report }
    }

    /// Whether what comes is a text, in which lists belong to the text.
    pub fn in_text(&self) -> bool {
        use Section::{FullTitle, Narrative, Notes, PartOf};
        matches!(self.reading.section(), FullTitle | PartOf | Narrative | Notes)
    }

    /// Whether a text has begun.
    pub fn has_text(&self) -> bool {
        !self.text.is_empty()
    }

    pub fn heading(&mut self, section: Section) {
        let text = self.text.take();
        self.tell(text.as_deref().map(|text| match self.gaps {
            Gaps::Around | Gaps::Before => text.strip_suffix('\n').unwrap_or(text),
            Gaps::None => text,
        }));
        self.reading.heading(section);
        self.after_heading = true;
    }

    /// A line of text, which may be blank.
    pub fn line(&mut self, line: &str) {
        let is_gap = self.after_heading && self.gaps == Gaps::Around || !self.in_text();
        if line.is_empty() && self.text.is_empty() && is_gap {
            self.after_heading = false;
            return;
        }
        self.after_heading = false;
        self.text.line(line);
    }

    pub fn item(&mut self, depth: usize, ordered: bool, text: &str) {
        if self.in_text() {
            self.text.item(depth, ordered, text);
        } else {
            self.flush();
            self.reading.item(depth, text, self.draft, self.report);
        }
        self.after_heading = false;
    }

    pub fn code(&mut self, language: &str, code: &str) {
        self.after_heading = false;
        self.text.code(language, code);
    }

    /// The end of the description. Blank lines before it are none.
    pub fn finish(mut self) {
        let text = self.text.take();
        let text = text.as_deref().map(|text| text.trim_end_matches('\n'));
        self.tell(text.filter(|text| !text.is_empty()));
    }

    fn flush(&mut self) {
        let text = self.text.take();
        self.tell(text.as_deref());
    }

    /// A text where a list is expected ends without its blank lines.
    fn tell(&mut self, text: Option<&str>) {
        let listed = !self.in_text();
        let text = text.map(|text| if listed { text.trim_end() } else { text });
        if let Some(text) = text {
            self.reading.text(text, self.draft);
        }
    }
}

/// Adds to a text, with a gap when there is something to part it from.
pub(crate) fn append(text: &mut String, gap: &str, more: &str) {
    if !text.is_empty() {
        text.push_str(gap);
    }
    text.push_str(more);
}

fn listed(list: &mut Vec<String>, depth: usize, text: &str) {
    match list.last_mut() {
        Some(last) if depth > 0 => append(last, "\n", text),
        _ => list.push(text.to_owned()),
    }
}

fn question(questions: &mut Vec<IncomingQuestion>, depth: usize, text: &str) {
    match (questions.last_mut(), label(text)) {
        (Some(last), Some(("owner", owner))) if depth > 0 => owner.clone_into(&mut last.owner),
        (Some(last), Some(("answer", answer))) if depth > 0 => answer.clone_into(&mut last.answer),
        (Some(last), _) if depth > 0 => append(&mut last.text, "\n", text),
        _ => questions.push(IncomingQuestion { text: text.to_owned(), ..Default::default() }),
    }
}

fn deferral(deferrals: &mut Vec<IncomingDeferral>, depth: usize, text: &str) {
    match (deferrals.last_mut(), label(text)) {
        (Some(last), Some(("owner", owner))) if depth > 0 => owner.clone_into(&mut last.owner),
        (Some(last), _) if depth > 0 => append(&mut last.text, "\n", text),
        _ => deferrals.push(IncomingDeferral { text: text.to_owned(), ..Default::default() }),
    }
}

/// `Owner: Ann` as a known label in lower case and its value.
fn label(text: &str) -> Option<(&'static str, &str)> {
    const LABELS: &[&str] = &[
        "owner",
        "answer",
        "kind",
        "status",
        "persona",
        "step",
        "split by",
        "value",
        "effort",
        "mvp",
        "release",
        "pinned at",
        // As it was called before there were pins, from 0.
        "order by hand",
        "wish",
        "because",
        "needs",
        "tag",
        "reference",
    ];
    let (label, value) = text.split_once(':')?;
    let known = LABELS.iter().find(|known| known.eq_ignore_ascii_case(label.trim()))?;
    Some((known, value.strip_prefix(' ').unwrap_or(value)))
}

/// Takes one detail into a draft; `false` when it is not one.
fn detail(text: &str, draft: &mut Draft, report: &mut Report) -> bool {
    let Some((label, value)) = label(text) else { return false };
    let slice = &mut draft.slice;
    let estimated = value.ends_with("(estimated)");
    let understood = match label {
        "kind" => set(&mut slice.kind, Kind::from_id(value)),
        "status" => set(&mut slice.status, Status::from_id(value)),
        "split by" => set(&mut slice.pattern, Pattern::from_id(value).map(Some)),
        "persona" => set(&mut slice.persona, Some(Some(value.to_owned()))),
        "step" => set(&mut slice.step, Some(Some(value.to_owned()))),
        "value" | "effort" if estimated => true,
        "value" => set(&mut slice.value, value.trim().parse().ok().map(Some)),
        "effort" => set(&mut slice.effort, half_days(value, Some(DAY)).map(Some)),
        "mvp" => set(&mut slice.in_mvp, Some(value.trim().eq_ignore_ascii_case("yes"))),
        "release" => set(&mut draft.release, Some(Some(value.to_owned()))),
        "pinned at" => set(&mut slice.pin, pin(value).map(Some)),
        "order by hand" => set(&mut slice.pin, pin_from_zero(value).map(Some)),
        "wish" => set(&mut slice.wish, wish(value).map(Some)),
        "because" => set(&mut slice.because, Some(value.to_owned())),
        "needs" => {
            draft.needs.push(name_of(value).to_owned());
            true
        }
        "tag" => {
            slice.tags.push(value.to_owned());
            true
        }
        "reference" => reference(value, draft),
        _ => return false,
    };
    if !understood {
        let what = format!("the {label} {}, which is not understood", named(value));
        report.at(draft.slice.line, Severity::Skipped, what);
    }
    true
}

/// Takes a reference into a draft, which is then also called by its id.
pub(crate) fn reference(text: &str, draft: &mut Draft) -> bool {
    let Ok(reference) = text.parse::<Reference>() else { return false };
    draft.names.push(reference.slice.to_string());
    draft.slice.reference = Some(reference);
    true
}

/// Sets a field when there is something to set it to, and tells whether there was.
pub(crate) fn set<T>(field: &mut T, value: Option<T>) -> bool {
    let understood = value.is_some();
    if let Some(value) = value {
        *field = value;
    }
    understood
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_days_read_back_as_they_are_shown() {
        for halves in [1, 2, 3, 4, 7, 2000] {
            assert_eq!(half_days(&days(halves), None), Some(halves), "{}", days(halves));
        }
        assert_eq!(half_days("3 half days", None), Some(3));
        assert_eq!(half_days("1 Half-day", None), Some(1));
        assert_eq!(half_days("1,5 d", None), Some(3));
        for text in ["soon", "1e99 days", "3 hours", "8 points", "0 days", ""] {
            assert_eq!(half_days(text, Some(DAY)), None, "{text}");
        }
    }

    #[test]
    fn a_number_without_a_unit_is_no_effort_unless_its_unit_is_told() {
        assert_eq!(half_days("3", None), None);
        assert_eq!(half_days("3", Some(HALF_DAY)), Some(3));
        assert_eq!(half_days("3", Some(DAY)), Some(6));
    }

    #[test]
    fn usual_headings_announce_sections() {
        assert_eq!(Section::of("Acceptance Criteria:"), Some(Section::Acceptance));
        assert_eq!(Section::of("Open questions"), Some(Section::Questions));
        assert_eq!(Section::of("Accept payments"), None);
    }

    #[test]
    fn every_heading_announces_its_own_section() {
        use Section::{
            Acceptance, Deferrals, Details, FullTitle, Narrative, Notes, PartOf, Questions,
        };
        for section in
            [FullTitle, PartOf, Narrative, Acceptance, Questions, Deferrals, Notes, Details]
        {
            assert_eq!(Section::of(section.heading()), Some(section));
        }
    }

    #[test]
    fn a_detail_that_is_not_understood_is_noted_with_its_line() {
        let mut draft = Draft::default();
        draft.slice.line = 7;
        let mut report = Report::default();
        assert!(detail("Effort: a while", &mut draft, &mut report));
        assert_eq!((report.notes[0].line, report.notes[0].severity), (Some(7), Severity::Skipped));
        assert!(!detail("Colour: red", &mut draft, &mut report));
    }

    #[test]
    fn what_was_planned_is_understood_also_as_it_was_written_before_there_were_pins() {
        let read = |text: &str| {
            let (mut draft, mut report) = (Draft::default(), Report::default());
            assert!(detail(text, &mut draft, &mut report), "{text}");
            (draft.slice.pin, draft.slice.wish, report.notes.len())
        };
        assert_eq!(read("Pinned at: 3"), (Some(3), None, 0));
        assert_eq!(read("Order by hand: 0"), (Some(1), None, 0));
        for wish in Wish::ALL {
            assert_eq!(read(&format!("Wish: {}", wished(*wish))), (None, Some(*wish), 0));
        }
        for unclear in ["Pinned at: 0", "Order by hand: first", "Wish: perhaps"] {
            assert_eq!(read(unclear), (None, None, 1), "{unclear}");
        }
    }

    #[test]
    fn an_estimated_number_stays_unset() {
        let mut draft = Draft::default();
        detail("Value: 58 (estimated)", &mut draft, &mut Report::default());
        assert_eq!(draft.slice.value, None);
        detail("Value: 58", &mut draft, &mut Report::default());
        assert_eq!(draft.slice.value, Some(58));
    }
}
