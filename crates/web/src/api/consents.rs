//! The customer's side: the secret link is the only credential.

use std::ops::ControlFlow;
use std::sync::Arc;

use app::consent::{choose, find, send_code};
use app::link::hash_secret;
use app::{Directory, RenderedAnswer};
use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use domain::claim::{Claim, FieldCode};
use domain::party::Actor;

use super::answer::{self, json, json_bytes};
use super::claims::{answer_taken, refused};
use super::input::{Json, Need, Query, read_json};
use super::repeat::Turn;
use crate::bodies::consent::ChoiceBody;
use crate::bodies::{ConsentBody, ReadChoice, hexadecimal, read_choice};
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// Who asks through a link has no account; the link is told by its hash, as it is stored.
fn caller_of(token: &str) -> String {
    format!("link {}", hexadecimal(&hash_secret(token)))
}

/// What the link shows.
#[utoipa::path(
    get, path = "/consents/{token}", tag = "consents",
    params(("token" = String, Path, description = "The secret part of the link")),
    responses(
        (status = 200, description = "The claim as its customer sees it", body = ConsentBody),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(
    Shared(state): Shared<State>,
    Path(token): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let found = find(state.env(), &token).await;
    let linked = found.map_err(|error| refused(&state, &Actor::Clock, error))?;
    Query::of(&uri, &[]).finish()?;
    let directory = state.env().directory();
    Ok(json(&ConsentBody::of(
        &linked.stored.claim,
        &linked.actor,
        &directory.reference,
    )))
}

fn answer(claim: &Claim, reader: &Actor, directory: &Directory) -> RenderedAnswer {
    let body = json_bytes(&ConsentBody::of(claim, reader, &directory.reference));
    RenderedAnswer {
        status: StatusCode::OK.as_u16(),
        etag: None,
        location: None,
        body,
    }
}

/// Confirms, declines, ends, or says that the message came to the wrong person.
#[utoipa::path(
    post, path = "/consents/{token}", tag = "consents", request_body = ChoiceBody,
    params(
        ("token" = String, Path, description = "The secret part of the link"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 255, description = "Makes a repeat safe"),
    ),
    responses(
        (status = 200, description = "The claim as its customer sees it", body = ConsentBody),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn post(
    Shared(state): Shared<State>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Json { value, hash } = read_json(&headers, body, Need::Body).await?;
    let turn = Turn::of(&state, &headers, &caller_of(&token), "/api/v1/consents", hash).await?;
    let ticket = match turn.or_answer() {
        ControlFlow::Continue(ticket) => ticket,
        ControlFlow::Break(answer) => return Ok(answer),
    };
    let env = state.env();
    let found = find(env, &token).await;
    let linked = found.map_err(|error| refused(&state, &Actor::Clock, error))?;
    let ReadChoice { choice, comment, code } = read_choice(&value).map_err(Problem::invalid)?;
    let actor = linked.actor.clone();
    let directory: Arc<Directory> = env.directory();
    let render = answer::renders_claim(&actor, &directory, answer);
    let repeat = ticket.as_ref().map(|ticket| ticket.repeat(render));
    match choose(env, linked, choice, comment, code.as_deref(), repeat).await {
        Ok(stored) => Ok(answer::send(answer(&stored.claim, &actor, &directory))),
        Err(error) => answer_taken(&state, &actor, ticket, error).await,
    }
}

/// Mails a one-time code to the claim's contact.
#[utoipa::path(
    post, path = "/consents/{token}/codes", tag = "consents",
    params(
        ("token" = String, Path, description = "The secret part of the link"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 255, description = "Makes a repeat safe"),
    ),
    responses(
        (status = 202, description = "The code is on its way"),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn codes(
    Shared(state): Shared<State>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Json { value, hash } = read_json(&headers, body, Need::Nothing).await?;
    let turn = Turn::of(&state, &headers, &caller_of(&token), "/api/v1/consents/codes", hash).await?;
    let ticket = match turn.or_answer() {
        ControlFlow::Continue(ticket) => ticket,
        ControlFlow::Break(answer) => return Ok(answer),
    };
    let env = state.env();
    let found = find(env, &token).await;
    let linked = found.map_err(|error| refused(&state, &Actor::Clock, error))?;
    match value.as_object() {
        Some(fields) if fields.is_empty() => {}
        Some(_) => return Err(Problem::field("", FieldCode::UnknownField)),
        None => return Err(Problem::field("", FieldCode::WrongType)),
    }
    let contact = &linked.stored.claim.details.customer_contact.email;
    let contact = contact.as_ref().map(ToString::to_string).unwrap_or_default();
    state
        .rates()
        .code(&contact)
        .map_err(|wait| Problem::too_often(wait.seconds))?;
    let sent = send_code(env, &linked).await;
    sent.map_err(|error| refused(&state, &linked.actor, error))?;
    let answer = answer::empty(StatusCode::ACCEPTED);
    if let Some(ticket) = ticket {
        ticket.keep(&answer).await?;
    }
    Ok(answer::send(answer))
}
