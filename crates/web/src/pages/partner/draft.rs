//! Making a draft: from nothing, or from another claim.

use app::{HandleError, create as create_claim};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{Claim, Details, InvalidField, LineEdit, LineState};
use domain::id::LineId;
use domain::party::Person;
use domain::reference::Reference;
use serde_json::Value;
use ui::fields::Fields;
use ui::partner::{DraftForm, LocationView, NewClaimPage, Step};
use ui::{Flash, Section};

use super::refuse_others;
use super::statement::{Part, blame, patch};
use super::step_page::choices;
use crate::bodies::read_new;
use crate::pages::visit::done;
use crate::pages::{Form, Sent, Visit, failure};
use crate::problem::Problem;

/// `GET /claims/new`
pub(crate) async fn blank(visit: Visit) -> Response {
    if let Some(refused) = refuse_others(&visit) {
        return refused;
    }
    let named = visit.query.pairs();
    let mut typed = Fields::of(named.filter(|(name, _)| matches!(*name, "name" | "location_id")));
    // With one location there is nothing to choose.
    let locations = locations(&visit.directory().reference, &visit.person);
    if let ([only], None) = (locations.as_slice(), typed.text("location_id")) {
        typed.set("location_id", &only.id);
    }
    failure::answer(StatusCode::OK, &page(&visit, typed))
}

/// `POST /claims`
pub(crate) async fn create(Sent { visit, form }: Sent) -> Response {
    if let Some(refused) = refuse_others(&visit) {
        return refused;
    }
    let env = visit.web.env();
    let body = Value::Object(patch(&form, Part::Step(Step::Claim)));
    let statement = match read_new(&body, || env.new_id()) {
        Ok(statement) => statement,
        Err(wrong) => return again(&visit, &form, &wrong),
    };
    let details = with_contact(statement.details, &visit.person);
    match create_claim(env, &visit.actor, details, statement.lines, None).await {
        Ok(stored) => done(&address(&stored.claim, Step::Customer), Flash::Created),
        Err(HandleError::Refused { refusal, claim: None }) => {
            let problem = Problem::refused(&refusal);
            if problem.errors.is_empty() {
                return visit.refuse(HandleError::Refused { refusal, claim: None });
            }
            again(&visit, &form, &problem.errors)
        }
        Err(error) => visit.refuse(error),
    }
}

/// Whoever makes a claim is its partner's contact, until somebody else is named.
fn with_contact(mut details: Details, person: &Person) -> Details {
    let contact = &mut details.partner_contact;
    if contact.name.is_none() && contact.email.is_none() {
        contact.name = Some(person.name.clone());
        contact.email = Some(person.email.clone());
    }
    details
}

fn address(claim: &Claim, step: Step) -> String {
    format!("/claims/{}/edit/{}", claim.number, step.code())
}

fn again(visit: &Visit, form: &Form, wrong: &[InvalidField]) -> Response {
    let mut typed = form.typed();
    blame(&mut typed, wrong, &visit.text());
    failure::answer(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, typed))
}

fn page(visit: &Visit, typed: Fields) -> NewClaimPage {
    let frame = visit.frame(Section::NewClaim);
    NewClaimPage {
        keeper: visit.person.id.0.to_string(),
        errors: typed.errors(&frame.text),
        form: DraftForm {
            text: frame.text,
            typed,
            choices: choices(visit, None),
            rows: 0,
        },
        frame,
    }
}

/// The locations a person works for.
pub(super) fn locations(reference: &Reference, person: &Person) -> Vec<LocationView> {
    let of = reference.locations_for(person);
    of.map(|location| LocationView {
        id: location.id.to_string(),
        name: location.name.to_string(),
    })
    .collect()
}

/// `POST …/copy`: a new draft with the same statement and lines, without documents, and without the reference,
/// which is used once.
pub(crate) async fn copy(Path(number): Path<String>, Sent { visit, .. }: Sent) -> Response {
    if let Some(refused) = refuse_others(&visit) {
        return refused;
    }
    let stored = match visit.load(&number).await {
        Ok(stored) => stored,
        Err(refused) => return refused,
    };
    let env = visit.web.env();
    let (details, lines) = copied(&stored.claim, || LineId(env.new_id()));
    match create_claim(env, &visit.actor, details, lines, None).await {
        Ok(made) => {
            let page = address(&made.claim, Step::Claim);
            done(&format!("{page}?copy_of={}", stored.claim.number), Flash::Copied)
        }
        Err(error) => visit.refuse(error),
    }
}

fn copied(claim: &Claim, new_id: impl Fn() -> LineId) -> (Details, Vec<LineEdit>) {
    let details = Details {
        reference: None,
        renews: None,
        ..claim.details.clone()
    };
    // A line taken off may have been claimed anew: only one of the two can stand in a draft.
    let kept = claim.lines.iter().filter(|line| line.state != LineState::Removed);
    let mut lines: Vec<LineEdit> = Vec::new();
    for line in kept {
        if !lines.iter().any(|copied| copied.item().same_as(&line.item)) {
            lines.push(LineEdit::New(new_id(), line.item.clone()));
        }
    }
    (details, lines)
}
