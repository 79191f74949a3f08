//! Connections that only read, lent one caller at a time.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::connector::{Connector, Duty};
use super::replay::replay;
use super::session::Session;
use crate::engine::Connection;
use crate::engine::DatabaseError;
use crate::error::StoreError;

/// Each costs the server a process; what they do is short.
const READERS: usize = 8;
/// Nobody waits longer for one.
const WAIT_MAX: Duration = Duration::from_secs(3);

/// The connections that only read.
pub(crate) struct ReadPool {
    connector: Connector,
    free: Mutex<Vec<Session>>,
    permits: Semaphore,
}

impl ReadPool {
    /// A pool whose connections are made when they are needed.
    pub(crate) fn new(connector: Connector) -> ReadPool {
        ReadPool {
            connector,
            free: Mutex::default(),
            permits: Semaphore::new(READERS),
        }
    }

    /// Runs a short read.
    pub(crate) async fn read<T>(
        &self,
        work: impl FnMut(&Connection<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _permit = match timeout(WAIT_MAX, self.permits.acquire()).await {
            Ok(permit) => permit.map_err(|_| StoreError::Closed)?,
            Err(_) => return Err(DatabaseError::NoAnswer.into()),
        };
        let free = self.take();
        let session = match free {
            Some(session) => session,
            None => self.connector.connect(Duty::Read).await?,
        };
        let read = replay(&session, work).await;
        // One that is in the middle of something, because of an error or because nobody waits any more, isn't lent
        // again: it ends here, or with the future.
        if read.is_ok() {
            self.free.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        }
        read
    }

    fn take(&self) -> Option<Session> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(session) = free.pop() {
            if !session.is_lost() {
                return Some(session);
            }
        }
        None
    }
}
