//! Events to rows.

use domain::claim::{AfterAnswer, Created, Event, Line, Timer};

use super::{AfterAnswerRow, EventRow, WORDS};
use crate::error::StoreError;
use crate::rows::details::{ContactRow, DetailsRow, DocumentRow, LineRow};
use crate::rows::personal::{Seal, seal};
use crate::rows::timer::TimerRow;
use crate::rows::wire::{Moment, Wire};

fn wires<T: Copy>(values: &[T]) -> Vec<Wire<T>> {
    values.iter().copied().map(Wire).collect()
}

fn line_rows(lines: &[Line]) -> Vec<LineRow> {
    lines.iter().map(LineRow::from).collect()
}

fn timer_row(timer: &Option<Timer>) -> Option<TimerRow> {
    timer.as_ref().map(TimerRow::from)
}

pub(super) fn row_of(event: &Event, vault: &mut dyn Seal) -> Result<EventRow, StoreError> {
    Ok(match event {
        Event::Created(created) => {
            let Created {
                id,
                number,
                partner,
                created_by,
                details,
                lines,
                draft_life,
            } = created.as_ref();
            EventRow::Created {
                id: Wire(*id),
                number: Wire(*number),
                partner: Wire(*partner),
                created_by: Wire(*created_by),
                details: Box::new(DetailsRow::of(details, vault)?),
                lines: line_rows(lines),
                draft_life: draft_life.into(),
            }
        }
        Event::Edited {
            details,
            lines,
            draft_life,
        } => EventRow::Edited {
            details: Box::new(DetailsRow::of(details, vault)?),
            lines: line_rows(lines),
            draft_life: timer_row(draft_life),
        },
        Event::DocumentAdded { document, draft_life } => EventRow::DocumentAdded {
            document: DocumentRow::of(document, vault)?,
            draft_life: timer_row(draft_life),
        },
        Event::Submitted { queue, decision } => EventRow::Submitted {
            queue: queue.into(),
            decision: decision.into(),
        },
        Event::Discarded => EventRow::Discarded,
        Event::ReviewStarted { reviewer, review } => EventRow::ReviewStarted {
            reviewer: Wire(*reviewer),
            review: review.into(),
        },
        Event::Assigned { reviewer } => EventRow::Assigned {
            reviewer: Wire(*reviewer),
        },
        Event::InformationRequested {
            reasons,
            comment,
            remove_lines,
            asked_on,
            partner_answer,
        } => EventRow::InformationRequested {
            reasons: wires(reasons),
            comment: vault.seal(WORDS, "comment", comment.as_str())?,
            remove_lines: wires(remove_lines),
            asked_on: Wire(*asked_on),
            partner_answer: partner_answer.into(),
        },
        Event::ExtensionRequested { comment } => EventRow::ExtensionRequested {
            comment: vault.seal(WORDS, "comment", comment.as_str())?,
        },
        Event::AnswerExtended {
            business_days,
            reason,
            partner_answer,
        } => EventRow::AnswerExtended {
            business_days: *business_days,
            reason: vault.seal(WORDS, "reason", reason.as_str())?,
            partner_answer: partner_answer.into(),
        },
        Event::Resubmitted {
            comment,
            removed_lines,
            next,
        } => EventRow::Resubmitted {
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
            removed_lines: wires(removed_lines),
            next: match next {
                AfterAnswer::Queue { queue, decision } => AfterAnswerRow::Queue {
                    queue: queue.into(),
                    decision: timer_row(decision),
                },
                AfterAnswer::Dispute { dispute_answer } => AfterAnswerRow::Dispute {
                    dispute_answer: dispute_answer.into(),
                },
            },
        },
        Event::Approved {
            covered,
            refused,
            comment,
            starts_on,
            round,
            consent,
        } => EventRow::Approved {
            covered: wires(covered),
            refused: refused
                .iter()
                .map(|(line, reason)| (Wire(*line), Wire(*reason)))
                .collect(),
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
            starts_on: Wire(*starts_on),
            round: *round,
            consent: consent.into(),
        },
        Event::Rejected {
            reasons,
            comment,
            dispute_window,
        } => EventRow::Rejected {
            reasons: wires(reasons),
            comment: vault.seal(WORDS, "comment", comment.as_str())?,
            dispute_window: timer_row(dispute_window),
        },
        Event::AnswerLapsed { dispute_window } => EventRow::AnswerLapsed {
            dispute_window: timer_row(dispute_window),
        },
        Event::ConsentConfirmed { comment, effect } => EventRow::ConsentConfirmed {
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
            effect: Wire(*effect),
        },
        Event::ConsentLapsed { effect } => EventRow::ConsentLapsed { effect: Wire(*effect) },
        Event::LinesDeclined { lines, comment } => EventRow::LinesDeclined {
            lines: wires(lines),
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
        },
        Event::CustomerDeclined {
            comment,
            dispute_window,
        } => EventRow::CustomerDeclined {
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
            dispute_window: timer_row(dispute_window),
        },
        Event::Withdrawn {
            reason,
            comment,
            ended_on,
        } => EventRow::Withdrawn {
            reason: Wire(*reason),
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
            ended_on: ended_on.map(Wire),
        },
        Event::Disputed {
            justification,
            dispute_answer,
        } => EventRow::Disputed {
            justification: seal(vault, WORDS, "justification", justification.as_ref())?,
            dispute_answer: dispute_answer.into(),
        },
        Event::DisputeWindowLapsed => EventRow::DisputeWindowLapsed,
        Event::AssociationEnded {
            lines,
            comment,
            cause,
            ended_on,
        } => EventRow::AssociationEnded {
            lines: wires(lines),
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
            cause: Wire(*cause),
            ended_on: Wire(*ended_on),
        },
        Event::Reopened {
            reason,
            reviewer,
            review,
        } => EventRow::Reopened {
            reason: vault.seal(WORDS, "reason", reason.as_str())?,
            reviewer: Wire(*reviewer),
            review: review.into(),
        },
        Event::NoticeFailed { cause, comment } => EventRow::NoticeFailed {
            cause: Wire(*cause),
            comment: seal(vault, WORDS, "comment", comment.as_ref())?,
        },
        Event::CustomerContactNamed { contact } => EventRow::CustomerContactNamed {
            contact: ContactRow::of(contact, "contact", vault)?,
        },
        Event::CustomerContactConfirmed {
            contact,
            round,
            consent,
        } => EventRow::CustomerContactConfirmed {
            contact: ContactRow::of(contact, "contact", vault)?,
            round: *round,
            consent: consent.into(),
        },
        Event::ClockPassed { clock } => EventRow::ClockPassed { clock: Wire(*clock) },
        Event::ReminderSent { clock, at } => EventRow::ReminderSent {
            clock: Wire(*clock),
            at: Moment(*at),
        },
        Event::CommentAdded { id, text, visibility } => EventRow::CommentAdded {
            id: Wire(*id),
            text: vault.seal(WORDS, "text", text.as_str())?,
            visibility: Wire(*visibility),
        },
    })
}
