//! The description of the API (OpenAPI 3.1), generated from the handlers.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder};

/// What stands around the handlers' own descriptions.
pub(super) fn frame() -> OpenApi {
    let info = InfoBuilder::new()
        .title("cpor")
        .version("1")
        .description(Some(
            "Claimed Partner of Record: claims, their review, the customer's consent. Bodies and answers are JSON in \
             snake_case; instants are RFC 3339 in UTC. Commands and edits take `If-Match`; every POST takes \
             `Idempotency-Key`. Problems are `application/problem+json` with a stable `code`.",
        ))
        .build();
    let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = ComponentsBuilder::new().security_scheme("token", token).build();
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}

/// The description as it is sent.
pub(super) fn rendered(description: &OpenApi) -> Bytes {
    // Plain data, which always serialises.
    serde_json::to_vec(description).unwrap_or_default().into()
}

/// The description's answer: it holds nothing private.
pub(super) async fn answer(description: Bytes) -> Response {
    let mut response = description.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
