//! Comments and history.

use std::ops::ControlFlow;

use app::history::{Step, steps, visible_to};
use app::{HandleError, execute, load};
use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use domain::claim::{Command, FieldCode};
use domain::id::{ClaimId, ClaimNumber, CommentId};
use domain::party::{Scope, Side};
use store::{CursorOf, InternalNotes, StoredComment};

use super::answer::{self, ListBody, json};
use super::claims::{answer_taken, permit_ever, refused};
use super::documents::disposition;
use super::input::{Json, Need, Query, claim_number, read_json};
use super::reference::part_of;
use super::repeat::Turn;
use crate::auth::Caller;
use crate::bodies::commands::NewCommentBody;
use crate::bodies::history::{CommentBody, HistoryEntryBody, Reader, csv, entries};
use crate::bodies::{comment_kind, read_comment};
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// Adds a comment.
#[utoipa::path(
    post, path = "/claims/{number}/comments", tag = "claims", security(("token" = [])), request_body = NewCommentBody,
    params(
        ("number" = String, Path, description = "The claim's number"),
        ("Idempotency-Key" = Option<String>, Header, max_length = 255, description = "Makes a repeat safe"),
    ),
    responses(
        (status = 201, description = "The comment", body = CommentBody),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn comment(
    Shared(state): Shared<State>,
    caller: Caller,
    Path(number): Path<String>,
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
    let env = state.env();
    let loaded = load(env, &caller.actor, claim_number(&number)?).await;
    let stored = loaded.map_err(|error| refused(&state, &caller.actor, error))?;
    permit_ever(&caller.actor, comment_kind(&value))?;
    let id = CommentId(env.new_id());
    let command = read_comment(&value, id).map_err(Problem::invalid)?;
    let Command::Comment { text, visibility, .. } = &command else {
        return Err(Problem::not_permitted());
    };
    let (text, visibility, actor) = (text.clone(), *visibility, caller.actor.clone());
    let render = move |stored: &store::Stored| {
        // A comment is the last thing that happened to its claim.
        let at = stored.claim.updated_at;
        let comment = StoredComment {
            id,
            at,
            by: actor.stamp(),
            text: text.clone(),
            visibility,
        };
        answer::created(&CommentBody::of(&comment, &stored.claim, actor.side()), None)
    };
    let repeat = ticket.as_ref().map(|ticket| ticket.repeat(render.clone()));
    match execute(env, &caller.actor, stored, app::Expected::Any, command, repeat).await {
        Ok(stored) => Ok(answer::send(render(&stored))),
        Err(error) => answer_taken(&state, &caller.actor, ticket, error).await,
    }
}

/// The comments, oldest first.
#[utoipa::path(
    get, path = "/claims/{number}/comments", tag = "claims", security(("token" = [])),
    params(
        ("number" = String, Path, description = "The claim's number"),
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 200, description = "50 unless given"),
        ("cursor" = Option<String>, Query, description = "`next` of the part before"),
    ),
    responses(
        (status = 200, description = "A part of the list", body = ListBody<CommentBody>),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn comments(
    Shared(state): Shared<State>,
    caller: Caller,
    Path(number): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let loaded = load(state.env(), &caller.actor, claim_number(&number)?).await;
    let stored = loaded.map_err(|error| refused(&state, &caller.actor, error))?;
    let mut query = Query::of(&uri, &["limit", "cursor"]);
    let page = query.page(CursorOf::Comments);
    query.finish()?;
    let side = caller.actor.side();
    let internal = match side {
        Side::Vendor => InternalNotes::Included,
        Side::Partner | Side::Customer | Side::Clock => InternalNotes::LeftOut,
    };
    let scope = Scope::of(&caller.actor);
    let found = state
        .env()
        .store
        .list_comments(&scope, stored.claim.id, internal, &page)
        .await;
    let found = found.map_err(|error| refused(&state, &caller.actor, error.into()))?;
    let items = found
        .items
        .iter()
        .map(|comment| CommentBody::of(comment, &stored.claim, side))
        .collect();
    Ok(json(&ListBody {
        items,
        next: found.next.map(|cursor| cursor.text()),
    }))
}

/// The history as the caller may see it, oldest first; `format=csv` gives a table of all of it.
#[utoipa::path(
    get, path = "/claims/{number}/history", tag = "claims", security(("token" = [])),
    params(
        ("number" = String, Path, description = "The claim's number"),
        ("format" = Option<String>, Query, description = "`json` (the default) or `csv`"),
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 200, description = "50 unless given"),
        ("cursor" = Option<String>, Query, description = "`next` of the part before"),
    ),
    responses(
        (status = 200, description = "A part of the list", content(
            (ListBody<HistoryEntryBody> = "application/json"), (String = "text/csv"))),
        (status = "4XX", description = "A problem", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn history(
    Shared(state): Shared<State>,
    caller: Caller,
    Path(number): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let number = claim_number(&number)?;
    let claim = known(&state, &caller, number).await?;
    let steps = visible_steps(&state, &caller, claim).await?;
    let directory = state.env().directory();
    let reader = Reader {
        side: caller.actor.side(),
        reference: &directory.reference,
    };
    let all = entries(&steps, reader);
    let mut query = Query::of(&uri, &["limit", "cursor", "format"]);
    let format = query.one("format");
    if !matches!(format.as_deref(), None | Some("json" | "csv")) {
        query.refuse("format", FieldCode::UnknownCode);
    }
    if format.as_deref() == Some("csv") {
        query.finish()?;
        return Ok(table(number, &all));
    }
    let list = part_of(&mut query, all, |entry| entry.sequence.to_string());
    query.finish()?;
    Ok(json(&list))
}

/// A claim in reach, or a discarded draft for those who read everything.
async fn known(state: &State, caller: &Caller, number: ClaimNumber) -> Result<ClaimId, Problem> {
    match load(state.env(), &caller.actor, number).await {
        Ok(stored) => Ok(stored.claim.id),
        Err(HandleError::NotFound) => {
            let scope = Scope::of(&caller.actor);
            let found = state.env().store.find_discarded(&scope, number).await;
            let found = found.map_err(|error| refused(state, &caller.actor, error.into()))?;
            found.map(|stored| stored.claim.id).ok_or_else(Problem::not_found)
        }
        Err(error) => Err(refused(state, &caller.actor, error)),
    }
}

async fn visible_steps(state: &State, caller: &Caller, claim: ClaimId) -> Result<Vec<Step>, Problem> {
    let steps = steps(state.env(), &caller.actor, claim).await;
    let mut steps = steps.map_err(|error| refused(state, &caller.actor, error.into()))?;
    steps.retain(|step| visible_to(&caller.actor, &step.entry));
    Ok(steps)
}

fn table(number: ClaimNumber, entries: &[HistoryEntryBody]) -> Response {
    let mut response = csv(entries).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(value) = HeaderValue::try_from(disposition(&format!("{number}-history.csv"))) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}
