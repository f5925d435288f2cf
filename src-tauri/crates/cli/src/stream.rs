//! JSON Lines from standard input: read in chunks, judged on all processors, written in order.

use std::io::{BufRead, Write};

use app::jobs::Story;
use rayon::prelude::*;
use serde::Serialize;

use crate::out::{self, Failure};

/// How many lines are judged at a time.
const CHUNK: usize = 2_048;

/// How many bytes are read at most before a chunk is judged.
const CHUNK_BYTES: usize = 8 << 20;

/// Answers each story of `input` with one line. Stops at the first line that is no story, after
/// the lines before it are answered.
pub fn answer<T: Serialize + Send>(
    mut input: impl BufRead,
    judge: impl Fn(Story) -> T + Sync,
) -> Result<(), Failure> {
    let mut out = out::stdout();
    let mut lines = Lines { input: &mut input, number: 0 };
    loop {
        let chunk = lines.chunk()?;
        if chunk.is_empty() {
            return Ok(out.flush()?);
        }
        let answers: Vec<Result<Vec<u8>, Failure>> = chunk
            .par_iter()
            .with_min_len(8)
            .map(|(number, line)| {
                let mut answer = serde_json::to_vec(&judge(story(*number, line)?))?;
                answer.push(b'\n');
                Ok(answer)
            })
            .collect();
        for answer in answers {
            match answer {
                Ok(answer) => out.write_all(&answer)?,
                Err(failure) => {
                    out.flush()?;
                    return Err(failure);
                }
            }
        }
        out.flush()?;
    }
}

struct Lines<'a, R> {
    input: &'a mut R,
    number: u64,
}

impl<R: BufRead> Lines<'_, R> {
    /// The next lines that are not blank, with their numbers; none at the end.
    fn chunk(&mut self) -> Result<Vec<(u64, Vec<u8>)>, Failure> {
        let mut chunk = Vec::new();
        let mut bytes = 0;
        while chunk.len() < CHUNK && bytes < CHUNK_BYTES {
            let mut line = Vec::new();
            let read = self.input.read_until(b'\n', &mut line).map_err(|error| {
                Failure::told(format!("standard input cannot be read: {error}"))
            })?;
            if read == 0 {
                break;
            }
            self.number += 1;
            if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            bytes += line.len();
            if !line.trim_ascii().is_empty() {
                chunk.push((self.number, line));
            }
        }
        Ok(chunk)
    }
}

fn story(number: u64, line: &[u8]) -> Result<Story, Failure> {
    serde_json::from_slice(line).map_err(|error| {
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default().to_owned();
        let column = error.column();
        Failure::told(format!(
            "standard input, line {number}, column {column}: not a story: {what}"
        ))
    })
}
