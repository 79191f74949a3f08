//! The vendor's pages: the queue, all claims, the work page and what is done on it.

mod acts;
mod body;
mod lists;
mod past;
mod rows;
mod work;

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};

use super::Web;
use crate::bodies::Act;
pub(crate) use acts::comment;
pub(crate) use lists::list;
pub(crate) use work::show;

/// The vendor's own nouns; `/claims` and `/claims/{number}` belong to both sides.
pub(crate) fn routes() -> Router<Web> {
    let acts = [
        ("review", Act::StartReview),
        ("information-requests", Act::RequestInformation),
        ("approval", Act::Approve),
        ("rejection", Act::Reject),
        ("assignment", Act::Assign),
        ("extension", Act::Extend),
        ("reopening", Act::Reopen),
        ("customer-contact/confirmation", Act::ConfirmCustomerContact),
    ];
    acts.into_iter().fold(
        Router::new().route("/queue", get(lists::queue)),
        |routes, (noun, act)| {
            let carry_out = move |Path(number): Path<String>, sent| acts::act(sent, number, act);
            routes.route(&format!("/claims/{{number}}/{noun}"), post(carry_out).get(acts::back))
        },
    )
}
