//! Letters to the partner.

use super::body::{Body, last_day};
use super::view::{LetterView, Silence, Verdict};
use crate::text::Text;

/// A letter with the claim's facts and its page as the one thing to open.
fn about(view: &LetterView, text: &Text, subject: String, heading: String) -> Body {
    Body::new(subject, heading, text.letter_footer_partner(&view.number))
        .fact(text.letter_fact_claim(), view.number.clone())
        .fact(text.letter_fact_name(), view.name.clone())
        .fact(text.letter_fact_customer(), view.customer.clone())
        .link(text.letter_open_claim(), view.claim_url.as_ref())
}

pub(super) fn received(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_received_subject(&view.customer, &view.name, &view.number);
    about(view, text, subject, text.letter_received_heading(&view.customer))
        .list(text.letter_fact_products(), &view.products)
        .say(text.letter_received_text())
}

pub(super) fn information_requested(view: &LetterView, text: &Text) -> Body {
    let day = last_day(view, text);
    let subject = text.letter_information_requested_subject(&view.customer, &day, &view.name, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_information_requested_heading(&view.customer),
    )
    .asks(view, text)
    .list(text.letter_fact_lines_off(), &view.lines)
    .quote(text.letter_reviewer_writes(), view.comment.as_ref())
    .due(view, text, |day, place| {
        text.letter_information_requested_text(day, place)
    })
    .say(text.letter_information_requested_consequence())
}

pub(super) fn reminder(view: &LetterView, text: &Text) -> Body {
    let day = last_day(view, text);
    let subject = text.letter_reminder_subject(&view.customer, &day, &view.name, &view.number);
    about(view, text, subject, text.letter_reminder_heading(&view.customer))
        .asks(view, text)
        .list(text.letter_fact_lines_off(), &view.lines)
        .due(view, text, |day, place| text.letter_reminder_text(day, place))
}

pub(super) fn resubmission_received(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_resubmission_received_subject(&view.customer, &view.name, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_resubmission_received_heading(&view.customer),
    )
    .say(text.letter_resubmission_received_text())
}

pub(super) fn approved(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_approved_subject(&view.customer, &view.name, &view.number);
    approval(
        view,
        text,
        about(view, text, subject, text.letter_approved_heading(&view.customer)),
    )
}

/// What every approval says: until when the customer may decline, and that it isn't payment.
fn approval(view: &LetterView, text: &Text, body: Body) -> Body {
    body.list(text.letter_fact_products(), &view.products)
        .list(text.letter_fact_lines_refused(), &view.lines)
        .quote(text.letter_reviewer_writes(), view.comment.as_ref())
        .due(view, text, |day, place| match view.silence {
            Silence::IsConsent => text.letter_approved_text(day, place),
            Silence::IsNoConsent => text.letter_approved_text_silence_no(day, place),
        })
        .say(text.letter_not_payment())
}

pub(super) fn in_force(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_in_force_subject(&view.customer, &view.name, &view.number);
    about(view, text, subject, text.letter_in_force_heading(&view.customer))
        .list(text.letter_fact_products(), &view.products)
        .say(text.letter_in_force_text())
        .say(text.letter_not_payment())
}

pub(super) fn rejected(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_rejected_subject(&view.customer, &view.name, &view.number);
    let body = about(view, text, subject, text.letter_rejected_heading(&view.customer))
        .reasons(view, text)
        .quote(text.letter_reviewer_writes(), view.comment.as_ref());
    match &view.due {
        Some(_) => body
            .due(view, text, |day, place| {
                text.letter_rejected_text_disputable(day, place)
            })
            .say(text.letter_rejected_text_after())
            .link(text.letter_rejected_open_disputable(), view.claim_url.as_ref())
            .close(text.letter_rejected_who()),
        None => body
            .say(text.letter_rejected_text_final())
            .link(text.letter_rejected_open(), view.claim_url.as_ref()),
    }
}

pub(super) fn customer_declined(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_customer_declined_subject(&view.customer, &view.name, &view.number);
    let body = about(
        view,
        text,
        subject,
        text.letter_customer_declined_heading(&view.customer),
    )
    .list(text.letter_fact_lines_declined(), &view.lines)
    .quote(text.letter_customer_writes(), view.comment.as_ref());
    match (&view.lines[..], &view.due) {
        ([], Some(_)) => body.due(view, text, |day, place| {
            text.letter_customer_declined_text_disputable(day, place)
        }),
        ([], None) => body.say(text.letter_customer_declined_text_final()),
        (_, _) => body.say(text.letter_customer_declined_text_lines()),
    }
}

pub(super) fn dispute_received(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_dispute_received_subject(&view.customer, &view.name, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_dispute_received_heading(&view.customer),
    )
    .due(view, text, |day, place| text.letter_dispute_received_text(day, place))
}

pub(super) fn dispute_decided(view: &LetterView, text: &Text) -> Body {
    match view.verdict {
        Some(Verdict::Approved) => {
            let subject = text.letter_dispute_decided_subject_approved(&view.customer, &view.name, &view.number);
            let heading = text.letter_dispute_decided_heading_approved(&view.customer);
            approval(view, text, about(view, text, subject, heading))
        }
        Some(Verdict::Rejected) | None => {
            let subject = text.letter_dispute_decided_subject_rejected(&view.customer, &view.name, &view.number);
            about(
                view,
                text,
                subject,
                text.letter_dispute_decided_heading_rejected(&view.customer),
            )
            .reasons(view, text)
            .quote(text.letter_reviewer_writes(), view.comment.as_ref())
            .say(text.letter_dispute_decided_text_rejected())
            .link(text.letter_rejected_open(), view.claim_url.as_ref())
        }
    }
}

pub(super) fn comment_added(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_comment_added_subject(&view.customer, &view.name, &view.number);
    about(view, text, subject, text.letter_comment_added_heading(&view.customer))
        .quote(text.letter_reviewer_writes(), view.comment.as_ref())
        .say(text.letter_comment_added_text())
}

pub(super) fn notice_undeliverable(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_notice_undeliverable_subject(&view.customer, &view.name, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_notice_undeliverable_heading(&view.customer),
    )
    .say(text.letter_notice_undeliverable_text())
}

pub(super) fn association_ended(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_association_ended_subject(&view.customer, &view.name, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_association_ended_heading(&view.customer),
    )
    .reasons(view, text)
    .list(text.letter_fact_lines_ended(), &view.lines)
    .quote(text.letter_customer_writes(), view.comment.as_ref())
    .say(text.letter_association_ended_text())
}

pub(super) fn draft_expiring(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_draft_expiring_subject(last_day(view, text), &view.name, &view.number);
    about(view, text, subject, text.letter_draft_expiring_heading(&view.name))
        .due(view, text, |day, place| text.letter_draft_expiring_text(day, place))
}

pub(super) fn extension_granted(view: &LetterView, text: &Text) -> Body {
    let day = last_day(view, text);
    let subject = text.letter_extension_granted_subject(&view.customer, &day, &view.name, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_extension_granted_heading(&view.customer),
    )
    .quote(text.letter_lead_writes(), view.comment.as_ref())
    .due(view, text, |day, place| text.letter_extension_granted_text(day, place))
}

pub(super) fn discarded(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_discarded_subject(&view.name, &view.number);
    about(view, text, subject, text.letter_discarded_heading(&view.name)).say(text.letter_discarded_text())
}

pub(super) fn reopened(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_reopened_subject(&view.customer, &view.name, &view.number);
    about(view, text, subject, text.letter_reopened_heading(&view.customer))
        .quote(text.letter_lead_writes(), view.comment.as_ref())
        .say(text.letter_reopened_text())
}
