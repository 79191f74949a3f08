//! Disputes and reopened cases, with what was decided before.

use askama::Template;

use super::past::{EarlierDecision, Said};
use super::queue::QueueRow;
use super::work::{Assigned, PartyName};
use crate::frame::{Frame, Section};

/// `/queue/disputes`, one page of it.
#[derive(Template, Clone, Debug)]
#[template(path = "vendor/disputes.html")]
pub struct DisputesPage {
    /// The frame.
    pub frame: Frame,
    /// The claims, the first due first.
    pub claims: Vec<DisputedClaim>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The address of the first page, on a later one.
    pub start: Option<String>,
}

/// A decision that is looked at again.
#[derive(Clone, Debug)]
pub struct DisputedClaim {
    /// The claim as a row of the queue.
    pub row: QueueRow,
    /// The version that was seen, for giving it to somebody.
    pub version: i64,
    /// What the partner says; none for a reopened case.
    pub dispute: Option<Said>,
    /// What was decided, newest first.
    pub earlier: Vec<EarlierDecision>,
    /// Who may get it: nobody who has decided on it; empty for whoever doesn't give claims out.
    pub reviewers: Vec<PartyName>,
}
