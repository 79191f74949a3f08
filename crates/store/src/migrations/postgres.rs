//! The same on PostgreSQL, by one node at a time. Migrations have the numbers of SQLite's, from the first on that there
//! is here.

use std::time::Instant;

use sha2::{Digest, Sha256};

use super::{newest, refuse_if_missing};
use crate::engine::postgres::{Connector, Duty, LEAVES_WITHIN, LOOK_EVERY, SERVED_BY, Session, roles};
use crate::engine::{Bind, Row};
use crate::error::StoreError;
use crate::whole::UNFINISHED;

struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
    needs: i64,
}

macro_rules! migrations {
    ($($number:literal $name:literal $(needs $needs:literal)?),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
            needs: 0 $(+ $needs)?,
        }),+]
    };
}

/// In order. Once released, a migration is never changed; a new one is added.
const MIGRATIONS: &[Migration] = migrations![
    6 "0006_begin",
    7 "0007_search",
    8 "0008_claims_by_place",
    9 "0009_programmes",
    10 "0010_nodes",
    12 "0012_claims_by_place",
    13 "0013_walls",
];

/// The lock is the product's own number; it ends with the connection.
const LOCK: &str = "SELECT pg_advisory_lock(7236837000)";

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
     number bigint PRIMARY KEY, name text NOT NULL, sha256 bytea NOT NULL)";

/// Brings a database to the newest schema, unless it is being moved or was left half-way.
pub(crate) async fn run(connector: &Connector) -> Result<(), StoreError> {
    let session = connector.connect(Duty::Migrate).await?;
    serve(&session).await?;
    if is(&session, &format!("SELECT to_regclass('{UNFINISHED}') IS NOT NULL")).await? {
        return Err(StoreError::Unfinished);
    }
    session.batch(LOCK).await?;
    if is(&session, roles::MAY_BE_MADE).await? {
        session.batch(roles::MAKE).await?;
    }
    // Another node may have made the roles after this connection began: what only the login owns, the role that
    // migrates for the others may not even read.
    session.take_role(Duty::Migrate).await?;
    bring(&session).await
}

/// Takes the lock that all who serve share. A move that has just ended keeps its own until the server has seen that.
async fn serve(session: &Session) -> Result<(), StoreError> {
    let shared = format!("SELECT pg_try_advisory_lock_shared({SERVED_BY})");
    let began = Instant::now();
    while !is(session, &shared).await? {
        if began.elapsed() >= LEAVES_WITHIN {
            return Err(StoreError::BeingMoved);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(())
}

async fn is(session: &Session, sql: &str) -> Result<bool, StoreError> {
    let answer = session.carry_out(sql, &[]).await?;
    match answer.rows.first() {
        Some(row) => Ok(Row::Postgres(row).get(0)?),
        None => Ok(false),
    }
}

/// Brings the database of a session to the newest schema.
pub(crate) async fn bring(session: &Session) -> Result<(), StoreError> {
    session.batch(LOCK).await?;
    session.batch(TABLE).await?;
    let applied = applied(session).await?;
    let found = applied.last().map_or(0, |(number, _)| *number);
    if found > newest() {
        refuse_if_missing(found, needs_beyond(session, newest()).await?)?;
    }
    for (number, hash) in applied.iter().filter(|(number, _)| *number <= newest()) {
        let known = MIGRATIONS.iter().find(|migration| migration.number == *number);
        if known.is_none_or(|migration| hash_of(migration) != *hash) {
            return Err(StoreError::MigrationChanged { number: *number });
        }
    }
    for migration in MIGRATIONS.iter().filter(|migration| migration.number > found) {
        apply(session, migration).await?;
    }
    Ok(())
}

async fn applied(session: &Session) -> Result<Vec<(i64, [u8; 32])>, StoreError> {
    let answer = session
        .carry_out("SELECT number, sha256 FROM migration ORDER BY number", &[])
        .await?;
    let read = |row| {
        let row = Row::Postgres(row);
        Ok((row.get("number")?, row.get("sha256")?))
    };
    answer.rows.iter().map(read).collect()
}

/// What newer programs left of the schema is enough for programs of this one.
async fn needs_beyond(session: &Session, known: i64) -> Result<i64, StoreError> {
    // Whoever added them has that column too.
    let sql = "SELECT coalesce(max(needs), 0) AS needs FROM migration WHERE number > ?1";
    let answer = session.carry_out(sql, &[known.parameter()]).await?;
    match answer.rows.first() {
        Some(row) => Ok(Row::Postgres(row).get("needs")?),
        None => Ok(0),
    }
}

fn hash_of(migration: &Migration) -> [u8; 32] {
    Sha256::digest(migration.sql).into()
}

async fn apply(session: &Session, migration: &Migration) -> Result<(), StoreError> {
    session.batch("BEGIN").await?;
    session.batch(migration.sql).await?;
    let hash = hash_of(migration);
    session
        .carry_out(
            "INSERT INTO migration (number, name, sha256) VALUES (?1, ?2, ?3)",
            &[
                migration.number.parameter(),
                migration.name.parameter(),
                hash.parameter(),
            ],
        )
        .await?;
    if migration.needs > 0 {
        let sql = "UPDATE migration SET needs = ?2 WHERE number = ?1";
        let values = [migration.number.parameter(), migration.needs.parameter()];
        session.carry_out(sql, &values).await?;
    }
    Ok(session.batch("COMMIT").await?)
}

#[cfg(test)]
mod tests {
    use super::{MIGRATIONS, newest};

    #[test]
    fn both_engines_have_the_same_migrations_from_the_first_on() {
        let here: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.number).collect();
        let there = super::super::MIGRATIONS.iter().map(|migration| migration.number);
        assert_eq!(here, there.filter(|number| *number >= here[0]).collect::<Vec<_>>());
        assert_eq!(here.last(), Some(&newest()));
        let needs = |migrations: &[(i64, i64)]| migrations.iter().all(|(number, needs)| needs < number);
        let here: Vec<_> = MIGRATIONS.iter().map(|one| (one.number, one.needs)).collect();
        let there: Vec<_> = super::super::MIGRATIONS
            .iter()
            .map(|one| (one.number, one.needs))
            .collect();
        assert!(there.ends_with(&here) && needs(&there));
    }
}
