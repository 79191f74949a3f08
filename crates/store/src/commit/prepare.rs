//! A change encoded: everything the writer binds, so that it only binds.

use std::collections::BTreeSet;

use domain::claim::{Claim, Document, Entry, Event, Place};
use domain::party::{ActorStamp, Side};

use super::change::{Change, ClaimChange, NewLink, NewMessage, StoredAnswer};
use super::lines::ClaimedLine;
use crate::chain::{ChainHead, Link};
use crate::claims::columns::{ClaimColumns, terms};
use crate::claims::search::SearchChange;
use crate::error::StoreError;
use crate::number::number_key;
use crate::rows::{PersonalValues, SCHEMA_VERSION, Sealed, write_claim, write_payload};

pub(super) struct Prepared {
    pub(super) claims: Vec<PreparedClaim>,
    pub(super) answer: Option<StoredAnswer>,
}

pub(super) struct PreparedClaim {
    pub(super) number: i64,
    pub(super) id: [u8; 16],
    pub(super) partner_id: [u8; 16],
    pub(super) before: Option<ChainHead>,
    pub(super) head: ChainHead,
    pub(super) columns: ClaimColumns,
    pub(super) body: String,
    pub(super) events: Vec<PreparedEvent>,
    pub(super) documents: Vec<Document>,
    /// What may differ from what is stored; none: the entries leave it alone.
    pub(super) lines: Option<BTreeSet<ClaimedLine>>,
    pub(super) statement: Option<Statement>,
    /// What is to be found anew.
    pub(super) search: Option<SearchChange>,
    pub(super) messages: Vec<NewMessage>,
    pub(super) links: Vec<NewLink>,
}

/// What follows from the statement and stands in tables of its own.
pub(super) struct Statement {
    pub(super) reference: Option<String>,
    pub(super) terms: BTreeSet<String>,
}

pub(super) struct PreparedEvent {
    pub(super) sequence: i64,
    pub(super) at: i64,
    pub(super) recorded_at: i64,
    pub(super) side: &'static str,
    pub(super) actor_id: Option<[u8; 16]>,
    pub(super) kind: &'static str,
    pub(super) payload: String,
    pub(super) hash: [u8; 32],
    /// JSON; none: the entry holds no personal value.
    pub(super) personal: Option<String>,
}

impl Prepared {
    pub(super) fn of(change: Change) -> Result<Prepared, StoreError> {
        let claims = change.claims.into_iter().map(PreparedClaim::of);
        Ok(Prepared {
            claims: claims.collect::<Result<_, _>>()?,
            answer: change.answer,
        })
    }

    pub(super) fn heads(&self) -> Vec<ChainHead> {
        self.claims.iter().map(|claim| claim.head).collect()
    }
}

impl PreparedClaim {
    fn of(change: ClaimChange) -> Result<PreparedClaim, StoreError> {
        let ClaimChange {
            before,
            after,
            entries,
            messages,
            links,
        } = change;
        let mut head = before.unwrap_or(ChainHead::NONE);
        let mut events = Vec::with_capacity(entries.len());
        for entry in &entries {
            let (event, next) = prepare_event(&after, head, entry)?;
            events.push(event);
            head = next;
        }
        if let Some(message) = messages.iter().find(|message| message.entry >= entries.len()) {
            return Err(StoreError::damaged(format!(
                "a message of entry {} that isn't there",
                message.entry
            )));
        }
        let changes = |test: fn(&Event) -> bool| entries.iter().any(|entry| test(&entry.event));
        let documents = entries.iter().filter_map(|entry| match &entry.event {
            Event::DocumentAdded { document, .. } => Some(document.clone()),
            _ => None,
        });
        Ok(PreparedClaim {
            number: number_key(after.number),
            id: *after.id.0.as_bytes(),
            partner_id: *after.partner.0.as_bytes(),
            before,
            head,
            columns: ClaimColumns::of(&after),
            body: write_claim(&after)?,
            documents: documents.collect(),
            lines: changes(changes_lines).then(|| ClaimedLine::all_of(&after)),
            statement: changes(changes_statement).then(|| Statement::of(&after)),
            search: SearchChange::of(&after, &entries),
            events,
            messages,
            links,
        })
    }
}

impl Statement {
    /// A discarded draft gives its reference free.
    fn of(claim: &Claim) -> Statement {
        let kept = claim
            .details
            .reference
            .as_ref()
            .filter(|_| claim.place() != Place::Discarded);
        Statement {
            reference: kept.map(|reference| reference.as_str().to_owned()),
            terms: terms(claim),
        }
    }
}

fn prepare_event(claim: &Claim, head: ChainHead, entry: &Entry) -> Result<(PreparedEvent, ChainHead), StoreError> {
    let mut vault = Sealed::default();
    let payload = write_payload(entry, &mut vault)?;
    let (side, actor_id) = stamp_columns(&entry.actor);
    let (at, recorded_at, kind) = (
        entry.at.microseconds(),
        entry.recorded_at.microseconds(),
        entry.event.code(),
    );
    let link = Link {
        at,
        recorded_at,
        side,
        actor_id,
        kind,
        schema_version: SCHEMA_VERSION,
        payload: &payload,
    };
    let next = head.then(claim.id, &link);
    let event = PreparedEvent {
        sequence: next.sequence,
        at,
        recorded_at,
        side,
        actor_id: actor_id.map(|id| *id.as_bytes()),
        kind,
        hash: next.hash,
        personal: personal_json(&vault.values)?,
        payload,
    };
    Ok((event, next))
}

fn personal_json(values: &PersonalValues) -> Result<Option<String>, StoreError> {
    if values.is_empty() {
        return Ok(None);
    }
    let json = serde_json::to_string(values).map_err(|_| StoreError::damaged("personal values"))?;
    Ok(Some(json))
}

fn stamp_columns(actor: &ActorStamp) -> (&'static str, Option<domain::id::Uuid>) {
    match actor {
        ActorStamp::Person { id, side, .. } => (side_code(*side), Some(id.0)),
        ActorStamp::Customer => (side_code(Side::Customer), None),
        ActorStamp::Clock => (side_code(Side::Clock), None),
    }
}

fn side_code(side: Side) -> &'static str {
    match side {
        Side::Partner => "partner",
        Side::Vendor => "vendor",
        Side::Customer => "customer",
        Side::Clock => "clock",
    }
}

/// Whether the event may change which lines block own duplicates: lines, their states, or the status.
fn changes_lines(event: &Event) -> bool {
    match event {
        Event::Created(_)
        | Event::Edited { .. }
        | Event::Submitted { .. }
        | Event::Discarded
        | Event::Resubmitted { .. }
        | Event::Approved { .. }
        | Event::Rejected { .. }
        | Event::AnswerLapsed { .. }
        | Event::ConsentLapsed { .. }
        | Event::LinesDeclined { .. }
        | Event::CustomerDeclined { .. }
        | Event::Withdrawn { .. }
        | Event::Disputed { .. }
        | Event::AssociationEnded { .. }
        | Event::Reopened { .. } => true,
        Event::DocumentAdded { .. }
        | Event::ReviewStarted { .. }
        | Event::Assigned { .. }
        | Event::InformationRequested { .. }
        | Event::ExtensionRequested { .. }
        | Event::AnswerExtended { .. }
        | Event::ConsentConfirmed { .. }
        | Event::DisputeWindowLapsed
        | Event::NoticeFailed { .. }
        | Event::CustomerContactNamed { .. }
        | Event::CustomerContactConfirmed { .. }
        | Event::ClockPassed { .. }
        | Event::ReminderSent { .. }
        | Event::CommentAdded { .. } => false,
    }
}

/// Whether the event may change the reference or the texts a claim is found by.
fn changes_statement(event: &Event) -> bool {
    matches!(event, Event::Created(_) | Event::Edited { .. } | Event::Discarded)
}
