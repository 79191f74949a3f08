//! Events as rows, in the newest schema version.

mod read;
mod write;

use domain::claim::{
    Clock, ConfirmationEffect, EndCause, Entry, Event, InformationReason, LineReason, NoticeFailure, RejectionReason,
    SilenceEffect, Visibility, WithdrawalReason,
};
use domain::id::{ClaimId, ClaimNumber, CommentId, LineId, PartnerId, UserId};
use domain::party::ActorStamp;
use domain::text::Name;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::details::{ContactRow, DetailsRow, DocumentRow, LineRow};
use super::personal::{Open, Seal, open};
use super::timer::TimerRow;
use super::wire::{Moment, Wire};
use crate::error::StoreError;

/// The version in which events are written. Older ones are brought up to it on reading.
pub const SCHEMA_VERSION: i64 = 1;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum EventRow {
    Created {
        id: Wire<ClaimId>,
        number: Wire<ClaimNumber>,
        partner: Wire<PartnerId>,
        created_by: Wire<UserId>,
        details: Box<DetailsRow>,
        lines: Vec<LineRow>,
        draft_life: TimerRow,
    },
    Edited {
        details: Box<DetailsRow>,
        lines: Vec<LineRow>,
        draft_life: Option<TimerRow>,
    },
    DocumentAdded {
        document: DocumentRow,
        draft_life: Option<TimerRow>,
    },
    Submitted {
        queue: TimerRow,
        decision: TimerRow,
    },
    Discarded,
    ReviewStarted {
        reviewer: Wire<UserId>,
        review: TimerRow,
    },
    Assigned {
        reviewer: Wire<UserId>,
    },
    InformationRequested {
        reasons: Vec<Wire<InformationReason>>,
        comment: String,
        remove_lines: Vec<Wire<LineId>>,
        asked_on: Wire<Date>,
        partner_answer: TimerRow,
    },
    ExtensionRequested {
        comment: String,
    },
    AnswerExtended {
        business_days: u16,
        reason: String,
        partner_answer: TimerRow,
    },
    Resubmitted {
        comment: Option<String>,
        removed_lines: Vec<Wire<LineId>>,
        next: AfterAnswerRow,
    },
    Approved {
        covered: Vec<Wire<LineId>>,
        refused: Vec<(Wire<LineId>, Wire<LineReason>)>,
        comment: Option<String>,
        starts_on: Wire<Date>,
        round: u32,
        consent: TimerRow,
    },
    Rejected {
        reasons: Vec<Wire<RejectionReason>>,
        comment: String,
        dispute_window: Option<TimerRow>,
    },
    AnswerLapsed {
        dispute_window: Option<TimerRow>,
    },
    ConsentConfirmed {
        comment: Option<String>,
        effect: Wire<ConfirmationEffect>,
    },
    ConsentLapsed {
        effect: Wire<SilenceEffect>,
    },
    LinesDeclined {
        lines: Vec<Wire<LineId>>,
        comment: Option<String>,
    },
    CustomerDeclined {
        comment: Option<String>,
        dispute_window: Option<TimerRow>,
    },
    Withdrawn {
        reason: Wire<WithdrawalReason>,
        comment: Option<String>,
        ended_on: Option<Wire<Date>>,
    },
    Disputed {
        justification: Option<String>,
        dispute_answer: TimerRow,
    },
    DisputeWindowLapsed,
    AssociationEnded {
        lines: Vec<Wire<LineId>>,
        comment: Option<String>,
        cause: Wire<EndCause>,
        ended_on: Wire<Date>,
    },
    Reopened {
        reason: String,
        reviewer: Wire<UserId>,
        review: TimerRow,
    },
    NoticeFailed {
        cause: Wire<NoticeFailure>,
        comment: Option<String>,
    },
    CustomerContactNamed {
        contact: ContactRow,
    },
    CustomerContactConfirmed {
        contact: ContactRow,
        round: u32,
        consent: TimerRow,
    },
    ClockPassed {
        clock: Wire<Clock>,
    },
    ReminderSent {
        clock: Wire<Clock>,
        at: Moment,
    },
    CommentAdded {
        id: Wire<CommentId>,
        text: String,
        visibility: Wire<Visibility>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum AfterAnswerRow {
    Queue {
        queue: TimerRow,
        decision: Option<TimerRow>,
    },
    Dispute {
        dispute_answer: TimerRow,
    },
}

/// The group of an entry's own words.
const WORDS: &str = "entry";

/// What the chain holds of an entry: the event, and a commitment to the name of a person who did it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PayloadRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    event: EventRow,
}

/// The canonical bytes of an entry's content: what is stored is what is hashed.
pub(crate) fn write_payload(entry: &Entry, vault: &mut dyn Seal) -> Result<String, StoreError> {
    let name = match &entry.actor {
        ActorStamp::Person { name, .. } => Some(vault.seal("actor", "name", name.as_str())?),
        ActorStamp::Customer | ActorStamp::Clock => None,
    };
    let row = PayloadRow {
        name,
        event: write::row_of(&entry.event, vault)?,
    };
    serde_json::to_string(&row).map_err(|_| StoreError::damaged("an event that can't be written"))
}

/// The event of a payload, and the name of the person who did it.
pub(crate) fn read_payload(
    payload: &str,
    schema_version: i64,
    vault: &dyn Open,
) -> Result<(Option<Name>, Event), StoreError> {
    if schema_version != SCHEMA_VERSION {
        return Err(StoreError::damaged(format!(
            "an event of schema version {schema_version}"
        )));
    }
    let row: PayloadRow =
        serde_json::from_str(payload).map_err(|error| StoreError::damaged(format!("an event: {error}")))?;
    Ok((
        open(vault, "actor", "name", row.name)?,
        read::event_of(row.event, vault)?,
    ))
}
