//! What the workshop is about: one row.

use rusqlite::Connection;
use slicing::{About, Decided, Product};

use super::{found, word};
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

pub(crate) fn insert(db: &Connection, about: &About) -> Result<(), Error> {
    db.execute(
        "INSERT INTO workshop (only, title, goal, product, time_box, mvp, ordering)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
        (
            &about.title,
            &about.goal,
            about.product.id(),
            about.time_box,
            decided_id(about.mvp),
            decided_id(about.order),
        ),
    )?;
    Ok(())
}

pub(crate) fn read(db: &Connection) -> Result<About, Error> {
    let mut query =
        db.prepare_cached("SELECT title, goal, product, time_box, mvp, ordering FROM workshop")?;
    Ok(query.query_row([], |row| {
        Ok(About {
            title: row.get(0)?,
            goal: row.get(1)?,
            product: word(row, 2, Product::from_id)?,
            time_box: row.get(3)?,
            mvp: word(row, 4, decided)?,
            order: word(row, 5, decided)?,
        })
    })?)
}

impl Edit<'_> {
    /// Replaces what the workshop is about.
    ///
    /// # Errors
    /// [`Error::Refused`] when the time-box is out of its range.
    pub fn update_about(&mut self, about: &About) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached(
                "UPDATE workshop SET title = ?1, goal = ?2, product = ?3, time_box = ?4, mvp = ?5,
                                     ordering = ?6",
            )?
            .execute((
                &about.title,
                &about.goal,
                about.product.id(),
                about.time_box,
                decided_id(about.mvp),
                decided_id(about.order),
            ))?;
        found(rows, || "workshop in this file".into())
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
                };
                let written = about.clone();
                let left = edited(move |edit| edit.update_about(&written)).unwrap();
                assert_eq!(left.about, about);
            }
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
