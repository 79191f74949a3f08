//! Claims that have something to do by themselves.

use std::time::Duration;

use domain::id::{ClaimId, Uuid};
use domain::instant::Instant;

use crate::engine::{Connection, OptionalExtension, Row, params};
use crate::error::StoreError;
use crate::store::Store;

const DUE: &str = "SELECT claim.id, claim.wake_at, claim.number
     FROM claim LEFT JOIN wake_up_lease AS lease
         ON lease.claim_number = claim.number AND lease.wake_at = claim.wake_at AND lease.leased_until > ?2
     WHERE claim.wake_at <= ?1 AND lease.claim_number IS NULL
     ORDER BY claim.wake_at, claim.number LIMIT ?3";

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
            connection
                .prepare_cached("DELETE FROM wake_up_lease WHERE leased_until <= ?1")?
                .execute([wall])?;
            let found = due(connection, now, wall, limit)?;
            for (_, at, number) in &found {
                connection
                    .prepare_cached(
                        "INSERT INTO wake_up_lease (claim_number, wake_at, leased_until) VALUES (?1, ?2, ?3)
                         ON CONFLICT (claim_number) DO UPDATE
                             SET wake_at = excluded.wake_at, leased_until = excluded.leased_until",
                    )?
                    .execute(params![number, at.microseconds(), wall.saturating_add(lease)])?;
            }
            Ok(found.into_iter().map(|(id, at, _)| (id, at)).collect())
        })
        .await
    }

    /// When the next claim has something to do.
    pub async fn next_wake_at(&self) -> Result<Option<Instant>, StoreError> {
        self.read(|connection| {
            let next: Option<i64> = connection
                .prepare_cached("SELECT wake_at FROM claim WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1")?
                .query_row([], |row| row.get(0))
                .optional()?;
            next.map(instant).transpose()
        })
        .await
    }
}

fn due(
    connection: &Connection<'_>,
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
