//! What a partner may do on a claim.

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What a partner may do on a claim now, by the names of the API's `allowed`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Act { $($(#[$doc])* $variant),+ }
        impl Act {
            /// Every act.
            pub const ALL: &'static [Act] = &[$(Act::$variant),+];
            /// The name in the API's `allowed`.
            pub const fn code(self) -> &'static str {
                match self { $(Act::$variant => $code),+ }
            }
            /// The act of a name; `None` for the vendor's acts.
            pub fn from_code(code: &str) -> Option<Act> {
                match code { $($code => Some(Act::$variant),)+ _ => None }
            }
        }
    };
}

acts! {
    /// Change fields.
    Edit = "edit",
    /// Add a file.
    AddDocument = "add_document",
    /// Hand in the draft.
    Submit = "submit",
    /// Throw the draft away.
    Discard = "discard",
    /// Answer the reviewer's request.
    Resubmit = "resubmit",
    /// Take the claim back.
    Withdraw = "withdraw",
    /// Have a rejection reconsidered.
    Dispute = "dispute",
    /// Write a comment.
    Comment = "comment",
    /// Ask the lead for more time.
    RequestExtension = "request_extension",
    /// Name a contact whom the notice can reach.
    NameCustomerContact = "name_customer_contact",
}
