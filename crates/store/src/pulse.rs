//! What waits, and since when: a few look-ups for those who watch over the installation every few seconds.

use domain::instant::Instant;

use crate::column::instant;
use crate::engine::{Bind, OptionalExtension, params};
use crate::health::SIZE_BYTES;
use crate::{Store, StoreError};

/// What waits is counted no further.
const COUNTED_MAX: i64 = 10_000;

/// What waits, each part found by an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pulse {
    /// Since when the first claim in the reviewers' queue that nobody has begun to review waits, by the time of
    /// claims.
    pub queued_since: Option<Instant>,
    /// Claims in that queue, under review or not, to ten thousand.
    pub queued: i64,
    /// The earliest passed deadline or reminder that is not carried out, by the time of claims.
    pub due_since: Option<Instant>,
    /// Claims with one, to ten thousand.
    pub due: i64,
    /// The oldest message that nobody has sent, by the time of claims.
    pub unsent_since: Option<Instant>,
    /// Messages that nobody has sent, to ten thousand.
    pub unsent: i64,
    /// Sessions that hold, to ten thousand.
    pub sessions: i64,
    /// The database's size.
    pub size_bytes: i64,
}

const QUEUED_SINCE: &str = "SELECT max(event.at) AS at FROM event
     WHERE event.claim_number =
         (SELECT number FROM (SELECT number, place FROM claim INDEXED BY claim_in_queue
                              WHERE queue_key IS NOT NULL ORDER BY queue_key, number LIMIT ?1) AS first
          WHERE place IN ('submitted/first', 'submitted/resubmission') LIMIT 1)
       AND event.type IN ('submitted', 'resubmitted')
     HAVING max(event.at) IS NOT NULL";
const QUEUED: &str = "SELECT count(*) FROM (SELECT 1 FROM claim WHERE queue_key IS NOT NULL LIMIT ?1) AS found";
const DUE_SINCE: &str = "SELECT wake_at AS at FROM claim WHERE wake_at <= ?1 ORDER BY wake_at LIMIT 1";
const DUE: &str = "SELECT count(*) FROM (SELECT 1 FROM claim WHERE wake_at <= ?2 LIMIT ?1) AS found";
const UNSENT_SINCE: &str = "SELECT at FROM message WHERE sent_at IS NULL ORDER BY at LIMIT 1";
const UNSENT: &str = "SELECT count(*) FROM (SELECT 1 FROM message WHERE sent_at IS NULL LIMIT ?1) AS found";
const SESSIONS: &str = "SELECT count(*) FROM (SELECT 1 FROM session WHERE expires_at > ?2 LIMIT ?1) AS found";

impl Store {
    /// What waits at `now` on the programme's clock, and which sessions hold at `wall` on the wall clock.
    pub async fn pulse(&self, now: Instant, wall: Instant) -> Result<Pulse, StoreError> {
        let (now, wall) = (now.microseconds(), wall.microseconds());
        self.read(|connection| {
            let count = |sql: &str, values: &[&dyn Bind]| {
                let mut statement = connection.prepare_cached(sql)?;
                statement.query_row(values, |row| row.get::<_, i64>(0))
            };
            let since = |sql: &str, values: &[&dyn Bind]| {
                let mut statement = connection.prepare_cached(sql)?;
                let found = statement.query_row(values, |row| instant(row, "at"));
                found.optional()
            };
            Ok(Pulse {
                queued_since: since(QUEUED_SINCE, params![COUNTED_MAX])?,
                queued: count(QUEUED, params![COUNTED_MAX])?,
                due_since: since(DUE_SINCE, params![now])?,
                due: count(DUE, params![COUNTED_MAX, now])?,
                unsent_since: since(UNSENT_SINCE, params![])?,
                unsent: count(UNSENT, params![COUNTED_MAX])?,
                sessions: count(SESSIONS, params![COUNTED_MAX, wall])?,
                size_bytes: count(connection.choose(SIZE_BYTES), params![])?,
            })
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite::open_writer;

    #[tokio::test]
    async fn each_look_goes_by_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let connection = open_writer(store.database().unwrap()).unwrap();
        for (sql, index) in [
            (QUEUED_SINCE, "claim_in_queue"),
            (QUEUED, "claim_in_queue"),
            (DUE_SINCE, "claim_to_wake"),
            (DUE, "claim_to_wake"),
            (UNSENT_SINCE, "message_to_send"),
            (UNSENT, "message_to_send"),
            (SESSIONS, "session_expiry"),
        ] {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![1_i64; statement.parameter_count()];
            let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail"));
            let plan: Vec<String> = steps.unwrap().collect::<Result<_, _>>().unwrap();
            assert!(plan.iter().any(|step| step.contains(index)), "{sql}: {plan:?}");
        }
    }
}
