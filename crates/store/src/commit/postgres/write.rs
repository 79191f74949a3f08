//! All rows of a group of changes, a statement for each table.

use std::collections::{BTreeSet, HashSet};

use super::super::lines::{ClaimedLine, LineRow};
use super::super::prepare::{Prepared, PreparedClaim};
use super::columns::{Columns, Journey};
use super::found_by::{self, FoundBy};
use super::look::Standing;
use crate::engine::{Bind, Parameter};
use crate::error::StoreError;
use crate::rows::SCHEMA_VERSION;

const INSERT_CLAIMS: &str = "INSERT INTO claim (number, id, partner_id, programme, activity, tenant_id,
         customer_domain, updated_at, version, chain_sequence, chain_hash, location_id, place, turn, due_at,
         reviewer_id, queue_key, wake_at, body)
     SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[],
         $8::timestamptz[], $9::bigint[], $10::bigint[], $11::bytea[], $12::text[], $13::text[], $14::text[],
         $15::timestamptz[], $16::uuid[], $17::bigint[], $18::timestamptz[], $19::text[])";
const UPDATE_CLAIMS: &str = "UPDATE claim
     SET programme = new.programme, activity = new.activity, tenant_id = new.tenant_id,
         customer_domain = new.customer_domain, updated_at = new.updated_at, version = new.version,
         chain_sequence = new.chain_sequence, chain_hash = new.chain_hash, location_id = new.location_id,
         place = new.place, turn = new.turn, due_at = new.due_at, reviewer_id = new.reviewer_id,
         queue_key = new.queue_key, wake_at = new.wake_at, body = new.body
     FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[],
         $8::timestamptz[], $9::bigint[], $10::bigint[], $11::bytea[], $12::text[], $13::text[], $14::text[],
         $15::timestamptz[], $16::uuid[], $17::bigint[], $18::timestamptz[], $19::text[])
         AS new (number, id, partner_id, programme, activity, tenant_id, customer_domain, updated_at, version,
             chain_sequence, chain_hash, location_id, place, turn, due_at, reviewer_id, queue_key, wake_at, body)
     WHERE claim.number = new.number";
const INSERT_EVENTS: &str = "INSERT INTO event (position, claim_number, sequence, at, recorded_at, side, actor_id,
         type, schema_version, payload, hash)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[],
         $6::text[], $7::uuid[], $8::text[], $9::bigint[], $10::text[], $11::bytea[])";
const INSERT_PERSONAL: &str = "INSERT INTO personal_value (position, body)
     SELECT * FROM unnest($1::bigint[], $2::text[])";
const INSERT_DOCUMENTS: &str = "INSERT INTO document (id, claim_number, blob_id, sha256, size_bytes, condition)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bytea[], $5::bigint[], $6::text[])";
const DELETE_LINES: &str = "DELETE FROM claimed_line USING unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[],
         $5::bytea[], $6::bigint[]) AS gone (partner_id, tenant_id, activity, product, subscription_id, renews)
     WHERE claimed_line.partner_id = gone.partner_id AND claimed_line.tenant_id = gone.tenant_id
         AND claimed_line.activity = gone.activity AND claimed_line.product = gone.product
         AND claimed_line.subscription_id = gone.subscription_id AND claimed_line.renews = gone.renews";
const INSERT_LINES: &str = "INSERT INTO claimed_line (partner_id, tenant_id, activity, product, subscription_id,
         renews, claim_number)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bigint[], $7::bigint[])";
const DELETE_REFERENCES: &str = "DELETE FROM partner_reference WHERE claim_number = ANY($1)";
const INSERT_REFERENCES: &str = "INSERT INTO partner_reference (partner_id, reference, claim_number)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[])";
const DELETE_TERMS: &str = "DELETE FROM claim_term USING unnest($1::text[], $2::bigint[]) AS gone (term, claim_number)
     WHERE claim_term.term = gone.term AND claim_term.claim_number = gone.claim_number";
const INSERT_TERMS: &str = "INSERT INTO claim_term (term, claim_number)
     SELECT * FROM unnest($1::text[], $2::bigint[])";
const INSERT_MESSAGES: &str = "INSERT INTO message (id, claim_number, sequence, position, kind, recipient, language,
         round, at)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
         $8::bigint[], $9::timestamptz[])";
const INSERT_LINKS: &str = "INSERT INTO consent_link (token_hash, claim_number, round)
     SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[])";
const INSERT_ANSWERS: &str = "INSERT INTO answer (caller, path, key, body_hash, status, etag, location, body,
         expires_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::bigint[], $6::text[], $7::text[],
         $8::bytea[], $9::timestamptz[])";

/// Adds the statements, and says how many rows each must change.
pub(super) fn add_writes<'a>(
    journey: &mut Journey<'a>,
    changes: &[&'a Prepared],
    standing: &'a Standing,
    anew: &'a [FoundBy],
) -> Result<Vec<usize>, StoreError> {
    let claims: Vec<&'a PreparedClaim> = changes.iter().flat_map(|change| &change.claims).collect();
    let mut seen = HashSet::new();
    if !claims.iter().all(|claim| seen.insert(claim.number)) {
        // A change that names the same claim twice: its second part was decided on what the first replaced.
        return Err(StoreError::damaged("a change of a claim that moved within it"));
    }
    let mut writes = Writes {
        journey,
        expected: Vec::new(),
    };
    let new = claims.iter().filter(|claim| claim.before.is_none());
    writes.add(INSERT_CLAIMS, new.map(|claim| claim_row(claim)));
    let old = claims.iter().filter(|claim| claim.before.is_some());
    writes.add(UPDATE_CLAIMS, old.map(|claim| claim_row(claim)));
    add_entries(&mut writes, &claims, standing)?;
    let documents = claims
        .iter()
        .flat_map(|claim| claim.documents.iter().map(move |document| (claim, document)));
    writes.add(
        INSERT_DOCUMENTS,
        documents.map(|(claim, document)| {
            [
                document.id.0.as_bytes().parameter(),
                claim.number.parameter(),
                document.blob.0.as_bytes().parameter(),
                document.sha256.parameter(),
                document.size_bytes.parameter(),
                document.condition.code().parameter(),
            ]
        }),
    );
    add_lines(&mut writes, &claims, standing);
    add_statements(&mut writes, &claims, standing);
    found_by::add(&mut writes, anew);
    let links = claims
        .iter()
        .flat_map(|claim| claim.links.iter().map(move |link| (claim, link)));
    writes.add(
        INSERT_LINKS,
        links.map(|(claim, link)| {
            [
                link.token_hash.parameter(),
                claim.number.parameter(),
                Parameter::Integer(link.round.into()),
            ]
        }),
    );
    let answers = changes.iter().filter_map(|change| change.answer.as_ref());
    writes.add(
        INSERT_ANSWERS,
        answers.map(|answer| {
            [
                answer.caller.parameter(),
                answer.path.parameter(),
                answer.key.parameter(),
                answer.body_hash.parameter(),
                Parameter::Integer(answer.status.into()),
                answer.etag.parameter(),
                answer.location.parameter(),
                answer.body.parameter(),
                Parameter::Integer(answer.expires_at.microseconds()),
            ]
        }),
    );
    Ok(writes.expected)
}

pub(super) struct Writes<'j, 'a> {
    journey: &'j mut Journey<'a>,
    expected: Vec<usize>,
}

impl<'a> Writes<'_, 'a> {
    pub(super) fn add<const WIDTH: usize>(
        &mut self,
        sql: &'static str,
        rows: impl Iterator<Item = [Parameter<'a>; WIDTH]>,
    ) {
        let mut count = 0;
        let columns = Columns::of(rows.inspect(|_| count += 1));
        if self.journey.add_rows(sql, columns).is_some() {
            self.expected.push(count);
        }
    }
}

fn claim_row(claim: &PreparedClaim) -> [Parameter<'_>; 19] {
    let columns = &claim.columns;
    [
        claim.number.parameter(),
        claim.id.parameter(),
        claim.partner_id.parameter(),
        columns.programme.parameter(),
        columns.activity.parameter(),
        columns.tenant_id.parameter(),
        columns.customer_domain.parameter(),
        columns.updated_at.parameter(),
        columns.version.parameter(),
        claim.head.sequence.parameter(),
        claim.head.hash.parameter(),
        columns.location_id.parameter(),
        columns.place.parameter(),
        columns.turn.parameter(),
        columns.due_at.parameter(),
        columns.reviewer_id.parameter(),
        columns.queue_key.parameter(),
        columns.wake_at.parameter(),
        claim.body.parameter(),
    ]
}

/// Entries, their personal values, and the messages they caused.
fn add_entries<'a>(
    writes: &mut Writes<'_, 'a>,
    claims: &[&'a PreparedClaim],
    standing: &Standing,
) -> Result<(), StoreError> {
    let mut positions = standing.positions.iter().map(|position| Parameter::Integer(*position));
    let (mut events, mut personal, mut messages) = (Vec::new(), Vec::new(), Vec::new());
    for claim in claims {
        let first = events.len();
        for event in &claim.events {
            let position = positions
                .next()
                .ok_or_else(|| StoreError::damaged("fewer positions than entries"))?;
            events.push([
                position,
                claim.number.parameter(),
                event.sequence.parameter(),
                event.at.parameter(),
                event.recorded_at.parameter(),
                event.side.parameter(),
                event.actor_id.parameter(),
                event.kind.parameter(),
                Parameter::Integer(SCHEMA_VERSION),
                event.payload.parameter(),
                event.hash.parameter(),
            ]);
            if let Some(values) = &event.personal {
                personal.push([position, values.parameter()]);
            }
        }
        for message in &claim.messages {
            let cause = events.get(first + message.entry);
            messages.push([
                message.id.as_bytes().parameter(),
                claim.number.parameter(),
                cause.map_or(Parameter::Nothing, |[_, _, sequence, ..]| *sequence),
                cause.map_or(Parameter::Nothing, |[position, ..]| *position),
                message.kind.code().parameter(),
                message.to.as_str().parameter(),
                message.language.tag().parameter(),
                Parameter::Integer(message.round.into()),
                Parameter::Integer(message.at.microseconds()),
            ]);
        }
    }
    writes.add(INSERT_EVENTS, events.into_iter());
    writes.add(INSERT_PERSONAL, personal.into_iter());
    writes.add(INSERT_MESSAGES, messages.into_iter());
    Ok(())
}

/// Most changes leave the blocking lines as they are: then nothing is written.
fn add_lines<'a>(writes: &mut Writes<'_, 'a>, claims: &[&'a PreparedClaim], standing: &'a Standing) {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for claim in claims {
        let Some(lines) = &claim.lines else { continue };
        let wanted: BTreeSet<LineRow> = lines.iter().map(ClaimedLine::row).collect();
        let stored = standing.lines.get(&claim.number);
        for line in stored.into_iter().flatten().filter(|line| !wanted.contains(line)) {
            let (partner, tenant, activity, product, subscription, renews) = line;
            gone.push([
                partner.parameter(),
                tenant.parameter(),
                activity.parameter(),
                product.parameter(),
                subscription.parameter(),
                renews.parameter(),
            ]);
        }
        for line in lines {
            if stored.is_some_and(|stored| stored.contains(&line.row())) {
                continue;
            }
            new.push([
                line.partner_id.parameter(),
                line.tenant_id.parameter(),
                line.activity.parameter(),
                line.product.parameter(),
                line.subscription_id.parameter(),
                line.renews.parameter(),
                claim.number.parameter(),
            ]);
        }
    }
    writes.add(DELETE_LINES, gone.into_iter());
    writes.add(INSERT_LINES, new.into_iter());
}

/// References and terms.
fn add_statements<'a>(writes: &mut Writes<'_, 'a>, claims: &[&'a PreparedClaim], standing: &'a Standing) {
    let (mut unnamed, mut references) = (Vec::new(), Vec::new());
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for claim in claims {
        let Some(statement) = &claim.statement else { continue };
        let stored = standing.references.get(&claim.number);
        if stored != statement.reference.as_ref() {
            if stored.is_some() {
                unnamed.push([claim.number.parameter()]);
            }
            if let Some(reference) = &statement.reference {
                references.push([
                    claim.partner_id.parameter(),
                    reference.parameter(),
                    claim.number.parameter(),
                ]);
            }
        }
        let stored = standing.terms.get(&claim.number);
        for term in stored
            .into_iter()
            .flatten()
            .filter(|term| !statement.terms.contains(*term))
        {
            gone.push([term.parameter(), claim.number.parameter()]);
        }
        let is_new = |term: &&'a String| stored.is_none_or(|stored| !stored.contains(*term));
        for term in statement.terms.iter().filter(is_new) {
            new.push([term.parameter(), claim.number.parameter()]);
        }
    }
    writes.add(DELETE_REFERENCES, unnamed.into_iter());
    writes.add(INSERT_REFERENCES, references.into_iter());
    writes.add(DELETE_TERMS, gone.into_iter());
    writes.add(INSERT_TERMS, new.into_iter());
}
