//! `/settings`: what people look after, each by their role; and everybody's own account.

mod account;
mod calendars;
mod catalogue;
mod clocks;
mod edit;
mod guidelines;
mod health;
mod journal;
mod journal_file;
pub(super) mod parse;
mod partners;
mod people;
mod programmes;
mod sheet;
mod tokens;
mod welcome;

use app::settings::permit::{Area, may};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::party::Role;

use super::{Visit, Web};

use catalogue::Products;
use partners::Partners;
use programmes::Programmes;

pub(super) use account::problem_code;
pub(super) use people::{link_until, link_view};
pub(super) use welcome::{first, first_visit_done};

/// Everything under `/settings`, and `/welcome`.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings", get(home))
        .route("/settings/account", get(account::show).post(account::save))
        .route(
            "/settings/account/password",
            post(account::change_password).get(account::back),
        )
        .route(
            "/settings/account/sessions",
            post(account::end_others).get(account::back),
        )
        .route("/settings/tokens", get(tokens::show).post(tokens::make))
        .route("/settings/tokens/revoke", post(tokens::revoke).get(tokens::back))
        .route("/settings/people", get(people::list))
        .route("/settings/people/new", get(people::new).post(people::create))
        .route("/settings/people/{id}", get(people::show).post(people::save))
        .route("/settings/people/{id}/link", post(people::make_link).get(people::back))
        .route(
            "/settings/people/{id}/sessions",
            post(people::end_sessions).get(people::back),
        )
        .route(
            "/settings/people/{id}/tokens",
            post(people::revoke_token).get(people::back),
        )
        .route(
            "/settings/people/{id}/standing",
            get(people::ask_standing).post(people::set_standing),
        )
        .route("/settings/partners", get(partners::list))
        .route(
            "/settings/partners/new",
            get(sheet::new::<Partners>).post(sheet::create::<Partners>),
        )
        .route(
            "/settings/partners/{id}",
            get(sheet::show::<Partners>).post(sheet::save::<Partners>),
        )
        .route(
            "/settings/partners/{id}/locations/new",
            get(partners::new_location).post(partners::create_location),
        )
        .route(
            "/settings/locations/{id}",
            get(partners::show_location).post(partners::save_location),
        )
        .route("/settings/programmes", get(programmes::list))
        .route(
            "/settings/programmes/new",
            get(sheet::new::<Programmes>).post(sheet::create::<Programmes>),
        )
        .route(
            "/settings/programmes/{code}",
            get(sheet::show::<Programmes>).post(sheet::save::<Programmes>),
        )
        .route(
            "/settings/programmes/{code}/guidelines",
            get(guidelines::show).post(guidelines::save),
        )
        .route("/settings/catalogue", get(catalogue::list))
        .route(
            "/settings/catalogue/new",
            get(sheet::new::<Products>).post(sheet::create::<Products>),
        )
        .route(
            "/settings/catalogue/{code}",
            get(sheet::show::<Products>).post(sheet::save::<Products>),
        )
        .route("/settings/calendar", get(calendars::show).post(calendars::save))
        .route(
            "/settings/vendor",
            get(calendars::show_vendor).post(calendars::save_vendor),
        )
        .route("/settings/clocks", get(clocks::show).post(clocks::save))
        .route("/settings/journal", get(journal::journal))
        .route("/settings/journal.csv", get(journal_file::csv))
        .route("/settings/health", get(health::health))
        .route("/welcome", get(welcome::show))
}

/// `GET /settings`: the first place of the role.
async fn home(visit: Visit) -> Response {
    let places = ui::settings::Place::of(visit.person.role);
    let path = places.first().map_or("/settings/account", |place| place.path());
    Redirect::to(path).into_response()
}

/// Whether the person looks after an area; otherwise the answer to give.
fn permitted(visit: &Visit, area: Area) -> Result<(), Box<Response>> {
    if may(&visit.person, area) {
        Ok(())
    } else {
        Err(Box::new(visit.forbidden()))
    }
}

/// Where a role's work begins.
pub(super) fn work_of(role: Role) -> &'static str {
    match role {
        Role::Reviewer | Role::ReviewLead => "/queue",
        Role::GlobalAdmin | Role::BillingAdmin | Role::IncentivesAdmin | Role::IncentivesUser => "/",
        Role::Auditor => "/claims",
        Role::ProgrammeManager | Role::SystemAdmin => "/settings",
    }
}
