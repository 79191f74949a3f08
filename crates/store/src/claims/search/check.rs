//! Whether the indexes hold what they should, for `cpor doctor`. That their lists are those of their rows is part of
//! the database's own check.

use domain::claim::Claim;

use super::changed::wanted;
use super::pending::kept;
use crate::engine::Connection;
use crate::error::StoreError;
use crate::number::number_key;

/// The names of the indexes that hold something else of the claim than they should.
pub(crate) fn check(connection: &Connection<'_>, claim: &Claim) -> Result<Vec<&'static str>, StoreError> {
    let (kept, wanted) = (kept(connection, number_key(claim.number))?, wanted(connection, claim)?);
    let words = (kept.words != wanted.words).then_some("claim_search");
    let notes = (kept.notes != wanted.notes).then_some("note_search");
    Ok([words, notes].into_iter().flatten().collect())
}

/// The names of the indexes that hold rows of claims that aren't there.
pub(crate) fn strangers(connection: &Connection<'_>) -> Result<Vec<&'static str>, StoreError> {
    match connection {
        Connection::Sqlite(_) => {}
        // A constraint keeps them away.
        Connection::Postgres(_) => return Ok(Vec::new()),
    }
    let mut found = Vec::new();
    for (name, sql) in [
        (
            "claim_search",
            "SELECT EXISTS (SELECT 1 FROM claim_search WHERE rowid NOT IN (SELECT number FROM claim))",
        ),
        (
            "note_search",
            "SELECT EXISTS (SELECT 1 FROM note_search WHERE rowid NOT IN (SELECT number FROM claim))",
        ),
    ] {
        if connection.prepare_cached(sql)?.query_row([], |row| row.get(0))? {
            found.push(name);
        }
    }
    Ok(found)
}
