//! Whether the rows that belong to a claim in other tables are the claim's.

use std::collections::BTreeSet;

use domain::claim::{Claim, Place};

use super::finding::{Difference, IntegrityReport};
use crate::StoreError;
use crate::claims::columns::terms;
use crate::claims::search;
use crate::commit::ClaimedLine;
use crate::engine::{self, Connection, Row};
use crate::number::number_key;

/// A row's values as they are compared.
type Cells = Vec<Cell>;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Cell {
    Nothing,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A table's rows of a claim: the query that finds them, and what it should.
struct Belonging {
    table: &'static str,
    sql: &'static str,
    expected: BTreeSet<Cells>,
}

pub(super) fn check(
    connection: &Connection<'_>,
    claim: &Claim,
    report: &mut IntegrityReport,
) -> Result<(), StoreError> {
    for Belonging { table, sql, expected } in [
        claimed_lines(claim),
        reference(claim),
        found_by(claim),
        documents(claim),
    ] {
        let mut statement = connection.prepare_cached(sql)?;
        let found = statement
            .query_map([number_key(claim.number)], cells)?
            .collect::<engine::Result<BTreeSet<Cells>>>()?;
        if found != expected {
            report.add(Some(claim.number), Difference::RowsDiffer { table });
        }
    }
    for table in search::check(connection, claim)? {
        report.add(Some(claim.number), Difference::RowsDiffer { table });
    }
    check_links(connection, claim, report)
}

fn cells(row: &Row<'_>) -> engine::Result<Cells> {
    (0..row.width())
        .map(|index| {
            Ok(match row.cell(index)? {
                engine::Cell::Nothing => Cell::Nothing,
                engine::Cell::Integer(number) => Cell::Number(number),
                engine::Cell::Text(text) => Cell::Text(text.to_owned()),
                engine::Cell::Bytes(bytes) => Cell::Bytes(bytes.to_vec()),
                engine::Cell::Day(day) => Cell::Text(day.to_string()),
            })
        })
        .collect()
}

fn claimed_lines(claim: &Claim) -> Belonging {
    let lines = ClaimedLine::all_of(claim).into_iter().map(|line| {
        vec![
            Cell::Bytes(line.partner_id.to_vec()),
            Cell::Bytes(line.tenant_id.to_vec()),
            Cell::Text(line.activity.to_owned()),
            Cell::Text(line.product),
            Cell::Bytes(line.subscription_id),
            Cell::Number(line.renews),
        ]
    });
    Belonging {
        table: "claimed_line",
        sql: "SELECT partner_id, tenant_id, activity, product, subscription_id, renews FROM claimed_line
              WHERE claim_number = ?1",
        expected: lines.collect(),
    }
}

fn reference(claim: &Claim) -> Belonging {
    // A discarded draft gives its reference free.
    let kept = claim
        .details
        .reference
        .iter()
        .filter(|_| claim.place() != Place::Discarded);
    let row = |reference: &domain::text::Reference| {
        vec![
            Cell::Bytes(claim.partner.0.as_bytes().to_vec()),
            Cell::Text(reference.as_str().to_owned()),
        ]
    };
    Belonging {
        table: "partner_reference",
        sql: "SELECT partner_id, reference FROM partner_reference WHERE claim_number = ?1",
        expected: kept.map(row).collect(),
    }
}

fn found_by(claim: &Claim) -> Belonging {
    Belonging {
        table: "claim_term",
        sql: "SELECT term FROM claim_term WHERE claim_number = ?1",
        expected: terms(claim).into_iter().map(|term| vec![Cell::Text(term)]).collect(),
    }
}

fn documents(claim: &Claim) -> Belonging {
    let documents = claim.documents.iter().map(|document| {
        vec![
            Cell::Bytes(document.id.0.as_bytes().to_vec()),
            Cell::Bytes(document.blob.0.as_bytes().to_vec()),
            Cell::Bytes(document.sha256.to_vec()),
            Cell::Number(document.size_bytes),
            Cell::Text(document.condition.code().to_owned()),
        ]
    });
    Belonging {
        table: "document",
        sql: "SELECT id, blob_id, sha256, size_bytes, condition FROM document WHERE claim_number = ?1",
        expected: documents.collect(),
    }
}

/// No link is of a round that the claim never had.
fn check_links(connection: &Connection<'_>, claim: &Claim, report: &mut IntegrityReport) -> Result<(), StoreError> {
    let foreign: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM consent_link WHERE claim_number = ?1 AND (round < 1 OR round > ?2))",
        )?
        .query_row([number_key(claim.number), i64::from(claim.consent_rounds)], |row| {
            row.get(0)
        })?;
    if foreign {
        report.add(Some(claim.number), Difference::RowsDiffer { table: "consent_link" });
    }
    Ok(())
}
