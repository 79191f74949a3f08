//! What every form of the settings does with a change that was made, refused, or overtaken.

use app::settings::{self, Change, Intent, SettingsError};
use axum::http::StatusCode;
use axum::response::Response;
use store::{COUNTED_MAX, Met, StoreError};
use ui::fields::Fields;
use ui::settings::FormPage;
use ui::settings::form::ChangedView;
use ui::{Flash, Text};

use crate::pages::visit::done;
use crate::pages::{Form, Visit, failure};

/// The intent of a form that changes what its page has seen.
pub(super) fn seen(form: &Form) -> Intent {
    Intent::Change(form.get("seen").parse().unwrap_or(-1))
}

/// Carries a change out.
pub(super) async fn carry_out(visit: &Visit, intent: Intent, change: Change) -> Result<(), SettingsError> {
    settings::change(visit.web.env(), &visit.person, intent, change).await
}

/// The page of a form with wrong fields.
pub(super) fn again(page: FormPage, typed: Fields) -> Response {
    failure::answer(StatusCode::UNPROCESSABLE_ENTITY, &FormPage { typed, ..page })
}

/// After a change: to its list, or the page with what kept it from being made. `page` is the form as it would be opened
/// now, `key` the field whose value can be another's already.
pub(super) fn answer(
    visit: &Visit,
    outcome: Result<(), SettingsError>,
    page: FormPage,
    mut typed: Fields,
    key: &str,
    to: (&str, Flash),
) -> Response {
    let text = visit.text();
    let error = match outcome {
        Ok(()) => return done(to.0, to.1),
        Err(error) => error,
    };
    let refuse = |status, code: &str, typed| {
        let refused = Some(text.settings_problem(code));
        let page = FormPage {
            typed,
            refused,
            ..page.clone()
        };
        failure::answer(status, &page)
    };
    match error {
        SettingsError::EmailTaken => {
            typed.blame("email", text.settings_problem("email-taken"));
            again(page, typed)
        }
        SettingsError::KeyTaken => {
            typed.blame(key, text.settings_problem("key-taken"));
            again(page, typed)
        }
        SettingsError::Unknown => refuse(StatusCode::UNPROCESSABLE_ENTITY, "unknown", typed),
        SettingsError::LastSystemAdmin => refuse(StatusCode::CONFLICT, "last-admin", typed),
        SettingsError::OwnAccess => refuse(StatusCode::CONFLICT, "own-access", typed),
        SettingsError::Busy => refuse(StatusCode::SERVICE_UNAVAILABLE, "busy", typed),
        SettingsError::Stale(last) => {
            let changed = last.map(|last| ChangedView {
                by: last.actor_name.clone(),
                at: last.at.timestamp(),
                now: page.shown(),
            });
            let page = FormPage { typed, changed, ..page };
            failure::answer(StatusCode::PRECONDITION_FAILED, &page)
        }
        SettingsError::NotPermitted => visit.forbidden(),
        SettingsError::NotFound => visit.absent(),
        SettingsError::Fault(error) => visit.fault(&error),
    }
}

/// The answer to an act without a form of fields.
pub(super) fn refuse(visit: &Visit, error: SettingsError) -> Response {
    let text = visit.text();
    let conflict = |code: &str| {
        let why = text.settings_problem(code);
        visit.fail(StatusCode::CONFLICT, ui::failure::FailureKind::Refused { why })
    };
    match error {
        SettingsError::LastSystemAdmin => conflict("last-admin"),
        SettingsError::OwnAccess => conflict("own-access"),
        SettingsError::EmailTaken => conflict("email-taken"),
        SettingsError::KeyTaken => conflict("key-taken"),
        SettingsError::Unknown => conflict("unknown"),
        SettingsError::Busy => conflict("busy"),
        SettingsError::Stale(_) => visit.fail(StatusCode::PRECONDITION_FAILED, ui::failure::FailureKind::Stale),
        SettingsError::NotPermitted => visit.forbidden(),
        SettingsError::NotFound => visit.absent(),
        SettingsError::Fault(error) => visit.fault(&error),
    }
}

/// The journal's latest place of a subject.
pub(super) async fn revision(visit: &Visit, subject: &str) -> Result<i64, Box<Response>> {
    let found = settings::revision(visit.web.env(), subject).await;
    found.map_err(|error| fault(visit, &error))
}

pub(super) fn fault(visit: &Visit, error: &StoreError) -> Box<Response> {
    Box::new(visit.fault(error))
}

/// What a change of clocks or the review calendar means for claims that run.
pub(super) async fn means_for_running(visit: &Visit) -> Result<Vec<String>, Box<Response>> {
    let text = visit.text();
    let count = visit.web.env().store.count_running().await;
    let count = count.map_err(|error| fault(visit, &error))?;
    Ok(vec![running(&text, count), text.means_new_clocks()])
}

/// How many claims a change meets; "at least" where not all were looked at.
pub(super) fn say_met(met: &Met, exact: impl Fn(i64) -> String, at_least: impl Fn(i64) -> String) -> String {
    if met.is_all {
        exact(met.submitted)
    } else {
        at_least(met.submitted)
    }
}

fn running(text: &Text, count: i64) -> String {
    if count > COUNTED_MAX {
        text.means_running_many(COUNTED_MAX)
    } else {
        text.means_running(count)
    }
}
