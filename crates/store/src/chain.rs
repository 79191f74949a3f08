//! The chain over a claim's entries: each hash covers the one before, so that no entry can be changed, left out or
//! put in unseen (domain.md §11).

use domain::id::{ClaimId, Uuid};
use sha2::{Digest, Sha256};

/// The last entry of a claim's history: who writes must have seen it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChainHead {
    /// Counts entries from 1.
    pub sequence: i64,
    /// The last entry's hash.
    pub hash: [u8; 32],
}

impl ChainHead {
    /// Before the first entry.
    pub const NONE: ChainHead = ChainHead {
        sequence: 0,
        hash: [0; 32],
    };

    /// The head after one more entry.
    pub(crate) fn then(&self, claim: ClaimId, link: &Link<'_>) -> ChainHead {
        let sequence = self.sequence + 1;
        let actor = link.actor_id.unwrap_or(Uuid::nil());
        let hash = Sha256::new()
            .chain_update(self.hash)
            .chain_update(claim.0.as_bytes())
            .chain_update(sequence.to_be_bytes())
            .chain_update(link.at.to_be_bytes())
            .chain_update(link.recorded_at.to_be_bytes())
            .chain_update(actor.as_bytes())
            .chain_update(link.schema_version.to_be_bytes())
            // Codes have no NUL, so each text ends where it says.
            .chain_update(link.side)
            .chain_update([0])
            .chain_update(link.kind)
            .chain_update([0])
            .chain_update(link.payload)
            .finalize();
        ChainHead {
            sequence,
            hash: hash.into(),
        }
    }
}

/// What an entry's hash covers, as it is stored.
pub(crate) struct Link<'a> {
    /// When it happened, in microseconds.
    pub(crate) at: i64,
    /// When it was carried out, in microseconds.
    pub(crate) recorded_at: i64,
    /// The code of the actor's side.
    pub(crate) side: &'a str,
    /// The account of a person.
    pub(crate) actor_id: Option<Uuid>,
    /// The event's code.
    pub(crate) kind: &'a str,
    /// The schema version of the payload.
    pub(crate) schema_version: i64,
    /// The canonical bytes.
    pub(crate) payload: &'a str,
}
