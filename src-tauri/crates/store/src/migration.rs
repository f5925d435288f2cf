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
const PLAN: Migration = &[release::SCHEMA, workshop::PLAN, slice::PLAN, slice::PINNED];

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
    use slicing::{OrderKey, Slice};

    use super::*;
    use crate::changeset;
    use crate::table::Which;

    /// A workshop in memory as the version before [`PLAN`] wrote it: S1 with the leaves S2 to S9.
    fn ordered_by_hand(mvp: &str, ordering: &str) -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, &MIGRATIONS[..3], |_| Ok(())).unwrap();
        let slices = [
            // id, status, in_mvp, hand_key
            "(1, NULL, 'open', 0, 'a1')",
            "(2, 1, 'open', 0, 'a3')",
            "(3, 1, 'doing', 1, 'a4')",
            "(4, 1, 'open', 1, NULL)",
            "(5, 1, 'open', 0, 'a1')",
            "(6, 1, 'done', 0, 'a0')",
            "(7, 1, 'dropped', 0, 'a2')",
            "(8, 1, 'open', 1, 'a2')",
            "(9, 1, 'open', 0, NULL)",
        ];
        db.execute_batch(&format!(
            "INSERT INTO workshop (only, title, goal, product, time_box, mvp, ordering)
             VALUES (1, 'Trip', '', 'app', 3, '{mvp}', '{ordering}');
             INSERT INTO slice (id, parent, key, title, narrative, kind, status, in_mvp, hand_key,
                                notes)
             SELECT column1, column2, '{}', 'Pay', '', 'slice', column3, column4, column5, ''
             FROM (VALUES {})",
            OrderKey::first().as_str(),
            slices.join(", ")
        ))
        .unwrap();
        db
    }

    fn pins(db: &Connection) -> Vec<(u32, u32)> {
        let slices = slice::read(db, &Which::All).unwrap();
        slices.iter().filter_map(|slice| Some((slice.id.0, slice.pin?))).collect()
    }

    #[test]
    fn what_was_ordered_by_hand_is_pinned_where_it_stood() {
        for (mvp, ordering, expected) in [
            ("by-hand", "by-hand", vec![(2, 6), (3, 3), (5, 5), (8, 2)]),
            ("proposed", "by-hand", vec![(2, 4), (3, 5), (5, 2), (8, 3)]),
            ("by-hand", "proposed", vec![]),
        ] {
            let mut db = ordered_by_hand(mvp, ordering);
            migrate(&mut db, MIGRATIONS, |_| Ok(())).unwrap();
            assert_eq!(pins(&db), expected, "mvp {mvp}, order {ordering}");
            let about = workshop::read(&db).unwrap();
            assert_eq!(about.mvp.cut.to_string(), mvp);
            assert_eq!((about.worth, about.pace), (None, slicing::Pace::default()));
        }
    }

    fn changes(db: &Connection, sql: &str) -> Vec<u8> {
        let session = changeset::record(db).unwrap();
        db.execute_batch(sql).unwrap();
        changeset::recorded(session).unwrap()
    }

    #[test]
    fn what_was_recorded_before_a_migration_is_undone_and_redone_after_it() {
        let migrated = |mut db: Connection| {
            migrate(&mut db, MIGRATIONS, |_| Ok(())).unwrap();
            let content = |db: &Connection| {
                let slices = slice::read(db, &Which::All).unwrap();
                let without_pins = slices.into_iter().map(|slice| Slice { pin: None, ..slice });
                (workshop::read(db).unwrap(), without_pins.collect::<Vec<_>>())
            };
            (content(&db), content, db)
        };
        let (start, ..) = migrated(ordered_by_hand("proposed", "proposed"));
        let db = ordered_by_hand("proposed", "proposed");
        let recorded = [
            "UPDATE workshop SET title = 'Voyage', time_box = 5, mvp = 'by-hand'",
            "UPDATE workshop SET ordering = 'by-hand'; UPDATE slice SET hand_key = 'b0' || id",
            "DELETE FROM slice WHERE id IN (8, 9)",
            "INSERT INTO slice SELECT 10, parent, key, 'Refund', '', 'slice', 'open', NULL, NULL, NULL,
                                      NULL, NULL, 1, 'a7', '' FROM slice WHERE id = 2",
        ]
        .map(|sql| changes(&db, sql));
        let (end, content, db) = migrated(db);
        assert_ne!(end, start);
        for changes in recorded.iter().rev() {
            changeset::apply(&db, &changeset::inverted(changes).unwrap()).unwrap();
        }
        assert_eq!(content(&db), start);
        for changes in &recorded {
            changeset::apply(&db, changes).unwrap();
        }
        assert_eq!(content(&db), end);
    }
}
