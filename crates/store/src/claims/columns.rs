//! What stands beside a claim's document for finding it; all of it follows from the claim.

use std::collections::BTreeSet;

use domain::claim::{Claim, Motion, Place, Status};
use jiff::civil::Date;

use crate::fold::fold;

/// Later than every deadline: claims without one come last.
pub(crate) const NEVER: i64 = i64::MAX;

/// The columns by which claims are found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ClaimColumns {
    pub(crate) location_id: String,
    pub(crate) place: String,
    pub(crate) turn: &'static str,
    pub(crate) programme: Option<String>,
    pub(crate) activity: Option<&'static str>,
    pub(crate) tenant_id: Option<[u8; 16]>,
    pub(crate) customer_domain: Option<String>,
    pub(crate) reviewer_id: Option<[u8; 16]>,
    pub(crate) updated_at: i64,
    pub(crate) due_at: i64,
    pub(crate) queue_key: Option<i64>,
    /// When the claim next does something by itself.
    pub(crate) wake_at: Option<i64>,
    pub(crate) version: i64,
}

impl ClaimColumns {
    /// The columns of a claim.
    pub(crate) fn of(claim: &Claim) -> ClaimColumns {
        let details = &claim.details;
        ClaimColumns {
            location_id: details.location.as_str().to_owned(),
            place: place_code(claim.place()),
            turn: claim.turn().code(),
            programme: details
                .programme
                .as_ref()
                .map(|programme| programme.as_str().to_owned()),
            activity: details.activity.map(|activity| activity.code()),
            tenant_id: details.customer.tenant_id.map(|id| *id.0.as_bytes()),
            customer_domain: details
                .customer
                .domain
                .as_ref()
                .map(|domain| domain.as_str().to_owned()),
            reviewer_id: claim.reviewer.map(|id| *id.0.as_bytes()),
            updated_at: claim.updated_at.microseconds(),
            due_at: claim
                .deadlines()
                .first()
                .map_or(NEVER, |timer| timer.due.due_at.microseconds()),
            queue_key: queue_key(claim),
            wake_at: claim.next_wake_up().map(|wake_up| wake_up.at.microseconds()),
            version: claim.version.0,
        }
    }
}

/// The column's text of a place.
pub(crate) fn place_code(place: Place) -> String {
    match place {
        Place::Discarded => "discarded".to_owned(),
        Place::Draft
        | Place::SubmittedFirst
        | Place::SubmittedResubmission
        | Place::ReviewFirst
        | Place::ReviewResubmission
        | Place::ReviewDispute
        | Place::ReviewReopened
        | Place::AwaitingAnswer
        | Place::ConsentWindow
        | Place::InForce
        | Place::Ended
        | Place::Disputable
        | Place::Final => format!("{}/{}", place.status().code(), place.phase().code()),
    }
}

/// By due day, within the day resubmissions first. A clock that has passed still says which day was due: such claims
/// come first, not last.
pub(super) fn queue_key(claim: &Claim) -> Option<i64> {
    match claim.place().status() {
        Status::Submitted | Status::UnderReview => {}
        Status::Editing | Status::PartnerActionRequired | Status::Approved | Status::Rejected => return None,
    }
    let counting = claim.timers.iter().filter(|timer| match timer.motion {
        Motion::Running | Motion::Passed => true,
        Motion::Paused => false,
    });
    let due_on = counting.map(|timer| timer.due.due_on).min();
    let rank = match claim.place() {
        Place::SubmittedResubmission | Place::ReviewResubmission => 0,
        Place::Draft
        | Place::SubmittedFirst
        | Place::ReviewFirst
        | Place::ReviewDispute
        | Place::ReviewReopened
        | Place::AwaitingAnswer
        | Place::ConsentWindow
        | Place::InForce
        | Place::Ended
        | Place::Disputable
        | Place::Final
        | Place::Discarded => 1,
    };
    Some(due_on.map_or(0, queue_day) + rank)
}

/// Where a day begins in the queue.
pub(super) fn queue_day(day: Date) -> i64 {
    2 * days_since_1970(day)
}

fn days_since_1970(day: Date) -> i64 {
    let seconds = day
        .at(0, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map(|at| at.timestamp().as_second());
    seconds.unwrap_or_default().div_euclid(86_400)
}

/// By what a customer is named in a list's filter. A discarded draft is in no list.
pub(crate) fn terms(claim: &Claim) -> BTreeSet<String> {
    if claim.place() == Place::Discarded {
        return BTreeSet::new();
    }
    let customer = &claim.details.customer;
    let texts = [
        customer.domain.as_ref().map(|domain| domain.as_str().to_owned()),
        customer.tenant_id.map(|id| id.to_string()),
    ];
    texts.iter().flatten().map(|text| fold(text)).collect()
}
