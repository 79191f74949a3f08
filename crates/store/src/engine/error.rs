//! What a statement fails with.

use std::error::Error;

use tokio_postgres::error::SqlState;

/// The database refused a statement, or gave something else than was asked for.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// SQLite refused.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL refused, or can't be reached.
    #[error(transparent)]
    Postgres(#[from] tokio_postgres::Error),
    /// PostgreSQL gave no answer in time.
    #[error("the database gave no answer in time")]
    NoAnswer,
    /// The connection ended while a transaction was ending: it may be written or not.
    #[error("the connection ended while a transaction was ending")]
    Lost,
    /// The connection can't be encrypted.
    #[error("the connection can't be encrypted")]
    Tls(#[source] rustls::Error),
    /// No certificate tells whom to trust.
    #[error("there is no certificate of an authority to trust: name one with sslrootcert")]
    NoAuthorities,
    /// There is no row where there must be one.
    #[error("no row where there must be one")]
    NoRow,
    /// A cell holds something else than its column should.
    #[error("column {column} holds a value that is not one of its kind")]
    Unreadable {
        /// The column's name, or its position from 0.
        column: String,
    },
    /// A statement has another number of parameters than it was given.
    #[error("{given} values for a statement of {wanted} parameters")]
    ParameterCount {
        /// So many were given.
        given: usize,
        /// So many it has.
        wanted: usize,
    },
    /// The statement is on its way; whoever asked is asked again when it is answered.
    #[error("a statement is not answered yet")]
    Unanswered,
    /// Whoever was asked again asked something else.
    #[error("a function asks something else the second time")]
    AskedOtherwise,
}

impl DatabaseError {
    /// Whether the same may go well a little later, without anybody mending anything.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            DatabaseError::NoAnswer | DatabaseError::Lost => true,
            DatabaseError::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
            ),
            DatabaseError::Postgres(error) => match error.code() {
                // Connections, resources, operators, conflicts, and a standby that isn't to be written to.
                Some(code) => {
                    matches!(code.code().get(..2), Some("08" | "53" | "57" | "40" | "55"))
                        || *code == SqlState::READ_ONLY_SQL_TRANSACTION
                }
                None => is_cut(error),
            },
            DatabaseError::Tls(_)
            | DatabaseError::NoAuthorities
            | DatabaseError::NoRow
            | DatabaseError::Unreadable { .. }
            | DatabaseError::ParameterCount { .. }
            | DatabaseError::Unanswered
            | DatabaseError::AskedOtherwise => false,
        }
    }

    /// Whether somebody else was in the way, and the same may go well at once.
    pub(crate) fn is_conflict(&self) -> bool {
        match self {
            DatabaseError::Postgres(error) => [
                SqlState::T_R_DEADLOCK_DETECTED,
                SqlState::T_R_SERIALIZATION_FAILURE,
                SqlState::LOCK_NOT_AVAILABLE,
                SqlState::UNIQUE_VIOLATION,
            ]
            .iter()
            .any(|code| error.code() == Some(code)),
            DatabaseError::Sqlite(_)
            | DatabaseError::NoAnswer
            | DatabaseError::Lost
            | DatabaseError::Tls(_)
            | DatabaseError::NoAuthorities
            | DatabaseError::NoRow
            | DatabaseError::Unreadable { .. }
            | DatabaseError::ParameterCount { .. }
            | DatabaseError::Unanswered
            | DatabaseError::AskedOtherwise => false,
        }
    }

    /// Whether nobody answers: another statement wouldn't be answered either.
    pub(crate) fn is_silence(&self) -> bool {
        match self {
            DatabaseError::NoAnswer | DatabaseError::Lost => true,
            DatabaseError::Postgres(error) => is_cut(error),
            DatabaseError::Sqlite(_)
            | DatabaseError::Tls(_)
            | DatabaseError::NoAuthorities
            | DatabaseError::NoRow
            | DatabaseError::Unreadable { .. }
            | DatabaseError::ParameterCount { .. }
            | DatabaseError::Unanswered
            | DatabaseError::AskedOtherwise => false,
        }
    }

    /// The same silence, for one of several who wait.
    pub(crate) fn of_silence(&self) -> DatabaseError {
        if matches!(self, DatabaseError::Lost) {
            DatabaseError::Lost
        } else {
            DatabaseError::NoAnswer
        }
    }

    /// The error of a statement that ended a transaction: unless the server itself refused, nobody knows. A server that
    /// ends the connection may do so after the transaction has ended, and before it says so.
    pub(crate) fn of_commit(self) -> DatabaseError {
        match self {
            DatabaseError::Postgres(error) if error.code().is_some_and(|code| !code.code().starts_with("57P")) => {
                DatabaseError::Postgres(error)
            }
            DatabaseError::Postgres(_)
            | DatabaseError::Sqlite(_)
            | DatabaseError::NoAnswer
            | DatabaseError::Lost
            | DatabaseError::Tls(_)
            | DatabaseError::NoAuthorities
            | DatabaseError::NoRow
            | DatabaseError::Unreadable { .. }
            | DatabaseError::ParameterCount { .. }
            | DatabaseError::Unanswered
            | DatabaseError::AskedOtherwise => DatabaseError::Lost,
        }
    }
}

/// Whether there is no connection, or none any more.
fn is_cut(error: &tokio_postgres::Error) -> bool {
    error.is_closed() || error.source().is_some_and(|source| source.is::<std::io::Error>())
}

/// What a statement gives.
pub(crate) type Result<T, E = DatabaseError> = std::result::Result<T, E>;

/// Rows that may be absent.
pub(crate) trait OptionalExtension<T> {
    /// None where there is no row.
    fn optional(self) -> Result<Option<T>>;
}

impl<T> OptionalExtension<T> for Result<T> {
    fn optional(self) -> Result<Option<T>> {
        match self {
            Ok(found) => Ok(Some(found)),
            Err(DatabaseError::NoRow) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
