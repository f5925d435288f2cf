//! One rule, or one criterion, at a time.

use super::Slices;
use super::parts::{Row, details};
use super::variants::one_by_one;
use crate::advise::lexicon::Sense;
use crate::advise::listing::Joined;
use crate::advise::phrasing::{brief, inner, items, say, stem, topic, topic_within};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::Scales;
use crate::language::{Tag, Word};
use crate::model::Pattern;

pub(super) fn rules(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let short = topic_within(reading, 48);
    let mut slices = Slices::default();
    let listing = scales.listing(Pattern::BusinessRuleVariations);
    if let Some(seen) = listing
        && let Some(listing) = &seen.listing
    {
        let all = items(reading, seen.at.passage, listing);
        slices.push_each(&short, &all);
        let first = all.first().map_or("", |rule| rule);
        return (
            format!("Which of these rules covers most cases: is it “{}”?", brief(first, 60)),
            slices,
        );
    }
    let mut told = asked(reading).iter().map(|rule| format!("{short}: {}", inner(rule))).collect();
    let row = Row::of(reading)
        .filter(|row| !row.acts(reading) && !row.is_mostly(reading, &[Sense::Failure]))
        .map(|row| row.said(reading));
    let parts: Vec<String> = match row {
        Some(row) => row.iter().map(|rule| format!("{short}: {rule}")).collect(),
        None => details(reading).into_iter().skip(1).collect(),
    };
    let mut rules: Vec<String> = dimensions(reading, scales);
    rules.append(&mut told);
    if rules.is_empty() {
        rules = parts;
    }
    if !rules.is_empty() {
        let core = details(reading).into_iter().next().unwrap_or(short.clone());
        slices.push(&format!("{}, the same for everybody", stem(&core, 60)));
        rules.iter().for_each(|rule| slices.push(rule));
    }
    let question = match scales.of(Pattern::BusinessRuleVariations).first() {
        Some(seen) => format!(
            "Which rules hide behind “{}”, and which one covers most cases?",
            brief(reading.slice(&seen.at), 60)
        ),
        None => format!("Which rules are there for “{short}”, and which one covers most cases?"),
    };
    (question, slices)
}

/// Questions in the story that ask for a rule.
fn asked(reading: &Reading<'_>) -> Vec<String> {
    let asks = |at: &&At| reading.words(at).last().is_some_and(|word| word.is("?"));
    let without_opening = |at: &At| {
        let words = reading.passages[at.passage].words();
        let mut range = trim(words, at.words.clone());
        if words[range.start].is("what") && range.len() > 2 && words[range.start + 1].is("about") {
            range.start += 2;
        }
        say(&words[range])
    };
    reading.sentences.iter().filter(asks).map(without_opening).collect()
}

/// "depending on origin, value and type" → once for each.
fn dimensions(reading: &Reading<'_>, scales: &Scales) -> Vec<String> {
    let depends = scales
        .of(Pattern::BusinessRuleVariations)
        .into_iter()
        .find(|seen| seen.cue.says.starts_with("says that the rule"));
    let Some(depends) = depends else { return Vec::new() };
    let near = reading.listings().find(|(passage, listing)| {
        *passage == depends.at.passage
            && listing.joined == Joined::Nouns
            && listing.whole.start >= depends.at.words.end
    });
    let Some((passage, listing)) = near else { return Vec::new() };
    one_by_one(reading, passage, listing).0.into_iter().map(|draft| draft.title).collect()
}

pub(super) fn criteria(reading: &Reading<'_>) -> (String, Slices) {
    const SHOWN: usize = 5;
    let mut slices = Slices::default();
    let topic = topic(reading);
    let told = reading.criteria.iter().map(|at| criterion(reading, at));
    let mut all: Vec<String> = told.filter(|text| !text.is_empty()).collect();
    if all.len() < 2 {
        all = Row::of(reading).map(|row| row.said(reading)).unwrap_or(all);
    }
    let (mut shown, rest) = all.split_at(if all.len() > SHOWN + 1 { SHOWN } else { all.len() });
    if reading.criteria.len() < 2 {
        slices.push_each(&topic_within(reading, 48), shown);
        shown = &[];
    }
    for text in shown {
        let names_story = text.split(' ').count() < 3;
        slices.push(&if names_story { format!("{topic}: {}", inner(text)) } else { text.clone() });
    }
    if let [_, ..] = rest {
        slices.push(&format!("{topic}: what the other {} criteria ask", rest.len()));
    }
    let question = match all.last().filter(|_| all.len() > 1) {
        Some(last) => format!(
            "Who would miss “{}” if it came later, and which criteria are needed now?",
            brief(last, 60)
        ),
        None => format!(
            "How would somebody see that “{}” works, and what must work first?",
            brief(&topic, 60)
        ),
    };
    (question, slices)
}

/// A criterion as a title: the action and what is seen then.
fn criterion(reading: &Reading<'_>, at: &At) -> String {
    let words = reading.passages[at.passage].words();
    let range = without_label(words, trim(words, at.words.clone()));
    let find = |form: &str| range.clone().find(|at| words[*at].is(form));
    let (when, then) = (find("when"), find("then"));
    match (when, then) {
        (Some(when), Some(then)) if when < then => {
            let given = range.clone().take(1).any(|at| words[at].is("given"));
            let state = trim(words, range.start + usize::from(given)..when);
            let action = match state.is_empty() || !given {
                true => say(&words[trim(words, when + 1..then)]),
                false => say(&words[state]),
            };
            let effect = say(&words[trim(words, then + 1..range.end)]);
            format!("{}: {}", brief(&action, 48).trim_end_matches(" …"), inner(&effect))
        }
        _ => say(&words[range]),
    }
}

/// Without "AC1:", "Scenario:", "Done when:".
fn without_label(words: &[Word<'_>], mut range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let colon = range.clone().take(5).find(|at| words[*at].is(":"));
    let first = &words[range.start];
    let labelled = first.lower.starts_with("ac")
        || first.is_any(&["scenario", "test", "criterion", "example", "rule", "done"]);
    match colon {
        Some(colon) if labelled && colon + 1 < range.end => range.start = colon + 1,
        _ if first.is("done") && range.len() > 2 => range.start += 2,
        _ => {}
    }
    if words[range.start].tag == Tag::Bullet {
        range.start += 1;
    }
    trim(words, range)
}
