//! The partner's pages.

mod act;
mod claim;
mod confirm;
mod differences;
mod draft;
mod list;
#[cfg(test)]
mod tests;
mod upload;

pub use act::Act;
pub use claim::{
    AssociationView, ClaimPage, ContactView, CustomerView, Decider, DisputeView, DuplicateView, Lack, LocationView,
    OutcomeView, ReasonView, RequestView,
};
pub use confirm::{DiscardPage, WithdrawPage};
pub use draft::{DraftChoices, DraftPage, EditMode, NewClaimPage};
pub use list::{ClaimGroup, ClaimsPage, Filter};
pub use upload::{UPLOAD_BYTES_MAX, UPLOAD_TYPES};
