//! The words of a workshop as types. They hold facts and know no rules; [`crate::Tree`] keeps the
//! rules that span several slices.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{AcceptanceId, DeferralId, PersonaId, QuestionId, SliceId, StepId};
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
    /// Who decides which slices are in the MVP.
    pub mvp: Decided,
    /// Who decides the order of the backlog.
    pub order: Decided,
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
            mvp: Decided::default(),
            order: Decided::default(),
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

/// Whether the planner or the team decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum Decided {
    /// The planner's proposal, made anew after every edit.
    #[default]
    Proposed,
    /// As the team left it: [`Slice::in_mvp`], or [`Slice::hand_key`].
    ByHand,
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
    /// In the MVP, where [`About::mvp`] is by hand.
    pub in_mvp: bool,
    /// Place in the backlog, where [`About::order`] is by hand.
    pub hand_key: Option<OrderKey>,
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
            hand_key: None,
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
