//! What forbids a change, looked up before anything of it is written. The writer is alone in its transaction, so
//! what holds here still holds when it writes.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::change::CommitError;
use super::lines::stored_lines;
use super::prepare::{Prepared, PreparedClaim};
use crate::engine::PrepareKnown;
use crate::error::StoreError;
use crate::number::number_of;

/// Why the change must not be written, if anything forbids it.
pub(super) fn refusal(connection: &Connection, change: &Prepared) -> Result<Option<CommitError>, StoreError> {
    if let Some(answer) = &change.answer {
        let taken = connection
            .prepare_known("SELECT 1 FROM answer WHERE caller = ?1 AND path = ?2 AND key = ?3")?
            .exists(params![answer.caller, answer.path, answer.key])?;
        if taken {
            return Ok(Some(CommitError::AnswerTaken));
        }
    }
    for claim in &change.claims {
        if moved(connection, claim)? {
            return Ok(Some(CommitError::Conflict));
        }
    }
    for claim in &change.claims {
        if let Some(refusal) = taken(connection, claim)? {
            return Ok(Some(refusal));
        }
    }
    Ok(None)
}

fn moved(connection: &Connection, claim: &PreparedClaim) -> Result<bool, StoreError> {
    let stored: Option<i64> = connection
        .prepare_known("SELECT chain_sequence FROM claim WHERE number = ?1")?
        .query_row([claim.number], |row| row.get(0))
        .optional()?;
    if stored.is_some() || claim.before.is_some() {
        return Ok(stored != claim.before.map(|head| head.sequence));
    }
    let mut same_id = connection.prepare_known("SELECT 1 FROM claim WHERE id = ?1")?;
    Ok(same_id.exists([claim.id])?)
}

fn taken(connection: &Connection, claim: &PreparedClaim) -> Result<Option<CommitError>, StoreError> {
    // What the claim holds already was looked at when it took it, and its key has kept others away since.
    let held = match &claim.lines {
        Some(_) => stored_lines(connection, claim.number)?,
        None => BTreeSet::new(),
    };
    let taken_now = claim.lines.iter().flatten().filter(|line| !held.contains(&line.row()));
    for line in taken_now {
        // A renewal and the claim it renews may hold the same; nobody else may, whatever either renews.
        let holder: Option<i64> = connection
            .prepare_known(
                "SELECT claim_number FROM claimed_line
                 WHERE partner_id = ?1 AND tenant_id = ?2 AND activity = ?3 AND product = ?4
                   AND subscription_id = ?5 AND claim_number NOT IN (?6, ?7) AND renews <> ?7
                 ORDER BY claim_number LIMIT 1",
            )?
            .query_row(
                params![
                    line.partner_id,
                    line.tenant_id,
                    line.activity,
                    line.product,
                    line.subscription_id,
                    line.renews,
                    claim.number
                ],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(holder) = holder {
            return Ok(Some(CommitError::LineTaken(number_of(holder)?)));
        }
    }
    if let Some(reference) = claim
        .statement
        .as_ref()
        .and_then(|statement| statement.reference.as_ref())
    {
        let taken = connection
            .prepare_known(
                "SELECT 1 FROM partner_reference WHERE partner_id = ?1 AND reference = ?2 AND claim_number <> ?3",
            )?
            .exists(params![claim.partner_id, reference, claim.number])?;
        if taken {
            return Ok(Some(CommitError::ReferenceTaken));
        }
    }
    Ok(None)
}
