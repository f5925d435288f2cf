//! How a story is put: which words stand side by side.
//!
//! Which thing is named matters little to that: "when the parcel is late" and "when the train is
//! full" are put the same way. So the words that say what a card is about stand as parts of speech,
//! and only the words between them as themselves.

use std::ops::Range;

use crate::judge::{Field, is_of_body};
use crate::language::{Tag, Word};
use crate::story::Story;

/// Every two neighbours in the sentences of a story.
#[derive(Debug, Default)]
pub(super) struct Turns {
    put: Told,
    said: Told,
}

/// Sentences with a blank after each word: neighbours are slices of them.
#[derive(Debug, Default)]
struct Told {
    words: String,
    pairs: Vec<Range<usize>>,
}

impl Told {
    /// Adds a word after the one that starts at `before`; where it starts.
    fn add(&mut self, word: &str, before: Option<usize>) -> usize {
        let start = self.words.len();
        self.words.push_str(word);
        self.pairs.extend(before.map(|before| before..self.words.len()));
        self.words.push(' ');
        start
    }

    fn pairs(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|pair| &self.words[pair.clone()])
    }
}

impl Turns {
    /// Reads title and text without role, benefit and criteria, in linear time.
    pub(super) fn of(story: &Story<'_>) -> Self {
        let mut turns = Self::default();
        for (field, _, text) in story.fields().filter(|(field, ..)| *field != Field::Acceptance) {
            for sentence in text.sentences() {
                let words = sentence.clone().map(|at| &text.words()[at]).zip(sentence.clone());
                turns.read(words.map(|(word, at)| is_of_body(story, field, at).then_some(word)));
            }
        }
        turns
    }

    /// Reads one sentence; a word that is left out parts its neighbours.
    fn read<'w>(&mut self, words: impl Iterator<Item = Option<&'w Word<'w>>>) {
        let mut before = None;
        for word in words {
            match word {
                None => before = None,
                Some(word) if word.tag == Tag::Bullet => {}
                Some(word) => before = Some(self.add(word, before)),
            }
        }
    }

    fn add(&mut self, word: &Word<'_>, before: Option<(usize, usize)>) -> (usize, usize) {
        let (put, said) = before.unzip();
        (self.put.add(kind(word), put), self.said.add(lemma(word), said))
    }

    /// How they are put, such as "when NOUN" and "NOUN be", in the order of the text.
    pub(super) fn put(&self) -> impl Iterator<Item = &str> {
        self.put.pairs()
    }

    /// What they say, such as "be late", where that is not how they are put.
    pub(super) fn said(&self) -> impl Iterator<Item = &str> {
        let both = self.said.pairs().zip(self.put.pairs());
        both.filter(|(said, put)| said != put).map(|(said, _)| said)
    }
}

const NUMBER: &str = "NUMBER";

fn lemma<'w>(word: &'w Word<'_>) -> &'w str {
    if word.tag == Tag::Number { NUMBER } else { word.lemma.as_ref() }
}

/// The part of speech of a word that says what a card is about, otherwise the word.
fn kind<'w>(word: &'w Word<'_>) -> &'w str {
    match word.tag {
        _ if !word.is_content() => lemma(word),
        Tag::Verb => "VERB",
        Tag::Adjective => "ADJECTIVE",
        Tag::Name => "NAME",
        _ => "NOUN",
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;
    use crate::judge::Card;
    use crate::model::Kind;

    fn turns(title: &str, text: &str) -> Turns {
        let card = Card { title, text, acceptance: &["Given a lamp"], kind: Kind::Slice };
        Turns::of(&Story::read(&card))
    }

    fn put(title: &str, text: &str) -> String {
        turns(title, text).put().collect::<Vec<_>>().join(" | ")
    }

    fn check(title: &str, text: &str, expected: Expect) {
        expected.assert_eq(&put(title, text));
    }

    #[test]
    fn what_a_card_is_about_stands_as_parts_of_speech() {
        check(
            "Ring when the parcel is late, or after 3 days",
            "",
            expect![
                "NOUN when | when the | the NOUN | NOUN be | be ADJECTIVE | ADJECTIVE , | , or | or after | after NUMBER | NUMBER NOUN"
            ],
        );
    }

    #[test]
    fn sentences_fields_and_what_is_left_out_part_neighbours() {
        check(
            "Ring the bell",
            "- Loud. As a cook I want soup so that I eat",
            expect!["NOUN the | the NOUN | ADJECTIVE . | as a | i want | want NOUN"],
        );
    }

    #[test]
    fn stories_that_differ_in_their_things_alone_are_put_the_same_way() {
        assert_eq!(put("When the parcel is late", ""), put("When the train is full", ""));
    }

    #[test]
    fn what_is_said_is_told_where_it_is_not_how_it_is_put() {
        let turns = turns("Ring after 3 days, or after a week", "");
        let said: Vec<&str> = turns.said().collect();
        expect!["ring after | NUMBER day | day , | a week"].assert_eq(&said.join(" | "));
    }

    proptest! {
        #[test]
        fn any_text_has_fewer_pairs_than_words(title in "\\PC{0,60}", text in "\\PC{0,120}") {
            let card = Card { title: &title, text: &text, acceptance: &[], kind: Kind::Slice };
            let story = Story::read(&card);
            let words: usize = story.fields().map(|(_, _, text)| text.words().len()).sum();
            prop_assert!(Turns::of(&story).put().count() <= words.saturating_sub(1));
        }
    }
}
