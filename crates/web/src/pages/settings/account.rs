//! `/settings/account`: everybody's own.

use app::settings::access::{self, PasswordChanged, PasswordProblem, judge_password};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ui::fields::Fields;
use ui::settings::{AccountPage, SessionView};
use ui::{Flash, Section};

use super::edit::refuse;
use super::parse::Reading;
use crate::pages::visit::done;
use crate::pages::{Sent, Visit, failure};

const PATH: &str = "/settings/account";

/// `GET /settings/account`
pub(super) async fn show(visit: Visit) -> Response {
    let typed = own(&visit);
    page(&visit, StatusCode::OK, typed).await
}

fn own(visit: &Visit) -> Fields {
    let person = &visit.person;
    Fields::of([
        ("name", person.name.as_str()),
        ("language", person.language.tag()),
        ("time_zone", person.time_zone.as_str()),
    ])
}

async fn page(visit: &Visit, status: StatusCode, typed: Fields) -> Response {
    let env = visit.web.env();
    let sessions = match env.store.sessions_of(visit.person.id, env.wall_clock.now()).await {
        Ok(sessions) => sessions,
        Err(error) => return visit.fault(&error),
    };
    let view = |session: &store::SessionRow| SessionView {
        created_at: session.created_at.timestamp(),
        seen_at: session.seen_at.timestamp(),
        is_this: session.hash == visit.session,
    };
    let page = AccountPage {
        frame: visit.frame(Section::Settings),
        email: visit.person.email.to_string(),
        typed,
        sessions: sessions.iter().map(view).collect(),
    };
    failure::answer(status, &page)
}

/// `POST /settings/account`
pub(super) async fn save(Sent { visit, form }: Sent) -> Response {
    let mut reading = Reading::of(&form, visit.text());
    let (name, language, zone) = (reading.name("name"), reading.language(), reading.zone());
    let (Some(name), Some(language), Some(zone)) = (name, language, zone) else {
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, reading.typed).await;
    };
    match access::change_self(visit.web.env(), &visit.person, name, language, zone).await {
        Ok(()) => done(PATH, Flash::SettingsSaved),
        Err(error) => refuse(&visit, error),
    }
}

/// `POST /settings/account/password`
pub(super) async fn change_password(Sent { visit, form }: Sent) -> Response {
    let mut reading = Reading::of(&form, visit.text());
    let (present, new) = (form.get("password"), form.get("new_password"));
    if present.is_empty() {
        reading.blame("password", "required");
    }
    if let Some(problem) = judge_password(new, visit.person.email.as_str(), visit.person.name.as_str()) {
        reading.blame("new_password", problem_code(problem));
    }
    if !reading.is_wrong() {
        // Guessing the present password of an open session is guessing all the same.
        if visit.web.rates().sign_in(&visit.person.email, "own password").is_err() {
            reading.blame("password", "busy");
        } else {
            let (present, new) = (present.to_owned(), new.to_owned());
            match access::change_password(visit.web.env(), &visit.person, present, new, visit.session).await {
                Ok(PasswordChanged::Changed) => return done(PATH, Flash::PasswordChanged),
                Ok(PasswordChanged::Wrong) => reading.blame("password", "wrong-password"),
                Err(error) => return refuse(&visit, error),
            }
        }
    }
    let mut typed = own(&visit);
    for field in ["password", "new_password"] {
        if let Some(error) = &reading.typed.get(field).error {
            typed.blame(field, error.clone());
        }
    }
    page(&visit, StatusCode::UNPROCESSABLE_ENTITY, typed).await
}

/// Why a password isn't taken, as a code.
pub(crate) fn problem_code(problem: PasswordProblem) -> &'static str {
    match problem {
        PasswordProblem::TooShort => "too-short",
        PasswordProblem::TooLong => "too-long",
        PasswordProblem::Guessable => "guessable",
    }
}

/// `POST /settings/account/sessions`
pub(super) async fn end_others(Sent { visit, .. }: Sent) -> Response {
    match access::end_other_sessions(visit.web.env(), &visit.person, visit.session).await {
        Ok(()) => done(PATH, Flash::SessionsEnded),
        Err(error) => refuse(&visit, error),
    }
}

/// Reading again what was sent leads back to the page.
pub(super) async fn back(_: Visit) -> Response {
    Redirect::to(PATH).into_response()
}
