//! Turns words of a story into titles: complete, short, without the story's "I".

use std::collections::BTreeSet;
use std::ops::Range;

use super::listing::{Joined, Listing};
use super::reading::{At, Reading, trim};
use crate::language::{Tag, Word};

/// The longest title, in characters.
pub(super) const LONGEST: usize = 100;

/// The longest title of a slice: that of a spike has its time-box and its exit besides.
pub(super) const LONGEST_SLICE: usize = 90;

/// The words as text, without quotation marks and the "I" that opens them.
pub(super) fn say(words: &[Word<'_>]) -> String {
    let mut said = String::new();
    let mut previous: Option<&Word<'_>> = None;
    for (at, word) in words.iter().enumerate() {
        let touches = previous.is_some_and(|previous| previous.span.to == word.span.from);
        if is_silent(word, at == 0) {
            continue;
        }
        if !said.is_empty() && !touches {
            said.push(' ');
        }
        said.push_str(word.text);
        previous = Some(word);
    }
    said
}

fn is_silent(word: &Word<'_>, first: bool) -> bool {
    word.is_any(&["\"", "“", "”", "'", "‘"]) || (first && word.is_any(&["i", "we"]))
}

/// A title: trimmed, complete, capitalised, at most [`LONGEST`] characters; `None` when nothing is
/// left.
pub(super) fn title(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = without_unbalanced(&text);
    if text.chars().count() > LONGEST {
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let cut = text[..end].rfind(' ').unwrap_or(end);
        text.truncate(cut);
        text = without_unbalanced(&text);
    }
    let whole = complete(&text);
    let spoken = whole.chars().filter(|c| c.is_alphanumeric()).count();
    let mut chars = whole.chars();
    let first = chars.next().filter(|_| spoken >= 2)?;
    let title: String = first.to_uppercase().chain(chars).collect();
    (title.chars().count() <= LONGEST).then_some(title)
}

fn without_unbalanced(text: &str) -> String {
    let count = |c| text.chars().filter(|x| *x == c).count();
    if count('(') == count(')') && count('[') == count(']') {
        return text.to_owned();
    }
    text.chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']')).collect()
}

/// Words that cannot end a phrase.
const DANGLING: &[&str] = &[
    "after",
    "against",
    "across",
    "among",
    "must",
    "does",
    "goes",
    "and",
    "or",
    "but",
    "and/or",
    "nor",
    "with",
    "to",
    "for",
    "of",
    "by",
    "from",
    "in",
    "on",
    "at",
    "as",
    "that",
    "which",
    "who",
    "when",
    "if",
    "the",
    "a",
    "an",
    "my",
    "our",
    "their",
    "his",
    "her",
    "its",
    "than",
    "so",
    "because",
    "using",
    "via",
    "into",
    "such",
    "including",
    "plus",
    "either",
    "both",
    "is",
    "are",
    "be",
    "without",
    "while",
    "unless",
    "until",
    "before",
    "between",
    "within",
    "under",
    "per",
    "then",
    "also",
    "can",
    "will",
    "must",
    "should",
    "this",
    "these",
    "those",
    "where",
    "whether",
    "like",
    "even",
    "about",
    "through",
    "over",
    "depending",
    "according",
    "based",
    "has",
    "have",
    "had",
    "was",
    "were",
    "i",
    "we",
    "all",
    "any",
    "every",
    "each",
    "not",
    "only",
    "except",
    "what",
    "how",
    "why",
    "e.g",
    "i.e",
    "etc",
    "incl",
    "during",
    "towards",
    "since",
    "though",
    "although",
    "nobody",
    "she",
    "he",
    "they",
    "could",
    "would",
    "may",
    "up",
    "rather",
];

/// Words that cannot begin one.
const LEADING: &[&str] = &[
    "and", "or", "but", "then", "also", "plus", "and/or", "so", "that", "which", "finally", "oh",
    "than", "nor", "i.e", "e.g",
];

/// Without marks and dangling words at its ends.
fn complete(text: &str) -> &str {
    let mark = |c: char| {
        !c.is_alphanumeric()
            && !matches!(c, '%' | '€' | '$' | '£' | ')' | '”' | '"' | '+' | '#' | '°')
    };
    let opening = |c: char| {
        !c.is_alphanumeric() && !matches!(c, '€' | '$' | '£' | '(' | '“' | '"' | '#' | '@')
    };
    let mut text = text.trim_end_matches(mark).trim_start_matches(opening);
    loop {
        let before = text;
        if let Some((rest, last)) = text.rsplit_once(' ') {
            let bare = last.trim_matches(|c: char| !c.is_alphanumeric() && c != '/').to_lowercase();
            if DANGLING.contains(&bare.as_str()) && !is_idiom(rest, &bare) {
                text = rest.trim_end_matches(mark);
            }
        }
        if let Some((first, rest)) = text.split_once(' ')
            && LEADING.contains(&first.trim_end_matches(mark).to_lowercase().as_str())
        {
            text = rest.trim_start_matches(opening);
        }
        if text == before {
            return text;
        }
    }
}

/// Verbs that end in a particle: "sign up", "check in", "log in".
fn is_idiom(rest: &str, last: &str) -> bool {
    const VERBS: &[&str] = &[
        "sign", "check", "log", "set", "pick", "look", "top", "fill", "turn", "clock", "hand",
        "back", "type", "clean", "give", "tidy", "drive", "walk", "wake", "follow",
    ];
    let before = rest.rsplit(' ').next().unwrap_or_default().to_lowercase();
    if last == "goes" {
        let conditional = [" unless ", " if ", " when ", " where "];
        return conditional.iter().any(|opening| rest.contains(opening));
    }
    matches!(last, "up" | "in" | "on" | "over" | "through" | "without")
        && VERBS.contains(&before.trim_end_matches('s').trim_end_matches("ed"))
}

/// With a small first letter, unless the first word is a name or an abbreviation.
pub(super) fn inner(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let second = chars.clone().next();
    if second.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) {
        return text.to_owned();
    }
    first.to_lowercase().chain(chars).collect()
}

/// The plural of a phrase by rule.
pub(super) fn plural(one: &str) -> String {
    let consonant = |stem: &str| !stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    match one.strip_suffix('y').filter(|stem| consonant(stem)) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh"].iter().any(|end| one.ends_with(end)) => {
            format!("{one}es")
        }
        None => format!("{one}s"),
    }
}

/// The article of a noun by its first letters.
pub(super) fn article(noun: &str) -> &'static str {
    let vowel = noun.starts_with(|c: char| "aeioAEIO".contains(c));
    if vowel || noun.starts_with("un") && !noun.starts_with("uni") { "an" } else { "a" }
}

/// What the story is about, as the beginning of a title: at most about 60 characters.
pub(super) fn topic(reading: &Reading<'_>) -> String {
    topic_within(reading, 60)
}

/// The same in at most `most` characters, cut only where a detail begins.
pub(super) fn topic_within(reading: &Reading<'_>, most: usize) -> String {
    const NAMELESS: &str = "The story";
    let Some(at) = topic_words(reading) else { return NAMELESS.to_owned() };
    let words = reading.passages[at.passage].words();
    let mut range = at.words;
    let is_long = |range: &Range<usize>| say(&words[range.clone()]).chars().count() > most;
    if let Some(to) = range.clone().rev().find(|at| words[*at].is("to"))
        && is_long(&range)
        && let Some(from) = (range.start + 3..to).rev().find(|at| words[*at].is("from"))
    {
        range.end = from;
    }
    while is_long(&range) && range.len() > 2 {
        let cut = range.clone().skip(2).rev().find(|at| opens_detail(&words[*at]));
        range = settled(words, range.start..cut.unwrap_or(range.end - 1));
    }
    let listings = &reading.passages[at.passage].listings;
    let inside = |listing: &&Listing| {
        let first = &listing.items[0];
        listing.whole.start >= range.start && first.end < range.end && range.end < listing.whole.end
    };
    range.end = listings.iter().find(inside).map_or(range.end, |listing| listing.items[0].end);
    title(&say(&words[range])).unwrap_or_else(|| NAMELESS.to_owned())
}

/// Without the participle to which what was cut off belonged: "an instance created".
fn settled(words: &[Word<'_>], mut range: Range<usize>) -> Range<usize> {
    while range.len() > 2 {
        let (before, last) = (&words[range.end - 2], &words[range.end - 1]);
        let participle = last.tag == Tag::Verb && before.tag == Tag::Noun && range.len() > 3;
        let subject =
            last.is_any(&["you", "we", "they", "he", "she"]) && before.tag != Tag::Preposition;
        if !participle
            && !subject
            && !matches!(last.tag, Tag::Auxiliary | Tag::Determiner | Tag::Number)
        {
            break;
        }
        range.end -= 1;
    }
    range
}

fn opens_detail(word: &Word<'_>) -> bool {
    word.is(",")
        || matches!(word.tag, Tag::Preposition | Tag::Subordinator | Tag::Coordinator)
        || word.is_any(&["that", "which", "who", "when", "(", ";"])
}

/// The title when it is a name for the story, else what is wanted; up to its first list.
fn topic_words(reading: &Reading<'_>) -> Option<At> {
    let first = reading.sentences.first().filter(|first| !first.words.is_empty());
    let Some(first) = first else {
        return reading.criteria.first().map(|at| unlabelled(reading, at));
    };
    let told_elsewhere = reading.role.as_ref().is_some_and(|role| role.passage == first.passage);
    let at = if told_elsewhere { reading.want.as_ref()? } else { first };
    let mut range = up_to_border(reading, at).words;
    let words = reading.passages[at.passage].words();
    let conditional = |at: &usize| words[*at].is_any(&["if", "when", "whenever", "unless"]);
    if range.clone().next().is_some_and(|first| conditional(&first))
        && let Some(comma) = range.clone().find(|at| words[*at].is(","))
        && comma + 1 < range.end
    {
        range.start = comma + 1;
    }
    let listings = &reading.passages[at.passage].listings;
    if let Some(listing) = listings.iter().find(|listing| range.contains(&listing.whole.start))
        && trim(words, range.start..listing.whole.start).len() > 2
        && words[listing.whole.start - 1].tag != Tag::Auxiliary
    {
        range.end = listing.whole.start;
    }
    let range = trim(words, range);
    if !words[range.clone()].iter().any(Word::is_content) {
        let told = |at: &&At| reading.words(at).iter().any(Word::is_content);
        let next = reading.sentences.iter().skip(1).find(told)?;
        let words = reading.passages[next.passage].words();
        return Some(At { passage: next.passage, words: trim(words, next.words.clone()) });
    }
    Some(At { passage: at.passage, words: range })
}

/// The words of a criterion behind "Scenario:" and the like.
fn unlabelled(reading: &Reading<'_>, at: &At) -> At {
    let words = reading.passages[at.passage].words();
    let colon = at.words.clone().take(5).find(|at| words[*at].is(":"));
    let range = trim(words, colon.map_or(at.words.start, |colon| colon + 1)..at.words.end);
    let given = range.clone().take(1).any(|at| words[at].is_any(&["given", "when"]));
    At { passage: at.passage, words: range.start + usize::from(given)..range.end }
}

/// What is wanted, with its details but without its reason; `None` for a card without words.
pub(super) fn wish(reading: &Reading<'_>) -> Option<At> {
    reading.want.as_ref().map(|want| up_to_border(reading, want)).filter(|at| !at.words.is_empty())
}

/// From where the wish begins to the first mark that ends it.
fn up_to_border(reading: &Reading<'_>, at: &At) -> At {
    let words = reading.passages[at.passage].words();
    let start = after_formula(words, at.words.clone());
    let passive = start > 0 && words[start - 1].is("be") && words[start].tag == Tag::Verb;
    let start = start - usize::from(passive);
    let border = (start + 1..at.words.end).find(|i| {
        words[*i].is_any(&[":", "(", "–", "—", ";", "->", "→", "?", "so"])
            || (words[*i].is("-") && words[*i].tag == Tag::Mark)
    });
    At { passage: at.passage, words: trim(words, start..border.unwrap_or(at.words.end)) }
}

/// Where the wish begins behind "we want to", "the baker wants", "it should be possible to".
fn after_formula(words: &[Word<'_>], range: Range<usize>) -> usize {
    const FAR: usize = 12;
    let next_is = |at: usize, forms: &[&str]| at + 1 < range.end && words[at + 1].is_any(forms);
    let wishes = |at: &usize| {
        let before =
            *at > range.start && (words[at - 1].tag.is_noun() || words[at - 1].tag == Tag::Pronoun);
        let possible = words[*at].is("possible") && words[range.start].is("it");
        let wants = words[*at].is_any(&["want", "wants", "need", "needs"]) && before;
        let would = words[*at].is("like") && *at > range.start && words[at - 1].is("would");
        let unsure =
            words[*at].is("know") && *at + 2 < range.end && next_is(*at, &["if", "whether"]);
        possible || unsure || ((wants || would) && *at + 2 < range.end)
    };
    let Some(wish) = range.clone().take(FAR).find(wishes) else { return range.start };
    let opens = |at: usize| words[at].is("to") || words[at].tag.opens_noun();
    if words[wish].is("know") {
        return wish + 2;
    }
    if words[wish].is("possible") {
        let to = (wish..range.end).take(FAR).find(|at| words[*at].is("to"));
        return to.map_or(range.start, |to| to + 1);
    }
    let mut start = wish + 1;
    if !opens(start) && !words[start].tag.is_noun() && words[start].tag != Tag::Adjective {
        return range.start;
    }
    if words[start].is("to") {
        start += 1;
        while start + 1 < range.end
            && (words[start].is("be") && next_is(start, &["able"])
                || words[start].is("able")
                || words[start].is("to"))
        {
            start += 1;
        }
    }
    start
}

/// The clause around some words: from where its wish begins to the next border after them.
pub(super) fn clause(reading: &Reading<'_>, at: &At) -> Range<usize> {
    let sentence = reading.sentence(at).words;
    let words = reading.passages[at.passage].words();
    let want = reading.want.as_ref().filter(|want| {
        want.passage == at.passage
            && want.words.start <= at.words.start
            && at.words.end <= want.words.end
    });
    let (start, end) =
        want.map_or((sentence.start, sentence.end), |want| (want.words.start, want.words.end));
    let border = |i: &usize| {
        words[*i]
            .is_any(&[",", ";", ":", "(", ")", ".", "!", "?", "–", "—", "but", "so", "because"])
            || (words[*i].is("and")
                && words.get(i + 1).is_some_and(|next| next.tag == Tag::Pronoun))
    };
    let start = (start..at.words.start)
        .rev()
        .find(|i| words[*i].is_any(&[";", ".", ":", "("]))
        .map_or(start, |i| i + 1);
    let start = after_formula(words, start..at.words.start.max(start));
    let end = (at.words.end..end).find(border).unwrap_or(end.max(at.words.end));
    start..end
}

/// The clause with some of its words replaced; `None` when that would be too long to be a title.
pub(super) fn replaced(reading: &Reading<'_>, at: &At, by: &str) -> Option<String> {
    let words = reading.passages[at.passage].words();
    let clause = clause(reading, at);
    let before = trim_end(words, clause.start..at.words.start);
    let text = format!("{} {} {}", say(&words[before]), by, say(&words[at.words.end..clause.end]));
    (text.chars().count() <= LONGEST_SLICE).then_some(text)
}

fn trim_end(words: &[Word<'_>], mut range: Range<usize>) -> Range<usize> {
    while range.end > range.start
        && words[range.end - 1].is_any(&[
            "either", "both", ",", "between", "whether", "e.g", "like", "(", "and", "or", "plus",
        ])
    {
        range.end -= 1;
    }
    range
}

/// A list of things with the last items that its commas did not reach: "gamepad, keyboard and touch".
pub(super) fn whole(reading: &Reading<'_>, passage: usize, listing: &Listing) -> Listing {
    const MOST_WORDS: usize = 6;
    let words = reading.passages[passage].words();
    let end = reading.sentence(&At { passage, words: listing.whole.clone() }).words.end;
    let mut whole = behind_verb(words, listing);
    while whole.joined == Joined::Nouns {
        let joints = (whole.whole.end..end)
            .take(2)
            .take_while(|at| words[*at].is_any(&[",", "and", "or"]))
            .count();
        let from = whole.whole.end + joints;
        let names = |at: &usize| {
            let word = &words[*at];
            word.tag.is_noun()
                || word.tag.opens_noun()
                || matches!(word.tag, Tag::Adjective | Tag::Other | Tag::Number)
                || word.is("of")
        };
        let to = from + (from..end).take_while(names).count();
        let joint = to.max(from + 1);
        let pair = joint < end && words[joint].is_any(&["and", "or"]);
        let more = (joint + 1..end).take_while(names).count();
        let to = if pair && more > 0 { joint + 1 + more } else { to };
        let ends = to == end
            || !words[to].is_spoken()
            || matches!(words[to].tag, Tag::Preposition | Tag::Subordinator)
            || words[to]
                .is_any(&["when", "if", "while", "that", "which", "who", "as", "before", "after"])
            || (joints == 1 && matches!(words[to].tag, Tag::Verb | Tag::Auxiliary))
            || words[to].is_any(&["and", "or", "so"]);
        let closes = |at: usize| {
            at == end
                || !words[at].is_spoken()
                || words[at].tag == Tag::Subordinator
                || words[at].is_any(&["when", "if", "while"])
        };
        let alone = from < end && closes(from + 1) && words[from].tag == Tag::Verb;
        let (to, ends) = if alone { (from + 1, true) } else { (to, ends) };
        let named = words[from.min(to)..to].last().is_some_and(|word| word.tag.is_noun()) || alone;
        if joints == 0 || !named || !ends || to - from > MOST_WORDS {
            break;
        }
        whole.items.push(from..to);
        whole.whole.end = to;
    }
    whole
}

/// "a route that avoids hills, roads and gravel": the verb stands before the list.
fn behind_verb(words: &[Word<'_>], listing: &Listing) -> Listing {
    let mut listing = listing.clone();
    let opens = |item: &Range<usize>| words[item.start].is("whether") && item.len() > 1;
    if let Some(at) = listing.items.iter().position(opens) {
        listing.items.drain(..at);
        listing.items[0].start += 1;
        listing.whole.start = listing.items[0].start;
    }
    let first = listing.items[0].clone();
    let relative = first.start > 0 && words[first.start - 1].is_any(&["that", "which", "who"]);
    if relative && listing.joined == Joined::Nouns && first.len() > 1 {
        listing.items[0].start += 1;
        listing.whole.start += 1;
    }
    listing
}

/// The items of a list as text.
pub(super) fn items(reading: &Reading<'_>, passage: usize, listing: &Listing) -> Vec<String> {
    let words = reading.passages[passage].words();
    listing
        .items
        .iter()
        .map(|item| say(&words[trim(words, item.clone())]))
        .filter(|item| item.chars().any(char::is_alphanumeric) && item != "please")
        .collect()
}

/// "a, b and c".
pub(super) fn enumerated(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} {conjunction} {last}", all.join(", ")),
    }
}

/// The words of a title that carry its meaning, in small letters.
pub(super) fn content(text: &str) -> BTreeSet<String> {
    const FILLERS: &[&str] = &[
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "and", "or", "as",
        "is", "are", "be", "it", "them", "they", "that", "first", "next", "other", "others",
        "another", "more", "most", "also", "now", "one", "then",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !FILLERS.contains(&word.as_str()))
        .collect()
}

/// As the beginning of a title: at most `most` characters, without the mark of a cut.
pub(super) fn stem(text: &str, most: usize) -> String {
    const OPENERS: &[&str] = &[
        "in", "on", "at", "for", "with", "by", "from", "to", "of", "and", "or", "that", "which",
        "who", "while", "when", "if", "so", "as", "until", "before", "after", "under", "instead",
    ];
    let short = brief(text, most);
    let Some(cut) = short.strip_suffix(" …") else { return short };
    let words: Vec<&str> = cut.split(' ').collect();
    let opener = words.iter().rposition(|word| OPENERS.contains(word)).filter(|at| *at > 1);
    let kept = opener.map_or(cut.to_owned(), |at| words[..at].join(" "));
    complete(&kept).to_owned()
}

/// Short enough to stand inside a question.
pub(super) fn brief(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return complete(text).to_owned();
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", complete(&text[..cut]))
}
