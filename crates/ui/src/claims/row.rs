//! A claim in a list.

use domain::claim::{Activity, Phase, Status, Turn};
use jiff::Timestamp;

use crate::dates::Reader;
use crate::frame::Frame;
use crate::parts::{DeadlineView, StatusView};
use crate::text::Text;
use crate::vendor::Assigned;

/// A claim in a list.
#[derive(Clone, Debug)]
pub struct ClaimRow {
    /// `CPOR-2026-000123`.
    pub number: Marked,
    /// The claim's name; may be empty in a draft.
    pub name: Marked,
    /// The customer's name, once there is one.
    pub customer: Option<Marked>,
    /// What else it was found by: nothing that the row shows anyway.
    pub found_in: Option<(FoundIn, Marked)>,
    /// The partner's name.
    pub partner: String,
    /// The programme's name.
    pub programme: Option<String>,
    /// The activity.
    pub activity: Option<Activity>,
    /// The partner's location.
    pub location: String,
    /// Status, phase and turn.
    pub state: StatusView,
    /// The running deadline that comes first.
    pub due: Option<DeadlineView>,
    /// A flagged deadline that has passed.
    pub late: Option<DeadlineView>,
    /// When anything last happened to it.
    pub changed_at: Timestamp,
    /// Who reviews; partners don't see it.
    pub assigned: Assigned,
}

/// A text whose beginning may be what was looked for.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Marked {
    /// Its beginning that was looked for.
    pub found: String,
    /// The rest, or all of it.
    pub rest: String,
}

/// What a claim is found by though its row doesn't show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundIn {
    /// The customer's domain.
    Domain,
    /// The customer's tenant ID.
    TenantId,
}

impl Marked {
    /// A text of which this beginning was looked for.
    pub fn of(text: &str, found: Option<&str>) -> Marked {
        let found = found.unwrap_or_default();
        Marked {
            found: found.to_owned(),
            rest: text.strip_prefix(found).unwrap_or(text).to_owned(),
        }
    }

    /// All of it.
    pub fn whole(&self) -> String {
        format!("{}{}", self.found, self.rest)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.rest.is_empty()
    }
}

impl FoundIn {
    pub(crate) fn say(&self, text: &Text) -> String {
        match self {
            FoundIn::Domain => text.list_found_domain(),
            FoundIn::TenantId => text.list_found_tenant(),
        }
    }
}

impl ClaimRow {
    pub(crate) fn href(&self) -> String {
        format!("/claims/{}", self.number.whole())
    }

    /// How people speak of it: the customer, or before there is one the claim's name.
    pub(crate) fn customer_or_name(&self, text: &Text) -> Marked {
        match &self.customer {
            Some(customer) => customer.clone(),
            None => self.name_or_none(text),
        }
    }

    pub(crate) fn name_or_none(&self, text: &Text) -> Marked {
        if self.name.is_empty() {
            Marked::of(&text.claim_unnamed(), None)
        } else {
            self.name.clone()
        }
    }

    /// The phase, where the status alone doesn't say it: a first submission is the usual case.
    pub(crate) fn phase_note(&self, text: &Text) -> Option<String> {
        let phase = self.state.phase;
        match phase {
            Phase::First | Phase::Draft | Phase::AwaitingAnswer => None,
            Phase::Resubmission
            | Phase::Dispute
            | Phase::Reopened
            | Phase::ConsentWindow
            | Phase::InForce
            | Phase::Ended
            | Phase::Disputable
            | Phase::Final => Some(text.phase(&phase)),
        }
    }

    /// The same where the group's heading names the phase already.
    pub(crate) fn phase_in_group(&self, text: &Text) -> Option<String> {
        match self.state.status {
            Status::Submitted | Status::UnderReview => self.phase_note(text),
            Status::Editing | Status::PartnerActionRequired | Status::Approved | Status::Rejected => None,
        }
    }

    pub(crate) fn turn(&self, frame: &Frame) -> String {
        if frame.is_partner() && self.state.turn == Turn::Partner {
            frame.text.list_turn_you()
        } else {
            frame.text.turn(&self.state.turn)
        }
    }

    /// The first deadline's last day, with its place where that isn't the reader's.
    pub(crate) fn until(&self, due: &DeadlineView, reader: &Reader) -> String {
        let day = reader.day(&due.due_on);
        if due.zone == reader.zone {
            day
        } else {
            reader.text.list_day_in(day, reader.place(&due.zone))
        }
    }

    pub(crate) fn due_class(&self, due: &DeadlineView, reader: &Reader) -> &'static str {
        if reader.now.to_zoned(due.zone.rules()).date() == due.due_on {
            "due near"
        } else {
            "due"
        }
    }

    /// Who reviews, for the vendor's people.
    pub(crate) fn reviewer(&self, text: &Text) -> Option<String> {
        match &self.assigned {
            Assigned::You => Some(text.queue_reviewer_you()),
            Assigned::Colleague(person) => Some(person.name.clone()),
            Assigned::Nobody => None,
        }
    }
}
