//! What a page's own script asks: the same acts as the forms, answered in JSON instead of a page.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Whether a script of a page asks, and not the browser for a page to show.
pub(crate) fn asks(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted == "application/json")
}

/// An answer with words that the script shows.
pub(crate) fn told(status: StatusCode, message: String) -> Response {
    answer(status, json!({ "message": message }))
}

/// Any answer.
pub(crate) fn answer(status: StatusCode, body: Value) -> Response {
    (status, Json(body)).into_response()
}

/// To whoever isn't signed in (any more): what was to be sent stays with the script.
pub(crate) fn signed_out() -> Response {
    answer(StatusCode::UNAUTHORIZED, json!({}))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::asks;

    #[test]
    fn only_a_script_asks_for_json_alone() {
        let asked = |accept: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            asks(&headers)
        };
        assert!(asked("application/json") && !asked("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(!asks(&HeaderMap::new()));
    }
}
