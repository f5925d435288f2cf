//! The parts that a story offers where no cue points at them: rows, details and amounts.

use std::ops::Range;

use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::phrasing::{brief, inner, say, whole, wish};
use crate::advise::reading::{At, Reading, trim};
use crate::language::{Tag, Word};

/// Parts that stand side by side: bullets, the pieces of a sentence, the items of a list.
pub(super) struct Row {
    passage: usize,
    items: Vec<Range<usize>>,
}

impl Row {
    /// The longest piece, in words, that still reads as a title.
    const LONGEST: usize = 14;

    /// The row of a story, if it has one: bullets before pieces before a list.
    pub(super) fn of(reading: &Reading<'_>) -> Option<Self> {
        Self::bullets(reading).or_else(|| Self::pieces(reading))
    }

    fn bullets(reading: &Reading<'_>) -> Option<Self> {
        let passage = reading.sentences.iter().find(|at| is_bullet(reading, at))?.passage;
        let words = reading.passages[passage].words();
        let bullets = reading.sentences.iter().filter(|at| at.passage == passage);
        let items = bullets
            .filter(|at| is_bullet(reading, at))
            .map(|at| trim(words, at.words.start + 1..at.words.end));
        Self::sound(passage, words, items.collect(), 2)
    }

    fn pieces(reading: &Reading<'_>) -> Option<Self> {
        let sentences = reading.sentences.iter().enumerate();
        sentences.filter(|(_, at)| !reading.is_benefit(at)).find_map(|(nth, at)| {
            let words = reading.passages[at.passage].words();
            let end = reading
                .benefit
                .as_ref()
                .filter(|benefit| {
                    benefit.passage == at.passage && at.words.contains(&benefit.words.start)
                })
                .map_or(at.words.end, |benefit| benefit.words.start);
            let colon = (at.words.start..end).find(|i| words[*i].is_any(&[":", "–", "—"]));
            let from = match colon {
                Some(colon) => colon + 1,
                None if nth > 0 => at.words.start,
                None => return None,
            };
            let stops = (from..end).find(|i| words[*i].is_any(&["(", ".", "!", ")", "?"]));
            let items = cut(words, from..stops.unwrap_or(end));
            let enough = if colon.is_some() && is_parted(&words[from..end]) { 2 } else { 3 };
            Self::sound(at.passage, words, items, enough)
        })
    }

    /// The clauses of the sentence around a list of clauses, the last one included.
    pub(super) fn clauses(reading: &Reading<'_>, at: &At) -> Option<Self> {
        let words = reading.passages[at.passage].words();
        let sentence = reading.sentence(at).words;
        let items = cut(words, at.words.start..sentence.end);
        let row = Self::sound(at.passage, words, items, 2)?;
        let whole = row.items.iter().all(|item| item.len() > 2);
        (whole && row.tells(reading)).then_some(row)
    }

    fn sound(
        passage: usize,
        words: &[Word<'_>],
        items: Vec<Range<usize>>,
        enough: usize,
    ) -> Option<Self> {
        let fits = |item: &Range<usize>| {
            item.len() <= Self::LONGEST
                && words[item.clone()].iter().any(Word::is_content)
                && !words[item.start].is_any(&["which", "who", "that", "but", "not", "where"])
        };
        (items.len() >= enough && items.iter().all(fits)).then_some(Self { passage, items })
    }

    /// The parts as text.
    pub(super) fn said(&self, reading: &Reading<'_>) -> Vec<String> {
        let words = reading.passages[self.passage].words();
        let said = |item: &Range<usize>| {
            let text = brief(&say(&words[item.clone()]), 70);
            if words[item.start].tag == Tag::Name { text } else { inner(&text) }
        };
        self.items.iter().map(said).collect()
    }

    /// How many parts there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether most parts begin with a verb, also one that looks like a noun: "shift it".
    pub(super) fn acts(&self, reading: &Reading<'_>) -> bool {
        let words = reading.passages[self.passage].words();
        let acts = |item: &&Range<usize>| {
            let object = words.get(item.start + 1).filter(|_| item.len() > 1);
            let has_object = object.is_some_and(|next| {
                matches!(next.tag, Tag::Determiner | Tag::Pronoun) && !next.is_any(&["that"])
            });
            words[item.start].tag == Tag::Verb || (words[item.start].tag == Tag::Noun && has_object)
        };
        self.items.iter().filter(acts).count() * 2 > self.items.len()
    }

    /// Whether every part names a thing, so that "with" can stand before it.
    pub(super) fn names(&self, reading: &Reading<'_>) -> bool {
        let words = reading.passages[self.passage].words();
        self.items.iter().all(|item| is_thing(&words[item.clone()]))
    }

    /// Whether most parts tell what happens.
    pub(super) fn tells(&self, reading: &Reading<'_>) -> bool {
        let words = reading.passages[self.passage].words();
        let tells = |item: &&Range<usize>| {
            words[(*item).clone()].iter().any(|word| matches!(word.tag, Tag::Verb | Tag::Auxiliary))
        };
        self.items.iter().filter(tells).count() * 2 > self.items.len()
    }

    /// Whether most parts carry one of these senses.
    pub(super) fn is_mostly(&self, reading: &Reading<'_>, senses: &[Sense]) -> bool {
        let content = &reading.passages[self.passage];
        let carries = |item: &&Range<usize>| senses.iter().any(|sense| content.has(*sense, item));
        self.items.iter().filter(carries).count() * 2 > self.items.len()
    }
}

/// Whether these words are a noun with what describes it.
pub(super) fn is_thing(words: &[Word<'_>]) -> bool {
    let begins = words.first().is_some_and(|word| word.tag.is_noun() || word.tag.opens_noun());
    begins && !words.iter().any(|word| word.is_any(&["no", "not", "she", "he", "they", "i"]))
}

fn is_bullet(reading: &Reading<'_>, at: &At) -> bool {
    reading.words(at).first().is_some_and(|word| word.tag == Tag::Bullet)
}

fn is_parted(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| word.is_any(&[";", "/", "->", "→"]))
}

/// The pieces between commas, or between stronger marks when there are any.
fn cut(words: &[Word<'_>], range: Range<usize>) -> Vec<Range<usize>> {
    let strong = is_parted(&words[range.clone()]);
    let separates = |at: usize| {
        if strong { is_parted(&words[at..at + 1]) } else { words[at].is(",") }
    };
    let mut pieces = Vec::new();
    let mut start = range.start;
    for at in range.clone().chain([range.end]) {
        if at == range.end || separates(at) {
            let piece = trim(words, start..at);
            let opens = piece.start < piece.end
                && words[piece.start].is_any(&[
                    "and",
                    "or",
                    "then",
                    "also",
                    "finally",
                    "afterwards",
                    "later",
                ]);
            let piece = trim(words, piece.start + usize::from(opens)..piece.end);
            if !piece.is_empty() {
                pieces.push(piece);
            }
            start = at + 1;
        }
    }
    if let Some(last) = pieces.pop() {
        pieces.extend(joined_last(words, last, strong || pieces.is_empty()));
    }
    pieces
}

/// "hire purchase and gift card" at the end of a row is two parts.
fn joined_last(words: &[Word<'_>], last: Range<usize>, whole: bool) -> Vec<Range<usize>> {
    let joint = last.clone().find(|at| words[*at].is_any(&["and", "or"]));
    match joint {
        Some(at) if !whole && at > last.start && at + 1 < last.end => {
            vec![last.start..at, at + 1..last.end]
        }
        _ => vec![last],
    }
}

/// The heaviest list of things that no cue explains: the one with most items.
pub(super) fn things<'r>(reading: &'r Reading<'_>) -> Option<(usize, &'r Listing)> {
    reading
        .listings()
        .filter(|(passage, listing)| {
            let at = At { passage: *passage, words: listing.whole.clone() };
            let negates =
                |item: &Range<usize>| reading.passages[*passage].words()[item.start].is("no");
            listing.joined == Joined::Nouns
                && !reading.is_role(&at)
                && !listing.items.iter().any(negates)
        })
        .max_by_key(|(_, listing)| listing.items.len())
}

/// Words that open a detail of a wish, without which the wish is still a wish.
const DETAILS: &[&str] = &[
    "with",
    "without",
    "including",
    "near",
    "according",
    "based",
    "even",
    "while",
    "when",
    "if",
    "unless",
    "until",
    "before",
    "after",
    "within",
    "per",
    "across",
    "plus",
    "whenever",
    "depending",
];

/// "Uploading receipts is fast" → "Upload receipts": what somebody does, where the wish only says
/// how it should be.
pub(super) fn deed_of_subject(reading: &Reading<'_>) -> Option<String> {
    let places = wish(reading).into_iter().chain(reading.sentences.first().cloned());
    places.into_iter().find_map(|at| deed_in(reading.words(&at)))
}

fn deed_in(words: &[Word<'_>]) -> Option<String> {
    let is = words
        .iter()
        .position(|word| word.is_any(&["is", "are", "must", "should", "shall", "has", "needs"]))?;
    let (first, rest) = words[..is].split_first()?;
    let stem = first.lower.strip_suffix("ing").filter(|stem| stem.len() > 2)?;
    let verb = if first.tag == Tag::Verb { first.lemma.as_ref() } else { stem };
    (!rest.is_empty()).then(|| format!("{verb} {}", say(rest)))
}

/// The wish without its details, then with one of them each; empty when it has none.
pub(super) fn details(reading: &Reading<'_>) -> Vec<String> {
    let Some(At { passage, words: range }) = wish(reading) else { return Vec::new() };
    let words = reading.passages[passage].words();
    let opens = |at: &usize| words[*at].is_any(DETAILS);
    let Some(first) = range.clone().skip(2).find(opens) else { return Vec::new() };
    let head = trim(words, range.start..first);
    let named = words[head.clone()].iter().any(|word| word.tag.is_noun());
    let dangles = words[head.clone()].last().is_none_or(|word| {
        word.tag != Tag::Noun && word.tag != Tag::Name && word.tag != Tag::Adverb
    });
    let deed = deed_of_subject(reading);
    if deed.is_none() && (!named || dangles || head.len() < 2) {
        return Vec::new();
    }
    let core = deed.unwrap_or_else(|| say(&words[head]));
    let listings = &reading.passages[passage].listings;
    let listed = |at: usize| {
        let around = listings.iter().find(|listing| listing.whole.contains(&at))?;
        (around.joined == Joined::Nouns).then(|| whole(reading, passage, around).whole.end)
    };
    let mut versions = vec![core.clone()];
    let mut from = first;
    while from < range.end {
        let stop = |at: &usize| opens(at) || words[*at].is_any(&[",", ";", "and", "but"]);
        let end = (from + 1..range.end).find(stop).unwrap_or(range.end);
        let end = listed(end).map_or(end, |end| end.min(range.end));
        let detail = trim(words, from..end);
        if detail.len() > 1 && words[detail.start].is_any(DETAILS) {
            versions.push(format!("{core}{} {}", joint(&words[detail.start]), say(&words[detail])));
        }
        from = end.max(from + 1);
    }
    versions
}

/// What joins a detail to its wish, so that the whole says what is new: "only after".
fn joint(opens: &Word<'_>) -> &'static str {
    if opens.is_any(&["with", "without", "including", "plus", "even"]) {
        ", now"
    } else if opens.is_any(&["after", "before", "if", "when", "until", "within"]) {
        " only"
    } else {
        ""
    }
}

/// "nine interface languages": how many of what.
pub(super) fn amount(reading: &Reading<'_>) -> Option<(At, String)> {
    const UNITS: &[&str] = &[
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "euro",
        "pound",
        "dollar",
        "percent",
        "cent",
        "time",
        "metre",
        "kilometre",
        "km",
        "kg",
        "point",
    ];
    const NAMED: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    let wish = wish(reading)?;
    let words = reading.passages[wish.passage].words();
    let number = wish.words.clone().find(|at| {
        let digits = words[*at].lower.parse::<u32>();
        words[*at].tag == Tag::Number
            && digits.map_or(words[*at].is_any(NAMED), |number| (2..=20).contains(&number))
    })?;
    let noun = |at: &usize| {
        words[*at].tag == Tag::Noun
            && words[*at].lemma != words[*at].lower
            && !UNITS.contains(&words[*at].lemma.as_ref())
    };
    let end = (number + 1..wish.words.end)
        .take(4)
        .take_while(|at| words[*at].tag.is_noun() || words[*at].tag == Tag::Adjective)
        .filter(noun)
        .last()?;
    let kind = say(&words[number + 1..end + 1]);
    Some((At { passage: wish.passage, words: number..end + 1 }, kind))
}
