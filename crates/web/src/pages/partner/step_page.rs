//! The page of a step: its form, what the other steps hold, and what is missing.

use domain::claim::{Claim, CommandKind, Context, FieldCode, InvalidField, Refusal, Renews, decide};
use domain::claim::{Clock, Command};
use domain::id::ClaimNumber;
use domain::party::{Actor, Person, Role};
use domain::reference::{ClaimedBy, Product};
use store::{StoreError, Stored};
use ui::fields::Fields;
use ui::guidelines::GuidelinesView;
use ui::partner::{DraftChoices, DraftForm, HandIn, Missing, Overtaken, ProductGroup, Step, StepPage, StepView};
use ui::parts::{Choice, FieldError};
use ui::{Flash, Frame, Section, Text, Undo};

use super::claim::duplicate;
use super::draft::locations;
use super::statement::Part;
use crate::pages::views::{deadlines, documents, product_name, programme_name, state};
use crate::pages::{Form, Visit, failure};

/// What differs between one showing of a step and another.
#[derive(Default)]
pub(super) struct Shown {
    /// What was typed; without it the claim's own values.
    pub typed: Option<Fields>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// How many rows of lines at least.
    pub rows: usize,
    /// What somebody changed meanwhile.
    pub overtaken: Option<Overtaken>,
    /// The version and the digest that the form was made of; without them the claim's own.
    pub made_of: Option<(i64, String)>,
}

impl Shown {
    /// A form shown again is still of what it was made of, unless it has just said that it is stale.
    pub(super) fn made_of(form: &Form) -> Shown {
        let version = form.get("version").parse().ok();
        Shown {
            made_of: version.map(|version| (version, form.get("seen").to_owned())),
            ..Shown::default()
        }
    }
}

/// The page.
pub(super) async fn page(visit: &Visit, stored: &Stored, step: Step, shown: Shown) -> Result<StepPage, StoreError> {
    let claim = &stored.claim;
    let frame = Frame {
        undo: undo(visit, claim),
        ..visit.frame(Section::Claims)
    };
    let directory = visit.directory();
    let kept = deadlines(claim)
        .into_iter()
        .find(|deadline| deadline.clock == Clock::DraftLife);
    let part = Part::Step(step);
    let (version, seen) = shown.made_of.unwrap_or_else(|| (claim.version.0, part.digest(claim)));
    let in_round = claim.documents.iter().filter(|each| each.round == claim.document_round);
    let places_left = directory
        .reference
        .policy
        .documents_per_round_max
        .saturating_sub(in_round.count());
    Ok(StepPage {
        number: claim.number.to_string(),
        name: claim.details.name.as_ref().map(ToString::to_string),
        version,
        seen,
        keeper: visit.person.id.0.to_string(),
        saved: frame
            .text
            .autosave_saved_on(frame.reader.moment(&claim.updated_at.timestamp())),
        state: state(claim),
        kept,
        step,
        steps: Step::ALL.iter().map(|step| view(visit, claim, *step)).collect(),
        missing: missing(visit, claim),
        duplicate: duplicate(visit, claim).await?,
        form: DraftForm {
            text: frame.text,
            typed: shown.typed.unwrap_or_else(|| part.values(claim)),
            choices: choices(visit, Some(claim)),
            rows: shown.rows,
        },
        guidelines: GuidelinesView::of(&directory.reference, claim.details.programme.as_ref()),
        errors: shown.errors,
        overtaken: shown.overtaken,
        documents: documents(claim),
        places_left: u32::try_from(places_left).unwrap_or(u32::MAX),
        hand_in: match claim.permit(&visit.actor, CommandKind::Submit) {
            Ok(()) => HandIn::Allowed,
            Err(_) => HandIn::ByAnAdmin,
        },
        frame,
    })
}

/// A copy that was just made can be taken back.
fn undo(visit: &Visit, claim: &Claim) -> Option<Undo> {
    let of: ClaimNumber = visit.query.get("copy_of").parse().ok()?;
    (Flash::from_code(visit.query.get("done")) == Some(Flash::Copied)).then(|| Undo {
        to: format!("/claims/{}/discard", claim.number),
        fields: vec![("version", claim.version.0.to_string()), ("copy_of", of.to_string())],
    })
}

/// What a step holds already, in a few words.
fn view(visit: &Visit, claim: &Claim, step: Step) -> StepView {
    let directory = visit.directory();
    let reference = &directory.reference;
    let text = visit.text();
    let details = &claim.details;
    let said = match step {
        Step::Claim => details.programme.as_ref().map(|code| {
            let programme = programme_name(reference, code);
            match details.activity {
                Some(_) => text.programme_activity(&programme, &details.activity),
                None => programme,
            }
        }),
        Step::Customer => details.customer.name.as_ref().map(ToString::to_string),
        Step::Lines => {
            let names: Vec<String> = claim
                .lines
                .iter()
                .map(|line| product_name(reference, &line.item.product))
                .collect();
            Some(names.join(", "))
        }
        Step::Contacts => details.customer_contact.name.as_ref().map(ToString::to_string),
        Step::Proof => match claim.documents.len() {
            0 => None,
            count => Some(text.wizard_files(count)),
        },
    };
    StepView {
        step,
        said: said.filter(|said| !said.is_empty()),
    }
}

/// What a draft lacks for submission, by an admin of the partner: the rules are asked, nothing is done.
pub(super) fn missing(visit: &Visit, claim: &Claim) -> Vec<Missing> {
    let admin = Actor::Person(Person {
        role: Role::GlobalAdmin,
        ..visit.person.clone()
    });
    let directory = visit.directory();
    let context = Context {
        now: visit.web.env().now(),
        actor: &admin,
        reference: &directory.reference,
        blocked: &[],
        renews: Renews::Known,
    };
    let text = visit.text();
    match decide(claim, Command::Submit, &context) {
        Err(Refusal::Incomplete(fields)) => fields.iter().map(|field| said(field, &text)).collect(),
        Err(Refusal::NotEnrolled) => vec![Missing {
            field: "location_id".to_owned(),
            message: text.missing_enrolment(),
        }],
        Ok(_) | Err(_) => Vec::new(),
    }
}

fn said(wrong: &InvalidField, text: &Text) -> Missing {
    let name = wrong.pointer.trim_start_matches('/').replace('/', ".");
    let (field, message) = match name.as_str() {
        "documents" => (name, text.missing_documents()),
        "lines" => ("lines.0.product".to_owned(), text.missing_lines()),
        _ => {
            let mut blamed = Fields::default();
            failure::blame(&mut blamed, std::slice::from_ref(wrong), text);
            let full = blamed.errors(text).pop().map(|error| error.message);
            let label = text.field_label(&name);
            let message = match wrong.code {
                FieldCode::Required | FieldCode::SubscriptionRequired => label.or(full),
                _ => full,
            };
            (name, message.unwrap_or_default())
        }
    };
    Missing { field, message }
}

/// What can be chosen; what the claim has already stays on offer.
pub(super) fn choices(visit: &Visit, claim: Option<&Claim>) -> DraftChoices {
    let directory = visit.directory();
    let reference = &directory.reference;
    let text = visit.text();
    let today = reference.review_calendar.date_of(visit.web.env().now());
    let on_claim =
        |product: &Product| claim.is_some_and(|claim| claim.lines.iter().any(|line| line.item.product == product.code));
    let offered: Vec<&Product> = reference
        .products
        .values()
        .filter(|product| product.claimable.holds_on(today) || on_claim(product))
        .collect();
    let mut products: Vec<ProductGroup> = Vec::new();
    for product in &offered {
        let area = text.area(&product.solution_area);
        let label = match product.claimed_by {
            ClaimedBy::Subscription => text.wizard_by_subscription(area),
            ClaimedBy::Workload => text.wizard_by_workload(area),
        };
        let choice = Choice::new(product.code.as_str(), product.name.as_str());
        match products.iter_mut().find(|group| group.label == label) {
            Some(group) => group.products.push(choice),
            None => products.push(ProductGroup {
                label,
                products: vec![choice],
            }),
        }
    }
    products.sort_by(|one, other| one.label.cmp(&other.label));
    for group in &mut products {
        group.products.sort_by(|one, other| one.label.cmp(&other.label));
    }
    let chosen = claim.and_then(|claim| claim.details.programme.as_ref());
    let programmes = reference
        .programmes
        .values()
        .filter(|programme| programme.claimable.holds_on(today) || chosen == Some(&programme.code));
    DraftChoices {
        locations: locations(reference, &visit.person),
        programmes: programmes
            .map(|each| Choice::new(each.code.as_str(), each.name.as_str()))
            .collect(),
        products,
        by_subscription: offered
            .iter()
            .filter(|product| product.claimed_by == ClaimedBy::Subscription)
            .map(|product| product.code.to_string())
            .collect(),
    }
}
