//! Numbered migrations: each runs once, in its own transaction, and its text is remembered by its hash.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::error::StoreError;

struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
        }),+]
    };
}

/// In order. Once released, a migration is never changed; a new one is added.
const MIGRATIONS: &[Migration] = migrations![
    1 "0001_claims",
    2 "0002_people",
];

/// The schema this program writes.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

/// Brings a database to the newest schema. A database that holds something is copied first, next to itself.
pub(crate) fn run(connection: &mut Connection, database: &Path) -> Result<(), StoreError> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (
             number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 BLOB NOT NULL) STRICT",
    )?;
    let found: i64 = connection.query_row("SELECT coalesce(max(number), 0) FROM migration", [], |row| row.get(0))?;
    if found > newest() {
        return Err(StoreError::Newer { found, known: newest() });
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
    transaction.execute(
        "INSERT INTO migration (number, name, sha256) VALUES (?1, ?2, ?3)",
        params![migration.number, migration.name, hash(migration)],
    )?;
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
