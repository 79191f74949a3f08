//! `/claims/{number}/history`: what happened, for both sides, to read and to keep.

mod changed;
mod shown;
mod view;

use app::HandleError;
use app::history::{Step, steps, visible_to};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::claim::{Claim, Place};
use domain::id::ClaimNumber;
use domain::party::Scope;
use ui::Section;
use ui::history::{HistoryKind, HistoryPage};

use super::{Visit, Web, failure, views};
use crate::bodies::history::{Reader, csv, entries};
use view::Reading;

/// The history's routes.
pub(super) fn routes() -> Router<Web> {
    Router::new().route("/claims/{number}/history", get(history))
}

async fn history(Path(number): Path<String>, visit: Visit) -> Response {
    let claim = match find(&visit, &number).await {
        Ok(claim) => claim,
        Err(answer) => return answer,
    };
    let mut steps = match steps(visit.web.env(), &visit.actor, claim.id).await {
        Ok(steps) => steps,
        Err(error) => return visit.fault(&error),
    };
    steps.retain(|step| visible_to(&visit.actor, &step.entry));
    match visit.query.get("format") {
        "" => page(&visit, &claim, &steps),
        "csv" => download(
            &visit,
            &claim,
            csv(&entries(&steps, reader(&visit, &visit.directory().reference))),
            &CSV,
        ),
        "json" => {
            let items = entries(&steps, reader(&visit, &visit.directory().reference));
            let whole = serde_json::json!({"number": claim.number.to_string(), "items": items});
            download(&visit, &claim, whole.to_string(), &JSON)
        }
        _ => visit.absent(),
    }
}

/// A claim in sight; a discarded draft has a history only, for those who read everything.
async fn find(visit: &Visit, number: &str) -> Result<Claim, Response> {
    let Ok(number) = number.parse::<ClaimNumber>() else {
        return Err(visit.absent());
    };
    let env = visit.web.env();
    match app::load(env, &visit.actor, number).await {
        Ok(stored) => Ok(stored.claim),
        Err(HandleError::NotFound) => {
            let found = env.store.find_discarded(&Scope::of(&visit.actor), number).await;
            let found = found.map_err(|error| visit.fault(&error))?;
            found.map(|stored| stored.claim).ok_or_else(|| visit.absent())
        }
        Err(error) => Err(visit.refuse(error)),
    }
}

fn reader<'a>(visit: &Visit, reference: &'a domain::reference::Reference) -> Reader<'a> {
    Reader {
        side: visit.side(),
        reference,
    }
}

fn page(visit: &Visit, claim: &Claim, steps: &[Step]) -> Response {
    let directory = visit.directory();
    let frame = visit.frame(Section::Elsewhere);
    let reading = Reading {
        actor: &visit.actor,
        reader: &frame.reader,
        reference: &directory.reference,
    };
    let entries = shown::shown(steps)
        .iter()
        .map(|shown| view::entry(shown, &reading))
        .collect();
    let number = claim.number.to_string();
    let page = HistoryPage {
        name: claim
            .details
            .name
            .as_ref()
            .map_or_else(|| number.clone(), ToString::to_string),
        number,
        state: (claim.place() != Place::Discarded).then(|| views::state(claim)),
        filter: HistoryKind::from_code(visit.query.get("kind")).unwrap_or_default(),
        entries,
        frame,
    };
    failure::answer(StatusCode::OK, &page)
}

/// A kind of file.
struct Kind {
    media_type: &'static str,
    ending: &'static str,
}

const CSV: Kind = Kind {
    media_type: "text/csv; charset=utf-8",
    ending: "csv",
};
const JSON: Kind = Kind {
    media_type: "application/json",
    ending: "json",
};

fn download(visit: &Visit, claim: &Claim, content: String, kind: &Kind) -> Response {
    let name = format!("attachment; filename=\"{}-history.{}\"", claim.number, kind.ending);
    let Ok(name) = HeaderValue::try_from(name) else {
        return visit.absent();
    };
    let media_type = HeaderValue::from_static(kind.media_type);
    (
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name)],
        content,
    )
        .into_response()
}
