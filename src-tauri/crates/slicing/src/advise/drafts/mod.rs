//! What a suggestion says besides its evidence: the coach's question, the trade-off, and slices made
//! of the story's own parts. The first slice is the thinnest that is of use; none is a step, a
//! layer or a phase alone. A story that names no parts gets a thin slice and what it leaves out.

mod behaviours;
mod narrow;
mod parts;
mod people;
mod qualities;
mod rules;
mod variants;

use super::phrasing;
use super::reading::Reading;
use super::scales::Scales;
use super::{Draft, phrasing::title};
use crate::model::{Kind, Pattern};

/// Question, trade-off and slices of one suggestion.
pub(super) struct Proposal {
    pub(super) question: String,
    pub(super) trade_off: &'static str,
    pub(super) drafts: Vec<Draft>,
}

/// Slices in the making: distinct titles, at most [`Slices::MOST`].
#[derive(Default)]
pub(super) struct Slices(Vec<Draft>);

impl Slices {
    const MOST: usize = 6;

    /// Adds a slice, unless its title says nothing or it is there already.
    pub(super) fn push(&mut self, text: &str) {
        self.push_as(text, Kind::Slice);
    }

    pub(super) fn push_as(&mut self, text: &str, kind: Kind) {
        let text = undoubled(text);
        let short = match kind {
            Kind::Slice => phrasing::stem(&text, phrasing::LONGEST_SLICE),
            _ => text,
        };
        let title = title(&short).filter(|title| title.chars().count() > 2);
        let Some(title) = title else { return };
        let content = phrasing::content(&title);
        let is_new = !content.is_empty()
            && self.0.iter().all(|draft| {
                draft.title.to_lowercase() != title.to_lowercase()
                    && phrasing::content(&draft.title) != content
            });
        if is_new && self.0.len() < Self::MOST {
            self.0.push(Draft { title, kind });
        }
    }

    /// Adds the stem with each of these parts behind it.
    fn push_each(&mut self, stem: &str, parts: &[String]) {
        parts.iter().for_each(|part| self.push(&format!("{stem}: {part}")));
    }

    /// Those that read as slices of this story: they share a word with it, are not the story over
    /// again, and say no word twice in a row.
    fn sound(mut self, reading: &Reading<'_>) -> Self {
        self.0.retain(|draft| {
            let title = draft.title.as_str();
            !stammers(title) && is_of(reading, title) && !is_all_of(reading, title)
        });
        self
    }
}

/// Without the half of "stem: part" that the other half says already.
fn undoubled(text: &str) -> String {
    let Some((stem, part)) = text.split_once(": ") else { return text.to_owned() };
    let (in_stem, in_part) = (phrasing::content(stem), phrasing::content(part));
    if in_part == in_stem || (in_part.is_superset(&in_stem) && !in_stem.is_empty()) {
        part.to_owned()
    } else if in_stem.is_superset(&in_part) && !in_part.is_empty() {
        stem.to_owned()
    } else {
        text.to_owned()
    }
}

fn stammers(title: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = title.split(' ').map(bare).collect();
    words.windows(2).any(|pair| pair[0] == pair[1] && !pair[0].is_empty())
}

/// Whether a title shares a word that means something with the story.
fn is_of(reading: &Reading<'_>, title: &str) -> bool {
    let content = phrasing::content(title);
    let mut words = reading.passages.iter().flat_map(|passage| passage.words());
    words.any(|word| {
        word.is_spoken()
            && (content.contains(word.lower.as_ref()) || content.contains(word.lemma.as_ref()))
    })
}

/// Whether a title is the story's own.
fn is_all_of(reading: &Reading<'_>, title: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let own =
        reading.passages.first().map_or("", |passage| passage.text.slice(0..passage.words().len()));
    bare(own) == bare(title)
}

/// Proposes slices for one pattern.
pub(super) fn propose(pattern: Pattern, reading: &Reading<'_>, scales: &Scales) -> Proposal {
    let (question, slices) = match pattern {
        Pattern::WorkflowSteps => behaviours::steps(reading, scales),
        Pattern::OperationsCrud => behaviours::operations(reading, scales),
        Pattern::HappyUnhappyPath => behaviours::paths(reading, scales),
        Pattern::AcceptanceCriteria => rules::criteria(reading),
        Pattern::BusinessRuleVariations => rules::rules(reading, scales),
        Pattern::DataVariations => variants::data(reading, scales),
        Pattern::InterfaceVariations => variants::interface(reading, scales),
        Pattern::MajorEffort => variants::effort(reading, scales),
        Pattern::SimpleComplex => qualities::simple(reading, scales),
        Pattern::DeferPerformance => qualities::performance(reading, scales),
        Pattern::Spike => qualities::spike(reading, scales),
        Pattern::RolesPersonas => people::roles(reading, scales),
    };
    let mut drafts = slices.sound(reading).0;
    if drafts.len() < 2 {
        let narrowed = narrow::narrowed(pattern, reading).sound(reading).0;
        drafts = if narrowed.len() > drafts.len() { narrowed } else { drafts };
    }
    if drafts.len() < 2 {
        let halves = thin(pattern, reading);
        drafts = if halves.len() > drafts.len() { halves } else { drafts };
    }
    let names_nothing = question.contains("“”");
    let question = if names_nothing { plain_question(pattern).to_owned() } else { question };
    Proposal { question, trade_off: trade_off(pattern), drafts }
}

/// The slices for a story that gives no parts to build on.
pub(super) fn thin(pattern: Pattern, reading: &Reading<'_>) -> Vec<Draft> {
    narrow::thin(pattern, reading).0
}

/// The question for a story that gives no words to ask about.
fn plain_question(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::WorkflowSteps => "What happens first, next and last, and what could stay manual?",
        Pattern::OperationsCrud => "What do people do with it, and which part of it is urgent?",
        Pattern::BusinessRuleVariations => "Which rules are there, and which covers most cases?",
        Pattern::DataVariations => "Which kinds are there, and which is the most frequent?",
        Pattern::InterfaceVariations => "What is the plainest way to do it, and who would use it?",
        Pattern::MajorEffort => "Where is the effort, and does it matter which one comes first?",
        Pattern::SimpleComplex => "What is the simplest version that somebody would use?",
        Pattern::DeferPerformance => "Whom would a slow or small version help?",
        Pattern::Spike => "What must we know before we can go on?",
        Pattern::RolesPersonas => "Who needs it first, and does anybody need much less?",
        Pattern::HappyUnhappyPath => "What can go wrong, and what can somebody catch by hand?",
        Pattern::AcceptanceCriteria => {
            "Which criteria are needed now, and who would miss the rest?"
        }
    }
}

/// What one gains and what one gives up.
fn trade_off(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::WorkflowSteps => {
            "Somebody gets through from begin to end early; until the other steps come, people do them by hand."
        }
        Pattern::OperationsCrud => {
            "What is needed every day comes first; what is missing is done by other means for a while."
        }
        Pattern::BusinessRuleVariations => {
            "Most cases are served early; the rest are handled by people, or wait, until their rule comes."
        }
        Pattern::DataVariations => {
            "The most frequent kind works soon; whoever has another kind waits or goes the old way."
        }
        Pattern::InterfaceVariations => {
            "The function is in use early; comfort and the other ways in come when people ask for them."
        }
        Pattern::MajorEffort => {
            "The first one is expensive whichever it is; the others follow cheaply, so the first slice stays the largest."
        }
        Pattern::SimpleComplex => {
            "Something small is in use soon and shows what is missed; some of the wish may never be built."
        }
        Pattern::DeferPerformance => {
            "People learn from a version that works for few; it must not be opened to all before the second slice."
        }
        Pattern::Spike => {
            "Two days buy a decision instead of a guess; nobody outside the team gets anything from them."
        }
        Pattern::RolesPersonas => {
            "One group gets all it needs; the others wait, and may need less than was thought."
        }
        Pattern::HappyUnhappyPath => {
            "The main path works soon; until the exceptions come, somebody has to watch for them."
        }
        Pattern::AcceptanceCriteria => {
            "Each slice has its own check; criteria seldom cost the same, so look for a sharper cut behind them."
        }
    }
}
