//! What reviewers and leads decide under review (domain.md §3, transitions 5, 6, 9, 10; §4).

use super::decide::Context;
use super::details::{DocumentCondition, LineState};
use super::event::Event;
use super::partner::{refuse_invalid, refuse_lines};
use super::refusal::{FieldCode, InvalidField, Refusal};
use super::state::{Claim, Notification};
use super::status::{Clock, InformationReason, LineReason, RejectionReason};
use crate::id::LineId;
use crate::party::Actor;
use crate::text::Note;

/// Transition 5: who starts becomes the reviewer.
pub(super) fn start_review(ctx: &Context) -> Result<Event, Refusal> {
    let Actor::Person(person) = ctx.actor else {
        return Err(Refusal::NotPermitted);
    };
    let review = ctx.review_timer(Clock::Review, ctx.reference.policy.review)?;
    Ok(Event::ReviewStarted {
        reviewer: person.id,
        review,
    })
}

/// Transition 6.
pub(super) fn request_information(
    claim: &Claim,
    reasons: Vec<InformationReason>,
    comment: Note,
    remove_lines: Vec<LineId>,
    ctx: &Context,
) -> Result<Event, Refusal> {
    refuse_empty("/reasons", &reasons)?;
    refuse_lines("/remove_lines", &remove_lines, |id| is_claimed(claim, *id))?;
    // All lines gone is a rejection under another name.
    if !remove_lines.is_empty() && claim.lines_in(LineState::Claimed).all(|id| remove_lines.contains(&id)) {
        return Err(Refusal::field("/remove_lines", FieldCode::NoLineLeft));
    }
    let asked_on = ctx.reference.review_calendar.date_of(ctx.now);
    let partner_answer = ctx.partner_answer(claim)?;
    Ok(Event::InformationRequested {
        reasons,
        comment,
        remove_lines,
        asked_on,
        partner_answer,
    })
}

/// Transition 9: every claimed line is decided once, one at least covered.
pub(super) fn approve(
    claim: &Claim,
    covered: Vec<LineId>,
    refused: Vec<(LineId, LineReason)>,
    comment: Option<Note>,
    ctx: &Context,
) -> Result<Event, Refusal> {
    refuse_empty("/covered_lines", &covered)?;
    refuse_lines("/covered_lines", &covered, |id| is_claimed(claim, *id))?;
    let refused_ids: Vec<LineId> = refused.iter().map(|(id, _)| *id).collect();
    refuse_lines("/refused_lines", &refused_ids, |id| is_claimed(claim, *id))?;
    let twice = refused_ids.iter().enumerate().filter(|(_, id)| covered.contains(id));
    refuse_invalid(
        twice
            .map(|(index, _)| InvalidField::new(format!("/refused_lines/{index}"), FieldCode::Duplicate))
            .collect(),
    )?;
    if !claim
        .lines_in(LineState::Claimed)
        .all(|id| covered.contains(&id) || refused_ids.contains(&id))
    {
        return Err(Refusal::field("/covered_lines", FieldCode::LinesUndecided));
    }
    Ok(Event::Approved {
        covered,
        refused,
        comment,
        starts_on: ctx.customer_calendar(claim).date_of(ctx.now),
        round: claim.consent_rounds + 1,
        consent: ctx.consent(claim)?,
    })
}

/// Transition 10.
pub(super) fn reject(
    claim: &Claim,
    reasons: Vec<RejectionReason>,
    comment: Note,
    ctx: &Context,
) -> Result<Event, Refusal> {
    refuse_empty("/reasons", &reasons)?;
    let unavailable = claim
        .documents
        .iter()
        .any(|document| document.condition != DocumentCondition::Available);
    let wrong = reasons.iter().enumerate().filter_map(|(index, reason)| {
        let code = if !reason.by_reviewer() {
            FieldCode::UnknownCode
        } else if *reason == RejectionReason::PoeUnavailable && !unavailable {
            FieldCode::PoeAvailable
        } else if reasons[..index].contains(reason) {
            FieldCode::Duplicate
        } else {
            return None;
        };
        Some(InvalidField::new(format!("/reasons/{index}"), code))
    });
    refuse_invalid(wrong.collect())?;
    Ok(Event::Rejected {
        reasons,
        comment,
        dispute_window: ctx.dispute_window(claim, ctx.now)?,
    })
}

/// The named contact works: the old link dies, the full window runs anew (domain.md §6 g).
pub(super) fn confirm_customer_contact(claim: &Claim, ctx: &Context) -> Result<Event, Refusal> {
    match claim.consent().map(|consent| &consent.notice) {
        Some(Notification::Undeliverable {
            proposed: Some(contact),
            ..
        }) => Ok(Event::CustomerContactConfirmed {
            contact: contact.clone(),
            round: claim.consent_rounds + 1,
            consent: ctx.consent(claim)?,
        }),
        Some(Notification::Undeliverable { proposed: None, .. } | Notification::Delivered) | None => {
            Err(Refusal::WrongStatus(claim.place()))
        }
    }
}

fn is_claimed(claim: &Claim, id: LineId) -> bool {
    claim.line(id).is_some_and(|line| line.state == LineState::Claimed)
}

fn refuse_empty<T>(pointer: &str, list: &[T]) -> Result<(), Refusal> {
    if list.is_empty() {
        Err(Refusal::field(pointer, FieldCode::Required))
    } else {
        Ok(())
    }
}
