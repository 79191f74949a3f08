//! Claims as rows of a table for other programs (RFC 4180).

use super::ClaimBody;
use super::history::plain_text;

/// The heading of every column, in the names of the API.
pub const COLUMNS: [&str; 23] = [
    "number",
    "name",
    "status",
    "phase",
    "turn",
    "due_on",
    "due_time_zone",
    "clock",
    "customer_name",
    "customer_domain",
    "customer_tenant_id",
    "customer_country",
    "partner",
    "location_id",
    "programme",
    "activity",
    "products",
    "recognition_only",
    "reference",
    "reviewer",
    "created_at",
    "submitted_at",
    "updated_at",
];

/// The heading as a row.
pub fn heading() -> String {
    written(COLUMNS.map(str::to_owned))
}

/// A claim as a row: of its running clocks the one that ends first.
pub fn row(claim: &ClaimBody) -> String {
    let deadline = claim.deadlines.first();
    let or_nothing = |value: &Option<String>| value.clone().unwrap_or_default();
    let products: Vec<&str> = claim.lines.iter().map(|line| line.product.as_str()).collect();
    written([
        claim.number.clone(),
        or_nothing(&claim.name),
        claim.status.to_owned(),
        claim.phase.to_owned(),
        claim.turn.to_owned(),
        deadline.map(|each| each.due_on.clone()).unwrap_or_default(),
        deadline.map(|each| each.time_zone.clone()).unwrap_or_default(),
        deadline.map(|each| each.clock).unwrap_or_default().to_owned(),
        or_nothing(&claim.customer.name),
        or_nothing(&claim.customer.domain),
        or_nothing(&claim.customer.tenant_id),
        or_nothing(&claim.customer.country),
        claim.partner.name.clone(),
        claim.partner.location_id.clone(),
        or_nothing(&claim.programme),
        claim.activity.unwrap_or_default().to_owned(),
        products.join(" "),
        claim.recognition_only.to_string(),
        or_nothing(&claim.reference),
        claim
            .reviewer
            .as_ref()
            .map(|each| each.name.clone())
            .unwrap_or_default(),
        claim.created_at.clone(),
        or_nothing(&claim.submitted_at),
        claim.updated_at.clone(),
    ])
}

fn written(cells: [String; COLUMNS.len()]) -> String {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // A row of texts, written to memory: none of this can fail.
    let row = table.write_record(cells.iter().map(|cell| plain_text(cell)));
    let bytes = row.ok().and_then(|()| table.into_inner().ok());
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, heading, written};

    #[test]
    fn a_row_keeps_its_cells_whatever_is_in_them() {
        assert!(heading().starts_with("number,name,status,") && heading().ends_with("updated_at\r\n"));
        let mut cells: [String; COLUMNS.len()] = Default::default();
        cells[1] = "=HYPERLINK(\"x\")".to_owned();
        cells[2] = "a, b\nc".to_owned();
        assert_eq!(
            written(cells),
            format!(
                ",\"'=HYPERLINK(\"\"x\"\")\",\"a, b\nc\"{}\r\n",
                ",".repeat(COLUMNS.len() - 3)
            )
        );
    }
}
