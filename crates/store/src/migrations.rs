//! Numbered migrations: each runs once, in its own transaction, and its text is remembered by its hash.

pub(crate) mod postgres;

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::claims::search;
use crate::engine;
use crate::error::StoreError;

struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
    /// What it takes away, programs of this schema or a newer one don't miss; 0: it takes nothing away. A program that
    /// needs more than it finds doesn't start; one that finds more than it knows goes on.
    needs: i64,
}

/// What SQL alone can't do, after the migration's statements and in their transaction.
fn complete(connection: &Connection, migration: i64) -> Result<(), StoreError> {
    match migration {
        7 => search::fill(&engine::Connection::Sqlite(connection)),
        _ => Ok(()),
    }
}

macro_rules! migrations {
    ($($number:literal $name:literal $(needs $needs:literal)?),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            needs: 0 $(+ $needs)?,
        }),+]
    };
}

/// In order. Once released, a migration is never changed; a new one is added.
const MIGRATIONS: &[Migration] = migrations![
    1 "0001_claims",
    2 "0002_people",
    3 "0003_preferences",
    5 "0005_settings",
    6 "0006_fewer_pages",
    7 "0007_search",
    8 "0008_claims_by_place",
    9 "0009_programmes",
    10 "0010_nodes",
    12 "0012_claims_by_place",
    13 "0013_walls",
];

/// The schema this program writes.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

/// As the first of them found it.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
     number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 BLOB NOT NULL) STRICT";

/// Brings a database to the newest schema. A database that holds something is copied first, next to itself.
pub(crate) fn run(connection: &mut Connection, database: &Path) -> Result<(), StoreError> {
    connection.execute_batch(TABLE)?;
    let found: i64 = connection.query_row("SELECT coalesce(max(number), 0) FROM migration", [], |row| row.get(0))?;
    if found > newest() {
        // Whoever added them has that column too.
        let sql = "SELECT max(needs) FROM migration WHERE number > ?1";
        refuse_if_missing(found, connection.query_row(sql, [newest()], |row| row.get(0))?)?;
    }
    for migration in MIGRATIONS.iter().filter(|migration| migration.number <= found) {
        if applied(connection, migration.number)? != Some(hash(migration)) {
            return Err(StoreError::MigrationChanged {
                number: migration.number,
            });
        }
    }
    let mut missing = MIGRATIONS
        .iter()
        .filter(|migration| migration.number > found)
        .peekable();
    if found > 0 && missing.peek().is_some() {
        copy(connection, database, found)?;
    }
    missing.try_for_each(|migration| apply(connection, migration))
}

/// Newer programs may have added to the schema. What they took away this program may still need.
fn refuse_if_missing(found: i64, needs: i64) -> Result<(), StoreError> {
    let known = newest();
    match needs > known {
        true => Err(StoreError::Newer { found, known }),
        false => Ok(()),
    }
}

fn applied(connection: &Connection, number: i64) -> Result<Option<[u8; 32]>, StoreError> {
    let sql = "SELECT sha256 FROM migration WHERE number = ?1";
    Ok(connection.query_row(sql, [number], |row| row.get(0)).optional()?)
}

fn hash(migration: &Migration) -> [u8; 32] {
    Sha256::digest(migration.sql).into()
}

fn apply(connection: &mut Connection, migration: &Migration) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(migration.sql)?;
    complete(&transaction, migration.number)?;
    transaction.execute(
        "INSERT INTO migration (number, name, sha256) VALUES (?1, ?2, ?3)",
        params![migration.number, migration.name, hash(migration)],
    )?;
    if migration.needs > 0 {
        let sql = "UPDATE migration SET needs = ?2 WHERE number = ?1";
        transaction.execute(sql, [migration.number, migration.needs])?;
    }
    Ok(transaction.commit()?)
}

/// The copy stays until an operator removes it: `cpor.before-2.db` is the database as migration 2 found it.
fn copy(connection: &Connection, database: &Path, found: i64) -> Result<(), StoreError> {
    let copy = database.with_extension(format!("before-{}.db", found + 1));
    // Left over from a start that didn't get to its first migration: the same content, and VACUUM INTO wants no file.
    if copy.exists() {
        std::fs::remove_file(&copy).map_err(|source| StoreError::File {
            path: copy.clone(),
            source,
        })?;
    }
    let path = copy.to_string_lossy().into_owned();
    connection.execute("VACUUM INTO ?1", [path])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{MIGRATIONS, TABLE, apply, newest};
    use crate::{Store, StoreError};

    /// A folder with a database that only the first migration made, and that holds something.
    fn first_only() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = Connection::open(folder.path().join(crate::store::DATABASE)).unwrap();
        connection.execute_batch(TABLE).unwrap();
        apply(&mut connection, &MIGRATIONS[0]).unwrap();
        connection
            .execute("INSERT INTO number_sequence VALUES (2026, 41)", [])
            .unwrap();
        folder
    }

    #[tokio::test]
    async fn an_older_database_is_copied_and_brought_to_the_newest_schema() {
        let folder = first_only();
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.reserve_number(2026).await.unwrap().sequence, 42);
        let copy = Connection::open(folder.path().join("cpor.before-2.db")).unwrap();
        let held: (i64, i64) = copy
            .query_row(
                "SELECT last, (SELECT max(number) FROM migration) FROM number_sequence",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!(held, (41, 1));
    }

    #[test]
    fn a_new_database_and_one_of_this_version_are_not_copied() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            drop(Store::open(folder.path()).unwrap());
        }
        let copies = std::fs::read_dir(folder.path())
            .unwrap()
            .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().contains("before"));
        assert_eq!(copies.count(), 0);
    }

    #[test]
    fn a_database_that_newer_programs_only_added_to_is_still_good() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path()).unwrap());
        let connection = Connection::open(folder.path().join(crate::store::DATABASE)).unwrap();
        for (number, needs) in [(9998, 0), (9999, newest())] {
            let sql = "INSERT INTO migration VALUES (?1, 'later', zeroblob(32), ?2)";
            connection.execute(sql, [number, needs]).unwrap();
        }
        drop(Store::open(folder.path()).unwrap());
    }

    #[test]
    fn a_database_that_lacks_what_this_program_needs_and_one_with_another_history_are_refused() {
        let lacking = format!(
            "INSERT INTO migration VALUES (9998, 'smaller', zeroblob(32), {}), (9999, 'later', zeroblob(32), 0)",
            newest() + 1
        );
        for (sql, newer) in [
            (lacking.as_str(), true),
            ("UPDATE migration SET sha256 = zeroblob(32) WHERE number = 1", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            drop(Store::open(folder.path()).unwrap());
            let database = folder.path().join(crate::store::DATABASE);
            Connection::open(&database).unwrap().execute(sql, []).unwrap();
            match Store::open(folder.path()).err() {
                Some(StoreError::Newer { found: 9999, known }) => assert!(newer && known == newest()),
                Some(StoreError::MigrationChanged { number: 1 }) => assert!(!newer),
                other => panic!("{other:?}"),
            }
        }
    }
}
