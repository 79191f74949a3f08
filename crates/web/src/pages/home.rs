//! Where people land, and the pages that are everybody's.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::party::Role;
use ui::Section;
use ui::installation::InstallationPage;
use ui::style::StylePage;

use super::{Visit, failure};

/// `GET /`: where the role's work is.
pub(crate) async fn landing(visit: Visit) -> Response {
    let path = match visit.person.role {
        Role::Reviewer | Role::ReviewLead => "/queue",
        Role::GlobalAdmin
        | Role::BillingAdmin
        | Role::IncentivesAdmin
        | Role::IncentivesUser
        | Role::ProgrammeManager
        | Role::Auditor => "/claims",
        Role::SystemAdmin => {
            let frame = visit.frame(Section::Elsewhere);
            return failure::answer(StatusCode::OK, &InstallationPage { frame });
        }
    };
    Redirect::to(path).into_response()
}

/// `GET /style`
pub(crate) async fn style(visit: Visit) -> Response {
    failure::answer(StatusCode::OK, &StylePage::new(visit.frame(Section::Style)))
}
