//! Claims that have something to do by themselves.

use std::time::Duration;

use domain::id::{ClaimId, Uuid};
use domain::instant::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::StoreError;
use crate::store::Store;

const DUE: &str = "SELECT claim.id, wake_up.wake_at, wake_up.claim_number
     FROM wake_up JOIN claim ON claim.number = wake_up.claim_number
     WHERE wake_up.wake_at <= ?1 AND (wake_up.leased_until IS NULL OR wake_up.leased_until <= ?2)
     ORDER BY wake_up.wake_at, wake_up.claim_number LIMIT ?3";

impl Store {
    /// The claims that have something to do by `now`, soonest first, whether somebody does it already or not.
    pub async fn due_claims(&self, now: Instant, limit: u16) -> Result<Vec<(ClaimId, Instant)>, StoreError> {
        self.read(|connection| {
            let found = due(connection, now, i64::MAX, limit)?;
            Ok(found.into_iter().map(|(id, at, _)| (id, at)).collect())
        })
        .await
    }

    /// Takes the claims that have something to do by `now`, soonest first: for the length of the lease, by the wall
    /// clock, nobody else gets them. The lease ends early when the claim's next instant changes.
    pub async fn take_due_claims(
        &self,
        now: Instant,
        wall_now: Instant,
        lease: Duration,
        limit: u16,
    ) -> Result<Vec<(ClaimId, Instant)>, StoreError> {
        let lease = i64::try_from(lease.as_micros()).unwrap_or(i64::MAX);
        let wall = wall_now.microseconds();
        // Most of the time nothing is due; then nothing need be written.
        if self.read(|connection| due(connection, now, wall, 1)).await?.is_empty() {
            return Ok(Vec::new());
        }
        self.write(move |connection| {
            let found = due(connection, now, wall, limit)?;
            for (_, _, number) in &found {
                connection
                    .prepare_cached("UPDATE wake_up SET leased_until = ?2 WHERE claim_number = ?1")?
                    .execute(params![number, wall.saturating_add(lease)])?;
            }
            Ok(found.into_iter().map(|(id, at, _)| (id, at)).collect())
        })
        .await
    }

    /// When the next claim has something to do.
    pub async fn next_wake_at(&self) -> Result<Option<Instant>, StoreError> {
        self.read(|connection| {
            let next: Option<i64> = connection
                .prepare_cached("SELECT wake_at FROM wake_up ORDER BY wake_at LIMIT 1")?
                .query_row([], |row| row.get(0))
                .optional()?;
            next.map(instant).transpose()
        })
        .await
    }
}

fn due(
    connection: &Connection,
    now: Instant,
    free_by: i64,
    limit: u16,
) -> Result<Vec<(ClaimId, Instant, i64)>, StoreError> {
    let mut statement = connection.prepare_cached(DUE)?;
    let read = |row: &Row<'_>| {
        let id: [u8; 16] = row.get(0)?;
        let at: i64 = row.get(1)?;
        let number: i64 = row.get(2)?;
        Ok((id, at, number))
    };
    let mut found = Vec::new();
    for row in statement.query_map(params![now.microseconds(), free_by, limit], read)? {
        let (id, at, number) = row?;
        found.push((ClaimId(Uuid::from_bytes(id)), instant(at)?, number));
    }
    Ok(found)
}

fn instant(microseconds: i64) -> Result<Instant, StoreError> {
    Instant::from_microseconds(microseconds).ok_or_else(|| StoreError::damaged("an instant"))
}
