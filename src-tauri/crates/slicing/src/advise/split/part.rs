//! A split as the checks see it: its parts, read.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::judge::Card;
use crate::language::{Phrases, Tag, Word};
use crate::model::Product;
use crate::story::{Story, Voice};

/// The parts of a split beside the whole.
#[derive(Debug)]
pub(super) struct Split<'a> {
    /// The slice that is split.
    pub whole: Part<'a>,
    /// Its parts in order, the blank ones left out.
    pub parts: Vec<Part<'a>>,
    /// What is being built.
    pub product: Product,
}

/// One part: a title, read.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// Its place among the titles, blank ones included.
    pub at: usize,
    story: Story<'a>,
    /// What is wanted: the title without role and reason.
    body: Range<usize>,
    /// Where begins what the other parts do not begin with too.
    own: usize,
    /// Where the reason begins.
    reason: usize,
    /// Which word says what is done.
    act: Option<usize>,
    /// The words that carry meaning, as lemmas, sorted, each once.
    pub content: Vec<Cow<'a, str>>,
    /// Those of them that are its own.
    pub own_content: Vec<Cow<'a, str>>,
}

impl<'a> Split<'a> {
    pub fn read(parent: &Card<'a>, titles: &[&'a str], product: Product) -> Self {
        let says = |title: &str| title.contains(char::is_alphanumeric);
        let titles = titles.iter().enumerate().filter(|(_, title)| says(title));
        let mut parts: Vec<Part<'_>> = titles.map(|(at, title)| Part::read(at, title)).collect();
        let shared = shared(&parts);
        for part in &mut parts {
            part.begin_after(shared);
        }
        Self { whole: Part::read(0, parent.title), parts, product }
    }

    /// The places of the parts of which something is true.
    pub fn which(&self, is: impl Fn(&Part<'a>) -> bool) -> Vec<usize> {
        (0..self.parts.len()).filter(|at| is(&self.parts[*at])).collect()
    }

    /// Whether so many parts are at least half of all, and two.
    pub fn is_half(&self, count: usize) -> bool {
        count >= 2 && count * 2 >= self.parts.len()
    }

    /// The first two of these parts, quoted.
    pub fn quote(&self, parts: &[usize]) -> String {
        let quoted: Vec<String> = parts.iter().take(2).map(|at| self.parts[*at].quoted()).collect();
        quoted.join(" and ")
    }
}

impl<'a> Part<'a> {
    fn read(at: usize, title: &'a str) -> Self {
        let card = Card { title, text: "", acceptance: &[], kind: crate::model::Kind::Slice };
        let story = Story::read(&card);
        let words = story.title.words();
        let reason = reason_at(words).unwrap_or(words.len());
        let body = body(&story, reason);
        let act = act(&words[body.clone()]).map(|act| body.start + act);
        let content = content(&words[body.clone()]);
        Self {
            at,
            reason,
            own: body.start,
            body,
            act,
            own_content: content.clone(),
            content,
            story,
        }
    }

    /// Leaves out what all parts begin with, in words of what is wanted.
    fn begin_after(&mut self, shared: usize) {
        if shared > 0 {
            self.own = self.body.start + shared;
            self.own_content = content(self.words());
        }
    }

    /// The words of what is wanted, without what all parts begin with.
    pub fn words(&self) -> &[Word<'a>] {
        &self.story.title.words()[self.own..self.body.end]
    }

    /// Whether all parts begin with the same heading or clause, and only what follows differs.
    pub fn is_variant(&self) -> bool {
        self.own > self.body.start
    }

    /// All words of what is wanted.
    fn whole_body(&self) -> &[Word<'a>] {
        &self.story.title.words()[self.body.clone()]
    }

    /// The words of the reason, with "so that" or "in order to".
    pub fn reason(&self) -> &[Word<'a>] {
        &self.story.title.words()[self.reason..]
    }

    /// Whom it is for: the role, or the subject before the verb.
    pub fn role(&self) -> &[Word<'a>] {
        match (&self.story.role, self.act) {
            (Some(role), _) if self.is_story() => self.story.words(role),
            (_, Some(act)) => &self.story.title.words()[self.body.start..act],
            _ => &[],
        }
    }

    /// Whether the title names a role in the form of a story.
    pub fn is_story(&self) -> bool {
        is_templated(&self.story)
    }

    /// The base form of what is done, where the part says so.
    pub fn verb(&self) -> Option<&str> {
        self.act.map(|act| self.story.title.words()[act].lemma.as_ref())
    }

    /// What these phrases mean that stand where the verb stands, or without one at the beginning.
    pub fn acts_as<T: Copy>(&self, phrases: &Phrases<T>) -> Option<T> {
        let words = self.whole_body();
        let first = || words.iter().position(Word::is_spoken);
        let at = self.act.map(|act| act - self.body.start).or_else(first)?;
        phrases.at(words, at).map(|found| found.meaning)
    }

    /// What follows the verb, or everything without one.
    pub fn object(&self) -> &[Word<'a>] {
        &self.story.title.words()[self.act.map_or(self.body.start, |act| act + 1)..self.body.end]
    }

    /// How many words and numbers the body has.
    pub fn len(&self) -> usize {
        self.words().iter().filter(|word| word.is_spoken()).count()
    }

    /// Whether any of these phrases occurs in what is wanted.
    pub fn has(&self, phrases: &Phrases<()>) -> bool {
        phrases.occur_in(self.words())
    }

    /// What these phrases mean that stand where the body begins, articles and light verbs skipped.
    pub fn opens_with<T: Copy>(&self, phrases: &Phrases<T>) -> Option<T> {
        let words = self.whole_body();
        let first = words.iter().position(|word| word.is_spoken() && !is_light(word))?;
        phrases.at(words, first).map(|found| found.meaning)
    }

    /// What the part is a heading for, when it is one: the noun phrase that it begins with, after
    /// a verb of building if there is one. "Build the booking screen" and "Booking screen" are
    /// headings, "Book a room" is none.
    pub fn heading(&self) -> Option<&[Word<'a>]> {
        let words = self.words();
        let first = words.iter().position(Word::is_spoken)?;
        let built = BUILDING.at(words, first).map(|found| found.words.end);
        let start = built.unwrap_or(first);
        let start = start + words[start..].iter().take_while(|w| is_article(w)).count();
        let len = words[start..].iter().take_while(|word| is_within_noun_phrase(word)).count();
        let phrase = &words[start..start + len];
        let acts = built.is_none() && len > 2 && self.act.is_some_and(|act| act >= self.own);
        let is_clause = words.get(start + len).is_some_and(|word| word.tag == Tag::Auxiliary);
        (!phrase.is_empty() && !acts && !is_clause).then_some(phrase)
    }

    /// What the last words of the heading mean.
    pub fn heading_ends_as<T: Copy>(&self, phrases: &Phrases<T>) -> Option<T> {
        let heading = self.heading()?;
        phrases.find(heading).find(|f| f.words.end == heading.len()).map(|f| f.meaning)
    }

    /// The title between quotation marks, shortened at a word.
    pub fn quoted(&self) -> String {
        const MOST: usize = 48;
        let text = self.story.title.slice(0..self.story.title.words().len());
        let text = text.trim_end_matches(['.', ',', ';']);
        match text.char_indices().nth(MOST) {
            None => format!("“{text}”"),
            Some((end, _)) => {
                let cut = text[..end].rfind(' ').unwrap_or(end);
                format!("“{}…”", text[..cut].trim_end_matches([',', ' ']))
            }
        }
    }
}

/// How many words of what is wanted all parts begin with, where that is a heading or a clause
/// and not a mere verb: the rest is what tells them apart.
fn shared(parts: &[Part<'_>]) -> usize {
    const CLAUSE: usize = 3;
    let [first, others @ ..] = parts else { return 0 };
    let words = first.words();
    let same = |other: &Part<'_>| {
        let pairs = words.iter().zip(other.words());
        let same = pairs.take_while(|(a, b)| a.lower == b.lower).count();
        same.min(words.len().min(other.words().len()).saturating_sub(1))
    };
    let len = others.iter().map(same).min().unwrap_or(0);
    let spoken = words[..len].iter().filter(|word| word.is_spoken()).count();
    let heads = len > 0 && words[len - 1].is(":");
    if spoken >= CLAUSE || heads { len } else { 0 }
}

/// Verbs of building, which are followed by the thing that is built.
static BUILDING: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        "build, create, implement, develop, code, program, write, make, add, connect, wire, wire up, set up, setup, \
         configure, introduce, install, provision, define, have, get, prepare, expose, integrate",
        (),
    )])
});

fn is_within_noun_phrase(word: &Word<'_>) -> bool {
    word.is_spoken()
        && !matches!(
            word.tag,
            Tag::Preposition
                | Tag::Coordinator
                | Tag::Subordinator
                | Tag::Particle
                | Tag::Auxiliary
        )
}

fn is_article(word: &Word<'_>) -> bool {
    word.is_any(&["a", "an", "the", "our", "my", "his", "their"])
}

fn is_light(word: &Word<'_>) -> bool {
    is_article(word)
        || word.is_any(&["make", "making", "do", "doing", "perform", "performing", "build"])
}

fn reason_at(words: &[Word<'_>]) -> Option<usize> {
    let so_that = |at: usize| words[at].is("so") && words.get(at + 1).is_some_and(|w| w.is("that"));
    let in_order = |at: usize| {
        words[at].is("in")
            && words.get(at + 1).is_some_and(|w| w.is("order"))
            && words.get(at + 2).is_some_and(|w| w.is_any(&["to", "that"]))
    };
    (1..words.len()).find(|at| so_that(*at) || in_order(*at))
}

/// "As a reader I want …", and not "Reader wants …".
fn is_templated(story: &Story<'_>) -> bool {
    let first = story.title.words().iter().find(|word| word.is_spoken());
    story.voice == Voice::First
        || story.role.is_some()
            && first.is_some_and(|word| word.is_any(&["as", "for", "being", "in"]))
}

fn body(story: &Story<'_>, reason: usize) -> Range<usize> {
    let start =
        story.want.as_ref().filter(|_| is_templated(story)).map_or(0, |want| want.words.start);
    start.min(reason)..reason
}

/// The word that says what is done: the first, or the first verb after a subject.
fn act(words: &[Word<'_>]) -> Option<usize> {
    const SUBJECT: usize = 4;
    let first = words.iter().position(Word::is_spoken)?;
    let is_act = |word: &Word<'_>| word.tag == Tag::Verb && !word.lower.ends_with("ing");
    if is_act(&words[first]) && words[first].lower == words[first].lemma {
        return Some(first);
    }
    let subject = words[first..].iter().take(SUBJECT).take_while(|word| {
        word.tag.is_noun()
            || word.tag.opens_noun()
            || matches!(word.tag, Tag::Pronoun | Tag::Auxiliary)
    });
    let act = first + subject.count();
    words.get(act).filter(|word| act > first && is_act(word)).map(|_| act)
}

fn content<'a>(words: &[Word<'a>]) -> Vec<Cow<'a, str>> {
    const TELLING: &[&str] = &["without", "before", "after", "not", "no", "several", "all"];
    let is_filler = |word: &Word<'_>| {
        matches!(
            word.tag,
            Tag::Determiner
                | Tag::Preposition
                | Tag::Pronoun
                | Tag::Auxiliary
                | Tag::Coordinator
                | Tag::Particle
        ) || word.is_any(&["one", "a", "an", "the", "be"])
    };
    let mut content: Vec<Cow<'a, str>> = words
        .iter()
        .filter(|word| word.is_spoken() && (word.is_any(TELLING) || !is_filler(word)))
        .map(|word| word.lemma.clone())
        .collect();
    content.sort_unstable();
    content.dedup();
    content
}
