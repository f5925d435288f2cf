//! What the workshop is about: one row.

use std::num::ParseIntError;

use rusqlite::{Connection, Row, params};
use slicing::judge::Criterion;
use slicing::{About, Goal, Pace, Policy, Product, Worth};

use super::{cut, cut_text, found, type_name, unreadable, word};
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

/// `ordering` is no longer read or written: what was ordered by hand is pinned. The throughput has
/// one week a line.
pub(crate) const PLAN: &str = "
ALTER TABLE workshop ADD COLUMN mvp_outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE workshop ADD COLUMN mvp_measure TEXT NOT NULL DEFAULT '';
ALTER TABLE workshop ADD COLUMN worth INTEGER CHECK (worth BETWEEN 1 AND 1000000);
ALTER TABLE workshop ADD COLUMN worth_unit TEXT NOT NULL DEFAULT '';
ALTER TABLE workshop ADD COLUMN throughput TEXT NOT NULL DEFAULT '';
ALTER TABLE workshop ADD COLUMN growth INTEGER NOT NULL DEFAULT 100
    CHECK (growth BETWEEN 100 AND 300);
ALTER TABLE workshop ADD COLUMN people_then INTEGER NOT NULL DEFAULT 1
    CHECK (people_then BETWEEN 1 AND 100);
ALTER TABLE workshop ADD COLUMN people INTEGER NOT NULL DEFAULT 1
    CHECK (people BETWEEN 1 AND 100);
ALTER TABLE workshop ADD COLUMN begins TEXT;
ALTER TABLE workshop ADD COLUMN due TEXT;
";

pub(crate) fn insert(db: &Connection, about: &About) -> Result<(), Error> {
    write(
        db,
        "INSERT INTO workshop (only, title, goal, product, time_box, mvp, ordering, most_criteria,
                               fine_words, ignored, mvp_outcome, mvp_measure, worth, worth_unit,
                               throughput, growth, people_then, people, begins, due)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, 'proposed', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                 ?16, ?17, ?18)",
        about,
    )?;
    type_name::replace(db, &about.types)
}

fn write(db: &Connection, sql: &str, about: &About) -> Result<usize, Error> {
    let About { mvp, worth, pace, policy, .. } = about;
    if !pace.is_in_range() {
        return Err(Error::Refused("the pace of the team is out of its range".into()));
    }
    Ok(db.prepare_cached(sql)?.execute(params![
        about.title,
        about.goal,
        about.product.id(),
        about.time_box,
        cut_text(mvp.cut)?,
        policy.most_criteria,
        policy.fine_words.join("\n"),
        ignored_lines(policy),
        mvp.outcome,
        mvp.measure,
        worth.as_ref().map(|worth| worth.amount),
        worth.as_ref().map_or("", |worth| &worth.unit),
        throughput_lines(&pace.throughput),
        pace.growth,
        pace.people_then,
        pace.people,
        pace.from,
        pace.due,
    ])?)
}

pub(crate) fn read(db: &Connection) -> Result<About, Error> {
    let mut query = db.prepare_cached(
        "SELECT title, goal, product, time_box, mvp, most_criteria, fine_words, ignored,
                mvp_outcome, mvp_measure, worth, worth_unit, throughput, growth, people_then,
                people, begins, due
         FROM workshop",
    )?;
    let types = type_name::read(db)?;
    Ok(query.query_row([], |row| {
        Ok(About {
            title: row.get(0)?,
            goal: row.get(1)?,
            product: word(row, 2, Product::from_id)?,
            time_box: row.get(3)?,
            mvp: Goal { outcome: row.get(8)?, measure: row.get(9)?, cut: cut(row, 4)? },
            worth: worth(row, 10)?,
            pace: Pace {
                throughput: throughput(row, 12)?,
                growth: row.get(13)?,
                people_then: row.get(14)?,
                people: row.get(15)?,
                from: row.get(16)?,
                due: row.get(17)?,
            },
            policy: Policy {
                most_criteria: row.get(5)?,
                fine_words: row.get_ref(6)?.as_str()?.lines().map(str::to_owned).collect(),
                ignored: ignored(row, 7)?,
            },
            types,
        })
    })?)
}

/// What a point is worth, from two columns.
fn worth(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Worth>> {
    let Some(amount) = row.get(column)? else { return Ok(None) };
    Ok(Some(Worth { amount, unit: row.get(column + 1)? }))
}

fn throughput_lines(weeks: &[u32]) -> String {
    weeks.iter().map(u32::to_string).collect::<Vec<_>>().join("\n")
}

fn throughput(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<u32>> {
    weeks(row.get_ref(column)?.as_str()?)
        .map_err(|error| unreadable(column, format!("the slices of a week: {error}")))
}

/// The slices of each week, one week a line.
fn weeks(lines: &str) -> Result<Vec<u32>, ParseIntError> {
    lines.lines().map(str::parse).collect()
}

/// Whether a text is a throughput in its range.
pub(crate) fn is_throughput(lines: &str) -> bool {
    weeks(lines).is_ok_and(|throughput| Pace { throughput, ..Pace::default() }.is_in_range())
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
    /// [`Error::Refused`] when a number is out of its range.
    pub fn update_about(&mut self, about: &About) -> Result<(), Error> {
        let rows = write(
            self.db,
            "UPDATE workshop SET title = ?1, goal = ?2, product = ?3, time_box = ?4, mvp = ?5,
                                 most_criteria = ?6, fine_words = ?7, ignored = ?8,
                                 mvp_outcome = ?9, mvp_measure = ?10, worth = ?11,
                                 worth_unit = ?12, throughput = ?13, growth = ?14,
                                 people_then = ?15, people = ?16, begins = ?17, due = ?18",
            about,
        )?;
        found(rows, || "workshop in this file".into())?;
        type_name::replace(self.db, &about.types)
    }
}

#[cfg(test)]
mod tests {
    use slicing::Cut;

    use super::*;
    use crate::table::bench::edited;

    #[test]
    fn what_the_workshop_is_about_reads_back_in_every_word() {
        for product in Product::ALL {
            for cut in [Cut::Proposed, Cut::Capacity(30), Cut::Share(80), Cut::ByHand] {
                let about = About {
                    title: "Trip".into(),
                    goal: "Travellers leave in a minute".into(),
                    product: *product,
                    time_box: 100,
                    mvp: Goal {
                        outcome: "Travellers pay on the way".into(),
                        measure: "9 of 10 do".into(),
                        cut,
                    },
                    worth: Some(Worth { amount: 120, unit: "€".into() }),
                    pace: Pace {
                        throughput: vec![3, 0, 10_000],
                        growth: 130,
                        people_then: 4,
                        people: 5,
                        from: Some("2026-05-04".into()),
                        due: Some("2026-07-01".into()),
                    },
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
    fn what_is_out_of_its_range_is_refused() {
        let about = About::default;
        let policy = |most| Policy { most_criteria: Some(most), ..Policy::default() };
        let cut = |cut| Goal { cut, ..Goal::default() };
        let worth = |amount| Some(Worth { amount, unit: "€".into() });
        let pace = Pace::default;
        let wrong = [
            About { time_box: 0, ..about() },
            About { time_box: 101, ..about() },
            About { policy: policy(0), ..about() },
            About { policy: policy(21), ..about() },
            About { mvp: cut(Cut::Capacity(0)), ..about() },
            About { mvp: cut(Cut::Share(101)), ..about() },
            About { worth: worth(0), ..about() },
            About { worth: worth(1_000_001), ..about() },
            About { pace: Pace { growth: 301, ..pace() }, ..about() },
            About { pace: Pace { people: 0, ..pace() }, ..about() },
            About { pace: Pace { throughput: vec![10_001], ..pace() }, ..about() },
            About { pace: Pace { due: Some("soon".into()), ..pace() }, ..about() },
        ];
        for about in wrong {
            let refused = edited(|edit| edit.update_about(&about)).unwrap_err();
            assert!(matches!(refused, Error::Refused(_)), "{about:?}: {refused}");
        }
    }

    #[test]
    fn a_throughput_is_a_number_in_its_range_a_line() {
        assert!(is_throughput("") && is_throughput("3\n0\n10000"));
        for none in ["three", "3,4", "-1", "\n", "10001", &"1\n".repeat(521)] {
            assert!(!is_throughput(none), "{none:?}");
        }
    }

    #[test]
    fn what_is_not_said_reads_back_as_not_said() {
        let left = edited(|edit| edit.update_about(&About::default())).unwrap();
        assert_eq!(left.about, About::default());
    }
}
