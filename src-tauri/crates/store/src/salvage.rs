//! Saves what can be read from a damaged workshop file into a new one.
//!
//! The damaged file is copied first and never written. The rows are read in ranges of ids; a range
//! that fails is halved until only what cannot be read is left out. The history is not taken over:
//! its steps fit only the content that they were made for.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags, params_from_iter};
use slicing::{About, Cut, Kind, OrderKey, Pace, Pattern, Product, Status, Wish};

use crate::database::Database;
use crate::lock::{Lock, beside};
use crate::table::{RECORDED, meta, slice, workshop};
use crate::{Error, header};

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// The tables with the number of rows that were saved.
    pub rows: Vec<(String, u64)>,
    /// How many places could not be read; each held one row or none.
    pub unreadable: u64,
    /// How many rows were mended or left out because they did not fit: a parent that is gone, a word
    /// that nobody knows.
    pub mended: u64,
}

/// Ids beyond this one are taken for damage when nothing tells the last id.
const PLAUSIBLE: i64 = 1_000_000;

/// Reads what can be read from the file at `path` into a new workshop file at `to`.
///
/// # Errors
/// [`Error::Exists`]; [`Error::Locked`] when the file is open somewhere; [`Error::Damaged`] when not
/// even its table of contents can be read; and those of a file that is no workshop.
pub fn salvage(path: &Path, to: &Path, now: Timestamp) -> Result<Salvaged, Error> {
    let path = path.canonicalize().map_err(|error| Error::from_io(path, &error))?;
    header::regular(&path)?;
    let folder = tempfile::tempdir().map_err(|error| Error::from_io(&path, &error))?;
    let copy = folder.path().join("damaged");
    {
        let lock = Lock::take(&path).map_err(|error| Error::from_io(&path, &error))?;
        let _lock = lock.ok_or(Error::Locked)?;
        header::version(&path)?;
        copy_with_log(&path, &copy)?;
    }
    let damaged = open_leniently(&copy)?;
    let mut fresh = Database::create(to, &About::default(), now)?;
    let saved = transfer(&damaged, &mut fresh.connection);
    let closed = fresh.close();
    saved.and_then(|saved| closed.map(|()| saved)).inspect_err(|_| {
        // Made by us a moment ago.
        let _ = std::fs::remove_file(to);
    })
}

fn copy_with_log(path: &Path, copy: &Path) -> Result<(), Error> {
    std::fs::copy(path, copy).map_err(|error| Error::from_io(path, &error))?;
    let log = beside(path, "-wal");
    if log.exists() {
        std::fs::copy(&log, beside(copy, "-wal")).map_err(|error| Error::from_io(&log, &error))?;
    }
    Ok(())
}

/// Opens a file also when it is shorter than its header says.
fn open_leniently(copy: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let damaged = Connection::open_with_flags(copy, flags)?;
    damaged.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    damaged.pragma_update(None, "writable_schema", true)?;
    damaged.pragma_update(None, "cell_size_check", true)?;
    damaged.pragma_update(None, "query_only", true)?;
    damaged
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(|error| Error::Damaged(error.to_string()))?;
    Ok(damaged)
}

fn transfer(from: &Connection, to: &mut Connection) -> Result<Salvaged, Error> {
    let transaction = to.transaction()?;
    let mut saved = Salvaged::default();
    for table in RECORDED.into_iter().chain(["snapshot", "handover"]) {
        let rows = transfer_table(from, &transaction, table, &mut saved)?;
        saved.rows.push((table.to_owned(), rows));
    }
    if let Ok(identity) = meta::identity(from) {
        transaction.execute("UPDATE meta SET identity = ?1", [identity])?;
    }
    saved.mended += mend(&transaction)?;
    if columns(from, "slice").is_ok_and(|columns| !columns.iter().any(|column| column == "pin")) {
        // Before there were pins.
        transaction.execute_batch(slice::PINNED)?;
    }
    raise_last_ids(from, &transaction)?;
    transaction.commit()?;
    Ok(saved)
}

fn transfer_table(
    from: &Connection,
    to: &Connection,
    table: &str,
    saved: &mut Salvaged,
) -> Result<u64, Error> {
    let columns = shared_columns(from, to, table)?;
    let key = match table {
        "snapshot" | "handover" | "type_name" | "imported" => "rowid",
        _ => columns.first().map_or("rowid", String::as_str),
    };
    let marks = vec!["?"; columns.len()].join(", ");
    let columns = columns.join(", ");
    let mut insert =
        to.prepare(&format!("INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"))?;
    let mut rows = 0;
    let mut misfits = 0;
    let ranges = Ranges { db: from, table, key, columns: &columns };
    saved.unreadable += ranges.read(1, ranges.last(), &mut |row| {
        match insert.execute(params_from_iter(row)) {
            Ok(_) => rows += 1,
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                misfits += 1;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    })?;
    saved.mended += misfits;
    Ok(rows)
}

/// The columns of a table that the damaged file has too: it may be of an older version.
fn shared_columns(from: &Connection, to: &Connection, table: &str) -> Result<Vec<String>, Error> {
    let there = columns(from, table).unwrap_or_default();
    let mut columns = columns(to, table)?;
    columns.retain(|column| there.is_empty() || there.contains(column));
    Ok(columns)
}

fn columns(db: &Connection, table: &str) -> Result<Vec<String>, Error> {
    let mut query = db.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = query.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// A table of the damaged file, read by ranges of its key.
struct Ranges<'a> {
    db: &'a Connection,
    table: &'a str,
    key: &'a str,
    columns: &'a str,
}

impl Ranges<'_> {
    /// The last key that is worth looking for.
    fn last(&self) -> i64 {
        let Self { db, table, key, .. } = self;
        let largest = format!("SELECT max({key}) FROM {table}");
        let given_away = "SELECT max(slice, persona, step) FROM meta";
        [largest.as_str(), given_away]
            .iter()
            .find_map(|query| db.query_row(query, [], |row| row.get(0)).ok())
            .unwrap_or(PLAUSIBLE)
            .min(u32::MAX.into())
    }

    /// Hands over every row that can be read; says how many keys could not be.
    fn read(
        &self,
        first: i64,
        last: i64,
        row: &mut impl FnMut(Vec<Value>) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        let mut unreadable = 0;
        let mut ranges = vec![(first, last)];
        while let Some((first, last)) = ranges.pop() {
            let Some(next) = self.read_until_damage(first, last, row)? else { continue };
            if first == last {
                unreadable += 1;
            } else if next <= last {
                let middle = next + (last - next) / 2;
                ranges.push((middle + 1, last));
                ranges.push((next, middle));
            }
        }
        Ok(unreadable)
    }

    /// Hands over rows; when one cannot be read, the first key that is still missing.
    fn read_until_damage(
        &self,
        first: i64,
        last: i64,
        row: &mut impl FnMut(Vec<Value>) -> Result<(), Error>,
    ) -> Result<Option<i64>, Error> {
        let Self { db, table, key, columns } = self;
        if first > last {
            return Ok(None);
        }
        let mut next = first;
        let Ok(mut query) = db.prepare_cached(&format!(
            "SELECT {key}, {columns} FROM {table} WHERE {key} BETWEEN ?1 AND ?2 ORDER BY {key}"
        )) else {
            // The table is not in the table of contents.
            return Ok(None);
        };
        let width = query.column_count();
        let mut rows = query.query((first, last))?;
        loop {
            match rows.next() {
                Ok(None) => return Ok(None),
                Err(_) => return Ok(Some(next)),
                Ok(Some(found)) => {
                    let values = (1..width).map(|at| found.get(at)).collect::<Result<_, _>>();
                    let (Ok(values), Ok(at)) = (values, found.get::<_, i64>(0)) else {
                        return Ok(Some(next));
                    };
                    row(values)?;
                    next = at + 1;
                }
            }
        }
    }
}

/// Makes the saved rows fit each other; says how many it changed or left out.
fn mend(db: &Connection) -> Result<u64, Error> {
    if db.query_row("SELECT count(*) FROM workshop", [], |row| row.get::<_, u32>(0))? == 0 {
        workshop::insert(db, &About::default())?;
    }
    let mut mended = 0;
    for statement in MENDING {
        mended += db.execute(statement, [])?;
    }
    mended += mend_texts(db)?;
    mended += workshop::mend_ignored(db)?;
    Ok(mended as u64)
}

const MENDING: [&str; 14] = [
    "DELETE FROM slice WHERE id NOT BETWEEN 1 AND 4294967295",
    "UPDATE slice SET parent = NULL WHERE parent NOT IN (SELECT id FROM slice)",
    // What is left below itself: no epic leads there.
    "UPDATE slice SET parent = NULL WHERE id NOT IN (
         WITH RECURSIVE reached (id) AS (
             SELECT id FROM slice WHERE parent IS NULL
             UNION SELECT slice.id FROM reached JOIN slice ON slice.parent = reached.id
         )
         SELECT id FROM reached)",
    "UPDATE slice SET persona = NULL
     WHERE persona IS NOT NULL AND persona NOT IN (SELECT id FROM persona)",
    "UPDATE slice SET step = NULL
     WHERE step IS NOT NULL AND step NOT IN (SELECT id FROM step)",
    "UPDATE slice SET release = NULL
     WHERE release IS NOT NULL AND release NOT IN (SELECT id FROM release)",
    "DELETE FROM need WHERE needs NOT IN (SELECT id FROM slice)",
    "DELETE FROM acceptance WHERE slice NOT IN (SELECT id FROM slice)",
    "DELETE FROM need WHERE slice NOT IN (SELECT id FROM slice)",
    "DELETE FROM question WHERE slice NOT IN (SELECT id FROM slice)",
    "DELETE FROM deferral WHERE slice NOT IN (SELECT id FROM slice)",
    "DELETE FROM tag WHERE slice NOT IN (SELECT id FROM slice)",
    "DELETE FROM dismissal WHERE slice NOT IN (SELECT id FROM slice)",
    "DELETE FROM tracker_key WHERE slice NOT IN (SELECT id FROM slice)",
];

/// A column of a table with what takes the place of a text that is not what it should be.
type Texts<'a> = (&'a str, &'a str, Option<&'a str>, fn(&str) -> bool);

/// Replaces texts that cannot be read, words that nobody knows among them, by what a new row has.
fn mend_texts(db: &Connection) -> Result<usize, Error> {
    let key = OrderKey::first();
    let cut = Cut::default().to_string();
    let is_key = |text: &str| OrderKey::parse(text).is_ok();
    let is_cut = |text: &str| Cut::from_id(text).is_some();
    let is_date = |text: &str| {
        let from = Some(text.to_owned());
        Pace { from, ..Pace::default() }.is_in_range()
    };
    let columns: [Texts<'_>; 15] = [
        ("workshop", "product", Some(Product::default().id()), |id| Product::from_id(id).is_some()),
        ("workshop", "mvp", Some(&cut), is_cut),
        ("workshop", "throughput", Some(""), workshop::is_throughput),
        ("workshop", "begins", None, is_date),
        ("workshop", "due", None, is_date),
        ("persona", "key", Some(key.as_str()), is_key),
        ("step", "key", Some(key.as_str()), is_key),
        ("release", "key", Some(key.as_str()), is_key),
        ("release", "cut", Some(&cut), is_cut),
        ("slice", "key", Some(key.as_str()), is_key),
        ("slice", "kind", Some(Kind::default().id()), |id| Kind::from_id(id).is_some()),
        ("slice", "status", Some(Status::default().id()), |id| Status::from_id(id).is_some()),
        ("slice", "pattern", None, |id| Pattern::from_id(id).is_some()),
        ("slice", "wish", None, |id| Wish::from_id(id).is_some()),
        ("acceptance", "key", Some(key.as_str()), is_key),
    ];
    columns.iter().try_fold(0, |mended, column| Ok(mended + mend_column(db, column)?))
}

fn mend_column(
    db: &Connection,
    (table, column, instead, is_fine): &Texts<'_>,
) -> Result<usize, Error> {
    let mut query =
        db.prepare(&format!("SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"))?;
    let texts =
        query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let update = format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2");
    let unfit = texts.iter().filter(|text| !is_fine(text));
    unfit.map(|text| Ok(db.execute(&update, (instead, text))?)).sum()
}

/// Sees to it that no id is given away again: neither one of a saved row, nor one of a lost row as
/// far as the damaged file tells.
fn raise_last_ids(from: &Connection, to: &Connection) -> Result<(), Error> {
    for table in ["slice", "persona", "step", "release", "acceptance", "question", "deferral"] {
        let given_away: u32 = from
            .query_row(&format!("SELECT {table} FROM meta"), [], |row| row.get(0))
            .unwrap_or_default();
        to.execute(
            &format!(
                "UPDATE meta SET {table} =
                     max(?1, coalesce((SELECT min(max(id), 4294967295) FROM {table}), 0))"
            ),
            [given_away],
        )?;
    }
    Ok(())
}
