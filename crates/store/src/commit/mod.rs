//! The one door through which claims change.

mod apply;
mod change;
mod guard;
mod lines;
mod prepare;

pub use change::{Change, ClaimChange, CommitError, NewLink, NewMessage, StoredAnswer};
pub(crate) use lines::ClaimedLine;

use crate::chain::ChainHead;
use crate::engine::Connection;
use crate::store::Store;
use prepare::Prepared;

impl Store {
    /// Writes a change whole or not at all, and returns when it is durable, with the claims' new heads.
    pub async fn commit(&self, change: Change) -> Result<Vec<ChainHead>, CommitError> {
        // Encoding and hashing happen here, on the caller's thread: the writer's time is everybody's.
        let prepared = Prepared::of(change)?;
        self.write(move |connection| {
            let Connection::Sqlite(connection) = connection;
            if let Some(refusal) = guard::refusal(connection, &prepared)? {
                return Ok(Err(refusal));
            }
            apply::write(connection, &prepared)?;
            Ok(Ok(prepared.heads()))
        })
        .await?
    }
}
