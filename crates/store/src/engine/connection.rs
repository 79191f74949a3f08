//! A connection lent to a read or a write.

use super::error::Result;
use super::statement::Statement;
use crate::error::StoreError;

/// The way to the database, for the time of one read or write.
pub(crate) enum Connection<'c> {
    Sqlite(&'c rusqlite::Connection),
}

impl Connection<'_> {
    /// A statement, prepared once and kept.
    pub(crate) fn prepare_cached(&self, sql: &str) -> Result<Statement<'_>> {
        match self {
            Connection::Sqlite(connection) => Ok(Statement::Sqlite(connection.prepare_cached(sql)?)),
        }
    }

    /// Reads several things as they stand at one moment.
    pub(crate) fn at_one_moment<T>(&self, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        match self {
            Connection::Sqlite(connection) => {
                let moment = connection.unchecked_transaction().map_err(super::DatabaseError::from)?;
                let read = work();
                drop(moment);
                read
            }
        }
    }
}
