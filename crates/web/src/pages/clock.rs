//! The demo's clock bar.

use app::demo::{Advance, AdvanceError, advance};
use axum::http::StatusCode;
use axum::response::Response;
use ui::Flash;
use ui::failure::FailureKind;

use super::visit::done;
use super::{Sent, sign_in};

const HOUR_MICROSECONDS: i64 = 3_600_000_000;

/// `POST /demo/clock`: one of the bar's steps, then back to the page.
pub(crate) async fn advance_clock(Sent { visit, form }: Sent) -> Response {
    let step = match form.get("advance") {
        "PT1H" => Advance::By(HOUR_MICROSECONDS),
        "P1D" => Advance::By(24 * HOUR_MICROSECONDS),
        "business_day" => Advance::BusinessDay,
        "next_deadline" => Advance::NextDeadline,
        _ => return visit.fail(StatusCode::BAD_REQUEST, FailureKind::Unreadable),
    };
    match advance(visit.web.env(), step).await {
        Ok(_) => done(sign_in::local(form.get("return_to")).unwrap_or("/"), Flash::ClockMoved),
        Err(AdvanceError::NoDemo) => visit.absent(),
        Err(AdvanceError::Handle(error)) => visit.refuse(error),
        Err(error @ (AdvanceError::Backwards | AdvanceError::TooFar | AdvanceError::Calendar(_))) => {
            tracing::info!(%error, "the demo's clock stays");
            visit.fail(StatusCode::UNPROCESSABLE_ENTITY, FailureKind::Unreadable)
        }
    }
}
