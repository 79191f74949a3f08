//! `/claims`, for everybody who sees claims: in groups by status, or in an order, page by page.

pub(crate) mod export;
mod groups;
mod row;
mod state;

use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::Turn;
use domain::party::{Role, Scope, Side};
use domain::reference::Reference;
use store::{Cursor, PageRequest, StoreError};
use ui::Section;
use ui::claims::{ClaimGroup, ClaimSort, ClaimsPage, GroupKind, ListChoices, ListState, Total};
use ui::parts::Choice;

use super::saved_views::CLAIMS;
use super::{Form, Sent, Visit, failure};
pub(crate) use groups::{Counts, groups};
pub(crate) use row::row;
use state::{filter, read};

/// Claims on a page.
const PAGE: u16 = 50;
/// Claims of each group, where there are several.
const OF_GROUP: u16 = 10;
/// A partner's claims are counted so far.
const COUNTED_MAX: u16 = 1000;

/// `GET /claims`
pub(crate) async fn list(visit: Visit) -> Response {
    match visit.person.role {
        Role::SystemAdmin => visit.forbidden(),
        Role::GlobalAdmin
        | Role::BillingAdmin
        | Role::IncentivesAdmin
        | Role::IncentivesUser
        | Role::Reviewer
        | Role::ReviewLead
        | Role::ProgrammeManager
        | Role::Auditor => match page(&visit).await {
            Ok(page) => failure::answer(StatusCode::OK, &page),
            Err(error) => visit.fault(&error),
        },
    }
}

/// `POST /claims/views`: saves, renames or deletes the view of these filters.
pub(crate) async fn change_view(Sent { visit, form }: Sent) -> Response {
    if visit.person.role == Role::SystemAdmin {
        return visit.forbidden();
    }
    let state = read(&Form::parse(form.get("state").as_bytes()));
    CLAIMS.change(&visit, &form, &state.query()).await
}

async fn page(visit: &Visit) -> Result<ClaimsPage, StoreError> {
    let state = read(&visit.query);
    // Several groups are shown where nothing asks for an order, for a page of one, or for a single status.
    let grouped = state.sort.is_none()
        && state.statuses.is_empty()
        && state.phases.is_empty()
        && visit.query.get("cursor").is_empty()
        && visit.side() == Side::Partner;
    if grouped {
        in_groups(visit, state).await
    } else {
        in_order(visit, state).await
    }
}

async fn in_groups(visit: &Visit, state: ListState) -> Result<ClaimsPage, StoreError> {
    let counts = if state.is_narrowed() {
        Counts::Bounded(COUNTED_MAX)
    } else {
        Counts::of(visit).await?
    };
    let groups = groups(visit, &state, &counts, OF_GROUP).await?;
    let total = groups.iter().map(|group| group.total).sum();
    Ok(ClaimsPage {
        frame: visit.frame(section(&state)),
        choices: choices(visit, &visit.directory().reference),
        views: CLAIMS.views(visit, state.query()).await?,
        groups,
        total: Total::Exactly(total),
        state,
        next: None,
        start: None,
    })
}

async fn in_order(visit: &Visit, state: ListState) -> Result<ClaimsPage, StoreError> {
    let env = visit.web.env();
    let scope = Scope::of(&visit.actor);
    let order = match (state.sort, visit.side()) {
        (Some(sort), _) => order(sort),
        (None, _) if !state.text.is_empty() => store::ClaimSort::Found,
        (None, Side::Partner) => store::ClaimSort::Due,
        (None, Side::Vendor | Side::Customer | Side::Clock) => store::ClaimSort::UpdatedNewest,
    };
    // A cursor of another list is none: the list begins at its start.
    let after = Cursor::parse(visit.query.get("cursor"), order.cursor()).ok();
    let asked = filter(&state, visit);
    let request = PageRequest { limit: PAGE, after };
    let found = env.store.list_claims(&scope, &asked, order, &request).await?;
    let here = found.items.len();
    let total = match (visit.side(), after, &found.next) {
        (_, None, None) => Total::Exactly(i64::try_from(here).unwrap_or(i64::MAX)),
        (Side::Partner, _, _) => match env.store.count_claims(&scope, &asked, COUNTED_MAX + 1).await? {
            counted if counted > i64::from(COUNTED_MAX) => Total::Over(i64::from(COUNTED_MAX)),
            counted => Total::Exactly(counted),
        },
        // Everybody's claims are too many to count for each page.
        (Side::Vendor | Side::Customer | Side::Clock, _, _) => Total::Here(here),
    };
    let directory = visit.directory();
    let rows = found
        .items
        .iter()
        .map(|stored| row(visit, &directory.reference, &stored.claim, &state.text));
    let address = state.address();
    Ok(ClaimsPage {
        frame: visit.frame(section(&state)),
        choices: choices(visit, &directory.reference),
        views: CLAIMS.views(visit, state.query()).await?,
        groups: vec![ClaimGroup {
            kind: None,
            rows: rows.collect(),
            total: i64::try_from(here).unwrap_or(i64::MAX),
            all: None,
        }],
        total,
        next: found
            .next
            .map(|cursor| address.clone().with("cursor", cursor.text()).to_string()),
        start: after.map(|_| address.to_string()),
        state,
    })
}

/// Two lists have a place of their own in the navigation.
fn section(state: &ListState) -> Section {
    let needed = ListState {
        turns: vec![Turn::Partner],
        sort: state.sort,
        ..ListState::default()
    };
    let in_force = GroupKind::InForce.alone(&ListState {
        sort: state.sort,
        ..ListState::default()
    });
    match state {
        state if *state == needed => Section::Needed,
        state if *state == in_force => Section::InForce,
        _ => Section::Claims,
    }
}

fn order(sort: ClaimSort) -> store::ClaimSort {
    match sort {
        ClaimSort::Due => store::ClaimSort::Due,
        ClaimSort::Changed => store::ClaimSort::UpdatedNewest,
        ClaimSort::Number => store::ClaimSort::Number,
    }
}

/// What the reader may narrow a list to.
pub(crate) fn choices(visit: &Visit, reference: &Reference) -> ListChoices {
    let locations = match visit.side() {
        Side::Partner => reference
            .locations_for(&visit.person)
            .map(|location| Choice::new(location.id.as_str(), location.name.as_str()))
            .collect(),
        // Every partner's would be a list without end.
        Side::Vendor | Side::Customer | Side::Clock => Vec::new(),
    };
    let programmes = reference.programmes.values();
    ListChoices {
        programmes: programmes
            .map(|each| Choice::new(each.code.as_str(), each.name.as_str()))
            .collect(),
        locations,
    }
}
