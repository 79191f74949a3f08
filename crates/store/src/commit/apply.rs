//! The rows of a change. Nothing forbids it any more: whatever fails here is a fault.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::change::StoredAnswer;
use super::lines::ClaimedLine;
use super::prepare::{Prepared, PreparedClaim, PreparedEvent, Statement};
use crate::error::StoreError;
use crate::rows::SCHEMA_VERSION;

pub(super) fn write(connection: &Connection, change: &Prepared) -> Result<(), StoreError> {
    for claim in &change.claims {
        write_claim(connection, claim)?;
        for event in &claim.events {
            write_event(connection, claim.number, event)?;
        }
        write_documents(connection, claim)?;
        if let Some(lines) = &claim.lines {
            write_lines(connection, claim.number, lines)?;
        }
        if let Some(statement) = &claim.statement {
            write_reference(connection, claim, statement)?;
            write_terms(connection, claim.number, statement)?;
        }
        write_wake_up(connection, claim)?;
        write_messages(connection, claim)?;
        write_links(connection, claim)?;
    }
    match &change.answer {
        Some(answer) => write_answer(connection, answer),
        None => Ok(()),
    }
}

fn write_claim(connection: &Connection, claim: &PreparedClaim) -> Result<(), StoreError> {
    let columns = &claim.columns;
    let written = match claim.before {
        None => connection
            .prepare_cached(
                "INSERT INTO claim (number, id, partner_id, location_id, place, turn, programme, activity, tenant_id,
                     customer_domain, reviewer_id, updated_at, due_at, queue_key, version, chain_sequence, chain_hash,
                     body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
            )?
            .execute(params![
                claim.number,
                claim.id,
                claim.partner_id,
                columns.location_id,
                columns.place,
                columns.turn,
                columns.programme,
                columns.activity,
                columns.tenant_id,
                columns.customer_domain,
                columns.reviewer_id,
                columns.updated_at,
                columns.due_at,
                columns.queue_key,
                columns.version,
                claim.head.sequence,
                claim.head.hash,
                claim.body,
            ])?,
        Some(before) => connection
            .prepare_cached(
                "UPDATE claim
                 SET location_id = ?3, place = ?4, turn = ?5, programme = ?6, activity = ?7, tenant_id = ?8,
                     customer_domain = ?9, reviewer_id = ?10, updated_at = ?11, due_at = ?12, queue_key = ?13,
                     version = ?14, chain_sequence = ?15, chain_hash = ?16, body = ?17
                 WHERE number = ?1 AND chain_sequence = ?2",
            )?
            .execute(params![
                claim.number,
                before.sequence,
                columns.location_id,
                columns.place,
                columns.turn,
                columns.programme,
                columns.activity,
                columns.tenant_id,
                columns.customer_domain,
                columns.reviewer_id,
                columns.updated_at,
                columns.due_at,
                columns.queue_key,
                columns.version,
                claim.head.sequence,
                claim.head.hash,
                claim.body,
            ])?,
    };
    if written == 1 {
        Ok(())
    } else {
        // A change that names the same claim twice: its second part was decided on what the first replaced.
        Err(StoreError::damaged("a change of a claim that moved within it"))
    }
}

fn write_event(connection: &Connection, claim: i64, event: &PreparedEvent) -> Result<(), StoreError> {
    connection
        .prepare_cached(
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
    if let Some(personal) = &event.personal {
        connection
            .prepare_cached("INSERT INTO personal_value (position, body) VALUES (?1, ?2)")?
            .execute(params![connection.last_insert_rowid(), personal])?;
    }
    Ok(())
}

fn write_documents(connection: &Connection, claim: &PreparedClaim) -> Result<(), StoreError> {
    for document in &claim.documents {
        connection
            .prepare_cached(
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
    let stored = connection
        .prepare_cached(
            "SELECT partner_id, tenant_id, activity, product, subscription_id, renews
             FROM claimed_line WHERE claim_number = ?1",
        )?
        .query_map([claim], |row| {
            Ok((
                row.get::<_, [u8; 16]>(0)?,
                row.get::<_, [u8; 16]>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
                row.get::<_, Vec<u8>>(4)?,
                row.get::<_, i64>(5)?,
            ))
        })?
        .collect::<Result<BTreeSet<_>, _>>()?;
    let wanted: BTreeSet<_> = lines
        .iter()
        .map(|line| {
            (
                line.partner_id,
                line.tenant_id,
                line.activity.to_owned(),
                line.product.clone(),
                line.subscription_id.clone(),
                line.renews,
            )
        })
        .collect();
    for (partner, tenant, activity, product, subscription, renews) in stored.difference(&wanted) {
        connection
            .prepare_cached(
                "DELETE FROM claimed_line
                 WHERE partner_id = ?1 AND tenant_id = ?2 AND activity = ?3 AND product = ?4
                   AND subscription_id = ?5 AND renews = ?6",
            )?
            .execute(params![partner, tenant, activity, product, subscription, renews])?;
    }
    for (partner, tenant, activity, product, subscription, renews) in wanted.difference(&stored) {
        connection
            .prepare_cached(
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
        .prepare_cached("SELECT reference FROM partner_reference WHERE claim_number = ?1")?
        .query_row([claim.number], |row| row.get(0))
        .optional()?;
    if stored == statement.reference {
        return Ok(());
    }
    connection
        .prepare_cached("DELETE FROM partner_reference WHERE claim_number = ?1")?
        .execute([claim.number])?;
    if let Some(reference) = &statement.reference {
        connection
            .prepare_cached("INSERT INTO partner_reference (partner_id, reference, claim_number) VALUES (?1, ?2, ?3)")?
            .execute(params![claim.partner_id, reference, claim.number])?;
    }
    Ok(())
}

fn write_terms(connection: &Connection, claim: i64, statement: &Statement) -> Result<(), StoreError> {
    let stored = connection
        .prepare_cached("SELECT term FROM claim_term WHERE claim_number = ?1")?
        .query_map([claim], |row| row.get(0))?
        .collect::<Result<BTreeSet<String>, _>>()?;
    for term in stored.difference(&statement.terms) {
        connection
            .prepare_cached("DELETE FROM claim_term WHERE term = ?1 AND claim_number = ?2")?
            .execute(params![term, claim])?;
    }
    for term in statement.terms.difference(&stored) {
        connection
            .prepare_cached("INSERT INTO claim_term (term, claim_number) VALUES (?1, ?2)")?
            .execute(params![term, claim])?;
    }
    Ok(())
}

/// A lease belongs to the wake-up it was taken for: another instant has none.
fn write_wake_up(connection: &Connection, claim: &PreparedClaim) -> Result<(), StoreError> {
    match claim.wake_at {
        Some(wake_at) => connection
            .prepare_cached(
                "INSERT INTO wake_up (claim_number, wake_at) VALUES (?1, ?2)
                 ON CONFLICT (claim_number) DO UPDATE SET wake_at = excluded.wake_at, leased_until = NULL
                 WHERE wake_up.wake_at <> excluded.wake_at",
            )?
            .execute([claim.number, wake_at])?,
        None => connection
            .prepare_cached("DELETE FROM wake_up WHERE claim_number = ?1")?
            .execute([claim.number])?,
    };
    Ok(())
}

fn write_messages(connection: &Connection, claim: &PreparedClaim) -> Result<(), StoreError> {
    for message in &claim.messages {
        let sequence = claim.events.get(message.entry).map(|event| event.sequence);
        connection
            .prepare_cached(
                "INSERT INTO message (id, claim_number, sequence, kind, recipient, language, round, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                message.id.as_bytes(),
                claim.number,
                sequence,
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
            .prepare_cached("INSERT INTO consent_link (token_hash, claim_number, round) VALUES (?1, ?2, ?3)")?
            .execute(params![link.token_hash, claim.number, link.round])?;
    }
    Ok(())
}

fn write_answer(connection: &Connection, answer: &StoredAnswer) -> Result<(), StoreError> {
    connection
        .prepare_cached(
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
