//! `/find`: a few claims, customers, pages and actions for a few letters; without letters, what was opened last.

use std::collections::BTreeSet;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::claim::Claim;
use domain::id::ClaimNumber;
use domain::party::Scope;
use store::{ClaimFilter, ClaimSort, PageRequest, StoreError, Stored};
use ui::Section;
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
        prefix: Some(query.trim().to_owned()),
        ..ClaimFilter::default()
    };
    let request = PageRequest::first(LOOKED_AT);
    let listed = store
        .list_claims(&scope, &asked, ClaimSort::UpdatedNewest, &request)
        .await?;
    let is_more = listed.next.is_some() || listed.items.len() > SHOWN;
    let customers = customers(&listed.items, &query);
    for stored in listed.items {
        if !claims.iter().any(|known| known.claim.number == stored.claim.number) {
            claims.push(stored);
        }
    }
    Ok(Found {
        claims: claims
            .iter()
            .take(SHOWN)
            .map(|stored| found_claim(&stored.claim))
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

/// Each customer once, by what a list of its claims can be narrowed to.
fn customers(claims: &[Stored], query: &str) -> Vec<FoundCustomer> {
    let wanted = query.trim().to_lowercase();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for stored in claims {
        let customer = &stored.claim.details.customer;
        let Some(name) = &customer.name else { continue };
        let domain = customer.domain.as_ref().map(ToString::to_string).unwrap_or_default();
        let key = if domain.is_empty() {
            name.to_string()
        } else {
            domain.clone()
        };
        let is_meant = !stored.claim.number.to_string().to_lowercase().starts_with(&wanted);
        if is_meant && seen.insert(key.clone()) {
            found.push(FoundCustomer {
                name: name.to_string(),
                domain,
                href: format!("/claims?q={}", encoded(&key)),
            });
        }
    }
    found.truncate(SHOWN);
    found
}

/// A claim as it is found.
pub(super) fn found_claim(claim: &Claim) -> FoundClaim {
    let details = &claim.details;
    FoundClaim {
        number: claim.number.to_string(),
        name: details.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        customer: details
            .customer
            .name
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        state: views::state(claim),
    }
}
