//! Workshops to write, and workshops and readings in one comparable shape.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use slicing::judge::Criterion;
use slicing::{
    About, Acceptance, AcceptanceId, Decided, Deferral, DeferralId, Dismissal, Kind, OrderKey,
    Pattern, Persona, PersonaId, Policy, Product, Question, QuestionId, Slice, SliceId, Status,
    Step, StepId, TrackerKey, Tree, TypeNames, Workshop,
};
use trackers::{Fact, Format, Handover, Incoming, Ranked, Report};

pub const IDENTITY: &str = "5f1c-02ab";

/// Writes a workshop in a format.
pub fn written(format: Format, workshop: &Workshop) -> (String, Report) {
    let backlog = backlog(workshop);
    let handover = Handover { workshop, identity: IDENTITY, backlog: &backlog };
    let mut bytes = Vec::new();
    let report = trackers::write(format, &handover, &mut bytes).unwrap();
    (String::from_utf8(bytes).unwrap(), report)
}

/// The open leaves from last to first, with estimates of 40 and 3 half days.
pub fn backlog(workshop: &Workshop) -> Vec<Ranked> {
    let open = |slice: &&Slice| matches!(slice.status, Status::Open | Status::Doing);
    let leaves: Vec<_> = workshop.tree.leaves().filter(open).collect();
    let ranked = |slice: &Slice| Ranked {
        slice: slice.id,
        value: slice.value.unwrap_or(40),
        effort: slice.effort.unwrap_or(3),
        in_mvp: slice.in_mvp,
    };
    leaves.into_iter().rev().map(ranked).collect()
}

/// What a workshop or a reading says, by slice id, with names instead of ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    pub about: Option<About>,
    pub personas: Vec<String>,
    pub steps: Vec<(String, bool)>,
    pub slices: Vec<SaidSlice>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct SaidSlice {
    pub place: u32,
    pub parent: Option<u32>,
    pub title: String,
    pub narrative: String,
    pub kind: Kind,
    pub status: Status,
    pub pattern: Option<Pattern>,
    pub persona: Option<String>,
    pub step: Option<String>,
    pub value: Option<u8>,
    pub effort: Option<u16>,
    pub in_mvp: bool,
    pub rank: Option<u32>,
    pub notes: String,
    pub acceptance: Vec<String>,
    pub needs: Vec<u32>,
    pub questions: Vec<(String, String, String)>,
    pub deferrals: Vec<(String, String)>,
    pub tags: Vec<String>,
    pub dismissed: Vec<Dismissal>,
    pub tracker_keys: Vec<TrackerKey>,
}

/// What a workshop says, slices named by their place in it.
pub fn said(workshop: &Workshop) -> Said {
    let places: BTreeMap<SliceId, u32> =
        workshop.tree.walk().map(|(slice, _)| slice.id).zip(0..).collect();
    let mut keyed: Vec<_> = workshop
        .tree
        .walk()
        .filter_map(|(slice, _)| slice.hand_key.as_ref().map(|key| (key, slice.id)))
        .collect();
    keyed.sort();
    let ranks: BTreeMap<SliceId, u32> =
        keyed.into_iter().zip(0..).map(|((_, id), rank)| (id, rank)).collect();
    let slice = |slice: &Slice| SaidSlice {
        place: places[&slice.id],
        parent: slice.parent.map(|id| places[&id]),
        title: slice.title.clone(),
        narrative: slice.narrative.clone(),
        kind: slice.kind,
        status: slice.status,
        pattern: slice.pattern,
        persona: slice
            .persona
            .map(|id| name(&workshop.personas, |p| (p.id == id).then_some(&p.name))),
        step: slice.step.map(|id| name(&workshop.steps, |s| (s.id == id).then_some(&s.name))),
        value: slice.value,
        effort: slice.effort,
        in_mvp: slice.in_mvp,
        rank: ranks.get(&slice.id).copied(),
        notes: slice.notes.clone(),
        acceptance: slice.acceptance.iter().map(|item| item.text.clone()).collect(),
        needs: slice.needs.iter().map(|id| places[id]).collect(),
        questions: slice
            .questions
            .iter()
            .map(|q| (q.text.clone(), q.owner.clone(), q.answer.clone()))
            .collect(),
        deferrals: slice.deferrals.iter().map(|d| (d.text.clone(), d.owner.clone())).collect(),
        tags: slice.tags.clone(),
        dismissed: slice.dismissed.clone(),
        tracker_keys: slice.tracker_keys.clone(),
    };
    Said {
        about: Some(workshop.about.clone()),
        personas: workshop.personas.iter().map(|p| p.name.clone()).collect(),
        steps: workshop.steps.iter().map(|s| (s.name.clone(), s.essential)).collect(),
        slices: workshop.tree.walk().map(|(each, _)| slice(each)).collect(),
    }
}

fn name<T>(all: &[T], name: impl Fn(&T) -> Option<&String>) -> String {
    all.iter().find_map(name).unwrap().clone()
}

/// What was read, slices named by the id of `workshop` that they refer to when they do.
pub fn read(incoming: &Incoming, workshop: &Workshop) -> Said {
    let places: BTreeMap<SliceId, u32> =
        workshop.tree.walk().map(|(slice, _)| slice.id).zip(0..).collect();
    let place = |index: u32| match &incoming.slices[index as usize].reference {
        Some(reference) => places[&reference.slice],
        None => index,
    };
    let about = &incoming.about;
    let mut slices: Vec<_> = (0..)
        .zip(&incoming.slices)
        .map(|(index, slice)| SaidSlice {
            place: place(index),
            parent: slice.parent.map(place),
            title: slice.title.clone(),
            narrative: slice.narrative.clone(),
            kind: slice.kind,
            status: slice.status,
            pattern: slice.pattern,
            persona: slice.persona.clone(),
            step: slice.step.clone(),
            value: slice.value,
            effort: slice.effort,
            in_mvp: slice.in_mvp,
            rank: slice.rank,
            notes: slice.notes.clone(),
            acceptance: slice.acceptance.clone(),
            needs: slice.needs.iter().map(|index| place(*index)).collect(),
            questions: slice
                .questions
                .iter()
                .map(|q| (q.text.clone(), q.owner.clone(), q.answer.clone()))
                .collect(),
            deferrals: slice.deferrals.iter().map(|d| (d.text.clone(), d.owner.clone())).collect(),
            tags: slice.tags.clone(),
            dismissed: slice.dismissed.clone(),
            tracker_keys: slice.tracker_keys.clone(),
        })
        .collect();
    slices.iter_mut().for_each(|slice| slice.needs.sort_unstable());
    Said {
        about: about.title.as_ref().map(|title| About {
            title: title.clone(),
            goal: about.goal.clone().unwrap_or_default(),
            product: about.product.unwrap_or_default(),
            time_box: about.time_box.unwrap_or_default(),
            mvp: about.mvp.unwrap_or_default(),
            order: about.order.unwrap_or_default(),
            policy: about.policy.clone().unwrap_or_default(),
            types: about.types.clone().unwrap_or_default(),
        }),
        personas: incoming.personas.clone(),
        steps: incoming.steps.iter().map(|step| (step.name.clone(), step.essential)).collect(),
        slices,
    }
}

impl Said {
    /// Without what a format declares that it does not hold.
    pub fn held_by(mut self, format: Format) -> Self {
        let lost = |fact| !format.holds(fact);
        if lost(Fact::About) {
            self.about = None;
        }
        if let Some(about) = self.about.as_mut().filter(|_| lost(Fact::Policy)) {
            about.policy = Policy::default();
            about.types = TypeNames::default();
        }
        if lost(Fact::Personas) {
            self.personas.clear();
        }
        if lost(Fact::Steps) {
            self.steps.clear();
        }
        for slice in &mut self.slices {
            let SaidSlice { place, parent, title, .. } = slice.clone();
            let full =
                std::mem::replace(slice, SaidSlice { place, parent, title, ..Default::default() });
            let keep = |fact| !lost(fact);
            let bare = slice;
            if keep(Fact::Narrative) {
                bare.narrative = full.narrative;
            }
            if keep(Fact::Kind) {
                bare.kind = full.kind;
            }
            if keep(Fact::Status) {
                bare.status = full.status;
            }
            if keep(Fact::Pattern) {
                bare.pattern = full.pattern;
            }
            if keep(Fact::Persona) {
                bare.persona = full.persona;
            }
            if keep(Fact::Step) {
                bare.step = full.step;
            }
            if keep(Fact::Value) {
                bare.value = full.value;
            }
            if keep(Fact::Effort) {
                bare.effort = full.effort;
            }
            if keep(Fact::Mvp) {
                bare.in_mvp = full.in_mvp;
            }
            if keep(Fact::Rank) {
                bare.rank = full.rank;
            }
            if keep(Fact::Notes) {
                bare.notes = full.notes;
            }
            if keep(Fact::Acceptance) {
                bare.acceptance = full.acceptance;
            }
            if keep(Fact::Needs) {
                bare.needs = full.needs;
            }
            if keep(Fact::Questions) {
                bare.questions = full.questions;
            }
            if keep(Fact::Deferrals) {
                bare.deferrals = full.deferrals;
            }
            if keep(Fact::Dismissed) {
                bare.dismissed = full.dismissed;
            }
            if keep(Fact::Tags) {
                bare.tags = full.tags;
            }
            if format == Format::Json {
                bare.tracker_keys = full.tracker_keys;
            }
        }
        self
    }
}

/// One line with everything that any format treats specially.
pub fn nasty_line() -> impl Strategy<Value = String> {
    let start = select(vec![
        "",
        "",
        "",
        "",
        "- ",
        "* ",
        "1. ",
        "# ",
        "#G1# ",
        "[x] ",
        "=",
        "+",
        "-",
        "@",
        "'",
        "'=",
        "h1. ",
        "\\",
        "\\ ",
        "> ",
        "|",
        "```",
        "---",
        "<b>",
        "**Notes**",
        "Notes",
        "Details:",
        "S3 ",
        "/close ",
        "{code}",
        "• ",
    ]);
    let end = select(vec!["", "", "", "\\", " #", ":", "\"", "\\\\"]);
    (start, "[ -~äß–✓ا]{0,24}", end)
        .prop_map(|(start, middle, end)| format!("{start}{middle}{end}"))
}

/// One line with words in it.
pub fn title() -> impl Strategy<Value = String> {
    let long = Just("long ".repeat(58) + "title");
    let spaced = select(vec!["", "", " ", "  "]);
    let nasty = (spaced.clone(), nasty_line(), "[a-zA-Z0-9]", spaced)
        .prop_map(|(before, line, end, after)| format!("{before}{line}{end}{after}"));
    prop_oneof![19 => nasty, 1 => long]
}

/// A name without spaces around it.
pub fn word() -> impl Strategy<Value = String> {
    ("[a-zA-Z]", nasty_line(), "[a-z]").prop_map(|(a, line, z)| format!("{a}{line}{z}"))
}

/// Several lines that neither begin nor end with a blank one, or nothing.
pub fn text() -> impl Strategy<Value = String> {
    let lines = vec(prop_oneof![4 => nasty_line(), 1 => Just(String::new())], 0..5);
    lines.prop_map(|lines| lines.join("\n").trim().to_owned())
}

/// Several lines with something in the first.
pub fn item() -> impl Strategy<Value = String> {
    ("[a-z]?", text(), "[a-z]").prop_map(|(a, text, z)| format!("{a}{text}{z}"))
}

type Parts = (
    usize,
    String,
    (String, usize, usize, Option<usize>),
    (Option<usize>, Option<usize>, Option<u8>, Option<u16>, bool, bool),
    (
        Vec<String>,
        Vec<(String, String, String)>,
        Vec<(String, String)>,
        Vec<String>,
        Vec<(String, String)>,
        String,
    ),
    Option<proptest::sample::Index>,
);

fn parts() -> impl Strategy<Value = Parts> {
    let owner = || prop_oneof![Just(String::new()), word()];
    (
        0_usize..9,
        title(),
        (text(), 0_usize..3, 0_usize..4, option::of(0_usize..12)),
        (
            option::of(0_usize..3),
            option::of(0_usize..3),
            option::of(1_u8..=100),
            option::of(1_u16..=2000),
            any::<bool>(),
            any::<bool>(),
        ),
        (
            vec(item(), 0..3),
            vec((item(), owner(), owner()), 0..2),
            vec((item(), owner()), 0..2),
            vec(word(), 0..3),
            vec((word(), text()), 0..2),
            text(),
        ),
        option::weighted(0.3, any::<proptest::sample::Index>()),
    )
}

fn policy() -> impl Strategy<Value = Policy> {
    let criteria = vec(0_usize..8, 0..4);
    (option::of(1_u8..=20), vec(word(), 0..3), criteria).prop_map(|(most, words, ignored)| {
        Policy::new(most, words, ignored.into_iter().map(|at| Criterion::ALL[at]))
    })
}

fn types() -> impl Strategy<Value = TypeNames> {
    vec((word(), word(), word()), 0..3).prop_map(|names| {
        let mut types = TypeNames::default();
        for (format, role, name) in names {
            types.set(&format, &role, &name);
        }
        types
    })
}

/// Any workshop of up to `most` slices; needs point backwards, so that they form no circle.
pub fn workshop(most: usize) -> impl Strategy<Value = Workshop> {
    let about = (title(), text(), 0_usize..5, 1_u8..=100, any::<bool>(), (policy(), types()));
    let names = || proptest::collection::btree_set(word(), 3);
    (about, names(), names(), vec(parts(), 1..most)).prop_map(|(about, personas, steps, parts)| {
        let (title, goal, product, time_box, by_hand, (policy, types)) = about;
        let order = if by_hand { Decided::ByHand } else { Decided::Proposed };
        Workshop {
            about: About {
                title,
                goal,
                product: Product::ALL[product],
                time_box,
                mvp: Decided::ByHand,
                order,
                policy,
                types,
            },
            personas: (1..)
                .zip(personas)
                .map(|(id, name)| Persona { id: PersonaId(id), key: key(id), name })
                .collect(),
            steps: (1..)
                .zip(steps)
                .map(|(id, name)| Step {
                    id: StepId(id),
                    key: key(id),
                    name,
                    essential: id % 2 == 1,
                })
                .collect(),
            tree: tree(parts, by_hand),
        }
    })
}

/// The keys of a list.
pub fn key(place: u32) -> OrderKey {
    OrderKey::spread(None, None, 600).unwrap()[place as usize].clone()
}

fn tree(parts: Vec<Parts>, by_hand: bool) -> Tree {
    let mut slices: Vec<Slice> = Vec::new();
    let mut path: Vec<SliceId> = Vec::new();
    for (number, parts) in (1..).zip(parts) {
        let (depth, title, (narrative, kind, status, pattern), team, lists, need) = parts;
        let (persona, step, value, effort, in_mvp, ranked) = team;
        let (acceptance, questions, deferrals, mut tags, dismissed, notes) = lists;
        tags.sort();
        tags.dedup();
        path.truncate(depth);
        let id = SliceId(number);
        let mut slice = Slice::new(id, path.last().copied(), key(number), &title);
        slice.needs = need
            .filter(|_| !slices.is_empty())
            .map(|index| index.get(&slices).id)
            .filter(|needed| !path.contains(needed))
            .into_iter()
            .collect();
        path.push(id);
        slice.narrative = narrative;
        slice.kind = Kind::ALL[kind];
        slice.status = Status::ALL[status];
        slice.pattern = pattern.map(|at| Pattern::ALL[at]);
        slice.persona = persona.map(|at| PersonaId(at as u32 + 1));
        slice.step = step.map(|at| StepId(at as u32 + 1));
        slice.value = value;
        slice.effort = effort;
        slice.in_mvp = in_mvp;
        slice.hand_key = (by_hand && ranked).then(|| key(500 - number));
        slice.dismissed = dismissed
            .into_iter()
            .map(|(check, words)| Dismissal { check, words: slicing::folded(&words) })
            .collect();
        slice.dismissed.sort();
        slice.dismissed.dedup();
        slice.tracker_keys = slice
            .dismissed
            .iter()
            .map(|known| TrackerKey { tracker: "jira".into(), key: known.check.clone() })
            .collect();
        slice.tracker_keys.dedup();
        slice.notes = notes;
        slice.acceptance = (1..)
            .zip(acceptance)
            .map(|(id, text)| Acceptance { id: AcceptanceId(id), key: key(id), text })
            .collect();
        slice.questions = (1..)
            .zip(questions)
            .map(|(id, (text, owner, answer))| Question { id: QuestionId(id), text, owner, answer })
            .collect();
        slice.deferrals = (1..)
            .zip(deferrals)
            .map(|(id, (text, owner))| Deferral { id: DeferralId(id), text, owner })
            .collect();
        slice.tags = tags;
        slices.push(slice);
    }
    let parents: Vec<_> = slices.iter().filter_map(|slice| slice.parent).collect();
    for slice in slices.iter_mut().filter(|slice| parents.contains(&slice.id)) {
        slice.in_mvp = false;
    }
    Tree::from_slices(slices)
}

/// A workshop with one of everything, six levels deep.
pub fn small() -> Workshop {
    let mut epic = Slice::new(SliceId(1), None, key(1), "Claim =expenses= & more");
    epic.narrative = "As an employee I want\nmy money back.\n\n# Not a heading".into();
    let mut parent = Slice::new(SliceId(2), Some(SliceId(1)), key(1), "Hand in");
    parent.persona = Some(PersonaId(1));
    parent.pattern = Some(Pattern::WorkflowSteps);
    let mut first = Slice::new(SliceId(3), Some(SliceId(2)), key(1), "Type it in, then \"send\"");
    first.value = Some(80);
    first.effort = Some(3);
    first.in_mvp = true;
    first.tags = vec!["first release".into(), "web".into()];
    first.acceptance = vec![
        Acceptance {
            id: AcceptanceId(1),
            key: key(1),
            text: "Given 12.50\nWhen sent\nThen paid".into(),
        },
        Acceptance { id: AcceptanceId(2), key: key(2), text: "[x] refused when empty".into() },
    ];
    let mut second = Slice::new(SliceId(4), Some(SliceId(2)), key(2), "=1+1 receipts");
    second.needs = vec![SliceId(3)];
    second.step = Some(StepId(1));
    second.kind = Kind::Spike;
    second.status = Status::Doing;
    second.notes = "h1. Loud @all\n/close".into();
    second.questions = vec![Question {
        id: QuestionId(1),
        text: "Which format?".into(),
        owner: "Amira".into(),
        answer: "JPEG".into(),
    }];
    second.deferrals =
        vec![Deferral { id: DeferralId(1), text: "PDF".into(), owner: "Jonas".into() }];
    let deep: Vec<_> = (5..=7)
        .map(|id| {
            let parent = if id == 5 { 3 } else { id - 1 };
            Slice::new(SliceId(id), Some(SliceId(parent)), key(1), &format!("Deeper {id}"))
        })
        .collect();
    let mut dropped = Slice::new(SliceId(8), None, key(2), "- Mileage");
    dropped.status = Status::Dropped;
    Workshop {
        about: About {
            title: "Expenses".into(),
            goal: "Paid in *ten* days".into(),
            ..About::default()
        },
        personas: vec![Persona { id: PersonaId(1), key: key(1), name: "Employee".into() }],
        steps: vec![Step { id: StepId(1), key: key(1), name: "Hand in".into(), essential: true }],
        tree: Tree::from_slices([epic, parent, first, second, dropped].into_iter().chain(deep)),
    }
}
