//! Words, sentences and parts of speech: the one place that knows the tagger.
//!
//! A text is read once, into [`Word`]s that borrow from it; everything else in this crate looks at
//! those words and never at the characters again. At most [`Text::LIMIT`] characters are read, in
//! linear time.
//!
//! Deliberately not here: anything about stories.

mod english;
mod lemma;
mod phrases;
mod tag;
mod token;

use std::borrow::Cow;
use std::ops::Range;

pub use english::is_english;
pub use phrases::{Found, Phrases};
pub use tag::Tag;

/// A stretch of text, counted in characters (Unicode scalar values), the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first character.
    pub from: u32,
    /// One past the last character.
    pub to: u32,
}

impl Span {
    /// The stretch from the start of `self` to the end of `last`.
    pub fn until(self, last: Self) -> Self {
        Self { from: self.from, to: last.to.max(self.from) }
    }

    /// The characters of `text` that the span covers.
    pub fn slice(self, text: &str) -> &str {
        let byte = |at: u32| text.char_indices().nth(at as usize).map_or(text.len(), |(b, _)| b);
        text.get(byte(self.from)..byte(self.to)).unwrap_or_default()
    }
}

/// A word, number, mark of punctuation or bullet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it stands in the text.
    pub text: &'a str,
    /// In lower case, with straight apostrophes.
    pub lower: Cow<'a, str>,
    /// The infinitive of a verb and the singular of a noun; otherwise the same as `lower`.
    pub lemma: Cow<'a, str>,
    /// Its part of speech.
    pub tag: Tag,
    /// Where it stands.
    pub span: Span,
    /// Whether it is the first on its line.
    pub starts_line: bool,
    byte: usize,
}

impl Word<'_> {
    /// Whether this is the word `lower`, whatever its case.
    pub fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }

    /// Whether this is one of these words, whatever its case.
    pub fn is_any(&self, lower: &[&str]) -> bool {
        lower.contains(&self.lower.as_ref())
    }

    /// Whether it says what something is about: a noun, a verb that is no wish, an adjective.
    pub fn is_content(&self) -> bool {
        const EMPTY: &[&str] = &[
            "want", "need", "like", "wish", "be", "have", "do", "get", "use", "able", "let", "make",
        ];
        let open = self.tag.is_noun() || matches!(self.tag, Tag::Verb | Tag::Adjective);
        open && !EMPTY.contains(&self.lemma.as_ref())
    }

    /// Whether it is written with a capital first letter.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a word or number, not punctuation, a symbol or a bullet.
    pub fn is_spoken(&self) -> bool {
        !matches!(self.tag, Tag::Mark | Tag::Symbol | Tag::Bullet)
    }
}

/// A text as words and sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text<'a> {
    source: &'a str,
    words: Vec<Word<'a>>,
    sentences: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    /// How many characters are read; what comes after them is ignored.
    pub const LIMIT: usize = 4_000;

    /// Reads a text. Any text is fine; what is not English gets less useful tags.
    pub fn read(source: &'a str) -> Self {
        let end = source.char_indices().nth(Self::LIMIT).map_or(source.len(), |(byte, _)| byte);
        let source = &source[..end];
        let mut words = token::words(source);
        let sentences = token::sentences(&words);
        for sentence in &sentences {
            tag::tag(&mut words[sentence.clone()]);
        }
        Self { source, words, sentences }
    }

    /// Every word in order, punctuation included.
    pub fn words(&self) -> &[Word<'a>] {
        &self.words
    }

    /// The sentences as ranges of [`Text::words`]. Together they cover all words. A bullet, a
    /// blank line and a new line with a capital letter begin a sentence too.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The sentence that contains a word.
    pub fn sentence_of(&self, word: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.end <= word);
        self.sentences.get(at).cloned().unwrap_or(word..word)
    }

    /// The characters from the first to the last of these words.
    pub fn slice(&self, words: Range<usize>) -> &'a str {
        let Some(words) = self.words.get(words) else { return "" };
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => &self.source[first.byte..last.byte + last.text.len()],
            _ => "",
        }
    }

    /// Where these words stand.
    pub fn span(&self, words: Range<usize>) -> Span {
        let Some(words) = self.words.get(words) else { return Span { from: 0, to: 0 } };
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.until(last.span),
            _ => Span { from: 0, to: 0 },
        }
    }

    /// How many words and numbers there are, punctuation left out.
    pub fn len(&self) -> usize {
        self.words.iter().filter(|word| word.is_spoken()).count()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        !self.words.iter().any(Word::is_spoken)
    }

    /// Whether this is English, as far as one can tell; see [`is_english`].
    pub fn is_english(&self) -> bool {
        english::reads_as_english(self)
    }
}

#[cfg(test)]
mod tests;
