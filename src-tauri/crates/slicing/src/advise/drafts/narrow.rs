//! A story with less in it, for patterns whose own parts it does not name: one of all, one kind,
//! the wish without its details; and where it offers nothing of the sort, a thin slice and what that leaves out.

use std::ops::Range;

use super::Slices;
use super::parts::{deed_of_subject, details};
use super::rules::criteria;
use crate::advise::lexicon::Sense;
use crate::advise::phrasing::{inner, plural, replaced, say, stem, topic_within, wish};
use crate::advise::reading::{At, Reading};
use crate::language::{Tag, Word};
use crate::model::Pattern;

/// What a pattern can make of any story.
pub(super) fn narrowed(pattern: Pattern, reading: &Reading<'_>) -> Slices {
    if reading.sentences.is_empty() {
        return criteria(reading).1;
    }
    let plainer = || versions(details(reading));
    match pattern {
        Pattern::DataVariations | Pattern::MajorEffort => {
            one_of_all(reading).or_else(|| one_kind(reading)).unwrap_or_else(plainer)
        }
        Pattern::SimpleComplex => {
            let plain = plainer();
            let narrow = || one_of_all(reading).or_else(|| one_kind(reading)).unwrap_or_default();
            if plain.0.is_empty() { narrow() } else { plain }
        }
        Pattern::BusinessRuleVariations | Pattern::InterfaceVariations | Pattern::WorkflowSteps => {
            plainer()
        }
        _ => Slices::default(),
    }
}

fn versions(told: Vec<String>) -> Slices {
    let mut slices = Slices::default();
    told.iter().for_each(|version| slices.push(version));
    slices
}

/// The longest beginning that leaves a title room for what makes it thin, in characters.
const CORE: usize = 48;

/// Two slices that are there whatever the story says, a thin one and what it leaves out; better ones
/// are for the room to find.
pub(super) fn thin(pattern: Pattern, reading: &Reading<'_>) -> Slices {
    let deed = deed_of_subject(reading).map(|deed| stem(&deed, CORE));
    let core = deed.unwrap_or_else(|| topic_within(reading, CORE));
    let mut slices = Slices::default();
    match pattern {
        Pattern::WorkflowSteps if one_thing(reading).is_some() => {
            let one = one_thing(reading).unwrap_or_default();
            slices.push(&format!("One {one} from start to finish, partly by hand"));
            slices.push(&format!("All {} from start to finish", plural(&one)));
        }
        Pattern::OperationsCrud if !acts(reading) => {
            let it = with_article(reading, &core);
            slices.push(&format!("See {it}"));
            slices.push(&format!("Change {it}"));
        }
        _ => {
            let (thinner, rest) = halves(pattern, &core);
            slices.push(&format!("{core}{thinner}"));
            slices.push(&format!("{core}{rest}"));
        }
    }
    slices
}

/// What a thin slice does with less, and what comes behind it.
fn halves(pattern: Pattern, core: &str) -> (&'static str, &'static str) {
    let dangles = core.ends_with(" in");
    match pattern {
        Pattern::WorkflowSteps => {
            (", with the steps in between by hand", ", with no step by hand any more")
        }
        Pattern::OperationsCrud => (", with corrections made by hand", ", with corrections too"),
        Pattern::BusinessRuleVariations => {
            (" by the one rule that covers most cases", " by the rules for the other cases")
        }
        Pattern::DataVariations => (" for the most common kind", " for the other kinds"),
        Pattern::InterfaceVariations if dangles => {
            (" by the plainest means", " by more comfortable means")
        }
        Pattern::InterfaceVariations => {
            (" in the plainest form that works", " in a form that is a pleasure to use")
        }
        Pattern::MajorEffort => (" for one case, end to end", " for the other cases"),
        Pattern::SimpleComplex if dangles => {
            (" with nothing but what it takes", " with what was missed first")
        }
        Pattern::SimpleComplex => {
            (" in the plainest form that helps", " with what people missed in the plain form")
        }
        Pattern::Spike => (" for one real case", " for the other cases"),
        Pattern::DeferPerformance => (" for a handful of people", " for everybody at once"),
        Pattern::RolesPersonas => (" for those who need it most", " for everybody else"),
        Pattern::HappyUnhappyPath => (" when nothing goes wrong", " when something goes wrong"),
        Pattern::AcceptanceCriteria => {
            (" with what nobody can do without", " with what is left to do")
        }
    }
}

/// Whether the wish says what somebody does.
fn acts(reading: &Reading<'_>) -> bool {
    let verb = |word: &Word<'_>| matches!(word.tag, Tag::Verb | Tag::Auxiliary);
    wish(reading).is_some_and(|wish| reading.words(&wish).iter().any(verb))
}

/// "insurance claims" → "insurance claim", when that is the whole wish.
fn one_thing(reading: &Reading<'_>) -> Option<String> {
    let wish = wish(reading)?;
    let words = reading.words(&wish);
    let phrase = noun_phrase(words, 0);
    let whole = phrase.len() == words.len() && phrase.last().is_some_and(is_plural);
    whole.then(|| singular(phrase))
}

/// "user profile" → "the user profile".
fn with_article(reading: &Reading<'_>, core: &str) -> String {
    let opens = |wish: &At| reading.words(wish)[0].tag.opens_noun();
    let the = if wish(reading).is_some_and(|wish| opens(&wish)) { "" } else { "the " };
    format!("{the}{}", inner(core))
}

/// "for every building" → for one building, then for the others.
fn one_of_all(reading: &Reading<'_>) -> Option<Slices> {
    const ALL: &[&str] = &[
        "all",
        "every",
        "each",
        "any",
        "several",
        "various",
        "multiple",
        "many",
        "different",
        "diverse",
    ];
    const TIMES: &[&str] =
        &["time", "day", "week", "month", "year", "night", "moment", "way", "other", "hour"];
    let wish = wish(reading)?;
    let words = reading.passages[wish.passage].words();
    let from = wish.words.clone().skip(1).find(|at| words[*at].is_any(ALL))?;
    let skipped = |at: &usize| words[*at].tag.opens_noun() || words[*at].is_any(ALL);
    let noun = from + (from..wish.words.end).take_while(skipped).count().max(1);
    let phrase = noun_phrase(&words[..wish.words.end], noun);
    let last = phrase.last().filter(|last| last.tag == Tag::Noun && !last.is_any(TIMES))?;
    if TIMES.contains(&last.lemma.as_ref()) {
        return None;
    }
    let at = At { passage: wish.passage, words: from..noun + phrase.len() };
    first_of(reading, &at, "one ", "the other ", phrase)
}

/// "sell tickets" → one kind of ticket, then the other kinds.
fn one_kind(reading: &Reading<'_>) -> Option<Slices> {
    let wish = wish(reading)?;
    let words = reading.passages[wish.passage].words();
    let verb = wish.words.clone().find(|at| words[*at].tag == Tag::Verb);
    let from = verb.map_or(wish.words.start, |at| at + 1);
    let apart = |word: &Word<'_>| word.is(",") || word.tag == Tag::Preposition;
    if words[wish.words.start..from].iter().any(apart) {
        return None;
    }
    let opens = |at: &usize| words[*at].is_any(&["the", "my", "our", "their", "your"]);
    let noun = from + (from..wish.words.end).take_while(opens).count();
    let phrase = noun_phrase(&words[..wish.words.end], noun);
    phrase.last().filter(|last| is_plural(last))?;
    let next = words[..wish.words.end].get(noun + phrase.len());
    if verb.is_none() && next.is_some_and(|next| !next.is_any(&["for", "of", "in"])) {
        return None;
    }
    let at = At { passage: wish.passage, words: from..noun + phrase.len() };
    let last = at.words.end - 1..at.words.end;
    let person = reading.passages[wish.passage].has(Sense::Person, &last);
    if person {
        let many = inner(&say(phrase));
        return pair(reading, &at, &format!("one group of {many}"), &format!("the other {many}"));
    }
    let one = singular(phrase);
    pair(reading, &at, &format!("one kind of {one}"), &format!("the other kinds of {one}"))
}

/// One thing of a phrase, then the other ones.
fn first_of(
    reading: &Reading<'_>,
    at: &At,
    one: &str,
    others: &str,
    phrase: &[Word<'_>],
) -> Option<Slices> {
    let (first, rest) = (singular(phrase), plural(&singular(phrase)));
    pair(reading, at, &format!("{one}{first}"), &format!("{others}{rest}"))
}

fn pair(reading: &Reading<'_>, at: &At, thin: &str, rest: &str) -> Option<Slices> {
    let mut slices = Slices::default();
    slices.push(&replaced(reading, at, thin)?);
    slices.push(&replaced(reading, at, rest)?);
    (slices.0.len() == 2).then_some(slices)
}

/// The adjectives and nouns from a place, up to the last noun or the first in the plural.
fn noun_phrase<'w, 'a>(words: &'w [Word<'a>], from: usize) -> &'w [Word<'a>] {
    let names =
        |word: &&Word<'_>| word.tag.is_noun() || matches!(word.tag, Tag::Adjective | Tag::Other);
    let from = from.min(words.len());
    let run = words[from..].iter().take_while(names).count();
    let many = words[from..from + run].iter().position(is_plural);
    let run = many.map_or(run, |at| at + 1);
    let named = words[from..from + run].iter().rposition(|word| word.tag.is_noun());
    let range: Range<usize> = from..from + named.map_or(0, |at| at + 1);
    &words[range]
}

fn is_plural(word: &Word<'_>) -> bool {
    word.tag == Tag::Noun && word.lemma != word.lower
}

/// The phrase with its last noun in the singular.
pub(super) fn singular(phrase: &[Word<'_>]) -> String {
    let Some((last, head)) = phrase.split_last() else { return String::new() };
    let lemma = if is_plural(last) { last.lemma.as_ref() } else { last.text };
    inner(format!("{} {lemma}", say(head)).trim())
}
