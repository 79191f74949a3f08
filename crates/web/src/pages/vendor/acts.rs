//! What the review team does on the work page. A refused form comes back whole, with what is to be mended.

use app::{Expected, HandleError};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::claim::{Command, CommandKind, Party, Refusal, Version, may_ever};
use domain::id::CommentId;
use store::Stored;
use ui::Flash;
use ui::vendor::{Typed, VendorAct};

use super::queue::Walk;
use super::work::Seen;
use super::{body, work};
use crate::bodies::{Act, read_act, read_comment};
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, failure};

/// Somebody opens a form's address: the form stands on the claim's page.
pub(super) async fn back(Path(number): Path<String>) -> Response {
    Redirect::to(&format!("/claims/{number}")).into_response()
}

/// Carries one of the forms out.
pub(super) async fn act(sent: Sent, number: String, act: Act) -> Response {
    let Sent { visit, form } = sent;
    let stored = match visit.load(&number).await {
        Ok(stored) => stored,
        Err(answer) => return answer,
    };
    let Some((shown, flash)) = outcome(act) else {
        return visit.absent();
    };
    if let Some(refused) = not_for(&visit, act.kind()) {
        return refused;
    }
    let command = match read(&visit, &form, &stored, act, shown) {
        Ok(command) => command,
        Err(errors) => {
            return refused_form(&visit, &form, &stored, shown, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    carry_out(&visit, &form, stored, seen(&form), command, shown, flash).await
}

/// What a form asks for, or what is to be mended in it.
pub(super) fn read(
    visit: &Visit,
    form: &Form,
    stored: &Stored,
    act: Act,
    shown: VendorAct,
) -> Result<Command, Vec<(String, String)>> {
    let text = visit.text();
    let lacks = body::lacks(act, form, &stored.claim, &text);
    let directory = visit.directory();
    match read_act(act, &body::body(act, form, &stored.claim), &directory.reference) {
        Ok(command) if lacks.is_empty() => Ok(command),
        Ok(_) => Err(lacks),
        Err(fields) => {
            let mut errors = body::errors(shown, &fields, form, &stored.claim, &text);
            errors.retain(|(name, _)| !lacks.iter().any(|(known, _)| known == name));
            errors.extend(lacks);
            Err(errors)
        }
    }
}

/// Adds a comment or a note.
pub(crate) async fn comment(sent: Sent, number: &str) -> Response {
    let Sent { visit, form } = sent;
    let stored = match visit.load(number).await {
        Ok(stored) => stored,
        Err(answer) => return answer,
    };
    // Without a choice nothing is told to the partner by accident.
    if form.get("visibility").is_empty() {
        let errors = vec![("visibility".to_owned(), visit.text().field_problem("required"))];
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return refused_form(&visit, &form, &stored, VendorAct::Comment, errors, status).await;
    }
    let id = CommentId(visit.web.env().new_id());
    let command = match read_comment(&body::comment_body(&form), id) {
        Ok(command) => command,
        Err(fields) => {
            let errors = body::errors(VendorAct::Comment, &fields, &form, &stored.claim, &visit.text());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return refused_form(&visit, &form, &stored, VendorAct::Comment, errors, status).await;
        }
    };
    let flash = if command.kind() == CommandKind::Note {
        Flash::Noted
    } else {
        Flash::Commented
    };
    if let Some(refused) = not_for(&visit, command.kind()) {
        return refused;
    }
    carry_out(&visit, &form, stored, Expected::Any, command, VendorAct::Comment, flash).await
}

/// The form of an act on this page, and what is said when it is done; none for the partner's acts.
pub(super) fn outcome(act: Act) -> Option<(VendorAct, Flash)> {
    Some(match act {
        Act::StartReview => (VendorAct::StartReview, Flash::ReviewStarted),
        Act::RequestInformation => (VendorAct::RequestInformation, Flash::InformationRequested),
        Act::Approve => (VendorAct::Approve, Flash::Approved),
        Act::Reject => (VendorAct::Reject, Flash::Rejected),
        Act::Assign => (VendorAct::Assign, Flash::Assigned),
        Act::Extend => (VendorAct::Extend, Flash::Extended),
        Act::Reopen => (VendorAct::Reopen, Flash::Reopened),
        Act::ConfirmCustomerContact => (VendorAct::ConfirmCustomerContact, Flash::ContactConfirmed),
        Act::Submit
        | Act::Resubmit
        | Act::Withdraw
        | Act::Dispute
        | Act::RequestExtension
        | Act::NameCustomerContact => return None,
    })
}

/// The answer to somebody whose role never does this.
pub(super) fn not_for(visit: &Visit, kind: CommandKind) -> Option<Response> {
    let may = may_ever(Party::of(&visit.actor), kind);
    (!may).then(|| {
        visit.refuse(HandleError::Refused {
            refusal: Refusal::NotPermitted,
            claim: None,
        })
    })
}

/// The version the form was made from.
pub(super) fn seen(form: &Form) -> Expected {
    form.get("version")
        .parse()
        .map_or(Expected::None, |version| Expected::Version(Version(version)))
}

async fn carry_out(
    visit: &Visit,
    form: &Form,
    stored: Stored,
    expected: Expected,
    command: Command,
    shown: VendorAct,
    flash: Flash,
) -> Response {
    let number = stored.claim.number;
    match app::execute(visit.web.env(), &visit.actor, stored, expected, command, None).await {
        Ok(_) => {
            let walk = Walk::of(visit);
            if let Some(walk) = walk.as_ref().filter(|_| shown.is_decision()) {
                return walk.onward(visit, number, flash).await;
            }
            let walk = walk.map(|walk| walk.query()).unwrap_or_default();
            done(&format!("/claims/{number}{walk}"), flash)
        }
        Err(error) => failed(visit, form, shown, error).await,
    }
}

/// The page after an act that had no effect: what was typed stays, and it says why.
pub(super) async fn failed(visit: &Visit, form: &Form, shown: VendorAct, error: HandleError) -> Response {
    match error {
        HandleError::Stale(now) => {
            let typed = typed(form, shown, Vec::new());
            let overtaken = Seen::At(form.get("version").parse().unwrap_or_default());
            work::page(visit, &now, Some(typed), overtaken, StatusCode::PRECONDITION_FAILED).await
        }
        HandleError::Refused {
            refusal,
            claim: Some(now),
        } => {
            let text = visit.text();
            let wrong = failure::wrong_fields(&refusal);
            let errors = if wrong.is_empty() {
                vec![(String::new(), failure::words(&text, &refusal))]
            } else {
                body::errors(shown, wrong, form, &now.claim, &text)
            };
            refused_form(visit, form, &now, shown, errors, failure::status(&refusal)).await
        }
        error @ (HandleError::NotFound
        | HandleError::Refused { claim: None, .. }
        | HandleError::AnswerTaken
        | HandleError::WrongCode(_)
        | HandleError::Fault(_)
        | HandleError::Crowded) => visit.refuse(error),
    }
}

pub(super) async fn refused_form(
    visit: &Visit,
    form: &Form,
    stored: &Stored,
    shown: VendorAct,
    errors: Vec<(String, String)>,
    status: StatusCode,
) -> Response {
    work::page(visit, stored, Some(typed(form, shown, errors)), Seen::Now, status).await
}

pub(super) fn typed(form: &Form, act: VendorAct, errors: Vec<(String, String)>) -> Typed {
    let kept = form.pairs().filter(|(name, _)| !matches!(*name, "csrf" | "version"));
    Typed {
        act,
        values: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        errors,
    }
}
