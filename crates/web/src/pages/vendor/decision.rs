//! Before a decision is taken: what everybody will be told, in the letters' own words. Nothing is written here.

use app::{Expected, HandleError, messages};
use axum::http::StatusCode;
use axum::response::Response;
use domain::claim::{Claim, Clock, Command};
use store::Stored;
use ui::Section;
use ui::vendor::{Decision, DecisionDialog, DecisionPage, DecisionStep, Follows, ToldLetter, ToldPart, VendorAct};

use super::queue::Walk;
use super::work::Seen;
use super::{acts, work};
use crate::bodies::Act;
use crate::letters;
use crate::pages::{Form, Sent, Visit, failure, views};

/// What the comment reads as while a decision is still being written.
const UNWRITTEN: &str = "…";

/// How much of the step is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A page of its own.
    Page,
    /// The content of a dialog.
    Dialog,
    /// The partner's letter alone, of a decision that may not be complete.
    Letter,
}

/// `POST /claims/{number}/{noun}/preview`
pub(super) async fn preview(sent: Sent, number: String, decision: Decision) -> Response {
    let Sent { visit, form } = sent;
    let part = match form.get("part") {
        "dialog" => Part::Dialog,
        "letter" => Part::Letter,
        _ => Part::Page,
    };
    let (act, shown) = acts_of(decision);
    let stored = match visit.load(&number).await {
        Ok(stored) => stored,
        Err(answer) => return answer,
    };
    if let Some(refused) = acts::not_for(&visit, act.kind()) {
        return refused;
    }
    if part == Part::Letter {
        return letter(&visit, &form, &stored, act, shown);
    }
    if acts::seen(&form) != Expected::Version(stored.claim.version) {
        return acts::failed(&visit, &form, shown, HandleError::Stale(Box::new(stored))).await;
    }
    let command = match acts::read(&visit, &form, &stored, act, shown) {
        Ok(command) => command,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return acts::refused_form(&visit, &form, &stored, shown, errors, status).await;
        }
    };
    let foreseen = match messages::foresee(visit.web.env(), &visit.actor, &stored, command) {
        Ok(foreseen) => foreseen,
        Err(refusal) => {
            let claim = Some(Box::new(stored));
            return acts::failed(&visit, &form, shown, HandleError::Refused { refusal, claim }).await;
        }
    };
    let step = step(&visit, &form, &stored, decision, &foreseen);
    let frame = visit.frame(Section::Elsewhere);
    match part {
        Part::Dialog => failure::answer(StatusCode::OK, &DecisionDialog { frame, step }),
        Part::Page | Part::Letter => failure::answer(StatusCode::OK, &DecisionPage { frame, step }),
    }
}

/// `POST /claims/{number}/decision`: back from the step, with all that was chosen.
pub(super) async fn back(sent: Sent, number: String) -> Response {
    let Sent { visit, form } = sent;
    match visit.load(&number).await {
        Ok(stored) => {
            let typed = acts::typed(&form, VendorAct::RequestInformation, Vec::new());
            work::page(&visit, &stored, Some(typed), Seen::Now, StatusCode::OK).await
        }
        Err(answer) => answer,
    }
}

fn acts_of(decision: Decision) -> (Act, VendorAct) {
    match decision {
        Decision::RequestInformation => (Act::RequestInformation, VendorAct::RequestInformation),
        Decision::Approve => (Act::Approve, VendorAct::Approve),
        Decision::Reject => (Act::Reject, VendorAct::Reject),
    }
}

fn noun(decision: Decision) -> &'static str {
    match decision {
        Decision::RequestInformation => "information-requests",
        Decision::Approve => "approval",
        Decision::Reject => "rejection",
    }
}

/// The letter as far as it is known; nothing while the decision lacks more than its comment.
fn letter(visit: &Visit, form: &Form, stored: &Stored, act: Act, shown: VendorAct) -> Response {
    let form = form.or("comment", UNWRITTEN);
    let foreseen = acts::read(visit, &form, stored, act, shown)
        .ok()
        .and_then(|command: Command| messages::foresee(visit.web.env(), &visit.actor, stored, command).ok());
    let letters = foreseen.map(|foreseen| told(visit, &foreseen)).unwrap_or_default();
    failure::answer(StatusCode::OK, &ToldPart { letters })
}

fn told(visit: &Visit, foreseen: &[messages::Letter]) -> Vec<ToldLetter> {
    let directory = visit.directory();
    let told = |letter: &messages::Letter| {
        let written = letters::write(letter, &directory.reference, visit.web.origin()).ok()?;
        Some(ToldLetter {
            to: letters::audience(letter.message.kind, letter.cause.as_ref()),
            address: letter.message.to.to_string(),
            subject: written.letter.subject,
            text: written.letter.text,
        })
    };
    foreseen.iter().filter_map(told).collect()
}

fn step(
    visit: &Visit,
    form: &Form,
    stored: &Stored,
    decision: Decision,
    foreseen: &[messages::Letter],
) -> DecisionStep {
    let claim = &stored.claim;
    let directory = visit.directory();
    let partner = directory.reference.partners.get(&claim.partner);
    let customer = claim.details.customer.name.as_ref();
    let walk = Walk::of(visit).map(|walk| walk.query()).unwrap_or_default();
    let fields = form.pairs().filter(|(name, _)| !matches!(*name, "csrf" | "part"));
    DecisionStep {
        number: claim.number.to_string(),
        partner: partner.map(|partner| partner.name.to_string()).unwrap_or_default(),
        customer: customer.map(ToString::to_string).unwrap_or_default(),
        decision,
        action: format!("/claims/{}/{}{walk}", claim.number, noun(decision)),
        back: format!("/claims/{}/decision{walk}", claim.number),
        fields: fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        follows: foreseen
            .first()
            .and_then(|letter| follows(decision, &letter.claim))
            .unwrap_or(Follows::Final),
        letters: told(visit, foreseen),
    }
}

/// The clock that the decision would start.
fn follows(decision: Decision, after: &Claim) -> Option<Follows> {
    let due = |clock| after.timer(clock).map(|timer| views::deadline(after, timer));
    match decision {
        Decision::RequestInformation => due(Clock::PartnerAnswer).map(Follows::Answer),
        Decision::Approve => due(Clock::Consent).map(Follows::Consent),
        Decision::Reject => due(Clock::DisputeWindow).map(Follows::Dispute),
    }
}
