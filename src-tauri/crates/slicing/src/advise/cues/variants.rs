//! Variations in data and interface, and major effort (Lawrence; SPIDR): lists of like things, and
//! nouns that hide such a list.

use std::ops::Range;

use crate::advise::lexicon::Sense;
use crate::advise::listing::{Joined, Listing};
use crate::advise::reading::{At, Mark, Passage, Reading};
use crate::advise::scales::{Cue, Scales};
use crate::language::Tag;
use crate::model::Pattern::{DataVariations, InterfaceVariations, MajorEffort, SimpleComplex};

const FORMATS: Cue = Cue { pattern: DataVariations, weight: 64, says: "are formats or languages" };
const KINDS: Cue = Cue { pattern: DataVariations, weight: 50, says: "are kinds of data" };
const TWO_KINDS: Cue = Cue { pattern: DataVariations, weight: 26, says: "are two kinds of data" };
const ALL_KINDS: Cue = Cue { pattern: DataVariations, weight: 50, says: "is a list in disguise" };
const ALL: Cue =
    Cue { pattern: DataVariations, weight: 30, says: "leaves open how many kinds there are" };
const GENERIC: Cue =
    Cue { pattern: DataVariations, weight: 38, says: "is a broad word for many fields or kinds" };
const SOME_OTHERS: Cue = Cue { pattern: DataVariations, weight: 46, says: "tells kinds apart" };
const LIKE_DATA: Cue =
    Cue { pattern: DataVariations, weight: 32, says: "can be taken one at a time" };
const WAYS: Cue = Cue { pattern: InterfaceVariations, weight: 64, says: "are different ways in" };
const TWO_WAYS: Cue = Cue { pattern: InterfaceVariations, weight: 54, says: "are two ways in" };
const SCATTERED_WAYS: Cue =
    Cue { pattern: InterfaceVariations, weight: 34, says: "is one of several ways in" };
const WIDGET: Cue =
    Cue { pattern: InterfaceVariations, weight: 38, says: "is a rich way to do it" };
const ALIKE: Cue =
    Cue { pattern: MajorEffort, weight: 66, says: "are alike once the first one works" };
const REST: Cue =
    Cue { pattern: MajorEffort, weight: 70, says: "says that the first one carries the effort" };
const VENDORS: Cue =
    Cue { pattern: MajorEffort, weight: 40, says: "are alike once the first one works" };
const NAMED: Cue =
    Cue { pattern: MajorEffort, weight: 56, says: "look alike once the first one works" };
const CONSIDERED: Cue =
    Cue { pattern: SimpleComplex, weight: 46, says: "can each be considered later" };
const FEATURES: Cue = Cue { pattern: SimpleComplex, weight: 36, says: "can each be added later" };

pub(super) fn weigh(reading: &Reading<'_>, scales: &mut Scales) {
    for (passage, listing) in reading.listings() {
        if listing.joined == Joined::Nouns {
            nouns(reading, passage, listing, scales);
        }
    }
    for at in reading.marks(Sense::Universal) {
        universal(reading, at, scales);
    }
    for at in reading.marks(Sense::Generic) {
        if is_object(reading, &at) {
            scales.add(&GENERIC, at);
        }
    }
    for at in reading.marks(Sense::Widget) {
        scales.add(&WIDGET, at);
    }
    for at in reading.marks(Sense::Rest) {
        let cue = if reading.words(&at).len() > 1 { &REST } else { &VENDORS };
        if cue == &REST {
            scales.add(cue, at);
        }
    }
    scattered(reading, scales);
    for sentence in &reading.sentences {
        some_others(reading, sentence, scales);
    }
}

fn nouns(reading: &Reading<'_>, passage: usize, listing: &Listing, scales: &mut Scales) {
    let content = &reading.passages[passage];
    let items = listing.items.len();
    let most = |count: usize| count * 2 > items || (items > 2 && count * 2 == items);
    let with = |senses: &[Sense]| {
        let carries =
            |item: &&Range<usize>| senses.iter().any(|sense| heads(content, item, *sense));
        listing.items.iter().filter(carries).count()
    };
    if super::operations::are_operations(reading, passage, listing)
        || most(with(&[Sense::Person, Sense::Everyone]))
    {
        return;
    }
    if most(with(&[Sense::Failure])) && items > 1 {
        return;
    }
    let vendors = with(&[Sense::Provider]);
    let ways = with(&[Sense::Channel, Sense::Entry]);
    let formats = with(&[Sense::Format]);
    if most(vendors) && vendors >= formats && vendors >= ways {
        scales.add_listing(&ALIKE, passage, listing);
        scales.add_listing(&LIKE_DATA, passage, listing);
    } else if most(formats) && formats >= ways {
        scales.add_listing(&FORMATS, passage, listing);
    } else if most(ways) {
        scales.add_listing(if items > 2 { &WAYS } else { &TWO_WAYS }, passage, listing);
        scales.add_listing(&LIKE_DATA, passage, listing);
    } else if most(names(content, listing)) {
        let sentence = reading.sentence(&At { passage, words: listing.whole.clone() }).words;
        let alike = connects(content, &sentence, listing);
        scales.add_listing(if alike { &NAMED } else { &VENDORS }, passage, listing);
        scales.add_listing(if items > 2 { &KINDS } else { &TWO_KINDS }, passage, listing);
    } else {
        plain(reading, passage, listing, scales);
    }
}

/// Whether the item is such a thing, not merely about one: "letters", but not "letter templates".
fn heads(content: &Passage<'_>, item: &Range<usize>, sense: Sense) -> bool {
    let led = content.words()[item.start].tag == Tag::Preposition;
    content.marks_in(item).any(|mark| {
        mark.sense == sense
            && (led || mark.words.end == item.end || is_possessed(content, item, mark))
    })
}

/// "pictures from the gallery", "people in a hurry": the head before a preposition.
fn is_possessed(content: &Passage<'_>, item: &Range<usize>, mark: &Mark) -> bool {
    let next = content.words().get(mark.words.end);
    mark.words.end < item.end
        && next.is_some_and(|next| !next.tag.is_noun() && next.tag != Tag::Verb)
}

/// How many items are names inside the sentence: brands, mostly.
fn names(content: &Passage<'_>, listing: &Listing) -> usize {
    let is_name = |item: &&Range<usize>| {
        let head = &content.words()[item.start];
        head.is_capitalised() && !head.starts_line
    };
    listing.items.iter().filter(is_name).count()
}

/// Whether the words before the list connect the product to something outside.
fn connects(content: &Passage<'_>, sentence: &Range<usize>, listing: &Listing) -> bool {
    const CONNECT: &[&str] = &[
        "connect",
        "integrate",
        "sync",
        "synchronise",
        "synchronize",
        "support",
        "pay",
        "sign",
        "print",
        "export",
        "post",
        "list",
        "log",
        "login",
        "ship",
        "deploy",
        "publish",
        "back",
        "backup",
        "interface",
        "send",
        "accept",
        "via",
        "link",
        "pull",
        "push",
        "read",
        "fetch",
        "import",
        "transfer",
        "share",
        "use",
        "call",
        "run",
        "control",
        "talk",
        "order",
        "book",
        "sell",
        "upload",
        "sign-in",
        "authenticate",
        "charge",
        "stream",
        "forward",
        "through",
        "at",
    ];
    let lead = &content.words()[sentence.start.min(listing.whole.start)..listing.whole.start];
    lead.iter().any(|word| {
        CONNECT.contains(&word.lemma.as_ref()) || CONNECT.contains(&word.lower.as_ref())
    })
}

fn plain(reading: &Reading<'_>, passage: usize, listing: &Listing, scales: &mut Scales) {
    let content = &reading.passages[passage];
    let lead = listing.whole.start.saturating_sub(3)..listing.whole.start;
    let whole_lead = reading.sentence(&At { passage, words: listing.whole.clone() }).words.start
        ..listing.whole.start;
    if content.has(Sense::Ambition, &lead)
        || content.words()[lead.clone()]
            .iter()
            .any(|word| word.lower.starts_with("consider") || word.lower.starts_with("respect"))
    {
        scales.add_listing(&CONSIDERED, passage, listing);
    } else if content.words()[lead].iter().any(|word| word.is_any(&["including", "plus", "also"])) {
        scales.add_listing(&FEATURES, passage, listing);
    } else if listing.items.len() > 2 {
        scales.add_listing(&KINDS, passage, listing);
        if content.has(Sense::Vast, &whole_lead) || content.has(Sense::Ambition, &whole_lead) {
            scales.add_listing(&FEATURES, passage, listing);
        }
    } else if !content.has(Sense::Rule, &listing.whole) {
        scales.add_listing(&TWO_KINDS, passage, listing);
    }
}

/// "all common formats", "any kind of goods", "all exhibits".
fn universal(reading: &Reading<'_>, at: At, scales: &mut Scales) {
    let content = &reading.passages[at.passage];
    let words = content.words();
    if reading.is_role(&at) || content.has(Sense::Everyone, &(at.words.start..at.words.end + 1)) {
        return;
    }
    let mut end = at.words.end;
    while end < words.len()
        && end < at.words.end + 4
        && (words[end].tag.is_noun() || words[end].tag.opens_noun() || words[end].is("of"))
    {
        end += 1;
    }
    let phrase = at.words.start..end;
    let plural =
        words[phrase.clone()].iter().any(|word| word.tag == Tag::Noun && word.lower != word.lemma);
    let is_any = words[at.words.start].is_any(&[
        "all",
        "any",
        "various",
        "different",
        "arbitrary",
        "diverse",
        "every",
    ]);
    let person = content.has(Sense::Person, &phrase) || content.has(Sense::Load, &phrase);
    if at.words.len() == phrase.len() || person {
        return;
    }
    let phrase_at = At { passage: at.passage, words: phrase.clone() };
    if content.has(Sense::Kind, &phrase) && (plural || is_any) {
        scales.add(&ALL_KINDS, phrase_at);
    } else if plural && is_any {
        scales.add(&ALL, phrase_at);
    }
}

/// Whether these words are what the main verb acts on, as far as one can tell.
fn is_object(reading: &Reading<'_>, at: &At) -> bool {
    let words = reading.passages[at.passage].words();
    let next = words.get(at.words.end);
    let is_modifier = next.is_some_and(|next| next.tag.is_noun());
    let before = &words[at.words.start.saturating_sub(4)..at.words.start];
    let after_verb =
        before.iter().any(|word| word.tag == Tag::Verb || word.is_any(&["for", "of", "in"]));
    after_verb && !is_modifier && words[at.words.start].tag == Tag::Noun && !reading.is_role(at)
}

/// Ways in that stand in different clauses.
fn scattered(reading: &Reading<'_>, scales: &mut Scales) {
    if scales.has(&WAYS) || scales.has(&TWO_WAYS) {
        return;
    }
    let entries: Vec<At> = reading
        .marks(Sense::Entry)
        .chain(reading.marks(Sense::Channel))
        .filter(|at| !reading.is_role(at))
        .collect();
    let mut forms: Vec<_> = entries.iter().map(|at| reading.slice(at).to_lowercase()).collect();
    forms.sort();
    forms.dedup();
    if forms.len() >= 2 {
        for at in entries {
            scales.add(&SCATTERED_WAYS, at);
        }
    }
}

/// "Some by county, others by town".
fn some_others(reading: &Reading<'_>, sentence: &At, scales: &mut Scales) {
    let words = reading.words(sentence);
    let find = |forms: &[&str]| words.iter().position(|word| word.is_any(forms));
    if let (Some(some), Some(others)) = (find(&["some", "most"]), find(&["others", "other"]))
        && some < others
    {
        let from = sentence.words.start + some;
        scales.add(&SOME_OTHERS, At { passage: sentence.passage, words: from..sentence.words.end });
    }
}
