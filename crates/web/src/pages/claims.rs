//! The nouns that both sides use: who asks decides which page they get.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::party::Side;

use super::{Sent, Visit, Web, documents, partner, vendor};

/// `/claims`, `/claims/{number}` and what both sides do there.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/claims", get(list).post(partner::draft::create))
        .route("/claims/{number}", get(show))
        .route("/claims/{number}/comments", post(comment).get(partner::acts::back))
        .route("/claims/{number}/documents/{id}", get(documents::download))
        .route("/claims/{number}/documents/{id}/view", get(documents::view))
}

async fn list(visit: Visit) -> Response {
    match visit.side() {
        Side::Partner => partner::list::list(visit).await,
        Side::Vendor | Side::Customer | Side::Clock => vendor::list(visit).await,
    }
}

async fn show(Path(number): Path<String>, visit: Visit) -> Response {
    match visit.side() {
        Side::Partner => partner::claim::show(visit, &number).await,
        Side::Vendor | Side::Customer | Side::Clock => vendor::show(visit, &number).await,
    }
}

async fn comment(Path(number): Path<String>, sent: Sent) -> Response {
    match sent.visit.side() {
        Side::Partner => partner::acts::comment(sent, &number).await,
        Side::Vendor | Side::Customer | Side::Clock => vendor::comment(sent, &number).await,
    }
}
