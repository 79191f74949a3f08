//! One claim.

use domain::claim::{Claim, Place};
use domain::id::{ClaimId, ClaimNumber};
use domain::party::{Reach, Scope};

use super::scope::{Condition, blob};
use crate::chain::ChainHead;
use crate::engine::{OptionalExtension, Row, Value};
use crate::error::StoreError;
use crate::number::number_key;
use crate::rows::read_claim;
use crate::store::Store;

/// A claim as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// The claim.
    pub claim: Claim,
    /// The last entry of its history: what a change of it must have seen.
    pub head: ChainHead,
}

/// The columns that [`stored`] reads.
pub(crate) const STORED: &str = "claim.chain_sequence, claim.chain_hash, claim.body";

/// A claim from a row that begins with [`STORED`].
pub(crate) fn stored(row: &Row<'_>) -> Result<Stored, StoreError> {
    let head = ChainHead {
        sequence: row.get(0)?,
        hash: row.get(1)?,
    };
    let claim = read_claim(row.text(2)?)?;
    Ok(Stored { claim, head })
}

impl Store {
    /// The claim of a number, if it is in scope and not discarded.
    pub async fn find_claim(&self, scope: &Scope, number: ClaimNumber) -> Result<Option<Stored>, StoreError> {
        let mut condition = Condition::new();
        condition.and("claim.number = ?", [Value::Integer(number_key(number))]);
        condition.within(scope);
        self.find(condition).await
    }

    /// The claims of these numbers that are in scope and not discarded, in the order of the numbers.
    pub async fn find_claims(&self, scope: &Scope, numbers: &[ClaimNumber]) -> Result<Vec<Stored>, StoreError> {
        let mut condition = Condition::new();
        let keys = numbers.iter().map(|number| Value::Integer(number_key(*number)));
        condition.and(
            "claim.number IN (SELECT value FROM json_each(?))",
            [Value::List(keys.collect())],
        );
        condition.within(scope);
        let sql = format!("SELECT {STORED} FROM claim WHERE {}", condition.sql);
        let mut found = self
            .read(|connection| {
                let mut statement = connection.prepare_cached(&sql)?;
                let mut rows = statement.query(&condition.values)?;
                let mut found = Vec::new();
                while let Some(row) = &rows.next()? {
                    found.push(stored(row)?);
                }
                Ok(found)
            })
            .await?;
        found.sort_by_key(|stored| numbers.iter().position(|number| *number == stored.claim.number));
        Ok(found)
    }

    /// The claim of a key, if it is in scope and not discarded.
    pub async fn find_claim_by_id(&self, scope: &Scope, id: ClaimId) -> Result<Option<Stored>, StoreError> {
        let mut condition = Condition::new();
        condition.and("claim.id = ?", [blob(id.0.as_bytes())]);
        condition.within(scope);
        self.find(condition).await
    }

    /// A discarded draft, whose history is left; only for those who see everything.
    pub async fn find_discarded(&self, scope: &Scope, number: ClaimNumber) -> Result<Option<Stored>, StoreError> {
        match scope.reach() {
            Reach::Everything => {}
            Reach::Partner { .. } | Reach::Submitted | Reach::One(_) | Reach::Nothing => return Ok(None),
        }
        let mut condition = Condition::new();
        condition.and("claim.number = ?", [Value::Integer(number_key(number))]);
        let found = self.find(condition).await?;
        Ok(found.filter(|stored| stored.claim.place() == Place::Discarded))
    }

    async fn find(&self, condition: Condition) -> Result<Option<Stored>, StoreError> {
        let sql = format!("SELECT {STORED} FROM claim WHERE {}", condition.sql);
        self.read(|connection| {
            connection
                .prepare_cached(&sql)?
                .query_row(&condition.values, |row| Ok(stored(row)))
                .optional()?
                .transpose()
        })
        .await
    }
}
