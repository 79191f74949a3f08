//! The domain's enumerations as codes.

use std::fmt;

use domain::claim::{
    Activity, Clock, ConfirmationEffect, ConsentAnswer, ConsentMemory, DisputeAgainst, DocumentCondition, EndCause,
    Extension, InformationReason, LineReason, Motion, NoticeFailure, OutcomeBy, Payment, RejectionReason, Review,
    Round, SilenceEffect, Visibility, WithdrawalReason,
};
use domain::party::Side;

use super::wire::Word;

macro_rules! coded {
    ($($name:ty),+ $(,)?) => {$(
        impl Word for $name {
            fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.code()) }
            fn read(text: &str) -> Option<Self> { <$name>::from_code(text) }
        }
    )+};
}

coded!(
    Activity,
    Clock,
    EndCause,
    InformationReason,
    LineReason,
    RejectionReason,
    WithdrawalReason,
);

/// Enumerations whose codes are this file's: the match is exhaustive, so a new value needs a code to compile.
macro_rules! spelled {
    ($($name:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl Word for $name {
            fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $($name::$variant => $code),+ })
            }
            fn read(text: &str) -> Option<Self> {
                match text { $($code => Some($name::$variant),)+ _ => None }
            }
        }
    )+};
}

spelled! {
    Side { Partner = "partner", Vendor = "vendor", Customer = "customer", Clock = "clock" }
    Payment { Wanted = "wanted", RecognitionOnly = "recognition_only" }
    DocumentCondition {
        Available = "available", Unreadable = "unreadable", Quarantined = "quarantined", Erased = "erased",
    }
    Motion { Running = "running", Paused = "paused", Passed = "passed" }
    Round { First = "first", Resubmission = "resubmission" }
    Review { First = "first", Resubmission = "resubmission", Dispute = "dispute", Reopened = "reopened" }
    Extension { Possible = "possible", Granted = "granted" }
    OutcomeBy { Reviewer = "reviewer", Customer = "customer", Partner = "partner", Clock = "clock" }
    ConsentAnswer { Open = "open", Confirmed = "confirmed" }
    ConsentMemory { NeverDeclined = "never_declined", Declined = "declined" }
    NoticeFailure { NotMe = "not_me", Refused = "refused", NotTaken = "not_taken" }
    DisputeAgainst { Rejection = "rejection", CustomerDecline = "customer_decline" }
    ConfirmationEffect { InForce = "in_force", Recorded = "recorded" }
    SilenceEffect { InForce = "in_force", Rejected = "rejected" }
    Visibility { Shared = "shared", Internal = "internal" }
}
