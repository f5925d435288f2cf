//! What a team has settled: words that are fine here, criteria that do not count, and findings that
//! were dismissed for one slice. All of it only takes findings away.
//!
//! Deliberately not here: what a check sees. A check looks at every card in the same way.

use super::reading::Reading;
use super::{Card, Context, Field, Finding, Place, Speaks, checks, independent, wording};
use crate::language::{Text, Word};
use crate::model::{Dismissal, folded};

/// The checks that are about a word and not about what the card does with it.
const ABOUT_WORDS: &[&str] = &[
    "vague-term",
    "undefined-term",
    "open-end",
    "nothing-definite",
    "layer",
    "whole-product",
    "prescribed-interface",
    "prescribed-technology",
    wording::CHECK,
];

/// Whether a workshop can let the words pass that this check points at.
pub fn lets_pass(check: &str) -> bool {
    ABOUT_WORDS.contains(&check)
}

/// Whether there is a check of this name, also one that looks at the graph.
pub fn is_check(name: &str) -> bool {
    name == independent::CHECK || name == wording::CHECK || checks().any(|check| check.name == name)
}

/// Words and phrases, read once so that comparing is cheap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FineWords {
    phrases: Vec<Vec<Form>>,
}

/// A word as it stands, and its infinitive or singular.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    lower: String,
    lemma: String,
}

impl Form {
    fn of(word: &Word<'_>) -> Self {
        Self { lower: word.lower.as_ref().to_owned(), lemma: word.lemma.as_ref().to_owned() }
    }

    /// Whether both are inflections of one word. A lemma depends on the part of speech, which a word
    /// on its own does not tell, so any of the forms may fit any other.
    fn fits(&self, word: &Word<'_>) -> bool {
        [&self.lower, &self.lemma]
            .into_iter()
            .any(|form| word.lower == *form || word.lemma == *form)
    }
}

impl FineWords {
    /// No words.
    pub const NONE: &'static Self = {
        static NONE: FineWords = FineWords { phrases: Vec::new() };
        &NONE
    };

    /// Reads words and phrases; those without a word in them are left out.
    pub fn read(phrases: &[String]) -> Self {
        let read = |phrase: &String| -> Vec<Form> {
            Text::read(phrase).words().iter().map(Form::of).collect()
        };
        Self { phrases: phrases.iter().map(read).filter(|words| !words.is_empty()).collect() }
    }

    /// Whether a word alone is fine.
    pub(super) fn passes(&self, word: &Word<'_>) -> bool {
        !self.phrases.is_empty() && self.cover(std::slice::from_ref(word))
    }

    /// Whether every one of these words is part of a phrase that is fine.
    fn cover(&self, words: &[Word<'_>]) -> bool {
        let mut at = 0;
        while let Some(word) = words.get(at) {
            match self.longest_at(&words[at..]) {
                0 if word.is_spoken() => return false,
                length => at += length.max(1),
            }
        }
        !words.is_empty()
    }

    /// How many words the longest phrase has that these words begin with.
    fn longest_at(&self, words: &[Word<'_>]) -> usize {
        let begins = |phrase: &&Vec<Form>| {
            let fits = |(form, word): (&Form, &Word<'_>)| form.fits(word);
            phrase.len() <= words.len() && phrase.iter().zip(words).all(fits)
        };
        self.phrases.iter().filter(begins).map(Vec::len).max().unwrap_or(0)
    }
}

/// The findings but those that only point at words which are fine here.
pub(super) fn without_fine_words(
    mut findings: Vec<Finding>,
    reading: &Reading<'_>,
    context: &Context<'_>,
) -> Vec<Finding> {
    if !context.fine_words.phrases.is_empty() {
        findings.retain(|finding| {
            let is_fine = |place| context.fine_words.cover(words_within(reading, place));
            !(lets_pass(finding.check) && finding.place.as_ref().is_some_and(is_fine))
        });
    }
    findings
}

/// The words of a card that stand at a place.
fn words_within<'r, 'a>(reading: &'r Reading<'a>, place: &Place) -> &'r [Word<'a>] {
    let words = reading.story.field(place.field, place.item).words();
    let from = words.partition_point(|word| word.span.from < place.span.from);
    let to = words.partition_point(|word| word.span.to <= place.span.to);
    words.get(from..to).unwrap_or_default()
}

/// The findings that stay, and those against the card that were dismissed for it.
pub(super) fn without_dismissed(
    findings: Vec<Finding>,
    card: &Card<'_>,
    dismissed: &[Dismissal],
) -> (Vec<Finding>, Vec<Finding>) {
    if dismissed.is_empty() {
        return (findings, Vec::new());
    }
    findings.into_iter().partition(|finding| {
        let goes = finding.speaks == Speaks::Against
            && is_dismissed(finding.check, &words_about(finding, card), dismissed);
        !goes
    })
}

/// Whether a workshop has settled these words, read and as they stand: they are fine here, or a
/// finding about them was dismissed for this slice.
pub(crate) fn is_settled(words: &[Word<'_>], said: &str, context: &Context<'_>) -> bool {
    let fine = !context.fine_words.phrases.is_empty() && context.fine_words.cover(words);
    fine || (!context.dismissed.is_empty() && {
        let said = folded(said);
        context.dismissed.iter().any(|one| !one.words.is_empty() && one.words == said)
    })
}

/// Whether a check's finding about these words was dismissed.
pub(super) fn is_dismissed(check: &str, words: &str, dismissed: &[Dismissal]) -> bool {
    dismissed.iter().any(|one| one.check == check && one.words == words)
}

/// The findings but those against a card by a criterion that does not count: what nobody is told
/// takes no points either. What speaks for a card keeps them.
pub(super) fn without_ignored(mut findings: Vec<Finding>, context: &Context<'_>) -> Vec<Finding> {
    findings.retain(|f| f.speaks == Speaks::For || context.counts(f.criterion));
    findings
}

/// The words that a finding is about, as a [`Dismissal`] names them.
pub fn words_about(finding: &Finding, card: &Card<'_>) -> String {
    let Some(Place { field, item, span }) = finding.place else { return String::new() };
    let text = match field {
        Field::Title => card.title,
        Field::Text => card.text,
        Field::Acceptance => card.acceptance.get(item as usize).copied().unwrap_or_default(),
    };
    folded(span.slice(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::judge::{Assessment, Criterion, assess};
    use crate::model::Kind;

    fn judged(title: &str, context: &Context<'_>) -> Assessment {
        assess(&Card { title, text: "", acceptance: &[], kind: Kind::Slice }, context)
    }

    fn told(judged: &Assessment) -> Vec<&'static str> {
        judged.findings.iter().map(|finding| finding.check).collect()
    }

    fn fine(words: &[&str]) -> FineWords {
        FineWords::read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    fn dismissal(check: &str, words: &str) -> Dismissal {
        Dismissal { check: check.to_owned(), words: words.to_owned() }
    }

    const FAST: &str = "As a clerk I want a fast export, so that I catch my bus";

    #[test]
    fn every_check_about_words_exists() {
        for name in ABOUT_WORDS {
            assert!(is_check(name), "{name}");
        }
    }

    #[test]
    fn words_that_are_fine_are_not_told_in_any_case_or_inflection() {
        let before = judged(FAST, &Context::default());
        assert!(told(&before).contains(&"vague-term"));
        for words in [&["fast"][..], &["FAST"], &["slow", "fast"]] {
            let words = fine(words);
            let context = Context { fine_words: &words, ..Context::default() };
            let after = judged(FAST, &context);
            assert!(!told(&after).contains(&"vague-term"), "{words:?}");
            assert!(after.testability > before.testability);
        }
        let title = "As a manager I want dashboards";
        let words = fine(&["dashboard"]);
        let context = Context { fine_words: &words, ..Context::default() };
        assert!(told(&judged(title, &Context::default())).contains(&"whole-product"));
        assert!(!told(&judged(title, &context)).contains(&"whole-product"));
    }

    #[test]
    fn a_phrase_is_fine_when_all_of_its_words_are() {
        let title = "As a clerk I want an export that is user friendly";
        let is_told = |words: &[&str]| {
            let words = fine(words);
            let context = Context { fine_words: &words, ..Context::default() };
            told(&judged(title, &context)).contains(&"vague-term")
        };
        for words in [&["user friendly"][..], &["User  Friendly"], &["friendly", "user"]] {
            assert!(!is_told(words), "{words:?}");
        }
        for words in [&["user"][..], &["friendly"], &["friendly user"], &["", " "], &["is user"]] {
            assert!(is_told(words), "{words:?}");
        }
    }

    #[test]
    fn fine_words_do_not_hide_what_is_done_with_them() {
        let title = "As a clerk I want to manage invoices";
        let words = fine(&["manage", "invoices"]);
        let context = Context { fine_words: &words, ..Context::default() };
        assert!(told(&judged(title, &context)).contains(&"bundle-verb"));
    }

    #[test]
    fn a_criterion_that_does_not_count_is_in_no_score_and_not_told() {
        let before = judged(FAST, &Context::default());
        let ignored = [Criterion::Testable];
        let after = judged(FAST, &Context { ignored: &ignored, ..Context::default() });
        let verdict = |judged: &Assessment, criterion| {
            *judged.verdicts.iter().find(|verdict| verdict.criterion == criterion).unwrap()
        };
        assert!(verdict(&before, Criterion::Testable).counts);
        let ignored = verdict(&after, Criterion::Testable);
        assert!(!ignored.counts && !ignored.fails());
        assert!(after.findings.iter().all(|finding| finding.criterion != Criterion::Testable));
        let score = |criterion| u32::from(verdict(&after, criterion).score);
        let rest = (2 * score(Criterion::Estimable) + score(Criterion::Atomic) + 1) / 3;
        assert_eq!(u32::from(after.testability), rest);
    }

    #[test]
    fn a_score_without_any_part_says_nothing() {
        let ignored = [Criterion::Vertical, Criterion::Valuable];
        let judged = judged(FAST, &Context { ignored: &ignored, ..Context::default() });
        assert_eq!(judged.value, 50);
    }

    #[test]
    fn the_effort_does_not_shrink_because_small_does_not_count() {
        let title = "As a clerk I want to manage all invoices";
        let ignored = [Criterion::Small];
        let without = judged(title, &Context { ignored: &ignored, ..Context::default() });
        assert_eq!(without.effort, judged(title, &Context::default()).effort);
    }

    #[test]
    fn a_dismissed_finding_is_kept_apart_and_takes_no_points() {
        let before = judged(FAST, &Context::default());
        let dismissed = [dismissal("vague-term", "fast")];
        let after = judged(FAST, &Context { dismissed: &dismissed, ..Context::default() });
        assert!(!told(&after).contains(&"vague-term"));
        assert_eq!(after.dismissed.len(), 1);
        assert!(after.testability > before.testability);
    }

    #[test]
    fn a_dismissal_is_about_its_check_and_its_words_alone() {
        for other in [dismissal("vague-term", "quick"), dismissal("layer", "fast")] {
            let dismissed = [other];
            let after = judged(FAST, &Context { dismissed: &dismissed, ..Context::default() });
            assert_eq!(after, judged(FAST, &Context::default()));
        }
    }

    #[test]
    fn what_speaks_for_a_card_cannot_be_dismissed() {
        let judged_as_it_is = judged(FAST, &Context::default());
        let card = Card { title: FAST, text: "", acceptance: &[], kind: Kind::Slice };
        let favour = judged_as_it_is.findings.iter().filter(|f| f.speaks == Speaks::For);
        let dismissed: Vec<Dismissal> =
            favour.map(|f| dismissal(f.check, &words_about(f, &card))).collect();
        assert!(!dismissed.is_empty());
        let after = judged(FAST, &Context { dismissed: &dismissed, ..Context::default() });
        assert_eq!(after, judged_as_it_is);
    }

    #[test]
    fn the_words_of_a_finding_are_folded() {
        let card = Card {
            title: "Export",
            text: "",
            acceptance: &["It is User \n Friendly"],
            kind: Kind::Slice,
        };
        let judged = assess(&card, &Context::default());
        let vague = judged.findings.iter().find(|f| f.check == "vague-term").unwrap();
        assert_eq!(words_about(vague, &card), "user friendly");
    }

    /// Titles with something to say against them.
    fn title() -> impl Strategy<Value = String> {
        let words = [
            "fast",
            "user",
            "friendly",
            "dashboard",
            "the",
            "database",
            "table",
            "manage",
            "all",
            "invoices",
            "etc.",
            "and",
            "I",
            "want",
            "to",
            "see",
            "better",
            "as",
            "a",
            "clerk",
        ];
        proptest::collection::vec(proptest::sample::select(words.to_vec()), 1..14)
            .prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn dismissing_never_lowers_a_score(title in title(), which in any::<proptest::sample::Index>()) {
            let before = judged(&title, &Context::default());
            let against: Vec<_> =
                before.findings.iter().filter(|f| f.speaks == Speaks::Against).collect();
            prop_assume!(!against.is_empty());
            let card = Card { title: &title, text: "", acceptance: &[], kind: Kind::Slice };
            let one = against[which.index(against.len())];
            let dismissed = [dismissal(one.check, &words_about(one, &card))];
            let after = judged(&title, &Context { dismissed: &dismissed, ..Context::default() });
            for (old, new) in before.verdicts.iter().zip(&after.verdicts) {
                prop_assert!(new.score >= old.score, "{old:?} {new:?}");
            }
            prop_assert!(after.value >= before.value && after.testability >= before.testability);
        }

        #[test]
        fn letting_words_pass_never_lowers_a_score(title in title(), word in "[a-z]{1,8}") {
            let words = fine(&[&word, "fast", "dashboard", "database"]);
            let before = judged(&title, &Context::default());
            let after = judged(&title, &Context { fine_words: &words, ..Context::default() });
            for (old, new) in before.verdicts.iter().zip(&after.verdicts) {
                prop_assert!(new.score >= old.score, "{old:?} {new:?}");
            }
        }

        #[test]
        fn ignoring_a_criterion_never_lowers_another(title in title(), at in 0_usize..8) {
            let ignored = [Criterion::ALL[at]];
            let before = judged(&title, &Context::default());
            let after = judged(&title, &Context { ignored: &ignored, ..Context::default() });
            for (old, new) in before.verdicts.iter().zip(&after.verdicts) {
                prop_assert!(new.score >= old.score, "{old:?} {new:?}");
            }
        }
    }
}
