//! How many claims a change of reference data would meet, counted on an index and never further than a bound.

use domain::id::{LocationId, PartnerId, UserId};
use rusqlite::{Connection, params};

use super::columns::NEVER;
use crate::{Store, StoreError};

/// Counting ends here: beyond it "more than" says enough.
pub const COUNTED_MAX: i64 = 10_000;

impl Store {
    /// Claims with a running deadline, up to one more than [`COUNTED_MAX`].
    pub async fn count_running(&self) -> Result<i64, StoreError> {
        self.read(|connection| {
            let sql = "SELECT count(*) FROM (SELECT 1 FROM claim WHERE due_at < ?1 LIMIT ?2)";
            one(connection, sql, params![NEVER, COUNTED_MAX + 1])
        })
        .await
    }

    /// A location's claims with a running deadline.
    pub async fn count_running_at(&self, partner: PartnerId, location: &LocationId) -> Result<i64, StoreError> {
        let location = location.as_str().to_owned();
        self.read(move |connection| {
            let sql = "SELECT count(*) FROM (SELECT 1 FROM claim
                       WHERE partner_id = ?1 AND due_at < ?2 AND location_id = ?3 LIMIT ?4)";
            one(
                connection,
                sql,
                params![partner.0.as_bytes(), NEVER, location, COUNTED_MAX + 1],
            )
        })
        .await
    }

    /// Claims in the queue or under review that a reviewer has.
    pub async fn count_assigned(&self, reviewer: UserId) -> Result<i64, StoreError> {
        self.read(move |connection| {
            let sql = "SELECT count(*) FROM (SELECT 1 FROM claim
                       WHERE queue_key IS NOT NULL AND reviewer_id = ?1 LIMIT ?2)";
            one(connection, sql, params![reviewer.0.as_bytes(), COUNTED_MAX + 1])
        })
        .await
    }
}

fn one(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
}
