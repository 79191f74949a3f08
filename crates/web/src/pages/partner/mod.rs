//! The partner's pages.

pub(crate) mod acts;
pub(crate) mod claim;
pub(crate) mod draft;
pub(crate) mod edit;
mod statement;
mod step_page;
pub(crate) mod steps;
pub(crate) mod upload;
mod with_files;
pub(crate) mod withdraw;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::party::Side;

use super::{Visit, Web};

/// What only partners do.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/claims/new", get(draft::blank))
        .route("/claims/{number}/edit", get(edit::show).post(edit::save))
        .route("/claims/{number}/edit/{step}", get(steps::show).post(steps::save))
        .route("/claims/{number}/submission", post(acts::submit).get(acts::back))
        .route("/claims/{number}/resubmission", post(acts::resubmit).get(acts::back))
        .route("/claims/{number}/disputes", post(acts::dispute).get(acts::back))
        .route(
            "/claims/{number}/extension-requests",
            post(acts::request_extension).get(acts::back),
        )
        .route(
            "/claims/{number}/customer-contact",
            post(acts::name_contact).get(acts::back),
        )
        .route("/claims/{number}/documents", post(upload::add).get(acts::back))
        .route("/claims/{number}/copy", post(draft::copy).get(acts::back))
        .route("/claims/{number}/withdraw", get(withdraw::show))
        .route("/claims/{number}/withdrawal", post(withdraw::withdraw).get(acts::back))
        .route(
            "/claims/{number}/discard",
            get(withdraw::show_discard).post(withdraw::discard),
        )
}

/// Pages of acts that are the partner's alone: nobody else has them.
fn refuse_others(visit: &Visit) -> Option<Response> {
    match visit.side() {
        Side::Partner => None,
        Side::Vendor | Side::Customer | Side::Clock => Some(visit.forbidden()),
    }
}
