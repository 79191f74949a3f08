//! `/invitations/{secret}`: whoever holds the link sets the account's password.

use app::settings::SettingsError;
use app::settings::access::{accept_link, judge_password, open_link};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::party::{Actor, Membership, Person, Role, Scope};
use store::{ClaimFilter, ClaimSort, PageRequest, StoreError};
use ui::Frame;
use ui::Text;
use ui::fields::Fields;
use ui::settings::InvitationPage;

use super::closed;
use crate::pages::settings::{first_visit_done, problem_code};
use crate::pages::{Web, failure, sign_in};

/// `GET /invitations/{secret}`
pub(super) async fn show(State(web): State<Web>, Path(secret): Path<String>) -> Response {
    match open_link(web.env(), &secret).await {
        Ok(Some(person)) => match page(&web, &secret, &person, Fields::default()).await {
            Ok(page) => failure::answer(StatusCode::OK, &page),
            Err(error) => failure::fault(&web, &error),
        },
        Ok(None) => closed(&web, StatusCode::NOT_FOUND, false),
        Err(error) => failure::fault(&web, &error),
    }
}

async fn page(web: &Web, secret: &str, person: &Person, typed: Fields) -> Result<InvitationPage, StoreError> {
    let directory = web.env().directory();
    let reference = &directory.reference;
    let organisation = match &person.membership {
        Membership::Vendor => Some(&reference.vendor),
        Membership::Partner { partner, .. } => reference.partners.get(partner).map(|partner| &partner.name),
    };
    let frame = failure::guest_frame(web);
    let text = Text::of(person.language);
    Ok(InvitationPage {
        frame: Frame { text, ..frame },
        name: person.name.to_string(),
        email: person.email.to_string(),
        role: person.role,
        organisation: organisation.map(ToString::to_string).unwrap_or_default(),
        is_renewal: web.env().store.password_of(person.id).await?.is_some(),
        action: format!("/invitations/{secret}"),
        typed,
    })
}

/// `POST /invitations/{secret}`: the password, and the person is signed in.
pub(super) async fn accept(State(web): State<Web>, Path(secret): Path<String>, request: Request) -> Response {
    let person = match open_link(web.env(), &secret).await {
        Ok(Some(person)) => person,
        Ok(None) => return closed(&web, StatusCode::NOT_FOUND, false),
        Err(error) => return failure::fault(&web, &error),
    };
    let form = match sign_in::sent(&web, request).await {
        Ok(form) => form,
        Err(refused) => return refused,
    };
    let password = form.get("new_password");
    let problem = judge_password(password, person.email.as_str(), person.name.as_str());
    if let Some(problem) = problem {
        return again(
            &web,
            &secret,
            &person,
            StatusCode::UNPROCESSABLE_ENTITY,
            problem_code(problem),
        )
        .await;
    }
    match accept_link(web.env(), &secret, password.to_owned()).await {
        Ok(person) => match first_page(&web, &person).await {
            Ok(to) => sign_in::begin(&web, person.id, to).await,
            Err(error) => failure::fault(&web, &error),
        },
        Err(SettingsError::Busy) => again(&web, &secret, &person, StatusCode::SERVICE_UNAVAILABLE, "busy").await,
        Err(SettingsError::NotFound) => closed(&web, StatusCode::NOT_FOUND, false),
        Err(SettingsError::Fault(error)) => failure::fault(&web, &error),
        Err(
            error @ (SettingsError::NotPermitted
            | SettingsError::Stale(_)
            | SettingsError::KeyTaken
            | SettingsError::EmailTaken
            | SettingsError::LastSystemAdmin
            | SettingsError::OwnAccess
            | SettingsError::Unknown),
        ) => failure::fault(&web, &error),
    }
}

async fn again(web: &Web, secret: &str, person: &Person, status: StatusCode, code: &str) -> Response {
    let mut typed = Fields::default();
    typed.blame("new_password", Text::of(person.language).settings_problem(code));
    match page(web, secret, person, typed).await {
        Ok(page) => failure::answer(status, &page),
        Err(error) => failure::fault(web, &error),
    }
}

/// The link's page has said what the role does. Whoever leads a partner without a claim begins with the first one.
async fn first_page(web: &Web, person: &Person) -> Result<&'static str, StoreError> {
    let env = web.env();
    first_visit_done(env, person.id).await?;
    if person.role != Role::GlobalAdmin {
        return Ok("/");
    }
    let scope = Scope::of(&Actor::Person(person.clone()));
    let page = PageRequest::first(1);
    let claims = env
        .store
        .list_claims(&scope, &ClaimFilter::default(), ClaimSort::Number, &page)
        .await?;
    Ok(if claims.items.is_empty() { "/claims/new" } else { "/" })
}
