//! Words, sentences and parts of speech: the one place that knows the tagger.
//!
//! Deliberately not here: anything about stories.

/// A stretch of text, counted in characters (Unicode scalar values), the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first character.
    pub from: u32,
    /// One past the last character.
    pub to: u32,
}
