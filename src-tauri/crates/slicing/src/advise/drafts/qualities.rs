//! Simple before complex, working before fast, knowing before building.

use super::Slices;
use crate::advise::lexicon::Sense;
use crate::advise::phrasing::{brief, clause, enumerated, inner, items, say, topic};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::Scales;
use crate::language::{Tag, Word};
use crate::model::{Kind, Pattern};

pub(super) fn simple(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let topic = topic(reading);
    let short = brief(&topic, 48);
    let short = short.trim_end_matches(" …");
    let mut slices = Slices::default();
    let listing = scales.listing(Pattern::SimpleComplex).or_else(|| {
        scales
            .listing(Pattern::DataVariations)
            .filter(|seen| seen.listing.as_ref().is_some_and(|listing| listing.items.len() > 2))
    });
    if let Some(seen) = listing
        && let Some(listing) = &seen.listing
    {
        let all = items(reading, seen.at.passage, listing);
        slices.push(&format!("{short} in the simplest version that is of use"));
        for item in &all {
            slices.push(&format!(
                "{short}, with {} added",
                brief(&inner(item), 36).trim_end_matches(" …")
            ));
        }
        let question =
            format!("Would anybody use it without {}?", brief(&enumerated(&all, "or"), 80));
        return (question, slices);
    }
    let cues = scales.of(Pattern::SimpleComplex);
    let named = cues
        .first()
        .map(|seen| reading.slice(&seen.at).to_owned())
        .unwrap_or_else(|| topic.clone());
    let automates = cues
        .iter()
        .any(|seen| reading.words(&seen.at).iter().any(|word| is_automation(&word.lower)));
    let parts: [&str; 3] = if automates {
        [
            "people decide, and see on one page what they need for it",
            "a first proposal that people can correct",
            "the clear cases without anybody's help",
        ]
    } else {
        [
            "the one thing that is asked for most",
            "the next thing that people ask for",
            "what remains of the wish after that",
        ]
    };
    for part in parts {
        slices.push(&format!("{short}: {part}"));
    }
    (
        format!(
            "What is the simplest version without “{}” that somebody would use?",
            brief(&named, 50)
        ),
        slices,
    )
}

fn is_automation(lower: &str) -> bool {
    [
        "automat",
        "optimi",
        "predict",
        "recommend",
        "suggest",
        "propos",
        "intellig",
        "machine",
        "detect",
        "recogni",
        "generat",
        "forecast",
        "planner",
        "optimal",
        "smart",
    ]
    .iter()
    .any(|stem| lower.starts_with(stem))
        || lower == "ai"
}

pub(super) fn performance(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let mut slices = Slices::default();
    let cues = scales.of(Pattern::DeferPerformance);
    let Some(seen) = cues.first() else {
        return ("Who would be helped by a slow or small version?".to_owned(), slices);
    };
    let words = reading.passages[seen.at.passage].words();
    let quality = phrase(reading, &seen.at);
    let named = say(&words[quality.words.clone()]);
    let core = without(reading, &quality).unwrap_or_else(|| topic(reading));
    let core = brief(&core, 56);
    let core = core.trim_end_matches(" …");
    slices.push(&format!("{core} for a handful of users, however slow"));
    slices.push(&format!("{core}: meet “{}”", brief(&named, 34).trim_end_matches(" …")));
    (
        format!(
            "Who would be helped by a version that does not yet meet “{}”, and what would we learn?",
            brief(&named, 60)
        ),
        slices,
    )
}

/// The quality with the preposition before it.
fn phrase(reading: &Reading<'_>, at: &At) -> At {
    let words = reading.passages[at.passage].words();
    let clause = clause(reading, at);
    let opens = |i: &usize| {
        words[*i].tag == Tag::Preposition
            || words[*i].is_any(&["at", "in", "under", "within", "with"])
    };
    let start = (clause.start..at.words.start).rev().take(3).find(opens).unwrap_or(at.words.start);
    At { passage: at.passage, words: start..at.words.end }
}

/// What is wanted, up to the quality.
fn without(reading: &Reading<'_>, quality: &At) -> Option<String> {
    let want = reading.want.as_ref()?;
    let words = reading.passages[want.passage].words();
    let inside = want.passage == quality.passage && want.words.contains(&quality.words.start);
    if !inside {
        return None;
    }
    let head = trim(words, want.words.start..quality.words.start);
    let has_verb =
        words[head.clone()].iter().any(|word| word.tag == Tag::Verb || word.tag == Tag::Noun);
    let dangles = words[head.clone()]
        .last()
        .is_some_and(|word| matches!(word.tag, Tag::Auxiliary | Tag::Verb | Tag::Particle));
    (head.len() > 1 && has_verb && !dangles).then(|| say(&words[head]))
}

pub(super) fn spike(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let mut slices = Slices::default();
    let unknown = scales.of(Pattern::Spike).first().map(|seen| seen.at.clone());
    let topic = topic(reading);
    let ask = unknown
        .as_ref()
        .and_then(|at| open_question(reading, at))
        .unwrap_or_else(|| format!("what it takes to {}", inner(&topic)));
    let ask = brief(&ask, 58);
    let ask = ask.trim_end_matches(" …");
    slices.push_as(&format!("Find out {ask} (2 days; then build or drop it)"), Kind::Spike);
    slices.push(&story_itself(reading, unknown.as_ref(), &topic));
    let question = format!(
        "What must we know before we can go on, and what is the shortest experiment that tells us {ask}?"
    );
    (question, slices)
}

/// The story without the words that doubt it.
fn story_itself(reading: &Reading<'_>, unknown: Option<&At>, topic: &str) -> String {
    let doubtful = unknown.is_some_and(|at| {
        reading.sentences.first().is_some_and(|first| {
            first.passage == at.passage && first.words.contains(&at.words.start)
        })
    });
    let inquires = reading.marks(Sense::Inquiry).next().is_some();
    if doubtful || inquires {
        "Put the smallest useful case to work with what was found out".to_owned()
    } else {
        topic.to_owned()
    }
}

/// The clause that asks: "whether …", "why …", "which …".
fn open_question(reading: &Reading<'_>, at: &At) -> Option<String> {
    let sentence = reading.sentence(at);
    let words = reading.passages[at.passage].words();
    let asks = |i: &usize| {
        words[*i].is_any(&["whether", "if", "why", "how", "which", "what", "where", "who", "when"])
    };
    if words[at.words.start].is_any(&["decide", "choose"])
        && words.get(at.words.start + 1).is_some_and(|word| word.is("between"))
    {
        let range = trim(words, at.words.start + 2..sentence.words.end);
        return Some(format!("which is better, {}", say(&words[range])));
    }
    let from = sentence.words.clone().find(asks)?;
    let border = |i: &usize| {
        words[*i].is_any(&[",", ".", ";", "?", "!", ":", "(", "and", "but"]) && *i > from + 3
    };
    let end = (from..sentence.words.end).find(border).unwrap_or(sentence.words.end);
    let range = trim(words, from..end);
    (range.len() > 2).then(|| undoubted(&words[range]))
}

/// "which framework suits us is completely open" → "which framework suits us".
fn undoubted(words: &[Word<'_>]) -> String {
    let doubt =
        words.iter().position(|word| word.is_any(&["open", "unclear", "unknown", "undecided"]));
    let end = doubt.map_or(words.len(), |at| {
        words[..at].iter().rposition(|word| word.is_any(&["is", "are"])).unwrap_or(at)
    });
    say(&words[..end.max(2).min(words.len())])
}
