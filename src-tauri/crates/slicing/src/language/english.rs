//! Whether a text is English.
//!
//! Stories are short, and statistics on letters misjudge short text; so the small words decide, and
//! the statistics are asked only where those say nothing and the text is long enough.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Tag, Text};

/// Below this many words, text in Latin letters is taken for English.
const FEWEST_WORDS: usize = 4;

static ENGLISH: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "the of to and for with that my is are can want this from by when as it on be at have has not their \
     our your which who should must will would after before into only without they them i need more than"
        .split_whitespace()
        .collect()
});

/// Small words of other languages that are not English words.
static FOREIGN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "der das und ich ist nicht ein eine einen einem mit für auf von zu den dem möchte damit als kann wir sie werden \
     le la les des du une et je que pour dans avec sur afin veux est mon ma mes qui nous vous être \
     el los las una y quiero para con por como del mi se poder usuario cuando puedo \
     o um uma que eu quero meu minha não são do da dos das \
     il lo gli di che voglio per sono mio nel della \
     het een ik wil zodat voor van op niet kunnen om te als \
     jag vill att och för på som kan med ett en är det \
     jeg vil og til av på ikke \
     jako chcę żeby aby nie się na w z \
     jako chci abych mohl se ve"
        .split_whitespace()
        .collect()
});

/// Whether a text is English, as far as one can tell: a text of a few words in Latin letters is.
pub fn is_english(text: &str) -> bool {
    reads_as_english(&Text::read(text))
}

pub(super) fn reads_as_english(text: &Text<'_>) -> bool {
    let mut letters = 0;
    let mut latin = 0;
    let (mut words, mut english, mut foreign) = (0, 0, 0);
    for word in text.words() {
        if matches!(word.tag, Tag::Mark | Tag::Symbol | Tag::Bullet | Tag::Number) {
            continue;
        }
        words += 1;
        english += usize::from(ENGLISH.contains(word.lower.as_ref()));
        foreign += usize::from(FOREIGN.contains(word.lower.as_ref()));
        for c in word.text.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            latin += usize::from((c as u32) < 0x250);
        }
    }
    if letters > 0 && latin * 2 < letters {
        return false;
    }
    if words < FEWEST_WORDS || english * 6 >= words.min(30) {
        return foreign <= english || words < FEWEST_WORDS;
    }
    if foreign > english {
        return false;
    }
    words < 2 * FEWEST_WORDS || looks_english(text.source)
}

fn looks_english(source: &str) -> bool {
    let head = source.char_indices().nth(400).map_or(source, |(end, _)| &source[..end]);
    whatlang::detect(head)
        .is_none_or(|info| info.lang() == whatlang::Lang::Eng || !info.is_reliable())
}
