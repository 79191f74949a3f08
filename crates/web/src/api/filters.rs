//! What a list of claims is narrowed to, from its query.

use domain::claim::{Activity, FieldCode, Phase, Status, Turn};
use domain::id::Guid;
use domain::instant::Instant;
use domain::party::Side;
use domain::reference::Reference;
use domain::text::{DomainName, Email, Name};
use store::{ClaimFilter, ClaimSort, CustomerKey, ReviewerKey};

use super::input::Query;
use crate::auth::Caller;

/// The parameters of the list.
pub const KNOWN: [&str; 13] = [
    "status",
    "phase",
    "turn",
    "programme",
    "activity",
    "customer",
    "location",
    "reviewer",
    "due_before",
    "q",
    "sort",
    "limit",
    "cursor",
];

/// A filter that was read.
pub struct Filters {
    /// What the list is narrowed to.
    pub filter: ClaimFilter,
    /// Whether the caller asked by reviewer, which partners may not.
    pub forbidden: bool,
}

/// Reads the filter; what is wrong is noted in the query.
pub fn read(query: &mut Query, caller: &Caller, reference: &Reference) -> Filters {
    let unknown = FieldCode::UnknownCode;
    let reviewers = query.all("reviewer");
    let forbidden = !reviewers.is_empty() && caller.actor.side() == Side::Partner;
    let filter = ClaimFilter {
        statuses: query.read_all("status", Status::from_code, unknown),
        phases: query.read_all("phase", Phase::from_code, unknown),
        turns: query.read_all("turn", Turn::from_code, unknown),
        programmes: query.read_all(
            "programme",
            |text| text.parse().ok().filter(|code| reference.programmes.contains_key(code)),
            unknown,
        ),
        activities: query.read_all("activity", Activity::from_code, unknown),
        customers: query.read_all("customer", customer, FieldCode::Malformed),
        locations: query.read_all("location", |text| text.parse().ok(), FieldCode::Malformed),
        reviewers: if forbidden {
            Vec::new()
        } else {
            query.read_all(
                "reviewer",
                |text| reviewer(text, caller, reference),
                FieldCode::NotAReviewer,
            )
        },
        due_before: due_before(query),
        queue_before: None,
        text: text(query),
    };
    Filters { filter, forbidden }
}

/// The order; what is wrong is noted in the query.
pub fn sort(query: &mut Query, filter: &ClaimFilter) -> ClaimSort {
    let looks_for_something = filter.text.is_some();
    match query.one("sort").as_deref() {
        Some("number") => ClaimSort::Number,
        // What is looked for comes by where it is found, unless an order is asked for.
        None if looks_for_something => ClaimSort::Found,
        None | Some("-updated_at") => ClaimSort::UpdatedNewest,
        Some("due_at") => ClaimSort::Due,
        Some(_) => {
            query.refuse("sort", FieldCode::UnknownCode);
            ClaimSort::UpdatedNewest
        }
    }
}

fn customer(text: &str) -> Option<CustomerKey> {
    let tenant = text.parse::<Guid>().ok().map(CustomerKey::Tenant);
    tenant.or_else(|| DomainName::parse(text).ok().map(CustomerKey::Domain))
}

fn reviewer(text: &str, caller: &Caller, reference: &Reference) -> Option<ReviewerKey> {
    match text {
        "none" => Some(ReviewerKey::None),
        "me" => Some(ReviewerKey::Person(caller.person.id)),
        address => {
            let email = Email::parse(address).ok()?;
            let person = reference.person_by_email(&email)?;
            (person.role.side() == Side::Vendor).then_some(ReviewerKey::Person(person.id))
        }
    }
}

fn due_before(query: &mut Query) -> Option<Instant> {
    let text = query.one("due_before")?;
    let instant = instant(&text);
    if instant.is_none() {
        query.refuse("due_before", FieldCode::Malformed);
    }
    instant
}

/// An instant in RFC 3339: with `Z` or an offset.
pub fn instant(text: &str) -> Option<Instant> {
    // The parser also takes a zone in brackets, which RFC 3339 doesn't have.
    let timestamp: jiff::Timestamp = text.parse().ok().filter(|_| !text.contains('['))?;
    Some(timestamp.into())
}

fn text(query: &mut Query) -> Option<String> {
    let text = query.one("q")?;
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match Name::parse(text) {
        Ok(text) => Some(text.as_str().to_owned()),
        Err(error) => {
            query.refuse("q", crate::bodies::fields::text_code(error));
            None
        }
    }
}
