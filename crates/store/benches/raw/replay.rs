//! The same rows again, in groups.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Result, params, params_from_iter};

use super::record::rows;
use super::{PRAGMAS, RowsOfChange};

const UPDATE_CLAIM: &str = "UPDATE claim
     SET location_id = ?3, place = ?4, turn = ?5, programme = ?6, activity = ?7, tenant_id = ?8, customer_domain = ?9,
         reviewer_id = ?10, updated_at = ?11, due_at = ?12, queue_key = ?13, wake_at = ?14, version = ?15,
         chain_sequence = ?16, chain_hash = ?17, body = ?18
     WHERE number = ?1 AND chain_sequence = ?2";
const INSERT_EVENT: &str = "INSERT INTO event (claim_number, sequence, at, recorded_at, side, actor_id, type,
         schema_version, payload, hash)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
const INSERT_PERSONAL: &str = "INSERT INTO personal_value (position, body) VALUES (?1, ?2)";
const INSERT_MESSAGE: &str =
    "INSERT INTO message (id, claim_number, sequence, position, kind, recipient, language, round,
         at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const INSERT_ANSWER: &str =
    "INSERT INTO answer (caller, path, key, body_hash, status, etag, location, body, expires_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/// A copy of the database to write to.
pub struct Replay {
    connection: Connection,
}

impl Replay {
    /// Opens it with the settings of the product's writer.
    pub fn open(database: &Path) -> Result<Replay> {
        let connection = Connection::open(database)?;
        connection.execute_batch(PRAGMAS)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Replay { connection })
    }

    /// Writes the changes in transactions of `group` changes on average, and says how long that took.
    pub fn write(&self, changes: &[RowsOfChange], group: f64) -> Result<Duration> {
        let started = Instant::now();
        let mut from = 0;
        let mut end = 0.0;
        while from < changes.len() {
            end += group;
            let to = (end.round() as usize).clamp(from + 1, changes.len());
            self.statement("BEGIN IMMEDIATE")?;
            for change in &changes[from..to] {
                self.write_change(change)?;
            }
            self.statement("COMMIT")?;
            from = to;
        }
        Ok(started.elapsed())
    }

    fn statement(&self, sql: &str) -> Result<usize> {
        self.connection.prepare_cached(sql)?.execute([])
    }

    fn write_change(&self, change: &RowsOfChange) -> Result<()> {
        let prepared = |sql| self.connection.prepare_cached(sql);
        let updated = prepared(UPDATE_CLAIM)?.execute(params_from_iter(&change.claim))?;
        if updated != 1 {
            return Err(rusqlite::Error::StatementChangedRows(updated));
        }
        prepared(INSERT_EVENT)?.execute(params_from_iter(&change.event))?;
        if let Some(personal) = &change.personal {
            prepared(INSERT_PERSONAL)?.execute(params![self.connection.last_insert_rowid(), personal])?;
        }
        for message in &change.messages {
            prepared(INSERT_MESSAGE)?.execute(params_from_iter(message))?;
        }
        if let Some(answer) = &change.answer {
            prepared(INSERT_ANSWER)?.execute(params_from_iter(answer))?;
        }
        Ok(())
    }
}

/// Which table of two databases differs, if any: a comparison holds only if both wrote the same.
pub fn same_content(one: &Path, other: &Path) -> Result<Option<String>> {
    let (one, other) = (Connection::open(one)?, Connection::open(other)?);
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    for table in rows(&one, tables, [])? {
        let Some(rusqlite::types::Value::Text(table)) = table.first() else {
            continue;
        };
        let all = format!("SELECT * FROM {table}");
        let sorted = |connection| {
            let mut found = rows(connection, &all, [])?;
            found.sort_by_cached_key(|row| format!("{row:?}"));
            Ok::<_, rusqlite::Error>(found)
        };
        if sorted(&one)? != sorted(&other)? {
            return Ok(Some(table.clone()));
        }
    }
    Ok(None)
}
