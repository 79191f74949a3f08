//! What did not happen, as pages.

use app::Env;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use domain::claim::{InvalidField, Refusal};
use domain::place::{Language, ZoneName};
use ui::failure::{FailureKind, FailurePage};
use ui::fields::Fields;
use ui::{Frame, Template, Text};

use super::Web;
use crate::problem::Problem;

/// A page as an answer.
pub(crate) fn answer(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            // A template of this build that doesn't render: nothing more can be shown.
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The failure page.
pub(crate) fn page(status: StatusCode, frame: Frame, kind: FailureKind, back: Option<String>) -> Response {
    answer(status, &FailurePage { frame, kind, back })
}

/// The failure page for somebody who isn't signed in.
pub(crate) fn guest(web: &Web, status: StatusCode, kind: impl FnOnce(&Text) -> FailureKind) -> Response {
    let frame = guest_frame(web);
    let kind = kind(&frame.text);
    page(status, frame, kind, None)
}

/// What surrounds a page that anybody may open.
pub(crate) fn guest_frame(web: &Web) -> Frame {
    Frame::new(Language::English, ZoneName::utc(), web.env().now().timestamp())
}

/// A fault before it is known who asks.
pub(crate) fn fault(web: &Web, error: &(dyn std::error::Error + 'static)) -> Response {
    let number = log(web.env(), error);
    guest(web, StatusCode::INTERNAL_SERVER_ERROR, |_| FailureKind::Fault {
        number,
    })
}

/// Writes a fault down, once; answers the number to find it by.
pub(crate) fn log(env: &Env, error: &(dyn std::error::Error + 'static)) -> String {
    let number = env.new_id().simple().to_string();
    // The end of a time-ordered key is its random part.
    let number = number
        .get(number.len().saturating_sub(8)..)
        .unwrap_or_default()
        .to_owned();
    tracing::error!(number, error, "a page failed");
    number
}

/// The status of a refusal, as the API has it.
pub(crate) fn status(refusal: &Refusal) -> StatusCode {
    Problem::refused(refusal).status
}

/// The wrong fields that a refusal names.
pub(crate) fn wrong_fields(refusal: &Refusal) -> &[InvalidField] {
    match refusal {
        Refusal::Incomplete(fields) | Refusal::FixedAfterSubmission(fields) | Refusal::Invalid(fields) => fields,
        Refusal::NotPermitted
        | Refusal::NotAssigned
        | Refusal::FourEyes
        | Refusal::WrongStatus(_)
        | Refusal::WindowClosed(_)
        | Refusal::Superseded
        | Refusal::CodeRequired
        | Refusal::NotEnrolled
        | Refusal::DuplicateClaim(_)
        | Refusal::AlreadyExtended
        | Refusal::NewPoeRequired
        | Refusal::TooManyDocuments { .. }
        | Refusal::NoDeadline(_) => &[],
    }
}

/// Why, in words.
pub(crate) fn words(text: &Text, refusal: &Refusal) -> String {
    Problem::refused(refusal).body(*text).detail
}

/// Says beside each field what is wrong with it.
pub(crate) fn blame(typed: &mut Fields, wrong: &[InvalidField], text: &Text) {
    for field in wrong {
        typed.blame_pointer(&field.pointer, text.field_problem(field.code.code()));
    }
}
