//! What goes out.

use std::sync::Arc;

use app::{Directory, RenderedAnswer};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::claim::Claim;
use domain::party::Actor;
use serde::Serialize;
use utoipa::ToSchema;

use super::input::etag;
use super::repeat::response;
use crate::bodies::ClaimBody;

/// A part of a list.
#[derive(Serialize, ToSchema)]
pub struct ListBody<T> {
    /// The items.
    pub items: Vec<T>,
    /// The `cursor` of the next part; null: this is the last.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// JSON of plain data of ours, which always serialises.
pub fn json_bytes(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}

/// An answer in JSON.
pub fn json(body: &impl Serialize) -> Response {
    let mut response = (StatusCode::OK, json_bytes(body)).into_response();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// A claim for its reader, with its ETag.
pub fn claim(claim: &Claim, reader: &Actor, directory: &Directory) -> RenderedAnswer {
    RenderedAnswer {
        status: StatusCode::OK.as_u16(),
        etag: Some(etag(claim.version)),
        location: None,
        body: json_bytes(&ClaimBody::of(claim, reader, &directory.reference)),
    }
}

/// A new claim.
pub fn new_claim(new: &Claim, reader: &Actor, directory: &Directory) -> RenderedAnswer {
    RenderedAnswer {
        status: StatusCode::CREATED.as_u16(),
        location: Some(format!("/api/v1/claims/{}", new.number)),
        ..claim(new, reader, directory)
    }
}

/// Something new that isn't a claim.
pub fn created(body: &impl Serialize, location: Option<String>) -> RenderedAnswer {
    RenderedAnswer {
        status: StatusCode::CREATED.as_u16(),
        etag: None,
        location,
        body: json_bytes(body),
    }
}

/// An answer without a body.
pub fn empty(status: StatusCode) -> RenderedAnswer {
    RenderedAnswer {
        status: status.as_u16(),
        etag: None,
        location: None,
        body: Vec::new(),
    }
}

/// Renders a claim for a reader, now and when the request is repeated.
pub fn renders_claim(
    reader: &Actor,
    directory: &Arc<Directory>,
    render: fn(&Claim, &Actor, &Directory) -> RenderedAnswer,
) -> impl Fn(&store::Stored) -> RenderedAnswer + Send + Sync + 'static {
    let (reader, directory) = (reader.clone(), Arc::clone(directory));
    move |stored| render(&stored.claim, &reader, &directory)
}

/// An API's answer shows nothing and runs nothing, even where a browser takes it for a page.
pub async fn plain(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let mut response = next.run(request).await;
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
    response.headers_mut().entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    response
}

/// Sends an answer.
pub fn send(answer: RenderedAnswer) -> Response {
    response(answer)
}
