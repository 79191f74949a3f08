//! What else is done to an account: links, sessions, tokens, its standing.

use app::settings::{Change, access, account_subject};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::{PartnerId, UserId};
use domain::party::{Person, Role, Standing};
use ui::settings::{ConfirmPage, Place};
use ui::{Flash, Section};

use super::super::edit::{carry_out, refuse, revision, seen};
use super::super::tokens::hash_of;
use super::{PATH, find, organisation, organisation_name, show_link};
use crate::pages::visit::done;
use crate::pages::{Sent, Visit, failure};

/// `POST /settings/people/{id}/link`
pub(crate) async fn make_link(Path(id): Path<String>, Sent { visit, .. }: Sent) -> Response {
    match find(&visit, &id) {
        Ok(person) => show_link(&visit, person.id).await,
        Err(refused) => *refused,
    }
}

/// `POST /settings/people/{id}/sessions`
pub(crate) async fn end_sessions(Path(id): Path<String>, Sent { visit, .. }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    match access::end_sessions(visit.web.env(), &visit.person, person.id).await {
        Ok(()) => done(&format!("{PATH}/{}", person.id), Flash::SessionsEnded),
        Err(error) => refuse(&visit, error),
    }
}

/// `POST /settings/people/{id}/tokens`
pub(crate) async fn revoke_token(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let Some(hash) = hash_of(form.get("token")) else {
        return visit.absent();
    };
    match access::revoke_token(visit.web.env(), &visit.person, person.id, hash).await {
        Ok(()) => done(&format!("{PATH}/{}", person.id), Flash::TokenRevoked),
        Err(error) => refuse(&visit, error),
    }
}

/// `GET /settings/people/{id}/standing`
pub(crate) async fn ask_standing(Path(id): Path<String>, visit: Visit) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let seen = match revision(&visit, &account_subject(person.id)).await {
        Ok(seen) => seen,
        Err(refused) => return *refused,
    };
    let text = visit.text();
    let (title, means, submit) = if person.is_active() {
        let mut means = vec![text.person_deactivate_words(), text.person_deactivate_ends()];
        if matches!(person.role, Role::Reviewer | Role::ReviewLead) {
            match visit.web.env().store.count_assigned(person.id).await {
                Ok(count) => means.push(text.person_deactivate_claims(count)),
                Err(error) => return visit.fault(&error),
            }
        }
        if let Some(partner) = organisation(&person) {
            let organisation = organisation_name(&visit.directory().reference, Some(partner));
            means.push(text.person_deactivate_stay(others_who_submit(&visit, &person, partner), organisation));
        }
        (
            text.person_deactivate_title(person.name.as_str()),
            means,
            text.person_deactivate(),
        )
    } else {
        let means = vec![text.person_reactivate_words()];
        (person.name.to_string(), means, text.person_reactivate())
    };
    let path = format!("{PATH}/{}", person.id);
    let page = ConfirmPage {
        frame: visit.frame(Section::Settings),
        place: Place::People,
        title,
        means,
        action: format!("{path}/standing"),
        back: path,
        seen,
        submit,
    };
    failure::answer(StatusCode::OK, &page)
}

/// The partner's other people who submit claims and answer for it.
fn others_who_submit(visit: &Visit, person: &Person, partner: PartnerId) -> usize {
    let directory = visit.directory();
    let submits = |role| matches!(role, Role::GlobalAdmin | Role::BillingAdmin | Role::IncentivesAdmin);
    let others = directory.reference.people.values().filter(|other| {
        other.id != person.id && other.is_active() && submits(other.role) && organisation(other) == Some(partner)
    });
    others.count()
}

/// `POST /settings/people/{id}/standing`: the other standing than the one that was seen.
pub(crate) async fn set_standing(Path(id): Path<String>, Sent { visit, form }: Sent) -> Response {
    let person = match find(&visit, &id) {
        Ok(person) => person,
        Err(refused) => return *refused,
    };
    let (standing, flash) = match person.standing {
        Standing::Active => (Standing::Inactive, Flash::Deactivated),
        Standing::Inactive => (Standing::Active, Flash::Reactivated),
    };
    let path = format!("{PATH}/{}", person.id);
    match carry_out(&visit, seen(&form), Change::Account(Person { standing, ..person })).await {
        Ok(()) => done(&path, flash),
        Err(error) => refuse(&visit, error),
    }
}

/// Reading again what was sent leads back to the account.
pub(crate) async fn back(Path(id): Path<String>, _: Visit) -> Response {
    let id: Option<UserId> = id.parse().ok();
    let to = id.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}/{id}"));
    Redirect::to(&to).into_response()
}
