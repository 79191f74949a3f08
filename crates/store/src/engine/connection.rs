//! A connection lent to a read or a write.

use std::panic::Location;
use std::sync::Arc;

use super::error::{DatabaseError, Result};
use super::parameter::Value;
use super::postgres::Answer;
use super::statement::Statement;
use crate::error::StoreError;

/// The way to the database, for the time of one read or write.
pub(crate) enum Connection<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c dyn Ask),
}

/// What asks PostgreSQL.
pub(crate) trait Ask {
    /// The answer to one of our statements.
    fn ask(&self, sql: &str, values: &mut dyn FnMut() -> Result<Vec<Value>>) -> Result<Arc<Answer>>;
}

impl Connection<'_> {
    /// A statement, prepared once and kept.
    #[track_caller]
    pub(crate) fn prepare_cached<'s>(&'s self, sql: &'s str) -> Result<Statement<'s>> {
        match self {
            Connection::Sqlite(connection) => Ok(Statement::Sqlite(connection.prepare_known(sql)?)),
            Connection::Postgres(connection) => {
                tell("postgres", sql);
                Ok(Statement::Postgres(*connection, sql))
            }
        }
    }

    /// The one of two statements that this engine takes.
    pub(crate) fn choose<'s>(&self, either: Either<'s>) -> &'s str {
        match self {
            Connection::Sqlite(_) => either.sqlite,
            Connection::Postgres(_) => either.postgres,
        }
    }

    /// Reads several things as they stand at one moment.
    pub(crate) fn at_one_moment<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        match self {
            Connection::Sqlite(connection) => {
                let moment = connection.unchecked_transaction().map_err(DatabaseError::from)?;
                let read = work();
                drop(moment);
                read
            }
            Connection::Postgres(connection) => {
                let nothing = &mut || Ok(Vec::new());
                connection.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", nothing)?;
                let read = work()?;
                connection.ask("COMMIT", nothing)?;
                Ok(read)
            }
        }
    }
}

/// For whoever wants to know which statements there are, and where they stand.
#[track_caller]
fn tell(engine: &'static str, sql: &str) {
    let at = Location::caller();
    tracing::trace!(target: "store::statement", engine, sql, file = at.file(), line = at.line());
}

/// SQLite's own connection, where all that runs on it is its own.
pub(crate) trait PrepareKnown {
    /// A statement, prepared once and kept, as [`Connection::prepare_cached`] does it.
    fn prepare_known(&self, sql: &str) -> rusqlite::Result<rusqlite::CachedStatement<'_>>;
}

impl PrepareKnown for rusqlite::Connection {
    #[track_caller]
    fn prepare_known(&self, sql: &str) -> rusqlite::Result<rusqlite::CachedStatement<'_>> {
        tell("sqlite", sql);
        self.prepare_cached(sql)
    }
}

/// A statement where the engines differ.
#[derive(Clone, Copy)]
pub(crate) struct Either<'s> {
    pub(crate) sqlite: &'s str,
    pub(crate) postgres: &'s str,
}
