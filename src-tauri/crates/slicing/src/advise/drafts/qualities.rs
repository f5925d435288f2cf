//! Simple before complex, working before fast, knowing before building.

use super::Slices;
use super::parts::{Row, details, is_thing};
use crate::advise::lexicon::Sense;
use crate::advise::phrasing::{
    brief, clause, enumerated, inner, items, say, stem, title, topic, whole, wish,
};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::{Scales, Seen};
use crate::language::{Tag, Word};
use crate::model::{Kind, Pattern};

pub(super) fn simple(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let short = stem(&topic(reading), 48);
    let extras = extras(reading, scales);
    if extras.len() > 1 {
        let mut slices = Slices::default();
        slices.push(&format!("{short}, the plainest version that is of use"));
        for extra in &extras {
            slices.push(&format!("{short}, now with {}", stem(&inner(extra), 36)));
        }
        let question =
            format!("Would anybody use it without {}?", brief(&enumerated(&extras, "or"), 80));
        return (question, slices);
    }
    let cues = scales.of(Pattern::SimpleComplex);
    let automates = cues
        .iter()
        .any(|seen| reading.words(&seen.at).iter().any(|word| is_automation(&word.lower)));
    if automates {
        return by_hand_first(&short);
    }
    let versions = details(reading);
    let mut slices = Slices::default();
    versions.iter().for_each(|version| slices.push(version));
    let question = match versions.as_slice() {
        [plain, ..] => format!("Would “{}” alone be of use to somebody?", brief(&inner(plain), 60)),
        [] => format!("What is the plainest “{short}” that somebody would use?"),
    };
    (question, slices)
}

/// What can be added one by one to the plainest version.
fn extras(reading: &Reading<'_>, scales: &Scales) -> Vec<String> {
    let named = |seen: &Seen| {
        let words = reading.passages[seen.at.passage].words();
        let listing = whole(reading, seen.at.passage, seen.listing.as_ref()?);
        let things = listing.items.iter().all(|item| is_thing(&words[item.clone()]));
        things.then(|| items(reading, seen.at.passage, &listing))
    };
    let cued = scales.listing(Pattern::SimpleComplex).and_then(named);
    let row = || {
        Row::of(reading)
            .filter(|row| row.names(reading) && !row.acts(reading) && !row.tells(reading))
            .map(|row| row.said(reading))
    };
    cued.or_else(row).unwrap_or_default()
}

/// What a machine shall decide, people decide first.
fn by_hand_first(short: &str) -> (String, Slices) {
    let mut slices = Slices::default();
    for part in [
        "people decide, with all they need for it on one page",
        "a first proposal that people can correct",
        "the clear cases without anybody's help",
    ] {
        slices.push(&format!("{short}: {part}"));
    }
    let question =
        format!("Who does “{short}” by hand today, and which part of it would help them most?");
    (question, slices)
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
    let qualities = qualities(reading, scales);
    let whole = topic(reading);
    let Some(first) = qualities.first() else {
        let question = format!("Whom would a slow or small “{}” help?", brief(&whole, 60));
        return (question, slices);
    };
    let core = without(reading, &qualities).unwrap_or_else(|| whole.clone());
    let core = stem(&core, 50);
    let offline = qualities.iter().any(|at| {
        reading.words(at).iter().any(|word| word.is_any(&["offline", "connection", "signal"]))
    });
    slices.push(&if offline {
        format!("{core} while there is a connection")
    } else {
        format!("{core} for a handful of people, however slowly")
    });
    let named = |quality: &At| say(reading.words(quality));
    for quality in &qualities {
        slices.push(&format!("{core}, now {}", stem(&named(quality), 40)));
    }
    let question = format!(
        "Who would be helped by a version that does not yet meet “{}”, and what would we learn?",
        brief(&named(first), 60)
    );
    (question, slices)
}

/// The qualities that a story asks for, in the order of reading; those with a number hide the vague.
fn qualities(reading: &Reading<'_>, scales: &Scales) -> Vec<At> {
    const STRONG: u32 = 50;
    let cues = scales.of(Pattern::DeferPerformance);
    let heaviest = cues.first().map_or(0, |seen| seen.cue.weight);
    let mut found: Vec<At> = Vec::new();
    for seen in cues.iter().filter(|seen| seen.cue.weight >= STRONG.min(heaviest)) {
        let quality = phrase(reading, &seen.at);
        let overlaps = found.iter().any(|other| {
            other.passage == quality.passage
                && other.words.start < quality.words.end
                && quality.words.start < other.words.end
        });
        let does = matches!(reading.words(&quality)[0].tag, Tag::Verb | Tag::Auxiliary);
        if !overlaps && !does {
            found.push(quality);
        }
    }
    found.sort_by_key(|at| (at.passage, at.words.start));
    found
}

/// The quality with the prepositions before it: "in under 2 seconds".
fn phrase(reading: &Reading<'_>, at: &At) -> At {
    let words = reading.passages[at.passage].words();
    let clause = clause(reading, at);
    let opens = |i: &usize| {
        words[*i].tag == Tag::Preposition
            || words[*i]
                .is_any(&["at", "in", "under", "within", "with", "without", "for", "inside"])
    };
    let near = (clause.start..at.words.start)
        .rev()
        .take(3)
        .take_while(|i| !matches!(words[*i].tag, Tag::Verb | Tag::Auxiliary))
        .find(opens);
    let mut start = near.unwrap_or(at.words.start);
    while start > clause.start && near.is_some() && opens(&(start - 1)) {
        start -= 1;
    }
    At { passage: at.passage, words: start..at.words.end }
}

/// What is wanted, up to the first quality.
fn without(reading: &Reading<'_>, qualities: &[At]) -> Option<String> {
    let want = wish(reading)?;
    let words = reading.passages[want.passage].words();
    let inside = |quality: &&At| {
        want.passage == quality.passage && want.words.contains(&quality.words.start)
    };
    let first = qualities.iter().find(inside)?;
    let head = trim(words, want.words.start..first.words.start);
    let has_verb =
        words[head.clone()].iter().any(|word| word.tag == Tag::Verb || word.tag == Tag::Noun);
    let dangles = words[head.clone()].last().is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Auxiliary | Tag::Particle | Tag::Determiner | Tag::Number | Tag::Subordinator
        ) || word.is_any(&["are", "is", "be", "than"])
    });
    (head.len() > 1 && has_verb && !dangles).then(|| say(&words[head]))
}

pub(super) fn spike(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let mut slices = Slices::default();
    let unknown = scales.of(Pattern::Spike).first().map(|seen| seen.at.clone());
    let ask = unknown
        .as_ref()
        .and_then(|at| open_question(reading, at))
        .or_else(|| question_asked(reading))
        .or_else(|| choice(reading))
        .unwrap_or_else(|| unknown_way(reading));
    slices.push_as(&format!("Find out {ask} (2 days; then build or drop it)"), Kind::Spike);
    slices.push(&story_itself(reading, unknown.as_ref()));
    let question =
        format!("What is the shortest experiment that tells us {ask}, and who decides then?");
    (question, slices)
}

/// The longest question that leaves a title room for its time-box and its exit.
const ASKED: usize = 58;

/// What a story that asks nothing leaves open: how to do it at all.
fn unknown_way(reading: &Reading<'_>) -> String {
    let topic = topic(reading);
    let acts = wish(reading).is_some_and(|wish| {
        let first = &reading.words(&wish)[0];
        let told = title(&say(reading.words(&wish)));
        first.tag == Tag::Verb
            && first.lemma == first.lower
            && told
                .is_some_and(|told| told.starts_with(topic.split(' ').next().unwrap_or_default()))
    });
    if acts {
        format!("what it takes to {}", stem(&inner(&topic), ASKED - 17))
    } else if wish(reading).is_some_and(|wish| {
        let tells = |word: &Word<'_>| matches!(word.tag, Tag::Verb | Tag::Auxiliary);
        reading.words(&wish).iter().skip(1).any(tells)
    }) {
        format!("what is open in “{}”", stem(&topic, ASKED - 18))
    } else {
        format!("how “{}” can be done", stem(&topic, ASKED - 18))
    }
}

/// A sentence that is a question: "can we …?" becomes "whether we can …".
fn question_asked(reading: &Reading<'_>) -> Option<String> {
    let asks = |at: &&At| reading.words(at).last().is_some_and(|word| word.is("?"));
    let at = reading.sentences.iter().find(asks)?;
    let all = &reading.passages[at.passage];
    let range = trim(all.words(), at.words.clone());
    let words = &all.words()[range];
    let [first, second, rest @ ..] = words else { return None };
    let asked = say(words).trim_end_matches(" at all").to_owned();
    let told = say(rest).trim_end_matches(" at all").to_owned();
    if first.is_any(&["whether", "why", "how", "which", "what", "where", "who", "when"]) {
        return Some(stem(&inner(&asked), ASKED));
    }
    let person = second.is_any(&["we", "they", "it", "you", "he", "she", "this", "that"]);
    let turns = ["can", "may", "could", "should", "will", "would", "must", "is", "are"];
    if person && first.is_any(&turns) && !rest.is_empty() {
        let told = format!("whether {} {} {told}", second.lower, first.lower);
        return Some(stem(&told, ASKED));
    }
    Some(format!("the answer to “{}?”", stem(&asked, ASKED - 18)))
}

/// "GraphQL or REST for partners": which is better.
fn choice(reading: &Reading<'_>) -> Option<String> {
    let wish = wish(reading)?;
    let (_, listing) = reading.listings().find(|(passage, listing)| {
        *passage == wish.passage && listing.either && wish.words.contains(&listing.whole.start)
    })?;
    let begins = listing.whole.start <= wish.words.start + 1;
    begins.then(|| format!("which is better, {}", stem(&say(reading.words(&wish)), ASKED - 17)))
}

/// The story without the words that doubt it.
fn story_itself(reading: &Reading<'_>, unknown: Option<&At>) -> String {
    let doubtful = unknown.is_some_and(|at| {
        reading.sentences.first().is_some_and(|first| {
            first.passage == at.passage && first.words.contains(&at.words.start)
        })
    });
    let asks = reading
        .sentences
        .first()
        .is_some_and(|first| reading.words(first).last().is_some_and(|word| word.is("?")));
    let inquires = reading.marks(Sense::Inquiry).next().is_some();
    if doubtful || inquires || asks || choice(reading).is_some() {
        "Put the smallest useful case to work with what was found out".to_owned()
    } else {
        format!("{}: for one real case, as the answer allows", stem(&topic(reading), 54))
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
        return Some(format!("which is better, {}", stem(&say(&words[range]), ASKED - 17)));
    }
    let from = sentence.words.clone().find(asks)?;
    let border = |i: &usize| {
        words[*i].is_any(&[",", ".", ";", "?", "!", ":", "(", "and", "but"]) && *i > from + 3
    };
    let end = (from..sentence.words.end).find(border).unwrap_or(sentence.words.end);
    let range = trim(words, from..end);
    (range.len() > 2).then(|| stem(&inner(&undoubted(&words[range])), ASKED))
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
