//! Why a command is refused: answers for people, never faults.

use std::fmt;

use super::place::Place;
use crate::calendar::CalendarError;
use crate::id::ClaimNumber;

/// A refused command. It changes nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// This role may not do it, ever or where another role may.
    NotPermitted,
    /// This person may not; the assigned reviewer or a lead may.
    NotAssigned,
    /// This person decided on the claim before (domain.md §1, four eyes).
    FourEyes,
    /// Nobody may now.
    WrongStatus(Place),
    /// The time for it is over.
    WindowClosed(Place),
    /// A newer link decides.
    Superseded,
    /// A one-time code is needed.
    CodeRequired,
    /// The claim lacks something for submission; all of it is named.
    Incomplete(Vec<InvalidField>),
    /// The location is not enrolled in the programme.
    NotEnrolled,
    /// Another own claim claims the same.
    DuplicateClaim(ClaimNumber),
    /// After submission this can't be changed; all such fields are named.
    FixedAfterSubmission(Vec<InvalidField>),
    /// The answer was extended once.
    AlreadyExtended,
    /// After the customer's No a dispute needs a new document.
    NewPoeRequired,
    /// The round holds no more documents.
    TooManyDocuments {
        /// How many it holds.
        max: usize,
    },
    /// The request doesn't fit the claim.
    Invalid(Vec<InvalidField>),
    /// The calendar gives no day for a deadline.
    NoDeadline(CalendarError),
}

/// A field that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidField {
    /// JSON pointer into the request or the claim (RFC 6901).
    pub pointer: String,
    /// What is wrong.
    pub code: FieldCode,
}

impl InvalidField {
    /// A wrong field.
    pub fn new(pointer: impl Into<String>, code: FieldCode) -> InvalidField {
        InvalidField {
            pointer: pointer.into(),
            code,
        }
    }
}

macro_rules! field_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What is wrong with a field.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum FieldCode { $($(#[$doc])* $variant),+ }
        impl FieldCode {
            /// Every code.
            pub const ALL: &'static [FieldCode] = &[$(FieldCode::$variant),+];
            /// The code in the API.
            pub const fn code(self) -> &'static str { match self { $(FieldCode::$variant => $code),+ } }
        }
    };
}

field_codes! {
    /// It is missing.
    Required = "required",
    /// It is longer than allowed.
    TooLong = "too_long",
    /// There are more than allowed.
    TooMany = "too_many",
    /// It holds a control character.
    ControlCharacter = "control_character",
    /// It has the wrong JSON type.
    WrongType = "wrong_type",
    /// No such field.
    UnknownField = "unknown_field",
    /// No such code.
    UnknownCode = "unknown_code",
    /// Not in the form asked for.
    Malformed = "malformed",
    /// Nothing of that name within reach.
    NotFound = "not_found",
    /// Outside the allowed range.
    OutOfRange = "out_of_range",
    /// Named twice.
    Duplicate = "duplicate",
    /// Taken by another claim of the partner.
    Taken = "taken",
    /// The line is not this claim's, or not in the state for it.
    UnknownLine = "unknown_line",
    /// Every claimed line must be decided once.
    LinesUndecided = "lines_undecided",
    /// One claimed line at least must stay.
    NoLineLeft = "no_line_left",
    /// The answer says nothing new.
    AnswerRequired = "answer_required",
    /// A dispute says nothing new.
    GroundsRequired = "grounds_required",
    /// Changed after submission.
    Fixed = "fixed_after_submission",
    /// The programme doesn't reward this activity.
    WrongActivity = "wrong_activity",
    /// The product, or anything under the programme, can't be claimed now.
    NotClaimable = "not_claimable",
    /// The product is claimed by subscription.
    SubscriptionRequired = "subscription_required",
    /// No document is unreadable.
    PoeAvailable = "poe_available",
    /// Not a reviewer or lead.
    NotAReviewer = "not_a_reviewer",
    /// Took an earlier decision on this claim.
    FourEyes = "four_eyes",
    /// It doesn't go with the decision.
    NotApplicable = "not_applicable",
}

impl Refusal {
    /// The stable code in the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::NotPermitted => "not_permitted",
            Refusal::NotAssigned => "not_assigned",
            Refusal::FourEyes => "four_eyes",
            Refusal::WrongStatus(_) => "wrong_status",
            Refusal::WindowClosed(_) => "window_closed",
            Refusal::Superseded => "superseded",
            Refusal::CodeRequired => "code_required",
            Refusal::Incomplete(_) => "incomplete",
            Refusal::NotEnrolled => "not_enrolled",
            Refusal::DuplicateClaim(_) => "duplicate_claim",
            Refusal::FixedAfterSubmission(_) => "fixed_after_submission",
            Refusal::AlreadyExtended => "already_extended",
            Refusal::NewPoeRequired => "new_poe_required",
            Refusal::TooManyDocuments { .. } => "too_many_documents",
            Refusal::Invalid(fields) => match fields.as_slice() {
                // The two rules that are about the request as a whole carry their own name.
                [
                    InvalidField {
                        code: FieldCode::AnswerRequired,
                        ..
                    },
                ] => "answer_required",
                _ => "invalid",
            },
            Refusal::NoDeadline(_) => "no_deadline",
        }
    }

    /// One wrong field.
    pub fn field(pointer: impl Into<String>, code: FieldCode) -> Refusal {
        Refusal::Invalid(vec![InvalidField::new(pointer, code)])
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}

impl From<CalendarError> for Refusal {
    fn from(error: CalendarError) -> Refusal {
        Refusal::NoDeadline(error)
    }
}
