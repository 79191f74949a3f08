//! Where people land, and the pages that are everybody's.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::party::Role;
use ui::Section;
use ui::accessibility::AccessibilityPage;
use ui::style::StylePage;

use super::{Visit, Web, dashboard, failure, settings};

/// `GET /`: where the role's work is.
pub(crate) async fn landing(visit: Visit) -> Response {
    if let Some(welcome) = settings::first(&visit).await {
        return welcome;
    }
    match visit.person.role {
        Role::GlobalAdmin | Role::BillingAdmin | Role::IncentivesAdmin | Role::IncentivesUser => {
            dashboard::show(visit).await
        }
        Role::Reviewer | Role::ReviewLead => Redirect::to("/queue").into_response(),
        Role::Auditor => Redirect::to("/claims").into_response(),
        Role::ProgrammeManager | Role::SystemAdmin => Redirect::to("/settings").into_response(),
    }
}

/// `GET /style`
pub(crate) async fn style(visit: Visit) -> Response {
    failure::answer(StatusCode::OK, &StylePage::new(visit.frame(Section::Style)))
}

/// `GET /accessibility`, for guests too.
pub(crate) async fn accessibility(State(web): State<Web>, visit: Result<Visit, Response>) -> Response {
    let frame = match visit {
        Ok(visit) => visit.frame(Section::Elsewhere),
        Err(_) => failure::guest_frame(&web),
    };
    failure::answer(StatusCode::OK, &AccessibilityPage { frame })
}
