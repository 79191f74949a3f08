//! `/queue/preview/{number}`: the inside of the preview beside the queue.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::Section;
use ui::vendor::PeekPart;

use super::super::{past, rows, work};
use crate::pages::{Visit, failure, views};

pub(super) async fn show(Path(number): Path<String>, visit: Visit) -> Response {
    if let Some(refused) = super::not_theirs(&visit) {
        return refused;
    }
    let stored = match visit.load(&number).await {
        Ok(stored) => stored,
        Err(answer) => return answer,
    };
    let entries = match work::entries(&visit, &stored).await {
        Ok(entries) => entries,
        Err(answer) => return answer,
    };
    let directory = visit.directory();
    let claim = &stored.claim;
    let row = rows::row(claim, visit.person.id, &directory.reference, visit.web.env().now());
    let text = visit.text();
    let part = PeekPart {
        frame: visit.frame(Section::Queue),
        programme: row.programme,
        activity: row.activity,
        partner: format!("{}, {}", row.partner, row.location),
        number: row.number,
        name: row.name,
        customer: row.customer,
        state: row.state,
        deadlines: views::deadlines(claim),
        late: views::late(claim),
        lines: views::lines(claim, &directory.reference),
        documents: views::documents(claim),
        earlier: past::decisions(&entries, &text),
        dispute: work::dispute(claim),
    };
    failure::answer(StatusCode::OK, &part)
}
