//! The nouns that both sides use: who asks decides which page they get.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use domain::party::Side;

use super::{Sent, Visit, Web, documents, list, partner, vendor};

/// `/claims`, `/claims/{number}` and what both sides do there.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/claims", get(list::list).post(partner::draft::create))
        .route("/claims/views", post(list::change_view).get(to_list))
        .route("/claims/export.csv", get(list::export::csv))
        .route("/claims/export.json", get(list::export::json))
        .route("/claims/{number}", get(show))
        .route("/claims/{number}/comments", post(comment).get(partner::acts::back))
        .route("/claims/{number}/documents/{id}", get(documents::download))
        .route("/claims/{number}/documents/{id}/view", get(documents::view))
}

/// Somebody opens a form's address.
async fn to_list() -> Redirect {
    Redirect::to("/claims")
}

async fn show(Path(number): Path<String>, visit: Visit) -> Response {
    let (web, user) = (visit.web.clone(), visit.person.id);
    let shown = match visit.side() {
        Side::Partner => partner::claim::show(visit, &number).await,
        Side::Vendor | Side::Customer | Side::Clock => vendor::show(visit, &number).await,
    };
    if shown.status() == StatusCode::OK
        && let Ok(number) = number.parse()
    {
        web.recent().note(web.env(), user, number);
    }
    shown
}

async fn comment(Path(number): Path<String>, sent: Sent) -> Response {
    match sent.visit.side() {
        Side::Partner => partner::acts::comment(sent, &number).await,
        Side::Vendor | Side::Customer | Side::Clock => vendor::comment(sent, &number).await,
    }
}
