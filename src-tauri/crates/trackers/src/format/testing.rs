//! What the tests of the formats write with.

use std::io::{self, Write};

use slicing::{OrderKey, Slice, SliceId, Tree, Workshop};

use crate::files::{Files, Part};
use crate::{Format, Handover, Ranked, Report};

/// A slice below another one.
pub(crate) fn slice(id: u32, parent: Option<u32>, title: &str) -> Slice {
    let keys = OrderKey::spread(None, None, 5000).unwrap();
    Slice::new(SliceId(id), parent.map(SliceId), keys[id as usize].clone(), title)
}

/// Files in memory, each after a line with its name.
#[derive(Default)]
struct Many(Vec<(String, Vec<u8>)>);

impl Files for Many {
    fn are_many(&self) -> bool {
        true
    }

    fn begin(&mut self, part: Part<'_>) -> io::Result<&mut dyn Write> {
        self.0.push((format!("{part:?}"), Vec::new()));
        Ok(&mut self.0.last_mut().unwrap().1)
    }
}

fn handed_over<T>(slices: Vec<Slice>, write: impl FnOnce(&Handover<'_>) -> T) -> T {
    let workshop = Workshop { tree: Tree::from_slices(slices), ..Workshop::default() };
    let ranked = |slice: &Slice| Ranked {
        slice: slice.id,
        value: slice.value.unwrap_or(40),
        effort: slice.effort.unwrap_or(3),
        in_mvp: slice.in_mvp,
        release: None,
    };
    let backlog: Vec<_> = workshop.tree.leaves().map(ranked).collect();
    write(&Handover { workshop: &workshop, identity: "x", backlog: &backlog })
}

/// These slices as one stream.
pub(crate) fn written(format: Format, slices: Vec<Slice>) -> (String, Report) {
    handed_over(slices, |handover| {
        let mut bytes = Vec::new();
        let report = crate::write(format, handover, &mut bytes).unwrap();
        (String::from_utf8(bytes).unwrap(), report)
    })
}

/// These slices as the files that the tracker wants, with their names.
pub(crate) fn files(format: Format, slices: Vec<Slice>) -> (Vec<(String, String)>, Report) {
    handed_over(slices, |handover| {
        let mut files = Many::default();
        let report = crate::write_files(format, handover, &mut files).unwrap();
        let text = |(name, bytes)| (name, String::from_utf8(bytes).unwrap());
        (files.0.into_iter().map(text).collect(), report)
    })
}
