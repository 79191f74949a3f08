//! Requests that may be repeated are answered one at a time, whichever node they come to: a lock on each key for as
//! long as it is worked on, all on one connection, so that they end with the node.

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::Mutex;

use super::connector::{Connector, Duty};
use super::replay::replay;
use super::session::Session;
use crate::engine::error::Result;
use crate::engine::{Bind, Connection, Row};
use crate::error::StoreError;

const TAKE: &str = "SELECT pg_try_advisory_lock(?1) AS taken";
const LEAVE: &str = "SELECT pg_advisory_unlock(?1)";

/// The connection that holds the keys.
pub(crate) struct Keys {
    connector: Connector,
    session: Mutex<Option<Arc<Session>>>,
}

/// A key that nobody else works on until this is dropped.
pub(crate) struct HeldKey {
    session: Arc<Session>,
    lock: i64,
}

impl Keys {
    pub(crate) fn new(connector: Connector) -> Keys {
        Keys {
            connector,
            session: Mutex::default(),
        }
    }

    /// Takes a key, unless another node has it, and reads what was answered to it: in one round trip, and in this
    /// order, so that what the node before has written is read.
    pub(crate) async fn take<T>(
        &self,
        lock: i64,
        read: impl FnMut(&Connection<'_>) -> Result<T, StoreError>,
    ) -> Result<(Option<HeldKey>, T), StoreError> {
        let session = self.session().await?;
        let values = [lock.parameter()];
        let (taken, found) = tokio::join!(session.carry_out(TAKE, &values), replay(&session, read));
        let taken = taken?;
        let taken: bool = match taken.rows.first() {
            Some(row) => Row::Postgres(row).get("taken")?,
            None => false,
        };
        let held = taken.then(|| HeldKey { session, lock });
        Ok((held, found?))
    }

    async fn session(&self) -> Result<Arc<Session>, StoreError> {
        let mut kept = self.session.lock().await;
        if let Some(session) = &*kept
            && !session.is_lost()
        {
            return Ok(Arc::clone(session));
        }
        let session = self.connector.connect(Duty::Write).await?;
        // Statements that are prepared are sent in the order in which they are asked.
        session.prepare(TAKE).await?;
        let session = Arc::new(session);
        *kept = Some(Arc::clone(&session));
        Ok(session)
    }
}

impl Drop for HeldKey {
    fn drop(&mut self) {
        // Without a runtime the connection is at its end as well.
        let Ok(runtime) = Handle::try_current() else { return };
        let (session, lock) = (Arc::clone(&self.session), self.lock);
        runtime.spawn(async move {
            // A key that can't be left would keep everybody waiting: its connection ends.
            if session.carry_out(LEAVE, &[lock.parameter()]).await.is_err() {
                session.end();
            }
        });
    }
}
