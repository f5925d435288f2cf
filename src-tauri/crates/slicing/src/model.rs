//! The words of a workshop as types. They hold facts and know no rules; [`crate::Tree`] keeps the
//! rules that span several slices.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{AcceptanceId, DeferralId, PersonaId, QuestionId, ReleaseId, SliceId, StepId};
use crate::judge::Criterion;
use crate::key::OrderKey;
use crate::tree::Tree;

/// Everything about one splitting effort.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workshop {
    /// What the workshop is about, in a few words.
    pub about: About,
    /// The kinds of people whom the slices serve, in the order the team gave them.
    pub personas: Vec<Persona>,
    /// The user's journey from left to right.
    pub steps: Vec<Step>,
    /// The releases after the MVP, in sequence.
    pub releases: Vec<Release>,
    /// The slices.
    pub tree: Tree,
}

/// What a workshop is about, and how its backlog is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The workshop's name.
    pub title: String,
    /// What should be true for whom when the effort succeeds.
    pub goal: String,
    /// What is being built; decides which technical words are the users' own words.
    pub product: Product,
    /// The longest that one slice should take, in days, 1 to 100.
    pub time_box: u8,
    /// What the first release is for, and where its line is.
    pub mvp: Goal,
    /// What a point of value is worth, where the team has said so.
    pub worth: Option<Worth>,
    /// How fast the team is, and when it wants to be done.
    pub pace: Pace,
    /// What the team has settled about how its slices are judged.
    pub policy: Policy,
    /// What trackers call the slices, where the team has other words than usual.
    pub types: TypeNames,
}

impl About {
    /// The time-box of a new workshop, in days.
    pub const DEFAULT_TIME_BOX: u8 = 3;
}

impl Default for About {
    fn default() -> Self {
        Self {
            title: String::new(),
            goal: String::new(),
            product: Product::default(),
            time_box: Self::DEFAULT_TIME_BOX,
            mvp: Goal::default(),
            worth: None,
            pace: Pace::default(),
            policy: Policy::default(),
            types: TypeNames::default(),
        }
    }
}

/// What a team has settled about how its slices are judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// The most acceptance criteria that one slice should have, [`Policy::CRITERIA`]; unset means the
    /// usual number.
    pub most_criteria: Option<u8>,
    /// Words and phrases that are fine here, one line each, in lower case, sorted, each once.
    pub fine_words: Vec<String>,
    /// The criteria that do not count here, sorted, each once.
    pub ignored: Vec<Criterion>,
}

impl Policy {
    /// The range of [`Policy::most_criteria`].
    pub const CRITERIA: std::ops::RangeInclusive<u8> = 1..=20;

    /// A policy with its lists in order, each entry once, and the empty ones left out.
    pub fn new(
        most_criteria: Option<u8>,
        fine_words: impl IntoIterator<Item = impl AsRef<str>>,
        ignored: impl IntoIterator<Item = Criterion>,
    ) -> Self {
        let folded: BTreeSet<String> =
            fine_words.into_iter().map(|word| folded(word.as_ref())).collect();
        let ignored: BTreeSet<Criterion> = ignored.into_iter().collect();
        Self {
            most_criteria,
            fine_words: folded.into_iter().filter(|word| !word.is_empty()).collect(),
            ignored: ignored.into_iter().collect(),
        }
    }
}

/// What trackers call the slices in each [`Role`], where the team has other words than usual.
/// Formats and roles are text, so that those of a newer version survive. Sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypeNames(BTreeMap<(String, String), String>);

impl TypeNames {
    /// The longest name, in characters.
    pub const LONGEST: usize = 60;

    /// The team's name for a role in a format, if it has one.
    pub fn get(&self, format: &str, role: &str) -> Option<&str> {
        self.0.get(&(format.to_owned(), role.to_owned())).map(String::as_str)
    }

    /// Gives a role in a format a name, and tells whether it is one: a line of 1 to
    /// [`TypeNames::LONGEST`] characters without space around it. What is none is not taken.
    pub fn set(&mut self, format: &str, role: &str, name: &str) -> bool {
        let fits = [format, role, name].into_iter().all(is_short_line);
        if fits {
            self.0.insert((format.to_owned(), role.to_owned()), name.to_owned());
        }
        fits
    }

    /// Goes back to the usual name.
    pub fn reset(&mut self, format: &str, role: &str) {
        self.0.remove(&(format.to_owned(), role.to_owned()));
    }

    /// Every format, role and name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().map(|((format, role), name)| (&**format, &**role, &**name))
    }

    /// Whether everything is called as usual.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn is_short_line(text: &str) -> bool {
    let length = text.chars().take(TypeNames::LONGEST + 1).count();
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    (1..=TypeNames::LONGEST).contains(&length) && text.trim() == text && !text.contains(breaks)
}

/// The name that a tracker has given to a slice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackerKey {
    /// Which tracker: the first word of its formats' ids, such as `jira`.
    pub tracker: String,
    /// The tracker's own name for it, such as `SHOP-12`.
    pub key: String,
}

/// A finding that does not matter for one slice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dismissal {
    /// The heuristic's name, such as `vague-term`.
    pub check: String,
    /// The words that it was about, [`folded`]; empty for the card as a whole.
    pub words: String,
}

/// Text in lower case and with single spaces, so that words can be compared.
pub fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// What a release is for, and where its line is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Goal {
    /// What will be true for whom; one line, empty while nobody has said it.
    pub outcome: String,
    /// How the team will see that it is; one line.
    pub measure: String,
    /// Where the line is.
    pub cut: Cut,
}

/// How it is decided where the line of a release is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Cut {
    /// By the planner: for the MVP the walking skeleton where slices touch essential steps,
    /// otherwise four fifths of the value that is left.
    #[default]
    Proposed,
    /// What fits into so many half days of work, [`Cut::CAPACITY`].
    Capacity(u32),
    /// What brings the value delivered to this share of all that is left to do, in per cent,
    /// [`Cut::SHARE`].
    Share(u8),
    /// By the team: [`Slice::in_mvp`] and [`Slice::release`].
    ByHand,
}

impl Cut {
    /// The range of a capacity, in half days.
    pub const CAPACITY: std::ops::RangeInclusive<u32> = 1..=20_000;
    /// The range of a share, in per cent.
    pub const SHARE: std::ops::RangeInclusive<u8> = 1..=100;

    /// The cut that a text names, as [`Cut`] is displayed.
    pub fn from_id(text: &str) -> Option<Self> {
        match text {
            "proposed" => Some(Self::Proposed),
            "by-hand" => Some(Self::ByHand),
            _ => {
                let (word, number) = text.split_once(' ')?;
                let number: u32 = number.parse().ok()?;
                let cut = match word {
                    "capacity" => Self::Capacity(number),
                    "share" => Self::Share(u8::try_from(number).ok()?),
                    _ => return None,
                };
                cut.is_in_range().then_some(cut)
            }
        }
    }

    /// Whether its number is in its range.
    pub fn is_in_range(self) -> bool {
        match self {
            Self::Proposed | Self::ByHand => true,
            Self::Capacity(half_days) => Self::CAPACITY.contains(&half_days),
            Self::Share(share) => Self::SHARE.contains(&share),
        }
    }
}

/// `proposed`, `by-hand`, `capacity 30` or `share 80`, as it stands in files.
impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Proposed => f.write_str("proposed"),
            Self::ByHand => f.write_str("by-hand"),
            Self::Capacity(half_days) => write!(f, "capacity {half_days}"),
            Self::Share(share) => write!(f, "share {share}"),
        }
    }
}

impl Serialize for Cut {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cut {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_id(&text).ok_or_else(|| {
            let text: String = text.chars().take(40).collect();
            serde::de::Error::custom(format!("{text:?} is no way to draw a line"))
        })
    }
}

/// A release after the MVP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// Its place among the releases.
    pub key: OrderKey,
    /// What it is for, and where its line is.
    pub goal: Goal,
}

/// What a point of value is worth for each day on which people have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Worth {
    /// How much, [`Worth::AMOUNT`].
    pub amount: u32,
    /// Of what, such as `€`; one line of 1 to 12 characters.
    pub unit: String,
}

impl Worth {
    /// The range of [`Worth::amount`].
    pub const AMOUNT: std::ops::RangeInclusive<u32> = 1..=1_000_000;
}

/// How fast the team is, and when it wants to be done. Dates are text, `2026-05-09`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Pace {
    /// Slices finished in each past week, the oldest first, each at most [`Pace::MOST`], at most
    /// [`Pace::WEEKS`] of them.
    pub throughput: Vec<u32>,
    /// What 100 slices become on the way by being split further, in slices, [`Pace::GROWTH`].
    pub growth: u16,
    /// How many people finished those slices, [`Pace::PEOPLE`].
    pub people_then: u8,
    /// How many people there are from now on, [`Pace::PEOPLE`].
    pub people: u8,
    /// When work on what is left begins; unset means today.
    pub from: Option<String>,
    /// When the MVP is wanted.
    pub due: Option<String>,
}

impl Pace {
    /// The range of [`Pace::growth`].
    pub const GROWTH: std::ops::RangeInclusive<u16> = 100..=300;
    /// The range of a number of people.
    pub const PEOPLE: std::ops::RangeInclusive<u8> = 1..=100;
    /// The most slices in one week.
    pub const MOST: u32 = 10_000;
    /// The most weeks that are kept; older ones say little.
    pub const WEEKS: usize = 520;

    /// Whether every number is in its range, and every date looks like one.
    pub fn is_in_range(&self) -> bool {
        let dates = self.from.iter().chain(&self.due);
        self.throughput.len() <= Self::WEEKS
            && self.throughput.iter().all(|items| *items <= Self::MOST)
            && Self::GROWTH.contains(&self.growth)
            && [self.people_then, self.people].iter().all(|people| Self::PEOPLE.contains(people))
            && dates.map(String::as_str).all(is_date_like)
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            throughput: Vec::new(),
            growth: *Self::GROWTH.start(),
            people_then: 1,
            people: 1,
            from: None,
            due: None,
        }
    }
}

/// `2026-05-09`; whether that day exists, those know who know calendars.
fn is_date_like(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// A fixed set of words, each with the id that files and the command line use.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $id:literal,)+ }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        pub enum $name { $($(#[$doc])* #[serde(rename = $id)] $variant,)+ }

        #[allow(dead_code, reason = "not every list of words is looked up by its ids")]
        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The id in files, on the command line and in the interface.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// The one with this id, if there is one.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What is being built.
    #[derive(Default)]
    Product {
        /// An app that people use through a screen.
        #[default]
        App = "app",
        /// A programming interface: its users are developers and machines.
        Api = "api",
        /// A command line: its users are operators and scripts.
        CommandLine = "command-line",
        /// Data, reports or models.
        Data = "data",
        /// A platform on which others build.
        Platform = "platform",
    }
}

impl Product {
    /// Whether technical words are the users' own words here.
    pub fn is_technical(self) -> bool {
        self != Self::App
    }
}

words! {
    /// What a node of the tree is.
    #[derive(Default)]
    Kind {
        /// A change in behaviour that somebody outside the team can see.
        #[default]
        Slice = "slice",
        /// A question that is answered within a time-box.
        Spike = "spike",
        /// Work without a value of its own.
        Task = "task",
    }
}

words! {
    /// What a slice is to a tracker, which has a type for each.
    Role {
        /// A root that was split.
        Epic = "epic",
        /// A slice below a root that was split further.
        Split = "split",
        /// A slice that was not split.
        Slice = "slice",
        /// A spike that was not split.
        Spike = "spike",
        /// A task that was not split.
        Task = "task",
        /// What lies below the levels that the tracker can nest.
        Part = "part",
    }
}

words! {
    /// How far a slice has come.
    #[derive(Default)]
    Status {
        /// Not begun.
        #[default]
        Open = "open",
        /// Being worked on.
        Doing = "doing",
        /// Finished; no longer in the backlog.
        Done = "done",
        /// Deliberately not done; no longer in the backlog.
        Dropped = "dropped",
    }
}

words! {
    /// What the team wants of a slice, wherever the planner would draw the line of the MVP.
    Wish {
        /// In the MVP.
        Must = "must",
        /// Not in the MVP, unless something in it needs it.
        NotNow = "not-now",
    }
}

words! {
    /// How a slice was split, or can be. Defined by Richard Lawrence, Mike Cohn (SPIDR) and others.
    Pattern {
        /// The whole path in its thinnest form, then one step more at a time.
        WorkflowSteps = "workflow-steps",
        /// One operation (view, create, change, remove) at a time.
        OperationsCrud = "operations-crud",
        /// The base rule first, then one rule at a time.
        BusinessRuleVariations = "business-rule-variations",
        /// One kind of data at a time.
        DataVariations = "data-variations",
        /// One way in, or the plainest interface, first.
        InterfaceVariations = "interface-variations",
        /// The first variant carries the cost, the others are small.
        MajorEffort = "major-effort",
        /// The simplest version that could be useful, then one elaboration at a time.
        SimpleComplex = "simple-complex",
        /// Make it work, then make it meet the number.
        DeferPerformance = "defer-performance",
        /// Answer the question first, within a time-box.
        Spike = "spike",
        /// One persona's whole need at a time.
        RolesPersonas = "roles-personas",
        /// The main success path first, then one exception at a time.
        HappyUnhappyPath = "happy-unhappy-path",
        /// One criterion, or group of criteria, at a time.
        AcceptanceCriteria = "acceptance-criteria",
    }
}

/// A node of the tree: an epic when it has no parent, a leaf when it has no children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// Its id, never used again.
    pub id: SliceId,
    /// The slice that it was cut from.
    pub parent: Option<SliceId>,
    /// Its place among its siblings.
    pub key: OrderKey,
    /// One line.
    pub title: String,
    /// The story in any form, several lines.
    pub narrative: String,
    /// Slice, spike or task.
    pub kind: Kind,
    /// How far it has come.
    pub status: Status,
    /// The pattern that cut it from its parent.
    pub pattern: Option<Pattern>,
    /// Whom it serves.
    pub persona: Option<PersonaId>,
    /// The step of the journey that it belongs to.
    pub step: Option<StepId>,
    /// Value as the team sees it, 1 to 100; unset means the heuristics' estimate.
    pub value: Option<u8>,
    /// Effort in half days, 1 to 2000; unset means the heuristics' estimate.
    pub effort: Option<u16>,
    /// In the MVP, where its line is drawn by hand.
    pub in_mvp: bool,
    /// In this release, where its line is drawn by hand.
    pub release: Option<ReleaseId>,
    /// Its place in the backlog by hand, from 1; what is done counts as standing before it, so that
    /// it moves up as the work goes on.
    pub pin: Option<u32>,
    /// What the team wants of it, if it has said so.
    pub wish: Option<Wish>,
    /// Why it is not done, where it is dropped; empty when nobody has said it.
    pub because: String,
    /// Anything else.
    pub notes: String,
    /// What must hold for it to be accepted, in order.
    pub acceptance: Vec<Acceptance>,
    /// The slices that it needs first, sorted by id.
    pub needs: Vec<SliceId>,
    /// What is open.
    pub questions: Vec<Question>,
    /// What was deliberately left out.
    pub deferrals: Vec<Deferral>,
    /// Labels, sorted, each once.
    pub tags: Vec<String>,
    /// The findings that do not matter for it, sorted, each once.
    pub dismissed: Vec<Dismissal>,
    /// What trackers call it, sorted, each once.
    pub tracker_keys: Vec<TrackerKey>,
}

impl Slice {
    /// The range of [`Slice::value`].
    pub const VALUES: std::ops::RangeInclusive<u8> = 1..=100;
    /// The range of [`Slice::effort`], in half days.
    pub const EFFORTS: std::ops::RangeInclusive<u16> = 1..=2000;

    /// An open slice with a title and nothing else.
    pub fn new(id: SliceId, parent: Option<SliceId>, key: OrderKey, title: &str) -> Self {
        Self {
            id,
            parent,
            key,
            title: title.to_owned(),
            narrative: String::new(),
            kind: Kind::default(),
            status: Status::default(),
            pattern: None,
            persona: None,
            step: None,
            value: None,
            effort: None,
            in_mvp: false,
            release: None,
            pin: None,
            wish: None,
            because: String::new(),
            notes: String::new(),
            acceptance: Vec::new(),
            needs: Vec::new(),
            questions: Vec::new(),
            deferrals: Vec::new(),
            tags: Vec::new(),
            dismissed: Vec::new(),
            tracker_keys: Vec::new(),
        }
    }
}

/// One acceptance criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Its id.
    pub id: AcceptanceId,
    /// Its place among the slice's criteria.
    pub key: OrderKey,
    /// One sentence, or a scenario of several lines.
    pub text: String,
}

/// Something that is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// What is asked.
    pub text: String,
    /// Who finds out; empty when nobody does yet.
    pub owner: String,
    /// The answer, once there is one; empty while the question is open.
    pub answer: String,
}

/// Something that was deliberately left out of a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferral {
    /// Its id.
    pub id: DeferralId,
    /// What is left out.
    pub text: String,
    /// Who owns the decision; empty when nobody does yet.
    pub owner: String,
}

/// A kind of person whom slices serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// Its id.
    pub id: PersonaId,
    /// Its place among the personas.
    pub key: OrderKey,
    /// What the team calls it.
    pub name: String,
}

/// One activity of the user's journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// Its place in the journey.
    pub key: OrderKey,
    /// What the user does there.
    pub name: String,
    /// Whether the walking skeleton must touch it.
    pub essential: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_reads_back_from_its_text_and_keeps_its_range() {
        for cut in [Cut::Proposed, Cut::ByHand, Cut::Capacity(20_000), Cut::Share(1)] {
            assert_eq!(Cut::from_id(&cut.to_string()), Some(cut));
        }
        for none in ["", "capacity", "capacity 0", "share 101", "share 300", "share -1", "by hand"]
        {
            assert_eq!(Cut::from_id(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_pace_keeps_to_its_ranges() {
        assert!(Pace::default().is_in_range());
        let dated = |date: &str| Pace { due: Some(date.to_owned()), ..Pace::default() };
        assert!(dated("2026-05-09").is_in_range());
        for none in ["", "2026-5-9", "2026/05/09", "20260509xx", "２０２６-05"] {
            assert!(!dated(none).is_in_range(), "{none:?}");
        }
        assert!(!Pace { growth: 99, ..Pace::default() }.is_in_range());
        assert!(!Pace { people: 0, ..Pace::default() }.is_in_range());
        assert!(!Pace { throughput: vec![1; 521], ..Pace::default() }.is_in_range());
    }

    #[test]
    fn a_type_has_a_name_of_one_short_line() {
        let mut types = TypeNames::default();
        let long = "ä".repeat(60);
        assert!(types.set("jira-csv", "task", "Chore") && types.set("azure-csv", "epic", &long));
        let all: Vec<_> = types.iter().map(|(format, role, _)| (format, role)).collect();
        assert_eq!(all, [("azure-csv", "epic"), ("jira-csv", "task")]);
        for no_name in ["", " ", "a\nb", " a", "a\u{2028}b", &format!("{long}ä")] {
            assert!(!types.set("jira-csv", "task", no_name), "{no_name:?}");
        }
        assert_eq!(types.get("jira-csv", "task"), Some("Chore"));
        types.reset("jira-csv", "task");
        types.reset("azure-csv", "epic");
        assert!(types.is_empty());
    }

    #[test]
    fn the_lists_of_a_policy_are_in_order_and_each_entry_stands_once() {
        let ignored = [Criterion::Small, Criterion::Vertical, Criterion::Small];
        let policy = Policy::new(Some(3), ["User\n Friendly", "", "fast", "FAST"], ignored);
        assert_eq!(policy.fine_words, ["fast", "user friendly"]);
        assert_eq!(policy.ignored, [Criterion::Vertical, Criterion::Small]);
    }
}
