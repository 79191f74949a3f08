//! The words of a claim's life cycle: statuses, phases, turns, clocks and reason codes (domain.md §3, §4, §6).

macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every value, in the order of domain.md.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The code in API, database and command line.
            pub const fn code(self) -> &'static str { match self { $($name::$variant => $code),+ } }
            /// The value of a code.
            pub fn from_code(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }
    )+};
}

coded! {
    /// A claim's status, as everybody speaks of it.
    Status {
        /// A draft.
        Editing = "editing",
        /// Handed in; review has not begun.
        Submitted = "submitted",
        /// A reviewer validates the PoE.
        UnderReview = "under_review",
        /// More information is needed.
        PartnerActionRequired = "partner_action_required",
        /// Approved; not yet payment.
        Approved = "approved",
        /// Denied, with a reason.
        Rejected = "rejected",
    }
    /// What a status leaves open.
    Phase {
        /// Not yet submitted.
        Draft = "draft",
        /// The first submission.
        First = "first",
        /// After an answer to a request.
        Resubmission = "resubmission",
        /// A rejection is being reconsidered.
        Dispute = "dispute",
        /// A decision is being corrected.
        Reopened = "reopened",
        /// The partner's answer is awaited.
        AwaitingAnswer = "awaiting_answer",
        /// The customer may opt out.
        ConsentWindow = "consent_window",
        /// The association has effect.
        InForce = "in_force",
        /// The association has ended.
        Ended = "ended",
        /// Rejected, may be disputed.
        Disputable = "disputable",
        /// Rejected for good.
        Final = "final",
    }
    /// Whose move it is.
    Turn {
        /// The partner's.
        Partner = "partner",
        /// The reviewer's.
        Reviewer = "reviewer",
        /// The customer's.
        Customer = "customer",
        /// Nobody's.
        Nobody = "nobody",
    }
    /// A clock of domain.md §6.
    Clock {
        /// Submitted until review starts.
        Queue = "queue",
        /// Under review until a decision or request.
        Review = "review",
        /// First submission until the first decision, paused while the partner answers.
        Decision = "decision",
        /// A request until its answer.
        PartnerAnswer = "partner_answer",
        /// Approval until silence is consent.
        Consent = "consent",
        /// A rejection until it is final.
        DisputeWindow = "dispute_window",
        /// A dispute until its decision.
        DisputeAnswer = "dispute_answer",
        /// A competing claim's review until the holder's answer.
        HolderAnswer = "holder_answer",
        /// The term of a line in force.
        Term = "term",
        /// A draft's last edit until it is discarded.
        DraftLife = "draft_life",
    }
    /// What happens when a deadline passes.
    Consequence {
        /// The lead is told; nothing is decided.
        Escalated = "escalated",
        /// The claim is rejected.
        Rejected = "rejected",
        /// The association comes into force.
        InForce = "in_force",
        /// The rejection is final.
        Final = "final",
        /// The draft is discarded.
        Discarded = "discarded",
        /// A line's term is over.
        Ended = "ended",
        /// A contest is decided without the holder.
        DecidedWithout = "decided_without",
    }
    /// What a partner did for the customer.
    Activity {
        /// Influenced the purchase.
        PreSales = "pre_sales",
        /// Drives the use.
        Usage = "usage",
        /// Influenced the business, recognised and not paid.
        RevenueAssociation = "revenue_association",
    }
    /// Why more information is needed (domain.md §4).
    InformationReason {
        /// Wrong file, or not about this claim.
        MissingAllPoe = "missing_all_poe",
        /// No customer signature.
        MissingCustomerAcknowledgment = "missing_customer_acknowledgment",
        /// Dates missing, or old relative to the claim.
        MissingOrOldDates = "missing_or_old_dates",
        /// Work not or thinly described.
        MissingPartnerSolution = "missing_partner_solution",
        /// A claimed product is not in the PoE.
        MissingProducts = "missing_products",
    }
    /// Why a claim is rejected (domain.md §4).
    RejectionReason {
        /// The proof doesn't suffice.
        InsufficientPoe = "insufficient_poe",
        /// The customer's consent is not on the PoE.
        MissingCustomerConsent = "missing_customer_consent",
        /// A claimed product is not in the PoE.
        MissingProducts = "missing_products",
        /// A file can't be opened, is quarantined or erased.
        PoeUnavailable = "poe_unavailable",
        /// Withdrawn by the partner.
        PartnerRequest = "partner_request",
        /// The customer said no.
        CustomerDecline = "customer_decline",
        /// No answer in time.
        NoPartnerResponse = "no_partner_response",
    }
    /// Why a line is refused in an approval (domain.md §4).
    LineReason {
        /// Not in the PoE.
        MissingProducts = "missing_products",
        /// The proof doesn't suffice.
        InsufficientPoe = "insufficient_poe",
        /// Another partner's acknowledgment is fresher.
        Held = "held",
    }
    /// Why a partner withdraws (domain.md §3, transition 14).
    WithdrawalReason {
        /// The claim names the wrong location.
        WrongMpnId = "wrong_mpn_id",
        /// The claim names the wrong activity.
        WrongActivity = "wrong_activity",
        /// The partner no longer works with the customer.
        NoLongerWorking = "no_longer_working",
        /// Another reason, in words.
        Other = "other",
    }
    /// Why an association ended (domain.md §2).
    EndCause {
        /// The customer ended it.
        CustomerEnded = "customer_ended",
        /// The partner withdrew.
        PartnerRequest = "partner_request",
        /// Another partner's claim came into force.
        Superseded = "superseded",
        /// The term is over.
        Term = "term",
        /// The vendor ended it.
        VendorEnded = "vendor_ended",
        /// A renewal came into force.
        Renewed = "renewed",
    }
    /// The solution area of a product.
    SolutionArea {
        /// Claimed by subscription.
        BusinessApplications = "business_applications",
        /// Claimed by workload.
        Microsoft365 = "microsoft_365",
    }
}

impl RejectionReason {
    /// Whether a reviewer may give it; the others come by their transitions only.
    pub const fn by_reviewer(self) -> bool {
        match self {
            RejectionReason::InsufficientPoe
            | RejectionReason::MissingCustomerConsent
            | RejectionReason::MissingProducts
            | RejectionReason::PoeUnavailable => true,
            RejectionReason::PartnerRequest | RejectionReason::CustomerDecline | RejectionReason::NoPartnerResponse => {
                false
            }
        }
    }
}
