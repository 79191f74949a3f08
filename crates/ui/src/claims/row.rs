//! A claim in a list.

use std::ops::Range;

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

/// A text in which what was looked for is marked.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Marked {
    /// Its parts in their order.
    pub parts: Vec<MarkedPart>,
}

/// A part of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MarkedPart {
    /// Was looked for.
    Found(String),
    /// Stands around it.
    Other(String),
}

/// What a claim is found by though its row doesn't show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundIn {
    /// The customer's domain.
    Domain,
    /// The customer's tenant ID.
    TenantId,
    /// A product.
    Product,
    /// The partner's own reference.
    Reference,
    /// A comment; where the reader may see them, an internal note.
    Comment,
}

impl Marked {
    /// A text and where in it something was looked for: places in their order.
    pub fn of(text: &str, marks: impl IntoIterator<Item = Range<usize>>) -> Marked {
        let mut parts = Vec::new();
        let mut at = 0;
        for mark in marks {
            let (before, found) = (text.get(at..mark.start), text.get(mark.clone()));
            if let (Some(before), Some(found)) = (before, found) {
                if !before.is_empty() {
                    parts.push(MarkedPart::Other(before.to_owned()));
                }
                parts.push(MarkedPart::Found(found.to_owned()));
                at = mark.end;
            }
        }
        if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            parts.push(MarkedPart::Other(rest.to_owned()));
        }
        Marked { parts }
    }

    /// All of it.
    pub fn whole(&self) -> String {
        self.parts.iter().map(MarkedPart::text).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl From<&str> for Marked {
    fn from(text: &str) -> Marked {
        Marked::of(text, None)
    }
}

impl MarkedPart {
    pub(crate) fn text(&self) -> &str {
        match self {
            MarkedPart::Found(text) | MarkedPart::Other(text) => text,
        }
    }

    pub(crate) fn is_found(&self) -> bool {
        match self {
            MarkedPart::Found(_) => true,
            MarkedPart::Other(_) => false,
        }
    }
}

impl FoundIn {
    pub(crate) fn say(&self, text: &Text) -> String {
        match self {
            FoundIn::Domain => text.list_found_domain(),
            FoundIn::TenantId => text.list_found_tenant(),
            FoundIn::Product => text.list_found_product(),
            FoundIn::Reference => text.list_found_reference(),
            FoundIn::Comment => text.list_found_comment(),
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
