//! What forbids changes, by what stands: the same rules as on SQLite, for many changes at once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::change::CommitError;
use super::super::prepare::{Prepared, PreparedClaim};
use super::columns::{Columns, Journey};
use super::look::{Standing, rows_of};
use crate::engine::postgres::Session;
use crate::engine::{Bind, Parameter};
use crate::error::StoreError;
use crate::number::number_of;

/// A renewal and the claim it renews may hold the same; nobody else may, whatever either renews.
const HOLDERS: &str = "SELECT wanted.change, wanted.place, min(held.claim_number) AS holder
     FROM unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::bytea[],
                 $8::bigint[], $9::bigint[])
         AS wanted (change, place, partner_id, tenant_id, activity, product, subscription_id, renews, claim_number)
     JOIN claimed_line AS held
         ON held.partner_id = wanted.partner_id AND held.tenant_id = wanted.tenant_id
         AND held.activity = wanted.activity AND held.product = wanted.product
         AND held.subscription_id = wanted.subscription_id
     WHERE held.claim_number <> wanted.renews AND held.claim_number <> wanted.claim_number
         AND held.renews <> wanted.claim_number
     GROUP BY wanted.change, wanted.place
     ORDER BY wanted.change, wanted.place";
const REFERENCES: &str = "SELECT wanted.change, wanted.place
     FROM unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::text[], $5::bigint[])
         AS wanted (change, place, partner_id, reference, claim_number)
     JOIN partner_reference AS held
         ON held.partner_id = wanted.partner_id AND held.reference = wanted.reference
     WHERE held.claim_number <> wanted.claim_number
     ORDER BY wanted.change, wanted.place";

/// Why each change must not be written; none: it may.
pub(super) async fn refusals(
    session: &Session,
    changes: &[&Prepared],
    standing: &Standing,
) -> Result<Vec<Option<CommitError>>, StoreError> {
    let mut refusals: Vec<Option<CommitError>> = changes.iter().map(|change| at_once(change, standing)).collect();
    let taken = taken(session, changes, standing).await?;
    for (change, (_, refusal)) in taken {
        if let Some(place @ None) = refusals.get_mut(change) {
            *place = Some(refusal);
        }
    }
    Ok(refusals)
}

fn at_once(change: &Prepared, standing: &Standing) -> Option<CommitError> {
    if let Some(answer) = &change.answer {
        let key = (answer.caller.clone(), answer.path.clone(), answer.key.clone());
        if standing.answers.contains(&key) {
            return Some(CommitError::AnswerTaken);
        }
    }
    let moved = change.claims.iter().any(|claim| moved(claim, standing));
    moved.then_some(CommitError::Conflict)
}

fn moved(claim: &PreparedClaim, standing: &Standing) -> bool {
    let stored = standing.heads.get(&claim.number).copied();
    stored != claim.before.map(|head| head.sequence) || (stored.is_none() && standing.ids.contains(&claim.id))
}

/// By change the first of its refusals: of its claims in their order, of a claim its lines before its reference.
async fn taken(
    session: &Session,
    changes: &[&Prepared],
    standing: &Standing,
) -> Result<BTreeMap<usize, (i64, CommitError)>, StoreError> {
    let nothing = BTreeSet::new();
    let mut lines = Vec::new();
    let mut references = Vec::new();
    for (change, prepared) in (0_i64..).zip(changes) {
        let mut places = 0_i64..;
        let mut place = || Parameter::Integer(places.next().unwrap_or_default());
        for claim in &prepared.claims {
            // What the claim holds already was looked at when it took it, and its key has kept others away since.
            let held = standing.lines.get(&claim.number).unwrap_or(&nothing);
            for line in claim.lines.iter().flatten().filter(|line| !held.contains(&line.row())) {
                lines.push([
                    Parameter::Integer(change),
                    place(),
                    line.partner_id.parameter(),
                    line.tenant_id.parameter(),
                    line.activity.parameter(),
                    line.product.parameter(),
                    line.subscription_id.parameter(),
                    line.renews.parameter(),
                    claim.number.parameter(),
                ]);
            }
            let reference = claim
                .statement
                .as_ref()
                .and_then(|statement| statement.reference.as_ref());
            if let Some(reference) = reference {
                references.push([
                    Parameter::Integer(change),
                    place(),
                    claim.partner_id.parameter(),
                    reference.parameter(),
                    claim.number.parameter(),
                ]);
            }
        }
    }
    let mut journey = Journey::default();
    let holders = journey.add_rows(HOLDERS, Columns::of(lines));
    let references = journey.add_rows(REFERENCES, Columns::of(references));
    let found = journey.travel(session).await?;
    let rows = |at: Option<usize>| at.and_then(|at| found.get(at)).into_iter().flat_map(rows_of);
    let mut first: BTreeMap<usize, (i64, CommitError)> = BTreeMap::new();
    let mut add = |change: i64, place: i64, refusal: CommitError| {
        let change = usize::try_from(change).unwrap_or(usize::MAX);
        if first.get(&change).is_none_or(|(before, _)| place < *before) {
            first.insert(change, (place, refusal));
        }
    };
    for row in rows(holders) {
        let holder = number_of(row.get("holder")?)?;
        add(row.get("change")?, row.get("place")?, CommitError::LineTaken(holder));
    }
    for row in rows(references) {
        add(row.get("change")?, row.get("place")?, CommitError::ReferenceTaken);
    }
    Ok(first)
}
