//! The step between choosing a decision and taking it: what everybody will be told, in the letters' own words.

use askama::Template;

use crate::frame::{Frame, Section};
use crate::letters::Audience;
use crate::parts::DeadlineView;

/// A letter as its reader will have it.
#[derive(Clone, Debug)]
pub struct ToldLetter {
    /// Whose side reads it.
    pub to: Audience,
    /// Its address.
    pub address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// One of the three decisions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Ask the partner for more.
    RequestInformation,
    /// Approve, line by line.
    Approve,
    /// Reject.
    Reject,
}

/// What follows from a decision beside the letters.
#[derive(Clone, Debug)]
pub enum Follows {
    /// The partner's time to answer.
    Answer(DeadlineView),
    /// The customer's window.
    Consent(DeadlineView),
    /// The partner may dispute.
    Dispute(DeadlineView),
    /// The decision is final.
    Final,
}

/// A decision that is ready to be taken.
#[derive(Clone, Debug)]
pub struct DecisionStep {
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The partner's name.
    pub partner: String,
    /// The customer's name.
    pub customer: String,
    /// Which of the three decisions.
    pub decision: Decision,
    /// Where its form goes.
    pub action: String,
    /// Where it goes back to, with all that was chosen.
    pub back: String,
    /// What was chosen and typed, as it is sent on.
    pub fields: Vec<(String, String)>,
    /// What follows.
    pub follows: Follows,
    /// The letters it sends.
    pub letters: Vec<ToldLetter>,
}

/// The step as a page of its own, for browsers without scripts.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/decision.html")]
pub struct DecisionPage {
    /// The frame.
    pub frame: Frame,
    /// The step.
    pub step: DecisionStep,
}

/// The step as the content of a dialog.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/decision_dialog.html")]
pub struct DecisionDialog {
    /// The frame.
    pub frame: Frame,
    /// The step.
    pub step: DecisionStep,
}

/// The partner's letter alone, beside the decision while it is being made.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/told.html")]
pub struct ToldPart {
    /// The letters; those to the partner are shown.
    pub letters: Vec<ToldLetter>,
}

impl ToldLetter {
    pub(crate) fn is_for_partner(&self) -> bool {
        match self.to {
            Audience::Partner => true,
            Audience::Customer | Audience::Team => false,
        }
    }

    /// The text without the signature that every letter ends with.
    fn body(&self) -> &str {
        self.text.split("\n-- \n").next().unwrap_or_default().trim()
    }
}

impl DecisionStep {
    fn heading(&self, frame: &Frame) -> String {
        let text = &frame.text;
        match self.decision {
            Decision::RequestInformation => text.decision_request_heading(&self.partner),
            Decision::Approve => text.decision_approve_heading(&self.customer),
            Decision::Reject => text.decision_reject_heading(&self.customer),
        }
    }

    fn follows(&self, frame: &Frame) -> String {
        let (text, reader) = (&frame.text, &frame.reader);
        let day = |due: &DeadlineView| (reader.day(&due.due_on), reader.place(&due.zone));
        match &self.follows {
            Follows::Answer(due) => {
                let (day, place) = day(due);
                text.decision_request_follows(&day, &place)
            }
            Follows::Consent(due) => {
                let (day, place) = day(due);
                text.decision_approve_follows(&day, &place)
            }
            Follows::Dispute(due) => {
                let (day, place) = day(due);
                text.decision_reject_follows(&day, &place)
            }
            Follows::Final => text.decision_reject_final(),
        }
    }

    fn button(&self, frame: &Frame) -> String {
        match self.decision {
            Decision::RequestInformation => frame.text.review_request(),
            Decision::Approve => frame.text.review_approve(),
            Decision::Reject => frame.text.review_reject(),
        }
    }
}
