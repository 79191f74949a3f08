//! What holds for every answer: headers, a time limit, panics that end one request only.

use std::any::Any;
use std::time::Duration;

use axum::extract::{self, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::operating::shed::Kind;
use crate::problem::Problem;
use crate::state::State;

/// Pages use their own files and nothing else.
const PAGES: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Ordinary requests end within this, so that a database that is gone is told within ten seconds; …
const REQUEST_TIME: Duration = Duration::from_secs(9);
/// … an upload has the time that a slow line needs for 25 MB, and the demo's clock what falls due meanwhile.
const UPLOAD_TIME: Duration = Duration::from_secs(10 * 60);
const RETRY_SECONDS: u32 = 2;

/// Adds what an answer doesn't say itself. Everything is private unless it says otherwise.
pub async fn headers(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    if state.secure() {
        add(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    add(CONTENT_SECURITY_POLICY, PAGES);
    add(X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(X_FRAME_OPTIONS, "DENY");
    // A customer's address is its secret.
    add(REFERRER_POLICY, "no-referrer");
    add(CACHE_CONTROL, "no-store");
    add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    add(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    add(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    response
}

/// Ends what takes too long; what a writer has taken over by then is still carried out.
pub async fn time_limit(request: Request, next: Next) -> Response {
    let limit = match Kind::of(&request) {
        Kind::Upload | Kind::Clock => UPLOAD_TIME,
        Kind::Ordinary | Kind::Health => REQUEST_TIME,
    };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem {
            retry_after: Some(RETRY_SECONDS),
            ..Problem::timed_out()
        }
        .into_response(),
    }
}

/// A panic is a fault like any other.
pub fn panicked(state: &State, panic: &(dyn Any + Send)) -> Response {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    let id = state.env().new_id();
    tracing::error!(%id, panic = said.unwrap_or("without words"), "a request panicked");
    Problem {
        error_id: Some(id),
        ..Problem::internal()
    }
    .into_response()
}
