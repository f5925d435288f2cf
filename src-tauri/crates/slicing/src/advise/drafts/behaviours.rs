//! Steps, operations and paths: what somebody does, and what can happen then.

use super::Slices;
use super::parts::{Row, details};
use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::phrasing::{
    article, brief, enumerated, inner, items, say, stem, topic, topic_within, wish,
};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::{Scales, Seen};
use crate::language::{Tag, Word};
use crate::model::Pattern;

pub(super) fn steps(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let listed = scales
        .listing(Pattern::WorkflowSteps)
        .and_then(|seen| Some(told_steps(reading, &seen.at, seen.listing.as_ref()?)));
    let row = || {
        Row::of(reading)
            .filter(|row| row.acts(reading) || row.tells(reading))
            .map(|row| row.said(reading))
    };
    let steps = listed.or_else(row).unwrap_or_default();
    let mut slices = Slices::default();
    match steps.as_slice() {
        [] | [_] => return gated(reading, scales),
        [first, second] => {
            slices.push(&format!("{}, the rest still by hand", stem(first, 70)));
            slices.push(&format!("{}, no longer by hand", stem(second, 70)));
        }
        [first, between @ .., last] => {
            let (begin, end) = (stem(first, 36), inner(&stem(last, 36)));
            slices.push(&format!("{begin}, then {end}, the rest by hand"));
            for step in between {
                slices.push(&format!("{}, no longer by hand", stem(step, 70)));
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

/// The steps of a list; those of several people with the last one, too.
fn told_steps(reading: &Reading<'_>, at: &At, listing: &Listing) -> Vec<String> {
    let clauses = Row::clauses(reading, at)
        .filter(|row| listing.joined == Joined::Clauses && row.len() > listing.items.len());
    clauses.map(|row| row.said(reading)).unwrap_or_else(|| actions(reading, at.passage, listing))
}

/// Without a list of steps: the path without its gates.
fn gated(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let topic = topic(reading);
    let short = topic_within(reading, 50);
    let seen = scales.of(Pattern::WorkflowSteps).into_iter();
    let mut gates: Vec<String> = Vec::new();
    for gate in seen.filter(|seen| is_gate(reading, seen)).map(|seen| gate(reading, &seen.at)) {
        match gates.iter_mut().find(|known| known.contains(&gate) || gate.contains(known.as_str()))
        {
            Some(known) if gate.len() > known.len() => *known = gate,
            Some(_) => {}
            None => gates.push(gate),
        }
    }
    let mut slices = Slices::default();
    if !gates.is_empty() {
        slices.push(&format!("{short} without {}", enumerated(&gates, "or")));
        gates.iter().take(3).for_each(|gate| slices.push(&format!("{short} with {gate}")));
    }
    let question = match gates.first() {
        Some(gate) => {
            format!("Could it go without “{gate}” at first, with somebody looking at it by hand?")
        }
        None => format!(
            "What happens first, next and last in “{topic}”, and which steps could stay manual for now?"
        ),
    };
    (question, slices)
}

fn is_gate(reading: &Reading<'_>, seen: &Seen) -> bool {
    reading.words(&seen.at)[0].tag.is_noun()
        && reading.passages[seen.at.passage].has(Sense::Gate, &seen.at.words)
}

/// A gate with the word that tells which one: "second signature".
fn gate(reading: &Reading<'_>, at: &At) -> String {
    let words = reading.passages[at.passage].words();
    let from = at.words.start;
    let told = from > 0
        && match words[from - 1].tag {
            Tag::Adjective => true,
            Tag::Noun => words[from - 1].lemma == words[from - 1].lower,
            _ => false,
        };
    say(&words[from - usize::from(told)..at.words.end])
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
        let bare = own.len() == 1
            || (own.len() == 2
                && own[1].tag == Tag::Adverb
                && !last.iter().any(|word| word.lower == own[1].lower));
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
        return listed_operations(reading, &all);
    }
    const OPERATIONS: &[Sense] = &[Sense::Add, Sense::View, Sense::Change, Sense::Remove];
    let row = Row::of(reading);
    if let Some(row) = row.filter(|row| row.acts(reading) || row.is_mostly(reading, OPERATIONS)) {
        return listed_operations(reading, &row.said(reading));
    }
    let acts = reading.listings().find(|(_, listing)| listing.joined == Joined::Actions);
    match scales.of(Pattern::OperationsCrud).into_iter().next() {
        Some(seen) => {
            let word = reading.slice(&seen.at).to_lowercase();
            let question = format!(
                "What does “{}” mean here, and which part of it is urgent?",
                brief(&word, 40)
            );
            (question, unfolded(thing(reading, &seen.at)))
        }
        None if let Some((passage, listing)) = acts => {
            listed_operations(reading, &actions(reading, passage, listing))
        }
        None => {
            let question = format!(
                "What do people do with “{}”, and which part of it is urgent?",
                topic(reading)
            );
            (question, unfolded(object_of_wish(reading)))
        }
    }
}

/// Operations that the story names, what ends something last.
fn listed_operations(reading: &Reading<'_>, all: &[String]) -> (String, Slices) {
    let ends = |text: &&String| {
        ["remove", "delete", "archive", "cancel", "strike", "throw", "withdraw"]
            .iter()
            .any(|verb| text.to_lowercase().starts_with(verb))
    };
    let (last, first): (Vec<_>, Vec<_>) = all.iter().partition(ends);
    let mut slices = Slices::default();
    let topic = topic_within(reading, 48);
    for text in first.iter().chain(&last) {
        let bare = text.split(' ').count() == 1;
        slices.push(&if bare { format!("{topic}: {text}") } else { (*text).clone() });
    }
    let urgent = all.first().map_or("", |text| text);
    let question = format!(
        "Can people start with “{}” alone, and which of the others can be done by other means for a while?",
        brief(&inner(urgent), 50)
    );
    (question, slices)
}

/// See, add, change and remove.
fn unfolded(thing: Option<Thing>) -> Slices {
    let mut slices = Slices::default();
    let Some(Thing { one, many, plural, owned }) = thing else { return slices };
    let the = if owned { "my" } else { "the" };
    slices.push(&format!("See {the} {many}"));
    if plural {
        let article = article(&one);
        slices.push(&format!("Add {article} {one}"));
        slices.push(&format!("Change {article} {one}"));
        slices.push(&format!("Remove {article} {one}"));
    } else {
        slices.push(&format!("Add to {the} {many}"));
        slices.push(&format!("Change {the} {many}"));
        slices.push(&format!("Remove something from {the} {many}"));
    }
    slices
}

/// The things right behind the verb of the wish.
fn object_of_wish(reading: &Reading<'_>) -> Option<Thing> {
    let wish = wish(reading)?;
    let words = reading.words(&wish);
    let verb = words.first().filter(|word| word.tag == Tag::Verb).map(|_| wish.words.start)?;
    let at = At { passage: wish.passage, words: verb..verb + 1 };
    let after = words.get(1)?;
    let begins = after.tag.is_noun() || after.tag.opens_noun() || after.is_any(&["my", "our"]);
    thing(reading, &at).filter(|thing| begins && thing.plural)
}

/// What is managed.
struct Thing {
    one: String,
    many: String,
    plural: bool,
    /// It is the user's own.
    owned: bool,
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
    let owned = range.start > 0 && words[range.start - 1].is("my");
    Some(Thing { one, many, plural, owned })
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

pub(super) fn paths(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let core = details(reading).into_iter().next().filter(|core| core.chars().count() <= 48);
    let short = core.unwrap_or_else(|| topic_within(reading, 48));
    let mut slices = Slices::default();
    if let Some(asked) = consequences(reading) {
        return asked;
    }
    let row =
        Row::of(reading).filter(|row| row.is_mostly(reading, &[Sense::Failure, Sense::Exception]));
    let told = cases(reading, scales);
    let cases = match row {
        Some(row) if row.len() > told.len() => row.said(reading),
        _ => told,
    };
    if !cases.is_empty() {
        slices.push(&format!("{short}, when all goes well"));
        let begins = |case: &String| {
            let head: String = case.chars().take(12).collect();
            !short.to_lowercase().contains(&head.to_lowercase())
        };
        for case in cases.iter().filter(|case| begins(case)) {
            let told = if tells(case) { "what happens when " } else { "" };
            slices.push(&format!("{short}: {told}{}", inner(case)));
        }
    }
    let question = match cases.first() {
        Some(case) => format!(
            "How often does this happen: “{}”, and can somebody catch it by hand at first?",
            brief(&inner(case), 70)
        ),
        None => format!(
            "What can go wrong in “{short}”, how often, and can somebody catch it by hand at first?"
        ),
    };
    (question, slices)
}

/// Whether a case is a clause of its own: "the account is locked".
fn tells(case: &str) -> bool {
    let has = |forms: &[&str]| case.split(' ').skip(1).any(|word| forms.contains(&word));
    has(&["is", "are", "has", "have", "does", "do", "fails", "cannot", "can't", "was", "were"])
}

/// "If the payment fails, the customer gets an email and the order is put on hold": one
/// consequence after the other.
fn consequences(reading: &Reading<'_>) -> Option<(String, Slices)> {
    let at = wish(reading)?;
    let words = reading.passages[at.passage].words();
    let sentence = reading.sentence(&at).words;
    let opens = words[sentence.start].is_any(&["if", "when"]);
    let comma = sentence.clone().find(|at| words[*at].is(",")).filter(|_| opens)?;
    let joint = (comma + 1..sentence.end).find(|at| {
        words[*at].is("and") && words.get(at + 1).is_some_and(|next| next.tag.opens_noun())
    })?;
    let condition = inner(&say(&words[sentence.start..comma]));
    let mut slices = Slices::default();
    for part in [comma + 1..joint, joint + 1..sentence.end] {
        slices.push(&format!("{} {condition}", say(&words[trim(words, part)])));
    }
    let question =
        format!("What must happen at once {condition}, and what can somebody do by hand at first?");
    (slices.0.len() == 2).then_some((question, slices))
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
