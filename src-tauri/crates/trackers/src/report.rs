//! What became of everything: told after every reading and writing, so that nothing disappears
//! silently.

/// What was read or written, and what became of the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many things were read or written.
    pub counts: Counts,
    /// What is worth knowing, in the order in which it was noticed.
    pub notes: Vec<Note>,
    /// How many further notes were left out, because a file brought more than
    /// [`Report::MOST_NOTES`].
    pub further: u32,
}

/// How many things were read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Slices, epics included.
    pub slices: u32,
    /// Slices at the top level.
    pub epics: u32,
    /// Acceptance criteria.
    pub acceptance: u32,
    /// Dependencies.
    pub needs: u32,
    /// Questions.
    pub questions: u32,
    /// Deferrals.
    pub deferrals: u32,
}

/// One thing worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line of the file that is read, from 1; `None` when it is about the whole, or about a
    /// file that is written.
    pub line: Option<u32>,
    /// How much it matters.
    pub severity: Severity,
    /// What happened, as one sentence without a full stop.
    pub what: String,
}

/// How much a note matters, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Understood in the likeliest way.
    Guessed,
    /// Kept, but in another shape.
    Flattened,
    /// Shortened; the note says where the full text is.
    Cut,
    /// This format cannot hold it.
    Lost,
    /// Left out.
    Skipped,
}

impl Severity {
    /// All of them, mildest first.
    pub const ALL: &'static [Self] =
        &[Self::Guessed, Self::Flattened, Self::Cut, Self::Lost, Self::Skipped];

    /// The id on the command line and in the interface.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Guessed => "guessed",
            Self::Flattened => "flattened",
            Self::Cut => "cut",
            Self::Lost => "lost",
            Self::Skipped => "skipped",
        }
    }
}

impl Report {
    /// More notes than this are only counted.
    pub const MOST_NOTES: usize = 1000;

    /// Adds a note about a line.
    pub(crate) fn at(&mut self, line: u32, severity: Severity, what: impl Into<String>) {
        self.push(Note { line: Some(line), severity, what: what.into() });
    }

    /// Adds a note about the whole.
    pub(crate) fn note(&mut self, severity: Severity, what: impl Into<String>) {
        self.push(Note { line: None, severity, what: what.into() });
    }

    /// Adds the notes of another report.
    pub(crate) fn append(&mut self, other: Self) {
        other.notes.into_iter().for_each(|note| self.push(note));
        self.further = self.further.saturating_add(other.further);
    }

    fn push(&mut self, note: Note) {
        if self.notes.len() < Self::MOST_NOTES {
            self.notes.push(note);
        } else {
            self.further = self.further.saturating_add(1);
        }
    }

    /// The notes of one severity.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.severity == severity)
    }
}

/// `1 slice`, `2 slices`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A text short enough to be named in a note.
pub(crate) fn named(text: &str) -> String {
    const MOST: usize = 60;
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    format!("“{short}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_beyond_the_limit_are_counted_instead_of_kept() {
        let mut report = Report::default();
        for line in 0..1005 {
            report.at(line, Severity::Skipped, "empty");
        }
        assert_eq!((report.notes.len(), report.further), (Report::MOST_NOTES, 5));
    }

    #[test]
    fn severities_ascend_and_have_ids_of_their_own() {
        assert!(Severity::ALL.is_sorted());
        let ids: std::collections::BTreeSet<_> = Severity::ALL.iter().map(|s| s.id()).collect();
        assert_eq!(ids.len(), Severity::ALL.len());
    }

    #[test]
    fn a_long_text_is_named_by_its_beginning() {
        assert_eq!(named("short"), "“short”");
        assert_eq!(named(&"é".repeat(100)).chars().count(), 63);
    }
}
