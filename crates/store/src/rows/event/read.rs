//! Rows to events.

use domain::claim::{AfterAnswer, Created, Event, Line, Timer};

use super::{AfterAnswerRow, EventRow, WORDS};
use crate::error::StoreError;
use crate::rows::details::LineRow;
use crate::rows::personal::{Open, open, open_text};
use crate::rows::wire::Wire;

fn values<T>(wires: Vec<Wire<T>>) -> Vec<T> {
    wires.into_iter().map(|Wire(value)| value).collect()
}

fn lines_of(rows: Vec<LineRow>) -> Vec<Line> {
    rows.into_iter().map(Line::from).collect()
}

pub(super) fn event_of(row: EventRow, vault: &dyn Open) -> Result<Event, StoreError> {
    Ok(match row {
        EventRow::Created {
            id,
            number,
            partner,
            created_by,
            details,
            lines,
            draft_life,
        } => Event::Created(Box::new(Created {
            id: id.0,
            number: number.0,
            partner: partner.0,
            created_by: created_by.0,
            details: details.into_domain(vault)?,
            lines: lines_of(lines),
            draft_life: draft_life.into(),
        })),
        EventRow::Edited {
            details,
            lines,
            draft_life,
        } => Event::Edited {
            details: Box::new(details.into_domain(vault)?),
            lines: lines_of(lines),
            draft_life: draft_life.map(Timer::from),
        },
        EventRow::DocumentAdded { document, draft_life } => Event::DocumentAdded {
            document: document.into_domain(vault)?,
            draft_life: draft_life.map(Timer::from),
        },
        EventRow::Submitted { queue, decision } => Event::Submitted {
            queue: queue.into(),
            decision: decision.into(),
        },
        EventRow::Discarded => Event::Discarded,
        EventRow::ReviewStarted { reviewer, review } => Event::ReviewStarted {
            reviewer: reviewer.0,
            review: review.into(),
        },
        EventRow::Assigned { reviewer } => Event::Assigned { reviewer: reviewer.0 },
        EventRow::InformationRequested {
            reasons,
            comment,
            remove_lines,
            asked_on,
            partner_answer,
        } => Event::InformationRequested {
            reasons: values(reasons),
            comment: open_text(vault, WORDS, "comment", comment)?,
            remove_lines: values(remove_lines),
            asked_on: asked_on.0,
            partner_answer: partner_answer.into(),
        },
        EventRow::ExtensionRequested { comment } => Event::ExtensionRequested {
            comment: open_text(vault, WORDS, "comment", comment)?,
        },
        EventRow::AnswerExtended {
            business_days,
            reason,
            partner_answer,
        } => Event::AnswerExtended {
            business_days,
            reason: open_text(vault, WORDS, "reason", reason)?,
            partner_answer: partner_answer.into(),
        },
        EventRow::Resubmitted {
            comment,
            removed_lines,
            next,
        } => Event::Resubmitted {
            comment: open(vault, WORDS, "comment", comment)?,
            removed_lines: values(removed_lines),
            next: match next {
                AfterAnswerRow::Queue { queue, decision } => AfterAnswer::Queue {
                    queue: queue.into(),
                    decision: decision.map(Timer::from),
                },
                AfterAnswerRow::Dispute { dispute_answer } => AfterAnswer::Dispute {
                    dispute_answer: dispute_answer.into(),
                },
            },
        },
        EventRow::Approved {
            covered,
            refused,
            comment,
            starts_on,
            round,
            consent,
        } => Event::Approved {
            covered: values(covered),
            refused: refused.into_iter().map(|(line, reason)| (line.0, reason.0)).collect(),
            comment: open(vault, WORDS, "comment", comment)?,
            starts_on: starts_on.0,
            round,
            consent: consent.into(),
        },
        EventRow::Rejected {
            reasons,
            comment,
            dispute_window,
        } => Event::Rejected {
            reasons: values(reasons),
            comment: open_text(vault, WORDS, "comment", comment)?,
            dispute_window: dispute_window.map(Timer::from),
        },
        EventRow::AnswerLapsed { dispute_window } => Event::AnswerLapsed {
            dispute_window: dispute_window.map(Timer::from),
        },
        EventRow::ConsentConfirmed { comment, effect } => Event::ConsentConfirmed {
            comment: open(vault, WORDS, "comment", comment)?,
            effect: effect.0,
        },
        EventRow::ConsentLapsed { effect } => Event::ConsentLapsed { effect: effect.0 },
        EventRow::LinesDeclined { lines, comment } => Event::LinesDeclined {
            lines: values(lines),
            comment: open(vault, WORDS, "comment", comment)?,
        },
        EventRow::CustomerDeclined {
            comment,
            dispute_window,
        } => Event::CustomerDeclined {
            comment: open(vault, WORDS, "comment", comment)?,
            dispute_window: dispute_window.map(Timer::from),
        },
        EventRow::Withdrawn {
            reason,
            comment,
            ended_on,
        } => Event::Withdrawn {
            reason: reason.0,
            comment: open(vault, WORDS, "comment", comment)?,
            ended_on: ended_on.map(|Wire(date)| date),
        },
        EventRow::Disputed {
            justification,
            dispute_answer,
        } => Event::Disputed {
            justification: open(vault, WORDS, "justification", justification)?,
            dispute_answer: dispute_answer.into(),
        },
        EventRow::DisputeWindowLapsed => Event::DisputeWindowLapsed,
        EventRow::AssociationEnded {
            lines,
            comment,
            cause,
            ended_on,
        } => Event::AssociationEnded {
            lines: values(lines),
            comment: open(vault, WORDS, "comment", comment)?,
            cause: cause.0,
            ended_on: ended_on.0,
        },
        EventRow::Reopened {
            reason,
            reviewer,
            review,
        } => Event::Reopened {
            reason: open_text(vault, WORDS, "reason", reason)?,
            reviewer: reviewer.0,
            review: review.into(),
        },
        EventRow::NoticeFailed { cause, comment } => Event::NoticeFailed {
            cause: cause.0,
            comment: open(vault, WORDS, "comment", comment)?,
        },
        EventRow::CustomerContactNamed { contact } => Event::CustomerContactNamed {
            contact: contact.into_domain("contact", vault)?,
        },
        EventRow::CustomerContactConfirmed {
            contact,
            round,
            consent,
        } => Event::CustomerContactConfirmed {
            contact: contact.into_domain("contact", vault)?,
            round,
            consent: consent.into(),
        },
        EventRow::ClockPassed { clock } => Event::ClockPassed { clock: clock.0 },
        EventRow::ReminderSent { clock, at } => Event::ReminderSent {
            clock: clock.0,
            at: at.0,
        },
        EventRow::CommentAdded { id, text, visibility } => Event::CommentAdded {
            id: id.0,
            text: open_text(vault, WORDS, "text", text)?,
            visibility: visibility.0,
        },
    })
}
