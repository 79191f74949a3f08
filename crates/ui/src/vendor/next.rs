//! The walk from claim to claim: where a reviewer is within a view of the queue, and what comes next.

use crate::frame::{Flash, Frame};

/// The bar above a claim that was opened from the queue (`templates/vendor/next.html`).
#[derive(Clone, Debug)]
pub struct NextBar {
    /// The list it was opened from.
    pub list: String,
    /// What the address of this claim's acts and documents carries, so that the walk goes on: `?next=…`.
    pub query: String,
    /// How many claims of the list this reviewer may work on, this one included.
    pub waiting: i64,
    /// The claim behind this one.
    pub next: Option<NextClaim>,
    /// What was done a moment ago, to the claim before.
    pub decided: Option<Decided>,
}

/// A claim to go on with.
#[derive(Clone, Debug)]
pub struct NextClaim {
    /// Its page, with the way on from there.
    pub href: String,
    /// `CPOR-2026-000123`.
    pub number: String,
    /// The customer's name.
    pub customer: String,
}

/// What was done to a claim that is no longer on the page.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The claim.
    pub number: String,
    /// What.
    pub done: Flash,
}

impl NextBar {
    /// Counted no further than this.
    pub const WAITING_MAX: u16 = 100;

    pub(crate) fn say_waiting(&self, frame: &Frame) -> String {
        if self.waiting >= i64::from(NextBar::WAITING_MAX) {
            frame.text.walk_waiting_many(NextBar::WAITING_MAX.to_string())
        } else {
            frame.text.walk_waiting(self.waiting)
        }
    }
}
