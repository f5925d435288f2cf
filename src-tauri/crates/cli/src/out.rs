//! Standard output and standard error.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};

use app::api::AppError;
use serde::Serialize;

/// Why a command ends early.
#[derive(Debug)]
pub enum Failure {
    /// A problem with the data, in one sentence.
    Told(String),
    /// Nobody reads our output any more.
    Unread,
}

impl Failure {
    /// A problem with the data.
    pub fn told(message: impl Into<String>) -> Self {
        Self::Told(message.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Told(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error.detail.as_str() {
            detail if detail.is_empty() || error.message.contains(detail) => {
                Self::Told(error.message)
            }
            detail => Self::Told(format!("{} ({detail})", error.message)),
        }
    }
}

/// Tells a problem on standard error, in one line.
pub fn complain(message: &str) {
    // There is nowhere else to say it if standard error is gone.
    let _ = writeln!(io::stderr().lock(), "carpaccio: {}", one_line(message));
}

/// Text without anything that could move the cursor or start a new line.
pub fn one_line(text: &str) -> String {
    let words = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    words.trim().to_owned()
}

/// Standard output, buffered.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Prints a value as JSON, on several lines.
pub fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// Prints values as JSON Lines.
pub fn print_lines<'a, T: Serialize + 'a>(
    values: impl Iterator<Item = &'a T>,
) -> Result<(), Failure> {
    let mut out = stdout();
    for value in values {
        serde_json::to_writer(&mut out, value)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// Prints text.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// How a piece of text looks on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// Of more weight.
    Bold,
    /// Of less weight.
    Dim,
    /// The accent.
    Accent,
}

/// Whether colours are welcome: only on a terminal, and not where `NO_COLOR` is set.
pub fn is_coloured() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb
}

/// The text in a style.
pub fn styled(text: &str, style: Style, is_coloured: bool) -> String {
    let code = match style {
        Style::Plain => return text.to_owned(),
        Style::Bold => "1",
        Style::Dim => "2",
        Style::Accent => "35",
    };
    if is_coloured { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_move_the_cursor() {
        assert_eq!(one_line("a\u{1b}[2Jb\nc\r"), "a [2Jb c");
    }

    #[test]
    fn colours_only_where_they_are_welcome() {
        assert_eq!(styled("x", Style::Bold, false), "x");
        assert_eq!(styled("x", Style::Bold, true), "\u{1b}[1mx\u{1b}[0m");
        assert_eq!(styled("x", Style::Plain, true), "x");
    }

    #[test]
    fn the_cause_is_told_with_the_message() {
        let error = AppError {
            code: app::api::ErrorCode::System,
            message: "Not saved.".to_owned(),
            detail: "os error 5".to_owned(),
        };
        assert!(matches!(error.into(), Failure::Told(text) if text == "Not saved. (os error 5)"));
    }
}
