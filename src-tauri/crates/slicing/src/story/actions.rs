//! The verbs of the want with their objects, and what "and" and "or" join.
//!
//! Half of the conjunctions in real stories join nouns or belong to one behaviour, so counting them
//! does badly; what counts is what stands on both sides.

use std::ops::Range;

use crate::judge::Field;
use crate::language::{Tag, Word};

use super::{Part, Story};

/// Something that is done, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action<'a> {
    /// The verb.
    pub verb: Part<'a>,
    /// Its infinitive.
    pub lemma: String,
    /// What it is done to, without what follows a preposition other than "of".
    pub object: Option<Part<'a>>,
}

/// What a conjunction joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Joined {
    /// Two things that are done.
    Behaviours,
    /// Two objects, qualities or conditions of one.
    Objects,
}

/// A conjunction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join<'a> {
    /// "and", "or", "and/or".
    pub word: Part<'a>,
    /// What it joins.
    pub joined: Joined,
}

/// An enumeration of three or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<'a> {
    /// All of it.
    pub whole: Part<'a>,
    /// Each item.
    pub items: Vec<Part<'a>>,
    /// Whether the items are things that are done.
    pub of_actions: bool,
}

/// Fills in actions, joins and lists.
pub(super) fn read(story: &mut Story<'_>) {
    let Some(want) = story.want.clone() else { return };
    let field = want.place.field;
    let words = story.field(field, 0).words();
    let verbs = verbs(words, want.words.clone());
    let mut actions = Vec::with_capacity(verbs.len());
    for (index, verb) in verbs.iter().enumerate() {
        let end = verbs.get(index + 1).copied().unwrap_or(want.words.end);
        let object = object(words, verb + 1..end).and_then(|object| story.part(field, 0, object));
        if let Some(part) = story.part(field, 0, *verb..verb + 1) {
            actions.push(Action { verb: part, lemma: words[*verb].lemma.to_string(), object });
        }
    }
    let joins = want.words.filter(|at| is_join(&words[*at])).filter_map(|at| {
        let next = verbs.iter().find(|verb| **verb > at);
        let behaviours = next.is_some_and(|verb| words[at + 1..*verb].iter().all(is_filler));
        let joined = if behaviours && verbs.iter().any(|v| *v < at) {
            Joined::Behaviours
        } else {
            Joined::Objects
        };
        story.part(field, 0, at..at + 1).map(|word| Join { word, joined })
    });
    let joins = joins.collect();
    let lists = lists(story);
    (story.actions, story.joins, story.lists) = (actions, joins, lists);
}

fn is_join(word: &Word<'_>) -> bool {
    word.is_any(&["and", "or", "and/or", "&"])
}

/// Words that may stand between a conjunction and the verb that it joins.
fn is_filler(word: &Word<'_>) -> bool {
    matches!(word.tag, Tag::Adverb | Tag::Particle | Tag::Pronoun | Tag::Auxiliary)
        || word.is_any(&["to", ",", "then", "be", "able", "or", "and", "/", "if", "necessary"])
}

/// The main verb, and the verbs joined to it.
fn verbs(words: &[Word<'_>], within: Range<usize>) -> Vec<usize> {
    let mut verbs: Vec<usize> = Vec::new();
    let mut relative = false;
    for at in within.clone() {
        let word = &words[at];
        relative |= word.is_any(&[
            "who", "whose", "that", "which", "where", "when", "if", "how", "what", "whether",
            "because",
        ]) || (word.tag == Tag::Mark && word.is("("));
        if word.tag != Tag::Verb || is_attribute(words, at, within.end) {
            continue;
        }
        let leading = verbs.is_empty() && !relative && is_leading(words, within.start, at);
        let joined = !verbs.is_empty() && is_joined(words, within.start, at, relative);
        if leading || joined {
            verbs.push(at);
            relative = false;
        }
    }
    verbs
}

/// The main verb stands first, or after its subject.
fn is_leading(words: &[Word<'_>], start: usize, at: usize) -> bool {
    let before = &words[start..at];
    before.len() <= 6 && !before.iter().any(|w| w.tag == Tag::Preposition && !w.is("to"))
}

fn is_joined(words: &[Word<'_>], start: usize, at: usize, relative: bool) -> bool {
    let mut here = at;
    let mut restarted = false;
    while here > start
        && is_filler(&words[here - 1])
        && !is_join(&words[here - 1])
        && !words[here - 1].is(",")
    {
        here -= 1;
        restarted |= words[here].is_any(&["to", "i", "we"]);
    }
    let linked = here > start
        && (is_join(&words[here - 1])
            || words[here - 1].is_any(&[",", "/", ";"])
            || words[here].is("then"));
    linked && (!relative || restarted)
}

/// A participle before a noun ("published data") or after one ("data published by others").
fn is_attribute(words: &[Word<'_>], at: usize, end: usize) -> bool {
    let lower = words[at].lower.as_ref();
    let participle = lower.ends_with("ed") || lower.ends_with("ing") || lower.ends_with("en");
    let before_noun = at + 1 < end && words[at + 1].tag.is_noun();
    let after_noun = at > 0 && words[at - 1].tag.is_noun();
    let joined = at > 0 && (is_join(&words[at - 1]) || words[at - 1].is(","));
    participle && (before_noun || after_noun || joined)
}

/// The noun phrase at the start of a stretch, "of …" included.
fn object(words: &[Word<'_>], within: Range<usize>) -> Option<Range<usize>> {
    let start = within.clone().find(|at| {
        words[*at].is_spoken() && !is_filler(&words[*at]) || words[*at].tag == Tag::Pronoun
    })?;
    let stops = |word: &Word<'_>| {
        (word.tag == Tag::Preposition && !word.is("of"))
            || matches!(word.tag, Tag::Subordinator | Tag::Mark | Tag::Verb | Tag::Auxiliary)
            || word.is_any(&[
                "to", "that", "which", "who", "for", "in", "on", "by", "with", "from", "as", "so",
            ])
    };
    let attribute = |at: usize| words[at].tag == Tag::Verb && is_attribute(words, at, within.end);
    let end = (start..within.end).find(|at| stops(&words[*at]) && !attribute(*at));
    let mut end = end.unwrap_or(within.end);
    while end > start
        && (is_join(&words[end - 1])
            || is_filler(&words[end - 1]) && words[end - 1].tag != Tag::Pronoun)
    {
        end -= 1;
    }
    (start < end).then_some(start..end)
}

fn lists<'a>(story: &Story<'a>) -> Vec<List<'a>> {
    let mut lists = Vec::new();
    if story.want.as_ref().is_none_or(|want| want.place.field != Field::Title) {
        lists_in(story, Field::Title, 0..story.title.words().len(), &mut lists);
    }
    for part in story.want.iter().chain(&story.details) {
        lists_in(story, part.place.field, part.words.clone(), &mut lists);
    }
    lists
}

/// Runs of short items between commas that end with "and", "or" or the sentence.
fn lists_in<'a>(story: &Story<'a>, field: Field, within: Range<usize>, lists: &mut Vec<List<'a>>) {
    let words = story.field(field, 0).words();
    let is_cut = |word: &Word<'_>| word.is_any(&[",", ";", "/"]) || is_join(word);
    let mut at = within.start;
    while at < within.end {
        if !words[at].is_any(&[",", "/", ";"]) {
            at += 1;
            continue;
        }
        let mut items = vec![item_before(words, within.start, at)];
        let mut here = at;
        while here < within.end && is_cut(&words[here]) {
            let from = here + words[here..within.end].iter().take_while(|w| is_cut(w)).count();
            let to = (from..within.end)
                .find(|at| is_cut(&words[*at]) || words[*at].is_any(&[".", ":", "("]))
                .unwrap_or(within.end);
            let last = to >= within.end || !is_cut(&words[to]);
            let item = if last { item_after(words, from, to) } else { from..to };
            let begins = words
                .get(item.start)
                .is_some_and(|w| w.tag == Tag::Preposition || w.tag == Tag::Subordinator);
            if item.is_empty() || item.len() > 6 || begins {
                break;
            }
            items.push(item);
            here = to;
        }
        at = here.max(at + 1);
        if items.len() >= 3 {
            push_list(story, field, &items, lists);
        }
    }
}

fn push_list<'a>(
    story: &Story<'a>,
    field: Field,
    items: &[Range<usize>],
    lists: &mut Vec<List<'a>>,
) {
    let words = story.field(field, 0).words();
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    let verbs = items.iter().filter(|item| words[item.start].tag == Tag::Verb).count();
    let Some(whole) = story.part(field, 0, first.start..last.end) else { return };
    let items: Vec<_> =
        items.iter().filter_map(|item| story.part(field, 0, item.clone())).collect();
    if items.len() >= 3 {
        lists.push(List { whole, of_actions: verbs * 2 > items.len(), items });
    }
}

/// The words of a list's first item: back to the verb or preposition before it.
fn item_before(words: &[Word<'_>], start: usize, comma: usize) -> Range<usize> {
    let mut from = comma;
    while from > start && comma - from < 5 {
        let word = &words[from - 1];
        if matches!(
            word.tag,
            Tag::Preposition | Tag::Mark | Tag::Auxiliary | Tag::Subordinator | Tag::Particle
        ) || word.is_any(&["to", "for", "as"])
        {
            break;
        }
        from -= 1;
        if word.tag == Tag::Verb {
            // A list of actions begins with its verb; a list of things begins after it.
            let of_actions = words.get(comma + 1).is_some_and(|w| w.tag == Tag::Verb);
            from += usize::from(!of_actions && from + 1 < comma);
            break;
        }
    }
    from..comma
}

/// The words of a list's last item: up to a preposition or verb.
fn item_after(words: &[Word<'_>], from: usize, end: usize) -> Range<usize> {
    let to = (from + 1..end)
        .find(|at| {
            matches!(
                words[*at].tag,
                Tag::Preposition | Tag::Auxiliary | Tag::Subordinator | Tag::Mark
            ) || words[*at].is_any(&["to", "so", "for"])
        })
        .unwrap_or(end);
    from.min(end)..to.min(from + 6).max(from.min(end))
}
