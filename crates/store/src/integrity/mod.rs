//! Whether everything stored fits together, for `cpor doctor`: every history proves and makes the stored claim, and
//! everything kept for finding or doing is what the claim says.

mod columns;
mod finding;
mod history;
mod rows;

use domain::claim::Claim;
use domain::id::ClaimNumber;

use crate::claims::search;
use crate::column::{claim_number, uuid};
use crate::engine::{Connection, DatabaseError, Row};
use crate::rows::{read_claim, write_claim};
use crate::{Store, StoreError};

pub use finding::{Difference, Finding, IntegrityReport};

/// So many are in memory.
const CLAIMS_AT_ONCE: i64 = 200;

impl Store {
    /// Looks through everything as it stands at one moment.
    pub async fn check_integrity(&self) -> Result<IntegrityReport, StoreError> {
        self.read_long(|connection| {
            let mut report = IntegrityReport::default();
            connection.at_one_moment(|| {
                check_database(connection, &mut report)?;
                check_messages(connection, &mut report)?;
                check_claims(connection, &mut report)
            })?;
            Ok(report)
        })
        .await
    }
}

/// What SQLite says of itself; PostgreSQL keeps its own house, and no row of its names one that isn't there.
fn check_database(connection: &Connection<'_>, report: &mut IntegrityReport) -> Result<(), StoreError> {
    match connection {
        Connection::Sqlite(_) => {}
        Connection::Postgres(_) => return Ok(()),
    }
    let mut statement = connection.prepare_cached("PRAGMA integrity_check(100)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let complaint: String = row.get(0)?;
        if complaint != "ok" {
            report.add(None, Difference::Database(complaint));
        }
    }
    let mut statement = connection.prepare_cached("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let (table, parent) = (row.get("table")?, row.get("parent")?);
        report.add(None, Difference::Dangling { table, parent });
    }
    for index in search::strangers(connection)? {
        let (table, parent) = (index.to_owned(), "claim".to_owned());
        report.add(None, Difference::Dangling { table, parent });
    }
    Ok(())
}

fn check_messages(connection: &Connection<'_>, report: &mut IntegrityReport) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT message.id, message.claim_number FROM message
         LEFT JOIN event ON event.claim_number = message.claim_number AND event.sequence = message.sequence
              AND event.position = message.position
         WHERE event.position IS NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let number = claim_number(row, "claim_number").ok();
        let message = uuid(row, "id").unwrap_or_default();
        report.add(number, Difference::MessageWithoutCause(message));
    }
    Ok(())
}

fn check_claims(connection: &Connection<'_>, report: &mut IntegrityReport) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached("SELECT * FROM claim WHERE number > ?1 ORDER BY number LIMIT ?2")?;
    let mut last = 0;
    loop {
        let before = last;
        let mut rows = statement.query([before, CLAIMS_AT_ONCE])?;
        while let Some(row) = &rows.next()? {
            report.claims += 1;
            last = row.get("number")?;
            let number = claim_number(row, "number")?;
            if let Err(error) = check_claim(connection, row, number, report) {
                report.add(Some(number), Difference::Unreadable(unreadable(error)?));
            }
        }
        if last == before {
            return Ok(());
        }
    }
}

/// What is wrong with a stored value; any other error ends the check.
fn unreadable(error: StoreError) -> Result<String, StoreError> {
    match error {
        StoreError::Damaged { what } => Ok(what),
        StoreError::Database(error @ DatabaseError::Unreadable { .. }) => Ok(error.to_string()),
        StoreError::Database(_)
        | StoreError::File { .. }
        | StoreError::Newer { .. }
        | StoreError::MigrationChanged { .. }
        | StoreError::Unfinished
        | StoreError::BeingMoved
        | StoreError::NoThread(_)
        | StoreError::Closed
        | StoreError::Panicked
        | StoreError::Busy
        | StoreError::NoRandomBytes => Err(error),
    }
}

fn check_claim(
    connection: &Connection<'_>,
    row: &Row<'_>,
    number: ClaimNumber,
    report: &mut IntegrityReport,
) -> Result<(), StoreError> {
    let stored = match read_claim(row.text("body").unwrap_or_default()) {
        Ok(stored) => Some(stored),
        Err(error) => {
            report.add(Some(number), Difference::Unreadable(unreadable(error)?));
            None
        }
    };
    let history = history::check(connection, row, number, report)?;
    if let (Some(stored), Some(folded)) = (&stored, &history)
        && stored != folded
    {
        let parts = differing_parts(stored, folded)?;
        report.add(Some(number), Difference::FoldDiffers { parts });
    }
    // What stands beside the claim is copied from it, so one damage of the history isn't told again as theirs.
    if let Some(claim) = stored.or(history) {
        columns::check(row, &claim, report);
        rows::check(connection, &claim, report)?;
    }
    Ok(())
}

/// The names of the parts in which two claims differ.
fn differing_parts(stored: &Claim, folded: &Claim) -> Result<Vec<String>, StoreError> {
    let parts = |claim| -> Result<serde_json::Map<String, serde_json::Value>, StoreError> {
        serde_json::from_str(&write_claim(claim)?).map_err(|_| StoreError::damaged("a claim's document"))
    };
    let (stored, folded) = (parts(stored)?, parts(folded)?);
    let mut names: Vec<String> = stored
        .keys()
        .chain(folded.keys())
        .filter(|name| stored.get(*name) != folded.get(*name))
        .cloned()
        .collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}
