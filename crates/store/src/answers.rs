//! The stored answers to requests that may be repeated; they are written with the change they answer.

use domain::instant::Instant;

use crate::column::{count, instant};
use crate::engine::{OptionalExtension, params};
use crate::{Store, StoreError, StoredAnswer};

impl Store {
    /// The answer a caller got for a key on a path, if it is still kept at `now` on the wall clock.
    pub async fn find_answer(
        &self,
        caller: &str,
        path: &str,
        key: &str,
        now: Instant,
    ) -> Result<Option<StoredAnswer>, StoreError> {
        self.read(|connection| {
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
        })
        .await
    }
}
