//! Whole documents in a column, made small.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use crate::Error;

/// A document that claims to be longer, in bytes, is damage.
const LONGEST: u64 = 1 << 30;

/// Packs a document, quickly rather than tightly: JSON becomes about a tenth.
pub(crate) fn packed(content: &[u8]) -> Result<Vec<u8>, Error> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(content).and_then(|()| encoder.finish());
    written.map_err(|error: io::Error| Error::Refused(error.to_string()))
}

/// The document that was packed.
///
/// # Errors
/// [`Error::Damaged`] when it was not packed by [`packed`].
pub(crate) fn unpacked(packed: &[u8]) -> Result<Vec<u8>, Error> {
    let mut content = Vec::new();
    let damaged = |what: String| Error::Damaged(format!("a document in it: {what}"));
    let mut decoder = DeflateDecoder::new(packed).take(LONGEST + 1);
    let length = decoder.read_to_end(&mut content).map_err(|error| damaged(error.to_string()))?;
    match length as u64 {
        0..=LONGEST => Ok(content),
        _ => Err(damaged("it is longer than any that was written".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_smaller_and_comes_back() {
        let text = "{\"id\":\"S1\",\"title\":\"Pay by card\"}\n".repeat(1000);
        let small = packed(text.as_bytes()).unwrap();
        assert!(small.len() * 20 < text.len());
        assert_eq!(unpacked(&small).unwrap(), text.as_bytes());
        assert_eq!(unpacked(&packed(b"").unwrap()).unwrap(), b"");
    }

    #[test]
    fn what_ends_in_the_middle_is_damage() {
        let small = packed(&[7; 5000]).unwrap();
        for nonsense in [&small[..small.len() - 2], b"\xff\xff", b""] {
            assert!(matches!(unpacked(nonsense), Err(Error::Damaged(_))));
        }
    }
}
