//! Simple before complex, working before fast, knowing before building.

use super::Slices;
use super::narrow::narrowed;
use super::parts::{Row, deed_of_subject, details, is_thing};
use crate::advise::lexicon::Sense;
use crate::advise::phrasing::{
    brief, clause, enumerated, inner, items, replaced, say, stem, title, topic, topic_within,
    whole, wish,
};
use crate::advise::reading::{At, Reading, trim};
use crate::advise::scales::{Scales, Seen};
use crate::language::{Tag, Word};
use crate::model::{Kind, Pattern};

pub(super) fn simple(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let short = topic_within(reading, 48);
    let extras = extras(reading, scales);
    if extras.len() > 1 {
        let mut slices = Slices::default();
        slices.push(&format!("{short} in its plainest form"));
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
        return by_hand_first(reading, &short);
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
fn by_hand_first(reading: &Reading<'_>, short: &str) -> (String, Slices) {
    let question =
        format!("Who does “{short}” by hand today, and which part of it would help them most?");
    let core = unautomated(short);
    let mut slices = narrowed(Pattern::SimpleComplex, reading);
    if core.len() < short.len() || slices.0.len() < 2 {
        slices = Slices::default();
        slices.push(&format!("{core} by hand, with all it takes on one page"));
        slices.push(&format!("{core} from a proposal that people can correct"));
        slices.push(&format!("{core} without anybody's help where the case is clear"));
    }
    (question, slices)
}

/// Without the words that say that a machine does it: "automatic scheduling" → "scheduling".
fn unautomated(text: &str) -> String {
    let told = |word: &&str| {
        let lower = word.to_lowercase();
        let adjective = ["automatic", "smart", "intelligent", "optimal", "optimised", "optimized"]
            .iter()
            .any(|stem| lower.starts_with(stem));
        !(adjective || lower == "ai")
    };
    text.split(' ').filter(told).collect::<Vec<_>>().join(" ")
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
    let qualities = qualities(reading, scales);
    let whole = topic(reading);
    let Some(first) = qualities.first() else {
        let question = format!("Whom would a slow or small “{}” help?", brief(&whole, 60));
        return (question, in_time(&topic_within(reading, 48)));
    };
    let question = format!(
        "Who would be helped by a version that does not yet meet “{}”, and what would we learn?",
        brief(&say(reading.words(first)), 60)
    );
    (question, at_all_then_well(reading, &qualities))
}

/// The function first, then with one quality each.
fn at_all_then_well(reading: &Reading<'_>, qualities: &[At]) -> Slices {
    if let Some(few) = qualities.iter().find_map(|at| a_few(reading, at)) {
        return few;
    }
    let core = deed_of_subject(reading).or_else(|| without(reading, qualities));
    let (core, measured): (String, Vec<&At>) = match core {
        Some(core) => (stem(&core, 50), qualities.iter().filter(|at| fits(reading, at)).collect()),
        None => (topic_within(reading, 48), Vec::new()),
    };
    if qualities.iter().any(|at| is_in(reading, at, &core)) {
        return Slices::default();
    }
    let first = lenient(reading, qualities);
    if measured.is_empty() && first != CROWD {
        return in_time(&core);
    }
    let mut slices = Slices::default();
    slices.push(&format!("{core}{first}"));
    if measured.is_empty() {
        slices.push(&format!("{core} for everybody at once"));
    }
    for quality in measured {
        slices.push(&format!("{core} {}", stem(&say(reading.words(quality)), 40)));
    }
    slices
}

/// "20,000 old records" → a few of them, then all.
fn a_few(reading: &Reading<'_>, quality: &At) -> Option<Slices> {
    let (number, things) = reading.words(quality).split_first()?;
    let last = things.last().filter(|last| last.tag == Tag::Noun && last.lemma != last.lower)?;
    let counts =
        number.tag == Tag::Number && things.iter().all(|word| word.tag != Tag::Preposition);
    let people = reading.passages[quality.passage].has(Sense::Person, &quality.words);
    if !counts || people || TIME.contains(&last.lower.as_ref()) || last.is_any(&["percent"]) {
        return None;
    }
    let words = reading.passages[quality.passage].words();
    let owned = quality.words.start > 0 && words[quality.words.start - 1].tag.opens_noun();
    let start = quality.words.start - usize::from(owned);
    let at = At { passage: quality.passage, words: start..quality.words.end };
    let mut slices = Slices::default();
    for choice in [format!("a few {}", say(things)), format!("all {}", say(reading.words(quality)))]
    {
        slices.push(&replaced(reading, &at, &choice)?);
    }
    Some(slices)
}

/// Whether the words of a quality stand in a title.
fn is_in(reading: &Reading<'_>, quality: &At, title: &str) -> bool {
    let said = say(reading.words(quality)).to_lowercase();
    title.to_lowercase().contains(&said)
}

/// What the first version may be: unconnected, small or slow, whichever the qualities are about.
fn lenient(reading: &Reading<'_>, qualities: &[At]) -> &'static str {
    let says = |forms: &[&str]| {
        qualities.iter().any(|at| reading.words(at).iter().any(|word| word.is_any(forms)))
    };
    if says(&["offline", "connection", "signal", "internet", "network", "reception", "underground"])
    {
        " while there is a connection"
    } else if says(&["real-time", "realtime", "real", "live", "immediate", "immediately"]) {
        ", refreshed by hand"
    } else if says(TIME) {
        ", however long it takes"
    } else {
        CROWD
    }
}

/// What the first version may be where the quality is about how many use it.
const CROWD: &str = " for a handful of people";

/// Words of qualities that are about time.
const TIME: &[&str] = &[
    "ms",
    "millisecond",
    "milliseconds",
    "second",
    "seconds",
    "sec",
    "minute",
    "minutes",
    "fast",
    "faster",
    "quick",
    "quickly",
    "instantly",
    "instant",
    "instantaneous",
    "speedy",
    "snappy",
    "delay",
    "lag",
    "latency",
    "respond",
    "response",
    "once",
    "performance",
    "waiting",
    "loads",
];

/// First at all, then in time.
fn in_time(core: &str) -> Slices {
    let mut slices = Slices::default();
    slices.push(&format!("{core}, however long it takes"));
    slices.push(&format!("{core} within an agreed time"));
    slices
}

/// Whether a quality can stand behind the function: "within 2 seconds", "offline", "in real time".
fn fits(reading: &Reading<'_>, quality: &At) -> bool {
    let words = reading.words(quality);
    let first = &words[0];
    first.tag == Tag::Preposition
        || first.is_any(&[
            "at",
            "in",
            "under",
            "within",
            "with",
            "without",
            "for",
            "inside",
            "on",
            "offline",
            "even",
            "during",
            "instantly",
            "immediately",
            "concurrently",
            "quickly",
        ])
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
    let counts = words[at.words.end - 1].is_any(&["concurrent", "simultaneous", "parallel"]);
    let crowd = words[at.words.end..clause.end.max(at.words.end)].iter();
    let crowd = crowd.take_while(|word| counts && word.tag.is_noun()).count();
    At { passage: at.passage, words: start..at.words.end + crowd }
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
            Tag::Auxiliary
                | Tag::Particle
                | Tag::Determiner
                | Tag::Number
                | Tag::Subordinator
                | Tag::Adjective
        ) || word.is_any(&["are", "is", "be", "than"])
    });
    let bare = head.len() == 1 || (words[head.start].is("be") && head.len() == 2);
    (!bare && !head.is_empty() && has_verb && !dangles).then(|| say(&words[head]))
}

pub(super) fn spike(reading: &Reading<'_>, scales: &Scales) -> (String, Slices) {
    let mut slices = Slices::default();
    let unknown = scales.of(Pattern::Spike).first().map(|seen| seen.at.clone());
    let ask = unknown
        .as_ref()
        .and_then(|at| open_question(reading, at))
        .or_else(|| reading.sentences.iter().find_map(|at| tried_out(reading, at)))
        .or_else(|| question_asked(reading))
        .or_else(|| choice(reading))
        .unwrap_or_else(|| unknown_way(reading));
    slices.push_as(&format!("Find out {ask} (2 days; then build or drop it)"), Kind::Spike);
    slices.push(&story_itself(reading, unknown.as_ref(), &ask));
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

/// "Let's see if faces are recognised": whether they are.
fn tried_out(reading: &Reading<'_>, at: &At) -> Option<String> {
    let words = reading.words(at);
    let asks =
        words.iter().position(|word| word.is_any(&["whether", "if"])).filter(|at| *at > 0)?;
    let tries =
        words[asks - 1].is_any(&["see", "check", "test", "try", "know", "out", "determine"]);
    let told = inner(&undoubted(&words[trim(words, asks + 1..words.len())]));
    tries.then(|| stem(&format!("whether {told}"), ASKED))
}

/// What can be built once the question is answered.
fn story_itself(reading: &Reading<'_>, unknown: Option<&At>, ask: &str) -> String {
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
    let answered = ["whether ", "if "].iter().find_map(|open| ask.strip_prefix(open));
    match answered {
        Some(told) => format!("{} for one real case", deed(told)),
        None if doubtful || inquires || asks || choice(reading).is_some() => {
            let asked = ask.split(['“', '”']).nth(1).unwrap_or(ask);
            format!("One real case, built on what is known then: {}", inner(asked))
        }
        None => format!("{} for one real case", topic_within(reading, 54)),
    }
}

/// "we can hear the bats" → "hear the bats"; what things do stays as it is.
fn deed(told: &str) -> &str {
    const PEOPLE: &[&str] = &["we", "it", "they", "you", "one", "i"];
    const CAN: &[&str] = &["can", "could", "may", "might", "should", "will"];
    let mut words = told.splitn(3, ' ');
    match (words.next(), words.next(), words.next()) {
        (Some(who), Some(can), Some(rest)) if PEOPLE.contains(&who) && CAN.contains(&can) => rest,
        _ => told,
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
