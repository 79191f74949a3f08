//! What a statement fails with.

/// The database refused a statement, or gave something else than was asked for.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// SQLite refused.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
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
}

impl DatabaseError {
    /// Whether the same may go well a little later, without anybody mending anything.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            DatabaseError::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
            ),
            DatabaseError::NoRow | DatabaseError::Unreadable { .. } | DatabaseError::ParameterCount { .. } => false,
        }
    }
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
