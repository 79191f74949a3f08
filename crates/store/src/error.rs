//! Faults of the store: for operators, never answers for people.

use std::path::PathBuf;

use crate::engine::DatabaseError;

/// The store could not do what was asked; nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused.
    #[error("the database failed")]
    Database(#[from] DatabaseError),
    /// A file or folder of the store could not be used.
    #[error("cannot use {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Something stored is not what this program writes.
    #[error("stored data is damaged: {what}")]
    Damaged {
        /// What, without personal data.
        what: String,
    },
    /// The database was written by a newer version of this program.
    #[error("the database has schema version {found}, this program knows {known}")]
    Newer {
        /// The newest migration in the database.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// A migration in the database is not the one this program has under that number.
    #[error("migration {number} differs from the one this database was made with")]
    MigrationChanged {
        /// Its number.
        number: i64,
    },
    /// A move or a restore into the database has begun and not ended.
    #[error("a move or a restore into the database has not ended")]
    Unfinished,
    /// The database is being moved: it is nobody else's until that ends.
    #[error("the database is being moved")]
    BeingMoved,
    /// The system gave no thread for the writer.
    #[error("no thread for the store's writer")]
    NoThread(#[source] std::io::Error),
    /// The writer has stopped; the process must be restarted.
    #[error("the store's writer has stopped")]
    Closed,
    /// Too much waits to be written or read; nothing was done. Later it may go well.
    #[error("the store has too much to do")]
    Busy,
    /// A write panicked; it was rolled back.
    #[error("a write panicked")]
    Panicked,
    /// The system gave no random bytes.
    #[error("the system gives no random bytes")]
    NoRandomBytes,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        StoreError::Database(error.into())
    }
}

impl StoreError {
    /// Something stored that doesn't convert.
    pub fn damaged(what: impl Into<String>) -> StoreError {
        StoreError::Damaged { what: what.into() }
    }

    /// Whether the same may go well a little later, without anybody mending anything.
    pub fn is_passing(&self) -> bool {
        match self {
            StoreError::Busy => true,
            StoreError::Database(error) => error.is_passing(),
            StoreError::File { .. }
            | StoreError::Damaged { .. }
            | StoreError::Newer { .. }
            | StoreError::MigrationChanged { .. }
            | StoreError::Unfinished
            | StoreError::BeingMoved
            | StoreError::NoThread(_)
            | StoreError::Closed
            | StoreError::Panicked
            | StoreError::NoRandomBytes => false,
        }
    }
}
