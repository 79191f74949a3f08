//! The association between partner and customer, apart from the claim's status (domain.md §2).

use jiff::civil::Date;

use super::status::EndCause;
use crate::instant::Instant;

/// The association, apart from status (domain.md §2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Association {
    /// The day of approval, in the customer's zone.
    pub starts_on: Date,
    /// When it came into force.
    pub in_force_at: Option<Instant>,
    /// How it ended.
    pub ended: Option<AssociationEnd>,
}

/// How an association ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AssociationEnd {
    /// The last day, in the customer's zone.
    pub on: Date,
    /// Why.
    pub cause: EndCause,
}
