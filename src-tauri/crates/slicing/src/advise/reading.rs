//! A card as the advisor sees it: its passages, the marks that the lexicon leaves on them, its
//! lists, its criteria, and what the story is about.

use std::ops::Range;

use super::lexicon::{self, Sense};
use super::listing::{self, Listing};
use crate::judge::{Card, Field, Place};
use crate::language::{Tag, Text, Word};

/// Words of one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub(super) passage: usize,
    pub(super) words: Range<usize>,
}

/// A word or phrase of the lexicon, where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) sense: Sense,
    pub(super) words: Range<usize>,
}

/// One text of the card.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) field: Field,
    pub(super) item: u32,
    pub(super) text: Text<'a>,
    pub(super) marks: Vec<Mark>,
    pub(super) listings: Vec<Listing>,
}

impl<'a> Passage<'a> {
    fn read(field: Field, item: u32, source: &'a str) -> Self {
        let text = Text::read(source);
        let marks = marks(text.words());
        Self { field, item, text, marks, listings: Vec::new() }
    }

    pub(super) fn words(&self) -> &[Word<'a>] {
        self.text.words()
    }

    /// Whether a mark of this sense lies within these words.
    pub(super) fn has(&self, sense: Sense, within: &Range<usize>) -> bool {
        self.marks_in(within).any(|mark| mark.sense == sense)
    }

    /// The marks that lie within these words.
    pub(super) fn marks_in<'s>(
        &'s self,
        within: &'s Range<usize>,
    ) -> impl Iterator<Item = &'s Mark> + 's {
        let from = self.marks.partition_point(|mark| mark.words.start < within.start);
        self.marks[from..]
            .iter()
            .take_while(|mark| mark.words.start < within.end)
            .filter(|mark| mark.words.end <= within.end)
    }
}

fn marks(words: &[Word<'_>]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for at in 0..words.len() {
        lexicon::senses_at(words, at, |sense, len| {
            let mark = Mark { sense, words: at..at + len };
            if marks.last() != Some(&mark) {
                marks.push(mark);
            }
        });
        let known = marks.iter().rev().take_while(|mark| mark.words.start == at);
        if lexicon::is_agent(&words[at])
            && !known.into_iter().any(|mark| mark.sense == Sense::Person)
        {
            marks.push(Mark { sense: Sense::Person, words: at..at + 1 });
        }
    }
    marks
}

/// A card, read.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) passages: Vec<Passage<'a>>,
    /// Sentences outside the acceptance criteria.
    pub(super) sentences: Vec<At>,
    /// The acceptance criteria, wherever they stand.
    pub(super) criteria: Vec<At>,
    /// The words after "As a".
    pub(super) role: Option<At>,
    /// What is wanted, from its verb to before the benefit; without the form of a story, the first
    /// sentence.
    pub(super) want: Option<At>,
    /// Why it is wanted.
    pub(super) benefit: Option<At>,
}

impl<'a> Reading<'a> {
    /// How many acceptance criteria are looked at.
    const MOST_CRITERIA: usize = 40;

    /// Reads a card in linear time; each text is cut at [`Text::LIMIT`].
    pub(super) fn of(card: &Card<'a>) -> Self {
        let mut passages = vec![
            Passage::read(Field::Title, 0, card.title),
            Passage::read(Field::Text, 0, card.text),
        ];
        let criteria = card.acceptance.iter().take(Self::MOST_CRITERIA).zip(0..);
        passages.extend(criteria.map(|(text, item)| Passage::read(Field::Acceptance, item, text)));
        let mut reading = Self {
            passages,
            sentences: Vec::new(),
            criteria: Vec::new(),
            role: None,
            want: None,
            benefit: None,
        };
        reading.sort_sentences();
        reading.find_story();
        reading.find_listings();
        reading
    }

    fn sort_sentences(&mut self) {
        for (passage, content) in self.passages.iter().enumerate() {
            if content.field == Field::Acceptance {
                let words = 0..content.words().len();
                if !content.text.is_empty() {
                    self.criteria.push(At { passage, words });
                }
                continue;
            }
            let mut sorter = CriteriaSorter::default();
            for sentence in content.text.sentences() {
                let at = At { passage, words: sentence.clone() };
                match sorter.sort(content.words(), sentence) {
                    Place3::Criterion => self.criteria.push(at),
                    Place3::Heading => {}
                    Place3::More => {
                        if let Some(last) = self.criteria.last_mut() {
                            last.words.end = sentence.end;
                        }
                    }
                    Place3::Sentence => self.sentences.push(at),
                }
            }
        }
        self.criteria.truncate(Self::MOST_CRITERIA);
    }

    fn find_story(&mut self) {
        for at in &self.sentences {
            let words = self.passages[at.passage].words();
            let Some(story) = Story::find(words, at.words.clone()) else { continue };
            let within = |words| At { passage: at.passage, words };
            self.role = story.role.map(within);
            self.want = Some(within(story.want));
            self.benefit = story.benefit.map(within);
            return;
        }
        if let Some(at) = self.sentences.first() {
            let words = self.passages[at.passage].words();
            let (want, benefit) = split_benefit(words, at.words.clone());
            self.want = Some(At { passage: at.passage, words: want });
            self.benefit = benefit.map(|words| At { passage: at.passage, words });
        }
    }

    fn find_listings(&mut self) {
        for at in &self.sentences {
            let passage = &mut self.passages[at.passage];
            let found = listing::listings(passage.text.words(), at.words.clone());
            passage.listings.extend(found);
        }
    }

    /// The words of a place.
    pub(super) fn words(&self, at: &At) -> &[Word<'a>] {
        &self.passages[at.passage].words()[at.words.clone()]
    }

    /// One word of a field; `None` where the advisor does not read it.
    pub(super) fn at(&self, field: Field, item: u32, word: usize) -> Option<At> {
        let same = |passage: &Passage<'_>| passage.field == field && passage.item == item;
        let passage = self.passages.iter().position(same)?;
        (word < self.passages[passage].words().len())
            .then_some(At { passage, words: word..word + 1 })
    }

    /// Where these words stand on the card.
    pub(super) fn place(&self, at: &At) -> Place {
        let passage = &self.passages[at.passage];
        Place {
            field: passage.field,
            item: passage.item,
            span: passage.text.span(at.words.clone()),
        }
    }

    /// The text of these words as it stands.
    pub(super) fn slice(&self, at: &At) -> &'a str {
        self.passages[at.passage].text.slice(at.words.clone())
    }

    /// Every mark of a sense outside the criteria and the benefit.
    pub(super) fn marks(&self, sense: Sense) -> impl Iterator<Item = At> + '_ {
        self.sentences.iter().flat_map(move |sentence| {
            self.passages[sentence.passage]
                .marks_in(&sentence.words)
                .filter(move |mark| mark.sense == sense)
                .map(|mark| At { passage: sentence.passage, words: mark.words.clone() })
                .filter(|at| !self.is_benefit(at))
        })
    }

    /// Whether these words belong to the reason rather than to the wish.
    pub(super) fn is_benefit(&self, at: &At) -> bool {
        self.benefit.as_ref().is_some_and(|benefit| {
            benefit.passage == at.passage
                && benefit.words.start <= at.words.start
                && at.words.end <= benefit.words.end
        })
    }

    /// Whether these words belong to the role.
    pub(super) fn is_role(&self, at: &At) -> bool {
        self.role.as_ref().is_some_and(|role| {
            role.passage == at.passage
                && role.words.start <= at.words.start
                && at.words.start < role.words.end
        })
    }

    /// Every list outside the criteria and the benefit, with its passage.
    pub(super) fn listings(&self) -> impl Iterator<Item = (usize, &Listing)> + '_ {
        self.passages.iter().enumerate().flat_map(move |(passage, content)| {
            content
                .listings
                .iter()
                .filter(move |listing| {
                    !self.is_benefit(&At { passage, words: listing.whole.clone() })
                })
                .map(move |listing| (passage, listing))
        })
    }

    /// How many of a list's items carry a sense.
    pub(super) fn items_with(&self, passage: usize, listing: &Listing, sense: Sense) -> usize {
        listing.items.iter().filter(|item| self.passages[passage].has(sense, item)).count()
    }

    /// The words of a story outside criteria and benefit, to see how much there is.
    pub(super) fn spoken(&self) -> usize {
        self.sentences
            .iter()
            .map(|at| self.words(at).iter().filter(|word| word.is_spoken()).count())
            .sum()
    }

    /// The sentence around these words.
    pub(super) fn sentence(&self, at: &At) -> At {
        At {
            passage: at.passage,
            words: self.passages[at.passage].text.sentence_of(at.words.start),
        }
    }
}

/// What a sentence is to the criteria.
enum Place3 {
    Criterion,
    More,
    Heading,
    Sentence,
}

/// Tells criteria that stand inside a narrative from its sentences, in order of reading.
#[derive(Default)]
struct CriteriaSorter {
    under_heading: bool,
    in_scenario: bool,
}

impl CriteriaSorter {
    fn sort(&mut self, words: &[Word<'_>], sentence: &Range<usize>) -> Place3 {
        let all = &words[sentence.clone()];
        let bulleted = all.first().is_some_and(|word| word.tag == Tag::Bullet);
        let mut spoken = all.iter().filter(|word| word.is_spoken());
        let (Some(first), second) = (spoken.next(), spoken.next()) else { return Place3::Heading };
        let starts_line = all.first().is_some_and(|word| word.starts_line);
        let second = second.map_or("", |word| word.lower.as_ref());
        if is_heading(all) {
            self.under_heading = true;
            return Place3::Heading;
        }
        if is_label(first, second, all) {
            self.in_scenario = first.is_any(&["scenario", "given"]);
            return Place3::Criterion;
        }
        if first.is("given") && starts_line {
            self.in_scenario = true;
            return Place3::Criterion;
        }
        let continues = first.is_any(&["given", "when", "then", "and", "but"]);
        if self.in_scenario && continues && starts_line {
            return Place3::More;
        }
        if first.is("when")
            && all.iter().any(|word| word.is("then"))
            && (bulleted || self.under_heading)
        {
            return Place3::Criterion;
        }
        match (self.under_heading, starts_line) {
            (true, true) => Place3::Criterion,
            (true, false) => Place3::More,
            (false, _) => Place3::Sentence,
        }
    }
}

fn is_heading(sentence: &[Word<'_>]) -> bool {
    let ends = sentence.last().is_some_and(|word| word.is(":")) || sentence.len() <= 3;
    let mut words = sentence.iter().filter(|word| word.is_spoken());
    let first = words.next().map_or("", |word| word.lower.as_ref());
    let second = words.next().map_or("", |word| word.lower.as_ref());
    ends && sentence.len() <= 6
        && match first {
            "acceptance" => second.starts_with("criteri") || second.starts_with("test"),
            "ac" | "acs" | "scenarios" | "tests" | "conditions" | "criteria" => {
                second.is_empty() || second == "of"
            }
            "done" | "definition" => second == "when" || second == "of",
            _ => false,
        }
}

/// "AC1:", "Scenario: …", "Done when: …", "Test: …".
fn is_label(first: &Word<'_>, second: &str, sentence: &[Word<'_>]) -> bool {
    let has_colon = sentence.iter().take(6).any(|word| word.is(":"));
    let numbered = first
        .lower
        .strip_prefix("ac")
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '-'));
    (has_colon && (numbered || first.is_any(&["scenario", "test", "criterion", "example", "rule"])))
        || (first.is("done") && second == "when")
}

/// Role, want and benefit of one sentence.
struct Story {
    role: Option<Range<usize>>,
    want: Range<usize>,
    benefit: Option<Range<usize>>,
}

impl Story {
    fn find(words: &[Word<'_>], sentence: Range<usize>) -> Option<Self> {
        let first = sentence.clone().find(|at| words[*at].is_spoken())?;
        if !words[first].is("as") || sentence.end - first < 4 {
            return None;
        }
        let wish = (first + 2..sentence.end).find(|at| {
            words[*at].is_any(&["i", "we", "they", "he", "she", "i'd", "we'd"])
                || (words[*at].is_any(&["want", "wants", "need", "needs", "can", "would"]))
        });
        let (role_end, start) = match wish {
            Some(at) => (at, after_wish(words, at, sentence.end)),
            None => {
                let comma = (first..sentence.end).find(|at| words[*at].is(","))?;
                (comma, comma + 1)
            }
        };
        let role_end = if words[role_end - 1].is(",") { role_end - 1 } else { role_end };
        let (want, benefit) = split_benefit(words, start..sentence.end);
        (!want.is_empty()).then_some(Self { role: Some(first + 1..role_end), want, benefit })
    }
}

/// Skips "I want to be able to".
fn after_wish(words: &[Word<'_>], from: usize, end: usize) -> usize {
    const WISH: &[&str] = &[
        "i",
        "we",
        "they",
        "he",
        "she",
        "want",
        "wants",
        "need",
        "needs",
        "would",
        "like",
        "to",
        "can",
        "be",
        "able",
        "wish",
        "i'd",
        "we'd",
        "love",
        "must",
        "should",
        "have",
        "the",
        "ability",
        "possibility",
        "option",
        "could",
        "will",
        "may",
        "please",
        "just",
        "also",
    ];
    let mut at = from;
    while at < end && words[at].is_any(WISH) {
        // "want the list": the article belongs to what is wanted.
        if words[at].is("the")
            && !words
                .get(at + 1)
                .is_some_and(|next| next.is_any(&["ability", "possibility", "option"]))
        {
            break;
        }
        at += 1;
    }
    at
}

/// Cuts a sentence before "so that", "because", "in order to".
fn split_benefit(words: &[Word<'_>], range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let opens = |at: usize| {
        let next = words.get(at + 1);
        let next_is = |forms: &[&str]| next.is_some_and(|next| next.is_any(forms));
        match words[at].lower.as_ref() {
            "so" => next_is(&[
                "that",
                "i",
                "we",
                "they",
                "it",
                "the",
                "he",
                "she",
                "my",
                "everyone",
                "nobody",
                "our",
                "people",
                "customers",
            ]),
            "because" | "since" => true,
            "in" => next_is(&["order"]) && words.get(at + 2).is_some_and(|word| word.is("to")),
            _ => false,
        }
    };
    let Some(at) = (range.start + 1..range.end).find(|at| opens(*at)) else {
        return (trim(words, range), None);
    };
    (trim(words, range.start..at), Some(at..range.end))
}

/// Without punctuation at its end.
pub(super) fn trim(words: &[Word<'_>], mut range: Range<usize>) -> Range<usize> {
    while range.end > range.start
        && !words[range.end - 1].is_spoken()
        && words[range.end - 1].tag != Tag::Symbol
    {
        range.end -= 1;
    }
    while range.end > range.start
        && !words[range.start].is_spoken()
        && words[range.start].tag != Tag::Symbol
    {
        range.start += 1;
    }
    range
}
