//! The description of the API (OpenAPI 3.1), generated from the handlers.

use std::collections::BTreeSet;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::{Value, json};
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

/// The description as it is sent: with each operation's own problems, and the merge patch's own body.
pub(super) fn rendered(description: &OpenApi) -> Bytes {
    // Plain data, which always serialises.
    let mut description = serde_json::to_value(description).unwrap_or_default();
    if let Some(Value::Object(paths)) = description.get_mut("paths") {
        for (path, item) in paths.iter_mut() {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                tell_problems(path, method, operation);
            }
        }
    }
    describe_patch(&mut description);
    serde_json::to_vec(&description).unwrap_or_default().into()
}

/// Every answer of a status that the operation can give, instead of one for all.
fn tell_problems(path: &str, method: &str, operation: &mut Value) {
    let statuses = problems(path, method, operation);
    let Some(Value::Object(responses)) = operation.get_mut("responses") else {
        return;
    };
    let Some(problem) = responses.remove("4XX") else { return };
    for status in statuses {
        let mut told = problem.clone();
        let reason = StatusCode::from_u16(status)
            .ok()
            .and_then(|status| status.canonical_reason());
        told["description"] = Value::String(format!("A problem: {}", reason.unwrap_or_default()));
        responses.insert(status.to_string(), told);
    }
}

fn problems(path: &str, method: &str, operation: &Value) -> BTreeSet<u16> {
    let takes = |name: &str| {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        parameters.is_some_and(|parameters| parameters.iter().any(|parameter| parameter["name"] == name))
    };
    let mut statuses = BTreeSet::from([422]);
    if operation.get("security").is_some() {
        statuses.insert(401);
    }
    if path.contains('{') {
        statuses.insert(404);
    }
    if method != "get" {
        statuses.extend([400, 403, 409, 413, 415]);
    }
    if takes("If-Match") {
        statuses.extend([412, 428]);
    }
    if takes("reviewer") {
        statuses.insert(403);
    }
    if path.ends_with("/codes") {
        statuses.insert(429);
    }
    statuses
}

/// A merge patch has the write body's fields and requires none.
fn describe_patch(description: &mut Value) {
    let body = description.pointer("/components/schemas/StatementBody").cloned();
    let Some(Value::Object(mut body)) = body else { return };
    body.remove("required");
    body.insert(
        "example".to_owned(),
        json!({"name": "Exchange rollout", "reference": null}),
    );
    if let Some(Value::Object(schemas)) = description.pointer_mut("/components/schemas") {
        schemas.insert("StatementPatchBody".to_owned(), Value::Object(body));
    }
    let schema = "/paths/~1api~1v1~1claims~1{number}/patch/requestBody/content/application~1merge-patch+json/schema";
    if let Some(schema) = description.pointer_mut(schema) {
        *schema = json!({"$ref": "#/components/schemas/StatementPatchBody"});
    }
}

/// The description's answer: it holds nothing private.
pub(super) async fn answer(description: Bytes) -> Response {
    let mut response = description.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
