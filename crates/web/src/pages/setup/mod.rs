//! `/setup`: the first start, by the link that the terminal shows; and the pages of one-time links.

mod invitation;
mod steps;

use app::settings::setup::{Progress, Step, begin, is_link, progress};
use app::settings::{SettingsError, access::judge_password};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::party::Role;
use ui::fields::Fields;
use ui::settings::{ClosedPage, SetupPage, SetupStep, forms};

use super::settings::parse::Reading;
use super::settings::problem_code;
use super::{Visit, Web, failure, sign_in};
use crate::state::Mode;

/// The first start and one-time links.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/setup", get(home))
        .route("/setup/vendor", get(steps::vendor).post(steps::save_vendor))
        .route("/setup/programmes", get(steps::programmes).post(steps::save_programmes))
        .route("/setup/partner", get(steps::partner).post(steps::save_partner))
        .route("/setup/people", get(steps::people).post(steps::finish))
        .route("/setup/{secret}", get(you).post(save_you))
        .route("/invitations/{secret}", get(invitation::show).post(invitation::accept))
}

/// The address of a step, but for the first, whose address is the link.
fn path(step: Step) -> &'static str {
    match step {
        Step::You => "/setup",
        Step::Vendor => "/setup/vendor",
        Step::Programmes => "/setup/programmes",
        Step::Partner => "/setup/partner",
        Step::People => "/setup/people",
    }
}

/// Whether there is something to set up and nobody yet who could sign in: guests are told so.
pub(super) fn is_unset(web: &Web) -> bool {
    web.mode() == Mode::Live && web.env().directory().reference.people.is_empty()
}

/// `GET /setup`: goes on where it was left.
async fn home(State(web): State<Web>, visit: Result<Visit, Response>) -> Response {
    let progress = match progress(web.env()).await {
        Ok(progress) => progress,
        Err(error) => return failure::fault(&web, &error),
    };
    match (visit, progress.next()) {
        (Ok(visit), Some(step)) if visit.person.role == Role::SystemAdmin && step != Step::You => {
            Redirect::to(path(step)).into_response()
        }
        (Ok(_), None) => Redirect::to("/settings").into_response(),
        (_, next) => closed(&web, StatusCode::OK, next.is_some()),
    }
}

fn closed(web: &Web, status: StatusCode, is_open: bool) -> Response {
    let page = ClosedPage {
        frame: failure::guest_frame(web),
        is_open,
    };
    failure::answer(status, &page)
}

/// The link of the newest start, while there is something to set up; otherwise the answer to give.
async fn opened(web: &Web, secret: &str) -> Result<Progress, Box<Response>> {
    let env = web.env();
    let fault = |error| Box::new(failure::fault(web, &error));
    env.look_around().await.map_err(fault)?;
    let progress = progress(env).await.map_err(fault)?;
    let is_link = is_link(env, secret).await.map_err(fault)?;
    match (&progress, is_link) {
        (Progress::UnderWay(_), true) => Ok(progress),
        (Progress::UnderWay(_), false) => Err(Box::new(closed(web, StatusCode::NOT_FOUND, true))),
        (Progress::Done, _) => Err(Box::new(closed(web, StatusCode::NOT_FOUND, false))),
    }
}

fn you_page(web: &Web, secret: &str, typed: Fields, refused: Option<String>) -> SetupPage {
    let frame = failure::guest_frame(web);
    SetupPage {
        step: SetupStep::You,
        open: vec![String::new()],
        action: format!("/setup/{secret}"),
        groups: forms::first_admin(&frame.text),
        typed,
        refused,
        frame,
    }
}

/// `GET /setup/{secret}`
async fn you(State(web): State<Web>, Path(secret): Path<String>) -> Response {
    if let Err(refused) = opened(&web, &secret).await {
        return *refused;
    }
    let directory = web.env().directory();
    let admin = directory
        .reference
        .people
        .values()
        .find(|person| person.role == Role::SystemAdmin);
    let typed = admin.map(|person| Fields::of([("name", person.name.as_str()), ("email", person.email.as_str())]));
    failure::answer(
        StatusCode::OK,
        &you_page(&web, &secret, typed.unwrap_or_default(), None),
    )
}

/// `POST /setup/{secret}`: makes the account and signs it in; the other steps go by its session.
async fn save_you(State(web): State<Web>, Path(secret): Path<String>, request: Request) -> Response {
    if let Err(refused) = opened(&web, &secret).await {
        return *refused;
    }
    let form = match sign_in::sent(&web, request).await {
        Ok(form) => form,
        Err(refused) => return refused,
    };
    let text = failure::guest_frame(&web).text;
    let mut reading = Reading::of(&form, text);
    let (name, email) = (reading.name("name"), reading.email("email"));
    let password = form.get("new_password");
    if let Some(problem) = judge_password(password, form.get("email").trim(), form.get("name").trim()) {
        reading.blame("new_password", problem_code(problem));
    }
    let again = |status, typed, refused| failure::answer(status, &you_page(&web, &secret, typed, refused));
    let (Some(name), Some(email), false) = (name, email, reading.is_wrong()) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, reading.typed, None);
    };
    let refused = |code| Some(text.settings_problem(code));
    match begin(web.env(), &secret, name, email, password.to_owned()).await {
        Ok(user) => sign_in::begin(&web, user, path(Step::Vendor)).await,
        Err(SettingsError::NotFound) => closed(&web, StatusCode::NOT_FOUND, true),
        Err(SettingsError::EmailTaken) => {
            again(StatusCode::UNPROCESSABLE_ENTITY, reading.typed, refused("email-taken"))
        }
        Err(SettingsError::Busy) => again(StatusCode::SERVICE_UNAVAILABLE, reading.typed, refused("busy")),
        Err(SettingsError::Fault(error)) => failure::fault(&web, &error),
        Err(
            error @ (SettingsError::NotPermitted
            | SettingsError::Stale(_)
            | SettingsError::KeyTaken
            | SettingsError::LastSystemAdmin
            | SettingsError::OwnAccess
            | SettingsError::Unknown),
        ) => failure::fault(&web, &error),
    }
}
