//! What trackers call the slices in each role, where the team has other words than usual.

use rusqlite::Connection;
use slicing::TypeNames;

use crate::Error;

pub(crate) const SCHEMA: &str = "
CREATE TABLE type_name (
    format TEXT NOT NULL,
    role   TEXT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (format, role)
) STRICT;
";

/// All names; one that is none, in a file that others have written, is left out.
pub(crate) fn read(db: &Connection) -> Result<TypeNames, Error> {
    let mut query = db.prepare_cached("SELECT format, role, name FROM type_name")?;
    let mut rows = query.query([])?;
    let mut names = TypeNames::default();
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        names.set(text(0)?, text(1)?, text(2)?);
    }
    Ok(names)
}

/// Replaces all names. What stays the same is not a change.
pub(crate) fn replace(db: &Connection, names: &TypeNames) -> Result<(), Error> {
    // Without a condition a statement that was prepared before anybody recorded empties the table
    // unseen (https://www.sqlite.org/lang_delete.html#truncateopt).
    db.prepare_cached("DELETE FROM type_name WHERE true")?.execute([])?;
    let mut insert =
        db.prepare_cached("INSERT INTO type_name (format, role, name) VALUES (?1, ?2, ?3)")?;
    for name in names.iter() {
        insert.execute(name)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use slicing::About;

    use super::*;
    use crate::table::bench::edited;

    #[test]
    fn names_are_replaced_with_what_the_workshop_is_about() {
        let types = |names: &[(&str, &str)]| {
            let mut types = TypeNames::default();
            names.iter().for_each(|(role, name)| assert!(types.set("jira-csv", role, name)));
            types
        };
        let left = edited(|edit| {
            let first = types(&[("task", "Chore"), ("a role of tomorrow", "Thing")]);
            edit.update_about(&About { types: first, ..About::default() })?;
            let types = types(&[("a role of tomorrow", "Thing"), ("spike", "Question")]);
            edit.update_about(&About { types, ..About::default() })
        });
        let expected = types(&[("a role of tomorrow", "Thing"), ("spike", "Question")]);
        assert_eq!(left.unwrap().about.types, expected);
    }
}
