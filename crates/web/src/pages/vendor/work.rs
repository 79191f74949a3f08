//! `/claims/{number}` for the vendor's people: the proof beside the decision.

use app::Expected;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{
    Claim, Clock, Command, CommandKind, Contact, Context, Document, DocumentCondition, Entry, Event, InformationReason,
    Notification, Payment, Refusal, Renews, Version, decide,
};
use domain::id::DocumentId;
use domain::party::{Person, Role, Scope};
use domain::reference::Reference;
use domain::text::Note;
use store::{Stored, StoredEntry};
use ui::Section;
use ui::guidelines::GuidelinesView;
use ui::parts::{DeadlineView, Stale};
use ui::vendor::{
    Age, ClaimFacts, Closed, ContactView, Display, PartyName, Rejection, RequestView, Said, Typed, VendorAct,
    WorkDocument, WorkPage,
};

use super::queue::Walk;
use super::{past, rows};
use crate::pages::documents::is_viewable;
use crate::pages::partner::claim::meanwhile as since;
use crate::pages::{Visit, failure, views};

/// `GET /claims/{number}`
pub(crate) async fn show(visit: Visit, number: &str) -> Response {
    match visit.load(number).await {
        Ok(stored) => page(&visit, &stored, None, Seen::Now, StatusCode::OK).await,
        Err(answer) => answer,
    }
}

/// The claim's entries, oldest first.
pub(super) async fn entries(visit: &Visit, stored: &Stored) -> Result<Vec<Entry>, Response> {
    let found = history(visit, stored).await?;
    Ok(found.into_iter().map(|stored| stored.entry).collect())
}

async fn history(visit: &Visit, stored: &Stored) -> Result<Vec<StoredEntry>, Response> {
    let found = visit
        .web
        .env()
        .store
        .list_entries(&Scope::of(&visit.actor), stored.claim.id)
        .await;
    found.map_err(|error| visit.fault(&error))
}

/// Which version of the claim a form was made from.
#[derive(Clone, Copy)]
pub(super) enum Seen {
    /// The one that is shown.
    Now,
    /// An older one: others have changed the claim since.
    At(i64),
}

/// The page, with a form that was refused.
pub(super) async fn page(
    visit: &Visit,
    stored: &Stored,
    typed: Option<Typed>,
    seen: Seen,
    status: StatusCode,
) -> Response {
    let history = match history(visit, stored).await {
        Ok(history) => history,
        Err(answer) => return answer,
    };
    let directory = visit.directory();
    let reference = &directory.reference;
    let claim = &stored.claim;
    let text = visit.text();
    let clocks: Vec<Clock> = claim.deadlines().iter().map(|timer| timer.clock).collect();
    let days = views::days(claim, &clocks, &history, reference, visit.web.env().now());
    let entries: Vec<Entry> = history.into_iter().map(|stored| stored.entry).collect();
    let shown = Some(visit.query.get("document"))
        .filter(|id| !id.is_empty())
        .map(str::to_owned);
    let (meanwhile, changed) = match seen {
        Seen::Now => (Vec::new(), Vec::new()),
        Seen::At(version) => {
            let expected = Expected::Version(Version(version));
            match since(visit, claim, expected).await {
                Ok(changed) => (past::since_version(&entries, version), changed),
                Err(error) => return visit.fault(&error),
            }
        }
    };
    let next = match Walk::of(visit) {
        Some(walk) => match walk.bar(visit, claim).await {
            Ok(next) => Some(next),
            Err(error) => return visit.fault(&error),
        },
        None => None,
    };
    let page = WorkPage {
        frame: visit.frame(Section::Elsewhere),
        facts: facts(claim, reference, &text),
        version: claim.version.0,
        state: views::state(claim),
        assigned: rows::assigned(claim, visit.person.id, reference),
        deadlines: views::deadlines(claim),
        days,
        late: views::late(claim),
        lines: views::lines(claim, reference),
        guidelines: GuidelinesView::of(reference, claim.details.programme.as_ref()),
        documents: documents(claim, &past::new_documents(&entries)),
        shown,
        comments: past::comments(&entries),
        allowed: claim
            .allowed(&visit.actor)
            .into_iter()
            .filter_map(|kind| VendorAct::from_code(kind.code()))
            .collect(),
        request: request(claim, reference),
        earlier: past::decisions(&entries, &text),
        dispute: dispute(claim),
        since: past::since(claim, &entries),
        closed: closed(visit, claim, reference),
        more_time: past::more_time(claim, &entries),
        named_contact: named_contact(claim),
        reviewers: reviewers(claim, reference),
        answer_due: answer_due(visit, claim, reference),
        rejection: match claim.dispute {
            Some(_) => Rejection::Final,
            None => Rejection::Disputable,
        },
        extension_days_max: reference.policy.extension_days_max,
        next,
        typed,
        stale: meanwhile.last().map(|last| Stale {
            by: last.by.clone(),
            at: last.at,
        }),
        meanwhile,
        changed,
    };
    failure::answer(status, &page)
}

fn facts(claim: &Claim, reference: &Reference, text: &ui::Text) -> ClaimFacts {
    let details = &claim.details;
    let customer = &details.customer;
    let number = claim.number.to_string();
    let partner = reference.partners.get(&claim.partner);
    ClaimFacts {
        // An auditor also reads drafts, which may have no name yet.
        name: details
            .name
            .as_ref()
            .map_or_else(|| number.clone(), ToString::to_string),
        partner: partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        location_id: details.location.to_string(),
        location: views::location_name(reference, claim.partner, &details.location),
        customer: customer
            .name
            .as_ref()
            .map_or_else(|| number.clone(), ToString::to_string),
        domain: customer.domain.as_ref().map(ToString::to_string).unwrap_or_default(),
        tenant_id: customer.tenant_id.map(|id| id.to_string()).unwrap_or_default(),
        country: customer
            .country
            .map(|country| text.country(country.as_str()))
            .unwrap_or_default(),
        programme: details
            .programme
            .as_ref()
            .map(|code| views::programme_name(reference, code))
            .unwrap_or_default(),
        activity: details.activity,
        recognition_only: details.payment == Payment::RecognitionOnly,
        reference: details.reference.as_ref().map(ToString::to_string),
        customer_contact: contact(&details.customer_contact),
        partner_contact: contact(&details.partner_contact),
        submitted_at: claim.submitted_at.map(|at| at.timestamp()),
        number,
    }
}

fn contact(contact: &Contact) -> ContactView {
    ContactView {
        name: contact.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        title: contact.title.as_ref().map(ToString::to_string),
        email: contact.email.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn documents(claim: &Claim, new: &[DocumentId]) -> Vec<WorkDocument> {
    let views = views::documents(claim);
    let shown = |(document, view): (&Document, _)| WorkDocument {
        document: view,
        display: display(document),
        age: if new.contains(&document.id) {
            Age::New
        } else {
            Age::Known
        },
    };
    claim.documents.iter().zip(views).map(shown).collect()
}

fn display(document: &Document) -> Display {
    match document.condition {
        DocumentCondition::Available if document.media_type.starts_with("image/") && is_viewable(document) => {
            Display::Pictured
        }
        DocumentCondition::Available if is_viewable(document) => Display::Framed,
        DocumentCondition::Available => Display::DownloadOnly,
        DocumentCondition::Unreadable | DocumentCondition::Quarantined | DocumentCondition::Erased => {
            Display::Unavailable
        }
    }
}

fn request(claim: &Claim, reference: &Reference) -> Option<RequestView> {
    let product = |id| {
        claim
            .line(id)
            .map(|line| views::product_name(reference, &line.item.product))
    };
    claim.request().map(|request| RequestView {
        reasons: request.reasons.clone(),
        comment: request.comment.to_string(),
        lines: request.remove_lines.iter().filter_map(|id| product(*id)).collect(),
    })
}

pub(super) fn dispute(claim: &Claim) -> Option<Said> {
    claim
        .dispute
        .as_ref()
        .filter(|_| claim.in_dispute())
        .map(|dispute| Said {
            words: dispute.justification.as_ref().map(ToString::to_string),
            at: dispute.at.timestamp(),
        })
}

fn named_contact(claim: &Claim) -> Option<ContactView> {
    match &claim.consent()?.notice {
        Notification::Undeliverable { proposed, .. } => proposed.as_ref().map(contact),
        Notification::Delivered => None,
    }
}

/// Why this reviewer can't decide though the claim waits for a decision: told before a click, not after it.
fn closed(visit: &Visit, claim: &Claim, reference: &Reference) -> Option<Closed> {
    let kinds = [CommandKind::Approve, CommandKind::StartReview];
    let refusals = kinds.map(|kind| claim.permit(&visit.actor, kind).err());
    let reviewer = || claim.reviewer.and_then(|id| views::person_name(reference, id));
    refusals.into_iter().flatten().find_map(|refusal| match refusal {
        Refusal::FourEyes => Some(Closed::FourEyes),
        Refusal::NotAssigned => Some(reviewer().map_or(Closed::Unassigned, Closed::NotAssigned)),
        Refusal::NotPermitted
        | Refusal::WrongStatus(_)
        | Refusal::WindowClosed(_)
        | Refusal::Superseded
        | Refusal::CodeRequired
        | Refusal::Incomplete(_)
        | Refusal::NotEnrolled
        | Refusal::DuplicateClaim(_)
        | Refusal::FixedAfterSubmission(_)
        | Refusal::AlreadyExtended
        | Refusal::NewPoeRequired
        | Refusal::TooManyDocuments { .. }
        | Refusal::NoDeadline(_)
        | Refusal::Invalid(_) => None,
    })
}

/// Whom the claim may be given to: in a dispute nobody who has decided on it before.
fn reviewers(claim: &Claim, reference: &Reference) -> Vec<PartyName> {
    let may = |person: &&Person| {
        matches!(person.role, Role::Reviewer | Role::ReviewLead)
            && person.is_active()
            && !(claim.in_dispute() && claim.deciders.contains(&person.id))
    };
    let named = |person: &Person| PartyName {
        name: person.name.to_string(),
        email: person.email.to_string(),
    };
    let mut reviewers: Vec<PartyName> = reference.people.values().filter(may).map(named).collect();
    reviewers.sort_by(|one, other| one.name.cmp(&other.name));
    reviewers
}

/// The deadline that a request for information would set now: the rules are asked, nothing is done.
fn answer_due(visit: &Visit, claim: &Claim, reference: &Reference) -> Option<DeadlineView> {
    let now = visit.web.env().now();
    let context = Context {
        now,
        actor: &visit.actor,
        reference,
        blocked: &[],
        renews: Renews::Known,
    };
    let command = Command::RequestInformation {
        reasons: vec![InformationReason::MissingAllPoe],
        comment: Note::parse("-").ok()?,
        remove_lines: Vec::new(),
    };
    let Ok(Event::InformationRequested { partner_answer, .. }) = decide(claim, command, &context) else {
        return None;
    };
    Some(views::deadline(claim, &partner_answer))
}
