//! Steps, operations and paths: what somebody does, and what can happen then.

use super::Slices;
use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::phrasing::{brief, inner, items, say, topic};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::{Scales, Seen};
use crate::language::{Tag, Word};
use crate::model::Pattern;

pub(super) fn steps(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let topic = topic(reading);
    let steps = scales
        .listing(Pattern::WorkflowSteps)
        .and_then(|seen| Some(actions(reading, seen.at.passage, seen.listing.as_ref()?)))
        .unwrap_or_default();
    let mut slices = Slices::default();
    match steps.as_slice() {
        [] | [_] => return gated(reading, scales, &topic),
        [first, second] => {
            slices.push(&format!("{first}, with what follows done by hand"));
            slices.push(&format!(
                "{} without anybody doing it by hand",
                brief(second, 60).trim_end_matches(" …")
            ));
        }
        [first, between @ .., last] => {
            let short = |text: &str| brief(text, 34).trim_end_matches(" …").to_owned();
            let thin = format!("{}, then {}, the rest by hand", short(first), inner(&short(last)));
            slices.push(&thin);
            for step in between {
                slices.push(&format!("Let the system carry one more step: {}", inner(step)));
            }
        }
    }
    let (first, last) = (steps.first().map_or("", |s| s), steps.last().map_or("", |s| s));
    let question = format!(
        "What is the shortest way from “{}” to “{}”, and what may people do by hand meanwhile?",
        brief(first, 50),
        brief(last, 50)
    );
    (question, slices)
}

/// Without a list of steps: the path without its gates, or the shortest one.
fn gated(reading: &Reading<'_>, scales: &Scales, topic: &str) -> (String, Slices) {
    let mut slices = Slices::default();
    let gates: Vec<&Seen> = scales
        .of(Pattern::WorkflowSteps)
        .into_iter()
        .filter(|seen| {
            let words = reading.words(&seen.at);
            words[0].tag.is_noun()
                && reading.passages[seen.at.passage].has(Sense::Gate, &seen.at.words)
        })
        .collect();
    let short = brief(topic, 50);
    let short = short.trim_end_matches(" …");
    slices.push(&format!("{short}: the shortest way from begin to end, the rest by hand"));
    for gate in gates.iter().take(3) {
        let words = reading.passages[gate.at.passage].words();
        let start = if gate.at.words.start > 0
            && matches!(words[gate.at.words.start - 1].tag, Tag::Adjective | Tag::Noun)
        {
            gate.at.words.start - 1
        } else {
            gate.at.words.start
        };
        slices.push(&format!("{short}: with {}", say(&words[start..gate.at.words.end])));
    }
    if slices.len() < 2 {
        slices.push(&format!("{short}: the step that takes people most time"));
        slices.push(&format!("{short}: the steps that are seldom needed"));
    }
    (
        format!(
            "What happens first, next and last in “{topic}”, and which steps could stay manual for now?"
        ),
        slices,
    )
}

/// The items of a list of actions as titles: pronouns and left-out objects restored.
fn actions(reading: &Reading<'_>, passage: usize, listing: &Listing) -> Vec<String> {
    let words = reading.passages[passage].words();
    if listing.joined != Joined::Actions {
        return items(reading, passage, listing);
    }
    let first = listing.items.first().map(|item| object(words, item.clone()));
    let last = listing.items.last().map(|item| object(words, item.clone()));
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    let named = first
        .iter()
        .rev()
        .find(|word| word.tag.is_noun())
        .or(last.iter().rev().find(|word| word.tag.is_noun()));
    let restore = |item: &std::ops::Range<usize>| {
        let own = &words[trim(words, item.clone())];
        let said = say_named(own, named.copied());
        let bare = own.len() == 1 || (own.len() == 2 && own[1].tag == Tag::Adverb);
        if bare && !last.is_empty() { format!("{said} {}", say_all(&last)) } else { said }
    };
    listing.items.iter().map(restore).collect()
}

fn say_all(words: &[&Word<'_>]) -> String {
    let owned: Vec<Word<'_>> = words.iter().map(|word| (*word).clone()).collect();
    say(&owned)
}

/// The words after the verb.
fn object<'w, 'a>(words: &'w [Word<'a>], item: std::ops::Range<usize>) -> Vec<&'w Word<'a>> {
    let mut object: Vec<_> = words[item].iter().skip(1).collect();
    while object.last().is_some_and(|word| !word.is_spoken()) {
        object.pop();
    }
    object
}

/// With "it" and "them" replaced by what they stand for.
fn say_named(words: &[Word<'_>], named: Option<&Word<'_>>) -> String {
    let Some(named) = named else { return say(words) };
    let said = say(words);
    let replace = |said: String, pronoun: &str| {
        let parts: Vec<_> = said
            .split(' ')
            .map(
                |part| {
                    if part == pronoun { format!("the {}", named.text) } else { part.to_owned() }
                },
            )
            .collect();
        parts.join(" ")
    };
    replace(replace(said, "it"), "them")
}

pub(super) fn operations(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let listed = scales.listing(Pattern::OperationsCrud);
    if let Some(seen) = listed
        && let Some(listing) = &seen.listing
    {
        let mut all = actions(reading, seen.at.passage, listing);
        if listing.joined == Joined::Nouns {
            let topic = topic(reading);
            all = all.iter().map(|item| format!("{topic}: {}", inner(item))).collect();
        }
        let ends = |text: &String| {
            ["Remove", "remove", "delete", "Delete", "archive", "cancel"]
                .iter()
                .any(|verb| text.starts_with(verb))
        };
        let (last, first): (Vec<_>, Vec<_>) = all.iter().partition(|text| ends(text));
        let mut slices = Slices::default();
        first.iter().chain(&last).for_each(|text| slices.push(text));
        let urgent = all.first().map_or("", |text| text);
        let question = format!(
            "Can people start with “{}” alone, and which of the others can be done by other means for a while?",
            brief(&inner(urgent), 50)
        );
        return (question, slices);
    }
    let mut slices = Slices::default();
    let Some(seen) = scales.of(Pattern::OperationsCrud).into_iter().next() else {
        return ("Which operations are meant, and which is urgent?".to_owned(), slices);
    };
    let word = reading.slice(&seen.at).to_lowercase();
    let thing = thing(reading, &seen.at);
    let question =
        format!("What does “{}” mean here, and which part of it is urgent?", brief(&word, 40));
    let Some(thing) = thing else { return (question, slices) };
    if thing.plural {
        let one = &thing.one;
        slices.push(&format!("See the {}", thing.many));
        slices.push(&format!("Add {} {one}", article(one)));
        slices.push(&format!("Change {} {one}", article(one)));
        slices.push(&format!("Remove {} {one}", article(one)));
    } else {
        let many = &thing.many;
        slices.push(&format!("See the {many}"));
        slices.push(&format!("Add to the {many}"));
        slices.push(&format!("Change the {many}"));
        slices.push(&format!("Remove something from the {many}"));
    }
    (question, slices)
}

/// What is managed.
struct Thing {
    one: String,
    many: String,
    plural: bool,
}

fn thing(reading: &Reading<'_>, at: &At) -> Option<Thing> {
    let words = reading.passages[at.passage].words();
    let sentence = reading.sentence(at).words;
    let is_part = |word: &Word<'_>| {
        word.tag.is_noun()
            || word.tag == Tag::Adjective
            || word.tag == Tag::Other
            || (word.tag == Tag::Verb && word.lower.ends_with("ing"))
    };
    let after = skip_container(words, at.words.end, sentence.end);
    let mut range = after..after;
    while range.end < sentence.end && is_part(&words[range.end]) {
        range.end += 1;
    }
    if range.is_empty() {
        range = at.words.start..at.words.start;
        while range.start > sentence.start && is_part(&words[range.start - 1]) {
            range.start -= 1;
        }
    }
    let last = words[range.clone()].last()?;
    let many = inner(&say(&words[range.clone()]));
    let plural = last.tag == Tag::Noun && last.lemma != last.lower && last.lower.ends_with('s');
    let head = say(&words[range.start..range.end - 1]);
    let one = inner(format!("{head} {}", last.lemma).trim());
    Some(Thing { one, many, plural })
}

/// Skips "the list of" and the like.
fn skip_container(words: &[Word<'_>], mut at: usize, end: usize) -> usize {
    let skipped = |word: &Word<'_>| {
        word.tag == Tag::Determiner
            || word.is_any(&["my", "our", "their", "all", "of"])
            || word.tag == Tag::Pronoun
    };
    while at < end && skipped(&words[at]) {
        at += 1;
    }
    let container = at + 1 < end
        && words[at].is_any(&[
            "list",
            "lists",
            "register",
            "set",
            "collection",
            "catalogue",
            "details",
        ])
        && words[at + 1].is("of");
    if container { skip_container(words, at + 2, end) } else { at }
}

fn article(noun: &str) -> &'static str {
    let vowel = noun.starts_with(|c: char| "aeioAEIO".contains(c));
    if vowel || noun.starts_with("un") && !noun.starts_with("uni") { "an" } else { "a" }
}

pub(super) fn paths(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let topic = topic(reading);
    let short = brief(&topic, 48);
    let short = short.trim_end_matches(" …");
    let mut slices = Slices::default();
    slices.push(&format!("{short} when all goes well"));
    let cases = cases(reading, scales);
    for case in &cases {
        slices.push(&format!("{short}: {}", inner(case)));
    }
    let question = match cases.first() {
        Some(case) => format!(
            "How often does it happen that {}, and can somebody catch it by hand at first?",
            brief(&inner(case), 70)
        ),
        None => {
            "What can go wrong, how often, and can somebody catch it by hand at first?".to_owned()
        }
    };
    (question, slices)
}

/// What goes wrong, in the story's words.
fn cases(reading: &Reading<'_>, scales: &Scales) -> Vec<String> {
    if let Some(seen) = scales.listing(Pattern::HappyUnhappyPath)
        && let Some(listing) = &seen.listing
    {
        return items(reading, seen.at.passage, listing)
            .iter()
            .map(|item| without_if(item))
            .collect();
    }
    let mut found: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    for seen in scales.of(Pattern::HappyUnhappyPath) {
        let words = reading.passages[seen.at.passage].words();
        let sentence = reading.sentence(&seen.at).words;
        let opens = |at: &usize| words[*at].is_any(&["if", "when", "unless", "otherwise", "about"]);
        let from = (sentence.start..seen.at.words.end)
            .rev()
            .find(opens)
            .map_or(seen.at.words.start, |at| at + 1);
        let from = if seen.at.words.end - seen.at.words.start > 1
            && from < seen.at.words.end
            && words[seen.at.words.start].is("what")
        {
            seen.at.words.end
        } else {
            from
        };
        let border = |at: &usize| {
            words[*at].is_any(&[",", ".", ";", "?", "!", ":", "("]) || words[*at].is("then")
        };
        let end = (from..sentence.end).find(border).unwrap_or(sentence.end);
        let case = (seen.at.passage, from..end);
        let overlaps = found.iter().any(|(passage, range)| {
            *passage == case.0 && range.start < case.1.end && case.1.start < range.end
        });
        if end > from && end - from <= 14 && !overlaps {
            found.push(case);
        }
    }
    found.sort_by_key(|(passage, range)| (*passage, range.start));
    let said = found.iter().map(|(passage, range)| {
        let words = reading.passages[*passage].words();
        without_if(&say(&words[trim(words, range.clone())]))
    });
    said.filter(|case| case.contains(' ') || case.len() > 6).collect()
}

fn without_if(case: &str) -> String {
    let mut case = case;
    for opening in [
        "what if ",
        "what happens when ",
        "what happens if ",
        "if ",
        "when ",
        "unless ",
        "or ",
        "but ",
        "and ",
        "otherwise ",
        "in case of ",
    ] {
        if case.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening)) {
            case = &case[opening.len()..];
        }
    }
    case.to_owned()
}
