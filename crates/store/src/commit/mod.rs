//! The one door through which claims change.

mod apply;
mod change;
mod guard;
mod lines;
mod postgres;
mod prepare;

pub use change::{Change, ClaimChange, CommitError, NewLink, NewMessage, StoredAnswer};
pub(crate) use lines::ClaimedLine;
pub(crate) use postgres::Committer;

use crate::chain::ChainHead;
use crate::store::{CommitBy, Store};
use prepare::Prepared;

impl Store {
    /// Writes a change whole or not at all, and returns when it is durable, with the claims' new heads.
    pub async fn commit(&self, change: Change) -> Result<Vec<ChainHead>, CommitError> {
        // Encoding and hashing happen here, on the caller's thread: the writer's time is everybody's.
        let prepared = Prepared::of(change)?;
        match self.commit_by() {
            CommitBy::Writer(writer) => {
                let write = move |connection: &rusqlite::Connection| {
                    if let Some(refusal) = guard::refusal(connection, &prepared)? {
                        return Ok(Err(refusal));
                    }
                    apply::write(connection, &prepared)?;
                    Ok(Ok(prepared.heads()))
                };
                writer.write(write).await?
            }
            CommitBy::Committer(committer) => committer.commit(prepared).await,
        }
    }
}
