//! `/consents/{token}`: the customer's page by its secret link, without session or way to anywhere else.
//! Reading it changes nothing; only a form does that a person sends (domain.md §10).

mod form;
mod receipt;
mod view;

use app::HandleError;
use app::consent::{Linked, choose, find, send_code};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::claim::Claim;
use domain::party::Actor;
use ui::Frame;
use ui::customer::{Answered, CodeRequest, ConsentAbsentPage, ConsentPage, ConsentProblem, TypedConsent};
use ui::failure::FailureKind;

use super::visit::read_form;
use super::{Form, Web, around, failure, session, views};

/// The customer's routes.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/consents/{token}", get(show).post(answer))
        .route("/consents/{token}/codes", post(code).get(back))
        .route("/consents/{token}/receipt", get(receipt::show))
        .route("/consents/{token}/receipt.txt", get(receipt::save))
}

/// `GET /consents/{token}`
async fn show(State(web): State<Web>, Path(token): Path<String>, uri: axum::http::Uri) -> Response {
    let linked = match open(&web, &token).await {
        Ok(linked) => linked,
        Err(answer) => return answer,
    };
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes());
    let code = if asked.has("code") {
        CodeRequest::Sent
    } else {
        CodeRequest::NotAsked
    };
    page(&web, &token, &linked, None, code, StatusCode::OK).await
}

/// Somebody opens the address of the codes' form, which stands on the page.
async fn back(Path(token): Path<String>) -> Response {
    Redirect::to(&path(&token)).into_response()
}

/// `POST /consents/{token}`
async fn answer(State(web): State<Web>, Path(token): Path<String>, headers: HeaderMap, body: Body) -> Response {
    if let Some(refused) = from_elsewhere(&web, &headers) {
        return refused;
    }
    let linked = match open(&web, &token).await {
        Ok(linked) => linked,
        Err(answer) => return answer,
    };
    let Some(sent) = read_form(body).await else {
        return failure::guest(&web, StatusCode::PAYLOAD_TOO_LARGE, |_| FailureKind::TooLarge);
    };
    let read = match form::read(&sent, &linked.stored.claim) {
        Ok(read) => read,
        Err(typed) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&web, &token, &linked, Some(typed), CodeRequest::NotAsked, status).await;
        }
    };
    let form::Answer { choice, comment, code } = read;
    let done = choose(web.env(), linked, choice.clone(), comment, code.as_deref(), None).await;
    let error = match done {
        // A receipt with an address of its own can be read again, printed and saved, and nothing is sent twice.
        Ok(_) => return Redirect::to(&format!("{}/receipt", path(&token))).into_response(),
        Err(error) => error,
    };
    let Some(problem) = form::problem(&error, &choice) else {
        return fail(&web, error);
    };
    let now = match open(&web, &token).await {
        Ok(linked) => linked,
        Err(answer) => return answer,
    };
    let typed = TypedConsent {
        problem: Some(problem),
        ..form::typed(&sent)
    };
    page(&web, &token, &now, Some(typed), CodeRequest::NotAsked, status(&error)).await
}

/// `POST /consents/{token}/codes`
async fn code(State(web): State<Web>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    if let Some(refused) = from_elsewhere(&web, &headers) {
        return refused;
    }
    let linked = match open(&web, &token).await {
        Ok(linked) => linked,
        Err(answer) => return answer,
    };
    let again = |problem, status| {
        let typed = TypedConsent {
            problem: Some(problem),
            ..TypedConsent::default()
        };
        page(&web, &token, &linked, Some(typed), CodeRequest::NotAsked, status)
    };
    let contact = linked
        .stored
        .claim
        .details
        .customer_contact
        .email
        .as_ref()
        .map(ToString::to_string);
    if web.rates().code(&contact.unwrap_or_default()).is_err() {
        return again(ConsentProblem::TooManyCodes, StatusCode::TOO_MANY_REQUESTS).await;
    }
    match send_code(web.env(), &linked).await {
        Ok(()) => Redirect::to(&format!("{}?code=sent", path(&token))).into_response(),
        Err(error @ HandleError::Refused { .. }) => {
            let problem = form::problem(&error, &app::consent::Choice::Confirm);
            again(problem.unwrap_or(ConsentProblem::WindowClosed), status(&error)).await
        }
        Err(error) => fail(&web, error),
    }
}

/// The link needs no more than its secret, and still no other site's page may send its forms.
fn from_elsewhere(web: &Web, headers: &HeaderMap) -> Option<Response> {
    (session::is_from_elsewhere(headers) || names_another_origin(headers))
        .then(|| failure::guest(web, StatusCode::FORBIDDEN, |_| FailureKind::Forbidden { why: None }))
}

/// An older browser names the origin instead; this page's own forms, which say nothing of where they come from,
/// then have `null`.
fn names_another_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (
        text("sec-fetch-site"),
        text("origin").and_then(|origin| origin.split_once("://")),
        text("host"),
    ) {
        (None, Some((_, origin)), Some(host)) => !origin.eq_ignore_ascii_case(host),
        (Some(_), _, _) | (None, None, _) | (None, Some(_), None) => false,
    }
}

async fn open(web: &Web, token: &str) -> Result<Linked, Response> {
    find(web.env(), token).await.map_err(|error| fail(web, error))
}

fn fail(web: &Web, error: HandleError) -> Response {
    match error {
        HandleError::NotFound => absent(web),
        HandleError::Fault(error) => failure::fault(web, &error),
        error @ (HandleError::Stale(_)
        | HandleError::Refused { .. }
        | HandleError::AnswerTaken
        | HandleError::WrongCode(_)
        | HandleError::Crowded) => failure::fault(web, &error),
    }
}

fn status(error: &HandleError) -> StatusCode {
    match error {
        HandleError::WrongCode(_) => StatusCode::FORBIDDEN,
        HandleError::Refused { refusal, .. } => failure::status(refusal),
        HandleError::NotFound => StatusCode::NOT_FOUND,
        HandleError::Stale(_) | HandleError::AnswerTaken | HandleError::Fault(_) | HandleError::Crowded => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

fn round(linked: &Linked) -> u32 {
    match linked.actor {
        Actor::Customer { round, .. } => round,
        // A link makes no other actor; round 0 is never the newest.
        Actor::Person(_) | Actor::Clock => 0,
    }
}

fn path(token: &str) -> String {
    format!("/consents/{token}")
}

/// The contact's language, the customer's clock, nobody signed in.
fn frame(web: &Web, claim: &Claim) -> Frame {
    let frame = Frame::new(
        views::language_of(claim),
        view::zone(claim),
        web.env().now().timestamp(),
    );
    around::surround(frame)
}

async fn page(
    web: &Web,
    token: &str,
    linked: &Linked,
    typed: Option<TypedConsent>,
    code: CodeRequest,
    status: StatusCode,
) -> Response {
    let answered = match receipt::is_answered(web, linked).await {
        Ok(true) => Answered::Before,
        Ok(false) => Answered::NotYet,
        Err(answer) => return answer,
    };
    let directory = web.env().directory();
    let reference = &directory.reference;
    let claim = &linked.stored.claim;
    let page = ConsentPage {
        frame: frame(web, claim),
        path: path(token),
        about: view::about(claim, reference),
        state: view::state(claim, round(linked), reference),
        code,
        answered,
        typed,
    };
    failure::answer(status, &page)
}

/// The page of a link that opens nothing.
fn absent(web: &Web) -> Response {
    let page = ConsentAbsentPage {
        frame: failure::guest_frame(web),
        vendor: web.env().directory().reference.vendor.to_string(),
    };
    failure::answer(StatusCode::NOT_FOUND, &page)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::names_another_origin;

    #[test]
    fn another_origin_is_refused_where_the_browser_says_nothing_better() {
        for (pairs, refused) in [
            (
                vec![("host", "claims.example"), ("origin", "https://evil.example")],
                true,
            ),
            (
                vec![("host", "claims.example"), ("origin", "https://claims.example")],
                false,
            ),
            (
                vec![
                    ("host", "claims.example:8080"),
                    ("origin", "http://claims.example:8080"),
                ],
                false,
            ),
            (vec![("host", "claims.example"), ("origin", "null")], false),
            (vec![("host", "claims.example")], false),
        ] {
            let header = |(name, value): (&'static str, &'static str)| {
                (HeaderName::from_static(name), HeaderValue::from_static(value))
            };
            let headers: HeaderMap = pairs.clone().into_iter().map(header).collect();
            assert_eq!(names_another_origin(&headers), refused, "{pairs:?}");
        }
    }
}
