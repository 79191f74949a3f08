//! The vendor's pages: the queue, all claims, and the work page of one claim.

pub mod claims;
pub mod queue;
pub mod typed;
pub mod work;

pub use claims::VendorClaimsPage;
pub use queue::{Due, QueueDay, QueueFilter, QueueGroup, QueueKind, QueuePage, QueueRow, Whose};
pub use typed::Typed;
pub use work::{
    Assigned, ClaimFacts, ContactView, Display, EarlierDecision, EarlierOutcome, PartyName, Rejection, RequestView,
    Said, VendorAct, WorkDocument, WorkPage,
};

#[cfg(test)]
mod tests;
