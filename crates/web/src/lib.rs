//! HTTP: pages, JSON API v1, sessions, forms, problem documents.

pub mod api;
pub mod auth;
pub mod bodies;
pub mod letters;
pub mod operating;
mod pages;
pub mod problem;
pub mod rates;
pub mod security;
mod serve;
pub mod state;

use std::any::Any;

use axum::extract::{self, Request};
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

pub use bodies::ClaimBody;
pub use operating::Operating;
pub use problem::Problem;
pub use serve::{Ended, serve, serve_metrics};
pub use state::{Mode, State};

/// Everything that is served: API and pages.
pub fn router(state: State) -> Router {
    let panics = state.clone();
    let panicked = move |panic: Box<dyn Any + Send>| security::panicked(&panics, &*panic);
    api::router(state.mode())
        .merge(pages::routes())
        .fallback(absent)
        .layer(middleware::from_fn(security::time_limit))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(state.clone(), operating::shed::admit))
        .layer(middleware::from_fn_with_state(state.clone(), pages::to_people))
        .layer(middleware::from_fn(problem::speak))
        .layer(middleware::from_fn(pages::around::note))
        .layer(middleware::from_fn_with_state(state.clone(), security::headers))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            operating::observe::observe,
        ))
        .with_state(state)
}

/// Whatever has no route: a problem for programs, a page for people.
async fn absent(extract::State(state): extract::State<State>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return Problem::not_found().into_response();
    }
    let page = Router::new().fallback(pages::absent).with_state(state);
    page.oneshot(request).await.into_response()
}
