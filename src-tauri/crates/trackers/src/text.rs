//! Text from anywhere: bytes to characters, lines with numbers, and titles that are one line.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::ReadError;
use crate::report::{Report, Severity};

/// The first bytes of files that people drop by mistake.
const MAGIC: &[(&[u8], &str)] = &[
    (b"SQLite format 3\0", "a database file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
];

/// The characters of a file: UTF-8 or UTF-16 by its mark or its looks, otherwise Windows-1252.
/// NUL characters are dropped and noted.
///
/// # Errors
/// [`ReadError::NotText`] for files of another nature.
pub(crate) fn decode<'a>(bytes: &'a [u8], report: &mut Report) -> Result<Cow<'a, str>, ReadError> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::NotText { what });
    }
    let text = characters(bytes, report);
    if looks_binary(&text) {
        return Err(ReadError::NotText { what: "a binary file" });
    }
    let nuls = text.bytes().filter(|byte| *byte == 0).count();
    if nuls == 0 {
        return Ok(text);
    }
    let line = text.bytes().take_while(|byte| *byte != 0).filter(|byte| *byte == b'\n').count();
    report.at(line_number(line), Severity::Skipped, format!("{nuls} NUL characters"));
    Ok(Cow::Owned(text.replace('\0', "")))
}

fn characters<'a>(bytes: &'a [u8], report: &mut Report) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return in_encoding(encoding, &bytes[mark..], report);
    }
    if let Some(encoding) = utf16_by_its_zeros(bytes) {
        report.note(Severity::Guessed, format!("the encoding is {}", encoding.name()));
        return in_encoding(encoding, bytes, report);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if mostly_utf8(bytes) => in_encoding(UTF_8, bytes, report),
        Err(_) => {
            report.note(Severity::Guessed, "the encoding is Windows-1252");
            WINDOWS_1252.decode_without_bom_handling(bytes).0
        }
    }
}

fn in_encoding<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    report: &mut Report,
) -> Cow<'a, str> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        let before = text.split('\u{fffd}').next().unwrap_or_default();
        let line = line_number(before.bytes().filter(|byte| *byte == b'\n').count());
        report.at(line, Severity::Skipped, format!("bytes that are not {}", encoding.name()));
    }
    text
}

/// Latin text in UTF-16 has a zero in every other byte.
fn utf16_by_its_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(2048) & !1];
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let pairs = sample.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    match pairs {
        0 | 1 => None,
        _ if odd * 10 >= pairs * 4 && even * 20 <= pairs => Some(UTF_16LE),
        _ if even * 10 >= pairs * 4 && odd * 20 <= pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether there are at least as many whole characters beyond ASCII as broken ones, so that a few bad bytes,
/// or a file that ends in the middle of a character, do not turn the rest into nonsense.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken
}

fn looks_binary(text: &str) -> bool {
    let sample = &text.as_bytes()[..text.len().min(65_536)];
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c);
    let odd = sample.iter().filter(odd).count();
    odd > 8 && odd * 20 > sample.len()
}

/// The lines of a text with their numbers from 1; CR, LF and CRLF end a line.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut rest = text;
    let mut number = 0_u32;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        number = number.saturating_add(1);
        Some((number, line))
    })
}

/// The number of a line, from how many lines end before it.
pub(crate) fn line_number(before: usize) -> u32 {
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// Tells the lines of places that are asked for from front to back.
pub(crate) struct LineCounter<'a> {
    bytes: &'a [u8],
    seen: usize,
    line: usize,
}

impl<'a> LineCounter<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), seen: 0, line: 0 }
    }

    /// The line of a place.
    pub fn of(&mut self, at: usize) -> u32 {
        let at = at.min(self.bytes.len());
        while self.seen < at {
            let ends = match self.bytes[self.seen] {
                b'\n' => true,
                b'\r' => self.bytes.get(self.seen + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line += usize::from(ends);
            self.seen += 1;
        }
        line_number(self.line)
    }

    /// The line of the first place from here on that is not a line's end.
    pub fn first_filled(&mut self, at: usize) -> u32 {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        self.of(at + ends)
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// One line: every run of line breaks and tabs becomes a space, other control characters go.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || is_break(c)) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut broken = false;
    for c in text.chars() {
        if is_break(c) {
            if !broken {
                line.push(' ');
            }
        } else if !c.is_control() {
            line.push(c);
        }
        broken = is_break(c);
    }
    Cow::Owned(line)
}

/// Several lines: line breaks become LF, control characters other than tabs go.
pub(crate) fn block(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unified.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
}

/// A word joiner: it shows nothing, and parts two characters that would act together where neither
/// can be escaped. Where it stands already, there is one more of them.
pub(crate) const GUARD: char = '\u{2060}';

/// Takes the guards at the start of a text, the first of which is none of the text, and tells their
/// length in bytes.
pub(crate) fn unguarded(text: &str, out: &mut String) -> usize {
    let guards = text.len() - text.trim_start_matches(GUARD).len();
    out.push_str(&text[GUARD.len_utf8().min(guards)..guards]);
    guards
}

/// The beginning of a text with at most `most` characters, ending in `…` at a word's end when it
/// is cut; `None` when it fits.
pub(crate) fn cut(text: &str, most: usize) -> Option<String> {
    let (end, _) = text.char_indices().nth(most)?;
    let last = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    let head = &text[..last];
    let word = head.rfind(char::is_whitespace).filter(|at| *at > head.len() / 2);
    Some(format!("{}…", head[..word.unwrap_or(head.len())].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Result<String, ReadError>, Report) {
        let mut report = Report::default();
        let text = decode(bytes, &mut report).map(Cow::into_owned);
        (text, report)
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let text = "Café for two\n\tpay later\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut marked = vec![0xff, 0xfe];
        marked.extend(&le);
        let latin = WINDOWS_1252.encode(text).0.into_owned();
        let bom = format!("\u{feff}{text}").into_bytes();
        for bytes in [text.as_bytes(), &le, &be, &marked, &latin, &bom] {
            assert_eq!(decoded(bytes).0.as_deref(), Ok(text), "{bytes:?}");
        }
    }

    #[test]
    fn a_guessed_encoding_is_told() {
        assert_eq!(decoded(b"Caf\xe9").1.notes[0].severity, Severity::Guessed);
        assert!(decoded("Café".as_bytes()).1.notes.is_empty());
    }

    #[test]
    fn a_character_cut_at_the_end_does_not_spoil_the_rest() {
        let whole = "naïve\nCafé";
        let (text, report) = decoded(&whole.as_bytes()[..whole.len() - 1]);
        assert_eq!(text.as_deref(), Ok("naïve\nCaf\u{fffd}"));
        assert_eq!(report.notes[0].line, Some(2));
    }

    #[test]
    fn nul_characters_are_dropped_and_told_with_their_line() {
        let (text, report) = decoded(b"one\ntw\0o\nthree four five six");
        assert_eq!(text.as_deref(), Ok("one\ntwo\nthree four five six"));
        assert_eq!((report.notes[0].line, report.notes[0].severity), (Some(2), Severity::Skipped));
    }

    #[test]
    fn files_of_another_nature_are_named() {
        assert_eq!(
            decoded(b"PK\x03\x04rest").0,
            Err(ReadError::NotText { what: "a zip archive or an office document" })
        );
        let noise: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!(matches!(decoded(&noise).0, Err(ReadError::NotText { .. })));
    }

    #[test]
    fn lines_end_at_every_kind_of_line_break() {
        let all: Vec<_> = lines("a\nb\r\nc\r\rd").collect();
        assert_eq!(all, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }

    #[test]
    fn places_have_the_lines_that_people_count() {
        let mut lines = LineCounter::new("a\r\nb\rc\n\nd");
        assert_eq!([0, 3, 5].map(|at| lines.of(at)), [1, 2, 3]);
        assert_eq!(lines.first_filled(6), 5);
        assert_eq!(lines.of(99), 5);
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line("Pay\r\n\tby\u{7} card"), "Pay by card");
        assert!(matches!(one_line("Pay by card"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_cut_ends_at_a_word_and_within_the_limit() {
        assert_eq!(cut("Pay by card", 11), None);
        assert_eq!(cut("Pay by card", 9).as_deref(), Some("Pay by…"));
        assert_eq!(cut("éééééé", 3).as_deref(), Some("éé…"));
    }
}
