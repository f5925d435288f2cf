//! The stable name of a slice outside its workshop, by which a second hand-over finds it again.

use std::fmt;
use std::str::FromStr;

use slicing::SliceId;

/// A slice of a certain workshop file, written as `carpaccio:IDENTITY:S17`: one word, so that it
/// can be a label or an external id, and can be searched for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The identity of the workshop file.
    pub workshop: String,
    /// The slice in it.
    pub slice: SliceId,
}

/// A text that is not a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a reference like carpaccio:1f0c:S17")]
pub struct NotAReference;

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "carpaccio:{}:{}", self.workshop, self.slice)
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let rest = text.trim().strip_prefix("carpaccio:").ok_or(NotAReference)?;
        let (workshop, slice) = rest.rsplit_once(':').ok_or(NotAReference)?;
        if workshop.contains(char::is_whitespace) {
            return Err(NotAReference);
        }
        let slice = slice.parse().map_err(|_| NotAReference)?;
        Ok(Self { workshop: workshop.to_owned(), slice })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_back_as_it_is_written() {
        let reference = Reference { workshop: "1f-0c".into(), slice: SliceId(17) };
        assert_eq!(reference.to_string(), "carpaccio:1f-0c:S17");
        assert_eq!(reference.to_string().parse(), Ok(reference));
    }

    #[test]
    fn other_texts_are_not_references() {
        for text in ["", "S17", "carpaccio:", "carpaccio:x", "carpaccio:x:17", "carpaccio:a b:S1"] {
            assert_eq!(text.parse::<Reference>(), Err(NotAReference), "{text:?}");
        }
    }
}
