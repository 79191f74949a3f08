//! Acts with a page of their own, because they can't be undone: withdrawing, discarding.

use app::{HandleError, execute};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{Claim, Command, CommandKind, Refusal};
use domain::id::ClaimNumber;
use serde_json::Value;
use store::{StoreError, Stored};
use ui::fields::Fields;
use ui::history::HistoryChange;
use ui::partner::{DiscardPage, WithdrawPage};
use ui::parts::{FieldError, Stale};
use ui::{Flash, Section};

use super::claim::{meanwhile, stale};
use super::{acts, refuse_others};
use crate::bodies::{Act, read_act};
use crate::pages::views::state;
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, failure};
use crate::problem::Problem;

/// `GET …/withdraw`
pub(crate) async fn show(Path(number): Path<String>, visit: Visit) -> Response {
    match permitted(&visit, &number, CommandKind::Withdraw).await {
        Ok(stored) => failure::answer(StatusCode::OK, &page(&visit, &stored.claim, Fields::default(), None)),
        Err(refused) => refused,
    }
}

/// `POST …/withdrawal`
pub(crate) async fn withdraw(Path(number): Path<String>, Sent { visit, form }: Sent) -> Response {
    let stored = match permitted(&visit, &number, CommandKind::Withdraw).await {
        Ok(stored) => stored,
        Err(refused) => return refused,
    };
    let body = Value::Object(form.body(&["reason", "comment"]));
    let command = match read_act(Act::Withdraw, &body, &visit.directory().reference) {
        Ok(command) => command,
        Err(wrong) => return again(&visit, &form, &stored.claim, &Refusal::Invalid(wrong)),
    };
    match execute(
        visit.web.env(),
        &visit.actor,
        stored,
        acts::expected(&form),
        command,
        None,
    )
    .await
    {
        Ok(stored) => done(&format!("/claims/{}", stored.claim.number), Flash::Withdrawn),
        Err(HandleError::Stale(stored)) => match late(&visit, &form, &stored.claim).await {
            Ok((stale, meanwhile)) => {
                let page = WithdrawPage {
                    meanwhile,
                    ..page(&visit, &stored.claim, form.typed(), Some(stale))
                };
                failure::answer(StatusCode::PRECONDITION_FAILED, &page)
            }
            Err(error) => visit.fault(&error),
        },
        Err(HandleError::Refused {
            refusal,
            claim: Some(stored),
        }) => again(&visit, &form, &stored.claim, &refusal),
        Err(error) => visit.refuse(error),
    }
}

/// `GET …/discard`
pub(crate) async fn show_discard(Path(number): Path<String>, visit: Visit) -> Response {
    match permitted(&visit, &number, CommandKind::Discard).await {
        Ok(stored) => failure::answer(StatusCode::OK, &discard_page(&visit, &stored.claim, None)),
        Err(refused) => refused,
    }
}

/// `POST …/discard`
pub(crate) async fn discard(Path(number): Path<String>, Sent { visit, form }: Sent) -> Response {
    let stored = match permitted(&visit, &number, CommandKind::Discard).await {
        Ok(stored) => stored,
        Err(refused) => return refused,
    };
    match execute(
        visit.web.env(),
        &visit.actor,
        stored,
        acts::expected(&form),
        Command::Discard,
        None,
    )
    .await
    {
        Ok(_) => match form.get("copy_of").parse::<ClaimNumber>() {
            Ok(of) => done(&format!("/claims/{of}"), Flash::CopyUndone),
            Err(_) => done("/claims", Flash::Discarded),
        },
        Err(HandleError::Stale(stored)) => match late(&visit, &form, &stored.claim).await {
            Ok((stale, meanwhile)) => {
                let page = DiscardPage {
                    meanwhile,
                    ..discard_page(&visit, &stored.claim, Some(stale))
                };
                failure::answer(StatusCode::PRECONDITION_FAILED, &page)
            }
            Err(error) => visit.fault(&error),
        },
        Err(error) => visit.refuse(error),
    }
}

/// Who changed the claim since the form was made, and what.
async fn late(visit: &Visit, form: &Form, claim: &Claim) -> Result<(Stale, Vec<HistoryChange>), StoreError> {
    let stale = stale(visit, claim).await?;
    Ok((stale, meanwhile(visit, claim, acts::expected(form)).await?))
}

/// The claim, if this person may do this to it now.
async fn permitted(visit: &Visit, number: &str, kind: CommandKind) -> Result<Stored, Response> {
    if let Some(refused) = refuse_others(visit) {
        return Err(refused);
    }
    let stored = visit.load(number).await?;
    match stored.claim.permit(&visit.actor, kind) {
        Ok(()) => Ok(stored),
        Err(refusal) => Err(visit.refuse(HandleError::Refused { refusal, claim: None })),
    }
}

fn again(visit: &Visit, form: &Form, claim: &Claim, refusal: &Refusal) -> Response {
    let text = visit.text();
    let problem = Problem::refused(refusal);
    let mut typed = form.typed();
    failure::blame(&mut typed, &problem.errors, &text);
    let mut page = page(visit, claim, typed, None);
    if page.errors.is_empty() {
        page.errors.push(FieldError {
            field: String::new(),
            message: failure::words(&text, refusal),
        });
    }
    failure::answer(problem.status, &page)
}

fn page(visit: &Visit, claim: &Claim, typed: Fields, stale: Option<Stale>) -> WithdrawPage {
    WithdrawPage {
        frame: visit.frame(Section::Claims),
        number: claim.number.to_string(),
        name: name(claim),
        version: claim.version.0,
        state: state(claim),
        errors: typed.errors(&visit.text()),
        typed,
        stale,
        meanwhile: Vec::new(),
    }
}

fn discard_page(visit: &Visit, claim: &Claim, stale: Option<Stale>) -> DiscardPage {
    DiscardPage {
        frame: visit.frame(Section::Claims),
        number: claim.number.to_string(),
        name: name(claim),
        version: claim.version.0,
        stale,
        meanwhile: Vec::new(),
    }
}

fn name(claim: &Claim) -> String {
    claim.details.name.as_ref().map(ToString::to_string).unwrap_or_default()
}
