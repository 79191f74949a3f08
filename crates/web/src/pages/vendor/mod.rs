//! The vendor's pages: the queue, all claims, the work page and what is done on it.

mod acts;
mod body;
mod decision;
mod lists;
mod past;
mod queue;
mod rows;
mod work;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;
use ui::vendor::Decision;

use super::{Sent, Web};
use crate::bodies::Act;
pub(crate) use acts::comment;
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
    let decisions = [
        ("information-requests", Decision::RequestInformation),
        ("approval", Decision::Approve),
        ("rejection", Decision::Reject),
    ];
    let steps = decisions.into_iter().fold(
        queue::routes().route("/claims/{number}/decision", post(again).get(acts::back)),
        |routes, (noun, decision)| {
            let preview = move |Path(number): Path<String>, sent| decision::preview(sent, number, decision);
            let path = format!("/claims/{{number}}/{noun}/preview");
            routes.route(&path, post(preview).get(acts::back))
        },
    );
    acts.into_iter().fold(steps, |routes, (noun, act)| {
        let carry_out = move |Path(number): Path<String>, sent| acts::act(sent, number, act);
        routes.route(&format!("/claims/{{number}}/{noun}"), post(carry_out).get(acts::back))
    })
}

async fn again(Path(number): Path<String>, sent: Sent) -> Response {
    decision::back(sent, number).await
}
