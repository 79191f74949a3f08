//! Letters: what the product writes to people, as text and as HTML, in the recipient's language.

mod body;
mod customer;
mod partner;
mod team;
#[cfg(test)]
mod tests;
mod view;

use askama::Template;
use domain::claim::NoticeKind;
use domain::place::Language;

use crate::text::Text;
use body::Body;
pub use view::{Audience, ConsentChoice, LetterDue, LetterView, Silence, Verdict};

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
        text: Plain {
            vendor: &view.vendor,
            text,
            body: &body,
        }
        .render()?,
        html: Html {
            vendor: &view.vendor,
            text,
            body: &body,
        }
        .render()?,
    })
}

fn compose(view: &LetterView, text: &Text) -> Body {
    let write: fn(&LetterView, &Text) -> Body = match view.kind {
        NoticeKind::Received => partner::received,
        NoticeKind::InformationRequested => partner::information_requested,
        NoticeKind::Reminder => partner::reminder,
        NoticeKind::ResubmissionReceived => partner::resubmission_received,
        NoticeKind::Approved => partner::approved,
        NoticeKind::InForce => partner::in_force,
        NoticeKind::Rejected => partner::rejected,
        NoticeKind::CustomerDeclined => partner::customer_declined,
        NoticeKind::DisputeReceived => partner::dispute_received,
        NoticeKind::DisputeDecided => partner::dispute_decided,
        NoticeKind::CommentAdded => match view.to {
            Audience::Partner | Audience::Customer => partner::comment_added,
            Audience::Team => team::comment_added,
        },
        NoticeKind::NoticeUndeliverable => partner::notice_undeliverable,
        NoticeKind::AssociationEnded => partner::association_ended,
        NoticeKind::DraftExpiring => partner::draft_expiring,
        NoticeKind::ExtensionGranted => partner::extension_granted,
        NoticeKind::Discarded => partner::discarded,
        NoticeKind::Reopened => partner::reopened,
        NoticeKind::AssociationNotice => customer::association_notice,
        NoticeKind::ChoiceConfirmed => customer::choice_confirmed,
        NoticeKind::AssociationEndedCustomer => customer::association_ended,
        NoticeKind::OneTimeCode => customer::one_time_code,
        NoticeKind::Assigned => team::assigned,
        NoticeKind::ClockAtRisk => team::clock_at_risk,
        NoticeKind::ClockPassed => team::clock_passed,
        NoticeKind::ExtensionRequested => team::extension_requested,
        NoticeKind::CustomerContactNamed => team::customer_contact_named,
    };
    write(view, text)
}

/// A mail header must not gain a line from a name that somebody typed.
fn one_line(subject: &str) -> String {
    let spaced: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
