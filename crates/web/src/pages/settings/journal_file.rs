//! `/settings/journal.csv`: the journal as a table, in the codes that it is kept in.

use app::settings::permit::Area;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use store::{JournalEntry, JournalFilter, Page, PageRequest, StoreError};

use super::journal::narrowed;
use super::permitted;
use crate::bodies::history::plain_text;
use crate::pages::{Visit, Web, failure};

const ENTRIES: u16 = 200;
const COLUMNS: [&str; 9] = [
    "entry", "at", "person", "act", "thing", "name", "field", "before", "after",
];

/// What of the journal is still to be written.
enum Rest {
    After(PageRequest),
    Nothing,
}

/// `GET /settings/journal.csv`, read and sent a page at a time, however long the journal is.
pub(super) async fn csv(visit: Visit) -> Response {
    if let Err(refused) = permitted(&visit, Area::Journal) {
        return *refused;
    }
    let filter = narrowed(&visit).filter;
    // The first page is read before anything is sent: a fault is still told as a page.
    let (head, rest) = match read(&visit.web, &filter, &PageRequest::first(ENTRIES)).await {
        Ok(page) => (rows(Some(&COLUMNS), &page.items), after(&page)),
        Err(error) => return visit.fault(&error),
    };
    let web = visit.web;
    let others = stream::unfold((web, filter, rest), |(web, filter, rest)| async move {
        let Rest::After(request) = rest else { return None };
        match read(&web, &filter, &request).await {
            Ok(page) => {
                let piece = Ok::<_, StoreError>(Bytes::from(rows(None, &page.items)));
                Some((piece, (web, filter, after(&page))))
            }
            // The answer breaks off: half a table must not look like a whole one.
            Err(error) => {
                failure::log(web.env(), &error);
                Some((Err(error), (web, filter, Rest::Nothing)))
            }
        }
    });
    let head = stream::once(async { Ok::<_, StoreError>(Bytes::from(head)) });
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"journal.csv\""),
        ),
    ];
    (headers, Body::from_stream(stream::StreamExt::chain(head, others))).into_response()
}

async fn read(web: &Web, filter: &JournalFilter, request: &PageRequest) -> Result<Page<JournalEntry>, StoreError> {
    web.env().store.list_journal(filter, request).await
}

fn after(page: &Page<JournalEntry>) -> Rest {
    page.next.map_or(Rest::Nothing, |cursor| {
        Rest::After(PageRequest {
            limit: ENTRIES,
            after: Some(cursor),
        })
    })
}

/// A row for each field that changed, one for an entry without any.
fn rows(head: Option<&[&str; 9]>, entries: &[JournalEntry]) -> Vec<u8> {
    // Rows of one length, written to memory, of texts: none of this can fail.
    table(head, entries).unwrap_or_default()
}

fn table(head: Option<&[&str; 9]>, entries: &[JournalEntry]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    if let Some(head) = head {
        table.write_record(head)?;
    }
    for entry in entries {
        let (id, at) = (entry.id.to_string(), entry.at.timestamp().to_string());
        let mut row = |field: &str, before: &str, after: &str| {
            let cells: [&str; 9] = [
                &id,
                &at,
                &entry.actor_name,
                &entry.act,
                &entry.subject,
                &entry.subject_name,
                field,
                before,
                after,
            ];
            table.write_record(cells.map(plain_text))
        };
        if entry.fields.is_empty() {
            row("", "", "")?;
        }
        for change in &entry.fields {
            row(&change.field, &change.before, &change.after)?;
        }
    }
    table.into_inner().map_err(|error| error.into_error().into())
}
