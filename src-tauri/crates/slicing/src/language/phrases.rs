//! Lists of words and phrases, found in one pass.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Word;

/// Phrases in lower case, each with what it means to the caller. A phrase matches a word by its
/// form or its lemma; of two phrases at one place the longer wins.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
    sieve: Sieve,
}

/// Which lengths the first words have that begin with each byte: most words of a text begin no
/// phrase, and this tells it without a look into the table.
#[derive(Debug)]
struct Sieve([u32; 256]);

impl Sieve {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut lengths = [0; 256];
        for word in words {
            if let Some(first) = word.bytes().next() {
                lengths[usize::from(first)] |= Self::bit(word);
            }
        }
        Self(lengths)
    }

    fn bit(word: &str) -> u32 {
        1 << word.len().min(31)
    }

    fn lets_through(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| self.0[usize::from(first)] & Self::bit(word) != 0)
    }
}

/// A phrase in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// Which of the words it covers.
    pub words: Range<usize>,
    /// What it means.
    pub meaning: T,
}

impl<T: Copy> Phrases<T> {
    /// Reads lists of phrases, separated by commas or line ends, with one meaning for each list.
    pub fn new(lists: &[(&'static str, T)]) -> Self {
        let mut by_first = FxHashMap::<_, Vec<(Vec<&'static str>, T)>>::default();
        for (list, meaning) in lists {
            for phrase in list.split([',', '\n']) {
                let mut words = phrase.split_whitespace();
                if let Some(first) = words.next() {
                    by_first.entry(first).or_default().push((words.collect(), *meaning));
                }
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let sieve = Sieve::of(by_first.keys().copied());
        Self { by_first, sieve }
    }

    /// The longest phrase that begins at a word.
    pub fn at(&self, words: &[Word<'_>], at: usize) -> Option<Found<T>> {
        let first = words.get(at)?;
        let as_it_stands = self.starting(&first.lower, words, at);
        as_it_stands.or_else(|| {
            let inflected = first.lemma != first.lower;
            inflected.then(|| self.starting(&first.lemma, words, at)).flatten()
        })
    }

    fn starting(&self, first: &str, words: &[Word<'_>], at: usize) -> Option<Found<T>> {
        let rest_of = |rest: &[&str]| {
            let following = words.get(at + 1..at + 1 + rest.len())?;
            let matches =
                |(word, form): (&Word<'_>, &&str)| word.lower == **form || word.lemma == **form;
            following.iter().zip(rest).all(matches).then_some(at..at + 1 + rest.len())
        };
        let phrases = self.sieve.lets_through(first).then(|| self.by_first.get(first))??;
        phrases.iter().find_map(|(rest, meaning)| {
            rest_of(rest).map(|words| Found { words, meaning: *meaning })
        })
    }

    /// Every phrase in order, none overlapping another.
    pub fn find<'t>(&'t self, words: &'t [Word<'_>]) -> impl Iterator<Item = Found<T>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < words.len() {
                if let Some(found) = self.at(words, at) {
                    at = found.words.end;
                    return Some(found);
                }
                at += 1;
            }
            None
        })
    }

    /// Whether any phrase occurs.
    pub fn occur_in(&self, words: &[Word<'_>]) -> bool {
        self.find(words).next().is_some()
    }
}
