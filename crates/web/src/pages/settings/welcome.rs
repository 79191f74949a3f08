//! `/welcome`: what a role's work is, on its first visit and whenever somebody asks.

use app::Env;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::UserId;
use store::StoreError;
use ui::Section;
use ui::settings::WelcomePage;

use super::work_of;
use crate::pages::{Visit, failure};

/// What is kept once the screen was seen.
const SEEN: &str = "first_visit_done";

/// `GET /welcome`
pub(super) async fn show(visit: Visit) -> Response {
    let page = WelcomePage {
        begin: work_of(visit.person.role).to_owned(),
        frame: visit.frame(Section::Elsewhere),
    };
    failure::answer(StatusCode::OK, &page)
}

/// The first visit of an account begins there, once.
pub(crate) async fn first(visit: &Visit) -> Option<Response> {
    let env = visit.web.env();
    let welcomed = async {
        let kept = env.store.preferences(visit.person.id).await?;
        if kept.contains_key(SEEN) {
            return Ok::<_, StoreError>(false);
        }
        first_visit_done(env, visit.person.id).await?;
        Ok(true)
    };
    match welcomed.await {
        Ok(true) => Some(Redirect::to("/welcome").into_response()),
        Ok(false) => None,
        Err(error) => Some(visit.fault(&error)),
    }
}

/// It doesn't come by itself again.
pub(crate) async fn first_visit_done(env: &Env, user: UserId) -> Result<(), StoreError> {
    // A word so short is always kept.
    env.store
        .put_preference(user, SEEN, Some("yes".to_owned()))
        .await
        .map(drop)
}
