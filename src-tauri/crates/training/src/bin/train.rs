//! `train`: learns the weights from the labelled cards and writes the tables.
#![allow(clippy::print_stdout, reason = "it talks to a terminal")]

use std::path::Path;
use std::{fs, io};

use training::cases::{SLICES, STORIES, read};
use training::{criteria, patterns};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../slicing/learned");
    let (slices, stories) = (read(SLICES)?, read(STORIES)?);
    for (name, table) in [
        ("criteria.tsv", criteria::learn(&slices)),
        ("patterns.tsv", patterns::learn(&stories, &slices)),
    ] {
        println!("{name}: {} lines", table.lines().count());
        fs::write(folder.join(name), table)?;
    }
    Ok(())
}
