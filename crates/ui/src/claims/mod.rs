//! The list of all claims, for both sides: grouped or in an order, narrowed, with all of it in its address.

mod group;
mod list;
mod row;
mod state;
#[cfg(test)]
mod tests;

pub use group::{ClaimGroup, GroupKind};
pub use list::{ClaimsPage, ListChoices, Total};
pub(crate) use list::{Column, FilterForm, columns};
pub use row::{ClaimRow, FoundIn, Marked, MarkedPart};
pub use state::{ClaimSort, ListState};
