//! The stored answers to requests that may be repeated; they are written with the change they answer.

use domain::instant::Instant;
use sha2::{Digest, Sha256};

use crate::column::{count, instant};
use crate::engine::postgres::HeldKey;
use crate::engine::{Connection, OptionalExtension, params};
use crate::store::Engine;
use crate::{Store, StoreError, StoredAnswer};

/// What a request that may be repeated finds under its key.
pub enum Found {
    /// It was answered before.
    Answered(Box<StoredAnswer>),
    /// Nobody has answered it, and nobody else does while this is kept.
    Free(Held),
    /// Another node is about to answer it.
    UnderWay,
}

/// A key that no other node works on while this is kept.
pub struct Held {
    _key: Option<HeldKey>,
}

impl Store {
    /// The answer a caller got for a key on a path, if it is still kept at `now` on the wall clock.
    pub async fn find_answer(
        &self,
        caller: &str,
        path: &str,
        key: &str,
        now: Instant,
    ) -> Result<Option<StoredAnswer>, StoreError> {
        self.read(|connection| find(connection, caller, path, key, now)).await
    }

    /// The same, and keeps other nodes from answering the request at the same time. Requests with the same key on this
    /// node are for the caller to keep apart.
    pub async fn take_key(&self, caller: &str, path: &str, key: &str, now: Instant) -> Result<Found, StoreError> {
        let (held, found) = match self.engine() {
            Engine::Sqlite { .. } => (
                Some(Held { _key: None }),
                self.find_answer(caller, path, key, now).await?,
            ),
            Engine::Postgres { keys, .. } => {
                let find = |connection: &Connection<'_>| find(connection, caller, path, key, now);
                let (held, found) = keys.take(lock_of(caller, path, key), find).await?;
                (held.map(|key| Held { _key: Some(key) }), found)
            }
        };
        Ok(match (found, held) {
            (Some(answer), _) => Found::Answered(Box::new(answer)),
            (None, Some(held)) => Found::Free(held),
            (None, None) => Found::UnderWay,
        })
    }
}

fn find(
    connection: &Connection<'_>,
    caller: &str,
    path: &str,
    key: &str,
    now: Instant,
) -> Result<Option<StoredAnswer>, StoreError> {
    let answer = connection
        .prepare_cached(
            "SELECT body_hash, status, etag, location, body, expires_at FROM answer
             WHERE caller = ?1 AND path = ?2 AND key = ?3 AND expires_at > ?4",
        )?
        .query_row(params![caller, path, key, now.microseconds()], |row| {
            Ok(StoredAnswer {
                caller: caller.to_owned(),
                path: path.to_owned(),
                key: key.to_owned(),
                body_hash: row.get("body_hash")?,
                status: count(row, "status")?,
                etag: row.get("etag")?,
                location: row.get("location")?,
                body: row.get("body")?,
                expires_at: instant(row, "expires_at")?,
            })
        });
    Ok(answer.optional()?)
}

fn lock_of(caller: &str, path: &str, key: &str) -> i64 {
    let mut hash = Sha256::new_with_prefix("request");
    for part in [caller, path, key] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hash.finalize()[..8]);
    i64::from_be_bytes(first)
}
