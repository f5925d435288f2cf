//! Where a hand-over goes: one stream, or several files beside each other.

use std::io::{self, Write};

/// The file that is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// The file as the user called it.
    Only,
    /// A further one because the tracker limits how much one may hold, from 2.
    Number(u32),
    /// One of many, with its own name.
    Named(&'a str),
}

/// Takes the files of a hand-over, one after the other.
pub trait Files {
    /// Whether it can hold several files. Where it cannot, there is one part, and what would be
    /// several files stands in it one below the other.
    fn are_many(&self) -> bool;

    /// Ends the file before and begins the next one.
    ///
    /// # Errors
    /// Those of the system.
    fn begin(&mut self, part: Part<'_>) -> io::Result<&mut dyn Write>;
}

/// All in one stream.
pub struct OneStream<'a>(pub &'a mut dyn Write);

impl Files for OneStream<'_> {
    fn are_many(&self) -> bool {
        false
    }

    fn begin(&mut self, _: Part<'_>) -> io::Result<&mut dyn Write> {
        Ok(self.0)
    }
}
