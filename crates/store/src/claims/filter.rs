//! Which claims a list shows, and in which order.

use std::collections::BTreeSet;

use domain::claim::{Activity, Phase, Place, Status, Turn};
use domain::id::{Guid, LocationId, ProgrammeCode, UserId};
use domain::instant::Instant;
use domain::party::{Reach, Scope};
use domain::text::DomainName;
use jiff::civil::Date;

use super::columns::{place_code, queue_day};
use super::scope::{Condition, Way, blob, list};
use super::search;
use crate::engine::{self, Connection, Either, Value, params};
use crate::error::StoreError;
use crate::fold::{LookedFor, fold};
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
    /// Words that begin words of number, name, customer, products, reference or comments, whatever their case and
    /// accents; each has to be found.
    pub text: Option<String>,
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
    /// By the field in which what is looked for is found, then the newest number first.
    Found,
}

impl ClaimSort {
    /// The cursors of a list in this order.
    pub const fn cursor(self) -> CursorOf {
        match self {
            ClaimSort::Number => CursorOf::ClaimsByNumber,
            ClaimSort::UpdatedNewest => CursorOf::ClaimsByUpdate,
            ClaimSort::Due => CursorOf::ClaimsByDue,
            ClaimSort::Found => CursorOf::ClaimsFound,
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

/// In a list's order, the few that stand there and are due by then would be looked for among all.
fn way_to_few(
    places: &[Place],
    before: Option<Instant>,
    scope: &Scope,
    connection: &Connection<'_>,
) -> Result<Way, StoreError> {
    let last = before.map_or(i64::MAX, |before| before.microseconds().saturating_sub(1));
    let (found, few): (i64, Way) = match scope.reach() {
        Reach::Partner { partner, .. } => (
            connection
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM claim INDEXED BY claim_of_partner_by_place
                     WHERE partner_id = ?1 AND place IN (SELECT value FROM json_each(?2)) AND due_at <= ?3 LIMIT ?4) AS found",
                )?
                .query_row(params![partner.0.as_bytes(), codes(places), last, RARE], |row| {
                    row.get(0)
                })?,
            Way::FewOfPartnerByPlace,
        ),
        Reach::Submitted | Reach::Everything => (
            connection
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM claim INDEXED BY claim_by_place
                     WHERE place IN (SELECT value FROM json_each(?1)) AND due_at <= ?2 LIMIT ?3) AS found",
                )?
                .query_row(params![codes(places), last, RARE], |row| row.get(0))?,
            Way::FewByPlace,
        ),
        Reach::One(_) | Reach::Nothing => return Ok(Way::InOrder),
    };
    Ok(if found < RARE { few } else { Way::InOrder })
}

const WHERE_DUE: Either<'static> = Either {
    sqlite: "SELECT wanted.value AS place FROM json_each(?1) AS wanted
             WHERE EXISTS (SELECT 1 FROM claim INDEXED BY claim_by_place
                           WHERE claim.place = wanted.value AND claim.due_at <= ?2)",
    postgres: "SELECT wanted.place FROM unnest($1::text[]) AS wanted (place)
               WHERE EXISTS (SELECT 1 FROM claim WHERE claim.place = wanted.place AND claim.due_at <= $2)",
};

/// Those of the places where anybody's clock runs out before then. The claims of the others, among them all that have
/// ended, would be gone through in vain.
pub(super) fn where_due(
    mut places: Vec<Place>,
    before: Instant,
    connection: &Connection<'_>,
) -> Result<Vec<Place>, StoreError> {
    let last = before.microseconds().saturating_sub(1);
    let mut statement = connection.prepare_cached(connection.choose(WHERE_DUE))?;
    let due = statement.query_map(params![codes(&places), last], |row| Ok(row.text("place")?.to_owned()))?;
    let due: Vec<String> = due.collect::<engine::Result<_>>()?;
    places.retain(|place| due.contains(&place_code(*place)));
    Ok(places)
}

/// Places as one value.
fn codes(places: &[Place]) -> Value {
    list(places.iter().map(|place| place_code(*place)))
}

impl ClaimFilter {
    /// Where claims in scope that match may stand; discarded ones are in no list.
    pub(super) fn places(&self, scope: &Scope) -> Vec<Place> {
        let in_scope = |place: Place| match scope.reach() {
            Reach::Submitted => place != Place::Draft,
            Reach::Partner { .. } | Reach::Everything | Reach::One(_) | Reach::Nothing => true,
        };
        let fits = |place: &Place| {
            *place != Place::Discarded
                && in_scope(*place)
                && (self.statuses.is_empty() || self.statuses.contains(&place.status()))
                && (self.phases.is_empty() || self.phases.contains(&place.phase()))
                && (self.turns.is_empty() || self.turns.iter().any(|turn| place.turns().contains(turn)))
        };
        Place::ALL.into_iter().filter(fits).collect()
    }

    fn narrows_places(&self) -> bool {
        !(self.statuses.is_empty() && self.phases.is_empty() && self.turns.is_empty())
    }
}

impl Condition {
    /// Adds what the filter asks for.
    pub(super) fn matching(
        &mut self,
        filter: &ClaimFilter,
        scope: &Scope,
        connection: &Connection<'_>,
    ) -> Result<(), StoreError> {
        self.matching_standing(filter, scope, connection)?;
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
        }
        if let Some(before) = filter.queue_before {
            self.and("claim.queue_key < ?", [Value::Integer(queue_day(before))]);
        }
        self.matching_customers(&filter.customers);
        self.matching_reviewers(&filter.reviewers);
        match &filter.text {
            Some(text) if !text.trim().is_empty() => self.matching_text(text, scope, connection),
            Some(_) | None => Ok(()),
        }
    }

    fn matching_standing(
        &mut self,
        filter: &ClaimFilter,
        scope: &Scope,
        connection: &Connection<'_>,
    ) -> Result<(), StoreError> {
        if !filter.narrows_places() && filter.due_before.is_none() {
            return Ok(());
        }
        let places = filter.places(scope);
        self.way = way_to_few(&places, filter.due_before, scope, connection)?;
        // Where nothing narrows them, naming them all is the way into the index.
        if filter.narrows_places() || self.way != Way::InOrder {
            self.and("claim.place IN (SELECT value FROM json_each(?))", [codes(&places)]);
        }
        if !filter.turns.is_empty() {
            let turns = filter.turns.iter().map(|turn| turn.code());
            self.and("claim.turn IN (SELECT value FROM json_each(?))", [list(turns)]);
        }
        Ok(())
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

    /// What is found is looked at one by one: the newest of what many have.
    fn matching_text(&mut self, text: &str, scope: &Scope, connection: &Connection<'_>) -> Result<(), StoreError> {
        let numbers = search::numbers(connection, scope, &LookedFor::parse(text))?;
        self.way = Way::FewByNumber;
        self.and(
            "claim.number IN (SELECT value FROM json_each(?))",
            [Value::List(numbers.into_iter().map(Value::Integer).collect())],
        );
        Ok(())
    }
}
