//! The vendor's pages: the queue, all claims, and the work page of one claim.

pub mod act;
pub mod bulk;
pub mod decision;
pub mod disputes;
pub mod filter;
mod forms;
pub mod next;
pub mod past;
pub mod peek;
pub mod queue;
pub mod team;
pub mod typed;
pub mod viewer;
pub mod work;

pub use act::VendorAct;
pub use bulk::{BulkAct, BulkClaim, BulkConfirmPage, BulkDone, BulkDonePage, BulkRefused};
pub use decision::{Decision, DecisionDialog, DecisionPage, DecisionStep, Follows, ToldLetter, ToldPart};
pub use disputes::{DisputedClaim, DisputesPage};
pub use filter::{QueueFilter, Standing, Whose};
pub use next::{Decided, NextBar, NextClaim};
pub use past::{Closed, EarlierDecision, EarlierOutcome, Meanwhile, Said, SinceThen};
pub use peek::PeekPart;
pub use queue::{DaysLeft, Due, QueueDay, QueueGroup, QueueLoad, QueueOffers, QueuePage, QueueRow};
pub use team::{MoreTime, TeamPage, TeamRow};
pub use typed::Typed;
pub use viewer::{Age, Display, WorkDocument};
pub use work::{Assigned, ClaimFacts, ContactView, PartyName, Rejection, RequestView, WorkPage};

#[cfg(test)]
mod queue_tests;
#[cfg(test)]
mod tests;
