//! Read-only connections, lent one caller at a time.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::open_reader;
use crate::error::StoreError;

/// Enough for the runtime's threads; a read runs on the thread that asks, so more would only wait for a core.
const READERS: usize = 4;
/// Nobody waits longer for a connection: whoever asked has given up by then, or is about to.
const WAIT_MAX: Duration = Duration::from_secs(5);

/// The read-only connections.
pub(crate) struct ReadPool {
    free: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

impl ReadPool {
    /// Opens them all.
    pub(crate) fn open(path: &Path) -> Result<ReadPool, StoreError> {
        let free = (0..READERS).map(|_| open_reader(path)).collect::<Result<Vec<_>, _>>()?;
        Ok(ReadPool {
            free: Mutex::new(free),
            permits: Semaphore::new(READERS),
        })
    }

    /// Runs a short read on the caller's own thread: handing it to another costs as much as the read itself.
    pub(crate) async fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        // Most often there is one at once, and no timer is needed.
        let _permit = match self.permits.try_acquire() {
            Ok(permit) => permit,
            Err(_) => tokio::time::timeout(WAIT_MAX, self.permits.acquire())
                .await
                .map_err(|_| StoreError::Busy)?
                .map_err(|_| StoreError::Closed)?,
        };
        let lent = self.lend().ok_or(StoreError::Closed)?;
        match &lent.connection {
            Some(connection) => work(connection),
            None => Err(StoreError::Closed),
        }
    }

    fn lend(&self) -> Option<Lent<'_>> {
        let connection = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        Some(Lent {
            pool: self,
            connection: Some(connection),
        })
    }
}

/// A lent connection, given back even if the read panics.
struct Lent<'a> {
    pool: &'a ReadPool,
    connection: Option<Connection>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let mut free = self.pool.free.lock().unwrap_or_else(PoisonError::into_inner);
            free.push(connection);
        }
    }
}
