//! A list as a file, as it is filtered: read and sent part by part, so that a long one needs no more memory than a short one.

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::party::{Role, Scope};
use futures_util::stream;
use store::{ClaimFilter, ClaimSort, Cursor, PageRequest, StoreError};

use super::order;
use super::state::{filter, read};
use crate::bodies::{ClaimBody, claim_table};
use crate::pages::Visit;

/// Claims read at a time.
const PART: u16 = 200;
/// Nobody reads a longer file; the API's list has no end.
const CLAIMS_MAX: usize = 100_000;

/// What the file is.
#[derive(Clone, Copy)]
enum Format {
    Csv,
    Json,
}

/// The list that becomes a file.
struct Export {
    visit: Visit,
    asked: ClaimFilter,
    order: ClaimSort,
    format: Format,
}

/// Some claims of it.
struct Part {
    text: String,
    next: Option<Cursor>,
    /// Claims up to here.
    written: usize,
}

/// `GET /claims/export.csv`
pub(crate) async fn csv(visit: Visit) -> Response {
    export(visit, Format::Csv).await
}

/// `GET /claims/export.json`
pub(crate) async fn json(visit: Visit) -> Response {
    export(visit, Format::Json).await
}

async fn export(visit: Visit, format: Format) -> Response {
    if visit.person.role == Role::SystemAdmin {
        return visit.forbidden();
    }
    let state = read(&visit.query);
    let export = Export {
        asked: filter(&state, &visit),
        // By number nothing moves while it is read.
        order: state.sort.map_or(ClaimSort::Number, order),
        visit,
        format,
    };
    let first = match export.part(None, 0).await {
        Ok(part) => part,
        Err(error) => return export.visit.fault(&error),
    };
    let (media_type, name) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"claims.csv\""),
        Format::Json => ("application/json", "attachment; filename=\"claims.json\""),
    };
    // A part that can't be read breaks the answer off: nobody takes half a list for the whole.
    let parts = stream::try_unfold((export, Some(first)), |(export, part)| async move {
        let Some(part) = part else {
            return Ok::<_, StoreError>(None);
        };
        let next = match part.next {
            Some(cursor) => Some(export.part(Some(cursor), part.written).await?),
            None => None,
        };
        Ok(Some((Bytes::from(part.text), (export, next))))
    });
    let headers = [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name)];
    (headers, Body::from_stream(parts)).into_response()
}

impl Export {
    async fn part(&self, after: Option<Cursor>, written: usize) -> Result<Part, StoreError> {
        let scope = Scope::of(&self.visit.actor);
        let request = PageRequest { limit: PART, after };
        let store = &self.visit.web.env().store;
        let found = store.list_claims(&scope, &self.asked, self.order, &request).await?;
        let directory = self.visit.directory();
        let bodies = found
            .items
            .iter()
            .map(|stored| ClaimBody::of(&stored.claim, &self.visit.actor, &directory.reference));
        let mut text = match (self.format, written) {
            (Format::Csv, 0) => claim_table::heading(),
            (Format::Json, 0) => "{\"items\":[".to_owned(),
            (Format::Csv | Format::Json, _) => String::new(),
        };
        for (place, body) in bodies.enumerate() {
            match self.format {
                Format::Csv => text.push_str(&claim_table::row(&body)),
                Format::Json => {
                    text.push_str(if written + place == 0 { "\n" } else { ",\n" });
                    // A body of texts and numbers always becomes JSON.
                    text.push_str(&serde_json::to_string(&body).unwrap_or_default());
                }
            }
        }
        let written = written + found.items.len();
        let next = found.next.filter(|_| written < CLAIMS_MAX);
        if let (Format::Json, None) = (self.format, next) {
            text.push_str("\n]}\n");
        }
        Ok(Part { text, next, written })
    }
}
