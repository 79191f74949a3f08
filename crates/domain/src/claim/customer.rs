//! What the customer chooses (domain.md §3, transitions 11, 13, 17; §10).

use super::command::Proof;
use super::decide::Context;
use super::details::LineState;
use super::event::{ConfirmationEffect, Event};
use super::partner::refuse_lines;
use super::refusal::{FieldCode, Refusal};
use super::state::Claim;
use super::status::EndCause;
use crate::id::LineId;
use crate::policy::EarlyConfirmation;
use crate::text::Note;

/// Transition 11; after a No it needs a mailed code.
pub(super) fn confirm(claim: &Claim, comment: Option<Note>, proof: Proof, ctx: &Context) -> Result<Event, Refusal> {
    if claim.confirmation_needs_code() && proof == Proof::LinkOnly {
        return Err(Refusal::CodeRequired);
    }
    let effect = match ctx.reference.policy.early_confirmation {
        EarlyConfirmation::EndsWindow => ConfirmationEffect::InForce,
        EarlyConfirmation::WindowRunsOn => ConfirmationEffect::Recorded,
    };
    Ok(Event::ConsentConfirmed { comment, effect })
}

/// Transition 13: single lines, or the claim; the last covered line is the claim.
pub(super) fn decline(
    claim: &Claim,
    lines: Option<Vec<LineId>>,
    comment: Option<Note>,
    ctx: &Context,
) -> Result<Event, Refusal> {
    match chosen(claim, lines)? {
        Chosen::Some(lines) => Ok(Event::LinesDeclined { lines, comment }),
        Chosen::All(_) => Ok(Event::CustomerDeclined {
            comment,
            dispute_window: ctx.dispute_window(claim, ctx.now)?,
        }),
    }
}

/// Transition 17, by the customer; always needs a mailed code.
pub(super) fn end(
    claim: &Claim,
    lines: Option<Vec<LineId>>,
    comment: Option<Note>,
    proof: Proof,
    ctx: &Context,
) -> Result<Event, Refusal> {
    if proof == Proof::LinkOnly {
        return Err(Refusal::CodeRequired);
    }
    let (Chosen::Some(lines) | Chosen::All(lines)) = chosen(claim, lines)?;
    let ended_on = ctx.customer_calendar(claim).date_of(ctx.now);
    Ok(Event::AssociationEnded {
        lines,
        comment,
        cause: EndCause::CustomerEnded,
        ended_on,
    })
}

/// The lines a choice names: all of the claim's covered ones, or only some.
enum Chosen {
    All(Vec<LineId>),
    Some(Vec<LineId>),
}

fn chosen(claim: &Claim, named: Option<Vec<LineId>>) -> Result<Chosen, Refusal> {
    let covered: Vec<LineId> = claim.lines_in(LineState::Covered).collect();
    let Some(named) = named else {
        return Ok(Chosen::All(covered));
    };
    if named.is_empty() {
        return Err(Refusal::field("/lines", FieldCode::Required));
    }
    refuse_lines("/lines", &named, |id| covered.contains(id))?;
    if covered.iter().all(|id| named.contains(id)) {
        Ok(Chosen::All(covered))
    } else {
        Ok(Chosen::Some(named))
    }
}
