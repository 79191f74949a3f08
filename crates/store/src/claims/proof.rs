//! Whether the chain over one claim's history proves it (domain.md §11).

use domain::id::ClaimId;
use domain::instant::Instant;
use domain::party::Scope;

use super::entries::history_of;
use crate::chain::{ChainHead, Link};
use crate::column::{instant, uuid_if_any};
use crate::engine::Row;
use crate::error::StoreError;
use crate::store::Store;

/// What the chain says about a claim's history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChainProof {
    /// The last entry, with the hash that covers all before it.
    pub head: ChainHead,
    /// When the first entry was written.
    pub since: Instant,
    /// The first entry that doesn't follow the one before it; none if the chain is unbroken.
    pub broken_at: Option<i64>,
}

impl Store {
    /// Computes the chain of a claim in scope anew; none if there is no such claim.
    pub async fn prove_chain(&self, scope: &Scope, claim: ClaimId) -> Result<Option<ChainProof>, StoreError> {
        let condition = history_of(scope, claim);
        let sql = format!(
            "SELECT event.sequence, event.at, event.recorded_at, event.side, event.actor_id, event.type,
                    event.schema_version, event.payload, event.hash, claim.chain_sequence, claim.chain_hash
             FROM claim JOIN event ON event.claim_number = claim.number
             WHERE {} ORDER BY event.sequence",
            condition.sql
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(&condition.values)?;
            let mut proof: Option<ChainProof> = None;
            let mut recorded = ChainHead::NONE;
            while let Some(row) = &rows.next()? {
                recorded = ChainHead {
                    sequence: row.get("chain_sequence")?,
                    hash: row.get("chain_hash")?,
                };
                proof = Some(with(proof, row, claim)?);
            }
            Ok(proof.map(|proof| {
                // Entries cut off at the end leave a chain that holds, but another head than the claim knows.
                let cut = (proof.head != recorded).then_some(proof.head.sequence + 1);
                ChainProof {
                    broken_at: proof.broken_at.or(cut),
                    ..proof
                }
            }))
        })
        .await
    }
}

fn with(before: Option<ChainProof>, row: &Row<'_>, claim: ClaimId) -> Result<ChainProof, StoreError> {
    let (side, kind, payload): (String, String, String) = (row.get("side")?, row.get("type")?, row.get("payload")?);
    let link = Link {
        at: row.get("at")?,
        recorded_at: row.get("recorded_at")?,
        side: &side,
        actor_id: uuid_if_any(row, "actor_id")?,
        kind: &kind,
        schema_version: row.get("schema_version")?,
        payload: &payload,
    };
    let stored = ChainHead {
        sequence: row.get("sequence")?,
        hash: row.get("hash")?,
    };
    let last = before.map_or(ChainHead::NONE, |proof| proof.head);
    let breaks = (last.then(claim, &link) != stored).then_some(stored.sequence);
    Ok(ChainProof {
        head: stored,
        since: match before {
            Some(proof) => proof.since,
            None => instant(row, "at")?,
        },
        broken_at: before.and_then(|proof| proof.broken_at).or(breaks),
    })
}
