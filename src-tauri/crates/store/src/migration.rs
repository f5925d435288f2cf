//! The schema, version by version.
//!
//! **Migrations are only ever appended**, each with its reason, and a file becomes the latest version
//! in one transaction or stays as it was. The history and the snapshots hold rows of the recorded
//! tables as they were, so a migration may add tables, and columns with a default at the end of a
//! table; any other change has to rewrite the changesets too.

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;
use crate::table::{
    acceptance, deferral, dismissal, handover, history, imported, meta, need, persona, question,
    release, slice, snapshot, step, tag, tracker_key, type_name, workshop,
};

/// The statements that lead from the version before to the next one.
pub(crate) type Migration = &'static [&'static str];

/// Every version, the first one first.
pub(crate) const MIGRATIONS: &[Migration] = &[FIRST, POLICY, TRACKERS, PLAN];

const FIRST: Migration = &[
    meta::SCHEMA,
    workshop::SCHEMA,
    persona::SCHEMA,
    step::SCHEMA,
    slice::SCHEMA,
    acceptance::SCHEMA,
    need::SCHEMA,
    question::SCHEMA,
    deferral::SCHEMA,
    tag::SCHEMA,
    history::SCHEMA,
    snapshot::SCHEMA,
];

/// Teams settle how their slices are judged.
const POLICY: Migration = &[workshop::POLICY, dismissal::SCHEMA];

/// Slices go to trackers and come back from them.
const TRACKERS: Migration =
    &[type_name::SCHEMA, tracker_key::SCHEMA, imported::SCHEMA, handover::SCHEMA];

/// Releases, pins, wishes, reasons, and how fast the team is. Before, the order was either the
/// planner's or wholly the team's.
const PLAN: Migration = &[release::SCHEMA, workshop::PLAN, slice::PLAN];

/// The version that a list of migrations leads to.
pub(crate) fn latest(migrations: &[Migration]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// The version of an open file.
pub(crate) fn version(db: &Connection) -> Result<u32, Error> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Takes a file to the latest version, and does `last` in the same transaction.
pub(crate) fn migrate(
    db: &mut Connection,
    migrations: &[Migration],
    last: impl FnOnce(&Connection) -> Result<(), Error>,
) -> Result<(), Error> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = version(&transaction)?;
    for migration in migrations.iter().skip(version as usize) {
        for statements in *migration {
            transaction.execute_batch(statements)?;
        }
    }
    transaction.pragma_update(None, "user_version", latest(migrations))?;
    last(&transaction)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changeset;

    #[test]
    fn what_was_recorded_before_a_migration_is_undone_after_it() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, &MIGRATIONS[..1], |_| Ok(())).unwrap();
        db.execute_batch(
            "INSERT INTO workshop VALUES (1, 'Trip', '', 'app', 3, 'proposed', 'proposed')",
        )
        .unwrap();
        let session = changeset::record(&db).unwrap();
        db.execute_batch("UPDATE workshop SET title = 'Voyage', time_box = 5").unwrap();
        let changes = changeset::recorded(session).unwrap();
        migrate(&mut db, MIGRATIONS, |_| Ok(())).unwrap();
        assert_eq!(workshop::read(&db).unwrap().title, "Voyage");
        changeset::apply(&db, &changeset::inverted(&changes).unwrap()).unwrap();
        let about = workshop::read(&db).unwrap();
        assert_eq!((about.title.as_str(), about.time_box), ("Trip", 3));
        assert_eq!(about.policy, slicing::Policy::default());
    }
}
