//! Features as columns of numbers.

use std::collections::BTreeMap;

use slicing::learned::{Group, Weights};

use crate::fit::{Bound, Fitted};

/// What a card shows.
pub(crate) type Shown = Vec<(Group, String)>;

/// The features that enough cards show, each with a column of its own.
#[derive(Debug, Default)]
pub(crate) struct Columns<'c> {
    features: Vec<(Group, &'c str)>,
    numbers: BTreeMap<(Group, &'c str), usize>,
}

impl<'c> Columns<'c> {
    /// Those that at least `least` of the cards show.
    pub(crate) fn of(cards: &[&'c Shown], least: usize) -> Self {
        let mut counts: BTreeMap<(Group, &str), usize> = BTreeMap::new();
        for card in cards {
            for feature in distinct(card) {
                *counts.entry(feature).or_default() += 1;
            }
        }
        let features: Vec<_> =
            counts.into_iter().filter(|(_, count)| *count >= least).map(|(name, _)| name).collect();
        let numbers = features.iter().enumerate().map(|(at, name)| (*name, at)).collect();
        Self { features, numbers }
    }

    /// The columns of what a card shows.
    pub(crate) fn shown(&self, card: &Shown) -> Vec<usize> {
        distinct(card).into_iter().filter_map(|name| self.numbers.get(&name).copied()).collect()
    }

    /// What the weight of each column may be: a benefit and an example may only help, a vague word
    /// and a missing benefit only hurt.
    pub(crate) fn bounds(&self) -> Vec<Bound> {
        let bound = |(group, name): &(Group, &str)| match *group {
            Group::Benefit => Bound::OnlyFor,
            Group::Check if HELPING.contains(name) => Bound::OnlyFor,
            Group::Check if HURTING.contains(name) => Bound::OnlyAgainst,
            _ => Bound::Free,
        };
        self.features.iter().map(bound).collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.features.len()
    }

    /// The table of what was fitted, one for each label, in points of which `scale` multiply the
    /// odds by e.
    pub(crate) fn table<const N: usize>(
        &self,
        labels: [&'static str; N],
        fitted: &[Fitted],
        scale: f64,
    ) -> String {
        let row = |weight: &dyn Fn(&Fitted) -> f64| {
            std::array::from_fn(|label| (weight(&fitted[label]) * scale).round() as i16)
        };
        let start = ((Group::Start, ""), row(&|fitted| fitted.start));
        let features = self.features.iter().enumerate();
        let rows = features.map(|(column, name)| (*name, row(&|fitted| fitted.weights[column])));
        Weights::from_rows(labels, std::iter::once(start).chain(rows)).to_string()
    }
}

const HELPING: &[&str] = &["own benefit", "protection", "scenario", "criteria", "concrete-value"];
const HURTING: &[&str] =
    &["benefit", "vague-term", "undefined-term", "open-end", "nothing-definite"];

fn distinct(card: &Shown) -> Vec<(Group, &str)> {
    let mut names: Vec<_> = card.iter().map(|(group, name)| (*group, name.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_features_have_no_column_and_each_counts_once_a_card() {
        let card = |words: &[&str]| -> Shown {
            words.iter().map(|word| (Group::Word, (*word).to_owned())).collect()
        };
        let (one, two) = (card(&["pay", "pay", "card"]), card(&["pay", "cash"]));
        let columns = Columns::of(&[&one, &two], 2);
        assert_eq!(columns.features, [(Group::Word, "pay")]);
        assert_eq!(columns.shown(&one), [0]);
    }
}
