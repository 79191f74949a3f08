//! Claims as they are read.

mod blocked;
pub(crate) mod columns;
mod entries;
mod figures;
mod filter;
mod find;
mod list;
mod number;
#[cfg(test)]
mod plans;
mod proof;
mod recent;
mod running;
mod scope;
pub(crate) mod search;
mod wake_ups;
mod workload;

pub use entries::{InternalNotes, StoredComment, StoredEntry};
pub use figures::{DecisionEntry, DecisionStep, PlaceCount};
pub use filter::{ClaimFilter, ClaimSort, CustomerKey, ReviewerKey};
pub use find::Stored;
pub use proof::ChainProof;
pub use running::{COUNTED_MAX, Met};
pub use workload::{QueueDays, Workload, queue_cursor};
