//! `/queue/disputes`: decisions that are looked at again, with what was decided before.

use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::Phase;
use domain::party::{Role, Scope};
use store::{ClaimFilter, CursorOf, PageRequest, Stored};
use ui::Section;
use ui::vendor::{DisputedClaim, DisputesPage, QueueFilter, QueueRow, Standing};

use super::super::{lists, past, rows, work};
use super::{QueueState, Walk};
use crate::pages::paging::Pages;
use crate::pages::{Visit, failure};

/// Each claim's history is read: a page of them is short.
const ROWS: u16 = 20;

pub(super) async fn show(visit: Visit) -> Response {
    if let Some(refused) = super::not_theirs(&visit) {
        return refused;
    }
    let asked = ClaimFilter {
        phases: vec![Phase::Dispute, Phase::Reopened],
        ..ClaimFilter::default()
    };
    let request = PageRequest {
        limit: ROWS,
        ..lists::request(&visit, CursorOf::Queue)
    };
    let store = &visit.web.env().store;
    let found = match store.list_queue(&Scope::of(&visit.actor), &asked, &request).await {
        Ok(found) => found,
        Err(error) => return visit.fault(&error),
    };
    let mut claims = Vec::with_capacity(found.items.len());
    for stored in &found.items {
        match disputed(&visit, stored).await {
            Ok(claim) => claims.push(claim),
            Err(answer) => return answer,
        }
    }
    let pages = Pages::of(&visit, "/queue/disputes", &[]);
    let page = DisputesPage {
        frame: visit.frame(Section::Disputes),
        claims,
        next: pages.next(found.next),
        start: pages.start(request.after),
    };
    failure::answer(StatusCode::OK, &page)
}

async fn disputed(visit: &Visit, stored: &Stored) -> Result<DisputedClaim, Response> {
    let claim = &stored.claim;
    let entries = work::entries(visit, stored).await?;
    let directory = visit.directory();
    let reference = &directory.reference;
    let walk = Walk::through(QueueState {
        filter: QueueFilter {
            standing: Some(Standing::Phase(claim.place().phase())),
            ..QueueFilter::default()
        },
        text: String::new(),
    });
    let gives = visit.person.role == Role::ReviewLead;
    Ok(DisputedClaim {
        row: QueueRow {
            href: walk.href(claim),
            ..rows::row(claim, visit.person.id, reference, visit.web.env().now())
        },
        version: claim.version.0,
        dispute: work::dispute(claim),
        earlier: past::decisions(&entries, &visit.text()),
        reviewers: if gives {
            rows::reviewers(reference, |person| {
                !(claim.in_dispute() && claim.deciders.contains(&person.id))
            })
        } else {
            Vec::new()
        },
    })
}
