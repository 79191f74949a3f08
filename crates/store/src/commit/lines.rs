//! The lines by which a claim keeps the partner's other claims from claiming the same (domain.md §2).

use std::collections::BTreeSet;

use domain::claim::{Claim, LineState};

use rusqlite::Connection;

use crate::engine::PrepareKnown;
use crate::error::StoreError;
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

/// A line as it is stored: partner, tenant, activity, product, subscription, renewed claim.
pub(super) type LineRow = ([u8; 16], [u8; 16], String, String, Vec<u8>, i64);

/// The stored lines of a claim.
pub(super) fn stored_lines(connection: &Connection, claim: i64) -> Result<BTreeSet<LineRow>, StoreError> {
    let lines = connection
        .prepare_known(
            "SELECT partner_id, tenant_id, activity, product, subscription_id, renews
             FROM claimed_line WHERE claim_number = ?1",
        )?
        .query_map([claim], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ))
        })?
        .collect::<Result<_, _>>()?;
    Ok(lines)
}

impl ClaimedLine {
    /// As it is stored.
    pub(super) fn row(&self) -> LineRow {
        (
            self.partner_id,
            self.tenant_id,
            self.activity.to_owned(),
            self.product.clone(),
            self.subscription_id.clone(),
            self.renews,
        )
    }

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
