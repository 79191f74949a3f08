//! A whole claim as one JSON document. It is rewritten by every change, so it needs no version: `doctor` makes it
//! anew from the history.

use domain::claim::{Claim, ConsentMemory, Document, Version};
use domain::id::{ClaimId, ClaimNumber, PartnerId, UserId};
use serde::{Deserialize, Serialize};

use super::details::{DetailsRow, DocumentRow, LineRow};
use super::personal::Plain;
use super::state::{AssociationRow, DisputeRow, StateRow};
use super::timer::TimerRow;
use super::wire::{Moment, Wire};
use crate::error::StoreError;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimRow {
    id: Wire<ClaimId>,
    number: Wire<ClaimNumber>,
    version: i64,
    partner: Wire<PartnerId>,
    details: DetailsRow,
    lines: Vec<LineRow>,
    documents: Vec<DocumentRow>,
    state: StateRow,
    timers: Vec<TimerRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reviewer: Option<Wire<UserId>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deciders: Vec<Wire<UserId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dispute: Option<DisputeRow>,
    consent_memory: Wire<ConsentMemory>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    association: Option<AssociationRow>,
    document_round: u32,
    consent_rounds: u32,
    created_by: Wire<UserId>,
    created_at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    submitted_at: Option<Moment>,
    updated_at: Moment,
}

/// The claim's document.
pub(crate) fn write_claim(claim: &Claim) -> Result<String, StoreError> {
    let Claim {
        id,
        number,
        version: Version(version),
        partner,
        details,
        lines,
        documents,
        state,
        timers,
        reviewer,
        deciders,
        dispute,
        consent_memory,
        association,
        document_round,
        consent_rounds,
        created_by,
        created_at,
        submitted_at,
        updated_at,
    } = claim;
    let document = |document: &Document| DocumentRow::of(document, &mut Plain);
    let row = ClaimRow {
        id: Wire(*id),
        number: Wire(*number),
        version: *version,
        partner: Wire(*partner),
        details: DetailsRow::of(details, &mut Plain)?,
        lines: lines.iter().map(LineRow::from).collect(),
        documents: documents.iter().map(document).collect::<Result<_, _>>()?,
        state: StateRow::of(state)?,
        timers: timers.iter().map(TimerRow::from).collect(),
        reviewer: reviewer.map(Wire),
        deciders: deciders.iter().copied().map(Wire).collect(),
        dispute: dispute.as_ref().map(DisputeRow::of).transpose()?,
        consent_memory: Wire(*consent_memory),
        association: association.as_ref().map(AssociationRow::from),
        document_round: *document_round,
        consent_rounds: *consent_rounds,
        created_by: Wire(*created_by),
        created_at: Moment(*created_at),
        submitted_at: submitted_at.map(Moment),
        updated_at: Moment(*updated_at),
    };
    serde_json::to_string(&row).map_err(|_| StoreError::damaged("a claim that can't be written"))
}

/// The claim of a document.
pub(crate) fn read_claim(document: &str) -> Result<Claim, StoreError> {
    let row: ClaimRow =
        serde_json::from_str(document).map_err(|error| StoreError::damaged(format!("a claim: {error}")))?;
    let documents = row.documents.into_iter().map(|document| document.into_domain(&Plain));
    Ok(Claim {
        id: row.id.0,
        number: row.number.0,
        version: Version(row.version),
        partner: row.partner.0,
        details: row.details.into_domain(&Plain)?,
        lines: row.lines.into_iter().map(Into::into).collect(),
        documents: documents.collect::<Result<_, _>>()?,
        state: row.state.into_domain()?,
        timers: row.timers.into_iter().map(Into::into).collect(),
        reviewer: row.reviewer.map(|Wire(id)| id),
        deciders: row.deciders.into_iter().map(|Wire(id)| id).collect(),
        dispute: row.dispute.map(DisputeRow::into_domain).transpose()?,
        consent_memory: row.consent_memory.0,
        association: row.association.map(Into::into),
        document_round: row.document_round,
        consent_rounds: row.consent_rounds,
        created_by: row.created_by.0,
        created_at: row.created_at.0,
        submitted_at: row.submitted_at.map(|Moment(at)| at),
        updated_at: row.updated_at.0,
    })
}
