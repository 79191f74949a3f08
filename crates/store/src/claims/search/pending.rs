//! Rows of claims, where they are: in the indexes, or waiting for others to be written there with.

use super::Field;
use super::entry::Words;
use crate::engine::{Connection, Either, OptionalExtension, params};
use crate::error::StoreError;

/// So many wait for each other: an index writes many rows at once much faster than each alone, and whoever looks for
/// something looks through those that wait.
const PENDING_MAX: i64 = 64;

/// What is kept of a claim for finding it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Kept {
    /// What everybody who sees the claim may look for; empty: it is not found.
    pub(super) words: Words,
    /// The internal notes'.
    pub(super) notes: Words,
}

impl Kept {
    /// From the rows of the two indexes.
    pub(crate) fn read(words: &str, noted: &str) -> Kept {
        Kept {
            words: Words::read(words),
            notes: Words::read(noted).of_field(Field::Notes),
        }
    }

    /// The rows of the two indexes; empty: none.
    pub(crate) fn rows(&self) -> [String; 2] {
        let words = self.words.row();
        let noted = match self.notes.is_empty() {
            true => String::new(),
            false => format!("{words} {}", self.notes.row()),
        };
        [words, noted]
    }
}

/// What is kept now.
pub(super) fn kept(connection: &Connection<'_>, claim: i64) -> Result<Kept, StoreError> {
    match connection {
        Connection::Sqlite(_) => {}
        Connection::Postgres(_) => return indexed(connection, claim),
    }
    let pending: Option<(String, String)> = connection
        .prepare_cached("SELECT words, notes FROM search_pending WHERE claim_number = ?1")?
        .query_row([claim], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((words, notes)) = pending {
        return Ok(Kept {
            words: Words::read(&words),
            notes: Words::read(&notes),
        });
    }
    indexed(connection, claim)
}

/// What the indexes hold, whatever waits.
fn indexed(connection: &Connection<'_>, claim: i64) -> Result<Kept, StoreError> {
    let row = |index: &Index| -> Result<String, StoreError> {
        let found: Option<String> = connection
            .prepare_cached(connection.choose(index.find))?
            .query_row([claim], |row| row.get(0))
            .optional()?;
        Ok(found.unwrap_or_default())
    };
    Ok(Kept::read(&row(&CLAIM_SEARCH)?, &row(&NOTE_SEARCH)?))
}

/// Keeps this from now on.
pub(super) fn keep(connection: &Connection<'_>, claim: i64, kept: &Kept) -> Result<(), StoreError> {
    match connection {
        Connection::Sqlite(_) => {}
        // The index itself lets new rows wait.
        Connection::Postgres(_) => {
            let [words, noted] = kept.rows();
            replace(connection, &CLAIM_SEARCH, claim, &words)?;
            return replace(connection, &NOTE_SEARCH, claim, &noted);
        }
    }
    connection
        .prepare_cached("INSERT OR REPLACE INTO search_pending (claim_number, words, notes) VALUES (?1, ?2, ?3)")?
        .execute(params![claim, kept.words.row(), kept.notes.row()])?;
    let waiting: i64 = connection
        .prepare_cached("SELECT count(*) FROM search_pending")?
        .query_row([], |row| row.get(0))?;
    if waiting < PENDING_MAX {
        Ok(())
    } else {
        settle(connection)
    }
}

/// Writes all that waits into the indexes.
pub(super) fn settle(connection: &Connection<'_>) -> Result<(), StoreError> {
    // In the order of numbers: the index takes a smaller one only after it has written out what it has.
    let waiting = connection
        .prepare_cached("SELECT claim_number, words, notes FROM search_pending ORDER BY claim_number")?
        .query_map([], |row| {
            let (words, notes): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<_, i64>(0)?, words, notes))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    for (claim, words, notes) in waiting {
        let noted = if notes.is_empty() {
            String::new()
        } else {
            format!("{words} {notes}")
        };
        replace(connection, &CLAIM_SEARCH, claim, &words)?;
        replace(connection, &NOTE_SEARCH, claim, &noted)?;
    }
    connection.prepare_cached("DELETE FROM search_pending")?.execute([])?;
    Ok(())
}

/// The statements of an index.
struct Index {
    find: Either<'static>,
    update: Either<'static>,
    insert: Either<'static>,
    delete: Either<'static>,
}

const CLAIM_SEARCH: Index = Index {
    find: Either {
        sqlite: "SELECT words FROM claim_search WHERE rowid = ?1",
        postgres: "SELECT words FROM claim_search WHERE claim_number = ?1",
    },
    update: Either {
        sqlite: "UPDATE claim_search SET words = ?2 WHERE rowid = ?1",
        postgres: "UPDATE claim_search SET words = ?2 WHERE claim_number = ?1",
    },
    insert: Either {
        sqlite: "INSERT INTO claim_search (rowid, words) VALUES (?1, ?2)",
        postgres: "INSERT INTO claim_search (claim_number, words) VALUES (?1, ?2)",
    },
    delete: Either {
        sqlite: "DELETE FROM claim_search WHERE rowid = ?1",
        postgres: "DELETE FROM claim_search WHERE claim_number = ?1",
    },
};

const NOTE_SEARCH: Index = Index {
    find: Either {
        sqlite: "SELECT words FROM note_search WHERE rowid = ?1",
        postgres: "SELECT words FROM note_search WHERE claim_number = ?1",
    },
    update: Either {
        sqlite: "UPDATE note_search SET words = ?2 WHERE rowid = ?1",
        postgres: "UPDATE note_search SET words = ?2 WHERE claim_number = ?1",
    },
    insert: Either {
        sqlite: "INSERT INTO note_search (rowid, words) VALUES (?1, ?2)",
        postgres: "INSERT INTO note_search (claim_number, words) VALUES (?1, ?2)",
    },
    delete: Either {
        sqlite: "DELETE FROM note_search WHERE rowid = ?1",
        postgres: "DELETE FROM note_search WHERE claim_number = ?1",
    },
};

fn replace(connection: &Connection<'_>, index: &Index, claim: i64, row: &str) -> Result<(), StoreError> {
    let found: Option<String> = connection
        .prepare_cached(connection.choose(index.find))?
        .query_row([claim], |row| row.get(0))
        .optional()?;
    match (found, row) {
        (None, "") => {}
        (Some(found), row) if found == row => {}
        (Some(_), "") => {
            connection
                .prepare_cached(connection.choose(index.delete))?
                .execute([claim])?;
        }
        (Some(_), row) => {
            connection
                .prepare_cached(connection.choose(index.update))?
                .execute(params![claim, row])?;
        }
        (None, row) => {
            connection
                .prepare_cached(connection.choose(index.insert))?
                .execute(params![claim, row])?;
        }
    }
    Ok(())
}
