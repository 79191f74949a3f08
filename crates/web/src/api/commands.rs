//! Commands: one route each, all through one door.

use std::ops::ControlFlow;

use app::{execute, load};
use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::claim::CommandKind;

use super::answer;
use super::claims::{answer_taken, permit_ever, refused};
use super::input::{Json, Need, claim_number, expected, read_json};
use super::repeat::{self, Kept, Turn};
use crate::auth::Caller;
use crate::bodies::commands::{
    ApprovalBody, AssignmentBody, DisputeBody, ExtensionBody, ExtensionRequestBody, InformationRequestBody,
    NewCustomerContactBody, RejectionBody, ReopeningBody, ResubmissionBody, WithdrawalBody,
};
use crate::bodies::{Act, ClaimBody, read_act};
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// A command's request.
pub(super) struct Asked {
    state: State,
    caller: Caller,
    number: String,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
}

async fn run(act: Act, asked: Asked) -> Result<Response, Problem> {
    let Asked {
        state,
        caller,
        number,
        uri,
        headers,
        body,
    } = asked;
    let need = if act.needs_no_body() { Need::Nothing } else { Need::Body };
    let Json { value, hash } = read_json(&headers, body, need).await?;
    let ticket = match Turn::of(&state, &headers, &caller.key(), uri.path(), hash)
        .await?
        .or_answer()
    {
        ControlFlow::Continue(ticket) => ticket,
        ControlFlow::Break(answer) => return Ok(answer),
    };
    let env = state.env();
    let loaded = load(env, &caller.actor, claim_number(&number)?).await;
    let stored = loaded.map_err(|error| refused(&state, &caller.actor, error))?;
    let kind: CommandKind = act.kind();
    permit_ever(&caller.actor, kind)?;
    let seen = expected(&headers)?;
    let directory = env.directory();
    let command = read_act(act, &value, &directory.reference).map_err(Problem::invalid)?;
    let kept = Kept::default();
    let render = kept.keep(answer::renders_claim(&caller.actor, &directory, answer::claim));
    let repeat = ticket.as_ref().map(|ticket| ticket.repeat(render));
    match execute(env, &caller.actor, stored, seen, command, repeat).await {
        Ok(stored) => Ok(match kept.take() {
            Some(rendered) => repeat::response(rendered),
            None => answer::send(answer::claim(&stored.claim, &caller.actor, &directory)),
        }),
        Err(error) => answer_taken(&state, &caller.actor, ticket, error).await,
    }
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident, $path:literal, $act:ident $(, $body:ty)?;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            post, path = $path, tag = "commands", security(("token" = [])), $(request_body = $body,)?
            params(
                ("number" = String, Path, description = "The claim's number"),
                ("If-Match" = String, Header, description = "The ETag the caller has seen"),
                ("Idempotency-Key" = Option<String>, Header, max_length = 255, description = "Makes a repeat safe"),
            ),
            responses(
                (status = 200, description = "The claim", body = ClaimBody, headers(("ETag" = String))),
                (status = "4XX", description = "A problem", body = ProblemBody,
                    content_type = "application/problem+json"),
            )
        )]
        pub(super) async fn $name(
            Shared(state): Shared<State>,
            caller: Caller,
            Path(number): Path<String>,
            uri: Uri,
            headers: HeaderMap,
            body: Body,
        ) -> Result<Response, Problem> {
            run(Act::$act, Asked { state, caller, number, uri, headers, body }).await
        }
    )+};
}

commands! {
    /// Submits a draft.
    submission, "/claims/{number}/submission", Submit;
    /// Starts the review.
    review, "/claims/{number}/review", StartReview;
    /// Requests information from the partner.
    information_requests, "/claims/{number}/information-requests", RequestInformation, InformationRequestBody;
    /// Answers a request for information.
    resubmission, "/claims/{number}/resubmission", Resubmit, ResubmissionBody;
    /// Approves the claim, line by line.
    approval, "/claims/{number}/approval", Approve, ApprovalBody;
    /// Rejects the claim.
    rejection, "/claims/{number}/rejection", Reject, RejectionBody;
    /// Withdraws the claim.
    withdrawal, "/claims/{number}/withdrawal", Withdraw, WithdrawalBody;
    /// Disputes a rejection.
    disputes, "/claims/{number}/disputes", Dispute, DisputeBody;
    /// Reopens a decided claim.
    reopening, "/claims/{number}/reopening", Reopen, ReopeningBody;
    /// Gives the partner more time.
    extension, "/claims/{number}/extension", Extend, ExtensionBody;
    /// Assigns a reviewer.
    assignment, "/claims/{number}/assignment", Assign, AssignmentBody;
    /// Asks for more time.
    extension_requests, "/claims/{number}/extension-requests", RequestExtension, ExtensionRequestBody;
    /// Names a working contact of the customer.
    customer_contact, "/claims/{number}/customer-contact", NameCustomerContact, NewCustomerContactBody;
    /// Confirms the named contact.
    customer_contact_confirmation, "/claims/{number}/customer-contact/confirmation", ConfirmCustomerContact;
}
