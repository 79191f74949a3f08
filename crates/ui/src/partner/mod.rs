//! The partner's pages.

mod act;
mod asks;
mod bars;
mod claim;
mod confirm;
mod differences;
mod draft;
mod standing;
#[cfg(test)]
mod tests;
mod upload;

pub use act::Act;
pub use bars::{Bar, Barred};
pub use claim::ClaimPage;
pub use confirm::{DiscardPage, WithdrawPage};
pub use draft::{DraftChoices, DraftPage, EditMode, NewClaimPage};
pub use standing::{
    AssociationView, ContactView, CustomerView, Decider, DisputeView, DuplicateView, Lack, LocationView, NoticeView,
    OutcomeView, ReasonView, RequestView,
};
pub use upload::{UPLOAD_BYTES_MAX, UPLOAD_TYPES};
