//! What has expired goes: sessions, stored answers, one-time codes.

use domain::instant::Instant;

use crate::engine::Connection;
use crate::{Store, StoreError};

/// Rows of a kind removed at once: the writer isn't held up for long.
const BATCH: i64 = 500;

/// What expires, with the query that says whether anything has and the one that removes some of it. The first asks the
/// index for its beginning: PostgreSQL would go through a whole table in the hope of soon finding one that has expired.
const EXPIRING: [(&str, &str); 4] = [
    (
        "SELECT min(expires_at) <= ?1 FROM session",
        "DELETE FROM session WHERE hash IN
             (SELECT hash FROM session WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)",
    ),
    (
        "SELECT min(expires_at) <= ?1 FROM answer",
        "DELETE FROM answer WHERE (caller, path, key) IN
             (SELECT caller, path, key FROM answer WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)",
    ),
    (
        "SELECT min(expires_at) <= ?1 FROM one_time_code",
        "DELETE FROM one_time_code WHERE (claim_id, round) IN
             (SELECT claim_id, round FROM one_time_code WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)",
    ),
    (
        "SELECT min(expires_at) <= ?1 FROM invitation",
        "DELETE FROM invitation WHERE account_id IN
             (SELECT account_id FROM invitation WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)",
    ),
];

impl Store {
    /// Removes a bounded number of sessions, answers, codes and one-time links that have expired at `now` on the wall clock; says how
    /// many. Whatever is left goes with the next calls.
    pub async fn collect_expired(&self, now: Instant) -> Result<usize, StoreError> {
        let now = now.microseconds();
        // Most often there is nothing, and the writer need not know.
        if !self.read(move |connection| any_expired(connection, now)).await? {
            return Ok(0);
        }
        self.write(move |connection| {
            let mut removed = 0;
            for (_, remove) in EXPIRING {
                removed += connection.prepare_cached(remove)?.execute([now, BATCH])?;
            }
            Ok(removed)
        })
        .await
    }
}

fn any_expired(connection: &Connection<'_>, now: i64) -> Result<bool, StoreError> {
    for (exists, _) in EXPIRING {
        let found: Option<bool> = connection.prepare_cached(exists)?.query_row([now], |row| row.get(0))?;
        if found == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}
