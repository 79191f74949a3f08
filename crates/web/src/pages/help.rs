//! The rules with the figures in force, the shortcuts, and what reviewers look for.

use app::settings::permit::{Area, may};
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::reference::Programme;
use ui::Section;
use ui::guidelines::{GuidelinesPage, GuidelinesView};
use ui::help::{HelpPage, KeysPage};

use super::{Visit, Web, failure};

/// `/help` and what is under it.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/help", get(rules))
        .route("/help/keys", get(keys))
        .route("/help/guidelines", get(guidelines))
}

async fn rules(visit: Visit) -> Response {
    let frame = visit.frame(Section::Help);
    failure::answer(StatusCode::OK, &HelpPage { frame })
}

async fn keys(visit: Visit) -> Response {
    let frame = visit.frame(Section::Help);
    failure::answer(StatusCode::OK, &KeysPage { frame })
}

/// `GET /help/guidelines?programme=`: what every request for more information cites; without a programme those of the
/// first one.
async fn guidelines(visit: Visit) -> Response {
    let directory = visit.directory();
    let reference = &directory.reference;
    let asked = visit.query.get("programme");
    let chosen = match asked {
        "" => reference.programmes.values().next(),
        code => {
            let found = code.parse().ok().and_then(|code| reference.programmes.get(&code));
            if found.is_none() {
                return visit.absent();
            }
            found
        }
    };
    let is_chosen = |programme: &Programme| chosen.is_some_and(|chosen| chosen.code == programme.code);
    let choice = |programme: &Programme| {
        let href = format!("/help/guidelines?programme={}", programme.code);
        (programme.name.to_string(), href, is_chosen(programme))
    };
    let page = GuidelinesPage {
        frame: visit.frame(Section::Help),
        programme: chosen.map(|programme| programme.name.to_string()),
        programmes: reference.programmes.values().map(choice).collect(),
        guidelines: GuidelinesView::of(reference, chosen.map(|programme| &programme.code)),
        edit: chosen
            .filter(|_| may(&visit.person, Area::Programmes))
            .map(|programme| format!("/settings/programmes/{}/guidelines", programme.code)),
    };
    failure::answer(StatusCode::OK, &page)
}
