//! The partner's pages.

mod act;
mod asks;
mod bars;
mod claim;
mod confirm;
mod differences;
mod draft;
mod standing;
mod steps;
#[cfg(test)]
mod tests;
mod upload;

pub use act::Act;
pub use bars::{Bar, Barred};
pub use claim::ClaimPage;
pub use confirm::{DiscardPage, WithdrawPage};
pub use draft::{DraftChoices, DraftForm, EditPage, Overtaken, ProductGroup};
pub use standing::{
    AssociationView, ContactView, CustomerView, Decider, DisputeView, DuplicateView, Lack, LocationView, NoticeView,
    OutcomeView, ReasonView, RequestView,
};
pub use steps::{HandIn, Missing, NewClaimPage, Step, StepPage, StepView};
pub use upload::{UPLOAD_BYTES_MAX, UPLOAD_TYPES};

/// What is changed meanwhile comes without more words about it.
pub(crate) const NO_FACTS: [(crate::history::FieldLabel, String); 0] = [];
