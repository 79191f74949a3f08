//! What needs the partner's action: the soonest first, and what stands still among them.

use domain::calendar::Length;
use domain::claim::{Claim, CommandKind, Notification, Phase, Place, Turn};
use domain::instant::Instant;
use domain::party::Scope;
use domain::reference::Reference;
use store::{ClaimFilter, ClaimSort, PageRequest, StoreError};
use ui::dashboard::{Ask, DaysLeft, Todo};

use crate::pages::views::lacks;
use crate::pages::{Visit, list};

/// So many are shown; a list has the rest.
const SHOWN: usize = 5;
/// What has no deadline stands before what is due later than in so many days: nothing of it moves until somebody acts.
const SOON_DAYS: i64 = 5;

/// The most urgent claims.
pub(super) async fn todo(visit: &Visit) -> Result<Vec<Todo>, StoreError> {
    let store = &visit.web.env().store;
    let scope = Scope::of(&visit.actor);
    let first = PageRequest::first(u16::try_from(SHOWN).unwrap_or(u16::MAX));
    let by_due = ClaimFilter {
        turns: vec![Turn::Partner],
        ..ClaimFilter::default()
    };
    let stopped = ClaimFilter {
        phases: vec![Phase::ConsentWindow],
        ..by_due.clone()
    };
    let mut claims: Vec<Claim> = Vec::new();
    // Without a deadline they come last in the list by deadline, perhaps behind its end.
    for filter in [&stopped, &by_due] {
        let found = store.list_claims(&scope, filter, ClaimSort::Due, &first).await?;
        for stored in found.items {
            if !claims.iter().any(|claim| claim.id == stored.claim.id) {
                claims.push(stored.claim);
            }
        }
    }
    let now = visit.web.env().now();
    claims.sort_by_key(|claim| (urgency(claim, now), claim.number));
    claims.truncate(SHOWN);
    let directory = visit.directory();
    let reference = &directory.reference;
    let todo = |claim: &Claim| Todo {
        row: list::row(visit, reference, claim, ""),
        ask: ask(visit, reference, claim),
        left: days_left(reference, claim, now),
    };
    Ok(claims.iter().map(todo).collect())
}

/// The instant by which it should be looked at.
fn urgency(claim: &Claim, now: Instant) -> i64 {
    let soon = now.microseconds().saturating_add(SOON_DAYS * 86_400_000_000);
    let first = claim.deadlines().first().map(|timer| timer.due.due_at.microseconds());
    first.unwrap_or(soon)
}

fn ask(visit: &Visit, reference: &Reference, claim: &Claim) -> Ask {
    let may = |kind| claim.permit(&visit.actor, kind).is_ok();
    match claim.place() {
        Place::Draft if may(CommandKind::Submit) => {
            Ask::Finish(lacks(claim, &visit.actor, reference, visit.web.env().now()).len())
        }
        Place::Draft => Ask::Draft,
        Place::AwaitingAnswer if may(CommandKind::Resubmit) => {
            let reasons = claim.request().map(|request| request.reasons.clone());
            Ask::Answer(reasons.unwrap_or_default())
        }
        Place::ConsentWindow if may(CommandKind::NameCustomerContact) => {
            match claim.consent().map(|consent| &consent.notice) {
                Some(Notification::Undeliverable { proposed: Some(_), .. }) => Ask::AwaitContact,
                Some(Notification::Undeliverable { proposed: None, .. } | Notification::Delivered) | None => {
                    Ask::NameContact
                }
            }
        }
        Place::Disputable if may(CommandKind::Dispute) => {
            let reasons = claim.outcome().map(|outcome| outcome.decision.reasons().to_vec());
            Ask::Dispute(reasons.unwrap_or_default())
        }
        Place::AwaitingAnswer
        | Place::ConsentWindow
        | Place::Disputable
        | Place::SubmittedFirst
        | Place::SubmittedResubmission
        | Place::ReviewFirst
        | Place::ReviewResubmission
        | Place::ReviewDispute
        | Place::ReviewReopened
        | Place::InForce
        | Place::Ended
        | Place::Final
        | Place::Discarded => Ask::Look,
    }
}

/// What is left of the partner's time to answer, in the calendar that counts it.
fn days_left(reference: &Reference, claim: &Claim, now: Instant) -> Option<DaysLeft> {
    let request = claim.request()?;
    let timer = claim.deadlines().into_iter().next()?;
    let calendar = &reference.location_of(claim.partner, &request.asked_of)?.calendar;
    let Length::BusinessDays(of) = reference.policy.partner_answer else {
        return None;
    };
    let today = calendar.date_of(now);
    Some(DaysLeft {
        today: calendar.counts(today),
        more: calendar.business_days_between(today, timer.due.due_on),
        of,
    })
}
