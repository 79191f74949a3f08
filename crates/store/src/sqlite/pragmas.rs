//! How connections are opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::StoreError;

/// Another process (a backup, the command line) may hold the lock for a moment.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Whoever holds a database longer serves it.
const ALONE_TIMEOUT: Duration = Duration::from_secs(1);

/// Statements kept prepared by each connection; the store has fewer than these.
const STATEMENTS_MAX: usize = 256;

/// The one connection that writes.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Durable when acknowledged: FULL syncs the write-ahead log at each commit.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -64000;
         PRAGMA wal_autocheckpoint = 4000;
         PRAGMA journal_size_limit = 100000000;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(connection)
}

/// The only connection there is: refused as busy while anybody else has the database open, and from then on everybody
/// else is.
pub(crate) fn open_alone(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(ALONE_TIMEOUT)?;
    // In this order: the lock is taken when the log is first looked at. What is lost with the machine's power is
    // written again; what was written before it stays whole.
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = NORMAL;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -64000;
         BEGIN EXCLUSIVE;
         COMMIT;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(connection)
}

/// A connection that can't write.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // No mmap: each commit of the writer would make each reader's next statement map the file anew.
    connection.execute_batch(
        "PRAGMA query_only = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -4000;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(connection)
}
