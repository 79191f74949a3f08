//! Which claims a list shows, and in which order.

use std::collections::BTreeSet;

use domain::claim::{Activity, Phase, Place, Status, Turn};
use domain::id::{Guid, LocationId, ProgrammeCode, UserId};
use domain::instant::Instant;
use domain::party::{Reach, Scope};
use domain::text::DomainName;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::columns::{place_code, queue_day};
use super::scope::{Condition, Way, blob, list};
use crate::error::StoreError;
use crate::fold::fold;
use crate::page::CursorOf;

/// What a list is narrowed to. An empty list of values doesn't narrow; several mean any of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ClaimFilter {
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Phases.
    pub phases: Vec<Phase>,
    /// Whose move it is.
    pub turns: Vec<Turn>,
    /// Programmes.
    pub programmes: Vec<ProgrammeCode>,
    /// Activities.
    pub activities: Vec<Activity>,
    /// Customers.
    pub customers: Vec<CustomerKey>,
    /// Claiming locations.
    pub locations: Vec<LocationId>,
    /// Reviewers.
    pub reviewers: Vec<ReviewerKey>,
    /// Any running clock ends before this.
    pub due_before: Option<Instant>,
    /// The day by which the queue orders it is before this one, whether its clock runs or has passed.
    pub queue_before: Option<Date>,
    /// What the number, the claim's name, the customer's name or its domain begins with, whatever its case and
    /// accents.
    pub prefix: Option<String>,
}

/// How a list names a customer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CustomerKey {
    /// By its tenant.
    Tenant(Guid),
    /// By its domain.
    Domain(DomainName),
}

/// How a list names a reviewer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReviewerKey {
    /// This one.
    Person(UserId),
    /// Nobody yet.
    None,
}

/// The order of a list of claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimSort {
    /// By number.
    Number,
    /// The last changed first.
    UpdatedNewest,
    /// The earliest running deadline first, claims without one last.
    Due,
}

impl ClaimSort {
    /// The cursors of a list in this order.
    pub const fn cursor(self) -> CursorOf {
        match self {
            ClaimSort::Number => CursorOf::ClaimsByNumber,
            ClaimSort::UpdatedNewest => CursorOf::ClaimsByUpdate,
            ClaimSort::Due => CursorOf::ClaimsByDue,
        }
    }
}

/// Up to so many finds are looked at one by one; beyond, the list is walked in its order until the page is full.
const RARE: i64 = 500;

/// A list of so many parameters; of none, what nothing equals. A chain of OR would soon be deeper than SQLite takes.
fn places(count: usize) -> String {
    match count {
        0 => "NULL".to_owned(),
        count => vec!["?"; count].join(", "),
    }
}

/// In a list's order, few that are due would be looked for among all.
fn way_to_due(before: Instant, scope: &Scope, connection: &Connection) -> Result<Way, StoreError> {
    let before = before.microseconds();
    let (found, few): (i64, Way) = match scope.reach() {
        Reach::Partner { partner, .. } => (
            connection
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM claim WHERE partner_id = ?1 AND due_at < ?2 LIMIT ?3)",
                )?
                .query_row(params![partner.0.as_bytes(), before, RARE], |row| row.get(0))?,
            Way::FewOfPartnerByDue,
        ),
        Reach::Submitted | Reach::Everything | Reach::One(_) | Reach::Nothing => (
            connection
                .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM claim WHERE due_at < ?1 LIMIT ?2)")?
                .query_row(params![before, RARE], |row| row.get(0))?,
            Way::FewByDue,
        ),
    };
    Ok(if found < RARE { few } else { Way::InOrder })
}

impl Condition {
    /// Adds what the filter asks for.
    pub(super) fn matching(
        &mut self,
        filter: &ClaimFilter,
        scope: &Scope,
        connection: &Connection,
    ) -> Result<(), StoreError> {
        self.matching_standing(filter);
        if !filter.programmes.is_empty() {
            let codes = filter.programmes.iter().map(ProgrammeCode::as_str);
            self.and("claim.programme IN (SELECT value FROM json_each(?))", [list(codes)]);
        }
        if !filter.activities.is_empty() {
            let codes = filter.activities.iter().map(|activity| activity.code());
            self.and("claim.activity IN (SELECT value FROM json_each(?))", [list(codes)]);
        }
        if !filter.locations.is_empty() {
            let ids = filter.locations.iter().map(LocationId::as_str);
            self.and("claim.location_id IN (SELECT value FROM json_each(?))", [list(ids)]);
        }
        if let Some(before) = filter.due_before {
            self.and("claim.due_at < ?", [Value::Integer(before.microseconds())]);
            self.way = way_to_due(before, scope, connection)?;
        }
        if let Some(before) = filter.queue_before {
            self.and("claim.queue_key < ?", [Value::Integer(queue_day(before))]);
        }
        self.matching_customers(&filter.customers);
        self.matching_reviewers(&filter.reviewers);
        match &filter.prefix {
            Some(prefix) => self.matching_prefix(&fold(prefix), connection),
            None => Ok(()),
        }
    }

    fn matching_standing(&mut self, filter: &ClaimFilter) {
        if !filter.statuses.is_empty() || !filter.phases.is_empty() {
            let fits = |place: &Place| {
                (filter.statuses.is_empty() || filter.statuses.contains(&place.status()))
                    && (filter.phases.is_empty() || filter.phases.contains(&place.phase()))
            };
            let places: BTreeSet<String> = Place::ALL.into_iter().filter(fits).map(place_code).collect();
            self.and("claim.place IN (SELECT value FROM json_each(?))", [list(places.iter())]);
        }
        if !filter.turns.is_empty() {
            let codes = filter.turns.iter().map(|turn| turn.code());
            self.and("claim.turn IN (SELECT value FROM json_each(?))", [list(codes)]);
        }
    }

    /// A customer's claims are few: they are found by the terms, and looked at one by one.
    fn matching_customers(&mut self, customers: &[CustomerKey]) {
        if customers.is_empty() {
            return;
        }
        let mut tenants = BTreeSet::new();
        let mut domains = BTreeSet::new();
        for customer in customers {
            match customer {
                CustomerKey::Tenant(id) => tenants.insert(*id),
                CustomerKey::Domain(domain) => domains.insert(domain.as_str()),
            };
        }
        let terms = tenants.iter().map(ToString::to_string);
        let terms = terms.chain(domains.iter().map(|domain| fold(domain)));
        self.way = Way::FewByNumber;
        self.and(
            "claim.number IN (SELECT claim_number FROM claim_term WHERE term IN (SELECT value FROM json_each(?)))",
            [list(terms)],
        );
        // A term may also be a name that reads like a domain.
        let mut values = vec![list(domains.iter())];
        values.extend(tenants.iter().map(|id| blob(id.0.as_bytes())));
        self.and(
            &format!(
                "(claim.customer_domain IN (SELECT value FROM json_each(?)) OR claim.tenant_id IN ({}))",
                places(tenants.len())
            ),
            values,
        );
    }

    fn matching_reviewers(&mut self, reviewers: &[ReviewerKey]) {
        if reviewers.is_empty() {
            return;
        }
        let people: BTreeSet<UserId> = reviewers
            .iter()
            .filter_map(|reviewer| match reviewer {
                ReviewerKey::Person(id) => Some(*id),
                ReviewerKey::None => None,
            })
            .collect();
        let nobody = if reviewers.contains(&ReviewerKey::None) {
            " OR claim.reviewer_id IS NULL"
        } else {
            ""
        };
        self.and(
            &format!("(claim.reviewer_id IN ({}){nobody})", places(people.len())),
            people.iter().map(|id| blob(id.0.as_bytes())),
        );
    }

    fn matching_prefix(&mut self, prefix: &str, connection: &Connection) -> Result<(), StoreError> {
        if prefix.is_empty() {
            return Ok(());
        }
        // Nothing sorts after the last character of Unicode.
        let end = format!("{prefix}\u{10ffff}");
        let found: i64 = connection
            .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM claim_term WHERE term >= ?1 AND term <= ?2 LIMIT ?3)")?
            .query_row(params![prefix, end, RARE], |row| row.get(0))?;
        let values = [Value::Text(prefix.to_owned()), Value::Text(end)];
        if found < RARE {
            self.way = Way::FewByNumber;
            self.and(
                "claim.number IN (SELECT claim_number FROM claim_term WHERE term >= ? AND term <= ?)",
                values,
            );
        } else {
            self.and(
                "EXISTS (SELECT 1 FROM claim_term
                         WHERE claim_term.claim_number = claim.number AND term >= ? AND term <= ?)",
                values,
            );
        }
        Ok(())
    }
}
