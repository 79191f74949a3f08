//! For load balancers.

use axum::extract::State as Shared;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::json;
use crate::operating::readiness::Ready;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// What is wrong now may be right by then.
const RETRY_SECONDS: u32 = 2;

/// How it is.
#[derive(Serialize, ToSchema)]
pub struct HealthBody {
    /// `ok`.
    pub status: &'static str,
}

/// Alive.
#[utoipa::path(
    get, path = "/healthz", tag = "health",
    responses((status = 200, description = "Alive", body = HealthBody))
)]
pub(super) async fn healthz() -> Response {
    json(&HealthBody { status: "ok" })
}

/// Able to serve: the store takes a write, the blob store keeps one.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses(
        (status = 200, description = "Able to serve", body = HealthBody),
        (status = 503, description = "Not now", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(super) async fn readyz(Shared(state): Shared<State>) -> Result<Response, Problem> {
    match state.readiness().now(state.env()).await {
        Ready::Yes => Ok(json(&HealthBody { status: "ok" })),
        Ready::No => Err(Problem {
            retry_after: Some(RETRY_SECONDS),
            ..Problem::not_ready()
        }),
    }
}
