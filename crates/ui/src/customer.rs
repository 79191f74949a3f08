//! The customer's page behind the secret link.

mod receipt;

use askama::Template;
use domain::claim::Activity;
use jiff::civil::Date;

use crate::frame::Frame;
use crate::letters::Silence;
use crate::parts::{DeadlineView, Field, FieldError, LineState};
pub use receipt::{ConsentReceipt, ConsentReceiptPage, ConsentReceiptText};

/// `/consents/{token}`: one form and no way to anywhere else.
#[derive(Template, Clone, Debug)]
#[template(path = "customer/consent.html")]
pub struct ConsentPage {
    /// The frame, in the contact's language and the customer's zone, without a person.
    pub frame: Frame,
    /// The page's own path: forms go there, codes to `{path}/codes`.
    pub path: String,
    /// What the claim is about.
    pub about: ConsentAbout,
    /// What can be said now.
    pub state: ConsentState,
    /// Whether a code was just asked for.
    pub code: CodeRequest,
    /// Whether there is a receipt of an answer.
    pub answered: Answered,
    /// An answer that was refused; nothing typed is lost.
    pub typed: Option<TypedConsent>,
}

/// What the claim is about, as far as a customer may know.
#[derive(Clone, Debug)]
pub struct ConsentAbout {
    /// The vendor's name.
    pub vendor: String,
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The partner's name.
    pub partner: String,
    /// The customer's name.
    pub customer: String,
    /// What the partner says it did.
    pub activity: Activity,
    /// The approved lines, also those declined or ended since.
    pub lines: Vec<ConsentLine>,
}

/// A line the customer may decide on.
#[derive(Clone, Debug)]
pub struct ConsentLine {
    /// Its id.
    pub id: String,
    /// The product's name.
    pub product: String,
    /// The subscription, where there is one.
    pub subscription_id: Option<String>,
    /// Covered, declined or ended.
    pub state: LineState,
}

/// What the customer can say now.
#[derive(Clone, Debug)]
pub enum ConsentState {
    /// The window is open.
    Window {
        /// When it ends.
        due: DeadlineView,
        /// What silence means; after an earlier decline confirming needs a code.
        silence: Silence,
        /// When a yes takes effect.
        yes: YesEffect,
    },
    /// The association has effect and can be ended.
    InForce {
        /// Since when.
        since: Date,
    },
    /// A newer link counts.
    Superseded,
    /// The customer's time stands still until the right person is known.
    Unreachable,
    /// Under review again, or not approved.
    Waiting,
    /// The customer declined.
    Declined,
    /// Rejected for another reason, or withdrawn.
    Rejected,
    /// The association is over.
    Ended {
        /// Since when.
        on: Date,
    },
}

/// When a yes takes effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum YesEffect {
    /// At once.
    AtOnce,
    /// When the window is over.
    AfterTheWindow,
}

/// Whether the reader has answered through this link before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answered {
    /// Not yet.
    NotYet,
    /// The last answer has a receipt.
    Before,
}

/// Whether a one-time code was just asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeRequest {
    /// Not on this page view.
    NotAsked,
    /// It is on its way.
    Sent,
}

/// What was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct TypedConsent {
    /// `decision` as sent.
    pub decision: String,
    /// `lines` as sent.
    pub lines: Vec<String>,
    /// `comment` as sent.
    pub comment: String,
    /// What to mend.
    pub problem: Option<ConsentProblem>,
}

/// Why an answer was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConsentProblem {
    /// None of the three answers was chosen.
    NoDecision,
    /// Product by product, but no product was ticked.
    NoLines,
    /// To end, but no product was ticked.
    NoLinesToEnd,
    /// A code is needed.
    CodeRequired,
    /// The code is wrong.
    WrongCode,
    /// Five wrong codes.
    CodeUsedUp,
    /// Too many codes were asked for.
    TooManyCodes,
    /// Too late.
    WindowClosed,
    /// A newer link counts.
    Superseded,
    /// The comment is too long.
    CommentTooLong {
        /// How long it may be, in characters.
        max: u32,
    },
}

/// A link that opens nothing: forged, cut off, or of a claim that is gone.
#[derive(Template, Clone, Debug)]
#[template(path = "customer/absent.html")]
pub struct ConsentAbsentPage {
    /// The frame of nobody in particular.
    pub frame: Frame,
    /// The vendor's name.
    pub vendor: String,
}

impl ConsentPage {
    fn covered(&self) -> Vec<&ConsentLine> {
        self.about
            .lines
            .iter()
            .filter(|line| line.state == LineState::Covered)
            .collect()
    }

    fn heading(&self) -> String {
        let (text, ConsentAbout { customer, partner, .. }) = (&self.frame.text, &self.about);
        match self.state {
            ConsentState::Window { .. } => text.consent_heading(self.covered().len(), customer, partner),
            ConsentState::InForce { .. } => text.consent_heading_held(customer, partner),
            ConsentState::Superseded
            | ConsentState::Unreachable
            | ConsentState::Waiting
            | ConsentState::Declined
            | ConsentState::Rejected
            | ConsentState::Ended { .. } => text.consent_heading_over(customer, partner),
        }
    }

    /// What a page without a form says.
    fn standing(&self) -> String {
        let text = &self.frame.text;
        match &self.state {
            ConsentState::Window {
                silence: Silence::IsConsent,
                ..
            } => text.consent_lead(&self.about.vendor),
            ConsentState::Window {
                silence: Silence::IsNoConsent,
                ..
            } => text.consent_lead_asked_again(&self.about.vendor),
            ConsentState::InForce { .. } => text.consent_in_force(),
            ConsentState::Superseded => text.consent_superseded(),
            ConsentState::Unreachable => text.consent_unreachable(),
            ConsentState::Waiting => text.consent_waiting(),
            ConsentState::Declined => text.consent_declined(),
            ConsentState::Rejected => text.consent_rejected(),
            ConsentState::Ended { on } => text.consent_ended(self.frame.reader.day(on)),
        }
    }

    /// The days that are left, counted in the customer's zone, today not among them.
    fn days_left(&self, due: &DeadlineView) -> String {
        let today = self.frame.reader.now.to_zoned(due.zone.rules()).date();
        let left = today.until(due.due_on).map(|span| span.get_days()).unwrap_or_default();
        self.frame.text.consent_days_left(i64::from(left))
    }

    fn activity(&self) -> String {
        match self.about.activity {
            Activity::PreSales => self.frame.text.consent_activity_pre_sales(),
            Activity::Usage => self.frame.text.consent_activity_usage(),
            Activity::RevenueAssociation => self.frame.text.consent_activity_revenue_association(),
        }
    }

    /// Nothing is chosen beforehand: only what this person chose in a refused try.
    fn chose(&self, decision: &str) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.decision == decision)
    }

    fn ticked(&self, id: &str) -> bool {
        self.typed
            .as_ref()
            .is_some_and(|typed| typed.lines.iter().any(|line| line == id))
    }

    fn comment(&self) -> String {
        self.typed
            .as_ref()
            .map(|typed| typed.comment.clone())
            .unwrap_or_default()
    }

    fn problem(&self) -> Option<(&'static str, String)> {
        let text = &self.frame.text;
        self.typed
            .as_ref()
            .and_then(|typed| typed.problem)
            .map(|problem| match problem {
                ConsentProblem::NoDecision => ("all", text.consent_error_decision()),
                ConsentProblem::NoLines => ("lines", text.consent_error_lines()),
                ConsentProblem::NoLinesToEnd => ("lines", text.consent_error_lines_end()),
                ConsentProblem::CodeRequired => ("code", text.consent_error_code_required()),
                ConsentProblem::WrongCode => ("code", text.consent_error_wrong_code()),
                ConsentProblem::CodeUsedUp => ("code", text.consent_error_code_used_up()),
                ConsentProblem::TooManyCodes => ("code", text.consent_error_too_many_codes()),
                ConsentProblem::WindowClosed => ("", text.consent_error_window_closed()),
                ConsentProblem::Superseded => ("", text.consent_error_superseded()),
                ConsentProblem::CommentTooLong { max } => ("comment", text.consent_error_comment(max.to_string())),
            })
    }

    fn errors(&self) -> Vec<FieldError> {
        let error = |(field, message): (&str, String)| FieldError {
            field: field.to_owned(),
            message,
        };
        self.problem().map(error).into_iter().collect()
    }

    /// A code is never shown again.
    fn code_field(&self) -> Field {
        let error = self
            .problem()
            .filter(|(field, _)| *field == "code")
            .map(|(_, message)| message);
        Field {
            value: String::new(),
            error,
        }
    }
}

#[cfg(test)]
mod tests;
