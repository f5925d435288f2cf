//! What the workshop is about: one row.

use rusqlite::{Connection, Row};
use slicing::judge::Criterion;
use slicing::{About, Decided, Policy, Product};

use super::{found, type_name, unreadable, word};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE workshop (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    title    TEXT    NOT NULL,
    goal     TEXT    NOT NULL,
    product  TEXT    NOT NULL,
    time_box INTEGER NOT NULL CHECK (time_box BETWEEN 1 AND 100),
    mvp      TEXT    NOT NULL,
    ordering TEXT    NOT NULL
) STRICT;
";

/// Lists have one entry a line.
pub(crate) const POLICY: &str = "
ALTER TABLE workshop ADD COLUMN most_criteria INTEGER CHECK (most_criteria BETWEEN 1 AND 20);
ALTER TABLE workshop ADD COLUMN fine_words TEXT NOT NULL DEFAULT '';
ALTER TABLE workshop ADD COLUMN ignored TEXT NOT NULL DEFAULT '';
";

pub(crate) fn insert(db: &Connection, about: &About) -> Result<(), Error> {
    db.execute(
        "INSERT INTO workshop (only, title, goal, product, time_box, mvp, ordering, most_criteria,
                               fine_words, ignored)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            &about.title,
            &about.goal,
            about.product.id(),
            about.time_box,
            decided_id(about.mvp),
            decided_id(about.order),
            about.policy.most_criteria,
            about.policy.fine_words.join("\n"),
            ignored_lines(&about.policy),
        ),
    )?;
    type_name::replace(db, &about.types)
}

pub(crate) fn read(db: &Connection) -> Result<About, Error> {
    let mut query = db.prepare_cached(
        "SELECT title, goal, product, time_box, mvp, ordering, most_criteria, fine_words, ignored
         FROM workshop",
    )?;
    let types = type_name::read(db)?;
    Ok(query.query_row([], |row| {
        Ok(About {
            title: row.get(0)?,
            goal: row.get(1)?,
            product: word(row, 2, Product::from_id)?,
            time_box: row.get(3)?,
            mvp: word(row, 4, decided)?,
            order: word(row, 5, decided)?,
            policy: Policy {
                most_criteria: row.get(6)?,
                fine_words: row.get_ref(7)?.as_str()?.lines().map(str::to_owned).collect(),
                ignored: ignored(row, 8)?,
            },
            types,
        })
    })?)
}

fn ignored_lines(policy: &Policy) -> String {
    let ids: Vec<&str> = policy.ignored.iter().map(|criterion| criterion.id()).collect();
    ids.join("\n")
}

fn ignored(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<Criterion>> {
    let criterion = |id: &str| {
        let unknown = || unreadable(column, format!("{id:?} is not a word it knows"));
        Criterion::from_id(id).ok_or_else(unknown)
    };
    row.get_ref(column)?.as_str()?.lines().map(criterion).collect()
}

/// Leaves out the criteria that nobody knows; says whether there were any.
pub(crate) fn mend_ignored(db: &Connection) -> Result<usize, Error> {
    let lines: String = db.query_row("SELECT ignored FROM workshop", [], |row| row.get(0))?;
    let known: Vec<&str> = lines.lines().filter(|id| Criterion::from_id(id).is_some()).collect();
    if known.len() == lines.lines().count() {
        return Ok(0);
    }
    Ok(db.execute("UPDATE workshop SET ignored = ?1", [known.join("\n")])?)
}

impl Edit<'_> {
    /// Replaces what the workshop is about.
    ///
    /// # Errors
    /// [`Error::Refused`] when the time-box or the most acceptance criteria are out of their range.
    pub fn update_about(&mut self, about: &About) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached(
                "UPDATE workshop SET title = ?1, goal = ?2, product = ?3, time_box = ?4, mvp = ?5,
                                     ordering = ?6, most_criteria = ?7, fine_words = ?8,
                                     ignored = ?9",
            )?
            .execute((
                &about.title,
                &about.goal,
                about.product.id(),
                about.time_box,
                decided_id(about.mvp),
                decided_id(about.order),
                about.policy.most_criteria,
                about.policy.fine_words.join("\n"),
                ignored_lines(&about.policy),
            ))?;
        found(rows, || "workshop in this file".into())?;
        type_name::replace(self.db, &about.types)
    }
}

/// The words for who decides.
pub(crate) const DECIDED: [(&str, Decided); 2] =
    [("proposed", Decided::Proposed), ("by-hand", Decided::ByHand)];

pub(crate) const fn decided_id(decided: Decided) -> &'static str {
    match decided {
        Decided::Proposed => DECIDED[0].0,
        Decided::ByHand => DECIDED[1].0,
    }
}

fn decided(id: &str) -> Option<Decided> {
    DECIDED.iter().find(|(word, _)| *word == id).map(|(_, decided)| *decided)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::bench::edited;

    #[test]
    fn what_the_workshop_is_about_reads_back_in_every_word() {
        for product in Product::ALL {
            for (_, decided) in DECIDED {
                let about = About {
                    title: "Trip".into(),
                    goal: "Travellers leave in a minute".into(),
                    product: *product,
                    time_box: 100,
                    mvp: decided,
                    order: Decided::ByHand,
                    policy: Policy {
                        most_criteria: Some(20),
                        fine_words: vec!["dashboard".into(), "user friendly".into()],
                        ignored: Criterion::ALL.to_vec(),
                    },
                    ..About::default()
                };
                let written = about.clone();
                let left = edited(move |edit| edit.update_about(&written)).unwrap();
                assert_eq!(left.about, about);
            }
        }
    }

    #[test]
    fn a_number_of_criteria_out_of_range_is_refused() {
        for most in [0, 21] {
            let policy = Policy { most_criteria: Some(most), ..Policy::default() };
            let about = About { policy, ..About::default() };
            let refused = edited(move |edit| edit.update_about(&about)).unwrap_err();
            assert!(matches!(refused, Error::Refused(_)), "{refused}");
        }
    }

    #[test]
    fn a_time_box_out_of_range_is_refused() {
        for time_box in [0, 101] {
            let about = About { time_box, ..About::default() };
            let refused = edited(move |edit| edit.update_about(&about)).unwrap_err();
            assert!(matches!(refused, Error::Refused(_)), "{refused}");
        }
    }
}
