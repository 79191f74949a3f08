//! Claims as they are read.

mod blocked;
pub(crate) mod columns;
mod entries;
mod filter;
mod find;
mod list;
mod number;
#[cfg(test)]
mod plans;
mod scope;
mod wake_ups;

pub use entries::{InternalNotes, StoredComment, StoredEntry};
pub use filter::{ClaimFilter, ClaimSort, CustomerKey, ReviewerKey};
pub use find::Stored;
