//! Ids of the things in a workshop, each a type of its own.
//!
//! An id is a number that is never used again inside its workshop file. People and machines see it
//! with a letter before it (`S17`), which is also how it is serialised.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is not an id of the expected type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an id like {prefix}17")]
pub struct NotAnId {
    text: String,
    prefix: char,
}

macro_rules! id_type {
    ($name:ident, $prefix:literal, $what:literal) => {
        #[doc = concat!("Identifies ", $what, ", shown as `", $prefix, "17`.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "specta", derive(specta::Type), specta(transparent))]
        pub struct $name(#[cfg_attr(feature = "specta", specta(type = String))] pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.strip_prefix($prefix)
                    .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
                    .and_then(|digits| digits.parse().ok())
                    .map($name)
                    .ok_or_else(|| NotAnId {
                        text: text.chars().take(40).collect(),
                        prefix: $prefix,
                    })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id_type!(SliceId, 'S', "a slice (an epic is a slice without a parent)");
id_type!(PersonaId, 'P', "a persona");
id_type!(StepId, 'J', "a step of the user's journey");
id_type!(ReleaseId, 'R', "a release after the MVP");
id_type!(AcceptanceId, 'A', "an acceptance criterion");
id_type!(QuestionId, 'Q', "a question");
id_type!(DeferralId, 'D', "a deferral");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_is_shown() {
        assert_eq!("S17".parse(), Ok(SliceId(17)));
        assert_eq!(SliceId(17).to_string(), "S17");
    }

    #[test]
    fn ids_of_another_type_or_out_of_range_are_refused() {
        for text in ["", "S", "17", "P17", "S-1", "S+1", "S4294967296", "S1 "] {
            assert!(text.parse::<SliceId>().is_err(), "{text:?}");
        }
    }
}
