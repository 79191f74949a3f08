//! What the partner's side asks: drafts, submission, answers, disputes, withdrawal (domain.md §2, §3, §5).

use super::decide::{Context, Renews};
use super::details::{Contact, Details, Document, Line, LineEdit, LineItem, LineState};
use super::event::{AfterAnswer, Event};
use super::place::Place;
use super::refusal::{FieldCode, InvalidField, Refusal};
use super::state::{Claim, Review, State};
use super::status::{Clock, WithdrawalReason};
use crate::id::LineId;
use crate::party::{Actor, Membership, Person};
use crate::reference::ClaimedBy;
use crate::text::Note;

pub(super) fn refuse_invalid(fields: Vec<InvalidField>) -> Result<(), Refusal> {
    if fields.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(fields))
    }
}

/// What is wrong with a statement by itself, whatever the claim's status.
pub(super) fn check_statement(details: &Details, lines: &[LineEdit], ctx: &Context) -> Vec<InvalidField> {
    let mut wrong = Vec::new();
    let mut refuse = |pointer: String, code| wrong.push(InvalidField { pointer, code });
    if let Actor::Person(Person {
        membership: Membership::Partner { partner, .. },
        ..
    }) = ctx.actor
        && ctx.own_location(*partner, &details.location).is_err()
    {
        refuse("/location_id".to_owned(), FieldCode::NotFound);
    }
    if details
        .programme
        .as_ref()
        .is_some_and(|programme| !ctx.reference.programmes.contains_key(programme))
    {
        refuse("/programme".to_owned(), FieldCode::UnknownCode);
    }
    if ctx.renews == Renews::Unknown {
        refuse("/renews".to_owned(), FieldCode::NotFound);
    }
    if lines.len() > Details::LINES_MAX {
        refuse("/lines".to_owned(), FieldCode::TooMany);
    }
    for (index, line) in lines.iter().enumerate() {
        if !ctx.reference.products.contains_key(&line.item().product) {
            refuse(format!("/lines/{index}/product"), FieldCode::UnknownCode);
        }
        if lines[..index].iter().any(|other| other.id() == line.id()) {
            refuse(format!("/lines/{index}/id"), FieldCode::Duplicate);
        }
    }
    wrong
}

/// The lines of a new draft: a kept line can't be, since there is nothing to keep.
pub(super) fn new_lines(edits: &[LineEdit]) -> Vec<Line> {
    edits
        .iter()
        .map(|edit| Line {
            id: edit.id(),
            item: edit.item().clone(),
            state: LineState::Claimed,
        })
        .collect()
}

/// Transition 4, and every change of a draft (domain.md §5).
pub(super) fn edit(claim: &Claim, details: Details, edits: Vec<LineEdit>, ctx: &Context) -> Result<Event, Refusal> {
    let draft = claim.place() == Place::Draft;
    let mut wrong = check_statement(&details, &edits, ctx);
    let unknown = edits.iter().enumerate().filter(|(_, edit)| match edit {
        LineEdit::Kept(id, _) => claim.line(*id).is_none(),
        LineEdit::New(id, _) => claim.line(*id).is_some(),
    });
    wrong.extend(unknown.map(|(index, _)| InvalidField::new(format!("/lines/{index}/id"), FieldCode::UnknownLine)));
    refuse_invalid(wrong)?;
    if !draft {
        refuse_fixed(claim, &details, &edits)?;
    }
    let lines = edited_lines(claim, &edits, draft);
    refuse_invalid(claimed_twice(&lines, &edits))?;
    let draft_life = if draft {
        let location = ctx.own_location(claim.partner, &details.location)?;
        Some(ctx.draft_life(location)?)
    } else {
        let mut lacking = lacking_contacts(&details);
        let added = lines
            .iter()
            .filter(|line| line.state == LineState::Claimed && claim.line(line.id).is_none());
        lacking.extend(added.flat_map(|line| {
            let index = edits.iter().position(|edit| edit.id() == line.id).unwrap_or_default();
            lacking_line(index, &line.item, ctx)
        }));
        if !lines.iter().any(|line| line.state == LineState::Claimed) {
            lacking.push(InvalidField::new("/lines", FieldCode::NoLineLeft));
        }
        refuse_invalid(lacking)?;
        refuse_unenrolled(claim, &details, ctx)?;
        refuse_blocked(&lines, ctx)?;
        None
    };
    Ok(Event::Edited {
        details: Box::new(details),
        lines,
        draft_life,
    })
}

/// After submission only location, lines, contacts, reference and labels change (domain.md §5); a kept line's
/// statement is one of the fixed things.
fn refuse_fixed(claim: &Claim, details: &Details, edits: &[LineEdit]) -> Result<(), Refusal> {
    let before = &claim.details;
    let mut fixed: Vec<InvalidField> = [
        ("/name", before.name == details.name),
        ("/programme", before.programme == details.programme),
        ("/activity", before.activity == details.activity),
        ("/recognition_only", before.payment == details.payment),
        ("/customer", before.customer == details.customer),
        ("/solution_seller", before.solution_seller == details.solution_seller),
        ("/isv_solution", before.isv_solution == details.isv_solution),
        ("/renews", before.renews == details.renews),
    ]
    .into_iter()
    .filter(|(_, same)| !same)
    .map(|(pointer, _)| InvalidField::new(pointer, FieldCode::Fixed))
    .collect();
    for (index, edit) in edits.iter().enumerate() {
        if claim.line(edit.id()).is_some_and(|line| line.item != *edit.item()) {
            fixed.push(InvalidField::new(format!("/lines/{index}"), FieldCode::Fixed));
        }
    }
    if fixed.is_empty() {
        Ok(())
    } else {
        Err(Refusal::FixedAfterSubmission(fixed))
    }
}

/// In a draft a line left out vanishes; after submission a claimed one stays as removed, a decided one as it is.
fn edited_lines(claim: &Claim, edits: &[LineEdit], draft: bool) -> Vec<Line> {
    let edited = |line: &Line| edits.iter().find(|edit| edit.id() == line.id);
    let kept = claim.lines.iter().filter_map(|line| match (edited(line), draft) {
        (Some(edit), true) => Some(Line {
            item: edit.item().clone(),
            ..line.clone()
        }),
        (None, true) => None,
        (None, false) if line.state == LineState::Claimed => Some(Line {
            state: LineState::Removed,
            ..line.clone()
        }),
        (Some(_) | None, false) => Some(line.clone()),
    });
    let added = edits.iter().filter_map(|edit| match edit {
        LineEdit::Kept(..) => None,
        LineEdit::New(id, item) => Some(Line {
            id: *id,
            item: item.clone(),
            state: LineState::Claimed,
        }),
    });
    kept.chain(added).collect()
}

/// No product is claimed twice for one subscription.
pub(super) fn claimed_twice(lines: &[Line], edits: &[LineEdit]) -> Vec<InvalidField> {
    let claimed: Vec<&Line> = lines.iter().filter(|line| line.state == LineState::Claimed).collect();
    let repeated = claimed
        .iter()
        .enumerate()
        .filter(|(index, line)| claimed[..*index].iter().any(|other| other.item.same_as(&line.item)));
    repeated
        .map(|(_, line)| {
            let index = edits.iter().position(|edit| edit.id() == line.id).unwrap_or_default();
            InvalidField::new(format!("/lines/{index}"), FieldCode::Duplicate)
        })
        .collect()
}

fn lacking_contacts(details: &Details) -> Vec<InvalidField> {
    let contact = |prefix: &str, contact: &Contact| {
        let fields = [("name", contact.name.is_none()), ("email", contact.email.is_none())];
        let lacking = fields.into_iter().filter(|(_, lacks)| *lacks);
        lacking
            .map(|(field, _)| InvalidField::new(format!("/{prefix}/{field}"), FieldCode::Required))
            .collect::<Vec<_>>()
    };
    let mut lacking = contact("customer_contact", &details.customer_contact);
    lacking.extend(contact("partner_contact", &details.partner_contact));
    lacking
}

fn lacking_line(index: usize, item: &LineItem, ctx: &Context) -> Vec<InvalidField> {
    let pointer = |field| format!("/lines/{index}/{field}");
    let Some(product) = ctx.reference.products.get(&item.product) else {
        return vec![InvalidField::new(pointer("product"), FieldCode::UnknownCode)];
    };
    let mut lacking = Vec::new();
    let today = ctx.reference.review_calendar.date_of(ctx.now);
    if !product.claimable.holds_on(today) {
        lacking.push(InvalidField::new(pointer("product"), FieldCode::NotClaimable));
    }
    if product.claimed_by == ClaimedBy::Subscription && item.subscription.is_none() {
        lacking.push(InvalidField::new(
            pointer("subscription_id"),
            FieldCode::SubscriptionRequired,
        ));
    }
    lacking
}

/// All that a claim lacks for submission (transition 2), so that the partner mends it in one go.
fn lacking_for_submission(claim: &Claim, ctx: &Context) -> Vec<InvalidField> {
    let details = &claim.details;
    let customer = &details.customer;
    let required = [
        ("/programme", details.programme.is_none()),
        ("/activity", details.activity.is_none()),
        ("/customer/tenant_id", customer.tenant_id.is_none()),
        ("/customer/domain", customer.domain.is_none()),
        ("/customer/name", customer.name.is_none()),
        ("/customer/country", customer.country.is_none()),
        ("/customer/language", customer.language.is_none()),
    ];
    let mut lacking: Vec<InvalidField> = required
        .into_iter()
        .filter(|(_, lacks)| *lacks)
        .map(|(pointer, _)| InvalidField::new(pointer, FieldCode::Required))
        .collect();
    let programme = details
        .programme
        .as_ref()
        .and_then(|code| ctx.reference.programmes.get(code));
    if let (Some(programme), Some(activity)) = (programme, details.activity)
        && !programme.activities.contains(&activity)
    {
        lacking.push(InvalidField::new("/activity", FieldCode::WrongActivity));
    }
    let today = ctx.reference.review_calendar.date_of(ctx.now);
    if programme.is_some_and(|programme| !programme.claimable.holds_on(today)) {
        lacking.push(InvalidField::new("/programme", FieldCode::NotClaimable));
    }
    lacking.extend(lacking_contacts(details));
    if !claim.lines.iter().any(|line| line.state == LineState::Claimed) {
        lacking.push(InvalidField::new("/lines", FieldCode::Required));
    }
    for (index, line) in claim.lines.iter().enumerate() {
        lacking.extend(lacking_line(index, &line.item, ctx));
    }
    if claim.documents.is_empty() {
        lacking.push(InvalidField::new("/documents", FieldCode::Required));
    }
    lacking
}

fn refuse_unenrolled(claim: &Claim, details: &Details, ctx: &Context) -> Result<(), Refusal> {
    let location = ctx.reference.location_of(claim.partner, &details.location);
    let enrolled = location
        .zip(details.programme.as_ref())
        .is_some_and(|(at, code)| at.enrolled.contains(code));
    if enrolled { Ok(()) } else { Err(Refusal::NotEnrolled) }
}

/// Own duplicates (domain.md §2).
pub(super) fn refuse_blocked(lines: &[Line], ctx: &Context) -> Result<(), Refusal> {
    let counts = |line: &&Line| matches!(line.state, LineState::Claimed | LineState::Covered);
    let mut blocked = lines.iter().filter(counts);
    let by = blocked.find_map(|line| ctx.blocked.iter().find(|blocked| blocked.item.same_as(&line.item)));
    by.map_or(Ok(()), |blocked| Err(Refusal::DuplicateClaim(blocked.by)))
}

/// Transition 2.
pub(super) fn submit(claim: &Claim, ctx: &Context) -> Result<Event, Refusal> {
    let lacking = lacking_for_submission(claim, ctx);
    if !lacking.is_empty() {
        return Err(Refusal::Incomplete(lacking));
    }
    refuse_unenrolled(claim, &claim.details, ctx)?;
    refuse_blocked(&claim.lines, ctx)?;
    Ok(Event::Submitted {
        queue: ctx.review_timer(Clock::Queue, ctx.reference.policy.queue)?,
        decision: ctx.review_timer(Clock::Decision, ctx.reference.policy.decision)?,
    })
}

/// A document joins the current round; a draft lives on from it.
pub(super) fn add_document(claim: &Claim, document: Document, ctx: &Context) -> Result<Event, Refusal> {
    let max = ctx.reference.policy.documents_per_round_max;
    let in_round = claim
        .documents
        .iter()
        .filter(|document| document.round == claim.document_round)
        .count();
    if in_round >= max {
        return Err(Refusal::TooManyDocuments { max });
    }
    let draft_life = if claim.place() == Place::Draft {
        Some(ctx.draft_life_of(claim)?)
    } else {
        None
    };
    let document = Document {
        round: claim.document_round,
        added_at: ctx.now,
        ..document
    };
    Ok(Event::DocumentAdded { document, draft_life })
}

/// Transition 7.
pub(super) fn resubmit(
    claim: &Claim,
    comment: Option<Note>,
    remove_lines: Vec<LineId>,
    ctx: &Context,
) -> Result<Event, Refusal> {
    let State::AwaitingAnswer(request) = &claim.state else {
        return Err(Refusal::WrongStatus(claim.place()));
    };
    let removable = |id: &LineId| {
        request.remove_lines.contains(id) && claim.line(*id).is_some_and(|line| line.state == LineState::Claimed)
    };
    refuse_lines("/remove_lines", &remove_lines, removable)?;
    if claim.lines_in(LineState::Claimed).all(|id| remove_lines.contains(&id)) {
        return Err(Refusal::field("/remove_lines", FieldCode::NoLineLeft));
    }
    let new_document = claim.documents.len() > request.documents_seen;
    if comment.is_none() && remove_lines.is_empty() && !new_document {
        return Err(Refusal::field("/comment", FieldCode::AnswerRequired));
    }
    let policy = &ctx.reference.policy;
    let next = match request.asked_in {
        Review::Dispute => AfterAnswer::Dispute {
            dispute_answer: ctx.review_timer(Clock::DisputeAnswer, policy.dispute_answer)?,
        },
        Review::First | Review::Resubmission | Review::Reopened => AfterAnswer::Queue {
            queue: ctx.review_timer(Clock::Queue, policy.queue)?,
            decision: ctx.resumed_decision(claim, request.asked_on)?,
        },
    };
    Ok(Event::Resubmitted {
        comment,
        removed_lines: remove_lines,
        next,
    })
}

/// Each named line must fit, and be named once.
pub(super) fn refuse_lines(pointer: &str, ids: &[LineId], fits: impl Fn(&LineId) -> bool) -> Result<(), Refusal> {
    let wrong = ids.iter().enumerate().filter_map(|(index, id)| {
        let code = match () {
            () if !fits(id) => FieldCode::UnknownLine,
            () if ids[..index].contains(id) => FieldCode::Duplicate,
            () => return None,
        };
        Some(InvalidField::new(format!("{pointer}/{index}"), code))
    });
    refuse_invalid(wrong.collect())
}

/// Transition 14.
pub(super) fn withdraw(
    claim: &Claim,
    reason: WithdrawalReason,
    comment: Option<Note>,
    ctx: &Context,
) -> Result<Event, Refusal> {
    if reason == WithdrawalReason::Other && comment.is_none() {
        return Err(Refusal::field("/comment", FieldCode::Required));
    }
    let ended_on = (claim.place() == Place::InForce).then(|| ctx.customer_calendar(claim).date_of(ctx.now));
    Ok(Event::Withdrawn {
        reason,
        comment,
        ended_on,
    })
}

/// Transition 15: with a justification or new proof; after the customer's No with new proof.
pub(super) fn dispute(claim: &Claim, justification: Option<Note>, ctx: &Context) -> Result<Event, Refusal> {
    let State::Disputable { documents_seen, .. } = &claim.state else {
        return Err(Refusal::WindowClosed(claim.place()));
    };
    let new_document = claim.documents.len() > *documents_seen;
    // The claim's state is judged before what the request says about it (api.md, "Which error wins?").
    if claim.dispute_needs_document() && !new_document {
        return Err(Refusal::NewPoeRequired);
    }
    refuse_blocked(&disputed_lines(claim), ctx)?;
    if justification.is_none() && !new_document {
        return Err(Refusal::field("/justification", FieldCode::GroundsRequired));
    }
    let dispute_answer = ctx.review_timer(Clock::DisputeAnswer, ctx.reference.policy.dispute_answer)?;
    Ok(Event::Disputed {
        justification,
        dispute_answer,
    })
}

/// The lines as the dispute will have them: after a customer's No what it declined is claimed again.
fn disputed_lines(claim: &Claim) -> Vec<Line> {
    let revived = |line: &Line| match line.state {
        LineState::Declined if claim.dispute_needs_document() => Line {
            state: LineState::Claimed,
            ..line.clone()
        },
        LineState::Claimed
        | LineState::Covered
        | LineState::Refused(_)
        | LineState::Declined
        | LineState::Ended
        | LineState::Removed => line.clone(),
    };
    claim.lines.iter().map(revived).collect()
}

/// A working contact for a notice that reached nobody (domain.md §6 g).
pub(super) fn name_customer_contact(contact: Contact) -> Result<Event, Refusal> {
    let required = [("name", contact.name.is_none()), ("email", contact.email.is_none())];
    let lacking = required.into_iter().filter(|(_, lacks)| *lacks);
    let lacking =
        lacking.map(|(field, _)| InvalidField::new(format!("/customer_contact/{field}"), FieldCode::Required));
    refuse_invalid(lacking.collect())?;
    Ok(Event::CustomerContactNamed { contact })
}
