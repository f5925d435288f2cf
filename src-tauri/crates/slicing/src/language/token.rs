//! Cuts text into words and words into sentences, in one pass and linear time.

use std::borrow::Cow;
use std::ops::Range;

use super::{Span, Tag, Word};

/// Words whose final point does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "ca", "cf", "dept", "dr", "e.g", "eg", "etc", "fig", "i.e", "ie", "incl", "max",
    "min", "mr", "mrs", "ms", "no", "nr", "resp", "st", "vs",
];

/// Cuts a text into words, all tagged [`Tag::Other`] but for punctuation.
pub(super) fn words(source: &str) -> Vec<Word<'_>> {
    let mut cutter = Cutter { source, byte: 0, char: 0, fresh_line: true };
    let mut words = Vec::with_capacity(source.len() / 5 + 1);
    while let Some(word) = cutter.next_word() {
        words.push(word);
    }
    words
}

/// Groups words into sentences; together they cover all words.
pub(super) fn sentences(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 1..words.len() {
        if begins_sentence(words, at) {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}

fn begins_sentence(words: &[Word<'_>], at: usize) -> bool {
    let (before, word) = (&words[at - 1], &words[at]);
    let is_closing = word.is_any(&[")", "]", "\"", "'", "”", "’", ".", "!", "?", ",", ";", ":"]);
    if word.tag == Tag::Bullet {
        return before.tag != Tag::Bullet;
    }
    if word.starts_line && before.tag != Tag::Bullet {
        return !word.text.starts_with(char::is_lowercase) || ends_sentence(words, at - 1);
    }
    ends_sentence(words, at - 1) && !is_closing
}

fn ends_sentence(words: &[Word<'_>], at: usize) -> bool {
    let closes = |at: usize| words[at].is_any(&[".", "!", "?", "…", "。", "！", "？"]);
    let quoted = words[at].is_any(&[")", "\"", "'", "”", "’"]) && at > 0 && closes(at - 1);
    closes(at) || quoted
}

struct Cutter<'a> {
    source: &'a str,
    byte: usize,
    char: u32,
    fresh_line: bool,
}

impl<'a> Cutter<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.byte..]
    }

    fn next_word(&mut self) -> Option<Word<'a>> {
        self.skip_blank();
        let rest = self.rest();
        let first = rest.chars().next()?;
        let starts_line = std::mem::take(&mut self.fresh_line);
        let bullet = if starts_line { bullet_len(rest) } else { 0 };
        let (len, tag) = match first {
            _ if bullet > 0 => (bullet, Tag::Bullet),
            _ if self.is_free() && is_address(rest) => (address_len(rest), Tag::Name),
            c if c.is_ascii_digit() => (word_len(rest), Tag::Number),
            c if c.is_alphanumeric() => (word_len(rest), Tag::Other),
            c if is_symbol(c) => (c.len_utf8(), Tag::Symbol),
            c => (c.len_utf8(), Tag::Mark),
        };
        let mut word = self.take(len, tag);
        // A list item's text is still at the start of its line.
        self.fresh_line = word.tag == Tag::Bullet;
        word.starts_line = starts_line;
        Some(word)
    }

    /// Whether nothing touches the next character from the left.
    fn is_free(&self) -> bool {
        self.source[..self.byte].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
    }

    fn take(&mut self, len: usize, tag: Tag) -> Word<'a> {
        let text = &self.rest()[..len];
        let span = Span { from: self.char, to: self.char + text.chars().count() as u32 };
        let lower = lower(text);
        let lemma = lower.clone();
        let word = Word { text, lower, lemma, tag, span, starts_line: false, byte: self.byte };
        self.byte += len;
        self.char = span.to;
        word
    }

    /// Skips white space, and marks of emphasis and code, which mean nothing here.
    fn skip_blank(&mut self) {
        for c in self.rest().chars() {
            let blank = c.is_whitespace() || c.is_control() || is_invisible(c);
            let mark = matches!(c, '*' | '_' | '`' | '~' | '#');
            let skipped = blank || (mark && !(self.fresh_line && bullet_len(self.rest()) > 0));
            if !skipped {
                return;
            }
            self.fresh_line |= c == '\n' || c == '\r' || c == '\u{2028}';
            self.byte += c.len_utf8();
            self.char += 1;
        }
    }
}

fn lower(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii() && !c.is_ascii_uppercase();
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase().replace('’', "'"))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '%' | '€'
            | '$'
            | '£'
            | '¥'
            | '+'
            | '='
            | '<'
            | '>'
            | '≤'
            | '≥'
            | '&'
            | '/'
            | '→'
            | '@'
            | '°'
    )
}

/// The length of a bullet at the start of a line, its check box included, or 0.
fn bullet_len(line: &str) -> usize {
    let marker = match line.chars().next() {
        Some(c @ ('-' | '*' | '+' | '•' | '–' | '—' | '·' | '◦' | '▪' | '>')) => {
            c.len_utf8()
        }
        Some('#') => line.bytes().take_while(|b| *b == b'#').count(),
        Some(c) if c.is_ascii_alphanumeric() => ordinal_len(line),
        Some('[') => return check_box_len(line),
        _ => return 0,
    };
    let rest = &line[marker..];
    if marker == 0 || !rest.starts_with([' ', '\t']) {
        return 0;
    }
    let inner = rest.trim_start_matches([' ', '\t']);
    let blank = rest.len() - inner.len();
    match check_box_len(inner) {
        0 => marker,
        check_box => marker + blank + check_box,
    }
}

fn check_box_len(text: &str) -> usize {
    ["[ ]", "[x]", "[X]", "[]"].iter().find(|box_| text.starts_with(**box_)).map_or(0, |b| b.len())
}

/// `1.`, `12)`, `a)`: at most three characters and a point or bracket.
fn ordinal_len(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let letters = usize::from(digits == 0);
    let len = digits + letters;
    let closing: &[u8] = if digits > 0 { b".)" } else { b")" };
    match line.as_bytes().get(len) {
        Some(end) if len <= 3 && closing.contains(end) => len + 1,
        _ => 0,
    }
}

fn is_address(rest: &str) -> bool {
    let starts = |prefix: &str| {
        rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    let path = rest.starts_with('/')
        && rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '{');
    starts("http://") || starts("https://") || starts("www.") || path
}

fn address_len(rest: &str) -> usize {
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    rest[..end]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '’'])
        .len()
        .max(1)
}

/// The length of the word at the start of `rest`, which begins with a letter or digit: inner
/// apostrophes, hyphens, points and, between digits, commas belong to it.
fn word_len(rest: &str) -> usize {
    const AND_OR: &str = "and/or";
    if rest.get(..AND_OR.len()).is_some_and(|head| head.eq_ignore_ascii_case(AND_OR)) {
        return AND_OR.len();
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        if is_inner(c) || joins(previous, c, next) {
            end = at + c.len_utf8();
            previous = c;
        } else {
            break;
        }
        if is_ideograph(c) {
            break;
        }
    }
    if rest[end..].starts_with('.')
        && ABBREVIATIONS.contains(&rest[..end].to_ascii_lowercase().as_str())
    {
        let ends_text = rest[end + 1..].chars().all(char::is_whitespace);
        end += usize::from(!ends_text);
    }
    end
}

fn is_inner(c: char) -> bool {
    // Combining marks and joiners belong to the letter before them.
    c.is_alphanumeric() || c == '\u{200d}' || matches!(c, '\u{300}'..='\u{36f}' | '\u{fe0f}')
}

/// Every ideograph and kana is a word of its own: there are no spaces to cut at.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

fn joins(before: char, c: char, after: char) -> bool {
    match c {
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        '-' | '_' | '@' | '\u{2011}' => before.is_alphanumeric() && after.is_alphanumeric(),
        '.' => before.is_alphanumeric() && after.is_alphanumeric() && !after.is_uppercase(),
        ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
        '/' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}
