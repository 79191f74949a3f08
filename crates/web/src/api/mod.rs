//! The JSON API v1.

pub mod answer;
mod claims;
mod commands;
mod consents;
mod demo;
pub mod documents;
pub mod filters;
mod health;
mod history;
pub mod input;
mod openapi;
mod reference;
pub mod repeat;

use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::state::{Mode, State};

/// The routes, described and served.
fn described(mode: Mode) -> OpenApiRouter<State> {
    let api = OpenApiRouter::new()
        .routes(routes!(reference::me))
        .routes(routes!(reference::catalogue))
        .routes(routes!(reference::programmes))
        .routes(routes!(reference::locations))
        .routes(routes!(reference::reasons))
        .routes(routes!(reference::calendars))
        .routes(routes!(claims::list, claims::post))
        .routes(routes!(claims::get, claims::patch, claims::delete))
        .merge(uploads())
        .routes(routes!(documents::get))
        .routes(routes!(commands::submission))
        .routes(routes!(commands::review))
        .routes(routes!(commands::information_requests))
        .routes(routes!(commands::resubmission))
        .routes(routes!(commands::approval))
        .routes(routes!(commands::rejection))
        .routes(routes!(commands::withdrawal))
        .routes(routes!(commands::disputes))
        .routes(routes!(commands::reopening))
        .routes(routes!(commands::extension))
        .routes(routes!(commands::assignment))
        .routes(routes!(commands::extension_requests))
        .routes(routes!(commands::customer_contact))
        .routes(routes!(commands::customer_contact_confirmation))
        .routes(routes!(history::comments, history::comment))
        .routes(routes!(history::history))
        .routes(routes!(consents::get, consents::post))
        .routes(routes!(consents::codes));
    let api = match mode {
        Mode::Live => api,
        Mode::Demo => api
            .routes(routes!(demo::list_messages))
            .routes(routes!(demo::clock, demo::move_clock)),
    };
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .nest("/api/v1", api)
}

fn uploads() -> OpenApiRouter<State> {
    let limit = DefaultBodyLimit::max(documents::UPLOAD_BYTES_MAX);
    OpenApiRouter::new().routes(routes!(documents::post)).layer(limit)
}

/// The API.
pub fn router(mode: Mode) -> Router<State> {
    let (router, description) = described(mode).split_for_parts();
    let description = openapi::rendered(&description);
    let openapi = axum::routing::get(move || openapi::answer(description.clone()));
    router
        .route("/api/v1/openapi.json", openapi)
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(middleware::from_fn(answer::plain))
}

/// The API's description, as it is served.
pub fn description(mode: Mode) -> String {
    String::from_utf8(openapi::rendered(&described(mode).into_openapi()).to_vec()).unwrap_or_default()
}
