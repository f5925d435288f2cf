//! Slices: the row of their own. What a slice has several of lies in tables of its own.

use rusqlite::{Connection, Row, ToSql, params};
use slicing::{
    Kind, OrderKey, Pattern, PersonaId, ReleaseId, Slice, SliceId, Status, StepId, Wish,
};

use super::tracker_key;
use super::{Which, acceptance, deferral, dismissal, found, json_list, need, question, tag};
use super::{key, optional_word, word};
use crate::{Edit, Error};

pub(crate) const SCHEMA: &str = "
CREATE TABLE slice (
    id        INTEGER PRIMARY KEY,
    parent    INTEGER REFERENCES slice DEFERRABLE INITIALLY DEFERRED,
    key       TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    narrative TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    status    TEXT    NOT NULL,
    pattern   TEXT,
    persona   INTEGER REFERENCES persona DEFERRABLE INITIALLY DEFERRED,
    step      INTEGER REFERENCES step DEFERRABLE INITIALLY DEFERRED,
    value     INTEGER CHECK (value BETWEEN 1 AND 100),
    effort    INTEGER CHECK (effort BETWEEN 1 AND 2000),
    in_mvp    INTEGER NOT NULL CHECK (in_mvp IN (0, 1)),
    hand_key  TEXT,
    notes     TEXT    NOT NULL,
    CHECK (parent <> id)
) STRICT;
CREATE INDEX slice_parent ON slice (parent);
CREATE INDEX slice_persona ON slice (persona) WHERE persona IS NOT NULL;
CREATE INDEX slice_step ON slice (step) WHERE step IS NOT NULL;
";

/// `hand_key` is no longer read or written: it stays because the history of older files knows it.
pub(crate) const PLAN: &str = "
ALTER TABLE slice ADD COLUMN release INTEGER REFERENCES release DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE slice ADD COLUMN pin INTEGER CHECK (pin BETWEEN 1 AND 4294967295);
ALTER TABLE slice ADD COLUMN wish TEXT;
ALTER TABLE slice ADD COLUMN because TEXT NOT NULL DEFAULT '';
CREATE INDEX slice_release ON slice (release) WHERE release IS NOT NULL;
";

/// Pins what was ordered by hand where it stood: behind what is done, an MVP by hand first, and what
/// nobody had placed last in its part.
pub(crate) const PINNED: &str = "
WITH leaf AS (
    SELECT id, status, hand_key,
           (SELECT mvp FROM workshop) <> 'by-hand' OR in_mvp AS is_first
    FROM slice
    WHERE id NOT IN (SELECT parent FROM slice WHERE parent IS NOT NULL)
), placed AS (
    SELECT id, hand_key,
           row_number() OVER (ORDER BY is_first DESC, hand_key IS NULL, hand_key, id)
               + (SELECT count(*) FROM leaf WHERE status = 'done') AS place
    FROM leaf
    WHERE status IN ('open', 'doing')
)
UPDATE slice SET pin = place FROM placed
WHERE slice.id = placed.id AND placed.hand_key IS NOT NULL
  AND (SELECT ordering FROM workshop) = 'by-hand';
";

const SELECT: &str = "SELECT id, parent, key, title, narrative, kind, status, pattern, persona, \
                      step, value, effort, in_mvp, notes, release, pin, wish, because FROM slice";

/// Reads slices with everything that they have, sorted by id.
pub(crate) fn read(db: &Connection, which: &Which) -> Result<Vec<Slice>, Error> {
    let mut slices = Vec::new();
    which.each(db, SELECT, "id", "id", |row| {
        slices.push(slice(row)?);
        Ok(())
    })?;
    acceptance::read_into(db, which, &mut slices)?;
    need::read_into(db, which, &mut slices)?;
    question::read_into(db, which, &mut slices)?;
    deferral::read_into(db, which, &mut slices)?;
    tag::read_into(db, which, &mut slices)?;
    dismissal::read_into(db, which, &mut slices)?;
    tracker_key::read_into(db, which, &mut slices)?;
    Ok(slices)
}

/// The slice with an id, in a list that is sorted by id.
pub(crate) fn with_id(slices: &mut [Slice], id: u32) -> Option<&mut Slice> {
    let at = slices.binary_search_by_key(&id, |slice| slice.id.0).ok()?;
    slices.get_mut(at)
}

fn slice(row: &Row<'_>) -> rusqlite::Result<Slice> {
    Ok(Slice {
        id: SliceId(row.get(0)?),
        parent: row.get::<_, Option<u32>>(1)?.map(SliceId),
        key: key(row, 2)?,
        title: row.get(3)?,
        narrative: row.get(4)?,
        kind: word(row, 5, Kind::from_id)?,
        status: word(row, 6, Status::from_id)?,
        pattern: optional_word(row, 7, Pattern::from_id)?,
        persona: row.get::<_, Option<u32>>(8)?.map(PersonaId),
        step: row.get::<_, Option<u32>>(9)?.map(StepId),
        value: row.get(10)?,
        effort: row.get(11)?,
        in_mvp: row.get(12)?,
        notes: row.get(13)?,
        release: row.get::<_, Option<u32>>(14)?.map(ReleaseId),
        pin: row.get(15)?,
        wish: optional_word(row, 16, Wish::from_id)?,
        because: row.get(17)?,
        acceptance: Vec::new(),
        needs: Vec::new(),
        questions: Vec::new(),
        deferrals: Vec::new(),
        tags: Vec::new(),
        dismissed: Vec::new(),
        tracker_keys: Vec::new(),
    })
}

impl Edit<'_> {
    /// Adds a slice with everything that it has. Its parent and what it needs may follow later in
    /// the same edit.
    ///
    /// # Errors
    /// [`Error::Refused`] when its id is taken, or a value is out of its range.
    pub fn insert_slice(&mut self, slice: &Slice) -> Result<(), Error> {
        self.write_slice(
            "INSERT INTO slice (id, parent, key, title, narrative, kind, status, pattern, persona,
                                step, value, effort, in_mvp, notes, release, pin, wish, because)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                     ?18)",
            slice,
        )?;
        self.insert_parts(slice)
    }

    /// Replaces the slice's own fields, that is everything but its lists (acceptance criteria,
    /// needs, questions, deferrals, tags, dismissals, tracker keys).
    ///
    /// # Errors
    /// [`Error::Unknown`]; [`Error::Refused`] when a value is out of its range.
    pub fn update_slice(&mut self, slice: &Slice) -> Result<(), Error> {
        let rows = self.write_slice(
            "UPDATE slice SET parent = ?2, key = ?3, title = ?4, narrative = ?5, kind = ?6,
                              status = ?7, pattern = ?8, persona = ?9, step = ?10, value = ?11,
                              effort = ?12, in_mvp = ?13, notes = ?14, release = ?15, pin = ?16,
                              wish = ?17, because = ?18
             WHERE id = ?1",
            slice,
        )?;
        found(rows, || format!("slice {}", slice.id))
    }

    /// Replaces a slice with everything that it has. What stays the same is not a change.
    ///
    /// # Errors
    /// As [`Edit::update_slice`].
    pub fn replace_slice(&mut self, slice: &Slice) -> Result<(), Error> {
        self.update_slice(slice)?;
        for table in PARTS {
            self.db
                .prepare_cached(&format!("DELETE FROM {table} WHERE slice = ?1"))?
                .execute([slice.id.0])?;
        }
        self.insert_parts(slice)
    }

    /// Gives a slice another parent, or another place.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn move_slice(
        &mut self,
        id: SliceId,
        parent: Option<SliceId>,
        key: &OrderKey,
    ) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached("UPDATE slice SET parent = ?2, key = ?3 WHERE id = ?1")?
            .execute((id.0, parent.map(|parent| parent.0), key.as_str()))?;
        found(rows, || format!("slice {id}"))
    }

    /// Puts a slice into the MVP by hand, or takes it out.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_in_mvp(&mut self, id: SliceId, in_mvp: bool) -> Result<(), Error> {
        self.set_field(id, "in_mvp", in_mvp)
    }

    /// Puts a slice into a release by hand, or takes it out.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_release(&mut self, id: SliceId, release: Option<ReleaseId>) -> Result<(), Error> {
        self.set_field(id, "release", release.map(|release| release.0))
    }

    /// Gives a slice its place in the backlog by hand, or gives it back to the planner.
    ///
    /// # Errors
    /// [`Error::Unknown`]; [`Error::Refused`] when the place is 0.
    pub fn set_pin(&mut self, id: SliceId, pin: Option<u32>) -> Result<(), Error> {
        self.set_field(id, "pin", pin)
    }

    /// Says what the team wants of a slice, or that it leaves it to the planner.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn set_wish(&mut self, id: SliceId, wish: Option<Wish>) -> Result<(), Error> {
        self.set_field(id, "wish", wish.map(Wish::id))
    }

    fn set_field(&self, id: SliceId, column: &str, value: impl ToSql) -> Result<(), Error> {
        let rows = self
            .db
            .prepare_cached(&format!("UPDATE slice SET {column} = ?2 WHERE id = ?1"))?
            .execute(params![id.0, value])?;
        found(rows, || format!("slice {id}"))
    }

    /// Removes a slice with everything below it, and what others say about needing them.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn delete_slice(&mut self, id: SliceId) -> Result<(), Error> {
        let doomed = self.subtree(id)?;
        found(doomed.len(), || format!("slice {id}"))?;
        let ids = json_list(doomed);
        for table in PARTS {
            self.delete_listed(table, "slice", &ids)?;
        }
        self.delete_listed("need", "needs", &ids)?;
        self.delete_listed("slice", "id", &ids)
    }

    fn subtree(&self, id: SliceId) -> Result<Vec<SliceId>, Error> {
        let mut query = self.db.prepare_cached(
            "WITH RECURSIVE below (id) AS (
                 SELECT id FROM slice WHERE id = ?1
                 UNION SELECT slice.id FROM below JOIN slice ON slice.parent = below.id
             )
             SELECT id FROM below",
        )?;
        let ids = query.query_map([id.0], |row| row.get(0).map(SliceId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn delete_listed(&self, table: &str, column: &str, ids: &str) -> Result<(), Error> {
        self.db
            .prepare_cached(&format!(
                "DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?1))"
            ))?
            .execute([ids])?;
        Ok(())
    }

    fn insert_parts(&mut self, slice: &Slice) -> Result<(), Error> {
        for acceptance in &slice.acceptance {
            self.insert_acceptance(slice.id, acceptance)?;
        }
        for needed in &slice.needs {
            self.insert_need(slice.id, *needed)?;
        }
        for question in &slice.questions {
            self.insert_question(slice.id, question)?;
        }
        for deferral in &slice.deferrals {
            self.insert_deferral(slice.id, deferral)?;
        }
        for tag in &slice.tags {
            self.insert_tag(slice.id, tag)?;
        }
        for dismissal in &slice.dismissed {
            self.insert_dismissal(slice.id, dismissal)?;
        }
        for name in &slice.tracker_keys {
            self.insert_tracker_key(slice.id, name)?;
        }
        Ok(())
    }

    fn write_slice(&self, sql: &str, slice: &Slice) -> Result<usize, Error> {
        Ok(self.db.prepare_cached(sql)?.execute(params![
            slice.id.0,
            slice.parent.map(|id| id.0),
            slice.key.as_str(),
            &slice.title,
            &slice.narrative,
            slice.kind.id(),
            slice.status.id(),
            slice.pattern.map(Pattern::id),
            slice.persona.map(|id| id.0),
            slice.step.map(|id| id.0),
            slice.value,
            slice.effort,
            slice.in_mvp,
            &slice.notes,
            slice.release.map(|id| id.0),
            slice.pin,
            slice.wish.map(Wish::id),
            &slice.because,
        ])?)
    }
}

/// The tables of what a slice has several of.
const PARTS: [&str; 7] =
    ["acceptance", "need", "question", "deferral", "tag", "dismissal", "tracker_key"];

#[cfg(test)]
mod tests {
    use slicing::{Goal, Release};

    use super::*;
    use crate::table::bench::{FIRST, SECOND, edited, first_after};

    const LATER: ReleaseId = ReleaseId(2);

    #[test]
    fn every_word_reads_back() {
        let variants = Kind::ALL.iter().zip(Status::ALL.iter().cycle());
        let patterns = Pattern::ALL.iter().map(|pattern| Some(*pattern)).chain([None]);
        let wishes = [Some(Wish::Must), Some(Wish::NotNow), None].into_iter().cycle();
        for (((kind, status), pattern), wish) in variants.cycle().zip(patterns).zip(wishes) {
            let slice = Slice::new(FIRST, None, OrderKey::first(), "Travel");
            let because = "Nobody asks for it".to_owned();
            let slice = Slice { kind: *kind, status: *status, pattern, wish, because, ..slice };
            assert_eq!(first_after(|edit| edit.update_slice(&slice)).unwrap(), slice);
        }
    }

    #[test]
    fn the_small_writes_write_one_field_each() {
        let key = OrderKey::between(Some(&OrderKey::first()), None).unwrap();
        let slice = first_after(|edit| {
            edit.move_slice(SECOND, None, &OrderKey::first())?;
            edit.move_slice(FIRST, Some(SECOND), &key)?;
            edit.set_in_mvp(FIRST, true)?;
            edit.set_wish(FIRST, Some(Wish::NotNow))?;
            edit.set_pin(FIRST, Some(u32::MAX))?;
            edit.insert_release(&Release { id: LATER, key: key.clone(), goal: Goal::default() })?;
            edit.set_release(FIRST, Some(LATER))
        });
        let expected = Slice::new(FIRST, Some(SECOND), key, "Travel");
        let (wish, pin, release) = (Some(Wish::NotNow), Some(u32::MAX), Some(LATER));
        assert_eq!(slice.unwrap(), Slice { in_mvp: true, wish, pin, release, ..expected });
    }

    #[test]
    fn what_is_out_of_its_range_is_refused() {
        let slice = Slice::new(FIRST, None, OrderKey::first(), "Travel");
        let ranges = [
            Slice { value: Some(101), ..slice.clone() },
            Slice { effort: Some(2001), ..slice.clone() },
            Slice { pin: Some(0), ..slice.clone() },
            Slice { release: Some(LATER), ..slice },
        ];
        for slice in ranges {
            let refused = first_after(|edit| edit.update_slice(&slice)).unwrap_err();
            assert!(matches!(refused, Error::Refused(_)), "{refused}");
        }
        let refused = first_after(|edit| edit.set_pin(FIRST, Some(0))).unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused}");
    }

    #[test]
    fn what_is_deleted_takes_everything_below_it() {
        let left = first_after(|edit| edit.delete_slice(SECOND)).unwrap();
        assert_eq!(left.id, FIRST);
        assert!(matches!(first_after(|edit| edit.delete_slice(FIRST)), Err(Error::Unknown(_))));
    }

    #[test]
    fn a_parent_may_follow_in_the_same_edit() {
        let left = edited(|edit| {
            let key = OrderKey::first;
            edit.insert_slice(&Slice::new(FIRST, Some(SECOND), key(), "Pay"))?;
            edit.insert_slice(&Slice::new(SECOND, None, key(), "Travel"))
        });
        assert_eq!(left.unwrap().slices.len(), 2);
    }

    #[test]
    fn an_id_that_is_taken_is_refused() {
        let again = Slice::new(SECOND, None, OrderKey::first(), "Again");
        let refused = first_after(|edit| edit.insert_slice(&again)).unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused}");
    }
}
