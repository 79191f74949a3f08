//! What a letter is made of: plain data.

use domain::claim::{Clock, NoticeKind};
use domain::place::ZoneName;
use jiff::civil::Date;

use crate::guidelines::CitedGuideline;

/// Whom a letter addresses. A new comment is told to the other side, so its kind alone doesn't say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Audience {
    /// The partner's contact.
    Partner,
    /// The customer's contact.
    Customer,
    /// Reviewers and leads.
    Team,
}

/// What silence means in the customer's window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silence {
    /// Silence is consent.
    IsConsent,
    /// The customer declined before: only a yes counts.
    IsNoConsent,
}

/// The last day of a clock, as letters name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetterDue {
    /// The last day that is in time.
    pub on: Date,
    /// The zone of the clock.
    pub zone: ZoneName,
}

/// How a dispute was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The claim is approved.
    Approved,
    /// The claim stays rejected.
    Rejected,
}

/// What the customer's contact answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConsentChoice {
    /// Yes.
    Confirm,
    /// No, to the whole claim.
    Decline,
    /// No, to the letter's lines.
    DeclineLines,
    /// The association is over.
    End,
    /// The message reached the wrong person.
    NotMe,
}

/// Everything a letter may name. A kind uses what it needs; what is absent is left out.
#[derive(Clone, Debug)]
pub struct LetterView {
    /// What the letter is about.
    pub kind: NoticeKind,
    /// Whom it addresses.
    pub to: Audience,
    /// The vendor's name.
    pub vendor: String,
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The claim's name.
    pub name: String,
    /// The partner's name.
    pub partner: String,
    /// The customer's name.
    pub customer: String,
    /// The claimed or covered products' names.
    pub products: Vec<String>,
    /// The product names of the lines the letter is about: to take off, refused, declined or ended.
    pub lines: Vec<String>,
    /// The titles of the reasons, in the letter's language.
    pub reasons: Vec<String>,
    /// The guidelines that a request for more information rests on, in the letter's language.
    pub guidelines: Vec<CitedGuideline>,
    /// What a person wrote.
    pub comment: Option<String>,
    /// The last day of the clock the letter is about.
    pub due: Option<LetterDue>,
    /// The clock that is at risk or has passed.
    pub clock: Option<Clock>,
    /// What silence means in the customer's window.
    pub silence: Silence,
    /// The decision on a dispute.
    pub verdict: Option<Verdict>,
    /// The customer's answer.
    pub choice: Option<ConsentChoice>,
    /// A contact the partner has named: name and address.
    pub contact: Option<String>,
    /// The claim's page, for people with an account.
    pub claim_url: Option<String>,
    /// The customer's page behind the secret link.
    pub consent_url: Option<String>,
    /// The one-time code.
    pub code: Option<String>,
}
