//! Order keys between neighbours (fractional indexing): moving one item writes one row.

use std::fmt;

use fractional_index::FractionalIndex;

/// A place in a list: text that compares by bytes, in SQL as in every language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrderKey(Box<str>);

/// A text that is not an order key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an order key")]
pub struct NotAKey;

impl OrderKey {
    /// The key of the first item of a list.
    pub fn first() -> Self {
        FractionalIndex::default().into()
    }

    /// A key after `left` and before `right`; either may be missing at an end of the list.
    /// `None` when there is no place between them, which only damaged data can bring about.
    pub fn between(left: Option<&Self>, right: Option<&Self>) -> Option<Self> {
        if left.zip(right).is_some_and(|(left, right)| left >= right) {
            return None;
        }
        FractionalIndex::new(left.map(Self::index).as_ref(), right.map(Self::index).as_ref())
            .map(Self::from)
    }

    /// `count` keys in ascending order between two neighbours, short because they are spread
    /// evenly.
    pub fn spread(left: Option<&Self>, right: Option<&Self>, count: usize) -> Option<Vec<Self>> {
        let mut keys = Vec::with_capacity(count);
        spread_into(&mut keys, left, right, count)?;
        Some(keys)
    }

    /// Reads a key from a file.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        FractionalIndex::from_string(text).map(Self::from).map_err(|_| NotAKey)
    }

    /// The key as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn index(&self) -> FractionalIndex {
        // Only valid keys are ever made, so the fallback is unreachable.
        FractionalIndex::from_string(&self.0).unwrap_or_default()
    }
}

fn spread_into(
    keys: &mut Vec<OrderKey>,
    left: Option<&OrderKey>,
    right: Option<&OrderKey>,
    count: usize,
) -> Option<()> {
    if count == 0 {
        return Some(());
    }
    let middle = OrderKey::between(left, right)?;
    let before = (count - 1) / 2;
    spread_into(keys, left, Some(&middle), before)?;
    keys.push(middle.clone());
    spread_into(keys, Some(&middle), right, count - 1 - before)
}

impl From<FractionalIndex> for OrderKey {
    fn from(index: FractionalIndex) -> Self {
        Self(index.to_string().into())
    }
}

impl fmt::Display for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_keys_ascend_and_stay_short() {
        let keys = OrderKey::spread(None, None, 100_000).unwrap();
        assert!(keys.is_sorted_by(|a, b| a < b));
        assert!(keys.iter().all(|key| key.as_str().len() <= 40));
    }

    #[test]
    fn there_is_always_room_between_neighbours() {
        let mut left = OrderKey::first();
        let right = OrderKey::between(Some(&left), None).unwrap();
        for _ in 0..200 {
            let middle = OrderKey::between(Some(&left), Some(&right)).unwrap();
            assert!(left < middle && middle < right);
            left = middle;
        }
    }

    #[test]
    fn a_key_reads_back_and_nonsense_is_refused() {
        let key = OrderKey::between(Some(&OrderKey::first()), None).unwrap();
        assert_eq!(OrderKey::parse(key.as_str()), Ok(key));
        assert_eq!(OrderKey::parse("xyz"), Err(NotAKey));
    }

    #[test]
    fn between_equal_or_swapped_neighbours_there_is_no_key() {
        let keys = OrderKey::spread(None, None, 40).unwrap();
        for (at, left) in keys.iter().enumerate() {
            for right in &keys[..=at] {
                assert_eq!(OrderKey::between(Some(left), Some(right)), None);
            }
        }
    }
}
