//! Around every request: its id, its line in the log, its time in the metrics.

use std::time::Instant;

use axum::extract::{self, MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, Span};

use super::request_id::{self, RequestId};
use super::requests::Verb;
use super::shed::Kind;
use crate::state::State;

/// Without a route there is nothing of ours that the address could name.
pub(crate) const NO_ROUTE: &str = "none";

/// Gives the request its id, answers it, and writes down how that went: by its route, since addresses may hold
/// secrets and names.
pub(crate) async fn observe(
    extract::State(state): extract::State<State>,
    mut request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let id = RequestId::of(request.headers(), || state.env().new_id());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let method = Verb::of(request.method());
    let kind = Kind::of(&request);
    let span = span(&state, &id, method, &request, route);
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = began.elapsed();
    let status = response.status();
    response.headers_mut().insert(request_id::HEADER, id.header());
    state.requests().observe(method, route, status, took);
    if state.operating().traces.is_some() {
        span.record("http.response.status_code", status.as_u16());
        if status.is_server_error() {
            span.record("otel.status_code", "ERROR");
        }
    }
    let (request_id, method, status) = (id.as_str(), method.as_str(), status.as_u16());
    let duration_microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    // Whoever asks every second whether all is well would fill the log with nothing.
    if kind == Kind::Health && status < 400 {
        tracing::debug!(request_id, method, route, status, duration_microseconds, "answered");
    } else {
        tracing::info!(request_id, method, route, status, duration_microseconds, "answered");
    }
    response
}

/// Whatever is logged while the request is answered carries its id. Traces want more.
fn span(state: &State, id: &RequestId, method: Verb, request: &Request, route: &str) -> Span {
    let request_id = id.as_str();
    let Some(follow) = &state.operating().traces else {
        return tracing::error_span!("request", request_id);
    };
    let span = tracing::error_span!(
        "request",
        request_id,
        otel.name = format!("{} {route}", method.as_str()),
        otel.kind = "server",
        otel.status_code = tracing::field::Empty,
        http.request.method = method.as_str(),
        http.route = route,
        http.response.status_code = tracing::field::Empty,
    );
    follow(&span, request.headers());
    span
}
