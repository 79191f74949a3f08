//! For load balancers.

use axum::extract::State as Shared;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::json;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

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
    let env = state.env();
    let not_ready = |error: &(dyn std::error::Error + 'static)| {
        tracing::warn!(error, "not ready");
        Problem::not_ready()
    };
    env.store.probe().await.map_err(|error| not_ready(&error))?;
    env.blobs.probe().await.map_err(|error| not_ready(&error))?;
    Ok(json(&HealthBody { status: "ok" }))
}
