//! What a letter is made of: its kind and plain data.

use domain::claim::status::Clock;
use domain::place::ZoneName;
use jiff::civil::Date;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What a letter is about (domain.md §10).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum LetterKind { $($(#[$doc])* $variant),+ }
        impl LetterKind {
            /// Every kind.
            pub const ALL: &'static [LetterKind] = &[$(LetterKind::$variant),+];
            /// The code in API and database.
            pub const fn code(self) -> &'static str {
                match self { $(LetterKind::$variant => $code),+ }
            }
            /// The kind of a code.
            pub fn from_code(code: &str) -> Option<LetterKind> {
                match code { $($code => Some(LetterKind::$variant),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// To the partner: a submission arrived.
    Received = "received",
    /// To the partner: the reviewer asks for more.
    InformationRequested = "information_requested",
    /// To the partner: the answer's last day is near.
    Reminder = "reminder",
    /// To the partner: the answer arrived.
    ResubmissionReceived = "resubmission_received",
    /// To the partner: approved, the customer's window runs.
    Approved = "approved",
    /// To the partner: the association is in force.
    InForce = "in_force",
    /// To the partner: rejected.
    Rejected = "rejected",
    /// To the partner: the customer said no, to the claim or to single lines.
    CustomerDeclined = "customer_declined",
    /// To the partner: the dispute arrived.
    DisputeReceived = "dispute_received",
    /// To the partner: the dispute was decided.
    DisputeDecided = "dispute_decided",
    /// To the other side of a shared comment.
    CommentAdded = "comment_added",
    /// To the partner: the customer can't be reached.
    NoticeUndeliverable = "notice_undeliverable",
    /// To the partner: the association, or some of its lines, ended.
    AssociationEnded = "association_ended",
    /// To the partner: a draft will be discarded.
    DraftExpiring = "draft_expiring",
    /// To the partner: a lead gave more time.
    ExtensionGranted = "extension_granted",
    /// To the partner: a draft was discarded.
    Discarded = "discarded",
    /// To the customer: who claims what, and how to say no.
    AssociationNotice = "association_notice",
    /// To the customer: the answer that was given.
    ChoiceConfirmed = "choice_confirmed",
    /// To the customer: the association ended.
    AssociationEndedCustomer = "association_ended_customer",
    /// To the customer: the code that confirms or ends.
    OneTimeCode = "one_time_code",
    /// To a reviewer: a claim was assigned.
    Assigned = "assigned",
    /// To reviewer and lead: one business day is left.
    ClockAtRisk = "clock_at_risk",
    /// To the lead: a clock passed.
    ClockPassed = "clock_passed",
    /// To the lead: the partner asks for more time.
    ExtensionRequested = "extension_requested",
    /// To the review team: a new customer contact waits for confirmation.
    CustomerContactNamed = "customer_contact_named",
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
    pub kind: LetterKind,
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
