//! The form that changes a claim after it was handed in. A draft has the wizard's steps instead.

use app::HandleError;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{CommandKind, Place, Refusal};
use store::Stored;
use ui::fields::Fields;
use ui::partner::{DraftForm, EditPage, Overtaken};
use ui::parts::FieldError;
use ui::{Flash, Section};

use super::claim::stale;
use super::statement::{Outcome, Part, patch, save as save_part, told};
use super::step_page::choices;
use super::{refuse_others, steps};
use crate::pages::views::{state, values};
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, failure};

/// `GET …/edit`
pub(crate) async fn show(Path(number): Path<String>, visit: Visit) -> Response {
    if let Some(refused) = refuse_others(&visit) {
        return refused;
    }
    let stored = match visit.load(&number).await {
        Ok(stored) => stored,
        Err(refused) => return refused,
    };
    if let Err(refusal) = stored.claim.permit(&visit.actor, CommandKind::Edit) {
        return visit.refuse(HandleError::Refused { refusal, claim: None });
    }
    if stored.claim.place() == Place::Draft {
        return steps::first(&visit, &stored.claim);
    }
    let shown = Shown {
        typed: values(&stored.claim),
        ..Shown::default()
    };
    shown.answer(&visit, &stored, StatusCode::OK)
}

/// `POST …/edit`
pub(crate) async fn save(Path(number): Path<String>, Sent { visit, form }: Sent) -> Response {
    if let Some(refused) = refuse_others(&visit) {
        return refused;
    }
    let stored = match visit.load(&number).await {
        Ok(stored) => stored,
        Err(refused) => return refused,
    };
    if stored.claim.place() == Place::Draft {
        return steps::first(&visit, &stored.claim);
    }
    let form = form.renumbered();
    if let Err(refusal) = stored.claim.permit(&visit.actor, CommandKind::Edit) {
        return refused(&visit, &form, &stored, &refusal);
    }
    // Adding and taking off a row changes the form alone: what was handed in changes by Save.
    if form.has("add_line") || form.has("remove_line") {
        let form = match form.get("remove_line") {
            "" => form,
            row => form.without_row(row).renumbered(),
        };
        let more = usize::from(form.has("add_line"));
        let shown = Shown {
            typed: form.typed(),
            rows: form.line_rows().len() + more,
            ..Shown::default()
        };
        return shown.of_version(&form).answer(&visit, &stored, StatusCode::OK);
    }
    let body = patch(&form, Part::Submitted);
    match save_part(&visit, stored, &form, Part::Submitted, &body).await {
        Outcome::Saved(saved) => done(&format!("/claims/{}", saved.stored.claim.number), Flash::Saved),
        Outcome::Refused(stored, refusal) => refused(&visit, &form, &stored, &refusal),
        Outcome::Overtaken(stored) => {
            let stale = match stale(&visit, &stored.claim).await {
                Ok(stale) => stale,
                Err(error) => return visit.fault(&error),
            };
            let now = Part::Submitted.values(&stored.claim);
            let shown = Shown {
                typed: form.typed(),
                overtaken: Some(Overtaken { stale, now }),
                ..Shown::default()
            };
            shown.answer(&visit, &stored, StatusCode::PRECONDITION_FAILED)
        }
        Outcome::Failed(error) => visit.refuse(error),
    }
}

fn refused(visit: &Visit, form: &Form, stored: &Stored, refusal: &Refusal) -> Response {
    let (status, typed, errors) = told(form, refusal, &visit.text());
    let shown = Shown {
        typed,
        errors,
        ..Shown::default()
    };
    shown.of_version(form).answer(visit, stored, status)
}

/// What differs between one showing of the form and another.
#[derive(Default)]
struct Shown {
    typed: Fields,
    errors: Vec<FieldError>,
    rows: usize,
    overtaken: Option<Overtaken>,
    /// The version the form was made of; without it the claim's own.
    version: Option<i64>,
}

impl Shown {
    /// A form shown again is still of the version it was made of, unless it has just said that it is stale.
    fn of_version(self, form: &Form) -> Shown {
        Shown {
            version: form.get("version").parse().ok(),
            ..self
        }
    }

    fn answer(self, visit: &Visit, stored: &Stored, status: StatusCode) -> Response {
        let claim = &stored.claim;
        let frame = visit.frame(Section::Claims);
        let page = EditPage {
            number: claim.number.to_string(),
            version: self.version.unwrap_or(claim.version.0),
            keeper: visit.person.id.0.to_string(),
            state: state(claim),
            form: DraftForm {
                text: frame.text,
                typed: self.typed,
                choices: choices(visit, Some(claim)),
                rows: self.rows,
            },
            errors: self.errors,
            overtaken: self.overtaken,
            frame,
        };
        failure::answer(status, &page)
    }
}
