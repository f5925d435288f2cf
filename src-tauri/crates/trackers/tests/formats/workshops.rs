//! Workshops to write, and workshops and readings in one comparable shape.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use slicing::judge::Criterion;
use slicing::{
    About, Acceptance, AcceptanceId, Cut, Deferral, DeferralId, Dismissal, Goal, Kind, OrderKey,
    Pace, Pattern, Persona, PersonaId, Policy, Product, Question, QuestionId, Release, ReleaseId,
    Slice, SliceId, Status, Step, StepId, TrackerKey, Tree, TypeNames, Wish, Workshop, Worth,
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
        release: slice.release.map(|id| place_of(workshop, id)),
    };
    leaves.into_iter().rev().map(ranked).collect()
}

fn place_of(workshop: &Workshop, id: ReleaseId) -> u32 {
    workshop.releases.iter().position(|release| release.id == id).unwrap() as u32
}

/// What a release is called where only its name is written.
fn release_name(place: u32, goal: &Goal) -> String {
    match goal.outcome.as_str() {
        "" => format!("Release {}", place + 2),
        outcome => outcome.to_owned(),
    }
}

/// What a workshop or a reading says, by slice id, with names instead of ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    pub about: Option<About>,
    pub personas: Vec<String>,
    pub steps: Vec<(String, bool)>,
    pub releases: Vec<Goal>,
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
    pub release: Option<String>,
    pub pin: Option<u32>,
    pub wish: Option<Wish>,
    pub because: String,
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
        release: slice.release.map(|id| {
            let place = place_of(workshop, id);
            release_name(place, &workshop.releases[place as usize].goal)
        }),
        pin: slice.pin,
        wish: slice.wish,
        because: slice.because.clone(),
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
        releases: workshop.releases.iter().map(|release| release.goal.clone()).collect(),
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
            release: slice
                .release
                .map(|place| release_name(place, &incoming.releases[place as usize])),
            pin: slice.pin,
            wish: slice.wish,
            because: slice.because.clone(),
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
            mvp: Goal {
                outcome: about.mvp_outcome.clone().unwrap_or_default(),
                measure: about.mvp_measure.clone().unwrap_or_default(),
                cut: about.mvp.unwrap_or_default(),
            },
            worth: about.worth.clone(),
            pace: about.pace.clone().unwrap_or_default(),
            policy: about.policy.clone().unwrap_or_default(),
            types: about.types.clone().unwrap_or_default(),
        }),
        personas: incoming.personas.clone(),
        steps: incoming.steps.iter().map(|step| (step.name.clone(), step.essential)).collect(),
        releases: incoming.releases.clone(),
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
        if let Some(about) = self.about.as_mut().filter(|_| lost(Fact::Releases)) {
            about.mvp = Goal { cut: about.mvp.cut, ..Goal::default() };
        }
        if let Some(about) = self.about.as_mut().filter(|_| lost(Fact::Pace)) {
            (about.worth, about.pace) = (None, Pace::default());
        }
        if lost(Fact::Releases) {
            self.releases.clear();
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
            if keep(Fact::Release) {
                bare.release = full.release;
            }
            if keep(Fact::Pin) {
                bare.pin = full.pin;
            }
            if keep(Fact::Wish) {
                bare.wish = full.wish;
            }
            if keep(Fact::Because) {
                bare.because = full.because;
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
    (Option<usize>, Option<usize>, Option<u8>, Option<u16>, bool, PlannedParts),
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

/// The release, the pin, the wish and the reason.
type PlannedParts = (Option<usize>, Option<u32>, Option<Wish>, String);

fn planned() -> impl Strategy<Value = PlannedParts> {
    (
        option::of(0_usize..2),
        option::of(1_u32..=u32::MAX),
        option::of(select(Wish::ALL)),
        prop_oneof![Just(String::new()), word()],
    )
}

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
            planned(),
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

fn cut() -> impl Strategy<Value = Cut> {
    prop_oneof![
        Just(Cut::Proposed),
        Just(Cut::ByHand),
        Cut::CAPACITY.prop_map(Cut::Capacity),
        Cut::SHARE.prop_map(Cut::Share),
    ]
}

fn goal() -> impl Strategy<Value = Goal> {
    let measure = prop_oneof![Just(String::new()), word()];
    (word(), measure, cut()).prop_map(|(outcome, measure, cut)| Goal { outcome, measure, cut })
}

/// Two, the second of them without a name.
fn releases() -> impl Strategy<Value = Vec<Release>> {
    (goal(), goal()).prop_map(|(first, second)| {
        let second = Goal { outcome: String::new(), ..second };
        let release = |(id, goal)| Release { id: ReleaseId(id), key: key(id), goal };
        (1..).zip([first, second]).map(release).collect()
    })
}

fn pace() -> impl Strategy<Value = (Option<Worth>, Pace)> {
    let worth = (Worth::AMOUNT, "[a-z€$ ]{0,10}[a-z€]");
    let worth = worth.prop_map(|(amount, unit)| Worth { amount, unit: unit.trim().to_owned() });
    let date = || option::of("20[0-9]{2}-0[1-9]-[12][0-9]");
    let weeks = vec(0..=Pace::MOST, 0..4);
    let pace = (weeks, Pace::GROWTH, Pace::PEOPLE, Pace::PEOPLE, date(), date()).prop_map(
        |(throughput, growth, people_then, people, from, due)| Pace {
            throughput,
            growth,
            people_then,
            people,
            from,
            due,
        },
    );
    (option::of(worth), prop_oneof![Just(Pace::default()), pace])
}

/// Any workshop of up to `most` slices; needs point backwards, so that they form no circle.
pub fn workshop(most: usize) -> impl Strategy<Value = Workshop> {
    let about = (title(), text(), 0_usize..5, 1_u8..=100, (goal(), pace()), (policy(), types()));
    let names = || proptest::collection::btree_set(word(), 3);
    let frame = (about, names(), names(), releases());
    (frame, vec(parts(), 1..most)).prop_map(|((about, personas, steps, releases), parts)| {
        let (title, goal, product, time_box, (mvp, (worth, pace)), (policy, types)) = about;
        Workshop {
            about: About {
                title,
                goal,
                product: Product::ALL[product],
                time_box,
                mvp,
                worth,
                pace,
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
            releases,
            tree: tree(parts),
        }
    })
}

/// The keys of a list.
pub fn key(place: u32) -> OrderKey {
    OrderKey::spread(None, None, 600).unwrap()[place as usize].clone()
}

fn tree(parts: Vec<Parts>) -> Tree {
    let mut slices: Vec<Slice> = Vec::new();
    let mut path: Vec<SliceId> = Vec::new();
    for (number, parts) in (1..).zip(parts) {
        let (depth, title, (narrative, kind, status, pattern), team, lists, need) = parts;
        let (persona, step, value, effort, in_mvp, (release, pin, wish, because)) = team;
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
        slice.release = release.filter(|_| !in_mvp).map(|at| ReleaseId(at as u32 + 1));
        (slice.pin, slice.wish, slice.because) = (pin, wish, because);
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
        (slice.in_mvp, slice.release) = (false, None);
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
    second.release = Some(ReleaseId(1));
    second.pin = Some(2);
    second.wish = Some(Wish::NotNow);
    let mut dropped = Slice::new(SliceId(8), None, key(2), "- Mileage");
    dropped.status = Status::Dropped;
    dropped.because = "Nobody drives".into();
    Workshop {
        about: About {
            title: "Expenses".into(),
            goal: "Paid in *ten* days".into(),
            mvp: Goal {
                outcome: "Paid at all".into(),
                measure: "9 of 10 within a month".into(),
                cut: Cut::Capacity(30),
            },
            worth: Some(Worth { amount: 120, unit: "€".into() }),
            pace: Pace {
                throughput: vec![3, 0, 5],
                growth: 130,
                people_then: 4,
                people: 5,
                from: None,
                due: Some("2026-07-01".into()),
            },
            ..About::default()
        },
        personas: vec![Persona { id: PersonaId(1), key: key(1), name: "Employee".into() }],
        steps: vec![Step { id: StepId(1), key: key(1), name: "Hand in".into(), essential: true }],
        releases: vec![Release {
            id: ReleaseId(1),
            key: key(1),
            goal: Goal {
                outcome: "No paper, \"ever\"".into(),
                measure: "The cabinet is gone".into(),
                cut: Cut::ByHand,
            },
        }],
        tree: Tree::from_slices([epic, parent, first, second, dropped].into_iter().chain(deep)),
    }
}
