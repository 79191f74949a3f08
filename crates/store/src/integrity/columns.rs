//! Whether the columns by which a claim is found are the claim's.

use domain::claim::Claim;

use super::finding::{Difference, IntegrityReport};
use crate::claims::columns::ClaimColumns;
use crate::engine::{FromCell, Row};

pub(super) fn check(row: &Row<'_>, claim: &Claim, report: &mut IntegrityReport) {
    let ClaimColumns {
        location_id,
        place,
        turn,
        programme,
        activity,
        tenant_id,
        customer_domain,
        reviewer_id,
        updated_at,
        due_at,
        queue_key,
        wake_at,
        version,
    } = ClaimColumns::of(claim);
    for (column, same) in [
        ("id", holds(row, "id", *claim.id.0.as_bytes())),
        ("partner_id", holds(row, "partner_id", *claim.partner.0.as_bytes())),
        ("location_id", holds(row, "location_id", location_id)),
        ("place", holds(row, "place", place)),
        ("turn", holds(row, "turn", turn.to_owned())),
        ("programme", holds(row, "programme", programme)),
        ("activity", holds(row, "activity", activity.map(str::to_owned))),
        ("tenant_id", holds(row, "tenant_id", tenant_id)),
        ("customer_domain", holds(row, "customer_domain", customer_domain)),
        ("reviewer_id", holds(row, "reviewer_id", reviewer_id)),
        ("updated_at", holds(row, "updated_at", updated_at)),
        ("due_at", holds(row, "due_at", due_at)),
        ("queue_key", holds(row, "queue_key", queue_key)),
        ("wake_at", holds(row, "wake_at", wake_at)),
        ("version", holds(row, "version", version)),
    ] {
        if !same {
            report.add(Some(claim.number), Difference::ColumnDiffers { column });
        }
    }
}

fn holds<T: FromCell + PartialEq>(row: &Row<'_>, column: &str, expected: T) -> bool {
    row.get::<_, T>(column).is_ok_and(|found| found == expected)
}
