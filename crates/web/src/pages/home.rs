//! Where people land, and the pages that are everybody's.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::party::Role;
use ui::Section;
use ui::accessibility::AccessibilityPage;
use ui::installation::InstallationPage;
use ui::style::StylePage;

use super::{Visit, Web, dashboard, failure};

/// `GET /`: where the role's work is.
pub(crate) async fn landing(visit: Visit) -> Response {
    match visit.person.role {
        Role::GlobalAdmin | Role::BillingAdmin | Role::IncentivesAdmin | Role::IncentivesUser => {
            dashboard::show(visit).await
        }
        Role::Reviewer | Role::ReviewLead => Redirect::to("/queue").into_response(),
        Role::ProgrammeManager | Role::Auditor => Redirect::to("/claims").into_response(),
        Role::SystemAdmin => {
            let frame = visit.frame(Section::Elsewhere);
            failure::answer(StatusCode::OK, &InstallationPage { frame })
        }
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
