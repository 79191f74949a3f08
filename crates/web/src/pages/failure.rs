//! What did not happen, as pages.

use std::sync::Arc;

use app::Env;
use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::claim::{InvalidField, Refusal};
use domain::id::Uuid;
use domain::place::ZoneName;
use ui::failure::{FailureKind, FailurePage};
use ui::fields::Fields;
use ui::{Frame, Template, Text};

use super::{Web, around, script};
use crate::operating::shed::Kind;
use crate::problem::{Problem, is_passing};

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
    let busy = matches!(kind, FailureKind::Busy);
    let mut answered = answer(status, &FailurePage { frame, kind, back });
    if busy {
        let seconds = HeaderValue::from_static("2");
        answered.headers_mut().insert(RETRY_AFTER, seconds);
    }
    answered
}

/// The failure page for somebody who isn't signed in.
pub(crate) fn guest(web: &Web, status: StatusCode, kind: impl FnOnce(&Text) -> FailureKind) -> Response {
    let frame = guest_frame(web);
    let kind = kind(&frame.text);
    page(status, frame, kind, None)
}

/// What surrounds a page that anybody may open.
pub(crate) fn guest_frame(web: &Web) -> Frame {
    let language = web.env().directory().reference.language;
    let frame = Frame::new(language, ZoneName::utc(), web.env().now().timestamp());
    around::surround(frame)
}

/// A fault before it is known who asks.
pub(crate) fn fault(web: &Web, error: &(dyn std::error::Error + 'static)) -> Response {
    if is_passing(error) {
        tracing::warn!(error, "a page found no room");
        return guest(web, StatusCode::SERVICE_UNAVAILABLE, |_| FailureKind::Busy);
    }
    let number = log(web.env(), error);
    guest(web, StatusCode::INTERNAL_SERVER_ERROR, |_| FailureKind::Fault {
        number,
    })
}

/// A problem of the whole server as a page: people don't read JSON. Who asks isn't known here.
pub(crate) async fn to_people(State(web): State<Web>, request: Request, next: Next) -> Response {
    let for_programs = request.uri().path().starts_with("/api/") || Kind::of(&request) == Kind::Health;
    let for_people = !for_programs && !script::asks(request.headers());
    let back = (request.method() != Method::GET).then(|| around::address(request.method(), request.uri()));
    let response = next.run(request).await;
    let problem = response.extensions().get::<Arc<Problem>>();
    let kind = match problem {
        Some(problem) if for_people => of_problem(problem),
        None if for_people && response.status() == StatusCode::METHOD_NOT_ALLOWED => FailureKind::Absent,
        Some(_) | None => return response,
    };
    let retry_after = response.headers().get(RETRY_AFTER).cloned();
    let mut answered = page(response.status(), guest_frame(&web), kind, back);
    if let Some(seconds) = retry_after {
        answered.headers_mut().insert(RETRY_AFTER, seconds);
    }
    answered
}

fn of_problem(problem: &Problem) -> FailureKind {
    match problem.status {
        StatusCode::SERVICE_UNAVAILABLE if problem.code == Problem::timed_out().code => FailureKind::TimedOut,
        StatusCode::SERVICE_UNAVAILABLE => FailureKind::Busy,
        StatusCode::PAYLOAD_TOO_LARGE => FailureKind::TooLarge,
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => FailureKind::Forbidden { why: None },
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => FailureKind::Absent,
        StatusCode::PRECONDITION_FAILED => FailureKind::Stale,
        StatusCode::TOO_MANY_REQUESTS => FailureKind::TooMany {
            seconds: problem.retry_after.unwrap_or(1).into(),
        },
        status if status.is_server_error() => FailureKind::Fault {
            number: problem.error_id.map(number).unwrap_or_default(),
        },
        _ => FailureKind::Unreadable,
    }
}

/// The number of a fault as people are told it: the end of a time-ordered key is its random part.
fn number(id: Uuid) -> String {
    let id = id.simple().to_string();
    id.get(id.len().saturating_sub(8)..).unwrap_or_default().to_owned()
}

/// Writes a fault down, once; answers the number to find it by.
pub(crate) fn log(env: &Env, error: &(dyn std::error::Error + 'static)) -> String {
    let number = number(env.new_id());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_of_the_whole_server_has_words_for_people() {
        let fault = Problem {
            error_id: Some(Uuid::from_u128(0x0190_0000_0000_0000_0000_0000_1234_abcd)),
            ..Problem::internal()
        };
        assert!(matches!(of_problem(&fault), FailureKind::Fault { number } if number == "1234abcd"));
        assert!(matches!(of_problem(&Problem::timed_out()), FailureKind::TimedOut));
        assert!(matches!(of_problem(&Problem::not_ready()), FailureKind::Busy));
        assert!(matches!(of_problem(&Problem::too_large()), FailureKind::TooLarge));
        assert!(matches!(of_problem(&Problem::not_found()), FailureKind::Absent));
        assert!(matches!(of_problem(&Problem::unreadable()), FailureKind::Unreadable));
    }
}
