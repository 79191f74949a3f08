//! `/find`: a few claims, customers, pages and actions for a few letters; without letters, what was opened last.

use std::collections::BTreeSet;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::claim::Claim;
use domain::id::ClaimNumber;
use domain::party::Scope;
use domain::text::Name;
use store::{ClaimFilter, ClaimSort, LookedFor, PageRequest, StoreError, Stored};
use ui::Section;
use ui::claims::Marked;
use ui::find::{FindOptions, FindPage, Found, FoundClaim, FoundCustomer, FoundPlace};

use super::form::encoded;
use super::{Visit, Web, failure, views};

/// Claims and customers that are shown.
const SHOWN: usize = 8;
/// Claims that are looked at for their customers.
const LOOKED_AT: u16 = 24;
/// No name is longer.
const QUERY_MAX: usize = 200;

/// `/find` and what the palette asks for.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/find", get(page))
        .route("/find/options", get(options))
}

async fn page(visit: Visit) -> Response {
    match found(&visit).await {
        Ok(found) => {
            let frame = visit.frame(Section::Elsewhere);
            failure::answer(StatusCode::OK, &FindPage { frame, found })
        }
        Err(error) => visit.fault(&error),
    }
}

async fn options(visit: Visit) -> Response {
    match found(&visit).await {
        Ok(found) => {
            let (text, query) = (visit.text(), query(&visit));
            failure::answer(StatusCode::OK, &FindOptions { text, query, found })
        }
        Err(error) => visit.fault(&error),
    }
}

fn query(visit: &Visit) -> String {
    visit.query.get("q").chars().take(QUERY_MAX).collect()
}

async fn found(visit: &Visit) -> Result<Found, StoreError> {
    let query = query(visit);
    let places = FoundPlace::matching(&visit.text(), visit.person.role, &query);
    if query.trim().is_empty() {
        let claims = visit.recent().await?;
        return Ok(Found {
            claims,
            places,
            ..Found::default()
        });
    }
    let scope = Scope::of(&visit.actor);
    let store = &visit.web.env().store;
    let mut claims = store.find_claims(&scope, &meant_numbers(visit, &query)).await?;
    let asked = ClaimFilter {
        text: Some(query.trim().to_owned()),
        ..ClaimFilter::default()
    };
    let request = PageRequest::first(LOOKED_AT);
    let listed = store.list_claims(&scope, &asked, ClaimSort::Found, &request).await?;
    let is_more = listed.next.is_some() || listed.items.len() > SHOWN;
    let looked_for = LookedFor::parse(&query);
    let customers = customers(&listed.items, &looked_for);
    for stored in listed.items {
        if !claims.iter().any(|known| known.claim.number == stored.claim.number) {
            claims.push(stored);
        }
    }
    Ok(Found {
        claims: claims
            .iter()
            .take(SHOWN)
            .map(|stored| found_claim(&stored.claim, &looked_for))
            .collect(),
        customers,
        places,
        more: is_more.then(|| format!("/claims?q={}", encoded(query.trim()))),
    })
}

/// The claims a number may mean whose beginning was left out: `2026-000118`, or `118` for this year's and the last's.
fn meant_numbers(visit: &Visit, query: &str) -> Vec<ClaimNumber> {
    let query = query.trim();
    if let Ok(number) = format!("CPOR-{query}").parse() {
        return vec![number];
    }
    let Some(sequence) = query.parse::<u32>().ok().filter(|sequence| *sequence > 0) else {
        return Vec::new();
    };
    let zone = &visit.person.time_zone;
    let year = visit.web.env().now().timestamp().to_zoned(zone.rules()).year();
    vec![
        ClaimNumber { year, sequence },
        ClaimNumber {
            year: year.saturating_sub(1),
            sequence,
        },
    ]
}

/// Each customer whose name or domain is found once, by what a list of its claims can be narrowed to.
fn customers(claims: &[Stored], looked_for: &LookedFor) -> Vec<FoundCustomer> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for stored in claims {
        let customer = &stored.claim.details.customer;
        let Some(name) = customer.name.as_ref().map(ToString::to_string) else {
            continue;
        };
        let domain = customer.domain.as_ref().map(ToString::to_string).unwrap_or_default();
        let key = if domain.is_empty() { &name } else { &domain };
        let is_meant = looked_for.without(&name).without(&domain).is_empty();
        if is_meant && seen.insert(key.clone()) {
            found.push(FoundCustomer {
                href: format!("/claims?q={}", encoded(key)),
                name: Marked::of(&name, looked_for.marks(&name)),
                domain: Marked::of(&domain, looked_for.marks(&domain)),
            });
        }
    }
    found.truncate(SHOWN);
    found
}

/// A claim as it is found.
pub(super) fn found_claim(claim: &Claim, looked_for: &LookedFor) -> FoundClaim {
    let details = &claim.details;
    let marked = |name: Option<&Name>| {
        let name = name.map(Name::as_str).unwrap_or_default();
        Marked::of(name, looked_for.marks(name))
    };
    FoundClaim {
        number: claim.number.to_string(),
        name: marked(details.name.as_ref()),
        customer: marked(details.customer.name.as_ref()),
        state: views::state(claim),
    }
}
