//! The lines by which a claim keeps the partner's other claims from claiming the same (domain.md §2).

use std::collections::BTreeSet;

use domain::claim::{Claim, LineState};

use crate::number::number_key;

/// A line that blocks own duplicates. The renewed claim is part of it, so that a renewal may stand beside it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct ClaimedLine {
    pub(crate) partner_id: [u8; 16],
    pub(crate) tenant_id: [u8; 16],
    pub(crate) activity: &'static str,
    pub(crate) product: String,
    /// Empty: none.
    pub(crate) subscription_id: Vec<u8>,
    /// 0: none.
    pub(crate) renews: i64,
}

impl ClaimedLine {
    /// The claim's blocking lines.
    pub(crate) fn all_of(claim: &Claim) -> BTreeSet<ClaimedLine> {
        let (Some(tenant), Some(activity), true) = (
            claim.details.customer.tenant_id,
            claim.details.activity,
            claim.blocks_duplicates(),
        ) else {
            return BTreeSet::new();
        };
        let blocking = claim.lines.iter().filter(|line| match line.state {
            LineState::Claimed | LineState::Covered => true,
            LineState::Refused(_) | LineState::Declined | LineState::Ended | LineState::Removed => false,
        });
        let line = |line: &domain::claim::Line| ClaimedLine {
            partner_id: *claim.partner.0.as_bytes(),
            tenant_id: *tenant.0.as_bytes(),
            activity: activity.code(),
            product: line.item.product.as_str().to_owned(),
            subscription_id: line.item.subscription.map_or(Vec::new(), |id| id.0.as_bytes().to_vec()),
            renews: claim.details.renews.map_or(0, number_key),
        };
        blocking.map(line).collect()
    }
}
