//! How many claims a change of reference data would meet, counted on an index and never further than a bound.

use domain::claim::Place;
use domain::id::{LocationId, PartnerId, ProductCode, ProgrammeCode, UserId};

use super::columns::{NEVER, place_code};
use crate::engine::{Connection, Params, params};
use crate::{Store, StoreError};

/// Counting ends here: beyond it "more than" says enough.
pub const COUNTED_MAX: i64 = 10_000;

/// How many claims a programme or a product meets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Met {
    /// Those that were submitted.
    pub submitted: i64,
    /// Drafts.
    pub drafts: i64,
    /// Whether all were looked at; there are more than [`COUNTED_MAX`] otherwise.
    pub is_all: bool,
}

impl Store {
    /// Claims under a programme that have a running deadline, among the first of all that have one.
    pub async fn count_running_under(&self, programme: &ProgrammeCode) -> Result<Met, StoreError> {
        let programme = programme.as_str().to_owned();
        self.read(move |connection| {
            let sql = "SELECT count(*) AS seen,
                              count(CASE WHEN programme = ?1 AND place <> ?2 THEN 1 END) AS submitted,
                              count(CASE WHEN programme = ?1 AND place = ?2 THEN 1 END) AS drafts
                       FROM (SELECT programme, place FROM claim WHERE wake_at IS NOT NULL AND due_at < ?3
                             ORDER BY wake_at LIMIT ?4) AS running";
            met(
                connection,
                sql,
                params![programme, place_code(Place::Draft), NEVER, COUNTED_MAX + 1],
            )
        })
        .await
    }

    /// Submitted claims that claim or hold a product; drafts don't count here.
    pub async fn count_claiming(&self, product: &ProductCode) -> Result<Met, StoreError> {
        let product = product.as_str().to_owned();
        self.read(move |connection| {
            let sql = "SELECT count(*) AS seen,
                              count(DISTINCT CASE WHEN product = ?1 THEN claim_number END) AS submitted,
                              0 AS drafts
                       FROM (SELECT product, claim_number FROM claimed_line LIMIT ?2) AS claimed";
            met(connection, sql, params![product, COUNTED_MAX + 1])
        })
        .await
    }

    /// Claims with a running deadline, up to one more than [`COUNTED_MAX`].
    pub async fn count_running(&self) -> Result<i64, StoreError> {
        self.read(|connection| {
            let sql = "SELECT count(*) FROM (SELECT 1 FROM claim WHERE wake_at IS NOT NULL AND due_at < ?1 LIMIT ?2) AS found";
            one(connection, sql, params![NEVER, COUNTED_MAX + 1])
        })
        .await
    }

    /// A location's claims with a running deadline.
    pub async fn count_running_at(&self, partner: PartnerId, location: &LocationId) -> Result<i64, StoreError> {
        let location = location.as_str().to_owned();
        self.read(move |connection| {
            let sql = "SELECT count(*) FROM (SELECT 1 FROM claim
                       WHERE partner_id = ?1 AND due_at < ?2 AND location_id = ?3 LIMIT ?4) AS found";
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
                       WHERE queue_key IS NOT NULL AND reviewer_id = ?1 LIMIT ?2) AS found";
            one(connection, sql, params![reviewer.0.as_bytes(), COUNTED_MAX + 1])
        })
        .await
    }
}

fn met(connection: &Connection<'_>, sql: &str, values: impl Params) -> Result<Met, StoreError> {
    Ok(connection.prepare_cached(sql)?.query_row(values, |row| {
        Ok(Met {
            submitted: row.get("submitted")?,
            drafts: row.get("drafts")?,
            is_all: row.get::<_, i64>("seen")? <= COUNTED_MAX,
        })
    })?)
}

fn one(connection: &Connection<'_>, sql: &str, values: impl Params) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
}
