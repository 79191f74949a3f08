//! Letters to the customer's contact.

use super::body::{Body, last_day};
use super::view::{ConsentChoice, LetterView, Silence};
use crate::text::Text;

fn about(view: &LetterView, text: &Text, subject: String, heading: String) -> Body {
    Body::new(
        subject,
        heading,
        text.letter_footer_customer(&view.number, &view.partner),
    )
    .fact(text.letter_fact_partner(), view.partner.clone())
    .fact(text.letter_fact_customer(), view.customer.clone())
    .list(text.letter_fact_products(), &view.products)
    .fact(text.letter_fact_claim(), view.number.clone())
}

pub(super) fn association_notice(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_association_notice_subject(&view.customer, last_day(view, text), &view.partner);
    let heading = text.letter_association_notice_heading(&view.customer, &view.partner);
    about(view, text, subject, heading)
        .say(text.letter_association_notice_text(&view.customer, &view.partner, &view.vendor))
        .due(view, text, |day, place| match view.silence {
            Silence::IsConsent => text.letter_association_notice_silence_yes(day, place),
            Silence::IsNoConsent => text.letter_association_notice_silence_no(day, place),
        })
        .say(text.letter_association_notice_sees(&view.vendor))
        .say(text.letter_association_notice_how())
        .link(text.letter_open_consent(), view.consent_url.as_ref())
        .close(text.letter_association_notice_secret())
}

pub(super) fn choice_confirmed(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_choice_confirmed_subject(&view.number, &view.partner);
    let body = about(view, text, subject, text.letter_choice_confirmed_heading())
        .list(text.letter_fact_lines_declined(), &view.lines);
    match view.choice {
        Some(ConsentChoice::Confirm) | None => body
            .say(text.letter_choice_confirmed_yes(&view.customer, &view.partner))
            .say(text.letter_choice_confirmed_yes_next()),
        Some(ConsentChoice::Decline) => body
            .say(text.letter_choice_confirmed_no(&view.partner))
            .say(text.letter_choice_confirmed_no_next()),
        Some(ConsentChoice::DeclineLines) => body.say(text.letter_choice_confirmed_lines(&view.partner)),
        Some(ConsentChoice::End) => body.say(text.letter_association_ended_customer_text()),
        Some(ConsentChoice::NotMe) => body.say(text.letter_choice_confirmed_not_me(&view.partner)),
    }
}

pub(super) fn association_ended(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_association_ended_customer_subject(&view.number, &view.partner);
    let heading = text.letter_association_ended_customer_heading(&view.customer, &view.partner);
    about(view, text, subject, heading)
        .list(text.letter_fact_lines_ended(), &view.lines)
        .say(text.letter_association_ended_customer_text())
}

pub(super) fn one_time_code(view: &LetterView, text: &Text) -> Body {
    let subject = text.letter_one_time_code_subject(&view.number);
    about(view, text, subject, text.letter_one_time_code_heading())
        .say(text.letter_one_time_code_text(&view.partner))
        .code(view.code.as_ref())
        .close(text.letter_one_time_code_warning())
}
