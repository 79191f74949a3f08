//! Claims: list, create, read, edit, discard.

use std::ops::ControlFlow;

use app::{HandleError, create, execute, load};
use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::claim::{Command, CommandKind, Context, FieldCode, Party, Renews, check_statement, may_ever};
use domain::party::{Actor, Scope};

use super::answer::{self, ListBody, json};
use super::filters;
use super::input::{Json, Need, Query, claim_number, expected, read_json};
use super::repeat::Turn;
use crate::auth::Caller;
use crate::bodies::statement::StatementBody;
use crate::bodies::{ClaimBody, Statement, read_new, read_patch};
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// What became of a request that the shell judged, as a problem.
pub(super) fn refused(state: &State, actor: &Actor, error: HandleError) -> Problem {
    let directory = state.env().directory();
    Problem::of(error, actor, &directory.reference, || state.env().new_id())
}

/// Refuses what this role may never do.
pub(super) fn permit_ever(actor: &Actor, kind: CommandKind) -> Result<(), Problem> {
    if may_ever(Party::of(actor), kind) {
        Ok(())
    } else {
        Err(Problem::not_permitted())
    }
}

/// Judges a statement by itself: before its claim's version and status.
fn check(state: &State, actor: &Actor, statement: &Statement) -> Result<(), Problem> {
    let env = state.env();
    let directory = env.directory();
    let context = Context {
        now: env.now(),
        actor,
        reference: &directory.reference,
        blocked: &[],
        renews: Renews::Known,
    };
    check_statement(&statement.details, &statement.lines, &context).map_err(|refusal| Problem::refused(&refusal))
}

/// The caller's claims.
#[utoipa::path(
    get, path = "/claims", tag = "claims", security(("token" = [])),
    params(
        ("status" = Option<String>, Query, description = "Statuses, separated by commas"),
        ("phase" = Option<String>, Query, description = "Phases"),
        ("turn" = Option<String>, Query, description = "partner, reviewer, customer, nobody"),
        ("programme" = Option<String>, Query, description = "Programme codes"),
        ("activity" = Option<String>, Query, description = "Activities"),
        ("customer" = Option<String>, Query, description = "Tenant IDs or domains"),
        ("location" = Option<String>, Query, description = "Location IDs"),
        ("reviewer" = Option<String>, Query, description = "E-mail addresses, `none` or `me`; not for partners"),
        ("due_before" = Option<String>, Query, description = "An instant: any running clock ends before it"),
        ("q" = Option<String>, Query, description = "Words: each begins a word of number, name, customer, products, reference or comments, whatever its case and accents; all have to be found"),
        ("sort" = Option<String>, Query, description = "`number`, `-updated_at` (the default) or `due_at`; with `q` by default the field in which it is found, then the newest number"),
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 200, description = "50 unless given"),
        ("cursor" = Option<String>, Query, description = "`next` of the part before"),
    ),
    responses(
        (status = 200, description = "A part of the list", body = ListBody<ClaimBody>),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(Shared(state): Shared<State>, caller: Caller, uri: Uri) -> Result<Response, Problem> {
    let mut query = Query::of(&uri, &filters::KNOWN);
    let directory = state.env().directory();
    let filters = filters::read(&mut query, &caller, &directory.reference);
    let sort = filters::sort(&mut query, &filters.filter);
    let page = query.page(sort.cursor());
    if filters.forbidden {
        return Err(Problem::not_permitted());
    }
    query.finish()?;
    let scope = Scope::of(&caller.actor);
    let found = state
        .env()
        .store
        .list_claims(&scope, &filters.filter, sort, &page)
        .await;
    let found = found.map_err(|error| refused(&state, &caller.actor, error.into()))?;
    let items = found.items.iter();
    let items = items
        .map(|stored| ClaimBody::of(&stored.claim, &caller.actor, &directory.reference))
        .collect();
    Ok(json(&ListBody {
        items,
        next: found.next.map(|cursor| cursor.text()),
    }))
}

/// Creates a draft.
#[utoipa::path(
    post, path = "/claims", tag = "claims", security(("token" = [])), request_body = StatementBody,
    params(("Idempotency-Key" = Option<String>, Header, max_length = 255, description = "Makes a repeat safe")),
    responses(
        (status = 201, description = "The draft", body = ClaimBody, headers(("ETag" = String), ("Location" = String))),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn post(
    Shared(state): Shared<State>,
    caller: Caller,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Json { value, hash } = read_json(&headers, body, Need::Body).await?;
    let ticket = match Turn::of(&state, &headers, &caller.key(), uri.path(), hash)
        .await?
        .or_answer()
    {
        ControlFlow::Continue(ticket) => ticket,
        ControlFlow::Break(answer) => return Ok(answer),
    };
    // A draft is the first edit: who may edit a draft may make one.
    permit_ever(&caller.actor, CommandKind::Edit)?;
    let env = state.env();
    let statement = read_new(&value, || env.new_id()).map_err(Problem::invalid)?;
    check(&state, &caller.actor, &statement)?;
    let directory = env.directory();
    let render = answer::renders_claim(&caller.actor, &directory, answer::new_claim);
    let repeat = ticket.as_ref().map(|ticket| ticket.repeat(render));
    let Statement { details, lines } = statement;
    match create(env, &caller.actor, details, lines, repeat).await {
        Ok(stored) => Ok(answer::send(answer::new_claim(
            &stored.claim,
            &caller.actor,
            &directory,
        ))),
        Err(error) => answer_taken(&state, &caller.actor, ticket, error).await,
    }
}

/// The stored answer, where another node gave it in the meantime: what that made of the claim is no reason to refuse
/// the same. Else the problem.
pub(super) async fn answer_taken(
    state: &State,
    actor: &Actor,
    ticket: Option<super::repeat::Ticket>,
    error: HandleError,
) -> Result<Response, Problem> {
    let may_be_answered = match error {
        HandleError::AnswerTaken => true,
        HandleError::Stale(_) | HandleError::Refused { .. } => state.env().store.is_shared(),
        HandleError::NotFound | HandleError::WrongCode(_) | HandleError::Fault(_) | HandleError::Crowded => false,
    };
    if let Some(ticket) = ticket.filter(|_| may_be_answered)
        && let Some(answer) = ticket.find().await?
    {
        return Ok(answer);
    }
    Err(refused(state, actor, error))
}

/// Reads a claim.
#[utoipa::path(
    get, path = "/claims/{number}", tag = "claims", security(("token" = [])),
    params(("number" = String, Path, description = "The claim's number")),
    responses(
        (status = 200, description = "The claim", body = ClaimBody, headers(("ETag" = String))),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(
    Shared(state): Shared<State>,
    caller: Caller,
    Path(number): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let loaded = load(state.env(), &caller.actor, claim_number(&number)?).await;
    let stored = loaded.map_err(|error| refused(&state, &caller.actor, error))?;
    Query::of(&uri, &[]).finish()?;
    Ok(answer::send(answer::claim(
        &stored.claim,
        &caller.actor,
        &state.env().directory(),
    )))
}

/// Edits a claim: a merge patch of the write body.
#[utoipa::path(
    patch, path = "/claims/{number}", tag = "claims", security(("token" = [])),
    request_body(content = StatementBody, content_type = "application/merge-patch+json"),
    params(
        ("number" = String, Path, description = "The claim's number"),
        ("If-Match" = String, Header, description = "The ETag the caller has seen"),
    ),
    responses(
        (status = 200, description = "The claim", body = ClaimBody, headers(("ETag" = String))),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn patch(
    Shared(state): Shared<State>,
    caller: Caller,
    Path(number): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Json { value, .. } = read_json(&headers, body, Need::Body).await?;
    let env = state.env();
    let loaded = load(env, &caller.actor, claim_number(&number)?).await;
    let stored = loaded.map_err(|error| refused(&state, &caller.actor, error))?;
    permit_ever(&caller.actor, CommandKind::Edit)?;
    let seen = expected(&headers)?;
    let statement = read_patch(&value, &stored.claim, || env.new_id()).map_err(Problem::invalid)?;
    check(&state, &caller.actor, &statement)?;
    let Statement { details, lines } = statement;
    let command = Command::Edit {
        details: Box::new(details),
        lines,
    };
    let edited = execute(env, &caller.actor, stored, seen, command, None).await;
    let stored = edited.map_err(|error| refused(&state, &caller.actor, error))?;
    Ok(answer::send(answer::claim(
        &stored.claim,
        &caller.actor,
        &env.directory(),
    )))
}

/// Discards a draft.
#[utoipa::path(
    delete, path = "/claims/{number}", tag = "claims", security(("token" = [])),
    params(
        ("number" = String, Path, description = "The claim's number"),
        ("If-Match" = String, Header, description = "The ETag the caller has seen"),
    ),
    responses(
        (status = 204, description = "Gone"),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete(
    Shared(state): Shared<State>,
    caller: Caller,
    Path(number): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Json { value, .. } = read_json(&headers, body, Need::Nothing).await?;
    let env = state.env();
    let loaded = load(env, &caller.actor, claim_number(&number)?).await;
    let stored = loaded.map_err(|error| refused(&state, &caller.actor, error))?;
    permit_ever(&caller.actor, CommandKind::Discard)?;
    let seen = expected(&headers)?;
    if value.as_object().is_none_or(|fields| !fields.is_empty()) {
        return Err(Problem::field("", FieldCode::UnknownField));
    }
    let gone = execute(env, &caller.actor, stored, seen, Command::Discard, None).await;
    gone.map_err(|error| refused(&state, &caller.actor, error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
