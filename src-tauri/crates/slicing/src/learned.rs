//! What labelled cards have taught: points for each thing that can be seen on a card.
//!
//! A [`Feature`] is a thing seen, by a name that one can read: the word "platform", a check that
//! found something, "verbs 3". A table of [`Weights`] says how many points each feature gives to
//! each label; points add up, so a person can follow every sum. The tables are text files beside
//! the modules that use them, made by `cargo xtask train` from the labelled cards in `tests/data`.
//!
//! Deliberately not here: how the weights are found, and what the sums mean.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;

use crate::judge::Field;
use crate::model::words;

words! {
    /// What kind of thing a feature is.
    Group {
        /// Always there: what a label starts from.
        Start = "start",
        /// A check of the judge that found something.
        Check = "check",
        /// How the card is made: how many verbs, lists, sentences.
        Shape = "shape",
        /// A word outside role, benefit and criteria.
        Word = "word",
        /// The beginning of a word, which its relatives share.
        Stem = "stem",
        /// A word of the title or of what is wanted.
        Headline = "headline",
        /// A word of the role.
        Role = "role",
        /// A word of the benefit.
        Benefit = "benefit",
        /// A cue for a pattern.
        Cue = "cue",
        /// A sense that the advisor's lexicon knows.
        Sense = "sense",
        /// A word or mark as it is written.
        Form = "form",
        /// Two neighbours in a sentence, by how they are put.
        Turn = "turn",
        /// Two neighbours in a sentence, by what they say.
        Pair = "pair",
    }
}

/// One thing that was seen on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature<'a> {
    /// Its kind.
    pub group: Group,
    /// Its name, such as `platform` or `verbs 3`.
    pub name: &'a str,
    /// The field, the item and the word at which it was seen first, if it is a word.
    pub word: Option<(Field, u32, usize)>,
}

impl<'a> Feature<'a> {
    /// A thing that is about the card as a whole.
    pub fn new(group: Group, name: &'a str) -> Self {
        Self { group, name, word: None }
    }
}

/// Points per label for each feature, of `N` labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights<'t, const N: usize> {
    labels: [&'static str; N],
    /// Where the points of a feature stand in `points`.
    rows: [FxHashMap<&'t str, usize>; Group::ALL.len()],
    points: Vec<[i16; N]>,
}

impl<'t, const N: usize> Weights<'t, N> {
    /// Reads a table: a line for each feature with its group, its name and its points per label,
    /// separated by tabs. What cannot be read is left out; a test of each table shows that it is
    /// whole.
    pub fn read(labels: [&'static str; N], table: &'t str) -> Self {
        let rows = table.lines().filter_map(|line| read_row(&labels, line));
        Self::from_rows(labels, rows)
    }

    /// A table from points that were found by training; features without any are left out.
    pub fn from_rows(
        labels: [&'static str; N],
        rows: impl Iterator<Item = ((Group, &'t str), [i16; N])>,
    ) -> Self {
        let mut weights = Self { labels, rows: Default::default(), points: Vec::new() };
        for ((group, name), points) in rows {
            if points.iter().any(|points| *points != 0) {
                weights.rows[group as usize].insert(name, weights.points.len());
                weights.points.push(points);
            }
        }
        weights
    }

    /// How many features have points.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether nothing has any points.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The points of one feature.
    pub fn of(&self, feature: &Feature<'_>) -> Option<&[i16; N]> {
        self.row(feature).map(|row| &self.points[row])
    }

    fn row(&self, feature: &Feature<'_>) -> Option<usize> {
        self.rows[feature.group as usize].get(feature.name).copied()
    }

    /// The features that have points, with their points; of equal ones only the first.
    pub fn rows<'s, 'f>(
        &'s self,
        features: &'f [Feature<'f>],
    ) -> impl Iterator<Item = (&'f Feature<'f>, &'s [i16; N])> {
        let mut counted = vec![false; self.points.len()];
        features.iter().filter_map(move |feature| {
            let row = self.row(feature)?;
            let again = std::mem::replace(&mut counted[row], true);
            (!again).then(|| (feature, &self.points[row]))
        })
    }

    /// The points of everything that was seen, each feature counted once, from the start on.
    pub fn sum(&self, features: &[Feature<'_>]) -> [i32; N] {
        let mut sums = self.start();
        for (_, row) in self.rows(features) {
            for (sum, points) in sums.iter_mut().zip(row) {
                *sum += i32::from(*points);
            }
        }
        sums
    }

    /// The points that each label starts from.
    pub fn start(&self) -> [i32; N] {
        self.of(&Feature::new(Group::Start, "")).map_or([0; N], |row| row.map(i32::from))
    }
}

fn read_row<'t, const N: usize>(
    labels: &[&'static str; N],
    line: &'t str,
) -> Option<((Group, &'t str), [i16; N])> {
    let mut columns = line.split('\t');
    let group = Group::from_id(columns.next()?)?;
    let name = columns.next()?;
    let mut points = [0; N];
    for column in columns {
        let (label, number) = column.split_once(' ')?;
        let at = labels.iter().position(|known| *known == label)?;
        points[at] = number.parse().ok()?;
    }
    Some(((group, name), points))
}

/// The table as it is read, in an order that makes changes easy to see.
impl<const N: usize> fmt::Display for Weights<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (group, rows) in Group::ALL.iter().zip(&self.rows) {
            let sorted: BTreeMap<_, _> = rows.iter().collect();
            for (name, row) in sorted {
                let points = &self.points[*row];
                write!(f, "{group}\t{name}")?;
                for (label, points) in self.labels.iter().zip(points).filter(|(_, p)| **p != 0) {
                    write!(f, "\t{label} {points}")?;
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "start\t\ta -5\nword\tplatform\ta -12\tb 3\nshape\tverbs 2\tb 7\n";

    fn weights() -> Weights<'static, 2> {
        Weights::read(["a", "b"], TABLE)
    }

    #[test]
    fn points_add_up_and_each_feature_counts_once() {
        let platform = Feature::new(Group::Word, "platform");
        let verbs = Feature::new(Group::Shape, "verbs 2");
        let unknown = Feature::new(Group::Headline, "platform");
        assert_eq!(weights().sum(&[platform, verbs, platform, unknown]), [-17, 10]);
        assert_eq!(weights().sum(&[]), [-5, 0]);
    }

    #[test]
    fn a_table_is_written_as_it_is_read() {
        assert_eq!(weights().len(), 3);
        assert_eq!(
            weights().to_string(),
            "start\t\ta -5\nshape\tverbs 2\tb 7\nword\tplatform\ta -12\tb 3\n"
        );
    }

    #[test]
    fn lines_that_mean_nothing_are_left_out() {
        let odd = "colour\tred\ta 1\nword\tx\tc 1\nword\ty\ta one\nword\n\nword\tz\ta 1";
        assert_eq!(Weights::read(["a", "b"], odd).len(), 1);
    }
}
