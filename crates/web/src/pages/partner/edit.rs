//! The form that changes a claim.

use app::{HandleError, execute};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{Claim, Clock, Command, CommandKind, Place, Refusal};
use serde_json::{Map, Value};
use store::Stored;
use ui::fields::Fields;
use ui::partner::{DraftChoices, DraftPage, EditMode};
use ui::parts::{Choice, FieldError, Stale};
use ui::{Flash, Section};

use super::claim::{duplicate, stale};
use super::draft::locations;
use super::{acts, refuse_others};
use crate::bodies::read_patch;
use crate::pages::views::{deadlines, state, values};
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, failure};
use crate::problem::Problem;

/// Rows offered for lines still to come.
const EMPTY_LINES: usize = 2;
/// The texts of a draft's form, by the names of the write body.
const DRAFT_TEXTS: [&str; 20] = [
    "name",
    "location_id",
    "customer.name",
    "customer.tenant_id",
    "customer.domain",
    "customer.country",
    "customer.language",
    "customer.time_zone",
    "programme",
    "activity",
    "solution_seller",
    "isv_solution",
    "customer_contact.name",
    "customer_contact.title",
    "customer_contact.email",
    "customer_contact.language",
    "partner_contact.name",
    "partner_contact.email",
    "reference",
    "renews",
];
/// Those that may be changed after submission (domain.md §5).
const SUBMITTED_TEXTS: [&str; 8] = [
    "location_id",
    "customer_contact.name",
    "customer_contact.title",
    "customer_contact.email",
    "customer_contact.language",
    "partner_contact.name",
    "partner_contact.email",
    "reference",
];

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
    let shown = Shown {
        typed: values(&stored.claim),
        empty_lines: EMPTY_LINES,
        ..Shown::default()
    };
    shown.answer(&visit, &stored.claim, StatusCode::OK).await
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
    let form = form.renumbered();
    if let Err(refusal) = stored.claim.permit(&visit.actor, CommandKind::Edit) {
        return refused(&visit, &form, &stored, &refusal).await;
    }
    if form.has("add_line") {
        let shown = Shown {
            typed: form.typed(),
            empty_lines: EMPTY_LINES + 1,
            ..Shown::default()
        };
        return shown
            .of_version(&form)
            .answer(&visit, &stored.claim, StatusCode::OK)
            .await;
    }
    let env = visit.web.env();
    let patch = Value::Object(patch(&form, mode(&stored.claim)));
    let statement = match read_patch(&patch, &stored.claim, || env.new_id()) {
        Ok(statement) => statement,
        Err(wrong) => return refused(&visit, &form, &stored, &Refusal::Invalid(wrong)).await,
    };
    let command = Command::Edit {
        details: Box::new(statement.details),
        lines: statement.lines,
    };
    match execute(env, &visit.actor, stored, acts::expected(&form), command, None).await {
        Ok(stored) => done(&format!("/claims/{}", stored.claim.number), Flash::Saved),
        Err(HandleError::Stale(stored)) => {
            let changed = match stale(&visit, &stored.claim).await {
                Ok(changed) => changed,
                Err(error) => return visit.fault(&error),
            };
            let shown = Shown {
                typed: form.typed(),
                stale: Some(changed),
                now: Some(values(&stored.claim)),
                ..Shown::default()
            };
            shown
                .answer(&visit, &stored.claim, StatusCode::PRECONDITION_FAILED)
                .await
        }
        Err(HandleError::Refused {
            refusal,
            claim: Some(stored),
        }) => refused(&visit, &form, &stored, &refusal).await,
        Err(error) => visit.refuse(error),
    }
}

/// The form as the write body: what is left empty is cleared.
fn patch(form: &Form, mode: EditMode) -> Map<String, Value> {
    let names = match mode {
        EditMode::Draft => DRAFT_TEXTS.as_slice(),
        EditMode::Submitted => SUBMITTED_TEXTS.as_slice(),
    };
    // Only what the form showed: a field it doesn't have stays as it is.
    let shown: Vec<&str> = names.iter().copied().filter(|name| form.has(name)).collect();
    let mut body = form.body(&shown);
    if mode == EditMode::Draft {
        body.insert(
            "recognition_only".to_owned(),
            Value::Bool(form.get("recognition_only") == "true"),
        );
    }
    body.insert("lines".to_owned(), form.lines());
    body
}

fn mode(claim: &Claim) -> EditMode {
    if claim.place() == Place::Draft {
        EditMode::Draft
    } else {
        EditMode::Submitted
    }
}

async fn refused(visit: &Visit, form: &Form, stored: &Stored, refusal: &Refusal) -> Response {
    let text = visit.text();
    let problem = Problem::refused(refusal);
    let mut typed = form.typed();
    failure::blame(&mut typed, &problem.errors, &text);
    let mut errors = typed.errors(&text);
    if errors.is_empty() {
        errors.push(FieldError {
            field: String::new(),
            message: failure::words(&text, refusal),
        });
    }
    let shown = Shown {
        typed,
        errors,
        ..Shown::default()
    };
    shown
        .of_version(form)
        .answer(visit, &stored.claim, problem.status)
        .await
}

/// What differs between one showing of the form and another.
#[derive(Default)]
struct Shown {
    typed: Fields,
    errors: Vec<FieldError>,
    empty_lines: usize,
    stale: Option<Stale>,
    /// The claim as it is now, beside what was typed.
    now: Option<Fields>,
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

    async fn answer(self, visit: &Visit, claim: &Claim, status: StatusCode) -> Response {
        let duplicate = match duplicate(visit, claim).await {
            Ok(duplicate) => duplicate,
            Err(error) => return visit.fault(&error),
        };
        let kept = deadlines(claim)
            .into_iter()
            .find(|deadline| deadline.clock == Clock::DraftLife);
        let page = DraftPage {
            frame: visit.frame(Section::Claims),
            number: claim.number.to_string(),
            version: self.version.unwrap_or(claim.version.0),
            state: state(claim),
            mode: mode(claim),
            kept,
            choices: choices(visit, claim),
            empty_lines: self.empty_lines.max(1),
            typed: self.typed,
            duplicate,
            errors: self.errors,
            stale: self.stale,
            now: self.now,
        };
        failure::answer(status, &page)
    }
}

/// What can be chosen; what the claim has already stays on offer.
fn choices(visit: &Visit, claim: &Claim) -> DraftChoices {
    let directory = visit.directory();
    let reference = &directory.reference;
    let today = reference.review_calendar.date_of(visit.web.env().now());
    let on_claim = |code| claim.lines.iter().any(|line| &line.item.product == code);
    let offered = reference.products.values();
    let offered = offered.filter(|product| product.claimable.holds_on(today) || on_claim(&product.code));
    let mut products: Vec<Choice> = offered
        .map(|product| Choice::new(product.code.as_str(), product.name.as_str()))
        .collect();
    products.sort_by(|one, other| one.label.cmp(&other.label));
    let programmes = reference.programmes.values();
    DraftChoices {
        locations: locations(reference, &visit.person),
        programmes: programmes
            .map(|each| Choice::new(each.code.as_str(), each.name.as_str()))
            .collect(),
        products,
    }
}
