//! Letters: what the product writes to people, as text and as HTML, in the recipient's language.

mod body;
mod customer;
mod partner;
mod team;
#[cfg(test)]
mod tests;
mod view;

use askama::Template;
use domain::place::Language;

use crate::text::Text;
use body::Body;
pub use view::{ConsentChoice, LetterDue, LetterKind, LetterView, Silence, Verdict};

/// A letter, ready to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// One line, whatever stands in the names it holds.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct Html<'a> {
    vendor: &'a str,
    text: Text,
    body: &'a Body,
}

#[derive(Template)]
#[template(path = "letters/letter.txt")]
struct Plain<'a> {
    vendor: &'a str,
    text: Text,
    body: &'a Body,
}

/// Writes a letter.
///
/// # Errors
/// When a template can't write into its `String`, which none of these does.
pub fn render(view: &LetterView, language: Language) -> Result<Letter, askama::Error> {
    let text = Text::of(language);
    let body = compose(view, &text);
    Ok(Letter {
        subject: one_line(&body.subject),
        text: Plain { vendor: &view.vendor, text, body: &body }.render()?,
        html: Html { vendor: &view.vendor, text, body: &body }.render()?,
    })
}

fn compose(view: &LetterView, text: &Text) -> Body {
    let write: fn(&LetterView, &Text) -> Body = match view.kind {
        LetterKind::Received => partner::received,
        LetterKind::InformationRequested => partner::information_requested,
        LetterKind::Reminder => partner::reminder,
        LetterKind::ResubmissionReceived => partner::resubmission_received,
        LetterKind::Approved => partner::approved,
        LetterKind::InForce => partner::in_force,
        LetterKind::Rejected => partner::rejected,
        LetterKind::CustomerDeclined => partner::customer_declined,
        LetterKind::DisputeReceived => partner::dispute_received,
        LetterKind::DisputeDecided => partner::dispute_decided,
        LetterKind::CommentAdded => partner::comment_added,
        LetterKind::NoticeUndeliverable => partner::notice_undeliverable,
        LetterKind::AssociationEnded => partner::association_ended,
        LetterKind::DraftExpiring => partner::draft_expiring,
        LetterKind::ExtensionGranted => partner::extension_granted,
        LetterKind::Discarded => partner::discarded,
        LetterKind::AssociationNotice => customer::association_notice,
        LetterKind::ChoiceConfirmed => customer::choice_confirmed,
        LetterKind::AssociationEndedCustomer => customer::association_ended,
        LetterKind::OneTimeCode => customer::one_time_code,
        LetterKind::Assigned => team::assigned,
        LetterKind::ClockAtRisk => team::clock_at_risk,
        LetterKind::ClockPassed => team::clock_passed,
        LetterKind::ExtensionRequested => team::extension_requested,
        LetterKind::CustomerContactNamed => team::customer_contact_named,
    };
    write(view, text)
}

/// A mail header must not gain a line from a name that somebody typed.
fn one_line(subject: &str) -> String {
    let spaced: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
