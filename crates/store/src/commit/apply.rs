//! The rows of a change. Nothing forbids it any more: whatever fails here is a fault.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::change::StoredAnswer;
use super::lines::{ClaimedLine, stored_lines};
use super::prepare::{Prepared, PreparedClaim, PreparedEvent, Statement};
use crate::claims::columns::ClaimColumns;
use crate::claims::search;
use crate::engine::{self, PrepareKnown};
use crate::error::StoreError;
use crate::rows::SCHEMA_VERSION;

pub(super) fn write(connection: &Connection, change: &Prepared) -> Result<(), StoreError> {
    for claim in &change.claims {
        write_claim(connection, claim)?;
        let events = claim.events.iter();
        let positions = events
            .map(|event| write_event(connection, claim.number, event))
            .collect::<Result<Vec<_>, _>>()?;
        write_documents(connection, claim)?;
        if let Some(lines) = &claim.lines {
            write_lines(connection, claim.number, lines)?;
        }
        if let Some(statement) = &claim.statement {
            write_reference(connection, claim, statement)?;
            write_terms(connection, claim.number, statement)?;
        }
        if let Some(change) = &claim.search {
            search::write(&engine::Connection::Sqlite(connection), claim.number, change)?;
        }
        write_messages(connection, claim, &positions)?;
        write_links(connection, claim)?;
    }
    match &change.answer {
        Some(answer) => write_answer(connection, answer),
        None => Ok(()),
    }
}

fn write_claim(connection: &Connection, claim: &PreparedClaim) -> Result<(), StoreError> {
    let columns = &claim.columns;
    let (sql, before) = match &claim.before {
        None => (INSERT_CLAIM.to_owned(), None),
        Some(before) => {
            let standing = Standing::find(connection, claim.number)?;
            (update_claim(&standing, columns), Some(before.sequence))
        }
    };
    let written = connection.prepare_known(&sql)?.execute(params![
        claim.number,
        before,
        claim.id,
        claim.partner_id,
        columns.programme,
        columns.activity,
        columns.tenant_id,
        columns.customer_domain,
        columns.updated_at,
        columns.version,
        claim.head.sequence,
        claim.head.hash,
        columns.location_id,
        columns.place,
        columns.turn,
        columns.due_at,
        columns.reviewer_id,
        columns.queue_key,
        columns.wake_at,
        claim.body,
    ])?;
    if written == 1 {
        Ok(())
    } else {
        // A change that names the same claim twice: its second part was decided on what the first replaced.
        Err(StoreError::damaged("a change of a claim that moved within it"))
    }
}

const INSERT_CLAIM: &str = "INSERT INTO claim (number, id, partner_id, programme, activity, tenant_id,
         customer_domain, updated_at, version, chain_sequence, chain_hash, location_id, place, turn, due_at,
         reviewer_id, queue_key, wake_at, body)
     VALUES (?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";

/// The columns of indexes that many changes leave as they are. Whatever an UPDATE names, its indexes are written, and
/// each of them is a page somewhere else.
#[derive(PartialEq, Eq)]
struct Standing {
    location_id: String,
    place: String,
    turn: String,
    due_at: i64,
    reviewer_id: Option<[u8; 16]>,
    queue_key: Option<i64>,
    wake_at: Option<i64>,
}

impl Standing {
    fn find(connection: &Connection, claim: i64) -> Result<Standing, StoreError> {
        let found = connection
            .prepare_known(
                "SELECT location_id, place, turn, due_at, reviewer_id, queue_key, wake_at FROM claim WHERE number = ?1",
            )?
            .query_row([claim], |row| {
                Ok(Standing {
                    location_id: row.get(0)?,
                    place: row.get(1)?,
                    turn: row.get(2)?,
                    due_at: row.get(3)?,
                    reviewer_id: row.get(4)?,
                    queue_key: row.get(5)?,
                    wake_at: row.get(6)?,
                })
            })?;
        Ok(found)
    }
}

fn update_claim(standing: &Standing, columns: &ClaimColumns) -> String {
    let mut sql = "UPDATE claim SET programme = ?5, activity = ?6, tenant_id = ?7, customer_domain = ?8, \
         updated_at = ?9, version = ?10, chain_sequence = ?11, chain_hash = ?12, body = ?20"
        .to_owned();
    let moves = standing.place != columns.place;
    if moves
        || standing.location_id != columns.location_id
        || standing.turn != columns.turn
        || standing.due_at != columns.due_at
    {
        sql.push_str(", location_id = ?13, place = ?14, turn = ?15, due_at = ?16");
    }
    if standing.reviewer_id != columns.reviewer_id || standing.queue_key != columns.queue_key {
        sql.push_str(", reviewer_id = ?17, queue_key = ?18");
    }
    if standing.wake_at != columns.wake_at {
        sql.push_str(", wake_at = ?19");
    }
    sql.push_str(" WHERE number = ?1 AND chain_sequence = ?2");
    sql
}

/// The entry's position.
fn write_event(connection: &Connection, claim: i64, event: &PreparedEvent) -> Result<i64, StoreError> {
    connection
        .prepare_known(
            "INSERT INTO event (claim_number, sequence, at, recorded_at, side, actor_id, type, schema_version, payload,
                 hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            claim,
            event.sequence,
            event.at,
            event.recorded_at,
            event.side,
            event.actor_id,
            event.kind,
            SCHEMA_VERSION,
            event.payload,
            event.hash,
        ])?;
    let position = connection.last_insert_rowid();
    if let Some(personal) = &event.personal {
        connection
            .prepare_known("INSERT INTO personal_value (position, body) VALUES (?1, ?2)")?
            .execute(params![position, personal])?;
    }
    Ok(position)
}

fn write_documents(connection: &Connection, claim: &PreparedClaim) -> Result<(), StoreError> {
    for document in &claim.documents {
        connection
            .prepare_known(
                "INSERT INTO document (id, claim_number, blob_id, sha256, size_bytes, condition)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                document.id.0.as_bytes(),
                claim.number,
                document.blob.0.as_bytes(),
                document.sha256,
                document.size_bytes,
                document.condition.code(),
            ])?;
    }
    Ok(())
}

/// Most changes leave the blocking lines as they are: then nothing is written.
fn write_lines(connection: &Connection, claim: i64, lines: &BTreeSet<ClaimedLine>) -> Result<(), StoreError> {
    let stored = stored_lines(connection, claim)?;
    let wanted: BTreeSet<_> = lines.iter().map(ClaimedLine::row).collect();
    for (partner, tenant, activity, product, subscription, renews) in stored.difference(&wanted) {
        connection
            .prepare_known(
                "DELETE FROM claimed_line
                 WHERE partner_id = ?1 AND tenant_id = ?2 AND activity = ?3 AND product = ?4
                   AND subscription_id = ?5 AND renews = ?6",
            )?
            .execute(params![partner, tenant, activity, product, subscription, renews])?;
    }
    for (partner, tenant, activity, product, subscription, renews) in wanted.difference(&stored) {
        connection
            .prepare_known(
                "INSERT INTO claimed_line (partner_id, tenant_id, activity, product, subscription_id, renews,
                     claim_number)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![partner, tenant, activity, product, subscription, renews, claim])?;
    }
    Ok(())
}

fn write_reference(connection: &Connection, claim: &PreparedClaim, statement: &Statement) -> Result<(), StoreError> {
    let stored: Option<String> = connection
        .prepare_known("SELECT reference FROM partner_reference WHERE claim_number = ?1")?
        .query_row([claim.number], |row| row.get(0))
        .optional()?;
    if stored == statement.reference {
        return Ok(());
    }
    connection
        .prepare_known("DELETE FROM partner_reference WHERE claim_number = ?1")?
        .execute([claim.number])?;
    if let Some(reference) = &statement.reference {
        connection
            .prepare_known("INSERT INTO partner_reference (partner_id, reference, claim_number) VALUES (?1, ?2, ?3)")?
            .execute(params![claim.partner_id, reference, claim.number])?;
    }
    Ok(())
}

fn write_terms(connection: &Connection, claim: i64, statement: &Statement) -> Result<(), StoreError> {
    let stored = connection
        .prepare_known("SELECT term FROM claim_term WHERE claim_number = ?1")?
        .query_map([claim], |row| row.get(0))?
        .collect::<Result<BTreeSet<String>, _>>()?;
    for term in stored.difference(&statement.terms) {
        connection
            .prepare_known("DELETE FROM claim_term WHERE term = ?1 AND claim_number = ?2")?
            .execute(params![term, claim])?;
    }
    for term in statement.terms.difference(&stored) {
        connection
            .prepare_known("INSERT INTO claim_term (term, claim_number) VALUES (?1, ?2)")?
            .execute(params![term, claim])?;
    }
    Ok(())
}

/// `positions` are those of the claim's entries in this change.
fn write_messages(connection: &Connection, claim: &PreparedClaim, positions: &[i64]) -> Result<(), StoreError> {
    for message in &claim.messages {
        let sequence = claim.events.get(message.entry).map(|event| event.sequence);
        connection
            .prepare_known(
                "INSERT INTO message (id, claim_number, sequence, position, kind, recipient, language, round, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                message.id.as_bytes(),
                claim.number,
                sequence,
                positions.get(message.entry),
                message.kind.code(),
                message.to.as_str(),
                message.language.tag(),
                message.round,
                message.at.microseconds(),
            ])?;
    }
    Ok(())
}

fn write_links(connection: &Connection, claim: &PreparedClaim) -> Result<(), StoreError> {
    for link in &claim.links {
        connection
            .prepare_known("INSERT INTO consent_link (token_hash, claim_number, round) VALUES (?1, ?2, ?3)")?
            .execute(params![link.token_hash, claim.number, link.round])?;
    }
    Ok(())
}

fn write_answer(connection: &Connection, answer: &StoredAnswer) -> Result<(), StoreError> {
    connection
        .prepare_known(
            "INSERT INTO answer (caller, path, key, body_hash, status, etag, location, body, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            answer.caller,
            answer.path,
            answer.key,
            answer.body_hash,
            answer.status,
            answer.etag,
            answer.location,
            answer.body,
            answer.expires_at.microseconds(),
        ])?;
    Ok(())
}
