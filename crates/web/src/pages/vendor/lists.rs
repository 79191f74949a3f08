//! `/queue` and the vendor's `/claims`: all that narrows them stands in the address.

use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{Phase, Refusal, Status};
use domain::party::{Role, Scope};
use store::{ClaimFilter, ClaimSort, Cursor, CursorOf, PageRequest, ReviewerKey};
use ui::Section;
use ui::vendor::{QueueFilter, QueueKind, QueuePage, VendorClaimsPage, Whose};

use super::rows;
use crate::pages::paging::Pages;
use crate::pages::{Visit, failure};

const ROWS: u16 = 50;

/// `GET /queue`
pub(super) async fn queue(visit: Visit) -> Response {
    if !matches!(visit.person.role, Role::Reviewer | Role::ReviewLead) {
        return visit.refuse(app::HandleError::Refused {
            refusal: Refusal::NotPermitted,
            claim: None,
        });
    }
    let filter = QueueFilter {
        whose: Whose::from_code(visit.query.get("whose")).unwrap_or_default(),
        kind: match Phase::from_code(visit.query.get("phase")) {
            Some(Phase::Dispute) => QueueKind::Disputes,
            Some(_) | None => QueueKind::Everything,
        },
        status: Status::from_code(visit.query.get("status")),
    };
    let asked = ClaimFilter {
        statuses: filter.status.into_iter().collect(),
        phases: match filter.kind {
            QueueKind::Disputes => vec![Phase::Dispute],
            QueueKind::Everything => Vec::new(),
        },
        reviewers: match filter.whose {
            Whose::All => Vec::new(),
            Whose::Mine => vec![ReviewerKey::Person(visit.person.id)],
            Whose::Unassigned => vec![ReviewerKey::None],
        },
        ..ClaimFilter {
            prefix: prefix(&visit),
            ..ClaimFilter::default()
        }
    };
    let pages = Pages::of(&visit, "/queue", &["whose", "phase", "status", "q"]);
    let request = request(&visit, CursorOf::Queue);
    let env = visit.web.env();
    let found = match env.store.list_queue(&Scope::of(&visit.actor), &asked, &request).await {
        Ok(found) => found,
        Err(error) => return visit.fault(&error),
    };
    let directory = visit.directory();
    let claims = found.items.iter().map(|stored| &stored.claim);
    let page = QueuePage {
        frame: visit.frame(Section::Queue),
        filter,
        groups: rows::groups(claims, visit.person.id, &directory.reference, env.now()),
        next: pages.next(found.next),
        start: pages.start(request.after),
    };
    failure::answer(StatusCode::OK, &page)
}

/// `GET /claims` for the vendor's people.
pub(crate) async fn list(visit: Visit) -> Response {
    let status = Status::from_code(visit.query.get("status"));
    let asked = ClaimFilter {
        statuses: status.into_iter().collect(),
        prefix: prefix(&visit),
        ..ClaimFilter::default()
    };
    let pages = Pages::of(&visit, "/claims", &["status", "q"]);
    let request = request(&visit, ClaimSort::UpdatedNewest.cursor());
    let store = &visit.web.env().store;
    let found = store
        .list_claims(&Scope::of(&visit.actor), &asked, ClaimSort::UpdatedNewest, &request)
        .await;
    let found = match found {
        Ok(found) => found,
        Err(error) => return visit.fault(&error),
    };
    let directory = visit.directory();
    let row = |stored: &store::Stored| rows::row(&stored.claim, visit.person.id, &directory.reference);
    let page = VendorClaimsPage {
        frame: visit.frame(Section::Claims),
        status,
        rows: found.items.iter().map(row).collect(),
        next: pages.next(found.next),
        start: pages.start(request.after),
    };
    failure::answer(StatusCode::OK, &page)
}

fn prefix(visit: &Visit) -> Option<String> {
    let typed = visit.query.get("q").trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

/// A cursor that isn't this list's begins it anew.
fn request(visit: &Visit, of: CursorOf) -> PageRequest {
    PageRequest {
        limit: ROWS,
        after: Cursor::parse(visit.query.get("cursor"), of).ok(),
    }
}
