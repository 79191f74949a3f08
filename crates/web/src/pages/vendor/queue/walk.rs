//! The walk from claim to claim: a reviewer who has decided goes on to the next one of the same view.
//!
//! The address of a claim carries the view and the place in it (`?next=`). The place is the claim's own when it was
//! opened: starting a review moves a claim in the queue, and must not move the reviewer.

use axum::response::{IntoResponse, Redirect, Response};
use domain::claim::{Claim, CommandKind};
use domain::id::ClaimNumber;
use domain::party::{Actor, Scope};
use store::{ClaimFilter, Cursor, CursorOf, PageRequest, ReviewerKey, StoreError, Stored, queue_cursor};
use ui::Flash;
use ui::vendor::{Decided, NextBar, NextClaim, Whose};

use super::state::QueueState;
use crate::pages::Visit;
use crate::pages::form::{Form, encoded};

/// So many claims are looked at for one that this person may work on: a view of mine and nobody's holds few others.
const LOOKED_AT: u16 = 20;

/// A reviewer's way through a view.
pub(crate) struct Walk {
    state: QueueState,
    at: Option<Cursor>,
}

impl Walk {
    /// The walk that an address carries.
    pub(crate) fn of(visit: &Visit) -> Option<Walk> {
        visit.query.has("next").then(|| {
            let query = Form::parse(visit.query.get("next").as_bytes());
            Walk {
                state: QueueState::of(&query).known(&visit.directory().reference),
                at: Cursor::parse(query.get("at"), CursorOf::Queue).ok(),
            }
        })
    }

    /// A walk through a view from its beginning.
    pub(crate) fn through(state: QueueState) -> Walk {
        Walk { state, at: None }
    }

    /// What the addresses on the claim's page carry.
    pub(crate) fn query(&self) -> String {
        let mut query = self.state.query();
        if let Some(at) = self.at {
            let sign = if query.is_empty() { "" } else { "&" };
            query.push_str(&format!("{sign}at={}", at.text()));
        }
        format!("?next={}", encoded(&query))
    }

    /// A claim's page on this walk.
    pub(crate) fn href(&self, claim: &Claim) -> String {
        let there = Walk {
            state: self.state.clone(),
            at: queue_cursor(claim),
        };
        format!("/claims/{}{}", claim.number, there.query())
    }

    /// The bar above a claim.
    pub(crate) async fn bar(&self, visit: &Visit, claim: &Claim) -> Result<NextBar, StoreError> {
        let next = self.next(visit, Some(claim.number)).await?;
        let waiting = visit
            .web
            .env()
            .store
            .count_queue(&Scope::of(&visit.actor), &self.asked(visit), NextBar::WAITING_MAX)
            .await?;
        Ok(NextBar {
            list: self.state.path(),
            query: self.query(),
            waiting,
            next: next.map(|stored| NextClaim {
                href: self.href(&stored.claim),
                number: stored.claim.number.to_string(),
                customer: super::super::rows::customer(&stored.claim),
            }),
            decided: decided(visit),
        })
    }

    /// After a decision: on to the next claim, or back to the list when there is none.
    pub(crate) async fn onward(&self, visit: &Visit, done: ClaimNumber, flash: Flash) -> Response {
        let next = match self.next(visit, Some(done)).await {
            Ok(next) => next,
            Err(error) => return visit.fault(&error),
        };
        let address = next.map_or_else(|| self.state.path(), |stored| self.href(&stored.claim));
        let sign = if address.contains('?') { '&' } else { '?' };
        Redirect::to(&format!("{address}{sign}decided={done}.{}", flash.code())).into_response()
    }

    /// The first claim behind this place that the person may work on, or else the first of all; never the one named.
    pub(crate) async fn next(&self, visit: &Visit, but: Option<ClaimNumber>) -> Result<Option<Stored>, StoreError> {
        let mut places = vec![self.at];
        if self.at.is_some() {
            places.push(None);
        }
        for after in places {
            let request = PageRequest {
                limit: LOOKED_AT,
                after,
            };
            let found = visit
                .web
                .env()
                .store
                .list_queue(&Scope::of(&visit.actor), &self.asked(visit), &request)
                .await?;
            let fit = |stored: &Stored| Some(stored.claim.number) != but && is_work(&stored.claim, &visit.actor);
            if let Some(stored) = found.items.into_iter().find(fit) {
                return Ok(Some(stored));
            }
        }
        Ok(None)
    }

    /// The view without colleagues' claims, unless it is one of theirs.
    fn asked(&self, visit: &Visit) -> ClaimFilter {
        let asked = self.state.asked(visit.person.id, &visit.directory().reference);
        match self.state.filter.whose {
            Whose::All => ClaimFilter {
                reviewers: vec![ReviewerKey::Person(visit.person.id), ReviewerKey::None],
                ..asked
            },
            Whose::Mine | Whose::Unassigned | Whose::Of(_) => asked,
        }
    }
}

/// Whether the person may begin or decide on it.
fn is_work(claim: &Claim, actor: &Actor) -> bool {
    [CommandKind::StartReview, CommandKind::Approve]
        .into_iter()
        .any(|kind| claim.permit(actor, kind).is_ok())
}

/// What was done to the claim before, as the address says it: `CPOR-2026-000123.approved`.
pub(super) fn decided(visit: &Visit) -> Option<Decided> {
    let (number, code) = visit.query.get("decided").split_once('.')?;
    Some(Decided {
        number: number.parse::<ClaimNumber>().ok()?.to_string(),
        done: Flash::from_code(code)?,
    })
}
