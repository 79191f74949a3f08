//! Letters to reviewers and leads.

use super::body::Body;
use super::view::LetterView;
use crate::text::Text;

fn about(view: &LetterView, text: &Text, subject: String, heading: String) -> Body {
    Body::new(subject, heading, text.letter_footer_vendor())
        .fact(text.letter_fact_claim(), view.number.clone())
        .fact(text.letter_fact_name(), view.name.clone())
        .fact(text.letter_fact_customer(), view.customer.clone())
        .fact(text.letter_fact_partner(), view.partner.clone())
        .link(text.letter_open_claim(), view.claim_url.as_ref())
}

fn clock(view: &LetterView, text: &Text) -> String {
    view.clock.as_ref().map(|clock| text.clock(clock)).unwrap_or_default()
}

pub(super) fn assigned(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_assigned_subject(&view.customer, &view.name, &view.number);
    let body = about(view, text, subject, text.letter_assigned_heading(&view.customer));
    match &view.due {
        Some(_) => body.due(view, text, |day, place| text.letter_assigned_text_due(day, place)),
        None => body.say(text.letter_assigned_text()),
    }
}

pub(super) fn clock_at_risk(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_clock_at_risk_subject(&view.customer, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_clock_at_risk_heading(clock(view, text), &view.customer),
    )
    .due(view, text, |day, place| text.letter_clock_at_risk_text(day, place))
}

pub(super) fn clock_passed(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_clock_passed_subject(&view.customer, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_clock_passed_heading(clock(view, text), &view.customer),
    )
    .due(view, text, |day, place| text.letter_clock_passed_text(day, place))
}

pub(super) fn extension_requested(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_extension_requested_subject(&view.customer, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_extension_requested_heading(&view.partner),
    )
    .quote(text.letter_partner_writes(), view.comment.as_ref())
    .due(view, text, |day, place| {
        text.letter_extension_requested_text(day, place)
    })
}

pub(super) fn customer_contact_named(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_customer_contact_named_subject(&view.customer, &view.number);
    let contact: Vec<String> = view.contact.iter().cloned().collect();
    about(
        view,
        text,
        subject,
        text.letter_customer_contact_named_heading(&view.customer, &view.partner),
    )
    .list(text.letter_fact_contact(), &contact)
    .say(text.letter_customer_contact_named_text())
}

pub(super) fn comment_added(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_comment_added_team_subject(&view.customer, &view.number);
    about(
        view,
        text,
        subject,
        text.letter_comment_added_team_heading(&view.partner),
    )
    .quote(text.letter_partner_writes(), view.comment.as_ref())
    .say(text.letter_comment_added_team_text())
}
