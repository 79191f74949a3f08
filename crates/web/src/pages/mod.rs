//! HTML pages: every act of people as plain forms, by the same command path as the API.

pub(crate) mod around;
mod assets;
mod claims;
mod clock;
mod customer;
mod dashboard;
mod documentation;
mod documents;
mod failure;
mod find;
mod form;
mod help;
mod history;
mod home;
mod kept;
mod list;
mod messages;
mod paging;
mod partner;
pub(crate) mod recent;
mod saved_views;
mod script;
mod session;
mod settings;
mod setup;
mod sign_in;
mod talk;
mod vendor;
mod views;
mod visit;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use ui::failure::FailureKind;

pub(crate) use crate::state::State as Web;
pub(crate) use failure::to_people;
pub(crate) use form::Form;
pub(crate) use visit::{Sent, Visit};

/// Every page. The security headers of whatever they answer are the caller's to add, as everywhere.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/", get(home::landing))
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-in/demo", post(sign_in::enter_demo))
        .route("/signed-in", get(sign_in::again))
        .route("/session", get(sign_in::current))
        .route("/sign-out", post(sign_in::leave))
        .route("/session", post(around::stay))
        .route("/theme", post(around::choose_theme))
        .route("/accessibility", get(home::accessibility))
        .route("/style", get(home::style))
        .route("/api", get(documentation::documentation))
        .route("/messages", get(messages::messages))
        .route("/demo/clock", post(clock::advance_clock))
        .route("/assets/{*path}", get(assets::asset))
        .merge(help::routes())
        .merge(find::routes())
        .merge(claims::routes())
        .merge(partner::routes())
        .merge(vendor::routes())
        .merge(history::routes())
        .merge(customer::routes())
        .merge(settings::routes())
        .merge(setup::routes())
        .layer(DefaultBodyLimit::disable())
}

/// Whatever has no other page.
pub(crate) async fn absent(State(web): State<Web>, visit: Result<Visit, Response>) -> Response {
    match visit {
        Ok(visit) => visit.absent(),
        Err(_) => failure::guest(&web, StatusCode::NOT_FOUND, |_| FailureKind::Absent),
    }
}
