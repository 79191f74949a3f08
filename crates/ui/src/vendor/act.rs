//! What the review team may do to a claim.

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What the review team may do to a claim: the names of the API's `allowed`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum VendorAct { $($(#[$doc])* $variant),+ }
        impl VendorAct {
            /// The name in `allowed`.
            pub const fn code(self) -> &'static str {
                match self { $(VendorAct::$variant => $code),+ }
            }
            /// The act of a name; the partner's acts are none.
            pub fn from_code(code: &str) -> Option<VendorAct> {
                match code { $($code => Some(VendorAct::$variant),)+ _ => None }
            }
        }
    };
}

acts! {
    /// Begin to review.
    StartReview = "start_review",
    /// Ask the partner for more.
    RequestInformation = "request_information",
    /// Approve, line by line.
    Approve = "approve",
    /// Reject.
    Reject = "reject",
    /// Assign a reviewer.
    Assign = "assign",
    /// Give the partner more time.
    Extend = "extend",
    /// Correct a mistaken decision.
    Reopen = "reopen",
    /// Write to the partner.
    Comment = "comment",
    /// Write to the team.
    Note = "note",
    /// Confirm the customer contact that the partner has named.
    ConfirmCustomerContact = "confirm_customer_contact",
}

impl VendorAct {
    /// Whether it is one of the three decisions, which share one form.
    pub const fn is_decision(self) -> bool {
        match self {
            VendorAct::RequestInformation | VendorAct::Approve | VendorAct::Reject => true,
            VendorAct::StartReview
            | VendorAct::Assign
            | VendorAct::Extend
            | VendorAct::Reopen
            | VendorAct::Comment
            | VendorAct::Note
            | VendorAct::ConfirmCustomerContact => false,
        }
    }
}
