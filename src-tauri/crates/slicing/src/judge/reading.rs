//! A card as the checks see it: the story, and what several checks ask about it.

use std::sync::LazyLock;

use crate::language::{Found, Phrases, Tag, Word};
use crate::model::Kind;
use crate::story::{Part, Story, Voice};

use super::{Card, Context, Field, Place};

/// How much a judgement has to go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Enough to judge.
    Enough,
    /// A title of three words or fewer and nothing else.
    Little,
    /// No word at all.
    Nothing,
    /// Text that is not English: only what needs no words is judged.
    Foreign,
}

/// Whom a story is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Actor {
    /// Somebody outside the team that builds it.
    Outside,
    /// The team itself.
    Team,
    /// A system or a part of one.
    System,
    /// Nobody is named.
    Nobody,
}

/// A card, read, with the answers that several checks need.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub story: Story<'a>,
    pub kind: Kind,
    pub basis: Basis,
    pub actor: Actor,
    /// Whether technical words are the users' own words.
    pub technical: bool,
    /// The longest that a slice should take, in days.
    pub time_box: u8,
    /// The most acceptance criteria that a slice should have.
    pub most_criteria: usize,
}

/// The longest title that says too little on its own.
const LITTLE: usize = 3;

static TEAM: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "developer, dev, programmer, engineer, tester, qa, qa engineer, software architect, solution architect, system architect, product owner, po, scrum master, \
         business analyst, devops, devops engineer, platform team, engineering team, it team, project team, ops team, operations team, sre, tech lead, team lead, designer, ux designer, ui designer, \
         development team, dev team, scrum team, team member, frontend, backend, front end, back end, dba, maintainer",
        (),
    )])
});

static SYSTEM: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "system, application, app, api, backend, back end, frontend, front end, service, server, database, \
         microservice, website, web site, software, program, component, module, scheduler, bot, script, platform, job",
        (),
    )])
});

/// Engineers who are customers: the product is what they build on.
static CONSUMER: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "third-party, third party, external, partner, partner developer, integrator, client, customer, consumer, user, api consumer, plug-in, plugin, \
         sdk, platform customer, site reliability, civil engineer, sound engineer, service engineer, field engineer, fashion designer, game, interior",
        (),
    )])
});

impl<'a> Reading<'a> {
    pub fn new(card: &Card<'a>, context: &Context<'_>) -> Self {
        let story = Story::read(card);
        let technical = context.product.is_technical();
        let actor = actor(&story, technical);
        let basis = basis(&story, card);
        Self {
            story,
            kind: card.kind,
            basis,
            actor,
            technical,
            time_box: context.time_box.max(1),
            most_criteria: context.most_criteria.map_or(super::small::MANY, usize::from),
        }
    }

    /// The words of what is wanted; empty when nothing is.
    pub fn want(&self) -> &[Word<'a>] {
        self.story.want.as_ref().map_or(&[], |want| self.story.words(want))
    }

    /// The words of the benefit; empty when there is none.
    pub fn benefit(&self) -> &[Word<'a>] {
        self.story.benefit.as_ref().map_or(&[], |benefit| self.story.words(benefit))
    }

    /// The places of all phrases in title, narrative and criteria, the benefit left out, each
    /// phrase once.
    pub fn places<T: Copy>(&self, phrases: &Phrases<T>) -> Vec<(Part<'a>, T)> {
        let mut seen: Vec<(Part<'a>, T)> = Vec::new();
        for (field, item, text) in self.story.fields() {
            for Found { words, meaning } in phrases.find(text.words()) {
                let in_benefit = self.story.benefit.as_ref().is_some_and(|benefit| {
                    benefit.place.field == field
                        && benefit.words.start <= words.start
                        && words.start < benefit.words.end
                });
                let Some(part) = self.story.part(field, item, words).filter(|_| !in_benefit) else {
                    continue;
                };
                match seen.iter_mut().find(|(other, _)| other.text.eq_ignore_ascii_case(part.text))
                {
                    // The narrative tells more than the title about what a word is for.
                    Some(other) if other.0.place.field == Field::Title => other.0 = part,
                    Some(_) => {}
                    None => seen.push((part, meaning)),
                }
            }
        }
        seen
    }

    /// The first phrase of the want.
    pub fn in_want<T: Copy>(&self, phrases: &Phrases<T>) -> Option<(Part<'a>, T)> {
        let want = self.story.want.as_ref()?;
        let Found { words, meaning } = phrases.find(self.story.words(want)).next()?;
        let shifted = want.words.start + words.start..want.words.start + words.end;
        self.story.part(want.place.field, 0, shifted).map(|part| (part, meaning))
    }

    /// The first phrase in the title or the want.
    pub fn in_headline<T: Copy>(&self, phrases: &Phrases<T>) -> Option<(Part<'a>, T)> {
        let in_title = || {
            let Found { words, meaning } = phrases.find(self.story.title.words()).next()?;
            self.story.part(Field::Title, 0, words).map(|part| (part, meaning))
        };
        self.in_want(phrases).or_else(in_title)
    }

    /// The place of the want, for findings about the whole of it.
    pub fn want_place(&self) -> Option<Place> {
        self.story.want.as_ref().map(|want| want.place)
    }

    /// Whether a part of the want is what it is about: no preposition stands before it.
    pub fn is_head_of_want(&self, part: &Part<'_>) -> bool {
        let Some(want) = &self.story.want else { return false };
        let before = part.words.start.saturating_sub(want.words.start);
        let joined = |word: &Word<'_>| word.tag == Tag::Preposition || word.is("for");
        !self.story.words(want).iter().take(before).any(joined)
    }

    /// Whether some verb says what is done or seen.
    pub fn has_behaviour(&self) -> bool {
        let finite = |word: &Word<'_>| matches!(word.tag, Tag::Verb | Tag::Auxiliary);
        !self.story.actions.is_empty()
            || self.story.voice != Voice::Bare
            || self.want().iter().any(finite)
    }

    /// Whether the want is a command without subject: "Create the table".
    pub fn is_command(&self) -> bool {
        let words = self.want();
        let first = words.iter().position(Word::is_spoken);
        let verb = first.is_some_and(|at| {
            words[at].tag == Tag::Verb
                && !words[at].lower.ends_with('s')
                && !words[at].lower.ends_with("ing")
        });
        self.story.voice == Voice::Bare && (verb || super::vertical::builds(self))
    }

    /// Whether the title or narrative names a person.
    pub fn names_person(&self) -> bool {
        let words = self.story.title.words().iter().chain(self.story.text.words());
        words.into_iter().any(|word| word.tag.is_noun() && crate::story::is_person(word))
    }

    /// Whether a thing is wanted rather than something to happen: "I want better search".
    pub fn wants_thing(&self) -> bool {
        let has = |lemma: &str| matches!(lemma, "have" | "be");
        self.story.actions.first().is_none_or(|action| has(&action.lemma))
    }

    /// Whether a condition, number or case says more precisely what is meant.
    pub fn has_condition(&self) -> bool {
        let conditional =
            |word: &Word<'_>| word.is_any(&["when", "if", "unless", "within", "than"]);
        self.want().iter().any(conditional)
            || !self.story.scenarios.is_empty()
            || !self.story.criteria.is_empty()
    }

    /// Whether finding something out is what the user does: "I want to find out when the bus comes".
    pub fn is_users_question(&self) -> bool {
        let asks =
            |lemma: &str| matches!(lemma, "find" | "figure" | "investigate" | "know" | "see");
        self.serves_somebody()
            && self.story.actions.first().is_some_and(|action| asks(&action.lemma))
    }

    /// Whether the card names somebody outside the team.
    pub fn serves_somebody(&self) -> bool {
        self.actor == Actor::Outside
    }
}

fn basis(story: &Story<'_>, card: &Card<'_>) -> Basis {
    let words: usize = story.fields().map(|(_, _, text)| text.len()).sum();
    if words == 0 {
        return Basis::Nothing;
    }
    let longest = if card.text.trim().is_empty() { &story.title } else { &story.text };
    if !longest.is_english() {
        return Basis::Foreign;
    }
    if words <= LITTLE { Basis::Little } else { Basis::Enough }
}

fn actor(story: &Story<'_>, technical: bool) -> Actor {
    let Some(role) = &story.role else { return Actor::Nobody };
    let words = story.words(role);
    // "user of the system" is a user: only what stands before the first preposition counts.
    let head = words.iter().position(|w| {
        w.tag == Tag::Preposition || w.is_any(&["who", "whose", "that", "at", "of", "in"])
    });
    let head = &words[..head.unwrap_or(words.len())];
    let is = |phrases: &Phrases<()>| phrases.occur_in(head);
    let ends_as =
        |phrases: &Phrases<()>| phrases.find(head).any(|found| found.words.end == head.len());
    if is(&CONSUMER) {
        Actor::Outside
    } else if ends_as(&TEAM) {
        if technical { Actor::Outside } else { Actor::Team }
    } else if ends_as(&SYSTEM) {
        Actor::System
    } else {
        Actor::Outside
    }
}
