//! Lists in running text: what the commas and conjunctions of a sentence join.

use std::ops::Range;

use crate::language::{Tag, Word};

/// What the items of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    /// Things.
    Nouns,
    /// Verbs with their objects, all with one subject.
    Actions,
    /// Sentences of their own.
    Clauses,
}

/// A list of two items or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listing {
    pub(super) joined: Joined,
    pub(super) items: Vec<Range<usize>>,
    /// From the first item to the last.
    pub(super) whole: Range<usize>,
    /// It follows a colon, so that nothing of the sentence leads into it.
    pub(super) after_colon: bool,
    /// Joined by "or".
    pub(super) either: bool,
}

/// Pairs that mean one thing.
const FIXED_PAIRS: &[(&str, &str)] = &[
    ("terms", "conditions"),
    ("research", "development"),
    ("pros", "cons"),
    ("date", "time"),
    ("name", "address"),
    ("drag", "drop"),
    ("bed", "breakfast"),
    ("pounds", "pence"),
    ("health", "safety"),
    ("back", "forth"),
    ("supply", "demand"),
    ("black", "white"),
    ("lost", "found"),
    ("profit", "loss"),
    ("time", "date"),
    ("q", "a"),
    ("euros", "cents"),
    ("dollars", "cents"),
    ("plug", "play"),
    ("do", "don'ts"),
    ("copy", "paste"),
    ("food", "drink"),
    ("bells", "whistles"),
    ("cities", "neighbourhoods"),
    ("trial", "error"),
    ("arts", "crafts"),
    ("nuts", "bolts"),
    ("wear", "tear"),
    ("search", "rescue"),
    ("first", "last"),
    ("salt", "pepper"),
    ("room", "board"),
    ("hide", "seek"),
    ("pick", "mix"),
    ("up", "down"),
    ("left", "right"),
    ("yes", "no"),
    ("on", "off"),
    ("true", "false"),
    ("more", "less"),
];

/// The lists of one sentence, in order.
pub(super) fn listings(words: &[Word<'_>], sentence: Range<usize>) -> Vec<Listing> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    let mut after_colon = false;
    for at in sentence.clone() {
        if is_border(words, at) {
            in_segment(words, start..at, after_colon, &mut found);
            after_colon = words[at].is_any(&[":", "(", "–", "—", "-"]);
            start = at + 1;
        }
    }
    in_segment(words, start..sentence.end, after_colon, &mut found);
    found
}

fn is_border(words: &[Word<'_>], at: usize) -> bool {
    let next_is = |lower| words.get(at + 1).is_some_and(|next: &Word<'_>| next.is(lower));
    match words[at].lower.as_ref() {
        ":" | "(" | ")" | "." | "?" | "!" | "–" | "—" | "-" | "because" | "[" | "]" => true,
        "so" => next_is("that"),
        "in" => next_is("order"),
        _ => words[at].tag == Tag::Bullet,
    }
}

/// A stretch between two separators.
struct Chunk {
    words: Range<usize>,
    /// It is separated from the one before by "or".
    or: bool,
    /// It is separated from the one before by "and", "or", "&" or the like.
    closes: bool,
    joined: Joined,
}

fn in_segment(
    words: &[Word<'_>],
    segment: Range<usize>,
    after_colon: bool,
    found: &mut Vec<Listing>,
) {
    let mut chunks = chunks(words, segment);
    agree(&mut chunks, after_colon);
    let mut at = 1;
    while at < chunks.len() {
        let end = run_end(&chunks, at);
        let listing = match chunks[at].joined {
            Joined::Nouns => nouns(words, &chunks[at - 1..end], after_colon && at == 1),
            Joined::Actions => actions(words, &chunks[at - 1..end], after_colon),
            Joined::Clauses => clauses(&chunks[at - 1..end], after_colon),
        };
        match listing {
            Some(listing) if !is_fixed_pair(words, &listing) => {
                found.push(listing);
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Items are alike, after a colon above all: where most have a verb, the tagger missed the others.
fn agree(chunks: &mut [Chunk], after_colon: bool) {
    let count = |joined| chunks.iter().filter(|chunk| chunk.joined == joined).count();
    let (actions, clauses) = (count(Joined::Actions), count(Joined::Clauses));
    let verbs = actions + clauses;
    let most = match after_colon {
        true => verbs * 2 >= chunks.len(),
        false => clauses > 1 && verbs * 3 > chunks.len() * 2,
    };
    if chunks.len() < 3 || !most {
        return;
    }
    let joined = if clauses > 0 { Joined::Clauses } else { Joined::Actions };
    for chunk in chunks {
        chunk.joined = joined;
    }
}

/// Where the run of like chunks that begins at `at` ends; a conjunction closes a list of nouns.
fn run_end(chunks: &[Chunk], at: usize) -> usize {
    let mut end = at + 1;
    while end < chunks.len() && chunks[end].joined == chunks[at].joined {
        if chunks[at].joined == Joined::Nouns && chunks[end - 1].closes && !chunks[end].closes {
            break;
        }
        end += 1;
    }
    end
}

fn chunks(words: &[Word<'_>], segment: Range<usize>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let (mut start, mut or, mut closes) = (segment.start, false, false);
    let mut at = segment.start;
    while at < segment.end {
        let width = separator(words, at, segment.end);
        if width == 0 {
            at += 1;
            continue;
        }
        if at > start {
            chunks.push(chunk(words, start..at, or, closes));
            (or, closes) = (false, false);
        }
        or |= words[at..at + width].iter().any(|word| word.is_any(&["or", "and/or", "nor"]));
        closes |= !words[at..at + width].iter().all(|word| word.is_any(&[",", ";"]));
        at += width;
        start = at;
    }
    if start < segment.end {
        chunks.push(chunk(words, start..segment.end, or, closes));
    }
    chunks
}

/// How many words separate items here; 0 when none do.
fn separator(words: &[Word<'_>], at: usize, end: usize) -> usize {
    let follow = |forms: &[&str]| {
        at + forms.len() < end
            && forms.iter().zip(&words[at + 1..]).all(|(form, word)| word.is(form))
    };
    match words[at].lower.as_ref() {
        "as" if follow(&["well", "as"]) => 3,
        "but" if follow(&["also"]) => 2,
        "," | ";" | "and" | "or" | "and/or" | "&" | "/" | "plus" | "+" | "then" | "→" | "nor" => {
            1
        }
        ">" => 1,
        _ => 0,
    }
}

fn chunk(words: &[Word<'_>], range: Range<usize>, or: bool, closes: bool) -> Chunk {
    let range = skip_fillers(words, range);
    let joined = joined(&words[range.clone()]);
    Chunk { words: range, or, closes, joined }
}

fn skip_fillers(words: &[Word<'_>], mut range: Range<usize>) -> Range<usize> {
    const FILLERS: &[&str] = &[
        "then",
        "also",
        "either",
        "both",
        "finally",
        "afterwards",
        "later",
        "next",
        "even",
        "again",
        "to",
        "oh",
        "sometimes",
        "possibly",
        "maybe",
        "lastly",
        "well",
    ];
    while range.end - range.start > 1 && words[range.start].is_any(FILLERS) {
        range.start += 1;
    }
    range
}

fn joined(chunk: &[Word<'_>]) -> Joined {
    let Some(first) = chunk.first() else { return Joined::Nouns };
    if chunk.iter().all(|word| word.is_capitalised()) {
        return Joined::Nouns;
    }
    if first.tag == Tag::Verb && !first.lower.ends_with("ing") && !is_participle_use(chunk) {
        return Joined::Actions;
    }
    let finite = chunk.iter().position(|word| {
        matches!(word.tag, Tag::Verb | Tag::Auxiliary) && !word.lower.ends_with("ing")
    });
    let led_in = chunk.iter().position(|word| {
        word.is_any(&["that", "which", "who", "to", "whether"]) || word.tag == Tag::Subordinator
    });
    match finite {
        Some(0) if chunk.len() > 1 && first.tag == Tag::Auxiliary => Joined::Actions,
        Some(at) if at > 0 && led_in.is_none_or(|led| led > at) => Joined::Clauses,
        _ => Joined::Nouns,
    }
}

/// "shared from another app", "lost": a participle, not something that somebody does.
fn is_participle_use(chunk: &[Word<'_>]) -> bool {
    let first = &chunk[0];
    let looks_past = first.lower.ends_with("ed") || first.lower.ends_with("en");
    looks_past && chunk.get(1).is_none_or(|next| next.tag == Tag::Preposition || next.tag.is_noun())
}

fn nouns(words: &[Word<'_>], chunks: &[Chunk], after_colon: bool) -> Option<Listing> {
    let (first, last) = (chunks.first()?, chunks.last()?);
    let led = chunks[1..].iter().all(|chunk| words[chunk.words.start].tag == Tag::Preposition);
    let first_item = match (after_colon, led) {
        (true, _) => first.words.clone(),
        (false, true) => tail_phrase(words, first.words.clone())?,
        (false, false) => tail_noun(words, first.words.clone())?,
    };
    let last_item = match after_colon || led {
        true => last.words.clone(),
        false => lead_noun(words, last.words.clone())?,
    };
    let mut items = vec![first_item];
    items.extend(chunks[1..chunks.len() - 1].iter().map(|chunk| chunk.words.clone()));
    items.push(last_item);
    let short = items.iter().all(|item| !item.is_empty() && item.len() <= 9);
    let spoken = |item: &Range<usize>| words[item.clone()].iter().any(|word| word.is_spoken());
    (short && items.iter().all(spoken)).then(|| listing(Joined::Nouns, items, chunks, after_colon))
}

fn actions(words: &[Word<'_>], chunks: &[Chunk], after_colon: bool) -> Option<Listing> {
    let first = &chunks.first()?.words;
    let modal = first.clone().find(|at| words[*at].is_any(&["can", "may", "must", "should"]));
    let verb = (modal.map_or(first.start, |at| at + 1)..first.end).find(|at| {
        words[*at].tag == Tag::Verb
            && !words[*at].is_any(&["want", "wants", "need", "needs", "like"])
    })?;
    let others = chunks[1..].iter().map(|chunk| chunk.words.clone());
    let items = std::iter::once(verb..first.end).chain(others).collect();
    Some(listing(Joined::Actions, items, chunks, after_colon))
}

fn clauses(chunks: &[Chunk], after_colon: bool) -> Option<Listing> {
    if chunks[0].joined == Joined::Nouns && chunks.len() < 3 {
        return None;
    }
    let own = if chunks[0].joined == Joined::Nouns { &chunks[1..] } else { chunks };
    let items: Vec<_> = own.iter().map(|chunk| chunk.words.clone()).collect();
    Some(listing(Joined::Clauses, items, chunks, after_colon))
}

fn listing(
    joined: Joined,
    items: Vec<Range<usize>>,
    chunks: &[Chunk],
    after_colon: bool,
) -> Listing {
    let start = items.first().map_or(0, |item| item.start);
    let end = items.last().map_or(0, |item| item.end);
    let either = chunks[1..].iter().any(|chunk| chunk.or);
    Listing { joined, items, whole: start..end, after_colon, either }
}

fn is_fixed_pair(words: &[Word<'_>], listing: &Listing) -> bool {
    let [a, b] = listing.items.as_slice() else { return false };
    let (Some(a), Some(b)) = (words[a.clone()].last(), words[b.clone()].first()) else {
        return false;
    };
    FIXED_PAIRS.contains(&(a.lower.as_ref(), b.lower.as_ref()))
}

fn in_noun_phrase(word: &Word<'_>) -> bool {
    word.tag.is_noun()
        || word.tag.opens_noun()
        || matches!(word.tag, Tag::Symbol | Tag::Other)
        || (word.tag == Tag::Verb && word.lower.ends_with("ing"))
        || word.is_any(&["'s", "\"", "own"])
}

/// The noun phrase at the end of a stretch, "of" included.
fn tail_noun(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let mut start = range.end;
    while start > range.start {
        let word = &words[start - 1];
        let links = word.is("of") && start - 1 > range.start && words[start - 2].tag.is_noun();
        if !(in_noun_phrase(word) || links) {
            break;
        }
        start -= 1;
        if word.tag == Tag::Determiner && !word.is_any(&["all", "any"]) {
            break;
        }
    }
    while start < range.end && words[start].is_any(&["both", "either", "whether"]) {
        start += 1;
    }
    (start < range.end).then_some(start..range.end)
}

/// The phrase at the end of a stretch from its last preposition.
fn tail_phrase(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let preposition =
        range.clone().rev().find(|at| words[*at].tag == Tag::Preposition && !words[*at].is("of"));
    match preposition {
        Some(at) => Some(at..range.end),
        None => tail_noun(words, range),
    }
}

/// The noun phrase at the start of a stretch.
fn lead_noun(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let mut end = range.start;
    while end < range.end
        && (in_noun_phrase(&words[end]) || (words[end].is("of") && end > range.start))
    {
        end += 1;
    }
    if end == range.start && words[end].tag == Tag::Preposition {
        return Some(range);
    }
    (end > range.start).then_some(range.start..end)
}
