//! The partner's list of claims: what needs action first, the rest by status.

use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{Activity, Phase, Status, Turn};
use domain::party::Scope;
use domain::reference::Reference;
use store::{ClaimFilter, ClaimSort, Cursor, PageRequest, StoreError, Stored};
use ui::Section;
use ui::partner::{ClaimsPage, Filter};
use ui::parts::{Choice, ClaimRow};

use super::draft::locations;
use crate::pages::form::encoded;
use crate::pages::views::claim_row;
use crate::pages::{Form, Visit, failure};

/// Claims on a page.
const PAGE: u16 = 50;
/// The most urgent ones on top.
const MOST_URGENT: u16 = 10;
/// The filter's names in the address.
const NAMES: [&str; 6] = ["q", "status", "phase", "programme", "activity", "location"];

/// `GET /claims` for the partner.
pub(crate) async fn list(visit: Visit) -> Response {
    match page(&visit).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(error) => visit.fault(&error),
    }
}

async fn page(visit: &Visit) -> Result<ClaimsPage, StoreError> {
    let env = visit.web.env();
    let scope = Scope::of(&visit.actor);
    let query = &visit.query;
    let sort = ClaimSort::UpdatedNewest;
    // A cursor of another list is none: the list begins at its start.
    let after = Cursor::parse(query.get("cursor"), sort.cursor()).ok();
    let request = PageRequest { limit: PAGE, after };
    let found = env.store.list_claims(&scope, &filter(query), sort, &request).await?;
    let directory = visit.directory();
    let reference = &directory.reference;
    let row = |stored: &Stored| claim_row(&stored.claim, reference);
    let unfiltered = NAMES.iter().all(|name| query.get(name).trim().is_empty());
    let todo = if unfiltered && after.is_none() {
        let waiting = ClaimFilter {
            turns: vec![Turn::Partner],
            ..ClaimFilter::default()
        };
        let first = PageRequest::first(MOST_URGENT);
        env.store
            .list_claims(&scope, &waiting, ClaimSort::Due, &first)
            .await?
            .items
    } else {
        Vec::new()
    };
    Ok(ClaimsPage {
        frame: visit.frame(Section::Claims),
        todo: todo.iter().map(row).collect(),
        groups: ClaimsPage::grouped(found.items.iter().map(row).collect::<Vec<ClaimRow>>()),
        filter: shown(visit, reference),
        next: found.next.map(|cursor| address(query, Some(&cursor.text()))),
        start: after.map(|_| address(query, None)),
    })
}

/// What the address asks for; what it says wrongly narrows nothing.
fn filter(query: &Form) -> ClaimFilter {
    let prefix = query.get("q").trim();
    ClaimFilter {
        statuses: Status::from_code(query.get("status")).into_iter().collect(),
        phases: Phase::from_code(query.get("phase")).into_iter().collect(),
        programmes: query.get("programme").parse().into_iter().collect(),
        activities: Activity::from_code(query.get("activity")).into_iter().collect(),
        locations: query.get("location").parse().into_iter().collect(),
        prefix: (!prefix.is_empty()).then(|| prefix.chars().take(PREFIX_MAX).collect()),
        ..ClaimFilter::default()
    }
}

/// No name is longer.
const PREFIX_MAX: usize = 200;

fn shown(visit: &Visit, reference: &Reference) -> Filter {
    let value = |name: &str| visit.query.get(name).to_owned();
    let programmes = reference.programmes.values();
    Filter {
        status: value("status"),
        phase: value("phase"),
        programme: value("programme"),
        activity: value("activity"),
        location: value("location"),
        programmes: programmes
            .map(|each| Choice::new(each.code.as_str(), each.name.as_str()))
            .collect(),
        locations: locations(reference, &visit.person)
            .into_iter()
            .map(|each| Choice::new(each.id, each.name))
            .collect(),
    }
}

/// The list's address with its filter, from a cursor on.
fn address(query: &Form, cursor: Option<&str>) -> String {
    let kept = NAMES
        .iter()
        .map(|name| (*name, query.get(name)))
        .chain(cursor.map(|text| ("cursor", text)));
    let pairs: Vec<String> = kept
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if pairs.is_empty() {
        "/claims".to_owned()
    } else {
        format!("/claims?{}", pairs.join("&"))
    }
}
