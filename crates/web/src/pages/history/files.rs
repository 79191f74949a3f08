//! The history as files: a table and JSON, of the whole history as the reader sees it.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::id::ClaimNumber;

use super::{eyes, read};
use crate::bodies::history::{HistoryEntryBody, Reader, csv as table, entries};
use crate::pages::Visit;

/// `GET …/history.csv`
pub(super) async fn csv(Path(number): Path<String>, visit: Visit) -> Response {
    match all(&visit, &number).await {
        Ok((number, entries)) => file(&visit, number, "csv", "text/csv; charset=utf-8", table(&entries)),
        Err(answer) => answer,
    }
}

/// `GET …/history.json`
pub(super) async fn json(Path(number): Path<String>, visit: Visit) -> Response {
    match all(&visit, &number).await {
        Ok((number, entries)) => {
            let whole = serde_json::json!({"number": number.to_string(), "items": entries});
            file(&visit, number, "json", "application/json", whole.to_string())
        }
        Err(answer) => answer,
    }
}

async fn all(visit: &Visit, number: &str) -> Result<(ClaimNumber, Vec<HistoryEntryBody>), Response> {
    let (claim, steps) = read(visit, number).await?;
    let directory = visit.directory();
    let reader = Reader {
        side: eyes(visit),
        reference: &directory.reference,
    };
    Ok((claim.number, entries(&steps, reader)))
}

fn file(visit: &Visit, number: ClaimNumber, ending: &str, media_type: &'static str, content: String) -> Response {
    let Ok(name) = HeaderValue::try_from(format!("attachment; filename=\"{number}-history.{ending}\"")) else {
        return visit.absent();
    };
    let media_type = HeaderValue::from_static(media_type);
    (
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name)],
        content,
    )
        .into_response()
}
