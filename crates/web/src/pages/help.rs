//! The rules with the figures in force, and the shortcuts.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use ui::Section;
use ui::help::{HelpPage, KeysPage};

use super::{Visit, Web, failure};

/// `/help` and what is under it.
pub(super) fn routes() -> Router<Web> {
    Router::new().route("/help", get(rules)).route("/help/keys", get(keys))
}

async fn rules(visit: Visit) -> Response {
    let frame = visit.frame(Section::Help);
    failure::answer(StatusCode::OK, &HelpPage { frame })
}

async fn keys(visit: Visit) -> Response {
    let frame = visit.frame(Section::Help);
    failure::answer(StatusCode::OK, &KeysPage { frame })
}
