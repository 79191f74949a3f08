//! The partner's claim page: fresh, and again with what was typed when an act was refused.

use app::history::steps;
use app::{Expected, HandleError};
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{BlockedItem, Claim, Event, InvalidField, NoticeKind, Notification, Place, Refusal, changes};
use domain::instant::Instant;
use domain::party::{Scope, Side};
use store::{PageRequest, StoreError, Stored, StoredEntry, StoredMessage};
use ui::Section;
use ui::fields::Fields;
use ui::history::HistoryChange;
use ui::partner::{ClaimPage, DuplicateView, NoticeView};
use ui::parts::{FieldError, Stale};

use crate::pages::history::Reading;
use crate::pages::history::changed::changed;
use crate::pages::views::{PartnerClaim, partner_page};
use crate::pages::{Visit, failure, talk};
use crate::problem::Problem;
use crate::state::Mode;

/// The notice to the customer is among the newest messages to them.
const MESSAGES: u16 = 20;

/// `GET /claims/{number}`
pub(crate) async fn show(visit: Visit, number: &str) -> Response {
    match fresh(&visit, number).await {
        Ok(page) => failure::answer(StatusCode::OK, &page),
        Err(refused) => refused,
    }
}

async fn fresh(visit: &Visit, number: &str) -> Result<ClaimPage, Response> {
    let stored = visit.load(number).await?;
    page(visit, &stored).await.map_err(|error| visit.fault(&error))
}

/// The page of a claim as it is now.
async fn page(visit: &Visit, stored: &Stored) -> Result<ClaimPage, StoreError> {
    let env = visit.web.env();
    let claim = &stored.claim;
    let entries = milestones(visit, claim).await?;
    let (requested_at, more_time_asked) = asked(&entries, claim);
    let directory = visit.directory();
    let shown = PartnerClaim {
        claim,
        actor: &visit.actor,
        reference: &directory.reference,
        now: env.now(),
        entries: &entries,
        requested_at,
        talk: talk::comments(visit, claim.id).await?,
        notice: notice(visit, claim).await?,
        duplicate: duplicate(visit, claim).await?,
        more_time_asked,
    };
    Ok(partner_page(visit.frame(Section::Claims), shown))
}

/// What of a claim's history its page is made from: never all of it, which has no bound.
async fn milestones(visit: &Visit, claim: &Claim) -> Result<Vec<StoredEntry>, StoreError> {
    let store = &visit.web.env().store;
    let scope = Scope::of(&visit.actor);
    if claim.place() == Place::Draft {
        // A draft is kept from its last edit on.
        let is = |event: &Event| matches!(event, Event::Created(_) | Event::Edited { .. });
        return store.list_entries_since(&scope, claim.id, is).await;
    }
    store.list_milestones(&scope, claim.id).await
}

/// The running consent round's notice to the customer.
async fn notice(visit: &Visit, claim: &Claim) -> Result<Option<NoticeView>, StoreError> {
    let delivered = claim
        .consent()
        .is_some_and(|consent| consent.notice == Notification::Delivered);
    if claim.place() != Place::ConsentWindow || !delivered {
        return Ok(None);
    }
    let Some(to) = claim.details.customer_contact.email.clone() else {
        return Ok(None);
    };
    let newest = PageRequest::first(MESSAGES);
    let store = &visit.web.env().store;
    let found = store
        .list_messages_newest(Some(claim.number), Some(to), &newest)
        .await?;
    let is_notice = |message: &&StoredMessage| {
        message.kind == NoticeKind::AssociationNotice && message.round == claim.consent_rounds
    };
    Ok(found.items.iter().find(is_notice).map(|message| NoticeView {
        to: message.to.to_string(),
        sent_at: message.sent_at.map(|sent_at| match visit.web.mode() {
            // The demo's clock stands apart from the one by which messages are handed on.
            Mode::Demo => message.at.timestamp(),
            Mode::Live => sent_at.timestamp(),
        }),
    }))
}

/// The own claim that already claims what this draft claims: a warning before it is submitted.
pub(crate) async fn duplicate(visit: &Visit, claim: &Claim) -> Result<Option<DuplicateView>, StoreError> {
    let details = &claim.details;
    let (Some(tenant), Some(activity), Place::Draft) = (details.customer.tenant_id, details.activity, claim.place())
    else {
        return Ok(None);
    };
    let store = &visit.web.env().store;
    let except: Vec<_> = [Some(claim.number), details.renews].into_iter().flatten().collect();
    let blocked = store.blocked_items(claim.partner, tenant, activity, &except).await?;
    let same = |found: &&BlockedItem| claim.lines.iter().any(|line| line.item.same_as(&found.item));
    let Some(found) = blocked.iter().find(same) else {
        return Ok(None);
    };
    let visible = store.find_claim(&Scope::of(&visit.actor), found.by).await?.is_some();
    Ok(Some(DuplicateView {
        number: found.by.to_string(),
        visible,
    }))
}

/// When the open request was made, and whether more time was asked for since.
fn asked(entries: &[StoredEntry], claim: &Claim) -> (Option<Instant>, bool) {
    if claim.request().is_none() {
        return (None, false);
    }
    let is_request = |event: &Event| matches!(event, Event::InformationRequested { .. });
    let Some(at) = entries.iter().rposition(|stored| is_request(&stored.entry.event)) else {
        return (None, false);
    };
    let since = &entries[at..];
    let more_time = since
        .iter()
        .any(|stored| matches!(stored.entry.event, Event::ExtensionRequested { .. }));
    (since.first().map(|stored| stored.entry.at), more_time)
}

/// Who changed the claim last, and when.
pub(crate) async fn stale(visit: &Visit, claim: &Claim) -> Result<Stale, StoreError> {
    let store = &visit.web.env().store;
    let scope = Scope::of(&visit.actor);
    let since = store
        .list_entries_since(&scope, claim.id, Event::changes_version)
        .await?;
    let last = since.first();
    Ok(Stale {
        by: last.and_then(|stored| talk::name(&stored.entry.actor, Side::Partner)),
        at: last.map_or(claim.updated_at, |stored| stored.entry.at).timestamp(),
    })
}

/// What was changed since the version that a form was made of, as the history tells it.
pub(crate) async fn meanwhile(visit: &Visit, claim: &Claim, seen: Expected) -> Result<Vec<HistoryChange>, StoreError> {
    let Expected::Version(seen) = seen else {
        return Ok(Vec::new());
    };
    let steps = steps(visit.web.env(), &visit.actor, claim.id).await?;
    let Some(then) = steps.iter().rfind(|step| step.after.version == seen) else {
        return Ok(Vec::new());
    };
    let directory = visit.directory();
    let frame = visit.frame(Section::Claims);
    let reading = Reading {
        eyes: visit.side(),
        reader: &frame.reader,
        reference: &directory.reference,
    };
    let changes = changes(Some(&then.after), claim);
    Ok(changed(&changes, Some(&then.after), claim, &reading))
}

/// Where on the page an error of a body's field belongs; the page has several forms with fields of equal names.
pub(crate) type Renamed = fn(&str) -> &str;

/// What keeps an act from being done: the typed text with what is wrong with it.
pub(crate) struct Unsent {
    /// The version that it was typed for.
    pub seen: Expected,
    /// What was typed, by the page's names.
    pub typed: Fields,
    /// The page's name of a body's field.
    pub renamed: Renamed,
}

impl Unsent {
    /// The page with the errors of the body beside its fields: 422.
    pub(crate) async fn invalid(self, visit: &Visit, stored: &Stored, wrong: &[InvalidField]) -> Response {
        self.refused(visit, stored, &Refusal::Invalid(wrong.to_vec())).await
    }

    /// The page after the shell refused.
    pub(crate) async fn failed(self, visit: &Visit, error: HandleError) -> Response {
        match error {
            HandleError::Stale(stored) => {
                let stale = match stale(visit, &stored.claim).await {
                    Ok(stale) => stale,
                    Err(error) => return visit.fault(&error),
                };
                let meanwhile = match meanwhile(visit, &stored.claim, self.seen).await {
                    Ok(meanwhile) => meanwhile,
                    Err(error) => return visit.fault(&error),
                };
                let page = match page(visit, &stored).await {
                    Ok(page) => ClaimPage {
                        stale: Some(stale),
                        meanwhile,
                        typed: self.typed,
                        ..page
                    },
                    Err(error) => return visit.fault(&error),
                };
                failure::answer(StatusCode::PRECONDITION_FAILED, &page)
            }
            HandleError::Refused {
                refusal,
                claim: Some(stored),
            } => self.refused(visit, &stored, &refusal).await,
            error => visit.refuse(error),
        }
    }

    /// The page with a refusal: its fields where there are some, else said above the page.
    pub(crate) async fn refused(self, visit: &Visit, stored: &Stored, refusal: &Refusal) -> Response {
        let text = visit.text();
        let problem = Problem::refused(refusal);
        let mut typed = self.typed;
        let on_page: Vec<InvalidField> = problem
            .errors
            .iter()
            .map(|field| InvalidField::new((self.renamed)(&field.pointer), field.code))
            .collect();
        let mut errors = Vec::new();
        match refusal {
            Refusal::Invalid(_) => {
                failure::blame(&mut typed, &on_page, &text);
                errors = typed.errors(&text);
            }
            // The page itself lists what a draft lacks.
            _ => errors.push(FieldError {
                field: String::new(),
                message: failure::words(&text, refusal),
            }),
        }
        render(visit, stored, problem.status, typed, errors).await
    }
}

/// The page with what was typed and what is wrong with it.
pub(super) async fn render(
    visit: &Visit,
    stored: &Stored,
    status: StatusCode,
    typed: Fields,
    errors: Vec<FieldError>,
) -> Response {
    match page(visit, stored).await {
        Ok(page) => failure::answer(status, &ClaimPage { typed, errors, ..page }),
        Err(error) => visit.fault(&error),
    }
}
