//! Letters to the partner.

use super::body::{Body, day};
use super::view::{LetterKind, LetterView, Silence, Verdict};
use crate::text::Text;

pub(super) fn body(view: &LetterView, text: &Text) -> Body {
    let (subject, heading) = head(view, text);
    let LetterView { customer, name, number, .. } = view;
    let body = Body::new(subject, heading, text.letter_footer_partner(number))
        .fact(text.letter_fact_claim(), number.clone())
        .fact(text.letter_fact_name(), name.clone())
        .fact(text.letter_fact_customer(), customer.clone());
    let open = text.letter_open_claim();
    let url = view.claim_url.as_ref();
    let due = view.due.as_ref();
    match view.kind {
        LetterKind::Received => body
            .list(text.letter_fact_products(), &view.products)
            .say(text.letter_received_text())
            .link(open, url),
        LetterKind::InformationRequested => body
            .reasons(view, text)
            .list(text.letter_fact_lines_off(), &view.lines)
            .quote(text.letter_reviewer_writes(), view.comment.as_ref())
            .due(due, text, |day, place| text.letter_information_requested_text(day, place))
            .say(text.letter_information_requested_consequence())
            .link(open, url),
        LetterKind::Reminder => body
            .reasons(view, text)
            .due(due, text, |day, place| text.letter_reminder_text(day, place))
            .link(open, url),
        LetterKind::ResubmissionReceived => body.say(text.letter_resubmission_received_text()).link(open, url),
        LetterKind::Approved => approved(body, view, text).link(open, url),
        LetterKind::InForce => body
            .list(text.letter_fact_products(), &view.products)
            .say(text.letter_in_force_text())
            .say(text.letter_not_payment())
            .link(open, url),
        LetterKind::Rejected => rejected(body, view, text),
        LetterKind::CustomerDeclined => declined(body, view, text).link(open, url),
        LetterKind::DisputeReceived => {
            body.due(due, text, |day, place| text.letter_dispute_received_text(day, place)).link(open, url)
        }
        LetterKind::DisputeDecided => match view.verdict {
            Some(Verdict::Approved) => approved(body, view, text).link(open, url),
            Some(Verdict::Rejected) | None => body
                .reasons(view, text)
                .quote(text.letter_reviewer_writes(), view.comment.as_ref())
                .say(text.letter_dispute_decided_text_rejected())
                .link(text.letter_rejected_open(), url),
        },
        LetterKind::CommentAdded => body
            .quote(text.letter_reviewer_writes(), view.comment.as_ref())
            .say(text.letter_comment_added_text())
            .link(open, url),
        LetterKind::NoticeUndeliverable => body.say(text.letter_notice_undeliverable_text()).link(open, url),
        LetterKind::AssociationEnded => body
            .reasons(view, text)
            .list(text.letter_fact_lines_ended(), &view.lines)
            .quote(text.letter_customer_writes(), view.comment.as_ref())
            .say(text.letter_association_ended_text())
            .link(open, url),
        LetterKind::DraftExpiring => {
            body.due(due, text, |day, place| text.letter_draft_expiring_text(day, place)).link(open, url)
        }
        LetterKind::ExtensionGranted => body
            .quote(text.letter_lead_writes(), view.comment.as_ref())
            .due(due, text, |day, place| text.letter_extension_granted_text(day, place))
            .link(open, url),
        LetterKind::Discarded => body.say(text.letter_discarded_text()),
        // Other audiences' kinds have their own modules.
        LetterKind::AssociationNotice
        | LetterKind::ChoiceConfirmed
        | LetterKind::AssociationEndedCustomer
        | LetterKind::OneTimeCode
        | LetterKind::Assigned
        | LetterKind::ClockAtRisk
        | LetterKind::ClockPassed
        | LetterKind::ExtensionRequested
        | LetterKind::CustomerContactNamed => body,
    }
}
