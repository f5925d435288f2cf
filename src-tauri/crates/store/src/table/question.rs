//! Open and answered questions, oldest first.

use rusqlite::Connection;
use slicing::{Question, QuestionId, Slice, SliceId};

use super::slice::with_id;
use super::{Which, found};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE question (
    slice  INTEGER NOT NULL REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    id     INTEGER NOT NULL,
    text   TEXT    NOT NULL,
    owner  TEXT    NOT NULL,
    answer TEXT    NOT NULL,
    PRIMARY KEY (slice, id)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn read_into(db: &Connection, which: &Which, slices: &mut [Slice]) -> Result<(), Error> {
    let select = "SELECT slice, id, text, owner, answer FROM question";
    which.each(db, select, "slice", "slice, id", |row| {
        if let Some(slice) = with_id(slices, row.get(0)?) {
            slice.questions.push(Question {
                id: QuestionId(row.get(1)?),
                text: row.get(2)?,
                owner: row.get(3)?,
                answer: row.get(4)?,
            });
        }
        Ok(())
    })
}

impl Edit<'_> {
    /// Asks a question about a slice.
    ///
    /// # Errors
    /// [`Error::Refused`] when the slice has one with its id.
    pub fn insert_question(&mut self, slice: SliceId, question: &Question) -> Result<(), Error> {
        let Question { id, text, owner, answer } = question;
        self.db
            .prepare_cached(
                "INSERT INTO question (slice, id, text, owner, answer) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((slice.0, id.0, text, owner, answer))?;
        Ok(())
    }

    /// Replaces a question about a slice.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn update_question(&mut self, slice: SliceId, question: &Question) -> Result<(), Error> {
        let Question { id, text, owner, answer } = question;
        let rows = self
            .db
            .prepare_cached(
                "UPDATE question SET text = ?3, owner = ?4, answer = ?5
                 WHERE slice = ?1 AND id = ?2",
            )?
            .execute((slice.0, id.0, text, owner, answer))?;
        found(rows, || format!("question {id} about slice {slice}"))
    }

    /// Withdraws a question about a slice.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_question(&mut self, slice: SliceId, id: QuestionId) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("DELETE FROM question WHERE slice = ?1 AND id = ?2")?
            .execute((slice.0, id.0))?;
        found(rows, || format!("question {id} about slice {slice}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::bench::{FIRST, first_after};

    fn question(id: u32, answer: &str) -> Question {
        let (text, owner) = ("Which cards?".into(), "Ada".into());
        Question { id: QuestionId(id), text, owner, answer: answer.into() }
    }

    #[test]
    fn questions_are_asked_answered_and_withdrawn() {
        let slice = first_after(|edit| {
            edit.insert_question(FIRST, &question(2, ""))?;
            edit.insert_question(FIRST, &question(1, ""))?;
            edit.insert_question(FIRST, &question(3, ""))?;
            edit.update_question(FIRST, &question(2, "All of them"))?;
            edit.delete_question(FIRST, QuestionId(3))
        });
        assert_eq!(slice.unwrap().questions, [question(1, ""), question(2, "All of them")]);
    }

    #[test]
    fn a_question_that_does_not_exist_is_named() {
        let error = first_after(|edit| edit.delete_question(FIRST, QuestionId(9))).unwrap_err();
        assert_eq!(error.to_string(), "there is no question Q9 about slice S1");
    }
}
