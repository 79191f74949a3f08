//! What only leads decide: assignment, extension, reopening (domain.md §1, §3, §6 f).

use super::decide::Context;
use super::details::{Line, LineState};
use super::event::Event;
use super::partner::refuse_blocked;
use super::refusal::{FieldCode, Refusal};
use super::state::{Claim, State};
use super::status::Clock;
use crate::id::UserId;
use crate::party::{Actor, Role};
use crate::text::Note;

/// Gives the claim to a reviewer or lead; in a dispute to nobody who decided on it before.
pub(super) fn assign(claim: &Claim, reviewer: UserId, ctx: &Context) -> Result<Event, Refusal> {
    let person = ctx.reference.people.get(&reviewer);
    let role = person.filter(|person| person.is_active()).map(|person| person.role);
    if !matches!(role, Some(Role::Reviewer | Role::ReviewLead)) {
        return Err(Refusal::field("/reviewer", FieldCode::NotAReviewer));
    }
    if claim.in_dispute() && claim.deciders.contains(&reviewer) {
        return Err(Refusal::field("/reviewer", FieldCode::FourEyes));
    }
    Ok(Event::Assigned { reviewer })
}

/// More time for the partner, once per request.
pub(super) fn extend(claim: &Claim, business_days: u16, reason: Note, ctx: &Context) -> Result<Event, Refusal> {
    if !(1..=ctx.reference.policy.extension_days_max).contains(&business_days) {
        return Err(Refusal::field("/business_days", FieldCode::OutOfRange));
    }
    let (State::AwaitingAnswer(request), Some(timer)) = (&claim.state, claim.timer(Clock::PartnerAnswer)) else {
        return Err(Refusal::WrongStatus(claim.place()));
    };
    let partner_answer = ctx.extended_answer(claim, &request.asked_of, timer, business_days)?;
    Ok(Event::AnswerExtended {
        business_days,
        reason,
        partner_answer,
    })
}

/// Transition 20: a mistaken decision is corrected; the reviewer stays, else the lead takes it.
pub(super) fn reopen(claim: &Claim, reason: Note, ctx: &Context) -> Result<Event, Refusal> {
    let Actor::Person(person) = ctx.actor else {
        return Err(Refusal::NotPermitted);
    };
    let lines: Vec<Line> = claim
        .lines
        .iter()
        .filter(|line| !matches!(line.state, LineState::Declined | LineState::Ended | LineState::Removed))
        .map(|line| Line {
            state: LineState::Claimed,
            ..line.clone()
        })
        .collect();
    refuse_blocked(&lines, ctx)?;
    Ok(Event::Reopened {
        reason,
        reviewer: claim.reviewer.unwrap_or(person.id),
        review: ctx.review_timer(Clock::Review, ctx.reference.policy.review)?,
    })
}
