//! Workshops that teach, as they come with the program.

use trackers::{Format, Incoming};

use crate::api::SampleView;

/// A workshop that teaches.
pub(crate) struct Sample {
    /// Its name on the command line.
    pub name: &'static str,
    about: &'static str,
    json: &'static str,
}

/// All of them, in the order in which they are offered.
pub(crate) const SAMPLES: [Sample; 4] = [
    Sample {
        name: "expense-reporting",
        about: "An epic that starts with typing expenses in and learns that receipts are the pain.",
        json: include_str!("../samples/expense-reporting.json"),
    },
    Sample {
        name: "user-dashboard",
        about: "Two weeks of dashboard, cut into five pieces of hours, with the plan by layers beside it.",
        json: include_str!("../samples/user-dashboard.json"),
    },
    Sample {
        name: "quoting-calculator",
        about: "Elephant Carpaccio, the exercise by Alistair Cockburn and Henrik Kniberg, already sliced.",
        json: include_str!("../samples/quoting-calculator.json"),
    },
    Sample {
        name: "hiring-round",
        about: "Nothing here is software: a bakery finds people for its second shop, one thin slice at a time.",
        json: include_str!("../samples/hiring-round.json"),
    },
];

impl Sample {
    /// The one with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SAMPLES.iter().find(|sample| sample.name == name)
    }

    /// Its content; empty if it could not be read, which a test excludes.
    pub fn content(&self) -> Incoming {
        trackers::read(Format::Json, self.json.as_bytes()).unwrap_or_default()
    }

    /// As the home screen shows it.
    pub fn view(&self) -> SampleView {
        let content = self.content();
        let parents: rustc_hash::FxHashSet<u32> =
            content.slices.iter().filter_map(|slice| slice.parent).collect();
        let leaves = (0..).zip(&content.slices).filter(|(at, _)| !parents.contains(at)).count();
        SampleView {
            name: self.name.to_owned(),
            title: content.about.title.unwrap_or_default(),
            about: self.about.to_owned(),
            leaves: u32::try_from(leaves).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_read_without_a_loss() {
        for sample in &SAMPLES {
            let content = trackers::read(Format::Json, sample.json.as_bytes()).unwrap();
            assert_eq!(content.report.notes, [], "{}", sample.name);
            let view = sample.view();
            assert!(view.leaves >= 5 && !view.title.is_empty(), "{}", sample.name);
        }
    }
}
